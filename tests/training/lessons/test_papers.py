"""What a trainer prints: every hidden thing with its page and the notice's words, keys, seats."""

import html
import re

import pytest

from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.making import PageReady, PlannedLesson, plan_lesson
from zcdesk.training.lessons.papers import MOST_NAMES, papers, seats

KEYS = (("F", "下一步"), ("E　R", "盖上　不盖"))


def written(language: str = "zh") -> str:
    """Return the words of the paper of the first lesson."""
    *_, last = papers(load_lesson("first-walk"), 2718, KEYS, ("阿依古丽<b>", "王五"), language)
    return html.unescape(str(last))


def planned_of(lesson: str, number: int) -> PlannedLesson:
    *_, planned = plan_lesson(load_lesson(lesson), number)
    assert isinstance(planned, PlannedLesson)
    return planned


@pytest.mark.slow
def test_the_paper_tells_everything_that_the_case_of_that_number_hides() -> None:
    planned = planned_of("first-walk", 2718)
    paper = written()
    for thing in planned.truth.things:
        assert thing.quote
        assert thing.quote in paper
        assert f"第 {thing.page} 页" in paper
    assert len(re.findall("（页面[上中下]部", paper)) == len(planned.truth.things)
    pages = {thing.page for thing in planned.truth.things}
    assert paper.count("data:image/jpeg;base64,") == len(pages)
    assert planned.case.applicant.name in paper


@pytest.mark.slow
def test_a_thing_that_lies_on_no_page_stands_on_the_paper_too() -> None:
    planned = planned_of("text-fields", 3)
    *_, paper = papers(load_lesson("text-fields"), 3, KEYS)
    texts = [thing for thing in planned.truth.things if thing.page is None]
    assert texts
    assert all(f"{thing.id}. " in str(paper) for thing in texts)
    assert "学员名单" not in str(paper)


@pytest.mark.slow
def test_keys_and_seats_stand_on_it_and_what_was_typed_is_text() -> None:
    paper = written()
    assert "盖上　不盖" in paper
    *_, raw = papers(load_lesson("first-walk"), 2718, KEYS, ("阿依古丽<b>",))
    assert "阿依古丽&lt;b&gt;" in str(raw)
    assert "<td>1</td><td>阿依古丽<b></td>" in paper
    assert "<td>2</td><td>王五</td>" in paper


@pytest.mark.slow
def test_in_english_it_holds_no_chinese_but_names_and_the_words_of_the_notice() -> None:
    text = written("en")
    assert "What is hidden where" in text
    assert "List of participants" in text
    assert not re.search("页面|应该怎样做|学员名单", text)


@pytest.mark.slow
def test_it_is_drawn_page_by_page_and_a_number_out_of_range_is_refused() -> None:
    lesson = load_lesson("first-walk")
    steps = list(papers(lesson, 5, KEYS))
    assert [step.done for step in steps if isinstance(step, PageReady)] == list(
        range(1, lesson.page_count + 1)
    )
    with pytest.raises(ZcdeskError, match=r"^lesson\.number$"):
        list(papers(lesson, 0, KEYS))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("张三\n李四\n", ("张三", "李四")),
        ("张三、李四，王五；赵六", ("张三", "李四", "王五", "赵六")),
        ("张三\t李四\r\n\r\n  古丽 · 买买提 ", ("张三", "李四", "古丽 · 买买提")),
        ("", ()),
    ],
)
def test_names_are_taken_as_they_are_pasted(typed: str, names: tuple[str, ...]) -> None:
    assert seats(typed) == names


def test_no_more_names_than_seats_that_a_result_can_tell_apart() -> None:
    assert len(seats("\n".join(map(str, range(400))))) == MOST_NAMES


@pytest.mark.slow
def test_what_is_told_of_a_thing_is_what_its_hints_say() -> None:
    planned = planned_of("first-walk", 2718)
    assert telling.why(planned.truth.things[0]) in written()
