"""The acceptance checks, each by its commands: those without pages by day, the others by night."""

import ast

import pytest

from tests.acceptance.checklist import Check, checks
from tests.acceptance.desk import ROOT, Desk, in_this_process
from tests.digests import as_it_was
from tests.tables import rows_beside

pytestmark = pytest.mark.usefixtures("lent_workers")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("验收"), in_this_process, tests_too=False)


def by_day_or_night(check: Check) -> pytest.ParameterSet:
    marks = [pytest.mark.nightly] if check.night else []
    return pytest.param(check, id=str(check.number), marks=marks)


def test_what_only_the_window_shows_is_held_by_a_test_that_is_there() -> None:
    """They are run with the others, not once more from here."""
    for test in [step.test for check in checks() for step in check.step if step.test]:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        named = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert not name or name in named, test


def test_each_of_the_105_checks_is_there_once() -> None:
    assert [one.number for one in checks()] == list(range(1, 106))


@pytest.mark.slow
@pytest.mark.parametrize("check", [by_day_or_night(one) for one in checks()])
def test_a_check_holds_from_outside(desk: Desk, check: Check) -> None:
    assert [fault for step in desk.faults(check) for fault in step] == []
    if (name := str(check.number)) in dict(rows_beside(__file__)["said"]):
        assert as_it_was(__file__, "said", name, desk.said(check))
