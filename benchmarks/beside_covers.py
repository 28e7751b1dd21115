"""What a cover leaves beside it: of the ink there as much as possible, of what it hides nothing.

    python -m benchmarks.beside_covers [--pages FOLDER] [--pairs 100] [--result FILE]

*Ink*: how much of the ink 3 to 18 pixels beside covers is changed by more than 25 levels, on drawn
pages, or on the pictures of a folder. There a name is taken from the middle of a line of each page.

*Pairs*: pages that differ below their cover alone, up to its last pixel, and are not equal in every
pixel when they are finished, for each way of packing whose reach is known.

*Named*: how often of 16 times a reader who knows eight names, the page and how it was packed, tells
the right one (2 are chance): the finished pixels beside the cover are compared with what each name
leaves there. ``scaled`` is a JPEG that a chat made smaller, ``once`` a PNG of a JPEG.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageDraw

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.drawing import draw, save
from benchmarks.masking import applicant_of
from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant, Target
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.names.spellings import is_han
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.opening.scan import Scan, open_content, read_scan
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workflow.one_page.examining import examine_page, proposed_covers
from zcdesk.workflow.one_page.found_scans import scan_pixels
from zcdesk.workflow.one_page.sought import Sought

NEAR, FAR = 3, 18
"""Pixels beside the paint between which ink is looked at."""
CHANGED = 25
INK = 48  # levels darker than what is around
FIRST_DRAWN = 71_000
TARGETS = frozenset({Target.NAME, Target.EMPLOYER, Target.SEAL, Target.SIGNATURE, Target.PHOTO})

NAMES = ("张伟国", "李明轩", "王芳菲", "康映雪", "龘靐齉", "一一一", "艾力江", "赵启明")
SIZE, LARGER, COVER = (300, 170), (400, 227), (120, 60, 199, 92)
ROWS = ((32, 62, "申报人"), (203, 62, "同志曾任"), (40, 96, "经研究决定授予工程师"))
PAPER = (246, 244, 239)
Colour = tuple[int, int, int]
INKS: tuple[Colour, ...] = ((25, 25, 25), (205, 30, 40), (30, 40, 190))
"""Of what is hidden and of what is beside it."""

WAYS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "4:2:0": ("JPEG", "jpg", {"subsampling": "4:2:0"}),
    "4:2:2": ("JPEG", "jpg", {"subsampling": "4:2:2"}),
    "4:4:4": ("JPEG", "jpg", {"subsampling": "4:4:4"}),
    "progressive": ("JPEG", "jpg", {"subsampling": "4:2:0", "progressive": True}),
    "TIFF": ("TIFF", "tif", {"compression": "jpeg"}),
    "LZW": ("TIFF", "tif", {"compression": "tiff_lzw"}),
    "PDF": ("PDF", "pdf", {}),
    "PNG": ("PNG", "png", {}),
    "BMP": ("BMP", "bmp", {}),
    "GIF": ("GIF", "gif", {}),
    "WebP": ("WEBP", "webp", {}),
    "HEIC": ("HEIF", "heic", {}),
}
"""Kind, ending and options of each way of packing."""
QUALITY = ("JPEG", "PDF", "WEBP", "HEIF")
"""Kinds that are written in some quality; a TIFF of JPEGs in the usual one."""
KNOWN = ("4:2:0", "4:2:2", "4:4:4", "progressive", "TIFF", "LZW", "PDF", "PNG", "BMP", "GIF")
UNKNOWN = ("once", "scaled", "WebP", "HEIC")


@dataclass
class InkBeside:
    """Ink beside the covers of a page in pixels, and how much of it was changed."""

    page: str
    ink: int
    changed: int
    milliseconds: float


def ink_beside(name: str, scan: Scan, page: Page, covers: Sequence[Mask]) -> InkBeside:
    """Cover a page and compare the ink beside its covers with the page as it was."""
    started = time.process_time()
    before = scan_pixels(scan, page, ())
    half = time.process_time()
    after = burn(scan_pixels(scan, page, covers), covers)
    took = time.process_time() - half - (half - started)
    painted = (burn(np.full_like(before, 255), covers) == 0).all(axis=2)
    away = cv2.distanceTransform((~painted).view(np.uint8), cv2.DIST_L2, 5)
    grey = cv2.cvtColor(before, cv2.COLOR_RGB2GRAY)
    paper = cv2.medianBlur(cv2.dilate(grey, np.ones((9, 9), np.uint8)), 15)
    inked = (away >= NEAR) & (away <= FAR) & (grey.astype(np.int16) < paper.astype(np.int16) - INK)
    changed = np.abs(before.astype(np.int16) - after).max(axis=2) > CHANGED
    return InkBeside(name, int(inked.sum()), int((inked & changed).sum()), 1000 * took)


def public_pages(folder: Path) -> Iterator[InkBeside]:
    """Yield the ink of pictures of a folder; those without three Han letters in a row, and what is
    damaged, are passed over."""
    nobody = Sought(Applicant("无名氏", "无此单位"), frozenset())
    for path in sorted(folder.iterdir()):
        try:
            scan = open_content(path, read_scan(path))
            seen = examine_page(str(path), 0, nobody)
        except ZcdeskError:
            continue
        lines = ("".join(c.text for c in line.lattice.characters) for line in seen.reading.lines)
        runs = [run for line in lines for run in han_runs(line)]
        if not runs:
            continue
        random = Random(path.name)
        run = random.choice(runs)
        first = random.randrange(len(run) - 2)
        sought = Sought(Applicant(run[first : first + 3], max(runs, key=len)[:12]), TARGETS)
        seen = examine_page(str(path), 0, sought, seen.page, seen.reading)
        yield ink_beside(path.name, scan, seen.page, proposed_covers(seen.hits))


def han_runs(line: str) -> list[str]:
    """Return the parts of a line that are three Han letters or more."""
    plain = "".join(letter if is_han(letter) else " " for letter in line)
    return [run for run in plain.split() if len(run) >= 3]


def drawn_pages(count: int) -> Iterator[InkBeside]:
    """Yield the ink of pages of fictional people, in files as scanners write them."""
    with TemporaryDirectory() as folder:
        for seed in range(FIRST_DRAWN, FIRST_DRAWN + count):
            drawn, path = draw(seed), Path(folder) / f"{seed}.jpg"
            save(drawn.page, path, quality=75)
            seen = examine_page(str(path), 0, Sought(applicant_of(drawn.person), TARGETS))
            scan = open_content(path, read_scan(path))
            yield ink_beside(path.name, scan, seen.page, proposed_covers(seen.hits))


def page_with(name: str, seed: int, own: Colour, other: Colour = INKS[0]) -> Image.Image:
    """Draw a page of noisy paper on which nothing but what is below the cover differs."""
    left, top, right, bottom = COVER
    page, below = (Image.new("RGB", SIZE, PAPER) for _ in range(2))
    pen = ImageDraw.Draw(page)
    pen.rectangle((left - 9, top - 9, right + 9, bottom + 9), outline=other)
    for x, y, text in ROWS:
        pen.text((x, y), text, fill=other, font=font(Face.SONG, 26))
    ImageDraw.Draw(below).text((left - 1, top - 1), name, fill=own, font=font(Face.SONG, 28))
    page.paste(below.crop((left, top, right + 1, bottom + 1)), (left, top))
    noise = np.random.default_rng(seed).normal(0, 2.5, (SIZE[1], SIZE[0], 3))
    hidden = np.s_[top : bottom + 1, left : right + 1]
    noise[hidden] = 0
    return Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))


def file_of(page: Image.Image, way: str, quality: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a page that was packed in some way."""
    if way == "once":
        return file_of(reopened(page, quality), "PNG", quality)
    if way == "scaled":
        large = reopened(page.resize(LARGER, Image.Resampling.BICUBIC), quality)
        return file_of(large.resize(SIZE, Image.Resampling.BILINEAR), "4:2:0", 80)
    if way == "GIF":  # its colours are chosen for the whole page, hidden ones among them
        page = page.convert("P", palette=Image.Palette.WEB, dither=Image.Dither.NONE)
    kind, ending, options = WAYS[way]
    stream = io.BytesIO()
    page.save(stream, kind, **({"quality": quality} if kind in QUALITY else {}), **options)
    return f"a.{ending}", stream.getvalue()


def reopened(page: Image.Image, quality: int) -> Image.Image:
    """Return the pixels of a page that was a JPEG."""
    return Image.open(io.BytesIO(file_of(page, "4:2:0", quality)[1])).convert("RGB")


def finished(name: str, content: bytes) -> Picture:
    """Return the pixels of a page that are encoded, made as an export makes them."""
    scan = open_content(Path(name), content)
    page = straightened(Page(PageSource("a", scan.sha256), *SIZE, *SIZE))
    covers = [Mask(Target.NAME, page.transform.apply_all(box(*COVER)))]
    return burn(scan_pixels(scan, page, covers), covers)


def differing_pairs(way: str, count: int) -> int:
    """Return how many of some pairs of pages, other below their cover alone, come out unequal."""
    random, unequal = Random(way), 0
    for seed in range(count):
        names = random.sample(NAMES, 2)
        own, other = random.choices(INKS, k=2)
        quality = random.randint(35, 95)
        first, second = (
            finished(*file_of(page_with(name, seed, own, other), way, quality)) for name in names
        )
        unequal += bool((first != second).any())
    return unequal


def named(way: str) -> int:
    """Return how often of 16 times the right one of eight names is told."""

    def beside(name: str, seed: int, quality: int, own: Colour) -> NDArray[np.float64]:
        page = page_with(name, seed, own)
        return finished(*file_of(page, way, quality)).astype(np.float64).ravel()

    right = 0
    for own in INKS[:2]:
        tries = [(100 + seed, quality) for seed in range(3) for quality in (70, 80)]
        known = [np.mean([beside(name, *how, own) for how in tries], axis=0) for name in NAMES]
        usual = np.mean(known, axis=0)
        for number, name in enumerate(NAMES):
            seen = beside(name, number, 75, own) - usual
            traces = [each - usual for each in known]
            likeness = [seen @ trace / (np.linalg.norm(trace) or 1.0) for trace in traces]
            # All alike: nothing is told, and any guess is as good.
            right += number == (int(np.argmax(likeness)) if np.ptp(likeness) > 1e-6 else 0)
    return right


def main() -> None:
    """Measure all three and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="a folder of pictures, in place of drawn pages")
    parser.add_argument("--drawn", type=int, default=24)
    parser.add_argument("--pairs", type=int, default=100)
    ask_for_result(parser)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    pillow_heif.register_heif_opener()
    figures: list[Figure] = []

    def count(what: str, seen: int, of: int, at_most: float) -> None:
        print(f"{what}: {seen} of {of}", flush=True)
        figures.append(Figure(promise="spared", what=what, count=seen, of=of, at_most=at_most))

    pages = []
    for page in public_pages(given.pages) if given.pages else drawn_pages(given.drawn):
        print(f"{page.page}: {page.changed} of {page.ink}, {page.milliseconds:.0f} ms", flush=True)
        pages.append(page)
    kind = "public" if given.pages else "drawn"
    ink, changed = sum(page.ink for page in pages), sum(page.changed for page in pages)
    count(f"ink beside covers that changed, {len(pages)} {kind} pages", changed, ink, 0.02)
    costs = [page.milliseconds for page in pages]
    print(f"ms a page: median {np.median(costs):.0f}, at most {max(costs):.0f}")
    if given.pairs:
        for way in KNOWN:
            what = f"pairs that differ below covers alone and come out unequal, {way}"
            count(what, differing_pairs(way, given.pairs), given.pairs, 0.0)
        for way in (*KNOWN, *UNKNOWN):
            count(f"names of eight told by what is beside a cover, {way}", named(way), 16, 0.25)
    if given.result:
        write_run(given.result, "beside_covers", figures, range(FIRST_DRAWN, FIRST_DRAWN + 1))


if __name__ == "__main__":
    main()
