"""The same notice through every door: Word, web page, PDF and plain text of one text; hand-run.

    python -m benchmarks.notice_forms FOLDER [NAME …] [--result FILE]

``FOLDER`` holds ``NAME.txt`` and ``NAME.truth.json``; the other forms are made of the text: Word
with headings, automatic numbers and real tables, a page with menus around, a PDF that LibreOffice
draws of the Word document. Where ``NAME.docx`` or ``NAME.html`` lies beside, that one is read.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from benchmarks.notice_reading import Score, scored
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.notice_text.words_of_file import words_of_notice

_HAN = re.compile(r"([一二三四五六七八九十]{1,3})、(?=\S{2,16}$)")
DOORS = ("txt", "docx", "html", "pdf")


def made(text: str, folder: Path, name: str) -> dict[str, Path]:
    """Return files of one text, by their form."""
    paths = {form: folder / f"{name}.{form}" for form in DOORS}
    paths["txt"].write_text(text, encoding="utf-8")
    word_of(text).save(str(paths["docx"]))
    paths["html"].write_text(page_of(text), encoding="utf-8")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, paths["docx"]],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths


def pieces(text: str) -> list[list[list[str]] | str]:
    """Return paragraphs, and tables as rows of cells."""
    found: list[list[list[str]] | str] = []
    for line in filter(str.strip, text.splitlines()):
        row = re.split(r"\t|(?<=\S)\s*\|\s*(?=\S)", line.strip(" |"))
        if len(row) < 2 or re.fullmatch(r"[-|:\s]+", line):
            if len(row) < 2:
                found.append(line.strip())
        elif found and isinstance(found[-1], list):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def word_of(text: str) -> docx.document.Document:
    """Return a Word document: headings that count themselves, real tables."""
    document = docx.Document()
    _count_in_chinese(document)
    for at, piece in enumerate(pieces(text)):
        if isinstance(piece, list):
            wide = max(map(len, piece))
            table = document.add_table(rows=0, cols=wide, style="Table Grid")
            for row in piece:
                cells = table.add_row().cells
                for cell, words in zip(cells, row, strict=False):
                    cell.text = words
            continue
        numbered = _HAN.match(piece)
        line = document.add_paragraph(piece[numbered.end() :] if numbered else piece)
        if at == 0:
            line.style = document.styles["Title"]
        elif numbered:
            line.style = document.styles["Heading 1"]
    return document


def _count_in_chinese(document: docx.document.Document) -> None:
    """Let Heading 1 count itself: 一、二、."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("start", "1"), ("numFmt", "chineseCountingThousand"), ("lvlText", "%1、")):
        child = OxmlElement(f"w:{tag}")
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), "77")
    number.append(of)
    numbering.append(number)
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    own = properties.get_or_add_numPr()
    own.get_or_add_numId().val = 77


def page_of(text: str) -> str:
    """Return a web page as a browser saves it, menus and a foot around the text."""
    body = []
    for at, piece in enumerate(pieces(text)):
        if isinstance(piece, list):
            rows = "".join(
                "<tr>" + "".join(f"<td><p>{html.escape(one)}</p></td>" for one in row) + "</tr>"
                for row in piece
            )
            body.append(f"<table>{rows}</table>")
        else:
            tag = "h1" if at == 0 else "p"
            body.append(f"<{tag}><span>{html.escape(piece)}</span></{tag}>")
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知-某网</title></head><body>"
        "<ul class=nav><li><a>首页</a></li><li><a>政务公开</a></li></ul>"
        "<div>当前位置：<a>首页</a></div>"
        f"<div class=c>{''.join(body)}</div>"
        "<div>版权所有 某某局 电话：0999-5550000</div></body></html>"
    )


def main() -> None:
    """Print how much is found through each door."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--missed", default="", help="door of which the missed facts are printed")
    ask_for_result(parser)
    given = parser.parse_args()
    names = given.names or sorted(
        one.name[: -len(".truth.json")] for one in given.folder.glob("*.truth.json")
    )
    sums: Counter[tuple[str, str]] = Counter()
    with WorkerPool(1) as pool, tempfile.TemporaryDirectory() as temporary:
        for name in names:
            row = []
            paths = made(
                (given.folder / f"{name}.txt").read_text(encoding="utf-8"), Path(temporary), name
            )
            for door in DOORS:
                own = given.folder / f"{name}.{door}"
                words = words_of_notice(pool, own if own.is_file() else paths[door])
                score = scored(given.folder, name, words)
                found, count = _counted(score)
                sums += Counter({(door, "found"): found, (door, "facts"): count,
                                 (door, "wrong"): len(score.wrong),
                                 (door, "invented"): len(score.invented)})  # fmt: skip
                row.append(f"{door} {found}/{count} wrong {len(score.wrong)}")
                for fact, state in score.became if door == given.missed else ():
                    if state != "found":
                        said = fact["sentence"][:70]
                        print(f"  {name} {state}: {fact['kind']} {fact['need']} | {said}")
                for words in score.wrong if door == given.missed else ():
                    print(f"  {name} wrong: {words}")
            print(f"{name:24}", " · ".join(row))
    for door in DOORS:
        found, facts = sums[door, "found"], sums[door, "facts"]
        print(f"{door}: {found}/{facts} = {found / facts:.1%}, wrong {sums[door, 'wrong']}, "
              f"invented {sums[door, 'invented']}")  # fmt: skip
    if given.result:
        write_run(given.result, "notice_forms", [
            Figure(promise="notices", what=f"facts of {len(names)} notices as {door}: found",
                   count=sums[door, "found"], of=sums[door, "facts"], at_least=0.85)
            for door in DOORS
        ])  # fmt: skip


def _counted(score: Score) -> tuple[int, int]:
    return sum(state == "found" for _, state in score.became), len(score.became)


if __name__ == "__main__":
    main()
