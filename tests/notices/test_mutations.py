"""Changed numbers of profiles and notices of many customs: what the benchmarks try as a whole."""

from pathlib import Path

import pytest

from benchmarks.notice_reading import scored
from benchmarks.notices import caught_by, left_out, mutated, mutations
from zcdesk.notices.files.consistency import profile_data
from zcdesk.notices.files.loading import built_in_ids, load_notice

pytestmark = pytest.mark.slow

ONE_IN = 29
"""A sample for every day; all of them: ``python -m benchmarks.notices``."""


@pytest.mark.nightly
@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_sample_of_changed_numbers_is_noticed(notice_id: str) -> None:
    data = profile_data(load_notice(notice_id))
    found = [one for one in mutations(data) if not left_out(one)][::ONE_IN]
    missed = [one for one in found if not caught_by(notice_id, mutated(data, one))]
    assert len(found) > 5
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_an_unchanged_profile_is_noticed_by_nobody(notice_id: str) -> None:
    assert caught_by(notice_id, profile_data(load_notice(notice_id))) == ""


FOLDER = Path(__file__).parent / "customs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_notice_are_found_whatever_its_custom(name: str) -> None:
    score = scored(FOLDER, name)
    states = [state for _, state in score.became]
    assert states.count("found") >= 0.95 * len(states)
    assert states.count("silent") <= 1
    assert (score.wrong, score.invented) == ([], [])
