"""YAML text to plain values with the line of every field, and what can be wrong with each.

PyYAML's nodes keep the lines that its values lose. Scalars are read by a narrower rule than
YAML 1.1: only ``true`` and ``false`` are truth values (是否 questions may answer ``no``), only
plain digits are numbers (``0991`` and ``12:30`` stay text), only ``2024-10-10`` is a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail, Finding, Severity


@dataclass(frozen=True)
class ProfileFault:
    """One fault of a profile.

    Attributes:
        file: Name of the profile's file.
        line: Line in that file, from 1; 0 when the whole file is meant.
        field: Dotted path of the field, for example ``sections.2.slots.0.who``; "" for the file.
        code: Name of its sentence in ``resources/wording``.
        found: What is there, shortened.
        suggestion: What was probably meant, or "".
        reason: What may be there instead, or "".
        closer: Code of a sentence that tells the fault more closely, or "".
    """

    file: str
    line: int
    field: str
    code: str
    found: str = ""
    suggestion: str = ""
    reason: str = ""
    closer: str = ""

    def finding(self) -> Finding:
        """The fault as a finding."""
        details: dict[str, Detail] = {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "found": self.found,
            "suggestion": self.suggestion,
            "reason": self.reason,
        }
        code = f"{self.code}_like" if self.suggestion else self.closer or self.code
        return Finding(Severity.ERROR, code, details)


class ProfileError(ZcdeskError):
    """A profile cannot be used; ``faults`` holds everything that is wrong with it, by line."""

    code = "notice.broken"

    def __init__(self, file: str, faults: tuple[ProfileFault, ...]) -> None:
        super().__init__(file=file, count=len(faults))
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.field)))

    def findings(self) -> tuple[Finding, ...]:
        """All faults, by line."""
        return tuple(fault.finding() for fault in self.faults)

    def __reduce__(self) -> tuple[object, ...]:
        return ProfileError, (str(self.details["file"]), self.faults)


class UnknownNoticeError(ZcdeskError):
    """There is no profile of that name."""

    code = "notice.unknown"


Path = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
"""Bytes. The longest built-in profile is about a twentieth of it."""

DEEPEST_NESTING = 24
"""Levels. Built-in profiles use up to 11 (a condition in a ruling of a slot)."""

MOST_VALUES = 200_000
"""Answers about 1 000 pages with 15 places each."""

TOO_MANY = "notice.too_many"

MOST_FAULTS = 200
"""More faults than a person would read at once."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
"""Plain words that are no text."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Located:
    """Plain values of a file and where each of them is.

    Attributes:
        data: Dictionaries, lists, text, integers, truth values, dates, None.
        lines: Line (from 1) of every field and list item, by path.
        faults: What was wrong with the file as YAML.
    """

    file: str
    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[ProfileFault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of ``path``, or of the nearest field around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def add(self, code: str, line: int, path: Path = (), **told: str) -> None:
        """Note a fault, unless there are too many already."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(ProfileFault(self.file, line, dotted(path), code, **told))


_PROBLEMS = {
    "unexpected end of stream": "notice.syntax_quote",
    "expected ',' or": "notice.syntax_bracket",
    "cannot start any token": "notice.syntax_character",
    "mapping values are not allowed": "notice.syntax_colon",
}
"""What the reader of YAML says, and our sentence for it."""


def dotted(path: Path) -> str:
    """Return a path as people write it; list items count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def locate(raw: bytes, file: str, largest: int = LARGEST_FILE) -> Located:
    """Read the bytes of a profile; every fault is noted, none is raised.

    Args:
        raw: Content of the file, UTF-8.
        file: Name of the file, for the faults.
        largest: Bytes that it may have.
    """
    located = Located(file)
    if len(raw) > largest:
        located.add("notice.too_large", 0, found=str(len(raw) // 1000))
        return located
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        located.add("notice.not_utf8", raw[: error.start].count(b"\n") + 1)
        return located
    try:
        if _is_tame(text, located):
            node = yaml.compose(text, Loader=_Loader)
            located.data = _plain(node, (), located) if node else None
    except yaml.MarkedYAMLError as error:
        line = _line_of(error.problem_mark or error.context_mark)
        said = str(error.problem)
        closer = next((code for words, code in _PROBLEMS.items() if words in said), "")
        located.add("notice.syntax", line, closer=closer)
    except yaml.YAMLError:
        located.add("notice.syntax", 0)
    return located


def _line_of(mark: Any) -> int:
    """Return the line of a mark of either reader of YAML, from 1; 0 without one."""
    return mark.line + 1 if mark else 0


def _is_tame(text: str, located: Located) -> bool:
    """Walk the events of the file, without recursion, before anything is built from them."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = _line_of(event.start_mark)
        if count > MOST_VALUES:  # each takes a thousand bytes while it is read
            located.add(TOO_MANY, line, found=str(MOST_VALUES))
            return False
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                located.add("notice.two_documents", line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_NESTING:
            located.add("notice.too_deep", line, found=str(DEEPEST_NESTING))
            return False
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            located.add("notice.alias", line)
        elif isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) not in (None, "!"):
            located.add("notice.tag", line, found=str(event.tag)[:40])  # type: ignore[attr-defined]
    return not located.faults


def _plain(node: yaml.Node, path: Path, located: Located) -> object:
    """Turn a node into plain values and note where they are."""
    located.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, located)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), located) for index, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, located: Located) -> dict[str, object]:
    entries: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            located.add("notice.key_not_text", line, path)
            continue
        key = str(key_node.value)
        if key in entries:
            first = located.lines[(*path, key)]
            located.add("notice.key_twice", line, (*path, key), found=str(first))
            continue
        located.lines[(*path, key)] = line
        entries[key] = _plain(value_node, (*path, key), located)
    return entries


def _scalar(node: yaml.Node) -> object:
    text = str(node.value)
    if getattr(node, "style", None):  # quoted or a block; plain is None or "", by loader
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
