"""This year's notice from an older one: found, read or shifted, open until a person agrees."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.notices.made_notices import marked, notice_of, older
from tests.tables import rows_beside
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import profile_data, written
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.older import OlderValue

TABLES = rows_beside(__file__)

OLD = load_notice("region-senior-2024")
OLD_TEXT = notice_text(OLD)
CHANGES = [
    ("8月2308日至10月10日", "8月20日至10月12日"),
    ("10月27日至11月4日", "10月28日至11月6日"),
    ("48小时", "72小时"),
    ("3000字", "2500字"),
    ("公示期不少于5个工作日", "公示时间不少于7个工作日"),
    ("专业科目提供2021-2024年度", "专业科目提供2022-2025年度"),
    ("2024", "2025"),
]


def next_years(*changes: tuple[str, str]) -> str:
    text = "\n".join(OLD_TEXT)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


NEW_TEXT = next_years(*CHANGES)


def draft_of(text: str = NEW_TEXT, old: str = OLD.id, year: int = 2025) -> Draft:
    return read(text, f"new-{year}", year, older(old))


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of()


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_notice_that_is_written_reads_as_the_same(notice_id: str) -> None:
    notice = load_notice(notice_id)
    assert parse_profile(written(profile_data(notice)).encode(), "copy.yaml") == notice


def rows_of(draft: Draft) -> dict[str, OlderValue]:
    return {row.at: row for row in draft.carried}


@pytest.mark.parametrize(("at", "what", "value"), TABLES["values"])
def test_values_are_read_in_the_new_words_or_shifted(
    draft: Draft, at: str, what: str, value: str
) -> None:
    row = rows_of(draft)[at]
    assert (row.what, row.value) == (what, value)


def test_every_date_year_count_hour_and_slot_is_listed_beside_its_clause(draft: Draft) -> None:
    text = written(profile_data(OLD))
    for what, wanted in (
        ("date", len(re.findall(r"(?:start|end): \d{4}-", text)) + 1),
        ("hours", len(re.findall(r"hours: \d", text))),
        ("slot", len(OLD.slots())),
        ("years", text.count("years:\n")),
        ("at_most", len(re.findall(r"at_most: \d", text))),
    ):
        found = [row for row in draft.carried if row.what == what]
        assert len(found) == wanted, what
        assert all(row.rule and row.words for row in found)


def test_the_passage_of_the_new_notice_is_shown_with_its_line(draft: Draft) -> None:
    row = rows_of(draft)["terms.1.workdays"]
    assert "公示时间不少于7个工作日" in row.words
    assert "公示时间不少于7个工作日" in NEW_TEXT.splitlines()[row.line - 1]


@pytest.mark.slow
def test_until_it_is_taken_everything_is_marked_and_the_file_passes_the_check(draft: Draft) -> None:
    notice = notice_of(marked(draft, taken=False))
    assert (notice.id, notice.year) == ("new-2025", 2025)
    assert all(one.inferred for one in (*notice.slots(), *notice.windows, *notice.terms))
    assert notice.windows[0].end == date(2025, 10, 12)
    assert notice.windows[0].end_text == "10月12日"
    assert notice.rules() >= {rule.replace(f"{OLD.id}/", "new-2025/") for rule in OLD.rules()}


@pytest.mark.slow
def test_words_that_did_not_change_are_taken_over_and_numbers_are_not(draft: Draft) -> None:
    left = [one.at for one in draft.carried if not one.taken]
    assert 0 < len(left) < len(draft.carried) / 3
    assert "terms.1.workdays" in left
    notice = notice_of(draft)
    assert notice.terms[0].inferred
    assert not notice.slot("diploma").inferred


@pytest.mark.slow
def test_an_entry_is_sure_when_its_words_and_its_values_are_taken(draft: Draft) -> None:
    assert notice_of(marked(draft, "terms.1.workdays")).terms[0].inferred
    whole = marked(draft, "terms.1.workdays", "terms.1.quote")
    assert not notice_of(whole).terms[0].inferred


def typed(draft: Draft, at: str, value: str) -> Draft:
    """Return a draft with this year's value of a row written by hand."""
    rows = (replace(one, value=value, taken=True) if one.at == at else one for one in draft.carried)
    return replace(draft, carried=tuple(rows))


@pytest.mark.slow
def test_a_person_may_type_another_value_that_the_clause_has(draft: Draft) -> None:
    made = notice_of(typed(draft, "windows.1.end", "10月11日"))
    assert made.windows[0].end == date(2025, 10, 11)
    assert made.windows[0].end_text == "10月11日"


@pytest.mark.slow
@pytest.mark.parametrize(("at", "words", "code"), TABLES["wrong"])
def test_a_wrong_value_is_refused_and_stays_marked(
    draft: Draft, at: str, words: str, code: str
) -> None:
    made = built(typed(draft, at, words))
    assert made.refused[at].code == code
    notice = notice_of(made)
    assert notice.windows[0].inferred if at.startswith("windows") else notice.terms[0].inferred


@pytest.mark.slow
def test_an_entry_that_the_new_notice_no_longer_has_is_dropped(draft: Draft) -> None:
    fewer = marked(draft, "windows.2.quote", "windows.3.end", taken=False, dropped=True)
    assert [window.id for window in notice_of(fewer).windows] == ["apply"]


@pytest.mark.slow
def test_what_other_rules_need_is_not_dropped(draft: Draft) -> None:
    fact = next(at for at, one in enumerate(OLD.facts, 1) if one.id == "posting_start")
    made = built(marked(draft, f"facts.{fact}.quote", taken=False, dropped=True))
    assert made.refused[f"facts.{fact}.quote"].code == "notice.still_needed"
    notice_of(made)


@pytest.mark.nightly
def test_a_paper_that_is_new_joins_its_section() -> None:
    item = "5.安全审查：申报人填写并上传《安全审查表》。\n6.工作简历"
    made = draft_of(NEW_TEXT.replace("5.工作简历", item))
    assert [one.title for one in made.papers] == ["安全审查表"]
    papers = [replace(one, section=OLD.sections[0].title, sure=True) for one in made.papers]
    notice = notice_of(replace(made, papers=tuple(papers)))
    assert notice.sections[0].slots[-1].title == "安全审查表"
    assert len(notice.sections) == len(OLD.sections)


def test_what_stands_in_a_missing_annex_is_not_found(draft: Draft) -> None:
    short = draft_of("\n".join(NEW_TEXT.splitlines()[:84]))  # without its fourth annex
    assert [row for row in short.carried if row.rule and not row.words]
    assert not [row for row in draft.carried if row.rule and not row.words]


@pytest.mark.slow
def test_official_forms_are_found_again_and_lost_ones_are_missing(draft: Draft) -> None:
    lines = {form.id: form.lines for form in notice_of(draft).templates}
    assert lines == {form.id: form.lines for form in OLD.templates}
    short = draft_of("另一份通知。\n登录平台。")
    assert {form.lines for form in notice_of(short).templates} == {None}


@pytest.mark.slow
def test_a_day_is_printed_in_the_new_notices_own_words() -> None:
    printed = draft_of(NEW_TEXT.replace("至10月12日", "至2025 年10月12日"))
    assert notice_of(printed).windows[0].end_text == "2025年10月12日"


@pytest.mark.slow
def test_a_remark_on_an_old_day_waits_and_goes_with_what_refers_to_it(draft: Draft) -> None:
    stale = [one for one in draft.carried if not one.taken and "8月2308日" in one.value]
    assert {one.at.partition(".")[0] for one in stale} == {"open_questions"}
    assert "A-05" in notice_of(draft).windows[0].doubts
    notice = notice_of(marked(draft, stale[0].at, taken=False, dropped=True))
    assert "A-05" not in [question.id for question in notice.open_questions]
    assert "A-05" not in notice.windows[0].doubts


@pytest.mark.slow
def test_a_rule_has_the_number_that_its_clause_has_now() -> None:
    text = NEW_TEXT.replace("5.工作简历", "5.安全审查：上传《安全审查表》。\n6.工作简历")
    text = text.replace("6.实践能力", "7.实践能力").replace("7.继续教育", "8.继续教育")
    moved = notice_of(draft_of(text))
    assert OLD.slot("ce_special").clause == "四（一）7"
    assert moved.slot("ce_special").clause == "四（一）8"
    assert moved.slot("diploma").clause == OLD.slot("diploma").clause


@pytest.mark.slow
def test_a_form_that_was_worded_anew_is_found_by_its_title() -> None:
    lines = NEW_TEXT.splitlines()
    first = next(at for at, line in enumerate(lines) if "继续教育学习申请表" in line)
    anew = ["姓名：", "单位：", "审核意见：（公章）", "注：本表一式两份。"]
    text = "\n".join([*lines[: first + 1], *anew])
    made = notice_of(draft_of(text))
    (form,) = [one for one in made.templates if one.id == "ce_exempt_form"]
    assert form.lines == (first + 1, first + 5)


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_the_same_text_gives_the_same_notice(notice_id: str) -> None:
    old = load_notice(notice_id)
    draft = draft_of("\n".join(notice_text(old)), old.id, old.year)
    for row in draft.carried:
        assert row.words or not row.rule, row.at
        assert row.value == row.before or row.what in ("passage", "slot"), row.at
    assert (draft.papers, draft.spans, draft.found) == ((), (), ())
    notice = notice_of(draft)
    assert [slot.id for slot in notice.slots()] == [slot.id for slot in old.slots()]
    assert [window.end for window in notice.windows] == [window.end for window in old.windows]


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_foreign_text_still_gives_a_profile_that_passes_the_check(notice_id: str) -> None:
    notice = notice_of(draft_of("食堂菜单：周一面条，周二米饭。", notice_id, 2030))
    assert all(slot.inferred for slot in notice.slots())


@pytest.mark.slow
def test_a_confirmed_entry_with_words_of_another_notice_is_refused_by_the_check(
    draft: Draft,
) -> None:
    text = built(draft).profile
    broken = text.replace("填写并上传个人签字的承诺书", "填写并上传两人签字的承诺书", 1)
    with pytest.raises(ProfileError):
        parse_profile(broken.encode(), "x.yaml")


def changed(*changes: tuple[str, str]) -> Draft:
    return draft_of(next_years(*changes), year=2024)


def test_an_hour_that_is_new_is_a_value_of_its_window() -> None:
    draft = changed(("至10月10日", "至10月9日（星期五）18:00"))
    (hour,) = [row for row in draft.carried if row.at.endswith("end_time")]
    assert (hour.before, hour.value) == ("", "18:00")
    assert hour.words.endswith("18:00")
    taken = typed(draft, hour.at, "18:00")
    assert built(taken).refused == {}
    assert "18:00" in [window.end_time for window in notice_of(taken).windows]
    assert [*built(typed(draft, hour.at, "17:00")).refused] == [hour.at]


def test_a_range_in_place_of_a_number_is_quoted_whole() -> None:
    rows = changed(("字数3000字以内", "字数1500—2500字")).carried
    assert any(row.value.endswith("1500—2500字") for row in rows)


def test_the_same_text_has_no_new_hour() -> None:
    assert not [row for row in changed().carried if row.at.endswith("_time")]
