"""Each thing that is looked at: what is told when it is as it should be, and when it is not."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest

from tests.incidents.own_home import use_home
from tests.setup.checkout import ROOT
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.disk.own_folder import own_folder
from zcdesk.doctor import examining
from zcdesk.doctor.check import DoctorCheck, DoctorScreen, DoctorStanding, reason_of
from zcdesk.doctor.examining import checks_for, examine
from zcdesk.doctor.stored_settings import chosen_case_folder, plain_settings
from zcdesk.errors import ZcdeskError
from zcdesk.incidents import record
from zcdesk.incidents.record import ProgramPart
from zcdesk.ui.kit.settings import Settings
from zcdesk.wording import LANGUAGES
from zcdesk.workers import pool as workers_pool
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.sample import sample_folder

BEIJING = timezone(timedelta(hours=8))
NEW = ("SSE3", "SSE4.1", "SSE4.2", "AVX", "AVX2")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_home(tmp_path / "home", monkeypatch)


def screen() -> DoctorCheck:
    return examining.check_screen(DoctorScreen(1366, 728, 100, chinese=True))


def examined(case_folder: Path | None) -> Iterator[DoctorCheck]:
    return examine(checks_for(case_folder, screen), ProgramPart.WINDOW)


def test_this_computer_is_fit_and_every_check_is_told_in_both_languages(tmp_path: Path) -> None:
    found = {check.name: check for check in examined(tmp_path)}
    assert found.keys() == {
        "program", "system", "processor", "memory", "parts", "data_folder", "temporary_folder",
        "case_folder", "screen", "office", "clock",
    }  # fmt: skip
    assert {check.standing for check in found.values()} <= {
        DoctorStanding.FINE,
        DoctorStanding.NOTE,
    }
    for check in found.values():
        for language in LANGUAGES:
            told = check.wording(language)
            assert told.message
            assert check.title(language)
            assert bool(told.remedy) is (check.standing is not DoctorStanding.FINE)


def clock(days: int, zone: timezone) -> DoctorCheck:
    return examining.check_clock((examining.made_at() + timedelta(days=days)).astimezone(zone))


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (lambda: examining.check_processor(NEW, "x86_64"), "processor"),
        (lambda: examining.check_processor(NEW[:4], "AMD64"), "processor_slow"),
        (lambda: examining.check_processor(NEW[:2], "x86_64"), "processor_lacks"),
        (lambda: examining.check_processor((), "aarch64"), "processor"),
        (lambda: examining.check_memory(16 << 30, 8 << 30), "memory"),
        (lambda: examining.check_memory(16 << 30, -1), "memory"),
        (lambda: examining.check_memory(2 << 30, 1 << 30), "memory_small"),
        (lambda: examining.check_memory(16 << 30, 300 << 20), "memory_low"),
        (screen, "screen"),
        (lambda: examining.check_screen(DoctorScreen(683, 364, 200, True)), "screen_small"),
        (lambda: examining.check_screen(DoctorScreen(1366, 728, 100, False)), "screen_no_chinese"),
        (lambda: examining.check_screen(None), "screen_none"),
        (lambda: clock(30, BEIJING), "clock"),
        (lambda: clock(30, timezone(timedelta(hours=6))), "clock_other_zone"),
        (lambda: clock(-400, BEIJING), "clock_before_program"),
        (lambda: clock(2000, BEIJING), "clock_far_ahead"),
        (lambda: examining.check_folder("case_folder", Path("/no/such")), "folder_missing"),
    ],
)
def test_what_is_looked_at_has_its_code(check: Callable[[], DoctorCheck], code: str) -> None:
    assert check().code == f"doctor.{code}"


@pytest.mark.parametrize(
    ("total", "workers", "code"),
    [
        (3_700_000 << 10, 1, "doctor.memory_small"),  # 4 GB, of which the system keeps some
        (4 << 30, 1, "doctor.memory_small"),
        (8 << 30, 4, "doctor.memory"),
    ],
)
def test_a_computer_with_4_gb_works_on_one_page_at_a_time_and_says_why(
    total: int, workers: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_pool, "memory", lambda: (total, total // 2))
    monkeypatch.setattr(workers_pool, "usable_cores", lambda: 4)
    told = examining.check_memory(total, total // 2)
    assert (workers_pool.default_workers(), told.code) == (workers, code)
    assert ("内存不多，程序一次只处理 1 页" in told.wording("zh").message) is (workers == 1)


def attention(told: DoctorCheck, code: str, *words: str) -> bool:
    told_so = (told.standing, told.code) == (DoctorStanding.ATTENTION, f"doctor.{code}")
    return told_so and all(word in told.wording("zh").message for word in words)


def test_an_old_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.17"))
    assert attention(examining.check_system(), "system_old_library", "2.28")


def test_the_time_zone_is_told_in_hours_from_beijing() -> None:
    moment = datetime.now(UTC).astimezone(timezone(timedelta(hours=5, minutes=30)))
    told = examining.check_clock(max(moment, examining.made_at().astimezone(moment.tzinfo)))
    assert "慢 2.5 小时" in told.wording("zh").message
    assert "2.5 h behind" in told.wording("en").message


def test_a_folder_that_takes_no_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("no folder here that refuses files even to an administrator")
    told = examining.check_folder("case_folder", Path("/proc/self"))
    assert attention(told, "folder_not_writable")
    assert told.details["reason"] in ("ENOENT", "EACCES", "EPERM", "EROFS")


@pytest.mark.parametrize("act", ["replace", "unlink"])
def test_a_file_held_by_others_is_told(
    act: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", "欧阳青黛.zcase")

    monkeypatch.setattr(Path, act, held)
    told = examining.check_folder("case_folder", tmp_path)
    assert attention(told, "folder_guarded")
    assert told.details["reason"] == "EACCES"
    assert "欧阳" not in told.wording("zh").message


def test_a_system_of_short_paths_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def short_only(path: Path, mode: int = 0o777, **options: bool) -> None:
        if len(str(path)) > 259:
            raise FileNotFoundError(2, "too long for old Windows")
        make(path, mode, **options)

    monkeypatch.setattr(Path, "mkdir", short_only)
    assert examining.check_folder("case_folder", tmp_path).code == "doctor.folder_no_long_names"


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "LEAST_ROOM", 1 << 60)
    assert attention(examining.check_folder("case_folder", tmp_path), "folder_full")


def test_a_look_at_a_folder_leaves_nothing_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "案卷"
    folder.mkdir()
    assert examining.check_folder("case_folder", folder).code == "doctor.folder"
    assert list(folder.iterdir()) == []


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped fonts and models, which a test may spoil."""
    copied = tmp_path / "resources"
    for name in ("fonts", "models"):
        shutil.copytree(ROOT / "resources" / name, copied / name)
    monkeypatch.setattr(examining, "resource", copied.joinpath)
    return copied


def test_a_font_that_security_software_took_away_is_named(installation: Path) -> None:
    (installation / "fonts" / "kai.ttf").unlink()
    assert attention(examining.check_parts(), "parts_missing", "kai.ttf")


def test_a_model_with_one_other_bit_is_named(installation: Path) -> None:
    model = installation / "models" / "centerface.onnx"
    content = bytearray(model.read_bytes())
    content[1000] ^= 1
    model.write_bytes(content)
    assert attention(examining.check_parts(), "parts_changed", "centerface.onnx")


def test_one_look_that_fails_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> DoctorCheck:
        raise ValueError("欧阳青黛")

    monkeypatch.setattr(examining, "check_office", fails)
    found = {check.name: check for check in examined(None)}
    assert found["office"].code == "doctor.not_checked"
    assert found["office"].details == {"reason": "ValueError"}
    assert found["clock"].code.startswith("doctor.clock")
    kept = [(one.code, one.place) for one in record.incidents()]
    assert kept == [("doctor.not_checked", ProgramPart.WINDOW)]


@pytest.mark.nightly
def test_a_database_that_takes_any_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    right: list[str] = []

    def made(path: Path, case: Case, password: str) -> CaseFile:
        right.append(password)
        return create_case(path, case, password)

    def takes_any(path: Path, *, password: str) -> CaseFile:
        return open_case(path, password=right[0])

    monkeypatch.setattr(examining, "create_case", made)
    monkeypatch.setattr(examining, "open_case", takes_any)
    assert examining.check_database().code == "doctor.database_wrong"


@pytest.mark.slow
def test_a_sample_that_cannot_be_read_fails_the_trial(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (sample_folder() / "聘书.jpg").read_bytes()
    (tmp_path / "聘书.jpg").write_bytes(content[: len(content) // 2])
    monkeypatch.setattr(examining, "sample_folder", lambda: tmp_path)
    assert examining.check_self_test(pool).code == "doctor.self_test_failed"


def test_an_error_is_named_by_its_kind_and_never_by_its_message() -> None:
    assert reason_of(OSError(28, "No space", "欧阳青黛.jpg")) == "ENOSPC"
    assert reason_of(ZcdeskError(file="欧阳青黛.jpg")) == "ZcdeskError"


def write(content: str | dict[str, object]) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (own_folder() / "settings.json").write_text(text, encoding="utf-8")


def test_only_what_is_chosen_out_of_a_fixed_choice_is_told() -> None:
    write({
        "size": 125, "language": "en", "look": "dark", "wheel_zooms": True, "toured": "青黛",
        "case_folder": "/home/青黛", "package_folder": "/home/青黛", "recent": [{"path": "青黛"}],
        "青黛": 1,
    })  # fmt: skip
    assert plain_settings() == {"size": 125, "language": "en", "look": "dark", "wheel_zooms": True}


@pytest.mark.parametrize("name", ["language", "look"])
def test_every_choice_that_the_window_offers_is_told(name: str) -> None:
    for choice in get_args(Settings.model_fields[name].annotation):
        write({name: choice})
        assert plain_settings() == {name: choice}


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '{"size": 65990019900307}', "[" * 9999])
def test_a_broken_file_tells_nothing(content: str) -> None:
    write(content)
    assert plain_settings() == {}
    assert chosen_case_folder() is None


@pytest.mark.parametrize("folder", ["", "\\\\host\\share", "//host/share", 5, None])
def test_a_folder_on_another_computer_is_not_looked_at(folder: object) -> None:
    write({"case_folder": folder})
    assert chosen_case_folder() is None


def test_the_folder_for_cases_is_the_chosen_one(tmp_path: Path) -> None:
    write({"case_folder": str(tmp_path)})
    assert chosen_case_folder() == tmp_path
