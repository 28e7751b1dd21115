"""Builds the manual from docs/manual: one page for any browser, and the passages that F1 shows.

Usage:
    python tools/manual.py            into resources/manual
    python tools/manual.py --check    only tells whether that is up to date

The sources are Markdown, one file a chapter, in the order of their names. Beside the usual marks:

    ---\\nenglish: en-start\\n---     the English passage that stands for this chapter
    ## 标题 {#anchor}                a heading and the name by which the program asks for it
    ![words](../screens/start.webp)  a picture made by the program itself
    <!-- keys review -->…<!-- / -->  the keys of a page, out of the program's own list of them; what
                                     is between is for who reads the source
    <!-- formats 、 -->…<!-- / -->   the kinds of scans that are read, with that between them

No script, style, font or picture of the page comes from elsewhere; it can be searched and printed.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.calling import ToolError, run_tool
from zcdesk.pages.opening.decoding import FORMATS
from zcdesk.ui.batch.batch_page import ACTIONS as BATCH
from zcdesk.ui.batch.shared_page import ACTIONS as SHARED
from zcdesk.ui.case.section_keys import ACTIONS as SECTIONS
from zcdesk.ui.help.everywhere import EVERYWHERE
from zcdesk.ui.keys.actions import key_lines
from zcdesk.ui.lessons.strip import ACTIONS as LESSONS
from zcdesk.ui.notice.tables_page import ACTIONS as NOTICE
from zcdesk.ui.preparation.actions import SHEET as PREPARATION
from zcdesk.ui.review.actions import SHEET as REVIEW
from zcdesk.ui.trainer.projector import PROJECTOR
from zcdesk.ui.wall.gallery_page import SHEET as GALLERY
from zcdesk.ui.wall.sheet_page import ACTIONS as BESIDE

HOME = Path(__file__).parent.parent
SOURCES = HOME / "docs" / "manual"
SCREENS = HOME / "docs" / "screens"
BUILT = HOME / "resources" / "manual"
PAGE = "manual.html"
PASSAGES = "passages.json"
PICTURES = "pictures"

KEYS = {
    "everywhere": EVERYWHERE,
    "review": REVIEW.rows,
    "gallery": GALLERY.rows,
    "beside": BESIDE,
    "preparation": PREPARATION.rows,
    "sections": SECTIONS,
    "batch": BATCH,
    "shared": SHARED,
    "lessons": LESSONS,
    "notice": NOTICE,
    "projector": (PROJECTOR,),
}
"""What may stand behind ``keys``, and the program's own table of it."""

_ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}$")
_SHOWN = "../screens/"
_KEYS = re.compile(r"<!-- keys ([a-z]+) -->.*?<!-- / -->")
_KEYS_HERE = re.compile(r"\{\{keys ([a-z]+)\}\}")
_FORMATS = re.compile(r"<!-- formats (.*?) -->(.*?)<!-- / -->")
_PICTURE = re.compile(r"<p><img [^>]*></p>\n?")
_HEADING = re.compile(r"\A<h\d[^>]*>.*?</h\d>")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Passage:
    """What stands below one heading.

    Attributes:
        anchor: Name by which the program and links ask for it.
        title: The heading.
        level: 1 for the beginning of a chapter, 2 for a part of it.
        chapter: Anchor of its chapter.
        english: Anchor of the English passage that stands for it.
        language: ``zh`` or ``en``.
        body: HTML of it with its heading, of the few elements that a text view of Qt knows, too.
    """

    anchor: str
    title: str
    level: int
    chapter: str
    english: str
    language: str
    body: str


class ManualError(ToolError):
    """A source does not hold together; the text says which and where."""


def passages(sources: Path = SOURCES) -> list[Passage]:
    """Return all passages, in the order in which they are read.

    Raises:
        ManualError: A heading without a name, a name that stands twice, a link or a picture that
            leads nowhere, keys that nobody has.
    """
    found = [passage for path in sorted(sources.glob("*.md")) for passage in _of_chapter(path)]
    names = [passage.anchor for passage in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ManualError(f"names that stand twice: {', '.join(twice)}")
    wanted = {link for one in found for link in re.findall(r'href="#([^"]+)"', one.body)}
    wanted |= {passage.english for passage in found}
    if wanted - set(names):
        raise ManualError(f"links that lead nowhere: {', '.join(sorted(wanted - set(names)))}")
    return found


def _of_chapter(path: Path) -> Iterator[Passage]:
    text = path.read_text(encoding="utf-8")
    text = _FORMATS.sub(lambda found: _formats(found, path), text)
    text = _KEYS.sub(r"{{keys \1}}", text)
    head = _HEAD.match(text)
    if head is None:
        raise ManualError(f"{path.name}: no head")
    settings = dict(line.split(": ", 1) for line in head.group(1).splitlines())
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text[head.end() :])
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    if not starts or starts[0] != 0:
        raise ManualError(f"{path.name}: does not begin with a heading")
    chapter = ""
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        anchor, title = _named(tokens[start + 1], path)
        chapter = chapter or anchor
        body = _rendered(reader, tokens[start:end], anchor, path)
        level = int(tokens[start].tag[1])
        language = settings.get("language", "zh")
        yield Passage(anchor, title, level, chapter, settings["english"], language, body)


def _named(heading: Token, path: Path) -> tuple[str, str]:
    """Return name and words of a heading, and take the name out of it."""
    found = _ANCHOR.search(heading.content)
    if found is None:
        raise ManualError(f"{path.name}: “{heading.content}” has no name")
    last = (heading.children or [])[-1]
    last.content = _ANCHOR.sub("", last.content)
    return found.group(1), _ANCHOR.sub("", heading.content)


def _rendered(reader: MarkdownIt, tokens: Sequence[Token], anchor: str, path: Path) -> str:
    for token in tokens:
        for part in token.children or []:
            if part.type == "image":
                name = str(part.attrGet("src")).removeprefix(_SHOWN)
                _check_picture(name, path)
                part.attrSet("src", f"{PICTURES}/{name}")
    tokens[0].attrSet("id", anchor)
    made = reader.renderer.render(list(tokens), reader.options, {})
    return (
        _KEYS_HERE.sub(lambda found: _key_table(found.group(1), path), str(made))
        .replace("<p><table", "<table")
        .replace("</table></p>", "</table>")
    )


def _check_picture(name: str, path: Path) -> None:
    if not (SCREENS / name).is_file():
        raise ManualError(f"{path.name}: no picture {name} in docs/screens")


def _formats(found: re.Match[str], path: Path) -> str:
    kinds = found.group(1).join(known.kind for known in FORMATS)
    if found.group(2) != kinds:
        raise ManualError(f"{path.name}: what is read are {kinds}")
    return kinds


def _key_table(name: str, path: Path) -> str:
    if name not in KEYS:
        raise ManualError(f"{path.name}: no keys {name}; there are {', '.join(KEYS)}")
    rows = "".join(
        f"<tr><th>{html.escape(row.keys)}</th><td>{html.escape(row.does)}</td></tr>"
        for row in key_lines(KEYS[name])
    )
    return f'<table class="keys">{rows}</table>'


def page(found: Sequence[Passage]) -> str:
    """Return the manual as one page of HTML."""
    template = (SOURCES / "page.html").read_text(encoding="utf-8")
    chapters: dict[str, list[Passage]] = {}
    for passage in found:
        chapters.setdefault(passage.chapter, []).append(passage)
    contents, bodies = [], []
    for parts in chapters.values():
        first = parts[0]
        inner = "".join(f'<li><a href="#{one.anchor}">{one.title}</a></li>' for one in parts[1:])
        below = f"<ul>{inner}</ul>" if inner else ""
        contents.append(f'<li><a href="#{first.anchor}">{first.title}</a>{below}</li>')
        sections = "".join(f"<section>{one.body}</section>" for one in parts)
        lang = "zh-CN" if first.language == "zh" else first.language
        bodies.append(f'<article lang="{lang}">{sections}</article>')
    return template.replace("<!-- contents -->", "\n".join(contents)).replace(
        "<!-- chapters -->", "\n".join(bodies)
    )


def pictures(found: Sequence[Passage]) -> list[str]:
    """Return the names of the pictures that are shown, each once."""
    shown = (re.findall(rf'src="{PICTURES}/([^"]+)"', one.body) for one in found)
    return sorted({name for names in shown for name in names})


def files() -> dict[str, bytes]:
    """Return every file of the manual by its place below ``BUILT``."""
    found = passages()
    data = json.dumps([_for_the_window(one) for one in found], ensure_ascii=False, indent=1)
    made = {PAGE: page(found).encode(), PASSAGES: f"{data}\n".encode()}
    made |= {f"{PICTURES}/{name}": (SCREENS / name).read_bytes() for name in pictures(found)}
    return made


def _for_the_window(passage: Passage) -> dict[str, str | int]:
    """Return a passage without its pictures, and its words without marks, to be searched."""
    body = _PICTURE.sub("", passage.body)
    below = re.sub(r"</(?:p|li|t[dhr])>", " ", _HEADING.sub("", body))
    text = html.unescape(re.sub(r"<[^>]+>", "", below))
    return {**asdict(passage), "body": body, "text": " ".join(text.split())}


def stale(made: dict[str, bytes], built: Path = BUILT) -> list[str]:
    """Return the files below ``built`` that are missing, old, or too many."""
    there = {
        path.relative_to(built).as_posix(): path.read_bytes()
        for path in built.rglob("*")
        if path.is_file()
    }
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def main() -> int:
    """Build or check; return the exit status."""
    made = files()
    if "--check" in sys.argv:
        old = stale(made)
        for name in old:
            print(f"{name}: not up to date; run python tools/manual.py")
        return 1 if old else 0
    shutil.rmtree(BUILT, ignore_errors=True)
    for name, content in made.items():
        place = BUILT / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    size = sum(len(content) for content in made.values())
    print(f"{BUILT}: {len(made)} files, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    run_tool(main)
