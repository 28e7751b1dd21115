"""The leak table: what it counts, and that a stopped run goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from benchmarks.drawing import Drawn
from benchmarks.leak_table import figures, table
from benchmarks.leaks import TARGETS, compared, known_records
from benchmarks.occurrences import Kind, is_one_off, kind_of
from benchmarks.run_record import interval
from tools.drawing.damage import grey
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Verdict


def drawn(kind: str, seed: int = 7, dpi: int = 75) -> tuple[DrawnPage, Person]:
    random = Random(seed)
    person = invent_person(random)
    page = draw_page(kind, person, invent_colleagues(person, random), random, dpi=dpi)
    return page, person


def cover(mark: InkMark, letters: int | None = None) -> Hit:
    """Return a hit that covers the first letters of a mark."""
    boxes = [bounds(letter) for letter in mark.characters[:letters]]
    left, top, right, bottom = (
        min(one[0] for one in boxes), min(one[1] for one in boxes),
        max(one[2] for one in boxes), max(one[3] for one in boxes),
    )  # fmt: skip
    mask = Mask(Target.NAME, box(left - 1, top - 1, right + 1, bottom + 1))
    return Hit(mask, Verdict.COVER, info("hit.read", line=1))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("bilingual_card", {Kind.ARABIC}),
        ("insurance_statement", {Kind.CELL}),
        ("watermarked_report", {Kind.WATERMARK}),
        ("vertical_award", {Kind.VERTICAL}),
        ("letter", {Kind.LATIN}),
        ("split_name", {Kind.SPLIT}),
        ("sealed_statement", {Kind.UNDER_COLOUR}),
    ],
)
def test_occurrences_are_told_apart_by_how_they_stand(kind: str, expected: set[Kind]) -> None:
    page, _ = drawn(kind)
    kinds = {kind_of(mark, page) for mark in page.marks} - {None}
    assert expected <= kinds
    if kind == "sealed_statement":
        colourless = grey(page, Random(1))
        colourless = DrawnPage(colourless.picture, page.marks, kind, 75, damages=("grey",))
        assert Kind.UNDER_GREY in {kind_of(mark, colourless) for mark in page.marks}


def test_a_word_leaks_as_soon_as_one_of_its_letters_shows() -> None:
    page, person = drawn("insurance_statement")
    whole = Drawn(page, person, 75, "clean", False)
    marks = [mark for mark in page.marks if kind_of(mark, page)]
    covers = tuple(cover(mark) for mark in marks)
    assert not any(leaked for *_, leaked in compared(page, whole, covers, TARGETS)["occurrences"])
    short = (*covers[:-1], cover(marks[-1], -1))
    leaks = [leaked for *_, leaked in compared(page, whole, short, TARGETS)["occurrences"]]
    assert leaks == [False] * (len(marks) - 1) + [True]


@pytest.mark.slow
@pytest.mark.parametrize(("black_from", "there"), [(180, False), (250, True)])
def test_a_watermark_that_a_fax_made_white_is_no_occurrence(black_from: int, there: bool) -> None:
    page, person = drawn("watermarked_report", dpi=200)
    sent = np.where(page.picture.min(axis=2, keepdims=True) < black_from, 0, 255)
    sent = np.repeat(sent.astype(np.uint8), 3, axis=2)
    fax = replace(page, picture=sent, damages=("fax",))
    found = compared(fax, Drawn(fax, person, 200, "fax", False), (), TARGETS)["occurrences"]
    assert (str(Kind.WATERMARK) in {kind for kind, *_ in found}) == there


def test_covers_over_namesakes_and_other_text_are_counted() -> None:
    page, person = drawn("namesake_list", 74, 150)
    whole = Drawn(page, person, 75, "clean", False)
    near = [mark for mark in page.having(Role.OTHER_NAME) if is_one_off(mark.text, person.name)]
    found = compared(page, whole, (cover(near[0]),), TARGETS)
    counts = found["counts"]
    assert counts["one_off"] == [len(near), 1]
    assert counts["staying"][1] == len(near[0].characters)


def test_a_namesake_below_an_own_watermark_is_counted_apart() -> None:
    page, person = drawn("watermarked_report")
    (strip,) = (mark for mark in page.marks if kind_of(mark, page) is Kind.WATERMARK)
    one_off = replace(strip, role=Role.OTHER_NAME, text=person.name[:-1] + "某", near=True)
    first, second = (np.mean(place, axis=0) for place in strip.characters[:2])
    crossed, beside = (
        replace(one_off, characters=tuple(box(x, y, x + 1, y + 1) for x, y in places), em=12)
        for places in ([(first + second) / 2], [bounds(strip.characters[0])[:2]])
    )
    alone = replace(page, marks=(strip, crossed, beside))
    counts = compared(alone, Drawn(alone, person, 75, "clean", False), (), TARGETS)["counts"]
    assert (counts["crossed"], counts["one_off"]) == ([1, 0], [1, 0])


def test_a_run_that_was_stopped_within_a_line_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text('{"seed": 1}\n{"seed": 2}\n{"seed": 3, "occ', encoding="utf-8")
    assert [record["seed"] for record in known_records(file)] == [1, 2]
    assert file.read_text(encoding="utf-8") == '{"seed": 1}\n{"seed": 2}\n'


def test_the_table_tells_leaks_from_silent_ones() -> None:
    def record(seed: int, state: str, leaked: bool) -> dict[str, Any]:
        return {
            "seed": seed, "kind": "minutes", "dpi": 200, "damage": "scan", "other_faces": False,
            "state": state, "reasons": [], "covers": 1, "open_finds": 0,
            "occurrences": [["name", 20.0, leaked], ["employer", 9.0, False]],
            "counts": {name: [0, 0] for name in ("seal", "other_seal", "signature", "photo",
                                                 "one_off", "longer", "staying")},
        }  # fmt: skip

    records = [record(1, "masked", True), record(2, "review", True), record(3, "masked", False)]
    lines = list(table(json.loads(json.dumps(records))))
    row = next(line for line in lines if line.startswith("| ≥ 14"))
    assert "66.67% (2/3;" in row
    assert "33.33% (1/3;" in row
    assert any(line.startswith("| 8–10 | 0.00% (0/3;") for line in lines)
    cases = [line for line in lines if "of 4000" in line]
    assert ["from 1 of 3 pages" in line for line in cases] == [True, True, True]
    records[0]["occurrences"][0][0] = "watermark"
    cases = [line for line in table(records) if "of 4000" in line]
    assert ["from 1 of 3 pages" in line for line in cases] == [False, True, True]
    assert lines[-2] == "Pages with a silent leak (seeds): [1]"
    counted = {one.what: (one.count, one.of) for one in figures(records)}
    assert counted["watermark: silent"] == (1, 1)
    assert counted["printed words, letters of ≥ 14 px: silent"] == (0, 2)
    assert counted["pages of ≥ 150 dpi with a silent printed word (bar: 2 % of cases of 120)"] == (
        0,
        3,
    )
    assert counted["pages of any resolution with anything silent (the same bar)"] == (1, 3)


@pytest.mark.parametrize(
    ("changed", "clean"),
    [({}, 1), ({"open_finds": 1}, 0), ({"seal": [1, 1]}, 0), ({"seal": [1, 0]}, 1)],
)
def test_a_page_is_clean_where_nothing_of_the_person_stays_open(
    changed: dict[str, Any], clean: int
) -> None:
    counts = ("seal", "other_seal", "signature", "photo", "one_off", "longer", "staying")
    record: dict[str, Any] = {
        "seed": 1, "kind": "minutes", "dpi": 200, "damage": "fax", "other_faces": False,
        "state": "review", "reasons": ["hit.unread_seal"], "covers": 1, "open_finds": 0,
        "occurrences": [["name", 20.0, False]], "counts": {name: [0, 0] for name in counts},
    }  # fmt: skip
    for name, value in changed.items():
        (record["counts"] if name in counts else record)[name] = value
    lines = list(table([record]))
    (row,) = (line for line in lines if line.startswith("| clean pages sent to review, all"))
    assert (f"({clean}/{clean};" in row) == bool(clean)
    told = next(line for line in lines if line.startswith("Reasons for review on clean pages"))
    assert ("unread_seal" in told) == bool(clean)


def test_the_interval_is_wilsons() -> None:
    low, high = interval(1, 1000)
    assert (round(low, 5), round(high, 5)) == (0.00018, 0.00564)
    assert interval(0, 0) == (0.0, 1.0)
