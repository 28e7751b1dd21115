"""Fictional people whose forms are filled."""

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case

POSTING = {"posting_start": "2025-02-25", "posting_end": "2025-03-03"}
"""Five working days, seven days."""

TITLE = {"form.series": "工程", "form.specialty": "建筑工程管理", "form.level": "中"}


def case(name: str = "欧阳婉儿", notice: str = "region-senior-2024", **facts: str) -> Case:
    applicant = Applicant(name, "天山岩土勘察有限公司", id_number="654321199001011234")
    told = {key.replace("__", "."): text for key, text in facts.items()}
    return Case(notice, applicant, frozenset(), facts=tuple(sorted(told.items())))


def ready(name: str = "欧阳婉儿", notice: str = "region-senior-2024", **facts: str) -> Case:
    """Return a case whose posting and title are known."""
    return case(name, notice, **{**POSTING, **TITLE, **facts})
