"""One person's scans all the way: imported, prepared, searched, sorted, checked.

Every step is in the person's case file before the next one begins, so that a run that was ended
anywhere goes on from there and does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from zcdesk.batch.mislaid import held_slots, lying_elsewhere, mislaid_in, of_everybody
from zcdesk.batch.rescans import set_aside_replaced
from zcdesk.batch.results.letters import without_letter, write_letter
from zcdesk.batch.results.person_results import (
    CASE_FILE,
    LETTER,
    Mislaid,
    PersonResult,
    Point,
    name_below,
)
from zcdesk.batch.results.tasks import next_due, tasks_of
from zcdesk.batch.roster.columns import BORN_FACT
from zcdesk.batch.roster.people import Folders, RosterPerson
from zcdesk.batch.strangers import (
    Stranger,
    copies_told,
    marked,
    rows_by_page,
    strangers,
    unanswered,
    with_copies,
)
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import rename_applicant, without_page
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.reasons import counted_reasons
from zcdesk.checks.dates.returns import open_return, returns
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.states import Evaluation, State
from zcdesk.checks.words_found import found_nowhere, places_of, searched_pages
from zcdesk.disk.files import make_folder
from zcdesk.disk.paths import is_there
from zcdesk.errors import SlowPageError, WorkerLostError, ZcdeskError
from zcdesk.findings import Finding, Severity, info, warning
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.names.typed_words import same_words
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.reading.line import Reading
from zcdesk.verification.words.identity import neutral
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored, import_scans
from zcdesk.workflow.case.known_forms import StoredReadings
from zcdesk.workflow.review.overview import Overview, Standing
from zcdesk.workflow.review.reviewing import bulk_summary
from zcdesk.workflow.review.unsorted import sorted_by_content

_PEOPLES_STATES = (State.MISSING, State.NEEDS_PERSON, State.COULD_NOT_CHECK)
"""A person shows the first of these that she has, otherwise that everything is there."""


@dataclass(frozen=True)
class PageStep:
    """One page further: of which row, and of how many pages as far as that is known."""

    row: int
    done: int
    pages: int


@dataclass(frozen=True)
class FileTold:
    """What there is to tell of one file of a person: why it was refused, or that it is there twice.

    Attributes:
        row: Whose it is.
        file: Its name, or ``file-NNN`` where that carries her words.
        findings: Reason and remedy.
    """

    row: int
    file: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Elsewhere:
    """What is known of a person's pages from outside of her own folder.

    Attributes:
        slots: Slots that a person chose for pages out of scans of many people, by content.
        others: Such pages that are surely not hers; the roster may have been mended since the last
            run.
        repeated: Files of hers whose content an earlier one has, too, and that one; each by its
            place and name. It is imported once.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    repeated: Sequence[tuple[tuple[int, str], tuple[int, str]]] = ()


@dataclass(frozen=True)
class RowWork:
    """One row of a roster, and all that is needed to work on it.

    Attributes:
        person: Who is in it.
        people: All rows, to recognise pages that are another's.
        folders: Everybody's folder of results, by row.
        now: For what is due.
        scans: Her folder of scans and her pages of shared ones; empty when there are none.
        known: What is known of her pages from outside.
    """

    person: RosterPerson
    people: Sequence[RosterPerson]
    folders: Folders
    now: datetime
    scans: Sequence[Path] = ()
    known: Elsewhere = Elsewhere()

    @property
    def folder(self) -> Path:
        """Where her case file is."""
        return self.folders[self.person.row]


Told = Callable[[PageStep | FileTold], None]


def work_on(
    pool: WorkerPool, row: RowWork, told: Told, stopped: Callable[[], bool]
) -> PersonResult | None:
    """Bring one person as far as it goes without her, and return how she stands.

    Her letter of before is no longer true. The next one is written when everybody's scans are
    read: what is asked of her may be in a colleague's folder.

    Args:
        pool: Where pages are worked on.
        row: Her row; its folder is made when it is not there.
        told: Called after every page, and for every file that cannot be used or is there twice.
        stopped: Asked between pages; True ends the work, and None is returned.

    Raises:
        ZcdeskError: Her case cannot be written, or belongs to somebody else.
    """
    person, known = row.person, row.known
    make_folder(row.folder)
    without_letter(row.folder)
    notice = load_notice(person.notice)
    for (number, file), (place, first) in known.repeated:
        finding = warning("batch.repeated", file=_neutral(person, first, place))
        told(FileTold(person.row, _neutral(person, file, number), (finding,)))
    with _case_file(person, notice, row.folder) as stored:
        imported = []
        for scan in import_scans(pool, stored, row.scans, again=True):
            imported.append(scan)
            if stopped():
                return None
        for number in set_aside_replaced(stored, notice, row.folder, row.scans, imported):
            page = stored.case.page(number)
            told(_told_of(person, page, info("batch.replaced", page=stored.case.places[number])))
        _keep_shared(stored, notice, known)
        waiting = [page.number for page in stored.case.pages if not page.examined or _lost(page)]
        done = len(stored.case.pages) - len(waiting)
        for _ in examine_stored(pool, stored, waiting):
            done += 1
            told(PageStep(person.row, done, len(stored.case.pages)))
            if stopped():
                return None
        _sort(stored, notice)
        for page in stored.case.pages:
            if page.refused:
                told(_refused(person, page))
        sorted_away = [page.number for page in stored.case.pages if not page.examined]
        for _ in examine_stored(pool, stored, sorted_away):
            if stopped():
                return None
        strange = strange_in(stored, person, row.people, lambda page: None)
        strange = with_copies(stored.case.pages, strange)
        stored.keep_found(replace(stored.case, pages=marked(stored.case.pages, strange)))
        result = _result(row, stored.case, notice, strange, lambda _: ())
        return replace(result, lettered=False)


def _lost(page: CasePage) -> bool:
    """Tell whether a page was given up because its worker was lost, which another run may mend."""
    codes = {finding.code for finding in page.findings}
    return page.refused and not codes.isdisjoint((WorkerLostError.code, SlowPageError.code))


def _refused(person: RosterPerson, page: CasePage) -> FileTold:
    file = _neutral(person, page.file_name, page.number)
    errors = tuple(finding for finding in page.findings if finding.severity is Severity.ERROR)
    return FileTold(
        person.row, file, tuple(_named(error, file) for error in errors or page.findings)
    )


def _told_of(person: RosterPerson, page: CasePage, finding: Finding) -> FileTold:
    return FileTold(person.row, _neutral(person, page.file_name, page.number), (finding,))


def _named(finding: Finding, file: str) -> Finding:
    """Return a finding that calls its file as the line before it does."""
    if "file" not in finding.details:
        return finding
    return replace(finding, details={**finding.details, "file": file})


def _neutral(person: RosterPerson, file: str, number: int) -> str:
    """Return a file's name, or its number where its name says whose it is."""
    return neutral(file, number, words(person.applicant))


def case_path(person: RosterPerson, folder: Path) -> Path:
    """Return where a person's case is: the roster's own file, or the one in her folder."""
    return Path(person.case) if person.case else folder / CASE_FILE


def look_again(
    person: RosterPerson,
    people: Sequence[RosterPerson],
    folders: Folders,
    now: datetime,
    *,
    all_read: bool = False,
) -> PersonResult:
    """Write a person's letter and return how she stands. No page is read.

    Without a letter of before none is written unless everybody's scans are read: of a run that was
    stopped, what she is asked for may be in a colleague's folder. While somebody's scans were never
    read to their end, the letter says that pages may still come.

    Raises:
        ZcdeskError: Her case cannot be opened or is another's, or the letter cannot be written.
    """
    row = RowWork(person, people, folders, now)
    with open_case(case_path(person, row.folder), writing=False) as stored:
        result = _as_in_case(row, stored)
        notice = load_notice(person.notice)
        if all_read or is_there(row.folder / LETTER):
            places = (case_path(one, folders[one.row]) for one in people if not one.leaves)
            unread = not all(_read_through(place, _changed(place)) for place in places)
            others = _colleagues(row)
            write_letter(row.folder, result, notice, stored.case, now, others, unread=unread)
        else:
            result = replace(result, lettered=False)
    return result


def standing(
    person: RosterPerson,
    people: Sequence[RosterPerson],
    folders: Folders,
    now: datetime,
) -> PersonResult | None:
    """Return how a person stands as her case tells it; None where there is none."""
    row = RowWork(person, people, folders, now)
    with suppress(ZcdeskError), open_case(case_path(person, row.folder), writing=False) as stored:
        return replace(_as_in_case(row, stored), lettered=is_there(row.folder / LETTER))
    return None


def _changed(path: Path) -> int:
    """Return when a file was changed last, in nanoseconds; 0 where there is none."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _as_in_case(row: RowWork, stored: CaseFile) -> PersonResult:
    strange = _strange_as_kept(row.person, row.people, stored)
    return _result(row, stored.case, load_notice(row.person.notice), strange, _mislaid_with)


def _strange_as_kept(
    person: RosterPerson, people: Sequence[RosterPerson], stored: CaseFile
) -> tuple[Stranger, ...]:
    if not same_person(stored.case, person):
        raise ZcdeskError("batch.row_changed", row=person.row)
    strange = strange_in(stored, person, people, lambda page: None)
    return tuple(with_copies(stored.case.pages, strange))


def _mislaid_with(row: RowWork) -> tuple[Mislaid, ...]:
    """Return others' pages in a person's case."""
    place = case_path(row.person, row.folder)
    with suppress(ZcdeskError):
        return _mislaid_in_case(place, _changed(place), row.person, tuple(row.people))
    return ()


@lru_cache(maxsize=512)
def _read_through(place: Path, _changed: int) -> bool:
    """Tell whether all that a person handed in was read; not where there is no case yet."""
    with suppress(ZcdeskError), open_case(place, writing=False) as stored:
        return all(page.examined for page in stored.case.pages)
    return False


@lru_cache(maxsize=512)  # an office: each is asked for everybody else's sake
def _mislaid_in_case(
    place: Path, _changed: int, person: RosterPerson, people: tuple[RosterPerson, ...]
) -> tuple[Mislaid, ...]:
    with open_case(place, writing=False) as stored:
        strange = _strange_as_kept(person, people, stored)
        surely = [page for page in strange if not page.unsure]
        return mislaid_in(stored.case, unanswered(stored.case.pages, surely), people)


def _case_file(person: RosterPerson, notice: Notice, folder: Path) -> CaseFile:
    """Open the person's case, or make it; new words of hers make her pages wait again."""
    path = case_path(person, folder)
    if not path.exists():
        case = begun(notice, person.applicant)
        made = replace(case, facts=person.facts, profile=copy_of(notice))
        return create_case(path, made)
    stored = open_case(path)
    known = stored.case.applicant
    if not same_person(stored.case, person) or stored.case.notice != person.notice:
        stored.close()
        raise (
            ZcdeskError("batch.case_of_another", row=person.row)
            if person.case
            else ZcdeskError("batch.row_changed", row=person.row)
        )
    if not same_words(known, person.applicant) and not stored.read_only:
        stored.save(rename_applicant(stored.case, person.applicant), ActCode.APPLICANT)
    if stored.case.answers | person.answers != stored.case.answers:
        facts = tuple(sorted((stored.case.answers | person.answers).items()))
        stored.save(replace(stored.case, facts=facts), ActCode.FACTS)
    return stored


def same_person(case: Case, person: RosterPerson) -> bool:
    """Tell whether a case is this person's: by ID number, else by birthday and name."""
    known, applicant = case.applicant, person.applicant
    if person.case and not known.name:
        return True  # the roster names the case, which has no name yet
    if known.id_number and applicant.id_number:
        return known.id_number == applicant.id_number
    born = case.answers.get(BORN_FACT, "")
    if born and person.born and born != person.born:
        return False
    return folded(known.name) == folded(applicant.name)


def _keep_shared(stored: CaseFile, notice: Notice, shared: Elsewhere) -> None:
    """Take out pages that turned out to be another's, and put hers where a person said.

    Both are acts and can be undone; a page that was moved since then stays where it is.
    """
    case = stored.case
    for page in case.pages:
        if Path(page.path).parent.name in shared.others:
            case = without_page(case, page.number)  # hers again, should the answer change
    if case != stored.case:
        stored.save(case, ActCode.REMOVE_PAGE)
    known = notice.slots_by_id().keys()
    pages = tuple(
        case.placed(page, slot)
        if not page.slot and (slot := shared.slots.get(Path(page.path).parent.name, "")) in known
        else page
        for page in case.pages
    )
    if pages != case.pages:
        stored.save(replace(case, pages=pages), ActCode.SORT)


def _sort(stored: CaseFile, notice: Notice) -> None:
    """Put pages that say clearly what they are into their slots.

    The act can be undone, and each of them waits for a person all the same: nothing that this
    program sorts is confirmed by it.
    """
    outcome = sorted_by_content(stored.case, notice)
    if outcome.filed:
        stored.save(outcome.case, ActCode.SORT)


def strange_in(
    stored: CaseFile,
    person: RosterPerson,
    people: Sequence[RosterPerson],
    lies_at: Callable[[CasePage], int | None],
) -> tuple[Stranger, ...]:
    """Return the pages that are or may be another's, by all that was read on them."""
    readings = StoredReadings(stored)

    def reading_of(page: CasePage) -> Reading | None:
        return readings.of(page.page) if page.page is not None else None

    return tuple(strangers(stored.case.pages, person, people, reading_of, lies_at))


def _placed(case: Case) -> tuple[int, ...]:
    """Return the pages that are in a slot by what they say, and nobody has agreed to yet."""
    return tuple(
        page.number
        for page in case.pages
        if page.slot and not page.kind and page.told.sure and not case.is_confirmed(page)
    )


def _result(
    row: RowWork,
    case: Case,
    notice: Notice,
    strange: Sequence[Stranger],
    mislaid_with: Callable[[RowWork], Sequence[Mislaid]],
) -> PersonResult:
    evaluation = evaluate(notice, case, row.now)
    surely = [page for page in strange if not page.unsure]
    open_ones = unanswered(case.pages, surely)
    beside = {
        other.row: mislaid_with(replace(row, person=other))
        for other in row.people
        if other.row != row.person.row
    }
    elsewhere = lying_elsewhere(row.person.row, beside)
    others = {mislaid.page for mislaid in open_ones} | of_everybody(case, row.people)
    held = held_slots(notice, case, elsewhere, others)
    return replace(
        _counted(row, case, notice, evaluation),
        strangers=tuple((mislaid.page, mislaid.row) for mislaid in open_ones),
        mislaid=mislaid_in(case, open_ones, row.people),
        elsewhere=elsewhere,
        tasks=tasks_of(notice, case, evaluation, rows_by_page(surely), held),
    )


def _colleagues(row: RowWork) -> list[str]:
    """Return the names of everybody else, whom a letter does not name."""
    return [
        name
        for person in row.people
        if person.row != row.person.row
        for name in person.applicant.names
    ]


def _counted(row: RowWork, case: Case, notice: Notice, evaluation: Evaluation) -> PersonResult:
    overview = Overview(case, notice)
    pages = [str(page.state) for page in overview]
    seen = searched_pages(case)
    used = returns(notice, case)
    return PersonResult(
        row=row.person.row,
        folder=name_below(row.folder),
        state=str(_worst(evaluation)),
        pages={str(state): pages.count(str(state)) for state in PageState},
        missing=_titles(evaluation, State.MISSING),
        waiting=_titles(evaluation, State.NEEDS_PERSON),
        unsorted=sum(not page.slot and not page.refused for page in case.pages),
        unseen=sum(_is_unseen(page) for page in overview),
        sure=bulk_summary(overview).pages,
        proposed=_placed(case),
        copies=tuple((case.places[page], other) for page, other in copies_told(case.pages)),
        deadline=next_due(notice, case, evaluation, row.now),
        returns=(used.used, used.limit) if used else (len(case.rounds), None),
        points=tuple(
            Point(item.section, item.slot, item.page, case.places.get(item.page or 0), item.done)
            for item in (case.rounds[-1].items if case.rounds else ())
        ),
        returned=open_return(case) is not None,
        found={str(target): count for target, count in places_of(seen).items()} if seen else {},
        nowhere=tuple(finding.code for finding in found_nowhere(seen, case.targets)),
        asked=counted_reasons(map(case.reasons, case.pages)),
    )


def _is_unseen(one: Standing) -> bool:
    """Tell whether a page has to be looked at by itself."""
    open_ = one.state is PageState.REVIEW or not one.page.slot or one.page.whose_open
    return open_ and not one.page.refused


def _worst(evaluation: Evaluation) -> State:
    states = {slot.state for slot in evaluation.slots()}
    return next((state for state in _PEOPLES_STATES if state in states), State.SATISFIED)


def _titles(evaluation: Evaluation, state: State) -> tuple[str, ...]:
    return tuple(slot.title for slot in evaluation.slots() if slot.state is state)
