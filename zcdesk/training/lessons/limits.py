"""What a lesson, a class and a code have room for; the command line names them in its help."""

from __future__ import annotations

MOST_PAGES = 60
"""More pages than anybody looks at in one afternoon."""

MOST_TRAPS = 32
"""Each is one bit of the code of a result."""

MOST_SEATS = 255
"""The seat is a byte of that code."""

LARGEST_NUMBER = 999_999
"""A number can be said aloud and typed; a code of a result holds six digits."""
