"""Which pages of a folder are marked as another's, by what stands on the others of file and folder;
what becomes of a mark that a person has answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.batch.drawn import EMPLOYER, NOTICE
from tests.workflow.drawn_case import page_of
from zcdesk.applicant import Applicant
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.strangers import Stranger, marked, strangers, unanswered, with_copies
from zcdesk.cases.case import ANOTHER_ROW, CasePage
from zcdesk.findings import warning
from zcdesk.sorting.told import PageTold

PEOPLE = [
    RosterPerson(row, Applicant(name, EMPLOYER), NOTICE)
    for row, name in enumerate(("沈知遥", "贺一鸣", "陆听澜"), 2)
]
OWNER = PEOPLE[0]


def told_pages(folder: Path, *said: tuple[str, str]) -> list[CasePage]:
    """Pages without a hit, each of a file, with a name beside 姓名 or none."""
    return [
        replace(
            page_of(folder, number, ""),
            path=file,
            hits=(),
            findings=(),
            confirmed="",
            told=PageTold(names=(name,) if name else ()),
        )
        for number, (file, name) in enumerate(said, 1)
    ]


def rows(pages: Sequence[CasePage]) -> dict[int, int]:
    found = strangers(pages, OWNER, PEOPLE, lambda page: None, lambda page: None)
    return {stranger.page: stranger.row for stranger in found}


def test_pages_of_a_file_that_names_one_other_person_go_with_it(tmp_path: Path) -> None:
    said = ("a.pdf", "贺一鸣"), ("a.pdf", ""), ("b.pdf", "沈知遥"), ("b.pdf", ""), ("c.pdf", "")
    assert rows(told_pages(tmp_path, *said)) == {1: 3, 2: 3}
    mixed = ("a.pdf", "贺一鸣"), ("a.pdf", ""), ("a.pdf", "沈知遥")
    assert rows(told_pages(tmp_path, *mixed)) == {1: 3}


def test_a_folder_in_which_nothing_names_its_owner_is_anothers_as_a_whole(tmp_path: Path) -> None:
    swapped = ("a.jpg", "贺一鸣"), ("b.jpg", ""), ("c.jpg", "贺一鸣")
    assert rows(told_pages(tmp_path, *swapped)) == {1: 3, 2: 3, 3: 3}
    one = ("a.jpg", "贺一鸣"), ("b.jpg", "")
    assert rows(told_pages(tmp_path, *one)) == {1: 3}
    several = ("a.jpg", "贺一鸣"), ("b.jpg", ""), ("c.jpg", "陆听澜")
    assert rows(told_pages(tmp_path, *several)) == {1: 3, 3: 4}


def test_a_page_with_nothing_but_the_name_of_two_people_is_said_to_be_either_ones(
    tmp_path: Path,
) -> None:
    two = [*PEOPLE, RosterPerson(5, Applicant("贺一鸣", EMPLOYER), NOTICE)]

    def told(*said: tuple[str, str]) -> list[tuple[int, int]]:
        pages = told_pages(tmp_path, *said)
        found = strangers(pages, OWNER, two, lambda page: None, lambda page: None)
        return [(stranger.page, stranger.row) for stranger in found]

    own = ("b.pdf", "沈知遥")
    assert told(("a.jpg", "贺一鸣"), own) == [(1, 3), (1, 5)]
    assert told(("a.pdf", "贺一鸣"), ("a.pdf", ""), own) == [(1, 3), (1, 5), (2, 3), (2, 5)]
    pages = told_pages(tmp_path, ("a.jpg", "贺一鸣"), own)
    found = strangers(pages, OWNER, two, lambda page: None, lambda page: None)
    first, second = asked = marked(pages, tuple(found))
    assert first.findings[0] == warning(ANOTHER_ROW, row="3/5")
    assert second.findings == ()
    answered = replace(first, claimed=True)
    either = Stranger(1, 3), Stranger(1, 5)
    assert marked([answered], either) == (answered,)
    assert unanswered([answered], either) == ()
    assert with_copies(asked, either) == either


def test_an_answer_stands_until_another_question_comes(tmp_path: Path) -> None:
    (page,) = told_pages(tmp_path, ("a.jpg", ""))
    (asked,) = marked([replace(page, claimed=True)], [Stranger(1, 3)])
    assert asked.whose_open  # what she said before was about something else
    assert asked.findings[0] == warning(ANOTHER_ROW, row=3)
    answered = replace(asked, claimed=True)
    assert marked([answered], [Stranger(1, 3)]) == (answered,)
    assert unanswered([answered], [Stranger(1, 3)]) == ()
    assert unanswered([asked], [Stranger(1, 3)]) == (Stranger(1, 3),)
    assert not marked([asked], [])[0].nameless


def test_a_copy_stays_marked_while_the_other_folder_is_not_looked_at(tmp_path: Path) -> None:
    (page,) = told_pages(tmp_path, ("a.jpg", ""))
    copy = Stranger(1, 4, copied=True)
    assert with_copies(marked([page], [copy]), []) == (copy,)
    assert with_copies(marked([page], [Stranger(1, 4)]), []) == ()
