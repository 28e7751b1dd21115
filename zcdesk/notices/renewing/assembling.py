"""The data of one profile out of a renewal: what is sure, what is marked."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from datetime import date

from zcdesk.notices.files.consistency import Plain, bare
from zcdesk.notices.renewing.inheriting import Inherited, InheritedKind, Path
from zcdesk.notices.renewing.passages import PassageFinder
from zcdesk.notices.renewing.profile import Renewal
from zcdesk.notices.renewing.standing import listed, printed_day, walk
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.materials import forms

SINGLE = frozenset({"masking", "corrections", "pledge", "platform"})
"""What a notice has once."""


def assembled(renewal: Renewal) -> dict[str, Plain]:
    """Return the profile's data as far as it has come; what nobody confirmed is ``inferred``."""
    data = copy.deepcopy(dict(renewal.data))
    for item in renewal.items:
        _put(data, item.path, copy.deepcopy(item.value))
        if item.kind is InheritedKind.DATE:
            _print_date(data, item, renewal)
    for path in {item.entry for item in renewal.unconfirmed() if item.entry}:
        entry = _at(data, path)
        assert isinstance(entry, dict)
        entry["inferred"] = True
    _order_windows(data)
    _renumber(data, renewal)
    _place_forms(data, renewal)
    for container, added in renewal.entered:
        _add(data, container, copy.deepcopy(dict(added)))
    for path in sorted(renewal.dropped, key=_places, reverse=True):
        _remove(data, path)
    _prune(data)
    data |= {"id": renewal.notice_id, "year": renewal.year, "source": renewal.notice_id}
    return data


def _print_date(data: dict[str, Plain], item: Inherited, renewal: Renewal) -> None:
    """Write the day as the new notice prints it, or not at all when it does not."""
    entry = _at(data, item.path[:-1])
    assert isinstance(entry, dict)
    name = f"{item.path[-1]}_text"
    if name in entry and isinstance(item.value, date):
        words = printed_day(item.value, str(entry.get("quote", "")), renewal.text, renewal.year)
        entry[name] = words
    if not entry.get(name):
        entry.pop(name, None)


def _order_windows(data: dict[str, Plain]) -> None:
    """Leave the first day of a window out that lies behind its last."""
    for window in listed(data.get("windows")):
        if isinstance(window, dict):
            start, end = window.get("start"), window.get("end")
            if isinstance(start, date) and isinstance(end, date) and end < start:
                del window["start"]
                window.pop("start_text", None)


def _renumber(data: dict[str, Plain], renewal: Renewal) -> None:
    """Give an entry the number that its clause has now, where the older one told it rightly."""
    before = cut(renewal.old_text)
    for item in renewal.items:
        if item.kind not in (InheritedKind.PASSAGE, InheritedKind.SLOT) or not item.passage:
            continue
        piece = bare(item.quote.split("…")[0])
        label = item.clause.replace("（", "(").replace("）", ")")
        stood = any(clause.label == label and piece in bare(clause.text) for clause in before)
        now = [
            clause
            for clause in cut(renewal.text)
            if clause.first <= item.passage.line <= clause.last
        ]
        entry = _at(data, item.entry)
        if stood and now and now[0].label != label and isinstance(entry, dict):
            entry["clause"] = now[0].printed


def _place_forms(data: dict[str, Plain], renewal: Renewal) -> None:
    """Find the official forms in the new text, by their titles or their lines."""
    known = [form for form in listed(data.get("templates")) if isinstance(form, dict)]
    lined = [form for form in known if isinstance(form.get("lines"), list)]
    if not lined:  # a whole text is looked through for them
        return
    finder = PassageFinder(renewal.text)
    there = [proposal for _, proposal in forms(cut(renewal.text), renewal.text)]
    for form in lined:
        lines = form.pop("lines")
        assert isinstance(lines, list)
        span = [
            finder.find(renewal.old_text[line - 1], _share(renewal.old_text, line))
            for line in lines
            if isinstance(line, int) and line <= len(renewal.old_text)
        ]
        first, last = [*span, None, None][:2]
        named = [
            proposal for proposal in there if bare(proposal.value) == bare(str(form.get("title")))
        ]
        if len(named) == 1:
            form["lines"] = [int(str(named[0].told["first"])), int(str(named[0].told["last"]))]
        elif first and last and first.line <= last.line:
            form["lines"] = [first.line, last.line]


def _prune(data: dict[str, Plain]) -> None:
    """Take out what refers to slots, forms and open questions that were dropped."""
    slots = {slot["id"] for slot in _dicts(data, "slots")}
    known = {one["id"] for one in _dicts(data, "open_questions")}
    for entry in walk(data):
        if isinstance(entry.get("doubts"), list):
            entry["doubts"] = [one for one in listed(entry["doubts"]) if one in known]
            if not entry["doubts"]:
                del entry["doubts"]
        groups = entry.get("groups")
        if isinstance(groups, list):
            kept = [group for group in groups if isinstance(group, dict)]
            for one in kept:
                one["slots"] = [slot for slot in listed(one.get("slots")) if slot in slots]
            entry["groups"] = [one for one in kept if one["slots"]]
    for form in listed(data.get("templates")):
        if isinstance(form, dict) and form.get("slot") and form["slot"] not in slots:
            del form["slot"]


def _dicts(data: dict[str, Plain], name: str) -> Iterator[dict[str, Plain]]:
    for entry in walk(data):
        for one in listed(entry.get(name)):
            if isinstance(one, dict) and "id" in one:
                yield one


def _share(text: Sequence[str], line: int) -> float:
    """Return how much of a text stands before ``line``, 0–1."""
    return len(bare("".join(text[: line - 1]))) / max(1, len(bare("".join(text))))


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


def _add(data: dict[str, Plain], container: Path, added: dict[str, Plain]) -> None:
    """Put an entry into its list, or into its own place where a notice has one only."""
    around = _at(data, container[:-1])
    assert isinstance(around, dict)
    name = str(container[-1])
    if name in SINGLE:
        around[name] = added
        return
    found = around.get(name)
    if not isinstance(found, list):  # 原文未述
        found = around[name] = []
    found.append(added)


def _remove(data: dict[str, Plain], path: Path) -> None:
    around, last = _at(data, path[:-1]), path[-1]
    if isinstance(around, list) and isinstance(last, int):
        del around[last]
    elif isinstance(around, dict):
        around.pop(str(last), None)


def _places(path: Path) -> tuple[tuple[int, str], ...]:
    """Order paths so that later places of a list come off before earlier ones."""
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def referred(data: dict[str, Plain], path: Path) -> bool:
    """Tell whether something else of a profile names what stands in an entry, by its id."""
    entry = _at(data, path)
    names = {str(one["id"]) for one in walk(entry) if "id" in one} - {"yes", "no"}
    return any(
        value in names
        for one in walk(data) if not any(one is own for own in walk(entry))
        for name, kept in one.items() if name not in _NO_REFERENCE
        for value in (kept if isinstance(kept, list) else [kept]) if isinstance(value, str)
    )  # fmt: skip


_NO_REFERENCE = frozenset({"id", "title", "rule", "quote", "clause", "doubts", "source"})
