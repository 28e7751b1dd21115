"""A changed number in a profile does not go unnoticed; the whole campaign is a benchmark."""

import pytest

from benchmarks.notices import caught_by, left_out, mutated, mutations
from zcdesk.notices.files.consistency import profile_data
from zcdesk.notices.files.loading import built_in_ids, load_notice

ONE_IN = 29
"""A sample for every day; all of them: ``python -m benchmarks.notices``."""


@pytest.mark.slow
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
