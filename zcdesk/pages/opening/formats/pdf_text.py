"""Text that a PDF leaves to its reader to set: form values and notes without an appearance.

MuPDF sets them in a face without many Chinese letters, so that 赵启明 becomes 启明, and sets them
anew where a form says so (``NeedAppearances``), a right appearance or not. Appearances that are
there are kept here; missing ones are set in faces that have the letters, with the geometry that
other readers use; and where a letter of a value is not drawn, the page is asked about.

Source: ISO 32000-2, 12.5.5 (appearance streams), 12.5.6.6 (free text), 12.7.4 (variable text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pymupdf

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.names.arabic_forms import FONT, as_on_paper, is_of_script, joined
from zcdesk.pages.opening.formats.pdf_values import (
    LONGEST,
    ShownValue,
    is_drawn,
    mupdf,
    rectangle,
    shown_annotations,
    shown_value,
)
from zcdesk.resources import resource

_SIZE, _LEAST_SIZE = 12.0, 2.0  # pt; what "automatic" begins with, and where it ends
_SMALLER = 0.9  # times its size, until a text fits
_LEADING = 1.25  # sizes from line to line
_ASCENT = 0.86  # of a size, from the top of a line to its letters' foot
_AUTO = 0.72  # of a field's height is the size of its one line
_PADDING = 2.0  # pt
_UNKNOWN = (0, 0xFFFD)
_NEAR = 3.0  # pt around an annotation in which its letters are looked for


def _keep_appearances(pdf: Any) -> bool:
    """Tell MuPDF to keep the appearances of a form; returns whether it says to set them anew."""
    form = mupdf.pdf_dict_getp(mupdf.pdf_trailer(pdf), "Root/AcroForm")
    anew = bool(mupdf.pdf_to_bool(mupdf.pdf_dict_gets(form, "NeedAppearances")))
    if anew:
        mupdf.pdf_dict_dels(form, "NeedAppearances")
    return anew


class TextSetter:
    """Sets missing text on the pages of one document."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._document, self._pdf = document, _inner(document)
        self._anew = _keep_appearances(self._pdf)
        self._faces: list[_Face] = []

    def page(self, index: int) -> tuple[pymupdf.Page, tuple[Finding, ...]]:
        """Return a page with its missing text set, and a finding where a letter is not drawn."""
        shown, lost = [], False
        try:  # before the page is loaded: what is shown is settled then
            holder = mupdf.pdf_lookup_page_obj(self._pdf, index)
            every = [
                (annotation, shown_value(annotation, self._root()))
                for annotation in shown_annotations(holder)
            ]
            shown = [(place, text) for place, text in every if text is not None]
            if shown:
                lost = self._set_missing(self._document.load_page(index), shown)
        except Exception:  # a form that is no form: MuPDF draws it as it can, and a person looks
            lost = True
        findings = (finding_of("scan.value_not_drawn", page=index + 1),) if lost else ()
        page = self._document.load_page(index)
        return (self._document.reload_page(page) if shown or lost else page), findings

    def _set_missing(self, page: pymupdf.Page, shown: Sequence[tuple[Any, ShownValue]]) -> bool:
        """Set what is missing; returns whether a letter is lost all the same."""
        drawn = _letters(page) if any(is_drawn(each) for each, _ in shown) else []
        lost = False
        for annotation, text in shown:
            lacks = is_drawn(annotation) and _lacks(page, annotation, text, drawn)
            if not is_drawn(annotation) or (lacks and self._anew):
                lacks = not self._set(annotation, text)
            lost |= lacks
        return lost

    def _root(self) -> Any:
        return mupdf.pdf_dict_gets(mupdf.pdf_trailer(self._pdf), "Root")

    def _set(self, annotation: Any, text: ShownValue) -> bool:
        """Give an annotation its appearance; returns whether every letter has one."""
        if not self._faces:
            self._faces = [_Face(self._pdf, number) for number in range(len(_FACES))]
        turn = mupdf.pdf_to_int(mupdf.pdf_dict_getp(annotation, "MK/R")) % 360
        x0, y0, x1, y1 = rectangle(annotation)
        wide, tall = (y1 - y0, x1 - x0) if turn in (90, 270) else (x1 - x0, y1 - y0)
        if wide <= 0 or tall <= 0:
            return True
        pen = _Pen(self._faces, wide, tall)
        content = "".join((_ground(annotation, wide, tall), "q ", *pen.text(text), "Q"))
        stream = mupdf.fz_new_buffer(len(content))
        mupdf.fz_append_string(stream, content)
        fonts = mupdf.pdf_new_dict(self._pdf, 1)
        for face in pen.used:
            mupdf.pdf_dict_puts(fonts, face.name, face.embedded())
        resources = mupdf.pdf_new_dict(self._pdf, 1)
        mupdf.pdf_dict_puts(resources, "Font", fonts)
        lean = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}.get(turn, (1, 0, 0, 1))
        matrix, box = mupdf.FzMatrix(*lean, 0, 0), mupdf.FzRect(0, 0, wide, tall)
        form = mupdf.pdf_new_xobject(self._pdf, box, matrix, resources, stream)
        appearances = mupdf.pdf_new_dict(self._pdf, 1)
        mupdf.pdf_dict_puts(appearances, "N", form)
        mupdf.pdf_dict_puts(annotation, "AP", appearances)
        mupdf.pdf_dict_dels(annotation, "AS")
        return not pen.lost and len(text.value) <= LONGEST


_FACES = ("cjk", FONT, "kai.ttf")
"""In the order in which a letter is looked for; the first comes with MuPDF."""


class _Face:
    """A face, embedded when its first letter is set."""

    def __init__(self, pdf: Any, number: int) -> None:
        file = _FACES[number]
        self.name = f"Z{number}"
        self.arabic = file == FONT
        self.font = (
            pymupdf.Font(file) if file == "cjk"
            else pymupdf.Font(fontfile=str(resource("fonts", file)))
        )  # fmt: skip
        self._pdf, self._object = pdf, None

    def embedded(self) -> Any:
        """Return its object in the document."""
        if self._object is None:
            self._object = mupdf.pdf_add_cid_font(self._pdf, self.font.this)
        return self._object


class _Pen:
    """Sets text in a room of some points, its origin at the lower left."""

    def __init__(self, faces: Sequence[_Face], wide: float, tall: float) -> None:
        self._faces, self._wide, self._tall = faces, wide, tall
        self._advances: dict[str, float] = {}
        self.used: list[_Face] = []
        self.lost = False

    def text(self, text: ShownValue) -> Iterator[str]:
        """Yield the operators that set a text."""
        room = max(1.0, self._wide - 2 * _PADDING)
        value = joined(text.value)
        size, lines = self._fitting(value, text, room)
        leading = size * _LEADING
        top = self._tall - _PADDING if text.lines else (self._tall + size) / 2
        yield f"BT {text.style.colour} "
        for number, line in enumerate(lines):
            base = top - number * leading - _ASCENT * size
            spare = room - self._width(line) * size
            x = _PADDING + max(0.0, spare) * text.style.align / 2
            cell = self._wide / text.cells if text.cells else 0.0
            for place, letter in enumerate(as_on_paper(line)):
                wide = self._width(letter) * size
                at = (place + 0.5) * cell - wide / 2 if cell else x
                yield self._glyph(letter, size, at, base)
                x += wide
        yield "ET "

    def _fitting(self, value: str, text: ShownValue, room: float) -> tuple[float, list[str]]:
        """Return the size, made smaller until all fits, and the lines."""
        one_line = min(_AUTO * self._tall, 1000.0)
        size = text.style.size or (_SIZE if text.lines else one_line)
        while True:
            lines = list(self._broken(value, room / size)) if text.lines else [value]
            widest = max(map(self._width, lines)) * size
            high = size * (1 + _LEADING * (len(lines) - 1))
            fits = text.cells or widest <= room + 0.5
            if size <= _LEAST_SIZE or (fits and high <= max(self._tall, _LEAST_SIZE)):
                return size, lines
            size *= _SMALLER

    def _broken(self, value: str, room: float) -> Iterator[str]:
        """Yield lines that fit into so many sizes, broken between words and Han letters."""
        for paragraph in value.split("\n"):
            line, wide = "", 0.0
            for piece in re.findall(r"[!-~]{1,40} ?|[\u0600-\u06ff\ufb50-\ufeff]+ ?|.", paragraph):
                if line and wide + self._width(piece.rstrip()) > room:
                    yield line
                    line, wide = "", 0.0
                line, wide = line + piece, wide + self._width(piece)
            yield line

    def _width(self, text: str) -> float:
        return sum(self._advance(letter) for letter in text)

    def _advance(self, letter: str) -> float:
        if letter not in self._advances:
            self._advances[letter] = float(self._face(letter).font.glyph_advance(ord(letter)))
        return self._advances[letter]

    def _face(self, letter: str) -> _Face:
        faces = sorted(self._faces, key=lambda face: face.arabic != is_of_script(letter))
        return next((face for face in faces if face.font.has_glyph(ord(letter))), faces[0])

    def _glyph(self, letter: str, size: float, x: float, y: float) -> str:
        face = self._face(letter)
        glyph = face.font.has_glyph(ord(letter))
        if not glyph or letter.isspace():
            self.lost |= letter.isalnum()
            return ""
        if face not in self.used:
            self.used.append(face)
        return f"/{face.name} {size:.3f} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm <{glyph:04x}> Tj "


def _inner(document: pymupdf.Document) -> Any:
    inner = document.this
    is_pdf = isinstance(inner, mupdf.PdfDocument)
    return inner if is_pdf else mupdf.pdf_document_from_fz_document(inner)


def _ground(annotation: Any, wide: float, tall: float) -> str:
    """Return the operators that paint the ground and the border of a field or a note."""
    widget = mupdf.pdf_to_name(mupdf.pdf_dict_gets(annotation, "Subtype")) == "Widget"
    ground = _painted(mupdf.pdf_dict_getp(annotation, "MK/BG" if widget else "C"), "g rg k")
    border = _painted(mupdf.pdf_dict_getp(annotation, "MK/BC"), "G RG K")
    content = f"q {ground} 0 0 {wide:.3f} {tall:.3f} re f Q " if ground else ""
    if border:
        width = mupdf.pdf_dict_getp(annotation, "BS/W")
        line = 1.0 if mupdf.pdf_is_null(width) else mupdf.pdf_to_real(width)
        inner = f"{line / 2:.3f} {line / 2:.3f} {wide - line:.3f} {tall - line:.3f}"
        content += f"q {border} {line:.3f} w {inner} re S Q " if line > 0 else ""
    return content


def _painted(colour: Any, operators: str) -> str:
    parts = [mupdf.pdf_array_get_real(colour, at) for at in range(mupdf.pdf_array_len(colour))]
    names = dict(zip((1, 3, 4), operators.split(), strict=True))
    return (
        f"{' '.join(f'{part:.3f}' for part in parts)} {names[len(parts)]}"
        if len(parts) in names
        else ""
    )


def _letters(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    """Return the letters that a page draws, with their places; "" for a glyph whose font does not
    name its letter."""
    letters = []
    for span in page.get_texttrace():
        for code, glyph, _, box in span["chars"]:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if glyph > 0:  # glyph 0 is the empty box for a letter that the face lacks
                letters.append((chr(code) if code not in _UNKNOWN else "", x, y))
    return letters


def _lacks(
    page: pymupdf.Page, annotation: Any, text: ShownValue, drawn: Sequence[tuple[str, float, float]]
) -> bool:
    """Tell whether letters of a value are not among those that are drawn at its place."""
    x0, y0, x1, y1 = rectangle(annotation)
    place = pymupdf.Rect(x0, y0, x1, y1) * page.transformation_matrix
    left, top, right, bottom = place.normalize()
    here = [
        letter
        for letter, x, y in drawn
        if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR
    ]
    if not all(here):
        return False
    return not _folded(text.value) <= _folded("".join(here))


def _folded(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ە", "ه")  # of one form
    return {letter for letter in plain if letter.isalpha()}
