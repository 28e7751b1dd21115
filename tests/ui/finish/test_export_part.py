"""The export below the final check, what comes after the upload, and the correction round."""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui import conftest as on
from tests.ui.drawn import APPLICANT, draw_page
from tests.ui.frame.test_path_line import line_of
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import deciding, noting
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.asked import Pledged
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import mark_submitted, record_delivery
from zcdesk.cases.acts.table import PLEDGE
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.errors import ZcdeskError
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.remembered import remembered
from zcdesk.ui.finish import check_page, export_part, printing
from zcdesk.ui.finish.after_page import Here
from zcdesk.ui.finish.export_part import WHOLE
from zcdesk.ui.finish.round_page import RoundPage
from zcdesk.ui.finish.stations import StationPlan, station_sentence, stations_of
from zcdesk.ui.finish.upload_strip import UploadStrip
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label
from zcdesk.ui.start.recent_card import RecentCard
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.package import exporting
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.path.case_path import Deed
from zcdesk.workflow.path.stops import Stop


@pytest.fixture
def passed(
    window: MainWindow, sorted_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Room:
    """The check of a case of which nothing is to be done any more, with two pages to export."""
    monkeypatch.setattr(check_page, "to_do", lambda _evaluation: [])
    room = on.opened(window, replace(sorted_case, pages=sorted_case.pages[:2]))
    room.route._choose(Route.COVERED)
    on.confirm_pages(room, 1, 2)
    room.session.do(PLEDGE, Pledged(True))
    room.export.put_into(tmp_path)
    room.router.go(At("check"))
    return room


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An export ends only when this is set."""
    let_go = threading.Event()

    def late(*arguments: Any, **named: Any) -> Generator[object, None, None]:
        for step in export_case(*arguments, **named):
            if isinstance(step, PackageDone):
                let_go.wait(on.READING / 1000)
            yield step

    monkeypatch.setattr(export_part, "export_case", late)
    return let_go


def ended(room: Room) -> None:
    on.until(lambda: not room.export.is_writing)


@pytest.mark.slow
def test_it_is_no_window_of_its_own_before_the_check_was_seen(room: Room) -> None:
    room.export.ask(on.SLOT)
    assert not room.export.isWindow()
    assert room.export not in QApplication.topLevelWidgets()


@pytest.mark.nightly
def test_a_passed_check_exports_by_one_press_of_one_key(passed: Room, tmp_path: Path) -> None:
    check, export = passed.check, passed.export
    assert export.isVisible()
    assert check.primary.text() == "导出 2 页"
    assert QApplication.focusWidget() is check.primary
    for key in (Qt.Key.Key_F, Qt.Key.Key_Return):
        QTest.keyClick(check.primary, key)
        assert not export.is_writing
        assert list(tmp_path.iterdir()) == []
    QTest.keyClick(check.primary, Qt.Key.Key_Space)
    assert export.is_writing
    assert check.primary.text() == "正在导出…"
    ended(passed)
    assert check.primary.text() == "打开上传助手"
    assert passed.session.written == {1, 2}


@pytest.mark.nightly
@pytest.mark.parametrize("to", ["sections", "review", "after"])
def test_it_goes_on_while_another_page_is_in_front_and_the_result_stands_there(
    passed: Room, held: threading.Event, to: str
) -> None:
    passed.check.primary.click()
    passed.check.escape()
    passed.router.go(At(to))
    assert passed.export.is_writing
    held.set()
    ended(passed)
    assert passed.toast.accessibleName() == "导出好了。"
    passed.router.go(At("check"))
    assert passed.export.result.isVisible()
    assert passed.export._head.accessibleName() == "已导出 2 页"


@pytest.mark.nightly
def test_the_result_of_one_slot_stands_there_once(passed: Room, held: threading.Event) -> None:
    passed.router.go(At("export", part=on.SLOT))
    passed.check.primary.click()
    passed.router.go(At("review"))
    held.set()
    ended(passed)
    passed.router.go(At("check"))
    assert passed.export.result.isVisible()


@pytest.mark.nightly
def test_what_is_changed_meanwhile_is_not_exported(passed: Room, held: threading.Event) -> None:
    session, check = passed.session, passed.check
    check.primary.click()
    passed.router.go(At("review", 2))
    session.act(deciding.answer(session.case, 2, Answer.YES))
    session.act(deciding.confirm(session.case, 2))
    held.set()
    ended(passed)
    assert session.case.deliveries
    assert not session.written
    assert session.outdated
    passed.router.go(At("check"))
    assert "改的不在里面" in passed.export._head.accessibleName()
    assert check.primary.text() == "再导出一次"
    check.primary.click()
    assert check.primary.text() == "导出 2 页"
    check.primary.click()
    ended(passed)
    assert session.written == {1, 2}


def test_an_error_that_comes_meanwhile_stands_there_too(
    passed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def failing(*_arguments: Any, **_named: Any) -> Generator[object, None, None]:
        let_go.wait(on.READING / 1000)
        raise ZcdeskError
        yield

    monkeypatch.setattr(export_part, "export_case", failing)
    passed.check.primary.click()
    passed.router.go(At("sections"))
    let_go.set()
    ended(passed)
    assert passed.toast.isVisible()
    passed.router.go(At("check"))
    assert passed.export._error.accessibleName()
    assert passed.check.primary.text() == "导出 2 页"


@pytest.mark.nightly
def test_after_it_every_button_does_something(
    passed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, export = passed.check, passed.export
    check.primary.click()
    ways = [button for button in check._alone if not button.isEnabled()]
    assert ways == check._alone != []  # nothing else is begun meanwhile
    assert not export.changes.isEnabled()  # nor asked anew what is being written
    ended(passed)
    printed: list[str] = []
    monkeypatch.setattr(printing, "print_page", lambda *_: printed.append("checklist"))
    monkeypatch.setattr(check_page, "show_outside", lambda _: printed.append("check"))
    paper = next(one for one in export.findChildren(Button) if one.printed_key == "Ctrl+P")
    paper.click()
    QTest.keyClick(check.primary, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed == ["checklist", "checklist"]
    assert check.paper.printed_key == ""
    check.paper.click()
    on.until(lambda: "check" in printed)
    presses: list[Callable[[], object]] = [
        lambda: check._alone[0].click(),
        lambda: passed.router.go(At("export", part=WHOLE)),
        lambda: QTest.keyClick(check.primary, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    ]
    for press in presses:
        passed.router.go(At("check"))
        assert export.result.isVisible()
        press()
        assert export.change.isVisible()
        export.arrive(At("export"))


@pytest.mark.slow
def test_f1_tells_of_the_export_where_it_is(passed: Room) -> None:
    assert passed.check.help_name == "CheckPage.export"


@pytest.mark.slow
def test_it_is_in_sight_and_stays_so(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    window.resize(1024, 700)
    room.route._choose(Route.COVERED)
    on.confirm_pages(room, 1, 2)
    room.router.go(At("check"))
    on.until(lambda: not room.judge._running)

    def in_sight() -> bool:
        return not room.export.change.visibleRegion().isEmpty()

    room.router.go(At("export", part=on.SLOT))
    on.until(in_sight)
    room.check._refresh_shown()
    qtbot.wait(50)
    assert in_sight()


LEFT = Qt.MouseButton.LeftButton
FILES = tuple(DeliveredFile(f"上传/{page}.jpg", "ab" * 32, on.SLOT, page) for page in (1, 2))


@pytest.fixture
def exported(window: MainWindow, sorted_case: Case) -> Room:
    """A case of two pages that was exported as it is, at what comes then."""
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = on.opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    on.confirm_pages(room, 1, 2)
    sent = Delivery(room.session.moment, DeliveryKind.COVERED, files=FILES)
    room.session.act(record_delivery(room.session.case, sent), "", ActCode.DELIVER)
    room.router.go(At("after"))
    on.until(lambda: QApplication.activeWindow() is window)
    return room


def clicked(button: Button) -> None:
    """Click a button that can be seen, as a person does."""
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


@pytest.mark.slow
def test_the_filled_button_and_the_return_act_at_every_station(exported: Room) -> None:
    """By click, F and Space in turn; the way back from the form leaves everything as it was."""
    after, session = exported.after, exported.session
    assert after.primary.text() == "已在平台提交"
    for place in range(10):
        assert after.here is (Here.STATION if place else Here.SUBMIT)
        clicked(after.sent_back)
        assert after.form.isVisible()
        clicked(after.cancel)
        before = session.case
        if place % 3 == 0:
            clicked(after.primary)
        else:
            key = Qt.Key.Key_F if place % 3 == 1 else Qt.Key.Key_Space
            QTest.keyClick(after.primary, key)
        assert session.case != before
        assert after.sent_back.isVisible()
        if after.present is None:
            break
    assert session.case.deliveries[-1].submitted is not None
    assert after.here is Here.OVER
    clicked(after.primary)
    assert not after.isVisible()


@pytest.mark.slow
def test_what_was_copied_is_pasted_before_a_submission_is_noted(exported: Room) -> None:
    room = exported
    QApplication.clipboard().setText("承诺书缺失，请补交")
    QTest.keyClick(room.after.primary, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    form = room.after.form
    assert form.isVisible()
    assert form.words.toPlainText() == "承诺书缺失，请补交"
    clicked(room.after.primary)
    assert "谁退回的" in form.refused.accessibleName()
    clicked(next(iter(form.levels.values())))
    clicked(room.after.primary)
    assert len(room.session.case.rounds) == 1
    assert room.router.currentWidget() is room.round.page


@pytest.mark.slow
def test_a_moment_that_is_none_is_refused_in_words(exported: Room) -> None:
    room = exported
    other = next(
        one for one in room.after.findChildren(Button) if one.text().startswith("不是现在")
    )
    clicked(other)
    QTest.keyClicks(room.after._when, "gestern")
    clicked(room.after.primary)
    assert "时间写成" in room.after._wrong.accessibleName()
    assert room.session.case.deliveries[-1].submitted is None
    ahead = room.session.moment + timedelta(days=2)
    room.after._when.setText(f"{ahead:%Y-%m-%d %H:%M}")
    clicked(room.after.primary)
    assert "还没有到" in room.after._wrong.accessibleName()
    assert room.session.case.deliveries[-1].submitted is None
    room.after._when.setText("2026-05-01 09:30")
    clicked(room.after.primary)
    assert f"{room.session.case.deliveries[-1].submitted:%H:%M}" == "09:30"


def test_a_station_says_its_last_day_where_the_notice_gives_one() -> None:
    day = StationPlan("fee", "缴费", (), date(2026, 9, 25))
    assert station_sentence(day) == "照通知缴费，最晚 9 月 25 日。"
    assert station_sentence(StationPlan("fee", "缴费")) == "照通知缴费。"


@pytest.mark.parametrize("notice_id", notice_ids())
def test_every_station_of_every_notice_says_one_sentence_of_its_own(notice_id: str) -> None:
    notice = load_notice(notice_id)
    told = concerning(notice, Case(notice_id, Applicant("张伟", ""), frozenset()))
    plans = stations_of(notice, told)
    sentences = [station_sentence(plan) for plan in plans]
    assert plans
    assert all(words.endswith("。") and words.count("。") == 1 for words in sentences)
    assert len(set(sentences)) == len(plans)


def test_a_return_is_dated_from_the_calendar_by_keys_alone(room: Room) -> None:
    room.router.go(At("after"))
    after = room.after
    after.show_form()
    after.form.other.click()
    field = after.form.moment
    QTest.keyClicks(field, "2026-05-01 09:30")
    QTest.keyClick(field, Qt.Key.Key_Down)
    on.until(field.calendar.isVisible)
    assert field.calendar.selectedDate() == QDate(2026, 5, 1)
    field.calendar.activated.emit(QDate(2026, 5, 3))
    assert field.text() == "2026-05-03 09:30"
    assert not field.calendar.isVisible()
    assert QApplication.focusWidget() is field
    after.form.words.setPlainText("推荐意见没有盖章")
    after.form.choose(Who.REVIEW_COMMITTEE)
    shown = {label.text() for label in after.findChildren(Label)}
    assert "什么时候" in shown
    after.form.enter()
    assert f"{room.session.case.rounds[0].at:%Y-%m-%d %H:%M}" == "2026-05-03 09:30"


@pytest.mark.slow
def test_a_return_that_cannot_be_noted_says_why_and_keeps_what_was_typed(room: Room) -> None:
    sent = Delivery(datetime(2026, 5, 2, 9, tzinfo=BEIJING), DeliveryKind.COVERED)
    case = record_delivery(room.session.case, sent)
    room.session.act(mark_submitted(case, 0, datetime(2026, 5, 2, 10, tzinfo=BEIJING)))
    room.router.go(At("after"))
    room.after.show_form()
    form = room.after.form
    form.choose(Who.REVIEW_COMMITTEE)
    tries = (
        ("2026-05-02 09:59", "没有盖章", "早于提交时间 2026-05-02 10:00", form.moment),
        ("am Freitag", "没有盖章", "时间写成", form.moment),
        ("", "没有盖章", "请写平台上显示的退回时间", form.moment),
        ("2026-05-03 09:30", "", "粘贴", form.words),
    )
    for moment, words, told, focus in tries:
        form.moment.setText(moment)
        form.words.setPlainText(words)
        form.enter()
        on.until(form.refused.isVisible)
        assert told in form.refused.accessibleName()
        assert QApplication.focusWidget() is focus
        assert room.session.case.rounds == ()
        assert form.moment.text() == moment
        assert form.words.toPlainText() == words
    form.words.setPlainText("没有盖章")
    form.enter()
    assert len(room.session.case.rounds) == 1
    assert not form.refused.accessibleName()


PAGES = {
    "1实践.jpg": ("风沙清扫装置试验报告", "试验时间：二〇二三年三月"),
    "2实践.jpg": ("低温润滑研究报告", "完成时间：二〇二二年八月"),
    "3业绩.jpg": ("荣　誉　证　书", f"{APPLICANT.name}同志："),
    "4业绩.jpg": ("论文获奖名单", f"{APPLICANT.name}　一等奖"),
}
NOTE = "1、业绩成果佐证材料第2张不清晰\n2、实践能力材料第1张倒置\n请在48小时内修改"


@pytest.fixture(scope="module")
def read_file(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("扫描件")
    return on.draw_read_case(pool, folder, PAGES)


@pytest.fixture
def handed_in(window: MainWindow, read_file: Path, tmp_path: Path) -> Room:
    """A case of four pages in two slots, exported whole and handed in an hour ago."""
    preferences().set(package_folder=str(tmp_path / "材料"))
    path = Path(copy(read_file, tmp_path / "申报.zcase"))
    room = on.entered(window, path)
    session = room.session
    case = move_pages(session.case, session.notice, (3, 4), on.OTHER_SLOT)
    session.act(noting.choose_route(case, Route.COVERED))
    on.confirm_pages(room, 1, 2, 3, 4)
    room.export.ask("")
    room.check.primary.click()
    on.until(lambda: room.export.result.done is not None)
    room.router.go(At("after"))
    room.after.primary.click()
    return room


def noted(room: Room, words: str, *, who: Who = Who.REVIEW_COMMITTEE) -> RoundPage:
    """Enter a return through its form and return the page that it leads to."""
    room.router.go(At("after"))
    form = room.after.form
    form.words.setPlainText(words)
    room.after.show_form()
    form.levels[who].click()
    room.after.primary.click()
    return room.round.page


@pytest.mark.slow
def test_nothing_is_preset_and_the_clock_runs_at_once_then(qtbot: QtBot, handed_in: Room) -> None:
    room = handed_in
    room.router.go(At("after"))
    form = room.after.form
    assert form.level is None
    assert not form.moment.text()
    form.words.setPlainText(NOTE)
    assert "要改的 2 处" in form.read.accessibleName()
    assert "1 句只是说明" in form.read.accessibleName()
    room.after.show_form()
    assert room.after.primary.text() == "请选谁退回的"
    room.after.primary.click()
    assert "谁退回的" in form.refused.accessibleName()
    form.choose(Who.REVIEW_COMMITTEE)
    assert "一致" in form.read.accessibleName()
    room.after.escape()
    room.after.show_form()
    assert form.words.toPlainText() == NOTE
    QTest.keyClick(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = room.round.page
    assert room.router.currentWidget() is page
    assert "为止" in page._clock.accessibleName()
    listed = remembered(room.view, At("after"))
    card = RecentCard(listed, date(2030, 1, 1))  # long after the last day of handing in
    qtbot.addWidget(card)
    told = [label.accessibleName() for label in card.findChildren(Label)]
    assert any("补正 1/2 · 还剩 47 小时" in one for one in told)
    assert not any("已截止" in one for one in told)
    assert [card.page.number for card in page.cards if card.page] == [4, 1]
    QTest.keyClick(page, Qt.Key.Key_Escape)  # right after the clock was begun
    assert room.router.currentWidget() is not page
    room.router.go(At("after"))
    room.session.undo()
    assert room.router.currentWidget() is room.after


@pytest.mark.nightly
def test_two_rounds_from_the_note_to_handing_in_again(
    window: MainWindow, handed_in: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, session = handed_in, handed_in.session
    page = noted(room, NOTE)
    new = draw_page(tmp_path / "清晰.jpg", ("论文获奖名单", f"{APPLICANT.name}　一等奖", "清晰"))
    on.drop(page.cards[0].picture, new)
    on.until(lambda: session.case.pages[3].number == 5)
    on.until(lambda: session.case.pages[3].examined)
    on.until(lambda: page.cards[0].fault.standing is MendingStanding.UNCONFIRMED)
    assert [one.slot for one in session.case.pages] == [
        on.SLOT,
        on.SLOT,
        on.OTHER_SLOT,
        on.OTHER_SLOT,
    ]
    replaced = session.case.pages[3].number
    page.primary.click()
    assert room.router.currentWidget() is room.review
    assert session.current == replaced
    assert line_of(window).round.words.startswith("补正 1/2")
    on.confirm_pages(room, replaced)
    room.router.go(At("after"))
    assert page.cards[0].fault.standing is MendingStanding.MENDED
    page.cards[1]._ask_word()
    page.cards[1]._word.setText("原件就是横向的")
    page.cards[1]._agree.click()
    assert page.cards[1].fault.standing is MendingStanding.BY_HAND
    assert page.primary.text() == "导出改过的 1 页"
    made: list[object] = []

    def counted(pool: WorkerPool, act: Callable[..., Any], jobs: Sequence[Any]) -> Any:
        made.extend(jobs)
        return run_each(pool, act, jobs)

    monkeypatch.setattr(exporting, "run_each", counted)
    page.primary.click()
    assert room.router.currentWidget() is room.check
    on.until(lambda: room.export.result.isVisible())
    assert len(made) == 1
    folder = room.export.result.done.folder if room.export.result.done else Path()
    assert folder.name.endswith("第1次补正")
    assert len([*folder.joinpath("上传").rglob("*.jpg")]) == 1
    assert session.case.deliveries[-1].kind is DeliveryKind.CHANGES
    room.router.go(At("upload"))
    strip = room.strip
    assert isinstance(strip, UploadStrip)
    assert strip.focusWidget() is strip.primary
    told = [label.accessibleName() for label in strip.findChildren(Label)]
    assert "删 004，传 004a → 业绩成果印证材料" in told
    strip.primary.click()
    assert room.router.currentWidget() is page
    assert page.primary.text() == "记下：已重新提交"
    page.primary.click()
    assert room.router.currentWidget() is room.after
    second = noted(room, "承诺书缺失，请在24小时内补交")
    assert "第 2 次退回" in " ".join(one.accessibleName() for one in second.findChildren(Label))
    left = on.there(on.there(second.under_way).left(room.session.moment))
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    assert [card.fault.item.slot for card in second.cards] == ["pledge"]
    pledge = draw_page(tmp_path / "承诺书.jpg", ("承诺书", "本人承诺材料真实"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(pledge)], ""))
    second.cards[0].replace()
    on.until(lambda: len(session.case.pages) == 5)
    pledged = next(one.number for one in session.case.pages if one.slot == "pledge")
    on.until(lambda: session.case.page(pledged).examined)
    room.router.go(At("review", page=pledged))
    assert line_of(window).round.words.startswith("补正 2/2")
    on.confirm_pages(room, pledged)
    room.router.go(At("after"))
    assert second.cards[0].fault.standing == MendingStanding.MENDED
    session.undo()  # the confirmation
    undone: object = second.cards[0].fault.standing
    assert undone is MendingStanding.UNCONFIRMED


@pytest.mark.nightly
def test_pages_that_were_never_handed_in_are_asked_about_and_counted_once(handed_in: Room) -> None:
    """Button, page, result and stop say the same number, for the changed ones and for both."""
    room, session = handed_in, handed_in.session
    (sent,) = session.case.deliveries
    files = tuple(file for file in sent.files if file.page not in (1, 2))  # only a section was
    session.act(replace(session.case, deliveries=(replace(sent, files=files),)))
    page = noted(room, NOTE)
    session.act(deciding.draw(session.case, 4, Mask(Target.NAME, ((9, 9), (60, 9), (60, 60)))))
    on.confirm_pages(room, 4)
    for card in range(2):
        page._mark_done(page.cards[card].fault, True, "原件如此")
    under_way = on.there(page.under_way)
    assert under_way.changed == (4,)
    assert under_way.unsent == (1, 2)
    assert page.primary.text() == "导出改过的 1 页"
    page.primary.click()
    export = room.export
    assert export._head.accessibleName() == "导出改过的 1 页"
    assert room.check.primary.text() == "只导出改过的 1 页"
    assert export.together.text() == "另有 2 页还没有提交过，一起导出 3 页"
    room.check.primary.click()
    on.until(lambda: export.result.isVisible())
    assert export._head.accessibleName() == "已导出 1 页"
    count = room.view.path.path.of(Stop.EXPORT).count
    assert count.number != 4
    assert room.view.path.path.step.deed is Deed.HAND_IN_AGAIN
