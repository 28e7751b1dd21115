"""What is noted of a number that decides, and that nothing else changes by it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from benchmarks.instrumenting import Notes, Package, Tally, instrument, noting, sources
from benchmarks.rare_pages import KINDS, rare_page, rare_pages
from benchmarks.thresholds import PAGE, RESULT, page, summary

DECIDING = """
from shop.sizes import WIDE, SIDES

_LEAST = 3
_SHARE = 0.5  # of the width
_FAR, _NEAR = 10.0, 2.0

def few(letters): return len(letters) < _LEAST
def within(gap, height): return _NEAR * height <= gap <= _FAR * height
def beyond(gap): return gap > _FAR - 4
def chosen(large, value): return value >= (_FAR if large else _NEAR)
def width(other): return max(_SHARE * other, WIDE)
def first(found): return found[:_LEAST]
def between(values): return (values > SIDES[0]) & (values < SIDES[1])
def handed(value, large): return _over(value, _FAR if large else _NEAR)
def _over(value, least): return value > least
def local(value, height):
    most = round(_FAR * height)
    return value <= most
def calculated(value): return value * _SHARE
def unpacked(value):
    least, most = SIDES
    return least <= value <= most
def by_default(value, least=_LEAST): return value >= least
"""
SIZES = """
WIDE = 4.0
SIDES = (1, 5)
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, Notes]]:
    """A package of two modules, imported with its notes."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in (("__init__", ""), ("sizes", SIZES), ("deciding", DECIDING)):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    notes = instrument("shop", folder)
    yield importlib.import_module("shop.deciding"), notes
    for name in [one for one in sys.modules if one.partition(".")[0] == "shop"]:
        del sys.modules[name]


def noted(notes: Notes) -> dict[str, Tally]:
    """Return what was noted by number, each asked in one place."""
    return {key.partition(" | ")[0]: one for key, one in notes.tallies.items()}


def asked(shop: tuple[Any, Notes], call: str, *given: Any) -> tuple[Any, dict[str, Tally]]:
    """Call a function of the package; return its answer and what was noted."""
    module, notes = shop
    notes.begin()
    return getattr(module, call)(*given), noted(notes)


def test_the_critical_value_is_the_one_at_which_the_answer_tips(shop: tuple[Any, Notes]) -> None:
    answer, found = asked(shop, "within", 30, 4)
    assert answer is True
    assert found["deciding._NEAR"] == Tally(1, 1, above=7.5)
    assert found["deciding._FAR"] == Tally(1, 1, below=7.5)
    assert asked(shop, "beyond", 7)[1] == {"deciding._FAR": Tally(1, 1, above=11.0, near=1)}
    assert asked(shop, "few", "ab")[1] == {"deciding._LEAST": Tally(1, 1, below=2)}


def test_what_was_not_chosen_is_not_asked(shop: tuple[Any, Notes]) -> None:
    assert asked(shop, "chosen", False, 5) == (True, {"deciding._NEAR": Tally(1, 1, above=5)})
    assert asked(shop, "handed", 5, True) == (False, {"deciding._FAR": Tally(1, 0, below=5)})
    assert asked(shop, "by_default", 5) == (True, {"deciding._LEAST": Tally(1, 1, above=5)})
    assert asked(shop, "by_default", 5, 8) == (False, {})


def test_a_limit_that_lies_in_a_local_variable_is_followed(shop: tuple[Any, Notes]) -> None:
    _, found = asked(shop, "local", 10, 2)
    assert found == {"deciding._FAR": Tally(1, 1, below=5.0)}
    _, found = asked(shop, "unpacked", 6)
    assert found == {"sizes.SIDES[0]": Tally(1, 1, above=6), "sizes.SIDES[1]": Tally(1, 0, above=6)}


def test_the_larger_of_two_and_what_is_cut_off_are_decisions(shop: tuple[Any, Notes]) -> None:
    answer, found = asked(shop, "width", 10)
    assert answer == 5.0
    assert found == {
        "deciding._SHARE": Tally(1, 1, below=0.4),
        "sizes.WIDE": Tally(1, 0, above=5.0),
    }
    assert asked(shop, "first", "abcd") == ("abc", {"deciding._LEAST": Tally(1, 1, above=4)})


def test_each_element_of_an_array_is_asked(shop: tuple[Any, Notes]) -> None:
    answer, found = asked(shop, "between", np.array([0, 1, 2, 5, 9], np.uint8))
    assert answer.tolist() == [False, False, True, False, False]
    assert found["sizes.SIDES[0]"] == Tally(5, 3, below=0.0, above=2.0, level=1, near=1)
    assert found["sizes.SIDES[1]"] == Tally(5, 3, below=2.0, above=9.0, level=1, near=1)


def test_a_number_that_is_only_calculated_with_is_used(shop: tuple[Any, Notes]) -> None:
    assert asked(shop, "calculated", 8) == (4.0, {})
    assert shop[1].used == {"deciding._SHARE"}


def test_a_rewritten_module_answers_as_before() -> None:
    folder = Path(__file__).resolve().parents[2] / "zcdesk" / "masking" / "lines"
    every = sources("zcdesk.masking.lines", folder)
    package, notes = Package("zcdesk.masking.lines", every), Notes()
    name = "zcdesk.masking.lines.early_line_ends"
    plain = importlib.import_module(name)
    tree, sites = package.rewritten(name, notes)
    module = ModuleType(name)
    module.__dict__.update(noting(notes, sites))
    exec(compile(tree, name, "exec"), module.__dict__)
    chance = np.random.default_rng(1)
    for _ in range(200):
        line, other = (tuple(chance.uniform(0, 60, 4).tolist()) for _ in range(2))
        for call in ("_is_flush", "_may_follow"):
            given = (line, other, 20.0)
            assert getattr(module, call)(*given) == getattr(plain, call)(*given)
    assert {one.held for one in noted(notes).values()} != {0}


@pytest.mark.parametrize("kind", KINDS)
def test_a_rare_page_is_drawn_the_same_again_and_another_one_is_not(kind: str) -> None:
    first, again, other = (rare_page(kind, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.picture, again.picture)
    assert first.applicant == again.applicant
    assert not np.array_equal(first.picture, other.picture)


def test_rare_pages_have_names_of_their_own() -> None:
    names = [name for name, _, _ in rare_pages(7)]
    assert len(names) == len(set(names)) == 7 * len(KINDS)


def test_the_page_is_what_the_result_gives() -> None:
    told = page(json.loads(RESULT.read_text(encoding="utf-8")))
    assert PAGE.read_text(encoding="utf-8") == told


def test_pages_are_counted_and_the_nearest_values_of_all_are_told(tmp_path: Path) -> None:
    key = "burning._NEAR | burning.burn | grey < _NEAR"
    lines = [
        {"page": "a", "places": {key: [4, 4, None, 0, 9.0, 0]}, "used": []},
        {"page": "b", "places": {key: [2, 0, 6.5, 1, 8.5, 2]}, "used": ["burning.FAR"]},
        {"test": "tests/x.py::test_far", "places": {}, "used": ["burning.FAR"]},
        {"test": "tests/x.py::test_cover", "places": {}, "used": ["burning.COVER[0]"]},
        {"test": "tests/burning/y.py::test_black", "places": {}, "used": ["burning.COVER[0]"]},
    ]
    file = tmp_path / "noted.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    numbers = summary(file)["numbers"]
    near = numbers["burning._NEAR"]
    assert (near["pages"], near["held_on"], near["not_on"], near["near_on"]) == (2, 1, 1, 1)
    (place,) = near["places"].values()
    assert (place["below"], place["above"], place["asked"]) == (6.5, 8.5, 6)
    assert (numbers["burning.FAR"]["used_on"], numbers["burning.FAR"]["test"]) == (1, "")
    assert numbers["burning.COVER[0]"]["test"] == "tests/burning/y.py::test_black"
