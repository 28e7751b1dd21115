"""Searches the reading of a page for the applicant's words and proposes covers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import cv2
import numpy as np

from zcdesk.applicant import Target
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, area, bounds, reading_order, rounded
from zcdesk.masking.breaks.broken_words import judge_broken
from zcdesk.masking.breaks.clipped_words import clipped_words
from zcdesk.masking.breaks.legal_form_below import legal_forms_below
from zcdesk.masking.breaks.over_borderless_rows import FORMS, words_over_cell_rows
from zcdesk.masking.breaks.over_lines import BrokenSpot, broken_spots
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.letters.occluded_letters import LACKING, LEAST_LETTERS
from zcdesk.masking.lines.early_line_ends import early_ends
from zcdesk.masking.lines.reading_order import all_reading_orders, continued_below
from zcdesk.masking.matching.latin_words import looser
from zcdesk.masking.matching.parted_letters import judge_parted, parted
from zcdesk.masking.matching.short_forms import shows_another_organisation, whole_organisation_name
from zcdesk.masking.matching.verdicts import (
    FLAG,
    HARDLY_READ,
    SURE,
    Judgement,
    end_of_organisation,
    is_long_employer,
    judge,
)
from zcdesk.masking.spotting.class_scores import ClassScores
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, spot_in
from zcdesk.masking.watermarks.straightest_reading import (
    PLAIN,
    WordLook,
    contains_word,
    is_read_straighter_elsewhere,
)
from zcdesk.names.other_writings import is_other_writing
from zcdesk.reading.certainty import CERTAIN
from zcdesk.reading.line import Line

_BEGINNING = 6  # letters of the next line that tell how a sentence goes on
_NEARLY_ALL = 0.8
"""Share of a cover that is in a better one before it is dropped as the same place; covers of
two looks at one line share 85 % and more."""

_BOTH_PLAIN = 0.88
"""The same where both looks read the word plainly: each of two boxes may cut the letters on another
side, and what is left outside of one is part of them."""

_ALL = 0.99
"""The same for covers of different things, a name that runs into a watermark: none stands for the
other, so that even a sliver of it counts."""

_LOOSE = 3.0
"""Times that a cover is as large as one within it that reads the same word plainly, from which on
it comes from a box around the word and much else, in which letters were taken from elsewhere."""

_TWO_ROWS = 1.5
"""Times that a box is as high as one within it, from which on it holds another row as well."""

_THIN = 0.8  # of its letters' width that a box is high which may cut them ...
_CERTAIN = CERTAIN  # ... unless each of them is read with so much

_LEAST_EVIDENCE = 0.01  # of a word with letters that nobody could read
_HALF_READ = -3.0  # of one that is not


@dataclass(frozen=True)
class _Candidate:
    """A judged spot on its way to becoming a hit."""

    spot: Spot
    judgement: Judgement
    polygon: Polygon

    @property
    def target(self) -> Target:
        """What the word is one of."""
        return self.spot.keyword.word.kind.target

    @property
    def is_covered(self) -> bool:
        """Nobody need be asked about it."""
        return self.judgement.verdict is Verdict.COVER

    @property
    def is_plain(self) -> bool:
        """It is covered, and all its letters are read plainly."""
        return self.is_covered and self.spot.score >= PLAIN

    @property
    def rank(self) -> tuple[bool, bool, bool, int, float]:
        """Larger is better: told before derived, covers before doubts, long before short."""
        word = self.spot.keyword.word
        return (
            self.judgement.verdict is not Verdict.LEAVE,
            word.sure,
            self.is_covered,
            len(self.spot.columns),
            self.spot.score,
        )


def search(
    lines: Sequence[Line], keywords: Sequence[Keyword], targets: Iterable[Target]
) -> tuple[Hit, ...]:
    """Return what the lines show of the wanted words, in reading order. ``lines``: the lines of a
    page; several looks at the same line may be among them. ``targets``: what is to be covered;
    words of other targets are not looked for."""
    wanted = set(targets)
    sought = [keyword for keyword in keywords if keyword.word.kind.target in wanted]
    if not lines or not sought:
        return ()
    inked = [line.inked_columns for line in lines]
    with_signs = parted(sought, FORMS)
    table = ClassScores([line.lattice for line in lines], [*sought, *with_signs], inked)
    spots = _spots(table)
    below = continued_below(lines)
    chains = all_reading_orders(lines)
    candidates = [
        *_in_lines(lines, spots, sought, below),
        *_over_seams(lines, _broken(lines, table, chains, len(sought)), sought),
        *_clipped(lines, sought, below),
        *_in_cells(lines, sought),
    ]
    ends = [(each.spot, each.judgement.last) for each in candidates if each.is_covered]
    candidates += [_covered(lines, spot) for spot in legal_forms_below(lines, ends, chains, below)]
    separate = _separate(lines, candidates)
    return tuple(
        _hit(candidate)
        for candidate in sorted(separate, key=lambda one: reading_order(one.polygon))
    )


def _spots(table: ClassScores) -> tuple[Spot, ...]:
    grouped = _by_bound(table, range(len(table.keywords)), _least)
    return tuple(spot for among, least in grouped for spot in spot_in(table, among, least))


def _least(keyword: Keyword) -> float:
    """Return the score above which a word is looked at in a line."""
    if not _may_lack_a_letter(keyword):
        return _least_read(keyword)
    return HARDLY_READ if is_long_employer(keyword) else LACKING


def _least_read(keyword: Keyword) -> float:
    """Return the same for a word that may lack no letter; long Latin ones have a looser one."""
    return FLAG + looser(keyword)


def _may_lack_a_letter(keyword: Keyword) -> bool:
    """Tell whether a word is also looked for with one letter lost; not each of 2,000 aliases."""
    few = keyword.word.number <= FORMS and not keyword.parted
    return few and not keyword.latin and len(keyword.classes) >= LEAST_LETTERS


def _broken(
    lines: Sequence[Line], table: ClassScores, chains: Sequence[tuple[int, ...]], words: int
) -> tuple[BrokenSpot, ...]:
    return tuple(
        spot
        for among, least in _by_bound(table, range(words), _least_read)
        for spot in broken_spots(table, lines, chains, among, least)
    )


def _by_bound(
    table: ClassScores, numbers: Iterable[int], least: Callable[[Keyword], float]
) -> Iterator[tuple[list[int], float]]:
    """Yield the words that have one bound, and the bound."""

    def bound_of(number: int) -> float:
        return least(table.keywords[number])

    for bound, among in groupby(sorted(numbers, key=bound_of), bound_of):
        yield list(among), bound


def _in_lines(
    lines: Sequence[Line],
    spots: Sequence[Spot],
    sought: Sequence[Keyword],
    below: Mapping[int, int],
) -> list[_Candidate]:
    candidates = []
    above = {under: lines[over].lattice for over, under in below.items()}
    early = early_ends(lines, (spot.line for spot in spots))
    for spot in spots:
        line, ends_early = lines[spot.line], spot.line in early
        begins = _beginning(lines, below.get(spot.line))
        if spot.keyword.parted:
            judgement = judge_parted(line, spot, spot.line + 1)
        else:
            judgement = judge(line, spot, spot.line + 1, begins, ends_early)
        if judgement is None:
            continue
        if shows_another_organisation(line.lattice, spot, sought, above.get(spot.line)):
            judgement = replace(judgement, verdict=Verdict.LEAVE)
        whole = whole_organisation_name(line.lattice, spot, sought) or ()
        places = (judgement.first, judgement.last, *whole)
        candidates.append(_Candidate(spot, judgement, cover(line, spot, min(places), max(places))))
    return candidates


def _beginning(lines: Sequence[Line], index: int | None) -> str:
    return "" if index is None else lines[index].lattice.text[:_BEGINNING]


def _over_seams(
    lines: Sequence[Line], spots: Iterable[BrokenSpot], sought: Sequence[Keyword]
) -> list[_Candidate]:
    """Judge all parts of a broken word alike; one part alone would tell the rest."""
    seams = []
    for spot in spots:
        judged = judge_broken(lines, spot)
        if judged is None:
            continue
        verdict, code = judged
        if shows_another_organisation(spot.lattice, spot.whole, sought):
            verdict, code = Verdict.LEAVE, "hit.other_place"
        for part in spot.parts:
            line, finding = lines[part.line], finding_of(code, line=part.line + 1)
            last = _end(line, part)
            judgement = Judgement(verdict, finding, float(part.first), float(last))
            seams.append(_Candidate(part, judgement, cover(line, part, last=last)))
        seams += [_covered(lines, bracket, verdict) for bracket in spot.brackets]
    return seams


def _clipped(
    lines: Sequence[Line], sought: Sequence[Keyword], below: Mapping[int, int]
) -> Iterator[_Candidate]:
    """Yield what a cell's border leaves of own words."""
    begins = {line: _beginning(lines, under) for line, under in below.items()}
    for spot, verdict, last in clipped_words(lines, sought, begins):
        finding = finding_of("hit.clipped", line=spot.line + 1)
        judgement = Judgement(verdict, finding, float(spot.first), last)
        yield _Candidate(spot, judgement, cover(lines[spot.line], spot, spot.first, last))


def _in_cells(lines: Sequence[Line], sought: Sequence[Keyword]) -> Iterator[_Candidate]:
    """Yield the parts of words that are broken over the rows of a cell."""
    for parts, verdict in words_over_cell_rows(lines, sought):
        for part in parts:
            yield _covered(lines, part, verdict)


def _covered(lines: Sequence[Line], part: Spot, verdict: Verdict = Verdict.COVER) -> _Candidate:
    finding = finding_of("hit.broken", line=part.line + 1)
    judgement = Judgement(verdict, finding, float(part.first), float(part.last))
    return _Candidate(part, judgement, cover(lines[part.line], part))


def _end(line: Line, part: Spot) -> int:
    """Return where a part of a broken word ends; 集团 behind a short form belongs to it."""
    of_employer = part.keyword.word.is_employer and not part.keyword.latin
    return end_of_organisation(line, part) if of_employer else part.last


def _straight(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Yield all but slanting words of which another look is as plain and is straighter."""
    looks = [
        WordLook(lines[candidate.spot.line], candidate.spot, candidate.polygon)
        for candidate in candidates
    ]
    sure = [look for look, candidate in zip(looks, candidates, strict=True) if candidate.is_covered]
    for look, candidate in zip(looks, candidates, strict=True):
        if candidate.judgement.verdict is Verdict.LEAVE or not is_read_straighter_elsewhere(
            look, sure
        ):
            yield candidate


def _separate(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Keep the best of those that are in the same place. A name inside a longer name keeps its
    verdict only when nothing better covers it: the covers of several looks at one line are in the
    same place too."""
    apart: list[_Candidate] = []
    for candidate in sorted(_straight(lines, candidates), key=lambda one: one.rank, reverse=True):
        if not any(
            _is_hidden(candidate, other) or _is_loose(lines, candidate, other) for other in apart
        ):
            apart.append(candidate)
    return apart


def _is_hidden(candidate: _Candidate, other: _Candidate) -> bool:
    if candidate.target is not other.target:
        share = _ALL
    elif candidate.is_plain and other.is_plain:
        share = _BOTH_PLAIN
    else:
        share = _NEARLY_ALL
    return _lies_in(candidate.polygon, other.polygon, share)


def _is_loose(lines: Sequence[Line], candidate: _Candidate, other: _Candidate) -> bool:
    """Tell whether a word was found in a box around the place where it is read plainly. It was half
    read in one that holds much else, or in one that holds two rows. A thin box that cuts the
    letters is no place that others are around."""
    if not (other.is_plain and contains_word(other.spot, candidate.spot)):
        return False
    if _high(candidate.polygon) >= _TWO_ROWS * _high(other.polygon):
        cut = _cuts_letters(lines[other.spot.line], other.spot)
        return not cut and _lies_in(other.polygon, candidate.polygon)
    larger = area(candidate.polygon) >= _LOOSE * area(other.polygon)
    half_read = candidate.spot.score <= _HALF_READ
    return larger and half_read and _lies_in(other.polygon, candidate.polygon, _ALL)


def _cuts_letters(line: Line, spot: Spot) -> bool:
    """Tell whether a box is too thin for its letters, and these are not surely read in it."""
    steps = max(1, len(spot.columns) - 1)
    wide = (spot.columns[-1] - spot.columns[0]) / steps * line.column_pixels
    certain = float(line.lattice.certain[[*spot.columns]].min())
    return line.thickness < _THIN * wide and certain < _CERTAIN


def _high(polygon: Polygon) -> float:
    _, top, _, bottom = bounds(polygon)
    return bottom - top


def _lies_in(first: Polygon, second: Polygon, share: float = _NEARLY_ALL) -> bool:
    """Tell whether ``share`` of ``first`` is in ``second``; less would uncover the rest. The
    polygons themselves count, not the boxes around them: a slanting cover, over a watermark, hides
    nothing of what is in the corners of its box."""
    inner, other = np.array(first, np.float32), np.array(second, np.float32)
    shared, _ = cv2.intersectConvexConvex(inner, other)
    return float(shared) > share * max(float(cv2.contourArea(inner)), 1.0)


def _hit(candidate: _Candidate) -> Hit:
    word = candidate.spot.keyword.word
    evident = word.sure or is_other_writing(word) or candidate.is_covered
    points = candidate.judgement.points or not evident
    mask = Mask(
        target=word.kind.target,
        polygon=rounded(candidate.polygon),
        matched=word.label,
        # What others share as well is shown to a person and not covered by itself.
        confidence=0.0 if points else max(confidence(candidate.spot.score), _LEAST_EVIDENCE),
        origin=Origin.SPOTTED,
    )
    return Hit(mask, candidate.judgement.verdict, candidate.judgement.reason)


def confidence(score: float) -> float:
    """Return a score as a number from 0 to 1 for reports: half of it at the bound of sureness."""
    return round(1 / (1 + math.exp(-(score - SURE) / 2)), 3)
