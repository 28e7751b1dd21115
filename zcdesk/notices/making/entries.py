"""What a proposal of each kind becomes in a profile; the words are the notice's.

What else is known of a kind is in its own row, ``ProposalKind``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import (
    Plain,
    bare,
    entry_in,
    listed,
    quote_stands_in,
)
from zcdesk.notices.making.data import Entry, Path, ProfileData, filled
from zcdesk.notices.making.levels import for_levels, levels_of
from zcdesk.notices.making.standing import clauses_with, entry_must_stand, shares
from zcdesk.notices.profile import NOT_STATED
from zcdesk.notices.sentences import (
    Clause,
    Demand,
    ProposalKind,
    Told,
    all_numbers,
    cut,
    forms,
    named_targets,
)
from zcdesk.printable import shortened
from zcdesk.quantities.amounts import as_amount, unit_of
from zcdesk.quantities.numerals import ITEM_NUMBER
from zcdesk.wording import sentence as wording

_LONGEST_TITLE = 18
Entries = Iterator[tuple[Path, Entry]]
"""Lists of a profile, each with what is put into it."""

Making = Callable[[ProfileData, Demand, Entry], Entries]
"""Returns what a proposal becomes in a profile, its rule and quote beside it."""


def piece_of(proposal: Demand, text: str) -> str:
    """Return the piece of a sentence that an entry rests on, word for word in the text; the rest of
    the sentence stays open."""
    form = proposal.kind is ProposalKind.FORM
    words = proposal.value if form else str(proposal.told.get("words") or "")
    stands = len(bare(words)) > 1 and quote_stands_in(words, bare(text))
    return words if stands else proposal.sentence


def title_of(sentence: str) -> str:
    """Return the beginning of a sentence as a title."""
    head = re.split(r"[，。；：:]", ITEM_NUMBER.sub("", sentence))[0]
    return shortened(head, _LONGEST_TITLE)


def _said(one: Demand, *names: str) -> str:
    """Return the first of some things that a proposal tells, "" where it tells none."""
    return next((str(one.told[name]) for name in names if one.told.get(name)), "")


def _number(one: Demand, name: str) -> Plain:
    """Return a number that a proposal tells, or that it is not stated."""
    number = one.told.get(name)
    return number if isinstance(number, int) else NOT_STATED


def copies(_: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield an item on paper."""
    title = re.sub(r"[《》]", "", _said(one, "title")) or title_of(str(source["quote"]))
    form = re.search(r"A[34][^，。；、）)]{0,8}|双面|复印件?|$", str(source["quote"]))
    assert form
    yield ("papers",), {
        "title": title, "copies": _number(one, "copies"),
        "form": form[0] or NOT_STATED, **source,
    }  # fmt: skip


def text_limit(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield a rule on the length of a text."""
    limits: Entry = {name: int(str(one.told[name])) for name in ("at_least", "at_most")
                     if one.told.get(name)}  # fmt: skip
    where = _where(profile, source, _said(one, "title", "about"))
    text: Entry = {"id": profile.fresh_id("text"), "kind": "length", "where": where}
    level = for_levels(levels_of(_said(one, "level")))
    yield ("texts",), {**text, **limits, **level, **source}


def forbidden_words(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield what a text must not name."""
    targets = one.told["targets"]
    assert isinstance(targets, tuple)
    yield ("texts",), {
        "id": profile.fresh_id("text"), "kind": "forbidden", "where": _where(profile, source),
        "forbids": [*map(str, targets)], **source,
    }  # fmt: skip


def fee(_: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield what is to pay."""
    yield ("fees",), {
        "amount": _number(one, "amount"), "status": NOT_STATED,
        "title": _said(one, "title", "name"), **for_levels(levels_of(_said(one, "level"))),
        **source,
    }  # fmt: skip


def outside(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield who is outside of the notice."""
    title = title_of(_said(one, "title") or one.sentence)
    name = profile.fresh_id("eligibility")
    yield ("eligibility",), {"id": name, "title": title, "says": "tell", **source}


def opinion(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield a fixed sentence of an office."""
    name = profile.fresh_id("opinion")
    yield ("opinions",), {"id": name, "sentence": one.value, "who": ["employer"], **source}


def contact(_: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield a telephone number or address."""
    person = filled({"person": _said(one, "person")})
    title = _said(one, "title", "name")
    yield ("contacts",), {"title": title, "value": one.value, **person, **source}


def field(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield a text field of the last section."""
    named: Entry = {"id": profile.fresh_id("field"), "title": one.value}
    for place in range(len(profile.entries("sections")))[-1:]:
        yield ("sections", place, "fields"), {**named, **source}


def platform(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield where the application is handed in, once."""
    if not entry_in(profile.data, "platform").get("url"):
        name = _said(one, "name") or one.value
        yield ("platform",), {"name": name, "url": one.value, **source}


def titled(place: str, **more: Plain) -> Making:
    """Return what makes entries of which a title says all: the list that they join where the reader
    tells no other, and what else is in one."""

    def made(_: ProfileData, one: Demand, source: Entry) -> Entries:
        title = title_of(_said(one, "title") or one.sentence)
        yield (_said(one, "list") or place,), {"title": title, **more, **source}

    return made


def seal(_: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield the duty to stamp."""
    title = title_of(str(source["quote"]))
    yield ("duties",), {"title": title, "who": ["employer"], **source}


def form(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield an official form; without lines it is not in the text."""
    lines: list[Plain] = [one.told[end] for end in ("first", "last") if end in one.told]  # type: ignore[misc]
    known = [slot["id"] for slot in profile.slots() if bare(str(slot["title"])) in bare(one.value)]
    entry: Entry = {"id": profile.fresh_id("form"), "title": one.value}
    entry |= filled({"lines": lines, "slot": next(iter(known), None)})
    yield ("templates",), {**entry, **source}


def posting(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield the posting, or who posts the results."""
    days, results = one.told.get("workdays"), one.told.get("results")
    terms = profile.entries("terms")
    if results or not isinstance(days, int):
        who, name = ("review_committee", "statements") if results else ("employer", "duties")
        title = title_of(str(source["quote"]))
        yield (name,), {"title": title, "who": [who], "at": "posting", **source}
    elif all(known.get("inferred") for known in terms):
        for fact in ("posting_start", "posting_end"):
            yield from _asked(profile, fact, wording(f"notice.asks_{fact}").message, "date", source)
        yield ("terms",), {
            "id": profile.fresh_id("posting") if terms else "posting",
            "what": "公示", "workdays": days, "start_fact": "posting_start",
            "end_fact": "posting_end", "who": ["employer"], **source,
        }  # fmt: skip


RETURN_UNITS = {"小时": "hours", "日": "days", "天": "days", "工作日": "workdays"}
"""In what a profile counts how long a return may take, by the word of the notice."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def returns(profile: ProfileData, one: Demand, source: Entry) -> Entries:
    """Yield how often it may be mended, or how fast, beside what is known of it already."""
    known = entry_in(profile.data, "corrections")
    rounds, limit = listed(known.get("rounds")), known.get("limit", NOT_STATED)
    if one.kind is ProposalKind.RETURN_HOURS:
        number = len(rounds) + 1
        fact = f"{_ORDINALS[min(number, len(_ORDINALS)) - 1]}_returned_at"
        question = wording("notice.asks_returned", number=number).message
        yield from _asked(profile, fact, question, "moment", source)
        unit = RETURN_UNITS.get(_said(one, "unit"))
        length: Entry = {unit: int(_said(one, "number"))} if unit else {}  # else 次日12时前
        rounds.append({"number": number, **length, "returned_at": fact, **source})
    elif limit == NOT_STATED:
        limit = _number(one, "limit")
    also: Entry = {"also": [*listed(known.get("also")), source]} if known else {"also": []}
    yield ("corrections",), {
        "unit": "corrections", **source, "overdue": NOT_STATED, "over_limit": NOT_STATED,
        **known, "rounds": rounds, **also, "limit": limit,
    }  # fmt: skip


def _asked(profile: ProfileData, fact: str, question: str, kind: str, source: Entry) -> Entries:
    """Yield a question of the days to come that is not asked yet."""
    if fact not in [entry["id"] for entry in profile.entries("facts")]:
        entry: Entry = {"id": fact, "question": question, "kind": kind, "later": True}
        yield ("facts",), {**entry, **source}


def _where(profile: ProfileData, source: Entry, about: str = "") -> str:
    """Return the slot that a rule on words is about: the paper it names, else one of its clause."""
    slots = profile.slots()
    own = [slot for slot in slots if slot.get("rule") == source["rule"]]
    texts = [slot for slot in own if re.search(r"总结|小结|报告", str(slot["title"]))]
    named = [slot for slot in (*own, *slots) if about and shares(str(slot["title"]), about)]
    if not about or len(slots) == 1:
        named = named or texts
    return str(named[0]["id"]) if named else "all"


@dataclass(frozen=True)
class Rule:
    """What becomes of one kind of demand that is a line of the editor's list.

    Attributes:
        entries: What it becomes in a profile.
        needs: What must be read out of the value that a person wrote herself, "" for nothing.
    """

    entries: Making
    needs: str = ""


RULES: Mapping[ProposalKind, Rule] = {
    ProposalKind.POSTING_DAYS: Rule(posting, "workdays"),
    ProposalKind.PLATFORM: Rule(platform),
    ProposalKind.CONTACT: Rule(contact),
    ProposalKind.COPIES: Rule(copies, "copies"),
    ProposalKind.FORM: Rule(form),
    ProposalKind.FIELD: Rule(field),
    ProposalKind.TEXT_LIMIT: Rule(text_limit, "numbers"),
    ProposalKind.FORBIDDEN_WORDS: Rule(forbidden_words, "targets"),
    ProposalKind.OPINION: Rule(opinion),
    ProposalKind.DEFENCE: Rule(titled("statements", who=["applicant"], at="defence")),
    ProposalKind.OUTSIDE: Rule(outside),
    ProposalKind.FEE: Rule(fee, "amount"),
    ProposalKind.RETURNS: Rule(returns, "limit"),
    ProposalKind.RETURN_HOURS: Rule(returns, "number"),
    ProposalKind.PENALTY: Rule(titled("penalties")),
    ProposalKind.EXEMPTION: Rule(titled("exemptions")),
    ProposalKind.SEAL: Rule(seal),
    ProposalKind.STATEMENT: Rule(titled("statements", who=["applicant"])),
    ProposalKind.DUTY: Rule(titled("duties", who=["employer"])),
}
"""Every other kind is a row of a draft's tables, a tick, or what changed."""

_AT_LEAST = re.compile(r"至少|不少于|不低于|以上|起")


def placed(one: Demand, text: Sequence[str]) -> tuple[Clause, Demand]:
    """Return the clause of a person's own words, and what they tell.

    Args:
        one: What was written, its name under ``title``; without a sentence the one is taken that
            has the value or the name.
        text: Lines of the notice.

    Raises:
        ZcdeskError: The words do not stand in the notice, or the value is none.
    """
    named = [*filter(None, (one.value, _said(one, "title")))]
    having = (sentence for word in named for clause in cut(text) for sentence in clause.sentences
              if word in sentence)  # fmt: skip
    quote = one.sentence or next(having, "")
    clauses = [clause for clause in clauses_with(quote, text) if clause.first]
    if not clauses:
        raise ZcdeskError("notice.not_in_text", quote=(quote or "".join(named))[:40])
    needs, title = RULES[one.kind].needs, _said(one, "title")
    told = {needs: as_amount(one.value), **_told_by(one.value, text),
            "title": title, "name": title or title_of(quote)}  # fmt: skip
    if needs and told[needs] in (None, ()):
        raise ZcdeskError("notice.value_kind", found=one.value)
    return clauses[0], replace(one, sentence=quote, told=told)


def _told_by(value: str, text: Sequence[str]) -> Told:
    """Return what a person's own value tells besides one number, whatever its kind: letters
    from and to (800-1500, 不少于800), things that are covered, the lines of a form."""
    numbers = tuple(sorted(all_numbers(value)))
    alone = "at_least" if _AT_LEAST.search(value) else "at_most"
    ends = ("at_least", "at_most") if len(numbers) > 1 else (alone,)
    known = (form.told for _, form in forms(cut(text), text) if bare(value) in bare(form.value))
    return {
        "unit": unit_of(value), "shown": value,
        "numbers": numbers, "targets": tuple(sorted(named_targets(value))),
        **dict(zip(ends, (*numbers[:1], *numbers[1:][-1:]), strict=False)),
        **next(known, {}),
    }  # fmt: skip


_NAMES = frozenset({"id", "title", "what", "status", "rule", "quote", "clause", "where", "who"})


def take(profile: ProfileData, clause: Clause, one: Demand, *, believed: bool = False) -> None:
    """Make rules of a proposal; one that the profile has already is not made twice.

    Args:
        clause: Its clause, with whose label the rules are named.
        believed: A person answered for it, whether its values stand in the text or not.

    Raises:
        ZcdeskError: Nothing becomes of it, or it contradicts its own clause.
    """
    source: Entry = {"rule": clause.label, "quote": piece_of(one, "\n".join(profile.text))}
    made = [*RULES[one.kind].entries(profile, one, source)]
    fresh = [(place, entry) for place, entry in made if not _is_there(profile, place, entry)]
    if not made:
        raise ZcdeskError("notice.nothing_made", clause=clause.printed)
    for _, entry in [] if believed else fresh:
        entry_must_stand(entry, profile.text, profile.year)
    for place, entry in fresh:
        profile.add(place, entry)


def _is_there(profile: ProfileData, place: Path, entry: Entry) -> bool:
    """Tell whether a rule of the same words says the same already."""
    own = {name: value for name, value in entry.items() if name not in _NAMES}
    quote = bare(str(entry["quote"]))
    for known in profile.entries(str(place[0])) if len(place) == 1 else []:
        other = bare(str(known.get("quote")))
        same = shares(quote, other) if own else quote == other
        if same and own.items() <= known.items():
            return True
    return False
