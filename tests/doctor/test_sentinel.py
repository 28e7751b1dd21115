"""A fictional person goes through everything that can go wrong; the report knows nothing of her."""

import base64
import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterable, Iterator
from hashlib import md5, sha1, sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.setup.checkout import ROOT

NAME, EMPLOYER = "欧阳青黛", "新疆雪莲轨道装备有限公司"
PERSON = {
    "name": NAME,
    "employer": EMPLOYER,
    "id_number": "659900199003071234",
    "password": "Qingdai#雪莲1990",
    "notice": "天池县雪莲系列评审通知",
    "text": "本人于雪莲轨道项目中提出磁悬浮密封垫片工艺。",
}
WORDS = [
    *PERSON.values(), "青黛", "雪莲", "磁悬浮密封垫片", "Ouyang Qingdai", "ouyangqingdai",
    "13999912345", "闺蜜送的旧照片", "天池县城南旧居", "学历", "home-of-qingdai",
]  # fmt: skip


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Her home after the day, and what the window printed."""
    home = tmp_path_factory.mktemp("x") / "home-of-qingdai"
    scans = home / "天池县城南旧居" / "扫描件"
    scans.mkdir(parents=True)
    page = Image.fromarray(typed(f"姓名：{NAME}", f"工作单位：{EMPLOYER}"))
    page.save(scans / f"{NAME}毕业证.jpg", quality=92)
    whole = (scans / f"{NAME}毕业证.jpg").read_bytes()
    (scans / "闺蜜送的旧照片.jpg").write_bytes(whole[: len(whole) // 2])
    (home / "person.json").write_text(json.dumps({**PERSON, "words": WORDS}), encoding="utf-8")
    script = ROOT / "tests" / "doctor" / "sentinel_life.py"
    ended = subprocess.run(
        [sys.executable, str(script), str(home / "person.json"), str(scans)],
        env=at(home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return home, ended


def at(home: Path) -> dict[str, str]:
    """Return the environment of somebody whose home that is."""
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    kept = {name: text for name, text in os.environ.items() if name != "XDG_DATA_HOME"}
    return {**kept, **homes, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="module")
def report(life: tuple[Path, subprocess.CompletedProcess[str]]) -> bytes:
    """The diagnostic file that she writes at the next start."""
    home, _ = life
    place = home / "诊断.json"
    quick = (
        "import sys, zcdesk; from pathlib import Path;"
        "from zcdesk.doctor.report import write_report;"
        "from zcdesk.doctor.examining import checks_for, examine;"
        "from zcdesk.incidents.record import ProgramPart;"
        "from zcdesk.doctor.examining import check_screen;"
        "from zcdesk.doctor.stored_settings import chosen_case_folder;"
        "to_check = checks_for(chosen_case_folder(), lambda: check_screen(None));"
        "checks = list(examine(to_check, ProgramPart.COMMAND));"
        "write_report(Path(sys.argv[1]), checks, 'zh')"
    )
    command = [sys.executable, "-c", quick, str(place)]
    subprocess.run(command, env=at(home), check=True, timeout=120)
    return place.read_bytes()


@pytest.mark.slow
def test_everything_went_wrong_as_it_was_meant_to(
    life: tuple[Path, subprocess.CompletedProcess[str]], report: bytes
) -> None:
    told = json.loads(report)
    kinds = [(one["place"], one["code"], one["kind"]) for one in told["incidents"]]
    assert sorted(kinds) == [
        ("window", "program.unexpected", "AttributeError"),
        ("window", "program.unexpected", "Exception"),
        ("window", "program.unexpected", "Exception"),
        ("worker", "page.unforeseen", "Exception"),
        ("worker", "page.unforeseen", "FileNotFoundError"),
        ("worker", "page.worker_lost", "OSError"),
    ]
    assert [one["state"] for one in told["runs"]] == ["broken_off"]
    places = [frame[:2] for one in told["incidents"] for frame in one["frames"]]
    assert ["zcdesk.ui.kit.job", "Job.run"] in places
    assert told["settings"]["size"] == 100
    assert {one["name"] for one in told["checks"]} >= {"case_folder", "memory"}


@pytest.mark.slow
def test_the_report_holds_none_of_her_words(
    report: bytes, life: tuple[Path, subprocess.CompletedProcess[str]], record_property: object
) -> None:
    assert found_in(report, WORDS) == []
    assert callable(record_property)
    record_property("figure", f"{len(WORDS)} words of a person in {len(list(forms(NAME)))} forms")


@pytest.mark.slow
def test_neither_does_the_record_on_the_disk_nor_what_the_window_printed(
    life: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    home, ended = life
    records = files_below(home / ".local" / "share" / "zcdesk" / "incidents")
    assert records
    assert {str(one): found_in(one.read_bytes(), WORDS) for one in records} == {
        str(one): [] for one in records
    }
    assert found_in((ended.stdout + ended.stderr).encode(), WORDS) == []


@pytest.mark.slow
def test_nothing_in_it_tells_which_files_she_has(
    report: bytes, life: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    home, _ = life
    records = files_below(home / ".local" / "share" / "zcdesk" / "incidents")
    content = report + b"".join(one.read_bytes() for one in records)
    scans = files_below(home / "天池县城南旧居")
    assert len(scans) >= 3
    for scan in scans:
        taken = scan.read_bytes()
        assert scan.name.encode() not in content
        for kind in (md5, sha1, sha256):
            assert kind(taken).hexdigest().encode() not in content
            assert base64.b64encode(kind(taken).digest()) not in content
        for start in range(0, len(taken) - 24, 4096):
            piece = taken[start : start + 24]
            assert piece not in content
            assert base64.b64encode(piece) not in content


@pytest.mark.parametrize("word", WORDS)
def test_the_search_finds_a_word_in_every_form(word: str) -> None:
    assert all(found_in(b"...." + form + b"....", [word]) for form in forms(word))
    for offset in range(3):
        hidden = base64.b64encode(b"x" * offset + word.encode() + b"yz")
        assert found_in(hidden, [word])


ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030", "big5", "utf-7", "latin-1")


def forms(word: str) -> Iterator[bytes]:
    """Yield the bytes of a word as files may hold them."""
    for encoding in ENCODINGS:
        try:
            plain = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield plain
        yield plain.hex().encode()
        yield from based(plain)
    yield ascii(word)[1:-1].encode()
    yield urllib.parse.quote(word).encode()
    yield "".join(f"&#{ord(letter)};" for letter in word).encode()


def based(plain: bytes) -> Iterator[bytes]:
    """Yield what of base64 does not depend on what stands before and behind, at each offset."""
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain)
        first = -(-offset * 8 // 6)
        last = (offset + len(plain)) * 8 // 6
        if last - first >= 4:
            yield coded[first:last]


def found_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that a file holds; letters of any size."""
    lower = content.lower()
    return [word for word in words if any(form.lower() in lower for form in forms(word))]


def files_below(*folders: Path) -> list[Path]:
    """Return all files below some folders."""
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
