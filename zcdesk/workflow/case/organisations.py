"""What the pages name and no cover hides: organisations that may be hers, labels like 姓名.

They are in fields like 工作单位, in headings and letterheads. Those that are written down
already are not asked about; an answer is kept with the case, so that none is asked about twice.

The search judges each of them; this is the other way round, to be looked through by a reader who
wants to see with her own eyes what stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.noting import answer_questions
from zcdesk.cases.acts.whose import ORGANISATION
from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import Point, Polygon, bounds, box, centre, contains
from zcdesk.masking.hits import Verdict
from zcdesk.masking.labels import Box, LabelledField, cover_of, fields, signing_labels
from zcdesk.names.organisation_names import differ_in_one, organisation_in
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, plain
from zcdesk.reading.line import Line, Reading
from zcdesk.sorting.page_words import page_words
from zcdesk.workflow.case.case_files import words_known

HIDDEN = 0.5
"""Part of a value's letters below covers from which on it is hidden."""

_FIRST = 2  # letters at a value's beginning that hide it: what follows the name is no name
_LOOKS = 9  # points at which a place without letters is looked at
_NEAR = 1.5  # line heights from a label down to its value that are shown in one picture


@dataclass(frozen=True)
class LabelledValue:
    """A label with its value; places in pixels of the upright page.

    Attributes:
        target: What kind of value belongs there.
        label: The label as it was read.
        text: What was read of the value; "" where a signature may be that nobody reads.
        outline: Around the value.
        shown: Around label and value, where both are near each other.
        points: Middles of the value's letters, or points of the place without letters.
    """

    target: Target
    label: str
    text: str
    outline: Polygon
    shown: Polygon
    points: tuple[Point, ...]


def labelled_values_on(reading: Reading) -> tuple[LabelledValue, ...]:
    """Return the labels of a page beside which something was read, and all that ask to sign."""
    by_place: dict[Polygon, LabelledValue] = {}
    for field in fields(reading.lines):
        signs = field.label in signing_labels()
        if field.text or signs:
            value = _value(field, reading.lines, Target.SIGNATURE if signs else field.target)
            by_place.setdefault(value.outline, value)
    return tuple(by_place.values())


def open_values(page: CasePage, values: Sequence[LabelledValue]) -> tuple[LabelledValue, ...]:
    """Return those that nothing hides: no cover as it would be burnt now, and no proposed one."""
    proposed = [
        hit.mask
        for index, hit in enumerate(page.hits)
        if hit.verdict is Verdict.DOUBT and page.decision(index) is None
    ]
    covers = [(mask.polygon, bounds(mask.polygon)) for mask in (*page.covers(), *proposed)]
    return tuple(value for value in values if not _is_hidden(value, covers))


def _value(field: LabelledField, lines: Sequence[Line], target: Target) -> LabelledValue:
    letters = tuple(character for character in field.characters if character.text.strip())
    if field.line is not None and letters:
        line = field.line
        outline = cover_of(line, letters)
        points = tuple(centre(line.span(letter.column, letter.column + 1)) for letter in letters)
    else:
        left, top, right, bottom = field.place
        outline = box(left, top, right, bottom)
        step = (right - left) / _LOOKS
        points = tuple((left + (at + 0.5) * step, (top + bottom) / 2) for at in range(_LOOKS))
    shown = _with_label(field, lines[field.number], outline)
    return LabelledValue(target, field.label, field.text, outline, shown, points)


def _with_label(field: LabelledField, line: Line, outline: Polygon) -> Polygon:
    """Return the box around label and value; that of the value where the label is far above."""
    left, top, right, bottom = bounds(outline)
    if line is field.line:
        wide = (len(field.label) + 2) * line.lattice.han_columns
        beside = bounds(line.span(max(0.0, field.first - wide), field.first))
    else:
        beside = bounds(line.quad)
    if top - beside[3] > _NEAR * line.thickness:
        return outline
    return box(min(left, beside[0]), min(top, beside[1]),
               max(right, beside[2]), max(bottom, beside[3]))  # fmt: skip


def _is_hidden(value: LabelledValue, covers: Sequence[tuple[Polygon, Box]]) -> bool:
    around = bounds(value.outline)
    near = [cover for cover, reach in covers if _meets(reach, around)]
    below = [any(contains(cover, point) for cover in near) for point in value.points]
    if not value.text:
        return any(below)
    return all(below[:_FIRST]) or sum(below) >= HIDDEN * len(below)


def _meets(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[1], other[1])


READ = 0.8
"""Mean probability of a field's letters from which on its text is asked about."""

HEADER = 0.14
"""Part of the page's height in which a line of its own is a letterhead or a running title."""


class OrganisationPlace(StrEnum):
    """Kind of the place where a page names an organisation."""

    FIELD = "field"
    HEADING = "heading"


class Belonging(StrEnum):
    """What an organisation is to the applicant."""

    OWN = "own"
    FORMER = "former"
    OTHER = "other"


@dataclass(frozen=True)
class Naming:
    """One organisation on one page, as it was read; ``polygon`` in pixels of the upright page."""

    name: str
    page: int
    place: OrganisationPlace
    polygon: Polygon


@dataclass(frozen=True)
class CaseOrganisation:
    """One organisation over the whole case.

    Attributes:
        name: As it was read most often.
        namings: Where it is, fields first.
        near: A word of the applicant from which it differs in one letter, or "".
        belonging: What the person said, or None.
    """

    name: str
    namings: tuple[Naming, ...]
    near: str = ""
    belonging: Belonging | None = None

    @property
    def pages(self) -> tuple[int, ...]:
        """Numbers of the pages that name it."""
        return tuple(sorted({naming.page for naming in self.namings}))

    @property
    def in_fields(self) -> int:
        """How many of its places are fields like 工作单位."""
        return sum(naming.place is OrganisationPlace.FIELD for naming in self.namings)


def namings_on(reading: Reading, page: int) -> tuple[Naming, ...]:
    """Return the organisations in fields and headings of one page, each once.

    Args:
        reading: The page's reading.
        page: Its number in the case.
    """
    by_name: dict[str, Naming] = {}
    for field in fields(reading.lines):
        name = organisation_in(field.text, whole=False)
        if field.target is Target.EMPLOYER and name and field.confidence >= READ:
            left, top, right, bottom = field.place
            box = ((left, top), (right, top), (right, bottom), (left, bottom))
            by_name.setdefault(name, Naming(name, page, OrganisationPlace.FIELD, box))
    headings = set(page_words(reading).headings)
    for line in reading.lines:
        text = plain(line.lattice.text)
        above = bounds(line.quad)[3] <= HEADER * reading.height
        name = organisation_in(text, whole=True) if above or text in headings else ""
        if name:
            by_name.setdefault(name, Naming(name, page, OrganisationPlace.HEADING, line.quad))
    return tuple(by_name.values())


def organisations(case: Case, namings: Iterable[Naming]) -> tuple[CaseOrganisation, ...]:
    """Return the organisations that a person is asked about, the likeliest to be hers first.

    Those among the applicant's own words are left out, unless the person said so here.
    """
    own = words(case.applicant) if words_known(case) else ()
    known = {folded(word.text) for word in own}
    asked = [
        _compared(case, organisation)
        for organisation in _together(namings)
        if folded(organisation.name) not in known or belonging(case, organisation.name) is not None
    ]
    return tuple(
        sorted(
            asked,
            key=lambda organisation: (
                -organisation.in_fields,
                -len(organisation.namings),
                organisation.name,
            ),
        )
    )


def belonging(case: Case, name: str) -> Belonging | None:
    """Return what the person said of an organisation, or None."""
    answer = case.answers.get(ORGANISATION + folded(name), "")
    return Belonging(answer) if answer in set(Belonging) else None


def applicant_with(applicant: Applicant, name: str, answer: Belonging) -> Applicant:
    """Return the applicant with an organisation among her words, or no longer among them."""
    own = tuple(alias for alias in applicant.employer_aliases if folded(alias) != folded(name))
    former = tuple(
        employer for employer in applicant.former_employers if folded(employer) != folded(name)
    )
    if answer is Belonging.OWN and folded(name) != folded(applicant.employer):
        own = (*own, name)
    if answer is Belonging.FORMER:
        former = (*former, name)
    return replace(applicant, employer_aliases=own, former_employers=former)


def told_of(case: Case, name: str, answer: Belonging) -> Case:
    """Return the case that keeps what the person said; her words are the caller's to search for."""
    return answer_questions(case, {ORGANISATION + folded(name): str(answer)})


def _compared(case: Case, organisation: CaseOrganisation) -> CaseOrganisation:
    own = (case.applicant.employer, *case.applicant.employer_aliases)
    near = next((word for word in own if word and differ_in_one(organisation.name, word)), "")
    return replace(organisation, near=near, belonging=belonging(case, organisation.name))


def _together(namings: Iterable[Naming]) -> Iterator[CaseOrganisation]:
    """Yield each name with its places; a name that was misread in one letter goes to the other."""
    by_name: dict[str, list[Naming]] = {}
    for naming in namings:
        by_name.setdefault(folded(naming.name), []).append(naming)
    often = sorted(by_name.values(), key=lambda places: -len(places))
    groups: list[list[Naming]] = []
    for places in often:
        like = next((other for other in groups if _misread(places, other)), None)
        if like is None:
            groups.append(places)
        else:
            like += places
    for places in groups:
        order = sorted(
            places, key=lambda naming: (naming.place is not OrganisationPlace.FIELD, naming.page)
        )
        yield CaseOrganisation(places[0].name, tuple(order))


def _misread(places: Sequence[Naming], other: Sequence[Naming]) -> bool:
    """Return whether a name that occurs once is a frequent one that was misread."""
    return len(places) == 1 < len(other) and differ_in_one(places[0].name, other[0].name)
