"""Where a case was left is told in the language of today, not in that of the day it was kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.conftest import NOTICE
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent
from zcdesk.ui.start.kept_path import going_on, place_words


@pytest.fixture
def in_english() -> Iterator[None]:
    preferences().set(language="en")
    yield
    preferences().set(language="zh", recent=())


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
