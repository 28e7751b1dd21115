"""The path stands on every screen of a case, whole, by mouse and by keys."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.cases.made import laid_down
from tests.ui.conftest import OTHER_SLOT, SLOT, come, confirm_pages, entered, opened, there, until
from tests.ui.places import PAGES
from zcdesk.applicant import Applicant
from zcdesk.cases.acts import deciding, following
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.upload_route import Route
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.reporting import status_document
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import About, all_facts
from zcdesk.findings import Severity, warning
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.refused_row import RefusedRow
from zcdesk.ui.frame.mending_page import page_of
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import Label
from zcdesk.ui.start.kept_path import kept_stops
from zcdesk.ui.words.stop_names import count_words
from zcdesk.workflow.path.case_path import Deed
from zcdesk.workflow.path.stops import Sign, Stop

ALT = Qt.KeyboardModifier.AltModifier

SCREENS: dict[str, Callable[[Room], object]] = {
    **{
        page: lambda room, page=page: room.router.go(At(page))  # type: ignore[misc]
        for page in PAGES
        if page != "upload"  # a slim window of its own
    },
    "sections": lambda room: room.router.go(At("sections")),
    "export": lambda room: room.router.go(At("export", part=SLOT)),
    "waiting": lambda room: room.way._wait(),  # else only while there is no page
}


def line_of(window: MainWindow) -> PathLine:
    """Return the one line on the page in front."""
    lines = [line for line in window.findChildren(PathLine) if line.isVisible()]
    assert len(lines) == 1, len(lines)
    return lines[0]


def begin_round(room: Room) -> None:
    items = (ToDo("证书不清晰", slot=SLOT), ToDo("缺一年"))
    back = Round(now() - timedelta(minutes=48), Who.REVIEW_COMMITTEE, "退回", items)
    room.session.act(following.begin_round(room.session.case, back))


NARROW = {
    "zh": ("zh", 100, (880, 440)),
    "large": ("zh", 150, (1024, 768)),
    "en": ("en", 150, (880, 440)),
}
"""Language, text size and window: the tightest of each."""


@pytest.fixture(params=NARROW)
def size(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[int, int]:
    """Set language and text size, give the window's size."""
    language, percent, wanted = NARROW[request.param]
    preferences().set(language=language, size=percent)
    return wanted


@pytest.mark.nightly
def test_the_line_is_on_every_screen_below_its_bar(window: MainWindow, room: Room) -> None:
    room.route._choose(room.session.case.route.COVERED)
    for screen, show in SCREENS.items():
        show(room)
        line = line_of(window)
        page = there(line.parentWidget())
        bar = page.findChild(TopBar)
        assert isinstance(bar, TopBar)
        assert line.y() == bar.height(), screen
        here = [stop for stop, one in line.stops.items() if "现在在这里" in one.accessibleName()]
        assert here == [line.present], screen


@pytest.mark.nightly
def test_all_stops_can_be_pressed(size: tuple[int, int], window: MainWindow, room: Room) -> None:
    window.resize(*size)
    for returned in (False, True):
        if returned:
            begin_round(room)
        for stop in Stop:
            room.way.go_to(stop)
            line = line_of(window)
            QApplication.processEvents()
            assert window.size().toTuple() == size, (stop, window.size())
            right = 0
            for button in line.stops.values():
                assert not button.visibleRegion().isEmpty()
                assert button.x() >= right
                right = button.x() + button.width()
            assert right <= line.width(), (stop, right)
            assert line.round.isVisible() == returned


@pytest.mark.nightly
def test_a_press_and_alt_with_a_digit_go_to_each_stop(window: MainWindow, room: Room) -> None:
    for place, stop in enumerate(Stop):
        room.router.go(At("sections"))
        QTest.mouseClick(line_of(window).stops[stop], Qt.MouseButton.LeftButton)
        assert line_of(window).present is stop
        room.router.go(At("sections"))
        key = Qt.Key(Qt.Key.Key_1 + place)
        QTest.keyClick(QApplication.focusWidget() or window, key, ALT)
        assert line_of(window).present is stop


@pytest.mark.slow
def test_tab_reaches_the_line_and_the_arrows_go_along_it(window: MainWindow, room: Room) -> None:
    room.router.go(At("check"))
    line = line_of(window)
    for _ in range(80):
        if QApplication.focusWidget() is line.stops[Stop.CHECK]:
            break
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line.stops[Stop.CHECK]
    QTest.keyClick(line.stops[Stop.CHECK], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is line.stops[Stop.REVIEW]
    QTest.keyClick(line.stops[Stop.REVIEW], Qt.Key.Key_Return)
    assert room.review.isVisible()


@pytest.mark.slow
def test_what_was_typed_is_kept_when_the_path_leads_away(window: MainWindow, room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    typed = "posting_start"
    page.show_fact(typed)
    there(page.line).setText("2020-01-01")
    room.way.go_to(Stop.CHECK)
    assert dict(room.session.case.facts)[typed] == "2020-01-01"


@pytest.mark.slow
def test_the_filled_button_sorts_where_they_are_seen(window: MainWindow, read_case: Case) -> None:
    room = opened(window, read_case)
    section = room.session.notice.sections[0].id
    room.workspace.show_key(section)
    assert "归类建议" in room.workspace.primary.text()
    room.workspace.primary.click()
    assert room.session.case.pages == read_case.pages  # nothing is sorted that was not seen
    assert room.workspace.key == "unsorted"
    assert room.workspace.primary.text() == "照建议归类 3 页"
    QTest.keyClick(room.workspace.primary, Qt.Key.Key_Return)
    assert room.session.case.pages == read_case.pages  # Enter answers for nobody
    QTest.keyClick(room.workspace, Qt.Key.Key_F3)
    assert sum(bool(page.slot) for page in room.session.case.pages) == 3
    room.session.undo()
    assert room.session.case.pages == read_case.pages


def test_showing_where_something_is_open_does_nothing_of_it(
    window: MainWindow, read_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case that is opened from the batch shows its first open point by itself."""
    plain = replace(read_case, pages=tuple(one for one in read_case.pages if one.number < 3))
    room = opened(window, plain)
    asked: list[str] = []
    monkeypatch.setattr(room.workspace.acts, "choose_files", asked.append)
    room.workspace.show_key("unsorted")
    assert room.workspace.step.deed is Deed.SORT_AS_PROPOSED
    room.show_open_point()
    room.way.do(room.workspace.step)  # as the page after the upload does: it only leads there
    assert room.session.case == plain
    assert asked == []


@pytest.mark.nightly
def test_the_path_leads_back_to_an_export(window: MainWindow, room: Room, tmp_path: Path) -> None:
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 2)
    room.router.go(At("export", part=SLOT))
    room.export.put_into(tmp_path)
    room.check.primary.click()
    assert room.export.is_writing
    room.way.go_to(Stop.CHECK)
    room.way.go_to(Stop.EXPORT)
    assert room.export.isVisible()
    assert not room.export.change.isVisible()  # nothing is asked for anew meanwhile
    room.router.go(At("export", part=OTHER_SLOT))
    assert not room.export.change.isVisible()
    done = come(lambda: room.export.result.done)
    assert done.exported == 2
    room.way.go_to(Stop.CHECK)
    room.way.go_to(Stop.EXPORT)
    assert not room.export.isVisible()  # a part is not the case, and the check is still open


@pytest.mark.nightly
def test_moved_corners_are_taken_when_the_path_leads_away(window: MainWindow, room: Room) -> None:
    room.router.go(At("preparation"))
    page = there(room.preparation.acts.page)
    moved = ((30.0, 30.0), (page.width - 30.0, 30.0), (page.width - 30.0, 500.0), (30.0, 500.0))
    room.preparation.before.show_outline(page, moved)
    assert room.preparation.draft is not None
    room.way.go_to(Stop.CHECK)
    assert room.session.can_undo


@pytest.mark.nightly
def test_typed_names_are_taken_when_the_path_leads_away(window: MainWindow, room: Room) -> None:
    room.router.go(At("identity"))
    room.way.go_to(Stop.CHECK)
    assert not room.session.can_undo  # nothing was typed
    room.router.go(At("identity"))
    window.identity.short_names.show_words(("云岭装备", "云岭"))
    room.way.go_to(Stop.CHECK)
    assert room.check.isVisible()
    until(lambda: room.session.can_undo)
    assert "云岭" in room.session.case.applicant.employer_aliases


@pytest.mark.slow
def test_a_stop_that_is_not_due_says_what_it_waits_for_and_its_button_does_that(
    window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in room.session.case.pages:
        room.workspace.acts.remove((page.number,))
    asked: list[str] = []
    monkeypatch.setattr(room.workspace.acts, "choose_files", asked.append)
    room.way.go_to(Stop.REVIEW)
    waiting = there(room.way.waiting)
    assert waiting.isVisible()
    assert line_of(window).present is Stop.REVIEW
    waiting.primary.click()
    assert asked == [""]


@pytest.mark.slow
def test_a_return_comes_first_with_its_clock_and_mending(window: MainWindow, room: Room) -> None:
    room.router.go(At("after"))
    form = room.after.form
    form.words.setPlainText("1. 证书不清晰\n2. 缺一年")
    form.choose(Who.REVIEW_COMMITTEE)
    form.moment.setText(f"{now() - timedelta(minutes=42):%Y-%m-%d %H:%M}")  # eight are left for it
    form.enter()
    page = room.round.page
    chip = line_of(window).round
    assert chip.isVisible()
    assert chip.words.startswith("补正 1/2 · 还剩 47 小时 1")
    assert chip.words.endswith("分（北京时间）")
    heads = [one.text() for one in page.findChildren(type(page.bar.title))]
    assert any("要改的 2 处，还剩 2 处" in head for head in heads)
    before = room.session.case
    assert page.primary.text() == "请改第 1 处"
    for card in tuple(page.cards):
        card.ticked.emit(card.fault, True, "平台上改好了")
    assert room.session.case.rounds != before.rounds
    page.refresh()
    assert "请改" not in page.primary.text()


@pytest.mark.nightly
def test_an_export_is_ticked_and_leads_to_the_upload_until_a_page_is_changed(
    window: MainWindow, sorted_case: Case, tmp_path: Path
) -> None:
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    confirm_pages(room, 1, 2)
    room.router.go(At("export", part=SLOT))
    room.export.put_into(tmp_path)
    room.check.primary.click()
    until(lambda: not room.export.is_writing)
    stop = line_of(window).stops[Stop.EXPORT]

    def sign() -> Sign:
        return stop.state.sign

    assert sign() is Sign.DONE
    assert "已导出 2 页" in stop.accessibleName()
    assert room.check.primary.text() == "打开上传助手"
    asked: list[At] = []
    room.router.add("upload", asked.append)
    room.check.primary.click()
    assert asked
    room.session.act(deciding.answer(room.session.case, 2, Answer.YES))
    assert sign() is Sign.NEEDS_PERSON
    assert "导出后改过" in stop.accessibleName()
    assert room.session.outdated
    room.session.undo()
    assert sign() is Sign.DONE


QUESTIONS, LOOSE, MANY, REFUSED = 11, 2, 5, 1
"""What the case has: questions, pages without a slot, pages in all, files that are none."""


@pytest.fixture
def counted(window: MainWindow, read_case: Case, tmp_path: Path) -> Room:
    """The room of the read case on disk, with two pages in no slot and a file that was refused."""
    slots = {1: SLOT, 2: SLOT, 3: OTHER_SLOT}
    pages = tuple(replace(page, slot=slots.get(page.number, "")) for page in read_case.pages)
    made = entered(window, laid_down(tmp_path / "申报.zcase", replace(read_case, pages=pages)))
    until(lambda: not made.judge._running)
    return made


def on_path(window: MainWindow, stop: Stop) -> str:
    (line,) = (line for line in window.findChildren(PathLine) if line.isVisible())
    return line.stops[stop].accessibleName()


def seen(window: MainWindow) -> str:
    """Return all words and buttons on screen, a line each."""
    QApplication.processEvents()
    parts: list[Label | Button] = [*window.findChildren(Label), *window.findChildren(Button)]
    return "\n".join(re.sub("<[^>]*>", "", part.text()) for part in parts if part.isVisible())


def findings_of(counted: Room) -> list[dict[str, Any]]:
    """Return the findings that ``case status --json`` tells."""
    document = json.loads(status_document(counted.judge.evaluation).model_dump_json())
    return list(document["findings"])


def to_do_of(counted: Room) -> int:
    return sum(finding["to_do"] for finding in findings_of(counted))


def told(counted: Room) -> dict[str, list[str]]:
    """Return their sentences by their code."""
    sentences: dict[str, list[str]] = {}
    for finding in findings_of(counted):
        sentences.setdefault(finding["code"], []).append(finding["message"])
    return sentences


@pytest.mark.slow
def test_open_questions_are_one_number(window: MainWindow, counted: Room) -> None:
    counted.router.go(At("interview"))
    assert f"0/{QUESTIONS}" in on_path(window, Stop.FILL)
    assert f"0 / {QUESTIONS}" in seen(window)
    tails = {row.key: row.tail for row in counted.workspace.list.rows}
    assert tails["interview"] == f"还有 {QUESTIONS} 题"
    assert told(counted)["check.questions_open"] == [f"还有 {QUESTIONS} 个问题没有回答。"]
    counted.router.go(At("check"))
    assert f"还有 {QUESTIONS} 个问题没有回答" in seen(window)


@pytest.mark.slow
def test_unsorted_pages_are_one_number(window: MainWindow, counted: Room) -> None:
    counted.router.go(At("sections"))
    counted.workspace.show_key("unsorted")
    assert f"{LOOSE} 页未归" in on_path(window, Stop.SORT)
    assert f"{LOOSE} 页" in seen(window)
    tails = {row.key: row.tail for row in counted.workspace.list.rows}
    assert tails["unsorted"] == f"{LOOSE} 页"
    (sentence,) = told(counted)["check.pages_unsorted"]
    assert f"{LOOSE} 页" in sentence


@pytest.mark.nightly
def test_pages_in_review_are_one_number_without_refused(window: MainWindow, counted: Room) -> None:
    counted.router.go(At("review"))
    assert f"还剩 {MANY} 页" in on_path(window, Stop.REVIEW)
    words = seen(window).splitlines()
    assert {f"还剩 {MANY} 页", f"已确认 0 / {MANY}", f"全部 {MANY}"} <= set(words)
    confirm_pages(counted, 1)
    assert f"还剩 {MANY - 1} 页" in on_path(window, Stop.REVIEW)
    words = seen(window).splitlines()
    assert {f"还剩 {MANY - 1} 页", f"已确认 1 / {MANY}", f"全部 {MANY}"} <= set(words)


@pytest.mark.slow
def test_refused_files_are_one_number(window: MainWindow, counted: Room) -> None:
    counted.router.go(At("check"))
    until(lambda: not counted.judge._running)
    assert len(counted.check.findChildren(RefusedRow)) == REFUSED
    assert len(told(counted)["check.page_refused_unsorted"]) == REFUSED
    assert f"{MANY} 页" in on_path(window, Stop.MATERIALS)


@pytest.mark.nightly
def test_pages_to_export_and_open_points_are_one_number(window: MainWindow, counted: Room) -> None:
    confirm_pages(counted, 1, 2)
    counted.router.go(At("review"))
    assert "先导出 2 页" in seen(window)
    counted.router.go(At("check"))
    until(lambda: not counted.judge._running)
    words = seen(window).splitlines()
    assert "先导出 2 页" in words
    assert words[words.index("可以导出") + 1] == "2"
    yours = int(words[words.index("轮到您") + 1])
    others = int(words[words.index("等单位") + 1])
    assert f"{yours} 条" in on_path(window, Stop.CHECK)
    box = 1  # that all is true is asked in the window alone
    assert yours + others == to_do_of(counted) + box


@pytest.mark.slow
def test_the_start_page_tells_the_same_of_every_stop(window: MainWindow, counted: Room) -> None:
    counted.router.go(At("review"))
    confirm_pages(counted, 1)
    stops = {state.stop: count_words(state.count) for state in counted.check._path.path.stops}
    window.show_start()
    (recent,) = preferences().settings.recent
    assert {state.stop: count_words(state.count) for state in kept_stops(recent)} == stops
    assert stops[Stop.REVIEW] == f"还剩 {MANY - 1} 页"


def test_no_page_is_offered_for_export_that_still_waits_for_the_question_of_secrecy(
    window: MainWindow, read_case: Case
) -> None:
    counted = opened(window, replace(read_case, notice="hotan-private-2025"))
    confirm_pages(counted, 1, 2)
    assert len(counted.session.overview.confirmed) == 2
    for screen in ("review", "check"):
        counted.router.go(At(screen))
        assert "先导出" not in seen(window), screen


WITHOUT_A_PLACE = (About.PERSON, About.WRITTEN, About.ANSWERS, About.TIME, About.CASE)
OF_A_TEXT = "check.text_", "check.word_lists"
"""Beginnings of codes that name a text, or what this computer has."""
FROM_OTHERS = {"check.round_over", "check.returns_over", "check.returns_over_unstated"}
"""Only whoever runs the appraisal can help."""


def test_every_thing_to_do_without_a_place_has_its_page() -> None:
    found = {
        code
        for code, known in all_facts().items()
        if known.about in WITHOUT_A_PLACE and known.severity is not Severity.INFO
        if not known.only_known and not code.startswith((*OF_A_TEXT, "reuse."))
    } - FROM_OTHERS
    assert len(found) > 10
    nowhere = {code for code in found if not page_of(CaseFinding(warning(code), rule="r"))}
    assert not nowhere


@pytest.mark.parametrize(("told", "code"), [("早年在外地", "history_unread")])
def test_a_work_history_that_nobody_can_read_leads_to_its_text(told: str, code: str) -> None:
    notice = load_notice("region-senior-2024")
    case = Case(notice.id, Applicant("沈知遥", "某厂"), frozenset(), texts=(("resume", told),))
    found = evaluate(notice, case, datetime(2024, 9, 1, tzinfo=BEIJING)).to_do
    (finding,) = [one for one in found if one.code == f"check.{code}"]
    assert finding.field == "resume"
    assert finding.section
    assert not page_of(finding)  # the section itself is its page


def test_another_employer_than_hers_leads_to_name_and_employer() -> None:
    assert page_of(CaseFinding(warning("check.history_other_employer"))) == "identity"
