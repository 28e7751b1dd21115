"""This year's notice: a profile made from an older one, or from nothing, and a new text.

Nothing that comes from the older notice counts as this year's before a person confirmed it; until
then its entry is marked ``inferred`` (推算，未经通知证实) in the profile that is written. Every act
returns a new value.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
        data: The older profile as plain data, or the frame of an empty one.
        old_text: Lines of the older notice.
        items: What is inherited, in the order of the profile.
        dropped: Entries that the new notice no longer has.
        entered: Entries that the person added, each with the list that it belongs to.
    """

    notice_id: str
    year: int
    text: tuple[str, ...]
    data: Mapping[str, Plain]
    old_text: tuple[str, ...] = ()
    items: tuple[Inherited, ...] = ()
    dropped: frozenset[Path] = frozenset()
    entered: tuple[tuple[Path, Mapping[str, Plain]], ...] = field(default=())

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
        return tuple(
            item for item in self.items if not item.confirmed and not self._is_dropped(item.path)
        )

    def _is_dropped(self, path: Path) -> bool:
        return any(path[: len(one)] == one for one in self.dropped)


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


def begun(
    text: str, notice_id: str, year: int, frame: Mapping[str, str], platform: Mapping[str, str]
) -> Renewal:
    """Start from nothing.

    Args:
        frame: ``title``, ``short_title``, ``region``, ``kind``.
        platform: ``name``, ``url`` and the ``rule`` and ``quote`` that they rest on.

    Raises:
        NotInNoticeError: The platform's quote does not stand in the text.
    """
    lines = tuple(text_block(text).splitlines())
    _must_stand(platform["quote"], lines)
    data: dict[str, Plain] = {
        "id": notice_id,
        **frame,
        "year": year,
        "source": notice_id,
        "platform": dict(platform),
        "sections": [],
    }
    return Renewal(notice_id, year, lines, data)


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


def taken_back(renewal: Renewal, path: Path) -> Renewal:
    """Take a confirmation back.

    Raises:
        KeyError: Nothing inherited stands at ``path``.
    """
    return _with_item(renewal, replace(renewal.item(path), confirmed=False))


def dropped(renewal: Renewal, path: Path) -> Renewal:
    """Leave an entry of the older notice out; what refers to it must be dropped too."""
    return replace(renewal, dropped=renewal.dropped | {path})


def entered(renewal: Renewal, container: Path, entry: Mapping[str, Plain]) -> Renewal:
    """Add an entry that the person wrote, for example a slot of an annex that came later (补录).

    Args:
        container: The list that it belongs to: ``("windows",)``, ``("sections", 2, "slots")``;
            places count as in ``data``, entries added before behind them.
        entry: The entry's fields; its ``quote`` stands in the text or in an annex.

    Raises:
        NotInNoticeError: The quote does not stand there.
    """
    quote = entry.get("quote")
    if isinstance(quote, str):
        _must_stand(quote, renewal.text)
    return replace(renewal, entered=(*renewal.entered, (container, dict(entry))))


def with_annex(renewal: Renewal, text: str) -> Renewal:
    """Add the text of an annex and look there for what was not found yet."""
    lines = (*renewal.text, *text_block(text).splitlines())
    fresh: dict[Path, Inherited] = {}
    if renewal.items:
        found = inherited(dict(renewal.data), renewal.old_text, lines, renewal.year)
        fresh = {item.path: item for item in found}
    items = tuple(item if item.confirmed else fresh[item.path] for item in renewal.items)
    return replace(renewal, text=lines, items=items)


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
    for container, added in renewal.entered:
        _list_at(data, container).append(dict(added))
    for path in sorted(renewal.dropped, key=_places, reverse=True):
        _remove(data, path)
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


def _list_at(data: dict[str, Plain], container: Path) -> list[Plain]:
    around = _at(data, container[:-1])
    assert isinstance(around, dict)
    found = around.setdefault(str(container[-1]), [])
    assert isinstance(found, list)
    return found


def _remove(data: dict[str, Plain], path: Path) -> None:
    around, last = _at(data, path[:-1]), path[-1]
    if isinstance(around, list) and isinstance(last, int):
        del around[last]
    elif isinstance(around, dict):
        around.pop(str(last), None)


def _places(path: Path) -> tuple[tuple[int, str], ...]:
    """Order paths so that later places of a list come off before earlier ones."""
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)
