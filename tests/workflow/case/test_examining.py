"""Pages of a case are prepared, read and searched in workers, and not more often than needed."""

import os
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.drawn_text import typed
from tests.given import there
from tests.one_photo import APPLICANT, NOTICE, SLOT, inch_photo
from tests.workers import tasks
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.deciding import confirm_sure, decide, remove_page, rename_applicant, reviewed
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Answer, Case, CasePage, Decision, PageState
from zcdesk.cases.exchange.decision_file import DecisionFile
from zcdesk.cases.file.store import create_case
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.pages.page import Page, PageSource
from zcdesk.reading.lattice import HAN_COLUMNS
from zcdesk.reading.line import PhotoPlace, Reading
from zcdesk.reading.page_reading import read_page
from zcdesk.reading.recognising import NARROWED
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case import known_forms as read_before
from zcdesk.workflow.case import sample
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.fixed_forms import form_of, judge_form
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.sample import FIRST, decided, kept, practice, sample_case
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.one_page import showing
from zcdesk.workflow.one_page.showing import render
from zcdesk.workflow.path.history import History
from zcdesk.workflow.review.overview import Overview


@pytest.mark.slow
def test_the_sample_is_found_on_its_pages(examined: Case) -> None:
    assert all(page.examined and page.page is not None for page in examined.pages)
    found = [page for page in examined.pages if any(h.verdict is Verdict.COVER for h in page.hits)]
    assert len(found) >= len(examined.pages) - 1, "all but the photo carry the name"


def test_a_broken_scan_is_refused_alone(pool: WorkerPool, examined: Case, tmp_path: Path) -> None:
    good = Path(examined.pages[0].path)
    torn = tmp_path / "半张.jpg"
    torn.write_bytes(good.read_bytes()[:9000])
    case = add_scans(replace(examined, pages=(), numbered=0), [torn, tmp_path / "没有.jpg", good])
    case = case.with_pages(list(examine(pool, case, SessionReadings())))
    assert [case.state(page) for page in case.pages[:2]] == [PageState.REFUSED] * 2
    assert [page.findings[0].code for page in case.pages[:2]] == ["scan.truncated", "scan.missing"]
    assert case.pages[2].page is not None


@pytest.mark.nightly
def test_new_words_are_only_sought(
    pool: WorkerPool, examined: Case, readings: SessionReadings
) -> None:
    case = rename_applicant(examined, Applicant("无此人", "无此单位有限公司"))
    assert not any(page.examined for page in case.pages)
    page = there(case.pages[0].page)
    assert readings.of(page) is not None
    case = case.with_pages(list(examine(pool, case, readings, [case.pages[0].number])))
    assert readings.of(page) is not None
    assert [one.mask.matched for one in case.pages[0].hits if one.verdict is Verdict.COVER] == []


@pytest.mark.nightly
def test_turned_pages_are_read(pool: WorkerPool, examined: Case, readings: SessionReadings) -> None:
    number = examined.pages[1].number
    case = turn_page(examined, number, 90)
    (page,) = examine(pool, case, readings, [number])
    before, after = there(examined.page(number).page), there(page.page)
    assert (after.width, after.height) == (before.height, before.width)
    assert after.turn == (before.turn + 90) % 360


def test_a_rendered_page_fits_and_shows_the_page(pool: WorkerPool, examined: Case) -> None:
    page = there(examined.pages[1].page)
    picture = render(pool, page, 300, 200).result(600)
    assert picture.shape[0] <= 200
    assert picture.shape[1] <= 300
    assert picture.flags["C_CONTIGUOUS"]
    assert picture.std() > 5


@pytest.mark.slow
def test_drawings_that_nobody_waits_for_leave_the_worker_to_the_next_case(
    examined: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, gate = there(examined.pages[1].page), tmp_path / "gate"
    monkeypatch.setattr(showing, "render_page", tasks.draw_slowly)
    monkeypatch.setenv(tasks.GATE, str(gate))
    with WorkerPool(1) as alone:
        before = alone.submit(os.getpid).result(600)
        drawings = [showing.render(alone, page, 90, 90) for _ in range(4)]
        tasks.wait_for(str(gate.with_suffix(".begun")))  # by the first; the others have not begun
        assert all(shown.cancel() for shown in drawings)
        gate.touch()
        assert alone.submit(os.getpid).result(600) == before


def test_a_folder_gives_its_visible_files_by_name(tmp_path: Path, examined: Case) -> None:
    (tmp_path / "unten").mkdir()
    for name in ("b.jpg", "a.jpg", ".versteckt.jpg", "unten/c.jpg"):
        (tmp_path / name).write_bytes(b"x")
    case = add_scans(replace(examined, pages=(), numbered=0), [tmp_path], "diploma")
    assert [page.file_name for page in case.pages] == ["a.jpg", "b.jpg", "c.jpg"]
    assert [page.number for page in case.pages] == [1, 2, 3]
    again = add_scans(remove_page(case, 3), [tmp_path / "a.jpg"])
    assert [page.number for page in again.pages] == [1, 2, 4], "no number is given twice"


HOTAN = load_notice(NOTICE)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inch_photo(tmp_path_factory.mktemp("scans") / "照片.png")


def photo_case(photo: Path, slot: str = "") -> Case:
    return add_scans(begun(HOTAN, APPLICANT), [photo], slot)


def proposed(case: Case) -> list[Target]:
    return [hit.mask.target for hit in case.page(1).hits]


def lapsed(case: Case) -> list[int]:
    """Return the pages whose confirmation no longer stands for what they show."""
    return [page.number for page in case.pages if page.confirmed and not case.is_confirmed(page)]


@pytest.mark.slow
def test_moving_a_page_proposes_again_and_unconfirms_it(photo: Path, pool: WorkerPool) -> None:
    readings = SessionReadings()

    def read(case: Case) -> Case:
        return case.with_pages(list(examine(pool, case, readings)))

    own = confirm_sure(read(photo_case(photo, SLOT)))
    assert (proposed(own), len(reviewed(own))) == ([], 1)

    moved = move_pages(own, HOTAN, [1], "diploma")
    assert (lapsed(moved), reviewed(moved)) == ([1], ())
    assert not moved.page(1).examined
    moved = read(moved)
    assert (lapsed(moved), proposed(moved)) == ([1], [Target.PHOTO])

    for slot, targets in ((SLOT, []), ("", [Target.PHOTO])):
        moved = read(move_pages(moved, HOTAN, [1], slot))
        assert proposed(moved) == targets


def test_moving_between_slots_that_cover_the_same_keeps_what_was_found_and_decided() -> None:
    mask = Mask(Target.SEAL, box(0, 0, 9, 9), "", 0.5, Origin.SEAL)
    seal = Hit(mask, Verdict.DOUBT, info("hit.unread_seal"))
    page = CasePage(1, "diploma", "一.jpg", hits=(seal,), examined=True)
    case = decide(replace(begun(HOTAN, APPLICANT), pages=(page,)), 1, 0, Decision.LEAVE)
    moved = move_pages(case, HOTAN, [1], "title_doc")
    assert moved.page(1) == replace(case.page(1), slot="title_doc")
    assert moved.fingerprint(moved.page(1)) == case.fingerprint(case.page(1))


def test_what_was_searched_for_while_a_page_was_moved_is_not_taken(photo: Path) -> None:
    """The window goes on working while a page is searched; then it is searched once more."""
    case = photo_case(photo)
    history = History(case)
    sent = case.page(1)
    history.push(move_pages(case, HOTAN, [1], SLOT))
    found = replace(sent, examined=True)
    assert not history.take_result(sent, found)
    assert not history.case.page(1).examined
    history.undo()
    assert history.case.page(1).examined


@pytest.mark.nightly
def test_a_slot_may_leave_seals_to_be_seen_of_which_all_others_ask(pool: WorkerPool) -> None:
    """A notice of one's own may exempt what is asked about though it is no target (A-45)."""
    whole = sample_case()
    pages = tuple(page for page in whole.pages if page.slot == "posting")
    case = replace(whole, pages=pages[:1])
    spared = replace(case, exempt=(("posting", frozenset({Target.SEAL})),))
    readings = SessionReadings()
    (asked,) = examine(pool, case, readings)
    (left,) = examine(pool, spared, readings)
    seals = [hit for hit in asked.hits if hit.mask.origin is Origin.SEAL]
    assert seals
    assert left.hits == tuple(hit for hit in asked.hits if hit not in seals)


def searched_again(case: Case, applicant: Applicant, readings: SessionReadings) -> Case:
    """Return the case with an applicant who gained words, as the window puts it together."""
    return replace(
        case.with_pages(read_before.search_again(case, applicant, readings)), applicant=applicant
    )


def test_a_form_that_was_learned_is_found_on_every_page_and_decisions_stay(
    examined: Case, readings: SessionReadings
) -> None:
    first = examined.pages[0]
    decided = examined.with_page(replace(first, decisions=((0, Decision.LEAVE),)))
    learned = replace(examined.applicant, aliases=(*examined.applicant.aliases, "公民身份号码"))
    case = searched_again(decided, learned, readings)
    changed = [page.number for page in case.pages if page.hits != examined.page(page.number).hits]
    assert changed, "the label of the ID card is found"
    for number in changed:
        before, after = examined.page(number), case.page(number)
        assert after.hits[: len(before.hits)] == before.hits
        matched = {hit.mask.matched for hit in after.hits[len(before.hits) :]}
        assert matched == {f"alias:{len(learned.aliases)}"}
    assert case.pages[0].decisions == ((0, Decision.LEAVE),)


def test_a_page_whose_reading_is_gone_waits_to_be_read(examined: Case) -> None:
    learned = replace(examined.applicant, aliases=("某某",))
    case = searched_again(examined, learned, SessionReadings())
    assert not any(page.examined for page in case.pages)


def test_an_arabic_word_is_sought_everywhere(examined: Case, readings: SessionReadings) -> None:
    learned = replace(examined.applicant, aliases=("ئالىمجان تۇرسۇن",))
    case = searched_again(examined, learned, readings)
    assert [page.examined for page in case.pages] == [page.refused for page in examined.pages]


@pytest.mark.nightly
def test_a_cover_drawn_on_a_form_is_proposed_on_the_same_form(
    pool: WorkerPool, examined: Case, readings: SessionReadings
) -> None:
    forms = {}
    for page in examined.pages:
        reading = there(readings.of(there(page.page)))
        drawn = Mask(Target.NAME, box(900, 1500, 1100, 1560))
        form = form_of(reading, [drawn])
        if form is not None:
            forms[page.number] = form, drawn
            around = replace(drawn, polygon=box(800, 1330, 1200, 1730), target=Target.EMPLOYER)
            sides = box(800, 1330, 890, 1730), box(1110, 1330, 1200, 1730)
            seal = Hit(around, Verdict.COVER, info("hit.own_seal"), parts=sides)
            assert len(judge_form(form, reading, [seal])) == 1  # its middle is open
            assert judge_form(form, reading, [replace(seal, parts=())]) == ()
    assert forms, "one page of the sample has labels enough"
    number, (form, drawn) = next(iter(forms.items()))
    taught = Hit(replace(drawn, origin=Origin.SCRIPT), Verdict.DOUBT, info("hit.unreadable"))
    decided = ((0, Decision.COVER),)
    case = examined.with_page(replace(examined.page(number), hits=(taught,), decisions=decided))
    assert read_before.known_forms(case, readings.of) == (form,)
    case = examined.with_page(replace(examined.page(number), drawn=(drawn,)))
    again = replace(examined.page(number), number=99, drawn=(), hits=(), examined=False)
    case = replace(case, pages=(*case.pages, again))
    (page,) = examine(pool, case, readings, [99])
    hits = [hit for hit in page.hits if hit.reason.code == "hit.fixed_form"]
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert bounds(hits[0].mask.polygon) == (900, 1500, 1100, 1560)


def test_a_changed_name_is_no_gain() -> None:
    before = Applicant("张伟", "云岭化工有限公司", aliases=("张炜",))
    assert read_before.only_gained(before, replace(before, aliases=("张炜", "章伟")))
    assert not read_before.only_gained(before, replace(before, aliases=("章伟",)))
    assert not read_before.only_gained(before, replace(before, name="章伟"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    """A page with a large line, a line of Latin letters and one line that runs downwards."""
    page = typed("姓名：张 伟", "ZHANG Wei, 2021-05-06")
    column = np.rot90(typed("兹聘请张伟同志"), -1)
    side = np.full((page.shape[0], column.shape[1], 3), 255, np.uint8)
    rows = min(side.shape[0], column.shape[0])
    side[:rows] = column[:rows]
    return read_page(np.hstack([page, side]))


def test_a_stored_reading_comes_back_without_loss(reading: Reading) -> None:
    again = there(read_before.unpacked(read_before.packed(reading)))
    assert (again.width, again.height) == (reading.width, reading.height)
    assert len(again.lines) == len(reading.lines)
    columns = {line.lattice.han_columns for line in reading.lines}
    assert columns == {HAN_COLUMNS * NARROWED, HAN_COLUMNS}
    for line, before in zip(again.lines, reading.lines, strict=True):
        assert (line.quad, line.vertical) == (before.quad, before.vertical)
        assert line.lattice.han_columns == before.lattice.han_columns
        assert np.array_equal(line.ink, before.ink)
        for name in ("starts", "symbols", "scores", "best"):
            now, then = getattr(line.lattice, name), getattr(before.lattice, name)
            assert now.dtype == then.dtype
            assert np.array_equal(now, then)


def test_a_page_without_lines_is_stored_with_its_portraits_too() -> None:
    photos = (PhotoPlace(box(1, 2.5, 20, 30), 0.9),)
    again = there(read_before.unpacked(read_before.packed(Reading(30, 40, (), photos))))
    assert (again.width, again.height, again.lines, again.photos) == (30, 40, (), photos)


def test_damaged_bytes_are_no_reading(reading: Reading) -> None:
    whole = read_before.packed(reading)
    inside = (zlib.decompress(whole)[:-3], b"\xff\xff\xff\x7f{}", b"\x02\0\0\0[]")
    for content in (whole[: len(whole) // 2], b"", *map(zlib.compress, inside)):
        assert read_before.unpacked(content) is None, content


def test_readings_are_kept_for_one_turn_of_a_page(reading: Reading, tmp_path: Path) -> None:
    case = Case("region", Applicant("张伟", "云岭化工有限公司"), frozenset({Target.NAME}))
    page = Page(PageSource("a.jpg", "0" * 64, 0), reading.width, reading.height, 1, 1)
    with create_case(tmp_path / "a.zcase", case) as stored:
        read_before.StoredReadings(stored).keep(page, reading)
        later = read_before.StoredReadings(stored)
        known, texts = there(later.of(page)), [line.lattice.text for line in reading.lines]
        assert [line.lattice.text for line in known.lines] == texts
        turned = replace(page, transform=page.transform.then(page.transform.shift(3, 0)))
        assert later.of(turned) is None


def _read(case: Case) -> list[str]:
    return [page.file_name for page in case.pages if page.examined]


def _states(case: Case) -> set[PageState]:
    overview = Overview(case, load_notice(case.notice))
    return {one.state for one in overview if one.page.examined}


def test_practice_has_six_to_eight_pages_read_some_sure_and_some_in_doubt() -> None:
    case, readings = practice()
    read = [page for page in case.pages if page.examined]
    assert sorted(page.file_name for page in read) == sorted(FIRST)
    assert 6 <= len(read) <= 8
    assert _states(case) >= {PageState.MASKED, PageState.REVIEW}
    assert all(page.page is not None and readings.of(page.page) for page in read)
    assert all(Path(page.page.source.path).is_file() for page in read if page.page is not None)
    plain = [replace(page, page=None, hits=(), examined=False) for page in case.pages]
    made = sample_case().pages
    for name in ("number", "path", "slot"):
        assert [getattr(page, name) for page in plain] == [getattr(page, name) for page in made]


def test_a_changed_scan_waits_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / FIRST[0]
    other.write_bytes(b"another scan")
    case = sample_case()
    pages = tuple(
        replace(page, path=str(other)) if page.file_name == FIRST[0] else page
        for page in case.pages
    )
    monkeypatch.setattr(sample, "sample_case", lambda: replace(case, pages=pages))
    assert sorted(_read(practice()[0])) == sorted(FIRST[1:])


def test_her_decisions_foresee_what_is_asked_today() -> None:
    case, _ = practice()
    after, unforeseen = decided(case, load_notice(case.notice))
    assert [page.examined for page in after.pages] == [*map(after.is_confirmed, after.pages)]
    assert not unforeseen


@pytest.mark.parametrize("notice", notice_ids())
def test_whatever_else_is_asked_she_covers(notice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program asks more or less than the one for which her decisions were written."""
    told = DecisionFile.model_validate({"schema": 1, "answer": Answer.NO})
    monkeypatch.setattr(sample, "read_decisions", lambda _: told)
    case = replace(practice()[0], notice=notice)
    after, unforeseen = decided(case, load_notice(notice))
    read = [page for page in after.pages if page.examined]
    assert unforeseen == len(read)
    assert all(map(after.is_confirmed, read))
    doubted = [len(page.open_doubts()) for page in case.pages]
    answers = [answer for page in read for _, answer in page.decisions]
    assert answers == [Decision.COVER] * sum(doubted) != []


@pytest.mark.nightly
def test_what_is_kept_is_what_is_read_today(pool: WorkerPool) -> None:
    """After a change of models or masking: ``python tools/making/practice.py``."""
    known, _ = practice()
    case, readings = sample_case(), SessionReadings()
    numbers = [page.number for page in case.pages if page.file_name in FIRST]
    case = case.with_pages(list(examine(pool, case, readings, numbers)))
    kept(case, readings)  # each of them was read
    for number in numbers:
        now, then = case.page(number), known.page(number)
        verdicts = [[hit.verdict for hit in page.hits] for page in (now, then)]
        assert verdicts[0] == verdicts[1], now.file_name
        assert [hit.mask.target for hit in now.hits] == [hit.mask.target for hit in then.hits]
