"""Rules on words: counted as people count, located by paragraph, without repeating anything."""

from pathlib import Path

import pytest

from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.checks.states import CaseFinding
from zcdesk.checks.written.texts import TextCounts, counted, own_word_lists, text_findings
from zcdesk.notices.files.loading import load_notice

TABLES = rows_beside(__file__)

PERSON = Applicant("王海燕", "天山北麓机械制造有限公司", employer_aliases=("北麓机械",))
REGION, URUMQI, ETDZ = "region-senior-2024", "urumqi-private-2025", "etdz-2024"


def found_in(text: str, where: str = "work_summary", notice: str = REGION) -> list[CaseFinding]:
    return list(text_findings(load_notice(notice), where, text, PERSON))


def codes(notice: str, text: str, where: str = "work_summary") -> list[str]:
    found = found_in(text, where, notice)
    return [one.code for one in found if one.code != "check.text_topics"]


@pytest.mark.parametrize(("text", "counts"), TABLES["counts"])
def test_a_text_is_counted_in_three_ways(text: str, counts: tuple[int, int, int]) -> None:
    assert counted(text) == TextCounts(*counts)


@pytest.mark.parametrize(("notice", "length", "code"), TABLES["lengths"])
def test_the_length_of_a_summary(notice: str, length: int, code: str) -> None:
    assert codes(notice, "工" * length) == [code]


def test_two_ways_of_counting_that_disagree_are_told() -> None:
    assert codes(REGION, "工" * 2990 + "，" * 20) == ["check.text_length_differs"]


@pytest.mark.parametrize(("line", "code"), TABLES["own"])
def test_own_name_and_employer_in_a_summary(line: str, code: str) -> None:
    others = ("check.text_length", "check.text_vague")
    found = [one for one in codes(REGION, line) if one not in others]
    assert found == ([code] if code else [])


def test_a_find_names_its_paragraph_and_repeats_nothing() -> None:
    text = "第一段。\n第二段。\n王海燕完成了设计。"
    found = found_in(text)
    (one,) = [finding for finding in found if finding.code == "check.text_name"]
    assert one.finding.details == {"paragraph": 3, "field": "个人业务工作总结"}
    assert (one.rule, one.severity) == ("region-senior-2024/四(一)14-d", "error")
    for finding in found:
        assert "王海燕" not in finding.wording().message


@pytest.mark.parametrize(("notice", "severity"), [(REGION, "error"), (ETDZ, "warning"),
                                                  ("hotan-private-2025", "warning")])  # fmt: skip
def test_only_a_notice_that_forbids_it_makes_an_own_name_an_error(
    notice: str, severity: str
) -> None:
    found = found_in("王海燕", notice=notice)
    assert [one.severity for one in found if one.code == "check.text_name"] == [severity]


@pytest.mark.parametrize(("notice", "code"), [(REGION, "check.text_empty"),
                                              (URUMQI, "check.text_empty_unstated")])  # fmt: skip
def test_an_empty_field_is_told_as_the_notice_has_it(notice: str, code: str) -> None:
    assert code in codes(notice, " \n", where="resume")


@pytest.mark.parametrize(("text", "words"), TABLES["vague"])
def test_a_vague_word_is_named_with_its_field_and_no_other_word_for_it(
    text: str, words: str
) -> None:
    told = [one for one in found_in(text, "resume") if one.code == "check.text_vague"]
    assert [one.finding.details["word"] for one in told] == ([words] if words else [])
    assert all("“工作简历”" in one.wording().message for one in told)


def test_vague_words_are_shown_only_where_the_notice_forbids_them() -> None:
    assert "check.text_vague" in codes(REGION, "参加若干项目", where="resume")
    assert "check.text_vague" not in codes(ETDZ, "参加若干项目", where="resume")


def test_the_four_topics_of_a_summary_are_looked_for() -> None:
    def unseen(text: str) -> list[object]:
        topics = [one for one in found_in(text) if one.code == "check.text_topics"]
        return [one.finding.details["topics"] for one in topics]

    assert unseen("认真负责，业务能力强，完成了项目，发表论文。") == []
    assert unseen("认真负责，业务能力强，完成了项目。") == ["学术水平"]


@pytest.mark.parametrize(("content", "found"), TABLES["own_lists"])
def test_the_lists_of_words_can_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, found: tuple[str, ...]
) -> None:
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    own_word_lists().parent.mkdir(parents=True)
    own_word_lists().write_text(content, encoding="utf-8")
    assert codes(REGION, "参加若干项目，十余次", where="resume") == [*found]
