"""Only what a person confirmed leaves the house, and it is read again on the way out.

The search for her words here is its own and knows more hiding places than the program's: what it
finds in the official forms shows that it can see.
"""

import base64
import html
import io
import json
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.given import there
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import answer, confirm, decide
from zcdesk.cases.acts.noting import limit_files, write_text
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.file.repairing import damage
from zcdesk.cases.file.store import open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cli.app import run
from zcdesk.errors import ZcdeskError
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

NOW = datetime(2024, 9, 20, tzinfo=UTC)

Sample = tuple[list[Exported], PackageDone, Case]


def all_decided(case: Case) -> Case:
    """Cover everything that is in doubt and confirm each page."""
    for page in case.pages:
        for index in page.open_doubts():
            case = decide(case, page.number, index, Decision.COVER)
        case = confirm(answer(case, page.number, Answer.NO), page.number)
    return case


def exported(pool: WorkerPool, case: Case, folder: Path) -> tuple[list[Exported], PackageDone]:
    steps = list(export_case(pool, case, load_notice(case.notice), folder, NOW))
    assert isinstance(steps[-1], PackageDone)
    return [step for step in steps if isinstance(step, Exported)], steps[-1]


@pytest.fixture(scope="session")
def package(pool: WorkerPool, examined: Case, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    case = all_decided(examined)
    return *exported(pool, case, tmp_path_factory.mktemp("ausgabe") / "材料包"), case


@pytest.mark.slow
def test_every_confirmed_page_is_in_the_package(package: Sample) -> None:
    steps, done, case = package
    files = [path for path in (done.folder / "上传").rglob("*") if path.is_file()]
    assert len(files) == done.exported == len(case.pages)
    assert done.left_out == ()
    assert {step.number for step in steps} == {page.number for page in case.pages}


def test_pictures_are_plain_upright_jpegs_without_anything_else(package: Sample) -> None:
    _, done, case = package
    for path in (done.folder / "上传").rglob("*.jpg"):
        with Image.open(path) as picture:
            assert picture.format == "JPEG"
            assert set(picture.info) <= PLAIN
            page = there(case.page(int(path.stem)).page)
            assert picture.size == (page.width, page.height)


def test_the_manifest_knows_the_bytes(package: Sample) -> None:
    _, done, _ = package
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        content = (done.folder / entry["path"]).read_bytes()
        assert sha256(content).hexdigest() == entry["sha256"]


def test_no_file_of_the_package_holds_a_word_of_the_applicant(package: Sample) -> None:
    _, done, case = package
    assert words_in(done.folder, case.applicant)[False] == []


@pytest.mark.nightly
def test_a_page_unconfirmed_stays_out(pool: WorkerPool, examined: Case, tmp_path: Path) -> None:
    left = examined.pages[-1]
    case = all_decided(examined).with_page(left)
    _, done = exported(pool, case, tmp_path / "包")
    names = sorted(int(path.stem) for path in (done.folder / "上传").rglob("*.jpg"))
    assert names == [page.number for page in examined.pages[:-1]]
    assert [one.number for one in done.left_out] == [left.number]


@pytest.mark.nightly
def test_a_confirmed_page_that_still_shows_the_name_does_not_leave(
    pool: WorkerPool, examined: Case, tmp_path: Path
) -> None:
    pages = tuple(replace(page, hits=(), findings=()) for page in examined.pages[2:5])
    case = all_decided(replace(examined, pages=pages))
    steps: list[Exported | PackageDone] = []
    walk = export_case(pool, case, load_notice(case.notice), tmp_path / "包", NOW)
    with pytest.raises(ZcdeskError, match=r"^export\.none_passed$") as caught:
        steps.extend(walk)
    assert caught.value.details == {"pages": "、".join(str(page.number) for page in case.pages)}
    assert list(tmp_path.iterdir()) == []
    for step in steps:
        assert isinstance(step, Exported)
        assert there(step.page).open_doubts(), "the place is shown for a decision"


def test_stopping_midway_leaves_nothing(pool: WorkerPool, package: Sample, tmp_path: Path) -> None:
    case = package[2]
    walk = export_case(pool, case, load_notice(case.notice), tmp_path / "包", NOW)
    next(walk)
    walk.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.nightly
def test_a_page_has_the_same_bytes_again(pool: WorkerPool, package: Sample, tmp_path: Path) -> None:
    _, done, case = package
    _, again = exported(pool, replace(case, pages=case.pages[:2]), tmp_path / "包")
    twins = sorted((again.folder / "上传").rglob("*.jpg"))
    assert len(twins) == 2
    for twin in twins:
        (first,) = (done.folder / "上传").rglob(twin.name)
        assert twin.read_bytes() == first.read_bytes(), twin.name


def test_originals_keep_their_bytes(package: Sample) -> None:
    for page in package[2].pages:
        content = Path(page.path).read_bytes()
        assert sha256(content).hexdigest() == there(page.page).source.sha256
        assert Image.open(io.BytesIO(content)).size


PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "utf-7", "big5")


def words_of(applicant: Applicant) -> list[str]:
    told = [applicant.name, *applicant.aliases, applicant.employer, *applicant.employer_aliases]
    return [word for word in (*told, applicant.id_number) if word]


def hits(name: str, content: bytes, words: list[str]) -> Iterator[str]:
    """Yield where a file (or what is packed in it) holds a word."""
    for word in words:
        if word in name:
            yield f"{name}: name"
        escaped = (ascii(word)[1:-1].encode(), html_numbers(word, "d"), html_numbers(word, "x"))
        for coded in (*encoded(word), *escaped, base64.b64encode(word.encode())):
            if coded in content:
                yield f"{name}: bytes"
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from hits(f"{name}#comment", archive.comment, words)
            for member in archive.infolist():
                extra = member.comment + member.extra
                yield from hits(f"{name}/{member.filename}", archive.read(member) + extra, words)
    elif content.startswith(b"%PDF"):
        with pymupdf.open(stream=content) as paper:
            told = [repr(paper.metadata), paper.get_xml_metadata(), *paper.embfile_names()]
            told += [page.get_text() for page in paper]
            streams = [paper.xref_stream(n) for n in range(1, paper.xref_length())
                       if paper.xref_is_stream(n)]  # fmt: skip
        yield from hits(f"{name}#text", "\n".join(told).encode(), words)
        yield from hits(f"{name}#streams", b"\n".join(one or b"" for one in streams), words)
    elif content.startswith(b"\xff\xd8"):
        with Image.open(io.BytesIO(content)) as picture:
            if set(picture.info) - PLAIN or picture.getexif():
                yield f"{name}: metadata"
    elif b"<html" in content:
        plain = html.unescape(re.sub(r"<[^>]*>", "", content.decode()))
        yield from hits(f"{name}#text", re.sub(r"\s+", "", plain).encode(), words)
        for place, data in enumerate(re.findall(rb"data:image/jpeg;base64,([^\"]+)", content)):
            yield from hits(f"{name}#{place}", base64.b64decode(data), words)


def words_in(folder: Path, applicant: Applicant) -> dict[bool, list[str]]:
    """Return where her words stand: in forms and typed texts, which must carry them, or not."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        carries = name.startswith("自用/文书/") or name == "自用/填报文字.html"
        content = path.read_bytes() if path.is_file() else b""
        found[carries] += hits(name, content, words_of(applicant))
    return found


def encoded(word: str) -> Iterator[bytes]:
    for encoding in ENCODINGS:
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue


def html_numbers(word: str, base: str) -> bytes:
    mark = "x" if base == "x" else ""
    return "".join(f"&#{mark}{ord(letter):{base}};" for letter in word).encode()


@pytest.fixture(scope="module")
def case(examined: Case) -> Case:
    """The sample's first pages; the first slot is split, another joined, a text was typed."""
    pages = list(examined.pages)
    slots = [pages[0].slot, next(page.slot for page in pages if page.slot != pages[0].slot)]
    told = replace(examined, pages=tuple(replace(p, confirmed="") for p in pages))
    told = limit_files(told, FileLimit(slots[0], arrangement=Arrangement.SPLIT))
    told = limit_files(told, FileLimit(slots[1], arrangement=Arrangement.JOINED))
    told = write_text(told, "resume", f"2010年7月至今 {examined.applicant.employer} 工程师")
    return all_decided(told)


@pytest.mark.nightly
@pytest.mark.parametrize("content", [Content.COVERED, Content.FOR_COVERING_INSIDE])
def test_her_words_stand_in_forms_and_typed_texts_only(
    pool: WorkerPool, case: Case, content: Content, tmp_path: Path
) -> None:
    *_, done = export_case(pool, case, load_notice(case.notice), tmp_path / "材料包", NOW, content)
    assert isinstance(done, PackageDone)
    names = [path.name for path in (done.folder / content.pictures).rglob("*.jpg")]
    assert any(name.endswith("_2.jpg") for name in names)
    assert len(names) < len(case.pages) + 2
    found = words_in(done.folder, case.applicant)
    assert found[False] == []
    seen = {hit.partition(":")[0].partition("#")[0].rpartition(".")[2] for hit in found[True]}
    assert any("docx" in hit for hit in found[True])
    assert any("pdf" in hit for hit in found[True])
    assert "html" in seen


KILLS = int(os.environ.get("ZCDESK_EXPORT_KILLS", "100"))
LONGEST = 9.0  # seconds after which an export is surely done on two cores
FACTS = "applicant: {name: 张伟, employer: 新疆云岭智能装备制造有限公司}\n"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A case with one confirmed page."""
    scan, facts, decisions = (tmp_path / name for name in ("a.png", "f.yaml", "d.json"))
    page = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", "特发此证。")
    Image.fromarray(page).save(scan, dpi=(150, 150))
    facts.write_text(FACTS, encoding="utf-8")
    decisions.write_text('{"schema": 1, "confirm_sure": true}', encoding="utf-8")
    path = tmp_path / "home" / "a.zcase"
    path.parent.mkdir()
    new = ["case", "new", str(path), "--notice", "region-senior-2024", "--facts", str(facts)]
    assert run(new) == 0
    assert run(["case", "add", str(path), "diploma", str(scan)]) == 0
    assert run(["case", "decide", str(path), str(decisions)]) == 0
    return path


def without_deliveries(case: Case) -> tuple[object, ...]:
    return case.pages, case.facts, case.applicant, case.texts


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_a_kill_while_exporting_loses_nothing(
    made: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance, out, complete = random.Random(9), tmp_path / "out", 0
    with open_case(made) as stored:
        before = without_deliveries(stored.case)
    command = [sys.executable, "-m", "zcdesk", "case", "export", str(made), "--out", str(out)]
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.0, LONGEST))
        os.killpg(process.pid, 9)
        process.wait()
        with open_case(made) as stored:
            assert not stored.read_only
            assert without_deliveries(stored.case) == before
            noted = len(stored.case.deliveries)
        assert sorted(path.name for path in made.parent.iterdir()) == ["a.zcase"]
        if out.exists():  # it has its name only once it is whole
            complete += 1
            assert len(list(out.rglob("*.jpg"))) == 1
            assert (out / "manifest.json").exists() or list(out.rglob("manifest.json"))
        assert noted <= complete
    assert damage(made) == ()
    pictures = []
    for place in (out, tmp_path / "another"):  # over what the kills left, and where nothing was
        assert run(["case", "export", str(made), "--out", str(place)]) == 0
        pictures.append({path.name: path.read_bytes() for path in place.rglob("*.jpg")})
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == 1
    assert not list(tmp_path.glob(".*"))
    record_property("figure", f"{KILLS} kills, 0 lost; the same bytes afterwards")
