"""The guide is followed to the letter: its notice is read, checked and used."""

from datetime import date
from pathlib import Path

import pytest

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.files.parsing import parse_profile, profile_schema
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.workdays import read_workdays

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
