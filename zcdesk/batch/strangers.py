"""Pages in one person's scans that say they are another's: A's page in B's folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zcdesk.applicant import Target
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.whose.evidence import NamedRows, names_of, text_of
from zcdesk.cases.case import (
    ANOTHER_PERSON,
    ANOTHER_ROW,
    ELSEWHERE,
    WHICH_NAMESAKE,
    CasePage,
    CasePages,
)
from zcdesk.finding_facts import finding_of
from zcdesk.masking.hits import Verdict
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.reading.line import Reading
from zcdesk.sorting.told import AboutWhom

_SWAPPED = 2
"""Pages that must name one other person before a folder without its owner's name is hers."""

_MARKS = (ANOTHER_ROW, ANOTHER_PERSON, WHICH_NAMESAKE)
_COPIED = "copied"


@dataclass(frozen=True)
class Stranger:
    """A page that probably belongs to somebody else in the roster.

    Attributes:
        page: Number of the page in the case in which it is.
        row: Row of the person whose it probably is.
        copied: It names nobody; the same sheet is in her folder.
        unsure: It may as well be the owner's, who has the same name.
    """

    page: int
    row: int
    copied: bool = False
    unsure: bool = False


def strangers(
    pages: Sequence[CasePage],
    owner: RosterPerson,
    people: Sequence[RosterPerson],
    reading_of: Callable[[CasePage], Reading | None],
    lies_at: Callable[[CasePage], int | None],
) -> Iterator[Stranger]:
    """Yield the pages of ``owner`` that say they are another's, in their order.

    One that could be several people's of one name comes once for each of them.

    A page that names her stays hers, whoever else is on it: lists name many people. So does a
    list with a colleague, on which her name may be read wrong or are on the page before.
    Otherwise another one's ID number, name or employer tells, or the same sheet in another folder.
    A page that names nobody goes with the others of its file, or of a folder in which nothing names
    her. Of people of one name, what else a page tells of its bearer decides; where it tells nothing
    that parts them, and no page of its file does, it is unsure.

    Args:
        pages: The pages of her case.
        owner: Whose case it is.
        people: All rows.
        reading_of: What was read on a page.
        lies_at: The row in whose folder the same sheet lies, None for a sheet that is once.
    """
    looked = [
        _judged(page, owner, people, reading_of(page)) for page in pages if page.page is not None
    ]
    own_files = {judged.page.path for judged in looked if judged.own and not judged.namesakes}
    by_file: dict[str, Counter[int]] = defaultdict(Counter)
    for judged in looked:
        by_file[judged.page.path].update(() if judged.listed else judged.named)
    everywhere = sum(by_file.values(), Counter[int]())
    names = {person.row: names_of(person.applicant)[:1] for person in people}
    for judged in looked:
        if judged.namesakes:
            if judged.page.path not in own_files:
                for other in sorted(judged.namesakes):
                    yield Stranger(judged.page.number, other, unsure=True)
            continue
        likely = () if judged.listed else judged.rows(everywhere, lies_at(judged.page), names)
        if not likely and not judged.own and judged.page.path not in own_files:
            in_file = _likeliest(by_file[judged.page.path], everywhere, names)
            likely = in_file if len(in_file) == len(by_file[judged.page.path]) else ()
            if not likely and (row := lies_at(judged.page)) is not None:
                yield Stranger(judged.page.number, row, copied=True)
                continue
            if not likely and not own_files:
                likely = _most(everywhere)
        yield from (Stranger(judged.page.number, row) for row in likely)


@dataclass(frozen=True)
class _Judged:
    """What one page says of its owner and of the others.

    Attributes:
        page: The page.
        own: It names the owner.
        named: Rows by whose number or name it says that it is another's.
        listed: It does so as a list of people, with a colleague of the owner among them.
        employed: Rows by whose employer it does, where it names nobody.
        namesakes: Rows of those of her name whose it may be as well, where it is hers by name.
    """

    page: CasePage
    own: bool
    named: frozenset[int]
    listed: bool
    employed: frozenset[int]
    namesakes: frozenset[int] = frozenset()

    def rows(
        self, everywhere: Counter[int], copied: int | None, names: Mapping[int, tuple[str, ...]]
    ) -> tuple[int, ...]:
        """Return whose the page says it is: nobody, somebody, or all who have her name.

        Of several it is the one in whose folder the sheet is too, or who is named most often.
        """
        rows_named = self.named or self.employed
        if copied is not None and copied in rows_named:
            return (copied,)
        return _likeliest(rows_named, everywhere, names)


def _judged(
    page: CasePage, owner: RosterPerson, people: Sequence[RosterPerson], reading: Reading | None
) -> _Judged:
    seen = NamedRows(page.told, text_of(reading), lambda: reading, people)
    own = _is_own(seen, page, owner)
    hers = frozenset({owner.row})
    namesakes = frozenset() if hers <= seen.numbered else _namesakes(owner, people)
    fitting = seen.fitting(namesakes | hers, owner.row) if namesakes else hers
    others = (fitting or namesakes) - hers
    if own and others and (hers <= fitting or not fitting):
        return _Judged(page, own, frozenset(), False, frozenset(), others)
    named_alone = not page.told.names and hers <= seen.written
    own, by_name = own and hers <= fitting, own or named_alone
    named = others if by_name and not own else _others_named(seen, page, owner, people, own=own)
    named -= namesakes if fitting == hers else frozenset()
    somebody = own or named or page.told.about is AboutWhom.OTHER
    silent = not somebody and not _shows(page, Target.EMPLOYER)
    by_name = bool(named) and not named & (seen.numbered | seen.labelled)
    colleagues = by_name and any(
        _colleagues(person, owner) for person in people if person.row in named
    )
    listed = colleagues and seen.lists(named)
    return _Judged(page, own, named, listed, seen.employed(owner) if silent else frozenset())


def _is_own(seen: NamedRows, page: CasePage, owner: RosterPerson) -> bool:
    if owner.row in seen.numbered:
        return True
    if page.told.about is AboutWhom.OTHER:
        return False  # whoever else is on it, her name among them
    if owner.row in seen.labelled | seen.written:
        return True
    return _shows_name(page, owner, doubtful=not (seen.labelled | seen.written))


def _others_named(
    seen: NamedRows,
    page: CasePage,
    owner: RosterPerson,
    people: Sequence[RosterPerson],
    *,
    own: bool,
) -> frozenset[int]:
    """Return the rows by whose number or name a page says that it is not the owner's."""
    if owner.row in seen.numbered:
        return frozenset()
    if seen.numbered and (not own or _is_anothers_form(seen, owner, people)):
        return seen.numbered
    if page.told.about is AboutWhom.OTHER:
        return (seen.labelled or seen.mislabelled) - {owner.row}
    named = frozenset() if own else seen.labelled or seen.written or seen.misread
    return named if owner.row not in named else frozenset()


def _is_anothers_form(seen: NamedRows, owner: RosterPerson, people: Sequence[RosterPerson]) -> bool:
    """Tell whether a page that names the owner too is made out to the bearer of a number."""
    if len(seen.numbered) > 1:
        return False
    bearer = next(person for person in people if person.row in seen.numbered)
    made_out = bearer.row in seen.labelled and owner.row not in seen.labelled
    return made_out or _alike(bearer, owner)


def _colleagues(person: RosterPerson, owner: RosterPerson) -> bool:
    return folded(person.applicant.employer) == folded(owner.applicant.employer)


def _namesakes(owner: RosterPerson, people: Sequence[RosterPerson]) -> frozenset[int]:
    """Return the rows of others who have a name of the owner's."""
    own = set(names_of(owner.applicant))
    return frozenset(
        person.row
        for person in people
        if person.row != owner.row and own.intersection(names_of(person.applicant))
    )


def _alike(person: RosterPerson, owner: RosterPerson) -> bool:
    """Tell whether the owner's name is where the other's does: a namesake's, 张伟 in 张伟国."""
    mine, yours = names_of(owner.applicant), names_of(person.applicant)
    return any(name in other for name in mine for other in yours)


def _likeliest(
    rows: Collection[int], everywhere: Counter[int], names: Mapping[int, tuple[str, ...]]
) -> tuple[int, ...]:
    """Return the row that is named most often, and those of her name that are named as often."""
    order = sorted(rows, key=lambda row: (-everywhere[row], row))
    return tuple(
        row
        for row in order
        if names[row] == names[order[0]] and everywhere[row] == everywhere[order[0]]
    )


def _most(rows: Counter[int]) -> tuple[int, ...]:
    """Return whose a folder is, by the row that is named most often in it; none when unsure."""
    first = rows.most_common(1)
    if not first or first[0][1] < _SWAPPED or 2 * first[0][1] <= rows.total():
        return ()
    return (first[0][0],)


def rows_by_page(found: Sequence[Stranger]) -> dict[int, int | str]:
    """Return whose each page probably is: a row, or those of several people of one name, 3/4."""
    rows: dict[int, list[int]] = defaultdict(list)
    for stranger in found:
        rows[stranger.page].append(stranger.row)
    return {
        page: listed[0] if len(listed) == 1 else "/".join(map(str, listed))
        for page, listed in rows.items()
    }


def copies_told(pages: Sequence[CasePage]) -> tuple[tuple[int, int], ...]:
    """Return the pages that are the owner's and are in another's folder too, and whose that is."""
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
    known: dict[int, list[Stranger]] = defaultdict(list)
    for stranger in found:
        known[stranger.page].append(stranger)
    for page in pages:
        mark = _mark(page)
        if mark is not None and mark.copied and page.number not in known:
            known[page.number].append(mark)
    return tuple(evidence for page in pages for evidence in known.get(page.number, ()))


def unanswered(pages: Sequence[CasePage], found: Sequence[Stranger]) -> tuple[Stranger, ...]:
    """Return those of which nobody has said that they are the owner's all the same."""
    claimed = {page.number for page in pages if page.claimed and _mark(page) is not None}
    return tuple(stranger for stranger in found if stranger.page not in claimed)


def marked(pages: Sequence[CasePage], found: Sequence[Stranger]) -> CasePages:
    """Return the pages with the finding on those that are strange, and on no other."""
    rows = rows_by_page(found)
    unsure = {stranger.page for stranger in found if stranger.unsure}
    copied = {stranger.page for stranger in found if stranger.copied}
    return tuple(
        _with_finding(
            page,
            rows.get(page.number),
            WHICH_NAMESAKE if page.number in unsure else ANOTHER_ROW,
            copied=page.number in copied,
        )
        for page in pages
    )


def _with_finding(page: CasePage, row: int | str | None, code: str, *, copied: bool) -> CasePage:
    others = tuple(finding for finding in page.findings if finding.code not in _MARKS)
    if row is None:
        return page if others == page.findings else replace(page, findings=others)
    details: dict[str, int | str] = {"row": row} | ({_COPIED: 1} if copied else {})
    findings = (finding_of(code, **details), *others)
    if findings == page.findings:
        return page
    # An answer to another question, before anybody knew of this one, is none to it.
    known = _mark(page)
    answered = known is not None and known.unsure == (code == WHICH_NAMESAKE)
    return replace(page, findings=findings, claimed=page.claimed and answered)


def _mark(page: CasePage) -> Stranger | None:
    """Return what a page is marked as."""
    for finding in page.findings:
        if finding.code in (ANOTHER_ROW, WHICH_NAMESAKE):
            row = int(str(finding.details.get("row", 0)).partition("/")[0])
            unsure = finding.code == WHICH_NAMESAKE
            return Stranger(page.number, row, copied=_COPIED in finding.details, unsure=unsure)
    return None


def _shows(page: CasePage, target: Target) -> bool:
    return any(
        hit.mask.target is target and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for hit in page.hits
    )


def _shows_name(page: CasePage, owner: RosterPerson, *, doubtful: bool) -> bool:
    """Tell whether the search found the owner's name; half of a name or initials are others' too.

    Args:
        page: With its hits.
        owner: Whose name it is.
        doubtful: A doubt counts as well: nobody else was read plainly.
    """
    sure = {word.label for word in words(owner.applicant) if word.sure and word.is_name}
    verdicts = (Verdict.COVER, Verdict.DOUBT) if doubtful else (Verdict.COVER,)
    return any(hit.mask.matched in sure and hit.verdict in verdicts for hit in page.hits)
