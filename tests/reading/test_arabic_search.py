"""Known words are scored in the probabilities of a line in Arabic script."""

from __future__ import annotations

import pytest

from tests.reading.test_arabic_script import _line
from zcdesk.reading.arabic.network import Table
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.arabic.search import Spelled, spelled

NAME = "گۈلنار ئەھمەت"


def table(text: str, em: int = 28) -> Table:
    return read_arabic_script(_line(text, em)).tables[0]


def best(text: str, word: str) -> float:
    found = spelled(table(text), [word], [-200.0])[0]
    return found[0].score if found else -200.0


@pytest.mark.parametrize(
    "typed", [NAME, "گۈلنارئەھمەت", "گۈلنار ءەھمەت", "گۈلنار ئەھمەت".replace("ە", "ه")]
)
def test_a_printed_word_is_the_best_reading_however_it_is_typed(typed: str) -> None:
    assert best(NAME, typed) > -1.0


@pytest.mark.parametrize("near", ["گۈلنار ئەخمەت", "گۈلزار ئەھمەت", "گۈلنار ئەھمەد"])
def test_another_letter_costs_much(near: str) -> None:
    assert best(NAME, near) < -6.0


def test_the_stroke_above_a_round_vowel_costs_little() -> None:
    assert -3.0 < best(NAME, "گۇلنار ئەھمەت") < 0.0


def test_somebody_elses_name_scores_far_below() -> None:
    assert best("ئالىم تاھىر", NAME) < -60.0


def test_every_place_of_a_word_is_found_once_the_rightmost_letter_last() -> None:
    found = spelled(table(f"{NAME} ئالىم {NAME}"), [NAME], [-10.0])[0]
    assert len(found) == 2
    first, second = sorted(found, key=lambda one: one.first)
    assert first.first < first.last < second.first < second.last


def test_words_of_one_search_do_not_run_into_each_other() -> None:
    line = table(NAME)
    alone = [spelled(line, [word], [-90.0])[0] for word in (NAME, "ئالىم", "ئەھمەت")]
    together = spelled(line, [NAME, "ئالىم", "ئەھمەت"], [-90.0] * 3)

    def scores(found: list[Spelled]) -> list[float]:
        return [round(one.score, 2) for one in found]

    assert [scores(one) for one in together] == [scores(one) for one in alone]


def test_a_letter_that_the_network_does_not_know_is_found_nowhere() -> None:
    assert spelled(table(NAME), ["ݐݐ", NAME], [-500.0, -10.0])[0] == []
    assert len(spelled(table(NAME), ["ݐݐ", NAME], [-500.0, -10.0])[1]) == 1
