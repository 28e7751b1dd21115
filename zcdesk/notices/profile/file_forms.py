"""Which files a notice wants of a slot: pictures or one PDF a column, how large, how called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zcdesk.notices.profile.entries import Column, FileFormat, FileRule
from zcdesk.notices.profile.notice import Notice

_NAMED_FORMAT = re.compile(r"\*?\.?(jpe?g|pdf|png|tiff?|bmp)", re.IGNORECASE)
_KILOBYTE = 1000
"""Some platforms count 1024; whoever keeps to this is safe with both."""

BLANKS = ("序号", "栏目", "上传位置", "年度")
"""What may stand in braces in the rule on names; a name of the person is none of them."""

_BLANK = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class FileForm:
    """How the files of a slot are written.

    Attributes:
        pdf: Pages become a PDF instead of a picture each.
        column: What becomes one PDF.
        most_bytes: Most bytes of one file, or None.
        name: How a PDF is called, with blanks; "" leaves it to its column's title.
        rule: The rule that asks for the format, or None.
    """

    pdf: bool = False
    column: Column = Column.SLOT
    most_bytes: int | None = None
    name: str = ""
    rule: FileRule | None = None


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
    most = next((rule.most_kb for rule in rules if rule.most_kb is not None), None)
    column = next((rule.one_file for rule in rules if rule.one_file is not None), Column.SLOT)
    name = next((rule.name for rule in rules if rule.name), "")
    bytes_ = most * _KILOBYTE if most is not None else None
    return FileForm(format_ is FileFormat.PDF, column, bytes_, name, chosen)


def unknown_blanks(name: str) -> tuple[str, ...]:
    """Return what stands in braces in a rule on names and is none of :data:`BLANKS`."""
    return tuple(found for found in _BLANK.findall(name) if found not in BLANKS)


def filled_name(name: str, values: dict[str, str]) -> str:
    """Return a name with its blanks filled.

    Args:
        name: As the rule has it.
        values: What stands in each of :data:`BLANKS`.
    """
    return _BLANK.sub(lambda found: values.get(found[1], ""), name)


def _rules_on(notice: Notice, slot: str) -> Iterator[FileRule]:
    """Yield the rules that hold for a slot: its own, its section's, those on all."""
    known = any(one.id == slot for one in notice.slots())
    section = notice.section_of(slot).id if known else ""
    for where in dict.fromkeys((slot, section, "") if known else ("",)):
        yield from (rule for rule in notice.file_rules if rule.where == where)


def _only_named(rules: list[FileRule]) -> FileFormat | None:
    """Return the format that the rules' own words name, when it is one that can be written."""
    words = (_NAMED_FORMAT.fullmatch(rule.value.strip()) for rule in rules)
    named = {found[1].lower() for found in words if found is not None}
    return FileFormat.PDF if named == {"pdf"} else None
