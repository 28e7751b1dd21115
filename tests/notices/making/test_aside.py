"""Three notices of other places: their frame, and the profiles that they become."""

import pytest

from tests.notices.made_notices import ASIDE, notice_of, text_of, unasked, whole
from zcdesk.notices.editing.reading import read
from zcdesk.notices.making.new_profile import nearest, started

FRAMES = {
    "qinglan-2027": (2027, "青澜省", "青澜省城乡建设厅", "评审"),
    "yunming-2026": (2026, "云溟市", "云溟市工业信息产业发展局", "评审"),
    "bailu-2027": (2027, "白鹭县", "白鹭县人力资源开发服务中心", "认定"),
}


@pytest.mark.parametrize("name", ASIDE)
def test_the_frame_of_a_notice_is_read(name: str) -> None:
    data = started(text_of(name), name).data
    assert tuple(data[key] for key in ("year", "region", "issuer", "kind")) == FRAMES[name]


@pytest.mark.parametrize("name", ASIDE)
def test_a_profile_that_nobody_was_asked_about_is_valid_and_says_what_is_open(name: str) -> None:
    made = unasked(text_of(name), name)
    marked = [one.quote for one in notice_of(made).statements if one.inferred]
    assert marked == [one.words for one in made.asked]
    assert marked
    assert nearest(text_of(name)) == ("", 0.0)


def test_a_paper_that_need_not_be_there_is_not_asked_for() -> None:
    notice = notice_of(whole(read(text_of("yunming-2026"), "yunming-2026")))
    found = {slot.title: slot.otherwise for slot in notice.slots()}
    assert found["获奖证书"] == "not_stated"
    assert found["身份证"] == "required"


def test_a_paper_for_some_people_only_hangs_on_a_question_in_the_notices_words() -> None:
    notice = notice_of(whole(read(text_of("qinglan-2027"), "qinglan-2027")))
    (slot,) = [one for one in notice.slots() if one.title == "公布文件"]
    assert (slot.rulings[0].need, slot.otherwise) == ("required", "not_needed")
    assert any("职称证书系省外取得的" in fact.question for fact in notice.facts)


def test_what_a_foreign_notice_does_not_say_is_not_proposed() -> None:
    notice = notice_of(unasked(text_of("bailu-2027"), "bailu-2027"))
    assert notice.masking is None
    assert notice.fees == ()
    assert notice.platform.url == ""
    assert notice.terms == ()
