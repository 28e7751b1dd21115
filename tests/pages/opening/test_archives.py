"""Zip archives: their files are found and read in memory; what is dangerous is refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from zcdesk.errors import ScanError, TooLargeScanError, TruncatedScanError
from zcdesk.pages.opening import archives
from zcdesk.pages.opening.archives import (
    is_archive,
    member_content,
    members_of,
    names_of,
    place_in_archive,
)
from zcdesk.pages.opening.refusals import ArchiveBombScanError, LockedScanError


def packed(**members: bytes) -> bytes:
    return packed_as([(name.replace("__", "/"), content) for name, content in members.items()])


def packed_as(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "材料.zip"


def names(path: Path) -> list[str]:
    return [member.path for member in members_of(path)]


def test_the_files_come_in_the_order_of_their_names_as_people_count(path: Path) -> None:
    members = ["b/10.jpg", "b/2.jpg", "a.jpg", "__MACOSX/a.jpg", "b/.x", "b/Thumbs.db", "~$a.docx"]
    path.write_bytes(packed_as([(name, name.encode()) for name in [*members, "b/"]]))
    assert is_archive(path)
    assert names(path) == ["a.jpg", "b/2.jpg", "b/10.jpg"]
    assert member_content(path, "b/10.jpg") == b"b/10.jpg"


def test_a_path_into_an_archive_leads_to_the_file(path: Path) -> None:
    path.write_bytes(packed(a__b=b"x"))
    assert place_in_archive(path / "a" / "b") == (path, "a/b")
    assert place_in_archive(path) is None
    assert place_in_archive(path.parent / "nothing" / "b") is None
    with pytest.raises(ScanError):
        member_content(path, "a/c")


def test_chinese_names_are_right_whoever_packed_them(path: Path) -> None:
    content = packed_as([("AAAAAA.jpg", b"1"), ("BBBBBBBBB.jpg", b"2")])
    content = content.replace(b"AAAAAA", "身份证".encode("gbk"))
    content = content.replace(b"BBBBBBBBB", "毕业证".encode())  # UTF-8 without saying so
    path.write_bytes(content)
    assert sorted(names(path)) == ["毕业证.jpg", "身份证.jpg"]
    assert member_content(path, "身份证.jpg") == b"1"
    path.write_bytes(packed_as([("学位证.jpg", b"3")]))
    assert names(path) == ["学位证.jpg"]


def test_two_files_of_one_name_are_both_there(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path.write_bytes(packed_as([("a.jpg", b"1"), ("a.jpg", b"2")]))
    assert sorted(member_content(path, name) for name in names(path)) == [b"1", b"2"]


@pytest.mark.parametrize("name", ["../a.jpg", "b/../../a.jpg", "/../a.jpg", "..\\a.jpg"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_go_on(
    path: Path, name: str
) -> None:
    path.write_bytes(packed_as([(name, b"1"), ("good.jpg", b"2")]))
    refused = [member for member in members_of(path) if member.refusal is not None]
    assert [str(member.refusal) for member in refused] == ["scan.archive_path"]
    assert "good.jpg" in names(path)
    assert list(path.parent.iterdir()) == [path]


def test_an_archive_in_an_archive_is_refused_by_its_name_and_the_others_go_on(path: Path) -> None:
    path.write_bytes(packed_as([("one.zip", packed(a=b"1")), ("b", b"2")]))
    members = {member.path: str(member.refusal or "") for member in members_of(path)}
    assert members == {"b": "", "one.zip": "scan.archive_nested"}


def test_bombs_are_refused_from_what_they_state(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(packed_as([(f"{number}.jpg", b"") for number in range(2001)]))
    with pytest.raises(ArchiveBombScanError):
        members_of(path)
    path.write_bytes(packed_as([("a.jpg", bytes(300_000)), ("b.jpg", bytes(300_000))]))
    monkeypatch.setattr(archives, "MAX_UNPACKED", 500_000)
    with pytest.raises(ArchiveBombScanError):
        members_of(path)
    monkeypatch.setattr(archives, "MAX_BYTES", 100_000)
    with pytest.raises(TooLargeScanError):
        member_content(path, "b.jpg")


def test_a_file_that_states_less_than_it_unpacks_to_is_refused(path: Path) -> None:
    content = packed(a=bytes(500_000))
    path.write_bytes(content.replace(struct.pack("<I", 500_000), struct.pack("<I", 1000)))
    with pytest.raises(ScanError):
        member_content(path, "a")


# One file "a" with the content "secret", locked with the password 开门 in UTF-8 (ZipCrypto).
def locked(password: bytes, content: bytes = b"secret" * 20) -> bytes:
    plain = packed_as([("a.jpg", content)], zipfile.ZIP_STORED)
    checksum = struct.unpack_from("<I", plain, 14)[0]
    keys = _keys(password)
    head = bytes(11) + bytes([checksum >> 24])
    data = bytes(_encrypted(keys, head + content))
    start = plain.index(content)
    body = bytearray(plain[:start] + data + plain[start + len(content) :])
    directory = bytes(body).index(b"PK\x01\x02")
    for place, size_at in ((0, 18), (directory, 20)):
        body[place + (6 if place == 0 else 8)] |= 1
        struct.pack_into("<I", body, place + size_at, len(data))
    end = bytes(body).index(b"PK\x05\x06")
    struct.pack_into("<I", body, end + 16, directory)
    return bytes(body)


def _keys(password: bytes) -> list[int]:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        _turn(keys, byte)
    return keys


def _turn(keys: list[int], byte: int) -> None:
    """Source: APPNOTE.TXT 6.3.10, section 6.1.5."""
    keys[0] = _crc(keys[0], byte)
    keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
    keys[2] = _crc(keys[2], keys[1] >> 24)


def _crc(value: int, byte: int) -> int:
    value ^= byte
    for _ in range(8):
        value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
    return value


def _encrypted(keys: list[int], data: bytes) -> list[int]:
    result = []
    for byte in data:
        mixed = (keys[2] | 2) & 0xFFFF
        result.append(byte ^ ((mixed * (mixed ^ 1)) >> 8) & 255)
        _turn(keys, byte)
    return result


def _crc_table_is_the_usual_one() -> bool:
    return _crc(0, 1) == 0x77073096


def test_a_locked_archive_asks_for_its_password(path: Path) -> None:
    assert _crc_table_is_the_usual_one()
    path.write_bytes(locked("开门".encode("gbk")))
    assert names(path) == ["a.jpg"]
    with pytest.raises(LockedScanError) as caught:
        member_content(path, "a.jpg")
    assert caught.value.details["file"] == "a.jpg"
    with pytest.raises(LockedScanError, match=r"^scan\.wrong_password$"):
        member_content(path, "a.jpg", ["关门"])
    assert member_content(path, "a.jpg", ["关门", "开门"]) == b"secret" * 20


def test_an_unusual_way_of_packing_has_its_own_sentence(path: Path) -> None:
    content = bytearray(packed(a=b"1" * 100))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, bytes(content).index(mark) + at, 9)  # deflate64
    path.write_bytes(content)
    with pytest.raises(ScanError, match=r"^scan\.archive_method$"):
        member_content(path, "a")


def test_half_an_archive_an_empty_one_and_documents_are_told_apart(path: Path) -> None:
    whole = packed(a=b"1" * 3000, b=b"2")
    for place in range(4, len(whole) - 22, 5):
        path.write_bytes(whole[:place])
        with pytest.raises(TruncatedScanError):
            is_archive(path)
    path.write_bytes(packed())
    with pytest.raises(ScanError, match=r"^scan\.empty_archive$"):
        members_of(path)
    path.write_bytes(packed_as([("[Content_Types].xml", b""), ("word/document.xml", b"")]))
    assert not is_archive(path)
    path.write_bytes(b"\xff\xd8\xff")
    assert not is_archive(path)


NAMES = {
    "学位证.jpg": "gbk",
    "学校.jpg": "gbk",
    "训练.png": "gbk",
    "吕燚 履历（一）①.jpg": "gbk",
    "赵启明/身份证 正面.jpg": "utf-8",
    "ئالىم.jpg": "utf-8",
    "Қазақ құжат.jpg": "utf-8",
    "Zürich café.jpg": "utf-8",
    "Prüfung.jpg": "cp437",
    "畢業證書.jpg": "big5",
    "學位證書.jpg": "gbk",
}


@pytest.mark.parametrize("name", NAMES)
def test_of_several_readings_of_a_name_the_written_words_are_taken(path: Path, name: str) -> None:
    raw = name.encode(NAMES[name])
    placeholder = "A" * len(raw)
    path.write_bytes(packed_as([(placeholder, b"1")]).replace(placeholder.encode(), raw))
    assert names(path) == [name]
    assert member_content(path, name) == b"1"


def test_an_archive_is_read_in_one_encoding(path: Path) -> None:
    kept = (Path(__file__).parents[1] / "odd" / "zip-gbk-name-valid-utf8.zip").read_bytes()
    path.write_bytes(kept)
    assert names(path) == ["学位证.jpg"]


def test_windows_slashes_within_a_chinese_letter_are_no_folders() -> None:
    member = zipfile.ZipInfo("俓.jpg".encode("gbk").decode("cp437"))
    assert "\\" in member.orig_filename
    member.filename = member.orig_filename.replace("\\", "/")  # what Windows makes of it
    assert names_of([member]) == ["俓.jpg"]


def test_the_name_in_the_unicode_field_counts_when_it_is_of_this_name() -> None:
    for checksum, name in ((zlib.crc32(b"a.jpg"), "证书.jpg"), (1, "a.jpg")):
        member = zipfile.ZipInfo("a.jpg")
        field = struct.pack("<BI", 1, checksum) + "证书.jpg".encode()
        member.extra = struct.pack("<HH", 0x7075, len(field)) + field
        assert names_of([member]) == [name]


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("/材料/毕业证.jpg", "材料/毕业证.jpg"),
        ("C:\\材料\\毕业证.jpg", "材料/毕业证.jpg"),
        ("//host/share/a.jpg", "host/share/a.jpg"),
        ("证书:2.jpg", "证书2.jpg"),
        ("./a.jpg", "a.jpg"),
        ("Cafe\u0301.jpg", "Café.jpg"),
    ],
)
def test_what_stands_before_a_path_is_left_out(path: Path, stored: str, name: str) -> None:
    path.write_bytes(packed_as([(stored, b"1")]))
    assert names(path) == [name]
    assert member_content(path, name) == b"1"
