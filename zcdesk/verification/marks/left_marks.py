"""What must not be left besides words: seals, portraits, codes, signatures, as far as asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon, bounds, share_in
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.codes import decoded_codes
from zcdesk.reading.line import Line
from zcdesk.verification.marks.codes import codes_left, named_codes_left
from zcdesk.verification.marks.portraits import portraits_left
from zcdesk.verification.marks.seals import seals_left
from zcdesk.verification.marks.signatures import signatures_left
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import Sight

SOUGHT = frozenset({Target.SEAL, Target.PHOTO, Target.CODE, Target.SIGNATURE})
"""Targets that are no words."""


_IN_LINE, _AS_HIGH = 0.7, 0.6
"""Share of a place within a line, and of the line's height, from which on it is its letter."""

_PLAIN, _LETTERS = 0.95, 2  # mean probability and letters of such a line


@dataclass(frozen=True)
class MarkLeft:
    """Something that had to be covered and is still to be seen, or may be.

    ``code`` has a sentence under ``verify.…``.
    """

    target: Target
    code: str
    certainty: Certainty
    place: Polygon


def marks_left(
    picture: Picture,
    bare: Picture,
    cleaned: Picture,
    grey: GreyPicture,
    sight: Sight,
    words: Sequence[Word],
    targets: Collection[Target],
) -> Iterator[MarkLeft]:
    """Yield what was left of the targets that are no words, and codes that say a word.

    Args:
        picture: The finished picture; the dark squares of a code look like covers.
        bare: The same with what is surely a cover painted over.
        cleaned: The same with all that looks like an opaque cover painted over.
        grey: The finished picture in grey.
        sight: What was seen on what is cleaned: the evened page and its lines.
        words: The applicant's words.
        targets: What had to be covered.
    """
    if Target.SEAL in targets:
        for certainty, place in seals_left(cleaned, words):
            yield MarkLeft(Target.SEAL, "verify.seal_left", certainty, place)
    if Target.PHOTO in targets:
        for place in portraits_left(cleaned):
            if _is_letter(place, sight.lines):
                continue
            yield MarkLeft(Target.PHOTO, "verify.portrait_left", Certainty.REVIEW, place)
    decoded = decoded_codes(picture, grey)
    wanted = [word for word in words if word.kind.target in targets]
    for word, place in named_codes_left(decoded, wanted):
        code = "verify.named_code" if word.sure else "verify.code_left"
        certainty = Certainty.LEAK if word.sure else Certainty.REVIEW
        yield MarkLeft(word.kind.target, code, certainty, place)
    if Target.CODE in targets:
        for place in codes_left(picture, bare, sight.lines, decoded, grey):
            yield MarkLeft(Target.CODE, "verify.code_left", Certainty.REVIEW, place)
    if Target.SIGNATURE in targets:
        for place in signatures_left(sight.page, sight.lines):
            yield MarkLeft(Target.SIGNATURE, "verify.signature_left", Certainty.REVIEW, place)


def _is_letter(place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether a place is a letter of a line that was read plainly: a golden 执 on cream has
    the tones of a head with shoulders."""
    left, top, right, bottom = bounds(place)
    return any(
        len(line.lattice.text.strip()) >= _LETTERS
        and line.lattice.confidence >= _PLAIN
        and bottom - top >= _AS_HIGH * line.thickness
        and share_in((left, top, right, bottom), bounds(line.quad)) >= _IN_LINE
        for line in lines
    )
