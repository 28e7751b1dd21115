"""Pages in one person's scans that say they are another's: A's page in B's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.applicant import Target, Word, WordKind
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import Person
from zcdesk.batch.shared.pages import named_in
from zcdesk.cases.case import CasePage
from zcdesk.cases.tables.rows import place_inside
from zcdesk.findings import warning
from zcdesk.masking.hits import Verdict
from zcdesk.names.spellings import folded, words
from zcdesk.reading.line import Reading
from zcdesk.sorting.page_words import page_words
from zcdesk.verification.words.neighbours import name_goes_on
from zcdesk.verification.words.seeing import search

ANOTHER = "page.another_person"
"""Code of the finding that keeps such a page from being sure."""

_LEAST_EMPLOYER = 5
"""Letters of an employer below which its name may stand in any text."""


@dataclass(frozen=True)
class Stranger:
    """A page that probably belongs to somebody else in the roster.

    Attributes:
        page: Number of the page in the case in which it lies.
        row: Row of the person whose it probably is.
        by_number: Her ID number stands on it; otherwise her name, or her employer.
    """

    page: int
    row: int
    by_number: bool


def strangers(
    pages: Sequence[CasePage],
    owner: Person,
    people: Sequence[Person],
    reading_of: Callable[[CasePage], Reading | None],
    copies: Mapping[str, int],
) -> Iterator[Stranger]:
    """Yield the pages of ``owner`` that say they are another's.

    An ID number decides. Otherwise the owner's own name must not have been found on the page: then
    another one beside 姓名 tells, one that stands anywhere, or, on a page without the owner's
    employer, another one or the same file in another's folder. Lists name many people, the owner
    among them.

    Args:
        pages: The pages of her case.
        owner: Whose case it is.
        people: All rows.
        reading_of: What was read on a page.
        copies: Rows whose folder holds the very same file, by its SHA-256.
    """
    by_number = {
        person.applicant.id_number: person for person in people if person.applicant.id_number
    }
    for page in pages:
        numbers = [by_number[number] for number in page.told.id_numbers if number in by_number]
        if numbers:
            if owner.applicant.id_number not in {number.applicant.id_number for number in numbers}:
                yield Stranger(page.number, numbers[0].row, by_number=True)
            continue
        if _shows(page, Target.NAME):
            continue
        reading = reading_of(page)
        text = _text(reading)
        rows = _labelled(page, people) or _named(text, people) or _nearly(reading, text, people)
        if not rows and not _shows(page, Target.EMPLOYER):
            rows = _employed(text.replace("\n", ""), owner, people) or _copied(page, copies)
        if rows and owner.row not in rows:
            yield Stranger(page.number, rows[0], by_number=False)


def still_strange(
    pages: Sequence[CasePage], found: Sequence[Stranger], before: PersonResult | None
) -> Iterator[Stranger]:
    """Yield what an earlier run knew by other folders, of pages that are marked still."""
    known = {stranger.page for stranger in found}
    for page in pages:
        row = dict(before.strangers).get(page.number) if before else None
        if row is not None and page.number not in known and _is_marked(page):
            yield Stranger(page.number, row, by_number=False)


def marked(pages: Sequence[CasePage], found: Sequence[Stranger]) -> tuple[CasePage, ...]:
    """Return the pages with the finding on those that are strange, and on no other."""
    strange = {stranger.page for stranger in found}
    return tuple(_with_finding(page, strange=page.number in strange) for page in pages)


def _with_finding(page: CasePage, *, strange: bool) -> CasePage:
    if strange == _is_marked(page):
        return page
    others = tuple(finding for finding in page.findings if finding.code != ANOTHER)
    return replace(page, findings=(*others, warning(ANOTHER)) if strange else others)


def _is_marked(page: CasePage) -> bool:
    return any(finding.code == ANOTHER for finding in page.findings)


def _shows(page: CasePage, target: Target) -> bool:
    return any(
        hit.mask.target is target and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for hit in page.hits
    )


def _labelled(page: CasePage, people: Sequence[Person]) -> tuple[int, ...]:
    """Return the rows whose name stands beside 姓名; one that two people bear tells nothing."""
    told = set(map(folded, page.told.names))
    bearers = [
        [person.row for person in people if told_name in _names(person)] for told_name in told
    ]
    return tuple(sorted(rows[0] for rows in bearers if len(rows) == 1))


def _named(text: str, people: Sequence[Person]) -> tuple[int, ...]:
    """Return the rows whose names stand in a text; one of two letters must end there."""
    found = named_in(text.replace("\n", ""), people)
    known = {person.row: person for person in people}
    return tuple(row for row in found if any(_ends(text, name) for name in _names(known[row])))


def _nearly(reading: Reading | None, text: str, people: Sequence[Person]) -> tuple[int, ...]:
    """Return the rows whose names were read with a letter wrong, as the second reading tells it."""
    known = {word: person.row for person in people for word in _likely(person, set(text))}
    if reading is None or not known:
        return ()
    return tuple(sorted({known[sighting.word] for sighting in search(reading.lines, tuple(known))}))


def _likely(person: Person, letters: Set[str]) -> Iterator[Word]:
    """Yield the name where all of its letters but one stand anywhere on the page."""
    for word in words(person.applicant):
        name = folded(word.text)
        stand = sum(letter in letters for letter in name)
        if word.kind is WordKind.NAME and 1 < len(name) <= stand + 1:
            yield word


def _text(reading: Reading | None) -> str:
    """Return what was read, folded, line by line."""
    lines = page_words(reading).lines if reading is not None else ()
    return "\n".join(map(folded, lines))


def _ends(text: str, name: str) -> bool:
    if len(name) > 2:
        return name in text.replace("\n", "")
    return any(
        not name_goes_on(line[end : end + 8])
        for line in text.splitlines()
        if (end := line.find(name) + len(name)) >= len(name)
    )


def _names(person: Person) -> tuple[str, ...]:
    return tuple(map(folded, (person.applicant.name, *person.applicant.aliases)))


def _copied(page: CasePage, copies: Mapping[str, int]) -> tuple[int, ...]:
    place = place_inside(Path(page.path))
    row = copies.get(place[1]) if place is not None else None
    return () if row is None else (row,)


def _employed(text: str, owner: Person, people: Sequence[Person]) -> tuple[int, ...]:
    """Return the rows of another employer whose name stands in a text."""
    own = folded(owner.applicant.employer)
    found = []
    for person in people:
        employer = folded(person.applicant.employer)
        apart = employer not in own and own not in employer
        if len(employer) >= _LEAST_EMPLOYER and apart and employer in text:
            found.append(person.row)
    return tuple(found)
