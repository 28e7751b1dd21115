"""The page of a whole case file: its password, its health, and what is printed on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QLineEdit

from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.kit import Button, ButtonKind, Slot, field
from zcdesk.ui.kit.cards.titled_card import titled_card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    SPRING,
    ElidedLabel,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    tip,
)


class FulfilsWishes(Protocol):
    """What the page asks for; the room does it."""

    def choose(self) -> None:
        """Let another case be chosen."""

    def change_password(self, old: str, new: str | None) -> None:
        """Give the case another password, None for none."""

    def check(self, password: str) -> None:
        """Read the whole file and tell what is damaged."""

    def ask_rescue(self) -> None:
        """Ask where what can still be read is saved as a new case."""

    def ask_rescue_with_journal(self) -> None:
        """Ask where to save a copy of the case with its newest journal applied."""

    def open_rescued(self) -> None:
        """Open the case that was rescued."""

    def ask_paper(self) -> None:
        """Ask where the papers go."""

    def end_soon(self) -> None:
        """Let what is under way end after its present step."""


class CaseFilePage(ColumnPage):
    """Says wishes; the room fulfils them."""

    beside = True

    def __init__(self, room: FulfilsWishes) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self._room = room
        self.name = ElidedLabel("", TypeRole.STRONG)
        self.choice = _act(self.tr("选一份案卷…"), room.choose)
        self.state = Label(wrap=True)
        self.old = _secret(self.tr("现在的密码"))
        self.new = _secret(self.tr("新密码"))
        self.again = _secret(self.tr("再写一次新密码"))
        self.set = _act(self.tr("设密码"), self._set)
        for line in (self.old, self.new, self.again):
            enter_presses(line, self.set)
        self.remove = _act(self.tr("去掉密码"), self._remove)
        self.check = _act(self.tr("检查这份案卷"), self._check)
        self.rescue = _act(self.tr("把能读出的另存为新案卷…"), room.ask_rescue)
        self.rescue_with = _act(self.tr("连旁边的日志一起另存…"), room.ask_rescue_with_journal)
        self.rescued = _act(self.tr("打开救回的案卷"), room.open_rescued)
        self.paper = _act(self.tr("做成一个 PDF…"), room.ask_paper)
        self.stop = _act(self.tr("停下"), room.end_soon)
        self.of_password, self.of_check, self.of_paper = (Explanation() for _ in range(3))
        fill(
            self.buttons,
            SPRING,
            Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave),
        )
        self._build()

    def show_case(self, path: Path | None, *, encrypted: bool, is_open: bool) -> None:
        """Show which case it is about; what was typed and told before is gone."""
        self.name.say(path.name if path else self.tr("没有打开的案卷"))
        self.name.setToolTip(tip(str(path or "")))
        self.choice.setVisible(not is_open)
        words = self.tr("这份案卷没有密码。")
        if encrypted:
            words = self.tr("这份案卷设有密码。")
        self.state.say(words if path else self.tr("先选一份案卷。"))
        self.old.setVisible(encrypted)
        for line in (self.old, self.new, self.again):
            line.clear()
        self.set.say(self.tr("改密码") if encrypted else self.tr("设密码"))
        self.remove.setVisible(encrypted)
        for button in (self.set, self.check, self.new, self.again):
            button.setEnabled(path is not None)
        self.paper.setEnabled(is_open)
        self.rescue.hide()
        self.rescue_with.hide()
        self.rescued.hide()
        for label in (self.of_password, self.of_check):
            label.say("")
        self.of_paper.say("" if is_open else self.tr("先打开这份案卷。"))

    def show_busy(self, busy: bool, *, may_stop: bool = False) -> None:
        """Take no wish while one is being fulfilled; ``may_stop`` for what can be stopped."""
        rescues = (self.rescue, self.rescue_with)
        for button in (self.choice, self.set, self.remove, self.check, *rescues, self.paper):
            button.setEnabled(not busy)
        self.stop.setVisible(busy and may_stop)

    def _build(self) -> None:
        secret = self.tr("密码忘了谁也打不开，程序里没有后门。改完案卷会重新打开。")
        mending = self.tr(
            "把整个文件读一遍。有损坏时，把备份和还能读出的存成一份新案卷，原来的不动。"
        )
        paper = self.tr(
            "封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF。复印件没有遮盖。"
        )
        self.show_parts(
            Label(self.tr("案卷文件"), TypeRole.HEAD),
            beside((self.name, 1), self.choice),
            titled_card(
                self.tr("密码"),
                self.state,
                self.old,
                self.new,
                self.again,
                Remark(secret),
                beside(self.set, self.remove, (self.of_password, 1), gap=8),
                topic="privacy-password",
            ),
            titled_card(
                self.tr("检查和修复"),
                Label(mending, wrap=True),
                beside(self.check, self.rescue, self.rescue_with, self.rescued, gap=8),
                self.of_check,
                topic="repairing",
            ),
            titled_card(
                self.tr("纸质材料"),
                Label(paper, wrap=True),
                beside(self.paper, self.stop, (self.of_paper, 1), gap=8),
                topic="binder",
            ),
        )
        self.stop.hide()

    def _set(self) -> None:
        new, again = self.new.text(), self.again.text()
        if not new:
            self.of_password.say(self.tr("先写新密码。"), Tone.MISS)
            self.new.setFocus()
        elif new != again:
            self.of_password.say(self.tr("两次写的不一样，没有改动。"), Tone.MISS)
            self.again.setFocus()
        elif self._has_old(self.of_password):
            self._room.change_password(self.old.text(), new)

    def _remove(self) -> None:
        if self._has_old(self.of_password):
            self._room.change_password(self.old.text(), None)

    def _check(self) -> None:
        if self._has_old(self.of_check):
            self._room.check(self.old.text())

    def _has_old(self, answer: Label) -> bool:
        """Tell whether the password that the file needs is written; if not, lead to its line."""
        if self.old.isHidden() or self.old.text():
            return True
        answer.say(self.tr("先在上面的“现在的密码”里写密码。"), Tone.MISS)
        self.old.setFocus()
        return False


def _act(words: str, do: Slot) -> Button:
    return Button(words, decides=True, do=do)


def _secret(name: str) -> QLineEdit:
    return field(name, name, echoMode=QLineEdit.EchoMode.Password)
