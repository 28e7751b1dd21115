"""The list of last cases: listed at once, found again when moved, never twice for one case."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.setup.checkout import ROOT
from tests.ui.conftest import NOTICE, come, drop, entered, there, until
from tests.ui.drawn import APPLICANT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.cli.app import run
from zcdesk.notices.files.loading import load_notice, user_folder
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.help.sheet import HelpSheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.cards.card import ChoiceCard
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import Look
from zcdesk.ui.start.kept_path import going_on, place_words


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    preferences().forget()


def listed() -> list[str]:
    return [one.path for one in preferences().settings.recent]


def case_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return laid_down(path, Case(NOTICE, APPLICANT, frozenset()))


@pytest.mark.nightly
def test_a_case_is_listed_from_its_first_moment_and_a_moved_one_is_found_at_its_card(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, last = case_at(tmp_path / "旧.zcase"), case_at(tmp_path / "新.zcase")
    entered(window, older)
    window.show_start()
    entered(window, last)
    assert listed() == [str(last), str(older)]  # before it was closed
    window.show_start()
    assert window.start.primary.text().startswith("继续")
    moved = tmp_path / "别处" / "新.zcase"
    moved.parent.mkdir()
    shutil.move(last, moved)
    window.start.primary.click()
    until(lambda: window.start._recent[0].lost)
    assert window.room is None
    assert window.start.primary.text().startswith("找到")
    assert window.start._case == str(last)  # and not the older case
    monkeypatch.setattr(
        QtWidgets.QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(moved), "")
    )
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert listed() == [str(moved), str(older)]


@pytest.mark.nightly
def test_a_batch_card_opens_its_person_after_rows_moved(window: MainWindow, tmp_path: Path) -> None:
    hers, others = (case_at(tmp_path / row / "person.zcase") for row in ("0003", "0004"))
    entered(window, hers)
    assert window.session is not None
    identity = window.session.identity
    window.show_start()
    shutil.move(tmp_path / "0004", tmp_path / "0002")
    shutil.move(tmp_path / "0003", tmp_path / "0004")  # somebody was put before her
    shutil.move(tmp_path / "0002", tmp_path / "0003")
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert window.session.identity == identity
    assert listed() == [str(others)]
    window.show_start()
    shutil.rmtree(tmp_path / "0004")
    shutil.copytree(tmp_path / "0003", tmp_path / "0004")  # she has left the roster
    window.start.primary.click()
    until(lambda: window.start._recent[0].lost)
    assert window.room is None


@pytest.mark.nightly
def test_one_file_by_two_paths_is_one_card_no_copy(window: MainWindow, tmp_path: Path) -> None:
    case = case_at(tmp_path / "甲" / "申报.zcase")
    entered(window, case)
    window.show_start()
    (tmp_path / "连接").symlink_to(case.parent)
    entered(window, tmp_path / "连接" / "申报.zcase")
    window.show_start()
    assert len(listed()) == 1
    copy = tmp_path / "乙" / "申报.zcase"
    copy.parent.mkdir()
    shutil.copyfile(case, copy)
    entered(window, copy)
    window.show_start()
    assert len(listed()) == 2
    until(  # both are of one person, as soon as that is read
        lambda: "“乙”" in window.start._recent[0].accessibleName()
    )


def test_two_cases_are_named_by_people_the_list_by_none(window: MainWindow, tmp_path: Path) -> None:
    for name in ("白若溪", "艾克然·苏莱曼"):
        case = Case(NOTICE, Applicant(name, "某某机械厂"), frozenset())
        entered(window, laid_down(tmp_path / f"申报{len(listed())}.zcase", case))
        window.show_start()
    cards = window.start._recent
    until(lambda: window.start._recent is not cards)
    assert [card.called for card in window.start._recent] == ["艾克然·苏莱曼", "白若溪"]
    assert window.start.focusWidget() is window.start._recent[0]
    kept = preferences().settings.model_dump_json()
    assert "白若溪" not in kept
    assert "艾克然" not in kept


def test_a_press_on_a_stop_opens_the_case_there(window: MainWindow, tmp_path: Path) -> None:
    entered(window, case_at(tmp_path / "申报.zcase"))
    window.show_start()
    window.activateWindow()
    QTest.keyClick(window.start, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    room = come(lambda: window.room)
    assert window.router.currentWidget() is room.check


@pytest.mark.slow
def test_words_that_are_pasted_on_the_start_page_are_this_years_notice(window: MainWindow) -> None:
    pasted: list[str] = []
    window.start.notice_pasted.disconnect()
    window.start.notice_pasted.connect(pasted.append)
    QGuiApplication.clipboard().setText("关于开展职称评审工作的通知")
    QTest.keyClick(window.start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "关于开展职称评审工作的通知" in pasted
    QGuiApplication.clipboard().clear()
    QTest.keyClick(window.start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "请先复制" in window.start._told.text()


@pytest.mark.nightly
def test_enter_goes_on_with_no_older_case_instead(window: MainWindow, tmp_path: Path) -> None:
    entered(window, case_at(tmp_path / "旧.zcase"))
    window.show_start()
    secret = tmp_path / "密.zcase"
    create_case(secret, Case(NOTICE, APPLICANT, frozenset()), "一个很长的密码").close()
    from zcdesk.ui.app import later

    window._arrival.load(later.opening(window._drawing, secret, "一个很长的密码"))
    until(lambda: window.room is not None)
    window.show_start()
    assert str(secret) not in listed()
    assert not window.start.primary.text().startswith("继续")


@pytest.mark.slow
def test_scans_of_before_go_into_a_case(window: MainWindow, tmp_path: Path, scans: Path) -> None:
    brought = min(scans.rglob("*.jpg"))
    window.open_files((brought,))
    assert "1 份扫描件" in window.start._brought.text()
    room = entered(window, case_at(tmp_path / "她的.zcase"))
    until(lambda: len(room.session.case.pages) == 1)
    window.show_start()
    assert window.start._brought.isHidden()


@pytest.mark.slow
def test_f6_goes_round_the_start_page_and_back(window: MainWindow) -> None:
    start = window.start
    regions = start.regions()
    assert len(regions) >= 3
    start.focus()
    seen = []
    for _ in regions:
        QTest.keyClick(start, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert set(seen) == set(regions)
    QTest.keyClick(start, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is seen[-2]


def picture(card: ChoiceCard, other: QtWidgets.QLineEdit, *, marked: bool, focused: bool) -> QImage:
    card.mark(marked)
    (card if focused else other).setFocus()
    QtWidgets.QApplication.processEvents()
    return card.grab().toImage()


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_cards_are_four_pictures_in_each_look(
    qtbot: QtBot, look: Look, qapp: QtWidgets.QApplication
) -> None:
    before = tokens().look
    theme().apply(qapp, look)
    host, card, other = QtWidgets.QWidget(), ChoiceCard("a", "一张卡片"), QtWidgets.QLineEdit()
    qtbot.addWidget(host)
    layout = QtWidgets.QVBoxLayout(host)
    layout.addWidget(card)
    layout.addWidget(other)
    host.resize(300, 160)
    host.show()
    host.activateWindow()
    until(host.isActiveWindow)
    try:
        drawn = [
            picture(card, other, marked=marked, focused=focused)
            for marked in (False, True)
            for focused in (False, True)
        ]
        for place, one in enumerate(drawn):
            assert all(one != other for other in drawn[place + 1 :]), (look, place)
    finally:
        theme().apply(qapp, before)


@pytest.mark.slow
def test_the_window_is_named_after_notice_and_page(window: MainWindow, room: Room) -> None:
    notice = room.session.notice.short_title
    room.router.go(At("sections"))
    assert window.windowTitle() == f"栏目 · {notice} — zcdesk"
    room.router.go(At("check"))
    assert window.windowTitle() == f"最后检查 · {notice} — zcdesk"
    assert "沈知遥" not in window.windowTitle()
    window.leave_case()
    assert window.windowTitle() == "zcdesk"


@pytest.mark.slow
def test_help_shows_the_keys_of_a_page_once(window: MainWindow, room: Room) -> None:
    room.router.go(At("sections"))
    sheet = HelpSheet(window, room.workspace)
    assert "上一栏" not in sheet.reader.toPlainText()
    sheet.reader.open("sorting-keys")  # whoever asks for the table gets it
    assert "上一栏" in sheet.reader.toPlainText()
    sheet.close()


def test_names_in_a_file_dialog_can_be_read_in_the_dark(
    qtbot: QtBot, qapp: QtWidgets.QApplication
) -> None:
    before = tokens().look
    theme().apply(qapp, Look.DARK)
    try:
        dialog = QtWidgets.QFileDialog()
        dialog.setOption(QtWidgets.QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        field = there(dialog.findChild(QtWidgets.QLineEdit))
        completer = field.completer()
        assert isinstance(completer, QtWidgets.QCompleter)
        for view in (completer.popup(), dialog.findChild(QtWidgets.QListView, "listView")):
            assert view is not None
            view.resize(200, 100)
            view.ensurePolished()
            drawn = view.grab().toImage()
            ground = drawn.pixelColor(drawn.width() - 3, drawn.height() - 3)
            ink = view.palette().color(QPalette.ColorRole.Text)
            assert abs(ground.lightness() - ink.lightness()) > 120, (ground.name(), ink.name())
            assert ground == QColor(tokens().surface)
    finally:
        theme().apply(qapp, before)


@pytest.fixture
def in_english() -> None:
    preferences().set(language="en")


@pytest.mark.slow
def test_a_stop_is_named_in_todays_language(window: MainWindow, in_english: None) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where="归类", stop="sort")
    preferences().set(recent=(kept,))
    window.show_start()
    assert window.start._recent[0].accessibleName().count("Sort") == 1
    assert "归类" not in window.start._recent[0].accessibleName()


KEPT = (*[("done", "nothing", 0, 0)] * 2, ("needs_person", "unsorted", 4, 0),
        *[("open", "nothing", 0, 0)] * 4)  # fmt: skip


@pytest.mark.parametrize(
    ("stop", "stops", "place", "verb"),
    [
        ("sort", KEPT, "归类 4 页未归", "继续归类 4 页未归"),
        ("fill", KEPT, "填写", "继续填写"),
        ("sort", (), "归类", "继续归类"),
        ("sort", (("of-a-later-version", "", 0, 0),) * 7, "归类", "继续归类"),
        ("of-a-later-version", KEPT, "论文", "继续"),
        ("", (), "论文", "继续"),
    ],
)
def test_the_place_is_told_as_far_as_this_version_knows_it(
    stop: str, stops: tuple[tuple[str, str, int, int], ...], place: str, verb: str
) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where="论文", stop=stop, stops=stops)
    assert (place_words(kept), going_on(kept)) == (place, verb)


PROFILE = ROOT / "resources" / "notices" / "etdz-2024.yaml"
TEXT = PROFILE.read_text(encoding="utf-8").replace("id: etdz-2024", "id: shule-2027", 1)


@pytest.fixture(autouse=True)
def _without_own_notices() -> Iterator[None]:
    shutil.rmtree(user_folder(), ignore_errors=True)
    yield
    shutil.rmtree(user_folder(), ignore_errors=True)


def handed_over(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_dropped_profile_is_checked_kept_and_marked(window: MainWindow, tmp_path: Path) -> None:
    path = handed_over(tmp_path / "收到的", "shule-2027.yaml")
    drop(window.start, path)
    until(lambda: window.start.chosen == "shule-2027")
    assert (user_folder() / "shule-2027.yaml").read_bytes() == path.read_bytes()
    assert load_notice("shule-2027").title == load_notice("etdz-2024").title
    # A second one of the name is taken, too, and the first is still there.
    handed_over(tmp_path / "收到的", path.name, path.read_text(encoding="utf-8") + "\n# 改过\n")
    drop(window.start, path)
    old = user_folder() / "shule-2027.yaml.old"
    until(old.is_file)


@pytest.mark.slow
def test_two_profiles_one_after_the_other_are_taken(window: MainWindow, tmp_path: Path) -> None:
    for name in ("shule-2027", "yopurga-2027"):
        text = TEXT.replace("id: shule-2027", f"id: {name}", 1)
        drop(window.start, handed_over(tmp_path / "收到的", f"{name}.yaml", text))
    until((user_folder() / "yopurga-2027.yaml").is_file)
    assert (user_folder() / "shule-2027.yaml").is_file()


@pytest.mark.nightly
def test_a_broken_profile_is_refused_with_its_line(window: MainWindow, tmp_path: Path) -> None:
    text = TEXT.replace("sections:", "sektions:", 1)
    line = 1 + text[: text.index("sektions:")].count("\n")
    window.open_path(handed_over(tmp_path / "收到的", "shule-2027.yaml", text))
    said = window.toast.accessibleName
    until(lambda: "shule-2027.yaml" in said())
    assert f"第 {line} 行" in said()
    assert not (user_folder() / "shule-2027.yaml").exists()


def test_the_command_takes_what_the_window_takes(tmp_path: Path) -> None:
    assert run(["notice", "add", str(handed_over(tmp_path / "a", "shule-2027.yaml"))]) == 0
    assert load_notice("shule-2027").id == "shule-2027"
    assert run(["notice", "add", str(PROFILE)]) == 7  # a built-in one has this name
    assert run(["notice", "add", str(tmp_path / "nothing.yaml")]) == 3
