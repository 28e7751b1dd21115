"""A path too long for Windows, or a file that is open elsewhere there, is told; nothing is lost.

Windows takes whole paths of 260 units, unless somebody has allowed longer ones. Here every call
that gets a longer one refuses as Windows does: "there is no such file".
"""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.export.sample import export, tree
from tests.outside.windows_names import LONGEST_PATH, units
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cli.app import run
from zcdesk.disk import files as disk_files
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.errors import OutputError
from zcdesk.export.package.folders import PackageError
from zcdesk.system import files
from zcdesk.wording import spoken

LONGEST, LONGEST_FOLDER = 259, 247
"""Units of a file's path, and of a folder's, in which a name of the oldest kind must have room."""

_EVENTS = {"open": 1, "os.mkdir": 1, "os.rename": 2, "os.scandir": 1, "os.listdir": 1}
"""Events of Python's audit, and how many paths each begins with."""

_asked: list[tuple[str, str]] = []
_state = {"refusing": False, "watching": False}


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if not any(_state.values()) or event not in _EVENTS:
        return
    for place in arguments[: _EVENTS[event]]:
        if isinstance(place, str | bytes | Path):
            path = str(Path(os.fsdecode(place)).absolute())
            _asked.append((event, path))
            longest = LONGEST_FOLDER if event == "os.mkdir" else LONGEST
            if _state["refusing"] and units(path) > longest:
                raise FileNotFoundError(errno.ENOENT, "cannot find the path", path)


sys.addaudithook(_look)


@contextlib.contextmanager
def watched(*, refusing: bool) -> Iterator[list[str]]:
    """Give the paths that the system is asked for meanwhile; refuse the long ones if so wished."""
    _asked.clear()
    _state.update(watching=True, refusing=refusing)
    paths: list[str] = []
    try:
        yield paths
    finally:
        _state.update(watching=False, refusing=False)
        paths += [path for _, path in _asked]


class Editor:
    """Another program that has some files open; how often each was asked for is counted."""

    def __init__(self, *opened: Path) -> None:
        self.opened = set(opened)
        self.asked = 0
        self.closes_after = -1

    def refuse(self, place: Path) -> None:
        """Refuse as Windows does, until the other program closes the file."""
        if place in self.opened or any(path.is_relative_to(place) for path in self.opened):
            self.asked += 1
            if self.asked == self.closes_after:
                self.opened.clear()
                return
            refused = PermissionError(errno.EACCES, "the process cannot access the file")
            refused.winerror = 32  # type: ignore[attr-defined]
            raise refused


@pytest.fixture
def open_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Editor]:
    """Return what opens files in another program, on a system where open files stay."""

    def opening(*paths: Path) -> Editor:
        editor = Editor(*paths)
        replaced, renamed = Path.replace, Path.rename

        def replace(path: Path, target: Path) -> Path:
            editor.refuse(target)
            return replaced(path, target)

        def rename(path: Path, target: Path) -> Path:
            editor.refuse(path)
            return renamed(path, target)

        for module in (files, disk_files):
            monkeypatch.setattr(module, "OPEN_FILES_STAY", True)
        monkeypatch.setattr(files, "_PATIENCE", 0.2)
        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(Path, "rename", rename)
        return editor

    return opening


def test_the_file_stays_and_a_sentence_says_who_holds_it(
    tmp_path: Path, open_in: Callable[..., Editor], capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "花名册.xlsx"
    table.write_bytes(b"old")
    editor = open_in(table)
    with pytest.raises(OutputError, match=r"^output\.in_use$"):
        write_atomically(table, b"new")
    assert editor.asked > 1, "a scanner would have closed it by now"
    report = tmp_path / "报告.json"
    report.write_bytes(b"old report")
    editor.opened.add(report)
    assert run(["notice", "list", "--json", str(report)]) == 7
    told = capsys.readouterr().err
    assert "WPS" in told
    assert "Traceback" not in told
    assert report.read_bytes() == b"old report"
    report.unlink()
    assert table.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["花名册.xlsx"]


def test_what_is_open_for_a_moment_is_written(
    tmp_path: Path, open_in: Callable[..., Editor]
) -> None:
    table = tmp_path / "清单.html"
    table.write_bytes(b"old")
    editor = open_in(table)
    editor.closes_after = 3
    write_atomically(table, b"new")
    assert (table.read_bytes(), editor.asked) == (b"new", 3)


@pytest.mark.slow
def test_a_case_that_another_program_has_open_keeps_its_password(
    tmp_path: Path, open_in: Callable[..., Editor], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "我的.zcase"
    create_case(path, Case("miit-2019", Applicant("张伟", "一家公司"), frozenset())).close()
    before = path.read_bytes()
    monkeypatch.setattr("zcdesk.cases.file.store.OPEN_FILES_STAY", True)
    open_in(path)
    with pytest.raises(OutputError):
        change_password(path, None, "春天")
    assert path.read_bytes() == before
    open_case(path).close()
    assert [found.name for found in tmp_path.iterdir()] == ["我的.zcase"]


@pytest.mark.slow
def test_a_package_that_is_open_stays_so(tmp_path: Path, open_in: Callable[..., Editor]) -> None:
    target = tmp_path / "package"
    export(target)
    before = tree(target)
    open_in(target / "自用" / "上传清单.xlsx")
    with pytest.raises(PackageError, match=r"^export\.forbidden$"):
        export(target, shade=200, pages=2)
    assert tree(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_here_a_refusal_is_no_open_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(files, "OPEN_FILES_STAY", False)
    with pytest.raises(OutputError) as told:
        write_atomically(tmp_path / "a", b"")
    assert told.value.code != "output.in_use"


MOST_CHOSEN = LONGEST - 1 - LONGEST_PATH
"""Units of a folder below which every package has room."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plays Windows on another system")


def folder_of(units_long: int, below: Path) -> Path:
    """Make a folder whose whole path has so many units."""
    place = below
    while (missing := units_long - units(str(place))) > 1:
        place /= "职" * (missing - 1 if missing < 60 else 40)
    place.mkdir(parents=True)
    assert units(str(place)) == units_long
    return place


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A system with short paths; the paths that it was asked for."""
    monkeypatch.setattr(files, "SHORT_PATHS", True)
    with watched(refusing=True) as paths:
        yield paths


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    return folder_of(240, tmp_path)


def test_a_file_is_not_written_and_a_sentence_says_why(deep: Path, windows: list[str]) -> None:
    with pytest.raises(OutputError, match="too_long") as told:
        write_atomically(deep / "继续教育学时证明和成绩单.pdf", b"new")
    assert "太长" in spoken(told.value.finding()).message
    assert list(deep.iterdir()) == []


def test_no_folder_is_made_where_files_have_no_room(deep: Path, windows: list[str]) -> None:
    with pytest.raises(OutputError, match="too_long"):
        make_folder(deep / "上传" / "01-1 身份证")


def test_a_folder_that_is_gone_is_not_called_too_long(tmp_path: Path, windows: list[str]) -> None:
    with pytest.raises(OutputError) as told:
        write_atomically(tmp_path / "U 盘" / "a.pdf", b"new")
    assert told.value.code != "output.too_long"


def test_a_new_case_says_why_it_cannot_lie_there(deep: Path, windows: list[str]) -> None:
    case = Case("miit-2019", Applicant("张伟", "一家公司"), frozenset())
    with pytest.raises(OutputError, match="too_long"):
        create_case(deep / "自治区2024年高级工程师职称.zcase", case)
    assert list(deep.iterdir()) == []


def test_a_package_says_why_and_its_old_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = folder_of(230, tmp_path)
    target = parent / "材料包"
    export(target)
    before = tree(target)
    monkeypatch.setattr(files, "SHORT_PATHS", True)
    with watched(refusing=True), pytest.raises(PackageError, match="too_long") as told:
        export(target, shade=200, pages=2)
    assert "太长" in spoken(told.value.finding()).message
    assert tree(target) == before
    assert [path.name for path in parent.iterdir()] == ["材料包"]


def test_the_longest_folder_has_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written on the way counts too: it lies in a folder of another name."""
    target = folder_of(MOST_CHOSEN - 4, tmp_path) / "材料包"
    monkeypatch.setattr(files, "SHORT_PATHS", True)
    with watched(refusing=True) as paths:
        export(target)
    inside = [path for path in paths if path.startswith(str(target.parent) + os.sep)]
    assert inside
    assert max(map(units, inside)) <= LONGEST


@pytest.mark.nightly
def test_commands_tell_it(
    deep: Path, windows: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--report", str(deep / "这台电脑的检查结果和诊断信息.json")]) == 7
    told = capsys.readouterr().err
    assert "太长" in told
    assert "Traceback" not in told


def test_a_name_too_long_for_this_system_is_told_as_well(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too_long"):
        write_atomically(tmp_path / ("长" * 100 + ".pdf"), b"")


@given(
    st.sampled_from(["C:\\", "D:\\职称\\", "\\\\server\\share\\", "\\\\?\\C:\\"]),
    st.lists(st.text("职称ab1𠮷", min_size=1, max_size=40), max_size=6),
)
@example("C:\\", ["a" * 40] * 6)
def test_windows_saying_206_or_a_long_path_is_understood(root: str, parts: list[str]) -> None:
    place = str(PureWindowsPath(root, *parts))
    told = OSError(errno.ENOENT, "the file name or extension is too long", place)
    told.winerror = 206  # type: ignore[attr-defined]
    assert files.is_too_long(told)
    missing = FileNotFoundError(errno.ENOENT, "no such file", "/" + "x" * units(place))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "SHORT_PATHS", True)
        assert files.is_too_long(missing) == (units(place) + 1 >= 235)
        patch.setattr(files, "SHORT_PATHS", False)
        assert not files.is_too_long(missing)


def test_the_program_may_use_long_paths_where_the_system_allows_them() -> None:
    manifest = Path(__file__).parents[2] / "packaging" / "windows" / "zcdesk.manifest"
    assert ">true</longPathAware>" in manifest.read_text(encoding="utf-8")
