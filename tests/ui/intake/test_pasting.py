"""Ctrl+V takes what can be taken where it is pressed, and says why of everything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import entered
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.keys.router import At

CHAT = '<img src="file:///C:/Users/w/Temp/1.png">'


def copied(
    words: str = "", image: QImage | None = None, html: str = "", raw: bytes = b"",
    files: tuple[Path, ...] = (),
) -> QMimeData:  # fmt: skip
    """Return what another program puts into the clipboard."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    for kind, content in (("text/plain", words), ("text/html", html), ("image/png", raw)):
        if content:
            data.setData(kind, content if isinstance(content, bytes) else content.encode())
    if image is not None:
        data.setImageData(image)
    return data


def pictures(hue: int) -> dict[str, QMimeData]:
    """Return pictures as a screenshot, a chat and a browser copy them; each hue is another."""
    image = QImage(600, 400, QImage.Format.Format_ARGB32)
    image.fill(QColor.fromHsv(hue, 90, 220))
    clear, buffer = image.copy(), QBuffer()
    clear.fill(QColor.fromHsv(hue, 250, 200, 90))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, b"PNG").write(image.scaled(400, 500))
    grey = image.scaled(300, 300 + hue).convertToFormat(QImage.Format.Format_Grayscale8)
    raw = bytes(buffer.data().data())
    chat = copied(html=CHAT, image=image.scaled(200, 300))
    whole = {"plain": image, "clear": clear, "grey": grey}
    alone = {name: copied(image=picture) for name, picture in whole.items()}
    return alone | {"chat": chat, "raw": copied(raw=raw)}


def wordless() -> dict[str, QMimeData]:
    """Return what holds neither words nor a picture."""
    link = copied(html='<img src="https://chsi.example/1.png">')
    return {"empty": QMimeData(), "null": copied(image=QImage()), "link": link}


def paste(on: QWidget, data: QMimeData) -> None:
    """Copy something elsewhere, and press Ctrl+V."""
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(on, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(autouse=True)
def _nothing_stays_copied() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def stored(window: MainWindow, qtbot: QtBot, sorted_case: Case, tmp_path: Path) -> Room:
    """The room of a case that is kept in a file."""
    room = entered(qtbot, window, laid_down(tmp_path / "申报.zcase", sorted_case))
    room.session.stop_reading()
    return room


def test_pictures_and_files_become_pages_of_a_case(
    qtbot: QtBot, stored: Room, tmp_path: Path
) -> None:
    acts, session, toast = stored.workspace.acts, stored.session, stored.toast
    for hue, key in enumerate((UNSORTED, session.notice.sections[0].id)):
        stored.workspace.show_key(key)
        file = tmp_path / f"新 {hue}.jpg"
        assert QImage(700 + hue, 500, QImage.Format.Format_Mono).save(str(file))
        for name, data in {**pictures(hue), "files": copied(files=(file,))}.items():
            before = len(session.case.pages)
            paste(stored.workspace, data)
            qtbot.waitUntil(lambda: not acts.busy)
            assert len(session.case.pages) == before + 1, name
        for name, data in {**wordless(), "words": copied("请补交")}.items():
            toast.hide()
            paste(stored.workspace, data)
            assert toast.isVisible(), name
            assert "没有复制到文件或图片" in toast.accessibleName(), name


def test_words_and_files_are_a_notice_and_all_else_is_said(
    window: MainWindow, tmp_path: Path
) -> None:
    start, taken = window.start, list[object]()
    for signal in (start.notice_pasted, start.notice_dropped):
        signal.disconnect()
        signal.connect(taken.append)
    for name, data in {**pictures(0), **wordless()}.items():
        start._told.say("")
        paste(start, data)
        assert "没有复制到文字" in start._told.text(), name
    paste(start, copied("通知", html="<b>通知</b>"))
    paste(start, copied(files=(tmp_path / "通知.pdf",)))
    assert taken == ["通知", (tmp_path / "通知.pdf",)]
    window.router.go(At("notice"))
    intake = window.notices.intake
    for name, data in {**pictures(0), **wordless()}.items():
        intake.say_idle("")
        paste(intake.words, data)
        assert "没有复制到文字" in intake._said.text(), name


def test_a_return_takes_words_alone(stored: Room, tmp_path: Path) -> None:
    stored.router.go(At("after"))
    after = stored.after
    for name, data in {**pictures(0), **wordless(), "files": copied(files=(tmp_path,))}.items():
        for on in (after, after.form.words):
            after.form.refused.say("")
            paste(on, data)
            assert after.form.words.toPlainText() == "", name
            assert "没有复制到文字" in after.form.refused.accessibleName(), name
    after.form.words.clear()
    paste(after.form.words, copied("承诺书缺失", html="<p>承诺书缺失</p>"))
    assert after.form.words.toPlainText() == "承诺书缺失"
