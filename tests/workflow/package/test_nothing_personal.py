"""The sample's package by both routes, a slot split, another joined: searched for her words.

The search here is its own and knows more hiding places than the program's: what it finds in the
official forms shows that it can see.
"""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.workflow.package.test_exporting import all_decided
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.noting import limit_files, write_text
from zcdesk.cases.case import Case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case

pytestmark = pytest.mark.slow

NOW = datetime(2024, 9, 20, tzinfo=UTC)
PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "utf-7", "big5")


def words_of(applicant: Applicant) -> list[str]:
    told = [applicant.name, *applicant.aliases, applicant.employer, *applicant.employer_aliases]
    return [word for word in (*told, applicant.id_number) if word]


def hits(name: str, content: bytes, words: list[str]) -> Iterator[str]:
    """Yield where a file (or what is packed in it) holds a word."""
    for word in words:
        if word in name:
            yield f"{name}: name"
        escaped = (ascii(word)[1:-1].encode(), html_numbers(word, "d"), html_numbers(word, "x"))
        for coded in (*encoded(word), *escaped, base64.b64encode(word.encode())):
            if coded in content:
                yield f"{name}: bytes"
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from hits(f"{name}#comment", archive.comment, words)
            for member in archive.infolist():
                extra = member.comment + member.extra
                yield from hits(f"{name}/{member.filename}", archive.read(member) + extra, words)
    elif content.startswith(b"%PDF"):
        with pymupdf.open(stream=content) as paper:
            told = [repr(paper.metadata), paper.get_xml_metadata(), *paper.embfile_names()]
            told += [page.get_text() for page in paper]
            streams = [paper.xref_stream(n) for n in range(1, paper.xref_length())
                       if paper.xref_is_stream(n)]  # fmt: skip
        yield from hits(f"{name}#text", "\n".join(told).encode(), words)
        yield from hits(f"{name}#streams", b"\n".join(one or b"" for one in streams), words)
    elif content.startswith(b"\xff\xd8"):
        with Image.open(io.BytesIO(content)) as picture:
            if set(picture.info) - PLAIN or picture.getexif():
                yield f"{name}: metadata"
    elif b"<html" in content:
        plain = html.unescape(re.sub(r"<[^>]*>", "", content.decode()))
        yield from hits(f"{name}#text", re.sub(r"\s+", "", plain).encode(), words)
        for place, data in enumerate(re.findall(rb"data:image/jpeg;base64,([^\"]+)", content)):
            yield from hits(f"{name}#{place}", base64.b64decode(data), words)


def encoded(word: str) -> Iterator[bytes]:
    for encoding in ENCODINGS:
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue


def html_numbers(word: str, base: str) -> bytes:
    mark = "x" if base == "x" else ""
    return "".join(f"&#{mark}{ord(letter):{base}};" for letter in word).encode()


@pytest.fixture(scope="module")
def case(examined: Case) -> Case:
    """The sample's first pages; the first slot is split, another joined, a text was typed."""
    pages = list(examined.pages)
    slots = [pages[0].slot, next(page.slot for page in pages if page.slot != pages[0].slot)]
    told = replace(examined, pages=tuple(replace(p, confirmed="") for p in pages))
    told = limit_files(told, FileLimit(slots[0], arrangement=Arrangement.SPLIT))
    told = limit_files(told, FileLimit(slots[1], arrangement=Arrangement.JOINED))
    told = write_text(told, "resume", f"2010年7月至今 {examined.applicant.employer} 工程师")
    return all_decided(told)


@pytest.mark.parametrize("content", [Content.COVERED, Content.FOR_COVERING_INSIDE])
def test_her_words_stand_in_forms_and_typed_texts_only(
    pool: WorkerPool, case: Case, content: Content, tmp_path: Path
) -> None:
    *_, done = export_case(pool, case, load_notice(case.notice), tmp_path / "材料包", NOW, content)
    assert isinstance(done, PackageDone)
    names = [path.name for path in (done.folder / content.pictures).rglob("*.jpg")]
    assert any(name.endswith("_2.jpg") for name in names)
    assert len(names) < len(case.pages) + 2
    found: dict[bool, list[str]] = {True: [], False: []}
    for path in sorted(done.folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(done.folder).as_posix()
            carries = name.startswith("自用/文书/") or name == "自用/填报文字.html"
            found[carries] += hits(name, path.read_bytes(), words_of(case.applicant))
    assert found[False] == []
    seen = {hit.partition(":")[0].partition("#")[0].rpartition(".")[2] for hit in found[True]}
    assert any("docx" in hit for hit in found[True])
    assert any("pdf" in hit for hit in found[True])
    assert "html" in seen
