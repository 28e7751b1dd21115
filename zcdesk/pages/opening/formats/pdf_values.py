"""What the annotations of a PDF page are to show as text: form values, notes, words on buttons.

Source: ISO 32000-2, 12.5.6.6 (free text), 12.7.4 (variable text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

import pymupdf

mupdf: Any = pymupdf.mupdf
"""The bindings below PyMuPDF; they have no types, so their values are ``Any`` here."""

_INVISIBLE = 1  # annotation flag: not shown by a reader that does not know the kind
_HIDDEN = 1 << 1 | 1 << 5  # annotation flags: hidden, not shown on screen
_MULTILINE, _PASSWORD, _PUSH, _COMB = 1 << 12, 1 << 13, 1 << 16, 1 << 24  # field flags
_COMBO = 1 << 17
LONGEST = 4000  # letters that are set; no field of a form has room for more


@dataclass(frozen=True)
class ValueStyle:
    """Size in points (0: what fits), colour as PDF operators, and where lines are (0 left,
    1 middle, 2 right)."""

    size: float = 0.0
    colour: str = "0 g"
    align: int = 0


@dataclass(frozen=True)
class ShownValue:
    """What an annotation is to show.

    ``cells`` is the number of its cells where each letter has one, else 0; ``lines`` whether it may
    have several.
    """

    value: str
    style: ValueStyle
    lines: bool = False
    cells: int = 0


def shown_annotations(page: Any) -> Iterator[Any]:
    """Yield the annotations of a page that are shown on screen.

    MuPDF passes over all that have the flag Invisible, though it is said of unknown kinds only (ISO
    32000-2, 12.5.3): a seal of a signature field has it in files of several offices.
    """
    every = mupdf.pdf_dict_gets(page, "Annots")
    for place in range(mupdf.pdf_array_len(every)):
        annotation = mupdf.pdf_array_get(every, place)
        flags = mupdf.pdf_to_int(mupdf.pdf_dict_gets(annotation, "F"))
        if mupdf.pdf_is_dict(annotation) and not flags & _HIDDEN:
            kind = mupdf.pdf_to_name(mupdf.pdf_dict_gets(annotation, "Subtype"))
            if flags & _INVISIBLE and mupdf.pdf_annot_type_from_string(kind) >= 0:
                mupdf.pdf_dict_put_int(annotation, mupdf.pdf_new_name("F"), flags & ~_INVISIBLE)
            if mupdf.pdf_is_null(_inherited(annotation, "T")):  # MuPDF passes over a nameless field
                mupdf.pdf_dict_puts(annotation, "T", mupdf.pdf_new_text_string("-"))
            yield annotation


def is_drawn(annotation: Any) -> bool:
    """Whether an annotation has an appearance."""
    normal = mupdf.pdf_dict_getp(annotation, "AP/N")
    return bool(mupdf.pdf_is_dict(normal))


def shown_value(annotation: Any, root: Any) -> ShownValue | None:
    """Return what an annotation is to show as text; None where there is nothing to set."""
    kind = mupdf.pdf_to_name(mupdf.pdf_dict_gets(annotation, "Subtype"))
    if kind == "FreeText":
        rich = _string(mupdf.pdf_dict_gets(annotation, "RC"))
        value = _plain(rich) or _string(mupdf.pdf_dict_gets(annotation, "Contents"))
        style = _style(annotation, root, _string(mupdf.pdf_dict_gets(annotation, "DS")) + rich)
        return ShownValue(_cleaned(value), style, lines=True) if value.strip() else None
    if kind != "Widget":
        return None
    value, flags = _value(annotation), _number(annotation, "Ff")
    if not value.strip():
        return None
    if flags & _PASSWORD and _field(annotation) == "Tx":
        value = "*" * len(value)
    cells = (
        max(0, _number(annotation, "MaxLen")) if flags & _COMB and _field(annotation) == "Tx" else 0
    )
    lines = (_field(annotation) == "Tx" and bool(flags & _MULTILINE)) or "\n" in value
    style = _style(annotation, root, "")
    if _field(annotation) == "Btn":
        style = replace(style, align=1)
    return ShownValue(_cleaned(value), style, lines=lines and not cells, cells=cells)


def _value(annotation: Any) -> str:
    """Return what a field shows: its value, its options, or what is written on a button."""
    flags, kind = _number(annotation, "Ff"), _field(annotation)
    value = _inherited(annotation, "V")
    if kind == "Tx":
        return _string(value)
    if kind == "Btn" and flags & _PUSH:
        return _string(mupdf.pdf_dict_getp(annotation, "MK/CA"))
    if kind != "Ch":
        return ""
    options = _inherited(annotation, "Opt")
    names: dict[str, str] = {}
    for place in range(mupdf.pdf_array_len(options)):
        option = mupdf.pdf_array_get(options, place)
        pair = [option, option]
        if mupdf.pdf_is_array(option):
            pair = [mupdf.pdf_array_get(option, at) for at in (0, 1)]
        names[_string(pair[0])] = _string(pair[1])
    if not flags & _COMBO and names:
        return "\n".join(list(names.values())[_number(annotation, "TI") :])
    several = range(mupdf.pdf_array_len(value))
    chosen = [_string(mupdf.pdf_array_get(value, at)) for at in several] or [_string(value)]
    return "\n".join(names.get(each, each) for each in chosen)


def _style(annotation: Any, root: Any, rich: str) -> ValueStyle:
    """Return size, colour and alignment: of rich text, the annotation, its field or the form."""
    default = _string(_inherited(annotation, "DA"))
    default = default or _string(mupdf.pdf_dict_getp(root, "AcroForm/DA"))
    align = _inherited(annotation, "Q")
    if mupdf.pdf_is_null(align):
        align = mupdf.pdf_dict_getp(root, "AcroForm/Q")
    named = re.search(r"text-align:\s*(left|center|right)", rich)
    place = ("left", "center", "right").index(named[1]) if named else mupdf.pdf_to_int(align)
    written = re.search(r"font(?:-size)?:[^;\"']*?([\d.]+)\s*pt", rich)
    size = written or re.search(r"([\d.]+)\s+Tf", default)
    web = re.search(r"(?<![-\w])color:\s*#([0-9a-fA-F]{6})", rich)
    painted = re.search(r"((?:[\d.]+\s+){1,4})(g|rg|k)\b", default)
    colour = f"{painted[1]}{painted[2]}" if painted else "0 g"
    if web:
        colour = " ".join(f"{part / 255:.3f}" for part in bytes.fromhex(web[1])) + " rg"
    return ValueStyle(_decimal(size[1]) if size else 0.0, colour, min(max(place, 0), 2))


def _decimal(text: str) -> float:
    try:
        return min(float(text), 1000.0)
    except ValueError:
        return 0.0


def _plain(rich: str) -> str:
    """Return the text of a rich one, a line for each paragraph."""
    try:
        root = ElementTree.fromstring(rich.strip())
    except ElementTree.ParseError:
        return ""
    parts: list[str] = []
    for element in root.iter():
        if element.tag.rpartition("}")[2] in ("p", "br", "div") and parts:
            parts.append("\n")
        parts += [element.text or ""]
    return (
        "".join(parts)
        if not any(element.tail for element in root.iter())
        else "".join(root.itertext())
    )


def _cleaned(value: str) -> str:
    """Return a text without letters that nobody sees, its lines parted by ``\\n``."""
    lines = re.sub(r"\r\n?|\u2028|\u2029", "\n", value).replace("\t", " ")
    printable = (
        line for line in lines if line == "\n" or unicodedata.category(line) not in ("Cc", "Cf")
    )
    return unicodedata.normalize("NFC", "".join(printable)).strip("\n")[: LONGEST + 1]


def rectangle(annotation: Any) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of an annotation, in points."""
    rect = mupdf.pdf_to_rect(mupdf.pdf_dict_gets(annotation, "Rect"))
    return rect.x0, rect.y0, rect.x1, rect.y1


def _inherited(annotation: Any, key: str) -> Any:
    return mupdf.pdf_dict_gets_inheritable(annotation, key)


def _field(annotation: Any) -> str:
    return str(mupdf.pdf_to_name(_inherited(annotation, "FT")))


def _number(annotation: Any, key: str) -> int:
    return int(mupdf.pdf_to_int(_inherited(annotation, key)))


def _string(value: Any) -> str:
    """Return a text string, or the text of a stream; "" for anything else."""
    if mupdf.pdf_is_string(value):
        return str(mupdf.pdf_to_text_string(value))
    if mupdf.pdf_is_stream(value):
        return str(mupdf.pdf_load_stream_or_string_as_utf8(value))
    return ""
