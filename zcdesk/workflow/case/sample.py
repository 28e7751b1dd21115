"""The fictional applicant who ships with the program: her scans, her answers, her decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.classified import Classified
from zcdesk.cases.case import Case
from zcdesk.cases.exchange.decision_file import DecisionFile, read_decisions
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.resources import resource
from zcdesk.workflow.case.importing import add_scans

SAMPLE = "region-senior-2024"
"""Folder of the sample below ``resources/samples``, named after the notice it was drawn for."""


class _SampleEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SampleTold(_SampleEntry):
    name: str
    employer: str
    aliases: tuple[str, ...] = ()
    employer_aliases: tuple[str, ...] = ()
    former_employers: tuple[str, ...] = ()
    id_number: str = ""


class _SampleFile(_SampleEntry):
    file: str
    slot: str


class SampleFile(_SampleEntry):
    """``sample.yaml``: who applies for what, and which scan belongs to which slot."""

    notice: str
    applicant: _SampleTold
    facts: dict[str, str] = {}
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
    for one in file.files:
        case = add_scans(case, [folder / one.file], one.slot)
    return case


def sample_applicant() -> Applicant:
    """Return the fictional applicant alone."""
    return Applicant(**_sample_file().applicant.model_dump())


def _sample_file() -> SampleFile:
    content = (sample_folder() / "sample.yaml").read_text(encoding="utf-8")
    return SampleFile.model_validate(yaml.safe_load(content))


def sample_decisions(notice: Notice | None = None) -> DecisionFile:
    """Return what the fictional person decided, by content of each page.

    Args:
        notice: Where it asks whether pages are secret, hers are not.
    """
    found = read_decisions(sample_folder() / "decisions.yaml")
    if notice is not None and notice.masking is not None and notice.masking.classified is not None:
        return found.model_copy(update={"classified": Classified.NO})
    return found
