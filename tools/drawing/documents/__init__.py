"""The kinds of document that a fictional person may hand in, one function each.

First to read: ``certificates.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from tools.drawing.documents import certificates, forms, official, writings
from tools.drawing.documents.unseen import UNSEEN
from tools.drawing.marks import DrawnPage
from tools.drawing.people import Person
from tools.drawing.scene import Scene

_DRAWINGS: dict[str, Callable[[Scene], None]] = {
    drawing.__name__: drawing
    for drawing in (
        certificates.id_card,
        certificates.inch_photo,
        certificates.diploma,
        certificates.degree_certificate,
        certificates.education_check,
        certificates.title_certificate,
        certificates.award_certificate,
        certificates.training_certificate,
        official.qualification_document,
        official.award_decision,
        official.posting,
        official.posting_result,
        official.recommendation,
        official.vertical_certificate,
        forms.appraisal_form,
        forms.roster_table,
        forms.contract_page,
        forms.pledge,
        forms.sealed_statement,
        forms.split_name,
        writings.paper_front,
        writings.journal_cover,
        writings.journal_contents,
        writings.search_report,
        writings.report_cover,
        writings.report_page,
        writings.dense_text,
        writings.work_summary,
        writings.uyghur_notice,
    )
}

KINDS = tuple(_DRAWINGS)
"""Names of the kinds that samples, tests and tuning draw."""

UNSEEN_KINDS = tuple(UNSEEN)
"""Names of the kinds that are held aside for measuring."""


def draw_page(
    kind: str,
    person: Person,
    colleagues: Sequence[Person],
    random: Random,
    dpi: int = 200,
    facts: Mapping[str, str] | None = None,
) -> DrawnPage:
    """Draw one page that belongs to ``person``; the same ``random`` state gives the same bytes.

    Args:
        kind: One of :data:`KINDS` or :data:`UNSEEN_KINDS`.
        person: The applicant; what points to this person is marked as such.
        colleagues: At least ten others, as :func:`tools.drawing.people.invent_colleagues` gives.
        random: The only source of chance.
        dpi: Resolution of the drawing; damages may lower it later.
        facts: What must not be left to chance, for example ``{"year": "2022"}``.

    Raises:
        KeyError: No such kind.
    """
    drawing = _DRAWINGS.get(kind) or UNSEEN[kind]
    scene = Scene(person, colleagues, random, dpi, facts or {})
    drawing(scene)
    return scene.sheet.finished(kind)
