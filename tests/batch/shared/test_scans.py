"""One scan of many people's forms: split, asked, answered, and gone on with."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.batch.desk import Desk, results_of
from tests.batch.drawn import PEOPLE, draw_people, write_roster
from tests.drawn_text import typed
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared.folder import forget_scan, kept_pages, lay_out, shared_folder
from zcdesk.batch.shared.pages import NOBODYS, SharedPage, answer_for, read_answers, write_answers
from zcdesk.batch.shared.scans import split_shared
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

pytestmark = pytest.mark.slow

FORMS = (
    ("承诺书", "承诺人：沈知遥"),
    ("承诺书", "身份证号11010519491231002X"),
    ("承诺书", "沈知遥、贺一鸣"),
    ("封面", "二〇二四年"),
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[RosterPerson, ...]:
    return read_roster(write_roster(tmp_path_factory.mktemp("r") / "r.xlsx")).people


@pytest.fixture(scope="module")
def read_once(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results with one shared scan that was read; the scan itself is gone since."""
    place = tmp_path_factory.mktemp("分")
    scan = shared_scan(place / "合.pdf", *FORMS)
    assert len(list(split_shared(pool, [scan], place / "结果"))) == 1 + len(FORMS)
    scan.unlink()
    return place / "结果"


@pytest.fixture
def out(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_once, tmp_path / "结果"))


def shared_scan(path: Path, *pages: tuple[str, ...]) -> Path:
    first, *others = [Image.fromarray(typed(*lines)) for lines in pages]
    first.save(path, save_all=True, append_images=others, resolution=150)
    return path


def lying(out: Path) -> list[str]:
    """Folders that hold the pages, by name of the page."""
    found = sorted(shared_folder(out).glob("*/*/*.png"), key=lambda path: path.parent.name)
    return [path.parent.parent.name for path in found]


def worked(
    pool: WorkerPool, only: Sequence[RosterPerson], scans: Path, out: Path
) -> dict[int, PersonResult]:
    """Lay out what was shared and go on with the batch of some people."""
    return results_of(Desk(pool, only, scans, out).steps(shared=lay_out(only, out)))


def case_pages(out: Path, row: int) -> list[tuple[str, str]]:
    """File and slot of each page of a person's case."""
    with open_case(out / PEOPLE[row - 2][0] / "person.zcase", writing=False) as stored:
        return [(page.file_name, page.slot) for page in stored.case.pages]


def test_pages_go_to_their_people_or_are_asked(out: Path, people: tuple[RosterPerson, ...]) -> None:
    found = lay_out(people, out)
    assert [one.row for one in found] == [2, 3, None, None]
    assert found[2].claims == (2, 3)
    assert [one.open for one in found] == [False, False, True, True]
    assert lying(out) == ["0002", "0003", "unclear", "unclear"]
    assert all(one.output.is_file() for one in found)

    turned = tuple(replace(one, row=5 - one.row) for one in people if one.row < 4)
    assert [one.row for one in lay_out(turned, out)] == [3, 2, None, None]
    assert lying(out) == ["0003", "0002", "unclear", "unclear"]  # nobody keeps another's page
    first = lay_out(people, out)[0]
    first.output.rename(first.output.parent.parent / f"{first.name}.png")  # as it was earlier
    assert lay_out(people, out)[0].output == first.output
    assert first.output.name == "合.png"


def read_through(pool: WorkerPool, given: Sequence[Path], out: Path) -> list[int]:
    """Split to the end; return how many pages each step had, when every page could be used.

    A worker that a busy computer ended is a finding here, not another count further down.
    """
    steps = list(split_shared(pool, given, out))
    assert [finding.code for step in steps for finding in step.findings] == []
    return [step.done for step in steps]


@pytest.mark.nightly
def test_no_page_is_read_twice_and_a_deleted_picture_is_read_again(
    one_worker: WorkerPool, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    out = tmp_path / "结果"
    scan = shared_scan(tmp_path / "合.pdf", *FORMS[:3])
    walk = split_shared(one_worker, [scan], out)
    begun, first = next(walk), next(walk)
    walk.close()  # ended in the middle
    assert (begun.done, begun.total, first.done, first.findings) == (0, 3, 1, ())
    assert read_through(one_worker, [], out) == [1, 2, 3]  # goes on without being told the file
    in_one_go = tmp_path / "一次"
    read_through(one_worker, [scan], in_one_go)
    assert contents(lay_out(people, in_one_go), in_one_go) == contents(lay_out(people, out), out)
    twin = Path(shutil.copy(scan, tmp_path / "另一个名字.pdf"))
    assert read_through(one_worker, [scan, twin], out) == [3]

    kept_pages(people, out)[1].output.unlink()
    assert read_through(one_worker, [], out) == [2, 3]
    scan.unlink()
    twin.unlink()
    kept_pages(people, out)[1].output.unlink()
    told = list(split_shared(one_worker, [], out))
    assert [one.code for step in told for one in step.findings] == ["batch.shared_gone"]
    assert len(lay_out(people, out)) == 2


def contents(pages: Sequence[SharedPage], out: Path) -> dict[str, bytes]:
    return {str(one.output.relative_to(out)): one.output.read_bytes() for one in pages}


def test_answers_outlive_another_order_of_rows(out: Path, people: tuple[RosterPerson, ...]) -> None:
    first, second, third = people
    pages = kept_pages(people, out)
    given = {
        pages[0].name: NOBODYS,
        pages[2].name: answer_for(second, "pledge"),
        pages[3].name: answer_for(third),
    }
    write_answers(shared_folder(out), given)
    text = (shared_folder(out) / "answers.json").read_text("utf-8")
    assert not any(word in text for row in PEOPLE for word in (row[0], row[4]) if word)
    assert [one.row for one in kept_pages(people, out)] == [None, 3, 3, 4]
    assert kept_pages(people, out)[0].nobody
    lay_out(people, out)
    assert lying(out) == ["nobody", "0003", "0003", "0004"]

    sorted_anew = (replace(third, row=2), replace(first, row=3), replace(second, row=4))
    assert [one.row for one in kept_pages(sorted_anew, out)] == [None, 4, 4, 2]
    without = tuple(one for one in people if one is not third)
    assert [one.open for one in kept_pages(without, out)] == [False, False, False, True]
    numbered = replace(third, applicant=replace(third.applicant, id_number="659900197303165364"))
    assert kept_pages((second, numbered), out)[3].row == third.row  # her number came later
    twin = replace(third, row=9)
    assert kept_pages((second, third, twin), out)[3].open  # a name of two people means nobody


def test_a_list_of_several_is_given_to_all_of_them_and_to_nobody_else(
    out: Path, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    listed = kept_pages(people, out)[2]
    assert listed.as_read == (None, (2, 3))
    write_answers(shared_folder(out), {listed.name: answer_for(people[0], also=people[1:2])})
    page = lay_out(people, out)[2]
    assert (page.rows, page.open) == ((2, 3), False)
    matched = match_folders(people, draw_people(tmp_path / "材料")).with_shared([page])
    assert [page.output in matched.scans(row) for row in (2, 3, 4)] == [True, True, False]
    assert [page.said.pixels in matched.others(row) for row in (2, 3, 4)] == [False, False, True]
    turned = (replace(people[0], row=3), replace(people[1], row=2))
    assert kept_pages(turned, out)[2].rows == (3, 2)
    assert kept_pages(people[1:], out)[2].rows == (3,)  # the other has left the roster


@pytest.mark.nightly
def test_an_answer_puts_the_page_into_its_slot_and_a_changed_one_takes_it_out_again(
    pool: WorkerPool, out: Path, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    only = people[:2]
    asked = kept_pages(people, out)[3].name
    hers = answer_for(people[0], "practice_evidence")
    for answer, lies in ((hers, {2}), (answer_for(people[1]), {3}), (NOBODYS, set())):
        write_answers(shared_folder(out), {asked: answer})
        worked(pool, only, scans, out)
        slots = {row: dict(case_pages(out, row)).get("合-4.png") for row in (2, 3)}
        assert {row for row, slot in slots.items() if slot is not None} == lies
        assert answer is not hers or slots[2] == "practice_evidence"


def test_a_scan_given_by_mistake_leaves_answers(
    out: Path, people: tuple[RosterPerson, ...]
) -> None:
    pages = kept_pages(people, out)
    write_answers(shared_folder(out), {pages[3].name: NOBODYS})
    forget_scan(out, pages[0].said.scan)
    assert kept_pages(people, out) == []
    assert lying(out) == []
    assert not list((shared_folder(out) / "read").iterdir())
    assert read_answers(shared_folder(out)) == {pages[3].name: NOBODYS}


def test_what_is_no_scan_is_told_and_the_others_are_split(pool: WorkerPool, tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    good = shared_scan(tmp_path / "好.pdf", FORMS[0])
    steps = list(split_shared(pool, [broken, good], tmp_path / "结果"))
    assert [bool(one.findings) for one in steps] == [False, True, False]
    assert steps[-1].done == steps[-1].total == 1


@pytest.mark.nightly
def test_pages_of_every_shared_scan_come_beside_the_own_folder(
    pool: WorkerPool, people: tuple[RosterPerson, ...], tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    given = [
        shared_scan(tmp_path / "承诺.pdf", ("承诺书", "本人承诺。", "承诺人：贺一鸣")),
        shared_scan(tmp_path / "公示.pdf", ("公示", "现将贺一鸣同志申报情况予以公示。")),
    ]
    out = tmp_path / "结果"
    only = [one for one in people if one.row == 3]
    for some in (given[:1], given[1:]):  # the second scan comes later
        list(split_shared(pool, some, out))
        worked(pool, only, scans, out)
    names = [name for name, _ in case_pages(out, 3)]
    assert (names[0], len(names), len(set(names))) == ("a.jpg", 3, 3)
