"""Whether a PDF page draws all that was filled in: the values of its fields, and its notes.

A program may leave their appearance to the reader. What MuPDF sets then lacks many Chinese letters,
so that 赵启明 becomes 启明; nothing is set better here: such a page is asked about, to be printed
to PDF where it was filled in. Appearances that are there are kept.

Source: ISO 32000-2, 12.5.5 (appearance streams), 12.5.6.6 (free text), 12.7.4 (variable text).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pymupdf

from zcdesk.errors import TooLargeScanError

mupdf: Any = pymupdf.mupdf
"""The bindings below PyMuPDF; they have no types, so their values are ``Any`` here."""

_INVISIBLE = 1  # annotation flag: not shown by a reader that does not know the kind
_HIDDEN = 1 << 1 | 1 << 5  # annotation flags: hidden, not shown on screen
_PASSWORD = 1 << 13  # field flag
_LONGEST = 4000  # letters of a value; no field of a form has room for more
_UNKNOWN = (0, 0xFFFD)
_NEAR = 3.0  # pt around an annotation in which its letters are looked for


def keep_appearances(document: pymupdf.Document) -> None:
    """Tell MuPDF to keep the appearances of a form, even where it says to set them anew."""
    form = mupdf.pdf_dict_getp(mupdf.pdf_trailer(_inner(document)), "Root/AcroForm")
    if mupdf.pdf_is_dict(form):
        mupdf.pdf_dict_dels(form, "NeedAppearances")


def loses_values(document: pymupdf.Document, index: int) -> bool:
    """Tell whether a page, not loaded yet, does not draw a letter of what was filled in.

    Raises:
        TooLargeScanError: What was filled in is longer than any; MuPDF would set it for hours.
    """
    try:
        holder = mupdf.pdf_lookup_page_obj(_inner(document), index)
        values = [(each, _value(each)) for each in _shown_annotations(holder)]
        if any(len(value) > _LONGEST for _, value in values):
            raise TooLargeScanError("scan.too_complex")
        if not any(value.strip() for _, value in values):
            return False
        page = document.load_page(index)
        drawn = list(_letters(page))
        return any(_lacks(page, annotation, value, drawn) for annotation, value in values)
    except TooLargeScanError:
        raise
    except Exception:  # a form that is no form: MuPDF draws it as it can, and a person looks
        return True


def _inner(document: pymupdf.Document) -> Any:
    inner = document.this
    is_pdf = isinstance(inner, mupdf.PdfDocument)
    return inner if is_pdf else mupdf.pdf_document_from_fz_document(inner)


def _shown_annotations(page: Any) -> Iterator[Any]:
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


def _value(annotation: Any) -> str:
    """Return what a note says, or what was filled into a field of text or chosen in a list."""
    if mupdf.pdf_to_name(mupdf.pdf_dict_gets(annotation, "Subtype")) == "FreeText":
        return _string(mupdf.pdf_dict_gets(annotation, "Contents"))
    kind, value = mupdf.pdf_to_name(_inherited(annotation, "FT")), _inherited(annotation, "V")
    if kind == "Tx":
        hidden = mupdf.pdf_to_int(_inherited(annotation, "Ff")) & _PASSWORD
        return "" if hidden else _string(value)
    if kind != "Ch":
        return ""
    options = _inherited(annotation, "Opt")
    pairs = (mupdf.pdf_array_get(options, at) for at in range(mupdf.pdf_array_len(options)))
    shown = {_string(mupdf.pdf_array_get(pair, 0)): mupdf.pdf_array_get(pair, 1) for pair in pairs}
    return _string(shown.get(_string(value), value))


def _inherited(annotation: Any, key: str) -> Any:
    return mupdf.pdf_dict_gets_inheritable(annotation, key)


def _string(value: Any) -> str:
    """Return a text string, or the text of a stream; "" for anything else."""
    if mupdf.pdf_is_string(value):
        return str(mupdf.pdf_to_text_string(value))
    if mupdf.pdf_is_stream(value):
        return str(mupdf.pdf_load_stream_or_string_as_utf8(value))
    return ""


def _letters(page: pymupdf.Page) -> Iterator[tuple[str, float, float]]:
    """Yield the letters that a page draws, with their places; "" for a glyph whose font does not
    name its letter."""
    for span in page.get_texttrace():
        for code, glyph, _, box in span["chars"]:
            if glyph > 0:  # glyph 0 is the empty box for a letter that the face lacks
                letter = chr(code) if code not in _UNKNOWN else ""
                yield letter, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _lacks(
    page: pymupdf.Page, annotation: Any, value: str, drawn: Sequence[tuple[str, float, float]]
) -> bool:
    """Tell whether letters of a value are not among those that are drawn at its place."""
    rect = mupdf.pdf_to_rect(mupdf.pdf_dict_gets(annotation, "Rect"))
    place = pymupdf.Rect(rect.x0, rect.y0, rect.x1, rect.y1) * page.transformation_matrix
    left, top, right, bottom = place.normalize()
    here = [
        letter
        for letter, x, y in drawn
        if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR
    ]
    return all(here) and not _folded(value) <= _folded("".join(here))


def _folded(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ە", "ه")  # of one form
    return {letter for letter in plain if letter.isalpha()}
