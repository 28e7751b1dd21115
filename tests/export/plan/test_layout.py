"""Names in a package: legal everywhere, unique, in the platform's order, telling nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.sample import IDENTITY, case_page, notice, planned_pages
from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.export.plan.layout import PlannedPage, is_sorted_by_name, legal_title, plan
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section, Slot

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(10))}


def windows_faults(path: PurePosixPath) -> list[str]:
    """Name what Windows would not take in a relative path (Naming Files, Paths, Namespaces)."""
    faults = []
    for part in path.parts:
        if any(character in '<>:"/\\|?*' or ord(character) < 32 for character in part):
            faults.append(f"forbidden character in {part!r}")
        if part[-1:] in {" ", "."} or part in {"", "."}:
            faults.append(f"{part!r} ends in a way that Windows drops")
        if part.split(".")[0].strip().upper() in RESERVED:
            faults.append(f"{part!r} is a device")
        if len(part.encode()) > 255:
            faults.append(f"{part!r} is too long")
    if len(str(path)) > 80:
        faults.append("the path leaves too little room for the folder it lies in")
    return faults


def review(number: int, slot: str) -> ReviewedPage:
    return ReviewedPage(case_page(number, slot), (), None, "seen")


def with_titles(titles: list[list[str]]) -> Notice:
    """Return the shipped notice with other sections, one list of slot titles each."""
    model = notice()
    slot, section = model.slots()[0], model.sections[0]
    sections = tuple(
        Section(
            **{**dict(section), "id": f"s{i}", "groups": (), "slots": tuple(
                Slot(**{**dict(slot), "id": f"s{i}_{j}", "title": title})
                for j, title in enumerate(inside)
            )}
        )
        for i, inside in enumerate(titles)
    )  # fmt: skip
    return model.model_copy(update={"sections": sections})


def test_folders_follow_the_notice_and_pictures_bear_the_page_number() -> None:
    assert [str(page.file) for page in planned_pages()] == [
        "上传/01-1 身份证扫描件/002.jpg",
        "上传/02-1 学历证书/001.jpg",
        "上传/07-2 公需科目培训合格证书/004.jpg",
        "上传/07-2 公需科目培训合格证书/005.jpg",
        "上传/13-2 公示材料/003.jpg",
    ]


def test_each_planned_page_knows_its_section_slot_clause_and_who_acts() -> None:
    last = planned_pages()[-1]
    assert (last.section, last.section_title) == ("other", "其他附件或证明材料")
    assert (last.slot, last.slot_title, last.clause) == ("posting", "公示材料", "四（一）13")
    assert last.who == ("employer",)


def test_a_folder_keeps_its_number_when_only_one_slot_is_exported() -> None:
    (alone,) = plan(notice(), [review(9, "posting")])
    assert str(alone.file) == "上传/13-2 公示材料/009.jpg"


def test_pages_in_no_slot_of_the_notice_come_last_and_are_not_lost() -> None:
    planned = plan(notice(), [review(1, ""), review(2, "no_such_slot"), review(3, "pledge")])
    assert [page.file.parent.name for page in planned] == ["13-1 承诺书", "未归类", "未归类"]


def test_nothing_of_the_source_or_the_person_gets_into_a_name() -> None:
    for page in planned_pages():
        assert not any(word in str(page.file) for word in IDENTITY)


def test_two_pages_with_one_number_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="unique"):
        plan(notice(), [review(1, "pledge"), review(1, "diploma")])


TITLES = st.lists(st.lists(st.text(max_size=60), max_size=12), min_size=1, max_size=30)
NUMBERS = st.lists(st.integers(1, 20_000), min_size=1, max_size=40, unique=True)


@pytest.mark.slow
@given(titles=TITLES, numbers=NUMBERS, data=st.data())
def test_names_are_legal_and_unique_for_any_titles_and_any_pages(
    titles: list[list[str]], numbers: list[int], data: st.DataObject
) -> None:
    told = with_titles(titles)
    slots = ["", *(slot.id for slot in told.slots())]
    pages = [review(number, data.draw(st.sampled_from(slots))) for number in numbers]
    planned = plan(told, pages)
    assert sorted(page.number for page in planned) == sorted(numbers)
    assert [fault for page in planned for fault in windows_faults(page.file)] == []
    assert len({str(page.file).casefold() for page in planned}) == len(planned)
    assert folders(planned) == sorted(folders(planned))


def folders(planned: tuple[PlannedPage, ...]) -> list[str]:
    return list(dict.fromkeys(page.file.parent.name for page in planned))


def test_a_hundred_sections_still_sort_by_name() -> None:
    told = with_titles([["甲"]] * 120)
    planned = plan(told, [review(i + 1, f"s{i}_0") for i in range(120)])
    assert folders(planned) == sorted(folders(planned))


@pytest.mark.parametrize(
    ("title", "legal"),
    [
        ("学历/学位证书", "学历 学位证书"),
        ("证书：“甲”?", "证书：“甲”"),
        ("表 . ", "表"),
        ("\u202e反\u200b写\x07", "反写"),
        ("e\u0301", "é"),
        ("长" * 60, "长" * 24),
        ("", ""),
    ],
)
def test_titles_become_legal_names(title: str, legal: str) -> None:
    assert legal_title(title) == legal


def test_an_order_that_names_do_not_give_is_noticed() -> None:
    pages = [review(5, "paper"), review(2, "paper")]
    files = [page.file for page in plan(notice(), pages, given={2: "002", 5: "005"})]
    assert not is_sorted_by_name(files)
    assert is_sorted_by_name(files[::-1])
