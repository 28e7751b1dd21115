"""Text documents: nothing in them leads elsewhere, and LibreOffice makes their pages."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.pages.pdf_writing import PdfPage, pdf
from zcdesk.errors import ScanError
from zcdesk.pages.opening import office
from zcdesk.pages.opening.office import office_program, pdf_of, without_links
from zcdesk.pages.opening.scan import decode, open_content

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
def test_the_copy_has_a_neutral_name_and_old_left_overs_are_removed(
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
