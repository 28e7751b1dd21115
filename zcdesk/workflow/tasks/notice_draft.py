"""A draft of a notice worked out in a worker: from its text to its profile, tried by people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.checks.needs import ASKED, demand
from zcdesk.findings import Finding
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import Asked, Draft
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.files.text_files import require_notice
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.notice import NOT_STATED, Notice
from zcdesk.notices.renewing.levels import LEVEL_FACT
from zcdesk.notices.running_windows import application_window
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.tasks.found_scans import in_worker

MOST_TRIED = 4
"""Invented people of the preview: more do not stand beside each other."""


@dataclass(frozen=True)
class Tried:
    """What an invented person would meet.

    Attributes:
        level: Her level, as the notice's question offers it; "" where it asks for none.
        papers: Titles of what she has to hand in, with their section.
        may: How many papers she may hand in besides.
        last: Last day to apply, or None.
        hour: Closing hour, "" for the end of the day.
    """

    level: str
    papers: tuple[str, ...]
    may: int
    last: date | None
    hour: str


@dataclass(frozen=True)
class Worked:
    """A profile as a draft makes it now.

    Attributes:
        profile: The one file.
        asked: Sentences that nothing accounts for.
        faults: Why it cannot be used, () when it can.
        people: One invented person for each level of the notice; () with faults.
    """

    profile: str
    asked: tuple[Asked, ...]
    faults: tuple[Finding, ...]
    people: tuple[Tried, ...]


def drafted_anew(pool: WorkerPool, words: str, notice_id: str, year: int | None) -> Draft:
    """Return what a text proposes, with the sentences that nothing accounts for.

    Raises:
        ZcdeskError: It has more letters than any notice, or takes too long.
    """
    require_notice(words, notice_id)
    return in_worker(pool, _drafted, words, notice_id, year, name=notice_id)


def worked_out(pool: WorkerPool, draft: Draft) -> Worked:
    """Return the profile of a draft, checked like any foreign file.

    Raises:
        ZcdeskError: It takes too long.
    """
    return in_worker(pool, _worked, draft, name=draft.notice_id)


def _drafted(words: str, notice_id: str, year: int | None) -> Draft:
    draft = read(words, notice_id, year)
    return replace(draft, asked=built(draft).asked) if draft.year else draft


def _worked(draft: Draft) -> Worked:
    made = built(draft)
    try:
        notice = parse_profile(made.profile.encode(), f"{draft.notice_id}.yaml")
    except ProfileError as error:
        faults = tuple(fault.finding() for fault in error.faults)
        return Worked(made.profile, made.asked, faults, ())
    return Worked(made.profile, made.asked, (), tuple(_people(notice, draft)))


def _people(notice: Notice, draft: Draft) -> Iterator[Tried]:
    """Yield a person a level; they belong to none of the special cases of the notice."""
    plain = {fact.id: "no" for fact in notice.facts if any(o.id == "no" for o in fact.options)}
    asked = [fact for fact in notice.facts if fact.id == LEVEL_FACT]
    levels = [(one.id, one.title) for fact in asked for one in fact.options] or [("", "")]
    for level, title in levels[:MOST_TRIED]:
        facts = counting_answers(notice, {**plain, LEVEL_FACT: level})
        needs = [
            (f"{section.title}：{slot.title}", demand(notice, section, slot, facts).need)
            for section in notice.sections
            for slot in section.slots
        ]
        papers = tuple(title for title, need in needs if need in ASKED)
        may = sum(need == NOT_STATED or str(need) == "not_stated" for _, need in needs)
        window = application_window(notice, facts)
        last = window.end if window else None
        hours = (span.hour for span in draft.spans if window and span.end == last and span.hour)
        yield Tried(title, papers, may, last, next(hours, ""))
