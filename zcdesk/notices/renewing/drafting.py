"""Entries of a profile out of proposals: the few choices are made, the words are the notice's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.files.writing import Plain, profile_data
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.assembling import assembled
from zcdesk.notices.renewing.clauses import Clause
from zcdesk.notices.renewing.inheriting import Path
from zcdesk.notices.renewing.profile import Renewal, entered
from zcdesk.notices.renewing.proposals import Proposal, ProposalKind
from zcdesk.wording import sentence as wording

_LONGEST_TITLE = 18
_SCOPE = re.compile(r"(所有(?:上传的?)?(?:附件|材料)(?:材料)?|附件材料|全部附件|代表作|附件|材料)")
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


def taken(renewal: Renewal, clause: Clause, proposals: Sequence[Proposal]) -> Renewal:
    """Make rules of what a clause proposes.

    Args:
        clause: The clause, with whose label the rules are named.
        proposals: Those that are taken, in their order.

    Raises:
        ZcdeskError: A value does not stand in the clause.
    """
    for proposal in proposals:
        drafts = _Drafts(renewal, assembled(renewal))
        for container, entry in _entries(proposal, clause, drafts, proposals):
            if not _is_there(entry, container, drafts):
                renewal = entered(renewal, container, entry)
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
                    "id": _fresh_id(drafts, "section"),
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
        yield from _masking(proposal, clause, drafts, source)
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
    elif any(proposal.told.get(name) for name in ("years", "stamped", "signed")):
        quote = proposal.sentence
    elif isinstance(words, str) and len(bare(words)) > 1 and quote_stands_in(words, whole):
        quote = words
    return {"rule": clause.label, "quote": quote}


def _slot(
    proposal: Proposal, clause: Clause, drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    sections = drafts.listed("sections")
    at = _section_of(clause, sections, drafts.renewal)
    if at is None:
        return
    if any(slot.get("title") == proposal.value for slot in _slots(sections[at])):
        return
    known = _known_slot(proposal.value)
    entry: _Entry = {
        "id": _slot_id(proposal.value, known, drafts),
        "title": proposal.value,
        **source,
    }
    years = proposal.told.get("years")
    if isinstance(years, tuple) and years:
        entry["series"] = {"years": [int(str(year)) for year in years]}
    entry |= {name: value for name, value in known.items() if name in ("carries", "mask_exempt")}
    entry |= {name: True for name in ("stamped", "signed") if proposal.told.get(name)}
    condition = proposal.told.get("condition")
    if isinstance(condition, str) and condition:
        fact = _fresh_id(drafts, "situation")
        yield ("facts",), _yes_no(fact, condition, source)
        ruling: _Entry = {"when": {"fact": fact, "is": ["yes"]}, "need": "required", **source}
        entry |= {"rulings": [ruling], "otherwise": "not_needed"}
    elif proposal.told.get("scarce"):
        entry["otherwise"] = "not_stated"
    yield ("sections", at, "slots"), entry


def _yes_no(fact: str, condition: str, source: _Entry) -> _Entry:
    question = wording("notice.asks_situation", words=condition).message
    yes, no = wording("notice.asks_yes").message, wording("notice.asks_no").message
    because_yes = wording("notice.because_yes", words=condition).message
    because_no = wording("notice.because_no", words=condition).message
    options: list[Plain] = [
        {"id": "yes", "title": yes, "because": because_yes},
        {"id": "no", "title": no, "because": because_no},
    ]
    return {"id": fact, "question": question, **source, "options": options}


def _section_of(
    clause: Clause, sections: Sequence[Mapping[str, Plain]], renewal: Renewal
) -> int | None:
    """Return the section whose rule or words stand in a clause; the last one where none does."""
    text = bare(clause.text)
    for at, one in enumerate(sections):
        quote = bare(str(one.get("quote", "")).split("…")[0])
        if one.get("rule") == clause.label or (quote and quote in text):
            return at
    above = [at for at, one in enumerate(sections) if clause.label.startswith(str(one.get("rule")))]
    return above[-1] if above else len(sections) - 1 if sections else None


def _window(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    told = proposal.told
    if proposal.kind is ProposalKind.START and told.get("end_text"):
        return  # the end of the same span makes the entry
    what = str(told.get("what"))
    entry: _Entry = {"id": _fresh_id(drafts, "window"), "what": what}
    for name in ("start", "end"):
        day = told.get(name)
        words = told.get(f"{name}_text")
        if day is not None and not isinstance(day, tuple):
            entry[name] = day
        if isinstance(words, str) and words:
            entry[f"{name}_text"] = "".join(words.split())
    who = _who(what)
    yield ("windows",), {**entry, **({"who": [who]} if who != "applicant" else {}), **source}


def _who(what: str) -> str:
    if re.search(r"单位(?:审核|推荐|公示)|推荐", what):
        return "employer"
    if re.search(r"主管部门|主管单位", what):
        return "supervising_unit"
    return "review_committee" if re.search(r"审核|评审会|复审|评议|初审", what) else "applicant"


def _masking(
    proposal: Proposal, clause: Clause, drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    if drafts.data.get("masking"):
        return
    targets = proposal.told["targets"]
    assert isinstance(targets, tuple)
    scope = _SCOPE.search(proposal.sentence)
    blind = proposal.told.get("blind") or proposal.sentence
    named = [str(target) for target in targets]
    yield (
        ("masking",),
        {
            **source,
            "targets": [*named],
            "open_targets": [one for one in ("seal", "signature") if one not in named],
            "scope": scope[1] if scope else NOT_STATED,
            "blind_review": {"rule": clause.label, "quote": str(blind)},
        },
    )


def _corrections(
    together: Sequence[Proposal], clause: Clause, drafts: _Drafts
) -> Iterator[tuple[Path, _Entry]]:
    if isinstance(drafts.data.get("corrections"), dict):
        return
    found = [proposal for proposal in together if proposal.kind in _RETURN_KINDS]
    limit = next(
        (proposal.told["limit"] for proposal in found if proposal.kind is ProposalKind.RETURNS),
        NOT_STATED,
    )
    rounds: list[Plain] = []
    terms = [proposal for proposal in found if proposal.kind is ProposalKind.RETURN_HOURS]
    for number, one in enumerate(terms, 1):
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
    yield (
        ("corrections",),
        {
            "unit": "corrections",
            "limit": limit if isinstance(limit, int) else NOT_STATED,
            **_source(found[0], clause, drafts.renewal),
            "rounds": rounds,
            "overdue": NOT_STATED,
            "over_limit": NOT_STATED,
        },
    )


def _posting(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    days = proposal.told.get("workdays")
    if not isinstance(days, int):
        yield ("duties",), {"title": _title(proposal.sentence), "who": ["employer"], **source}
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


def _plain(
    proposal: Proposal, clause: Clause, drafts: _Drafts, source: _Entry
) -> Iterator[tuple[Path, _Entry]]:
    """Yield an entry that needs its title and a value at most."""
    told, kind = proposal.told, proposal.kind
    title = _title(str(told.get("title") or proposal.sentence))
    if kind is ProposalKind.FORMAT:
        yield ("file_rules",), {"id": _fresh_id(drafts, "file_rule"), "title": str(told["title"]),
                                "value": str(told["shown"]), **source}  # fmt: skip
    elif kind is ProposalKind.TEXT_LIMIT:
        limits: _Entry = {
            name: int(str(told[name])) for name in ("at_least", "at_most") if told.get(name)
        }
        yield ("texts",), {"id": _fresh_id(drafts, "text"), "kind": "length",
                           "where": _where(clause, drafts), **limits, **source}  # fmt: skip
    elif kind is ProposalKind.FORBIDDEN_WORDS:
        targets = told["targets"]
        assert isinstance(targets, tuple)
        forbids: list[Plain] = [str(target) for target in targets]
        yield ("texts",), {"id": _fresh_id(drafts, "text"), "kind": "forbidden",
                           "where": _where(clause, drafts), "forbids": forbids,
                           **source}  # fmt: skip
    elif kind is ProposalKind.FEE:
        amount = told.get("amount")
        yield ("fees",), {"amount": amount if isinstance(amount, int) else NOT_STATED,
                          "status": NOT_STATED, "title": str(told["title"]), **source}  # fmt: skip
    elif kind is ProposalKind.PENALTY:
        yield (str(told["list"]),), {"title": title, **source}
    elif kind is ProposalKind.EXEMPTION:
        yield ("exemptions",), {"title": title, **source}
    elif kind is ProposalKind.OUTSIDE:
        yield (
            ("eligibility",),
            {"id": _fresh_id(drafts, "eligibility"), "title": title, "says": "tell", **source},
        )
    elif kind is ProposalKind.DEFENCE:
        yield ("statements",), {"title": title, "who": ["applicant"], **source}
    elif kind is ProposalKind.OPINION:
        yield ("opinions",), {"id": _fresh_id(drafts, "opinion"), "sentence": proposal.value,
                              "who": ["employer"], **source}  # fmt: skip
    elif kind is ProposalKind.DUTY:
        yield ("duties",), {"title": title, "who": ["employer"], **source}
    elif kind is ProposalKind.CONTACT:
        yield ("contacts",), {"title": str(told["title"]), "value": proposal.value, **source}
    elif kind is ProposalKind.FORM:
        yield from _form(proposal, drafts, source)
    elif kind is ProposalKind.STATEMENT:
        yield ("statements",), {"title": title, "who": ["applicant"], **source}
    elif kind is ProposalKind.FIELD:
        at = _section_of(clause, drafts.listed("sections"), drafts.renewal)
        if at is not None:
            yield (
                ("sections", at, "fields"),
                {"id": _fresh_id(drafts, "field"), "title": proposal.value, **source},
            )


def _form(proposal: Proposal, drafts: _Drafts, source: _Entry) -> Iterator[tuple[Path, _Entry]]:
    lines: list[Plain] = [int(str(proposal.told["first"])), int(str(proposal.told["last"]))]
    if any(one.get("lines") == lines for one in drafts.listed("templates")):
        return
    title = bare(proposal.value)
    slots = [one for section in drafts.listed("sections") for one in _slots(section)]
    slot = next(
        (
            one
            for one in slots
            if bare(str(one["title"])) in title or title in bare(str(one["title"]))
        ),
        None,
    )
    entry: _Entry = {"id": _fresh_id(drafts, "form"), "title": proposal.value, "lines": lines}
    if slot:
        entry["slot"] = slot["id"]
    yield ("templates",), {**entry, **source}


def _where(clause: Clause, drafts: _Drafts) -> str:
    """Return the slot that a rule on words is about: a text that the same clause asks for."""
    for section in drafts.listed("sections"):
        for slot in _slots(section):
            if slot.get("rule") == clause.label and re.search(
                r"总结|小结|报告", str(slot["title"])
            ):
                return str(slot["id"])
    return "all"


def _slots(section: Mapping[str, Plain]) -> list[Mapping[str, Plain]]:
    found = section.get("slots")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _platform_url(drafts: _Drafts) -> str:
    platform = drafts.data.get("platform")
    return str(platform.get("url", "")) if isinstance(platform, dict) else ""


def _title(sentence: str) -> str:
    """Return the beginning of a sentence as a title."""
    head = re.split(
        r"[，。；：:]", re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、]\s*", "", sentence)
    )[0]
    return head if len(head) <= _LONGEST_TITLE else f"{head[: _LONGEST_TITLE - 1]}…"


def _fresh_id(drafts: _Drafts, kind: str) -> str:
    """Return an id that nothing of the notice has."""
    used = {str(one.get("id")) for one in _every(dict(drafts.data))}
    number = 1
    while f"{kind}_{number}" in used:
        number += 1
    return f"{kind}_{number}"


def _slot_id(title: str, known: Mapping[str, Plain], drafts: _Drafts) -> str:
    used = {str(one.get("id")) for one in _every(dict(drafts.data))}
    name = str(known.get("id", ""))
    return name if name and name not in used else _fresh_id(drafts, "slot")


def _every(data: Plain) -> Iterator[Mapping[str, Plain]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _every(value)
    elif isinstance(data, list):
        for value in data:
            yield from _every(value)


@cache
def _shipped_slots() -> tuple[Mapping[str, Plain], ...]:
    """Return the slots of the notices that come with the program, for what their papers carry."""
    found: list[Mapping[str, Plain]] = []
    for notice_id in built_in_ids():
        data = profile_data(load_notice(notice_id))
        sections = data.get("sections")
        for section in sections if isinstance(sections, list) else []:
            if isinstance(section, dict):
                found += _slots(section)
    return tuple(found)


def _known_slot(title: str) -> Mapping[str, Plain]:
    """Return the shipped slot for the same paper, {} when none has its name."""
    own = bare(title)
    for slot in _shipped_slots():
        other = bare(str(slot["title"]))
        if own == other or (len(own) >= 3 and (own in other or other in own)):
            return slot
    return {}
