"""Fills the blanks of a docx, and takes out who wrote it, when and where.

Word may cut a blank into several runs while somebody edits the form; so blanks are looked for in a
paragraph's whole text, and what replaces one takes the look of the run in which it began.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordFile
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from zcdesk.checks.forms.fields import form_fields
from zcdesk.checks.forms.values import Values
from zcdesk.disk.archives import packed
from zcdesk.documents.forms import UnreadableFormError
from zcdesk.documents.right_to_left import mark_right_to_left
from zcdesk.printable import printable

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)
_EMPTIED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP}
_DROPPED = re.compile(
    r"docProps/(custom\.xml|thumbnail\..*)|customXml/.*|word/(people|comments\w*|vbaProject)\..*"
)
_RSID = re.compile(rb'\s(?:w:rsid\w*|w14:paraId|w14:textId)="[^"]*"')
_RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsid\b[^>]*/>", re.DOTALL)
_RELATION = re.compile(rb"<Relationship\b[^>]*?/>")
_OVERRIDE = re.compile(rb"<Override\b[^>]*?/>")
_TARGET = re.compile(rb'(?:Target|PartName)="([^"]*)"')


def without_traces(content: bytes) -> bytes:
    """Return a docx without author, company, times, revision marks, comments and thumbnail.

    The same content gives the same bytes.

    Raises:
        zipfile.BadZipFile: It is no docx.

    Source:
        Known leaks of docx files: core.xml, rsid, comments, custom properties.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    members_left = [
        (name, _clean(name, value)) for name, value in members if not _DROPPED.fullmatch(name)
    ]
    return packed(members_left)


def _clean(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub(_unless_dropped, content)
    if name.endswith(".rels"):
        return _RELATION.sub(_unless_dropped, content)
    if name.startswith("word/") and name.endswith(".xml"):
        return _RSIDS.sub(b"", _RSID.sub(b"", content))
    return content


def _unless_dropped(found: re.Match[bytes]) -> bytes:
    """Drop what points to a member that was dropped."""
    target = _TARGET.search(found.group())
    path = target.group(1).decode("utf-8", "replace").lstrip("/") if target else ""
    dropped = any(_DROPPED.fullmatch(name) for name in (path, f"word/{path}", path.lstrip("./")))
    return b"" if dropped else found.group()


BLANK_IN_FORM = re.compile(r"\{\{\s*([^{}#/\s][^{}]*?)\s*\}\}")
_PASSAGE = re.compile(r"\{\{#([^{}]+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_PARAGRAPH, _TEXT, _BREAK = qn("w:p"), qn("w:t"), qn("w:br")


@dataclass(frozen=True)
class FilledForm:
    """A filled form.

    Attributes:
        docx: Its bytes; the same values give the same bytes.
        missing: Fields that are as blanks, each once, in the order of the form.
        unknown: Names in the form that are no field; they are as they were.
    """

    docx: bytes
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def fill(template: bytes, values: Values, file: str, heading: str = "") -> FilledForm:
    """Return the form with its blanks filled.

    Args:
        template: The docx.
        values: What is known.
        file: Name of the template for the sentence of an error.
        heading: A line that is put before everything else, or "".

    Raises:
        UnreadableFormError: It is no docx.
    """
    word = opened(template, file)
    for paragraph in paragraphs(word):
        _in_paragraph(paragraph, _PASSAGE, lambda found: _passage(found, values))
    names = names_in(word)  # of the passages that stay
    for paragraph in paragraphs(word):
        _in_paragraph(paragraph, BLANK_IN_FORM, lambda found: _text(found, values))
    if heading:
        _put_before(word, heading)
    for paragraph in list(paragraphs(word)):
        mark_right_to_left(paragraph)
    stream = io.BytesIO()
    word.save(stream)
    missing = (field for name in names if name in form_fields() for field in values.missing(name))
    unknown = tuple(name for name in names if name not in form_fields())
    return FilledForm(without_traces(stream.getvalue()), tuple(dict.fromkeys(missing)), unknown)


def opened(content: bytes, file: str) -> WordFile:
    """Return a docx from its bytes.

    Raises:
        UnreadableFormError: It is no docx.
    """
    try:
        return Document(io.BytesIO(content))
    except (
        PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError,
    ) as cause:  # fmt: skip
        raise UnreadableFormError(file=file) from cause


def paragraphs(word: WordFile) -> Iterator[BaseOxmlElement]:
    """Yield every paragraph of body, tables, text boxes, headers and footers."""
    yield from word.element.iter(_PARAGRAPH)
    for section in word.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield from part._element.iter(_PARAGRAPH)


def text_of(paragraph: BaseOxmlElement) -> str:
    """Return a paragraph's text; a line break is a newline."""
    return "".join(
        "\n" if node.tag == _BREAK and node.get(qn("w:type")) != "page" else node.text or ""
        for node in paragraph.iter(_TEXT, _BREAK)
    )


def names_in(word: WordFile) -> tuple[str, ...]:
    """Return the names of the blanks, each once, in their order."""
    names = (
        name for paragraph in paragraphs(word) for name in BLANK_IN_FORM.findall(text_of(paragraph))
    )
    return tuple(dict.fromkeys(names))


def _passage(found: re.Match[str], values: Values) -> str:
    return found.group(2) if found.group(1) in values.kept else ""


def _text(found: re.Match[str], values: Values) -> str:
    name = found.group(1)
    if name not in form_fields():
        return found.group()
    return printable(values.shown(name))


def _in_paragraph(
    paragraph: BaseOxmlElement,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
) -> None:
    """Replace every find of ``pattern`` in the paragraph, from the last to the first."""
    texts = list(paragraph.iter(_TEXT))
    whole = "".join(text.text or "" for text in texts)
    for match in reversed(list(pattern.finditer(whole))):
        _replace(texts, match.start(), match.end(), replacement(match))


def _replace(texts: list[BaseOxmlElement], start: int, end: int, replacement: str) -> None:
    """Put ``replacement`` in place of characters ``start`` to ``end`` of the joined texts."""
    place = 0
    first = True
    for text in texts:
        here = text.text or ""
        begin, stop = max(start - place, 0), min(end - place, len(here))
        if begin < stop:
            text.text = here[:begin] + (replacement if first else "") + here[stop:]
            text.set(qn("xml:space"), "preserve")
            first = False
        place += len(here)
    _with_breaks(texts)


def broken_at(paragraph: BaseOxmlElement, places: Sequence[int]) -> None:
    """Set line breaks into a paragraph before some letters.

    Args:
        places: Which letters, counted without the line breaks that are there.
    """
    begin = 0
    texts = list(paragraph.iter(_TEXT))
    for text in texts:
        here = text.text or ""
        cuts = [place - begin for place in places if begin < place <= begin + len(here)]
        begin += len(here)
        for cut in reversed(cuts):
            here = f"{here[:cut]}\n{here[cut:]}"
        text.text = here
    _with_breaks(texts)


def _with_breaks(texts: list[BaseOxmlElement]) -> None:
    """Turn newlines inside texts into line breaks of Word."""
    for text in texts:
        lines = (text.text or "").split("\n")
        if len(lines) == 1:
            continue
        text.text = lines[0]
        after = text
        for line in lines[1:]:
            jump, more = OxmlElement("w:br"), OxmlElement("w:t")
            more.text = line
            more.set(qn("xml:space"), "preserve")
            after.addnext(jump)
            jump.addnext(more)
            after = more


def _put_before(word: WordFile, heading: str) -> None:
    first = next(iter(word.paragraphs), None)
    if first is None:
        word.add_paragraph(heading)
    else:
        first.insert_paragraph_before(heading)
