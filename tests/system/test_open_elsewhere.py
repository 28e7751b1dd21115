"""A file that the person has open in WPS or Word cannot be replaced on Windows; nothing is lost.

Windows refuses at the one call that gives a file its name. Here that call refuses in its words.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.sample import export, tree
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cli.app import run
from zcdesk.disk import files as disk_files
from zcdesk.disk.files import write_atomically
from zcdesk.errors import OutputError
from zcdesk.export.package.folders import PackageError
from zcdesk.system import files


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


def test_what_a_virus_scanner_opens_for_a_moment_is_written_all_the_same(
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


def test_a_package_whose_checklist_is_open_stays_as_it_is(
    tmp_path: Path, open_in: Callable[..., Editor]
) -> None:
    target = tmp_path / "package"
    export(target)
    before = tree(target)
    open_in(target / "自用" / "上传清单.xlsx")
    with pytest.raises(PackageError, match=r"^export\.forbidden$"):
        export(target, shade=200, pages=2)
    assert tree(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_elsewhere_a_refusal_is_no_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(files, "OPEN_FILES_STAY", False)
    with pytest.raises(OutputError) as told:
        write_atomically(tmp_path / "a", b"")
    assert told.value.code != "output.in_use"
