"""A notice back to a profile file: plain data, then YAML that the loader reads as the same."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

import yaml

from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import clause_of

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | date | None
"""What YAML holds."""


def profile_data(notice: Notice) -> dict[str, Plain]:
    """Return a notice as the plain data of a profile; what equals a default is left out.

    Rule ids lose the notice's own name and clauses that follow from the rule are left out, as a
    person would write them.
    """
    dumped = notice.model_dump(by_alias=True, exclude_defaults=True)
    data = _plain(dumped, f"{notice.id}/")
    assert isinstance(data, dict)
    return data


def written(data: dict[str, Plain]) -> str:
    """Return plain data as YAML; a text of several lines becomes a block."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def text_block(text: str) -> str:
    """Return a text as a block can hold it: no control characters, no blanks at line ends.

    Tabs and wide blanks stay: they part the cells of a table.
    """
    plain = text.replace("\u00a0", " ")
    kept = "".join(one for one in plain if one in "\n\t\u3000" or one.isprintable())
    return "\n".join(line.rstrip() for line in kept.splitlines())


class _Dumper(yaml.SafeDumper):
    """Writes no references, which profiles may not hold."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        """Let tabs stand in a block: its lines are a table's rows."""
        found = super().analyze_scalar(scalar.replace("\t", " ") if "\n" in scalar else scalar)
        found.scalar = scalar
        return found


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else '"' if "\t" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _plain(value: Any, own: str) -> Plain:
    if isinstance(value, dict):
        found = {str(key): _plain(inner, own) for key, inner in value.items()}
        rule = found.get("rule")
        if isinstance(rule, str):
            found["rule"] = rule.removeprefix(own)
            if found.get("clause") == clause_of(rule):
                del found["clause"]
        return found
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset):
        return [*sorted(str(_plain(inner, own)) for inner in value)]
    if isinstance(value, tuple | list):
        texts = [_plain(inner, own) for inner in value]
        return [text.removeprefix(own) if isinstance(text, str) else text for text in texts]
    assert value is None or isinstance(value, str | int | date)
    return value
