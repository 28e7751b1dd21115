"""Whole documents are taken, however odd; half a certificate never passes, wherever it was cut."""

import io
import re
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.hostile import packed, pdfs, pictures
from tests.hostile.pdfs import with_revisions
from tests.pages import pdf_writing as w
from tests.pages.drawn import letter, patches
from tests.pages.hostile import PHOTOS
from zcdesk.errors import ScanError, TruncatedScanError, UnsupportedScanError
from zcdesk.pages.opening.archives import member_content, members_of
from zcdesk.pages.opening.containers.jbig2 import require_whole
from zcdesk.pages.opening.refusals import DamagedPageScanError
from zcdesk.pages.opening.scan import decode, decode_page, open_content
from zcdesk.picture import Picture

PATCHES = Image.fromarray(patches())
LETTER = Image.fromarray(letter()[:360, 100:620])
NAME = Path("证书.pdf")
FLAT = w.flat_picture(PATCHES)
SCANNED = w.pdf(w.PdfPage(w.FILL, (FLAT,)), w.PdfPage(w.FILL, (FLAT,)))
REPAIRED, DOUBTFUL = ["scan.repaired"], ["scan.page_doubtful"]


def found(content: bytes, name: str = "证书.pdf") -> tuple[list[str], list[Picture]]:
    """Return what is told of a file, and its pages."""
    scan = open_content(Path(name), content)
    pages = [decode_page(scan, index) for index in range(scan.page_count)]
    told = [*scan.findings, *(each for page in pages for each in page.findings)]
    return [each.code for each in told], [page.picture for page in pages]


def shortened(stream: w.Stream, missing: int) -> w.Stream:
    return w.Stream(stream.entries, stream.data[: len(stream.data) - missing])


def with_length(content: bytes, add: int) -> bytes:
    """Return a PDF whose pictures state another length; nothing else moves."""
    old = f"/Length {len(FLAT.data)}".encode()
    return content.replace(old, f"/Length {len(FLAT.data) + add}".encode())


def for_the_web(content: bytes, first_end: bytes = b"%%EOF\n") -> bytes:
    """Return a PDF that states the length of a file for the web, with its first end."""
    head = f"%PDF-1.7\n90 0 obj\n<</Linearized 1/L {len(content) + 200}/N 2>>\nendobj\n".encode()
    return head + b"startxref\n0\n" + first_end + content[content.index(b"1 0 obj") :]


NO_END = SCANNED[: SCANNED.rindex(b"%%EOF")]
ODD: dict[str, tuple[bytes, list[str]]] = {
    "no end mark": (NO_END, REPAIRED),
    "half an end mark": (NO_END + b"%%E", REPAIRED),
    "cut within its last number": (NO_END[:-4], REPAIRED),
    "cut behind its trailer": (NO_END[: NO_END.rindex(b"startxref")], REPAIRED),
    "no end mark but zeros": (NO_END + bytes(4000), REPAIRED),
    "a web page behind": (SCANNED + b"<!DOCTYPE html><html>" + b"<p>served</p>" * 900, []),
    "a picture behind": (SCANNED + w.encoded(PATCHES, "JPEG"), []),
    "zeros behind": (SCANNED + bytes(70_000), []),
    "a server's head before": (b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + SCANNED, []),
    "no directory": (SCANNED.replace(b"\nxref\n", b"\nyref\n"), REPAIRED),
    "lengths too short": (with_length(SCANNED, -9), REPAIRED),
    "lengths far too long": (with_length(SCANNED, 50), REPAIRED),
    "for the web, only the first of two ends": (for_the_web(NO_END), REPAIRED),
    "for the web, the last line end gone": (for_the_web(SCANNED[:-1]), REPAIRED),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_whole_pdf_that_is_odd_is_taken_with_all_its_pages(kind: str) -> None:
    content, told = ODD[kind]
    codes, pages = found(content)
    assert codes == told
    assert len(pages) == 2
    assert all((page == patches()).all() for page in pages)


@pytest.mark.parametrize("missing", [1, 4, 6])
def test_packed_data_that_lacks_its_last_bytes_is_no_page(missing: int) -> None:
    with pytest.raises(DamagedPageScanError):
        found(w.pdf(w.PdfPage(w.FILL, (shortened(FLAT, missing),))))


def test_the_first_end_of_a_pdf_for_the_web_is_not_its_last() -> None:
    whole = for_the_web(SCANNED)
    for place in range(whole.index(b"%%EOF") + 5, whole.rindex(b">>") + 1, 61):
        with pytest.raises(ScanError):
            found(whole[:place])


def test_the_end_of_a_pdf_inside_a_pdf_is_not_its_own() -> None:
    inner = w.Stream("/Type/EmbeddedFile", SCANNED)
    whole = w.pdf(w.PdfPage(w.FILL, (FLAT, inner)))
    assert found(whole)[0] == []
    assert found(whole[: whole.rindex(b"%%EOF")])[0] == REPAIRED
    for place in range(whole.rindex(b"endstream") - 9, whole.rindex(b">>"), 7):
        with pytest.raises(ScanError):
            found(whole[:place])


def form(catalog: str, words: bytes = b"") -> bytes:
    drawn = b"BT /F 5 Tf 20 90 Td (" + words + b") Tj ET"
    return w.pdf(w.PdfPage(drawn), catalog=catalog)


def test_a_page_that_only_asks_to_wait_is_named_and_no_certificate() -> None:
    with pytest.raises(ScanError, match=r"^scan\.unsupported_form$") as caught:
        found(form("/AcroForm<</Fields[]/XFA(x)>>/NeedsRendering true", b"Please wait..."))
    assert caught.value.details == {"file": "证书.pdf", "page": 1}


def test_a_form_with_pages_of_its_own_and_words_of_waiting_are_pages() -> None:
    assert found(form("/AcroForm<</Fields[]/XFA(x)>>", b"Name and address"))[0] == []
    assert found(form("", b"Please wait behind the line"))[0] == []


def test_a_pdf_around_other_files_is_named() -> None:
    document = pymupdf.open(stream=SCANNED)
    document.embfile_add("a.pdf", SCANNED)
    assert len(found(document.tobytes())[1]) == 2  # an attachment alone changes nothing
    document.xref_set_key(document.pdf_catalog(), "Collection", "<</Type/Collection>>")
    with pytest.raises(UnsupportedScanError, match=r"^scan\.unsupported_portfolio$"):
        found(document.tobytes())


def test_a_scan_on_a_page_of_many_metres_comes_with_its_own_pixels() -> None:
    scan = w.jpeg_picture(LETTER.resize((900, 600)), quality=90)
    content = w.pdf(w.PdfPage(b"q 600 0 0 400 90 90 cm /I0 Do Q", (scan,), (14_400, 14_400)))
    assert found(content)[1][0].shape == (600, 900, 3)


WHOLE_JPEG = w.encoded(LETTER, "JPEG", quality=80)
FRAME = WHOLE_JPEG.index(b"\xff\xdb")


@pytest.mark.parametrize(
    "content",
    [
        WHOLE_JPEG[:FRAME] + b"\0\0junk\xff\0more" + WHOLE_JPEG[FRAME:],
        WHOLE_JPEG[:2] + b"\r\n" + WHOLE_JPEG[2:],
        WHOLE_JPEG + b"behind",
    ],
)
def test_junk_around_the_parts_of_a_jpeg_is_passed_over(content: bytes) -> None:
    codes, pages = found(content, "证书.jpg")
    assert codes == []
    assert (pages[0] == decode(open_content(Path("a.jpg"), WHOLE_JPEG))).all()
    for place in range(FRAME, len(content) - 8, 997):
        with pytest.raises(ScanError):
            found(content[:place], "证书.jpg")


def test_a_preview_inside_another_file_is_not_the_file() -> None:
    with pytest.raises(ScanError):
        found(b"8BPS" + bytes(60) + w.encoded(PATCHES, "JPEG") + bytes(90_000), "证书.psd")


def test_a_last_refinement_that_ends_early_is_told_when_nothing_can_be_seen_missing() -> None:
    content = w.encoded(LETTER, "JPEG", quality=98, subsampling=0, progressive=True)
    whole = decode(open_content(Path("a.jpg"), content)).astype(int)
    codes, pages = found(content[:-8] + b"\xff\xd9", "证书.jpg")
    assert codes == DOUBTFUL
    assert np.abs(pages[0] - whole).max() <= 12
    coarse = w.encoded(LETTER, "JPEG", quality=70, progressive=True)
    for missing in (8, 100, 900, len(coarse) // 2):
        with pytest.raises(ScanError):
            found(coarse[:-missing] + b"\xff\xd9", "证书.jpg")


def bmp(head: int, image: Image.Image = PATCHES) -> bytes:
    content = bytearray(w.encoded(image, "BMP"))
    content[10:18] = struct.pack("<II", 14 + head, head)
    content[54:54] = bytes(head - 40)
    return bytes(content)


@pytest.mark.parametrize("head", [40, 52, 56, 64, 108, 124])
@pytest.mark.parametrize("off", [-2, 0, 2, 4])
def test_a_bmp_is_whole_when_its_rows_are_whatever_length_it_says(head: int, off: int) -> None:
    content = bmp(head)
    content = content[:2] + struct.pack("<I", len(content) + off) + content[6:]
    assert (found(content, "证书.bmp")[1][0] == patches()).all()
    for missing in (1, 2, 300, 9000):
        with pytest.raises(ScanError):
            found(content[:-missing], "证书.bmp")


def test_only_the_filling_of_the_last_row_of_a_bmp_may_be_missing() -> None:
    content = bmp(40, PATCHES.resize((139, 90)))  # 417 bytes and three of filling
    unfilled = content[:2] + struct.pack("<I", len(content) - 3) + content[6:-3]
    assert (found(unfilled, "a.bmp")[1][0] == found(content, "a.bmp")[1][0]).all()
    for cut in (content[:-3], unfilled[:-1], unfilled[:-4]):
        with pytest.raises(ScanError):
            found(cut, "a.bmp")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_a_fax_kept_as_a_picture_is_as_high_as_it_was_sent(kind: str) -> None:
    fax = LETTER.resize((520, 173))
    for down, height in ((98, 360), (196, 180), (204, 173)):
        picture = found(w.encoded(fax, kind, dpi=(204, down)), "fax")[1][0]
        assert abs(picture.shape[0] - height) <= 1
        assert picture.shape[1] == 520


def test_numbers_that_no_scanner_has_change_no_picture() -> None:
    content = w.encoded(LETTER, "JPEG")
    for unit, across, down in ((0, 1, 2), (0, 16, 9), (1, 1, 1), (1, 0, 300)):
        jfif = content[:13] + struct.pack(">BHH", unit, across, down) + content[18:]
        assert found(jfif, "a.jpg")[1][0].shape == (360, 520, 3)


def marked(*pages: tuple[Image.Image, int]) -> bytes:
    """Return a TIFF of these pages with their marks of being a reduced copy."""
    stream = io.BytesIO()
    first, *rest = [page for page, _ in pages]
    first.save(stream, "TIFF", save_all=True, append_images=rest, tiffinfo={254: 7})
    content = stream.getvalue()
    for _, mark in pages:
        content = content.replace(
            struct.pack("<HHII", 254, 4, 1, 7), struct.pack("<HHII", 254, 4, 1, mark), 1
        )
    return content


def test_a_tiff_page_as_large_as_the_first_is_a_page_whatever_its_mark() -> None:
    large, wide = LETTER.resize((620, 900)), LETTER.resize((900, 620))
    small = LETTER.resize((310, 450))
    assert len(found(marked((large, 0), (large, 1), (wide, 1)), "a.tif")[1]) == 3
    assert len(found(marked((large, 0), (small, 1)), "a.tif")[1]) == 1
    assert len(found(marked((small, 1), (large, 0), (large, 1)), "a.tif")[1]) == 2
    assert len(found(marked((large, 1), (large, 1), (small, 1)), "a.tif")[1]) == 2


def test_a_picture_packed_in_a_way_that_is_not_known_is_named_and_never_white() -> None:
    content = (Path(__file__).parents[1] / "odd" / "pdf-jbig2-refined.pdf").read_bytes()
    with pytest.raises(ScanError, match=r"^scan\.unsupported_packing$") as caught:
        found(content)
    assert caught.value.details == {"file": "证书.pdf", "page": 1, "kind": "JBIG2"}


Record = Callable[[str, object], None]

PDF = w.pdf(*[w.PdfPage(w.FILL, (w.jpeg_picture(PATCHES, quality=95, subsampling=0),))] * 3)
WHOLE = {
    **pictures.wholes(),
    **pdfs.wholes(),
    "grey.bmp": w.encoded(PATCHES.convert("L"), "BMP"),
    "small.gif": w.encoded(PATCHES, "GIF"),
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
    old, whole = pdfs.wholes()["drawn.pdf"], with_revisions(1)
    assert passes(whole, "a.pdf")
    assert passes(old, "a.pdf")  # exactly between the two it is whole: nothing tells that more came
    passed = [at for at in range(len(old) + 1, len(whole) - 1) if passes(whole[:at], "a.pdf")]
    assert passed == []


@pytest.mark.nightly
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


SHEET = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + bytes(19)


def region(
    number: int, head: bytes, data: bytes, kind: int = 38, length: int | None = None
) -> bytes:
    told = len(data) if length is None else length
    return struct.pack(">IB", number, kind) + head + struct.pack(">I", told) + data


REGIONS = {
    "plain": region(1, b"\0\1", bytes(40)),
    "referring to two others": region(300, b"\x40" + bytes(4) + b"\1", bytes(40)),
    "referring to six others": region(6, b"\xe0\0\0\6\0" + bytes(6) + b"\1", bytes(40)),
    "of a page with a long number": region(1, b"\0" + bytes(4), bytes(40), 38 | 0x40),
    "of unknown length, by arithmetic": region(
        1, b"\0\1", bytes(18) + b"\1" * 9 + b"\xff\xac\0\0\0\x09", length=0xFFFFFFFF
    ),
    "of unknown length, as a fax": region(
        1, b"\0\1", bytes(17) + b"\1" * 9 + b"\0\0\0\0\0\x09", length=0xFFFFFFFF
    ),
}


@pytest.mark.parametrize("form", REGIONS)
def test_a_whole_picture_passes_and_half_of_it_does_not(form: str) -> None:
    require_whole(SHEET + REGIONS[form])
    for place in range(len(SHEET) + 1, len(SHEET) + len(REGIONS[form])):
        with pytest.raises(TruncatedScanError):
            require_whole((SHEET + REGIONS[form])[:place])


def test_a_picture_without_ink_is_half_a_picture() -> None:
    for content in (b"", SHEET, SHEET + region(1, b"\0\1", bytes(9), kind=0)):
        with pytest.raises(TruncatedScanError):
            require_whole(content)


def test_what_a_scanner_writes_passes() -> None:
    require_whole(w.jbig2_picture(PATCHES.convert("1")).data)
