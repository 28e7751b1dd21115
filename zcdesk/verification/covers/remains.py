"""Letters that stick out of a cover: a cover that begins late or ends early leaves a part to read.

The surname before a black bar tells as much as the bar hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.applicant import Word, WordKind
from zcdesk.geometry import Polygon
from zcdesk.names.organisations import BRAND, without_legal_form, without_place
from zcdesk.names.other_writings import SURNAME_LABEL
from zcdesk.names.spellings import folded, is_han, is_latin, latin_short_forms
from zcdesk.reading.line import Line
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.neighbours import HAN_COLUMNS
from zcdesk.verification.words.seeing import Sighting
from zcdesk.verification.words.segments import Segment, cut, letters_of

_NEAR = 7.0  # columns from a cover's edge to the middle of the letter next to it
_PITCH = 8.0  # columns between two letters that belong together
_PRICE = 6.0  # of a letter that counts as read
_LONE_PRICE = 3.0  # of an employer's that stands alone; halves of a date's letters had 4.7
"""The same of Latin letters: four that nobody reads are found in the teeth of a ring's cover."""
_LEAST_HIDDEN = 0.5  # share of the hidden letters for which the cover has room
_MOST_HIDDEN = 1.5  # times the letters that a lone first letter of an employer leaves to be hidden
_LATIN_STUMP = 4  # Latin letters at an end that tell nothing

Span = tuple[float, float]


def remains(
    lines: Sequence[Line],
    covers: Sequence[Polygon],
    words: Sequence[Word],
    heavy: Sequence[Polygon] = (),
) -> Iterator[Sighting]:
    """Yield the beginnings and ends of words that are right beside a cover.

    Args:
        lines: What was read of the picture.
        covers: Opaque areas, pixels of the picture.
        words: What must not be readable; only sure words in Han or Latin letters count.
        heavy: Heavy print, which may be a stamp upon other letters; beside it a lone letter of an
            employer is any letter: 工 of 人工智能算法 before a seal's star.
    """
    sought = [(word, letters_of(word.text)) for word in words if _counts(word)]
    for number, line in enumerate(lines):
        spans = {
            span: cover in covers for cover in (*heavy, *covers) if (span := line.hidden_by(cover))
        }
        if not spans:
            continue
        segments = [segment for segment in cut(line.lattice, number) if segment.letter]
        for span, covered in spans.items():
            yield from _beside(line, segments, span, sought, covered)


def _counts(word: Word) -> bool:
    plain = folded(word.text)
    has_letters = word.kind is not WordKind.ID_NUMBER and (is_han(plain) or is_latin(plain))
    return word.sure and has_letters


def _beside(
    line: Line,
    segments: Sequence[Segment],
    span: Span,
    sought: Sequence[tuple[Word, tuple[str, ...]]],
    covered: bool,
) -> Iterator[Sighting]:
    first, last = span
    before = _chain(
        [segment for segment in reversed(segments) if segment.column + 0.5 < first], first
    )
    after = _chain([segment for segment in segments if segment.column + 0.5 > last], last)
    room = (last - first) / HAN_COLUMNS
    for word, letters in sought:
        for seen, order in ((before, letters), (after, letters[::-1])):
            count = _longest(seen, order, _LONE_PRICE if is_latin(letters[0]) else _PRICE)
            hidden = len(letters) - count
            least = 1 if word.is_name else hidden  # a name may be broken too
            pitch = _pitch(seen, line.lattice.han_columns)
            vague = count == 1 or (order is not letters and hidden >= _telling(word))
            if vague and _is_chance(word, (last - first) / pitch, hidden):
                continue
            first_alone = covered and order is letters and _is_read(seen[:1], order)
            if count == 1 and word.is_employer and not first_alone:
                continue
            if count > _idle(word, order is letters) and room >= _LEAST_HIDDEN * least:
                columns = sorted(segment.column + 0.5 for segment in seen[:count])
                place = line.span(columns[0] - 3, columns[-1] + 3)
                yield Sighting(word, Certainty.REVIEW, 0.0, place)


def _pitch(seen: Sequence[Segment], han_columns: float) -> float:
    """Return how many columns a letter takes here: a line's box is higher than its letters."""
    if len(seen) < 2:
        return han_columns
    return max(1.0, min(abs(seen[0].column - seen[1].column), han_columns))


def _is_chance(word: Word, room: float, hidden: int) -> bool:
    """Tell whether letters of an employer are beside a cover of something much longer: 于 of 关于
    before a covered name begins no 于山农技站, and 工程技术部 behind the whole name ends no short
    form. One letter of a name is always told.
    """
    return word.is_employer and room > _MOST_HIDDEN * hidden + 1


def _telling(word: Word) -> int:
    """Return with how many letters an employer begins that tell whose it is: place and brand."""
    plain = folded(word.text)
    return len(plain) - len(without_place(plain)) + BRAND


def _is_read(segments: Sequence[Segment], letters: Sequence[str]) -> bool:
    """Tell whether a lone first letter of an employer was read, and not only thought of: in half of
    日 beside a seal any letter is found. Of a name the half that a cover left costs as much; the
    last letter of an employer (学, 局, 厂) only tells what kind of office it is.
    """
    return all(segment.cost(letters[0]) <= _LONE_PRICE for segment in segments)


def _chain(segments: Sequence[Segment], edge: float) -> list[Segment]:
    """Return the letters that follow one another from the edge of a cover outwards."""
    chain: list[Segment] = []
    column, near = edge, _NEAR
    for segment in segments:
        if abs(segment.column + 0.5 - column) > near:
            break
        chain.append(segment)
        column, near = segment.column + 0.5, _PITCH
    return chain


def _longest(seen: Sequence[Segment], letters: Sequence[str], price: float) -> int:
    """Return how many letters of the word's beginning (or end) lead up to the cover, each for a
    ``price`` at most.

    ``seen`` runs away from the cover, ``letters`` from the word's outer end towards it.
    """
    for count in range(min(len(seen), len(letters) - 1), 0, -1):
        outwards = reversed(letters[:count])
        if all(s.cost(letter) <= price for s, letter in zip(seen, outwards, strict=False)):
            return count
    return 0


def _idle(word: Word, beginning: bool) -> int:
    """Return how many letters at an end tell nothing: a place or a label before, a legal form
    behind.
    """
    if word.is_name:
        labelled = beginning and word.text.startswith(SURNAME_LABEL)
        return _LATIN_STUMP - 1 if word.text.isascii() else int(labelled)
    plain = folded(word.text)
    if is_latin(plain):
        core = next(iter(latin_short_forms(word.text)), word.text)
        return _LATIN_STUMP + (0 if beginning else len(plain) - len(folded(core)))
    core = without_place(plain) if beginning else without_legal_form(plain)
    return len(plain) - len(core)
