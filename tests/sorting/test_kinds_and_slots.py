"""A page's own words tell its kind, its years and the slot it may belong to."""

from __future__ import annotations

from random import Random

import pytest

from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.reading.page_reading import read_page
from zcdesk.sorting.copy_marks import is_marked_copy
from zcdesk.sorting.guessing import guess
from zcdesk.sorting.kinds import kind_of, kinds
from zcdesk.sorting.own_data import id_numbers
from zcdesk.sorting.page_words import PageWords, holds
from zcdesk.sorting.proposing import Loose, fits, proposals, slots_for
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.sorting.years import years
from zcdesk.training.documents import draw_page
from zcdesk.training.people import invent_colleagues, invent_person
from zcdesk.wording import spoken

REGION = load_notice("region-senior-2024")
HOTAN = load_notice("hotan-private-2025")


def page(*lines: str, headings: tuple[str, ...] = ()) -> PageWords:
    return PageWords(headings, (*headings, *lines), "".join((*headings, *lines)))


def told(kind: str, sure: bool = True, **more: object) -> PageTold:
    return PageTold(kind=kind, sure=sure, begins=True, **more)  # type: ignore[arg-type]


GUESSES = [
    # headings, lines, kind, sure
    (("普通高等学校", "毕业证书"), ("修完教学计划规定的课程，准予毕业",), "diploma", True),
    (("学士学位证书",), ("经审核符合学位条例，授予工学学士学位",), "degree_cert", True),
    (("教育部学历证书电子注册备案表",), ("在线验证码", "毕业证书编号"), "edu_verify", True),
    (("2023年度公需科目培训合格证书",), ("考核合格", "学时"), "ce_public", True),
    (("专业技术人员继续教育",), ("2022年度专业科目", "合格证书"), "ce_special", False),
    (("公示",), ("现将申报情况予以公示", "公示期五个工作日", "监督电话"), "posting", True),
    (("公示结果",), ("公示期满，无异议",), "posting_result", True),
    (("承诺书",), ("本人承诺所提交材料真实",), "pledge", True),
    (("专业技术人员年度考核登记表",), ("考核等次",), "annual_assessment", True),
    ((), ("公民身份号码659900199001011234", "性别男民族汉"), "id_card_front", False),
    ((), ("关于天气的一页散文", "与申报无关"), "", False),
    (("会议记录",), (), "", False),
]


@pytest.mark.parametrize(("headings", "lines", "kind", "sure"), GUESSES)
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


YEARS = [
    ("二〇二三年度考核登记表 填表日期2024年1月", (2023,)),
    ("2021年度公需科目，于2022年5月考试合格", (2021,)),
    ("2016年考核登记表 负责人签字 2017年1月5日", (2016,)),
    ("培训时间2021年3月，2022年1月发证", (2021, 2022)),
    ("2019-2021年度考核情况", (2019, 2020, 2021)),
    ("新人社发〔2020〕15号", (2020,)),
    ("证书编号2022051234", ()),
    ("1850年", ()),
]


@pytest.mark.parametrize(("text", "found"), YEARS)
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


DRAWN = [
    # kind of drawing, slot of the region's notice
    ("diploma", "diploma"),
    ("degree_certificate", "degree_cert"),
    ("education_check", "edu_verify"),
    ("id_card", "id_card"),
    ("posting", "posting"),
    ("appraisal_form", "annual_assessment"),
]


@pytest.mark.parametrize(("kind", "slot"), DRAWN)
def test_drawn_pages_find_their_slot(kind: str, slot: str) -> None:
    random = Random(71)
    person = invent_person(random)
    drawn = draw_page(kind, person, invent_colleagues(person, random), random, 150)
    said = told_by(read_page(drawn.picture), ())
    (found,) = proposals(REGION, [Loose(1, "a.jpg", said)])
    assert (found.slot, found.sure) == (slot, True)


COPIES = [
    ("此复印件仅供职称申报使用，再复印无效", True),
    ("仅供2024年职称评审使用", True),
    ("复印件与原件一致", True),
    ("经核对，与原件相符。单位（盖章）", True),
    ("本证书复印无效", False),
    ("请提交身份证原件及复印件", False),
    ("本报告仅供参考", False),
]


@pytest.mark.parametrize(("text", "copied"), COPIES)
def test_a_page_may_say_of_itself_that_it_is_a_photocopy(text: str, copied: bool) -> None:
    assert is_marked_copy(page("毕业证书", text)) is copied
