"""A page's own words tell its kind, its years and the slot it may belong to."""

from random import Random

import pytest

from tests.pages.drawn import document
from tests.tables import rows_beside
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.reading.page_reading import read_page
from zcdesk.sorting.kinds import kind_of, kinds
from zcdesk.sorting.own_data import id_numbers
from zcdesk.sorting.page_words import PageWords, holds
from zcdesk.sorting.proposing import Loose, fits, proposals, slots_for
from zcdesk.sorting.telling import guess, is_marked_copy, told_by, years
from zcdesk.sorting.told import PageTold
from zcdesk.wording import spoken

TABLES = rows_beside(__file__)

REGION = load_notice("region-senior-2024")
HOTAN = load_notice("hotan-private-2025")


def page(*lines: str, headings: tuple[str, ...] = ()) -> PageWords:
    return PageWords(headings, (*headings, *lines), "".join((*headings, *lines)))


def told(kind: str, sure: bool = True, **more: object) -> PageTold:
    return PageTold(kind=kind, sure=sure, begins=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("headings", "lines", "kind", "sure"), TABLES["guesses"])
def test_words_tell_the_kind(
    headings: tuple[str, ...], lines: tuple[str, ...], kind: str, sure: bool
) -> None:
    found = guess(page(*lines, headings=headings))
    assert (found.kind, found.sure) == (kind, sure)
    assert bool(found.words) is bool(kind)


def test_one_letter_of_a_long_word_may_be_read_wrong() -> None:
    assert holds("教育部学历证书电子注朋备案表", "学历证书电子注册备案表")
    assert not holds("教育部学历证书电子往朋备案表", "学历证书电子注册备案表")
    assert not holds("毕业政书", "毕业证书")


@pytest.mark.parametrize(("text", "found"), TABLES["years"])
def test_years_of_a_page(text: str, found: tuple[int, ...]) -> None:
    assert years(page("".join(text.split()))) == found


def test_numbers_of_a_page() -> None:
    words = page("身份证号65990019720101100X", "编号12345678901234567X")
    assert id_numbers(words) == ()  # the check digit is another one
    assert id_numbers(page("号码659900197303165364。")) == ("659900197303165364",)
    assert id_numbers(page("证书编号121141200505780282")) == ()  # no day of birth


def test_every_slot_of_the_kinds_stands_in_a_notice_and_every_slot_has_a_kind() -> None:
    slots = {slot.id for name in built_in_ids() for slot in load_notice(name).slots()}
    named = {slot for kind in kinds() for slot in kind.slots}
    assert named <= slots
    assert slots - named == {"photo_1inch"}  # told by its shape


def test_a_pile_gets_slots_with_reasons_and_years() -> None:
    pile = [
        Loose(1, "a.jpg", told("diploma", words=("毕业证书",))),
        Loose(2, "b.pdf", told("ce_public", words=("公需科目",), years=(2022, 2023))),
        Loose(3, "b.pdf", PageTold()),
        Loose(4, "c.jpg", PageTold()),
        Loose(5, "d.jpg", PageTold(wordless=True, portrait=True)),
        Loose(6, "e.pdf", told("paper", sure=False, words=("参考文献",))),
        Loose(7, "e.pdf", PageTold(begins=True)),
        Loose(8, "f.jpg", PageTold(wordless=True, portrait=True), blank=True),  # a sheet's back
    ]
    found = {one.number: one for one in proposals(REGION, pile)}
    assert {number: (one.slot, one.sure, one.year) for number, one in found.items()} == {
        1: ("diploma", True, None),
        2: ("ce_public", True, 2022),
        3: ("ce_public", False, None),
        5: ("photo_1inch", False, None),
        6: ("paper", False, None),
    }
    assert "毕业证书" in spoken(found[1].reason).message
    assert "第 2 页" in spoken(found[3].reason).message


def test_a_notice_with_other_ids_is_understood_by_its_titles() -> None:
    renamed = tuple(
        section.model_copy(
            update={
                "slots": tuple(
                    slot.model_copy(update={"id": f"x{place}"})
                    for place, slot in enumerate(section.slots)
                )
            }
        )
        for section in HOTAN.sections
    )
    other = HOTAN.model_copy(update={"sections": renamed})
    kind = kind_of("posting_result")
    assert kind is not None
    assert [slot.title for slot in slots_for(other, kind)][:1] == ["公示结果"]


def test_a_page_of_another_kind_does_not_fit_a_slot() -> None:
    assert fits(REGION, "diploma", told("diploma"))
    assert not fits(REGION, "degree_cert", told("diploma"))
    assert fits(REGION, "degree_cert", told("diploma", sure=False))
    assert fits(REGION, "degree_cert", told("diploma", also=("degree_cert",)))
    assert fits(REGION, "degree_cert", PageTold())


@pytest.mark.parametrize(
    ("kind", "slot"),
    [
        ("project", "representative_work"),
        ("paper", "achievement_evidence"),
        ("prof_qualification", "achievement_evidence"),
        ("proof", "ce_exempt_proof"),
    ],
)
def test_what_a_notice_lists_for_a_slot_is_not_misplaced_there(kind: str, slot: str) -> None:
    miit = load_notice("miit-2019")  # 代表作品（技术报告、工程方案、项目实施报告等）
    assert fits(miit, slot, told(kind))
    assert not fits(miit, "id_card", told(kind))


@pytest.mark.nightly
@pytest.mark.parametrize(("kind", "slot"), TABLES["drawn"])
def test_drawn_pages_find_their_slot(kind: str, slot: str) -> None:
    drawn = document(kind, Random(71), 150)
    said = told_by(read_page(drawn.picture), ())
    (found,) = proposals(REGION, [Loose(1, "a.jpg", said)])
    assert (found.slot, found.sure) == (slot, True)


@pytest.mark.parametrize(("text", "copied"), TABLES["copies"])
def test_a_page_may_say_of_itself_that_it_is_a_photocopy(text: str, copied: bool) -> None:
    assert is_marked_copy(page("毕业证书", text)) is copied
