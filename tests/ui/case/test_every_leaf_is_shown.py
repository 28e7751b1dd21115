"""Every word of every shipped profile reaches somebody: no rule is loaded and never shown.

What counts is what a user gets: the lines and the data of ``case status``, the checklist, the plan
and the cover of the papers, the forms, and the pages of the window. ``notice show`` does not.
"""

import contextlib
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from random import Random

import pymupdf
import pytest
import yaml
from pydantic import BaseModel
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.conftest import Note, opened
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import Told, asked_papers
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.needs import demand
from zcdesk.cli.app import run
from zcdesk.documents.forms import MissingFormTextError
from zcdesk.documents.making import make_form
from zcdesk.export.papers.checklist import Reminders, checklist
from zcdesk.export.papers.html import to_html
from zcdesk.export.papers.open_points import open_points
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.interview import counting_answers, options
from zcdesk.notices.profile.entries import FactKind, Fee, Moment, PaperItem
from zcdesk.notices.profile.notice import Corrections, MendingRound, Notice, Term, walk
from zcdesk.notices.profile.slots import Ruling
from zcdesk.notices.profile.sources import NOT_STATED, Condition, Truth, judge
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.stations import IDS
from zcdesk.ui.frame.notice_panel import NoticePanel
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.text import Label
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.paper import print_paper

pytestmark = pytest.mark.nightly

NOW = datetime(2024, 9, 20, tzinfo=UTC)
PERSON = Applicant("阿依古丽", "某某机械厂")

NO_WORDS = {
    "id": "a name for programs",
    "rule": "a name for programs; people see the clause",
    "source": "a name for programs",
    "text": "the whole text, shown beside everything",
    "when": "decides what is told", "ask_when": "decides what is asked",
    "need": "becomes the state", "otherwise": "becomes the state", "says": "becomes the sentence",
    "who": "becomes whose turn it is",
    "mask_exempt": "what stays uncovered",
    "targets": "what is covered", "open_targets": "what is asked about",
    "forbids": "what a text is searched for", "advisory": "becomes the weight of a finding",
    "template": "names a form", "slot": "names a slot", "where": "names a slot",
    "at": "decides where it is told", "slots": "names slots", "unit": "becomes a word",
    "excused_by": "names a question", "returned_at": "names a question",
    "start_fact": "names a question", "end_fact": "names a question",
    "counted_from": "names questions", "medium": "decides what a slot takes",
    "signed": "becomes a finding", "stamped": "becomes a finding",
    "stamped_each": "becomes a finding", "later": "decides when it is asked",
    "assumes_notice_year": "becomes the answer that counts until one is given",
    "inferred": "no shipped profile has it", "employer_only_open": "decides what is asked",
    "because": "explains what hangs on an answer, where something does",
    "doubts": "each becomes its question",
    "rules": "each becomes its clause", "lines": "becomes the form",
    "number": "becomes the name of the round",
}  # fmt: skip
"""Fields that hold no words for people, with what becomes of them."""

FORMATS: Mapping[tuple[type, str], str] = {
    (Fee, "amount"): "{} 元",
    (PaperItem, "copies"): "{} 份",
    (Term, "workdays"): "不少于 {} 个工作日",
    (Corrections, "limit"): "最多 {} 次",
    (MendingRound, "hours"): "{} 小时",
    (MendingRound, "days"): "{} 日",
    (Ruling, "pages"): '"wanted": {}',
}
"""How numbers are put where a bare number would prove nothing."""


PERSONAL = frozenset({
    "penalties", "exemptions", "consequences", "duties", "steps", "statements", "texts", "fees",
    "papers", "windows", "opinions", "defence", "corrections", "open_questions",
})  # fmt: skip
"""Parts of a profile that nobody reads for the fun of it: each is needed at its place."""


@dataclass(frozen=True)
class Leaf:
    """One value of a profile that is for people, in the words in which it must be seen."""

    path: str
    words: tuple[str, ...]

    @property
    def is_personal(self) -> bool:
        """It concerns a person at a place, so both status and window tell it."""
        first, _, last = self.path.partition(".")
        noted = first in ("sections", "templates", "masking", "file_rules")
        return first in PERSONAL or (noted and last.endswith((".note", ".hint")))

    def is_in(self, text: str) -> bool:
        """Tell whether all its pieces stand in a text."""
        return all(word in text for word in self.words)


@dataclass
class Shown:
    """What a user of one notice gets to see, by where, without any blanks."""

    terminal: str = ""
    papers: str = ""
    window: str = ""


def dense(text: str) -> str:
    return bare(text)


def leaves(notice: Notice) -> Iterator[Leaf]:
    for path, value in walk(notice):
        if type(value).__name__ in ("FactIs", "AllOf", "AnyOf", "Not"):
            continue
        for name in type(value).model_fields:
            found = getattr(value, name)
            if name in NO_WORDS or found in ("", None, (), NOT_STATED, 0):
                continue
            if isinstance(found, Enum):
                continue
            for one in found if isinstance(found, tuple) else (found,):
                if isinstance(one, BaseModel):
                    continue
                told = FORMATS.get((type(value), name), "{}").format(one)
                words = tuple(dense(piece) for piece in told.split("…") if piece.strip())
                if isinstance(one, date):
                    words = _day_words(value, name, one)
                if (name, one) == ("end_time", "00:00"):
                    words = ()  # "before the 15th": the day is told in the notice's words
                yield Leaf(".".join(map(str, (*path, name))), words)


def _day_words(value: BaseModel, name: str, day: date) -> tuple[str, ...]:
    """A day is seen as the notice prints it, where it prints one."""
    return (dense(getattr(value, f"{name}_text", "") or str(day)),)


def situations(notice: Notice) -> list[dict[str, str]]:
    """Answers of a few people: every condition holds, and every ruling decides, for one of them."""
    random = Random(notice.id)
    conditions = [*_conditions(notice)]
    left: set[int | str] = set(range(len(conditions)))
    chosen: list[dict[str, str]] = [{}]
    tried = [_person(notice, random) for _ in range(400)]
    held: list[set[int | str]] = []
    for answers in tried:
        facts = counting_answers(notice, answers)
        holding = (n for n, when in enumerate(conditions) if judge(when, facts).truth is Truth.YES)
        held.append({*holding, *_deciding(notice, facts)})
    left |= {each for one in held for each in one}
    while left:
        best = max(range(len(tried)), key=lambda n: len(held[n] & left))
        if not held[best] & left:
            break
        chosen.append(tried[best])
        left -= held[best]
    assert not left, [conditions[n] for n in left if isinstance(n, int)]
    return chosen


def _conditions(notice: Notice) -> Iterator[Condition]:
    for _, value in walk(notice):
        for name in ("when", "ask_when"):
            when = getattr(value, name, None)
            if when is not None:
                yield when


def _deciding(notice: Notice, facts: Mapping[str, str]) -> Iterator[str]:
    """Yield the rulings that decide for somebody: one that holds behind another says nothing."""
    for section in notice.sections:
        for slot in section.slots:
            source = demand(notice, section, slot, facts).source
            for number, ruling in enumerate(slot.rulings):
                if ruling is source:
                    yield f"{slot.id} {number}"


def _person(notice: Notice, random: Random) -> dict[str, str]:
    answers: dict[str, str] = {}
    for fact in notice.facts:
        counting = counting_answers(notice, answers)
        if judge(fact.ask_when, counting).truth is not Truth.YES:
            continue
        if fact.kind is FactKind.CHOICE:
            allowed = [o for o in fact.options if judge(o.when, counting).truth is not Truth.NO]
            answers[fact.id] = random.choice(allowed).id
        elif fact.kind is FactKind.DATE:
            answers[fact.id] = f"{notice.year}-03-0{1 if 'start' in fact.id else 8}"
        elif fact.kind is FactKind.MOMENT:
            answers[fact.id] = f"{notice.year}-03-10T10:00"
        elif fact.kind is FactKind.YEARS and random.random() < 0.5:
            answers[fact.id] = str(notice.year)
    return answers


def shown_to(notice: Notice, window: MainWindow, pool: WorkerPool, folder: Path) -> Shown:
    """Let a few people use the program; a page is opened again only for what it newly tells."""
    shown = Shown()
    known: set[Told] = set()
    asked: set[str] = set()
    for number, answers in enumerate(situations(notice)):
        place = folder / str(number)
        place.mkdir()
        case = Case(notice.id, PERSON, frozenset(Target), facts=tuple(answers.items()))
        told = set(concerning(notice, case))
        places = {one.place for one in told - known}
        known |= told
        shown.terminal += _terminal(notice, answers, place)
        shown.papers += _checklist(notice, case)
        if not number:
            paper = place / "paper.pdf"
            list(print_paper(pool, case, notice, paper, NOW))
            shown.papers += dense(_text_of(paper.read_bytes()))
        shown.window += _window(window, case, places, asked, first=not number)
    shown.papers += _forms(notice, case)
    return shown


def _terminal(notice: Notice, answers: dict[str, str], place: Path) -> str:
    facts, path, data = place / "facts.yaml", place / "a.zcase", place / "status.json"
    told = {"applicant": {"name": PERSON.name, "employer": PERSON.employer}, **answers}
    facts.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert run(["case", "new", str(path), "--notice", notice.id, "--facts", str(facts)]) == 0
        run(["case", "facts", str(path)])
        run(["case", "status", str(path), "--json", str(data)])
    return dense(out.getvalue() + data.read_text(encoding="utf-8"))


def _checklist(notice: Notice, case: Case) -> str:
    evaluation = evaluate(notice, case, NOW)
    reminders = Reminders(
        evaluation.deadlines, concerning(notice, case), asked_papers(notice, case)
    )
    listed = checklist(notice, (), {}, (), open_points(evaluation), reminders=reminders)
    page = html.unescape(re.sub(r"<[^>]*>", "", to_html(listed).decode()))
    return dense(page)


def _forms(notice: Notice, case: Case) -> str:
    told = []
    for form in notice.templates:
        with contextlib.suppress(MissingFormTextError):
            told.append(_text_of(make_form(notice, form.id, [case]).pdf))
    return dense("\n".join(told))


def _text_of(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as paper:
        return "\n".join(page.get_text() for page in paper)


def _window(
    window: MainWindow, case: Case, places: set[str], asked: set[str], *, first: bool
) -> str:
    """Return what the window says: every page to the first person, to others what is new.

    Args:
        asked: Questions that were looked at, with their answers; those on screen are added.
    """
    window.show_start()
    told: list[str] = [*_words(window)] if first else []
    room = opened(window, case)
    notice = room.session.notice
    room.workspace.toggle_notice()  # F7
    for section in notice.sections:
        if first or section.id in places:
            room.workspace.show_key(section.id)
            told += _words(room.workspace)
    if first:
        room.workspace.show_key("unsorted")
        told += _words(room.workspace)
    room.router.go(At("interview"))
    answers = dict(case.facts)
    for fact in (*room.interview.asked, ALL):
        offered = fact if fact == ALL else str(options(notice, fact, answers) or fact)
        if fact == ALL or offered not in asked:
            asked.add(offered)
            room.interview.show_fact(fact)
            told += _words(room.interview)
    for door in ("route", "check", "after") if first else ():
        room.router.go(At(door))
        told += _words(window)
    if first or places & {*IDS, Moment.UPLOAD, Moment.RETURNS}:
        told += _stations(room)
    return dense("\n".join(told))


def _stations(room: Room) -> Iterator[str]:
    room.router.go(At("after"))
    while room.after.present is not None:
        yield from _words(room.after)
        room.after.reach()
    yield from _words(room.after)


def _words(page: QWidget) -> Iterator[str]:
    for label in page.findChildren(Label):
        yield label._text
    for button in page.findChildren(QAbstractButton):
        yield button.text()
    for widget in page.findChildren(QWidget):
        yield widget.accessibleName()
    for panel in page.findChildren(NoticePanel):  # what F7 marks of the notice's own text
        yield from (mark.cursor.selectedText() for mark in panel.words.extraSelections())  # type: ignore[attr-defined]


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_every_leaf_of_a_profile_is_shown(
    notice_id: str, window: MainWindow, pool: WorkerPool, tmp_path: Path, record_property: Note
) -> None:
    notice = load_notice(notice_id)
    shown = shown_to(notice, window, pool, tmp_path)
    found = [*leaves(notice)]
    assert len(found) > 300
    everything = shown.terminal + shown.papers + shown.window
    assert not [leaf for leaf in found if not leaf.is_in(everything)]
    own = [leaf for leaf in found if leaf.is_personal]
    assert not [leaf for leaf in own if not leaf.is_in(shown.terminal)]
    assert not [leaf for leaf in own if not leaf.is_in(shown.window)]
    record_property("figure", f"{len(found)} leaves, {len(own)} of them personal, 0 unseen")
