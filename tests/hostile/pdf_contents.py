"""Hostile PDFs by what stands on their pages: acts, hidden layers, odd fonts, half pictures."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial

import pymupdf

from tests.hostile.entry import HALF, Entry, opens, refused
from tests.hostile.pdf_wholes import DOUBTFUL, LETTERED, SMALL, one_page
from tests.pages.pdf_writing import (
    FILL,
    PdfPage,
    Stream,
    fax_picture,
    flat_picture,
    jbig2_picture,
    jpeg2000_picture,
    jpeg_picture,
    pdf,
    picture,
)


def active() -> Iterator[Entry]:
    """Yield PDFs that want to do something, or to reach something outside."""
    flat = flat_picture(SMALL)
    document = pymupdf.open(stream=pdf(PdfPage(FILL, (flat,))))
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
        yield opens(f"{name}.pdf", partial(pdf, PdfPage(FILL, (flat,)), catalog=catalog))
    yield opens("carries a program.pdf", partial(bytes, attached))
    yield opens(
        "laughs a billion times.pdf",
        lambda: pdf(
            PdfPage(FILL, (flat,)),
            catalog=(
                "/AcroForm<</Fields[]/XFA(<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>"
                "<!ENTITY b "
                "'&a;&a;&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>)>>"
            ),
        ),
    )
    stream = "<</Type/XObject/Subtype/Image/Width 9/Height 9/F(/etc/passwd)/Length 0>>"
    yield refused(
        "a picture that lies outside.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R/Resources<</XObject<</I0 5 0 R>>>>",
            Stream("", FILL),
            stream,
        ),
        *HALF,
    )


def hidden() -> Iterator[Entry]:
    """Yield pages that hide something; whether it is seen is tried in ``test_pdf``."""
    flat = flat_picture(SMALL)

    def changed(act: str) -> bytes:
        document = pymupdf.open(stream=pdf(PdfPage(FILL, (flat,))))
        page = document[0]
        if act == "layer":
            page.draw_rect((0, 0, 280, 180), fill=(1, 1, 0), oc=document.add_ocg("a", on=False))
        elif act == "note":
            page.add_freetext_annot((20, 20, 90, 60), "张伟")
        elif act == "cover":
            page.draw_rect((0, 0, 280, 180), fill=(0, 0, 0))
        elif act == "crop":
            page.set_cropbox(pymupdf.Rect(0, 0, 100, 100))
        elif act == "text":
            page.insert_text((30, 30), "Zhang Wei", render_mode=3)
        elif act == "metadata":
            document.set_metadata({"author": "张伟", "title": "张伟"})
        elif act == "link":
            page.insert_link(
                {"kind": pymupdf.LINK_URI, "from": page.rect, "uri": "http://x.example"}
            )
        return bytes(document.tobytes(no_new_id=True))

    for act in ("layer", "note", "cover", "crop", "text", "metadata", "link"):
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
        yield opens(f"a font {name}.pdf", partial(one_page, page, Stream("", LETTERED)))


def drawn() -> Iterator[Entry]:
    """Yield PDFs whose pictures or drawings are broken."""
    whole, bits = flat_picture(SMALL), SMALL.convert("1")
    kinds = {
        "flat": whole,
        "jpeg": jpeg_picture(SMALL),
        "fax": fax_picture(bits),
        "jbig2": jbig2_picture(bits),
        "jpeg 2000": jpeg2000_picture(SMALL),
    }
    for name, one in kinds.items():
        cut = Stream(one.entries, one.data[: len(one.data) // 2])
        yield refused(f"half a {name} inside.pdf", partial(pdf, PdfPage(FILL, (cut,))), *HALF)
    half = Stream(whole.entries, whole.data[: len(whole.data) // 2])
    yield refused(
        "one damaged page of three.pdf",
        lambda: pdf(*(PdfPage(FILL, (one,)) for one in (whole, half, whole))),
        "damaged_page",
    )
    yield opens(
        "words that mean nothing.pdf",
        lambda: pdf(PdfPage(b"]] >> nonsense " + FILL, (whole,))),
        1,
        DOUBTFUL,
    )
    yield opens(
        "a picture that does not exist.pdf",
        lambda: pdf(PdfPage(FILL + b" /I7 Do", (whole,))),
        1,
        DOUBTFUL,
    )
    yield refused(
        "letters as large as the world.pdf",
        lambda: pdf(PdfPage(b"BT /F 1e9 Tf (A) Tj ET", ())),
        *HALF,
    )
    yield opens("turned by 45.pdf", lambda: pdf(PdfPage(FILL, (whole,), entries="/Rotate 45")))
    yield opens(
        "turned by much.pdf", lambda: pdf(PdfPage(FILL, (whole,), entries="/Rotate 2147483640"))
    )
    yield refused(
        "a profile of rubbish.pdf",
        lambda: pdf(
            PdfPage(
                FILL,
                (
                    picture(
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
