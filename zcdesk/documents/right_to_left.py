"""Arabic script in a docx: its runs are told to run from right to left, in a font that has it.

Word joins the letters itself, but takes font, size and weight of such a run from other properties
than those of Han and Latin letters (``w:cs``, ``w:szCs``, ``w:bCs``), and only where it is marked.

Source: ECMA-376-1, 17.3.2.30 (rtl), 17.3.1.6 (bidi), 17.3.2.26 (rFonts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.font import Font

from zcdesk.names.arabic_forms import is_arabic

_FONT = "Microsoft Uighur"
"""Comes with Windows; Word takes another one where it is missing."""

_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_BEHIND_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
        "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip


def mark_right_to_left(paragraph: BaseOxmlElement) -> None:
    """Mark what a paragraph has in Arabic script; one without any stays as it is."""
    for run in list(paragraph.iter(_RUN)):
        if any(map(is_arabic, _text(run))):
            _split(run)
    letters = [letter for text in paragraph.iter(_TEXT) for letter in text.text or ""]
    if any(map(is_arabic, letters)) and not any(
        letter.isalpha() and not is_arabic(letter) for letter in letters
    ):
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(OxmlElement("w:bidi"), *_BEHIND_BIDI)


def runs_right_to_left(paragraph: BaseOxmlElement) -> bool:
    """Tell whether a paragraph is marked to run from right to left."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None


def _text(run: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in run.iter(_TEXT))


def _split(run: BaseOxmlElement) -> None:
    """Put each stretch of one script, and each line break, into a run of its own."""
    properties = run.find(_PROPERTIES)
    before = run
    for child in [child for child in run if child.tag != _PROPERTIES]:
        for part, arabic in _parts(child):
            piece = OxmlElement("w:r")
            if properties is not None:
                piece.append(deepcopy(properties))
            piece.append(part)
            if arabic:
                _mark(piece)
            before.addnext(piece)
            before = piece
    run.getparent().remove(run)


def _parts(child: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement, bool]]:
    if child.tag != _TEXT:
        yield child, False
        return
    for stretch in _stretches(child.text or ""):
        text = OxmlElement("w:t")
        text.text = stretch
        text.set(qn("xml:space"), "preserve")
        yield text, any(map(is_arabic, stretch))


def _stretches(text: str) -> Iterator[str]:
    """Yield stretches of one script; what is between two words in Arabic script is of it."""
    kinds = "".join(
        "a" if is_arabic(letter) else "-" if letter in " .·" else "o" for letter in text
    )
    for match in re.finditer(r"a(?:[a-]*a)?|(?:(?!a).)+", kinds):
        yield text[match.start() : match.end()]


def _mark(run: BaseOxmlElement) -> None:
    """Give a run direction, font, size and weight of complex script, as its other letters have."""
    properties, font = run.get_or_add_rPr(), Font(run)
    properties.get_or_add_rFonts().set(qn("w:cs"), _FONT)
    font.rtl, font.cs_bold = True, font.bold
    size = properties.find(qn("w:sz"))
    if size is not None and properties.find(qn("w:szCs")) is None:
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(complex_size)
