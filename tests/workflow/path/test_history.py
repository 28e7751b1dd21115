"""Undo and redo: acts that go on with the one before come and go with it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.one_photo import APPLICANT, NOTICE
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice
from zcdesk.workflow.path.history import History

CASE = begun(load_notice(NOTICE), APPLICANT)


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_what_joins_is_undone_and_redone_with_what_it_joins(joins: list[bool]) -> None:
    history = History(CASE)
    cases = [CASE]
    for number, joined in enumerate(joins):
        cases.append(replace(CASE, facts=((f"fact{number}", "1"),)))
        history.push(cases[-1], joins=joined and number > 0)
    starts = [number for number, joined in enumerate(joins) if not joined or number == 0]
    for start in reversed(starts):
        while history.undo():
            pass
        assert history.case is cases[start]
    assert not history.can_undo
    for end in (*starts[1:], len(joins)):
        while history.redo():
            pass
        assert history.case is cases[end]
    assert not history.can_redo
