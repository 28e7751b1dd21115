"""Pages in one person's scans that say they are another's: A's page in B's folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zcdesk.applicant import Target
from zcdesk.batch.roster.people import Person
from zcdesk.batch.whose.evidence import Evidence, names_of, text_of
from zcdesk.cases.case import ANOTHER_PERSON, ANOTHER_ROW, ELSEWHERE, CasePage
from zcdesk.finding_facts import finding_of
from zcdesk.masking.hits import Verdict
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.reading.line import Reading
from zcdesk.sorting.told import About

_SWAPPED = 2
"""Pages that must name one other person before a folder without its owner's name is hers."""

_MARKS = (ANOTHER_ROW, ANOTHER_PERSON)
_COPIED = "copied"


@dataclass(frozen=True)
class Stranger:
    """A page that probably belongs to somebody else in the roster.

    Attributes:
        page: Number of the page in the case in which it lies.
        row: Row of the person whose it probably is.
        copied: It names nobody; the same sheet lies in her folder.
    """

    page: int
    row: int
    copied: bool = False


def strangers(
    pages: Sequence[CasePage],
    owner: Person,
    people: Sequence[Person],
    reading_of: Callable[[CasePage], Reading | None],
    lies_at: Callable[[CasePage], int | None],
) -> Iterator[Stranger]:
    """Yield the pages of ``owner`` that say they are another's, in their order.

    A page that names her stays hers, whoever else stands on it: lists name many people. So does a
    list with a colleague, on which her name may be read wrong or stand on the page before.
    Otherwise another one's ID number, name or employer tells, or the same sheet in another folder.
    A page that names nobody goes with the others of its file, or of a folder in which nothing names
    her.

    Args:
        pages: The pages of her case.
        owner: Whose case it is.
        people: All rows.
        reading_of: What was read on a page.
        lies_at: The row in whose folder the same sheet lies, None for a sheet that lies once.
    """
    looked = [
        _judged(page, owner, people, reading_of(page)) for page in pages if page.page is not None
    ]
    own_files = {judged.page.path for judged in looked if judged.own}
    by_file: dict[str, Counter[int]] = defaultdict(Counter)
    for judged in looked:
        by_file[judged.page.path].update(() if judged.listed else judged.named)
    everywhere = sum(by_file.values(), Counter[int]())
    for judged in looked:
        row = None if judged.listed else judged.row(everywhere, lies_at(judged.page))
        if row is None and not judged.own and judged.page.path not in own_files:
            row = _only(by_file[judged.page.path])
            if row is None and (row := lies_at(judged.page)) is not None:
                yield Stranger(judged.page.number, row, copied=True)
                continue
            if row is None and not own_files:
                row = _most(everywhere)
        if row is not None:
            yield Stranger(judged.page.number, row)


@dataclass(frozen=True)
class _Judged:
    """What one page says of its owner and of the others.

    Attributes:
        page: The page.
        own: It names the owner.
        named: Rows by whose number or name it says that it is another's.
        listed: It does so as a list of people, with a colleague of the owner among them.
        employed: Rows by whose employer it does, where it names nobody.
    """

    page: CasePage
    own: bool
    named: frozenset[int]
    listed: bool
    employed: frozenset[int]

    def row(self, everywhere: Counter[int], copied: int | None) -> int | None:
        """Return whose the page says it is, or None.

        Of several it is the one in whose folder the sheet lies too, or who is named most often.
        """
        rows = self.named or self.employed
        if copied in rows:
            return copied
        return min(rows, key=lambda row: (-everywhere[row], row)) if rows else None


def _judged(
    page: CasePage, owner: Person, people: Sequence[Person], reading: Reading | None
) -> _Judged:
    seen = Evidence(page.told, text_of(reading), lambda: reading, people)
    own = _is_own(seen, page, owner)
    named = _others_named(seen, page, owner, people, own=own)
    somebody = own or named or page.told.about is About.OTHER
    silent = not somebody and not _shows(page, Target.EMPLOYER)
    by_name = bool(named) and not named & (seen.numbered | seen.labelled)
    colleagues = by_name and any(
        _colleagues(person, owner) for person in people if person.row in named
    )
    listed = colleagues and seen.lists(named)
    return _Judged(page, own, named, listed, seen.employed(owner) if silent else frozenset())


def _is_own(seen: Evidence, page: CasePage, owner: Person) -> bool:
    if owner.row in seen.numbered:
        return True
    if page.told.about is About.OTHER:
        return False  # whoever else stands on it, her name among them
    if owner.row in seen.labelled | seen.written:
        return True
    return _shows_name(page, owner, doubtful=not (seen.labelled | seen.written))


def _others_named(
    seen: Evidence, page: CasePage, owner: Person, people: Sequence[Person], *, own: bool
) -> frozenset[int]:
    """Return the rows by whose number or name a page says that it is not the owner's."""
    if owner.row in seen.numbered:
        return frozenset()
    if seen.numbered and (not own or _is_anothers_form(seen, owner, people)):
        return seen.numbered
    if page.told.about is About.OTHER:
        return (seen.labelled or seen.mislabelled) - {owner.row}
    found = frozenset() if own else seen.labelled or seen.written or seen.misread
    return found if owner.row not in found else frozenset()


def _is_anothers_form(seen: Evidence, owner: Person, people: Sequence[Person]) -> bool:
    """Tell whether a page that names the owner too is made out to the bearer of a number."""
    if len(seen.numbered) > 1:
        return False
    bearer = next(person for person in people if person.row in seen.numbered)
    made_out = bearer.row in seen.labelled and owner.row not in seen.labelled
    return made_out or _alike(bearer, owner)


def _colleagues(person: Person, owner: Person) -> bool:
    return folded(person.applicant.employer) == folded(owner.applicant.employer)


def _alike(person: Person, owner: Person) -> bool:
    """Tell whether the owner's name stands where the other's does: a namesake's, 张伟 in 张伟国."""
    mine, yours = names_of(owner.applicant), names_of(person.applicant)
    return any(name in other for name in mine for other in yours)


def _only(rows: Counter[int]) -> int | None:
    """Return the only row that the pages of a file name."""
    return next(iter(rows)) if len(rows) == 1 else None


def _most(rows: Counter[int]) -> int | None:
    """Return whose a folder is, by the row that is named most often in it; None when unsure."""
    first = rows.most_common(1)
    if not first or first[0][1] < _SWAPPED or 2 * first[0][1] <= rows.total():
        return None
    return first[0][0]


def copies_told(pages: Sequence[CasePage]) -> tuple[tuple[int, int], ...]:
    """Return the pages that are the owner's and lie in another's folder too, and whose that is."""
    return tuple(
        (page.number, row)
        for page in pages
        for finding in page.findings
        if finding.code == ELSEWHERE and isinstance(row := finding.details.get("row"), int)
    )


def copies_marked(pages: Sequence[CasePage]) -> bool:
    """Tell whether a page is marked for a sheet that lies, or lay, in another folder too."""
    marks = (_mark(page) for page in pages)
    return bool(copies_told(pages)) or any(mark is not None and mark.copied for mark in marks)


def with_copies(pages: Sequence[CasePage], found: Sequence[Stranger]) -> tuple[Stranger, ...]:
    """Return also the pages that are marked as copies of sheets in folders not looked at now."""
    known = {stranger.page: stranger for stranger in found}
    for page in pages:
        mark = _mark(page)
        if mark is not None and mark.copied:
            known.setdefault(page.number, mark)
    return tuple(known[page.number] for page in pages if page.number in known)


def unanswered(pages: Sequence[CasePage], found: Sequence[Stranger]) -> tuple[Stranger, ...]:
    """Return those of which nobody has said that they are the owner's all the same."""
    claimed = {page.number for page in pages if page.claimed and _mark(page) is not None}
    return tuple(stranger for stranger in found if stranger.page not in claimed)


def marked(pages: Sequence[CasePage], found: Sequence[Stranger]) -> tuple[CasePage, ...]:
    """Return the pages with the finding on those that are strange, and on no other."""
    strange = {stranger.page: stranger for stranger in found}
    return tuple(_with_finding(page, strange.get(page.number)) for page in pages)


def _with_finding(page: CasePage, stranger: Stranger | None) -> CasePage:
    others = tuple(finding for finding in page.findings if finding.code not in _MARKS)
    if stranger is None:
        return page if others == page.findings else replace(page, findings=others)
    details = {"row": stranger.row} | ({_COPIED: 1} if stranger.copied else {})
    findings = (finding_of(ANOTHER_ROW, **details), *others)
    if findings == page.findings:
        return page
    # An answer to another question, before anybody knew of this one, is none to it.
    return replace(page, findings=findings, claimed=page.claimed and _mark(page) is not None)


def _mark(page: CasePage) -> Stranger | None:
    """Return what a page is marked as."""
    for finding in page.findings:
        row = finding.details.get("row")
        if finding.code == ANOTHER_ROW and isinstance(row, int):
            return Stranger(page.number, row, copied=_COPIED in finding.details)
    return None


def _shows(page: CasePage, target: Target) -> bool:
    return any(
        hit.mask.target is target and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for hit in page.hits
    )


def _shows_name(page: CasePage, owner: Person, *, doubtful: bool) -> bool:
    """Tell whether the search found the owner's name; half of a name or initials are others' too.

    Args:
        page: With its hits.
        owner: Whose name it is.
        doubtful: A doubt counts as well: nobody else was read plainly.
    """
    sure = {
        word.label
        for word in words(owner.applicant)
        if word.sure and word.kind.target is Target.NAME
    }
    verdicts = (Verdict.COVER, Verdict.DOUBT) if doubtful else (Verdict.COVER,)
    return any(hit.mask.matched in sure and hit.verdict in verdicts for hit in page.hits)
