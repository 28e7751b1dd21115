"""Lessons are data: the ten that ship, and a bureau's own with every fault told by its line."""

import re
from pathlib import Path

import pytest

from zcdesk.cli.app import run
from zcdesk.notices.files.locating import ProfileFault
from zcdesk.resources import guide, resource
from zcdesk.training.lessons import loading
from zcdesk.training.lessons.finished_pages import kinds_drawn
from zcdesk.training.lessons.lesson import Trap
from zcdesk.wording import spoken

OWN = """\
id: our-lesson
title: {zh: 我们的课, en: Ours}
goal: {zh: 会看公章, en: Know seals}
level: beginner
minutes: 10
notice: region-senior-2024
today: 2024-09-02T09:00
pages:
  - {id: proof, kind: sealed_statement, slot: practice_evidence, facts: {year: '2024'}}
traps:
  - {trap: doubted, page: proof, of: seal}
"""


def test_ten_lessons_ship_and_together_hide_every_kind_of_trap() -> None:
    shipped = loading.lessons()
    assert len(shipped) >= 10
    paths = resource("lessons").glob("*.yaml")
    assert {loading.read_lesson(path).id for path in paths} == {lesson.id for lesson in shipped}
    assert {trap.trap for lesson in shipped for trap in lesson.traps} == set(Trap)
    assert all(lesson.today.utcoffset() is not None for lesson in shipped)
    assert [lesson.order for lesson in shipped] == sorted(lesson.order for lesson in shipped)


def test_a_bureaus_own_lesson_is_taken_and_listed_behind_the_shipped_ones(
    tmp_path: Path, own_home: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    assert loading.take_lesson(path).id == "our-lesson"
    assert loading.lessons()[-1].title.zh == "我们的课"
    assert loading.load_lesson("our-lesson").page_count == 1
    assert run(["train", "list"]) == 0


def test_a_broken_own_lesson_is_told_and_does_not_hide_the_others(own_home: Path) -> None:
    loading.lessons_folder().mkdir(parents=True)
    (loading.lessons_folder() / "a.yaml").write_text(
        OWN.replace("seal}", "sael}"), encoding="utf-8"
    )
    (loading.lessons_folder() / "b.yaml").write_text(OWN, encoding="utf-8")
    taken = OWN.replace("our-lesson", "first-walk")
    (loading.lessons_folder() / "c.yaml").write_text(taken, encoding="utf-8")
    broken, whole, double = loading.own_lessons()
    assert broken.faults[0].line == 11
    assert whole.lesson is not None
    assert double.faults[0].code == "lesson.id_taken"
    assert run(["train", "list"]) == 1


FAULTS = {
    ("minutes: 10", "minutes: lang"): (5, "minutes"),
    ("minutes: 10", "minuten: 10"): (5, "minuten"),
    ("notice: region-senior-2024", "notice: region-2030"): (6, "region-2030"),
    ("sealed_statement", "sealed_statment"): (9, "sealed_statement"),
    ("'2024'}}", "'1999'}}"): (9, "1999"),
    ("'2024'}}", "'2024'}, count: 2}"): (9, "sealed_statement 2024"),
    ("slot: practice_evidence", "slot: practise"): (9, "practise"),
    ("page: proof, of", "page: prof, of"): (11, "proof"),
    ("of: seal}", "nth: 2, of: seal}"): (11, "2 > 1"),
    (", of: seal}", "}"): (11, "of"),
    ("doubted, page: proof, of: seal", "sideways, page: proof"): (11, "sideways"),
    ("doubted, page: proof, of: seal", "text, field: resum, flaw: empty"): (11, "resum"),
    ("doubted, page: proof, of: seal", "returned, slot: pledge, text: x"): (11, "returned"),
    ("doubted, page: proof, of: seal", "question, field: degree, answers: [maybe]"): (11, "maybe"),
    ("minutes: 10", "minutes: 10\nfacts: {degree: maybe}"): (6, "maybe"),
}


def faults_of(content: str, folder: Path) -> tuple[ProfileFault, ...]:
    (folder / "ours.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(loading.LessonError) as caught:
        loading.read_lesson(folder / "ours.yaml")
    return caught.value.faults


@pytest.mark.parametrize(("change", "told"), FAULTS.items())
def test_a_fault_is_told_with_its_line_and_word(
    change: tuple[str, str], told: tuple[int, str], tmp_path: Path
) -> None:
    line, word = told
    faults = [one for one in faults_of(OWN.replace(*change), tmp_path) if one.line == line]
    for language in ("zh", "en"):
        said = [spoken(fault.finding(), language) for fault in faults]
        assert any(word in each.message + each.remedy for each in said)


def test_a_lesson_without_a_page_or_with_too_many_traps_is_told(tmp_path: Path) -> None:
    head, _, trap = OWN.partition("traps:\n")
    for content in (f"{head}traps: []\n", f"{head}traps:\n{trap * 33}"):
        assert "lesson.size" in {fault.code for fault in faults_of(content, tmp_path)}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    broken = OWN.replace("sealed_statement", "x").replace("practice_evidence", "y")
    assert len(faults_of(broken.replace("page: proof", "page: z"), tmp_path)) == 3


def test_the_guide_names_every_kind_of_page_and_of_trap() -> None:
    words = set(re.findall(r"[a-z_]+", guide("lessons")))
    assert words >= {*kinds_drawn(), *(trap.value for trap in Trap)}
