"""The fictional applicant who ships with the program: scans, readings, answers, decisions.

They are beside her scans, renewed by ``tools/making/practice.py``; a page whose scan is another
one by now is left out and waits to be read like any.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import yaml
from pydantic import Field

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.exchange.decision_file import (
    DecisionFile,
    PageDecision,
    PlaceDecision,
    WhosePage,
    apply_decisions,
    read_decisions,
)
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.geometry import Polygon, centre
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page
from zcdesk.plain_data import DataEntry
from zcdesk.resources import resource
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.known_forms import packed, unpacked
from zcdesk.workflow.case.session_readings import SessionReadings

SAMPLE = "region-senior-2024"
"""Folder of the sample below ``resources/samples``, named after the notice it was drawn for."""


class _SampleTold(DataEntry):
    name: str
    employer: str
    aliases: tuple[str, ...] = ()
    employer_aliases: tuple[str, ...] = ()
    former_employers: tuple[str, ...] = ()
    id_number: str = ""


class _SampleFile(DataEntry):
    file: str
    slot: str


class SampleFile(DataEntry):
    """``sample.yaml``: who applies for what, and which scan belongs to which slot."""

    notice: str
    applicant: _SampleTold
    facts: dict[str, str] = Field({})
    files: tuple[_SampleFile, ...]


def sample_folder() -> Path:
    """Return the folder of the sample."""
    return resource("samples", SAMPLE)


def sample_case(notice_id: str | None = None) -> Case:
    """Return the sample as a case whose pages wait to be read.

    Args:
        notice_id: Notice to apply for instead of the sample's own; its targets are used then.
    """
    folder = sample_folder()
    file = _sample_file()
    notice = load_notice(notice_id or file.notice)
    case = replace(
        begun(notice, Applicant(**file.applicant.model_dump())),
        facts=tuple(sorted(file.facts.items())),
    )
    for sample in file.files:
        case = add_scans(case, [folder / sample.file], sample.slot)
    return case


def sample_applicant() -> Applicant:
    """Return the fictional applicant alone."""
    return Applicant(**_sample_file().applicant.model_dump())


def _sample_file() -> SampleFile:
    content = (sample_folder() / "sample.yaml").read_text(encoding="utf-8")
    return SampleFile.model_validate(yaml.safe_load(content))


def decided(case: Case, notice: Notice) -> tuple[Case, int]:
    """Return the read sample as the fictional person leaves it, and how many of its pages asked
    something that her decisions do not foresee.

    She has looked at every page and covers whatever else is asked about: another version of the
    program may ask more or less than the one for which the decisions were written, and another
    notice does. Covered, nothing of hers stays open.
    """
    given = read_decisions(sample_folder() / "decisions.yaml")
    if notice.masking is not None and notice.masking.classified is not None:
        given = given.model_copy(update={"classified": Classified.NO})
    case = apply_decisions(case, given)
    further = tuple(
        _all_covered(page, page.page)
        for page in case.pages
        if page.page is not None and not case.is_confirmed(page)
    )
    return apply_decisions(case, DecisionFile.model_validate({"schema": 1, "pages": further})), len(
        further
    )


def _all_covered(page: CasePage, read: Page) -> PageDecision:
    """Return the decision about a page that covers each place which is asked about."""
    masks = [page.hits[index].mask for index in page.open_doubts()]
    return PageDecision(
        sha256=read.source.sha256,
        index=read.source.index,
        places=tuple(
            PlaceDecision(target=mask.target, at=_percent(mask.polygon, read), do=Decision.COVER)
            for mask in masks
        ),
        seen=tuple(finding.code for finding in page.findings),
        whose=WhosePage.MINE if page.whose_open else None,
        by_hand=True,
    )


def _percent(polygon: Polygon, page: Page) -> tuple[float, float]:
    x, y = centre(polygon)
    return 100 * x / page.width, 100 * y / page.height


FOLDER = f"{SAMPLE}-read"
_PAGES = "pages.json"
_HOME = Path("practice")  # rows name their case file; this one is none

FIRST = (
    "苗昱澄职称证书.jpg", "IMG_2034.jpg", "劳动合同第1页.jpg", "情况说明.jpg",
    "继续教育专业2021.jpg", "苗昱澄2023年度考核.jpg", "公示.jpg",
)  # fmt: skip
"""What one learns on: sure pages and a doubtful one, a seal, a signature, somebody else's name."""


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
