"""A profile changed after pages were confirmed sends back the pages it touches, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made import laid_down
from tests.checks.making_cases import prepared
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import COVERING_CHANGED, confirm, confirm_sure
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import copy_of
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.case.reusing import follow_installed, follow_notice, following

PROFILE = (ROOT / "resources" / "notices" / "region-senior-2024.yaml").read_text(encoding="utf-8")
PERSON = Applicant("沈知遥", "清河市水利工程处")


def notice_with(targets: str) -> Notice:
    text = PROFILE.replace("id: region-senior-2024", "id: qinghe-2027", 1)
    before = next(line for line in text.splitlines() if line.startswith("  targets:"))
    return parse_profile(text.replace(before, f"  targets: [{targets}]", 1).encode(), "q.yaml")


@pytest.fixture(scope="module")
def name_only() -> Notice:
    return notice_with("name")


@pytest.fixture(scope="module")
def more() -> Notice:
    return notice_with("name, employer, photo")


def confirmed_case(notice: Notice) -> Case:
    """A case with three confirmed pages: two places cover the photo too, one shows it."""
    free = next(slot.id for slot in notice.slots() if Target.PHOTO in slot.mask_exempt)
    other = next(slot.id for slot in notice.slots() if not slot.mask_exempt)
    pages = (prepared(1, other, Target.NAME), prepared(2, free, Target.NAME), prepared(3, other))
    case = replace(begun(notice, PERSON), pages=pages, profile=copy_of(notice))
    return confirm_sure(case)


def test_only_pages_on_which_other_things_are_covered_are_looked_at_again(more: Notice) -> None:
    case = confirmed_case(more)
    assert all(case.is_confirmed(page) for page in case.pages)
    photo = notice_with("name, employer")
    after = following(case, photo)
    assert [page.examined for page in after.pages] == [False, True, False]
    assert [after.is_confirmed(page) for page in after.pages] == [False, True, False]
    assert after.pages[0].findings[0].code == COVERING_CHANGED
    assert following(after, photo) is after  # once is enough


def test_a_notice_that_changed_elsewhere_touches_no_page(more: Notice) -> None:
    case = confirmed_case(more)
    assert following(case, more.model_copy(update={"title": "另一个题名"})) is case


def test_the_reason_stays_until_the_page_is_confirmed_again(
    name_only: Notice, more: Notice
) -> None:
    after = following(confirmed_case(name_only), more)
    page = replace(after.pages[0], examined=True)
    again = confirm(after.with_page(page), page.number)
    assert again.is_confirmed(again.pages[0])
    assert COVERING_CHANGED not in {one.code for one in again.pages[0].findings}


@pytest.fixture
def scans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay files where the pages say that they come from."""
    monkeypatch.chdir(tmp_path)
    for number in (1, 2, 3):
        (tmp_path / f"scan-{number}.jpg").write_bytes(bytes([number]))


@pytest.mark.usefixtures("scans")
def test_a_stored_case_follows_once_and_can_be_undone(
    name_only: Notice, more: Notice, tmp_path: Path
) -> None:
    path = laid_down(tmp_path / "a.zcase", confirmed_case(name_only))
    with open_case(path) as stored:
        before = stored.case
        assert follow_notice(stored, name_only) == ()
        assert follow_notice(stored, more) == (1, 2, 3)
        assert follow_notice(stored, more) == ()
        stored.undo()
        assert stored.case == before


@pytest.mark.usefixtures("scans")
def test_a_case_whose_notice_is_not_here_or_whose_covers_are_its_own_is_left_alone(
    name_only: Notice, more: Notice, tmp_path: Path
) -> None:
    case = confirmed_case(name_only)
    with open_case(laid_down(tmp_path / "a.zcase", case)) as stored:
        assert follow_installed(stored) == ()
    own = replace(case, profile=None)
    with open_case(laid_down(tmp_path / "b.zcase", own)) as stored:
        assert follow_notice(stored, more) == ()
