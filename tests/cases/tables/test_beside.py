"""A journal that another program writes to at the very moment when it is looked at."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest

from zcdesk.cases.tables.beside import journal_of, require_own_files_beside
from zcdesk.cases.tables.faults import StrangeFileBesideError

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
    [(b"", OURS), (OURS[:20], OURS), (OURS[:512], OURS), (OURS, b""), (OURS, OURS[:20])],
    ids=["begun", "head grows", "grows", "emptied", "cut short"],
)
def test_a_journal_that_its_writer_changes_meanwhile_is_ours_at_each_moment(
    first: bytes, later: bytes, looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.zcase"
    journal_of(case).write_bytes(first)
    monkeypatch.setattr(Path, "open", lambda path, *_: Changing(path, looks, later))
    require_own_files_beside(case)


@pytest.mark.parametrize("looks", range(LOOKS))
def test_a_journal_that_is_none_of_ours_stays_so_while_it_grows(
    looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "a.zcase"
    journal_of(case).write_bytes(ENDLESS)
    monkeypatch.setattr(Path, "open", lambda path, *_: Changing(path, looks, ENDLESS * 2))
    with pytest.raises(StrangeFileBesideError):
        require_own_files_beside(case)
