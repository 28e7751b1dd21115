"""Evidence becomes a verdict: cover, doubt or leave, with a reason that a person understands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zcdesk.applicant import WordKind
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import (
    BEYOND_DOUBT,
    FIRM,
    LEAST_HEIGHT,
    NEVER_OWN_IN_BAD,
    is_badly_read,
    is_crossed,
    lacks_common_character,
    least_apart,
    reads_another_letter,
    shows_another,
)
from zcdesk.masking.letters.occluded_letters import occluded_letter
from zcdesk.masking.matching.context import (
    Context,
    context_of,
    is_transliterated,
    letters_between,
)
from zcdesk.masking.matching.latin_words import judge_latin, looser
from zcdesk.masking.spotting.lattice_search import (
    LETTER_STANDS,
    UNSURE_WORD,
    Spot,
    letter_columns,
    letter_scores,
    letters_read,
)
from zcdesk.names.brand_rarity import ASKED_BRAND, SURE_BRAND, brand_odds
from zcdesk.names.company_brands import is_bare_brand
from zcdesk.names.organisations import (
    beginning,
    legal_forms,
    organisation_parts,
)
from zcdesk.names.other_writings import goes_on, is_other_writing
from zcdesk.names.spellings import (
    folded,
    follows_another_place,
    follows_another_trade,
    surname_length,
)
from zcdesk.names.surnames import is_everyday_word
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line

SURE = -8.0
"""Above this score a word is read; one inserted character costs about 10.5."""

FLAG = -14.0
"""Above this score a person is asked; true words of 8-pixel characters came down to -11.8."""

FLAG_LARGE = -11.0
"""The same for characters that are large enough to be read well (see ``LARGE``)."""

LARGE = 14.0
"""Pixels of a character from which on a different letter is a different letter."""

_SHORT_EMPLOYER = 3  # letters of an employer that may be a part of any word (云岭 in 云岭路)
_OPENING, _CLOSING = frozenset("（(〔[【"), frozenset("）)〕]】")
_OF_STUDENTS = re.compile("大学(?:生(?![命物态科化工源理活产])|城(?![市乡]))")
"""What makes another word of 大学: students, a part of a town; 大学生命科学学院 is none."""

_LEAST_KNOWN = 2  # letters of a word with an unknown one; a surname alone is everybody's
_LONG_BRAND = 5  # letters of a form that is not sure from which on one of them may be hardly read
_CLEARLY = PLAIN  # probability from which on a letter of the best reading is taken as read


@dataclass(frozen=True)
class Judgement:
    """Verdict and reason of one spot, and how far its cover reaches (columns). ``points`` tells
    that there is no evidence for a cover: the place is shown only. ``lost`` is the column of a
    letter that something hides."""

    verdict: Verdict
    reason: Finding
    first: float
    last: float
    points: bool = False
    lost: float | None = None


def judge(
    line: Line, spot: Spot, number: int, below: str = "", ends_early: bool = False
) -> Judgement | None:
    """Return what is to be done about a spot, or None when it means nothing.

    Args:
        number: Number of the line on the page from 1, for the reason.
        below: How the line that continues it begins.
        ends_early: Whether the line ends before its margin does.
    """
    around = context_of(line.lattice, spot, below, ends_early)
    height = letter_columns(spot, line.lattice.han_columns) * line.column_pixels
    loose = looser(spot.keyword)
    lost = occluded_letter(line, spot)
    low = spot.score <= (FLAG_LARGE if height >= LARGE else FLAG) + loose
    if low and lost is None:
        return None
    word = spot.keyword.word
    if word.kind is WordKind.ID_NUMBER:
        verdict, code, last = _judge_number(spot, around)
    elif spot.keyword.latin:
        verdict, code = judge_latin(line.lattice, spot, SURE, line.ink)
        last = spot.last
        # In a scrawl any letter is as good as another.
        if spot.score <= SURE + loose and 2 * letters_read(line.lattice, spot) < len(spot.columns):
            return None
    elif word.is_name:
        verdict, code, last = judge_name(spot, around)
    else:
        verdict, code, last = _judge_employer(line, spot, around)
    if code is None:
        return None
    if verdict is Verdict.COVER and (spot.score <= SURE + loose or not spot.keyword.complete):
        verdict, code = _faint(line, spot, height)
        if lost is not None:
            verdict, code = Verdict.DOUBT, "hit.faint"
    elif verdict is not Verdict.LEAVE and spot.score > SURE and is_whole_han_name(spot):
        verdict, code = _by_worst_letter(line, spot, height, (verdict, code))
        if verdict is Verdict.COVER and _rests_on_a_likeness(line, spot):
            verdict, code = Verdict.DOUBT, "hit.unknown_character"
    elif (
        (verdict is Verdict.DOUBT and lost is None and spot.score <= SURE)
        and is_whole_han_name(spot)
        and _is_another(line, spot, height)
    ):  # a name that is doubted for what is beside it may hold another letter
        verdict, code = Verdict.LEAVE, "hit.other_letter"
    points = not spot.keyword.complete and _hardly_known(line, spot, around)
    places = [float(spot.first), float(last)] + ([] if lost is None else [lost])
    reason = finding_of(code, line=number)
    return Judgement(verdict, reason, min(places), max(places), points, lost if low else None)


Choice = tuple[Verdict, str | None, int]


def _faint(line: Line, spot: Spot, height: float) -> tuple[Verdict, str]:
    """Judge a word whose letters were not all read as such."""
    if not spot.keyword.complete:
        return Verdict.DOUBT, "hit.unknown_character"
    letters = letters_between(line.lattice, spot, _CLEARLY)
    if height >= LARGE and letters > len(spot.columns):
        return Verdict.LEAVE, "hit.letter_between"
    if spot.score <= SURE and _is_another(line, spot, height):
        return Verdict.LEAVE, "hit.other_letter"
    return Verdict.DOUBT, "hit.faint"


def is_whole_han_name(spot: Spot) -> bool:
    """Tell whether a word is a name in Han letters, all of which the recogniser knows."""
    keyword = spot.keyword
    return keyword.complete and not keyword.latin and keyword.word.is_name


def _by_worst_letter(
    line: Line, spot: Spot, height: float, judged: tuple[Verdict, str]
) -> tuple[Verdict, str]:
    """Return how a name is judged of which all letters but one may be read."""
    if _is_another(line, spot, height):
        return Verdict.LEAVE, "hit.other_letter"
    return (Verdict.DOUBT, "hit.faint") if shows_another(line.lattice, spot) else judged


def _is_another(line: Line, spot: Spot, height: float) -> bool:
    """Tell whether one letter there is plainly another one. Of a long name of an employer the
    letters that are left tell more than one that differs."""
    if not is_whole_han_name(spot):
        return height >= LARGE and _plainly_others(line, spot)
    if is_crossed(line, spot):
        return False
    if height >= FIRM:
        least = least_apart(spot.keyword.word.text, height)
        if shows_another(line.lattice, spot, least):
            return True
    elif is_badly_read(line):
        return lacks_common_character(line, spot, NEVER_OWN_IN_BAD)
    if height >= LEAST_HEIGHT and reads_another_letter(line, spot):
        return True
    return lacks_common_character(line, spot)


def _rests_on_a_likeness(line: Line, spot: Spot) -> bool:
    """Tell whether one of two letters is a rare one, and what was read is what it is taken for. The
    other letters of a longer name tell whose it is."""
    if len(spot.columns) > _LEAST_KNOWN or spot.keyword.classes == spot.keyword.true_classes:
        return False
    true = replace(spot, keyword=replace(spot.keyword, classes=spot.keyword.true_classes))
    return min(letter_scores(line.lattice, true)) <= LETTER_STANDS


def _hardly_known(line: Line, spot: Spot, around: Context) -> bool:
    """Tell whether a word with an unknown letter rests on one letter, in a list or in a sentence.
    Behind a label, and alone in its cell, it is covered all the same."""
    known = sum(1 for symbols in spot.keyword.classes if symbols)
    anchored = not around.before or around.before[-1] in "：:"
    return known < _LEAST_KNOWN and not anchored and _plainly_others(line, spot)


def _plainly_others(line: Line, spot: Spot) -> bool:
    """Tell whether all letters there are read beyond doubt: then one of them is another letter."""
    there = [c for c in line.lattice.characters if spot.first - 1 <= c.column <= spot.last + 1]
    return len(there) >= len(spot.columns) and all(c.probability >= BEYOND_DOUBT for c in there)


def _judge_number(spot: Spot, around: Context) -> Choice:
    longer = around.before[-1:].isdigit() or around.after[:1].isdigit()
    return (Verdict.DOUBT if longer else Verdict.COVER), "hit.read", spot.last


def judge_name(spot: Spot, around: Context) -> Choice:
    """Judge a plainly found Han name by what touches it: hers, a longer one, or doubtful."""
    word = spot.keyword.word
    if not word.sure:
        alone = spot.score > UNSURE_WORD and around.apart
        alone = alone and not goes_on(folded(word.text), around.before, around.after)
        code = "hit.written_otherwise" if is_other_writing(word) else "hit.part_of_name"
        return Verdict.DOUBT, code if alone else None, spot.last
    if around.dotted and (spot.keyword.dotted or is_transliterated(folded(word.text))):
        return Verdict.DOUBT, "hit.dotted", spot.last
    if is_everyday_word(folded(spot.keyword.word.text)) and not around.introduced:
        if not around.stopped:
            return Verdict.LEAVE, "hit.common_word", spot.last
        return Verdict.DOUBT, "hit.maybe_longer_name", spot.last
    # Only a given name of one character is likely to be the beginning of a longer one.
    short = len(spot.columns) - surname_length(spot.keyword.word.text) == 1
    if not around.stopped and around.one_more:
        plainly = around.goes_on_below if around.on_next_line else around.plainly_one_more
        surely = short and plainly
        return (Verdict.LEAVE if surely else Verdict.DOUBT), "hit.longer_name", spot.last
    if short and not around.stopped:
        return Verdict.DOUBT, "hit.maybe_longer_name", spot.last
    if short and not around.opened:
        return Verdict.DOUBT, "hit.maybe_longer_name", spot.last
    return Verdict.COVER, "hit.read", spot.last


def _judge_employer(line: Line, spot: Spot, around: Context) -> Choice:
    word = spot.keyword.word
    last = end_of_organisation(line, spot)
    if _OF_STUDENTS.match(word.text[-2:] + around.after):
        return Verdict.LEAVE, "hit.longer_word", spot.last
    if word.kind is not WordKind.EMPLOYER_SHORT:
        short = len(spot.columns) <= _SHORT_EMPLOYER and not spot.keyword.latin
        if short and last == spot.last and not around.alone:
            return Verdict.DOUBT, "hit.short_employer", last
        former = word.kind is WordKind.FORMER_EMPLOYER
        verdict = (Verdict.DOUBT, "hit.former_employer") if former else (Verdict.COVER, "hit.read")
        return *verdict, last
    least = SURE if len(spot.columns) >= _LONG_BRAND else UNSURE_WORD
    if not word.sure and (len(spot.columns) <= _SHORT_EMPLOYER or is_bare_brand(word.text)):
        return *_by_rarity(spot, around, least), last
    if follows_another_place(around.before, word.text):
        return Verdict.DOUBT, "hit.other_place" if spot.score > SURE else None, last
    if last == spot.last and follows_another_trade(around.after):
        return Verdict.DOUBT, "hit.other_trade" if spot.score > SURE else None, last
    if not word.sure:
        return Verdict.DOUBT, "hit.brand" if spot.score > least else None, last
    return Verdict.COVER, "hit.short_form", last


def _by_rarity(spot: Spot, around: Context, least: float) -> tuple[Verdict, str | None]:
    """Judge letters too few to be told by themselves (沐野, 新疆沐野), by how rare they are."""
    odds = brand_odds(around.before, spot.keyword.word.text, around.after)
    if odds < ASKED_BRAND or spot.score <= least:
        return Verdict.LEAVE, None
    sure = min(odds - SURE_BRAND, spot.score - UNSURE_WORD) >= 0
    return (Verdict.COVER, "hit.short_form") if sure else (Verdict.DOUBT, "hit.brand")


def end_of_organisation(line: Line, spot: Spot) -> int:
    """Return the column where bracket, legal form and part of the organisation behind it end."""
    read = line.lattice.characters
    after = [c for c in read if c.column > spot.last + 1]
    letters = [c for c in after if folded(c.text)]
    text = folded("".join(c.text for c in letters))
    taken = 0
    for endings in (legal_forms(), organisation_parts()):
        taken += len(beginning(text[taken:], endings))
    known = 0 < taken <= len(letters)
    last = letters[taken - 1].column if known else spot.last
    within = [c for c in read if spot.first - 1 <= c.column <= max(last, spot.last + 1)]
    opened = sum((c.text in _OPENING) - (c.text in _CLOSING) for c in within)
    behind = next((c for c in after if c.column > last), None)
    if opened > 0 and behind is not None and behind.text in _CLOSING:
        return behind.column
    return last
