"""Two profiles beside each other, and the profile that a case carries."""

import pytest

from zcdesk.notices.files.consistency import profile_data, written
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.files.locating import ProfileError, locate
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.comparing import differences, differences_since, profile_copy
from zcdesk.notices.profile.notice import Notice
from zcdesk.wording import in_language

OLD = load_notice("region-senior-2024")


def changed(*changes: tuple[str, str]) -> Notice:
    text = written(profile_data(OLD))
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return parse_profile(text.encode(), "changed.yaml")


DIFFERENCES = [
    # what is written instead, the one line that is told
    (("at_most: 3000", "at_most: 2500"), "的最多字数由“3000”改为“2500”"),
    (("workdays: 5", "workdays: 7"), "“公示”的工作日数由“5”改为“7”"),
    (("hours: 48", "hours: 24"), "的小时数由“48”改为“24”"),
    (("- 2021\n", "- 2020\n"), "的年度由"),
    (("  - employer\n  - name", "  - name"), "的遮盖项目由“employer、name”改为“name”"),
    (("title: 一寸免冠照片", "title: 证件照"), "的名称由“一寸免冠照片”改为“证件照”"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("change", "line"), DIFFERENCES)
def test_a_changed_value_is_one_line_in_chinese(change: tuple[str, str], line: str) -> None:
    (found,) = differences(OLD, changed(change))
    assert line in found.told()
    assert found.kind == "changed"


def test_an_added_and_a_dropped_slot_are_told_by_name() -> None:
    basic = OLD.sections[0]
    fewer = basic.model_copy(update={"slots": basic.slots[1:]})
    shorter = OLD.model_copy(update={"sections": (fewer, *OLD.sections[1:])})
    (dropped,) = differences(OLD, shorter)
    (added,) = differences(shorter, OLD)
    name = basic.slots[0].title
    assert dropped.told() == f"去掉了上传位置“{name}”（{basic.title}）"
    assert added.told() == f"增加了上传位置“{name}”（{basic.title}）"
    assert in_language(differences(OLD, shorter)[0].told(), "en").startswith("slot")


def test_several_changes_are_all_told_and_none_is_nothing() -> None:
    assert differences(OLD, OLD) == ()
    both = differences(OLD, changed(("hours: 48", "hours: 24"), ("workdays: 5", "workdays: 7")))
    assert len(both) == 2


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_copy_is_seen_to_say_the_same_before_it_is_checked(notice_id: str) -> None:
    notice = load_notice(notice_id)
    copy = profile_copy(notice, notice_text(notice))
    data = locate(copy.text.encode(), "copy.yaml").data
    assert isinstance(data, dict)
    data.pop("text", None)
    assert data == profile_data(notice)
    assert differences_since(copy, notice) == ()


def test_what_changed_since_a_copy_is_what_changed_since_its_notice() -> None:
    new = changed(("hours: 48", "hours: 24"), ("workdays: 5", "workdays: 7"))
    copy = profile_copy(OLD, notice_text(OLD))
    assert differences_since(copy, new) == differences(OLD, new)
    assert len(differences_since(copy, new)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_case_can_carry_its_profile_to_another_computer(notice_id: str) -> None:
    notice = load_notice(notice_id)
    copy = profile_copy(notice, notice_text(notice))
    opened = copy.notice()
    assert differences(notice, opened) == ()
    assert notice_text(opened)[:3] == tuple(line.rstrip() for line in notice_text(notice)[:3])
    assert [form.lines for form in opened.templates] == [form.lines for form in notice.templates]
    assert copy.intact
    assert copy == profile_copy(notice, notice_text(notice))


def test_a_copy_that_was_tampered_with_is_noticed_and_checked_like_any_foreign_file() -> None:
    copy = profile_copy(OLD, notice_text(OLD))
    text = copy.text.replace("附件材料正向上传", "附件材料反向上传", 1)
    worse = type(copy)(copy.id, text, copy.sha256)
    assert not worse.intact
    with pytest.raises(ProfileError):
        worse.notice()


def test_a_case_of_a_changed_profile_is_met_with_the_differences() -> None:
    carried = profile_copy(OLD, ()).notice()
    later = changed(
        ("end: 2024-10-10", "end: 2024-10-12"), ("end_text: 10月10日", "end_text: 10月12日")
    )
    day, printed = differences(carried, later)
    assert (day.path, printed.path) == ("windows.apply.end", "windows.apply.end_text")
    assert day.told() == "“申报”的截止日由“2024-10-10”改为“2024-10-12”"
