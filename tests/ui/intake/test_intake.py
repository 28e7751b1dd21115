"""What is being taken in is seen at once, counts on, and says lastingly what was left out."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.settings_kept import settings_written
from tests.ui.conftest import NOTICE, SLOT, come, drop, entered, opened, there, until
from tests.ui.drawn import APPLICANT
from tests.workflow.case.test_importing import locked
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import change_password
from zcdesk.disk.own_folder import settings_file
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.frame.notice_files import ask_for_notice
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.help.sheet import HelpSheet
from zcdesk.ui.intake import taking_in
from zcdesk.ui.intake.intake_card import Intake, IntakeCard
from zcdesk.ui.intake.watch_card import WatchCard
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import ask_folder
from zcdesk.ui.kit.drop_area import DropArea, ask_for_scans
from zcdesk.ui.kit.preferences import documents
from zcdesk.ui.look.text import Label
from zcdesk.ui.session import folder_watch


def words_on(card: IntakeCard) -> str:
    return "\n".join(label.accessibleName() for label in card.findChildren(Label))


def copies(scans: Path, folder: Path, count: int) -> list[Path]:
    """Return files, two of them with the same content as the first."""
    folder.mkdir()
    sources = sorted(scans.glob("*.jpg"))[:4]
    found = [folder / f"扫描{n:04d}.jpg" for n in range(1, count + 1)]
    for place, path in enumerate(found):
        shutil.copyfile(sources[place % len(sources)] if place < 4 else sources[0], path)
    return found


def made(window: MainWindow, tmp_path: Path, paths: list[Path]) -> Room:
    """Begin a case with these files from the page with name and employer; nothing is waited for."""
    window.new_case(NOTICE)
    window.identity.name.setText(APPLICANT.name)
    window.identity.employer.setText(APPLICANT.employer)
    window.identity.scans.take(tuple(paths))
    window.identity.primary.click()
    assert f"正在收下 {len(paths)} 个文件" in window.identity.primary.text()
    return come(lambda: window.room)


@pytest.mark.nightly
def test_names_and_count_stand_there_first(window: MainWindow, scans: Path, tmp_path: Path) -> None:
    paths = copies(scans, tmp_path / "扫描", 6)
    room = made(window, tmp_path, paths)
    card = room.workspace.intake
    # No event was handled since the room stands: what is seen was there at once.
    assert card.isVisible()
    assert re.search("正在收下 [01] / 6", words_on(card))  # a quick computer is at the first
    assert "扫描0001.jpg" in words_on(card)
    counted: list[str] = []
    room.workspace.acts.taking.connect(lambda _one: counted.append(words_on(card)))
    until(lambda: not room.workspace.acts.busy)
    for done in range(1, 7):
        assert any(f"正在收下 {done} / 6" in words for words in counted), done
    assert len(room.session.case.pages) == 4
    told = words_on(card)
    assert told.count("内容相同") == 1
    assert "2 个文件与别的文件内容相同，各只留一份：扫描0005.jpg、扫描0006.jpg。" in told
    assert card._told.toolTip().splitlines() == [
        "“扫描0005.jpg”与“扫描0001.jpg”内容相同，只留一份。",
        "“扫描0006.jpg”与“扫描0001.jpg”内容相同，只留一份。",
    ]
    room.session.stop_reading()
    room.workspace.show_slot(SLOT)
    assert card.isVisible()
    assert "内容相同" in words_on(card)
    room.workspace.acts.take_files("", [paths[1]], 0)
    until(lambda: not room.workspace.acts.busy)
    assert len(room.session.case.pages) == 4
    assert "扫描0002.jpg已经在这里" in words_on(card)
    assert "扫描0005.jpg" in words_on(card)  # still there: nobody has read it away
    card.known.click()
    assert not card.isVisible()


@pytest.mark.slow
def test_a_folder_counts_its_files_and_a_refused_one_says_why(room: Room, scans: Path) -> None:
    card, acts = room.workspace.intake, room.workspace.acts
    seen: list[Intake] = []
    acts.taking.connect(seen.append)
    acts.take_files("", [scans], 0)
    assert card.isVisible()
    until(lambda: not acts.busy)
    assert max(one.total for one in seen) == len(list(scans.iterdir()))
    assert "6坏文件.jpg" in words_on(card)
    assert card.known.isVisible()


@pytest.mark.nightly
def test_a_stop_keeps_what_came(room: Room, scans: Path) -> None:
    acts = room.workspace.acts
    before = len(room.session.case.pages)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:4], 0)
    acts.taking.connect(lambda one: acts.stop() if one.done == 1 and one.running else None)
    until(lambda: not acts.busy)
    assert before < len(room.session.case.pages) <= before + 4
    assert not room.workspace.intake.stop.isVisible()


@pytest.mark.slow
def test_many_files_given_at_once_are_undone_at_once_and_counted_together(
    room: Room, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "BATCH", 1)  # each file comes in by itself
    acts, session = room.workspace.acts, room.session
    session.stop_reading()
    before, told, steps = session.case.pages, [""], session.steps
    session.told.connect(told.append)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:3], 0)
    until(lambda: not acts.busy)
    came = session.case.pages
    assert session.steps == steps + 3
    assert told[-1].startswith(f"放入 {len(came) - len(before)} 页")
    session.undo()
    assert [page.number for page in session.case.pages] == [page.number for page in before]
    session.redo()
    assert [page.number for page in session.case.pages] == [page.number for page in came]


@pytest.mark.slow
def test_what_was_done_between_two_files_is_not_undone_with_them(
    room: Room, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "BATCH", 1)
    acts, session = room.workspace.acts, room.session
    session.stop_reading()
    between: list[int] = []

    def act_between(intake: Intake) -> None:
        if intake.done == 2 and not between:
            between.append(len(session.case.pages))
            acts.move(SLOT, [session.case.pages[-1].number], 0)

    acts.taking.connect(act_between)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:3], 0)
    until(lambda: not acts.busy)
    after = len(session.case.pages)
    assert between[0] < after
    session.undo()
    assert len(session.case.pages) == between[0]


def test_the_time_left_is_told_when_it_is_known(qtbot: QtBot) -> None:
    card = IntakeCard()
    qtbot.addWidget(card)
    names = tuple(f"{n}.jpg" for n in range(40))
    for done in range(5):
        card.show_intake(Intake(names, done, running=True))
    assert "约" not in words_on(card)
    card.show_intake(Intake(names, 6, running=True))
    assert "约 10 秒" in words_on(card)
    card.show_intake(Intake(names, 40))
    assert not card.isVisible()


@pytest.mark.nightly
def test_many_files_again_are_told_once(window: MainWindow, scans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "扫描"
    folder.mkdir()
    source = (scans / "4大纲.jpg").read_bytes()
    paths = [folder / f"扫描{n:04d}.jpg" for n in range(1, 10)]
    for number, path in enumerate(paths):
        path.write_bytes(source + bytes([number]))  # each another file, all the same picture
    room = made(window, tmp_path, paths)
    acts, card = room.workspace.acts, room.workspace.intake
    until(lambda: not acts.busy)
    room.session.stop_reading()
    for _time in range(2):
        acts.take_files("", paths, 0)
        until(lambda: not acts.busy)
    assert len(room.session.case.pages) == 9
    told = words_on(card)
    assert "有 9 个文件没有放入" in told
    assert told.count("已经在这里") == 1
    assert "扫描0006.jpg 等 9 个已经在这里" in told


Answer = Callable[[PasswordDialog], object]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    case = Case(NOTICE, APPLICANT, frozenset((Target.NAME, Target.EMPLOYER)))
    return laid_down(tmp_path / "申报.zcase", case)


@pytest.fixture
def answers() -> Iterator[list[Answer]]:
    """What a person does at each question that comes, one after the other."""
    waiting: list[Answer] = []
    timer = QTimer()

    def look() -> None:
        front = QApplication.activeModalWidget()
        if not isinstance(front, PasswordDialog):
            return
        if not front.isActiveWindow():  # only then keys reach it
            front.activateWindow()
        else:  # one question too many is left, and ends the test
            (waiting.pop(0) if waiting else PasswordDialog.reject)(front)

    timer.timeout.connect(look)
    timer.start(50)
    yield waiting
    timer.stop()


def field_of(dialog: PasswordDialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def typed(password: str) -> Answer:
    def answer(dialog: PasswordDialog) -> None:
        field = field_of(dialog)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        field.setText(password)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return answer


def asks_the_manual(passages: list[str]) -> Answer:
    def answer(dialog: PasswordDialog) -> None:
        QTest.keyClick(field_of(dialog), Qt.Key.Key_F1)
        (sheet,) = dialog.findChildren(HelpSheet)
        passages.append(sheet.reader.shown)
        sheet.close()

    return answer


@pytest.mark.nightly
def test_a_case_with_a_password_is_asked_for_again_until_it_opens(
    window: MainWindow, empty: Path, answers: list[Answer]
) -> None:
    change_password(empty, None, "开门")
    passages: list[str] = []
    answers += [asks_the_manual(passages), typed("关门"), typed("开门")]
    assert entered(window, empty).session.case.applicant == APPLICANT
    assert passages == ["privacy-shared"]
    assert not answers


@pytest.mark.nightly
def test_files_with_a_password_are_asked_for_and_kept_without_one(
    window: MainWindow, empty: Path, answers: list[Answer], tmp_path: Path
) -> None:
    passages: list[str] = []
    answers += [asks_the_manual(passages), typed("开门")]
    room = entered(window, empty)
    path = tmp_path / "证书.pdf"
    path.write_bytes(locked())
    room.workspace.acts.take_files("", [path], 0)
    until(lambda: len(room.session.case.pages) == 2)
    assert not any(page.refused for page in room.session.case.pages)
    assert passages == ["scans"]


@pytest.mark.slow
def test_a_question_that_is_left_leaves_a_refused_page(
    window: MainWindow, empty: Path, answers: list[Answer], tmp_path: Path
) -> None:
    answers.append(PasswordDialog.reject)
    room = entered(window, empty)
    path = tmp_path / "证书.pdf"
    path.write_bytes(locked())
    room.workspace.acts.take_files("", [path], 0)
    until(lambda: bool(room.session.case.pages))
    assert [page.refused for page in room.session.case.pages] == [True]


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a scanner, looked at more often than usual."""
    monkeypatch.setattr(folder_watch, "POLL", 0.5)
    folder = tmp_path / "扫描仪"
    folder.mkdir()
    return folder


def _names(room: Room) -> list[str]:
    return [page.file_name for page in room.session.case.pages]


def _wait_for(room: Room, *names: str) -> None:
    until(lambda: _names(room) == list(names))


@pytest.mark.nightly
def test_what_a_scanner_saves_joins_the_tray_once_and_can_be_undone(
    window: MainWindow, empty: Path, inbox: Path, scans: Path
) -> None:
    first, second, third = sorted(scans.glob("*.jpg"))[:3]
    room = entered(window, empty)
    watch = room.workspace.watch
    assert not watch.on  # nobody chose it
    watch.begin(inbox)
    until(lambda: watch.look is not None)
    shutil.copy(first, inbox / "0001.jpg")
    (inbox / "0002.jpg.part").write_bytes(second.read_bytes()[:4000])
    _wait_for(room, "0001.jpg")
    assert room.session.case.pages[0].slot == ""
    room.workspace.acts.move(SLOT, (1,), 0)  # the copy that follows must not come to the tray
    (inbox / "0002.jpg.part").unlink()
    shutil.copy(second, inbox / "0002.jpg")
    shutil.copy(first, inbox / "0001 的副本.jpg")
    _wait_for(room, "0001.jpg", "0002.jpg")
    room.session.undo()
    _wait_for(room, "0001.jpg")
    shutil.copy(third, inbox / "0003.jpg")
    _wait_for(room, "0001.jpg", "0003.jpg")  # what was undone does not come back
    assert sorted(path.name for path in inbox.iterdir()) == [
        "0001 的副本.jpg", "0001.jpg", "0002.jpg", "0003.jpg",
    ]  # fmt: skip
    assert (inbox / "0001.jpg").read_bytes() == first.read_bytes()


@pytest.mark.nightly
def test_the_folder_is_watched_again_with_its_case_and_what_came_meanwhile_is_only_offered(
    window: MainWindow, empty: Path, inbox: Path, scans: Path
) -> None:
    first, second = sorted(scans.glob("*.jpg"))[:2]
    room = entered(window, empty)
    room.workspace.watch.begin(inbox)
    until(lambda: room.workspace.watch.look is not None)
    shutil.copy(first, inbox / "0001.jpg")
    _wait_for(room, "0001.jpg")
    window.show_start()
    shutil.copy(second, inbox / "别人的.jpg")
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    other = laid_down(empty.with_name("另一位.zcase"), Case(NOTICE, APPLICANT, targets))
    room = entered(window, other)
    assert not room.workspace.watch.on  # one scanner serves many people
    window.show_start()
    room = entered(window, empty)
    watch = room.workspace.watch
    until(lambda: watch.look is not None)
    assert there(watch.look).lying == (inbox / "别人的.jpg",)
    assert _names(room) == ["0001.jpg"]
    room.workspace.show_key("unsorted")
    card = there(room.workspace.area.findChild(WatchCard))
    assert card.lying.isVisible()
    card.lying.click()
    _wait_for(room, "0001.jpg", "别人的.jpg")
    card.off.click()
    assert not watch.on
    window.show_start()
    assert not entered(window, empty).workspace.watch.on


@pytest.mark.nightly
def test_a_folder_that_vanishes_is_told_in_one_sentence_and_a_locked_file_asks_nothing(
    qtbot: QtBot, window: MainWindow, empty: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    monkeypatch.setattr(PasswordDialog, "exec", asked.append)
    room = entered(window, empty)
    watch = room.workspace.watch
    said: list[str] = []
    watch.said.connect(said.append)
    watch.begin(inbox)
    until(lambda: watch.look is not None)
    (inbox / "有密码.pdf").write_bytes(locked())
    _wait_for(room, "有密码.pdf")
    assert room.session.case.pages[0].refused
    assert asked == []
    shutil.rmtree(inbox)
    until(lambda: bool(said))
    qtbot.wait(200)
    assert len(said) == 1
    assert "“扫描仪”" in said[0]
    assert watch.on


def test_practice_watches_nothing(room: Room, inbox: Path) -> None:
    room.workspace.watch.begin(inbox)
    assert not room.workspace.watch.on
    room.workspace.show_key("unsorted")
    card = there(room.workspace.area.findChild(WatchCard))
    assert card.isHidden()


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")
def test_one_button_scans_a_page_into_the_folder_and_says_what_is_missing_without_a_scanner(
    qtbot: QtBot,
    window: MainWindow,
    empty: Path,
    inbox: Path,
    scans: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(inbox.parent))
    room = entered(window, empty)
    watch, card = room.workspace.watch, WatchCard(room.workspace.watch, window)
    assert card.scan.isHidden()  # no folder to scan into
    watch.begin(inbox)
    with qtbot.waitSignal(room.session.failed) as failed:
        card.scan.click()
    assert failed.args[0].code == "scanner.no_program"
    until(lambda: not watch.scanning)
    program, page = inbox.parent / "scanimage", min(scans.glob("*.jpg"))
    program.write_text(f'#!/bin/sh\n/bin/cat "{page}"\n', encoding="utf-8")
    program.chmod(0o755)
    until(lambda: watch.look is not None)
    card.scan.click()
    assert watch.scanning
    until(lambda: len(_names(room)) == 1)
    assert _names(room)[0].startswith("scan-")


DIALOGS: dict[str, Callable[[QWidget], object]] = {
    "scans": lambda parent: ask_for_scans(parent, lambda _paths: None),
    "a folder of scans": lambda parent: area_on(parent).choose_folder(),
    "a notice": lambda parent: ask_for_notice(parent, lambda _paths: None),
}
"""Dialogs whose callers know no folder."""


def area_on(parent: QWidget) -> DropArea:
    area = DropArea()
    area.setParent(parent)
    return area


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders in which dialogs would have opened; each of them is put away."""
    folders: list[str] = []

    def put_away_files(
        _parent: object, _title: str, near: str, _kinds: str
    ) -> tuple[list[str], str]:
        folders.append(near)
        return [], ""

    def put_away_folder(_parent: object, _title: str, near: str) -> str:
        folders.append(near)
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", put_away_files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", put_away_folder)
    return folders


@pytest.fixture
def scan(scans: Path, tmp_path: Path) -> Path:
    """A scan in a folder that is called like a person."""
    folder = tmp_path / "沈知遥"
    folder.mkdir()
    return Path(shutil.copy(sorted(scans.glob("*.jpg"))[0], folder / "证书.jpg"))


@pytest.mark.slow
@pytest.mark.parametrize("dialog", DIALOGS)
def test_the_first_opens_in_hers(window: MainWindow, asked: list[str], dialog: str) -> None:
    DIALOGS[dialog](window)
    assert asked == [str(documents())]


@pytest.mark.slow
@pytest.mark.parametrize("dialog", DIALOGS)
def test_after_scans_came_into_the_case_it_opens_where_they_were(
    window: MainWindow, waiting_case: Case, asked: list[str], scan: Path, dialog: str
) -> None:
    acts = opened(window, waiting_case).workspace.acts
    acts.take_files("", (scan,), 0)
    until(lambda: not acts.busy)
    DIALOGS[dialog](window)
    assert asked == [str(scan.parent)]
    settings_written()
    assert not settings_file().exists() or scan.parent.name not in settings_file().read_text()


def test_what_was_dropped_counts_as_well(window: MainWindow, asked: list[str], scan: Path) -> None:
    area = area_on(window)
    drop(area, scan.parent)
    area.choose_files()
    drop(area, scan)
    area.choose_files()
    assert asked == [str(scan.parent)] * 2


def test_a_stick_taken_out_leaves_hers(window: MainWindow, asked: list[str], scan: Path) -> None:
    area = area_on(window)
    drop(area, scan)
    shutil.rmtree(scan.parent)
    area.choose_files()
    assert asked == [str(documents())]


@pytest.mark.slow
def test_a_folder_that_the_caller_knows_goes_first(
    window: MainWindow, asked: list[str], scan: Path, tmp_path: Path
) -> None:
    drop(area_on(window), scan)
    ask_folder(window, "", lambda _folder: None, str(tmp_path))
    assert asked == [str(tmp_path)]


@pytest.mark.slow
def test_where_a_notice_was_chosen_the_next_dialog_opens(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, asked: list[str], scan: Path
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan)], ""))
        ask_for_notice(window, lambda _paths: None)
    ask_for_notice(window, lambda _paths: None)
    assert asked == [str(scan.parent)]


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
def stored(window: MainWindow, sorted_case: Case, tmp_path: Path) -> Room:
    """The room of a case that is kept in a file."""
    room = entered(window, laid_down(tmp_path / "申报.zcase", sorted_case))
    room.session.stop_reading()
    return room


@pytest.mark.slow
def test_pictures_and_files_become_pages_of_a_case(stored: Room, tmp_path: Path) -> None:
    acts, session, toast = stored.workspace.acts, stored.session, stored.toast
    for hue, key in enumerate((UNSORTED, session.notice.sections[0].id)):
        stored.workspace.show_key(key)
        file = tmp_path / f"新 {hue}.jpg"
        assert QImage(700 + hue, 500, QImage.Format.Format_Mono).save(str(file))
        for name, data in {**pictures(hue), "files": copied(files=(file,))}.items():
            before = len(session.case.pages)
            paste(stored.workspace, data)
            until(lambda: not acts.busy)
            assert len(session.case.pages) == before + 1, name
        for name, data in {**wordless(), "words": copied("请补交")}.items():
            toast.hide()
            paste(stored.workspace, data)
            assert toast.isVisible(), name
            assert "没有复制到文件或图片" in toast.accessibleName(), name


def test_words_and_files_are_a_notice_else_said(window: MainWindow, tmp_path: Path) -> None:
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
    paste(intake.words, copied("通知"))
    assert "没有复制到文字" not in intake._said.text()


def test_a_return_takes_words_alone(stored: Room, tmp_path: Path) -> None:
    stored.router.go(At("after"))
    after = stored.after
    for name, data in {**pictures(0), **wordless(), "files": copied(files=(tmp_path,))}.items():
        for on in (after, after.form.words):
            after.form.refused.say("")
            paste(on, data)
            assert after.form.words.toPlainText() == "", name
            assert "没有复制到文字" in after.form.refused.accessibleName(), name
    paste(after.form.words, copied("承诺书缺失", html="<p>承诺书缺失</p>"))
    assert after.form.words.toPlainText() == "承诺书缺失"
    assert after.form.refused.accessibleName() == ""
