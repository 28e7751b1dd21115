"""A class by script: everybody makes known mistakes, and each score tells exactly those."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from tests.training.lessons.working import confirmed, covering_too_much, settle
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.training.lessons.lesson import Trap
from zcdesk.training.lessons.truth import truth_of

MISSED, OVER, WRONG = "missed", "over_covered", "wrong"


def hold(lesson: str, seats: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hold a class through the commands and compare every number with what was planted."""
    assert run(["train", "new", lesson, "--number", "2718", "--out", str(folder)]) == 0
    original = folder / f"{lesson}-2718.zcase"
    files, planted, missed_by = [], [], dict[str, int]()
    for seat in range(1, seats + 1):
        path, result = folder / f"{seat}.zcase", folder / f"{seat}.zcresult"
        shutil.copy(original, path)
        wanted = _work(path, Random(f"seat {seat}"), missed_by)
        out = str(folder / f"{seat}.json")
        arguments = ["--json", out, "--seat", str(seat), "--result", str(result)]
        assert run(["train", "score", str(path), *arguments]) in (0, 1)
        told = json.loads(Path(out).read_text(encoding="utf-8"))
        assert {name: told[name] for name in wanted} == wanted, seat
        lines = told[MISSED] + told[OVER] + bool(told["unconfirmed"])
        assert len(told["mistakes"]) == lines
        assert all({"page", "what", "rule"} <= one.keys() for one in told["mistakes"])
        files.append(out if seat % 2 else str(result))
        planted.append(wanted)
    assert run(["train", "class", *files, "--out", str(folder / "class")]) == 0
    people, things = load_workbook(folder / "class" / "class.xlsx").worksheets
    rows = list(people.iter_rows(min_row=2, values_only=True))
    assert [(row[0], *row[2:4]) for row in rows] == [
        (seat, each["score"], each[MISSED]) for seat, each in enumerate(planted, start=1)
    ]
    told_missed = {row[1]: row[4] for row in things.iter_rows(min_row=2, values_only=True)}
    assert {thing: count for thing, count in told_missed.items() if count} == missed_by


def _work(path: Path, chance: Random, missed_by: dict[str, int]) -> dict[str, int]:
    """Work on a case with mistakes by chance; return what its score has to be."""
    with open_case(path) as stored:
        truth, case = truth_of(stored), stored.case
        missed = chance.sample([thing.id for thing in truth.things], chance.randrange(5))
        for thing in truth.things:
            if thing.id in missed:
                missed_by[thing.id] = missed_by.get(thing.id, 0) + 1
            else:
                case = settle(case, thing)
        strange = {told.number for told in truth.pages if told.foreign}
        own = [page.number for page in case.pages if page.number not in strange]
        over = chance.sample(own, chance.randrange(3))
        for number in over:
            case = covering_too_much(case, truth, number)
        wrong = unconfirmed = 0
        for page in case.pages:
            left = [t for t in truth.things if t.id in missed and t.page == page.number]
            if chance.random() < 0.5:
                right = page.slot and not page.refused and page.number not in (*over, *strange)
                unconfirmed += bool(right) and not any(thing.trap.on_page for thing in left)
                continue
            if any(thing.trap in (Trap.DOUBTED, Trap.STRANGER) for thing in left):
                continue  # confirming would decide them
            case = confirmed(case, page.number)
            wrong += any(t.trap.at_place or t.trap is Trap.FOREIGN_PAGE for t in left)
        stored.save(case, "decide")
    found = len(truth.things) - len(missed)
    points = round(
        100 * found / len(truth.things) - 5 * len(over) - 10 * wrong - min(20, 2 * unconfirmed)
    )
    return {
        "found": found,
        MISSED: len(missed),
        OVER: len(over),
        WRONG: wrong,
        "unconfirmed": unconfirmed,
        "score": max(0, points),
    }


@pytest.mark.slow
def test_a_class_of_four_has_exactly_the_scores_that_were_planted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hold("first-walk", 4, tmp_path, capsys)


@pytest.mark.nightly
@pytest.mark.parametrize("lesson", ["find-the-missed", "only-me", "seals-and-signatures"])
def test_a_class_of_thirty_has_exactly_the_scores_that_were_planted(
    lesson: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    hold(lesson, 30, tmp_path, capsys)
    record_property("figure", f"{lesson}: 30 of 30 scores as planted")


def test_an_altered_result_is_told_and_the_others_are_summed_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", "new", "text-fields", "--number", "7", "--out", str(tmp_path)]) == 0
    case, good, bad = tmp_path / "text-fields-7.zcase", tmp_path / "1.txt", tmp_path / "2.txt"
    assert run(["train", "score", str(case), "--result", str(good)]) == 1
    text = good.read_text(encoding="utf-8")
    assert text.split()[-1] in capsys.readouterr().out, "mistakes leave the code as it is"
    bad.write_text(text[:-2] + ("0" if text[-2] != "0" else "1") + "\n", encoding="utf-8")
    out = str(tmp_path / "class")
    assert run(["train", "class", str(good), str(bad), str(tmp_path / "no"), "--out", out]) == 1
    said = capsys.readouterr().err
    assert "2.txt" in said
    assert "no" in said
    assert (tmp_path / "class" / "class.html").is_file()
    assert run(["train", "class", str(bad), "--out", out]) == 7
    assert run(["train", "new", "text-fields", "--number", "7", "--out", str(tmp_path)]) == 4
    assert run(["train", "new", "no-lesson", "--number", "7", "--out", str(tmp_path)]) == 2
