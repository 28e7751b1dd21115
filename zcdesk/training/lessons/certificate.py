"""The page that a participant may print at the end: what came of it, and the code of the result."""

from __future__ import annotations

import base64
import io

import numpy as np
import zxingcpp
from PIL import Image

from zcdesk.export.papers.markup import Markup, element
from zcdesk.picture import GreyPicture
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.printing import page
from zcdesk.training.lessons.scoring import Score, told
from zcdesk.wording import sentence

_SHEET = """
body { margin: 40px; text-align: center; }
h1 { font-size: 28px; } h2 { font-size: 20px; } p { font-size: 15px; }
.code { font-family: monospace; font-size: 18px; } .quiet { color: #55605a; font-size: 12px; }
"""


def code_drawn(code: str) -> GreyPicture:
    """Return a code as QR that a camera reads from screen or paper, a grey picture."""
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode)
    return np.ascontiguousarray(zxingcpp.write_barcode_to_image(made, scale=6), dtype=np.uint8)


def _png(picture: GreyPicture) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "PNG")
    return stream.getvalue()


def certificate(score: Score, code: str, lesson: Lesson, language: str = "zh") -> str:
    """Return the page as HTML that needs no network; it bears a seat, never a name.

    Args:
        score: What came of it.
        code: The code of the result; "" while nobody said whose seat it is.
        lesson: The lesson.
        language: ``zh`` or ``en``.
    """
    return page(
        _said("title", language),
        element("h1", {}, _said("title", language)),
        element("h2", {}, f"{lesson.title.in_language(language)} · {score.number}"),
        element("p", {}, lesson.goal.in_language(language)),
        element("p", {}, told(score, language)),
        *(_coded(code, language) if code else ()),
        sheet=_SHEET,
        language=language,
    )


def _coded(code: str, language: str) -> tuple[Markup, ...]:
    picture = base64.b64encode(_png(code_drawn(code))).decode()
    shown = {"src": f"data:image/png;base64,{picture}", "alt": code, "width": "180"}
    return (
        element("p", {}, element("img", shown)),
        element("p", {"class": "code"}, code),
        element("p", {"class": "quiet"}, _said("no_proof", language)),
    )


def _said(name: str, language: str) -> str:
    return sentence(f"lesson.certificate_{name}", language).message
