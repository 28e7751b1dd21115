"""The checks are a table: each row is walked in its order, and what it finds reaches every list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared
from zcdesk.batch.results.person_words import clerk_words
from zcdesk.batch.results.tasks import tasks_of
from zcdesk.checks import evaluating
from zcdesk.checks.evaluating import CHECKS, Check, evaluate
from zcdesk.checks.states import CaseFinding, Situation
from zcdesk.export.papers.open_points import open_points
from zcdesk.finding_facts import finding_of


def test_each_check_has_a_name_of_its_own_and_says_why() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names)) > 15
    assert all(len(check.why) > 20 for check in CHECKS)


def test_findings_stand_in_the_order_of_the_table() -> None:
    case = case_of(prepared(1, ""), prepared(2, "diploma"), degree="moon")
    backwards = tuple(reversed(CHECKS))
    with pytest.MonkeyPatch.context() as patch:
        first = [one.code for one in evaluate(NOTICE, case, date(2026, 1, 1)).findings]
        patch.setattr(evaluating, "CHECKS", backwards)
        last = [one.code for one in evaluate(NOTICE, case, date(2026, 1, 1)).findings]
    assert first != last
    assert sorted(first) == sorted(last)
    assert first.index("check.answer_unknown") < first.index("check.pages_unsorted")
    assert first.index("check.pages_unsorted") < first.index("check.window_over")


def test_one_more_row_reaches_the_state_the_checklist_and_the_tasks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def early(now: Situation) -> Iterator[CaseFinding]:
        assert now.case is case
        yield CaseFinding(finding_of("check.date_in_future", what=now.notice.title))

    case = case_of()
    row = Check("early", early, "a day that is not yet")
    monkeypatch.setattr(evaluating, "CHECKS", (*CHECKS, row))
    found = evaluate(NOTICE, case, TODAY)
    assert found.findings[-1].code == "check.date_in_future"
    assert found.to_do
    assert any(NOTICE.title in point.message for point in open_points(found))
    (task,) = [one for one in tasks_of(NOTICE, case, found) if one.code == "check.date_in_future"]
    assert NOTICE.title in clerk_words(task).message
