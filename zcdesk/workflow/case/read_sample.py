"""Pages of the fictional applicant as they were read: practice begins at once, not after a minute.

They lie beside her scans, renewed by ``tools/practice.py``; a page whose scan is another one by now
is left out and waits to be read like any.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.resources import resource
from zcdesk.workflow.case.examining import SessionReadings
from zcdesk.workflow.case.sample import SAMPLE, sample_case
from zcdesk.workflow.case.stored_readings import packed, unpacked

FOLDER = f"{SAMPLE}-read"
_PAGES = "pages.json"
_HOME = Path("practice")  # rows name their case file; this one is none

FIRST = (
    "苗昱澄职称证书.jpg", "IMG_2034.jpg", "劳动合同第1页.jpg", "情况说明.jpg",
    "继续教育专业2021.jpg", "苗昱澄2023年度考核.jpg", "公示.jpg",
)  # fmt: skip
"""What one learns on: sure pages and doubtful ones, a seal, a signature, somebody else's name."""


def practice() -> tuple[Case, SessionReadings]:
    """Return the sample with its first pages read, and what was read on them."""
    case, readings = sample_case(), SessionReadings()
    rows = json.loads(_file(_PAGES).read_text(encoding="utf-8"))
    known = {page.file_name: page for page in case_of(rows, _HOME).pages}
    pages = [_as_read(page, known.get(page.file_name), readings) for page in case.pages]
    return replace(case, pages=tuple(pages)), readings


def kept(case: Case, readings: SessionReadings) -> dict[str, bytes]:
    """Return the files that keep the first pages of the read sample, by name.

    Raises:
        ValueError: One of them has not been read.
    """
    first = tuple(page for page in case.pages if page.file_name in FIRST)
    files = {_PAGES: json.dumps(rows_of(replace(case, pages=first), _HOME), indent=0).encode()}
    for case_page in first:
        reading = readings.of(case_page.page) if case_page.page is not None else None
        if case_page.page is None or reading is None:
            raise ValueError(f"{case_page.file_name} has not been read")
        files[_reading_name(case_page.page.source.sha256)] = packed(reading)
    return files


def _as_read(page: CasePage, known: CasePage | None, readings: SessionReadings) -> CasePage:
    """Return a page with what is known of it."""
    read = known.page if known is not None else None
    if known is None or read is None or _content_of(page) != read.source.sha256:
        return page
    reading = unpacked(_file(_reading_name(read.source.sha256)).read_bytes())
    if reading is None:
        return page
    upright = replace(read, source=replace(read.source, path=page.path))
    readings.keep(upright, reading)
    return replace(known, number=page.number, slot=page.slot, path=page.path, page=upright)


def _content_of(page: CasePage) -> str:
    return hashlib.sha256(Path(page.path).read_bytes()).hexdigest()


def _reading_name(sha256: str) -> str:
    return f"{sha256[:16]}.reading"


def _file(name: str) -> Path:
    return resource("samples", FOLDER, name)
