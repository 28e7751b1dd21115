"""A profile that was made: what it must not contradict, and how it is written to its file."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from zcdesk.disk.paths import is_plain_name
from zcdesk.notices.profile import (
    NOT_STATED,
    CoveredByHand,
    FactIs,
    FactKind,
    FileFormat,
    MendingRound,
    Moment,
    Notable,
    Notice,
    Opinion,
    Option,
    PaperItem,
    Path,
    Series,
    SlotGroup,
    Source,
    Template,
    Term,
    Window,
    clause_of,
    file_form,
    unknown_blanks,
    walk,
)
from zcdesk.printable import printable
from zcdesk.quantities.days import written_days
from zcdesk.resources import table

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | date | None
"""What YAML holds."""


def listed(value: Plain) -> list[Plain]:
    """Return a list as it is, and an empty one for what is none (原文未述)."""
    return [*value] if isinstance(value, list) else []


def entries_in(data: Mapping[str, Plain], name: str) -> list[dict[str, Plain]]:
    """Return the entries of a list of a profile, and none where it has no such list."""
    return [plain for plain in listed(data.get(name)) if isinstance(plain, dict)]


def entry_in(data: Mapping[str, Plain], name: str) -> dict[str, Plain]:
    """Return the single entry of a profile under a name, empty without one."""
    entry = data.get(name)
    return entry if isinstance(entry, dict) else {}


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
    kept = "".join(letter for letter in plain if letter in "\n\t\u3000" or letter.isprintable())
    return "\n".join(map(str.rstrip, kept.splitlines()))


class _Dumper(yaml.SafeDumper):
    """Writes no references, which profiles may not hold."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        """Let tabs are in a block: its lines are a table's rows."""
        analysis = super().analyze_scalar(scalar.replace("\t", " ") if "\n" in scalar else scalar)
        analysis.scalar = scalar
        return analysis


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else '"' if "\t" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _plain(value: Any, own: str) -> Plain:
    if isinstance(value, dict):
        plain = {str(key): _plain(inner, own) for key, inner in value.items()}
        if "rule" in plain:
            plain["rule"] = str(plain["rule"]).removeprefix(own)
        if plain.get("clause") == clause_of(str(plain.get("rule"))):
            del plain["clause"]
        return plain
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset):
        return [*sorted(map(str, value))]
    if isinstance(value, tuple | list):
        texts = [_plain(inner, own) for inner in value]
        return [text.removeprefix(own) if isinstance(text, str) else text for text in texts]
    assert value is None or isinstance(value, str | int | date)
    return value


Told = dict[str, str]
BY_HAND = "by_hand"
"""The question for covering by hand that earlier versions wrote into profiles."""


Contradiction = tuple[Path, str, Told]
_Parts = Sequence[tuple[Path, object]]

_RESIDUE = re.compile(r"\[bookmark:[^\]]*\]|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^>]*)?/?>|\*\*")


def contradictions(notice: Notice, text: Sequence[str]) -> Iterator[Contradiction]:
    """Yield what is wrong with a profile whose fields are all valid.

    Args:
        text: Lines of the original text; without it, quotes are not looked up.
    """
    parts = tuple(walk(notice))
    whole = _Whole(notice, text, bare("\n".join(text)), _named_in(notice))
    yield from _names(notice)
    yield from _ids_twice(parts)
    yield from _unread_questions(notice)
    yield from _file_rules(notice)
    for path, value in parts:
        for kind, contradicting in _CONTRADICTING:
            if isinstance(value, kind):
                yield from contradicting(path, value, whole)


@dataclass(frozen=True)
class _Whole:
    """What a part of a profile is held against.

    Attributes:
        text: Lines of the notice, () without.
        letters: Its letters without white space.
        named: What parts may name, by what is said where one names another.
    """

    notice: Notice
    text: Sequence[str]
    letters: str
    named: Mapping[str, Collection[str]]


def bare(text: str) -> str:
    """Return a text as quotes are compared: no white space, no residue of conversion (A-38)."""
    return "".join(_RESIDUE.sub("", text).split()).replace("\\*", "*")


def printed_day(text: str) -> tuple[int, int] | None:
    """Return month and day of a text that prints one day, or None."""
    days = written_days(text, year=2000)  # a leap year, where the text names none
    day = days[0].day if len(days) == 1 else None
    return (day.month, day.day) if day else None


def quote_stands_in(quote: str, bare_text: str) -> bool:
    """Tell whether the pieces of a quote (split at …) are in the text, in their order."""
    place = 0
    for piece in map(bare, quote.split("…")):
        start = bare_text.find(piece, place)
        if start < 0:
            return False
        place = start + len(piece)
    return True


def _names(notice: Notice) -> Iterator[Contradiction]:
    """Yield what becomes the name of a file and cannot be one: somebody else wrote it."""
    names: dict[Path, str] = {("id",): notice.id, ("source",): notice.source or notice.id}
    names |= {("templates", at, "id"): form.id for at, form in enumerate(notice.templates)}
    for path, name in names.items():
        if not is_plain_name(name):
            yield path, "notice.no_name", {"found": printable(name)[:40]}


def _ids_twice(parts: _Parts) -> Iterator[Contradiction]:
    """Yield ids that are twice among things of the same kind."""
    ids = [(type(value), vars(value)["id"], path) for path, value in parts[1:]
           if "id" in vars(value) and not isinstance(value, Option)]  # fmt: skip
    count = Counter((kind, own) for kind, own, _ in ids)
    for kind, own, path in ids:
        if count[kind, own] > 1:
            yield (*path, "id"), "notice.id_twice", {"found": own}


def _named_in(notice: Notice) -> dict[str, Collection[str]]:
    """Return what parts of a profile may name, by what is said where one names another."""
    return {
        "notice.fact_unknown": notice.facts_by_id(), "notice.slot_unknown": notice.slots_by_id(),
        "notice.doubt_unknown": [question.id for question in notice.open_questions],
        "notice.place_unknown": [*map(str, Moment), *(section.id for section in notice.sections)],
        "notice.passage_unknown": [entry.id for entry in notice.eligibility],
        "notice.window_unknown": [window.id for window in notice.windows],
    }  # fmt: skip


def _loose_ends(path: Path, value: BaseModel, whole: _Whole) -> Iterator[Contradiction]:
    """Yield references to facts, slots, forms and questions that do not exist."""
    for kind, field, code in _REFERENCES:
        if isinstance(value, kind):
            yield from _unknown((*path, field), code, getattr(value, field), whole.named[code])


def _answers(path: Path, asked: FactIs, whole: _Whole) -> Iterator[Contradiction]:
    """Yield answers that a question does not have, and questions that hang on a later one (or on
    themselves): asking goes from the top."""
    facts = whole.notice.facts
    place = next((place for place, fact in enumerate(facts) if fact.id == asked.fact), -1)
    if place >= 0 and facts[place].kind is FactKind.CHOICE:
        options = [option.id for option in facts[place].options]
        yield from _unknown((*path, "is"), "notice.option_unknown", asked.is_, options)
    if path[0] == "facts" and place >= int(path[1]):
        yield (*path, "fact"), "notice.fact_order", {"found": asked.fact}


_REFERENCES: Sequence[tuple[type, str, str]] = (
    (Notice, "who_may_apply", "notice.passage_unknown"),
    (Notice, "handing_in", "notice.window_unknown"),
    (FactIs, "fact", "notice.fact_unknown"),
    (SlotGroup, "slots", "notice.slot_unknown"),
    (PaperItem, "slots", "notice.slot_unknown"),
    (CoveredByHand, "slots", "notice.slot_unknown"),
    (Source, "doubts", "notice.doubt_unknown"),
    (Series, "excused_by", "notice.fact_unknown"),
    (Term, "start_fact", "notice.fact_unknown"),
    (Term, "end_fact", "notice.fact_unknown"),
    (MendingRound, "returned_at", "notice.fact_unknown"),
    (Window, "end_fact", "notice.fact_unknown"),
    (Template, "slot", "notice.slot_unknown"),
    (Notable, "at", "notice.place_unknown"),
    (Opinion, "at", "notice.place_unknown"),
)
"""Parts of a profile that name others by their ids: the field, and what it names."""


def _unknown(
    path: Path, code: str, names: str | Sequence[str], known: Collection[str]
) -> Iterator[Contradiction]:
    for name in (names,) if isinstance(names, str) else names:
        if name not in ("", NOT_STATED, *known):
            near = "".join(difflib.get_close_matches(name, [*known], 1, 0.5))
            yield path, code, {"found": name, "suggestion": near}


def _unread_questions(notice: Notice) -> Iterator[Contradiction]:
    """Yield questions whose answer changes nothing."""
    unread = unread_questions(notice.model_dump(by_alias=True))
    for place, fact in enumerate(notice.facts):
        if fact.id in unread and fact.id != BY_HAND:
            yield ("facts", place, "id"), "notice.fact_unread", {"found": fact.id}


def unread_questions(data: Mapping[str, object]) -> frozenset[str]:
    """Return the questions of a profile that no condition, term, form or check reads.

    What only decides whether or how another question is asked counts as far as that one is read.

    Args:
        data: The profile as plain values.
    """
    facts = [item for item in _items(data.get("facts")) if isinstance(item, Mapping)]
    read = {*_read_by_checks(), *_names_read({**data, "facts": ()})}
    for fact in reversed(facts):  # a question asks for earlier ones only
        read |= _names_read(fact) if fact["id"] in read else set()
    return frozenset(str(fact["id"]) for fact in facts if fact["id"] not in read)


_NAMING = ("fact", "excused_by", "start_fact", "end_fact", "returned_at")
"""Keys of a profile that name a question."""


def _names_read(value: object) -> set[str]:
    """Return the questions that a part of a profile names."""
    if isinstance(value, Mapping):
        names = {str(value[key]) for key in _NAMING if isinstance(value.get(key), str)}
        names |= {str(item) for item in _items(value.get("counted_from"))}
        return names.union(*(_names_read(inner) for inner in value.values()))
    return set[str]().union(*(_names_read(inner) for inner in _items(value)))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


@cache
def _read_by_checks() -> frozenset[str]:
    """Return the ids of answers that forms are filled from and that are held against each other."""
    forms = table("forms", "fields.toml")
    facts = table("checks", "personal_facts.toml")
    places = [place["keys"] for fact in facts.values() for place in fact["places"]]
    written = [field.get("from", ()) for field in forms.values()]
    return frozenset(key.partition("#")[0] for keys in (*places, *written) for key in keys)


def _window(path: Path, window: Window, _: _Whole) -> Iterator[Contradiction]:
    """Yield a window that ends before it starts, and days that differ from their printed form."""
    if window.start and window.end and window.end < window.start:
        yield (*path, "end"), "notice.window_backwards", {"found": str(window.end)}
    for name in ("start", "end"):
        printed, day = getattr(window, f"{name}_text"), getattr(window, name)
        named = printed_day(printed)
        if day and named and named != (day.month, day.day):
            yield (*path, f"{name}_text"), "notice.printed_day", {"found": printed}


def _file_rules(notice: Notice) -> Iterator[Contradiction]:
    """Yield rules on files that no file can follow: unknown places and blanks, no PDF to name."""
    slots = {section.id: section.slots for section in notice.sections}
    slots |= {slot.id: (slot,) for slot in notice.slots()} | {"": notice.slots()}
    for place, rule in enumerate(notice.file_rules):
        path: Path = ("file_rules", place)
        yield from _unknown((*path, "where"), "notice.place_unknown", rule.where, slots)
        for blank in unknown_blanks(rule.name):
            yield (*path, "name"), "notice.blank_unknown", {"found": printable(blank)[:40]}
        written = [file_form(notice, slot.id).pdf for slot in slots.get(rule.where, ())]
        if (rule.one_file or rule.name) and rule.format != FileFormat.PDF and not any(written):
            field = "one_file" if rule.one_file else "name"
            yield (*path, field), "notice.only_for_pdf", {"found": field}


def _quote(path: Path, source: Source, whole: _Whole) -> Iterator[Contradiction]:
    """Yield a quote that is not in the notice, word for word."""
    if whole.text and not (source.inferred or quote_stands_in(source.quote, whole.letters)):
        yield (*path, "quote"), "notice.quote_not_found", {"found": source.quote[:40]}


def _template_lines(path: Path, form: Template, whole: _Whole) -> Iterator[Contradiction]:
    """Yield lines of a form that are outside the text."""
    first, last = form.lines or (1, 1)
    if whole.text and not 1 <= first <= last <= len(whole.text):
        yield (*path, "lines"), "notice.lines_outside", {"found": f"{first}-{last}"}


_CONTRADICTING: Sequence[tuple[type, Callable[[Path, Any, _Whole], Iterator[Contradiction]]]] = (
    (BaseModel, _loose_ends),
    (FactIs, _answers),
    (Window, _window),
    (Template, _template_lines),
    (Source, _quote),
)
"""What may be wrong with a part of each kind, in the order in which it is told."""
