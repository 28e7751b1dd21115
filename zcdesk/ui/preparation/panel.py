"""What was found about how a page lies, and the buttons that change it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from zcdesk.cases.case import CasePage
from zcdesk.finding_facts import facts_of
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.look import (
    SPRING,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
)
from zcdesk.ui.preparation.actions import TAKE, Preparing
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.words.sentences import joined, say

_SEVERAL = "page.several_documents"
"""Its question is asked with a button of its own."""


class PreparationPanel(QWidget):
    """A column beside the two pictures; it shows and asks, the page around it acts."""

    def __init__(self, actions: Actions[Preparing]) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self._state = Label("", TypeRole.STRONG, wrap=True)
        self._told = Explanation()
        self._question = Label("", tone=Tone.YOU, wrap=True)
        self.split, self.level = actions.button("split"), actions.button("level")
        self.left, self.right = actions.button("left"), actions.button("right")
        self.found, self.whole = actions.button("found"), actions.button("whole")
        self.light = actions.button("light")
        hint = self.tr("按 1 到 4 选一个角，方向键移动 1 像素，按住 Shift 10 像素。Esc 放弃改动。")
        self._hint = Remark(hint)
        self.primary = Button("", ButtonKind.PRIMARY, key=TAKE.key)
        column(
            self,
            (16, 14, 16, 14),
            8,
            self._state,
            self._told,
            self._question,
            self.split,
            beside((self.left, 1), (self.right, 1), gap=6),
            self.level,
            self.found,
            self.whole,
            self.light,
            SPRING,
            self._hint,
            self.primary,
        )

    def show_page(self, page: CasePage, acts: PreparingActs, *, busy: bool, draft: bool) -> None:
        """Show what is known of a page and what can be done.

        Args:
            page: The page in hand.
            acts: Tells what can be done with it.
            busy: A worker has it in hand.
            draft: Corners were moved and not taken yet.
        """
        known = page.page
        self._state.say(self._standing(page, busy=busy))
        lines = [
            joined(say(finding))
            for finding in page.findings
            if facts_of(finding.code).of_one_page and finding.code != _SEVERAL
        ]
        self._told.say("\n".join(lines))
        self._told.setVisible(bool(lines))
        count = acts.documents
        self._question.say(self.tr("图片里像是放了 %n 份材料，要分成 %n 页吗？", None, count))
        self.split.say(self.tr("分成 %n 页", None, count))
        for widget in (self._question, self.split):
            widget.setVisible(count > 0)
        for button in (self.left, self.right, self.light):
            button.setEnabled(known is not None)
        self._show_switches(page, acts)
        self.primary.say(self.tr("用这四个角") if draft else self.tr("好了，回到复核"))

    def _show_switches(self, page: CasePage, acts: PreparingActs) -> None:
        known = page.page
        self.found.setVisible(acts.found_outline is not None)
        self.whole.setVisible(known is not None and known.corners is not None)
        skew = acts.other_skew
        self.level.setVisible(skew is not None)
        if known is not None and skew is not None:
            angle = known.skew or skew
            words = self.tr("拉平 {a}°") if skew else self.tr("不拉平（现在转了 {a}°）")
            self.level.say(words.format(a=f"{angle:.1f}"))
        even = known is not None and known.even_light
        self.light.say(self.tr("不匀光，照原样") if even else self.tr("匀光：去掉阴影和偏色"))

    def _standing(self, page: CasePage, *, busy: bool) -> str:
        if page.refused:
            return self.tr("没有收下")
        if busy:
            return self.tr("正在重新读这一页")
        if not page.examined or page.page is None:
            return self.tr("等候重新读")
        words = {
            "unmeasured": self.tr("未能检查"),
            "clear": self.tr("清晰"),
            "borderline": self.tr("勉强可读"),
            "unreadable": self.tr("读不清"),
        }
        score = page.page.measures.get("legibility")
        verdict = words[page.page.clarity]
        if score is None:
            return verdict
        return self.tr("{word}　清晰度 {value}").format(word=verdict, value=f"{score:.2f}")
