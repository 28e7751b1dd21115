"""Of a whole package only what carries the name on purpose is left aside, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from zcdesk.export.plan.manifest import MANIFEST, Manifest
from zcdesk.workflow.loose.verifying import files_to_verify

FILES = (
    "上传/1 学历证书/001.jpg", "上传/文书/公示.docx", "自用/上传清单.html", "自用/文书/公示.docx",
    "自用/文书/公示.pdf", "自用/文书/001.jpg", "自用/填报文字.html", "自用/改动对照.html",
    "自用/遮盖位置图.pdf", "填报文字.html",
)  # fmt: skip
OWN = ["自用/填报文字.html", "自用/改动对照.html", "自用/文书/公示.docx", "自用/文书/公示.pdf"]


def package(folder: Path, content: bytes) -> Path:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    (folder / MANIFEST).write_bytes(content)
    return folder


@pytest.fixture
def manifest() -> bytes:
    told = Manifest(program="zcdesk 0", notice="n", pages=(), left_out=(), files=())
    return told.to_bytes()


def own(*paths: Path) -> list[str]:
    return sorted(file.shown for file in files_to_verify(paths).own)


def test_forms_and_texts_of_a_package_are_hers_wherever_it_lies(
    tmp_path: Path, manifest: bytes
) -> None:
    whole = package(tmp_path / "人" / "包", manifest)
    assert own(whole) == OWN
    assert own(tmp_path) == [f"人/包/{name}" for name in OWN]
    meant = files_to_verify([whole])
    assert len(meant.files) + len(meant.own) == len(FILES) + 1


@pytest.mark.parametrize("content", [b"{}", b"", b"[]"])
def test_a_folder_that_is_no_package_of_ours_is_read_whole(tmp_path: Path, content: bytes) -> None:
    assert own(package(tmp_path, content)) == []


def test_what_is_named_by_itself_is_read_whatever_it_is(tmp_path: Path, manifest: bytes) -> None:
    whole = package(tmp_path, manifest)
    assert own(whole / "自用", whole / "自用" / "填报文字.html", whole / "自用" / "文书") == []
