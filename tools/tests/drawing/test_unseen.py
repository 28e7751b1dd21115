"""What is held aside for measuring: drawn there, and nowhere else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.drawing import draw, held_aside
from benchmarks.makers.unseen_damage import UNSEEN_DAMAGES, damage_unseen
from tools.drawing.documents import KINDS, UNSEEN_KINDS, draw_page
from tools.drawing.fonts import Face, face_for, wearing
from tools.drawing.marks import DrawnPage, Role, Setting
from tools.drawing.people import invent_colleagues, invent_person

FACES = Path(__file__).parents[3] / "benchmarks" / "faces"


def page(kind: str) -> DrawnPage:
    random = Random(7)
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, dpi=75)


@cache
def once(kind: str) -> DrawnPage:
    """Return a page for tests that look at it; each gets the same."""
    return page(kind)


@pytest.mark.parametrize("kind", UNSEEN_KINDS)
def test_a_layout_held_aside_shows_the_applicant_and_is_the_same_each_time(kind: str) -> None:
    drawn = page(kind)
    assert np.array_equal(drawn.picture, once(kind).picture)
    assert kind == "namesake_list" or any(not mark.role.stays for mark in drawn.marks)
    height, width = drawn.picture.shape[:2]
    for mark in drawn.marks:
        for corner in (corner for polygon in mark.characters for corner in polygon):
            assert -3 <= corner[0] <= width + 3
            assert -3 <= corner[1] <= height + 3


def test_marks_tell_how_they_are_set() -> None:
    settings = {
        kind: {mark.setting for mark in once(kind).having(Role.NAME, Role.EMPLOYER)}
        for kind in ("bilingual_card", "insurance_statement", "vertical_award", "minutes")
    }
    assert settings == {
        "bilingual_card": {Setting.ARABIC, Setting.RUNNING},
        "insurance_statement": {Setting.CELL},
        "vertical_award": {Setting.VERTICAL},
        "minutes": {Setting.RUNNING},
    }
    marks = once("watermarked_report").having(Role.EMPLOYER_SHORT)
    assert Setting.WATERMARK in {mark.setting for mark in marks}


@pytest.mark.parametrize("name", UNSEEN_DAMAGES)
def test_a_damage_held_aside_changes_the_picture_and_says_so(name: str) -> None:
    clean = once("minutes")
    damaged = damage_unseen(clean, name, Random(1))
    assert name in damaged.damages
    if damaged.picture.shape == clean.picture.shape:
        assert not np.array_equal(damaged.picture, clean.picture)


def test_other_faces_are_worn_only_as_long_as_wanted() -> None:
    plain = once("minutes").picture
    song = FACES / "song.ttf"
    with wearing({Face.SONG: song, Face.HEI: song, Face.KAI: song, Face.FANGSONG: song}):
        assert face_for("张", Face.SONG) == song
        assert face_for("張", Face.SONG) is Face.SONG, "a letter that the other face lacks"
        assert not np.array_equal(page("minutes").picture, plain)
    assert np.array_equal(page("minutes").picture, plain)


@pytest.mark.nightly
def test_tuning_seeds_never_see_what_is_held_aside() -> None:
    aside = held_aside()
    tuned = [draw(seed, resolutions=(60,)) for seed in range(aside["tuning_ends"] - 12,
                                                             aside["tuning_ends"])]  # fmt: skip
    assert all(one.page.kind in KINDS and not one.other_faces for one in tuned)
    assert not {one.damage for one in tuned} & set(UNSEEN_DAMAGES)
    begin = aside["measuring_begins"]
    measured = [draw(seed, resolutions=(60,)) for seed in range(begin, begin + 12)]
    assert any(one.page.kind in UNSEEN_KINDS for one in measured)
    assert any(one.other_faces for one in measured)
    assert any(one.damage in UNSEEN_DAMAGES for one in measured)
    with pytest.raises(ValueError, match="other measurements"):
        draw(aside["tuning_ends"])
