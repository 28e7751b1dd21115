"""Files in which the name is there and not seen at once, by the way in which it hides."""

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import numpy as np
import pymupdf
from PIL import Image

from tests.hostile import writing
from tests.verification.drawing import page
from tests.verification.kinds import made_pdf, saved, svg, written_as_paths, zipped

Draw = Callable[[pymupdf.Page], object]


def texts(name: str) -> dict[str, bytes]:
    """Return texts that say the name in a code, or with something between its letters."""
    codes = [ord(one) for one in name]
    texts = {
        "four digits": json.dumps(name)[1:-1],
        "percents": quote(name),
        "entities": "<p>" + "".join(f"&#x{one:x};" for one in codes),
        "cdata": f"<p><![CDATA[{name[0]}]]><b/>{name[1:]}</p>",
        "comments": "<!-- a > b -->".join(name),
        "no width": "\u200b".join(name),
        "variants": "\ufe00".join(name),
        "soft hyphens": "\u00ad".join(name),
        "accents": "\u0301".join(name),
        "bars": "|".join(name),
        "cells": '","'.join(name),
    }
    return {f"{way}.txt": text.encode() for way, text in texts.items()}


def unseen_texts(name: str) -> dict[str, bytes]:
    """Return texts that are a picture of the name; without it they are for a person as well."""
    paths = written_as_paths(f"申报人{name}")
    numbers = re.findall(r"-?\d+", paths)
    opened = '<svg xmlns="http://www.w3.org/2000/svg" width="460" height="120">'
    entity = f'<!DOCTYPE svg [<!ENTITY p "{paths.replace(chr(34), chr(39))}">]>{opened}&p;</svg>'
    named = re.sub(r"<(/?)(g|path)\b", r"<\1s:\2", paths)
    return {
        "plan.dxf": ("0\nSECTION\n2\nENTITIES\n0\nLINE\n10\n" + "\n".join(numbers)).encode(),
        "shape.pptx": zipped({"ppt/slide1.xml": b"<a:custGeom><a:pathLst/></a:custGeom>"}),
        "named.svg": f'<s:svg xmlns:s="http://www.w3.org/2000/svg">{named}</s:svg>'.encode(),
        "named.html": f"<!DOCTYPE html><s:svg>{named}</s:svg>".encode(),
        "open.svg": f"{opened}{paths}".encode(),
        "entity.svg": entity.encode(),
    }


def archives(name: str) -> dict[str, bytes]:
    """Return archives and pictures that hold more than is unpacked or decoded."""
    jpg, png = saved(_sheet(f"申报人{name}同志"), "JPEG"), saved(_sheet("合格"), "PNG")
    both = Image.fromarray(np.concatenate([page("合格")[:180], page(f"申报人{name}同志")[:180]]))
    tall, high = saved(both, "PNG"), bytearray(saved(both, "JPEG"))
    at = high.find(b"\xff\xc0") + 5
    high[at : at + 2] = struct.pack(">H", 180)
    header = tall[16:20] + struct.pack(">I", 180) + tall[24:29]
    cut = tall[:8] + writing.chunk(b"IHDR", header) + tall[33:]
    private = png[:33] + writing.chunk(b"prVt", jpg) + png[33:]
    return {
        "stored.zip": _tailed(jpg, zipfile.ZIP_STORED),
        "packed.zip": _tailed(jpg, zipfile.ZIP_DEFLATED),
        "gbk.zip": zipped({"x" * 2 * len(name): b"ok"}).replace(
            b"x" * 2 * len(name), name.encode("gbk")
        ),
        "chunk.docx": zipped({"word/media/image1.png": private}),
        "rows.docx": zipped({"word/media/image1.png": cut}),
        "rows.jpg": bytes(high),
    }


def pdfs(name: str) -> dict[str, bytes]:
    """Return PDFs that hold the name where no page shows it, or as shapes."""
    jpg = saved(_sheet(f"申报人{name}同志"), "JPEG")
    with pymupdf.open(stream=svg(written_as_paths(f"申报人{name}")), filetype="svg") as drawing:
        shapes = bytes(drawing.convert_to_pdf())
    return {
        "shapes.pdf": shapes,
        "shapes below a box.pdf": _changed(shapes, lambda one: one.draw_rect(one.rect, fill=(0,))),
        "shapes off the page.pdf": _changed(shapes, lambda one: _crop(one, 100)),
        "text off the page.pdf": made_pdf(lambda one: _off_the_page(one, name)),
        "before.pdf": b"x" * 9 + made_pdf(lambda one: None),
        "attached.pdf": made_pdf(lambda one: _stream(one, "<</Type/EmbeddedFile>>", jpg)),
        "private.pdf": made_pdf(lambda one: _stream(one, "<</Private true>>", jpg)),
        "deleted.pdf": made_pdf(_deleted),
        "thumb.pdf": made_pdf(
            lambda one: _stream(one, "<</Width 9/Height 9/BitsPerComponent 8>>", bytes(81))
        ),
        "inline.pdf": made_pdf(
            lambda one: _stream(one, "<<>>", b"BI /W 9 /H 9 /BPC 8 ID " + bytes(81) + b" EI")
        ),
    }


def _sheet(text: str) -> Image.Image:
    return Image.fromarray(page(text)[:180])


def _tailed(tail: bytes, method: int) -> bytes:
    """Return an archive whose member has something behind its content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", "合格" * 50)
    data = stream.getvalue()
    size = zipfile.ZipFile(stream).infolist()[0].compress_size
    longer = bytearray(data[: 35 + size] + tail + data[35 + size :])
    longer[18:22] = struct.pack("<I", size + len(tail))
    entry = longer.rfind(b"PK\x01\x02")
    longer[entry + 20 : entry + 24] = struct.pack("<I", size + len(tail))
    end = longer.rfind(b"PK\x05\x06")
    longer[end + 16 : end + 20] = struct.pack("<I", entry)
    return bytes(longer)


def _changed(content: bytes, change: Draw) -> bytes:
    with pymupdf.open(stream=content, filetype="pdf") as document:
        change(document[0])
        return bytes(document.tobytes())


def _crop(one: pymupdf.Page, top: float) -> None:
    one.set_cropbox(pymupdf.Rect(0, top, one.rect.x1, one.rect.y1))


def _off_the_page(one: pymupdf.Page, name: str) -> None:
    one.insert_text((30, 50), f"姓名 {name}", fontname="china-s", fontsize=24)
    _crop(one, 70)


def _stream(one: pymupdf.Page, written: str, content: bytes) -> None:
    """Add a stream that the page leads to in a way that nobody draws."""
    number = one.parent.get_new_xref()
    one.parent.update_object(number, written)
    one.parent.update_stream(number, content)
    one.parent.xref_set_key(one.xref, "Extra", f"{number} 0 R")


def _deleted(one: pymupdf.Page) -> None:
    document = one.parent
    document.new_page(width=450, height=90).draw_circle((40, 40), 20)
    document.delete_page(1)


def interlaced(mode: str) -> bytes:
    """Return an interlaced PNG of eight by eight pixels."""
    kinds = {"1": (1, 0), "L": (8, 0), "P": (8, 3), "RGB": (8, 2), "RGBA": (8, 6), "LA": (8, 4)}
    depth, colours = kinds[mode]
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
    passes = ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))  # columns and rows, 8.2
    rows = b"".join(
        (b"\0" + b"\xff" * ((columns * bits + 7) // 8)) * count for columns, count in passes
    )
    head = writing.header(8, 8, depth, colours, passes=1)
    return writing.png(head, zlib.compress(rows))
