"""Half a certificate never passes for a whole one, wherever it was cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from tests.hostile import packed, pdf_wholes, pictures
from tests.hostile.pdf_revisions import with_revisions
from tests.pages.drawn import patches
from tests.pages.hostile import PHOTOS
from tests.pages.pdf_writing import FILL, PdfPage, encoded, jpeg_picture, pdf
from zcdesk.errors import ScanError
from zcdesk.pages.opening.archives import member_content, members_of
from zcdesk.pages.opening.scan import decode, open_content

Record = Callable[[str, object], None]

SMALL = Image.fromarray(patches())
PDF = pdf(*[PdfPage(FILL, (jpeg_picture(SMALL, quality=95, subsampling=0),))] * 3)
WHOLE = {
    **pictures.wholes(),
    **pdf_wholes.wholes(),
    "grey.bmp": encoded(SMALL.convert("L"), "BMP"),
    "small.gif": encoded(SMALL, "GIF"),
    "upright.heic": (PHOTOS / "upright.heic").read_bytes(),
    "burst.heic": (PHOTOS / "burst.heic").read_bytes(),
    "jpegs.pdf": PDF,
}

BOUNDARIES = {
    "jpg": rb"\xff[\xc0-\xfe]",
    "png": rb"IHDR|PLTE|IDAT|IEND|tRNS|acTL|fcTL|fdAT",
    "gif": rb"[\x21\x2c\x3b]",
    "webp": rb"VP8[ LX]|ANIM|ANMF|ALPH",
    "bmp": rb"BM",
    "tif": rb"II\*\0|\xff\xd8|\xff\xd9",
    "heic": rb"ftyp|meta|mdat|iloc|iprp|ipco|hvcC|ispe|idat|iinf",
    "pdf": rb"obj|endobj|stream|endstream|xref|trailer|startxref|%%EOF",
}
"""Where a file of each kind has its joints."""


def spare(name: str) -> int:
    """Return how many bytes at the end of a whole file may be gone without anything missing.

    What stands behind a PDF's trailer, which only leads to it; the zeros with which a TIFF of
    several pages is filled up to a multiple of 16. All other files are refused when a single byte
    is gone.
    """
    if name.endswith(".pdf"):
        content = WHOLE[name]
        trailer = content.rfind(b">>", content.rfind(b"trailer")) + 2
        return len(content) - max(trailer, content.rfind(b"endobj") + 6)
    return 4 if name == "pages.tif" else 0


def places(name: str, content: bytes, number: int) -> list[int]:
    """Return where a file is cut: at its joints, near both ends, and anywhere."""
    kind = name.rpartition(".")[2]
    joints = [one.start() for one in re.finditer(BOUNDARIES[kind], content)]
    near = [at for joint in joints for at in (joint - 4, joint, joint + 1, joint + 4)]
    last = len(content) - spare(name)
    ends = [*range(1, 40), *range(last - 40, last)]
    chance = Random(f"{name} {number}")
    anywhere = [chance.randrange(1, last) for _ in range(number)]
    told = [at for at in (*near, *ends) if 0 < at < last]
    return sorted({*chance.sample(told, min(number, len(told))), *anywhere, last - 1})


def passes(content: bytes, name: str) -> bool:
    try:
        scan = open_content(Path(name), content)
        for index in range(scan.page_count):
            decode(scan, index)
    except ScanError:
        return False
    return True


@pytest.mark.parametrize("number", [40, pytest.param(1500, marks=pytest.mark.nightly)])
def test_a_file_that_was_cut_anywhere_is_refused(number: int, record_property: Record) -> None:
    cuts = 0
    passed = []
    for name, content in WHOLE.items():
        assert passes(content, name)
        for place in places(name, content, number):
            cuts += 1
            if passes(content[:place], name):
                passed.append((name, place, len(content)))
    assert passed == []
    assert cuts > 0.8 * number * len(WHOLE)  # the smallest files have fewer places
    record_property("figure", f"{cuts} cuts of {len(WHOLE)} files, 0 passed for whole")


def contents_of(path: Path) -> list[bytes]:
    return [member_content(path, member.path) for member in members_of(path)]


@pytest.mark.parametrize("name", ["plain.zip", "stored.zip", "bzip2.zip", "lzma.zip"])
def test_half_an_archive_gives_no_file(name: str, tmp_path: Path) -> None:
    content = packed.wholes()[name]
    path = tmp_path / name
    for place in range(1, len(content), 1 + len(content) // 60):
        path.write_bytes(content[:place])
        with pytest.raises(ScanError):
            contents_of(path)


def test_a_pdf_that_was_cut_within_its_later_revision_is_no_older_one() -> None:
    old, whole = pdf_wholes.wholes()["drawn.pdf"], with_revisions(1)
    assert passes(whole, "a.pdf")
    assert passes(old, "a.pdf")  # exactly between the two it is whole: nothing tells that more came
    passed = [at for at in range(len(old) + 1, len(whole) - 1) if passes(whole[:at], "a.pdf")]
    assert passed == []


@pytest.mark.slow
def test_only_what_says_nothing_may_be_missing_at_the_end(tmp_path: Path) -> None:
    for name, content in WHOLE.items():
        for missing in range(1, spare(name) + 1):
            scan, whole = (open_content(Path(name), content[:at]) for at in (-missing, None))
            for index in range(whole.page_count):
                assert (decode(scan, index) == decode(whole, index)).all()
            told = [each.code for each in scan.findings]
            kept_mark = missing <= 1 or not name.endswith(".pdf")
            assert told == ([] if kept_mark else ["scan.repaired"]), (name, missing)
        assert not passes(content[: len(content) - spare(name) - 1], name)
    path = tmp_path / "noted.zip"
    path.write_bytes(packed.wholes()["noted.zip"][:-3])
    assert len(contents_of(path)) == 2
