"""What must not be left besides words: seals, portraits, codes, signatures, as far as asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Polygon, bounds, share_in
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.codes import DecodedCode, decoded_codes, printed_codes
from zcdesk.reading.line import Line
from zcdesk.verification.marks.codes import codes_left, named_codes_left
from zcdesk.verification.marks.portraits_left import portraits_left
from zcdesk.verification.marks.seals import seals_left
from zcdesk.verification.marks.signatures_left import signatures_left
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import Sight

_IN_LINE, _AS_HIGH = 0.7, 0.6
"""Share of a place within a line, and of the line's height, from which on it is its letter."""

_SAID_IN_CODE = {
    True: ("verify.named_code", Certainty.LEAK),
    False: ("verify.code_left", Certainty.REVIEW),
}
"""What a code is told as that says a word, by whether the word is surely hers."""

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


@dataclass(frozen=True, eq=False)
class FinishedView:
    """A finished picture as the searches for what was left see it.

    Attributes:
        picture: As it is; the dark squares of a code look like covers.
        uncovered: Makes it with what is surely a cover painted over.
        cleaned: The same with all that looks like an opaque cover painted over.
        grey: It in grey.
        sight: What was seen on what is cleaned: the evened page and its lines.
        words: The applicant's words.
        targets: What had to be covered.
    """

    picture: Picture
    uncovered: Callable[[], Picture]
    cleaned: Picture
    grey: GreyPicture
    sight: Sight
    words: Sequence[Word]
    targets: Collection[Target]

    @cached_property
    def decoded(self) -> tuple[DecodedCode, ...]:
        """The codes that can be decoded."""
        return decoded_codes(self.picture, self.grey)

    @cached_property
    def bare(self) -> Picture:
        """It with what is surely a cover painted over."""
        return self.uncovered()


_Search = Callable[[FinishedView], Iterable[MarkLeft]]


def marks_left(view: FinishedView) -> Iterator[MarkLeft]:
    """Yield what was left of the targets that are no words, and codes that say a word."""
    for target, search in LEFT:
        if target is None or target in view.targets:
            yield from search(view)


def _seals(view: FinishedView) -> Iterator[MarkLeft]:
    for certainty, place in seals_left(view.cleaned, view.words):
        yield MarkLeft(Target.SEAL, "verify.seal_left", certainty, place)


def _named_codes(view: FinishedView) -> Iterator[MarkLeft]:
    wanted = [word for word in view.words if word.kind.target in view.targets]
    codes = (*view.decoded, *printed_codes(view.sight.lines))
    for word, place in named_codes_left(codes, wanted):
        code, certainty = _SAID_IN_CODE[word.sure]
        yield MarkLeft(word.kind.target, code, certainty, place)


def _portraits(view: FinishedView) -> Iterator[Polygon]:
    return (
        place for place in portraits_left(view.cleaned) if not _is_letter(place, view.sight.lines)
    )


def _asked(
    target: Target, code: str, search: Callable[[FinishedView], Iterable[Polygon]]
) -> tuple[Target, _Search]:
    """Return the row of a thing whose finds a person looks at: none of them is sure."""
    return target, lambda view: (
        MarkLeft(target, code, Certainty.REVIEW, place) for place in search(view)
    )


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


LEFT: tuple[tuple[Target | None, _Search], ...] = (
    (Target.SEAL, _seals),
    _asked(Target.PHOTO, "verify.portrait_left", _portraits),
    (None, _named_codes),
    _asked(
        Target.CODE,
        "verify.code_left",
        lambda view: codes_left(view.picture, view.bare, view.sight.lines, view.decoded),
    ),
    _asked(
        Target.SIGNATURE,
        "verify.signature_left",
        lambda view: signatures_left(view.sight.page, view.sight.lines),
    ),
)
"""What finds each thing that was left, in the order in which it is told; None: always."""
