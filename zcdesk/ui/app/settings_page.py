"""The settings: one page, no tabs; everything takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, CheckBox, Slot, ask_folder, preferences
from zcdesk.ui.kit.cards.titled_card import titled_card
from zcdesk.ui.kit.column_page import ESCAPE, ColumnPage
from zcdesk.ui.kit.settings import (
    GROUPS,
    PRIVACY,
    FolderChoice,
    OneOf,
    SettingRow,
    Tick,
    rows_of,
)
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    FLUSH,
    ElidedLabel,
    Label,
    Part,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    filled,
    rule,
)


class SettingsPage(ColumnPage):
    """A line for each row of the settings, by its kind; below them acts and other pages."""

    beside = True

    def __init__(self) -> None:
        super().__init__(TopBar("zcdesk", back=self.tr("返回")))
        self._showing: list[Callable[[], object]] = []
        self.said = Remark()
        self._kept: bool | None = None  # as it was told last
        fill(
            self.buttons,
            (self.said, 1),
            Button(self.tr("好了"), ButtonKind.PRIMARY, key=ESCAPE.key, do=self.leave),
        )
        self.file = self._way(self.tr("案卷文件…"), "case-file")
        self.computer = self._way(self.tr("检查这台电脑"), "computer")
        self.about = self._way(self.tr("关于"), "about")
        self._build()
        preferences().changed.connect(self.refresh)
        preferences().tried.connect(self._say)
        self._say()
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are."""
        for show in self._showing:
            show()

    def _say(self) -> None:
        """Say that all takes effect at once, and when it could not be written."""
        if self._kept == preferences().kept:
            return  # what an act has said since stays
        self._kept = preferences().kept
        lost = self.tr("每一项都立即生效；但没能写进磁盘（可能满了），关闭程序后又是原来的设置。")
        words = {True: (self.tr("每一项都立即生效"), Tone.TEXT2), False: (lost, Tone.MISS)}
        self.said.say(*words[self._kept])

    def _build(self) -> None:
        forgets = self.tr("清空上次打开的列表；案卷文件不动")
        drops = self.tr("删掉打开的案卷里识别出的文字、缩略图和做好的图片")
        cache_note = self.tr("需要时会重新识别")
        local = self.tr("程序不联网，什么也不收集，一切只在这台电脑上")
        acts: dict[object, tuple[Part, ...]] = {
            PRIVACY: (
                _line(forgets, self._now(self._forget)),
                _line(drops, self._now(partial(go, self, At("drop-cache")))),
                Remark(cache_note),
                Remark(local),
            )
        }
        self.show_parts(
            Label(self.tr("设置"), TypeRole.HEAD),
            *(
                titled_card(
                    _said(group.title),
                    *ruled([self._row(name, row) for name, row in rows_of(group)]),
                    *acts.get(group, ()),
                    topic=group.topic,
                )
                for group in GROUPS
            ),
            titled_card(
                self.tr("案卷文件"),
                _line(self.tr("案卷的密码、检查和修复、纸质材料"), self.file),
                topic="case-file",
            ),
            titled_card(
                self.tr("这台电脑"),
                _line(
                    self.tr("看看缺什么，试着遮盖一页样例；遇到意外时从这里导出诊断信息"),
                    self.computer,
                ),
                _line(self.tr("版本、许可、到哪里问、这一版有什么新的"), self.about),
                topic="computer",
            ),
        )

    def _row(self, name: str, row: SettingRow) -> Part:
        """Return the line of a setting; it shows what holds whenever anything is set."""
        if name in preferences().office.locked:
            words = self.tr("{setting}：单位统一设好了，这里不能改")
            return Remark(words.format(setting=_said(row.words)))
        match row:
            case Tick():
                return self._tick(name, row)
            case OneOf():
                return self._choice(name, row)
            case FolderChoice():
                return self._folder(name, row)
        raise TypeError(f"no line for {row}")

    def _tick(self, name: str, row: Tick) -> CheckBox:
        box = CheckBox(_said(row.words), toggled=lambda on: preferences().set(**{name: on}))
        self._showing.append(lambda: box.setChecked(getattr(preferences().settings, name)))
        return box

    def _choice(self, name: str, row: OneOf) -> QHBoxLayout:
        title, group = _said(row.words), beside(gap=6, margins=FLUSH)
        for option in row.options:
            set_value = partial(preferences().set, **{name: option.value})
            button = Button(_said(option.words), do=set_value, checkable=True, autoExclusive=True)
            button.setAccessibleName(f"{title}，{button.text()}")
            group.addWidget(button)
            self._showing.append(partial(_check, button, name, option.value))
        return beside((Label(title), 1), filled(QWidget(), group), gap=6)

    def _folder(self, name: str, row: FolderChoice) -> QHBoxLayout:
        shown = ElidedLabel("", TypeRole.STRONG)
        change = Button(self.tr("换一个…"), icon="folder", do=partial(self._choose, name))
        change.setAccessibleName(f"{_said(row.words)}，{change.text()}")
        self._showing.append(lambda: shown.say(str(getattr(preferences(), name))))
        return beside(Label(_said(row.words)), (shown, 1), change, gap=12)

    def _way(self, words: str, to: str) -> Button:
        """Return a button that leads to another page."""
        return Button(words, do=partial(go, self, At(to)))

    def _now(self, act: Slot) -> Button:
        return Button(self.tr("现在做"), decides=True, do=act)

    def _forget(self) -> None:
        preferences().forget()
        if preferences().kept:
            self.said.say(self.tr("上次打开的列表已清空"), Tone.OK)

    def _choose(self, name: str) -> None:
        folder = str(getattr(preferences(), name))

        def keep(chosen: Path) -> None:
            preferences().set(**{name: str(chosen)})

        ask_folder(self, self.tr("选一个文件夹"), keep, folder)


def ruled(lines: list[Part]) -> list[Part]:
    """Return lines with a hairline between each two."""
    return [part for line in lines for part in (rule(), line)][1:]


def _said(words: str) -> str:
    """Return the words of a row in the language of the window."""
    return QCoreApplication.translate("settings", words)


def _check(button: Button, name: str, value: object) -> None:
    button.setChecked(getattr(preferences().settings, name) == value)


def _line(words: str, button: Button) -> QHBoxLayout:
    """Return ``button`` behind the words that say what it does."""
    button.setAccessibleName(f"{words}，{button.text()}")
    return beside((Label(words, wrap=True), 1), button)
