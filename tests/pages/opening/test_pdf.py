"""PDF pages: a scan gives its own pixels, anything else is drawn as a person sees it."""

import math
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageCms

from tests.hostile.pdfs import laid
from tests.pages import pdf_writing as w
from tests.pages.drawn import letter, patches
from tests.pages.pdf_writing import picture
from zcdesk.errors import ScanError, TooLargeScanError
from zcdesk.pages.opening.formats import pdf as pdf_format
from zcdesk.pages.opening.formats.pdf_page import MAX_DRAWN_PIXELS
from zcdesk.pages.opening.refusals import (
    DamagedPageScanError,
    LockedScanError,
    TooManyPixelsScanError,
)
from zcdesk.pages.opening.scan import decode, decode_page, open_content
from zcdesk.picture import Picture

PATCHES = Image.fromarray(patches())
LETTER = Image.fromarray(letter()[:540, :840])
NAME = Path("证书.pdf")


def page_of(content: bytes, index: int = 0) -> Picture:
    return decode(open_content(NAME, content), index)


def close(picture: Picture, expected: Picture, tolerance: int = 3) -> bool:
    if picture.shape != expected.shape:
        return False
    return bool((abs(picture.astype(int) - expected.astype(int)) <= tolerance).all())


def test_a_scanned_page_gives_the_very_pixels_of_its_jpeg() -> None:
    loose = open_content(Path("a.jpg"), w.encoded(LETTER, "JPEG", quality=70))
    scan = open_content(NAME, w.pdf(w.PdfPage(w.FILL, (w.jpeg_picture(LETTER, quality=70),))))
    decoded = decode_page(scan)
    assert (decoded.picture == decode(loose)).all()
    assert decoded.dpi == pytest.approx(840 / 280 * 72, abs=0.01)
    assert (scan.kind, scan.page_count, decoded.findings) == ("PDF", 1, ())


def test_the_profile_inside_a_jpeg_means_nothing_in_a_pdf() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    exchanged = exchanged.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    stored = w.jpeg_picture(PATCHES, quality=95, subsampling=0, icc_profile=exchanged)
    assert close(page_of(w.pdf(w.PdfPage(w.FILL, (stored,)))), patches(), 40)


GREY = PATCHES.convert("L")
BITS = GREY.point(lambda value: 255 * (value > 128)).convert("1")
INKS = PATCHES.convert("CMYK")
PICTURES: dict[str, tuple[w.Stream, Image.Image]] = {
    "packed": (w.flat_picture(PATCHES), PATCHES),
    "grey": (w.flat_picture(GREY), GREY),
    "inverted grey": (w.flat_picture(GREY.point(lambda value: 255 - value), "/Decode[1 0]"), GREY),
    "fax": (w.fax_picture(BITS), BITS),
    "fax drawn the other way round": (
        w.fax_picture(BITS.point(lambda value: 255 - value), "/ColorSpace/DeviceGray/Decode[1 0]"),
        BITS,
    ),
    "jbig2": (w.jbig2_picture(BITS), BITS),
    "fax as a stencil": (w.fax_picture(BITS, "/ImageMask true"), BITS),
    "jpeg 2000": (w.jpeg2000_picture(PATCHES), PATCHES),
    "palette": (
        picture(
            140,
            90,
            "/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 1<FF0000 0000FF>]",
            bytes([0] * 140 * 45 + [1] * 140 * 45),
        ),
        Image.fromarray(
            np.repeat([[[255, 0, 0]], [[0, 0, 255]]], 45, 0).repeat(140, 1).astype("u1")
        ),
    ),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_every_kind_of_picture_in_a_pdf_comes_out_as_it_is(kind: str) -> None:
    stored, expected = PICTURES[kind]
    page = page_of(w.pdf(w.PdfPage(w.FILL, (stored,))))
    assert close(page, np.asarray(expected.convert("RGB")))


def test_print_colours_in_a_pdf_are_not_inverted() -> None:
    for entries in ("", "/Decode[1 0 1 0 1 0 1 0]"):
        inks = INKS if not entries else INKS.point(lambda value: 255 - value)
        page = page_of(w.pdf(w.PdfPage(w.FILL, (w.flat_picture(inks, entries),))))
        assert page.shape == (90, 140, 3)
        assert page[10, 10, 0] > 180 > 90 > page[10, 10, 2]  # red
        assert page[45, 70].min() > 250  # paper
        assert page[80, 10].max() < 90  # black


TURNED = {0: 0, 90: -1, 180: 2, 270: 1}


PLACED = {
    b"280 0 0 180 0 0": lambda source: source,
    b"-280 0 0 180 280 0": np.fliplr,
    b"280 0 0 -180 0 180": np.flipud,
    b"-280 0 0 -180 280 180": lambda source: np.rot90(source, 2),
}
SIDEWAYS = {
    b"0 280 -180 0 180 0": lambda source: np.rot90(source, 1),
    b"0 -280 180 0 0 280": lambda source: np.rot90(source, -1),
    b"0 280 180 0 0 0": lambda source: np.rot90(np.transpose(source, (1, 0, 2)), 2),
}


@pytest.mark.parametrize("matrix", [*PLACED, *SIDEWAYS])
@pytest.mark.parametrize("degrees", TURNED)
def test_a_picture_turned_or_mirrored_stands_as_on_the_page(matrix: bytes, degrees: int) -> None:
    size = (280, 180) if matrix in PLACED else (180, 280)
    seen = {**PLACED, **SIDEWAYS}[matrix](patches())
    content = w.pdf(
        w.PdfPage(
            b"q " + matrix + b" cm /I0 Do Q", (w.flat_picture(PATCHES),), size, f"/Rotate {degrees}"
        )
    )
    page = page_of(content)
    assert (page == np.rot90(seen, TURNED[degrees])).all()
    assert page.flags.c_contiguous


def test_what_lies_outside_of_the_page_is_cut_off() -> None:
    content = w.pdf(w.PdfPage(w.FILL, (w.flat_picture(PATCHES),), entries="/CropBox[0 60 200 180]"))
    assert (page_of(content) == patches()[:60, :100]).all()


def test_a_picture_behind_a_narrower_clip_shows_no_more_than_the_clip() -> None:
    clipped = b"q 0 0 140 180 re W n 280 0 0 180 0 0 cm /I0 Do Q"
    page = page_of(w.pdf(w.PdfPage(clipped, (w.flat_picture(PATCHES),))))
    height, width = page.shape[:2]
    assert (page[:, width * 6 // 10 :] == 255).all()
    assert page[height // 10, width // 10, 0] > 200


def test_an_invisible_text_layer_keeps_the_pixels() -> None:
    drawn = w.FILL + b" BT 3 Tr /F 10 Tf 20 20 Td (hidden words) Tj ET"
    assert (page_of(w.pdf(w.PdfPage(drawn, (w.flat_picture(PATCHES),)))) == patches()).all()


def test_white_paper_below_the_scan_keeps_the_pixels_and_above_it_hides_them() -> None:
    white = b" 1 g 0 0 140 180 re f "
    below = page_of(w.pdf(w.PdfPage(white + w.FILL, (w.flat_picture(PATCHES),))))
    assert (below == patches()).all()
    above = page_of(w.pdf(w.PdfPage(w.FILL + white, (w.flat_picture(PATCHES),))))
    assert (above[:-2, : above.shape[1] * 45 // 100] == 255).all()
    assert above[above.shape[0] // 10, above.shape[1] * 9 // 10, 1] > 150


def test_uneven_pixels_are_made_square() -> None:
    narrow = PATCHES.resize((140, 45))
    page = page_of(w.pdf(w.PdfPage(w.FILL, (w.flat_picture(narrow),))))
    assert page.shape == (90, 140, 3)


def test_a_scan_in_strips_is_drawn_pixel_for_pixel() -> None:
    top, bottom = PATCHES.crop((0, 0, 140, 45)), PATCHES.crop((0, 45, 140, 90))
    drawn = b"q 28 0 0 9 0 9 cm /I0 Do Q q 28 0 0 9 0 0 cm /I1 Do Q"
    page = w.PdfPage(drawn, (w.flat_picture(top), w.flat_picture(bottom)), (28, 18))
    decoded = decode_page(open_content(NAME, w.pdf(page)))
    assert decoded.dpi == 360
    assert (decoded.picture == patches()).all()


def test_a_fine_little_stamp_does_not_decide_how_a_scan_is_drawn() -> None:
    stamp = PATCHES.resize((700, 450))
    drawn = w.FILL + b" q 14 0 0 9 20 20 cm /I1 Do Q"
    page = w.PdfPage(drawn, (w.flat_picture(PATCHES), w.flat_picture(stamp)))
    assert decode_page(open_content(NAME, w.pdf(page))).dpi == 36


def test_a_picture_that_leans_on_the_page_is_drawn_leaning_at_its_own_resolution() -> None:
    page = w.PdfPage(b"q 276 20 -20 176 10 -10 cm /I0 Do Q", (w.flat_picture(PATCHES),))
    decoded = decode_page(open_content(NAME, w.pdf(page)))
    assert decoded.dpi == pytest.approx(37, abs=1)
    assert abs(decoded.picture.shape[1] - 144) <= 4


def lettered(size: float, page: tuple[float, float] = (595, 842)) -> bytes:
    drawn = f"BT /F {size} Tf 60 {page[1] - 80} Td (Small print 0123456789) Tj ET".encode()
    return w.pdf(w.PdfPage(drawn, (), page))


@pytest.mark.parametrize(("size", "dpi"), [(24, 200), (10.5, 200), (8, 252), (5, 300)])
def test_a_born_digital_page_is_drawn_so_that_all_can_be_read(size: float, dpi: float) -> None:
    decoded = decode_page(open_content(NAME, lettered(size)))
    assert decoded.dpi == pytest.approx(dpi, abs=1)
    assert decoded.picture.shape[1] == pytest.approx(595 / 72 * dpi, abs=2)
    assert decoded.picture.min() < 60


@pytest.mark.slow
@pytest.mark.parametrize("page", [(14_400, 14_400), (20_000, 20), (2384, 3370)])
def test_a_huge_page_is_drawn_within_bounds(page: tuple[float, float]) -> None:
    drawn = page_of(lettered(12, page))
    assert drawn.shape[0] * drawn.shape[1] <= MAX_DRAWN_PIXELS * 1.01


def test_pages_of_mixed_sizes_keep_their_own() -> None:
    content = w.pdf(
        w.PdfPage(w.FILL, (w.flat_picture(PATCHES),)),
        w.PdfPage(w.FILL, (w.flat_picture(PATCHES.resize((70, 45))),)),
        w.PdfPage(
            b"q 90 0 0 140 0 0 cm /I0 Do Q",
            (w.flat_picture(PATCHES.rotate(90, expand=True)),),
            (90, 140),
        ),
    )
    scan = open_content(NAME, content)
    assert scan.page_count == 3
    assert [decode(scan, index).shape[:2] for index in range(3)] == [(90, 140), (45, 70), (140, 90)]


def test_a_note_on_a_scan_is_seen_and_a_hidden_layer_is_not() -> None:
    document = pymupdf.open(stream=w.pdf(w.PdfPage(w.FILL, (w.flat_picture(PATCHES),))))
    document[0].add_freetext_annot((100, 60, 200, 100), "seen", fontsize=20, fill_color=(1, 1, 0))
    noted = page_of(document.tobytes())
    assert ((noted[..., 0] > 240) & (noted[..., 2] < 30)).any()

    document = pymupdf.open(stream=w.pdf(w.PdfPage(w.FILL, (w.flat_picture(PATCHES),))))
    hidden = document.add_ocg("hidden", on=False)
    document[0].draw_rect((0, 0, 280, 180), fill=(1, 1, 0), oc=hidden)
    assert (page_of(document.tobytes()) == patches()).all()


def locked(**options: object) -> bytes:
    document = pymupdf.open(
        stream=w.pdf(w.PdfPage(w.FILL, (w.jpeg_picture(PATCHES, quality=95, subsampling=0),)))
    )
    method = pymupdf.mupdf.PDF_ENCRYPT_AES_256
    return bytes(document.tobytes(encryption=method, **options))


def test_a_password_is_asked_for_and_opens_the_file() -> None:
    content = locked(user_pw="开门123", owner_pw="owner")
    with pytest.raises(LockedScanError) as caught:
        open_content(NAME, content)
    assert (caught.value.code, caught.value.details["file"]) == ("scan.locked", "证书.pdf")
    with pytest.raises(LockedScanError, match=r"^scan\.wrong_password$"):
        open_content(NAME, content, ["wrong", "also wrong"])
    scan = open_content(NAME, content, ["wrong", "开门123"])
    assert close(decode(scan), patches(), 40)
    assert "开门123" not in repr(scan)


def test_a_pdf_that_only_restricts_printing_opens_without_a_password() -> None:
    assert close(page_of(locked(owner_pw="学信网", permissions=0)), patches(), 40)


def test_an_unlocked_copy_has_the_same_pixels_and_needs_no_password() -> None:
    content = locked(user_pw="a")
    copy = pdf_format.unlocked(content, ["a"])
    assert (page_of(copy) == decode(open_content(NAME, content, ["a"]))).all()
    assert copy == pdf_format.unlocked(content, ["a"])
    with pytest.raises(LockedScanError):
        pdf_format.unlocked(content, [])


def test_a_damaged_page_is_a_gap_and_the_others_open() -> None:
    whole, cut = w.flat_picture(PATCHES), w.flat_picture(PATCHES)
    cut = w.Stream(cut.entries, cut.data[: len(cut.data) // 2])
    pages = [w.PdfPage(w.FILL, (one,)) for one in (whole, cut, whole)]
    scan = open_content(NAME, w.pdf(*pages))
    assert (decode(scan, 0) == patches()).all()
    with pytest.raises(DamagedPageScanError) as caught:
        decode(scan, 1)
    assert caught.value.details == {"file": "证书.pdf", "page": 2}
    assert (decode(scan, 2) == patches()).all()


@pytest.mark.parametrize("kind", ["jpeg", "fax", "jbig2", "jpeg 2000"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_half_a_picture_in_a_whole_pdf_never_passes(kind: str, share: float) -> None:
    stored = {
        "jpeg": w.jpeg_picture(LETTER, quality=80),
        "fax": w.fax_picture(LETTER),
        "jbig2": w.jbig2_picture(LETTER),
        "jpeg 2000": w.jpeg2000_picture(LETTER),
    }[kind]
    assert page_of(w.pdf(w.PdfPage(w.FILL, (stored,)))).shape == (540, 840, 3)
    cut = w.Stream(stored.entries, stored.data[: int(len(stored.data) * share)])
    with pytest.raises(ScanError):
        page_of(w.pdf(w.PdfPage(w.FILL, (cut,))))


def flipped(stream: w.Stream) -> w.Stream:
    return w.Stream(stream.entries, stream.data[:-1] + bytes([stream.data[-1] ^ 1]))


DOUBTFUL = {
    "a checksum that does not fit": w.PdfPage(w.FILL, (flipped(w.flat_picture(PATCHES)),)),
    "a picture that does not exist": w.PdfPage(w.FILL + b" /I7 Do", (w.flat_picture(PATCHES),)),
    "words that mean nothing": w.PdfPage(b"]] >> nonsense " + w.FILL, (w.flat_picture(PATCHES),)),
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_was_passed_over_is_told(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    decoded = decode_page(open_content(NAME, w.pdf(DOUBTFUL[kind])))
    assert [each.code for each in decoded.findings] == ["scan.page_doubtful"]
    assert decoded.findings[0].details == {"page": 1, "file": "证书.pdf"}
    assert decoded.picture[5, 5, 0] > 200
    assert capfd.readouterr() == ("", "")


def test_an_unknown_protection_has_its_own_sentence() -> None:
    writer = w.Writer()
    writer.add("<</Type/Catalog/Pages 2 0 R>>")
    writer.add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
    writer.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    with pytest.raises(ScanError, match=r"^scan\.specially_locked$"):
        page_of(writer.finished(1, "/ID[<00><00>]/Encrypt<</Filter/Adobe.PubSec/V 4/R 4>>"))


EMPTY_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
THICK = laid(" ".join(f"{n} 0 R" for n in range(3, 10_003)), 10_000, *[EMPTY_PAGE] * 10_000)
HUGE = picture(40_000, 40_000, "/BitsPerComponent 1/ColorSpace/DeviceGray", b"")
BROKEN: dict[str, tuple[bytes, type[ScanError], str | None]] = {
    "no pages": (laid("", 0), ScanError, None),
    "a tree that bites its tail": (laid("2 0 R", 5), ScanError, None),
    "no tree": (w.Writer([b"<</Type/Catalog>>"]).finished(1), ScanError, None),
    "ten thousand pages": (THICK, TooLargeScanError, r"^scan\.too_many_pages$"),
    "a page that is not there": (laid("7 0 R", 1), ScanError, None),
    "a picture of a billion pixels": (
        w.pdf(w.PdfPage(w.FILL, (HUGE,))),
        TooManyPixelsScanError,
        None,
    ),
    "words instead of objects": (b"%PDF-1.4\nnothing at all\n%%EOF\n", ScanError, None),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_pdf_is_refused_and_nothing_printed(
    kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    content, refusal, code = BROKEN[kind]
    with pytest.raises(refusal, match=code) as caught:
        page_of(content)
    assert caught.value.details["file"] == "证书.pdf"
    assert capfd.readouterr() == ("", "")


def test_a_page_without_area_gets_the_size_of_a_letter() -> None:
    body = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>"
    assert (page_of(laid("3 0 R", 1, body)) == 255).all()


def test_a_page_that_never_ends_is_refused_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms, each calling the next one ten times: ten thousand million rectangles."""
    monkeypatch.setattr("zcdesk.pages.opening.formats.pdf_contents._MOST_STEPS", 20_000)
    forms = []
    for number in range(10):
        body = b"0 0 1 1 re f" if number == 9 else b"/I%d Do " % (number + 1) * 10
        forms.append(w.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", body))
    with pytest.raises(TooLargeScanError, match=r"^scan\.too_complex$"):
        page_of(w.pdf(w.PdfPage(b"/I0 Do", tuple(forms))))


def test_a_form_that_calls_itself_ends() -> None:
    looping = w.Stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I0 3 0 R>>>>", b"/I0 Do"
    )
    assert math.isfinite(page_of(w.pdf(w.PdfPage(b"/I0 Do", (looping,)))).mean())


@pytest.mark.parametrize(("kind", "shown"), [("Stamp", True), ("FreeText", True), ("Seal", False)])
def test_only_an_annotation_of_an_unknown_kind_is_invisible(kind: str, shown: bool) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    page.add_freetext_annot((100, 60, 200, 100), "", fill_color=(1, 0, 0)).set_flags(4 | 1)
    (annotation,) = [number for number, _, _ in page.annot_xrefs()]
    document.xref_set_key(annotation, "Subtype", f"/{kind}")
    red = page_of(document.tobytes())[..., 1] < 60
    assert red.any() == shown
