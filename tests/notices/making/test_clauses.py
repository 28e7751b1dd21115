"""A text is cut into clauses and nothing of it is lost; two texts are held beside each other."""

import pytest

from tests.notices.made_notices import ASIDE, text_of
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.making.beside import ClauseState, pairs
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
