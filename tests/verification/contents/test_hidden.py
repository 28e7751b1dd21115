"""What is in a file and is not seen at once: told, or found; and nothing told where nothing is."""

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.hostile import writing
from tests.verification import hidden
from tests.verification.drawing import APPLICANT, BOTH, page, verify
from tests.verification.kinds import made_pdf, saved
from tests.verification.verified import verified_files
from tools.drawing.fonts import Face, font
from zcdesk.verification.bytes.png_chunks import hides_rows
from zcdesk.verification.picture import Status

OTHER = "李建国"


def statuses(folder: Path, files: dict[str, bytes]) -> dict[str, Status]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    found = verified_files([folder], APPLICANT, BOTH)
    return {one.candidate.shown: one.verified.status for one in found}


def test_a_name_in_a_code_or_with_marks_between_its_letters_is_found(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = statuses(tmp_path / "hers", hidden.texts(APPLICANT.name))
    assert {way for way, status in found.items() if status is not Status.LEAK} == set()
    others = statuses(tmp_path / "others", hidden.texts(OTHER))
    assert {way for way, status in others.items() if status is not Status.CLEAN} == set()
    record_property("figure", f"{len(found)} codes and disguises found, 0 false alarms")


def test_a_text_that_draws_is_for_a_person(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = statuses(tmp_path, hidden.unseen_texts(APPLICANT.name))
    assert set(found.values()) == {Status.REVIEW}, found
    record_property("figure", f"{len(found)} of {len(found)} texts that draw told")


@pytest.mark.slow
def test_what_an_archive_or_a_picture_holds_besides_what_is_shown_is_told(tmp_path: Path) -> None:
    found = statuses(tmp_path, hidden.archives(APPLICANT.name))
    assert Status.CLEAN not in found.values(), found


@pytest.mark.nightly
def test_what_a_pdf_holds_besides_what_is_shown_is_told(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = statuses(tmp_path, hidden.pdfs(APPLICANT.name))
    assert Status.CLEAN not in found.values(), found
    record_property("figure", f"{len(found)} of {len(found)} PDFs told")


@pytest.mark.parametrize(
    "text",
    [
        "合同编号：HT-2024-0013，金额 128000 元，经办人李建国。\n" * 60,
        '{"schema": 1, "pages": [{"page": 1, "sha256": "' + "0f3a9c" * 10 + '"}]}',
        "序号,项目,数量\n" + "".join(f"{n},水泥,{n * 12}\n" for n in range(200)),
        "<html><body><h1>清单</h1><table><tr><td>合格</td></tr></table></body></html>",
        "<sheetData>" + "".join(f'<c r="A{n}" s="12"><v>{n}</v></c>' for n in range(9999)),
        "+-----+-----+\n| 项目 | 数量 |\n+-----+-----+\n| 水泥 | 12 |\n+-----+-----+\n" * 9,
    ],
)
def test_an_ordinary_text_is_left_in_peace(tmp_path: Path, text: str) -> None:
    assert set(statuses(tmp_path, {"a.txt": text.encode()}).values()) == {Status.CLEAN}


def test_an_ordinary_pdf_is_left_in_peace(tmp_path: Path) -> None:
    def draw(one: pymupdf.Page) -> None:
        for row in range(3):
            one.draw_rect((20, 10 + 20 * row, 300, 30 + 20 * row), fill=(0.9, 0.9, 0.9))
            one.insert_text((25, 25 + 20 * row), "合格 第 1 页", fontname="china-s", fontsize=12)

    picture = saved(Image.fromarray(page("评审结果合格")), "JPEG")
    files = {
        "table.pdf": made_pdf(draw),
        "scan.pdf": made_pdf(lambda one: one.insert_image(one.rect, stream=picture)),
    }
    assert set(statuses(tmp_path, files).values()) == {Status.CLEAN}


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "LA"])
def test_a_whole_png_hides_no_rows(mode: str, interlaced: bool) -> None:
    sheet = Image.fromarray(page("合格")).convert("RGB").convert(mode)
    data = saved(sheet, "PNG")
    if interlaced:  # nothing here writes one: eight by eight pixels, all of them white
        data = hidden.interlaced(mode)
    assert not hides_rows(data)


def test_rows_below_a_header_that_lies_or_stands_twice_are_never_clean(tmp_path: Path) -> None:
    sheet = page("评审结果合格特发此证", f"申报人{APPLICANT.name}同志")[:, :, 0]
    height, width = sheet.shape
    packed = zlib.compress(b"".join(b"\0" + row.tobytes() for row in sheet))
    upper, whole = (writing.header(width, rows) for rows in (height // 2, height))
    odd = writing.header(width, height, colour=7)
    files = {
        "lower.png": writing.png(upper, packed),
        "second before.png": writing.png(upper, packed, whole),
        "second behind.png": writing.png(upper, packed, behind=[whole]),
        "no colours.png": writing.png(odd, packed),
        "no colours behind.png": writing.png(upper, packed, behind=[odd]),
    }
    assert hides_rows(files["lower.png"])
    assert not hides_rows(files["no colours behind.png"])  # the decoder refuses it
    assert Status.CLEAN not in statuses(tmp_path, files).values()


def test_letters_with_strokes_as_wide_as_covers_are_no_covers() -> None:
    sheet = Image.new("RGB", (900, 300), (252, 252, 250))
    pen = ImageDraw.Draw(sheet)
    pen.text((60, 60), APPLICANT.name, fill=(10, 10, 10), font=font(Face.SONG, 190))
    assert verify(np.array(sheet)).status is Status.LEAK


@pytest.mark.slow
@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_a_page_that_does_not_stand_upright_is_read_all_the_same(quarter_turns: int) -> None:
    upright = page("申报人王晓燕同志工作认真负责", "评审结果合格特发此证")
    turned = np.ascontiguousarray(np.rot90(upright, quarter_turns))
    assert verify(turned).status is Status.LEAK
    other = np.rot90(page("申报人李建国同志工作认真负责", "评审结果合格特发此证"), quarter_turns)
    assert verify(np.ascontiguousarray(other)).status is Status.CLEAN
