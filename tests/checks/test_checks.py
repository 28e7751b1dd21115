"""The checks are a table walked in its order; what they find is told in the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared
from zcdesk.applicant import Applicant
from zcdesk.batch.results.person_words import clerk_words
from zcdesk.batch.results.tasks import tasks_of
from zcdesk.cases.acts.following import begin_round
from zcdesk.cases.case import Case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.rounds import Round
from zcdesk.checks import evaluating
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.evaluating import CHECKS, Check, evaluate
from zcdesk.checks.reporting import status_document
from zcdesk.checks.states import CaseFinding, Situation
from zcdesk.export.papers.open_points import open_points
from zcdesk.finding_facts import finding_of
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.resources import resource


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


AT = datetime(2024, 10, 12, 9, 30, tzinfo=BEIJING)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_nothing_but_the_notices_own_words_is_chinese_in_english(notice_id: str) -> None:
    notice = load_notice(notice_id)
    older = copy_of(notice.model_copy(update={"year": 2001, "region": None}))
    case = Case(notice_id, Applicant("Wei Zhang", "Some Company"), frozenset(), profile=older)
    for day in range(4):
        who = Who.EMPLOYER if day == 3 else Who.REVIEW_COMMITTEE
        case = begin_round(case, Round(AT + timedelta(days=day), who, "请在72小时内修改"))
    case = replace(case, facts=(("title_date", "2099-01-01"), ("work_began", "2098-01-01")))
    evaluation = evaluate(notice, case, AT + timedelta(days=5))
    status = status_document(evaluation, "en", concerning(notice, case))
    told = [deadline.what for deadline in status.deadlines]
    told += [deadline.clause for deadline in status.deadlines]
    told += [words for each in status.findings for words in (each.message, each.remedy)]
    told += [words for each in status.told for words in (each.title, each.because)]
    told += [slot.reason for section in status.sections for slot in section.slots]
    form = resource("checks", "personal_facts.toml").read_text(encoding="utf-8")
    own = "".join(CHINESE.findall(f"{notice.model_dump_json()}{notice_text(notice)}{form}"))
    assert {word for line in told for word in CHINESE.findall(line) if word not in own} == set()
