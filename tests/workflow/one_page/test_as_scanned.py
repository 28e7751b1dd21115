"""A page as it lies, one laid straight and one of a case are finished alike, by what is seen."""

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from benchmarks.makers.photographing import photographed
from tests.drawn_text import typed
from tests.masking.seals import sealed_pages
from tests.pages.opened import opened
from tools.drawing.documents import draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.geometry import Polygon, Transform, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Hit, Mask
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.opening.scan import decode, open_content
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.verification.picture import Status, verify_file, verify_pixels
from zcdesk.verification.words.seeing import look
from zcdesk.workflow.one_page import finishing
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.finishing import PagePart, PictureJob
from zcdesk.workflow.one_page.found_scans import ScanPlace, scan_pixels
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.jobs import make_picture

HER = Applicant("张伟", "新疆云岭智能装备制造有限公司")
SOUGHT = Sought(HER, frozenset({Target.NAME, Target.EMPLOYER}))
NAME_ALONE = Sought(HER, frozenset({Target.NAME}))


def written() -> Picture:
    return typed(
        "关于申报材料的说明",
        "申报单位：新疆云岭智能装备制造有限公司",
        "姓名：张伟，性别：男，现从事机电工程专业技术工作",
        "第一条 为规范工作，制定本办法，自印发之日起施行。",
    )


def redacted(folder: Path, picture: Picture, sought: Sought = SOUGHT) -> tuple[Redacted, Picture]:
    path, output = folder / "scan.png", folder / "001.jpg"
    Image.fromarray(picture).save(path)
    result = redact_page(ScanPlace(str(path)), 0, sought, str(output), straighten=False)
    return result, decode(opened(output))


@pytest.mark.nightly
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_sideways_page_is_covered_where_it_lies_and_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    looked = Mock(side_effect=look)
    monkeypatch.setattr("zcdesk.verification.picture.look", looked)
    upright = written()
    source = np.ascontiguousarray(np.rot90(upright, -turn // 90))
    result, finished = redacted(tmp_path, source)
    assert [call.args[0].shape for call in looked.call_args_list] == [upright.shape]
    assert finished.shape == source.shape
    assert result.page.transform.rows == ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    assert (result.page.turn + turn) % 360 == 0
    assert {mask.target for mask in result.covers} == SOUGHT.targets
    for mask in result.covers:
        across, down = np.mean(mask.polygon, axis=0).astype(int)
        assert finished[down, across].max() < 8
    assert result.finished.verified.status is Status.CLEAN


@pytest.mark.nightly
def test_a_photo_on_a_desk_is_covered_where_it_lies(tmp_path: Path) -> None:
    random = Random(21)
    person = invent_person(random)
    page = draw_page("posting", person, invent_colleagues(person, random), random, 200)
    photo = photographed(page, random, 2400).page
    applicant = Applicant(name=person.name, employer=person.employer.name)
    _, finished = redacted(tmp_path, photo.picture, Sought(applicant, SOUGHT.targets))
    assert finished.shape == photo.picture.shape
    names = [mark for mark in photo.marks if mark.role is Role.NAME and not mark.hand]
    assert names
    for mark in names:
        across, down = np.mean([np.mean(each, axis=0) for each in mark.characters], axis=0)
        assert finished[int(down), int(across)].max() < 8


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "size", "ground"),
    [
        (Transform.quarter_turn(90, 1654, 1500), (1500, 1654), 255),
        (Transform.rotation(3.0, (827.0, 750.0)), (1654, 1500), 255),
        (Transform(((0.8, 0.02, 90), (0.03, 0.78, 100), (2e-5, 1e-5, 1))), (1654, 1500), 60),
    ],
    ids=["turned", "straightened", "outlined"],
)
def test_the_words_of_an_own_seal_are_covered_where_they_lie(
    tmp_path: Path, way: Transform, size: tuple[int, int], ground: int
) -> None:
    upright = sealed_pages.sealed(sealed_pages.OWN)[:1500]
    lying = cv2.warpPerspective(upright, np.array(way.rows), size, borderValue=(ground,) * 3)
    sought = Sought(sealed_pages.APPLICANT, SOUGHT.targets)
    result, finished = redacted(tmp_path, np.asarray(lying, np.uint8), sought)
    assert any(hit.parts for hit in result.hits)
    x, y = sealed_pages.MIDDLE
    for angle in np.arange(0.0, math.tau, 0.5):
        for reach, seen in ((0, True), (110, False)):
            point = way.apply((x + reach * math.cos(angle), y + reach * math.sin(angle)))
            across, down = map(int, point)
            assert bool(finished[down, across].max() > 90) is seen


@pytest.mark.nightly
def test_what_was_left_sideways_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdesk.workflow.one_page.examining.proposed_covers", lambda hits: ())
    result, _ = redacted(tmp_path, np.ascontiguousarray(np.rot90(written())))
    verified = result.finished.verified
    assert verified.status is Status.LEAK
    assert {find.target for find in verified.finds} == SOUGHT.targets


@pytest.mark.nightly
def test_covers_that_slipped_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slipped(hits: Sequence[Hit]) -> tuple[Mask, ...]:
        masks = [hit.mask for hit in hits]
        return tuple(replace(one, polygon=_moved(one.polygon)) for one in masks)

    monkeypatch.setattr("zcdesk.workflow.one_page.examining.proposed_covers", slipped)
    result, _ = redacted(tmp_path, np.ascontiguousarray(np.rot90(written())))
    assert result.finished.verified.status is not Status.CLEAN


def _moved(place: Polygon) -> Polygon:
    """Return a cover moved along its line by nine tenths of its height, a letter."""
    (x0, y0), (x1, y1), (x2, y2) = place[0], place[1], place[3]
    step = 0.9 * math.dist((x0, y0), (x2, y2)) / math.dist((x0, y0), (x1, y1))
    return tuple((x + (x1 - x0) * step, y + (y1 - y0) * step) for x, y in place)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "毕业证.png"
    Image.fromarray(typed("姓名：张伟，性别：男", "第一条 为规范工作，制定本办法。")).save(path)
    return path


def laid(scan: Path) -> Redacted:
    return redact_page(ScanPlace(str(scan)), 0, NAME_ALONE, str(scan.with_name("a.jpg")), True)


@pytest.mark.nightly
def test_a_page_of_a_case_and_one_without_become_the_same_bytes(scan: Path) -> None:
    alone = laid(scan)
    assert len(alone.covers) == 1
    output = scan.with_name("001.jpg")
    part = PagePart(alone.page, alone.covers)
    made = make_picture(PictureJob((part,), (1, 1), True, FileLimit(""), NAME_ALONE, str(output)))
    assert output.read_bytes() == scan.with_name("a.jpg").read_bytes()
    assert made == alone.finished
    assert made.verified.status is Status.CLEAN


@pytest.mark.slow
def test_what_the_disk_spoils_is_told_too(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(path: Path, content: bytes) -> None:
        with Image.open(io.BytesIO(content)) as picture:
            picture.paste((255, 0, 255), (0, 0, 80, 80))
            picture.save(path, quality=90, dpi=(300, 300))

    monkeypatch.setattr(finishing, "write_atomically", spoil)
    told = laid(scan).finished.verified
    assert (told.status, [one.code for one in told.findings]) == (Status.LEAK, ["verify.damaged"])


def test_pixels_are_judged_as_the_same_pixels_in_a_file() -> None:
    picture = typed("姓名：张伟，性别：男", "第一条 为规范工作，制定本办法。")
    stream = io.BytesIO()
    Image.fromarray(np.asarray(picture)).save(stream, "PNG")
    targets = frozenset({Target.NAME})
    as_file = verify_file(stream.getvalue(), "001.png", NAME_ALONE.applicant, targets)
    as_pixels = verify_pixels(picture, NAME_ALONE.applicant, targets)
    assert as_pixels.finds == as_file.finds
    told = [one for one in as_file.findings if one.code != "verify.not_jpeg"]
    assert list(as_pixels.findings) == told
    assert as_pixels.status is Status.LEAK


INKS = {"black": (25, 25, 25), "red": (205, 30, 40), "blue": (30, 40, 190), "green": (20, 120, 60)}
COVER = (120, 60, 199, 92)
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "4:2:0": ("JPEG", {"subsampling": "4:2:0"}),
    "4:2:2": ("JPEG", {"subsampling": "4:2:2"}),
    "4:4:4": ("JPEG", {"subsampling": "4:4:4"}),
    "progressive": ("JPEG", {"subsampling": "4:2:0", "progressive": True}),
    "TIFF": ("TIFF", {"compression": "jpeg"}),
    "LZW": ("TIFF", {"compression": "tiff_lzw"}),
    "PDF": ("PDF", {}),
    "PNG": ("PNG", {}),
    "BMP": ("BMP", {}),
    "GIF": ("GIF", {}),
}
"""Ways in which files are packed whose reach is known."""

BESIDE = ("border", "underline", "label", "ring", "rows")


def drawn(name: str, ink: str, beside: Sequence[str], other: str, em: int) -> Image.Image:
    """Draw a page on which nothing but the name below its cover differs."""
    page = Image.new("RGB", (300, 170), (250, 248, 243))
    pen, colour = ImageDraw.Draw(page), INKS[other]
    left, top, right, bottom = COVER
    if "border" in beside:
        pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=colour, width=2)
    if "underline" in beside:
        pen.line((left - 60, bottom + 3, right + 40, bottom + 3), fill=colour, width=2)
    if "ring" in beside:
        pen.ellipse((right - 40, top - 50, right + 60, top + 50), outline=INKS["red"], width=3)
    words = [(left - 3 * em - 2, top + 1, "申报人")] if "label" in beside else []
    words += [(right + 2, top + 1, "同志曾")] if "label" in beside else []
    words += [(left - 9, bottom + 1, "经研究决定授予")] if "rows" in beside else []
    for x, y, text in words:
        pen.text((x, y), text, fill=colour, font=font(Face.SONG, em))
    below = Image.new("RGB", page.size, (250, 248, 243))
    pen = ImageDraw.Draw(below)
    pen.text((left + 2, top), name, fill=INKS[ink], font=font(Face.SONG, em))
    # Ink up to the very edge, another for each name.
    pen.text((left - 3, bottom - 5), name[::-1] * 4, fill=INKS[ink], font=font(Face.SONG, em))
    pen.line((right, top, right, bottom - 3 * len(set(name))), fill=INKS[ink])
    page.paste(below.crop((left, top, right + 1, bottom + 1)), (left, top))
    return page


def packed(page: Image.Image, way: str, quality: int, orientation: int) -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    kind, options = WAYS[way]
    if kind == "JPEG":
        options = {**options, "exif": exif}
    if kind in ("JPEG", "PDF") or options.get("compression") == "jpeg":
        options = {**options, "quality": quality}
    if kind == "GIF":  # its colours are chosen for the whole page, hidden ones among them
        page = page.convert("P", palette=Image.Palette.WEB, dither=Image.Dither.NONE)
    page.save(stream, kind, **options)
    return stream.getvalue()


def exported(content: bytes, way: str, orientation: int, skew: float, turn: int) -> Picture:
    """Return the pixels that are encoded, made of a file as an export makes them."""
    kind = WAYS[way][0]
    scan = open_content(Path(f"a.{'jpg' if kind == 'JPEG' else kind.lower()}"), content)
    outline, size = box(*COVER), (300, 170)
    if kind == "JPEG" and orientation == 6:
        outline, size = tuple((170 - y, x) for x, y in outline), (170, 300)
    source = PageSource("a", scan.sha256)
    page = straightened(Page(source, *size, *size, turn=turn, skew=skew))
    covers = [Mask(Target.NAME, page.transform.apply_all(outline))]
    return burn(scan_pixels(scan, page, covers), covers)


@settings(max_examples=30)
@given(
    st.permutations(["张伟国", "龘靐齉", "一一一", "康映雪"]).map(lambda names: names[:2]),
    st.tuples(st.sampled_from([*INKS]), st.sampled_from([*INKS]), st.sampled_from([14, 20, 28])),
    st.sets(st.sampled_from(BESIDE), min_size=1, max_size=3),
    st.tuples(st.sampled_from([*WAYS]), st.integers(35, 95)),
    st.tuples(st.sampled_from([1, 6]), st.sampled_from([0.0, 0.8, -2.1]), st.sampled_from([0, 90])),
)
def test_scans_that_differ_only_below_a_cover_give_the_same_picture(
    names: Sequence[str],
    look: tuple[str, str, int],
    beside: set[str],
    file: tuple[str, int],
    laid: tuple[int, float, int],
) -> None:
    ink, other, em = look
    one, two = (
        exported(
            packed(drawn(name, ink, sorted(beside), other, em), *file, laid[0]), file[0], *laid
        )
        for name in names
    )
    assert (one == two).all()


def test_a_neighbours_letter_is_legible_in_its_own_colour() -> None:
    page: Polygon = box(*COVER)
    scan = packed(drawn("张伟国", "black", ["label"], "blue", 28), "4:2:0", 75, 1)
    burnt = exported(scan, "4:2:0", 1, 0.0, 0)
    right = int(page[2][0])
    letter = burnt[62:90, right + 9 : right + 30].astype(int)
    inked = letter[..., 2] - letter[..., 0] > 60
    assert inked.sum() > 40
