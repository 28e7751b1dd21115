"""What a proposal of each kind becomes in a profile; the words are the notice's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.notices.files.consistency import (
    Plain,
    bare,
    entries_in,
    entry_in,
    listed,
    quote_stands_in,
)
from zcdesk.notices.making.inheriting import Path
from zcdesk.notices.making.levels import LEVEL_FACT, level_question, levels_of
from zcdesk.notices.making.standing import fresh_id, slots_in
from zcdesk.notices.profile import NOT_STATED
from zcdesk.notices.sentences import Clause, FactProposal, ProposalKind, ProposalValue
from zcdesk.printable import shortened
from zcdesk.quantities.numerals import ITEM_NUMBER
from zcdesk.wording import sentence as wording

_LONGEST_TITLE = 18
Entry = dict[str, Plain]
Entries = Iterator[tuple[Path, Entry]]
"""Lists of a profile, each with what is put into it."""


@dataclass(frozen=True)
class Drafts:
    """Where entries go while one clause after another is taken, and the lines of the notice."""

    text: Sequence[str]
    data: Mapping[str, Plain]

    def asked(self, question: Entry) -> Entries:
        """Yield a question that is not asked yet."""
        if not any(entry.get("id") == question["id"] for entry in entries_in(self.data, "facts")):
            yield ("facts",), question


@dataclass(frozen=True)
class Taken:
    """A proposal that is taken.

    Attributes:
        together: All that are taken of its clause.
        drafts: The profile as far as it has come.
    """

    proposal: FactProposal
    clause: Clause
    drafts: Drafts
    together: Sequence[FactProposal]

    @property
    def values(self) -> Mapping[str, ProposalValue]:
        """What it tells besides its value."""
        return self.proposal.told

    @property
    def source(self) -> Entry:
        """Rule and quote."""
        return source_of(self.proposal, self.clause, self.drafts.text)

    @property
    def title(self) -> str:
        """The beginning of its sentence, or the title that it tells."""
        return title_of(str(self.values.get("title") or self.proposal.sentence))


def piece_of(proposal: FactProposal, text: str) -> str:
    """Return the piece of a sentence that an entry rests on, word for word in the text; the rest of
    the sentence stays open."""
    form = proposal.kind is ProposalKind.FORM
    words = proposal.value if form else str(proposal.told.get("words") or "")
    stands = len(bare(words)) > 1 and quote_stands_in(words, bare(text))
    return words if stands else proposal.sentence


def source_of(proposal: FactProposal, clause: Clause, text: Sequence[str]) -> Entry:
    """Return rule and quote."""
    return {"rule": clause.label, "quote": piece_of(proposal, "\n".join(text))}


def copies(one: Taken) -> Entries:
    """Yield an item on paper."""
    proposal, source = one.proposal, one.source
    title = re.sub(r"[《》]", "", str(proposal.told.get("title") or "")) or title_of(
        str(source["quote"])
    )
    copies = proposal.told.get("copies")
    form = re.search(r"A[34][^，。；、）)]{0,8}|双面|复印件?", str(source["quote"]))
    yield (
        ("papers",),
        {"title": title, "copies": copies if isinstance(copies, int) else NOT_STATED,
         "form": form[0] if form else NOT_STATED, **source},
    )  # fmt: skip


def text_limit(one: Taken) -> Entries:
    """Yield a rule on the length of a text."""
    limits: Entry = {
        name: int(str(one.values[name])) for name in ("at_least", "at_most") if one.values.get(name)
    }
    about = str(one.values.get("title") or one.values.get("about") or "")
    where = _where(one.clause, one.drafts, about)
    text: Entry = {"id": fresh_id(one.drafts.data, "text"), "kind": "length", "where": where}
    yield from _for_level(("texts",), {**text, **limits}, one)


def forbidden_words(one: Taken) -> Entries:
    """Yield what a text must not name."""
    targets = one.values["targets"]
    assert isinstance(targets, tuple)
    forbids: list[Plain] = [str(target) for target in targets]
    where = _where(one.clause, one.drafts)
    text: Entry = {"id": fresh_id(one.drafts.data, "text"), "kind": "forbidden", "where": where}
    yield ("texts",), {**text, "forbids": forbids, **one.source}


def fee(one: Taken) -> Entries:
    """Yield what is to pay."""
    amount = one.values.get("amount")
    paid: Entry = {"amount": amount if isinstance(amount, int) else NOT_STATED,
                   "status": NOT_STATED, "title": str(one.values["title"])}  # fmt: skip
    yield from _for_level(("fees",), paid, one)


def outside(one: Taken) -> Entries:
    """Yield who is outside of the notice."""
    outside: Entry = {"id": fresh_id(one.drafts.data, "eligibility"), "title": one.title}
    yield ("eligibility",), {**outside, "says": "tell", **one.source}


def opinion(one: Taken) -> Entries:
    """Yield a fixed sentence of an office."""
    yield ("opinions",), {
        "id": fresh_id(one.drafts.data, "opinion"), "sentence": one.proposal.value,
        "who": ["employer"], **one.source,
    }  # fmt: skip


def contact(one: Taken) -> Entries:
    """Yield a telephone number or address."""
    person: Entry = {"person": str(one.values["person"])} if one.values.get("person") else {}
    called: Entry = {"title": str(one.values["title"]), "value": one.proposal.value, **person}
    yield ("contacts",), {**called, **one.source}


def field(one: Taken) -> Entries:
    """Yield a text field of the last section."""
    if sections := entries_in(one.drafts.data, "sections"):
        named: Entry = {"id": fresh_id(one.drafts.data, "field"), "title": one.proposal.value}
        yield ("sections", len(sections) - 1, "fields"), {**named, **one.source}


def platform(one: Taken) -> Entries:
    """Yield where the application is handed in."""
    if one.drafts.data.get("platform", {"url": ""}) and not entry_in(
        one.drafts.data, "platform"
    ).get("url"):
        name = str(one.values.get("name") or one.proposal.value)
        yield ("platform",), {"name": name, "url": one.proposal.value, **one.source}


def titled(place: str, **more: Plain) -> Callable[[Taken], Entries]:
    """Return what makes entries of which a title says all: the list that they join where the reader
    tells no other, and what else is in one."""

    def made(one: Taken) -> Entries:
        yield (str(one.values.get("list") or place),), {"title": one.title, **more, **one.source}

    return made


def seal(one: Taken) -> Entries:
    """Yield the duty to stamp."""
    title = title_of(str(one.source["quote"]))
    yield ("duties",), {"title": title, "who": ["employer"], **one.source}


def _for_level(place: Path, entry: Entry, one: Taken) -> Entries:
    """Yield an entry that holds for one level only where its words name that."""
    if levels := levels_of(str(one.values.get("level") or "")):
        yield from one.drafts.asked(level_question(one.source))
        entry["when"] = {"fact": LEVEL_FACT, "is": [*levels]}
    yield place, {**entry, **one.source}


def form(one: Taken) -> Entries:
    """Yield an official form."""
    proposal, drafts, source = one.proposal, one.drafts, one.source
    lines: list[Plain] = [year for year in map(proposal.told.get, ("first", "last"))
                          if isinstance(year, int)]  # fmt: skip
    title = bare(proposal.value)
    slots = slots_in(drafts.data)
    slot = next(
        (slot for slot in slots if bare(str(slot["title"])) in title),
        None,
    )
    entry: Entry = {"id": fresh_id(drafts.data, "form"), "title": proposal.value}
    entry |= {"lines": lines} if lines else {}  # it is not in the text
    if slot:
        entry["slot"] = slot["id"]
    yield ("templates",), {**entry, **source}


def _where(clause: Clause, drafts: Drafts, about: str = "") -> str:
    """Return the slot that a rule on words is about: the paper it names, else one of its clause."""
    slots = slots_in(drafts.data)
    own = [slot for slot in slots if slot.get("rule") == clause.label]
    texts = [slot for slot in own if re.search(r"总结|小结|报告", str(slot["title"]))]
    named = [entry for entry in (*own, *slots) if about and (
        str(entry["title"]) in about or about in str(entry["title"]))]  # fmt: skip
    if texts and not named and (not about or len(slots) == 1):
        named = texts
    return str(named[0]["id"]) if named else "all"


def title_of(sentence: str) -> str:
    """Return the beginning of a sentence as a title."""
    head = re.split(r"[，。；：:]", ITEM_NUMBER.sub("", sentence))[0]
    return shortened(head, _LONGEST_TITLE)


RETURN_UNITS = {"小时": "hours", "日": "days", "天": "days", "工作日": "workdays"}
"""In what a profile counts how long a return may take, by the word of the notice."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _corrections(together: Sequence[FactProposal], clause: Clause, drafts: Drafts) -> Entries:
    corrections = entry_in(drafts.data, "corrections")
    proposals = [proposal for proposal in together if proposal.kind in _RETURN_KINDS]
    limits = [corrections.get("limit"), *(proposal.told.get("limit") for proposal in proposals)]
    rounds = listed(corrections.get("rounds"))
    terms = [one for one in proposals if one.kind is ProposalKind.RETURN_HOURS]
    for number, term in enumerate(terms, len(rounds) + 1):
        fact = f"{_ORDINALS[min(number, len(_ORDINALS)) - 1]}_returned_at"
        source = source_of(term, clause, drafts.text)
        question = wording("notice.asks_returned", number=number).message
        yield from drafts.asked(
            {"id": fact, "question": question, "kind": "moment", "later": True, **source}
        )
        unit = RETURN_UNITS.get(str(term.told["unit"]))
        length: Entry = {unit: int(str(term.told["number"]))} if unit else {}  # else 次日12时前
        rounds.append({"number": number, **length, "returned_at": fact, **source})
    source = source_of(proposals[0], clause, drafts.text)
    also: list[Plain] = [
        source_of(proposal, clause, drafts.text)
        for proposal in (proposals if corrections else proposals[1:])
    ]
    yield ("corrections",), {
        "unit": "corrections", **source, "overdue": NOT_STATED, "over_limit": NOT_STATED,
        **corrections, "rounds": rounds, "also": [*listed(corrections.get("also")), *also],
        "limit": next((limit for limit in limits if isinstance(limit, int)), NOT_STATED),
    }  # fmt: skip


def posting(one: Taken) -> Entries:
    """Yield the posting, or who posts the results."""
    proposal, drafts, source = one.proposal, one.drafts, one.source
    days = proposal.told.get("workdays")
    if not isinstance(days, int) or proposal.told.get("results"):
        who, name = (
            ("review_committee", "statements")
            if proposal.told.get("results")
            else ("employer", "duties")
        )
        yield (
            (name,),
            {"title": title_of(str(source["quote"])), "who": [who], "at": "posting", **source},
        )
        return
    terms = entries_in(drafts.data, "terms")
    if any(not known.get("inferred") for known in terms):
        return
    for fact in ("posting_start", "posting_end"):
        question = wording(f"notice.asks_{fact}").message
        yield from drafts.asked(
            {"id": fact, "question": question, "kind": "date", "later": True, **source}
        )
    yield ("terms",), {
        "id": fresh_id(drafts.data, "posting") if terms else "posting",
        "what": "公示", "workdays": days, "start_fact": "posting_start",
        "end_fact": "posting_end", "who": ["employer"], **source,
    }  # fmt: skip


_RETURN_KINDS = (ProposalKind.RETURNS, ProposalKind.RETURN_HOURS)


def returns(one: Taken) -> Entries:
    """Yield how often and how fast it may be mended, once for a clause."""
    if one.proposal is next(each for each in one.together if each.kind in _RETURN_KINDS):
        yield from _corrections(one.together, one.clause, one.drafts)
