"""The shipped forms say what the notices' forms say, word for word, but for the blanks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from zcdesk.checks.forms.fields import form_fields
from zcdesk.documents.filling import BLANK_IN_FORM, names_in, opened, paragraphs, text_of
from zcdesk.documents.forms import MissingFormTextError, form_of
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.files.parsing import shipped_text

FORMS = [
    (notice, one.id)
    for notice in notice_ids()
    for one in load_notice(notice).templates
    if one.lines is not None
]
WITHOUT_TEXT = [
    (notice, one.id)
    for notice in notice_ids()
    for one in load_notice(notice).templates
    if one.lines is None
]

LEVEL = "[×x]+（高、中、初）"
SPECIAL = {
    "级别": f"(?:{LEVEL}|[×x])",
    "初定级别": LEVEL,
    "授予级别": "[×x]+",
    "办理类型": "初定（授予）",
    "基本信息": "（包括：[^）]*）",
    "基本信息和任职资格": "（包括：[^）]*）",
    "思想政治条件": "（突出政治表现[^）]*）",
    "业绩成果": "（简要描述近五年[^）]*）。?",
    "工作年限": "满一年",
    "公示工作日": "5",
    "初定名单": "xx、xx、xx",
    "授予名单": "xx、xx、xx",
    "推荐单位": "推荐单位名称",
    "主管单位": "主管单位名称",
}
"""What a blank stands for in the notice's own form; all others are crosses, lines or nothing."""


def form_text(notice: str, template: str) -> str:
    """Return the form's text without white space; merged passages are opened."""
    form = form_of(load_notice(notice), template)
    word = opened(form.content(), form.path.name)
    text = "".join(text_of(one) for one in paragraphs(word))
    return re.sub(r"\s|\{\{[#/][^{}]*\}\}", "", text)


def notice_text(notice: str, template: str) -> str:
    """Return the notice's form without white space, marks of a template and left-over HTML."""
    entry = next(one for one in load_notice(notice).templates if one.id == template)
    assert entry.lines is not None
    lines = shipped_text(notice)[entry.lines[0] - 1 : entry.lines[1]]
    text = "\n".join(lines)
    text = re.sub(r"<table.*?</table>", "", text, flags=re.DOTALL)
    text = re.sub(r"（模[板版]）", "", text)
    return re.sub(r"\s|\*\*|\[bookmark:[^\]]*\]", "", text)


def as_pattern(text: str) -> re.Pattern[str]:
    parts = BLANK_IN_FORM.split(text)
    told = ""
    for index, part in enumerate(parts):
        told += re.escape(part) if index % 2 == 0 else SPECIAL.get(part, "[×xX_＿]*")
    return re.compile(told)


@pytest.mark.parametrize(("notice", "template"), [f for f in FORMS if f[1] != "annual_assessment"])
def test_a_form_is_the_notices_own_word_for_word(notice: str, template: str) -> None:
    form, original = form_text(notice, template), notice_text(notice, template)
    matcher = SequenceMatcher(None, form, original, autojunk=False)
    assert as_pattern(form).fullmatch(original), matcher.get_opcodes()


def test_the_assessment_form_has_every_word_of_the_notices_form_and_no_html() -> None:
    """Its text came with left-over tags and doubled cells, so the order is the form's own."""
    form = form_text("hotan-private-2025", "annual_assessment")
    original = notice_text("hotan-private-2025", "annual_assessment")
    plain = BLANK_IN_FORM.sub("", form)
    assert sorted(set(original) - set("_")) == sorted(set(plain) - set("_"))
    for words in (
        "聘（任）期自年月至年月",
        "担任主要专业技术工作及工作业绩简结",
        "基层单位意见负责人签字:",
        "考核组考核意见及结论",
        "组长签字",
        "行政领导审核意见签字",
        "20年度（或任职期满）",
    ):
        assert words in original, words
        assert words in plain, words
    assert "<" not in form
    assert [form.count(grade) for grade in ("优秀", "基本合格", "不合格")] == [1, 1, 1]
    assert form.count("合格") == 3  # 合格, 基本合格, 不合格
    assert form.count("签字") == 3
    assert form.count("盖章") == 2


def test_the_exemption_form_has_twelve_blanks_and_three_notes() -> None:
    form = form_of(load_notice("region-senior-2024"), "ce_exempt_form")
    word = opened(form.content(), form.path.name)
    assert len(names_in(word)) == 12
    text = form_text("region-senior-2024", "ce_exempt_form")
    assert all(f"{number}." in text.partition("注：")[2] for number in (1, 2, 3))


@pytest.mark.parametrize(("notice", "template"), FORMS)
def test_every_blank_of_a_form_is_a_known_field(notice: str, template: str) -> None:
    form = form_of(load_notice(notice), template)
    assert set(names_in(opened(form.content(), form.path.name))) <= set(form_fields())


@pytest.mark.parametrize(("notice", "template"), WITHOUT_TEXT)
def test_a_form_without_a_text_is_never_made_up(notice: str, template: str) -> None:
    with pytest.raises(MissingFormTextError):
        form_of(load_notice(notice), template)
