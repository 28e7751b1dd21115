"""A made-up sixth notice works without code, and the guide by which it was written is whole."""

from datetime import date
from pathlib import Path

import pytest

from tests.checks.making_cases import prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm_sure
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import Evaluation
from zcdesk.checks.written.texts import text_findings
from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.files.parsing import parse_profile, profile_schema, read_profile
from zcdesk.notices.interview import questions
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.workdays import read_workdays

TABLES = rows_beside(__file__)

PROFILE = Path(__file__).with_name("sixth") / "tianhu-2027.yaml"
PERSON = Applicant("阿依古丽", "某某水利设计院")


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_profile(PROFILE)


def evaluated(notice: Notice, facts: dict[str, str], *slots: str) -> Evaluation:
    pages = tuple(prepared(n, slot, Target.NAME) for n, slot in enumerate(slots, start=1))
    case = Case(notice.id, PERSON, frozenset(), pages, tuple(facts.items()))
    return evaluate(notice, confirm_sure(case), date(2027, 4, 20))


@pytest.mark.parametrize(("slot", "facts", "given", "state"), TABLES["slots"])
def test_its_slots(
    notice: Notice, slot: str, facts: dict[str, str], given: int, state: str
) -> None:
    assert evaluated(notice, facts, *[slot] * given).slot(slot).state == state


def test_its_dates_and_rounds(notice: Notice) -> None:
    found = evaluated(notice, {"returned_at": "2027-05-02 08:00"})
    assert [(one.what, one.at.isoformat()) for one in found.deadlines] == [
        ("申报", "2027-04-30T23:59:59+08:00"),
        ("第 1 次修改", "2027-05-03T20:00:00+08:00"),
        ("缴费", "2027-05-14T23:59:59+08:00"),
    ]


@pytest.mark.parametrize(("last", "code"), [("2027-04-13", "check.term_short"),
                                            ("2027-04-14", "check.term_long_enough")])  # fmt: skip
def test_its_posting_takes_seven_working_days(notice: Notice, last: str, code: str) -> None:
    facts = {"posting_start": "2027-04-06", "posting_end": last}
    assert code in [one.code for one in evaluated(notice, facts).findings]


@pytest.mark.parametrize(("length", "code"), [(1500, "check.text_length"),
                                              (1501, "check.text_long")])  # fmt: skip
def test_its_limit_of_words(notice: Notice, length: int, code: str) -> None:
    found = text_findings(notice, "work_summary", "工" * length, PERSON)
    assert code in [one.code for one in found]


def test_its_interview_asks_one_question(notice: Notice) -> None:
    assert [fact.id for fact in questions(notice, {})] == ["chsi_record"]


GUIDE = Path(__file__).parents[2] / "docs" / "notices.md"


@pytest.fixture
def sample() -> Notice:
    example = GUIDE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    return parse_profile(example.encode(), "sample-2026.yaml")


def test_the_guides_notice_works_without_a_line_of_code(sample: Notice) -> None:
    person = Applicant("某某", "某某厂")
    case = Case(sample.id, person, frozenset(), facts=(("title_origin", "elsewhere"),))
    evaluation = evaluate(sample, case, date(2026, 5, 20))
    form = evaluation.slot("title_review_form")
    assert (form.state, form.reason) == ("missing", "需要，因为现职称在外省取得，三")
    assert [deadline.at.date() for deadline in evaluation.deadlines] == [date(2026, 5, 29)]


def test_rule_ids_take_the_name_of_their_notice(sample: Notice) -> None:
    assert sample.slot("title_cert").rule == "sample-2026/三-a"
    assert sample.slot("title_cert").clause == "三"


def test_a_notice_without_its_text_has_no_lines_to_show(sample: Notice) -> None:
    assert notice_text(sample) == ()
    assert notice_text(sample.model_copy(update={"source": "../texts/region-senior-2024"})) == ()


def test_every_field_of_a_notice_is_told_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [name for name in Notice.model_fields if name not in guide] == []


def test_the_schema_names_every_field() -> None:
    properties = profile_schema()["properties"]
    assert isinstance(properties, dict)
    assert set(properties) == set(Notice.model_fields)


def test_the_guides_calendar_can_be_read(tmp_path: Path) -> None:
    example = GUIDE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path = tmp_path / "workdays.toml"
    path.write_text(example, encoding="utf-8")
    assert read_workdays(path).years == {2027}
    assert not read_workdays(path).is_workday(date(2027, 1, 1))
