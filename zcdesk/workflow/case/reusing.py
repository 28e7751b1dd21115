"""A case under another notice: a profile that was changed, or next year's.

What belongs to one application alone (decisions, texts, returns, what was handed in) stays behind.
A page that the new notice does not take as it is goes to the unsorted ones, and its note says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.applicant import ASKED_ANYWAY, Target
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import COVERING_CHANGED
from zcdesk.cases.case import Case, CasePage, CasePages
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.profiles import copy_of, notice_of
from zcdesk.cases.tables.faults import DamagedOriginalError
from zcdesk.cases.tables.rows import inside, place_inside
from zcdesk.checks.exempt_slots import begun
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail, Finding, warning
from zcdesk.names.typed_words import take_words
from zcdesk.notices.files.locating import ProfileError, UnknownNoticeError
from zcdesk.notices.interview import refused_answers
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Slot, Who
from zcdesk.wording import spoken
from zcdesk.workflow.case.known_forms import StoredReadings


def follow_notice(stored: CaseFile, notice: Notice) -> tuple[int, ...]:
    """Let a stored case cover what its notice says now; the act can be undone like any other.

    Returns:
        Numbers of the pages that it touches; () where nothing about covering changed.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    if stored.read_only or not _has_changed(stored.case, notice):
        return ()
    before, after = stored.case, following(stored.case, notice)
    if after is before:
        return ()
    stored.save(after, ActCode.NOTICE)
    pages = zip(before.pages, after.pages, strict=True)
    return tuple(old.number for old, new in pages if old.examined and not new.examined)


def follow_installed(stored: CaseFile) -> tuple[int, ...]:
    """Do the same by the profile that is installed here; () where there is none that can be used.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    try:
        notice = notice_of(stored.case)
    except (UnknownNoticeError, ProfileError):  # whoever needs it tells
        return ()
    return follow_notice(stored, notice)


def following(case: Case, notice: Notice) -> Case:
    """Return a case that covers what a notice says now.

    A page on which other things are covered than before is searched and looked at again, and says
    why; a confirmation of any other page stands.
    """
    now = begun(notice, case.applicant)
    if _asked(now) == _asked(case):
        return case
    moved = replace(case, targets=now.targets, exempt=now.exempt, by_hand=now.by_hand)
    return replace(moved, pages=tuple(_followed(page, case, moved) for page in case.pages))


def _followed(page: CasePage, case: Case, moved: Case) -> CasePage:
    if _covered_on(page, case) == _covered_on(page, moved):
        return replace(page, confirmed=moved.fingerprint(page)) if case.is_confirmed(page) else page
    if page.refused or not page.examined:
        return page
    why = finding_of(COVERING_CHANGED)
    return replace(page, hits=(), decisions=(), examined=False, findings=(why,))


def _covered_on(page: CasePage, case: Case) -> tuple[frozenset[Target], frozenset[Target]]:
    """Return what is covered on a page, and which marks are not even asked about."""
    return case.targets_on(page), case.exempt_on(page) & ASKED_ANYWAY


def _has_changed(case: Case, notice: Notice) -> bool:
    """Tell whether the profile asks to cover other things than when the case was made with it."""
    if case.profile is None or not case.profile.intact or case.practice is not None:
        return False
    try:
        made_with = case.profile.notice()
    except ProfileError:
        return False
    then, now = begun(made_with, case.applicant), begun(notice, case.applicant)
    # What is to be covered by hand was not kept in the cases of earlier versions.
    return _asked(then) != _asked(now) or case.by_hand != now.by_hand


def _asked(case: Case) -> tuple[object, ...]:
    return case.targets, case.exempt, case.by_hand


@dataclass(frozen=True)
class Reused:
    """A new case, how many pages came over, and what the new notice takes no longer."""

    path: Path
    pages: int
    marks: tuple[Finding, ...]


def reuse(
    old: Path, new: Path, notice: Notice, password: str | None = None, language: str = "zh"
) -> Reused:
    """Write the case ``new`` for ``notice`` with what can be taken over from ``old``.

    Args:
        old: A case; it is only read.
        new: The new file.
        notice: What the new case is for.
        password: That of ``old``, if it has one; the new case gets the same.
        language: Of the notes on pages.

    Raises:
        ExistingCaseError: There is a file of the new name.
        ZcdeskError: The old case cannot be read, or the new one not be written; nothing is left.
    """
    with open_case(old, writing=False, password=password) as source:
        fresh, doubts = begun_from(source.case, notice)
        with create_case(new, fresh, password if source.encrypted else None) as made:
            try:
                pages, marks = _bring_over(source, made, notice, language)
                numbered = len(pages)
                made.save(replace(made.case, pages=pages, numbered=numbered), ActCode.REUSE)
                _bring_readings(source, made)
            except BaseException:
                made.close()
                made.path.unlink(missing_ok=True)
                raise
            return Reused(made.path, len(pages), (*doubts, *marks))


def begun_from(old: Case, notice: Notice) -> tuple[Case, tuple[Finding, ...]]:
    """Return a case without pages for ``notice``, and which answers could not be taken over."""
    asked = notice.facts_by_id()
    answers = {key: text for key, text in old.facts if key in asked and not asked[key].later}
    marks: list[Finding] = []
    while refused := refused_answers(notice, answers):
        for fact in refused:  # one that goes may take the ground from another
            marks.append(finding_of("reuse.answer_refused", question=fact.question))
            del answers[fact.id]
    gone = sum(1 for key, _ in old.facts if key not in asked)
    if gone:
        marks.append(finding_of("reuse.questions_gone", count=gone))
    facts = tuple(sorted(answers.items()))
    taken = take_words(old.applicant)
    if taken.cut or taken.refused:
        marks.append(warning("word.cut_in_old_case"))
    made = replace(begun(notice, taken.applicant), facts=facts, profile=copy_of(notice))
    return made, tuple(marks)


def _bring_over(
    source: CaseFile, made: CaseFile, notice: Notice, language: str
) -> tuple[CasePages, tuple[Finding, ...]]:
    """Copy the originals of usable pages; return the pages with their marks."""
    pages: list[CasePage] = []
    marks: list[Finding] = []
    for page in source.case.pages:
        place = place_inside(Path(page.path))
        if page.refused or place is None:
            continue
        number = len(pages) + 1
        try:
            sha256, _ = made.keep_original(source.original(place[1]))
        except DamagedOriginalError:
            marks.append(finding_of("reuse.original_lost", page=page.number))
            continue
        slot, doubts = _slot_in(notice, page, number)
        marks += doubts
        path = inside(made.path, sha256, Path(page.path).name)
        note = " ".join(spoken(finding, language).message for finding in doubts)
        pages.append(_anew(page, number, slot, path, note))
    return tuple(pages), tuple(marks)


def _anew(page: CasePage, number: int, slot: str, path: str, note: str) -> CasePage:
    """Return a page as it stands upright, to be searched and confirmed anew."""
    upright = page.page and replace(page.page, source=replace(page.page.source, path=path))
    return CasePage(
        number,
        slot,
        path,
        page.index,
        upright,
        drawn=page.drawn,
        kind=page.kind,
        told=page.told,
        note=" ".join(filter(None, (page.note, note))),
    )


def _slot_in(notice: Notice, page: CasePage, number: int) -> tuple[str, tuple[Finding, ...]]:
    """Return the slot of the new notice that takes a page, or "", and what there is to say."""
    if not page.slot:
        return "", ()
    slot = notice.slots_by_id().get(page.slot)
    if slot is None:
        return "", (finding_of("reuse.slot_gone", page=number),)
    if slot.template or Who.APPLICANT not in slot.who:
        return "", (finding_of("reuse.made_anew", page=number, slot=slot.title),)
    asked = set(_years(slot))
    if not asked:
        return slot.id, ()
    years = "、".join(map(str, sorted(asked)))
    shown: dict[str, Detail] = {"page": number, "slot": slot.title, "years": years}
    if not page.told.years:
        return slot.id, (finding_of("reuse.year_unknown", **shown),)
    if asked & set(page.told.years[:1]):
        return slot.id, ()
    return "", (finding_of("reuse.year_not_asked", **shown),)


def _years(slot: Slot) -> Iterator[int]:
    """Yield every year that a slot may ask for."""
    yield from slot.years
    for ruling in slot.rulings:
        if ruling.series is not None:
            yield from ruling.series.years


def _bring_readings(source: CaseFile, made: CaseFile) -> None:
    """Copy what was read, so that it need not be read again."""
    old, new = StoredReadings(source), StoredReadings(made)
    for page in made.case.pages:
        reading = old.of(page.page) if page.page is not None else None
        if page.page is not None and reading is not None:
            new.keep(page.page, reading)
