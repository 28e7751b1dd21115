"""Which files a notice wants of a slot: pictures or one PDF a column, how large, how called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zcdesk.notices.profile.entries import Column, FileFormat, FileRule
from zcdesk.notices.profile.notice import Notice
from zcdesk.resources import Patterns, table

_SAYS = Patterns("notices/file_forms.toml", "file_forms")
KILOBYTE = 1000
"""Some platforms count 1024; whoever keeps to this is safe with both."""

BLANKS = ("序号", "栏目", "上传位置", "年度")
"""What may be in braces in the rule on names; a name of the person is none of them."""


@dataclass(frozen=True)
class FileForm:
    """How the files of a slot are written.

    Attributes:
        pdf: Pages become a PDF instead of a picture each.
        column: What becomes one PDF.
        most_bytes: Most bytes of one file, or None.
        most_files: Most pictures of the slot, or None.
        name: How a PDF is called, with blanks; "" leaves it to its column's title.
        rule: The rule that asks for the format, or None.
    """

    pdf: bool = False
    column: Column = Column.SLOT
    most_bytes: int | None = None
    name: str = ""
    rule: FileRule | None = None
    most_files: int | None = None


def file_form(notice: Notice, slot: str) -> FileForm:
    """Return how the files of a slot are written; what is said of the slot itself goes first.

    A profile whose rules only name formats in words is followed where they name PDF alone.

    Args:
        notice: Whose rules.
        slot: Id of the slot; "" or an unknown one for pages in no slot.
    """
    rules = list(_rules_on(notice, slot))
    chosen = next((rule for rule in rules if rule.format is not None), None)
    format_ = chosen.format if chosen is not None else _only_named(rules)
    most, files = _least(rules, "most_kb"), _least(rules, "most_files")
    column = next((rule.one_file for rule in rules if rule.one_file is not None), Column.SLOT)
    name = next((rule.name for rule in rules if rule.name), "")
    bytes_ = most * KILOBYTE if most is not None else None
    return FileForm(format_ is FileFormat.PDF, column, bytes_, name, chosen, files)


def _least(rules: Sequence[FileRule], name: str) -> int | None:
    """Return the strictest number of those that are said of the narrowest place, which is first."""
    given = [rule for rule in rules if getattr(rule, name) is not None]
    numbers = (getattr(rule, name) for rule in given if rule.where == given[0].where)
    return min(numbers, default=None)


def contradicting(notice: Notice) -> Iterator[tuple[FileRule, FileRule]]:
    """Yield rules on the same files that cannot both be followed to the letter."""
    seen: dict[tuple[str, str], FileRule] = {}
    for rule in notice.file_rules:
        for name in ("format", "most_kb", "most_files", "one_file", "name"):
            value = getattr(rule, name)
            first = seen.setdefault((rule.where, name), rule) if value else rule
            if first is not rule and getattr(first, name) != value:
                yield first, rule


_BLANK_OF = table("notices", "file_forms.toml")["blanks"]


def form_said(words: str) -> dict[str, str | int]:
    """Return what words say of files, by the keys of a rule on files (PDF，不超过10M，合成一个).

    Two formats to choose from are no rule, nor is a name with words that have no blank.
    """
    kinds = {kind.lower().replace("jpeg", "jpg") for kind in _SAYS.kind.findall(words)}
    said: dict[str, str | int] = {"format": kinds.pop()} if len(kinds) == 1 else {}
    sizes = [
        float(match["number"]) * (1 if match["unit"][0] in "kK" else 1000)
        for match in _SAYS.size.finditer(words)
        if not (match["least"] or match["over"])
    ]
    if len({*sizes}) == 1 and sizes[0] >= 1:  # of two sizes a person tells which is meant
        said["most_kb"] = int(sizes[0])
    if counted := _SAYS.count.search(words):
        said["most_files"] = max(1, int(counted[1]))
    if said.get("format") == FileFormat.PDF:
        if _SAYS.joined.search(words):
            said["one_file"] = Column.SLOT.value
        name = re.sub("|".join(_BLANK_OF), lambda one: f"{{{_BLANK_OF[one[0]]}}}", _called(words))
        if "{" in name and not re.search(r"[\u4e00-\u9fff]", _SAYS.blank.sub("", name)):
            said["name"] = re.sub(r"[\s+＋]+", "", name)
    return said


def unchecked_in(words: str) -> str:
    """Return what words say of files that the program measures in none (295×413像素, 10至20幅)."""
    return "、".join(dict.fromkeys(match[0].strip() for match in _SAYS.unchecked.finditer(words)))


def _called(words: str) -> str:
    match = _SAYS.called.search(words)
    return match[1].strip() if match else ""


def unknown_blanks(name: str) -> tuple[str, ...]:
    """Return what is in braces in a rule on names and is none of :data:`BLANKS`."""
    return tuple(blank for blank in _SAYS.blank.findall(name) if blank not in BLANKS)


def filled_name(name: str, values: dict[str, str]) -> str:
    """Return a name with its blanks filled.

    Args:
        name: As the rule has it.
        values: What is in each of :data:`BLANKS`.
    """
    return _SAYS.blank.sub(lambda found: values.get(found[1], ""), name)


def _rules_on(notice: Notice, slot: str) -> Iterator[FileRule]:
    """Yield the rules that hold for a slot: its own, its section's, those on all."""
    sections = {held.id: section.id for section in notice.sections for held in section.slots}
    around = (slot, sections[slot]) if slot in sections else ()
    for where in dict.fromkeys((*around, "")):
        yield from (rule for rule in notice.file_rules if rule.where == where)


def _only_named(rules: list[FileRule]) -> FileFormat | None:
    """Return the format that the rules' own words name, when it is one that can be written."""
    words = (_SAYS.named_format.fullmatch(rule.value.strip()) for rule in rules)
    named = {word[1].lower() for word in words if word is not None}
    return FileFormat.PDF if named == {"pdf"} else None
