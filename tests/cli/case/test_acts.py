"""Commands and entries of a decision file that are made of the table of acts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made import case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cli.app import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case of four pages in one slot; the third is called 9, as it took the place of that one."""
    made, path = case(4), tmp_path / "我的.zcase"
    pages = tuple(replace(page, called=9 if page.number == 3 else 0) for page in made.pages)
    create_case(path, replace(made, pages=pages, numbered=9)).close()
    return path


def numbers(path: Path) -> list[int]:
    with open_case(path, writing=False) as stored:
        return [page.place for page in stored.case.pages]


def test_fronts_and_backs_are_merged_by_the_numbers_that_a_person_sees(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [word for place in (1, 2, 9, 4) for word in ("--page", str(place))]
    assert run(["case", "merge", str(path), *pages, "--backwards"]) == 0
    assert numbers(path) == [1, 4, 2, 9]
    assert run(["case", "history", str(path)]) == 0
    assert "把正反面合在一起" in capsys.readouterr().out
    assert run(["case", "undo", str(path)]) == 0
    assert numbers(path) == [1, 2, 9, 4]


def test_an_act_that_cannot_be_done_is_told_and_changes_nothing(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["case", "remove", str(path), "--page", "7"]) == 2
    assert run(["case", "merge", str(path), "--page", "1"]) == 7
    told = capsys.readouterr().err
    assert "[cli.no_such_page]" in told
    assert "[act.needs_one_slot]" in told
    assert numbers(path) == [1, 2, 9, 4]


def test_what_of_a_file_was_not_done_is_told_one_by_one_and_kept_apart(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, told, left = (tmp_path / f"{name}.json" for name in ("a", "told", "left"))
    acts = [
        {"act": "remove", "pages": [9]},
        {"act": "remove", "pages": [7]},
        {"act": "shift", "page": 4, "by": -1},
    ]
    given = {"schema": 1, "acts": acts, "places": {"p0": "leave"}, "confirm": [77, 4]}
    answers.write_text(json.dumps(given), encoding="utf-8")
    asked = ["case", "decide", str(path), str(answers), "--json", str(told), "--left", str(left)]
    assert run(asked) == 1
    assert "第 2 项没有办成（remove）" in capsys.readouterr().err
    assert numbers(path) == [1, 4, 2]
    data = json.loads(told.read_text(encoding="utf-8"))
    assert data["recorded"] is True
    assert [(one["key"], one["entry"], one["why"]) for one in data["left"]] == [
        ("acts", 1, "refused"),
        ("places", "p0", "no_such_place"),
        ("confirm", 77, "no_such_page"),
        ("confirm", 4, "still_open"),
    ]
    rest = json.loads(left.read_text(encoding="utf-8"))
    assert rest == {**given, "acts": [acts[1]]}
    assert run(["case", "decide", str(path), str(left), "--left", str(left)]) == 7
