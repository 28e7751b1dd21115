"""Who applies: every spelling of name and employer, before anything is covered."""

from __future__ import annotations

from functools import partial
from itertools import chain, filterfalse, pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from zcdesk.applicant import Applicant
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.spellings import LEAST_LETTERS, MIDDLE_DOTS, folded
from zcdesk.names.typed_words import TakenWords, TypedWord, take_words
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind, WordList, field
from zcdesk.ui.kit.column_page import ESCAPE, WindowPage, in_the_middle, scroll_area
from zcdesk.ui.kit.drop_area import DropArea
from zcdesk.ui.kit.fields.script_words import ScriptWords
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    SPRING,
    TEXT_COLUMN,
    Label,
    Panel,
    Remark,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    filled,
    fonts,
    rule,
)
from zcdesk.ui.start.unread_letters import UnreadLetters
from zcdesk.ui.words.sentences import listed, worded


class IdentityPage(WindowPage):
    """Asks for the words to look for, and for the scans.

    Signals:
        begun: The applicant and the scans of a new case.
    """

    begun = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._fresh = True
        self._id_number = ""
        self._known = Applicant("", "")
        self.asked = object()
        self._warned = False
        self.name = field(self.tr("姓名"), self.tr("如：艾克然·苏莱曼"))
        self.aliases = WordList(
            self.tr("姓名的别的写法"),
            "",  # by the name: refresh
            self.tr("再加一个写法"),
        )
        self.employer = field(self.tr("工作单位"), self.tr("公章上的全称"))
        self.short_names = WordList(
            self.tr("单位的简称或别的写法"), self.tr("如：云岭装备"), self.tr("再加一个简称")
        )
        self.former = WordList(
            self.tr("曾任单位"), self.tr("以前的单位全称"), self.tr("加一个曾任单位")
        )
        elsewhere = self.tr("这里只写阿拉伯字母；汉字、拼音的写法请写在下面“别的写法”“简称”里。")
        self.script_names = ScriptWords(
            self.tr("维吾尔文姓名"),
            self.tr("维吾尔文姓名（证件上的写法）"),
            self.tr("再加一个写法"),
            elsewhere,
        )
        self.script_employers = ScriptWords(
            self.tr("维吾尔文单位名称"),
            self.tr("维吾尔文单位名称（公章、红头上的写法）"),
            self.tr("再加一个写法"),
            elsewhere,
        )
        self.scans = DropArea()
        self._told = Label("", TypeRole.CAPTION, Tone.MISS)
        self._glyphs = Remark("", Tone.YOU, visible=False)
        self.unread = UnreadLetters()
        self.intake = Remark("", Tone.YOU, visible=False)
        self.primary = Button("", ButtonKind.PRIMARY, key="Enter", do=self._press)
        self._bar = TopBar(self.tr("姓名与单位"), back=self.tr("返回"))
        self._bar.back.clicked.connect(self.leave)
        self._scroll = scroll_area()
        self._build()
        for words in self._lists:
            words.changed.connect(self.refresh)
            words.grown.connect(self._set_tab_order)
        for script in (self.script_names, self.script_employers):
            script.keys_shown.connect(self._scroll.ensureWidgetVisible)
        for line in (self.name, self.employer):
            line.textChanged.connect(self.refresh)
            line.editingFinished.connect(partial(self._look_again, line))
        self.scans.changed.connect(self.refresh)

    def ask(self, notice: Notice, paths: tuple[Path, ...] = ()) -> None:
        """Ask for a new case."""
        self.asked = object()
        self._fill(Applicant("", ""), notice, fresh=True)
        self.scans.paths, self.scans.handed_on = (), None
        self.scans.take(paths)

    def change(self, notice: Notice, applicant: Applicant) -> None:
        """Show the words of an open case, to be changed."""
        self._fill(applicant, notice, fresh=False)

    @property
    def applicant(self) -> Applicant:
        """The words that are looked for by what is typed now."""
        return self._taken.applicant

    @property
    def applicant_typed(self) -> Applicant | None:
        """The same, or None while something is missing."""
        return None if self._missing() else self.applicant

    @property
    def _taken(self) -> TakenWords:
        return take_words(self._typed)

    @property
    def _typed(self) -> Applicant:
        return Applicant(
            self.name.text().strip(),
            self.employer.text().strip(),
            _kept_order(self._known.aliases, self.script_names.words, self.aliases.words),
            _kept_order(
                self._known.employer_aliases, self.script_employers.words, self.short_names.words
            ),
            self.former.words,
            self._id_number,
        )

    def _fill(self, applicant: Applicant, notice: Notice, *, fresh: bool) -> None:
        self._fresh, self._id_number = fresh, applicant.id_number
        self._bar.subtitle.say(notice.short_title)
        self.name.setText(applicant.name)
        self.employer.setText(applicant.employer)
        self._known = applicant
        names, script_names = _by_script(applicant.aliases)
        employers, script_employers = _by_script(applicant.employer_aliases)
        self.aliases.show_words(names or ("",))
        self.script_names.show_words(script_names)
        self.short_names.show_words(employers or ("",))
        self.script_employers.show_words(script_employers)
        self.former.show_words(applicant.former_employers)
        self._scans_part.setVisible(fresh)
        self._show_further(False)
        self._set_tab_order()
        self.refresh()
        self._known = self.applicant
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _lists(self) -> tuple[WordList, ...]:
        """The lists of further words, from above."""
        return (
            self.script_names, self.script_employers, self.aliases, self.short_names, self.former
        )  # fmt: skip

    def _set_tab_order(self) -> None:
        """Let Tab go from above to below, through lines that were added later, too."""
        words = [stop for word_list in self._lists for stop in word_list.stops]
        stops = (self.name, self.employer, *self.scans.stops, *words, self.primary)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _build(self) -> None:
        inner = QWidget(maximumWidth=TEXT_COLUMN)
        layout = column(inner, (0, 32, 0, 24), 6, Label(self.tr("您的姓名和单位"), TypeRole.HEAD))
        self._question(layout, self.tr("姓名"), self.name)
        fill(layout, self._glyphs, self.unread)
        self._question(layout, self.tr("工作单位"), self.employer)
        self._further = QWidget()
        self.fold = Button(
            "",
            ButtonKind.LINK,
            icon="right",
            do=lambda: self._show_further(self._further.isHidden()),
        )
        fill(layout, self.intake, 8, (self.fold, 0, Qt.AlignmentFlag.AlignLeft))
        further = column(self._further, FLUSH, 6)
        titles = (
            self.tr("维吾尔文（或哈萨克文）姓名"),
            self.tr("维吾尔文（或哈萨克文）单位名称"),
            self.tr("姓名还有别的写法吗"),
            self.tr("单位的简称"),
            self.tr("曾任单位"),
        )
        for title, words in zip(titles, self._lists, strict=True):
            self._question(further, title, words)
        layout.addWidget(self._further)
        self._scans_part = QWidget()
        part = column(self._scans_part, FLUSH, 6)
        self._question(part, self.tr("扫描件（可以以后再放）"), self.scans)
        fill(layout, self._scans_part, SPRING)
        self._scroll.setWidget(in_the_middle(inner))
        footer = filled(
            Panel(), beside(SPRING, self._told, 12, self.primary, margins=(EDGE, 9, EDGE, 9))
        )
        column(self, FLUSH, 0, self._bar, (self._scroll, 1), rule(), footer)
        Actions(self, (ESCAPE,), self, WINDOW)

    def escape(self) -> None:
        """Go back; where words were typed, only when Esc is pressed again."""
        if self.applicant == self._known or self._warned:
            self.leave()
            return
        self._warned = True
        self._told.say(self.tr("写了还没有用上；再按一次 Esc 不要这些改动"))

    def _question(self, layout: QVBoxLayout, title: str, answer: QWidget) -> None:
        fill(layout, 14, Label(title, TypeRole.STRONG), answer)

    def _show_further(self, shown: bool) -> None:
        """Open or close the fold with all other spellings; it says how many there are."""
        self._further.setVisible(shown)
        count = sum(len(word_list.words) for word_list in self._lists)
        words = self.tr("别的写法、简称、曾任单位")
        self.fold.say(f"{words} {count or ''}".strip(), icon="down" if shown else "right")

    def _look_again(self, line: QLineEdit) -> None:
        """Mark a line that was left with too little in it, never one that was not touched."""
        _mark_wrong(line, 0 < len(line.text().strip()) < LEAST_LETTERS)

    def _missing(self) -> tuple[str, QLineEdit] | None:
        """Return what is still open, and where."""
        if not self.name.text().strip():
            return self.tr("先写姓名"), self.name
        # A single letter is on every page and could never be looked for.
        if len(folded(self.name.text())) < LEAST_LETTERS:
            return self.tr("姓名至少两个字"), self.name
        if not self.employer.text().strip():
            return self.tr("再写工作单位"), self.employer
        if len(folded(self.employer.text())) < LEAST_LETTERS:
            return self.tr("工作单位至少两个字"), self.employer
        for refused in self._taken.refused:
            return self.tr("先改好写的字"), self._line_of(refused)
        wrong = self.script_names.wrong or self.script_employers.wrong
        if wrong is not None:
            return self.tr("维吾尔文一栏只写阿拉伯字母"), wrong
        return None

    def _line_of(self, word: TypedWord) -> QLineEdit:
        """Return the line in which a word was typed."""
        lists = {
            "aliases": self.aliases,
            "employer_aliases": self.short_names,
            "former_employers": self.former,
        }
        if word.field not in lists:
            return self.employer if word.field == "employer" else self.name
        lines = [line for line in lists[word.field].stops if isinstance(line, QLineEdit)]
        return next((line for line in lines if line.text().strip() == word.typed), lines[0])

    def _tell_taken(self) -> None:
        """Say what is looked for in place of what was typed, or why it is no word."""
        taken, said = self._taken, []
        for word in (*taken.refused, *taken.cut):
            name = worded(f"word.field.{word.field}").message
            if word.taken.refusal:
                why = worded(word.taken.refusal, shown=word.taken.shown).message
                said.append(worded("word.refused", field=name, why=why).message)
            else:
                forms = listed(f"“{form}”" for form in word.taken.texts)
                said.append(worded("word.taken", field=name, words=forms).message)
        self.intake.say("\n".join(said))
        self.intake.setVisible(bool(said))

    def refresh(self) -> None:
        """Ask for the start, or for what is missing; a case that could not be made begins anew."""
        missing = self._missing()
        done = self.tr("开始") if self._fresh else self.tr("用这些字重新找一遍")
        self.primary.say(missing[0] if missing else done)
        self._told.say("")
        self._warned = False
        dotted = {*MIDDLE_DOTS} & {*self.applicant.name}
        self.aliases.ask(
            self.tr("证件上的拉丁字母写法，如 Aynur Tursun")
            if dotted
            else self.tr("另一种译法或曾用名")
        )
        if dotted:  # its other scripts are near
            self._show_further(True)
        for line in self.findChildren(QLineEdit):
            _mark_wrong(line, False)
        self._tell_taken()
        self.unread.look_at(self.applicant)
        unknown = fonts.missing(self.name.text() + self.employer.text())
        words = self.tr("屏幕字体里没有 {codes}，显示会是空白；记下的字没有变，照样查找。")
        self._glyphs.say(words.format(codes=listed(unknown)))
        self._glyphs.setVisible(bool(unknown))

    def focus(self) -> None:
        """Give the keyboard to the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Take what was typed before the page is left, where it can be used and is another."""
        if self._missing() is None and self.applicant != self._known:
            self.begun.emit(self.applicant, ())

    def _press(self) -> None:
        missing = self._missing()
        if missing is None:
            self.begun.emit(self.applicant, self.scans.paths)
            if self._fresh and self.scans.paths:
                count = len(self.scans.paths)
                self.primary.say(self.tr("正在收下 %n 个文件…", None, count))
            return
        words, place = missing
        if self._further.isAncestorOf(place):
            self._show_further(True)
        self._told.say(words)
        _mark_wrong(place, True)
        place.setFocus()


def _by_script(spellings: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the spellings in other letters, and those in the Arabic script."""
    script = tuple(filter(is_typed_in_arabic, spellings))
    return tuple(filterfalse(is_typed_in_arabic, spellings)), script


def _kept_order(known: tuple[str, ...], *lists: tuple[str, ...]) -> tuple[str, ...]:
    """Return all spellings once, those that were known in their order first."""
    typed = dict.fromkeys(chain(*lists))
    return tuple(dict.fromkeys([*filter(typed.__contains__, known), *typed]))


def _mark_wrong(line: QLineEdit, wrong: bool) -> None:
    if bool(line.property("wrong")) != wrong:
        line.setProperty("wrong", wrong)
        line.style().unpolish(line)
        line.style().polish(line)
