"""A case of an earlier program opens whole, is brought forward at once or not at all."""

import random
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases.made import case, ready
from tests.given import there
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import remove_page
from zcdesk.cases.case import Answer, Case, CasePage
from zcdesk.cases.file import backups
from zcdesk.cases.file.cleaning import clean_stored_words
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables import rows, schema
from zcdesk.cases.tables.faults import DamagedCaseError
from zcdesk.cases.upload_route import Route
from zcdesk.cli.app import run
from zcdesk.pages.page import Page, PageSource

OLD = ROOT / "tests" / "cases" / "files" / "schema_1.zcase"
"""Written by the last program of schema 1: three pages, seven acts, the last one undone."""

OLD_HOTAN = OLD.with_name("schema_2.zcase")
"""Written by the last program of schema 2: one confirmed page in the slot of the photo."""

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "a.zcase"))


def schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0]) & 0xFF


def is_whole(case: Case) -> None:
    assert case.applicant == Applicant("张伟", "云岭化工有限公司", aliases=("老张",))
    assert case.facts == (("level", "senior"),)
    assert dict(case.not_applicable) == {"diploma": "国外学历，另有认证", "papers": "没有论文"}
    assert [page.number for page in case.pages] == [1, 2, 3]
    assert case.page(2).answer is Answer.YES
    assert len(case.page(2).drawn) == 1
    assert (case.texts, case.route, case.profile) == ((), Route.NOT_ASKED, None)


def test_of_each_earlier_schema_a_case_is_kept() -> None:
    """Written by the last program of that schema; whoever makes a new one adds a file."""
    kept = sorted(OLD.parent.glob("schema_*.zcase"))
    assert [schema_of(path) for path in kept] == list(range(1, schema.SCHEMA))


def test_an_older_program_says_what_to_do(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_case(old).close()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    before = old.read_bytes()
    assert run(["case", "facts", str(old)]) == 3
    told = capsys.readouterr().err
    assert "由更新版本的程序保存" in told
    assert "请用新版本的程序打开" in told
    assert old.read_bytes() == before


def test_an_old_case_is_brought_forward_when_it_is_opened(old: Path) -> None:
    with open_case(old) as stored:
        is_whole(stored.case)
        for page in stored.case.pages:
            assert stored.original(Path(page.path).parent.name) == bytes([page.number]) * 3000
        assert stored.cached("thumbnail", "a") == b"jpeg"
    assert schema_of(old) == schema.SCHEMA
    assert list(old.parent.iterdir()) == [old]
    assert damage(old) == ()


def test_a_case_that_knew_of_no_exempt_slot_goes_on_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD_HOTAN, tmp_path / "a.zcase"))
    raw = path.read_bytes()
    with open_case(path, writing=False) as stored:
        read_only = stored.case
    assert path.read_bytes() == raw
    with open_case(path) as stored:
        assert stored.case == read_only
        page = stored.case.page(1)
        assert (stored.case.exempt, page.slot, len(page.hits)) == ((), "photo_1inch", 2)
        assert stored.case.is_confirmed(page)
        assert (stored.undo(), stored.redo()) == ("confirm", "confirm")
        assert stored.case == read_only
    assert schema_of(path) == schema.SCHEMA
    assert damage(path) == ()


def test_an_old_case_that_may_only_be_read_opens_too_and_stays_as_it_is(old: Path) -> None:
    raw = old.read_bytes()
    with open_case(old, writing=False) as stored:
        is_whole(stored.case)
        assert len(stored.acts()) == 7
    assert old.read_bytes() == raw


def test_what_was_done_before_can_still_be_undone_and_redone(old: Path) -> None:
    with open_case(old) as stored:
        assert stored.redo() == "rename"
        assert stored.case.applicant.name == "李明"
        assert (stored.undo(), stored.undo()) == ("rename", "facts")
        assert stored.case.not_applicable == (("diploma", "国外学历，另有认证"),)
        assert stored.case.facts == (("level", "senior"),)
        for _ in range(5):
            assert stored.undo()
        assert stored.undo() is None
        assert stored.case.pages == ()
        for _ in range(6):
            assert stored.redo()
        is_whole(stored.case)


def test_a_note_among_old_facts_is_undone_as_a_note(old: Path) -> None:
    """Acts of schema 1 that changed ``waived.`` facts are taken apart too."""
    from zcdesk.cases.tables.upgrading import upgraded_change

    before, after = '[["a","1"]]', '[["a","1"],["waived.papers","没有"]]'
    assert upgraded_change("facts", before, after, 1) == {
        "not_applicable": ("[]", '[["papers","\\u6ca1\\u6709"]]')
    }
    assert upgraded_change("facts", before, after, 2) == {"facts": (before, after)}
    assert upgraded_change("order", "x", None, 1) == {"order": ("x", None)}


def test_the_state_before_stands_in_a_backup(old: Path) -> None:
    open_case(old).close()
    found = backups.in_raw_bytes(old)
    assert found[0].schema == 1
    assert "not_applicable" in found[0].rows


def test_a_damaged_old_case_is_told_and_not_changed(old: Path) -> None:
    broken = old.read_bytes().replace(b'"level","senior"', b'"level","junior"')
    assert broken != old.read_bytes()
    old.write_bytes(broken)
    with pytest.raises(DamagedCaseError):
        open_case(old)
    assert old.read_bytes() == broken


def test_a_damaged_old_case_is_rescued_without_a_word_about_what_it_never_had(old: Path) -> None:
    raw = old.read_bytes()
    for broken in (bytes(4096) + raw[4096:], raw.replace(b"page/3/found", b"page/9/found")):
        old.write_bytes(broken)
        new = old.with_name("b.zcase")
        lost = [one.code for one in repair(old, new).lost]
        assert not [code for code in lost if "texts" in code], lost
        with open_case(new) as stored:
            assert ("diploma", "国外学历，另有认证") in stored.case.not_applicable
        new.unlink()


@pytest.mark.nightly
@unix
@pytest.mark.parametrize(("times", "seed"), [(12, 2), (200, 20)])
def test_a_kill_while_a_case_is_brought_forward_loses_nothing(
    times: int, seed: int, tmp_path: Path
) -> None:
    chance, folder = random.Random(seed), tmp_path
    script = (
        "import sys, os\nimport zcdesk\nfrom pathlib import Path\n"
        "from zcdesk.cases.file.store import open_case\n"
        "os.write(1, b'ready\\n')\n"
        "for path in sys.argv[1:]:\n    open_case(Path(path)).close()\n    os.write(1, b'd')\n"
    )
    brought = 0
    for _ in range(times):
        paths = [Path(shutil.copy(OLD, folder / f"{number}.zcase")) for number in range(12)]
        process = ready("-c", script, *paths)
        acknowledged = len(there(process.stdout).read(chance.randrange(len(paths))))
        time.sleep(chance.uniform(0.0, 0.03))
        process.kill()
        acknowledged += len(process.communicate()[0])
        for number, path in enumerate(paths):
            journal = path.with_name(f"{path.name}-journal")
            if not journal.exists():
                done = schema_of(path) == schema.SCHEMA
                assert done or number >= acknowledged
                brought += done
            with open_case(path) as stored:
                is_whole(stored.case)
        assert sorted(folder.iterdir()) == sorted(paths)
    assert brought > times


def test_a_case_that_was_brought_forward_can_be_changed(old: Path) -> None:
    with open_case(old) as stored:
        stored.save(replace(stored.case, texts=(("summary", "总结"),)), "text")
    with open_case(old) as stored:
        assert stored.case.texts == (("summary", "总结"),)


def older_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let cases be written as before pages had numbers of their own."""
    written = rows.text_of

    def without_numbers(value: Any) -> str:
        return written(replace(value, called=()) if isinstance(value, rows._Order) else value)

    monkeypatch.setattr(rows, "text_of", without_numbers)


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of four pages: the last was moved to the front, then page 1 was removed."""
    path, begun = tmp_path / "旧.zcase", case(4)
    moved = replace(begun, pages=(begun.pages[3], *begun.pages[:3]))
    with monkeypatch.context() as before:
        older_program(before)
        with create_case(path, begun) as stored:
            stored.save(moved, "order")
            stored.save(remove_page(moved, 1), "remove_page")
    return path


def test_undoing_what_an_older_program_did_calls_no_page_by_another_number(older: Path) -> None:
    with open_case(older) as stored:
        opened = stored.case.places
        assert opened == {4: 1, 2: 2, 3: 3}
        stored.undo()
        assert stored.case.places == {**opened, 1: 4}, "its place is taken: the next free number"
        stored.undo()
        assert [page.number for page in stored.case.pages] == [1, 2, 3, 4]
        assert stored.case.places == {**opened, 1: 4}
        stored.redo()
        stored.redo()
        assert stored.case.places == opened
    with open_case(older) as again:
        assert again.case.places == opened


def test_what_this_program_does_in_it_is_undone_to_the_same_numbers(older: Path) -> None:
    with open_case(older) as stored:
        opened = stored.case.places
        stored.save(remove_page(stored.case, 2), "remove_page")
        assert stored.case.places == {4: 1, 3: 3}
        stored.undo()
        assert stored.case.places == opened


EMPLOYER = "新疆天山桥梁工程有限公司"


def old_case(applicant: Applicant) -> Case:
    upright = Page(PageSource("1.jpg", "a" * 64), 100, 100, 100, 100)
    page = CasePage(1, "", "1.jpg", 0, upright, examined=True)
    case = Case("some-notice", applicant, frozenset(), (page,), numbered=1)
    return case.with_page(replace(page, confirmed=case.fingerprint(page)))


@pytest.mark.parametrize(
    ("stored", "name", "cut"),
    [
        ("赵启明（女）", "赵启明", True),
        ("姓名：赵启明", "赵启明", True),
        ("赵\u200b启明", "赵启明", False),
        ("古丽米热。阿不都", "古丽米热·阿不都", False),
        ("赵 启明", "赵 启明", False),
        ("赵启明", "赵启明", False),
        ("赵*明", "赵*明", True),
    ],
)
def test_a_word_as_typed_is_sought_anew(tmp_path: Path, stored: str, name: str, cut: bool) -> None:
    with create_case(tmp_path / "a.zcase", old_case(Applicant(stored, EMPLOYER))) as kept:
        assert clean_stored_words(kept) is cut
        assert kept.case.applicant.name == name
        assert kept.case.page(1).examined is (name == stored)
        assert kept.case.is_confirmed(kept.case.page(1)) is (name == stored)


def test_a_legal_name_with_brackets_takes_no_confirmation_back(tmp_path: Path) -> None:
    applicant = Applicant("赵启明", "乌鲁木齐市第一中学（高中部）")
    with create_case(tmp_path / "a.zcase", old_case(applicant)) as kept:
        assert not clean_stored_words(kept)
        assert kept.case.applicant == applicant
        assert kept.case.is_confirmed(kept.case.page(1))
