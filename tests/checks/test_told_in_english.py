"""Whatever a check builds of our own words is told in the reader's language."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.following import begin_round
from zcdesk.cases.case import Case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.rounds import Round
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.reporting import status_document
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.resources import resource

AT = datetime(2024, 10, 12, 9, 30, tzinfo=BEIJING)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


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
