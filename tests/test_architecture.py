"""The documents name what is there: each room with its sentence, each module by its name."""

import re
from pathlib import Path

from tests.setup.checkout import ROOT, project_files
from tools.architecture import rooms

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
ROW = re.compile(r"^\| `([a-z]+)` \| .+ \| `([^|]+)` \|$", re.MULTILINE)
LINK = re.compile(r"\]\(((?!https?:)[^)\s]+)\)")
MODULE = re.compile(r"`([\w/]+\.py)")


FLOORS = ROW.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))


def test_each_floor_stands_in_the_architecture() -> None:
    assert {name for name, _ in FLOORS} == {name for name in rooms() if name.isalpha()}


def test_each_room_says_what_it_is_and_what_to_read_first_is_there() -> None:
    told = rooms()
    firsts = [(name, file) for name, (_, files) in told.items() for file in files]
    firsts += [(name, file) for name, said in FLOORS for file in said.split("`, `")]
    assert all(idea and (files or "/" not in name) for name, (idea, files) in told.items())
    assert not [place for place in firsts if not (ROOT / "zcdesk" / "/".join(place)).is_file()]


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
