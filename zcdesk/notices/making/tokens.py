"""What of a sentence its rules carry, and what not: days, hours, numbers, titles, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zcdesk.notices.files.consistency import Plain, bare, entry_in, listed
from zcdesk.notices.profile import NOT_STATED
from zcdesk.notices.sentences import (
    all_numbers,
    asks_to_cover,
    clock_times,
    left_over,
    papers_named,
    speaks_of_covering,
    written_days,
)
from zcdesk.quantities.numerals import HAN_ORDINALS, as_number, plain_digits

_WHOLE = frozenset({"statements", "steps", "committee_rules", "open_questions", "ladders", "facts"})
_SHOWN = frozenset(
    {
        "penalties",
        "consequences",
        "exemptions",
        "duties",
        "eligibility",
        "opinions",
        "defence",
        "platform",
    }
)
_NOT_VALUES = frozenset(
    {"quote", "rule", "clause", "id", "note", "also", "slot", "where", "fact", "is", "when"}
)
_MEASURED = r"元|字|份|套|个?工作日|小时|篇|部|MB|KB|M|K|兆|dpi|像素|张|件|学时|学分"
"""Units of which a number is carried as a value alone, not by words that are shown."""

_VALUED = rf"(?:{_MEASURED}|[次项页%％])"
_COUNTED = re.compile(
    rf"(?<![第\d.])(\d+(?:\.\d+)?)\s*({_VALUED}|[年月日天周人名倍分])?|([{HAN_ORDINALS}两]{{1,3}})\s*个?({_VALUED}|年|月(?!份)|日|天|人)"
)
_REFERENCE = re.compile(
    rf"(?:附件?|附表|第|表|样式|图|条|款|[（(]见)\s*[-—]?\s*[\d{HAN_ORDINALS}]+\s*[章条款项部分号]?|"
    r"[\d.]{3,}(?=[、至栏]|$)|〔\d{4}〕\s*\d+\s*号|\d{4}\s*年(?=\s*[×xX_＿]*\s*月)|https?://\S+|[A-Za-z0-9.\-]+\.[a-z]{2,8}(?![A-Za-z])"
)


@dataclass(frozen=True)
class EntryTokens:
    """What an entry of a profile carries, or some of them together.

    Attributes:
        words: Titles and values, without blanks.
        days: Days as ISO 8601 writes them, without their year.
        numbers: Numbers.
        shown: Own words that are shown to people: numbers in them that are no value are carried.
        whole: Own words that are a value, their pieces parted by ….
        covers: It tells what is covered.
    """

    words: str = ""
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    shown: str = ""
    whole: str = ""
    covers: bool = False

    def also(self, other: EntryTokens) -> EntryTokens:
        """Return it with what another carries."""
        return EntryTokens(f"{self.words}\n{other.words}", self.days | other.days,
                           self.numbers | other.numbers, f"{self.shown}\n{other.shown}",
                           f"{self.whole}…{other.whole}", self.covers or other.covers)  # fmt: skip


NOTHING_CARRIED = EntryTokens()


def carried_by(entry: dict[str, Plain], kind: str) -> EntryTokens:
    """Return what an entry carries.

    Args:
        kind: The list of the profile that it is in.
    """
    values = list(_scalars(entry))
    words = "\n".join(bare(str(value)) for value in values)
    days = frozenset(str(value)[5:] for value in values if isinstance(value, date))
    numbers = frozenset((*re.findall(r"\d+(?:\.\d+)?", words), *map(str, all_numbers(words))))
    at, quote = entry.get("at"), bare(str(entry.get("quote")))
    return EntryTokens(
        words, days, numbers,
        shown=quote if kind in _SHOWN | _WHOLE else "",
        whole=quote if kind in _WHOLE and at not in ("defence", "posting", "covering") else "",
        covers=kind == "masking" or at == "covering" or bool(entry.get("forbids")),
    )  # fmt: skip


def _scalars(value: Plain) -> Iterator[Plain]:
    if isinstance(value, dict):
        value = [inner for name, inner in value.items()
                 if not (name in _NOT_VALUES or "quote" in entry_in(value, name))]  # fmt: skip
    for inner in listed(value):
        yield from _scalars(inner)
    if not isinstance(value, list | bool | None) and value != NOT_STATED:
        yield value


def not_carried(words: str, old: str, carried: EntryTokens, year: int) -> tuple[str, ...]:
    """Return the days, hours, numbers, titles and papers of a sentence that no rule of it carries.

    Args:
        words: The sentence.
        old: The older clause; what is there alike was settled with it.
        carried: What the rules carry whose words are in the sentence.
        year: Year of the notice.
    """
    asking = bare(words)
    for piece in filter(None, carried.whole.split("…")):
        asking = asking.replace(piece, " ")
    before, values, told = bare(old), carried.words, f"{carried.words}\n{carried.shown}"
    left: list[str] = []
    rest = _REFERENCE.sub(" ", asking)
    for day in written_days(rest, year):
        stands = bare(day.words) in values or str(day.day)[5:] in carried.days
        if not (stands and day.time in values):
            left.append(rest[day.first : day.last])
        rest = _blanked(rest, day.first, day.last)
    for hour_words, first, last in clock_times(rest):
        if hour_words not in values and rest[first:last] not in values:
            left.append(rest[first:last])
        rest = _blanked(rest, first, last)
    titles = (f"《{title}》" for title in re.findall(r"《([^》]+)》", rest) if title not in told)
    papers = (paper for paper in papers_named(words) if bare(paper) not in told)
    left += (*titles, *_numbers_left(rest, carried), *papers)
    if not carried.covers:
        left.append(asks_to_cover(words))  # no defence, paper or penalty settles it
    if speaks_of_covering(words) and asking.strip():
        left.append(left_over(asking, values))
    return tuple(piece for piece in left if bare(piece) not in before)


def _blanked(words: str, first: int, last: int) -> str:
    return words[:first] + " " * (last - first) + words[last:]


def _numbers_left(rest: str, carried: EntryTokens) -> Iterator[str]:
    plain = plain_digits(re.sub(r"《[^》]*》", " ", rest))
    for match in _COUNTED.finditer(plain):
        words, number = match[0].strip(), match[1] or str(as_number(match[3]))
        measured = re.fullmatch(f"(?:{_MEASURED})?", match.expand(r"\2\4"))
        told = carried.words if measured else f"{carried.words}\n{carried.shown}"
        if number not in carried.numbers and words not in told:
            yield words
