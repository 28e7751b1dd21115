"""The acceptance checks, each by its commands: those without pages by day, the others by night."""

from __future__ import annotations

import pytest

from tests.acceptance.checklist import Check, checks
from tests.acceptance.desk import Desk, in_this_process


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("验收"), in_this_process)


def by_day_or_night(check: Check) -> pytest.ParameterSet:
    marks = [pytest.mark.nightly] if check.night else []
    return pytest.param(check, id=str(check.number), marks=marks)


def test_each_of_the_105_checks_is_there_once() -> None:
    assert [one.number for one in checks()] == list(range(1, 12))


@pytest.mark.parametrize("check", map(by_day_or_night, checks()))
def test_a_check_holds_from_outside(desk: Desk, check: Check) -> None:
    assert [fault for step in desk.faults(check) for fault in step] == []
