"""The profile that a draft makes: rows and answers as entries, what is open at its own step.

The words are the notice's; what a person put in by hand rests on its title. The result is held
against the text like any foreign file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zcdesk.applicant import ASKED_ANYWAY, OWN_WORDS
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.editing.carrying import carried_on
from zcdesk.notices.editing.draft import (
    LEVEL_WORDS,
    TARGET_OF,
    UNCOVERED,
    Asked,
    Draft,
    DraftAnswer,
    Span,
    clock_of,
    is_urgent,
    moment_of,
    topic_of_words,
)
from zcdesk.notices.editing.four_sentences import (
    RETURNS,
    Four,
    answered_of,
    four_of,
    last_rows,
    looked_at,
)
from zcdesk.notices.editing.papers import (
    Entries,
    ProfileFrame,
    answers_of,
    frame_of,
    paper_entries,
    seen_blind,
    slot_ids,
    source,
    taken_papers,
)
from zcdesk.notices.files.consistency import (
    Plain,
    bare,
    entries_in,
    entry_in,
    listed,
    quote_stands_in,
    written,
)
from zcdesk.notices.making.accounting import open_accounts
from zcdesk.notices.making.assembling import RULES, assembled, placed, taken
from zcdesk.notices.making.levels import LEVEL_FACT, with_questions
from zcdesk.notices.making.new_profile import Renewal, believed, dropped, entered, started
from zcdesk.notices.making.standing import clauses_with
from zcdesk.notices.profile import NOT_STATED, Moment
from zcdesk.notices.sentences import (
    FactProposal,
    cut,
    named_targets,
    only_spares,
    other_forms,
    speaks_of_covering,
)
from zcdesk.printable import shortened
from zcdesk.wording import sentence

_LIST_OF: Mapping[str, str] = {DraftAnswer.DUTY: "duties", DraftAnswer.CONSEQUENCE: "consequences",
            DraftAnswer.EXEMPTION: "exemptions",
            DraftAnswer.ELIGIBILITY: "eligibility"}  # fmt: skip
_LONGEST_BEFORE = 400


@dataclass(frozen=True)
class Built:
    """A profile with what is still open in it.

    Attributes:
        profile: One file, the text inside.
        asked: Sentences that nothing accounts for, in the order of the notice.
        renewal: What it was assembled from, for whoever tells clause by clause what became of it.
        refused: Why values of an older notice, and what a person wrote (``found.3``), were not
            taken, by their place.
    """

    profile: str
    asked: tuple[Asked, ...]
    renewal: Renewal
    refused: Mapping[str, Finding]


def built(draft: Draft) -> Built:
    """Return the profile of a draft; what nobody settled is marked in it, at its step."""
    renewal, refused = carried_on(draft) if draft.older else (_begun(draft), {})
    frame = frame_of(assembled(renewal)) if draft.older else ProfileFrame()
    covered = [*_masking_entry(draft, frame)]
    if frame.masking and not covered:
        renewal = dropped(renewal, ("masking",))
    who = tuple(_who_entries(draft, frame))
    rows = (*_window_entries(draft, frame), *paper_entries(draft, frame), *covered, *who)
    renewal, wrong = _with_found(replace(renewal, entered=rows), draft)
    said = [entry for number, question in enumerate(draft.asked, 1)
            for entry in _answer_entry(draft, question, draft.answers.get(question.key, ""),
                                       f"{frame.mark}{question.line}_{number}")]  # fmt: skip
    renewal = replace(renewal, entered=(*renewal.entered, *said))
    seen = looked_at(draft)
    unsettled = []
    for one in [one for one in _open(renewal) if one.key not in draft.answers]:
        if _is_in(one.words, seen):
            told = _answer_entry(draft, one, DraftAnswer.TELL, "")
            renewal = replace(renewal, entered=(*renewal.entered, *told))
        else:
            unsettled.append(one)
    data = assembled(renewal)
    marks = [_mark(one, data) for one in unsettled]
    data["statements"] = [*listed(data.get("statements")), *marks]
    if not data["statements"]:
        del data["statements"]
    data |= _answered(draft, frame, renewal.data, [str(entry["id"]) for _, entry in who])
    data["text"] = "\n".join(draft.text) + "\n"
    made = with_questions(_covering_more(data, marks), "\n".join(draft.text))
    return Built(written(made), tuple(unsettled), renewal, {**refused, **wrong})


def _is_in(words: str, seen: Iterable[str]) -> bool:
    """Tell whether a sentence is among words that a person looked at, or has some in it."""
    whole = bare(words)
    return any(whole in bare(quote) or quote_stands_in(quote, whole) for quote in seen)


def _answered(
    draft: Draft, frame: ProfileFrame, older: Mapping[str, Plain], who: Sequence[str]
) -> dict[str, Plain]:
    """Return who may apply and by whose end one hands in, as ids of the entries that tell it."""
    rows, windows = last_rows(draft), entries_in(older, "windows")
    ids = [f"window_{frame.mark}{number}" for number, span in enumerate(draft.spans, 1)
           if span in rows]  # fmt: skip
    ids += [str(windows[int(row.at.split(".")[1]) - 1]["id"]) for row in draft.carried
            if row.ends and row.taken]  # fmt: skip
    said: dict[str, Plain] = {}
    if answered_of(draft, Four.WHO):
        said["who_may_apply"] = [*who] or NOT_STATED
    if ids or not draft.older or answered_of(draft, Four.LAST):
        said["handing_in"] = [*ids] or NOT_STATED
    return said


def _who_entries(draft: Draft, frame: ProfileFrame) -> Iterator[Entries]:
    """Yield who may apply, as a person confirmed it or wrote it."""
    said = four_of(draft)[0]
    for number, words in enumerate(said.words, 1):
        if answered_of(draft, Four.WHO) == DraftAnswer.IN_RULES:
            label = next((clause.label for clause in clauses_with(words, draft.text)), "")
            own = source(draft, label, words)
            title = _title(words) if own["quote"] == words else words
            entry = {"id": f"who_{frame.mark}{number}", "title": title, "says": "tell", **own}
            yield ("eligibility",), entry


def _begun(draft: Draft) -> Renewal:
    begun = started("\n".join(draft.text), draft.notice_id, draft.year)
    return replace(begun, data={**begun.data, "title": draft.title})


def _open(renewal: Renewal) -> Iterator[Asked]:
    """Yield what is open."""
    for account in open_accounts(renewal):
        clause = account.pair.clause
        around = " ".join((*clause.above, clause.heading))
        before = " ".join(account.pair.old.text.split()) if account.pair.old else ""
        for words in account.open_words:
            topic, urgent = topic_of_words(words, around), is_urgent(words)
            yield Asked(topic, clause.label, clause.first, words, urgent,
                        before[:_LONGEST_BEFORE])  # fmt: skip


def _mark(one: Asked, data: Mapping[str, Plain]) -> dict[str, Plain]:
    title = sentence("notice.open_clause").message
    return {"title": title, "rule": one.rule, "quote": one.words, "inferred": True,
            "at": _place(one, data)}  # fmt: skip


def _place(one: Asked, data: Mapping[str, Plain]) -> str:
    """Return where an applicant meets a sentence: the section of its clause, else a step."""
    moment = moment_of(one.topic, one.words)
    sections = entries_in(data, "sections") if moment is Moment.PICTURES else []
    own = (str(section["id"]) for section in sections if section.get("rule") == one.rule)
    return next(own, str(moment))


def _window_entries(draft: Draft, frame: ProfileFrame) -> Iterator[Entries]:
    for number, span in enumerate(draft.spans, 1):
        if span.sure and (span.start or span.end or span.waits):
            yield ("windows",), _window(draft, span, f"window_{frame.mark}{number}")


def _window(draft: Draft, span: Span, name: str) -> dict[str, Plain]:
    start = None if span.start and span.end and span.end < span.start else span.start
    cited, levels = source(draft, span.rule, span.quote), LEVEL_WORDS.get(span.level)
    closing = {"rule": cited["rule"], "quote": span.closing}
    values: dict[str, Plain] = {
        "start": start, "end": span.end,
        "start_text": span.waits if not (start or span.end) else "",
        "start_time": clock_of(span.opens) if start else "",
        "end_time": clock_of(span.hour) if span.end else "",
        "when": {"fact": LEVEL_FACT, "is": answers_of(levels)} if levels else None,
        "who": [span.who] if span.who != "applicant" else None,
        "counted_from": [*(span.counted or ("title_date",))] if span.only_years else None,
        "also": [closing] if span.closing and span.hour else None,
    }  # fmt: skip
    filled = {name: value for name, value in values.items() if value}
    return {"id": name, "what": span.what or draft.title, **filled, **cited}


def _masking_entry(draft: Draft, frame: ProfileFrame) -> Iterator[Entries]:
    """Yield what is covered; until somebody looked at it, it is marked as assumed.

    What an older notice says besides stays; what it has people look for where its words still
    are.
    """
    covering, papers, names = draft.covering, taken_papers(draft), slot_ids(draft, frame)
    by_slot: list[Plain] = [
        {"what": papers[number - 1].covered, "slots": [name],
         **source(draft, papers[number - 1].rule, papers[number - 1].quote)}
        for number, name in names.items()
        if papers[number - 1].covered not in ("", UNCOVERED)
    ]  # fmt: skip
    if not covering.wanted and not by_slot:
        return
    targets = {TARGET_OF[tick] for tick in covering.ticks if tick in TARGET_OF}
    before = set(map(str, listed(frame.masking.get("targets")))) - {*TARGET_OF.values()}
    if not (targets or covering.settled):
        targets = {*map(str, OWN_WORDS)}
    targets = targets | before if covering.wanted else set()
    open_targets = {*map(str, ASKED_ANYWAY)} - targets
    logo = [sentence("editing.tick_logo").message] if "logo" in covering.ticks else []
    beside = [*covering.words, *logo] if covering.wanted else []
    cited = source(draft, covering.rule, covering.quote)
    stands = frame.masking if not frame.masking.get("inferred") else {**frame.masking, **cited}
    whole = bare("\n".join(draft.text))
    before_by_hand = [entry for entry in entries_in(frame.masking, "by_hand")
                      if quote_stands_in(str(entry["quote"]), whole)]  # fmt: skip
    known = {entry["what"] for entry in before_by_hand}
    entries = [entry for entry in before_by_hand if entry.get("slots") or entry["what"] in beside]
    seen = seen_blind(draft, names)
    where: dict[str, Plain] = {"slots": seen} if seen else {}
    wide: list[Plain] = [{"what": what, **where, **cited} for what in beside if what not in known]
    entry: dict[str, Plain] = {
        "scope": covering.scope or NOT_STATED,
        "blind_review": source(draft, covering.rule, covering.blind or covering.quote),
        **cited, **stands, "targets": [*sorted(targets)], "open_targets": [*sorted(open_targets)],
        "by_hand": [*entries, *wide, *by_slot], "inferred": not covering.settled,
        "spared": [*covering.exempt] if answered_of(draft, Four.COVERED) else [],
    }  # fmt: skip
    empty = ("by_hand", "inferred", "spared")
    yield ("masking",), {name: value for name, value in entry.items() if value or name not in empty}


def _with_found(renewal: Renewal, draft: Draft) -> tuple[Renewal, Mapping[str, Finding]]:
    """Make rules of the lines of the lists that are taken; what contradicts its clause is left,
    and told where a person wrote it."""
    clauses = {clause.first: clause for clause in cut(renewal.text)}
    by_line: dict[tuple[int, bool], list[tuple[int, FactProposal]]] = {}
    answered = answered_of(draft, Four.RETURNS) != ""
    refused: dict[str, Finding] = {}
    for place, one in enumerate(draft.found):
        if not one.taken:
            continue
        if one.kind not in RULES:
            other = ZcdeskError("notice.nothing_made", clause=one.rule)
            refused[f"found.{place}"] = other.finding()
            continue
        line, proposal = one.line, FactProposal(one.kind, one.value, one.quote, told=one.told)
        if not line:
            proposal = replace(proposal, told={"title": one.told.get("title") or ""})
            try:
                line, proposal = placed(proposal, RULES[one.kind].typed, renewal.text)
            except ZcdeskError as error:
                refused[f"found.{place}"] = error.finding()
                continue
        if line in clauses:
            is_answer = answered and one.kind in RETURNS
            by_line.setdefault((line, is_answer), []).append((place, proposal))
    for (line, is_answer), rows in sorted(by_line.items()):
        put = believed if is_answer else entered
        renewal, wrong = taken(renewal, clauses[line], [proposal for _, proposal in rows], put)
        refused |= {
            f"found.{place}": error.finding()
            for (place, _), error in zip(rows, wrong, strict=True)
            if error and not draft.found[place].line
        }
    return renewal, refused


def _answer_entry(draft: Draft, one: Asked, answer: str, name: str) -> Iterator[Entries]:
    """Yield what the answer to a sentence becomes; what is in rules already needs none."""
    if answer in ("", DraftAnswer.IN_RULES):
        return
    cited, title = source(draft, one.rule, one.words), _title(one.words)
    if answer in (DraftAnswer.NOT_MINE, DraftAnswer.NOT_WRITTEN):
        reason = draft.reasons.get(one.key) or sentence(f"editing.reason_{answer}").message
        yield ("committee_rules",), {"rule": cited, "reason": reason}
    else:
        at = str(moment_of(one.topic, one.words))
        entry: dict[str, Plain] = {"who": ["applicant"], "at": at}
        more: dict[str, dict[str, Plain]] = {
            DraftAnswer.DUTY: {"who": ["employer"]}, DraftAnswer.CONSEQUENCE: {},
            DraftAnswer.EXEMPTION: {},
            DraftAnswer.ELIGIBILITY: {"id": f"eligibility_said_{name}", "says": "tell"},
        }  # fmt: skip
        own = more.get(answer, entry)
        yield (_LIST_OF.get(answer, "statements"),), {"title": title, **own, **cited}


def _title(words: str) -> str:
    head = words.strip().rstrip("。；")
    return shortened(head, 40)


def _covering_more(
    data: dict[str, Plain], waiting: Sequence[Mapping[str, Plain]]
) -> dict[str, Plain]:
    """Return a profile that covers more where a sentence on covering is not settled wholly.

    Args:
        data: The profile.
        waiting: Statements of the sentences that nothing accounts for.
    """
    unsettled = [mark for mark in waiting if speaks_of_covering(str(mark["quote"]))]
    masking = dict(entry_in(data, "masking"))
    if unsettled:
        first = unsettled[0]
        source: dict[str, Plain] = {
            "rule": first["rule"],
            "quote": first["quote"],
            "inferred": True,
        }
        if not masking:
            masking = {**source, "scope": NOT_STATED, "blind_review": dict(source)}
        words = "".join(str(mark["quote"]) for mark in unsettled)
        named = {
            *map(str, OWN_WORDS),
            *named_targets(words),
            *map(str, listed(masking.get("targets"))),
        }
        masking["targets"] = [*sorted(named)]
        masking["open_targets"] = [*sorted({*map(str, ASKED_ANYWAY)} - named)]
        known = {str(entry.get("what")) for entry in entries_in(masking, "by_hand")}
        more: list[Plain] = [
            {"what": _left_to_look_for(str(mark["quote"]), known), "rule": mark["rule"],
             "quote": mark["quote"], "inferred": True,
             "note": sentence("notice.covers_more").message}
            for mark in unsettled
            if not only_spares(str(mark["quote"]))
        ]  # fmt: skip
        masking["by_hand"] = [*listed(masking.get("by_hand")), *more]
    return {**data, "masking": masking} if masking else data


def _left_to_look_for(quote: str, known: set[str]) -> str:
    forms = [form for form in other_forms(quote) if form not in known]
    return "、".join(forms) or shortened(quote, 40)
