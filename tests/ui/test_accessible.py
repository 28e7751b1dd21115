"""Every page can be read: enough contrast in every look, a name for every control, whole English.

Measured on the pages themselves, as they are drawn, and not on the table of colours alone."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from pytestqt.qtbot import QtBot

from tests.notices.editing.texts import RIVER
from tests.setup.checkout import ROOT
from tests.ui.conftest import Note, opened, see, until
from tests.ui.drawn import APPLICANT
from tests.ui.look.test_looks import contrast
from tests.ui.test_enter_and_tab import DIALOGS, SCREENS, WINDOW_SCREENS
from zcdesk.cases.case import Case
from zcdesk.resources import resource
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import COVER, COVER_DOUBT, COVER_MANUAL, TABLE, Look, Tokens, Tone

LEAST = 4.5
"""WCAG 2.2, 1.4.3, level AA: text against its ground."""

LEAST_OF_SHAPES = 3.0
"""WCAG 2.2, 1.4.11: what must be seen of a control, and the ring of the focus."""

FEW = 40
"""Pixels: what is smaller is hidden by its neighbours or scrolled away."""

HAN = re.compile(r"[\u3400-\u9fff]+")

CONTROLS = (QtWidgets.QAbstractButton, QtWidgets.QLineEdit, QtWidgets.QPlainTextEdit,
            QtWidgets.QComboBox, QtWidgets.QAbstractItemView)  # fmt: skip


def shown(window: QtWidgets.QWidget) -> Iterator[QtWidgets.QWidget]:
    """Yield every widget that is on screen, if only in part."""
    for widget in window.findChildren(QtWidgets.QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def ground_of(widget: QtWidgets.QWidget, window: QtWidgets.QWidget, seen: QImage) -> str:
    """Return the colour that most of what is seen of a widget has: what its words lie on."""
    region = widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint(0, 0)))
    ratio = seen.devicePixelRatio()
    colours: Counter[int] = Counter()
    for y in range(region.top(), region.bottom() + 1):
        for x in range(region.left(), region.right() + 1, 2):
            colours[seen.pixel(round(x * ratio), round(y * ratio))] += 1
    return QColor(colours.most_common(1)[0][0]).name()


def too_faint(
    window: QtWidgets.QWidget, table: Tokens
) -> tuple[int, set[tuple[str, str, str, float]]]:
    """Return how many labels were measured, and those whose words can hardly be read."""
    for _ in range(4):  # a page that was filled anew is painted when everything has its place
        QtWidgets.QApplication.processEvents()
    seen, count = window.grab().toImage(), 0
    faint: set[tuple[str, str, str, float]] = set()
    for label in shown(window):
        tone = label.property("tone")
        if not isinstance(label, QtWidgets.QLabel) or tone is None or not label.accessibleName():
            continue
        box = label.visibleRegion().boundingRect()
        if box.width() * box.height() < FEW:
            continue
        count += 1
        ground = ground_of(label, window, seen)
        measured = contrast(table.colour(Tone(tone)), ground)
        if measured < LEAST:
            faint.add((label.accessibleName()[:20], str(tone), ground, round(measured, 2)))
    return count, faint


@pytest.fixture
def look(qapp: QtWidgets.QApplication, request: pytest.FixtureRequest) -> Iterator[Look]:
    """The program in one of its looks; light again afterwards."""
    theme().apply(qapp, request.param)
    yield request.param
    theme().apply(qapp, Look.LIGHT)


@pytest.mark.nightly
@pytest.mark.parametrize("look", list(Look), indirect=True)
def test_every_label_of_every_page_can_be_read_on_what_lies_below_it(
    window: MainWindow, sorted_case: Case, look: Look, record_property: Note
) -> None:
    measured = 0
    faint: set[tuple[str, str, str, float]] = set()
    for begin in WINDOW_SCREENS.values():
        begin(window)
        until(lambda: not window._arrival._job.busy)
        count, worse = too_faint(window, TABLE[look])
        measured, faint = measured + count, faint | worse
    room = opened(window, sorted_case)
    for show in SCREENS.values():
        show(room)
        count, worse = too_faint(window, TABLE[look])
        measured, faint = measured + count, faint | worse
    assert measured > 150
    assert faint == set()
    record_property("figure", f"{look}: {measured} labels on screen, 0 below {LEAST} : 1")


@pytest.mark.slow
def test_a_label_that_can_hardly_be_read_is_found(window: MainWindow) -> None:
    pale = TABLE[Look.LIGHT].__dict__ | {"text2": "#9aa39e"}
    assert too_faint(window, Tokens(**pale))[1]


@pytest.mark.parametrize("table", TABLE.values(), ids=[str(look) for look in TABLE])
def test_what_is_painted_can_be_read_and_seen(table: Tokens) -> None:
    for tone in (Tone.OK, Tone.MISS, Tone.YOU, Tone.NONE, Tone.WAIVE, Tone.MUTE, Tone.CANT):
        for ground in (table.soft(tone), table.surface, table.bg):
            assert contrast(table.colour(tone), ground) >= LEAST, (tone, ground)
    for words, ground in (
        (table.text, table.accent_soft),
        (table.text2, table.accent_soft),
        (table.accent, table.accent_soft),
        *product((table.text, table.text2, table.text3), (table.bg, table.surface, table.sunken)),
        (table.on_accent, table.accent),
        (table.on_accent, table.hover),
        (table.on_accent, table.pressed),
    ):
        assert contrast(words, ground) >= LEAST, (words, ground)
    for ground in (table.bg, table.surface, table.sunken):
        assert contrast(table.accent, ground) >= LEAST  # also the ring of the focus
        assert contrast(table.field, ground) >= LEAST_OF_SHAPES


def test_the_numbers_of_covers_can_be_read_and_their_edges_seen_on_paper() -> None:
    yellowed = "#f2ead6"
    for colour in (COVER, COVER_DOUBT, COVER_MANUAL):
        assert contrast("#ffffff", colour) >= LEAST, colour
        assert contrast(colour, yellowed) >= LEAST_OF_SHAPES, colour


def nameless(window: QtWidgets.QWidget) -> list[str]:
    """Return the controls of a window that a screen reader could only call by their kind."""
    found = []
    for widget in shown(window):
        inner = widget.focusProxy() is not None or widget.objectName().startswith("qt_")
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if inner or not (stops or isinstance(widget, CONTROLS)):
            continue
        if isinstance(widget.parent(), QtWidgets.QLineEdit | QtWidgets.QComboBox):
            continue  # the cross that empties a field, the list that a box unfolds
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.nightly
def test_every_control_of_every_page_has_a_name_for_screen_readers(
    qtbot: QtBot, window: MainWindow, room: Room, record_property: Note
) -> None:
    faults: set[str] = set()
    pages = 0
    for show in SCREENS.values():
        show(room)
        if room.review.isVisible():
            see(room.review)
        faults |= {f"{type(window.router.currentWidget())}: {one}" for one in nameless(window)}
        pages += 1
    for make in DIALOGS.values():
        dialog = make(room, window)
        qtbot.addWidget(dialog)
        dialog.show()
        faults |= {f"{type(dialog)}: {one}" for one in nameless(dialog)}
        dialog.close()
        pages += 1
    for begin in WINDOW_SCREENS.values():
        begin(window)
        until(lambda: not window._arrival._job.busy)
        faults |= {f"{type(window.router.currentWidget())}: {one}" for one in nameless(window)}
        pages += 1
    assert faults == set()
    record_property("figure", f"{pages} pages and dialogs, 0 controls without a name")


@pytest.mark.slow
def test_a_control_without_a_name_is_found(window: MainWindow) -> None:
    window.start.findChildren(QtWidgets.QAbstractButton)[0].setAccessibleName("")
    window.start.findChildren(QtWidgets.QAbstractButton)[0].setText("")
    assert nameless(window)


# --- English ------------------------------------------------------------------------------------


@cache
def words_of_notices() -> str:
    """Return all that stands in notices and their texts: it is shown as it is on the platform."""
    files = [*resource("notices").rglob("*.yaml"), *resource("notices").rglob("*.txt")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def texts_of(window: QtWidgets.QWidget) -> Iterator[str]:
    """Yield every text that a window shows or speaks, also that of rows that are painted."""
    for widget in shown(window):
        yield widget.accessibleName()
        yield widget.toolTip()
        if isinstance(widget, QtWidgets.QLabel | QtWidgets.QAbstractButton):
            yield re.sub(r"<[^>]+>", "", widget.text())
        if isinstance(widget, QtWidgets.QLineEdit | QtWidgets.QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QtWidgets.QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")


def left_in_chinese(window: QtWidgets.QWidget, own: str) -> set[str]:
    """Return the Chinese that comes neither from a notice nor from the case (``own``)."""
    known = words_of_notices() + own
    found = (run for text in texts_of(window) for run in HAN.findall(text))
    return {run for run in found if run not in known}


@pytest.fixture
def in_english(qapp: QtWidgets.QApplication) -> None:
    # What earlier tests left open is told in the words of that day.
    preferences().set(language="en", recent=())


@pytest.mark.nightly
def test_in_english_no_page_says_anything_in_chinese_but_what_is_quoted(
    qtbot: QtBot, in_english: None, window: MainWindow, sorted_case: Case, record_property: Note
) -> None:
    names = "".join(page.file_name for page in sorted_case.pages)
    read = "".join(repr(page.hits) for page in sorted_case.pages)
    # The folder, the language, the name of a package, and the example of a name.
    own = f"{names}{read}{APPLICANT}{preferences().case_folder}中文材料包艾克然苏莱曼{RIVER}"
    left: dict[str, str] = {}
    for name, begin in WINDOW_SCREENS.items():
        begin(window)
        until(lambda: not window._arrival._job.busy)
        left |= dict.fromkeys(left_in_chinese(window, own), name)
    room = opened(window, sorted_case)
    for name, show in SCREENS.items():
        show(room)
        left |= dict.fromkeys(left_in_chinese(window, own), name)
    for name, make in DIALOGS.items():
        dialog = make(room, window)
        qtbot.addWidget(dialog)
        dialog.show()
        left |= dict.fromkeys(left_in_chinese(dialog, own), name)
        dialog.close()
    assert left == {}
    record_property("figure", f"{len(SCREENS) + len(WINDOW_SCREENS) + len(DIALOGS)} pages")


@pytest.mark.slow
def test_no_module_of_the_window_asks_for_a_sentence_without_saying_in_which_language() -> None:
    # ``sentence`` speaks Chinese unless it is told otherwise; ``words_of`` asks the settings.
    silent = []
    for path in (ROOT / "zcdesk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "sentence",
                "spoken",
            ):
                given = [
                    *node.args[1:],
                    *(word for word in node.keywords if word.arg == "language"),
                ]
                if not given:
                    silent.append(f"{path.name}:{node.lineno}")
    assert silent == []


Node = tuple[int, str, str, bool, str]
"""Depth, role, name, whether it is enabled, key."""

FRAMES = {"Client", "LayeredPane", "ScrollBar", "Separator", "Grip"}
"""Roles of what only holds others, or of what nobody is told: left out while they have no name."""


MARKS = "checked", "focused", "readOnly", "expanded"


def tree_of(window: QtWidgets.QWidget) -> list[Node]:
    """Return what can be heard of a window, from above to below."""
    for _ in range(4):  # a page that was filled anew has its children after two rounds
        QtWidgets.QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return list(_walked(QAccessible.queryAccessibleInterface(window), 0))


def _walked(node: QAccessibleInterface, depth: int) -> Iterator[Node]:
    state = node.state()
    if state.invisible:  # type: ignore[attr-defined]
        return
    role, name = node.role().name, node.text(QAccessible.Text.Name)
    widget = node.object()
    key = widget.key if isinstance(widget, Button) else node.text(QAccessible.Text.Accelerator)
    name += "".join(f" {word}" for word in MARKS if getattr(state, word))
    name += f"｜{more}" if (more := node.text(QAccessible.Text.Description)) else ""
    heard = bool(name) or role not in FRAMES
    if heard:
        yield depth, role, _settled(name), not state.disabled, str(key or "")  # type: ignore[attr-defined]
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None:
            yield from _walked(child, depth + heard)


def _settled(name: str) -> str:
    """Return a name without what is another in each run: the folders of a test."""
    return re.sub(
        r"\S*/pytest-of-[^/]+/pytest-\d+/(popen-gw\d+/)?[^/]+",
        "…",
        name.replace(str(Path.home()), "~"),
    )


def written(tree: list[Node]) -> str:
    """Return a tree as lines that two runs can be compared by."""
    return "".join(
        f"{'  ' * depth}{role} {name!r}{f' [{key}]' if key else ''}{'' if enabled else ' (off)'}\n"
        for depth, role, name, enabled, key in tree
    )


SIZES = ((1024, 700), (1366, 768), (1920, 1080))
LANGUAGES = ("zh", "en")


def noted(window: QtWidgets.QWidget) -> list[Counter[tuple[str, bool]]]:
    """Return what is shown at each size."""
    shapes = []
    for size in SIZES:
        if not isinstance(window, QtWidgets.QDialog):
            window.resize(*size)
        shapes.append(shape_of(tree_of(window)))
    return shapes


def shape_of(tree: list[Node]) -> Counter[tuple[str, bool]]:
    """Return what a page holds, in whatever language and wherever it stands."""
    return Counter((role, enabled) for _, role, _, enabled, _ in tree)


GROWING = {
    "computer": "its rows come while they are looked for",
    "my notice": "it lists the draft that the next page begins",
}
"""Pages that hold more the second time, in whichever language."""

Shapes = dict[str, list[Counter[tuple[str, bool]]]]


def shapes_of(qtbot: QtBot, window: MainWindow, case: Case, language: str) -> Shapes:
    """Return what every page and dialog holds at each size, in one language."""
    preferences().set(language=language)
    window.show_start()
    shapes: Shapes = {}
    for page, show in WINDOW_SCREENS.items():
        show(window)
        until(lambda: not window._arrival._job.busy)
        shapes[page] = noted(window)
    room = opened(window, case)
    for page, begin in SCREENS.items():
        begin(room)
        shapes[page] = noted(window)
    for page, ask in DIALOGS.items():
        dialog = ask(room, window)
        qtbot.addWidget(dialog)
        dialog.show()
        shapes[page] = noted(dialog)
        dialog.close()
    assert window.lay_down(asked=True)
    return shapes


@pytest.mark.nightly
@pytest.mark.usefixtures("nowhere")
def test_a_page_holds_the_same_in_both(qtbot: QtBot, window: MainWindow, sorted_case: Case) -> None:
    chinese, english = (shapes_of(qtbot, window, sorted_case, each) for each in LANGUAGES)
    differing = {
        page: [
            (here - there, there - here) for here, there in zip(sizes, english[page], strict=True)
        ]
        for page, sizes in chinese.items()
        if sizes != english[page] and page not in GROWING
    }
    assert differing == {}


def test_a_button_that_is_switched_off_or_has_another_key_is_told_otherwise(qtbot: QtBot) -> None:
    buttons = [Button("好了", key=key) for key in ("Esc", "Esc", "F5")]
    buttons[1].setEnabled(False)
    for button in buttons:
        qtbot.addWidget(button)
        button.show()
    said = [written(tree_of(button)) for button in buttons]
    assert said == ["Button '好了，Esc' [Esc]\n", "Button '好了，Esc' [Esc] (off)\n",
                    "Button '好了，F5 focused' [F5]\n"]  # fmt: skip
