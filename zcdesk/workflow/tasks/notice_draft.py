"""A draft of a notice worked out in a worker: from its text to its profile, tried by people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.checks.needs import ASKED, demand
from zcdesk.findings import Finding
from zcdesk.notices.editing.building import Built, built
from zcdesk.notices.editing.draft import Asked, Draft
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.files.text_files import require_notice
from zcdesk.notices.interview import application_window, counting_answers
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.levels import LEVEL_FACT
from zcdesk.notices.renewing.profile import nearest
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
        refused: Why values of an older notice were not taken, by their place.
        waiting: How many of its values nobody confirmed.
    """

    profile: str
    asked: tuple[Asked, ...]
    faults: tuple[Finding, ...]
    people: tuple[Tried, ...]
    refused: Mapping[str, Finding]
    waiting: int


def drafted_anew(
    pool: WorkerPool, words: str, notice_id: str, year: int | None, older: str = ""
) -> Draft:
    """Return what a text proposes, with the sentences that nothing accounts for.

    Args:
        pool: Where it is done: nobody knows what a text from elsewhere holds.
        words: The text.
        notice_id: Id of the profile that is made.
        year: Year of the notice; None takes the one of its title.
        older: The profile of an older notice as one file, its text inside; "" for none.

    Raises:
        ZcdeskError: It has more letters than any notice, or takes too long.
    """
    require_notice(words, notice_id)
    return in_worker(pool, _drafted, words, notice_id, year, older, name=notice_id)


def built_beside(pool: WorkerPool, draft: Draft) -> Built:
    """Return the profile of a draft with what it was assembled from.

    Raises:
        ZcdeskError: It takes too long.
    """
    return in_worker(pool, built, draft, name=draft.notice_id)


def most_like(pool: WorkerPool, words: str, name: str) -> tuple[str, float]:
    """Return the shipped notice that a text is most like, and how like it is (0–1); "" for none.

    Raises:
        ZcdeskError: It takes too long.
    """
    return in_worker(pool, nearest, words, name=name)


def worked_out(pool: WorkerPool, draft: Draft) -> Worked:
    """Return the profile of a draft, checked like any foreign file.

    Raises:
        ZcdeskError: It takes too long.
    """
    return in_worker(pool, _worked, draft, name=draft.notice_id)


def _drafted(words: str, notice_id: str, year: int | None, older: str) -> Draft:
    draft = read(words, notice_id, year, older)
    if not draft.year:
        return draft
    made = built(draft)
    carried = (replace(one, taken=one.taken and one.at not in made.refused)
               for one in draft.carried)  # fmt: skip
    return replace(draft, asked=made.asked, carried=tuple(carried))


def _worked(draft: Draft) -> Worked:
    made = built(draft)
    faults: tuple[Finding, ...] = ()
    people: tuple[Tried, ...] = ()
    try:
        notice = parse_profile(made.profile.encode(), f"{draft.notice_id}.yaml")
        people = tuple(_people(notice, draft))
    except ProfileError as error:
        faults = tuple(fault.finding() for fault in error.faults)
    waiting = len(made.renewal.unconfirmed())
    return Worked(made.profile, made.asked, faults, people, made.refused, waiting)


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
