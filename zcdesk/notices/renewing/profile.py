"""This year's notice: a profile made from an older one and a new text.

Nothing that comes from the older notice counts as this year's before a person confirmed it; until
then its entry is marked ``inferred`` (推算，未经通知证实) in the profile that is written. Every act
returns a new value.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.writing import Plain, profile_data, text_block, written
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.renewing.inheriting import Inherited, InheritedKind, Origin, Path, inherited
from zcdesk.notices.renewing.passages import PassageFinder


class NotInNoticeError(ZcdeskError):
    """Words that are to be confirmed do not stand in the new notice."""

    code = "notice.not_in_text"


@dataclass(frozen=True)
class Renewal:
    """A new notice on its way.

    Attributes:
        notice_id: Id of the new profile.
        year: Year that the new notice is for.
        text: Lines of the new notice, its annexes behind it.
        data: The older profile as plain data.
        old_text: Lines of the older notice.
        items: What is inherited, in the order of the profile.
    """

    notice_id: str
    year: int
    text: tuple[str, ...]
    data: Mapping[str, Plain]
    old_text: tuple[str, ...] = ()
    items: tuple[Inherited, ...] = ()

    def item(self, path: Path) -> Inherited:
        """Return an item by the path of its value.

        Raises:
            KeyError: Nothing inherited stands there.
        """
        for item in self.items:
            if item.path == path:
                return item
        raise KeyError(path)

    def unconfirmed(self) -> tuple[Inherited, ...]:
        """Return what still waits for a person; each is a case's ``needs_person``."""
        return tuple(item for item in self.items if not item.confirmed)


def renewed(old: Notice, old_text: Sequence[str], text: str, notice_id: str, year: int) -> Renewal:
    """Start from an older notice.

    Args:
        old_text: Lines of the older notice's original text; () when it is not there.
        text: The new notice, as pasted or read from a file.
        notice_id: Id of the new profile.
        year: Year that it is for.
    """
    data = profile_data(old)
    data.pop("text", None)
    lines = tuple(text_block(text).splitlines())
    items = inherited(data, old_text, lines, year)
    return Renewal(notice_id, year, lines, data, tuple(old_text), items)


def confirmed(renewal: Renewal, path: Path, value: Plain = None) -> Renewal:
    """Confirm one item, as proposed or with the value that the person entered.

    Raises:
        KeyError: Nothing inherited stands at ``path``.
        NotInNoticeError: It is a passage, and its words do not stand in the new notice.
    """
    item = renewal.item(path)
    entered = value is not None and value != item.value
    kept = item.value if value is None else value
    if item.kind in (InheritedKind.PASSAGE, InheritedKind.SLOT):
        _must_stand(str(kept), renewal.text)
    origin = Origin.ENTERED if entered else item.origin
    agreed = replace(item, value=kept, origin=origin, confirmed=True)
    return _with_item(renewal, agreed)


def confirmed_unchanged(renewal: Renewal) -> Renewal:
    """Confirm at one stroke every passage and slot whose words stand in the new notice unchanged.

    Values that time moves on (dates, years) are not among them, nor numbers.
    """
    for item in renewal.unconfirmed():
        words = item.kind in (InheritedKind.PASSAGE, InheritedKind.SLOT)
        if words and item.passage and item.passage.verbatim:
            renewal = _with_item(renewal, replace(item, confirmed=True))
    return renewal


def profile_of(renewal: Renewal) -> str:
    """Return the one profile file: YAML with the new notice's text inside.

    It passes the same check as any foreign file; what nobody confirmed is marked ``inferred``.
    """
    data = copy.deepcopy(dict(renewal.data))
    for item in renewal.items:
        _put(data, item.path, copy.deepcopy(item.value))
        if item.kind is InheritedKind.DATE:
            _drop_printed_date(data, item)
    for path in {item.entry for item in renewal.unconfirmed() if item.entry}:
        entry = _at(data, path)
        assert isinstance(entry, dict)
        entry["inferred"] = True
    _place_forms(data, renewal)
    data |= {"id": renewal.notice_id, "year": renewal.year, "source": renewal.notice_id}
    data["text"] = "\n".join(renewal.text) + "\n"
    return written(data)


def _drop_printed_date(data: dict[str, Plain], item: Inherited) -> None:
    """Write the day as the new notice prints it, or not at all when it was not read there."""
    entry = _at(data, item.path[:-1])
    assert isinstance(entry, dict)
    name = f"{item.path[-1]}_text"
    if name in entry and isinstance(item.value, date):
        entry[name] = f"{item.value.month}月{item.value.day}日"
    elif name in entry:
        del entry[name]


def _place_forms(data: dict[str, Plain], renewal: Renewal) -> None:
    """Find the lines of the official forms in the new text; a form without lines is missing."""
    forms = data.get("templates")
    finder = PassageFinder(renewal.text)
    for form in forms if isinstance(forms, list) else []:
        if not isinstance(form, dict) or not isinstance(form.get("lines"), list):
            continue
        lines = form.pop("lines")
        assert isinstance(lines, list)
        span = [
            finder.find(renewal.old_text[line - 1], _share(renewal.old_text, line))
            for line in lines
            if isinstance(line, int) and line <= len(renewal.old_text)
        ]
        first, last = [*span, None, None][:2]
        if first and last and first.line <= last.line:
            form["lines"] = [first.line, last.line]


def _share(text: Sequence[str], line: int) -> float:
    """Return how much of a text stands before ``line``, 0–1."""
    return len(bare("".join(text[: line - 1]))) / max(1, len(bare("".join(text))))


def _with_item(renewal: Renewal, changed: Inherited) -> Renewal:
    items = tuple(changed if item.path == changed.path else item for item in renewal.items)
    return replace(renewal, items=items)


def _must_stand(quote: str, text: Sequence[str]) -> None:
    if not quote.strip() or not quote_stands_in(quote, bare("\n".join(text))):
        raise NotInNoticeError(quote=quote[:40])


def _at(data: Plain, path: Path) -> Plain:
    for part in path:
        if isinstance(data, dict):
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            raise KeyError(path)
    return data


def _put(data: dict[str, Plain], path: Path, value: Plain) -> None:
    around = _at(data, path[:-1])
    assert isinstance(around, dict)
    around[str(path[-1])] = value
