"""Forms that were made of one template as one file, each on a page of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pymupdf
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from zcdesk.documents.filling import opened, without_traces
from zcdesk.documents.pdf import finished


def joined_docx(files: Sequence[bytes]) -> bytes:
    """Return Word files that were made of one form as one file, each on a page of its own."""
    if len(files) == 1:
        return files[0]
    word = opened(files[0], "")
    body = word.element.body
    for content in files[1:]:
        first = True
        for block in opened(content, "").element.body:
            if block.tag == qn("w:sectPr"):
                continue
            if first:
                _begin_page(block, body)
            body.insert(len(body) - 1, block)  # before the paper's size, which is last
            first = False
    stream = io.BytesIO()
    word.save(stream)
    return without_traces(stream.getvalue())


def _begin_page(block: BaseOxmlElement, body: BaseOxmlElement) -> None:
    """Let a block begin a page; before a table an empty line does so."""
    if block.tag != qn("w:p"):
        block = OxmlElement("w:p")
        body.insert(len(body) - 1, block)
    properties = block.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:pageBreakBefore"), "w:framePr", "w:widowControl", "w:numPr", "w:pBdr",
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip


def joined_pdf(files: Sequence[bytes]) -> bytes:
    """Return PDF files behind each other as one."""
    if len(files) == 1:
        return files[0]
    with pymupdf.open() as paper:
        for content in files:
            with pymupdf.open("pdf", content) as part:
                paper.insert_pdf(part)
        return finished(paper)
