"""Second readings of a page, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zcdesk.masking.page_view import PageView, Readings
from zcdesk.masking.rereading.doubtful_lines import reread_columns_as_rows, reread_doubtful_lines
from zcdesk.masking.rereading.light_print_on_tint import reread_light_print
from zcdesk.masking.rereading.print_below_print import reread_below_print
from zcdesk.masking.rereading.print_over_show_through import reread_over_show_through
from zcdesk.masking.rereading.split_boxes import reread_split_columns, reread_split_rows
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.masking.rereading.upside_down_lines import upside_down_lines
from zcdesk.masking.watermarks.faint_skewed_text import read_faint_skewed_text
from zcdesk.masking.watermarks.repeated_text import reread_in_known_directions
from zcdesk.masking.watermarks.skewed_text import (
    read_on_into_skewed_text,
    read_skewed_strips,
    skewed_strips,
)


@dataclass(frozen=True)
class Reread:
    """One re-reading.

    Attributes:
        name: By which a fault of it is remembered and its time is measured.
        call: Makes it, of the page and of what was read again so far.
        gives: The attribute of ``Readings`` that it adds to.
        why: Why it is made, and why it is there.
    """

    name: str
    call: Callable[[PageView, Readings], Iterable[object]]
    gives: str
    why: str


REREADS = (
    Reread(
        "second looks",
        lambda view, _: reread_doubtful_lines(view.page, view.clear, view.sought),
        "again",
        "lines that are doubtful or nearly hers: other crops settle most of them",
    ),
    Reread(
        "split columns",
        lambda view, _: reread_split_columns(view.page, view.clear),
        "again",
        "a column of print broken into boxes shows no whole word",
    ),
    Reread(
        "split rows",
        lambda view, _: reread_split_rows(view.page, view.clear),
        "again",
        "boxes of one row that share letters",
    ),
    Reread(
        "over pale print",
        lambda view, _: reread_over_show_through(view.page, view.clear),
        "again",
        "a box around large letters that shine through takes in the print on them",
    ),
    Reread(
        "unevened",
        lambda view, _: reread_light_print(view.picture, view.clear),
        "again",
        "evening loses light letters on a tinted ground: these are the scan's own pixels",
    ),
    Reread(
        "under seals",
        lambda view, _: reread_below_seals(view.picture, view.seals, view.page),
        "again",
        "the seal is taken off first",
    ),
    Reread(
        "below print",
        lambda view, _: reread_below_print(view.page, *view.twice),
        "again",
        "a stamp's letters, a pen or a hatch are taken off the print below them",
    ),
    Reread(
        "slants",
        lambda view, _: skewed_strips(view.pale, view.seal_places),
        "strips",
        "where pale letters lie askew; three later steps need it, so it fails by itself",
    ),
    Reread(
        "slanting lines",
        lambda view, readings: read_skewed_strips(view.pale, readings.strips),
        "slanting",
        "the strips, straightened",
    ),
    Reread(
        "faint slants",
        lambda view, _: read_faint_skewed_text(view.pale, view.seal_places, view.lines),
        "slanting",
        "large letters hardly darker than the paper, which give no strip",
    ),
    Reread(
        "repeated slants",
        lambda view, readings: reread_in_known_directions(
            view.pale, readings.slanting, view.sought, view.clear
        ),
        "slanting",
        "once more in each direction in which the two before showed a word of hers",
    ),
    Reread(
        "climbing rows",
        lambda view, _: reread_columns_as_rows(view.page, view.clear),
        "climbing",
        "a column may be a row that climbs; for the search alone",
    ),
    Reread(
        "into slants",
        lambda view, readings: read_on_into_skewed_text(view.page, view.clear, readings.strips),
        "again",
        "print that runs on into a strip; behind all others, for the first of equal readings wins",
    ),
    Reread(
        "upside down",
        lambda view, _: upside_down_lines(view.page, view.clear),
        "turned_over",
        "a line that stands on its head; searched by itself",
    ),
)
