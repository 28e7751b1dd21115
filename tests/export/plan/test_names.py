"""Names of pictures, how they lie, what stays out, and as how many pictures pages come."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.sample import case, case_page, notice, planned_pages
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import ReviewedPage, confirm, confirm_sure, draw, reviewed
from zcdesk.cases.case import CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.export.plan import layout
from zcdesk.export.plan.arranging import MOST_PARTS, PageSize, Piece, arranged
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section, Slot
from zcdesk.wording import codes

ORDERS = [
    # pages in order, names given before, names
    ([1, 2, 3], {}, ["001", "002", "003"]),
    ([1, 9, 2], {}, ["001", "009", "002"]),
    ([12, 4], {4: "004a", 2: "002"}, ["012", "004a"]),
    ([1000, 1001], {}, ["1000", "1001"]),
]


def _pages(numbers: Iterable[int]) -> list[CasePage]:
    return [CasePage(number, "", f"{number}.jpg") for number in numbers]


@pytest.mark.parametrize(("numbers", "before", "names"), ORDERS)
def test_a_name_is_the_number_of_its_page_wherever_it_lies(
    numbers: list[int], before: dict[int, str], names: list[str]
) -> None:
    assert list(layout.stems(_pages(numbers), before, set(before.values())).values()) == names


def test_a_page_in_the_place_of_another_gets_a_letter_that_no_other_had() -> None:
    instead = CasePage(12, "", "neu.jpg", called=2)
    assert layout.stems([instead], {2: "002"}, {"001", "002", "002a"})[12] == "002b"


@given(st.permutations(list(range(1, 25))), st.permutations(list(range(1, 25))))
def test_names_never_change_once_given(first: list[int], second: list[int]) -> None:
    before = layout.stems(_pages(first[:12]), {}, set())
    after = layout.stems(_pages(second), before, set(before.values()))
    assert all(after[number] == name for number, name in before.items())
    assert len(set(after.values())) == len(after)


def test_names_come_from_the_packages_that_were_written() -> None:
    files = (
        DeliveredFile("上传/01-1 身份证/001.jpg", "", "id_card", 1),
        DeliveredFile("上传/02-1 学历/002a_1.jpg", "", "diploma", 7),
    )
    later = (DeliveredFile("上传/02-1 学历/009.jpg", "", "diploma", 7),)
    at = datetime(2024, 10, 1, tzinfo=UTC)
    sent = [Delivery(at, DeliveryKind.COVERED, one) for one in (files, later)]
    assert layout.given_stems(sent) == {1: "001", 7: "002a"}


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
    (alone,) = layout.plan(notice(), [review(9, "posting")])
    assert str(alone.file) == "上传/13-2 公示材料/009.jpg"


def test_pages_in_no_slot_of_the_notice_come_last_and_are_not_lost() -> None:
    planned = layout.plan(notice(), [review(1, ""), review(2, "no_such_slot"), review(3, "pledge")])
    assert [page.file.parent.name for page in planned] == ["13-1 承诺书", "未归类", "未归类"]


def test_two_pages_with_one_number_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="unique"):
        layout.plan(notice(), [review(1, "pledge"), review(1, "diploma")])


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
    planned = layout.plan(told, pages)
    assert sorted(page.number for page in planned) == sorted(numbers)
    assert [fault for page in planned for fault in windows_faults(page.file)] == []
    assert len({str(page.file).casefold() for page in planned}) == len(planned)
    assert folders(planned) == sorted(folders(planned))


def folders(planned: tuple[layout.PlannedPage, ...]) -> list[str]:
    return list(dict.fromkeys(page.file.parent.name for page in planned))


def test_a_hundred_sections_still_sort_by_name() -> None:
    told = with_titles([["甲"]] * 120)
    planned = layout.plan(told, [review(i + 1, f"s{i}_0") for i in range(120)])
    assert folders(planned) == sorted(folders(planned))


@pytest.mark.parametrize(
    ("title", "legal"),
    [
        ("学历/学位证书", "学历 学位证书"), ("证书：“甲”?", "证书：“甲”"), ("表 . ", "表"),
        ("\u202e反\u200b写\x07", "反写"), ("e\u0301", "é"), ("长" * 60, "长" * 24), ("", ""),
    ],
)  # fmt: skip
def test_titles_become_legal_names(title: str, legal: str) -> None:
    assert layout.legal_title(title) == legal


def test_an_order_that_names_do_not_give_is_noticed() -> None:
    pages = [review(5, "paper"), review(2, "paper")]
    files = [page.file for page in layout.plan(notice(), pages, given={2: "002", 5: "005"})]
    assert not layout.is_sorted_by_name(files)
    assert layout.is_sorted_by_name(files[::-1])


COVER = Mask(Target.NAME, box(1, 1, 9, 9))


def test_every_page_that_is_not_exported_is_told_with_its_reason() -> None:
    doubt = Hit(COVER, Verdict.DOUBT, info("hit.spotted"))
    told = case(
        [
            case_page(1, "diploma"),
            replace(case_page(2, "diploma"), page=None),
            replace(case_page(3, "diploma"), page=None, examined=False),
            replace(case_page(4, "diploma"), hits=(doubt,)),
            case_page(5, "diploma"),
            case_page(6, "diploma"),
            case_page(7, "diploma"),
        ]
    )
    for number in (1, 5, 6):
        told = confirm(told, number)
    told = draw(told, 5, COVER)
    assert [page.page.number for page in reviewed(told)] == [1, 6]
    assert layout.pages_left_out(told, {1}) == (
        layout.LeftOut(2, layout.Reason.REFUSED, 0),
        layout.LeftOut(3, layout.Reason.UNREAD, 3),
        layout.LeftOut(4, layout.Reason.DOUBT, 4),
        layout.LeftOut(5, layout.Reason.CHANGED, 5),
        layout.LeftOut(6, layout.Reason.NOT_VERIFIED, 6),
        layout.LeftOut(7, layout.Reason.UNCONFIRMED, 7),
    )
    assert [page.number for page in layout.pages_left_out(confirm_sure(told), {1, 6, 7})] == [
        2,
        3,
        4,
        5,
    ]


def test_every_reason_has_a_sentence() -> None:
    for language in ("zh", "en"):
        assert {f"export.left_out.{reason}" for reason in layout.Reason} <= codes(language)


A4 = PageSize(1654, 2339, 24.0, (20_000,) * 24)
"""480 kB."""


def limit(
    how: Arrangement, size: int | None = None, side: int | None = None, most: int | None = None
) -> FileLimit:
    return FileLimit("diploma", size, side, most, how)


SPLIT, JOINED, EACH = Arrangement.SPLIT, Arrangement.JOINED, Arrangement.ONE_EACH
CASES = [
    # pages, limit, pages and parts of each picture
    (1, limit(SPLIT), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, 1_000_000), [(1, 1, 1)]),
    (1, limit(SPLIT, 300_000), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, 190_000), [(1, 1, 3), (1, 2, 3), (1, 3, 3)]),
    (1, limit(SPLIT, 110_000), [(1, n, 6) for n in range(1, 7)]),
    (1, limit(SPLIT, None, 2000), [(1, 1, 2), (1, 2, 2)]),
    (1, limit(SPLIT, None, 1000), [(1, 1, 2), (1, 2, 2)]),  # wider than that whatever is cut
    (1, limit(SPLIT, 110_000, None, 3), [(1, 1, 3), (1, 2, 3), (1, 3, 3)]),
    (3, limit(SPLIT, 300_000, None, 2), [(2, 1, 1), (1, 1, 1)]),
    (5, limit(JOINED), [(5, 1, 1)]),
    (5, limit(JOINED, None, None, 2), [(3, 1, 1), (2, 1, 1)]),
    (5, limit(JOINED, None, None, 9), [(1, 1, 1)] * 5),
    (5, limit(JOINED, 1_600_000), [(3, 1, 1), (2, 1, 1)]),
    (5, limit(JOINED, 1_100_000), [(2, 1, 1), (2, 1, 1), (1, 1, 1)]),
    (2, limit(JOINED, 300_000), [(1, 1, 2), (1, 2, 2)] * 2),
    (30, limit(JOINED), [(10, 1, 1)] * 3),  # 15 of them would be taller than 32 768 pixels
    (4, limit(EACH, None, None, 2), [(2, 1, 1), (2, 1, 1)]),
    (2, limit(EACH, 100), [(1, 1, 1)] * 2),
    (0, limit(JOINED), []),
]


@pytest.mark.parametrize(("pages", "taken", "pictures"), CASES)
def test_so_many_pictures(
    pages: int, taken: FileLimit, pictures: list[tuple[int, int, int]]
) -> None:
    found = arranged([A4] * pages, taken)
    assert [(one.count, one.part, one.parts) for one in found] == pictures


def test_a_page_is_cut_where_its_ink_is() -> None:
    heavy_foot = PageSize(1654, 2339, 24.0, (1_000,) * 18 + (30_000,) * 6)
    assert len(arranged([heavy_foot], limit(SPLIT, 150_000))) > len(
        arranged([PageSize(1654, 2339, 24.0, (8_250,) * 24)], limit(SPLIT, 150_000))
    )


SIZES = st.builds(
    PageSize,
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.sampled_from([0.0, 12.0, 30.0]),
    st.lists(st.integers(0, 200_000), min_size=24, max_size=24).map(tuple),
)
LIMITS = st.builds(
    limit,
    st.sampled_from(Arrangement),
    st.none() | st.integers(1, 3_000_000),
    st.none() | st.integers(1, 6000),
    st.none() | st.integers(1, 8),
)


@pytest.mark.nightly
@given(st.lists(SIZES, max_size=7), LIMITS)
def test_every_page_is_there_whole_in_order(pages: list[PageSize], taken: FileLimit) -> None:
    found = arranged(pages, taken)
    shown: dict[int, list[Piece]] = {}
    for piece in found:
        for place in range(piece.first, piece.first + piece.count):
            shown.setdefault(place, []).append(piece)
    assert list(shown) == list(range(len(pages)))
    for pieces in shown.values():
        assert [one.part for one in pieces] == list(range(1, pieces[0].parts + 1))
        assert len(pieces) <= MOST_PARTS
    if taken.most_pictures is not None:
        assert len(found) <= max(taken.most_pictures, 0)
