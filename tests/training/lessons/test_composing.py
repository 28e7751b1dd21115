"""A lesson put together by ticking is one like any other: it can be drawn, solved and kept."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.training.lessons.working import worked
from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons import composing, loading
from zcdesk.training.lessons.finished_pages import PEOPLE, fictional_applicant
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.making import MadeLesson, make_lesson
from zcdesk.training.lessons.scoring import score_of

PLENTY = dict.fromkeys(composing.page_parts(), 3)
OF_ALL = dict.fromkeys(composing.trap_parts(), 1)


def wish(
    pages: Mapping[str, int], traps: Mapping[str, int], base: str = "first-walk"
) -> composing.Wish:
    return composing.Wish("我们的课", "会看", 20, loading.load_lesson(base), pages, traps)


def read(content: bytes, folder: Path) -> Lesson:
    path = folder / "own-1.yaml"
    path.write_bytes(content)
    return loading.read_lesson(path)


@pytest.mark.parametrize("person", range(1, PEOPLE + 1))
def test_a_kind_of_page_shows_on_every_page_what_its_entry_says(person: int) -> None:
    for part in composing.page_parts().values():
        pages = fictional_applicant(person).fitting(part.kind, part.facts)
        assert len(pages) >= part.most > 0
        for page in pages:
            shown = [
                of for of in part.shows for ink in page.ink if of.means(ink.target, own=ink.own)
            ]
            assert set(shown) == part.shows, page.file


FIRST, *OTHERS = (lesson.id for lesson in composing.bases(loading.lessons()))


def everything(base: str, folder: Path) -> Lesson:
    """Return a lesson with all kinds of pages but one, so that something is missing."""
    pages = {name: part.most for name, part in composing.page_parts().items() if name != "pledge"}
    return read(composing.as_file("own-1", wish(pages, OF_ALL, base)), folder)


@pytest.mark.parametrize("base", [FIRST, *OTHERS])
def test_everything_ticked_at_once_has_room(base: str, tmp_path: Path) -> None:
    assert len(everything(base, tmp_path).traps) == len(composing.trap_parts())


@pytest.mark.nightly
@pytest.mark.parametrize("base", [FIRST, *OTHERS])
def test_everything_ticked_at_once_is_a_lesson_that_can_be_drawn_and_solved(
    base: str, tmp_path: Path
) -> None:
    lesson = everything(base, tmp_path)
    *_, last = make_lesson(lesson, 31, tmp_path / "own.zcase")
    assert isinstance(last, MadeLesson)
    score = score_of(worked(last.case, last.truth), last.truth, 60)
    assert score.mistakes == ()
    assert score.score == 100
    untouched = score_of(last.case, last.truth, 60)
    assert untouched.missed == len(lesson.traps)


@pytest.mark.slow
@pytest.mark.parametrize("trap", composing.trap_parts())
def test_one_thing_and_one_kind_of_page_give_a_lesson_or_say_which_page_is_lacking(
    trap: str, tmp_path: Path
) -> None:
    part = composing.trap_parts()[trap]
    refused: dict[str, object] = {}
    for page in composing.page_parts().values():
        try:
            content = composing.as_file("own-1", wish({page.id: 1}, {trap: 1}))
        except ZcdeskError as refusal:
            refused[page.id] = refusal.details["trap"]
        else:
            lesson = read(content, tmp_path)
            assert [each.trap for each in lesson.traps] == [part.trap]
    assert set(refused.values()) <= {part.title.zh}
    assert not [page for page in refused if part.of in composing.page_parts()[page].shows]


def test_without_title_pages_or_hidden_things_nothing_is_put_together() -> None:
    whole = wish({"pledge": 1}, {"double": 1})
    for lacking in (
        replace(whole, title="  "),
        replace(whole, pages={}),
        replace(whole, pages={"pledge": 0}),
        replace(whole, traps={}),
    ):
        with pytest.raises(ZcdeskError, match=r"^lesson\.nothing_chosen$"):
            composing.as_file("own-1", lacking)


def test_a_lesson_put_together_is_kept_as_a_file_and_stands_in_the_list(own_home: Path) -> None:
    kept = [
        composing.keep_composed(wish({"pledge": 1}, {trap: 1}))
        for trap in ("unfound-name", "double")
    ]
    assert kept[0].id != kept[1].id
    assert composing.keep_composed(wish({"pledge": 1}, {"double": 1})) == kept[1]
    assert {lesson.id for lesson in kept} <= {lesson.id for lesson in loading.lessons()}
    assert all(own.lesson for own in loading.own_lessons())
    assert "我们的课" in (loading.lessons_folder() / f"{kept[0].id}.yaml").read_text("utf-8")


def test_too_many_things_are_refused_by_the_same_check_as_a_file_of_somebody(
    own_home: Path,
) -> None:
    traps = {"unfound-name": 20, "unfound-employer": 20}  # more than a code can tell
    with pytest.raises(loading.LessonError) as refusal:
        composing.keep_composed(wish(PLENTY, traps))
    assert [fault.code for fault in refusal.value.faults] == ["lesson.size"]
    assert loading.own_lessons() == ()
