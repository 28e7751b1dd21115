"""One small certificate as a file of every kind, its words drawn, written or packed inside."""

import base64
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable

import numpy as np
import pymupdf
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image

from tests.verification.drawing import page
from tools.drawing.fonts import Face, font

PILLOW = {
    "jpg": "JPEG", "png": "PNG", "bmp": "BMP", "dib": "DIB", "gif": "GIF", "tif": "TIFF",
    "webp": "WEBP", "avif": "AVIF", "jp2": "JPEG2000", "ico": "ICO", "ppm": "PPM", "pcx": "PCX",
    "qoi": "QOI", "sgi": "SGI", "icns": "ICNS",
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be")
INSIDE = ("jpg", "png", "bmp", "gif", "tif", "webp", "avif", "pdf")


def every_kind(name: str) -> dict[str, bytes]:
    """Return files by their names; ``name`` stands in each as a person would see it."""
    sheet = Image.fromarray(page(f"申报人{name}同志")[:180])
    pictures = {ending: saved(sheet, kind) for ending, kind in PILLOW.items()}
    plain = {**pictures, "pdf": saved(sheet, "PDF")}
    jpg, coded = plain["jpg"], base64.b64encode(plain["jpg"]).decode()
    lines = "\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
    paths = written_as_paths(f"申报人{name}")
    photo = svg(f'<image href="data:image/jpeg;base64,{coded}" width="900"/><polygon/>')
    small = sheet.convert("1")
    files = {f"plain.{ending}": data for ending, data in plain.items()}
    files |= {f"text.{one}.txt": _text(name, one) for one in ENCODINGS}
    files |= {f"in.{one}.zip": zipped({f"1.{one}": plain[one]}) for one in INSIDE}
    files |= {f"in.{one}.docx": _document(one, plain[one]) for one in INSIDE}
    files |= {
        "bits.xbm": saved(small, "XBM"),
        "bits.pbm": saved(small, "PPM"),
        "webp.dat": plain["webp"],
        "pdf.bin": plain["pdf"],
        "jpg.txt": jpg,
        "uri.html": f'<p><img src="data:image/jpeg;base64,{coded}"></p>'.encode(),
        "uri.svg": photo,
        "paths.svg": svg(paths),
        "paths.html": b"<html><body>" + svg(paths) + b"</body></html>",
        "photo.html": b"<html><body>" + photo + b"</body></html>",
        "letters.html": b"<html><body>" + svg(f"<text>{name}</text>") + b"</body></html>",
        "text.svg": svg(f"<text><tspan>{name[0]}</tspan><tspan>{name[1:]}</tspan></text>"),
        "escaped.json": f'{{"who": "{name.encode("unicode_escape").decode()}"}}'.encode(),
        "base64.txt": f"照片：\n{lines}\n".encode(),
        "mail.eml": f"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n{lines}\n".encode(),
        "word.rtf": ("{\\rtf1 " + "".join(f"\\u{ord(one)}?" for one in name) + "}").encode(),
        "nested.zip": zipped({"a.zip": zipped({"1.jpg": jpg})}),
        "deep.zip": _deep(jpg, 6),
        "behind.zip": zipped({"a.txt": "合格".encode()}) + jpg,
        "a.tar": _tar(jpg),
        "a.tgz": gzip.compress(_tar(jpg)),
        "below-a-box.pdf": made_pdf(lambda one: one.insert_image(one.rect, stream=jpg), boxed=True),
        "text-below-a-box.pdf": made_pdf(lambda one: _type(one, name), boxed=True),
        "text.pdf": made_pdf(lambda one: _type(one, name)),
        "attached.pdf": made_pdf(lambda one: one.parent.embfile_add("a.jpg", jpg)),
        "author.pdf": made_pdf(lambda one: one.parent.set_metadata({"author": name})),
        "cropped.pdf": made_pdf(lambda one: _cropped(one, jpg)),
        "noise.dat": np.random.default_rng(1).integers(0, 256, 900, np.uint8).tobytes()
        + name.encode(),
    }
    return files


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def saved(sheet: Image.Image, kind: str) -> bytes:
    """Return a picture as a file of a kind that Pillow writes."""
    stream = io.BytesIO()
    if kind in ("ICO", "ICNS"):
        sheet = sheet.crop((50, 30, 400, 110)).resize((256, 58))
    more = {"sizes": [(256, 58)]} if kind == "ICO" else {}
    sheet.save(stream, kind, **more)
    return stream.getvalue()


def _text(name: str, encoding: str) -> bytes:
    text = f"姓名：{name}，合格。\n"
    if encoding == "big5":
        text = text.translate(str.maketrans("晓国", "曉國"))
    return text.encode(encoding)


def _document(ending: str, picture: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    return zipped({**parts, f"word/media/image1.{ending}": picture})


def _deep(content: bytes, depth: int) -> bytes:
    return content if depth == 0 else zipped({"a.zip": _deep(content, depth - 1)})


def _tar(content: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo("1.jpg")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def svg(inside: str) -> bytes:
    """Return a drawing."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="460" height="120">'
    return f"{start}{inside}</svg>".encode()


def written_as_paths(text: str) -> str:
    """Return letters as outlines, without a single one in the text of the file."""
    file = font(Face.SONG, 36)
    loaded = TTFont(str(file.path), fontNumber=0)
    glyphs, known, unit = loaded.getGlyphSet(), loaded.getBestCmap(), loaded["head"].unitsPerEm
    drawn = []
    for place, letter in enumerate(text):
        pen = SVGPathPen(glyphs)
        glyphs[known[ord(letter)]].draw(pen)
        place_at = f"translate({30 + 48 * place},80) scale({44 / unit},{-44 / unit})"
        drawn.append(f'<g transform="{place_at}"><path d="{pen.getCommands()}"/></g>')
    return "".join(drawn)


def made_pdf(draw: Callable[[pymupdf.Page], object], *, boxed: bool = False) -> bytes:
    """Return a PDF of one small page that ``draw`` drew, with a black box over all if wished."""
    with pymupdf.open() as document:
        made = document.new_page(width=450, height=90)
        draw(made)
        if boxed:
            made.draw_rect(made.rect, fill=(0, 0, 0))
        return bytes(document.tobytes())


def _type(made: pymupdf.Page, name: str) -> None:
    made.insert_text((30, 50), f"姓名 {name}", fontname="china-s", fontsize=24)


def _cropped(made: pymupdf.Page, jpg: bytes) -> None:
    made.insert_image(made.rect, stream=jpg)
    made.set_cropbox(pymupdf.Rect(0, 70, 450, 90))
