"""Archives are read in memory, and what is dangerous refused; documents become pages."""

import io
import os
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document

from tests.pages.pdf_writing import PdfPage, pdf
from zcdesk.errors import ScanError, TooLargeScanError, TruncatedScanError
from zcdesk.pages.opening import archives, office
from zcdesk.pages.opening import archives as packing
from zcdesk.pages.opening.office import office_program, pdf_of, without_links
from zcdesk.pages.opening.refusals import ArchiveBombScanError, LockedScanError
from zcdesk.pages.opening.scan import decode, open_content


def packed(**members: bytes) -> bytes:
    return packed_as(list(members.items()))


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
    return [member.path for member in packing.members_of(path)]


def test_the_files_come_in_the_order_of_their_names_as_people_count(path: Path) -> None:
    members = ["b/10.jpg", "b/2.jpg", "a.jpg", "__MACOSX/a.jpg", "b/.x", "b/Thumbs.db", "~$a.docx"]
    path.write_bytes(packed_as([(name, name.encode()) for name in [*members, "b/"]]))
    assert packing.is_archive(path)
    assert names(path) == ["a.jpg", "b/2.jpg", "b/10.jpg"]
    assert packing.member_content(path, "b/10.jpg") == b"b/10.jpg"


def test_a_path_into_an_archive_leads_to_the_file(path: Path) -> None:
    path.write_bytes(packed_as([("a/b", b"x")]))
    assert packing.place_in_archive(path / "a" / "b") == (path, "a/b")
    assert packing.place_in_archive(path) is None
    assert packing.place_in_archive(path.parent / "nothing" / "b") is None
    with pytest.raises(ScanError):
        packing.member_content(path, "a/c")


def test_chinese_names_are_right_whoever_packed_them(path: Path) -> None:
    content = packed_as([("AAAAAA.jpg", b"1"), ("BBBBBBBBB.jpg", b"2")])
    content = content.replace(b"AAAAAA", "身份证".encode("gbk"))
    content = content.replace(b"BBBBBBBBB", "毕业证".encode())  # UTF-8 without saying so
    path.write_bytes(content)
    assert sorted(names(path)) == ["毕业证.jpg", "身份证.jpg"]
    assert packing.member_content(path, "身份证.jpg") == b"1"
    path.write_bytes(packed_as([("学位证.jpg", b"3")]))
    assert names(path) == ["学位证.jpg"]


def test_two_files_of_one_name_are_both_there(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path.write_bytes(packed_as([("a.jpg", b"1"), ("a.jpg", b"2")]))
    assert sorted(packing.member_content(path, name) for name in names(path)) == [b"1", b"2"]


@pytest.mark.parametrize("name", ["../a.jpg", "b/../../a.jpg", "/../a.jpg", "..\\a.jpg"])
def test_a_name_that_leads_out_of_it_is_refused_and_the_others_go_on(path: Path, name: str) -> None:
    path.write_bytes(packed_as([(name, b"1"), ("good.jpg", b"2")]))
    refused = [member for member in packing.members_of(path) if member.refusal is not None]
    assert [str(member.refusal) for member in refused] == ["scan.archive_path"]
    assert "good.jpg" in names(path)
    assert list(path.parent.iterdir()) == [path]


def test_an_archive_in_an_archive_is_refused_by_its_name_and_the_others_go_on(path: Path) -> None:
    path.write_bytes(packed_as([("one.zip", packed(a=b"1")), ("b", b"2")]))
    members = {member.path: str(member.refusal or "") for member in packing.members_of(path)}
    assert members == {"b": "", "one.zip": "scan.archive_nested"}


def test_bombs_are_refused_by_what_they_tell(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(packed_as([(f"{number}.jpg", b"") for number in range(2001)]))
    with pytest.raises(ArchiveBombScanError):
        packing.members_of(path)
    path.write_bytes(packed_as([("a.jpg", bytes(300_000)), ("b.jpg", bytes(300_000))]))
    monkeypatch.setattr(archives, "MAX_UNPACKED", 500_000)
    with pytest.raises(ArchiveBombScanError):
        packing.members_of(path)
    monkeypatch.setattr(archives, "MAX_BYTES", 100_000)
    with pytest.raises(TooLargeScanError):
        packing.member_content(path, "b.jpg")


def test_a_file_that_states_less_than_it_unpacks_to_is_refused(path: Path) -> None:
    content = packed(a=bytes(500_000))
    path.write_bytes(content.replace(struct.pack("<I", 500_000), struct.pack("<I", 1000)))
    with pytest.raises(ScanError):
        packing.member_content(path, "a")


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


def _crc(value: int, byte: int) -> int:
    """One step without what zlib does before and behind it."""
    return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


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


def _encrypted(keys: list[int], data: bytes) -> list[int]:
    result = []
    for byte in data:
        mixed = (keys[2] | 2) & 0xFFFF
        result.append(byte ^ ((mixed * (mixed ^ 1)) >> 8) & 255)
        _turn(keys, byte)
    return result


def test_a_locked_archive_asks_for_its_password(path: Path) -> None:
    path.write_bytes(locked("开门".encode("gbk")))
    assert names(path) == ["a.jpg"]
    with pytest.raises(LockedScanError) as caught:
        packing.member_content(path, "a.jpg")
    assert caught.value.details["file"] == "a.jpg"
    with pytest.raises(LockedScanError, match=r"^scan\.wrong_password$"):
        packing.member_content(path, "a.jpg", ["关门"])
    assert packing.member_content(path, "a.jpg", ["关门", "开门"]) == b"secret" * 20


def test_an_unusual_way_of_packing_has_its_own_sentence(path: Path) -> None:
    content = bytearray(packed(a=b"1" * 100))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, bytes(content).index(mark) + at, 9)  # deflate64
    path.write_bytes(content)
    with pytest.raises(ScanError, match=r"^scan\.archive_method$"):
        packing.member_content(path, "a")


def test_half_an_archive_an_empty_one_and_documents_are_told_apart(path: Path) -> None:
    whole = packed(a=b"1" * 3000, b=b"2")
    for place in range(4, len(whole) - 22, 5):
        path.write_bytes(whole[:place])
        with pytest.raises(TruncatedScanError):
            packing.is_archive(path)
    path.write_bytes(packed())
    with pytest.raises(ScanError, match=r"^scan\.empty_archive$") as refused:
        packing.members_of(path)
    assert refused.value.details["file"] == path.name
    path.write_bytes(packed_as([("[Content_Types].xml", b""), ("word/document.xml", b"")]))
    assert not packing.is_archive(path)
    path.write_bytes(b"\xff\xd8\xff")
    assert not packing.is_archive(path)


NAMES = {
    "学位证.jpg": "gbk", "学校.jpg": "gbk", "训练.png": "gbk", "吕燚 履历（一）①.jpg": "gbk",
    "赵启明/身份证 正面.jpg": "utf-8", "ئالىم.jpg": "utf-8", "Қазақ құжат.jpg": "utf-8",
    "學位證書.jpg": "gbk",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_of_several_readings_of_a_name_the_written_words_are_taken(path: Path, name: str) -> None:
    raw = name.encode(NAMES[name])
    placeholder = "A" * len(raw)
    path.write_bytes(packed_as([(placeholder, b"1")]).replace(placeholder.encode(), raw))
    assert names(path) == [name]
    assert packing.member_content(path, name) == b"1"


def test_windows_slashes_within_a_chinese_letter_are_no_folders() -> None:
    member = zipfile.ZipInfo("俓.jpg".encode("gbk").decode("cp437"))
    assert "\\" in member.orig_filename
    member.filename = member.orig_filename.replace("\\", "/")  # what Windows makes of it
    assert packing.names_of([member]) == ["俓.jpg"]


def test_the_name_in_the_unicode_field_counts_when_it_is_of_this_name() -> None:
    for checksum, name in ((zlib.crc32(b"a.jpg"), "证书.jpg"), (1, "a.jpg")):
        member = zipfile.ZipInfo("a.jpg")
        field = struct.pack("<BI", 1, checksum) + "证书.jpg".encode()
        member.extra = struct.pack("<HH", 0x7075, len(field)) + field
        assert packing.names_of([member]) == [name]


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
    assert packing.member_content(path, name) == b"1"


RELATIONS = "word/_rels/document.xml.rels"
PICTURE = (
    '<Relationship Id="rX1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/image" Target="http://example.org/seen.png" TargetMode="External"/>'
)
LINK = PICTURE.replace("image", "hyperlink").replace("rX1", "rX2")


def document(*more: str) -> bytes:
    stream = io.BytesIO()
    made = Document()
    made.add_paragraph("First page")
    made.add_page_break()  # type: ignore[no-untyped-call]
    made.add_paragraph("Second page")
    made.save(stream)
    changed = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == RELATIONS:
                text = text.replace(
                    b"</Relationships>", "".join(more).encode() + b"</Relationships>"
                )
            target.writestr(name, text)
    return changed.getvalue()


def relations(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(RELATIONS).decode()


def test_pictures_elsewhere_are_taken_out_and_links_to_click_on_stay() -> None:
    plain = without_links(document(PICTURE, LINK))
    assert "rX1" not in relations(plain)
    assert "rX2" in relations(plain)
    assert relations(without_links(document())) == relations(document())
    assert without_links(b"\xd0\xcf\x11\xe0 old") == b"\xd0\xcf\x11\xe0 old"


def test_a_picture_pasted_from_a_web_page_is_not_fetched_anew() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<w:instrText>INCLUDEPICTURE "http://a/b.png"')
    plain = zipfile.ZipFile(io.BytesIO(without_links(stream.getvalue())))
    assert b"INCLUDEPICTURE" not in plain.read("word/document.xml")


def fake(folder: Path, lines: str) -> str:
    """Return another program in LibreOffice's place: what it is given and how it ends is tested."""
    script = folder / "soffice.py"
    script.write_text(lines, encoding="utf-8")
    starter = folder / "soffice"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    return str(starter)


MADE = """
import sys, uuid
from datetime import datetime
from pathlib import Path

at, some = datetime.now(), uuid.uuid4()
Path(sys.argv[-1]).with_suffix(".pdf").write_text(
    f"%PDF-1.7 1 0 obj /CreationDate(D:{at:%Y%m%d%H%M%S}+08'00') endobj /Text (beside)"
    f"<xmp:CreateDate>{at:%Y-%m-%dT%H:%M:%S.%f}+08:00</xmp:CreateDate> uuid:{some} "
    f"trailer /ID [ <{some.hex.upper()}>\\n<{some.hex.upper()}> ]\\n/DocChecksum /{some.hex} >>"
)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the other program is a shell script")
def test_a_document_that_is_turned_into_pages_again_gives_the_same_bytes(tmp_path: Path) -> None:
    program = fake(tmp_path, MADE)
    first, second = (pdf_of(b"x", "总结.docx", program) for _ in range(2))
    assert first == second
    assert b"/CreationDate(D:00000000000000+00'00') endobj /Text (beside)" in first
    assert b"/DocChecksum /00000000000000000000000000000000 >>" in first


def running_programs() -> str:
    """Return the command lines of all that runs; what was ended may be on its way out."""
    return subprocess.run(["ps", "-efww"], capture_output=True, text=True, check=False).stdout


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="the other program is a shell script")
def test_a_program_that_hangs_or_makes_nothing_is_ended_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    child = f"[sys.executable, '-c', 'import time; time.sleep(900)', {str(tmp_path)!r}]"
    hanging = f"import subprocess, sys, time; subprocess.Popen({child}); time.sleep(900)"
    for lines in (hanging, "pass", "raise SystemExit(3)"):
        with pytest.raises(ScanError, match=r"^scan\.word_failed$") as caught:
            pdf_of(b"x", "总结.docx", fake(tmp_path, lines), seconds=5)
        assert caught.value.details["file"] == "总结.docx"
        assert list((tmp_path / "temporary").iterdir()) == []
    while str(tmp_path) in running_programs():  # neither the program nor what it started stays
        time.sleep(0.1)


@pytest.mark.skipif(not office._without_network(), reason="this system cannot take it away")
def test_the_other_program_has_no_network(tmp_path: Path) -> None:
    told = (
        "import pathlib, sys\n"
        "pathlib.Path(sys.argv[-1]).with_suffix('.pdf').write_bytes("
        "pathlib.Path('/proc/net/dev').read_bytes())\n"
    )
    lines = pdf_of(b"x", "a.docx", fake(tmp_path, told)).decode().splitlines()[2:]
    assert [line.split(":")[0].strip() for line in lines] == ["lo"]


@pytest.mark.skipif(sys.platform == "win32", reason="the other program is a shell script")
def test_the_copy_is_neutral_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, new = tmp_path / "zcdesk-word-old", tmp_path / "zcdesk-word-new"
    old.mkdir()
    new.mkdir()
    os.utime(old, (time.time() - 9000,) * 2)
    told = (
        "import sys, pathlib\n"
        "pathlib.Path(sys.argv[-1]).with_suffix('.pdf').write_text(sys.argv[-1])\n"
    )
    made = pdf_of(b"x", "张三的总结.doc", fake(tmp_path, told)).decode()
    assert Path(made).name == "document.doc"
    assert "张三" not in made
    assert (old.exists(), new.exists()) == (False, True)
    assert not Path(made).parent.exists()


def test_pages_made_of_a_document_bear_its_name_and_a_persons_own_pdf_does_not() -> None:
    content = pdf(PdfPage(b"0 0 9 9 re f"))
    (told,) = open_content(Path("总结.docx.pages.pdf"), content).findings
    assert (told.code, told.details["file"]) == ("scan.from_word", "总结.docx")
    assert open_content(Path("总结.docx.pdf"), content).findings == ()


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_the_pages_of_a_document() -> None:
    program = office_program()
    assert program is not None
    scan = open_content(
        Path("总结.docx.pages.pdf"), pdf_of(without_links(document()), "a.docx", program)
    )
    assert scan.page_count == 2
    assert [each.code for each in scan.findings] == ["scan.from_word"]
    assert decode(scan, 1).min() < 100


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MAX_PARTS", 1000)
    with pytest.raises(ScanError, match=r"^scan\.word_failed$"):
        without_links(document())
