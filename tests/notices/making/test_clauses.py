"""Texts are cut into clauses of which nothing is lost, foreign and mutated ones as well."""

import random
from collections.abc import Callable

import pytest

from tests.notices.made_notices import ASIDE, notice_of, older, text_of, unasked, whole
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.making.beside import ClauseState, pairs
from zcdesk.notices.making.new_profile import nearest, started
from zcdesk.notices.sentences.clauses import cut

SHIPPED = {one: tuple(notice_text(load_notice(one))) for one in built_in_ids()}
TEXTS = SHIPPED | {one: tuple(text_of(one).splitlines()) for one in ASIDE}

LABELS = [
    # notice, labels that it has in this order
    ("region-senior-2024", ("题", "引言", "一", "三", "四(一)", "四(一)8", "四(五)", "附1", "附4")),
    ("urumqi-private-2025", ("抬头", "一(二)", "申报要求(七)", "工作要求(三)", "六", "附1", "附4")),
    ("miit-2019", ("抬头", "四(一)10", "五(十一)", "六(三)", "附件目录", "落款")),
    ("yunming-2026", ("题", "引言", "1.1", "5.8", "8", "12", "落款", "附1", "附2")),
    ("bailu-2027", ("题", "抬头", "引言", "第一条", "第三条①", "第三条⑧", "第九条", "落款", "附")),
    ("qinglan-2027", ("题", "抬头", "引言", "三(四)", "四(十一)", "五", "附件目录", "落款", "附3")),
]  # fmt: skip


@pytest.mark.parametrize(("notice_id", "labels"), LABELS)
def test_clauses_are_named_as_the_notice_counts_them(
    notice_id: str, labels: tuple[str, ...]
) -> None:
    found = [one.label for one in cut(TEXTS[notice_id])]
    places = [found.index(label) for label in labels]
    assert places == sorted(places)


@pytest.mark.parametrize("notice_id", TEXTS)
def test_every_line_is_in_exactly_one_clause(notice_id: str) -> None:
    lines = TEXTS[notice_id]
    held = [number for one in cut(lines) for number in range(one.first, one.last + 1)]
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    assert filled <= set(held)
    assert len(held) == len(set(held))


@pytest.mark.parametrize("notice_id", TEXTS)
def test_a_text_beside_itself_is_the_same_and_beside_nothing_new(notice_id: str) -> None:
    lines = TEXTS[notice_id]
    assert {one.state for one in pairs(lines, lines)} == {ClauseState.SAME}
    assert {one.state for one in pairs((), lines)} == {ClauseState.NEW}
    assert {one.state for one in pairs(lines, ())} == {ClauseState.GONE}


def test_rows_that_are_broken_at_the_margin_are_one_sentence() -> None:
    (clause,) = [one for one in cut(SHIPPED["etdz-2024"]) if one.label == "七(三)"]
    assert any("撤销其职称，并记入职称评审诚信档案库" in one for one in clause.sentences)


def test_a_notice_that_another_passes_on_is_cut_like_any_other() -> None:
    own = ["某市人社局", "转发关于做好评审工作的通知", "各单位：", "现予转发。", "一、按时申报。",
           "某市人社局", "2027年4月1日"]  # fmt: skip
    labels = [one.label for one in cut([*own, *TEXTS["qinglan-2027"]])]
    assert labels[:5] == ["题", "抬头", "引言", "一", "落款"]
    assert labels.count("题") == 2
    assert {"四(七)", "六(六)", "附3"} <= set(labels)


def test_an_annex_list_is_no_annex_and_a_document_number_no_clause() -> None:
    labels = [one.label for one in cut(SHIPPED["etdz-2024"])]
    assert "附1" not in labels  # it is listed and missing
    assert "一(五)26" not in labels  # 〔2021〕 26 号, broken before its number


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
    (slot,) = [one for one in notice.slots() if one.title.endswith("公布文件")]
    assert (slot.rulings[0].need, slot.otherwise) == ("required", "not_needed")
    assert any("职称证书系省外取得的" in fact.question for fact in notice.facts)


def test_what_a_foreign_notice_does_not_say_is_not_proposed() -> None:
    notice = notice_of(unasked(text_of("bailu-2027"), "bailu-2027"))
    assert notice.masking is None
    assert notice.fees == ()
    assert notice.platform.url == ""
    assert notice.terms == ()


LINES = [[*lines] for lines in TEXTS.values()]
BY_DAY, NIGHTLY = 4, 150


def mutated(chance: random.Random) -> list[str]:
    """Return the lines of a notice with some changes."""
    lines = [*chance.choice(LINES)]
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(6)
        if change == 0 and len(lines) > 1:
            del lines[at]
        elif change == 1:
            lines.insert(at, chance.choice(chance.choice(LINES)))
        elif change == 2:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        elif change == 3:
            lines[at], lines[other] = lines[other], lines[at]
        elif change == 4:
            lines[at] = lines[at].replace("1", str(chance.randint(0, 9999))).replace("、", "，")
        else:
            letters = [*lines[at]]
            chance.shuffle(letters)
            lines[at] = "".join(letters)
    return lines if any(line.strip() for line in lines) else ["一、无"]


def walked(seed: int) -> None:
    chance = random.Random(seed)
    lines = mutated(chance)
    text = "\n".join(lines)
    held = {number for one in cut(lines) for number in range(one.first, one.last + 1)}
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= held
    notice_of(unasked(text, "new-2027", 2027))
    notice_of(read(text, "old-2027", 2027, older(chance.choice(built_in_ids()))))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(BY_DAY), 107])  # 107: years whose clause moved
def test_a_mutated_text_gives_a_valid_profile_and_loses_no_line(seed: int) -> None:
    walked(seed)


@pytest.mark.nightly
def test_many_mutated_texts_give_valid_profiles(
    record_property: Callable[[str, object], None],
) -> None:
    for seed in range(BY_DAY, BY_DAY + NIGHTLY):
        walked(seed)
    record_property("figure", f"{NIGHTLY} mutated notices, all made into valid profiles")
