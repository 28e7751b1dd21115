"""Results without a network: a short code, noticed when altered, and a class in one table."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from zcdesk.cli.app import run
from zcdesk.errors import ZcdeskError
from zcdesk.training.lessons import results as coded
from zcdesk.training.lessons.class_table import class_of, to_html, to_xlsx
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, load_lesson

LESSON = load_lesson("find-the-missed")
THINGS = [str(place) for place in range(1, len(LESSON.traps) + 1)]
RESULTS = st.builds(
    coded.Result,
    lesson=st.just(LESSON.id),
    number=st.integers(1, 999_999),
    seat=st.integers(0, 255),
    settled=st.frozensets(st.sampled_from(THINGS)),
    opened=st.integers(0, 15),
    over_covered=st.integers(0, 63),
    wrong=st.integers(0, 31),
    minutes=st.integers(0, 511),
    hints=st.integers(0, 63),
    score=st.integers(0, 100),
    unconfirmed=st.integers(0, 63),
    looks=st.integers(0, 15),
    person=st.integers(0, 255),
)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@settings(max_examples=60)
@given(RESULTS)
def test_a_result_comes_back_from_its_code_however_it_was_typed(result: coded.Result) -> None:
    code = coded.code_of(result, LESSON)
    assert len(code) <= 40
    assert coded.result_in(code, lessons()) == result
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert coded.result_in(typed, lessons()) == result


@settings(max_examples=60)
@given(RESULTS, st.integers(0, 10**6))
def test_any_letter_that_was_changed_or_exchanged_is_noticed(
    result: coded.Result, seed: int
) -> None:
    chance, code = Random(seed), coded.code_of(result, LESSON).replace("-", "")
    place = chance.randrange(len(code))
    other = chance.choice(LETTERS.replace(code[place], ""))
    changed = code[:place] + other + code[place + 1 :]
    with pytest.raises(ZcdeskError, match=r"^lesson\.result_altered$"):
        coded.result_in(changed, lessons())
    swapped = code[:-2] + code[-1] + code[-2]
    if swapped != code:
        with pytest.raises(ZcdeskError, match=r"^lesson\.result_altered$"):
            coded.result_in(swapped, lessons())


def test_a_code_of_another_edition_of_a_lesson_is_told_apart(tmp_path: Path) -> None:
    longer = LESSON.model_copy(update={"minutes": LESSON.minutes + 1})
    result = coded.Result(LESSON.id, 3, 0, frozenset("1"), 0, 0, 0, 4, 0, 11)
    with pytest.raises(ZcdeskError, match=r"^lesson\.result_strange$"):
        coded.result_in(coded.code_of(result, longer), lessons())
    retitled = LESSON.model_copy(update={"order": 3})
    assert coded.result_in(coded.code_of(result, retitled), lessons()) == result


def test_a_file_holds_one_result_or_a_list_of_codes(tmp_path: Path) -> None:
    path = tmp_path / "7.zcresult"
    path.write_bytes(coded.file_of("ABC"))
    assert coded.codes_in(path) == ("ABC",)
    path.write_text("# 第一排\nABC\n\n DEF \n", encoding="utf-8-sig")
    assert coded.codes_in(path) == ("ABC", "DEF")
    for content in (b"", b"\xff\xfe\x00", b"x" * 100_001):
        path.write_bytes(content)
        with pytest.raises(ZcdeskError, match=r"^lesson\.result_altered$"):
            coded.codes_in(path)


def results(count: int) -> list[coded.Result]:
    chance = Random("class")
    return [
        coded.Result(LESSON.id, 2718, seat, frozenset(chance.sample(THINGS, seat % len(THINGS))),
               0, seat % 3, seat % 2, 10 + seat % 20, seat % 4, seat % 101)
        for seat in range(1, count + 1)
    ]  # fmt: skip


def thirty() -> list[coded.Result]:
    """Return thirty results, no two alike; the last four bear no seat, two of them are equal."""
    made = [replace(one, score=100 - one.seat, unconfirmed=one.seat % 5, looks=1 + one.seat % 3,
                    person=one.seat) for one in results(30)]  # fmt: skip
    made[26:] = [replace(one, seat=0) for one in made[26:]]
    made[29] = replace(made[28], person=77)  # two people with one result, neither with a seat
    return made


def test_a_class_is_told_by_seat_and_by_what_most_missed() -> None:
    given_in = results(30)
    (group,) = class_of([*given_in, given_in[3]], lessons())
    assert [result.seat for result in group.results] == list(range(1, 31))
    for each in group.missed:
        missed = sum(each.thing.id not in result.settled for result in given_in)
        assert (each.missed, each.of) == (missed, 30)
        assert each.thing.quote
    counts = [each.missed for each in group.most_missed]
    assert counts == sorted(counts, reverse=True)
    pages = [each.thing.page for each in group.missed]
    assert pages == sorted(pages, key=lambda page: page or 99)


def test_two_lessons_or_numbers_are_told_apart() -> None:
    other = coded.Result(LESSON.id, 31, 1, frozenset(), 0, 0, 0, 1, 0, 0)
    first = coded.Result("first-walk", 2718, 1, frozenset("1"), 0, 0, 0, 1, 0, 20)
    groups = class_of([*results(3), other, first], lessons())
    assert [(group.lesson.id, group.number) for group in groups] == [
        ("find-the-missed", 31),
        ("find-the-missed", 2718),
        ("first-walk", 2718),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_hold_a_row_for_each_seat_and_for_each_hidden_thing(
    language: str, record_property: Callable[[str, object], None]
) -> None:
    other = coded.Result("first-walk", 7, 1, frozenset("13"), 0, 0, 0, 12, 0, 40)
    (group, walk) = groups = class_of([*results(100), other], lessons(), language)
    book = load_workbook(io.BytesIO(to_xlsx(groups, language)))
    people, things = book.worksheets
    assert people.max_row == 102
    assert things.max_row == len(group.missed) + len(walk.missed) + 1
    assert [cell.value for cell in people["C"][1:-1]] == [r.score for r in group.results]
    last = [cell.value for cell in people[102]]
    left = "、".join(str(n) for n in range(1, len(walk.missed) + 1) if n not in (1, 3))
    assert last == [1, walk.named(language), 40, len(walk.missed) - 2, 12, left]
    page = to_html(groups, language)
    assert page.count("<tr>") == people.max_row + things.max_row
    assert "http" not in page
    record_property("figure", "100 results in one table")


def test_one_altered_code_of_a_list_is_told_by_its_file_and_takes_no_other_with_it(
    tmp_path: Path,
) -> None:
    codes = [
        coded.code_of(coded.Result(LESSON.id, 31, seat, frozenset("12"), 0, 0, 0, 9, 0, 20), LESSON)
        for seat in (1, 2)
    ]
    altered = ("1" if codes[0][0] != "1" else "2") + codes[0][1:]
    (tmp_path / "班").mkdir()
    (tmp_path / "班" / "a.zcresult").write_bytes(coded.file_of(codes[0]))
    (tmp_path / "班" / "not-ours.txt").write_text("x")
    (tmp_path / "list.txt").write_text(f"{altered}\n{codes[1]}\n", encoding="utf-8")
    files = (tmp_path / "班", tmp_path / "list.txt", tmp_path / "none.txt")
    found = list(coded.collecting(files, f"\n{codes[1].lower()}\n"))
    assert [each.name for each in found][:3] == ["a.zcresult", "list.txt", "none.txt"]
    assert [[result.seat for result in each.results] for each in found] == [[1], [2], [], [2]]
    assert [[refused.code for refused in each.refused] for each in found] == [
        [], ["lesson.result_altered"], ["lesson.result_altered"], [],
    ]  # fmt: skip


def other(letter: str) -> str:
    return LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)]


def forged(code: str) -> str:
    """Return a code in which somebody changed the score and wrote the rest as it was."""
    return code[:-9] + other(code[-9]) + code[-8:]


def test_thirty_results_by_file_and_by_code_are_thirty_people_and_nothing_false_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [coded.code_of(result, LESSON) for result in thirty()]
    assert len(set(codes)) == 30
    places = tmp_path / "收到的"
    places.mkdir()
    for seat, code in enumerate(codes[:20], start=1):
        (places / f"{seat}.zcresult").write_bytes(coded.file_of(code))
    for seat, code in enumerate(codes[:5], start=31):
        (places / f"{seat}.zcresult").write_bytes(coded.file_of(forged(code)))
    given = [code.lower() for code in codes[20:]]  # as somebody types them
    mistyped = [given[0][:18] + given[1][18:], given[2][:-1]]
    given[0] = given[0].replace("0", "O")
    out = tmp_path / "汇总"
    assert run(["train", "class", str(places), *given, *mistyped, "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert all(f"{number}.zcresult" in told for number in range(31, 36))
    assert all(code in told for code in mistyped)
    assert told.count("不是成绩码，或者抄错、改过") == 7
    assert "4 份成绩没有座位号" in told
    people = load_workbook(out / "class.xlsx").worksheets[0]
    rows = list(people.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 30
    scores = sorted(int(str(row[2])) for row in rows)
    assert scores == sorted(result.score for result in thirty())
    assert [row[0] for row in rows].count("–") == 4


def test_two_results_of_one_seat_are_both_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = thirty()[6]
    codes = [coded.code_of(one, LESSON) for one in (first, replace(first, score=3))]
    assert run(["train", "class", *codes, "--out", str(tmp_path)]) == 1
    assert "请核对：7。" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["成绩", "class", "1.zcresult", "", "A" * 32, "A" * 38, "4G2K/7.zcresult"]
)
def test_what_cannot_be_a_code_is_taken_as_a_file(text: str) -> None:
    assert not coded.is_code(text)


def test_a_lesson_that_is_not_here_is_told_with_the_way_to_take_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--number", "7", "--out", str(tmp_path)]
    assert run(["train", "new", "own-0a1b2c3d", *arguments]) == 2
    assert "zcdesk train add" in capsys.readouterr().err
    away: Lesson = LESSON.model_copy(update={"id": "own-0a1b2c3d"})
    code = coded.code_of(replace(thirty()[0], lesson=away.id), away)
    assert run(["train", "class", code, "--out", str(tmp_path)]) == 7
    assert "zcdesk train add" in capsys.readouterr().err
