"""What was found about how a page lies, and the buttons that change it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.cases.case import CasePage
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.words.sentences import joined, say

_ABOUT = ("page.", "clarity.", "scan.")
"""Beginnings of the codes of findings that are about the picture, not about what it says."""

_SEVERAL = "page.several_documents"
"""Its question is asked with a button of its own."""


class PreparationPanel(QWidget):
    """A column beside the two pictures; it shows and asks, the page around it acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self._state = Label("", Role.STRONG, Tone.TEXT, wrap=True)
        self._told = Label("", Role.BODY, Tone.TEXT2, wrap=True)
        self._question = Label("", Role.BODY, Tone.YOU, wrap=True)
        self.split = Button("", icon="copy", key="T", decides=True)
        self.left = Button(self.tr("逆时针 90°"), icon="undo", key="Q", decides=True)
        self.right = Button(self.tr("顺时针 90°"), icon="rotate", key="E", decides=True)
        self.level = Button("", icon="minus", key="S", decides=True)
        self.found = Button(self.tr("用找到的轮廓"), icon="fit", key="O", decides=True)
        self.whole = Button(self.tr("用整张图片"), icon="grid", key="W", decides=True)
        self.light = Button("", icon="black", key="L", decides=True)
        hint = self.tr("按 1 到 4 选一个角，方向键移动 1 像素，按住 Shift 10 像素。Esc 放弃改动。")
        self._hint = Label(hint, Role.CAPTION, Tone.TEXT2, wrap=True)
        self.primary = Button("", Kind.PRIMARY, key="Enter")
        layout = column(self, (16, 14, 16, 14), 8)
        layout.addWidget(self._state)
        layout.addWidget(self._told)
        layout.addWidget(self._question)
        layout.addWidget(self.split)
        turns = QHBoxLayout()
        turns.setSpacing(6)
        turns.addWidget(self.left, 1)
        turns.addWidget(self.right, 1)
        layout.addLayout(turns)
        for button in (self.level, self.found, self.whole, self.light):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._hint)
        layout.addWidget(self.primary)

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
        told = [
            joined(say(one))
            for one in page.findings
            if one.code.startswith(_ABOUT) and one.code != _SEVERAL
        ]
        self._told.say("\n".join(told))
        self._told.setVisible(bool(told))
        count = acts.documents
        self._question.say(self.tr("图片里像是放了 {n} 份材料，要分成 {n} 页吗？").format(n=count))
        self.split.say(self.tr("分成 {n} 页").format(n=count))
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
            "clear": self.tr("清晰"),
            "borderline": self.tr("勉强可读"),
            "unreadable": self.tr("读不清"),
        }
        score = page.page.measures.get("legibility")
        verdict = words[page.page.clarity]
        if score is None:
            return verdict
        return self.tr("{word}　清晰度 {value}").format(word=verdict, value=f"{score:.2f}")
