"""Gathers the licences of all that ships, each text once.

    python tools/licences.py           writes packaging/licences/*.txt
    python tools/licences.py --check   only tells whether they are as they would be written

``packaging/licences.toml`` says which licence each package has and which texts its wheel lacks;
the texts that the wheels bring are taken from what is installed here. Texts that were laid into the
folder by hand stay; what is locked for another system keeps the text that it has.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import run_tool, write_or_compare
from tools.lock import HERE
from tools.shipped import LIBRARIES, files_of, installed_version, locked_versions

TABLE = HERE / "packaging" / "licences.toml"
FOLDER = HERE / "packaging" / "licences"
_LICENCE = re.compile(r"licen[cs]es?|copying|notice|thirdpartynotices", re.IGNORECASE)
_RULE = "=" * 100


@dataclass(frozen=True)
class Licensed:
    """A package with its SPDX expression and the texts laid into the folder by hand for it."""

    name: str
    licence: str
    texts: tuple[str, ...]


def told() -> tuple[dict[str, str], list[Licensed], dict[str, list[str]]]:
    """Return why each licence is compatible, the packages, and the texts of libraries."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    packages = [
        Licensed(name, entry["licence"], tuple(entry.get("texts", ())))
        for name, entry in table["package"].items()
    ]
    return table["compatible"], packages, table["library"]


def licences_in(expression: str) -> set[str]:
    """Return the licences that an SPDX expression names."""
    return set(re.split(r" (?:AND|OR) ", expression.replace("(", "").replace(")", "")))


def words(text: str) -> str:
    """Return a text as its words alone, to tell whether two are the same."""
    return " ".join(text.split())


def texts_of(package: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each licence that a package's wheel brings, the same one once."""
    seen: set[str] = set()
    for path in sorted(set(files_of(package)), key=lambda path: path.as_posix()):
        if path.suffix in (".py", ".pyc") or not _LICENCE.search(path.name) or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if words(text) not in seen:
            seen.add(words(text))
            inside = path.as_posix().rpartition("site-packages/")[2]
            yield re.sub(r"-[\d.]+\.dist-info/", ".dist-info/", inside), text


def gathered(package: str, standard: dict[str, str]) -> str | None:
    """Return the texts of a package as one; None when its wheel brings none.

    Args:
        package: Its name in the lock.
        standard: Words of a text → name of the file that has it already.
    """
    parts = []
    for name, text in texts_of(package):
        known = standard.get(words(text))
        body = f"The text is that of {known}.\n" if known else text.strip() + "\n"
        parts.append(f"{_RULE}\n{name}\n{_RULE}\n\n{body}")
    whole = "\n".join(parts).replace("\r\n", "\n")
    lines = (line.rstrip() for line in whole.split("\n"))
    return "\n".join(lines) if parts else None


def written_by_hand() -> dict[str, str]:
    """Return words → name of the texts that no wheel brings."""
    _, packages, libraries = told()
    names = {name for entry in packages for name in entry.texts}
    names |= {name for texts in libraries.values() for name in texts}
    return {words((FOLDER / name).read_text(encoding="utf-8")): name for name in sorted(names)}


def files_to_write() -> dict[Path, str]:
    """Return each file with the content that it should have."""
    standard = written_by_hand()
    found: dict[Path, str] = {}
    for entry in told()[1]:
        text = gathered(entry.name, standard)
        if text is not None and installed_version(entry.name) == locked_versions()[entry.name]:
            found[FOLDER / f"{entry.name}.txt"] = text
    return found


def text_names() -> dict[str, list[str]]:
    """Return the files of texts of each package, and of each library inside a wheel."""
    _, packages, libraries = told()
    found = {}
    for entry in packages:
        own = FOLDER / f"{entry.name}.txt"
        brings = own.exists() or gathered(entry.name, {})
        found[entry.name] = [*([own.name] if brings else []), *entry.texts]
    for library in LIBRARIES:
        inside = f"{library.name} in {library.package}"
        found[inside] = libraries.get(library.place, [f"{library.package}.txt"])
    return found


if __name__ == "__main__":
    run_tool(lambda: write_or_compare(files_to_write()))
