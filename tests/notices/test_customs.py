"""Notices of many customs: nearly all facts are found, nothing is wrong, silent or invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.notice_reading import scored

FOLDER = Path(__file__).parent / "customs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_notice_are_found_whatever_its_custom(name: str) -> None:
    score = scored(FOLDER, name)
    states = [state for _, state in score.became]
    assert states.count("found") >= 0.97 * len(states)
    assert "silent" not in states
    assert (score.wrong, score.invented) == ([], [])
