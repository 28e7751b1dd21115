"""This year's notice: a profile made from an older one, or from nothing, and a new text.

Nothing that comes from the older notice counts as this year's before a person confirmed it; until
then its entry is marked ``inferred`` (推算，未经通知证实) in the profile that is written. Every act
returns a new value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zcdesk.notices.files.writing import Plain, profile_data, text_block
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.inheriting import (
    Inherited,
    InheritedKind,
    Path,
    ValueOrigin,
    inherited,
)
from zcdesk.notices.renewing.standing import (
    NotInClauseError,
    NoWordsError,
    entry_must_stand,
    must_read_alike,
    must_stand,
    read_values,
    value_must_stand,
)

_VALUES = frozenset(
    {InheritedKind.DATE, InheritedKind.YEARS, InheritedKind.COUNT, InheritedKind.HOURS}
)


_WORDS = frozenset({InheritedKind.PASSAGE, InheritedKind.SLOT, InheritedKind.TEXT})
"""What words that did not change say as they did."""


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
        entered: Entries that the person added, each with the list that it belongs to; an entry
            that a notice has once (what is covered) names its own place instead.
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
    begun = Renewal(notice_id, year, lines, data, tuple(old_text), items)
    read = (_read_anew(begun, item) for item in items)
    return replace(begun, items=tuple(item for item in read if not _says_nothing(begun, item)))


def confirmed(renewal: Renewal, path: Path, value: Plain = None) -> Renewal:
    """Confirm one item, as proposed or with the value that the person entered.

    Raises:
        KeyError: Nothing inherited stands at ``path``.
        NotInNoticeError: It is a passage, and its words do not stand in the new notice.
        NotInClauseError: It is a day, years or a number, and its clause does not have it.
        ReadsDifferentlyError: It is as proposed, and its words surely say another value.
    """
    item = renewal.item(path)
    if value is None and item.kind in _WORDS and unchanged(item):
        return _with_item(renewal, replace(item, confirmed=True))
    entered = value is not None and value != item.value
    kept = item.value if value is None else value
    literal = (InheritedKind.PASSAGE, InheritedKind.SLOT, InheritedKind.TEXT)
    read = item.kind is InheritedKind.TEXT and item.origin is ValueOrigin.READ and not entered
    if item.kind in literal and not read:
        must_stand(str(kept), renewal.text)
    elif item.kind not in _VALUES or kept == NOT_STATED:
        pass
    elif entered or not _worked_out(renewal, item):
        value_must_stand(kept, _quote_of(renewal, item), renewal.text, renewal.year)
    if not entered and item.entry:
        quote = _quote_of(renewal, item)
        must_read_alike(_field(item), kept, quote, renewal.text, renewal.year)
    origin = ValueOrigin.ENTERED if entered else item.origin
    agreed = replace(item, value=kept, origin=origin, confirmed=True)
    return _with_item(renewal, agreed)


def unchanged(item: Inherited) -> bool:
    """Tell whether an item's words stand in the new notice as they did, and say what it is.

    Values that time moves on (dates, years) only where they were read there, as numbers.
    """
    said = item.kind in _WORDS or item.origin is ValueOrigin.READ
    return said and item.passage is not None and item.passage.verbatim


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
        NotInClauseError: A value does not stand in the clause of its quote.
    """
    entry_must_stand(entry, renewal.text, renewal.year)
    return replace(renewal, entered=(*renewal.entered, (container, dict(entry))))


def _field(item: Inherited) -> str:
    """Return the name by which the words of an item's value are read."""
    names = {("contacts", "value"): "contact", ("file_rules", "value"): "file_rule"}
    return names.get((str(item.path[0]), str(item.path[-1])), str(item.path[-1]))


def _says_nothing(renewal: Renewal, item: Inherited) -> bool:
    """Tell whether an amount that the older notice left open is not told by the new one either."""
    if item.value != NOT_STATED:
        return False
    words = item.passage.words if item.passage else ""
    return not read_values(_field(item), words, renewal.text, renewal.year)


def _read_anew(renewal: Renewal, item: Inherited) -> Inherited:
    """Return an item with the one value that the new words surely say, where they changed."""
    passage = item.passage
    if passage is None or passage.verbatim or not item.entry or item.kind is InheritedKind.SLOT:
        return item
    read = read_values(_field(item), passage.words, renewal.text, renewal.year)
    different = [one for one in read if one != item.value]
    if item.kind is InheritedKind.PASSAGE or len(read) != 1 or not different:
        return item
    return replace(item, value=read[0], origin=ValueOrigin.READ)


def _with_item(renewal: Renewal, changed: Inherited) -> Renewal:
    items = tuple(changed if item.path == changed.path else item for item in renewal.items)
    return replace(renewal, items=items)


def _worked_out(renewal: Renewal, item: Inherited) -> bool:
    """Tell whether a value never stood in a clause: a person had worked it out (上一年度和当年)."""
    year = renewal.data["year"]
    assert isinstance(year, int)
    try:
        value_must_stand(item.old, item.quote, renewal.old_text, year)
    except NotInClauseError:
        return bool(_quote_of(renewal, item))
    except NoWordsError:
        return False
    return False


def _quote_of(renewal: Renewal, item: Inherited) -> str:
    """Return the words that an item's entry rests on now."""
    for other in renewal.items:
        if item.entry and other.path == (*item.entry, "quote"):
            found = other.passage
            if other.confirmed or found:
                return str(other.value)
    return ""
