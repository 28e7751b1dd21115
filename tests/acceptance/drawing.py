"""The scans of the acceptance checks: typed lines or a page of the sample, whole or spoilt."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import pillow_heif
from PIL import Image, ImageDraw, ImageFilter

from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.one_photo import inch_photo

SAMPLE = Path(__file__).resolve().parents[2] / "resources/samples/region-senior-2024"
FROM, NEXT_PAGE, PHOTO, SCRAWL = "@from ", "@page", "@photo", "@scrawl"

_SPOILT: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "@blurred": lambda page: page.filter(ImageFilter.GaussianBlur(9)),
    "@dark": lambda page: page.point([round(0.2 * value) for value in range(256)] * 3),
    "@cut": lambda page: page.crop((page.width // 5, 0, page.width, page.height * 11 // 20)),
    "@turned 90": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "@turned 180": lambda page: page.transpose(Image.Transpose.ROTATE_180),
}


def draw(file: Path, lines: Sequence[str]) -> None:
    """Write a scan; its suffix says in which format.

    Args:
        file: Where it is written.
        lines: What is typed on it, or ``@from`` and a file of the sample, or ``@photo`` for an
            inch photo. ``@page`` begins the next page; ``@blurred``, ``@dark``, ``@cut``,
            ``@turned 90`` and ``@turned 180`` spoil the page on which they stand, ``@scrawl``
            signs it behind the last line.
    """
    if PHOTO in lines:
        inch_photo(file)
        return
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == NEXT_PAGE:
            pages.append([])
        else:
            pages[-1].append(line)
    first, *rest = map(_page, pages)
    if file.suffix == ".heic":
        pillow_heif.register_heif_opener()
    if rest:
        first.save(file, save_all=True, append_images=rest)
    else:
        first.save(file)


def _page(lines: Sequence[str]) -> Image.Image:
    printed = [line for line in lines if not line.startswith("@")]
    sources = [line.removeprefix(FROM) for line in lines if line.startswith(FROM)]
    page = Image.open(SAMPLE / sources[0]) if sources else Image.fromarray(typed(*printed))
    page = page.convert("RGB")
    if SCRAWL in lines:
        _sign(page, LEFT + 36 * len(printed[-1]) + 30, TOP + (len(printed) - 1) * STEP)
    for line in lines:
        if line in _SPOILT:
            page = _SPOILT[line](page)
    return page


def _sign(page: Image.Image, left: int, top: int) -> None:
    """Draw a signature that nobody can read."""
    pen, random = ImageDraw.Draw(page), Random(5)
    for start in (left, left + 55, left + 105):
        points = [(start + random.randint(0, 55), top + random.randint(-12, 44)) for _ in range(9)]
        pen.line(points, fill=(25, 25, 60), width=4, joint="curve")
