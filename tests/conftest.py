"""What every test stands on: no display, no real home folder, the program's switches first."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import TYPE_CHECKING

import zcdesk  # noqa: F401  (before anything that could load PyMuPDF or onnxruntime)

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
os.environ["ZCDESK_LANG"] = "zh"  # whatever the computer speaks on which the tests run
# Each of the many programs that the tests start would translate all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest
from hypothesis import settings

from tests import kept_answers
from tests.by_day import mark_crossings
from tests.digests import RENEW
from tests.lent import lent_to
from tests.progress import Progress
from zcdesk.notices.files.loading import user_folder
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# A shell that starts the run in the background has Ctrl-C ignored by it and by all it starts.
if (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test asserts how long something takes: a busy computer would fail it. By day the same is drawn
# each time: what chance finds at night, or for ``--hypothesis-profile=by-chance``, stops nobody.
settings.register_profile("zcdesk", deadline=None, derandomize=True)
settings.register_profile("by-chance", deadline=None, derandomize=False)
settings.load_profile("zcdesk")

_HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_home: list[Path] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write golden files and digests anew instead of comparing with them",
    )
    parser.addoption(
        "--models-answer",
        action="store_true",
        help="ask the models each time instead of taking what they answered before",
    )
    parser.addoption(
        "--tally", type=Path, metavar="FILE", help="show progress, and write how many passed here"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run, and the programs that it starts, an empty home folder."""
    _find_answers(config)
    tally = config.getoption("--tally")
    if tally is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Progress(tally))
    if config.getoption("--renew-golden"):
        os.environ[RENEW] = "yes"
    if "nightly" in str(config.option.markexpr):
        settings.load_profile("by-chance")
    home = Path(tempfile.mkdtemp(prefix="zcdesk-home-"))
    _home.append(home)
    for name in _HOME_VARIABLES:
        os.environ[name] = str(home)
    for name in _XDG_VARIABLES:
        os.environ.pop(name, None)


def _find_answers(config: pytest.Config) -> None:
    """Say where the answers of the models are kept, before the home folder is another one."""
    asked = config.getoption("--models-answer") or "nightly" in str(config.option.markexpr)
    if asked:
        os.environ[kept_answers.VARIABLE] = kept_answers.OFF
    elif not os.environ.get(kept_answers.VARIABLE):
        caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        os.environ[kept_answers.VARIABLE] = str(Path(caches) / "zcdesk-tests")


@pytest.hookimpl(tryfirst=True)  # before the fixtures of any scope
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Take what the models answered before, but not where a test looks at the program itself."""
    if kept_answers.is_untouched(item.path):
        kept_answers.ask_models()
    else:
        kept_answers.take_answers()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        kept_answers.sweep()
    for home in _home:
        shutil.rmtree(home, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave long campaigns out unless they are asked for by ``-m nightly``."""
    mark_crossings(items)
    if "nightly" not in str(config.option.markexpr):
        long = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]


@pytest.fixture(scope="module", autouse=True)
def _no_notice_is_left_behind() -> Iterator[None]:
    """Take the notices away that a module's tests added: others count on the shipped ones."""
    yield
    shutil.rmtree(user_folder(), ignore_errors=True)


@pytest.fixture(scope="session")
def pool() -> Iterator[WorkerPool]:
    """Workers for all tests that are not about the workers themselves."""
    with _workers(2) as made:
        yield made


@pytest.fixture(scope="session")
def one_worker() -> Iterator[WorkerPool]:
    """A worker that does one thing after the other, for tests that count on the order."""
    with _workers(1) as made:
        yield made


def _workers(count: int) -> WorkerPool:
    """Return workers with what the models answered before, whatever the first test wants."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("zcdesk.workers.pool._start_worker", kept_answers.start_worker)
        return WorkerPool(count)


@pytest.fixture(scope="module")
def lent_workers(pool: WorkerPool) -> Iterator[None]:
    """Let the commands that a module runs in this process use the workers of all tests.

    Workers of its own cost a command more than its few pages do.
    """
    # Each starts now: within a command it would be given that command's temporary folder.
    wait([pool.submit(time.sleep, 0.2) for _ in range(pool.workers)])
    before = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WorkerPool, "__init__", lent_to("zcdesk.cli.", pool))
        yield
    signal.signal(signal.SIGTERM, before)  # a command takes it as an interruption of its own


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the product prepares it: look, fonts, dialogs in Chinese.

    For every test of a run: a process has one, and the first one made stays.
    """
    from zcdesk.ui.app.application import prepare_application  # most runs of a part need no Qt

    return prepare_application()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The library's robot, which waits two minutes where a test names no time.

    Five seconds, as the library has it, are little for a computer whose cores work on other tests.
    """
    from pytestqt.qtbot import QtBot

    for waits in (QtBot.waitUntil, QtBot.waitSignal):
        (waits.__kwdefaults__ or {})["timeout"] = 120_000
    return QtBot(request)


@pytest.fixture(scope="session")
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew (``--renew-golden``)."""
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder in which nothing lies yet."""
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    return home
