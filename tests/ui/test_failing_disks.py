"""Settings, the recent cases and this year's notice, on a disk that fails at any call."""

import errno
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.failing_disk import Fault, acting, let_calls_fail
from tests.incidents.own_home import use_home
from tests.settings_kept import settings_written
from tests.ui.conftest import Note, until
from zcdesk.disk.own_folder import settings_file
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.files.own_examples import OwnExample, kept
from zcdesk.notices.files.parsing import read_profile
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.kit.preferences import Preferences, preferences
from zcdesk.ui.kit.settings import Recent, Settings
from zcdesk.ui.look.tokens import Tone
from zcdesk.ui.notice.work import _finishing
from zcdesk.workflow.notice_text.draft import Worked

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENODEV)
MOST = 60
NOTICE, YEAR = "urumqi-private-2025", 2027
MADE = f"urumqi-private-{YEAR}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, on a disk whose calls may fail."""
    let_calls_fail(monkeypatch)
    return use_home(tmp_path / "home", monkeypatch)


@pytest.fixture
def uncaught(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a thread died of."""
    died: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: died.append(str(told.exc_value)))
    return died


def failure(at: int) -> Callable[[], BaseException]:
    return lambda: OSError(ERRORS[at % len(ERRORS)], "no")


def on_disk() -> Settings:
    return Settings.model_validate_json(settings_file().read_bytes())


def opened(number: int) -> Recent:
    return Recent(
        path=f"/申报/{number}.zcase", notice=NOTICE, title="通知", last_day=date(2026, 1, 2)
    )


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_settings_and_recent_cases_are_the_old_or_the_new_whatever_call_fails(
    home: Path, uncaught: list[str], record_property: Note, lasting: bool
) -> None:
    first = Preferences()
    first.set(size=90, recent=(opened(1), opened(2)))
    settings_written()
    for at in range(1, MOST):
        known = Preferences()
        before = known.settings
        assert before == on_disk()
        fault = Fault(str(home), at, failure(at), lasting)
        with acting(fault):
            if at % 2:
                known.remember(opened(at + 10))
            else:
                known.set(size=110 if before.size == 90 else 90)
            settings_written()
        assert known.settings != before  # it holds as long as the program runs
        assert on_disk() in (before, known.settings), at
        assert not known.kept or on_disk() == known.settings, at
        known.set(toured=not before.toured)
        settings_written()
        assert known.kept
        assert on_disk() == known.settings == Preferences().settings
        assert [one.name for one in settings_file().parent.iterdir()] == [settings_file().name], at
        if not fault.struck:
            break
    else:
        pytest.fail("it never came to an end")
    assert at > 5
    assert uncaught == []
    record_property("figure", f"{at} calls failed, 0 settings mixed")


def test_settings_that_could_not_be_written_are_told_until_they_are(
    qtbot: QtBot, home: Path, uncaught: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Preferences()
    monkeypatch.setitem(preferences.__globals__, "_preferences", [known])
    page = SettingsPage()
    qtbot.addWidget(page)
    shown_by: list[threading.Thread] = []
    said = page.said.say

    def say(words: str, tone: Tone) -> None:
        shown_by.append(threading.current_thread())
        said(words, tone)

    monkeypatch.setattr(page.said, "say", say)
    fine = page.said.text()
    with acting(Fault(str(home), 1, failure(0), lasting=True)):
        known.set(size=110)
        settings_written()
    until(lambda: "没能写进磁盘" in page.said.text())
    another = SettingsPage()  # as the window makes it when its language changes
    qtbot.addWidget(another)
    assert another.said.text() == page.said.text()
    known.set(size=125)
    settings_written()
    until(lambda: page.said.text() == another.said.text() == fine)
    assert set(shown_by) == {threading.main_thread()}
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nobody_has_a_home)
    known.set(size=90)
    settings_written()
    until(lambda: "没能写进磁盘" in page.said.text())
    assert uncaught == []


def nobody_has_a_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


@pytest.fixture(scope="module")
def profile() -> str:
    """This year's notice, as the editor puts it among a person's own."""
    old = load_notice(NOTICE)
    text = "\n".join(notice_text(old)).replace("2025", str(YEAR))
    return built(read(text, MADE, YEAR, profile_copy(old, notice_text(old)).text)).profile


def made_of(profile: str) -> Worked:
    """Return a profile with something that was corrected in its notice."""
    example = OwnExample(notice=MADE, words="另交评审表。", kind="slot", value="评审表")
    return Worked(profile, (), (), {}, (example,))


@pytest.mark.nightly
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
def test_this_years_notice_is_the_old_one_or_the_new_whatever_call_fails(
    home: Path, profile: str, record_property: Note, lasting: bool
) -> None:
    place = settings_file().parent / "notices" / f"{MADE}.yaml"
    old = profile.encode() + b"# as it was\n"
    for at in range(1, MOST):
        shutil.rmtree(place.parent, ignore_errors=True)
        if at % 2:  # every other time it is written over
            place.parent.mkdir(parents=True)
            place.write_bytes(old)
        fault = Fault(str(home), at, failure(at), lasting)
        made: list[object] = []
        with acting(fault), suppress(ZcdeskError, OSError):
            made += _finishing(MADE, made_of(profile))
        if place.exists():
            assert place.read_bytes() in (old, profile.encode()), at
            assert read_profile(place).year == YEAR
        assert place.exists() or not (made or at % 2), at
        assert [*_finishing(MADE, made_of(profile))] == [MADE]
        assert place.read_bytes() == profile.encode()
        assert kept().rows == made_of(profile).examples
        if not fault.struck and at % 2 == 0:
            break
    else:
        pytest.fail("it never came to an end")
    assert at > 5
    record_property("figure", f"{at} calls failed, 0 notices mixed")


def test_where_nobody_has_a_home_no_notice_is_finished(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nobody_has_a_home)
    with pytest.raises(ZcdeskError):
        [*_finishing(MADE, made_of(profile))]
