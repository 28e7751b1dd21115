"""What a package holds for the person alone: forms that can be filled, and texts to copy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from zcdesk.cases.case import Case
from zcdesk.checks.slots.forms import FormStage, forms
from zcdesk.checks.states import Evaluation, State
from zcdesk.documents.forms import (
    MissingFormTextError,
    NoSuchFormError,
    UnreadableFormError,
    form_of,
)
from zcdesk.export.package.packing import OwnUse, at_once
from zcdesk.export.papers.checklist import word
from zcdesk.export.papers.html import whole_page
from zcdesk.export.papers.markup import element
from zcdesk.export.plan.layout import PlannedPage, legal_title
from zcdesk.export.plan.manifest import FORMS, TEXTS, Content, OpenPoint
from zcdesk.findings import Severity
from zcdesk.notices.profile.notice import Notice
from zcdesk.wording import spoken


def own_use_files(
    case: Case,
    notice: Notice,
    planned: Sequence[PlannedPage],
    content: Content,
    evaluation: Evaluation,
    run: Callable[..., Any] = at_once,
) -> OwnUse:
    """Return the forms that are still to be made and the typed texts.

    A form whose slot has a page in the package is done already; one that is not needed by the
    answers is not made. ``run`` calls a function, maybe
    in a worker: drawing a PDF would hold up a window.
    """
    files: dict[str, bytes] = {}
    done = {page.slot for page in planned}
    for form in forms(notice, case):
        if form.stage is FormStage.SCANNED or form.slot in done or content is Content.CHANGES:
            continue
        if not _is_asked(evaluation, form.slot):
            continue
        from zcdesk.documents.making import make_form  # with all that fills Word files

        try:
            made = run(make_form, notice, form.template, [replace(case, pages=())])
        except (MissingFormTextError, NoSuchFormError, UnreadableFormError):
            continue
        title = _free(legal_title(notice.slot(form.slot).title, form.slot), files)
        files[f"{FORMS}/{title}.docx"] = made.docx
        files[f"{FORMS}/{title}.pdf"] = made.pdf
    if case.texts:
        files[TEXTS] = _texts(case, notice)
    return OwnUse(files, frozenset(files))


def _free(title: str, files: Collection[str]) -> str:
    """Return a title that no form has yet, by no system's comparison: two slots may be alike."""
    taken = {name.casefold() for name in files}
    names = (title, *(f"{title} {number}" for number in range(2, len(files) + 3)))
    return next(name for name in names if f"{FORMS}/{name}.docx".casefold() not in taken)


def _is_asked(evaluation: Evaluation, slot: str) -> bool:
    return evaluation.slot(slot).state not in (State.NOT_NEEDED, State.WAIVED)


def forms_without_text(case: Case, notice: Notice, evaluation: Evaluation) -> tuple[OpenPoint, ...]:
    """Return the forms that are still to be made and of which the notice gives no text (A-33)."""
    points = []
    for form in forms(notice, case):
        if form.stage is FormStage.SCANNED or not _is_asked(evaluation, form.slot):
            continue
        try:
            form_of(notice, form.template)
        except MissingFormTextError as missing:
            wording = spoken(missing.finding())
            section = next(p for p in notice.sections if any(s.id == form.slot for s in p.slots))
            titles = section.title, notice.slot(form.slot).title
            points.append(OpenPoint(Severity.WARNING, *titles, wording.message, form.who))
        except (NoSuchFormError, UnreadableFormError):
            continue
    return tuple(points)


def _texts(case: Case, notice: Notice) -> bytes:
    """Return the typed texts, each under the title of its field, to be copied."""
    titles = {
        field.id: f"{part.title} · {field.title}"
        for part in notice.sections
        for field in part.fields
    }
    titles |= notice.slot_titles()
    parts = [
        part
        for field, text in case.texts
        for part in (
            element("h2", None, titles.get(field, field)),
            *(element("p", None, line) for line in text.split("\n")),
        )
    ]
    head = element("p", {"class": "own"}, word("export.own_only"))
    body = element("body", None, element("h1", None, word("export.texts")), head, *parts)
    return whole_page(word("export.texts"), body)
