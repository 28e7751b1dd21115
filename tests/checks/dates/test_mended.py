"""A thing to mend is mended by what was done to its pages since the return, never by less."""

from dataclasses import replace

import pytest

from tests.checks.dates.test_returns import back
from tests.checks.making_cases import case_of, prepared, refused, unseen_case_of
from tests.tables import rows_beside
from zcdesk.applicant import Target
from zcdesk.cases.acts.following import stood_now
from zcdesk.cases.rounds import ToDo
from zcdesk.checks.dates.mended import changed_pages, standing

BEFORE = prepared(1, "id_card"), prepared(2, "diploma"), prepared(3, "diploma")
COVERED = prepared(2, "diploma", Target.NAME)


@pytest.mark.parametrize(("done", "numbers", "items"), rows_beside(__file__)["rows"])
def test_what_was_done_mends_what_it_can(
    done: str, numbers: list[int], items: list[tuple[str, str, int, str]]
) -> None:
    returned = replace(back(), stood=stood_now(case_of(*BEFORE)))
    one, two, three = BEFORE
    new = replace(prepared(4, "diploma"), told=replace(prepared(4, "").told, years=(2021,)))
    pages = {
        "none": BEFORE, "covered": (one, COVERED, three), "unseen": (one, COVERED, three),
        "new": (*BEFORE, new), "elsewhere": (*BEFORE, prepared(4, "id_card")), "gone": (one, three),
        "moved": (one, replace(two, slot="id_card"), three), "instead": (one, three, new),
        "refused": (*BEFORE, refused(4, "diploma")), "first": (*BEFORE, prepared(4, "post")),
    }[done]  # fmt: skip
    case = (unseen_case_of if done == "unseen" else case_of)(*pages)
    assert changed_pages(case, returned) == tuple(numbers)
    for words, slot, page, stands in items:
        item = ToDo(words, slot=slot, page=page or None)
        assert (words, standing(case, returned, item)) == (words, stands)
