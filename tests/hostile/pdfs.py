"""Hostile PDFs: bombs, broken trees and contents, later revisions, locks."""

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial

import pymupdf
from PIL import Image

from tests.hostile.entry import HALF, Entry, each, opens, refused, whole_and_cut
from tests.pages import pdf_writing as w
from tests.pages.drawn import patches

PAGES = {"object streams.pdf": 2}
"""How many pages a whole file has, where it is not one."""


def entries() -> Iterator[Entry]:
    """Yield the hostile PDFs."""
    yield from whole_and_cut(wholes(), PAGES, zeros=1500)
    yield from trees()
    yield from bombs()
    yield from active()
    yield from hidden()
    yield from revisions()
    yield from locked()
    yield from drawn()


SMALL = Image.fromarray(patches())
LETTERED = b"BT /F 9 Tf 20 20 Td (Small print) Tj ET"

DOUBTFUL = "scan.page_doubtful"
"""The page is given, and told to be looked at."""


@cache
def wholes() -> dict[str, bytes]:
    """Return whole PDFs: scans of every packing, drawn pages, streams of objects, revisions."""
    bits = SMALL.convert("1")
    scans = {
        "jpeg": w.jpeg_picture(SMALL),
        "flat": w.flat_picture(SMALL),
        "fax": w.fax_picture(bits),
        "jbig2": w.jbig2_picture(bits),
        "jpeg 2000": w.jpeg2000_picture(SMALL),
        "inks": w.jpeg_picture(SMALL.convert("CMYK")),
    }
    found = {f"{kind}.pdf": w.pdf(w.PdfPage(w.FILL, (one,))) for kind, one in scans.items()}
    found["drawn.pdf"] = w.pdf(w.PdfPage(LETTERED))
    document = pymupdf.open(stream=w.pdf(w.PdfPage(LETTERED), w.PdfPage(w.FILL, (scans["flat"],))))
    found["object streams.pdf"] = bytes(
        document.tobytes(use_objstms=1, deflate=True, no_new_id=True)
    )
    return found


def laid(kids: str, count: int, *more: str | w.Stream) -> bytes:
    """Return a PDF whose tree of pages has this root and these objects from number 3."""
    writer = w.Writer()
    writer.add("<</Type/Catalog/Pages 2 0 R>>")
    writer.add(f"<</Type/Pages/Count {count}/Kids[{kids}]>>")
    for body in more:
        writer.add(body)
    return writer.finished(1)


def one_page(page: str, *more: str | w.Stream) -> bytes:
    """Return a PDF of one page; ``page`` stands in its dictionary, the objects begin at 4."""
    return laid("3 0 R", 1, f"<</Type/Page/Parent 2 0 R{page}>>", *more)


_REPAIRED = "scan.repaired"


def trees() -> Iterator[Entry]:
    """Yield them."""
    same = " ".join("3 0 R" for _ in range(100_000))
    many = " ".join(f"{number} 0 R" for number in range(3, 100_003))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    deep = [f"<</Type/Pages/Count 1/Parent {n} 0 R/Kids[{n + 2} 0 R]>>" for n in range(2, 3002)]
    yield refused("no pages.pdf", lambda: laid("", 0), "no_pages", "unreadable")
    yield refused(
        "no tree.pdf",
        lambda: w.Writer([b"<</Type/Catalog>>"]).finished(1),
        "no_pages",
        "unreadable",
    )
    yield refused(
        "100 000 pages.pdf", lambda: laid(many, 100_000, *[page] * 100_000), "too_many_pages"
    )
    yield refused(
        "the same page 100 000 times.pdf",
        lambda: laid(same, 100_000, page),
        "too_many_pages",
        *HALF,
    )
    yield refused(
        "billions of pages that are not there.pdf",
        lambda: laid("3 0 R", 2**31 - 1, page),
        "too_many_pages",
        *HALF,
    )
    yield refused("a page that is not there.pdf", lambda: laid("7 0 R", 1), *HALF)
    yield refused("a page that is a number.pdf", lambda: laid("3 0 R", 1, "17"), *HALF)
    yield opens(
        "a tree three thousand deep.pdf", lambda: laid("3 0 R", 1, *deep, page), 1, DOUBTFUL
    )
    no_pages = {
        "a tree that bites its tail": lambda: laid("2 0 R", 5),
        "a tree that bites its tail below": lambda: laid(
            "3 0 R", 1, "<</Type/Pages/Count 1/Kids[2 0 R]>>"
        ),
        "fewer than no pages": lambda: laid("3 0 R", -5, page),
        "brackets without an end": lambda: one_page("/MediaBox" + "[" * 100_000),
        "words instead of objects": lambda: b"%PDF-1.4\nnothing\n%%EOF\n",
        "an endless chain of tables": _ring_of_tables,
        "a stream of objects inside itself": _self_stream,
    }
    yield from each("pdf", no_pages, "no_pages", *HALF)
    yield opens(
        "a length that points to itself.pdf",
        lambda: one_page("/MediaBox[0 0 9 9]/Contents 4 0 R").replace(
            b"xref\n0 4", b"4 0 obj<</Length 4 0 R>>stream\n0 0 m\nendstream endobj\nxref\n0 4"
        ),
        1,
    )
    yield opens(
        "a lost directory.pdf",
        lambda: wholes()["flat.pdf"].replace(b"\nxref\n", b"\nyref\n"),
        1,
        _REPAIRED,
    )


def _ring_of_tables() -> bytes:
    content = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9/Root 1 0 R>>\n"
    return content + b"startxref\n9\n%%EOF\n"


def _self_stream() -> bytes:
    """Return a PDF whose table says that a stream of objects lies inside of itself."""
    table = b"\x01\0\x09\0\x02\0\x01\0\x02\0\x01\x01"
    head = f"1 0 obj<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length {len(table)}>>stream\n".encode()
    return b"%PDF-1.7\n" + head + table + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"


def active() -> Iterator[Entry]:
    """Yield PDFs that want to do something, or to reach something outside."""
    flat = w.flat_picture(SMALL)
    document = pymupdf.open(stream=w.pdf(w.PdfPage(w.FILL, (flat,))))
    document.embfile_add("张伟.exe", b"MZ" + bytes(1000))
    attached = bytes(document.tobytes(no_new_id=True))
    acts = {
        "runs a script": "/OpenAction<</S/JavaScript/JS(while\\(true\\){app.alert\\(1\\)})>>",
        "starts a program": "/OpenAction<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)>>>>",
        "calls home": "/OpenAction<</S/URI/URI(http://example.com/張)>>/AA<</WC<</S/URI/URI(x)>>>>",
        "sends a form": "/AcroForm<</Fields[]/NeedAppearances true/XFA[(template)(<a/>)]>>",
        "names a share": "/OpenAction<</S/GoToR/F(\\\\\\\\host\\\\share\\\\a.pdf)/D[0/Fit]>>",
    }
    for name, catalog in acts.items():
        yield opens(f"{name}.pdf", partial(w.pdf, w.PdfPage(w.FILL, (flat,)), catalog=catalog))
    yield opens("carries a program.pdf", partial(bytes, attached))
    yield opens(
        "laughs a billion times.pdf",
        lambda: w.pdf(
            w.PdfPage(w.FILL, (flat,)),
            catalog="/AcroForm<</Fields[]/XFA(<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>"
            "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>)>>",
        ),
    )
    stream = "<</Type/XObject/Subtype/Image/Width 9/Height 9/F(/etc/passwd)/Length 0>>"
    yield refused(
        "a picture that lies outside.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R/Resources<</XObject<</I0 5 0 R>>>>",
            w.Stream("", w.FILL),
            stream,
        ),
        *HALF,
    )


def hidden() -> Iterator[Entry]:
    """Yield pages that hide something; whether it is seen is tried in ``test_pdf``."""
    flat = w.flat_picture(SMALL)

    link = {"kind": pymupdf.LINK_URI, "uri": "http://x.example"}
    acts: dict[str, Callable[[pymupdf.Document, pymupdf.Page], object]] = {
        "layer": lambda paper, page: page.draw_rect(
            (0, 0, 280, 180), fill=(1, 1, 0), oc=paper.add_ocg("a", on=False)
        ),
        "note": lambda _, page: page.add_freetext_annot((20, 20, 90, 60), "张伟"),
        "cover": lambda _, page: page.draw_rect((0, 0, 280, 180), fill=(0, 0, 0)),
        "crop": lambda _, page: page.set_cropbox(pymupdf.Rect(0, 0, 100, 100)),
        "text": lambda _, page: page.insert_text((30, 30), "Zhang Wei", render_mode=3),
        "metadata": lambda paper, _: paper.set_metadata({"author": "张伟", "title": "张伟"}),
        "link": lambda _, page: page.insert_link({**link, "from": page.rect}),
    }

    def changed(act: str) -> bytes:
        document = pymupdf.open(stream=w.pdf(w.PdfPage(w.FILL, (flat,))))
        acts[act](document, document[0])
        return bytes(document.tobytes(no_new_id=True))

    for act in acts:
        yield opens(f"hides by {act}.pdf", partial(changed, act))
    fonts = {
        "not there": "/Font<</F 99 0 R>>",
        "rubbish": "/Font<</F<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</Type"
        "/FontDescriptor/FontName/A/FontFile2 4 0 R>>>>>>",
        "without an end": "/Font<</F<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1"
        " 0 0]/CharProcs<</S 4 0 R>>/Encoding<</Differences[0/S]>>/FirstChar 0/LastChar 255>>>>",
        "wider than the world": "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 0"
        "/LastChar 255/Widths[" + "1e30 " * 256 + "]>>>>",
    }
    for name, font in fonts.items():
        page = f"/MediaBox[0 0 280 180]/Contents 4 0 R/Resources<<{font}>>"
        yield opens(f"a font {name}.pdf", partial(one_page, page, w.Stream("", LETTERED)))


def drawn() -> Iterator[Entry]:
    """Yield PDFs whose pictures or drawings are broken."""
    whole, bits = w.flat_picture(SMALL), SMALL.convert("1")
    kinds = {
        "flat": whole,
        "jpeg": w.jpeg_picture(SMALL),
        "fax": w.fax_picture(bits),
        "jbig2": w.jbig2_picture(bits),
        "jpeg 2000": w.jpeg2000_picture(SMALL),
    }
    for name, one in kinds.items():
        cut = w.Stream(one.entries, one.data[: len(one.data) // 2])
        yield refused(f"half a {name} inside.pdf", partial(w.pdf, w.PdfPage(w.FILL, (cut,))), *HALF)
    half = w.Stream(whole.entries, whole.data[: len(whole.data) // 2])
    yield refused(
        "one damaged page of three.pdf",
        lambda: w.pdf(*(w.PdfPage(w.FILL, (one,)) for one in (whole, half, whole))),
        "damaged_page",
    )
    yield opens(
        "words that mean nothing.pdf",
        lambda: w.pdf(w.PdfPage(b"]] >> nonsense " + w.FILL, (whole,))),
        1,
        DOUBTFUL,
    )
    yield opens(
        "a picture that does not exist.pdf",
        lambda: w.pdf(w.PdfPage(w.FILL + b" /I7 Do", (whole,))),
        1,
        DOUBTFUL,
    )
    yield refused(
        "letters as large as the world.pdf",
        lambda: w.pdf(w.PdfPage(b"BT /F 1e9 Tf (A) Tj ET", ())),
        *HALF,
    )
    yield opens(
        "turned by 45.pdf", lambda: w.pdf(w.PdfPage(w.FILL, (whole,), entries="/Rotate 45"))
    )
    yield opens(
        "turned by much.pdf",
        lambda: w.pdf(w.PdfPage(w.FILL, (whole,), entries="/Rotate 2147483640")),
    )
    yield refused(
        "a profile of rubbish.pdf",
        lambda: w.pdf(
            w.PdfPage(
                w.FILL,
                (
                    w.picture(
                        140,
                        90,
                        "/BitsPerComponent 8/ColorSpace[/ICCBased 4 0 R]/Filter/FlateDecode",
                        zlib.compress(SMALL.tobytes()),
                    ),
                ),
            )
        ),
        *HALF,
    )
    yield opens("a page of a thousand notes.pdf", _notes)


def _notes() -> bytes:
    note = "<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(x)>>"
    return one_page(f"/MediaBox[0 0 280 180]/Annots[{note * 1000}]")


def bombs() -> Iterator[Entry]:
    """Yield them."""
    blank = zlib.compress(bytes(20_000_000), 1)
    jpx = w.encoded(SMALL, "JPEG2000")
    size = jpx.index(b"\xff\x51") + 6
    large = struct.pack(">II", 60_000, 60_000)
    grey = "/BitsPerComponent 8/ColorSpace/DeviceGray"

    def swollen() -> bytes:
        return zlib.compress(b"0 0 m " * 10_000_000, 1)

    def twice() -> bytes:
        return zlib.compress(zlib.compress(bytes(500_000_000), 1), 1)

    def told(width: int, height: int, more: str, data: bytes) -> bytes:
        return w.pdf(w.PdfPage(w.FILL, (w.picture(width, height, more, data),)))

    def jpeg(width: int, height: int) -> bytes:
        stored = w.encoded(SMALL, "JPEG")
        frame = stored.index(b"\xff\xc0") + 5
        return stored[:frame] + struct.pack(">HH", height, width) + stored[frame + 4 :]

    yield refused(
        "a billion pixels.pdf", lambda: told(40_000, 40_000, grey, b""), "too_many_pixels"
    )
    yield refused(
        "negative pixels.pdf", lambda: told(-40_000, -40_000, grey, b""), "too_many_pixels", *HALF
    )
    yield refused(
        "a jpeg that is larger than it says.pdf",
        lambda: told(140, 90, f"{grey}/Filter/DCTDecode", jpeg(13_000, 13_000)),
        "too_many_pixels",
        *HALF,
    )
    yield refused(
        "a jpeg 2000 that is larger than it says.pdf",
        lambda: told(140, 90, "/Filter/JPXDecode", jpx[:size] + large + jpx[size + 8 :]),
        "too_many_pixels",
        "no_memory",
        *HALF,
    )
    yield refused(
        "a mask of a billion pixels.pdf",
        lambda: w.pdf(
            w.PdfPage(
                w.FILL,
                (
                    w.flat_picture(
                        SMALL,
                        "/SMask<</Type/XObject/Subtype/Image/Width 40000/Height 40000"
                        "/BitsPerComponent 8/ColorSpace/DeviceGray>>",
                    ),
                ),
            )
        ),
        "too_many_pixels",
        "no_memory",
        *HALF,
    )
    yield refused(
        "a picture within the drawing.pdf",
        lambda: w.pdf(
            w.PdfPage(b"q 280 0 0 180 0 0 cm BI /W 40000 /H 40000 /BPC 1 /CS /G ID x EI Q")
        ),
        "too_many_pixels",
        *HALF,
    )
    yield opens(
        "a drawing that swells.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R", w.Stream("/Filter/FlateDecode", swollen())
        ),
        heavy=True,
    )
    yield opens(
        "packed twice.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R",
            w.Stream("/Filter[/FlateDecode/FlateDecode]", twice()),
        ),
        heavy=True,
    )
    yield refused("forms that call each other.pdf", _forms, "too_complex")
    yield refused(
        "a million brackets.pdf", lambda: w.pdf(w.PdfPage(b"q " * 500_000 + b"Q " * 500_000)), *HALF
    )
    opened = {
        "rows that swell": lambda: told(140, 90, f"{grey}/Filter/FlateDecode", blank),
        "packed a thousand times": lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R",
            w.Stream(f"/Filter[{'/ASCIIHexDecode' * 1000}]", b"00" * 5000),
        ),
        "a pattern of patterns": _patterns,
        "a form that calls itself": lambda: w.pdf(
            w.PdfPage(
                b"/I0 Do",
                (
                    w.Stream(
                        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                        "/Resources<</XObject<</I0 3 0 R>>>>",
                        b"/I0 Do",
                    ),
                ),
            )
        ),
        "a huge page": lambda: one_page("/MediaBox[0 0 1000000 1000000]"),
        "a page without area": lambda: one_page("/MediaBox[0 0 0 0]"),
        "a page of no numbers": lambda: one_page("/MediaBox[/a (b) null 9]"),
        "a page that is a thread": lambda: one_page("/MediaBox[0 0 20000 .001]"),
        "units of a mile": lambda: one_page("/MediaBox[0 0 280 180]/UserUnit 5000000"),
    }
    yield from each("pdf", opened)


def _forms() -> bytes:
    forms = []
    for number in range(10):
        body = b"0 0 1 1 re f" if number == 9 else b"/I%d Do " % (number + 1) * 10
        forms.append(w.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", body))
    return w.pdf(w.PdfPage(b"/I0 Do", tuple(forms)))


def _patterns() -> bytes:
    """Return a page filled with a pattern whose cells are filled with the next one, and so on."""
    head = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .1/YStep .1"
    below = "/Pattern cs /P scn 0 0 900 900 re f"
    chain = [
        w.Stream(f"{head}/Resources<</Pattern<</P {number + 1} 0 R>>>>", below.encode())
        for number in range(5, 12)
    ]
    last = w.Stream(f"{head}/Resources<<>>", b"0 0 1 1 re f")
    return one_page(
        "/MediaBox[0 0 900 900]/Contents 4 0 R/Resources<</Pattern<</P 5 0 R>>>>",
        w.Stream("", below.encode()),
        *chain,
        last,
    )


def revisions() -> Iterator[Entry]:
    """Yield PDFs to which something was added."""
    old = wholes()["drawn.pdf"]
    stamped = w.PdfPage(LETTERED + b" 10 10 90 90 re S")
    update = _update(old, w.pdf(stamped))
    yield opens("an older revision below.pdf", lambda: old + update)
    for share in (0.1, 0.5, 0.95):
        yield refused(
            f"an update cut at {share}.pdf",
            partial(bytes, old + update[: int(len(update) * share)]),
            *HALF,
        )
    yield refused("an update cut in its first number.pdf", lambda: old + b"4 0 ob", *HALF)
    yield opens("a note of a web server behind.pdf", lambda: old + b"<!-- served by x -->")
    yield opens("twenty revisions.pdf", lambda: with_revisions(20))


def with_revisions(times: int) -> bytes:
    """Return a PDF to which later revisions of its page were added."""
    content = wholes()["drawn.pdf"]
    for _ in range(times):
        content += _update(content, w.pdf(w.PdfPage(LETTERED)))
    return content


def _update(old: bytes, new: bytes) -> bytes:
    """Return what makes the drawing of ``new`` the later revision of ``old``."""
    start = new.index(b"3 0 obj")
    body = new[start : new.index(b"endobj", start) + 7]
    before = int(old[old.rindex(b"startxref") + 10 :].split(b"\n")[0])
    place = len(old)
    table = f"xref\n3 1\n{place:010d} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {before}>>\n"
    return body + table.encode() + f"startxref\n{place + len(body)}\n%%EOF\n".encode()


def locked() -> Iterator[Entry]:
    """Yield PDFs behind every kind of lock."""
    ways = {
        "RC4 of 40 bits": pymupdf.mupdf.PDF_ENCRYPT_RC4_40,
        "RC4 of 128 bits": pymupdf.mupdf.PDF_ENCRYPT_RC4_128,
        "AES of 128 bits": pymupdf.mupdf.PDF_ENCRYPT_AES_128,
        "AES of 256 bits": pymupdf.mupdf.PDF_ENCRYPT_AES_256,
    }

    def made_with(way: int, user: str) -> bytes:
        document = pymupdf.open(stream=wholes()["flat.pdf"])
        return bytes(document.tobytes(encryption=way, user_pw=user, owner_pw="owner"))

    for name, way in ways.items():
        yield refused(f"locked by {name}.pdf", partial(made_with, way, "secret"), "locked")
        yield opens(f"not to be printed, {name}.pdf", partial(made_with, way, ""))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    for name, filters in {
        "a certificate": "/Filter/Adobe.PubSec/V 4/R 4",
        "nothing known": "/Filter/Standard/V 99/R 99/O(x)/U(x)/P 0",
        "keys of no length": "/Filter/Standard/V 5/R 6/O()/U()/OE()/UE()/P 0/Length 0",
    }.items():
        made = partial(_locked_by, filters, page)
        yield refused(f"locked by {name}.pdf", made, "specially_locked", "locked", *HALF)


def _locked_by(filters: str, page: str) -> bytes:
    tree = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    writer = w.Writer([b"<</Type/Catalog/Pages 2 0 R>>", tree.encode(), page.encode()])
    return writer.finished(1, f"/ID[<00><00>]/Encrypt<<{filters}>>")
