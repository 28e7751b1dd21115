"""What of a sentence its rules carry, and what not: days, hours, numbers, titles, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.notices.files.consistency import Plain, bare
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
_VALUED = (
    r"(?:元|字|份|套|个?工作日|小时|次|篇|项|部|MB|KB|M|K|兆|dpi|像素|页|张|件|学时|学分|%|％)"
)
_COUNTED = re.compile(
    rf"(?<![第\d.])(\d+(?:\.\d+)?)\s*({_VALUED}|[年月日天周人名倍分])?|([{HAN_ORDINALS}两]{{1,3}})\s*个?({_VALUED}|年|月(?!份)|日|天|人)"
)
_REFERENCE = re.compile(
    rf"(?:附件?|附表|第|表|样式|图|条|款|[（(]见)\s*[-—]?\s*[\d{HAN_ORDINALS}]+\s*[章条款项部分号]?|"
    r"[\d.]{3,}(?=[、至栏]|$)|〔\d{4}〕\s*\d+\s*号|\d{4}\s*年(?=\s*[×xX_＿]*\s*月)|https?://\S+|[A-Za-z0-9.\-]+\.[a-z]{2,8}(?![A-Za-z])"
)


@dataclass(frozen=True)
class EntryTokens:
    """What an entry of a profile carries.

    Attributes:
        words: Its titles and values, without blanks.
        days: Its days.
        numbers: Its numbers.
        shown: Its own words are shown to people: numbers in them that are no value are carried.
        whole: Its own words are its value.
        quote: These words, without blanks.
        covers: It tells what is covered.
    """

    words: str
    days: frozenset[date]
    numbers: frozenset[str]
    shown: bool
    whole: bool
    quote: str
    covers: bool = False

    def also(self, other: EntryTokens) -> EntryTokens:
        """Return it with what the entry around it carries."""
        return replace(self, words=self.words + "\n" + other.words, days=self.days | other.days,
                       numbers=self.numbers | other.numbers, shown=self.shown or other.shown,
                       whole=self.whole or other.whole,
                       covers=self.covers or other.covers)  # fmt: skip


NOTHING_CARRIED = EntryTokens("", frozenset(), frozenset(), shown=False, whole=False, quote="")


def carried_by(entry: dict[str, Plain], kind: str) -> EntryTokens:
    """Return what an entry carries.

    Args:
        kind: The list of the profile that it is in.
    """
    values = list(_scalars(entry))
    words = "\n".join(bare(str(value)) for value in values)
    days = frozenset(value for value in values if isinstance(value, date))
    numbers = frozenset(re.findall(r"\d+(?:\.\d+)?", words)) | {
        str(number) for number in all_numbers(words)
    }
    at = entry.get("at")
    whole = kind in _WHOLE and at not in ("defence", "posting", "covering")
    return EntryTokens(
        words, days, numbers, kind in _SHOWN or kind in _WHOLE, whole,
        bare(str(entry.get("quote"))),
        kind == "masking" or at == "covering" or bool(entry.get("forbids")),
    )  # fmt: skip


def _scalars(value: Plain) -> Iterator[Plain]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_VALUES and not (isinstance(inner, dict) and "quote" in inner):
                yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None and not isinstance(value, bool) and value != NOT_STATED:
        yield value


def not_carried(words: str, old: str, carried: Sequence[EntryTokens], year: int) -> tuple[str, ...]:
    """Return the days, hours, numbers, titles and papers of a sentence that no rule of it carries.

    Args:
        words: The sentence.
        old: The older clause; what is there alike was settled with it.
        carried: What the rules carry whose words are in the sentence.
        year: Year of the notice.
    """
    rest_words = bare(words)
    for carried_rule in carried:
        if carried_rule.whole:
            for piece in carried_rule.quote.split("…"):
                rest_words = rest_words.replace(piece, " ") if piece else rest_words
    before = bare(old)
    values = "\n".join(carried_rule.words for carried_rule in carried)
    shown = "\n".join(carried_rule.quote for carried_rule in carried if carried_rule.shown)
    days = {(day.month, day.day) for carried_rule in carried for day in carried_rule.days}
    numbers = {number for carried_rule in carried for number in carried_rule.numbers}
    left: list[str] = []
    rest = _REFERENCE.sub(" ", rest_words)
    for day in written_days(rest, year):
        stands = bare(day.words) in values or (day.day and (day.day.month, day.day.day) in days)
        hour = not day.time or day.time in values
        if not (stands and hour):
            left.append(rest[day.first : day.last])
    rest = _blanked(rest, [(day.first, day.last) for day in written_days(rest, year)])
    for hour_words, first, last in clock_times(rest):
        if hour_words not in values and rest[first:last] not in values:
            left.append(rest[first:last])
    rest = _blanked(rest, [(first, last) for _, first, last in clock_times(rest)])
    for title in re.findall(r"《([^》]+)》", rest):
        if title not in values and title not in shown:
            left.append(f"《{title}》")
    left += _numbers_left(rest, values, shown, numbers)
    left += _papers_left(words, values, shown)
    if not any(carried_rule.covers for carried_rule in carried):
        left += filter(None, [asks_to_cover(words)])  # no defence, paper or penalty settles it
    if speaks_of_covering(words) and rest_words.strip():
        left += filter(None, [left_over(rest_words, values)])
    return tuple(piece_left for piece_left in left if bare(piece_left) not in before)


def _blanked(words: str, spans: Sequence[tuple[int, int]]) -> str:
    for first, last in spans:
        words = words[:first] + " " * (last - first) + words[last:]
    return words


def _numbers_left(rest: str, values: str, shown: str, numbers: set[str]) -> Iterator[str]:
    plain = plain_digits(re.sub(r"《[^》]*》", " ", rest))
    for match in _COUNTED.finditer(plain):
        number = match[1] or str(as_number(match[3] or "") or "")
        unit = match[2] or match[4] or ""
        if number in numbers or match[0].strip() in values:
            continue
        if re.fullmatch(_VALUED, unit) or not unit:
            if not (match[0].strip() in shown and unit in ("次", "%", "％", "页", "项")):
                yield match[0].strip()
        elif match[0].strip() not in shown:
            yield match[0].strip()


def _papers_left(words: str, values: str, shown: str) -> Iterator[str]:
    for paper in papers_named(words):
        if bare(paper) not in values and bare(paper) not in shown:
            yield paper
