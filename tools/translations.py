"""Every sentence that is translated, whichever file it stands in, and its translation.

Usage:
    python tools/translations.py             brings the window's file up to date, compiles it, and
                                             tells what has no English anywhere
    python tools/translations.py --check     only tells
    python tools/translations.py --out FILE  writes all of it as PO (Poedit, Weblate)
    python tools/translations.py --in FILE   takes such a file in: each sentence goes to its place
    --language CODE                          with each of them: another language than en

A sentence is known by its place (``msgctxt``) and its Chinese (``msgid``). One whose blanks are
others than those of the Chinese is named and not taken in, nor is one that stands here no more.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
import tomlkit
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools import window_words
from tools.calling import run_tool

HOME = Path(__file__).parent.parent

FORMS = window_words.FORMS

Place = tuple[str, str]
"""Where a sentence stands, with its Chinese."""

Told = dict[Place, str]
"""The words of one language by their place; "" where there are none yet."""


def window(home: Path, language: str) -> Told:
    """Return the sentences of the window (``self.tr``)."""
    told = window_words.known(language, home / "resources")
    return {
        (f"window/{context}", text): told.get((context, text), "")
        for context, text in window_words.messages()
    }


def put_window(home: Path, language: str, told: Told) -> None:
    """Write Qt's file of a language."""
    words = {(where.partition("/")[2], text): said for (where, text), said in told.items() if said}
    window_words.write(words, language, home / "resources")


def wording(home: Path, language: str) -> Told:
    """Return the sentences that lie in a folder for each language."""
    found: Told = {}
    for path in sorted((home / "resources" / "wording" / "zh").glob("*.toml")):
        other = _table(path.parent.parent / language / path.name)
        for code, entry in _table(path).items():
            for part, chinese in ((part, text) for part, text in entry.items() if text):
                said = other.get(code, {}).get(part, "")
                found[f"wording/{path.name}/{code}/{part}", chinese] = said
    return found


def put_wording(home: Path, language: str, told: Told) -> None:
    """Write the folder of a language, each sentence into the file of its Chinese."""
    folder = home / "resources" / "wording" / language
    folder.mkdir(exist_ok=True)
    for name in sorted({where.split("/")[1] for where, _ in told}):
        path = folder / name
        document = tomlkit.parse(path.read_text("utf-8") if path.is_file() else "")
        for (where, _), said in told.items():
            _, file, code, part = where.split("/")
            if file != name or not said:
                continue
            if document.setdefault(code, tomlkit.table()).get(part) != said:
                document[code][part] = said
        _write(path, tomlkit.dumps(document))


def beside(home: Path, language: str) -> Told:
    """Return the sentences that stand beside their Chinese: of findings, help, the news."""
    found: Told = {}
    for path in _files_with_both(home):
        for spot in _spots(_table(path), path.relative_to(home / "resources").as_posix()):
            found.update(zip(spot.places(), spot.said(language), strict=True))
    return found


def put_beside(home: Path, language: str, told: Told) -> None:
    """Write the words of a language beside the Chinese."""
    for path in _files_with_both(home):
        document = tomlkit.parse(path.read_text("utf-8"))
        for spot in list(_spots(document, path.relative_to(home / "resources").as_posix())):
            spot.put(language, [told.get(place, "") for place in spot.places()])
        _write(path, tomlkit.dumps(document))


def _files_with_both(home: Path) -> list[Path]:
    resources = home / "resources"
    named = ("help/commands.toml", "help/manpage.toml", "news.toml")
    return [*sorted((resources / "findings").glob("*.toml")), *(resources / n for n in named)]


@dataclass(frozen=True)
class Spot:
    """A table with ``zh`` and one of its parts: a sentence or a list of them.

    Attributes:
        holder: The table that has the key ``zh``.
        part: Which key below ``zh``; "" where the words stand at ``zh`` itself.
        where: Its file and the names of the tables around it.
    """

    holder: Any
    part: str
    where: str

    def places(self) -> list[Place]:
        """Return the place of each sentence."""
        texts = self._texts("zh")
        many = len(texts) > 1
        return [
            ("/".join(filter(None, (self.where, self.part, str(n) * many))), text)
            for n, text in enumerate(texts)
        ]

    def said(self, language: str) -> list[str]:
        """Return the words of each sentence, "" for those that have none."""
        found = self._texts(language)
        return [*found, *[""] * (len(self._texts("zh")) - len(found))]

    def put(self, language: str, told: list[str]) -> None:
        """Write the words, where there are any and they are others than those that stand here."""
        old = self.said(language)
        new = [fresh or stands for fresh, stands in zip(told, old, strict=True)]
        if new == old:
            return
        value = new if isinstance(self._value("zh"), list) else new[0]
        if not self.part:
            self.holder[language] = value
        elif language in self.holder:
            self.holder[language][self.part] = value
        else:
            self.holder[language] = {self.part: value}

    def _texts(self, language: str) -> list[str]:
        value = self._value(language)
        return [str(each) for each in (value if isinstance(value, list) else [value]) if each]

    def _value(self, language: str) -> Any:
        value = self.holder.get(language, "")
        return value if not self.part else (value or {}).get(self.part, "")


def _spots(table: Any, where: str) -> Iterator[Spot]:
    """Yield each part of each ``zh`` in a table or below; their Chinese tells rows apart."""
    if isinstance(table, list):
        for each in table:
            yield from _spots(each, where)
    elif isinstance(table, dict):
        chinese = table.get("zh", {})
        for part in chinese if isinstance(chinese, dict) else [""]:
            yield Spot(table, part, where)
        for key, value in table.items():
            if not {key, "zh"} <= table.keys():
                yield from _spots(value, f"{where}/{key}")


def lessons(home: Path, language: str) -> Told:
    """Return the words of the lessons, which stand beside their Chinese in YAML."""
    return {
        (where, chinese.value): said.value if said else ""
        for path in _lesson_files(home)
        for where, chinese, said, _ in _pairs(path, language)
    }


def put_lessons(home: Path, language: str, told: Told) -> None:
    """Write the words of a language behind the Chinese; every other byte of a lesson stays."""
    for path in _lesson_files(home):
        text = path.read_text("utf-8")
        for where, chinese, said, around in reversed(list(_pairs(path, language))):
            fresh = json.dumps(told.get((where, chinese.value), ""), ensure_ascii=False)
            stands = said or chinese
            begin, end = (node.index for node in (stands.start_mark, stands.end_mark))
            if said and json.loads(fresh) not in ("", said.value):
                text = text[:begin] + fresh + text[end:]
            elif not said and json.loads(fresh):
                before = ", " if around.flow_style else "\n" + " " * around.start_mark.column
                end -= len(text[begin:end]) - len(text[begin:end].rstrip())
                text = f"{text[:end]}{before}{language}: {fresh}{text[end:]}"
        _write(path, text)


def _lesson_files(home: Path) -> list[Path]:
    return sorted((home / "resources" / "lessons").glob("*.yaml"))


Pair = tuple[str, yaml.ScalarNode, yaml.ScalarNode | None, yaml.MappingNode]
"""A place, the node of its Chinese, that of another language, and the mapping around both."""


def _pairs(path: Path, language: str) -> Iterator[Pair]:
    """Yield each mapping with ``zh`` in the order of the file."""
    waiting = [(f"lessons/{path.name}", yaml.compose(path.read_text("utf-8")))]
    found = []
    while waiting:
        where, node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += [(f"{where}/{n}", each) for n, each in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            parts = {key.value: value for key, value in node.value}
            waiting += [(f"{where}/{name}", value) for name, value in parts.items()]
            if isinstance(chinese := parts.get("zh"), yaml.ScalarNode):
                found.append((where, chinese, parts.get(language), node))
    yield from sorted(found, key=lambda pair: pair[1].start_mark.index)


def set_up(home: Path, language: str) -> Told:
    """Return the sentences of start.py, which speaks before the program is there."""
    english = json.loads((home / "starting" / "en.json").read_text("utf-8"))
    path = home / "starting" / f"{language}.json"
    told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {("set-up", chinese): told.get(chinese, "") for chinese in english}


def put_set_up(home: Path, language: str, told: Told) -> None:
    """Write the set-up's file of a language."""
    words = {chinese: said for (_, chinese), said in told.items() if said}
    text = json.dumps(words, ensure_ascii=False, indent=1)
    _write(home / "starting" / f"{language}.json", text + "\n")


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class System:
    """One way in which sentences are kept: how a language is read from it and written to it."""

    read: Callable[[Path, str], Told]
    put: Callable[[Path, str, Told], None]


SYSTEMS = (
    System(window, put_window),
    System(beside, put_beside),
    System(wording, put_wording),
    System(lessons, put_lessons),
    System(set_up, put_set_up),
)


def catalogue(home: Path, language: str) -> Told:
    """Return every sentence of the program with its words in a language."""
    found: Told = {}
    for system in SYSTEMS:
        found |= system.read(home, language)
    return found


def to_po(told: Told, language: str) -> polib.POFile:
    """Return the catalogue as PO; a sentence with a count has its two forms."""
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Project-Id-Version": "zcdesk",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (where, chinese), said in told.items():
        entry = polib.POEntry(msgctxt=where, msgid=chinese)
        if "%n" in chinese:
            entry.msgid_plural = chinese
            entry.msgstr_plural = dict(enumerate((said.split(FORMS) * 2)[:2]))
        else:
            entry.msgstr = said
        made.append(entry)
    return made


def from_po(made: polib.POFile) -> Told:
    """Return what a PO file holds; what its translator marked as doubtful counts as missing."""
    return {
        (entry.msgctxt or "", entry.msgid): ""
        if entry.fuzzy or entry.obsolete
        else FORMS.join(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)).strip(FORMS)
        or entry.msgstr
        for entry in made
    }


def take_in(home: Path, language: str, given: Told) -> list[str]:
    """Put each sentence into its place; one that is given without words keeps those it has.

    Returns:
        What was not taken, in a line for each.
    """
    known = catalogue(home, language)
    allowed: dict[str, set[str]] = {}
    for place in known:
        allowed.setdefault(_around(place), set()).update(blanks(place[1]))
    refused = []
    for system in SYSTEMS:
        told = system.read(home, language)
        for place in told.keys() & given.keys():
            if unknown := blanks(given[place]) - allowed[_around(place)]:
                refused.append(f"{place[0]}: no such blank: {', '.join(sorted(unknown))}")
            else:
                told[place] = given[place] or told[place]
        system.put(home, language, told)
    gone = given.keys() - known.keys()
    return sorted([*refused, *(f"{where}: stands here no more: {zh}" for where, zh in gone)])


def _around(place: Place) -> str:
    """Return what message and remedy of one code have in common; of the window each is alone."""
    where, chinese = place
    return where.rpartition("/")[0] if where.startswith(("findings", "wording")) else chinese


def blanks(text: str) -> set[str]:
    """Return the names that stand in a sentence for what is filled in."""
    return set(re.findall(r"\{\w+|%n", text))


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status."""
    asked = argparse.ArgumentParser(description="Every sentence that is translated, in one place.")
    asked.add_argument("--language", default="en", help="which language; en when none is named")
    todo = asked.add_mutually_exclusive_group()
    todo.add_argument("--check", action="store_true", help="only tell what is missing")
    todo.add_argument("--out", type=Path, metavar="FILE.po", help="write all sentences as PO")
    todo.add_argument("--in", type=Path, metavar="FILE.po", dest="given", help="take a PO file in")
    wish = asked.parse_args(arguments)
    language = wish.language
    refused = []
    if wish.out:
        to_po(catalogue(HOME, language), language).save(str(wish.out))
    elif wish.given:
        refused = take_in(HOME, language, from_po(polib.pofile(str(wish.given))))
    elif not wish.check:
        put_window(HOME, language, window(HOME, language))
    renewed = wish.check or wish.out or window_words.compiled(language)
    told = catalogue(HOME, language)
    missing = [] if wish.out else [place for place, said in told.items() if not said]
    print(*refused, *(f"{where}: {chinese}" for where, chinese in missing), sep="\n")
    print(f"{len(told)} sentences, {sum(not said for said in told.values())} without {language}")
    return 1 if refused or missing or not renewed else 0


if __name__ == "__main__":
    run_tool(main, sys.argv[1:])
