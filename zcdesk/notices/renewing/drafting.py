"""Entries of a profile out of proposals: the few choices are made, the words are the notice's."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.writing import Plain
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.assembling import (
    LEVEL_FACT,
    assembled,
    fresh_id,
    known_slot,
    level_question,
    levels_of,
    listed,
    situation_question,
    slot_id,
    slots_of,
)
from zcdesk.notices.renewing.covered_entries import masking_entries
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.renewing.profile import Renewal, entered
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.wording import sentence as wording

_LONGEST_TITLE = 18
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NAMES = frozenset({"id", "title", "what", "status", "rule", "quote", "clause", "where", "who"})
_Entry = dict[str, Plain]


@dataclass(frozen=True)
class _Drafts:
    """Where entries go while one clause after another is taken."""

    renewal: Renewal
    data: Mapping[str, Plain]

    def listed(self, name: str) -> list[Mapping[str, Plain]]:
        """Return the entries of a list as far as it has come."""
        found = self.data.get(name)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def taken(
    renewal: Renewal, clause: Clause, proposals: Sequence[Proposal], strict: bool = True
) -> Renewal:
    """Make rules of what a clause proposes.

    Args:
        clause: The clause, with whose label the rules are named.
        proposals: Those that are taken, in their order.
        strict: What contradicts its own clause is an error; else it stays open.

    Raises:
        ZcdeskError: A value does not stand in the clause.
    """
    for proposal in proposals:
        drafts = _Drafts(renewal, assembled(renewal))
        made = renewal
        try:
            for container, entry in _entries(proposal, clause, drafts, proposals):
                if not _is_there(entry, container, drafts):
                    made = entered(made, container, entry)
        except ZcdeskError:
            if strict:
                raise
            continue
        renewal = made
    return renewal


def _is_there(entry: _Entry, container: Path, drafts: _Drafts) -> bool:
    """Tell whether a rule of the same words says the same already."""
    own = {name: value for name, value in entry.items() if name not in _NAMES}
    quote = bare(str(entry.get("quote")))
    for one in drafts.listed(str(container[0])) if len(container) == 1 else []:
        other = bare(str(one.get("quote")))
        same = quote in other or other in quote if own else quote == other
        if same and all(one.get(name) == value for name, value in own.items()):
            return True
    return False


def _entries(
    proposal: Proposal, clause: Clause, drafts: _Drafts, together: Sequence[Proposal]
) -> Iterator[tuple[Path, _Entry]]:
    kind = proposal.kind
    source = _source(proposal, clause, drafts.renewal)
    if kind is ProposalKind.SECTION_ADDED:
        if not any(one.get("title") == proposal.value for one in drafts.listed("sections")):
            yield (
                ("sections",),
                {
                    "id": fresh_id(drafts.data, "section"),
                    "title": proposal.value,
                    **source,
                    "slots": [],
                },
            )
    elif kind is ProposalKind.SLOT:
        yield from _slot(proposal, clause, drafts, source)
    elif kind in (ProposalKind.START, ProposalKind.DEADLINE):
        yield from _window(proposal, drafts, source)
    elif kind is ProposalKind.MASKING:
        yield from masking_entries(proposal, clause, drafts.data, source)
    elif kind is ProposalKind.COPIES:
        yield from _copies(proposal, source)
    elif kind in (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS):
        if proposal is next(one for one in together if one.kind in _RETURN_KINDS):
            yield from _corrections(together, clause, drafts)
    elif kind is ProposalKind.POSTING_DAYS:
        yield from _posting(proposal, drafts, source)
    elif kind is ProposalKind.PLATFORM:
        if drafts.data.get("platform", {"url": ""}) and not _platform_url(drafts):
            name = str(proposal.told.get("name") or proposal.value)
            yield ("platform",), {"name": name, "url": proposal.value, **source}
    else:
        yield from _plain(proposal, clause, drafts, source)


_RETURN_KINDS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)


def _source(proposal: Proposal, clause: Clause, renewal: Renewal) -> _Entry:
    """Return rule and quote: the piece where it stands as it is, else its sentence."""
    words = proposal.told.get("words")
    whole = bare("\n".join(renewal.text))
    quote = proposal.sentence
    if proposal.kind is ProposalKind.FORM:
        quote = proposal.value if quote_stands_in(proposal.value, whole) else proposal.sentence
    elif isinstance(words, str) and len(bare(words)) > 1 and quote_stands_in(words, whole):
        quote = words
    return {"rule": clause.label, "quote": quote}


def _slot(
    proposal: Proposal, clause: Clause, drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    sections = drafts.listed("sections")
    values = proposal.told
    at = _section_of(clause, sections, str(values.get("section", "")))
    if at is None and values.get("section"):
        entry: _Entry = {"id": fresh_id(drafts.data, "section"), "title": str(values["section"])}
        yield ("sections",), {**entry, **source, "slots": []}
        at, sections = len(sections), [*sections, {}]
    if at is None or any(slot.get("title") == proposal.value for slot in slots_of(sections[at])):
        return
    known = known_slot(proposal.value)
    entry = {"id": slot_id(drafts.data, known), "title": proposal.value, **source}
    years = values.get("years")
    if isinstance(years, tuple) and years:
        entry["series"] = {"years": [int(str(year)) for year in years]}
    entry |= {name: value for name, value in known.items() if name in ("carries", "mask_exempt")}
    entry |= {name: True for name in ("stamped", "signed") if values.get(name)}
    if values.get("count"):
        entry["hint"] = str(values["count"])
    condition = values.get("condition")
    if isinstance(condition, str) and condition:
        fact, when = yield from _condition(condition, drafts, source)
        ruling: _Entry = {"when": {"fact": fact, "is": when}, "need": "required", **source}
        entry |= {"rulings": [ruling], "otherwise": "not_needed"}
    elif values.get("scarce"):
        entry["otherwise"] = "not_stated"
    yield ("sections", at, "slots"), entry


def _condition(
    words: str, drafts: _Drafts, source: _Entry
) -> Generator[tuple[Path, _Entry], None, tuple[str, list[Plain]]]:
    """Yield the question on which a paper for some people hangs; return it and its answers."""
    levels = levels_of(words)
    asked = next((one for one in drafts.listed("facts") if one.get("id") == LEVEL_FACT), None)
    if levels and asked is None:
        yield ("facts",), level_question(source)
        return LEVEL_FACT, [*levels]
    if levels and asked:
        known = {str(one["id"]) for one in listed(asked.get("options")) if isinstance(one, dict)}
        alike = {"associate_senior": "senior"} if "associate_senior" not in known else {}
        if answers := [
            alike.get(level, level) for level in levels if alike.get(level, level) in known
        ]:
            return LEVEL_FACT, [*dict.fromkeys(answers)]
    question = wording("notice.asks_situation", words=words).message
    for one in drafts.listed("facts"):
        if one.get("question") == question:
            return str(one["id"]), ["yes"]
    fact = fresh_id(drafts.data, "situation")
    yield ("facts",), situation_question(fact, words, source)
    return fact, ["yes"]


def _section_of(clause: Clause, sections: Sequence[Mapping[str, Plain]], title: str) -> int | None:
    """Return the section of a name, or that whose words stand in a clause, else the last."""
    named = [at for at, one in enumerate(sections) if title and one.get("title") == title]
    if named or title:
        return named[0] if named else None
    text = bare(clause.text)
    for at, one in enumerate(sections):
        quote = bare(str(one.get("quote", "")).split("…")[0])
        if one.get("rule") == clause.label or (quote and quote in text):
            return at
    above = [at for at, one in enumerate(sections) if clause.label.startswith(str(one.get("rule")))]
    return above[-1] if above else len(sections) - 1 if sections else None


def _window(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    values = proposal.told
    if values.get("for_all"):
        return  # the windows that it holds for have it
    if proposal.kind is ProposalKind.START and values.get("end_text"):
        return  # the end of the same span makes the entry
    entry: _Entry = {"id": fresh_id(drafts.data, "window"), "what": str(values.get("what"))}
    for name in ("start", "end"):
        day, words, hour = (values.get(f"{name}{part}") for part in ("", "_text", "_time"))
        if day is not None and not isinstance(day, tuple):
            entry[name] = day
        if isinstance(words, str) and words:
            entry[f"{name}_text"] = "".join(words.split())
        if isinstance(hour, str) and hour:
            entry[f"{name}_time"] = hour
    counted = values.get("counted")
    if isinstance(counted, tuple) and counted:
        entry |= {
            "end": entry.get("end") or entry.pop("start"),
            "counted_from": [*map(str, counted)],
        }
        entry = {name: value for name, value in entry.items() if not name.startswith("start")}
    closing = values.get("closing")
    if isinstance(closing, str) and closing:
        entry["also"] = [{"rule": source["rule"], "quote": closing}]
    level = values.get("level")
    if isinstance(level, str) and level and levels_of(level):
        fact, answers = yield from _condition(level, drafts, source)
        entry["when"] = {"fact": fact, "is": answers}
    who = str(values.get("who") or _who(str(entry["what"])))
    yield ("windows",), {**entry, **({"who": [who]} if who != "applicant" else {}), **source}


def _who(what: str) -> str:
    if re.search(r"单位(?:审核|推荐|公示)|推荐", what):
        return "employer"
    if re.search(r"主管部门|主管单位", what):
        return "supervising_unit"
    return "review_committee" if re.search(r"审核|评审会|复审|评议|初审", what) else "applicant"


def _copies(proposal: Proposal, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    title = re.sub(r"[《》]", "", str(proposal.told.get("title") or "")) or _title(
        str(source["quote"])
    )
    copies = proposal.told.get("copies")
    form = re.search(r"A[34][^，。；、）)]{0,8}|双面|复印件?", str(source["quote"]))
    yield (
        ("papers",),
        {"title": title, "copies": copies if isinstance(copies, int) else NOT_STATED,
         "form": form[0] if form else NOT_STATED, **source},
    )  # fmt: skip


def _corrections(
    together: Sequence[Proposal], clause: Clause, drafts: _Drafts
) -> Iterator[tuple[Path, _Entry]]:
    before = drafts.data.get("corrections")
    kept = dict(before) if isinstance(before, dict) else {}
    found = [proposal for proposal in together if proposal.kind in _RETURN_KINDS]
    limit = next(
        (proposal.told["limit"] for proposal in found if proposal.kind is ProposalKind.RETURNS),
        NOT_STATED,
    )
    rounds = listed(kept.get("rounds"))
    terms = [one for one in found if one.kind is ProposalKind.RETURN_HOURS and one.told["number"]]
    for number, one in enumerate(terms, len(rounds) + 1):
        fact = f"{_ORDINALS[min(number, len(_ORDINALS)) - 1]}_returned_at"
        source = _source(one, clause, drafts.renewal)
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording("notice.asks_returned", number=number).message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "moment", "later": True, **source},
            )
        unit = {"小时": "hours", "日": "days", "天": "days"}.get(str(one.told["unit"]))
        length: _Entry = {unit: int(str(one.told["number"]))} if unit else {}
        rounds.append({"number": number, **length, "returned_at": fact, **source})
    source = _source(found[0], clause, drafts.renewal)
    also: list[Plain] = [
        _source(one, clause, drafts.renewal) for one in (found if kept else found[1:])
    ]
    entry: _Entry = {
        "unit": "corrections",
        **source,
        "overdue": NOT_STATED,
        "over_limit": NOT_STATED,
    }
    entry |= {**kept, "rounds": rounds, "also": [*listed(kept.get("also")), *also]}
    if isinstance(limit, int) or "limit" not in kept:
        entry["limit"] = limit if isinstance(limit, int) else NOT_STATED
    yield ("corrections",), entry


def _posting(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    days = proposal.told.get("workdays")
    if not isinstance(days, int) or proposal.told.get("results"):
        who, name = (
            ("review_committee", "statements")
            if proposal.told.get("results")
            else ("employer", "duties")
        )
        yield (
            (name,),
            {"title": _title(str(source["quote"])), "who": [who], "at": "posting", **source},
        )
        return
    if drafts.listed("terms"):
        return
    for fact in ("posting_start", "posting_end"):
        if not any(known.get("id") == fact for known in drafts.listed("facts")):
            question = wording(f"notice.asks_{fact}").message
            yield (
                ("facts",),
                {"id": fact, "question": question, "kind": "date", "later": True, **source},
            )
    yield ("terms",), {
        "id": "posting", "what": "公示", "workdays": days, "start_fact": "posting_start",
        "end_fact": "posting_end", "who": ["employer"], **source,
    }  # fmt: skip


_TITLED: Mapping[ProposalKind, tuple[str, _Entry]] = {
    ProposalKind.EXEMPTION: ("exemptions", {}),
    ProposalKind.DEFENCE: ("statements", {"who": ["applicant"], "at": "defence"}),
    ProposalKind.DUTY: ("duties", {"who": ["employer"]}),
    ProposalKind.STATEMENT: ("statements", {"who": ["applicant"]}),
}
"""Kinds of which a title says all: the list that they join, and what else stands in an entry."""


def _plain(
    proposal: Proposal, clause: Clause, drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    """Yield an entry that needs its title and a value at most."""
    values, kind = proposal.told, proposal.kind
    title = _title(str(values.get("title") or proposal.sentence))
    if kind in _TITLED:
        place, more = _TITLED[kind]
        yield (place,), {"title": title, **more, **source}
    elif kind is ProposalKind.FORMAT:
        rule: _Entry = {"id": fresh_id(drafts.data, "file_rule"), "title": str(values["title"])}
        yield ("file_rules",), {**rule, "value": str(values["shown"]), **source}
    elif kind is ProposalKind.TEXT_LIMIT:
        limits: _Entry = {
            name: int(str(values[name])) for name in ("at_least", "at_most") if values.get(name)
        }
        where = _where(clause, drafts, str(values.get("about") or ""))
        entry: _Entry = {"id": fresh_id(drafts.data, "text"), "kind": "length", "where": where}
        yield from _for_level(("texts",), entry | limits, values, drafts, source)
    elif kind is ProposalKind.FORBIDDEN_WORDS:
        targets = values["targets"]
        assert isinstance(targets, tuple)
        forbids: list[Plain] = [str(target) for target in targets]
        yield ("texts",), {"id": fresh_id(drafts.data, "text"), "kind": "forbidden",
                           "where": _where(clause, drafts), "forbids": forbids,
                           **source}  # fmt: skip
    elif kind is ProposalKind.FEE:
        amount = values.get("amount")
        entry = {"amount": amount if isinstance(amount, int) else NOT_STATED,
                         "status": NOT_STATED, "title": str(values["title"])}  # fmt: skip
        yield from _for_level(("fees",), entry, values, drafts, source)
    elif kind is ProposalKind.PENALTY:
        yield (str(values["list"]),), {"title": title, **source}
    elif kind is ProposalKind.OUTSIDE:
        outside: _Entry = {"id": fresh_id(drafts.data, "eligibility"), "title": title}
        yield ("eligibility",), {**outside, "says": "tell", **source}
    elif kind is ProposalKind.SEAL:
        yield ("duties",), {"title": _title(str(source["quote"])), "who": ["employer"], **source}
    elif kind is ProposalKind.OPINION:
        yield ("opinions",), {"id": fresh_id(drafts.data, "opinion"), "sentence": proposal.value,
                              "who": ["employer"], **source}  # fmt: skip
    elif kind is ProposalKind.CONTACT:
        person = f"（{values['person']}）" if values.get("person") else ""
        called = f"{values['title']}{person}"
        yield ("contacts",), {"title": called, "value": proposal.value, **source}
    elif kind is ProposalKind.FORM:
        yield from _form(proposal, drafts, source)
    elif kind is ProposalKind.FIELD:
        at = _section_of(clause, drafts.listed("sections"), "")
        if at is not None:
            named: _Entry = {"id": fresh_id(drafts.data, "field"), "title": proposal.value}
            yield ("sections", at, "fields"), {**named, **source}


def _for_level(
    place: Path, entry: _Entry, values: Mapping[str, ProposalValue], drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    """Yield an entry that holds for one level only where its words name that."""
    level = values.get("level")
    if isinstance(level, str) and levels_of(level):
        fact, answers = yield from _condition(level, drafts, source)
        entry["when"] = {"fact": fact, "is": answers}
    yield place, {**entry, **source}


def _form(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    lines: list[Plain] = [int(str(proposal.told["first"])), int(str(proposal.told["last"]))]
    if any(one.get("lines") == lines for one in drafts.listed("templates")):
        return
    title = bare(proposal.value)
    slots = [one for section in drafts.listed("sections") for one in slots_of(section)]
    slot = next(
        (
            slot
            for slot in slots
            if bare(str(slot["title"])) in title or title in bare(str(slot["title"]))
        ),
        None,
    )
    entry: _Entry = {"id": fresh_id(drafts.data, "form"), "title": proposal.value, "lines": lines}
    if slot:
        entry["slot"] = slot["id"]
    yield ("templates",), {**entry, **source}


def _where(clause: Clause, drafts: _Drafts, about: str = "") -> str:
    """Return the slot that a rule on words is about: the paper it names, else one of its clause."""
    slots = [slot for section in drafts.listed("sections") for slot in slots_of(section)]
    own = [slot for slot in slots if slot.get("rule") == clause.label]
    for slot in (*own, *slots) if about else ():
        if str(slot["title"]) in about or about in str(slot["title"]):
            return str(slot["id"])
    texts = [slot for slot in own if re.search(r"总结|小结|报告", str(slot["title"]))]
    return str(texts[0]["id"]) if texts and (not about or len(slots) == 1) else "all"


def _platform_url(drafts: _Drafts) -> str:
    platform = drafts.data.get("platform")
    return str(platform.get("url", "")) if isinstance(platform, dict) else ""


def _title(sentence: str) -> str:
    """Return the beginning of a sentence as a title."""
    head = re.split(
        r"[，。；：:]", re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、]\s*", "", sentence)
    )[0]
    return head if len(head) <= _LONGEST_TITLE else f"{head[: _LONGEST_TITLE - 1]}…"
