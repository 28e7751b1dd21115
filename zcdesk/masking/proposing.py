"""Everything that is proposed for one page.

Words, seals, signatures, portraits, codes, identity numbers, and places nobody can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.codes.qr_and_bar_codes import judge_codes
from zcdesk.masking.covers.cover_height import with_own_row_only
from zcdesk.masking.covers.cover_width import widened
from zcdesk.masking.covers.hidden_doubts import without_hidden_doubts
from zcdesk.masking.fields.id_numbers import judge_id_numbers
from zcdesk.masking.fields.unread_values import judge_labelled_values
from zcdesk.masking.hits import Hit
from zcdesk.masking.lines.line_confidence import UNREADABLE
from zcdesk.masking.lines.script_identification import (
    ScriptKind,
    are_ideographic_zeros,
    nearly_arabic,
)
from zcdesk.masking.own_words.english_organisations import judge_latin_organisations
from zcdesk.masking.own_words.occluded_by_seals import (
    judge_words_below_dark_seals,
    judge_words_below_own_seals,
)
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.own_words.show_through import judge_show_through, without_show_through_doubts
from zcdesk.masking.owners.seal_over_printed_name import judge_seals_over_names
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.masking.rereading.doubtful_lines import (
    best_readings,
    reread_columns_as_rows,
    reread_doubtful_lines,
)
from zcdesk.masking.rereading.light_print_on_tint import reread_light_print
from zcdesk.masking.rereading.print_over_show_through import reread_over_show_through
from zcdesk.masking.rereading.split_columns import reread_split_columns
from zcdesk.masking.rereading.split_rows import reread_split_rows
from zcdesk.masking.rereading.text_below_seals import reread_below_seals
from zcdesk.masking.rereading.upside_down_lines import search_upside_down, upside_down_lines
from zcdesk.masking.seals.letters_like_stamps import without_letters
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.signatures.signature_spaces import judge_signatures
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.masking.steps import Steps
from zcdesk.masking.unread.arabic_script import heads, is_bilingual_counterpart, judge_arabic_script
from zcdesk.masking.unread.facial_features import without_facial_features
from zcdesk.masking.unread.half_read_lines import half_read_parts
from zcdesk.masking.unread.rows_under_folds import rows_hidden_by_folds
from zcdesk.masking.unread.unread_lines import (
    Unread,
    is_accounted_for,
    unread_lines,
    unread_stretches,
    unreadable_place,
    unreadable_places,
)
from zcdesk.masking.watermarks.faint_skewed_text import read_faint_skewed_text
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.repeated_text import (
    judge_words_cut_by_rim,
    reread_in_known_directions,
)
from zcdesk.masking.watermarks.skewed_text import (
    judge_unread_skewed_text,
    read_on_into_skewed_text,
    read_skewed_strips,
    skewed_strips,
)
from zcdesk.masking.watermarks.template_matching import judge_by_template
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.other_side import OtherSide, other_side
from zcdesk.reading.recognising import crop_line

_BLOT = 1.8
"""Times the usual thickness of a line: two rows, or a part of a seal, taken for one line."""


def propose(
    picture: Picture,
    page: GreyPicture,
    reading: Reading,
    words: Iterable[Word],
    targets: Iterable[Target],
    known_seals: tuple[Seal, ...] | None = None,
    behind: OtherSide | None = None,
) -> tuple[Hit, ...]:
    """Return what is proposed for a page, in reading order.

    Args:
        picture: Upright page.
        page: The same page evened out.
        reading: Its reading.
        words: The applicant's words.
        targets: What is to be covered; without any nothing is looked for.
        known_seals: The seals of the page, when they were looked for already.
        behind: What the page shows of its other side, when that was looked for already.
    """
    wanted = frozenset(targets)
    if not wanted:
        return ()
    every = keywords(words)
    sought = [one for one in every if one.word.kind.target in wanted]
    lines, steps = reading.lines, Steps()
    seals = without_letters(
        steps.taken("seals", lambda: find_seals(picture)) if known_seals is None else known_seals,
        lines,
    )
    thin = other_side(page, lines) if behind is None else behind
    front = [line for line in lines if not thin.holds(line)]
    clear = _without_blots(lines, seals)
    again = (
        *steps.taken("second looks", lambda: reread_doubtful_lines(page, clear, sought)),
        *steps.taken("split columns", lambda: reread_split_columns(page, clear)),
        *steps.taken("split rows", lambda: reread_split_rows(page, clear)),
        *steps.taken("over pale print", lambda: reread_over_show_through(page, clear)),
        *steps.taken("unevened", lambda: reread_light_print(picture, clear)),
        *steps.taken("under seals", lambda: reread_below_seals(picture, seals, page)),
    )
    seal_places = [seal.polygon for seal in seals]
    pale = PaleLayer(page)
    strips = steps.taken("slants", lambda: skewed_strips(pale, seal_places))
    strips_read = (
        *steps.taken("slanting lines", lambda: read_skewed_strips(pale, strips)),
        *steps.taken("faint slants", lambda: read_faint_skewed_text(pale, seal_places, lines)),
    )
    slanting = (
        *strips_read,
        *steps.taken(
            "repeated slants", lambda: reread_in_known_directions(pale, strips_read, sought, clear)
        ),
    )
    climbing = steps.taken("climbing rows", lambda: reread_columns_as_rows(page, clear))
    again += steps.taken("into slants", lambda: read_on_into_skewed_text(page, clear, strips))
    looks = (*clear, *again, *slanting, *climbing)
    found = steps.taken("words", lambda: search(looks, sought, wanted))
    found = without_show_through_doubts(found, thin, front, page.shape[1])
    over = steps.taken("upside down", lambda: upside_down_lines(page, clear))
    size = reading.width, reading.height
    found += steps.taken(
        "words upside down", lambda: search_upside_down(over, size, sought, wanted)
    )
    again += over
    hits = (
        steps.taken(
            "across seals", lambda: judge_words_below_dark_seals(looks, seals, sought, found)
        )
        or found
    )
    hits += steps.taken("cut words", lambda: judge_words_cut_by_rim(slanting, sought, clear))
    read = hits
    hits += steps.taken("alike slants", lambda: judge_by_template(pale, slanting, sought, read))
    masks = [hit.mask for hit in hits if hit.covers_by_default]
    rings = [seal.polygon for seal in seals if seal.shape is Shape.RING]
    own_or_unread = steps.taken("seal words", lambda: judge_seals(picture, seals, every, wanted))
    hits = (
        *hits,
        *steps.taken(
            "shining words", lambda: judge_show_through(thin, sought, wanted, page.shape[1])
        ),
        *judge_seals_over_names(own_or_unread, found, wanted),
        *steps.taken(
            "signatures", lambda: judge_signatures(page, lines, masks, wanted, every, rings)
        ),
        *steps.taken("portraits", lambda: judge_portraits(picture, lines, wanted, seals)),
        *steps.taken("codes", lambda: judge_codes(picture, lines, wanted)),
        *steps.taken("ID numbers", lambda: judge_id_numbers(lines, every, wanted, found)),
    )
    above = hits
    hits = (
        steps.taken(
            "below own seals", lambda: judge_words_below_own_seals(looks, seals, sought, above)
        )
        or hits
    )
    places = [seal.polygon for seal in seals if seal.certain]
    known, clearest = hits, best_readings(front, again)
    hits += steps.taken(
        "labels", lambda: judge_labelled_values(page, clearest, known, places, sought, wanted)
    )
    written = hits
    hits += steps.taken(
        "Latin organisations",
        lambda: judge_latin_organisations((*clearest, *again), written, every, wanted),
    )
    # What seems to be written in a portrait is its hair and collar.
    places += [hit.mask.polygon for hit in hits if hit.mask.target is Target.PHOTO]
    hits += steps.taken(
        "unread slants",
        lambda: judge_unread_skewed_text(strips, slanting, known, places, reading.lines),
    )
    told = hits
    hits += steps.taken(
        "unread lines", lambda: _unread(picture, page, reading, again, told, places, thin)
    )
    ordered = tuple(sorted(without_hidden_doubts(page, hits), key=_reading_order))
    low = steps.taken("heights", lambda: with_own_row_only(page, ordered, sought)) or ordered
    wide = steps.taken("widths", lambda: widened(page, low, sought, lines)) or low
    return (*wide, *steps.hits(reading.width, reading.height))


def _without_blots(lines: Sequence[Line], seals: Sequence[Seal]) -> tuple[Line, ...]:
    """Return the lines without those that take a seal for letters.

    What stands below a seal is read by itself; in the letters that are made of its ring a name of
    two characters may be found anywhere.
    """
    usual = float(np.median([line.thickness for line in lines])) if lines else 0.0
    places = [bounds(seal.polygon) for seal in seals]
    return tuple(
        line
        for line in lines
        if line.lattice.confidence >= UNREADABLE
        or line.thickness < _BLOT * usual
        or not any(_lies_in(line, place) for place in places)
    )


def _lies_in(line: Line, place: tuple[float, float, float, float]) -> bool:
    x, y = centre(line.quad)
    left, top, right, bottom = place
    return left <= x <= right and top <= y <= bottom


def _unread(
    picture: Picture,
    page: GreyPicture,
    reading: Reading,
    again: Sequence[Line],
    hits: Sequence[Hit],
    seals: Sequence[Polygon],
    behind: OtherSide,
) -> tuple[Hit, ...]:
    """Return what is proposed about the lines that nobody could read."""
    front = [line for line in reading.lines if not behind.holds(line)]
    unread = [
        one
        for one in unread_lines(page, front, again)
        if not is_accounted_for(one.line, hits, seals)
    ]
    parts = unread_stretches(page, front)
    foreign = [one for one in unread if _is_foreign(page, reading, one)]
    arabic = [one.line for one in foreign]
    arabic += [one.line for one in parts if one.shape is ScriptKind.ARABIC]
    other = [one for one in unread if one not in foreign]
    said_again = []
    # Where only the heading is in both scripts no field is.
    if not all(heads(line, reading.lines, reading.width) for line in arabic):
        said_again = [
            line
            for line in front
            if is_bilingual_counterpart(line, arabic, reading.lines, hits)
            and not is_accounted_for(line, (), seals)
        ]
    arabic += said_again
    other = [one for one in other if one.line not in said_again]
    told = [one.line for one in unread]
    read = [line for line in front if line not in told]
    other += [
        Unread(part, ScriptKind.WRITING)
        for part in half_read_parts(read, again)
        if not are_ideographic_zeros(crop_line(page, part.quad))
    ]
    return (
        *judge_arabic_script(arabic, reading.lines, hits),
        *unreadable_places(without_facial_features(picture, other), hits, seals),
        *map(unreadable_place, rows_hidden_by_folds(page, reading.lines)),
    )


def _is_foreign(page: GreyPicture, reading: Reading, one: Unread) -> bool:
    """Tell whether a line is Arabic script; above a Han heading it may look a little unlike it."""
    if one.shape is not ScriptKind.WRITING or one.line.vertical:
        return one.shape is ScriptKind.ARABIC
    nearly = heads(one.line, reading.lines, reading.width)
    return nearly and nearly_arabic(crop_line(page, one.line.quad))


def _reading_order(hit: Hit) -> tuple[float, float]:
    left, top, _, bottom = bounds(hit.mask.polygon)
    return round((top + bottom) / 40), left
