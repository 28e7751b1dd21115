"""A journal beside a case is believed by what it holds: played, removed or kept aside, and told."""

import io
import os
import shutil
import struct
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cases.made import Moment, case, half_written, named
from tests.given import contents
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import create_case_with, open_case_with, save_copy
from zcdesk.cases.tables import faults
from zcdesk.cases.tables.beside import journal_of, require_own_files_beside
from zcdesk.cases.tables.keys import CaseKey, new_key
from zcdesk.cli.app import run

unix = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays there")
ACTS = 4


@dataclass(frozen=True)
class Lives:
    """The moments of one case, its key, and moments of a copy that went on by itself."""

    key: CaseKey | None
    first: tuple[Moment, ...]
    second: tuple[Moment, ...]


def lived(path: Path, key: CaseKey | None) -> tuple[Moment, ...]:
    moments = []
    for act in range(ACTS):
        with open_case_with(path, key) as stored:
            stored.save(named(stored.case, f"{stored.case.applicant.name}{act}"), "rename")
            moments.append(half_written(stored, act))
    return tuple(moments)


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def lives(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lives:
    folder = tmp_path_factory.mktemp("lives")
    key = new_key("p") if request.param == "encrypted" else None
    path, copy = folder / "a.zcase", folder / "b.zcase"
    create_case_with(path, named(case(1), "甲"), key).close()
    shutil.copy(path, copy)
    return Lives(key, lived(path, key), lived(copy, key))


def name_in(path: Path, key: CaseKey | None, *, writing: bool) -> str:
    with open_case_with(path, key, writing=writing) as stored:
        assert stored.case.notice == "region-senior-2024"
        stored.acts()
        return stored.case.applicant.name


def expected(act: int) -> str:
    return "甲" + "".join(map(str, range(act + 1)))


def laid(folder: Path, file: bytes, journal: bytes | None) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "a.zcase"
    path.write_bytes(file)
    if journal is not None:
        journal_of(path).write_bytes(journal)
    return path


def pairs(lives: Lives) -> Iterator[tuple[int, bool, bytes, int | None]]:
    """Yield each act, whether the case is half written, a journal, and the act it is of."""
    for act, moment in enumerate(lives.first):
        for half in (False, True):
            for other, there in enumerate(lives.first):
                yield act, half, there.journal, other
            yield act, half, lives.second[act].journal, None
            yield act, half, moment.journal[: len(moment.journal) // 3], None
            yield act, half, b"no journal at all", None


def says_that_it_is_half_written(path: Path, lives: Lives) -> None:
    before = contents(path.parent)
    for writing in (False, True):
        with pytest.raises((faults.HalfWrittenCaseError, faults.DamagedCaseError)):
            name_in(path, lives.key, writing=writing)
    assert contents(path.parent) == before


def looked_at(path: Path, lives: Lives, *, writing: bool = False) -> tuple[str, list[str]]:
    """Return the applicant's name and the codes of the notes."""
    with open_case_with(path, lives.key, writing=writing) as stored:
        return stored.case.applicant.name, [note.code for note in stored.notes]


@pytest.mark.nightly
def test_a_journal_of_another_state_is_kept_told_not_played(lives: Lives, tmp_path: Path) -> None:
    """Fifty pairs of a case and a file beside it, of which a few belong together."""
    seen = 0
    for act, half, journal, of in pairs(lives):
        moment = lives.first[act]
        path = laid(tmp_path / "home", moment.torn if half else moment.whole, journal)
        before, told = contents(path.parent), (half, of, act)
        belongs = of == act
        if half and not belongs:
            says_that_it_is_half_written(path, lives)
            continue
        name, notes = looked_at(path, lives)
        assert (name, bool(notes)) == (expected(act), not belongs), told
        assert contents(path.parent) == before, told
        with open_case_with(path, lives.key) as stored:
            assert stored.case.applicant.name == expected(act), told
            assert [note.code for note in stored.notes] == ["case.journal_aside"] * (not belongs)
            stored.save(named(stored.case, "后来"), "rename")
        left = contents(path.parent)
        left.pop("a.zcase")
        assert list(left.values()) == ([] if belongs else [journal]), told
        assert name_in(path, lives.key, writing=True) == "后来"
        seen += 1
    assert seen > 25


@pytest.mark.parametrize("journal", [b"", bytes(4096)], ids=["empty", "zeros"])
def test_an_empty_journal_is_nobodys(journal: bytes, lives: Lives, tmp_path: Path) -> None:
    path = laid(tmp_path / "home", lives.first[1].whole, journal)
    assert name_in(path, lives.key, writing=False) == expected(1)
    assert name_in(path, lives.key, writing=True) == expected(1)
    assert list(contents(path.parent)) == ["a.zcase"]


def test_a_half_written_case_without_its_journal_says_so(lives: Lives, tmp_path: Path) -> None:
    says_that_it_is_half_written(laid(tmp_path / "home", lives.first[1].torn, None), lives)


def test_a_renamed_case_finds_its_journal_by_what_is_in_it(lives: Lives, tmp_path: Path) -> None:
    path = laid(tmp_path / "home", lives.first[2].torn, lives.first[0].journal)
    other = path.with_name("old.zcase-journal")
    other.write_bytes(lives.first[2].journal)
    before, found = contents(path.parent), (expected(2), ["case.journal_found"])
    assert looked_at(path, lives) == found
    assert contents(path.parent) == before
    assert looked_at(path, lives, writing=True) == found
    assert other.exists()


def test_a_later_file_of_the_same_write_is_not_taken_back(lives: Lives, tmp_path: Path) -> None:
    """A program brings the journal again after the act was done; the case is the next state."""
    path = laid(tmp_path / "home", lives.first[1].whole, None)
    with open_case_with(path, lives.key) as stored:
        stored.save(named(stored.case, "丙"), "rename")
        journal = half_written(stored, 0).journal
        stored.save(named(stored.case, "丁"), "rename")  # the act that follows the journal's state
    journal_of(path).write_bytes(journal)
    assert name_in(path, lives.key, writing=False) == "丁"
    assert name_in(path, lives.key, writing=True) == "丁"


def test_what_is_laid_beside_an_open_case_is_not_played(lives: Lives, tmp_path: Path) -> None:
    path = laid(tmp_path / "home", lives.first[3].whole, None)
    with open_case_with(path, lives.key) as stored:
        for number, ending in enumerate(("journal", "wal", "journal")):
            beside = path.with_name(f"{path.name}-{ending}")
            beside.write_bytes(lives.first[number].journal)
            assert stored.cached("reading", "a") is None
            stored.save(named(stored.case, f"丁{number}"), "rename")
            assert not beside.exists()
        assert [note.code for note in stored.notes] == ["case.journal_aside"] * 3
    assert name_in(path, lives.key, writing=True) == "丁2"
    kept = sorted(left.name for left in path.parent.iterdir())
    assert kept[1:] == [f"a.zcase-{name}.unused-{n}" for name, n in
                        (("journal", 1), ("journal", 2), ("wal", 1))]  # fmt: skip


def test_a_wal_beside_a_case_is_not_read(lives: Lives, tmp_path: Path) -> None:
    path = laid(tmp_path / "home", lives.first[0].whole, None)
    path.with_name("a.zcase-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(9000))
    assert looked_at(path, lives)[1] == ["case.journal_beside"]
    with open_case_with(path, lives.key) as stored:
        assert [note.code for note in stored.notes] == ["case.journal_aside"]
        stored.save(named(stored.case, "乙"), "rename")


def test_a_journal_can_be_used_by_hand_on_a_copy(lives: Lives, tmp_path: Path) -> None:
    if lives.key is not None:
        pytest.skip("a password takes its time, and is the same way")
    moment = lives.first[2]
    path = laid(tmp_path / "home", moment.whole, lives.first[2].journal)
    rescued = repair(path, tmp_path / "old.zcase", None, journal_of(path))
    assert name_in(rescued.path, None, writing=False) == expected(2)
    path = laid(tmp_path / "home", lives.first[1].torn, lives.first[0].journal)
    assert [found.code for found in damage(path)] == ["case.journal_foreign"]
    rescued = repair(path, tmp_path / "alone.zcase")
    with open_case_with(rescued.path, None) as stored:
        assert len(stored.case.pages) == 1


def test_a_command_tells_of_an_old_journal_and_lists_the_whole_history(
    lives: Lives, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if lives.key is not None:
        pytest.skip("a password takes its time, and is the same way")
    path = laid(tmp_path / "home", lives.first[3].whole, lives.first[0].journal)
    before = contents(path.parent)
    assert run(["case", "history", str(path)]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == ACTS
    assert "属于另一个时候" in told.err
    assert run(["case", "repair", str(path)]) == 1
    assert "属于另一个时候" in capsys.readouterr().err
    assert contents(path.parent) == before


# A case file has one name and one place while it is written to.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "home" / "a.zcase"
    made.parent.mkdir()
    create_case_with(made, case(1), None).close()
    return made


@unix
def test_a_case_with_a_second_name_is_not_written_by_it(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zcase"
    with open_case_with(path, None) as stored:
        os.link(path, other)
        with open_case_with(other, None) as second:
            assert second.read_only == "case.several_names"
        stored.save(named(stored.case, "甲"), "rename")
    for name in (path, other):
        with open_case_with(name, None) as stored:
            assert (stored.read_only, stored.case.applicant.name) == ("case.several_names", "甲")
    other.unlink()
    with open_case_with(path, None) as stored:
        assert not stored.read_only


@unix
@pytest.mark.parametrize("way", ["moved", "replaced", "removed"])
def test_a_case_that_is_moved_or_replaced_while_open_takes_no_act_and_can_be_copied(
    way: str, path: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved.zcase"
    with open_case_with(path, None) as stored:
        stored.save(named(stored.case, "甲"), "rename")
        if way == "replaced":
            create_case_with(moved, named(case(2), "别人"), None).close()
            moved.replace(path)
        elif way == "moved":
            path.rename(moved)
        else:
            path.unlink()
        with pytest.raises(faults.CaseFileError, match=r"^case\.moved_away$"):
            stored.save(named(stored.case, "乙"), "rename")
        save_copy(stored, named(stored.case, "乙"), tmp_path / "copy.zcase")
    assert name_in(tmp_path / "copy.zcase", None, writing=True) == "乙"
    if way == "replaced":
        assert name_in(path, None, writing=True) == "别人"
    elif way == "moved":
        assert name_in(moved, None, writing=True) == "甲"


def test_two_copies_never_go_on_with_the_same_states(path: Path, tmp_path: Path) -> None:
    """Or the journal of the one could pass for that of the other."""
    versions = set()
    for number in range(4):
        copy = Path(shutil.copy(path, tmp_path / f"{number}.zcase"))
        with open_case_with(copy, None) as stored:
            for act in range(5):
                stored.save(named(stored.case, str(act)), "rename")
                versions.add(stored._version)
    assert len(versions) == 20


def test_a_file_written_into_meanwhile_is_not_written_over(path: Path, tmp_path: Path) -> None:
    """A program that brings files wrote a copy that went on elsewhere into the same file."""
    copy = Path(shutil.copy(path, tmp_path / "copy.zcase"))
    with open_case_with(copy, None) as elsewhere:
        elsewhere.save(named(elsewhere.case, "那边"), "rename")
    with open_case_with(path, None) as stored:
        stored.save(named(stored.case, "这边"), "rename")  # both have had one act
        path.write_bytes(copy.read_bytes())
        with pytest.raises(faults.CaseFileError, match=r"^case\.changed_elsewhere$"):
            stored.save(named(stored.case, "这边又一步"), "rename")
    assert name_in(path, None, writing=True) == "那边"


def test_a_mixture_of_two_states_is_told_although_each_row_is_whole(path: Path) -> None:
    """A copy that was taken while the case was written holds pages of both."""
    states = []
    for name in ("甲乙", "丙丁"):
        with open_case_with(path, None) as stored:
            stored.save(named(stored.case, name), "rename")
        states.append(path.read_bytes())
    (before, after), told = states, 0
    assert len(before) == len(after)
    pages = [start for start in range(0, len(after), 4096)
             if before[start : start + 4096] != after[start : start + 4096]]  # fmt: skip
    for start in pages:
        path.write_bytes(before[:start] + after[start : start + 4096] + before[start + 4096 :])
        with suppress(faults.HalfWrittenCaseError, faults.DamagedCaseError):
            assert name_in(path, None, writing=False) == "甲乙"
            continue
        told += 1
    assert told >= 3


MAGIC = bytes.fromhex("d9d505f920a163d7")
LOOKS = 6  # more than the program takes at a journal
OURS = (MAGIC + struct.pack(">IIIII", 1, 7, 16, 512, 4096)).ljust(4_624, b"\1")
ENDLESS = (MAGIC + struct.pack(">IIIII", 0, 0, 0xFFFFFFF0, 512, 4096)).ljust(1_024, b"\0")


class Changing(io.FileIO):
    """A file that becomes another one after so many looks at it."""

    def __init__(self, path: Path, looks: int, later: bytes) -> None:
        super().__init__(path, "rb")
        self._path, self._looks, self._later = path, looks, later

    def _look(self) -> None:
        if self._looks == 0:
            with io.FileIO(self._path, "wb") as writer:
                writer.write(self._later)
        self._looks -= 1

    def seek(self, *arguments: Any) -> int:
        self._look()
        return super().seek(*arguments)

    def read(self, *arguments: Any) -> bytes:
        self._look()
        return super().read(*arguments)


@pytest.mark.parametrize("looks", range(LOOKS))
@pytest.mark.parametrize(
    ("first", "later"),
    [(b"", OURS), (OURS[:20], OURS), (OURS[:512], OURS), (OURS, b""), (OURS, OURS[:20]),
     (ENDLESS, ENDLESS * 2)],
    ids=["begun", "head grows", "grows", "emptied", "cut short", "strange"],
)  # fmt: skip
def test_a_journal_that_its_writer_changes_meanwhile_is_ours_or_strange_at_each_moment(
    first: bytes, later: bytes, looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.zcase"
    journal_of(case).write_bytes(first)
    monkeypatch.setattr(Path, "open", lambda path, *_: Changing(path, looks, later))
    strange = pytest.raises(faults.StrangeFileBesideError)
    with strange if first == ENDLESS else nullcontext():
        require_own_files_beside(case)
