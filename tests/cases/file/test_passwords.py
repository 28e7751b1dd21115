"""A case with a password: nothing readable lies anywhere, and a wrong password is not damage."""

import io
import os
import random
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.cases.made import case, imported, kept, ready, resting
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.originals import original_bytes
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cases.tables import faults, keys
from zcdesk.cases.tables.keys import ITERATIONS, key_of, looks_encrypted, new_key
from zcdesk.errors import ZcdeskError
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.found_scans import scan_at

PASSWORD = "一二三 Four5"
NAME = "申屠海兰SENTINEL"
SENTINELS = (
    NAME.encode(),
    NAME.encode("utf-16-le"),
    NAME.encode("unicode_escape"),
    b"\xd8ORIGINAL",
)
SAVED = ROOT / "tests" / "cases" / "files" / "encrypted_2.zcase"
"""Written once with the password above; every later program must open it."""

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys with few rounds: what the tests ask does not hang on how dear guessing is."""
    monkeypatch.setattr(keys, "ITERATIONS", 1000)


@pytest.fixture
def all_rounds(few_rounds: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys as the program does, for what another process or an earlier program wrote."""
    monkeypatch.setattr(keys, "ITERATIONS", ITERATIONS)


def original(number: int) -> bytes:
    return b"\xd8ORIGINAL" * 400 + random.Random(number).randbytes(9000)


def filled(path: Path, password: str | None) -> CaseFile:
    """Make a case with originals, a history, backups and a cache; it is left open."""
    stored = create_case(path, replace(case(0), applicant=Applicant(NAME, "某厂")), password)
    for number in range(1, 5):
        imported(stored, number, original(number), NAME)
    stored.save(replace(stored.case, texts=(("summary", NAME * 50),)), "text")
    stored.undo()
    stored.keep_cached("reading", NAME, NAME.encode() * 3000)
    return stored


def has_originals(stored: CaseFile) -> None:
    for number in range(1, 5):
        digest = Path(stored.case.page(number).path).parent.name
        assert stored.original(digest) == original(number)


def closed(folder: Path) -> tuple[Path, bytes]:
    """Return the file of a case with a password, and its bytes."""
    with filled(folder / "a.zcase", PASSWORD) as stored:
        pass
    return stored.path, stored.path.read_bytes()


def flipped(raw: bytes, *places: int, by: int = 1) -> bytes:
    broken = bytearray(raw)
    for place in places:
        broken[place] ^= by
    return bytes(broken)


def holds(path: Path, made: Case, password: str | None) -> None:
    with open_case(path, password=password) as stored:
        assert stored.case == made
        assert stored.encrypted is bool(password)
        assert stored.redo() == "text"
        has_originals(stored)
        assert stored.cached("reading", NAME)
        stored.undo()


def readable(folder: Path) -> list[str]:
    """Return what lies in a folder in clear text."""
    return [
        f"{path.name}: {sentinel!r}"
        for path in folder.rglob("*")
        if path.is_file()
        for sentinel in SENTINELS
        if sentinel in path.read_bytes()
    ]


def test_nothing_typed_or_kept_is_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    (tmp_path / "plain").mkdir()
    filled(tmp_path / "plain" / "a.zcase", None).close()
    assert len(readable(tmp_path / "plain")) >= 2  # the search finds what is there
    home = tmp_path / "home"
    home.mkdir()
    with filled(home / "a.zcase", PASSWORD) as stored:
        made = stored.case
        assert readable(home) == []  # the lock and the journal beside the open file too
    holds(stored.path, made, PASSWORD)
    assert readable(home) == []
    assert list(temporary.iterdir()) == []
    assert [path.name for path in home.iterdir()] == ["a.zcase"]


def test_a_password_is_asked_for_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    path, raw = closed(tmp_path)
    assert looks_encrypted(path)
    for wrong in (None, ""):
        with pytest.raises(faults.PasswordNeededError):
            open_case(path, password=wrong)
    for writing in (True, False):
        with pytest.raises(faults.WrongPasswordError):
            open_case(path, writing=writing, password="一二三 four5")
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]


def test_one_password_is_one_however_its_letters_are_composed(tmp_path: Path) -> None:
    path = resting(tmp_path, case(), "caf\u00e9")
    with open_case(path, password="cafe\u0301") as stored:
        assert stored.case == kept(case(), path)


def test_guessing_costs_time() -> None:
    """The promise is a quarter of a second; a round count stands for it on every computer."""
    assert ITERATIONS >= 600_000


def test_nothing_shows_the_key(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = resting(tmp_path, case(), PASSWORD)
    key = key_of(path, PASSWORD)
    assert key.raw.hex() not in repr(key)
    with pytest.raises(faults.WrongPasswordError):
        open_case(path, password="x")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("all_rounds")
def test_a_case_that_an_earlier_program_encrypted_opens(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAVED, tmp_path / "b.zcase"))
    with open_case(path, password=PASSWORD) as stored:
        assert stored.case.applicant.name == NAME
        assert stored.original(Path(stored.case.page(2).path).parent.name) == original(2)


@pytest.mark.parametrize(
    ("before", "after"), [(None, PASSWORD), (PASSWORD, None), (PASSWORD, "another")]
)
def test_a_password_is_set_changed_and_removed_and_nothing_is_lost(
    tmp_path: Path, before: str | None, after: str | None
) -> None:
    path = tmp_path / "a.zcase"
    with filled(path, before) as stored:
        made = stored.case
    change_password(path, before, after)
    assert list(tmp_path.iterdir()) == [path]
    assert bool(readable(tmp_path)) is (after is None)
    holds(path, made, after)
    assert damage(path, after) == ()
    if before and after:
        with pytest.raises(faults.WrongPasswordError):
            open_case(path, password=before)


@unix
def test_the_clear_text_that_a_password_replaced_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    filled(path, None).close()
    with path.open("rb") as before:
        change_password(path, None, PASSWORD)
        assert before.read() == bytes(before.tell())


def test_an_open_case_and_an_empty_password_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, case()), pytest.raises(faults.ReadOnlyCaseError):
        change_password(path, None, PASSWORD)
    with pytest.raises(faults.CaseFileError, match=r"^case\.password_empty$"):
        change_password(path, None, "")
    with open_case(path) as stored:
        assert not stored.encrypted


# --- damage --------------------------------------------------------------------------------------


def test_damage_is_told_apart_from_a_wrong_password(tmp_path: Path) -> None:
    path, raw = closed(tmp_path)
    later = range(4096 * 2 + 50, len(raw), 4096)
    for places, said in ((later, "case."), ((100,), r"case\.first_page_damaged$")):
        path.write_bytes(flipped(raw, *places))
        with pytest.raises(faults.DamagedCaseError, match=f"^{said}"):
            open_case(path, password=PASSWORD)
        with pytest.raises(faults.WrongPasswordError):
            open_case(path, password="wrong")
    path.write_bytes(flipped(raw, 3))  # the salt
    with pytest.raises(faults.WrongPasswordError):  # its sentence names both
        open_case(path, password=PASSWORD)


def test_a_single_flipped_bit_anywhere_is_found_by_the_full_check(tmp_path: Path) -> None:
    (path, raw), chance = closed(tmp_path), random.Random(3)
    assert damage(path, PASSWORD) == ()
    for _ in range(5):
        place, bit = chance.randrange(4096, len(raw)), 1 << chance.randrange(8)
        path.write_bytes(flipped(raw, place, by=bit))
        assert damage(path, PASSWORD)


def test_a_case_without_its_first_page_is_rescued_and_stays_encrypted(tmp_path: Path) -> None:
    path, new = tmp_path / "a.zcase", tmp_path / "b.zcase"
    with filled(path, PASSWORD) as stored:
        made = stored.case
    raw = path.read_bytes()
    path.write_bytes(raw[:16] + os.urandom(4080) + raw[4096:])
    with pytest.raises(faults.WrongPasswordError):
        repair(path, new, "wrong")
    with pytest.raises(faults.PasswordNeededError):
        repair(path, new)
    assert not new.exists()
    rescued = repair(path, new, PASSWORD)
    assert [one.code for one in rescued.lost] == ["case.history_begins_anew"]
    assert readable(tmp_path) == []
    assert sorted(tmp_path.iterdir()) == [path, new]
    with open_case(new, password=PASSWORD) as stored:
        assert stored.case.applicant == made.applicant
        has_originals(stored)


def test_a_damaged_row_of_an_encrypted_case_comes_from_the_backup(tmp_path: Path) -> None:
    (path, raw), chance, saved = closed(tmp_path), random.Random(8), 0
    for number in range(5):
        places = [chance.randrange(4096, len(raw)) for _ in range(3)]
        path.write_bytes(flipped(raw, *places, by=0xFF))
        new = tmp_path / f"{number}.zcase"
        try:
            repair(path, new, PASSWORD)
        except ZcdeskError:
            assert not new.exists()
            continue
        saved += 1
        with open_case(new, password=PASSWORD) as stored:
            assert stored.case.applicant.name == NAME
    assert saved >= 2


def test_noise_and_pictures_are_no_encrypted_cases(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    stream = io.BytesIO()
    noise = random.Random(1).randbytes(300 * 300 * 3)
    Image.frombytes("RGB", (300, 300), noise).save(stream, "JPEG", quality=95)
    for content in (stream.getvalue(), b"", b"\0" * 9000, b"%PDF-1.7" + noise):
        path.write_bytes(content)
        with pytest.raises((faults.NotACaseError, faults.DamagedCaseError)):
            open_case(path, password=PASSWORD)
    path.write_bytes(noise)
    with pytest.raises(faults.WrongPasswordError):
        open_case(path, password=PASSWORD)


# --- other processes -----------------------------------------------------------------------------


def read_twice(path: str) -> tuple[int, str]:
    """In a worker: the bytes of a scan, and the environment that it can see."""
    return len(scan_at(path).content or b""), " ".join((*os.environ.values(), *sys.argv))


@pytest.mark.nightly
def test_a_worker_reads_an_encrypted_original_only_while_the_case_is_open(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(stream, "PNG")
    with create_case(path, case(0), PASSWORD) as stored, WorkerPool(1) as pool:
        digest, _ = stored.keep_original(stream.getvalue())
        stored.save(replace(stored.case, texts=(("a", digest),)), "text")
        inside = str(path / digest / "a.png")
        size, seen = pool.submit(read_twice, inside).result()
        assert size == len(stream.getvalue())
        key = key_of(path, PASSWORD)
        assert key.raw.hex() not in seen
        assert PASSWORD not in seen
        open_case(path, writing=False, password=PASSWORD).close()
        assert pool.submit(read_twice, inside).result()[0] == size  # one of two was closed
        stored.close()
        stored.close()
        with pytest.raises(ZcdeskError):
            pool.submit(read_twice, inside).result()
    with pytest.raises(ZcdeskError):
        original_bytes(path, digest)


@pytest.mark.nightly
@unix
@pytest.mark.usefixtures("all_rounds")
def test_a_kill_while_the_password_changes_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    script = (
        "import os, sys\nimport zcdesk\nfrom pathlib import Path\n"
        "from zcdesk.cases.file.store import change_password\n"
        "os.write(1, b'ready\\n')\n"
        "change_password(Path(sys.argv[1]), None, 'p')\nos.write(1, b'd')\n"
    )
    path, plain, chance = tmp_path / "a.zcase", tmp_path / "plain", random.Random(4)
    with filled(plain, None) as stored:
        made = stored.case
    changed = 0
    for _ in range(9):
        shutil.copy(plain, path)
        process = ready("-c", script, path)
        time.sleep(chance.uniform(0.0, 0.9))
        process.kill()
        acknowledged = process.communicate()[0] == b"d"
        encrypted = looks_encrypted(path)
        changed += encrypted
        assert encrypted or not acknowledged
        with open_case(path, password="p" if encrypted else None) as stored:
            assert stored.case.applicant == made.applicant
            assert len(stored.case.pages) == 4
        assert sorted(tmp_path.iterdir()) == [path, plain]


def test_keys_of_two_files_differ_for_one_password() -> None:
    assert new_key("p").raw != new_key("p").raw
