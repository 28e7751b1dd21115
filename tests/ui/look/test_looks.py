"""Tokens, fonts and icons keep what the design promises."""

from __future__ import annotations

import re
import runpy
import tomllib
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from zcdesk.cases.case import Case
from zcdesk.resources import resource
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit.buttons import Button, ButtonKind
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import fonts, icons
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import TABLE, Look, Tokens, TypeRole
from zcdesk.ui.review.actions import ACTIONS, ToolPlace
from zcdesk.ui.review.tool_row import ToolRow

TEXT_ON = ("text", "text2", "text3", "accent")
STATES = ("ok", "miss", "you", "none", "mute", "cant")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("table", TABLE.values(), ids=[str(look) for look in TABLE])
def test_every_text_colour_is_readable_on_its_ground(table: Tokens) -> None:
    for name in TEXT_ON:
        for ground in (table.bg, table.surface, table.sunken):
            assert contrast(table.colour(name), ground) >= 4.5, (name, ground)
    for name in STATES:
        assert contrast(table.colour(name), table.soft(name)) >= 4.5, name
    assert contrast(table.on_accent, table.accent) >= 4.5
    assert contrast(table.field, table.bg) >= 3.0


def test_a_button_that_cannot_be_pressed_is_readable(qtbot: QtBot) -> None:
    button = Button("登记", ButtonKind.PRIMARY)
    qtbot.addWidget(button)
    button.setEnabled(False)
    ground = button.grab().toImage().pixelColor(button.width() // 2, 6).name()
    assert contrast(button._ink(), ground) >= 4.5


def test_high_contrast_fills_nothing_softly() -> None:
    table = TABLE[Look.CONTRAST]
    assert {table.soft(name) for name in STATES} == {table.bg}


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


@pytest.mark.slow
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
    preferences().set(language="zh")


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
    qtbot.waitUntil(lambda: answer.width() >= answer.words_width() > narrow)
