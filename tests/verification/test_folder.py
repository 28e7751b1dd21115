"""A whole folder: pictures, other files, and names on the way to them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.verification.drawing import APPLICANT, BOTH, codes, page
from tests.verification.verified import FileVerified, verified_files
from zcdesk.export.pictures.jpeg import encode
from zcdesk.verification.folder import Candidate, candidates
from zcdesk.verification.picture import Status
from zcdesk.wording import spoken


def verified_in(folder: Path) -> dict[str, FileVerified]:
    return {one.candidate.shown: one for one in verified_files([folder], APPLICANT, BOTH)}


def test_every_file_of_a_folder_is_verified_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "02").mkdir()
    (tmp_path / "02" / "001.jpg").write_bytes(encode(page("申报人王晓燕同志")))
    (tmp_path / "01").mkdir()
    (tmp_path / "01" / "001.jpg").write_bytes(encode(page("评审结果合格")))
    found = verified_in(tmp_path)
    assert list(found) == ["01/001.jpg", "02/001.jpg"]
    assert [one.verified.status for one in found.values()] == [Status.CLEAN, Status.LEAK]


def test_names_of_folders_below_the_named_one_are_searched(tmp_path: Path) -> None:
    root = tmp_path / "王晓燕"
    (root / "王 晓 燕的材料").mkdir(parents=True)
    (root / "ok.txt").write_text("合格", encoding="utf-8")
    (root / "王 晓 燕的材料" / "a.txt").write_text("合格", encoding="utf-8")
    found = verified_in(root)
    assert found["ok.txt"].verified.status is Status.CLEAN
    told = found["王 晓 燕的材料/a.txt"].verified
    assert codes(told) == {"verify.word_in_name"}
    assert "王" not in "".join(spoken(finding).message for finding in told.findings)


@pytest.mark.parametrize(
    "content",
    [
        "姓名：王晓燕".encode(),
        "姓名：王晓燕".encode("gb18030"),
        "姓名：王晓燕".encode("utf-16"),
        "<p>王<b>晓</b>燕</p>".encode(),
        b"<p>&#29579;&#26195;&#29141;</p>",
        "单位：昌吉云帆建设工程 有限公司".encode(),
    ],
)
def test_words_in_other_files_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.html").write_bytes(content)
    assert codes(verified_in(tmp_path)["list.html"].verified) == {"verify.word_in_text"}


def test_members_of_archives_and_office_files_are_searched(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "<si><r>王晓</r><r>燕</r></si>")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("001.jpg", encode(page("申报人王晓燕同志")))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("001.txt", "合格")
        archive.comment = "王晓燕".encode()
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("001.txt", "合格")
    found = verified_in(tmp_path)
    assert codes(found["a.xlsx"].verified) == {"verify.word_in_text"}
    assert codes(found["b.zip"].verified) == {"verify.readable"}
    assert codes(found["c.zip"].verified) == {"verify.word_in_text"}
    assert found["d.zip"].verified.status is Status.CLEAN


def test_broken_and_missing_files_are_findings_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encode(page("评审结果合格"))[:3000])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 something")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.jpg").write_bytes(encode(page("评审结果合格")))
    paths = [tmp_path, tmp_path / "missing.jpg"]
    found = {one.candidate.shown: one.verified for one in verified_files(paths, APPLICANT, BOTH)}
    assert {name: codes(one) for name, one in found.items()} == {
        "a.jpg": {"verify.damaged"},
        "b.zip": {"verify.not_checked"},
        "c.pdf": {"verify.not_checked"},
        "d.txt": {"verify.empty"},
        "e.jpg": set(),
        "missing.jpg": {"verify.unreadable"},
    }
    for one in found.values():
        for finding in one.findings:
            assert spoken(finding).message
            assert spoken(finding, "en").remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert codes(verified_in(tmp_path)["pipe.jpg"].verified) == {"verify.unreadable"}


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "a.jpg").write_bytes(b"x")
    (folder / "link").symlink_to(outside)
    (folder / "gone").symlink_to(tmp_path / "nothing")
    files = verified_files([folder], APPLICANT, BOTH)
    found = {one.candidate.shown: codes(one.verified) for one in files}
    assert {name: "verify.unreadable" in faults for name, faults in found.items()} == {
        "gone": True,
        "link": True,
    }


def test_a_name_of_an_empty_folder_or_of_what_a_link_leads_to_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "王晓燕").mkdir(parents=True)
    (folder / "others").mkdir()
    (tmp_path / "王晓燕.txt").write_text("合格", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "王晓燕.txt")
    told = {name: codes(one.verified) for name, one in verified_in(folder).items()}
    named = {"verify.word_in_name"}
    assert told == {"王晓燕": named, "link.txt": named, "others": set()}
    assert candidates([folder / "others"]) == ()


def test_files_beyond_the_most_are_not_passed_over_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zcdesk.verification.folder._MOST_FILES", 2)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("合格", encoding="utf-8")
    told = [one.verified.status for one in verified_files([tmp_path], APPLICANT, BOTH)]
    assert told == [Status.CLEAN, Status.CLEAN, Status.REVIEW]


def test_a_file_that_is_named_twice_is_verified_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("合格", encoding="utf-8")
    assert candidates([tmp_path, path, path]) == (Candidate(path, "a.txt", 1),)
