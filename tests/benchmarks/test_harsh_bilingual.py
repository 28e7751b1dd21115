"""Harsh bilingual pages have long employers, broken anywhere, and their truth stands on them."""

from __future__ import annotations

from random import Random

import numpy as np

from benchmarks.harsh_bilingual import table
from benchmarks.harsh_bilingual_pages import BROKEN, LONGER, drawn, is_broken, long_employer
from benchmarks.uyghur_words import Words
from zcdesk.training.marks import Role, Setting


def test_employers_have_four_to_eight_words_and_a_legal_form() -> None:
    words = Words(measuring=False)
    employers = [long_employer(Random(seed), words, LONGER) for seed in range(60)]
    counts = {len(employer.split()) for employer in employers}
    assert counts <= {4, 5, 6, 7, 8}
    assert len(counts) >= 3
    assert all(employer.endswith("چەكلىك شىركىتى") for employer in employers)


def test_a_seed_draws_one_page_and_marks_its_words_where_they_are_broken() -> None:
    first, second = drawn(12), drawn(12)
    assert np.array_equal(first.page.picture, second.page.picture)
    script = [mark for mark in first.page.marks if mark.setting is Setting.ARABIC]
    own = [mark for mark in script if mark.role is Role.EMPLOYER]
    assert [mark.text.replace(BROKEN, " ") for mark in own] == [first.employer]
    assert is_broken(own[0])
    letters = len(first.employer.replace(" ", ""))
    assert all(len(mark.characters) >= letters - 8 for mark in own)
    assert first.name in {mark.text for mark in script if mark.role is Role.NAME}


def test_a_word_that_is_open_on_a_page_that_nobody_looks_at_is_silent() -> None:
    page = {
        "state": "done", "dpi": 200, "damage": "fax", "asked": [], "in_script": False,
        "words": [("name", 20.0, True, "x"), ("seal", 30.0, True, "x")], "near": [True],
        "staying": 40, "harmed": 3, "seconds": 1.0,
    }  # fmt: skip
    told = table([page, {**page, "state": "review"}])
    assert "printed: {'words': 2, 'open': 2, 'silent': 1}" in told
    assert "near names 2, covered 2" in told
