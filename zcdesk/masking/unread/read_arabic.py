"""Lines in Arabic script that were read: they hold a told word, are nobody's, or say neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target, Word
from zcdesk.findings import info
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.names.arabic_letters import everyday_share, find_letters, is_arabic, plain_letters
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic_script import ArabicReading, read_arabic_script, text_of
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line

_COVERED = 0.62  # likeness from which on a place is covered
_SURE = 0.8  # likeness from which on nobody is asked
_OTHER = 0.5  # likeness up to which a line that was read does not hold the word
_EVERYDAY = 0.85  # share of a line's letters that make up headings and labels
_LONG = 12  # letters of a heading that one look proves: chance makes no such row of labels
_FEW = 4  # letters; a shorter word stands in others
_SLACK = 1.0  # letters beside a found word: their places are told for whole words only


@dataclass(frozen=True)
class Judged:
    """Covers of told words, and what is said of the lines without one.

    Attributes:
        hits: The covers.
        left: Lines that only what stands beside them can explain.
        nobodys: Lines that were read and hold no told word.
        headings: Lines of everyday words: no own word, whatever stands beside them.
    """

    hits: tuple[Hit, ...]
    left: tuple[Line, ...]
    nobodys: tuple[Line, ...]
    headings: tuple[Line, ...]


def judge_read_arabic(
    page: GreyPicture, lines: Sequence[Line], words: Sequence[Word], wanted: frozenset[Target]
) -> Judged:
    """Read lines in Arabic script and look for the words that were told in it.

    Args:
        page: Evened page.
        lines: Those of its lines that look like Arabic script.
        words: The applicant's words that are to be covered.
        wanted: What is to be covered.
    """
    told = [word for word in words if is_arabic(word.text)]
    complete = {word.kind.target for word in told} >= wanted & {Target.NAME, Target.EMPLOYER}
    hits: list[Hit] = []
    left: list[Line] = []
    nobodys: list[Line] = []
    headings: list[Line] = []
    for line in lines:
        reading = read_arabic_script(crop_line(page, line.quad))
        found = list(_found(line, reading, told))
        hits += found
        if not found:
            heading, other = _is_heading(reading), complete and _is_other(reading, told)
            (headings if heading else nobodys if other else left).append(line)
    return Judged(tuple(hits), tuple(left), tuple(nobodys), tuple(headings))


def _found(line: Line, reading: ArabicReading, told: Sequence[Word]) -> Iterator[Hit]:
    """Yield a cover for each target whose word stands in the line, the likeliest of its words."""
    best: dict[Target, tuple[float, Hit]] = {}
    for word in told:
        least = _SURE if len(plain_letters(word.text)) < _FEW else _COVERED
        for look in reading.looks:
            found = find_letters(word.text, text_of(look))
            target = word.kind.target
            if found.likeness < max(least, best[target][0] if target in best else 0.0):
                continue
            letters = look[found.start : found.end]
            slack = _SLACK * max(letter.right - letter.left for letter in letters)
            columns = line.lattice.columns
            first = round(columns * (min(letter.left for letter in letters) - slack))
            last = round(columns * (max(letter.right for letter in letters) + slack))
            place = line.span(max(0, first), min(columns, last))
            sure = found.likeness >= _SURE and reading.agreed and word.sure
            mask = Mask(target, place, word.label, round(found.likeness, 3), Origin.SCRIPT)
            reason = info("hit.read") if sure else info("hit.counterpart")
            verdict = Verdict.COVER if sure else Verdict.DOUBT
            best[target] = found.likeness, Hit(mask, verdict, reason)
    yield from (hit for _, hit in best.values())


def _is_heading(reading: ArabicReading) -> bool:
    """Tell whether all looks, or a long one by itself, are words of headings."""
    shares = [(everyday_share(text_of(look)), len(look)) for look in reading.looks]
    if any(share >= _EVERYDAY and letters >= _LONG for share, letters in shares):
        return True
    return reading.agreed and all(share >= _EVERYDAY for share, _ in shares)


def _is_other(reading: ArabicReading, told: Sequence[Word]) -> bool:
    return reading.agreed and all(
        find_letters(word.text, text_of(look)).likeness <= _OTHER
        for word in told
        for look in reading.looks
    )
