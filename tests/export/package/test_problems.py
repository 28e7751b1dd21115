"""What ends an export is told as it is: a disk that is gone, a file that vanished, no room."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from zcdesk.export.package.folders import PackageError, told_for
from zcdesk.export.package.packing import Staging
from zcdesk.wording import spoken


@pytest.mark.parametrize(
    ("number", "there", "code"),
    [
        (errno.ENOENT, True, "export.vanished"),
        (errno.ENOENT, False, "export.disk_gone"),
        (errno.ENODEV, True, "export.disk_gone"),
        (errno.EIO, True, "export.disk_gone"),
        (errno.ENOSPC, True, "export.disk_full"),
        (errno.EACCES, True, "export.forbidden"),
    ],
)
def test_each_failure_has_its_own_sentence(
    tmp_path: Path, number: int, there: bool, code: str
) -> None:
    target = (tmp_path if there else tmp_path / "stick") / "材料包"
    with pytest.raises(PackageError) as caught, told_for(target):
        raise OSError(number, "")
    assert caught.value.code == code
    said = spoken(caught.value.finding())
    assert "案卷" not in said.remedy, "a demo has none"
    assert ("U 盘" in said.message) is (code == "export.disk_gone")


def test_an_export_without_room_for_temporary_files_does_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(PackageError, match=r"^export\.no_temporary$"):
        Staging.start(tmp_path / "材料包")
    assert list(tmp_path.iterdir()) == []
