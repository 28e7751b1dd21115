"""The documents name what is there: each room with its sentence, each module by its name."""

from __future__ import annotations

import re
from pathlib import Path

from tests.setup.checkout import ROOT, project_files
from tools.architecture import sentence_of

DOCUMENTS = sorted(
    [
        *(ROOT / "docs").glob("*.md"),
        *(
            ROOT / name
            for name in (
                "README.md",
                "README.en.md",
                "CONTRIBUTING.md",
                "CONTRIBUTING.zh.md",
                "SECURITY.md",
                "SECURITY.en.md",
            )
        ),
    ]
)
ROW = re.compile(r"^\| `([a-z_/]+)` \| (.+) \| `([^|]+)` \|$", re.MULTILINE)
LINK = re.compile(r"\]\(((?!https?:)[^)\s]+)\)")
MODULE = re.compile(r"`([\w/]+\.py)")


def rows() -> dict[str, tuple[str, list[str]]]:
    """Return what the architecture tells of each folder: its sentence, and what to read first."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return {name: (told, first.split("`, `")) for name, told, first in ROW.findall(text)}


def folders() -> dict[str, str]:
    """Return each package of the program with the first line of its docstring."""
    program = ROOT / "zcdesk"
    inside = [path.parent for path in sorted(program.rglob("__init__.py"))]
    return {
        path.relative_to(program).as_posix(): sentence_of(path)
        for path in inside
        if path != program
    }


def test_each_floor_and_each_room_stands_in_the_architecture() -> None:
    assert rows().keys() == folders().keys()


def test_a_room_is_told_in_its_own_words() -> None:
    rooms = {name: said for name, said in folders().items() if "/" in name}
    assert {name: told for name, (told, _) in rows().items() if name in rooms} == rooms


def test_what_to_read_first_is_there() -> None:
    firsts = [(name, first) for name, (_, firsts) in rows().items() for first in firsts]
    assert len(firsts) > 80
    assert not [one for one in firsts if not (ROOT / "zcdesk" / one[0] / one[1]).is_file()]


def anchors(document: Path) -> set[str]:
    """Return what a link behind a document's name may lead to, as hosts of Markdown name it."""
    heads = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    given = {found[1] for head in heads if (found := re.search(r"\{#([a-z0-9-]+)\}", head))}
    return given | {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_a_link_of_a_document_leads_to_a_file_and_to_a_heading_in_it() -> None:
    for document in DOCUMENTS:
        for link in LINK.findall(document.read_text(encoding="utf-8")):
            name, _, anchor = link.partition("#")
            led = document.parent / name if name else document
            assert led.exists(), (document, link)
            assert not anchor or anchor in anchors(led), (document, link)


def test_a_document_names_no_module_that_is_not_there() -> None:
    """By a path, or by a name alone where its folder was told before."""
    there = {f"/{path.relative_to(ROOT).as_posix()}" for path in project_files()}
    for document in DOCUMENTS:
        named = set(MODULE.findall(document.read_text(encoding="utf-8")))
        assert not [one for one in named if not any(p.endswith(f"/{one}") for p in there)], document
