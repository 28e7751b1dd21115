"""Scans that differ only below their covers give the same picture, whatever is beside a cover."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from tools.drawing.fonts import Face, font
from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.opening.scan import open_content
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workflow.one_page.found_scans import scan_pixels

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
