"""The whole walk for each of the five notices: from a new case to the package, and on to the end.

By day the pointer walks one that wants none, and the keyboard of ``test_walk`` one that wants
covers; at night all five are walked, the latter without a pointer here as well."""

import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.cases.made import laid_down
from tests.patient import come, there, until
from tests.ui.conftest import NOTICE, OTHER_SLOT, SLOT, Note, Press, entered, see
from tests.ui.drawn import APPLICANT, draw_page
from tests.ui.fictional import Scan, draw_scans, fictional_person, scans_for
from tests.ui.keyboard_walker import KeyboardWalker
from tests.ui.notice.test_my_notice import Clerk
from tests.ui.places import PAGES
from tests.ui.pressing import looking_outside
from tests.ui.test_enter_and_tab import said_otherwise
from tests.ui.walker import Walker
from zcdesk.applicant import Target
from zcdesk.cases.case import Answer, Case, PageState
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.file.store import open_case
from zcdesk.export.plan.manifest import manifest_of, sha256_of
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.after_page import Here
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.sample import sample_case
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.package.package_files import text_places
from zcdesk.workflow.path.stops import Stop

SUMMARY = "任现职以来，负责技术改进和现场试验，三轮改进后效率提高到百分之九十三。"
AT_ONCE = "ce_special"
"""The slot on which scans are dropped at once; the others go through the tray."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    draw_scans(folder)
    return folder


@pytest.fixture
def own_folders(tmp_path: Path) -> None:
    """Cases and packages of one test lie below its own folder."""
    preferences().set(case_folder=str(tmp_path / "案卷"), package_folder=str(tmp_path / "导出"))
    (tmp_path / "导出").mkdir()


def pointed_at() -> list[object]:
    """Return the notices that the keyboard does not walk; by day the first that wants no covers."""
    others = [one for one in notice_ids() if one != NOTICE]
    by_day = next(one for one in others if load_notice(one).masking is None)
    marks = {one: [] if one == by_day else [pytest.mark.nightly] for one in others}
    return [pytest.param(one, marks=marks[one]) for one in others]


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", pointed_at())
def test_a_person_walks_from_the_notice_to_the_package(
    window: MainWindow, own_folders: None, drawn: Path, notice_id: str
) -> None:
    walk(Walker(window), notice_id, drawn, scans_for(notice_id))


@pytest.mark.nightly
def test_the_same_walk_needs_no_pointer(window: MainWindow, own_folders: None, drawn: Path) -> None:
    walk(KeyboardWalker(window), NOTICE, drawn, scans_for(NOTICE))


class Counting(Walker):
    """Knows the keys, and counts every press and click; what is written and dropped is no key."""

    together = True
    keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.keys += 1
        super().press(key, modifiers)

    def click(self, widget: QtWidgets.QWidget) -> None:
        self.keys += 1
        super().click(widget)

    def open(self, key: str) -> None:
        self.keys += 1
        super().open(key)


MOST_KEYS = 45
"""33 keys and 13 decisions were counted for 25 pages, 36 and 12 with her own notice before; what is
ticked on one screen is one decision."""


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("kind", "count", "most", "own"),
    [(Walker, None, 40, False), (Counting, 25, 15, False), (Counting, 25, 15, True)],
    ids=["whole", "by keys", "own notice"],
)
@pytest.mark.usefixtures("own_folders")
def test_the_sample_takes_few_decisions_and_keys(
    window: MainWindow, kind: type[Walker], count: int | None, most: int, own: bool
) -> None:
    sample, walker = sample_case(), kind(window)
    pages, notice = sample.pages[:count], load_notice(sample.notice)
    if own:
        clerk = Clerk(window)
        clerk.begin("\n".join(notice_text(notice)), tables=False)
        notice, steps = clerk.agree(
            "上传学历", "职称证书", "专业技术职务任职资格评审表", "工作总结"
        )
        walker.decisions += ["of the notice"] * len(steps.before)
    walker.choose_notice(notice.id)
    walker.introduce(sample.applicant, [Path(page.path) for page in pages])
    walker.wait(lambda: len(walker.room.session.case.pages) == len(pages))
    walker.answer_questions(dict(sample.facts))
    walker.choose_route()
    walker.sort_tray()
    slots = {slot.id: slot.id for slot in notice.slots()}
    walker.sort_by_hand({page.file_name: slots.get(page.slot, "id_card") for page in pages})

    def covers(number: int, hit: int) -> bool:  # own seals are covered, no signature is
        page = walker.room.session.case.page(number)
        return page.hits[hit].mask.target is not Target.SIGNATURE

    walker.review(covers)
    done = walker.check_and_export()
    assert (done.exported, done.left_out) == (len(pages), ())
    assert len(walker.decisions) <= most, walker.decisions
    if isinstance(walker, Counting):
        assert walker.keys + (clerk.keys if own else 0) <= MOST_KEYS
    else:
        assert walker.shown.others == []


def walk(walker: Walker, notice_id: str, drawn: Path, scans: Sequence[Scan]) -> None:
    """Walk from the start page to the package, and look at what lies on the disk."""
    notice = load_notice(notice_id)
    loose = [drawn / scan.file for scan in scans if scan.slot != AT_ONCE]
    walker.choose_notice(notice_id)
    walker.introduce(fictional_person().applicant(), loose)
    walker.wait(lambda: len(walker.room.session.case.pages) == len(loose))
    walker.drop_on_slot(AT_ONCE, [drawn / one.file for one in scans if one.slot == AT_ONCE])
    walker.answer_questions({})
    if notice.masking is not None:
        walker.choose_route()
    places = [place for section in notice.sections for place in text_places(notice, section)]
    if any(place.id == "work_summary" for place in places):
        walker.write_text("work_summary", SUMMARY)
    walker.sort_tray()
    expected = {scan.file: scan.slot for scan in scans}
    pages = walker.room.session.case.pages
    assert {page.file_name: page.slot for page in pages} == expected
    walker.review(lambda number, hit: True)
    done = walker.check_and_export()
    check_package(done, walker, len(scans))
    assert len(walker.decisions) <= 40, walker.decisions
    assert walker.shown.others == []


def check_package(done: PackageDone, walker: Walker, pages: int) -> None:
    """Hold a package on the disk against the case: every page, every file, nothing personal."""
    case, notice = walker.room.session.case, walker.room.session.notice
    assert (done.exported, done.left_out) == (pages, ())
    manifest = there(manifest_of(done.folder))
    assert manifest.left_out == ()
    for file in manifest.files:
        assert sha256_of(done.folder / file.path) == file.sha256, file.path
    by_number = {page.number: page for page in case.pages}
    sent = {page.page: page for page in manifest.pages}
    assert sorted(sent) == sorted(by_number)
    for number, page in by_number.items():
        assert sent[number].slot == page.slot
        assert len(sent[number].covers) == len(page.covers())
        assert sha256_of(done.folder / sent[number].file) == sent[number].sha256
    asked = {mask.target for page in case.pages for mask in page.covers()}
    asked.discard(Target.OTHERS_ON_LIST)  # asked whatever the notice says
    assert bool(asked) is (notice.masking is not None)
    written = "".join(str(path.relative_to(done.folder)) for path in done.folder.rglob("*"))
    assert case.applicant.name not in written


Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLE = "荣　誉　证　书"
NOTE = "1、业绩成果佐证材料第1张不清晰，请在48小时内修改"


@pytest.mark.nightly
@pytest.mark.usefixtures("own_folders")
def test_it_is_exported_sent_back_and_exported_again(window: MainWindow, tmp_path: Path) -> None:
    scan = draw_page(tmp_path / "1.jpg", (TITLE, f"{APPLICANT.name}同志："))
    person = Walker(window)
    person.choose_notice(NOTICE)
    person.introduce(APPLICANT, [scan])
    person.wait(lambda: len(person.room.session.case.pages) == 1)
    person.answer_questions({})
    person.choose_route()
    person.sort_tray()
    person.sort_by_hand({"1.jpg": OTHER_SLOT})
    person.review(lambda _page, _hit: True)
    assert person.check_and_export().exported == 1
    session, after = person.room.session, person.room.after
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    assert after.here is Here.SUBMIT
    person.click(after.primary)
    assert session.case.deliveries[0].submitted is not None
    person.press(Keys.Key_F)
    assert len(session.case.stations) == 1
    QtWidgets.QApplication.clipboard().setText(NOTE)
    person.press(Keys.Key_V, CONTROL)
    person.click(list(after.form.levels.values())[-1])
    person.press(Keys.Key_Return, CONTROL)
    (card,) = person.room.round.page.cards
    new = draw_page(tmp_path / "2.jpg", (TITLE, f"{APPLICANT.name}同志：", "重新扫描"))
    person.drop(card.picture, [new])
    person.wait(lambda: session.case.pages[0].file_name == "2.jpg")
    round_page = person.room.round.page
    person.wait(lambda: round_page.primary.text() == "去确认第 1 处")
    person.press(Keys.Key_F)
    person.review(lambda _page, _hit: True)
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    export = person.room.export
    assert round_page.primary.text() == "导出改过的 1 页"
    person.click(round_page.primary)
    person.wait(lambda: export.result.isVisible())
    assert session.case.deliveries[-1].kind is DeliveryKind.CHANGES
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    assert round_page.primary.text() == "记下：已重新提交"
    person.click(round_page.primary)
    assert session.case.deliveries[-1].submitted is not None
    ended: object = after.here
    assert ended is Here.STATION
    assert person.shown.others == []


@pytest.mark.nightly
def test_a_person_walks_from_the_start_page_to_the_package_with_the_keyboard(
    window: MainWindow, press: Press, scans: Path, tmp_path: Path
) -> None:
    window.start.choose(NOTICE)
    window.start.focus()
    press(Qt.Key.Key_Return)
    identity = window.identity
    assert identity.primary.text() == "先写姓名"
    identity.name.insert(APPLICANT.name)  # as an input method does it
    identity.employer.insert(APPLICANT.employer)
    assert identity.primary.text() == "开始"
    identity.scans.take((scans,))
    press(Qt.Key.Key_Return)

    room = come(lambda: window.room)
    room, session, workspace = room, room.session, room.workspace
    until(lambda: len(session.case.pages) == 6)
    assert workspace.key == "unsorted"
    assert workspace.stop is Stop.SORT
    workspace.acts.move(SLOT, [1, 2, -1], 0)
    workspace.acts.move(OTHER_SLOT, [3, 4, 5], 0)
    assert [page.number for page in session.case.pages] == [1, 2, -1, 3, 4, 5]
    until(lambda: not session.overview.waiting)
    states = {one.page.number: one.state for one in session.overview}
    assert [states[number] for number in (1, 2, 3)] == [PageState.MASKED] * 3
    assert (states[4], states[5], states[-1]) == (
        PageState.CLEAN, PageState.REVIEW, PageState.REFUSED,
    )  # fmt: skip

    press(Qt.Key.Key_F3)
    review = room.review
    assert review.isVisible()
    press(Qt.Key.Key_N)  # to the one doubt: a longer name
    assert session.current == 5
    press(Qt.Key.Key_R)
    see(review)
    assert review.step.way == "confirm"
    press(Qt.Key.Key_F)
    assert session.case.page(5).answer is Answer.NO  # somebody else's name may stay
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Space)
    assert [one.page.number for one in session.overview.unconfirmed] == [3]

    press(Qt.Key.Key_F)  # only the employer: the notice is silent, a person answers
    assert session.current == 3
    assert review.step.way == "answer"
    see(review)
    review.canvas.view.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F)
    assert review.step.way == "check"

    press(Qt.Key.Key_F)
    assert room.check.isVisible()  # no way to the whole package leads round the final check
    room.check.partial.click()
    assert room.route.isVisible()
    press(Qt.Key.Key_Space)
    room.route.primary.click()
    assert room.check.isVisible()
    room.check.partial.click()
    export = room.export
    assert export.isVisible()
    export.put_into(tmp_path)
    room.check.primary.click()
    done = come(lambda: export.result.done)
    assert done.exported == 5
    assert [one.number for one in done.left_out] == [-1]
    assert review.bar.package.isVisibleTo(review)
    pictures = sorted(path.name for path in done.folder.rglob("*.jpg"))
    assert len(pictures) == 5
    manifest = json.loads(next(done.folder.rglob("manifest.json")).read_text(encoding="utf-8"))
    assert APPLICANT.name not in json.dumps(manifest, ensure_ascii=False)


def test_closing_while_pages_are_read_is_safe(window: MainWindow, waiting_case: Case) -> None:
    window.open_case(waiting_case)
    assert window.session is not None
    assert window.session.is_reading
    window.close()
    assert window.session is None


@pytest.mark.nightly
def test_reading_stops_after_a_page_and_goes_on(window: MainWindow, waiting_case: Case) -> None:
    window.open_case(replace(waiting_case, pages=waiting_case.pages[:2]))
    session = there(window.session)
    session.stop_reading()
    until(lambda: not session.is_reading)
    assert session.overview.waiting
    session.go_on_reading()
    until(lambda: not session.overview.waiting)


WALKS = [
    range(2),
    pytest.param(
        range(2, int(os.environ.get("ZCDESK_WINDOW_WALKS", "10000"))), marks=pytest.mark.nightly
    ),
]
STEPS = 25

Key, Modifier = Qt.Key, Qt.KeyboardModifier
MOVES = (
    Key.Key_Tab, Key.Key_Backtab, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right,
    Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown, Key.Key_F6, Key.Key_F7,
)  # fmt: skip
"""Keys that lead about."""

CHOOSES = (
    QtWidgets.QRadioButton,
    QtWidgets.QComboBox,
    QtWidgets.QLineEdit,
    QtWidgets.QPlainTextEdit,
)
"""Where a key that leads about elsewhere chooses or writes, as everywhere on the computer."""

ACTS = (
    Key.Key_Return, Key.Key_Space, Key.Key_Escape, Key.Key_Delete,
    *(Qt.Key(key) for key in range(Key.Key_1.value, Key.Key_9.value + 1)),
    *(Qt.Key(key) for key in range(Key.Key_A.value, Key.Key_Z.value + 1)),
)  # fmt: skip

STOPS = tuple(Qt.Key(key) for key in range(Key.Key_1.value, Key.Key_8.value + 1))
"""With Alt: the stops of a case."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file lies that each walk begins with a copy of."""
    return tmp_path_factory.mktemp("walks")


@pytest.fixture
def case_file(kept: Path, sorted_case: Case) -> Path:
    """The sorted case in a file of its own."""
    path = kept / "begun.zcase"
    return path if path.is_file() else laid_down(path, sorted_case)


class Steps:
    """One person at random; ``done`` tells what she did, so that a walk can be walked again."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window, self._chance = window, random.Random(seed)
        self.done: list[str] = []

    def take(self) -> bool:
        """Take a step; tell whether it only led about."""
        return self._chance.choice((self._move, self._move, self._act, self._stop, self._click))()

    def _move(self) -> bool:
        focus = QtWidgets.QApplication.focusWidget()
        leads = not isinstance(focus, CHOOSES)
        self._press(self._chance.choice(MOVES))
        return leads

    def _act(self) -> bool:
        self._press(self._chance.choice(ACTS))
        return False

    def _stop(self) -> bool:
        keys = ((Modifier.AltModifier, STOPS), (Modifier.ControlModifier, (Key.Key_Z, Key.Key_Y)))
        modifier, chosen = self._chance.choice(keys)
        self._press(self._chance.choice(chosen), modifier)
        return False

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        focus = QtWidgets.QApplication.focusWidget() or self._window
        self.done.append(f"{modifier.name} {key.name} on {type(focus).__name__}")
        QTest.keyClick(focus, key, modifier)

    def _click(self) -> bool:
        """Click on a button that is seen, or somewhere."""
        button = self._chance.choice(list(self._buttons()) or [None])
        if button is not None and self._chance.random() < 0.7:
            self._click_on(button, button.rect().center())
            return False
        area = self._window.rect()
        there = QPoint(self._chance.randrange(area.width()), self._chance.randrange(area.height()))
        if (widget := self._window.childAt(there)) is not None and widget.isEnabled():
            self._click_on(widget, widget.mapFrom(self._window, there))
        return False

    def _click_on(self, widget: QtWidgets.QWidget, place: QPoint) -> None:
        self.done.append(f"click on {type(widget).__name__} {widget.accessibleName()!r}")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)

    def _buttons(self) -> Iterator[QtWidgets.QAbstractButton]:
        for button in self._window.findChildren(QtWidgets.QAbstractButton):
            if button.isVisible() and button.isEnabled() and not button.visibleRegion().isEmpty():
                yield button


def walked(window: MainWindow, room: Room, steps: Steps) -> None:
    """Walk until the case is left, or long enough."""
    for _ in range(STEPS):
        before = room.session.case
        quiet = steps.take()
        QtWidgets.QApplication.processEvents()
        if window.room is not room:
            return
        if quiet:
            assert said_otherwise(before, room.session.case) == [], steps.done[-3:]


@pytest.mark.nightly
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("walks", WALKS, ids=["by day", "at night"])
def test_a_walk_at_random_ends_well(
    pool: WorkerPool, case_file: Path, tmp_path: Path, walks: range, record_property: Note
) -> None:
    taken = changed = 0
    first = preferences().settings
    for seed in walks:
        path = tmp_path / f"{seed}.zcase"
        shutil.copy(case_file, path)
        window = MainWindow(pool)
        window.show()
        window.activateWindow()
        steps = Steps(window, seed)
        try:
            changed += walk_through(window, path, steps, PAGES[seed % len(PAGES)])
        except BaseException as error:
            error.add_note(f"walk {seed}: {steps.done}")
            raise
        finally:
            window.close()
            window.deleteLater()
            preferences().set(**first.model_dump())
        taken += len(steps.done)
        path.unlink()
    record_property("figure", f"{len(walks)} walks, {taken} steps, {changed} that changed a case")
    assert taken > 5 * len(walks)


def walk_through(window: MainWindow, path: Path, steps: Steps, page: str) -> bool:
    """Walk from a page of a case; tell whether anything was decided."""
    room = entered(window, path)
    begun = room.session.case
    room.router.go(At(page))
    with looking_outside():
        walked(window, room, steps)
    if window.room is not room:
        return False
    shown = room.session.case
    until(lambda: not room.session.unsaved)
    with open_case(path) as stored:
        assert said_otherwise(shown, stored.case) == []
    while room.session.can_undo:
        room.session.undo()
        until(lambda: not room.session.unsaved)
    assert said_otherwise(begun, room.session.case) == []
    return bool(said_otherwise(begun, shown))
