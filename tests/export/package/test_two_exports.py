"""Two exports to one place do not meet; the last search sees words wherever they can hide."""

import io
import os
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.export.sample import export, names, planned_pages, stage, tree
from tests.program import Program, waited_for
from zcdesk.applicant import Applicant
from zcdesk.export.package.folders import PackageError, lock_file, partial_folder
from zcdesk.export.package.packing import Staging
from zcdesk.export.package.sweeping import require_neutral, words_in_file
from zcdesk.names.search_words import words
from zcdesk.notices.files.loading import load_notice
from zcdesk.wording import spoken

EXPORTING = """
import sys, time
from pathlib import Path
from tests.export.sample import LEFT_OUT, OPEN_POINTS, notice, planned_pages, stage
from zcdesk.export.package.packing import Staging
target, gate = Path(sys.argv[1]), Path(sys.argv[2])
planned = planned_pages()[:2]
with Staging.start(target) as staging:
    finished = stage(staging, planned, 200)
    print("staged", flush=True)
    for _ in range(6000):  # two minutes: a test that failed leaves nothing behind
        if gate.exists():
            break
        time.sleep(0.02)
    staging.finish(notice(), planned, finished, LEFT_OUT, OPEN_POINTS)
"""
"""An export that stands still while its pictures lie there, until the gate opens."""

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@pytest.mark.nightly
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_second_export_is_told_and_the_first_one_ends_whole(tmp_path: Path, lang: str) -> None:
    target, gate = tmp_path / "here" / "package", tmp_path / "gate"
    first = Program(tmp_path).start(target, gate, code=EXPORTING)
    assert first.stdout is not None
    assert first.stdout.readline() == "staged\n"
    lying = tree(partial_folder(target))
    assert lying
    with pytest.raises(PackageError, match=r"^export\.busy_place$") as told:
        export(target, 100, 2)
    said = spoken(told.value.finding(), lang)
    assert str(target) in said.message
    assert said.remedy
    assert tree(partial_folder(target)) == lying
    export(target.with_name("beside"), 100, 2)  # another place is nobody's
    gate.touch()
    complaint = first.communicate(timeout=600)[1]
    assert first.returncode == 0, complaint
    assert names(target.parent) == ["beside", "package"]
    expected = tree(export(tmp_path / "alone" / "package", 200, 2).folder)
    assert tree(target) == expected
    assert export(target, 100, 2).replaced, "the place is free again"


@pytest.mark.slow
@unix
def test_what_a_killed_export_left_is_no_longer_held(tmp_path: Path) -> None:
    target = tmp_path / "here" / "package"
    first = Program(tmp_path).start(target, tmp_path / "gate", code=EXPORTING)
    assert first.stdout is not None
    first.stdout.readline()
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert names(target.parent) == [".package.lock", ".package.partial"]
    export(target, 100, 2)
    assert names(target.parent) == ["package"]


def test_two_exports_of_one_program_do_not_meet_either(tmp_path: Path) -> None:
    with Staging.start(tmp_path / "package") as staging:
        stage(staging, planned_pages()[:1])
        with pytest.raises(PackageError, match=r"^export\.busy_place$"):
            Staging.start(tmp_path / "package")
        assert staging.folder.is_dir()
    assert names(tmp_path) == []


@unix
def test_a_link_in_the_place_of_the_lock_is_never_followed(tmp_path: Path) -> None:
    precious, missing = tmp_path / "precious", tmp_path / "missing"
    precious.write_bytes(b"mine")
    target = tmp_path / "here" / "package"
    target.parent.mkdir()
    for place in (precious, missing):
        lock_file(target).symlink_to(place)
        with pytest.raises(PackageError):
            export(target, 100, 2)
        assert lock_file(target).is_symlink()
        lock_file(target).unlink()
    assert precious.read_bytes() == b"mine"
    assert not missing.exists()


@unix
@pytest.mark.nightly
def test_many_exports_to_one_place_killed_at_random_leave_a_whole_package(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    target, gate = tmp_path / "here" / "package", tmp_path / "gate"
    gate.touch()
    chance, program, rounds = random.Random(30), Program(tmp_path), 25
    allowed = [{}, tree(export(tmp_path / "alone" / "package", 200, 2).folder)]
    for _ in range(rounds):
        running = [program.start(target, gate, code=EXPORTING) for _ in range(3)]
        waited_for(target.parent.exists, running[0])
        time.sleep(chance.uniform(0.0, 3.0))
        os.killpg(running[0].pid, signal.SIGKILL)
        for one in running:
            complaint = one.communicate(timeout=600)[1]
            busy = "export.busy_place" in complaint
            assert one.returncode in (0, -signal.SIGKILL) or busy, complaint
        assert (tree(target) if target.exists() else {}) in allowed
    export(target, 200, 2)
    assert names(target.parent) == ["package"]
    record_property("figure", f"{rounds} rounds of 3 exports, one killed: old, new or absent")


WHO = Applicant("欧阳婉儿", "天山岩土勘察有限公司", id_number="654321199001011234")
NAME = "欧阳婉儿"


def jpeg(**more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (32, 32), "white").save(stream, "JPEG", **more)
    return stream.getvalue()


def exif() -> bytes:
    told = Image.Exif()
    told[0x9286] = NAME.encode()
    return jpeg(exif=told)


def archive(comment: bytes = b"", name: str = "a.txt", content: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
        packed.comment = comment
    return stream.getvalue()


def pdf(text: str = "", author: str = "") -> bytes:
    with pymupdf.open() as paper:
        paper.new_page().insert_text((50, 50), text, fontname="china-s")
        paper.set_metadata({"author": author})
        return bytes(paper.tobytes(deflate=True))


HIDING = {
    "utf-8": NAME.encode(),
    "utf-16": NAME.encode("utf-16-le"),
    "gb18030": NAME.encode("gb18030"),
    "references": "".join(f"&#{ord(letter)};" for letter in NAME).encode() + b"<p>",
    "tags": "<b>欧阳</b><i>婉儿</i>".encode(),
    "spaces": "欧 阳 婉 儿".encode(),
    "comment of a picture": jpeg(comment=NAME.encode()),
    "exif": exif(),
    "icc": jpeg(icc_profile=b"acsp" * 32 + NAME.encode()),
    "zip comment": archive(comment=NAME.encode()),
    "zip name": archive(name=f"{NAME}.txt"),
    "zip content": archive(content=NAME.encode() * 50),
    "pdf text": pdf(NAME),
    "pdf author": pdf(author=NAME),
}


@pytest.mark.parametrize("content", HIDING.values(), ids=HIDING.keys())
def test_a_word_is_found_wherever_it_hides(content: bytes) -> None:
    assert words_in_file(content, words(WHO))


@pytest.mark.parametrize("content", [jpeg(), archive(), pdf("证明"), b"<p>\xe8\xaf\x81"])
def test_a_file_without_a_word_passes(content: bytes) -> None:
    assert not words_in_file(content, words(WHO))


def package(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


WORD = NAME.encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("上传/01/001.jpg", jpeg(comment=WORD)), ("自用/上传清单.html", WORD), ("manifest.json", WORD),
     (f"上传/{NAME}/001.jpg", jpeg())],
)  # fmt: skip
def test_a_package_with_a_word_is_refused_and_a_name_that_has_it_not_repeated(
    tmp_path: Path, name: str, content: bytes
) -> None:
    package(tmp_path, name, content)
    with pytest.raises(PackageError, match=r"^export\.personal_word$") as told:
        require_neutral(tmp_path, WHO, load_notice("region-senior-2024"))
    assert told.value.details["file"] == ("***" if NAME in name else name)


def test_forms_may_carry_the_words_and_nothing_else_may(tmp_path: Path) -> None:
    package(tmp_path, "自用/文书/公示.docx", archive(content=NAME.encode()))
    require_neutral(tmp_path, WHO, load_notice("region-senior-2024"), {"自用/文书/公示.docx"})
    with pytest.raises(PackageError, match=r"^export\.personal_word$"):
        require_neutral(tmp_path, WHO, load_notice("region-senior-2024"))


def test_a_name_that_is_a_word_of_our_sentences_does_not_stop_the_export(tmp_path: Path) -> None:
    package(tmp_path, "自用/上传清单.html", "姓名：正中，横 10%–30%".encode())
    require_neutral(tmp_path, Applicant("正中", "某某公司"), load_notice("region-senior-2024"))


def test_an_employer_in_a_whole_sentence_of_the_notice_is_no_leak(tmp_path: Path) -> None:
    sentence = "并记入职称评审诚信档案库，纳入全国信用信息共享平台"
    office = Applicant("欧阳婉儿", "全国信用信息共享平台")
    (tmp_path / "清单.html").write_text(sentence, encoding="utf-8")
    require_neutral(tmp_path, office, load_notice("etdz-2024"))
    with pytest.raises(PackageError, match=r"^export\.personal_word$"):
        require_neutral(tmp_path, office, load_notice("hotan-private-2025"))


def test_an_employer_that_the_notice_itself_prints_is_no_leak(tmp_path: Path) -> None:
    office = Applicant("欧阳婉儿", "自治区职称社会化评价中心")
    package(tmp_path, "自用/上传清单.html", "联系：自治区职称社会化评价中心".encode())
    require_neutral(tmp_path, office, load_notice("region-senior-2024"))
    package(tmp_path, "上传/01/001.jpg", jpeg(comment="自治区职称社会化评价中心".encode()))
    with pytest.raises(PackageError, match=r"^export\.personal_word$"):
        require_neutral(tmp_path, office, load_notice("region-senior-2024"))
