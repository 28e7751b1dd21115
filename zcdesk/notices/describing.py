"""A notice told in plain lines: sections, slots, what is covered, dates, open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zcdesk.applicant import Target
from zcdesk.notices.interview import application_window, last_windows
from zcdesk.notices.profile import (
    Corrections,
    FactIs,
    Notice,
    Section,
    Slot,
    Source,
    Window,
    clause_of,
)
from zcdesk.notices.profile.covering import Masking
from zcdesk.notices.sentences import ProposalKind
from zcdesk.printable import shortened
from zcdesk.wording import sentence, thing_word


@dataclass(frozen=True)
class Chapter:
    """One part of a description; a line that belongs to the line above begins with two spaces."""

    title: str
    lines: tuple[str, ...]


def description(notice: Notice, language: str = "zh") -> tuple[Chapter, ...]:
    """Return everything that a reader asks first; words of the notice stay Chinese."""
    parts = {
        "sections": _sections(notice, language),
        "four": four_told(notice, language).values() if notice.who_may_apply else (),
        "masking": _masking(notice, language),
        "dates": _dates(notice, language),
        "demands": _demands(notice, language),
        "inferred": _inferred(notice),
        "questions": _questions(notice),
        "facts": _facts(notice),
    }
    return tuple(
        Chapter(sentence(f"notice.show_{name}", language).message, shown)
        for name, lines in parts.items()
        if (shown := tuple(lines))
    )


def differences(first: Notice, second: Notice, language: str = "zh") -> tuple[Chapter, ...]:
    """Return what two profiles of one notice tell differently: - of the first, + of the second."""
    before, after = (
        {chapter.title: chapter.lines for chapter in description(notice, language)}
        for notice in (first, second)
    )
    changes = [(title, _changes(before.get(title, ()), after.get(title, ())))
             for title in {**before, **after}]  # fmt: skip
    parts = [name for name, part in first if part != getattr(second, name)]
    changes.append((sentence("notice.parts_differ", language).message, parts))
    return tuple(Chapter(title, tuple(lines)) for title, lines in changes if lines)


def _changes(old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    gone = [f"- {line.strip()}" for line in old if line not in new]
    return [*gone, *(f"+ {line.strip()}" for line in new if line not in old)]


def four_told(notice: Notice, language: str = "zh") -> dict[str, str]:
    """Return what decides an application, as the profile has it: who may apply, the last day, what
    is covered, how often it returns (``who``, ``last``, ``covered``, ``returns``), each in a line;
    what it says nothing of is said so."""
    masking, back = notice.masking, notice.corrections
    lines = {
        "who": _who(notice), "last": _last_days(notice, language),
        "covered": _covered(masking, language) if masking else "",
        "returns": _returned(back, language) if isinstance(back, Corrections) else "",
    }  # fmt: skip
    silent = sentence("four.silent", language).message
    return {name: sentence(f"four.told_{name}", language, words=words or silent).message
            for name, words in lines.items() if words or notice.who_may_apply}  # fmt: skip


def _who(notice: Notice) -> str:
    named = notice.who_may_apply
    return "；".join(entry.title for entry in notice.eligibility if entry.id in named)


def _last_days(notice: Notice, language: str) -> str:
    days = []
    for window in last_windows(notice):
        day = {name: getattr(window.last_day, name) for name in ("year", "month", "day")}
        words = sentence("four.date", language, **day).message
        whom = _for_whom(notice, window)
        days.append(" ".join(filter(None, (whom, words, _hour(window.end_time)))))
    return "；".join(days)


def _for_whom(notice: Notice, window: Window) -> str:
    asked = window.when
    if not isinstance(asked, FactIs):
        return ""
    return "、".join(map(notice.fact(asked.fact).title_of, asked.is_))


def _covered(masking: Masking, language: str) -> str:
    things = (thing_word(one, language, "tick") for one in Target if one in masking.targets)
    named = "、".join((*things, *(demand.what for demand in masking.by_hand)))
    spared = sentence("four.spared", language, words="、".join(masking.spared)).message
    return f"{named}（{spared}）" if masking.spared else named


def _returned(corrections: Corrections, language: str) -> str:
    words = [sentence("four.value_returns", language, value=corrections.limit).message]
    for term in corrections.rounds:
        unit, count = term.length
        quoted = shortened(term.quote, _SHOWN)
        within = sentence(f"four.within_{unit}", language, value=count, words=quoted)
        words.append(within.message)
    return "，".join(words)


_SHOWN = 40
"""Letters of a sentence on returns that names no length."""


def notice_row(notice: Notice) -> dict[str, object]:
    """Return what a list says of a notice: its last day as ISO 8601, or "" where it has none."""
    last = last_application_day(notice)
    return {
        "id": notice.id,
        "title": notice.title,
        "last": last.isoformat() if last else "",
        "unconfirmed": len(unconfirmed(notice)),
    }


def last_application_day(notice: Notice) -> date | None:
    """Return the last day of the first window that is the applicant's and has an end."""
    window = application_window(notice)
    return window.last_day if window else None


def _sections(notice: Notice, language: str) -> Iterator[str]:
    for section in notice.sections:
        yield f"{section.title}  {section.clause}  {section.id}"
        for slot in section.slots:
            yield f"  {slot.title}  {_need(section, slot, language)}  {slot.clause}  {slot.id}"


def need_of(section: Section, slot: Slot) -> str:
    """Return when a slot is asked: the kind of its group, ``conditional``, or its need."""
    ruled = "conditional" if slot.rulings else str(slot.otherwise)
    return next((str(group.kind) for group in section.groups if slot.id in group.slots), ruled)


def _need(section: Section, slot: Slot, language: str) -> str:
    """Return when a slot is asked, in two or three words."""
    need = need_of(section, slot)
    words = sentence(f"notice.show_{need}", language).message
    if need != str(slot.otherwise):
        return words
    return " ".join(filter(None, (words, "、".join(map(str, slot.years)))))


def _masking(notice: Notice, language: str) -> Iterator[str]:
    masking = notice.masking
    if masking is None:
        yield sentence("notice.show_no_masking", language).message
        return
    yield from _named("notice.show_targets", masking.targets, language)
    yield from _named("notice.show_open_targets", masking.open_targets, language)
    yield f"  {masking.clause}  {masking.quote}"
    for slot in notice.slots():
        left = slot.mask_exempt & (masking.targets | masking.open_targets)
        for line in _named("notice.show_exempt", left, language, slot=slot.title):
            yield from (line, f"  {slot.clause}  {slot.quote}")


def _named(code: str, targets: frozenset[Target], language: str, **details: str) -> Iterator[str]:
    """Yield a sentence that names things to cover, where there are any."""
    names = "、".join(thing_word(target, language, "notice") for target in sorted(targets))
    if names:
        yield sentence(code, language, targets=names, **details).message


def _dates(notice: Notice, language: str) -> Iterator[str]:
    for window in notice.windows:
        first = f"{window.start or window.start_text or '…'} {window.start_time}".strip()
        last = f"{window.last_day or window.end_text or '…'} {_hour(window.end_time)}".strip()
        yield f"{window.what}  {first} – {last}  {window.clause}"
    for term in notice.terms:
        length = sentence("notice.show_workdays", language, count=term.workdays).message
        yield f"{term.what}  {length}  {term.clause}"
    if isinstance(notice.corrections, Corrections):
        for round_rule in notice.corrections.rounds:
            yield f"  {round_rule.clause}  {round_rule.quote}"


def _hour(closing: str) -> str:
    return "24:00" if closing == "00:00" else closing  # of the day before


def demands(notice: Notice) -> Iterator[dict[str, str]]:
    """Yield what a notice asks beside its papers, covering and windows, kind by kind.

    Each is a row of ``kind``, ``field`` (its part of the profile), ``title``, ``value``,
    ``clause`` and ``quote``.
    """
    fields: dict[str, ProposalKind] = {}
    for kind in ProposalKind:
        for name in kind.fields:
            fields.setdefault(name, kind)
    for name, kind in fields.items():
        held = getattr(notice, name)
        for asked in held if isinstance(held, tuple) else (held,):
            if name not in _OWN_CHAPTERS and isinstance(asked, Source):
                title, value = _told(asked, _TITLES), _told(asked, _VALUES)
                yield {"kind": kind, "field": name, "title": title, "value": value,
                       "clause": asked.clause, "quote": asked.quote}  # fmt: skip


_OWN_CHAPTERS = frozenset({"sections", "masking", "windows"})
_TITLES = ("title", "what", "name", "where")
_VALUES = ("value", "sentence", "amount", "at_least", "at_most", "forbids", "topics", "workdays",
           "limit", "copies", "form", "url", "person")  # fmt: skip


def _told(one: Source, names: Sequence[str]) -> str:
    words = []
    for value in filter(None, (getattr(one, name, None) for name in names)):
        many = isinstance(value, tuple | frozenset)
        words.append("、".join(sorted(map(str, value))) if many else str(value))
    return " ".join(words)


def _demands(notice: Notice, language: str) -> Iterator[str]:
    for asked in demands(notice):
        if asked["field"] not in ("terms", "corrections"):  # among the dates
            kind = sentence(f"notice.kind_{asked['kind']}", language).message
            words = (kind, asked["title"], asked["value"], asked["clause"])
            yield "  ".join(filter(None, dict.fromkeys(words)))


def _inferred(notice: Notice) -> Iterator[str]:
    for source in unconfirmed(notice):
        yield f"{source.clause}  {source.quote}"


def unconfirmed(notice: Notice) -> tuple[Source, ...]:
    """Return the entries that were taken over from another notice and not confirmed yet."""
    return tuple(source for source in notice.sources() if source.inferred)


def _questions(notice: Notice) -> Iterator[str]:
    for question in notice.open_questions:
        clauses = "、".join(dict.fromkeys(map(clause_of, question.rules)))
        yield f"{clauses}  {question.question}"
        yield f"  {question.treatment}"


def _facts(notice: Notice) -> Iterator[str]:
    for fact in notice.facts:
        yield f"{fact.question}  {fact.clause}  {fact.id}"
        if fact.options:
            yield f"  {'、'.join(f'{option.title} {option.id}' for option in fact.options)}"
