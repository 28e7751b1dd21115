"""What a person is asked about because nobody could read it: lines, parts of them, folded rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.applicant import OWN_WORDS, Target, Word
from zcdesk.geometry import Box, Polygon, bounds, centre, holds
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict, covered_places
from zcdesk.masking.lines.line_confidence import FEW
from zcdesk.masking.unread.arabic_script import (
    is_bilingual_counterpart,
    is_translation,
    judge_arabic_script,
)
from zcdesk.masking.unread.half_read import half_read_parts
from zcdesk.masking.unread.hidden_by_folds import rows_hidden_by_folds
from zcdesk.masking.unread.unread_lines import (
    Unread,
    is_accounted_for,
    is_hidden,
    unread_lines,
    unread_stretches,
    unreadable_place,
    unreadable_places,
)
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.breaks import stumps_in
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.arabic.sorting import SortedLines, sort_lines
from zcdesk.reading.arabic.words import ArabicWord, place_of, told_in_arabic
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.recognising import crop_line
from zcdesk.reading.script_shapes import (
    ScriptKind,
    are_ideographic_zeros,
    nearly_arabic,
    script_kind_of,
)

_TITLE = 6  # line heights; a longer line of everyday words is no label of a field
_MANY = 3  # lines with the shape of Arabic script, from which on a page has it, read or not
_LETTERS = 4  # of the script in a line of it that was read

_LEAST_REST = 0.8  # line heights that stick out of a cover, or are between a line's end and one


def judge_unread(
    page: GreyPicture,
    reading: Reading,
    front: Sequence[Line],
    again: Sequence[Line],
    hits: Sequence[Hit],
    places: Sequence[Polygon],
    sought: tuple[Sequence[Word], frozenset[Target]],
) -> tuple[Hit, ...]:
    """Return what is proposed about the lines that nobody could read. ``places``: seals and
    portraits, which are judged by themselves. ``sought``: the applicant's words that may be told in
    Arabic script, and what is to be covered."""
    hidden = [*covered_places(hits), *places]
    unread = [
        rest for each in unread_lines(page, front, again) for rest in _open(page, each, hidden)
    ]
    whole = [each.line for each in unread if each.shape is ScriptKind.ARABIC]
    parts = unread_stretches(page, [line for line in front if line not in whole])
    arabic = [each.line for each in (*unread, *parts) if each.shape is ScriptKind.ARABIC]
    if len(arabic) < _MANY and not any(_reads_script(page, line) for line in arabic):
        # A signature, small English or a blurred 局长 has the shape by chance.
        arabic = []
        unread = [replace(each, shape=ScriptKind.WRITING) for each in unread if not each.hardly]
    words, asked = sought[0], sought[1].intersection(OWN_WORDS)
    first = sort_lines(page, arabic, words, asked)
    counterparts = _counterparts(reading, front, arabic, first, hits, places)
    read = [line for line in front if line not in {each.line for each in unread}]
    other = [each for each in unread if each.line not in (*arabic, *counterparts)]
    other += [
        Unread(part, ScriptKind.WRITING, part=True)
        for part in half_read_parts(read, again)
        if not are_ideographic_zeros(crop_line(page, part.quad))
    ]
    # Short words, and headings of upright letters, have a shape that is a little unlike others.
    perhaps = [each.line for each in other if _may_be_arabic(page, each, arabic)]
    mixed = [line for line in front if arabic and line not in arabic and _holds_more(line)]
    second = sort_lines(page, (*counterparts, *perhaps, *mixed), words, asked, arabic)
    other = [each for each in other if each.line in second.left or each.line not in perhaps]
    if arabic:
        lines = reading.lines
        other = [each for each in other if not is_translation(each.line, arabic, lines, hits)]
    stumps = _stumps(page, (*arabic, *counterparts, *perhaps), hidden, words)
    found = tuple(dict.fromkeys((*first.found, *second.found, *stumps)))
    covers = tuple(_covers_in_script(found))
    unsettled = _unsettled(first.left, second.left, counterparts, covers)
    # Of words that were found, or nearly, there is no other spelling.
    all_found = {each.word.kind.target for _, each in found} >= asked
    nobodys = _unsettled(first.nobodys, second.nobodys, counterparts, covers)
    doubted = [] if all_found else nobodys
    return (
        *covers,
        *_not_found_in_script(covers, hits, asked),
        *judge_arabic_script(unsettled, reading.lines, hits, doubted),
        *unreadable_places(other, (front, again), hits, places),
        *map(unreadable_place, rows_hidden_by_folds(page, reading.lines)),
    )


def _unsettled(
    arabic: Sequence[Line],
    others: Sequence[Line],
    counterparts: Sequence[Line],
    covers: tuple[Hit, ...],
) -> list[Line]:
    """Return lines in Arabic script, and counterparts among the others, but for pieces of those
    that are covered already."""
    lines = (*arabic, *(line for line in others if line in counterparts))
    return [line for line in lines if not is_accounted_for(line, covers, ())]


def _open(page: GreyPicture, unread: Unread, hidden: Sequence[Polygon]) -> Iterator[Unread]:
    """Yield an unread line. If a cover hides its middle, yield only ends that stick out and look
    like Arabic script: ends of a signature ask nothing."""
    line = unread.line
    if not is_hidden(line, hidden):
        yield unread
        return
    spans = sorted(span for place in hidden if (span := line.hidden_by(place)) is not None)
    at = 0.0
    for first, last in (*spans, (line.columns, line.columns)):
        start, end = math.ceil(max(0.0, at)), math.floor(min(line.columns, first))
        if not line.vertical and (end - start) * line.column_pixels >= _LEAST_REST * line.thickness:
            rest = line.part(start, end)
            if script_kind_of(crop_line(page, rest.quad)) is ScriptKind.ARABIC:
                yield replace(unread, line=rest, shape=ScriptKind.ARABIC)
        at = max(at, last)


def _stumps(
    page: GreyPicture, lines: Sequence[Line], hidden: Sequence[Polygon], words: Sequence[Word]
) -> Iterator[tuple[Line, ArabicWord]]:
    """Yield the told words of which a line beside a cover shows the beginning or the end."""
    told_words = told_in_arabic(words)
    for line in lines:
        left, right = line.ends_below(hidden)
        if left or right:
            reading = read_arabic_script(crop_line(page, line.quad))
            stumps = stumps_in(reading, told_words, left=left, right=right)
            yield from ((line, stump) for stump in stumps)


def _reads_script(page: GreyPicture, line: Line) -> bool:
    """Tell whether a line's letters were read as Arabic script. Strokes of a pen give a few."""
    reading = read_arabic_script(crop_line(page, line.quad))
    return reading.agreed and len(reading.text) >= _LETTERS


def _holds_more(line: Line) -> bool:
    """Tell whether a line has room for more than its letters: both scripts may share a box."""
    letters = len("".join(line.lattice.text.split()))
    return not line.vertical and 0 < letters < FEW * line.length / line.thickness


def _may_be_arabic(page: GreyPicture, unread: Unread, arabic: Sequence[Line]) -> bool:
    horizontal = unread.shape is ScriptKind.WRITING and not unread.line.vertical
    return horizontal and (bool(arabic) or nearly_arabic(crop_line(page, unread.line.quad)))


def _counterparts(
    reading: Reading,
    front: Sequence[Line],
    arabic: Sequence[Line],
    judged: SortedLines,
    hits: Sequence[Hit],
    places: Sequence[Polygon],
) -> list[Line]:
    """Return Han lines that say the same as the Arabic ones, unless only headings are in both."""
    if all(line in judged.headings and line.length > _TITLE * line.thickness for line in arabic):
        return []
    return [
        line
        for line in front
        if is_bilingual_counterpart(line, arabic, reading.lines, hits)
        and not is_accounted_for(line, (), places)
    ]


def _covers_in_script(found: Sequence[tuple[Line, ArabicWord]]) -> Iterator[Hit]:
    """Yield a cover for each word; what may be one is asked about, once, unless it is covered."""
    taken: list[Box] = []
    for line, each in sorted(found, key=lambda one: not one[1].sure):
        place = place_of(line, each)
        mask = Mask(each.word.kind.target, place, each.word.label, each.likeness, Origin.SCRIPT)
        if each.sure:
            yield mask.hit("hit.in_script", sure=True)
        elif not any(holds(other, centre(place)) for other in taken):
            code = "hit.sounds_alike" if each.by_sound else "hit.maybe_in_script"
            yield mask.hit(code)
        taken.append(bounds(place))


def _not_found_in_script(
    covers: Sequence[Hit], hits: Sequence[Hit], arabic: frozenset[Target]
) -> Iterator[Hit]:
    """Yield a question where a page has one told word in Arabic script and the other in Han alone:
    its counterpart may be a line that the detector missed."""
    if any(hit.verdict is Verdict.COVER for hit in covers):
        missing = arabic - {hit.mask.target for hit in covers}
        own = {hit.mask.target: hit.mask for hit in reversed(hits) if hit.covers_by_default}
        for target in missing & own.keys():
            place = own[target].polygon
            yield Mask(target, place, "", 0.0, Origin.SCRIPT).hit("hit.maybe_in_script")
