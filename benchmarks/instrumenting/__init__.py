"""Lets a package tell how its named numbers decide, while it runs as it always does.

A *number* is a name at the top of a module that stands for a number or for several in brackets.
Before the package is imported, :func:`instrument` has each of its modules rewritten in memory. A
comparison with a number on one of its sides, ``least <= share < _MOST * width``, is answered as
before and noted: how often it was asked, how often it held, and the *critical value*, the one that
the number would need for the answer to tip (``share / width``). So is ``min`` and ``max``, which
choose the number or what stands beside it, and ``list[:_MOST]``, which cuts something off or not.
Of a number that is used in any other way (a size, a share in a sum) only the use is noted.

A number is followed through arithmetic, ``round`` and the like, a choice (``_A if large else _B``),
a local variable that is set once by a product or a sum, and into the functions of the package that
it is handed to by itself.
"""

from benchmarks.instrumenting.hook import Package, instrument, noting, sources
from benchmarks.instrumenting.notes import Notes, Number, Tally
from benchmarks.instrumenting.numbers_in_code import numbers_of

__all__ = [
    "Notes",
    "Number",
    "Package",
    "Tally",
    "instrument",
    "noting",
    "numbers_of",
    "sources",
]
