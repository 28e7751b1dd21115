"""A draft of a notice worked out in a worker: from its text to its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zcdesk.findings import Finding
from zcdesk.notices.editing.building import Built, built
from zcdesk.notices.editing.draft import Asked, Draft
from zcdesk.notices.editing.learning import taught
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.own_examples import OwnExample
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.files.text_files import require_notice
from zcdesk.notices.making.new_profile import nearest
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.found_scans import in_worker


@dataclass(frozen=True)
class Worked:
    """A profile as a draft makes it now.

    Attributes:
        profile: The one file.
        asked: Sentences that nothing accounts for.
        faults: Why it cannot be used, () when it can.
        refused: Why values of an older notice were not taken, by their place.
        examples: How its notice is read, as the person corrected it.
    """

    profile: str
    asked: tuple[Asked, ...]
    faults: tuple[Finding, ...]
    refused: Mapping[str, Finding]
    examples: tuple[OwnExample, ...] = ()


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


def taught_beside(pool: WorkerPool, draft: Draft) -> tuple[OwnExample, ...]:
    """Return the examples that a person's decisions on a draft are, and those kept before.

    Raises:
        ZcdeskError: It takes too long.
    """
    return in_worker(pool, taught, draft, name=draft.notice_id)


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
    carried = (replace(rule, taken=rule.taken and rule.at not in made.refused)
               for rule in draft.carried)  # fmt: skip
    return replace(draft, asked=made.asked, carried=tuple(carried))


def _worked(draft: Draft) -> Worked:
    made = built(draft)
    faults: tuple[Finding, ...] = ()
    try:
        parse_profile(made.profile.encode(), f"{draft.notice_id}.yaml")
    except ProfileError as error:
        faults = tuple(fault.finding() for fault in error.faults)
    examples = taught(draft)
    return Worked(made.profile, made.asked, faults, made.refused, examples)
