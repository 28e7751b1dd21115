"""The acceptance list on who may apply and who must defend: 43–46, 51–56, 72, 92 and 93."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    REGION,
    URUMQI,
    S,
    codes,
    evaluation_of,
)
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.interview import counting_answers, options
from zcdesk.notices.profile.conditions import Truth, judge


def test_the_rows_of_urumqis_table_are_its_own() -> None:
    rows = [(one.years, one.level, one.kind) for one in load_notice(URUMQI).ladders]
    assert rows == [  # 43
        (3, "初级", "初定"), (2, "初级", "初定"), (1, "初级", "初定"),
        (1, "中级", "授予"), (1, "副高级", "授予"), (1, "正高", "授予"),
    ]  # fmt: skip
    others = [(one.years, one.level) for one in load_notice(HOTAN).ladders if one.years]
    assert others == [(2, "助理级"), (3, "中级"), (4, "副高级")]  # 45, 53
    schools = {one.who_has: one.title for one in load_notice(HOTAN).ladders if one.years is None}
    assert list(schools.values()) == [  # 46
        "中级工班按中专", "高级工班按大专", "预备技师（技师）班按本科",
    ]  # fmt: skip


TOLD = [
    # item, notice, answers, passage of eligibility or exemption that holds
    (44, URUMQI, {}, "exemptions", "自2022年起，不再限制所学专业"),
    (51, ETDZ, {"by_qualification": "yes"}, "eligibility", "可视同其具备相应系列"),
    (51, ETDZ, {"changed_post": "yes"}, "eligibility", "连续计算"),
    (52, ETDZ, {"retired": "yes"}, "eligibility", "离退休人员不得申报"),
    (53, HOTAN, {"skilled": "senior_technician"}, "eligibility", "副高级职称"),
    (54, REGION, {"series": "senior_economist", "intellectual_property": "yes"}, "eligibility",
     "不含知识产权专业"),
    (54, REGION, {"series": "other"}, "eligibility", "其他系列（专业）不在本申报范围"),
    (72, ETDZ, {}, "exemptions", "对职称外语和计算机应用能力考试不作要求"),
    (93, ETDZ, {"village_work": "yes"}, "exemptions", "可免于参加答辩"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice_id", "facts", "kind", "words"), TOLD)
def test_a_passage_holds_for_whom_it_is_meant(
    item: int, notice_id: str, facts: dict[str, str], kind: str, words: str
) -> None:
    notice = load_notice(notice_id)

    def holding(answers: dict[str, str]) -> list[str]:
        counting = counting_answers(notice, answers)
        entries = notice.exemptions if kind == "exemptions" else notice.eligibility
        return [e.quote for e in entries if judge(e.when, counting).truth is Truth.YES]

    assert any(words in quote for quote in holding(facts))
    if facts:
        opposite = dict.fromkeys(facts, "no")
        assert not any(words in quote for quote in holding(opposite))


COMBINATIONS = [
    (54, REGION, {"series": "senior_engineer"}, ["full_senior"]),
    (54, REGION, {"series": "human_resources"}, ["full_senior", "senior"]),
    (55, MIIT, {"series": "engineering"}, ["assistant", "intermediate", "senior"]),
    (55, MIIT, {"series": "arts"}, ["assistant", "intermediate", "senior", "full_senior"]),
    (55, MIIT, {"series": "economics"}, ["senior"]),
    (55, ETDZ, {"track": "ftz", "series": "economics"}, ["associate_senior"]),
    (55, ETDZ, {"track": "etdz", "series": "engineering"},
     ["junior", "intermediate", "associate_senior"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "facts", "levels"), COMBINATIONS)
def test_series_and_level_go_together_as_the_notice_lists_them(
    item: int, notice: str, facts: dict[str, str], levels: list[str]
) -> None:
    found = [option.id for option in options(load_notice(notice), "level", facts)]
    assert found == levels


def test_seniority_counts_to_the_end_of_2019() -> None:
    (window,) = [one for one in load_notice(MIIT).windows if one.id == "seniority"]  # 56
    assert window.end == date(2019, 12, 31)
    assert window.start is None


DEFENCE = [
    (92, REGION, {"series": "senior_engineer", "level": "full_senior"}, "check.defence_required"),
    (92, REGION, {"series": "human_resources", "level": "senior"}, "check.defence_not_stated"),
    (92, HOTAN, {"kind": "appraisal", "level": "intermediate"}, "check.defence_required"),
    (92, HOTAN, {"kind": "initial", "level": "junior"}, "check.defence_not_stated"),
    (92, ETDZ, {"track": "etdz", "series": "engineering", "level": "intermediate",
                "village_work": "no"}, "check.defence_required"),
    (92, ETDZ, {"track": "etdz", "series": "engineering", "level": "junior"},
     "check.defence_not_stated"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "facts", "code"), DEFENCE)
def test_a_defence_is_asked_or_not_stated_and_never_denied(
    item: int, notice: str, facts: dict[str, str], code: str
) -> None:
    assert code in codes(notice, facts)


DEFENCE_TOLD = [
    # item, level, village_work, what is told of the defence, in order
    (92, "intermediate", "no", ["check.defence_required", "check.defence_also"]),
    (92, "associate_senior", "no", ["check.defence_required", "check.defence_also"]),
    (93, "intermediate", "yes", ["check.defence_waived"]),
    (92, "junior", "no", ["check.defence_not_stated"]),
    (92, "intermediate", "", []),
]


@pytest.mark.parametrize(("item", "level", "village", "told"), DEFENCE_TOLD)
def test_of_a_defence_one_thing_is_told_and_not_its_opposite(
    item: int, level: str, village: str, told: list[str]
) -> None:
    facts = {"track": "etdz", "series": "engineering", "level": level, "village_work": village}
    given = [one for one in codes(ETDZ, facts) if one.startswith("check.defence")]
    assert given == told


def test_what_hangs_on_a_missing_annex_is_unknown_and_not_unsaid() -> None:
    slots = evaluation_of(ETDZ, {}).slots()  # 5, 82, 86
    unknown = [one for one in slots if one.unseen]
    assert {"id_card", "pledge", "ce_public"} < {one.id for one in unknown}
    for one in unknown:
        assert (one.state, one.word) == (S, "unseen")
        assert "不在通知文本里" in one.reason
        assert "没有写要不要" not in one.reason
    silent = evaluation_of(HOTAN, {}).slot("personal_conduct")
    assert (silent.word, "没有写要不要" in silent.reason) == (S, True)


def test_failing_the_defence_is_failing() -> None:
    (defence,) = load_notice(REGION).defence  # 92
    quotes = [one.quote for one in defence.also]
    assert "未通过答辩，则职称评审未通过" in quotes
    assert any("线上视频答辩" in quote for quote in quotes)
