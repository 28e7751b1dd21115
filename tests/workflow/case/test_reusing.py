"""What comes over into next year's case or another notice, what stays behind, what is marked."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.cases.made import imported, laid_down, page
from tests.checks.making_cases import prepared
from tests.given import there
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import COVERING_CHANGED, confirm, confirm_sure
from zcdesk.cases.acts.noting import mark_not_applicable, write_text
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import error
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import PageSource
from zcdesk.reading.line import Reading
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.workflow.case.known_forms import StoredReadings
from zcdesk.workflow.case.reusing import Reused, follow_installed, follow_notice, following, reuse

NOTICE = load_notice("region-senior-2024")
APPLICANT = Applicant("张伟", "云岭化工有限公司", former_employers=("旧厂",))
YEARLY = next(slot for slot in NOTICE.slots() if slot.years and Who.APPLICANT in slot.who
              and not slot.template)  # fmt: skip
EMPLOYERS = next(slot for slot in NOTICE.slots() if Who.APPLICANT not in slot.who)


def added(stored: CaseFile, slot: str, told: PageTold = NOTHING) -> CasePage:
    """Add a page with an original of its own."""
    number = len(stored.case.pages) + 1
    imported(stored, number, bytes([number]) * 5000)
    path = stored.case.page(number).path
    source = PageSource(path, Path(path).parent.name)
    laid = replace(there(page(number).page), source=source)
    here = replace(page(number), slot=slot, path=path, page=laid, told=told, confirmed="x")
    stored.save(stored.case.with_page(here), "lay")
    return here


def old_case(folder: Path, password: str | None = None) -> CaseFile:
    facts = (("published_papers", "yes"), ("series", "no_such_series"), ("unheard_of", "1"))
    begun = Case(NOTICE.id, APPLICANT, frozenset(), facts=facts)
    return create_case(folder / "old.zcase", begun, password)


def reused(folder: Path, notice: Notice = NOTICE, password: str | None = None) -> Reused:
    return reuse(folder / "old.zcase", folder / "new.zcase", notice, password)


def codes(result: Reused) -> list[str]:
    return [one.code for one in result.marks]


def test_words_answers_and_certificates_come_over_to_be_confirmed_anew(tmp_path: Path) -> None:
    with old_case(tmp_path) as stored:
        before = added(stored, "diploma")
        texts = write_text(mark_not_applicable(stored.case, "papers", "没有"), "summary", "总结")
        stored.save(texts, "text")
        StoredReadings(stored).keep(there(before.page), Reading(1654, 2339, ()))
    raw = (tmp_path / "old.zcase").read_bytes()
    result = reused(tmp_path)
    assert (tmp_path / "old.zcase").read_bytes() == raw
    assert result.pages == 1
    assert codes(result) == ["reuse.answer_refused", "reuse.questions_gone"]
    with open_case(result.path) as new:
        case = new.case
        assert case.applicant == APPLICANT
        assert case.facts == (("published_papers", "yes"),)
        assert (case.texts, case.not_applicable) == ((), ())
        assert case.profile is not None
        only = case.page(1)
        assert only.slot == "diploma"
        assert not only.examined
        assert not case.is_confirmed(only)
        assert only.decisions == ()
        assert new.original(Path(only.path).parent.name) == bytes([1]) * 5000
        assert there(only.page).source.path == only.path
        assert StoredReadings(new).of(there(only.page)) is not None
        assert new.undo() == "reuse"
        assert new.case.pages == ()


def test_a_page_that_the_new_notice_does_not_take_is_unsorted_and_says_why(tmp_path: Path) -> None:
    asked, other = YEARLY.years[0], min(YEARLY.years) - 9
    with old_case(tmp_path) as stored:
        for slot in ("no_such_slot", EMPLOYERS.id):
            added(stored, slot)
        for told in (PageTold(years=(other,)), PageTold(years=(asked,)), NOTHING):
            added(stored, YEARLY.id, told)
    result = reused(tmp_path)
    with open_case(result.path) as new:
        slots = [one.slot for one in new.case.pages]
        notes = [one.note for one in new.case.pages]
    assert slots == ["", "", "", YEARLY.id, YEARLY.id]
    said = ("slot_gone", "made_anew", "year_not_asked", "year_unknown")
    assert codes(result)[2:] == [f"reuse.{one}" for one in said]
    assert [bool(note) for note in notes] == [True, True, True, False, True]
    assert str(asked) in notes[2]


def test_refused_pages_and_lost_originals_stay_behind(tmp_path: Path) -> None:
    with old_case(tmp_path) as stored:
        lost = added(stored, "diploma")
        added(stored, "diploma")
        refused = CasePage(3, "", "/gone.jpg", findings=(error("scan.missing"),), examined=True)
        stored.save(replace(stored.case, pages=(*stored.case.pages, refused), numbered=3), "add")
        stored.close()
        raw = stored.path.read_bytes()
    content = bytes([1]) * 3000
    assert content in raw
    stored.path.write_bytes(raw.replace(content, bytes(3000)))
    result = reused(tmp_path)
    assert result.pages == 1
    assert "reuse.original_lost" in codes(result)
    assert lost.number == 1


@pytest.mark.nightly
def test_an_encrypted_case_begins_an_encrypted_one(tmp_path: Path) -> None:
    with old_case(tmp_path, "p") as stored:
        added(stored, "diploma")
    reused(tmp_path, password="p")
    with open_case(tmp_path / "new.zcase", password="p") as new:
        assert new.encrypted
        assert len(new.case.pages) == 1


def test_a_file_of_the_new_name_is_left_alone(tmp_path: Path) -> None:
    old_case(tmp_path).close()
    (tmp_path / "new.zcase").write_bytes(b"precious")
    with pytest.raises(CaseFileError, match=r"^case\.already_there$"):
        reused(tmp_path)
    assert (tmp_path / "new.zcase").read_bytes() == b"precious"


PROFILE = (ROOT / "resources" / "notices" / "region-senior-2024.yaml").read_text(encoding="utf-8")
PERSON = Applicant("沈知遥", "清河市水利工程处")


@cache
def notice_with(targets: str) -> Notice:
    text = PROFILE.replace("id: region-senior-2024", "id: qinghe-2027", 1)
    before = next(line for line in text.splitlines() if line.startswith("  targets:"))
    return parse_profile(text.replace(before, f"  targets: [{targets}]", 1).encode(), "q.yaml")


NAME_ONLY, MORE = "name", "name, employer, photo"


def confirmed_case(targets: str) -> Case:
    """A case with three confirmed pages: two places cover the photo too, one shows it."""
    notice = notice_with(targets)
    free = next(slot.id for slot in notice.slots() if Target.PHOTO in slot.mask_exempt)
    other = next(slot.id for slot in notice.slots() if not slot.mask_exempt)
    pages = (prepared(1, other, Target.NAME), prepared(2, free, Target.NAME), prepared(3, other))
    case = replace(begun(notice, PERSON), pages=pages, profile=copy_of(notice))
    return confirm_sure(case)


def test_only_pages_on_which_other_things_are_covered_are_looked_at_again() -> None:
    case = confirmed_case(MORE)
    assert all(case.is_confirmed(page) for page in case.pages)
    photo = notice_with("name, employer")
    after = following(case, photo)
    kept = [(page.examined, after.is_confirmed(page)) for page in after.pages]
    assert kept == [(False, False), (True, True), (False, False)]
    assert after.pages[0].findings[0].code == COVERING_CHANGED
    assert following(after, photo) is after  # once is enough


def test_a_notice_that_changed_elsewhere_touches_no_page() -> None:
    case = confirmed_case(MORE)
    assert following(case, notice_with(MORE).model_copy(update={"title": "另一个题名"})) is case


def test_the_reason_stays_until_a_page_is_confirmed_again() -> None:
    after = following(confirmed_case(NAME_ONLY), notice_with(MORE))
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
def test_a_kept_case_follows_and_is_undone(tmp_path: Path) -> None:
    path = laid_down(tmp_path / "a.zcase", confirmed_case(NAME_ONLY))
    with open_case(path) as stored:
        before = stored.case
        assert follow_notice(stored, notice_with(NAME_ONLY)) == ()
        assert follow_notice(stored, notice_with(MORE)) == (1, 2, 3)
        assert follow_notice(stored, notice_with(MORE)) == ()
        stored.undo()
        assert stored.case == before


@pytest.mark.usefixtures("scans")
def test_a_case_whose_notice_is_not_here_or_whose_covers_are_its_own_is_left_alone(
    tmp_path: Path,
) -> None:
    case = confirmed_case(NAME_ONLY)
    with open_case(laid_down(tmp_path / "a.zcase", case)) as stored:
        assert follow_installed(stored) == ()
    own = replace(case, profile=None)
    with open_case(laid_down(tmp_path / "b.zcase", own)) as stored:
        assert follow_notice(stored, notice_with(MORE)) == ()
