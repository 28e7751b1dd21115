"""The blanks that a form may have: ``resources/forms/fields.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import Field, TypeAdapter

from zcdesk.plain_data import DataEntry
from zcdesk.resources import table

BLANK = "＿＿＿＿"
"""Four full-width underscores: room for two characters written by hand."""


class FormField(DataEntry):
    """One blank.

    Attributes:
        keys: Where its value comes from, see ``fields.toml``.
        choices: What an answer stands for on paper; an answer that is not among them counts as
            none.
        answers: What an answer to one of the notice's own questions stands for on paper; another
            counts as none. What was written for the form itself stays as it is.
        parts: Other fields that it is made of.
        blank: What is there while nothing is known.
        default: What the form itself prints unless the person asked for other words.
        hint: The form's own instruction, or ours; shown beside the field.
        lines: The answer may be long.
        behind: What the form prints behind the blank itself; it is cut off where it was typed, too.
        number: How a bare number is written, with ``{}`` for it.
        may_differ: What is behind the first key is a default, not the same thing.
    """

    keys: tuple[str, ...] = Field(default=(), alias="from")
    choices: dict[str, str] = Field({})
    answers: dict[str, str] = Field({})
    parts: tuple[str, ...] = ()
    blank: str = BLANK
    default: str = ""
    hint: str = ""
    lines: bool = False
    behind: tuple[str, ...] = ()
    number: str = ""
    may_differ: bool = False

    def cleaned(self, text: str) -> str:
        """Return an answer as it is in the form: no unit twice, no bare number without one."""
        plain = text.strip().strip("，,。.；;、 ") if not self.lines else text.strip()
        for ending in self.behind:
            plain = plain.removesuffix(ending).strip()
        return self.number.format(plain) if self.number and plain.isdecimal() else plain

    def labelled_parts(self) -> tuple[tuple[str, str], ...]:
        """Return label and field of each part."""
        split = (part.partition("=") for part in self.parts)
        return tuple((label, field or label) for label, _, field in split)


@cache
def form_fields() -> Mapping[str, FormField]:
    """Return all fields by the name that is between ``{{`` and ``}}``."""
    return TypeAdapter(dict[str, FormField]).validate_python(table("forms", "fields.toml"))


def fact_keys() -> frozenset[str]:
    """Return the keys of a case's facts that only forms use (``form.…``)."""
    keys = (key.partition("#")[0] for field in form_fields().values() for key in field.keys)
    return frozenset(key for key in (*keys, KEEP_HINTS, GROUPS) if key.startswith("form."))


KEEP_HINTS = "form.keep_hints"
"""Fact: ``no`` leaves out what the form prints as an instruction (公示期不少于5个工作日)."""

GROUPS = "form.groups"
"""Fact: ``initial`` or ``conferral`` when a report speaks of one group only (初定 or 授予)."""
