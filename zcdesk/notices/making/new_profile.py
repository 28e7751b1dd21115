"""This year's notice: a profile made from an older one, or from nothing, and a new text.

Nothing that comes from the older notice counts as this year's before a person confirmed it; until
then its entry is marked ``inferred`` (推算，未经通知证实) in the profile that is written. Every act
returns a new value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zcdesk.notices.document.blocks import gap
from zcdesk.notices.files.consistency import Plain, profile_data, text_block
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.making.beside import pairs
from zcdesk.notices.making.inheriting import (
    Inherited,
    InheritedKind,
    Path,
    ValueOrigin,
    inherited,
)
from zcdesk.notices.making.standing import (
    NotInClauseError,
    NoWordsError,
    entry_must_stand,
    must_read_alike,
    must_stand,
    read_values,
    value_must_stand,
)
from zcdesk.notices.profile import NOT_STATED, Notice
from zcdesk.notices.sentences import (
    SIGNATURE,
    TALK,
    TITLE,
    Clause,
    all_years,
    amends,
    cut,
    letters,
    looks_whole,
)
from zcdesk.quantities.numerals import plain_digits

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
            KeyError: Nothing inherited is there.
        """
        return {item.path: item for item in self.items}[path]

    def unconfirmed(self) -> tuple[Inherited, ...]:
        """Return what still waits for a person; each is a case's ``needs_person``."""
        return tuple(
            item for item in self.items if not item.confirmed and not self._is_dropped(item.path)
        )

    def _is_dropped(self, path: Path) -> bool:
        return any(path[: len(path_dropped)] == path_dropped for path_dropped in self.dropped)


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
    data.pop("who_may_apply", None)  # nobody said so of the new one
    lines = tuple(text_block(text).splitlines())
    items = inherited(data, old_text, lines, year)
    begun = Renewal(notice_id, year, lines, data, tuple(old_text), items)
    read = (_read_anew(begun, item) for item in items)
    return replace(begun, items=tuple(item for item in read if not _says_nothing(begun, item)))


def confirmed(renewal: Renewal, path: Path, value: Plain = None) -> Renewal:
    """Confirm one item, as proposed or with the value that the person entered.

    Raises:
        KeyError: Nothing inherited is at ``path``.
        NotInNoticeError: It is a passage, and its words do not stand in the new notice.
        NotInClauseError: It is a day, years or a number, and its clause does not have it.
        ReadsDifferentlyError: It is as proposed, and its words surely say another value.
    """
    item = renewal.item(path)
    if value is None and item.kind in _WORDS and unchanged(item):
        return _with_item(renewal, replace(item, confirmed=True))
    entered = value is not None and value != item.value
    chosen = item.value if value is None else value
    literal = (InheritedKind.PASSAGE, InheritedKind.SLOT, InheritedKind.TEXT)
    read = item.kind is InheritedKind.TEXT and item.origin is ValueOrigin.READ and not entered
    if item.kind in literal and not read:
        must_stand(str(chosen), renewal.text)
    elif item.kind not in _VALUES or chosen == NOT_STATED:
        pass
    elif entered or not _worked_out(renewal, item):
        value_must_stand(chosen, _quote_of(renewal, item), renewal.text, renewal.year)
    if not entered and item.entry:
        quote = _quote_of(renewal, item)
        must_read_alike(_field(item), chosen, quote, renewal.text, renewal.year)
    origin = ValueOrigin.ENTERED if entered else item.origin
    agreed = replace(item, value=chosen, origin=origin, confirmed=True)
    return _with_item(renewal, agreed)


def unchanged(item: Inherited) -> bool:
    """Tell whether an item's words are in the new notice unchanged, and say what it is.

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
        entry: The entry's fields; its ``quote`` is in the text or in an annex.

    Raises:
        NotInNoticeError: The quote does not stand there.
        NotInClauseError: A value does not stand in the clause of its quote.
    """
    entry_must_stand(entry, renewal.text, renewal.year)
    return believed(renewal, container, entry)


def believed(renewal: Renewal, container: Path, entry: Mapping[str, Plain]) -> Renewal:
    """Add an entry that a person answered for, whether its values stand in the text or not."""
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
    different = [value_read for value_read in read if value_read != item.value]
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
            passage = other.passage
            if other.confirmed or passage:
                return str(other.value)
    return ""


_REGION = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治区|省|自治州|地区|市|州|盟|县|旗|区)")
_KINDS = ("评审", "初定", "初聘", "认定", "授予", "考核认定")
_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{4,40}(?:室|厅|局|委员会|办公室|委|办|会|中心|部|院|府)")
_LEAST_LIKENESS = 0.35


def started(text: str, notice_id: str, year: int | None = None) -> Renewal:
    """Begin with a text alone: title, year, region and kind as its words tell them.

    Args:
        year: Year of the notice; None takes the one of its title.
    """
    lines = tuple(text_block(text).splitlines())
    clauses = cut(lines)
    title = _title_of(clauses)
    lacks = {"short": bool(clauses) and not looks_whole(clauses), "supplement": amends(title)}
    gap_lines = (gap(code).text for code, lacking in lacks.items() if lacking)
    lines = (*lines, *(line for line in gap_lines if line not in lines))
    clauses = cut(lines)
    issuer = _issuer(clauses)
    years = sorted(all_years(title)) or sorted(all_years("\n".join(lines[:10])))
    region = _region(issuer, title)
    wanted = year or (years[-1] if years else 0)
    kind = next((kind for kind in _KINDS if kind in title), NOT_STATED)
    kind = {"初聘": "初定", "考核认定": "认定"}.get(kind, kind) if "认定" not in title else "认定"
    quote = title or next((line.strip() for line in lines if line.strip()), "")
    data: dict[str, Plain] = {
        "id": notice_id,
        "title": title or quote,
        "short_title": f"{region if region != NOT_STATED else ''}{kind} {wanted}".strip(),
        "year": wanted,
        "region": region,
        "issuer": issuer or NOT_STATED,
        "kind": kind,
        "source": notice_id,
        "platform": {"name": NOT_STATED, "url": "", "rule": TITLE, "quote": quote},
        "sections": [],
    }
    return Renewal(notice_id, wanted, lines, data)


def nearest(text: str) -> tuple[str, float]:
    """Return the shipped notice that a text is most like, and how like it is (0–1); "" for none."""
    lines = text_block(text).splitlines()
    best, share = "", 0.0
    for notice_id in built_in_ids():
        rows = [pair for pair in pairs(notice_text(load_notice(notice_id)), lines) if pair.new]
        whole = sum(len(letters(row.clause.text)) for row in rows)
        fresh = sum(len(letters(words)) for row in rows for words in row.fresh)
        if 1 - fresh / max(1, whole) > share:
            best, share = notice_id, 1 - fresh / max(1, whole)
    return (best, round(share, 2)) if share >= _LEAST_LIKENESS else ("", 0.0)


def _title_of(clauses: Sequence[Clause]) -> str:
    head = next(
        (clause for clause in clauses if clause.label == TITLE), clauses[0] if clauses else None
    )
    said = [clause for clause in clauses if clause.label != TALK]
    if head is None or (head.label == TALK and not said):
        return ""
    if head.label == TALK:  # a chat has no title: its first words are one
        return re.split("[，。；]", re.sub("^.*?(?=今年|20)", "", said[0].text.split("\n")[0]))[0]
    lines = [
        re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", one)
        for one in head.text.split("\n")
        if not re.fullmatch(r"\s*[（(].*[）)]\s*", one)  # what is remarked of it is no title
    ]
    whole = "\n".join(lines)
    match = re.search(r"关于", whole)
    if match:
        end = re.search(
            r"(?:通知|公告|通告|意见|函|事项)(?:（[^）]{1,8}）)?(?=\n|$)", whole[match.start() :]
        )
        if end:
            return whole[match.start() : match.start() + end.end()].replace("\n", "")
    for last, line in enumerate(lines):
        if re.search(r"(?:通知|公告|通告|注意事项|须知|指南)(?:（[^）]{1,8}）)?$", line):
            first = last
            while first > 0 and not re.search(r"文件$|号$|[局厅会室办府心]$", lines[first - 1]):
                first -= 1
            return "".join(lines[first : last + 1])
    return lines[-1] if lines else ""


def _issuer(clauses: Sequence[Clause]) -> str:
    """Return the office that signs last before the date, else the one above the title."""
    for label in (SIGNATURE, TITLE):
        for clause in reversed([clause for clause in clauses if clause.label == label]):
            offices = [line for line in clause.text.split("\n") if _OFFICE.fullmatch(line.strip())]
            if offices:
                return re.sub(r"文件$", "", "".join(offices[-1].split()))
    return ""


def _region(issuer: str, title: str) -> str:
    for words in (issuer, re.sub(r"^.*?年度?", "", plain_digits(title)), title):
        match = _REGION.match(re.sub(r"^关于(?:做好|开展|印发)?", "", words))
        if match:
            return match[0]
    return NOT_STATED
