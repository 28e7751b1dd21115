"""What a picture needs on the platform besides being uploaded: a click, ticks, an answer."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.cases.acts.classified import Classified
from zcdesk.cases.case import Answer
from zcdesk.export.plan.layout import PlannedPage
from zcdesk.notices.profile.covering import Masking, PageAnswer
from zcdesk.wording import sentence

Told = tuple[str, bool]
"""A text, "" where the notice asks nothing, and whether the person still has to choose."""

_NOTHING: Told = ("", False)


def click_of(
    masking: Masking | None,
    answer: Answer | None,
    original: frozenset[Target],
    hidden: frozenset[Target],
) -> Told:
    """Return what to click or tick for a picture; never choose for the person.

    Args:
        masking: What the notice asks to cover.
        answer: What the person answered.
        original: What the original shows.
        hidden: What is, or is to be, covered.

    Source:
        逐页是/否: 自治区 2024 四（一）14 with A-06; 勾选遮盖项目: 和田 2025 五（一）4.
    """
    if masking is not None and masking.page_answer is not None:
        return _answered(masking.page_answer, answer, original)
    if masking is not None and masking.page_items is not None:
        return _ticked(hidden), False
    return _NOTHING


def classified_in(masking: Masking | None, page: PlannedPage) -> Told:
    """Return what the person said of secret material in a picture, that of all its pages."""
    if masking is None or masking.classified is None:
        return _NOTHING
    classified = classified_answer(page)
    if classified is None:
        return sentence("export.classified.choose").message, True
    return sentence(f"export.classified.{classified}").message, False


def classified_answer(page: PlannedPage) -> Classified | None:
    """Return the person's answer for a whole picture; None while one of its pages has none."""
    given = [reviewed_page.classified for reviewed_page in page.pages]
    if None in given:
        return None
    return Classified.CLEARED if Classified.CLEARED in given else Classified.NO


def _ticked(hidden: frozenset[Target]) -> str:
    words = [sentence(f"export.target.{target}").message for target in Target if target in hidden]
    if not words:
        return sentence("export.click.no_items").message
    return sentence("export.click.items", items="".join(f"【{word}】" for word in words)).message


def _answered(asked: PageAnswer, answer: Answer | None, original: frozenset[Target]) -> Told:
    if answer is not None:
        option = asked.yes if answer is Answer.YES else asked.no
        code = "export.click.word_and_act" if option.act else "export.click.word"
        return sentence(code, word=option.word, act=option.act).message, False
    choose = sentence("export.click.choose", yes=asked.yes.word, no=asked.no.word).message
    if asked.employer_only_open and Target.EMPLOYER in original and Target.NAME not in original:
        gap = asked.employer_only
        return sentence("export.click.choose_gap", choose=choose, gap=gap).message, True
    return choose, True
