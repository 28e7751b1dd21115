"""Thirty results made by a script: no two alike, some forged, mistyped, or without a seat."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from zcdesk.cli.app import run
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import load_lesson
from zcdesk.training.lessons.results import Result, code_of, file_of, is_code

LESSON = load_lesson("find-the-missed")
THINGS = [str(place) for place in range(1, len(LESSON.traps) + 1)]
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def results() -> list[Result]:
    """Return thirty results, no two alike; the last four bear no seat, two of them are equal."""
    chance = Random("thirty")
    made = [
        Result(LESSON.id, 2718, seat, frozenset(chance.sample(THINGS, seat % len(THINGS))),
               0, seat % 3, seat % 2, 10 + seat % 20, seat % 4, 100 - seat, seat % 5, 1 + seat % 3,
               seat)
        for seat in range(1, 31)
    ]  # fmt: skip
    made[26:] = [replace(one, seat=0) for one in made[26:]]
    made[29] = replace(made[28], person=77)  # two people with one result, neither with a seat
    return made


def other(letter: str) -> str:
    return LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)]


def forged(code: str) -> str:
    """Return a code in which somebody changed the score and wrote the rest as it was."""
    return code[:-9] + other(code[-9]) + code[-8:]


def test_thirty_results_by_file_and_by_code_are_thirty_people_and_nothing_false_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [code_of(result, LESSON) for result in results()]
    assert len(set(codes)) == 30
    places = tmp_path / "收到的"
    places.mkdir()
    for seat, code in enumerate(codes[:20], start=1):
        (places / f"{seat}.zcresult").write_bytes(file_of(code))
    for seat, code in enumerate(codes[:5], start=31):
        (places / f"{seat}.zcresult").write_bytes(file_of(forged(code)))
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
    assert scores == sorted(result.score for result in results())
    assert [row[0] for row in rows].count("–") == 4


def test_two_results_of_one_seat_are_both_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = results()[6]
    codes = [code_of(one, LESSON) for one in (first, replace(first, score=3))]
    assert run(["train", "class", *codes, "--out", str(tmp_path)]) == 1
    assert "请核对：7。" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["成绩", "class", "1.zcresult", "", "A" * 32, "A" * 38, "4G2K/7.zcresult"]
)
def test_what_cannot_be_a_code_is_taken_as_a_file(text: str) -> None:
    assert not is_code(text)


def test_a_lesson_that_is_not_here_is_told_with_the_way_to_take_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--number", "7", "--out", str(tmp_path)]
    assert run(["train", "new", "own-0a1b2c3d", *arguments]) == 2
    assert "zcdesk train add" in capsys.readouterr().err
    away: Lesson = LESSON.model_copy(update={"id": "own-0a1b2c3d"})
    code = code_of(replace(results()[0], lesson=away.id), away)
    assert run(["train", "class", code, "--out", str(tmp_path)]) == 7
    assert "zcdesk train add" in capsys.readouterr().err
