"""Importing: memory by the number of pages, and processor time to decode one page of each kind.

    python benchmarks/importing.py [--pages 5 20 60] [--worker]

A scanned PDF of A4 pages at 200 dpi is imported into a new case file by one worker, then every page
is decoded once. Memory is the peak resident size of the program and, apart from it, of the worker;
for each number of pages both start anew. ``--worker`` prints the child's numbers and is what the
program calls for itself.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import psutil
import pymupdf
from PIL import Image

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.pages.opening.scan import decode_page, open_content
from zcdesk.training.documents import draw_page
from zcdesk.training.people import invent_colleagues, invent_person
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.case.case_files import import_scans
from zcdesk.workflow.tasks.found_scans import scan_at

PAGE = (595, 842)


@cache
def sheet() -> Image.Image:
    """Return a page of print with the grain of a scanner, A4 at 200 dpi."""
    chance = Random(985_000)
    person = invent_person(chance)
    page = draw_page("dense_text", person, invent_colleagues(person, chance), chance, 200)
    image = Image.fromarray(page.picture).resize((1654, 2339))
    noise = np.random.default_rng(1).normal(0, 4, (2339, 1654, 1))
    grainy = np.clip(np.asarray(image).astype(float) + noise, 0, 255)
    return Image.fromarray(grainy.astype(np.uint8))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def scanned(pages: int) -> bytes:
    """Return a scanned PDF; every page is a JPEG of its own."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=PAGE[0], height=PAGE[1])
        turned = np.roll(np.asarray(sheet()), number, axis=0)
        page.insert_image(page.rect, stream=encoded(Image.fromarray(turned), "JPEG", quality=75))
    return bytes(document.tobytes())


def decoded_size(path: str, index: int) -> tuple[int, int]:
    """Decode a page in a worker and return its shape and the worker's peak memory in bytes."""
    picture = decode_page(scan_at(path), index).picture
    return picture.size, psutil.Process().memory_info().rss


def peak_of(path: Path) -> tuple[int, int, float]:
    """Import and decode; return the peaks of program and worker in bytes, and the seconds."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, WorkerPool(1) as pool:
        case = Case("region-senior-2024", Applicant("", ""), frozenset[Target]())
        stored = create_case(Path(folder) / "a.zcase", case)
        list(import_scans(pool, stored, [path]))
        seconds = time.monotonic() - start
        tasks = [(page.number, "", (page.path, page.index)) for page in stored.case.pages]
        worker = 0
        for outcome in run_each(pool, decoded_size, tasks):
            assert outcome.result is not None, outcome.error
            worker = max(worker, outcome.result[1])
        stored.close()
    return peak(), worker, seconds


def peak() -> int:
    """Return the peak resident bytes of this process."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed() -> None:
    """Print the processor time of opening and decoding one page of each kind."""
    image = sheet()
    drawn = pymupdf.open()
    page = drawn.new_page(width=PAGE[0], height=PAGE[1])
    for row in range(50):
        page.insert_text((60, 60 + row * 15), "Small print 0123456789 " * 3, fontsize=9)
    kinds = {
        "JPEG": encoded(image, "JPEG", quality=75),
        "PDF, scanned": scanned(1),
        "PDF, drawn at 224 dpi": bytes(drawn.tobytes()),
        "TIFF, LZW": encoded(image, "TIFF", compression="tiff_lzw"),
        "TIFF, fax group 4": encoded(image.convert("1"), "TIFF", compression="group4"),
        "PNG": encoded(image, "PNG"),
        "WebP": encoded(image, "WEBP"),
    }
    for kind, content in kinds.items():
        best = min(_seconds(content) for _ in range(5))
        print(f"{kind}: {best:.3f} s, {len(content) / 1e6:.1f} MB")


def _seconds(content: bytes) -> float:
    start = time.process_time()
    decode_page(open_content(Path("a"), content))
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[5, 20, 60])
    parser.add_argument("--worker", type=Path)
    given = parser.parse_args()
    if given.worker:
        program, worker, seconds = peak_of(given.worker)
        print(
            f"program {program / 2**20:.0f} MiB, worker {worker / 2**20:.0f} MiB, {seconds:.2f} s"
        )
        return
    timed()
    for pages in given.pages:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scan.pdf"
            path.write_bytes(scanned(pages))
            size = path.stat().st_size / 1e6
            command = [sys.executable, "-m", "benchmarks.importing", "--worker", str(path)]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            print(f"{pages} pages, {size:.0f} MB: {told.strip()}")


if __name__ == "__main__":
    main()
