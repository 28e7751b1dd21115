"""The table of file formats: a new format is one more row.

All of this runs in a worker process.
"""

from __future__ import annotations

from zcdesk.pages.opening.formats import heic, pdf, pictures, tiff
from zcdesk.pages.opening.formats.format import Format

FORMATS: tuple[Format, ...] = (*pictures.FORMATS, tiff.FORMAT, heic.FORMAT, pdf.FORMAT)
