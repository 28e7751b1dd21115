"""Inputs that once broke a decoder or parser are answered, and so are a few fresh ones."""

from __future__ import annotations

import pytest

from tests.hostile import fuzzing
from zcdesk.wording import codes

BY_DAY = 12
"""Fresh inputs for each decoder and parser; the night gives thousands."""


def test_what_once_broke_something_is_answered(capfd: pytest.CaptureFixture[str]) -> None:
    kept = fuzzing.kept()
    assert len(kept) >= 6
    for name, content in kept:
        answer = fuzzing.answer(name, content)
        assert answer == "read" or answer in codes()
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_a_mutated_file_is_read_or_refused(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(BY_DAY):
        answer = fuzzing.answer_of_seed(name, seed)
        assert answer == "read" or answer in codes()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_what_a_target_is_made_of_is_read_whole(name: str) -> None:
    """Else all that follows would be refused at the door, and nothing tried."""
    for whole in fuzzing.TARGETS[name].wholes():
        assert fuzzing.answer(name, whole) == "read"


def test_inputs_are_made_again_from_their_seeds() -> None:
    for target in fuzzing.TARGETS.values():
        assert target.input(5) == target.input(5)
        assert len({target.input(seed) for seed in range(12)}) > 5
