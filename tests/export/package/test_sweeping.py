"""The last search sees words wherever a file can hide them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from zcdesk.applicant import Applicant
from zcdesk.export.package.folders import PackageError
from zcdesk.export.package.sweeping import require_neutral, words_in_file
from zcdesk.names.search_words import words
from zcdesk.notices.files.loading import load_notice

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


@pytest.mark.parametrize("name", ["上传/01/001.jpg", "自用/上传清单.html", "manifest.json"])
def test_a_package_with_a_word_is_refused(tmp_path: Path, name: str) -> None:
    package(tmp_path, name, jpeg(comment=NAME.encode()) if name.endswith("jpg") else NAME.encode())
    with pytest.raises(PackageError, match=r"^export\.personal_word$") as told:
        require_neutral(tmp_path, WHO, load_notice("region-senior-2024"))
    assert told.value.details["file"] == name


def test_a_name_with_a_word_is_refused_and_not_repeated(tmp_path: Path) -> None:
    package(tmp_path, f"上传/{NAME}/001.jpg", jpeg())
    with pytest.raises(PackageError, match=r"^export\.personal_word$") as told:
        require_neutral(tmp_path, WHO, load_notice("region-senior-2024"))
    assert told.value.details["file"] == "***"


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
