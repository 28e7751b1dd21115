"""Tokens, fonts and icons keep what the design promises."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import zcdesk.ui
from tests.ui.conftest import until
from zcdesk.cases.case import Case
from zcdesk.resources import resource
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.cards.card import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import TABLE, Look, TypeRole
from zcdesk.ui.review.actions import ACTIONS, ToolPlace
from zcdesk.ui.review.tool_row import ToolRow


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_button_that_cannot_be_pressed_is_readable(qtbot: QtBot) -> None:
    button = Button("登记", ButtonKind.PRIMARY)
    qtbot.addWidget(button)
    button.setEnabled(False)
    ground = button.grab().toImage().pixelColor(button.width() // 2, 6).name()
    assert contrast(button._ink(), ground) >= 4.5


def test_high_contrast_fills_nothing_softly() -> None:
    table = TABLE[Look.CONTRAST]
    tones = "ok", "miss", "you", "none", "mute", "cant"
    assert {table.soft(name) for name in tones} == {table.bg}


def test_all_icons_are_drawn_alike() -> None:
    files = sorted(resource("icons").glob("*.svg"))
    assert len(files) > 40
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in text, path.name
        assert 'stroke-width="1.6"' in text, path.name
        assert "currentColor" in text, path.name
        assert not re.search(r"#[0-9a-fA-F]{3,6}", text), path.name


def test_every_icon_named_in_the_program_is_there(qapp: QApplication) -> None:
    named = set()
    for path in (resource("icons").parent.parent / "zcdesk" / "ui").rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z-]+)"', path.read_text(encoding="utf-8")))
        named |= set(re.findall(r'show_icon\("([a-z-]+)"\)', path.read_text(encoding="utf-8")))
    assert len(named) > 8
    for name in named:
        assert not icons.pixmap(name, "#1c2320").toImage().allGray() or name, name


def test_the_shipped_fonts_have_a_glyph_for_every_character_that_the_window_says(
    qapp: QApplication,
) -> None:
    # Not asked of the system's fonts: a computer may have no Chinese one.
    checkout = resource("icons").parent.parent
    texts = [*(checkout / "zcdesk").rglob("*.py"), *resource("notices").rglob("*.yaml")]
    said = "".join(path.read_text(encoding="utf-8") for path in texts)
    signs = "".join(
        path.read_text(encoding="utf-8") for path in (checkout / "zcdesk/ui").rglob("*.py")
    )
    spoken = set(re.findall(r"[\u4e00-\u9ffe]", said))
    spoken |= set(re.findall(r"[\u2000-\u2fff\u3001-\u9fff\uff00-\uffef]", signs))
    coverage = tomllib.loads(resource("fonts", "letters.toml").read_text(encoding="utf-8"))
    assert "".join(sorted(spoken - set(coverage["hei.otf"]))) == ""


def test_a_character_without_a_glyph_is_named_by_its_code(qapp: QApplication) -> None:
    # A code point of no letter: rare ones may have a glyph in a font of the computer.
    assert fonts.missing("张\U0003fff0") == ("U+3FFF0",)


@pytest.mark.slow
def test_the_look_changes_while_a_case_is_open_and_after_it_was_closed(
    qapp: QApplication, window: MainWindow, read_case: Case
) -> None:
    window.open_case(read_case)
    for look in (Look.DARK, Look.CONTRAST):
        theme().apply(qapp, look)
        assert window.grab().toImage().pixelColor(5, 5).name() == TABLE[look].surface
    window.show_start()
    theme().apply(qapp, Look.LIGHT)
    assert window.grab().toImage().pixelColor(5, 5).name() == TABLE[Look.LIGHT].surface


@pytest.mark.nightly
def test_every_sentence_of_the_window_has_its_english_with_the_same_blanks() -> None:
    home = resource("icons").parent.parent
    wanted = runpy.run_path(str(home / "tools" / "window_words.py"))
    english = wanted["known"]()
    for context, text in wanted["messages"]():
        assert (context, text) in english, text
        blanks = sorted(re.findall(r"{\w+}", text))
        for form in english[context, text].split(wanted["FORMS"]):  # for one, and for more
            assert blanks == sorted(re.findall(r"{\w+}", form)), text
            assert form.count("%n") == text.count("%n"), text


@pytest.mark.slow
def test_another_language_is_spoken_at_once(qapp: QApplication, window: MainWindow) -> None:
    preferences().forget()  # with a case that was open last, the button goes on with it
    window.start.refresh()
    preferences().set(language="en")
    assert window.start.primary.text() == "Choose files…"  # the shipped ones are over
    preferences().set(language="zh")
    assert window.start.primary.text() == "选择文件…"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_part_of_the_tools_shows_whole_words_or_none(qtbot: QtBot, language: str) -> None:
    preferences().set(language=language)
    for width in (628, 834, 1200):
        page: Any = QWidget()
        qtbot.addWidget(page)
        tools = ToolRow(Actions(page, ACTIONS, page))
        qtbot.addWidget(tools)
        tools.resize(width, tools.height())
        tools.show()
        qtbot.waitExposed(tools)
        worded = [one for one in tools.findChildren(Button) if one.width() > one.height() + 4]
        for place in ToolPlace:
            part = [tools.buttons[one.name] for one in ACTIONS if one.place == place]
            assert sum(one in worded for one in part) in (0, len(part)), (language, width)
        assert tools.buttons["fit"] in worded  # the zoom always says its per cent
        assert width < 834 or tools.buttons["draw"] in worded, (language, width)
        assert all(one.width() >= one.words_width() for one in worded), (language, width)


def test_a_chosen_answer_gets_the_room_of_its_stronger_letters(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fonts.metrics
    strong = {TypeRole.STRONG: TypeRole.HEAD}  # as with a typeface whose bold is much wider
    monkeypatch.setattr(fonts, "metrics", lambda role: own(strong.get(role, role)))
    area, answer = QWidget(), Button("要交什么 11", ButtonKind.GHOST, dense=True)
    answer.setCheckable(True)
    row = QHBoxLayout(area)
    row.addWidget(answer)
    row.addStretch(1)
    qtbot.addWidget(area)
    area.resize(600, 60)
    area.show()
    qtbot.waitExposed(area)
    QApplication.processEvents()  # what asked for a layout until now has one
    narrow = answer.width()
    answer.setChecked(True)
    until(lambda: answer.width() >= answer.words_width() > narrow)


WORDS = "材料要按顺序上传，每张图片都要正向、清晰；" * 12


class Painted(QObject):
    """Notes how high each card is whenever it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, Card):
            self.heights.append(watched.height())
        return False


def fill(page: ColumnPage, count: int) -> None:
    layout = page.fresh_column()
    for _ in range(count):
        card = Card()
        column(card, (9, 9, 9, 9), 4).addWidget(Label(WORDS, TypeRole.BODY, wrap=True))
        layout.addWidget(card)
    layout.addStretch(1)


@pytest.mark.parametrize("count", [2, 30])
def test_a_column_filled_anew_is_not_squashed(qtbot: QtBot, qapp: QApplication, count: int) -> None:
    page, painted = ColumnPage(TopBar("最后检查", back="返回")), Painted()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    qapp.installEventFilter(painted)
    fill(page, count)
    for _ in range(10):  # rounds of events: a picture may be due in each
        page.update()
        qapp.processEvents()
    qapp.removeEventFilter(painted)
    assert painted.heights
    assert len(set(painted.heights)) == 1
    assert painted.heights[0] > 60


MAY_GIVE_WAY = {
    "app/settings_page.py": 1,  # a folder; the whole path is in the tooltip
    "batch/setup.py": 3,  # three files and folders that were chosen
    "words/finding_row.py": 1,  # what a fault is about; the tooltip and its place tell all
    "finish/upload_strip.py": 1,  # a text whose button copies all of it
    "kit/top_bar.py": 1,  # the title of the notice beside that of the page
    "lessons/strip.py": 1,  # the title of the notice beside the word 练习
    "review/decisions.py": 1,  # slot and file name below the number of the page
    "app/case_file_page.py": 1,  # name of the case; the line below tells where it is
    "case/refused_strip.py": 1,  # name of a file that was refused; the tooltip tells all
    "start/recent_card.py": 2,  # name and place of a recent case
}
"""How many labels of a module may be shortened, and what stands on them."""

PAINTED = {
    "batch/shared_list.py",  # file and likely owner; what is chosen from is whole beside it
    "batch/rows.py",  # cells; the line below tells all of the person in hand
    "case/tile_painter.py",  # file names below thumbs; the tooltip tells all
    "frame/slot_picker.py",  # titles of slots in a list that is as wide as the window lets it
    "case/section_list.py",  # titles of sections; the state is never shortened
    "wall/gallery_list.py",  # the count beside a crop
    "kit/buttons.py",  # the filled button on the narrowest panel
    "look/rows.py", "look/table.py",  # cells and heads of all tables; a cell's tooltip tells all
    "look/fonts.py", "look/text.py",  # where it is done
    "wall/tiles.py",  # name and slot below a cut-out; the tooltip tells all, the state is whole
    "review/page_strip.py",  # slots and counts of pages; the panel at the right tells all
}  # fmt: skip
"""Modules that paint words and may shorten them."""


def sources() -> dict[str, str]:
    home = Path(zcdesk.ui.__file__).parent
    return {
        path.relative_to(home).as_posix(): path.read_text("utf-8") for path in home.rglob("*.py")
    }


def test_no_label_gives_way_but_those_that_only_name_something() -> None:
    counted = {
        name: len(re.findall(r"[ (]ElidedLabel\(", text)) for name, text in sources().items()
    }
    del counted["look/text.py"]  # where it is made
    assert {name: count for name, count in counted.items() if count} == MAY_GIVE_WAY


def test_no_module_paints_shortened_words_but_those_that_are_listed() -> None:
    shortening = {
        name
        for name, text in sources().items()
        if "elidedText(" in text or "TextElideMode.ElideMiddle" in text
        or "TextElideMode.ElideRight" in text
    }  # fmt: skip
    assert shortening == PAINTED
