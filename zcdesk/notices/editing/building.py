"""The profile that a draft makes: rows and answers as entries, what is open at its own step.

The words are the notice's; what a person put in by hand rests on its title. The result is held
against the text like any foreign file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.applicant import ASKED_ANYWAY, OWN_WORDS
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.editing.carrying import Renewed, carried_on
from zcdesk.notices.editing.draft import (
    LEVEL_WORDS,
    TARGET_OF,
    UNCOVERED,
    Asked,
    Covering,
    Draft,
    DraftAnswer,
    Found,
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
    answers_of,
    put_papers,
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
from zcdesk.notices.making.accounting import Account, accounts
from zcdesk.notices.making.data import Entry, ProfileData, filled, names_in
from zcdesk.notices.making.entries import RULES, placed, take
from zcdesk.notices.making.levels import for_levels, with_questions
from zcdesk.notices.making.new_profile import started
from zcdesk.notices.making.older import OlderValue
from zcdesk.notices.making.standing import clauses_with
from zcdesk.notices.profile import NOT_STATED, Moment
from zcdesk.notices.sentences import (
    Demand,
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
        notice_id: Its id.
        profile: One file, the text inside.
        asked: Sentences that nothing accounts for, in the order of the notice.
        refused: Why values of an older notice, and what a person wrote (``found.3``), were not
            taken, by their place.
        accounts: What became of each clause.
        waiting: Values of an older notice that nobody took or dropped.
    """

    notice_id: str
    profile: str
    asked: tuple[Asked, ...]
    refused: Mapping[str, Finding]
    accounts: tuple[Account, ...] = ()
    waiting: tuple[OlderValue, ...] = ()


def built(draft: Draft) -> Built:
    """Return the profile of a draft; what nobody settled is marked in it, at its step."""
    carried = carried_on(draft) if draft.older else Renewed(_begun(draft))
    profile, refused = carried.profile, {**carried.refused}
    profile.data |= {"id": draft.notice_id, "title": draft.title, "year": draft.year,
                     "source": draft.notice_id}  # fmt: skip
    names = slot_ids(draft, profile)
    _put_windows(draft, profile)
    put_papers(draft, profile, names)
    _put_covering(draft, profile, names)
    who = _put_who(draft, profile)
    refused |= _put_found(draft, profile)
    for number, question in enumerate(draft.asked, 1):
        name = f"{profile.mark}{question.line}_{number}"
        _put_answer(draft, profile, question, draft.answers.get(question.key, ""), name)
    rows, seen, unsettled = accounts(profile), looked_at(draft), list[Asked]()
    for one in [one for one in _open(rows) if one.key not in draft.answers]:
        if _is_in(one.words, seen):
            _put_answer(draft, profile, one, DraftAnswer.TELL, "")
        else:
            unsettled.append(one)
            profile.add(("statements",), _mark(one, profile.data))
    profile.data |= _answered(draft, profile, who, carried.last)
    profile.data["text"] = text = "\n".join(draft.text) + "\n"
    _cover_more(profile.data, unsettled)
    made = written(with_questions(profile.data, text, source(draft, "", "")))
    left = {one.words for one in unsettled}  # what a person answered is not open
    told = (replace(row, open_words=tuple(words for words in row.open_words if words in left))
            for row in rows)  # fmt: skip
    asked, waiting = tuple(unsettled), carried.waiting
    return Built(draft.notice_id, made, asked, refused, tuple(told), waiting)


def _is_in(words: str, seen: Iterable[str]) -> bool:
    """Tell whether a sentence is among words that a person looked at, or has some in it."""
    whole = bare(words)
    return any(whole in bare(quote) or quote_stands_in(quote, whole) for quote in seen)


def _answered(
    draft: Draft, profile: ProfileData, who: Sequence[str], older: Sequence[str]
) -> Entry:
    """Return who may apply and by whose end one hands in, as ids of the entries that tell it.

    Args:
        who: Ids of the entries that tell who may apply.
        older: Ids of an older notice's windows by whose end one hands in.
    """
    rows, known, said = last_rows(draft), names_in(profile.data), dict[str, Plain]()
    own = (f"window_{profile.mark}{number}" for number, span in enumerate(draft.spans, 1)
           if span in rows)  # fmt: skip
    last: list[Plain] = [name for name in (*own, *older) if name in known]
    if answered_of(draft, Four.WHO):
        said["who_may_apply"] = [*who] or NOT_STATED
    if last or not draft.older or answered_of(draft, Four.LAST):
        said["handing_in"] = last or NOT_STATED
    return said


def _put_who(draft: Draft, profile: ProfileData) -> list[str]:
    """Put in who may apply, as a person confirmed it or wrote it, and return the ids."""
    said = four_of(draft)[0].words if answered_of(draft, Four.WHO) == DraftAnswer.IN_RULES else ()
    names = []
    for number, words in enumerate(said, 1):
        own, name = source(draft, "", words), f"who_{profile.mark}{number}"
        title = _title(words) if own["quote"] == words else words
        profile.add(("eligibility",), {"id": name, "title": title, "says": "tell", **own})
        names.append(name)
    return names


def _begun(draft: Draft) -> ProfileData:
    return started("\n".join(draft.text), draft.notice_id, draft.year)


def _open(rows: Iterable[Account]) -> Iterator[Asked]:
    """Yield what is open."""
    for account in rows:
        clause = account.pair.clause
        around = " ".join((*clause.above, clause.heading))
        before = " ".join(account.pair.before.split())
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


def _put_windows(draft: Draft, profile: ProfileData) -> None:
    """Put in the rows of the times; a first day that is behind the last is left out."""
    for number, span in enumerate(draft.spans, 1):
        if span.sure and any((span.start, span.end, span.waits)):
            profile.add(("windows",), _window(draft, span, f"window_{profile.mark}{number}"))
    for window in profile.entries("windows"):
        start, end = window.get("start"), window.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            for name in {*window} & {"start", "start_text", "start_time"}:
                del window[name]


def _window(draft: Draft, span: Span, name: str) -> Entry:
    cited, moved = source(draft, span.rule, span.quote), span.start or span.end
    values: Entry = {
        "start": span.start,
        "end": span.end,
        "start_text": "" if moved else span.waits,
        "start_time": clock_of(span.opens) if span.start else "",
        "end_time": clock_of(span.hour) if span.end else "",
        **for_levels(answers_of(LEVEL_WORDS.get(span.level, ()))),
        "who": [] if span.who == "applicant" else [span.who],
    }
    if span.only_years:
        values["counted_from"] = [*(span.counted or ("title_date",))]
    if span.closing and span.hour:
        values["also"] = [{"rule": cited["rule"], "quote": span.closing}]
    return {"id": name, "what": span.what or draft.title, **filled(values), **cited}


def _put_covering(draft: Draft, profile: ProfileData, names: Mapping[int, str]) -> None:
    """Put in what is covered; until somebody looked at it, it is marked as assumed.

    What an older notice says besides stays; what it has people look for where its words still
    are.
    """
    covering, papers = draft.covering, taken_papers(draft)
    older = entry_in(profile.data, "masking")
    profile.data.pop("masking", None)
    by_slot: list[Plain] = [
        {"what": papers[number - 1].covered, "slots": [name],
         **source(draft, papers[number - 1].rule, papers[number - 1].quote)}
        for number, name in names.items()
        if papers[number - 1].covered not in ("", UNCOVERED)
    ]  # fmt: skip
    if not covering.wanted and not by_slot:
        return
    targets, beside = _covered(covering, older)
    cited = source(draft, covering.rule, covering.quote)
    known = [entry for entry in entries_in(older, "by_hand")
             if clauses_with(str(entry["quote"]), draft.text)]  # fmt: skip
    entries = [entry for entry in known if entry.get("slots") or entry["what"] in beside]
    seen = seen_blind(draft, names)
    wide: list[Plain] = [{"what": what, **filled({"slots": seen}), **cited} for what in beside
                         if what not in [entry["what"] for entry in known]]  # fmt: skip
    answered = bool(answered_of(draft, Four.COVERED))
    kept = (
        older
        if clauses_with(str(older.get("quote", "")), draft.text)
        else {**older, **cited, "clause": ""}
    )
    entry: Entry = {
        "scope": covering.scope or NOT_STATED,
        "blind_review": source(draft, covering.rule, covering.blind or covering.quote),
        **cited, **kept, "targets": [*sorted(targets)],
        "open_targets": [*sorted({*map(str, ASKED_ANYWAY)} - targets)],
        "by_hand": [*entries, *wide, *by_slot], "inferred": not covering.settled,
        "spared": [*covering.exempt] if answered else [],
    }  # fmt: skip
    empty = ("by_hand", "inferred", "spared", "clause")
    there = {name: value for name, value in entry.items() if value or name not in empty}
    profile.add(("masking",), there)


def _covered(covering: Covering, older: Entry) -> tuple[set[str], list[str]]:
    """Return what is searched for, and what people look for besides; all that an older notice has
    and no tick stands for, and the person's own words where nobody said anything."""
    if not covering.wanted:
        return set(), []
    ticked = {TARGET_OF[tick] for tick in covering.ticks & {*TARGET_OF}}
    least = {*map(str, OWN_WORDS)} if not (ticked or covering.settled) else set()
    before = {*map(str, listed(older.get("targets")))} - {*TARGET_OF.values()}
    logo = [sentence("editing.tick_logo").message] if "logo" in covering.ticks else []
    return ticked | least | before, [*covering.words, *logo]


def _put_found(draft: Draft, profile: ProfileData) -> dict[str, Finding]:
    """Make rules of the lines of the list that are taken; what contradicts its clause is left, and
    told where a person wrote it."""
    refused: dict[str, Finding] = {}
    for place, one in enumerate(draft.found):
        try:
            if one.taken:
                _put_line(draft, profile, one)
        except ZcdeskError as error:
            if not (one.line and one.kind in RULES):
                refused[f"found.{place}"] = error.finding()
    return refused


def _put_line(draft: Draft, profile: ProfileData, one: Found) -> None:
    """Make rules of a line; what a person answered for holds, whatever stands in the text.

    Raises:
        ZcdeskError: Nothing becomes of it, or it contradicts its clause.
    """
    if one.kind not in RULES:
        raise ZcdeskError("notice.nothing_made", clause=one.rule)
    proposal = Demand(one.kind, one.value, one.quote, told=one.told)
    clause = {clause.first: clause for clause in cut(profile.text)}.get(one.line)
    if clause is None:
        clause, proposal = placed(proposal, profile.text)
    believed = one.kind in RETURNS and answered_of(draft, Four.RETURNS) != ""
    take(profile, clause, proposal, believed=believed)


def _put_answer(draft: Draft, profile: ProfileData, one: Asked, answer: str, name: str) -> None:
    """Put in what the answer to a sentence becomes; what is in rules already needs none."""
    cited = source(draft, one.rule, one.words)
    entry: Entry = {"title": _title(one.words)}
    if answer in (DraftAnswer.NOT_MINE, DraftAnswer.NOT_WRITTEN):
        reason = draft.reasons.get(one.key) or sentence(f"editing.reason_{answer}").message
        profile.add(("committee_rules",), {"rule": cited, "reason": reason})
    elif answer not in ("", DraftAnswer.IN_RULES):
        more: dict[str, Entry] = {
            DraftAnswer.DUTY: {"who": ["employer"]}, DraftAnswer.CONSEQUENCE: {},
            DraftAnswer.EXEMPTION: {},
            DraftAnswer.ELIGIBILITY: {"id": f"eligibility_said_{name}", "says": "tell"},
            DraftAnswer.TELL: {"who": ["applicant"], "at": str(moment_of(one.topic, one.words))},
        }  # fmt: skip
        profile.add((_LIST_OF.get(answer, "statements"),), {**entry, **more[answer], **cited})


def _title(words: str) -> str:
    head = words.strip().rstrip("。；")
    return shortened(head, 40)


def _cover_more(data: Entry, unsettled: Sequence[Asked]) -> None:
    """Cover more where a sentence on covering is not settled wholly."""
    asked = [one for one in unsettled if speaks_of_covering(one.words)]
    if not asked:
        return
    assumed: Entry = {"rule": asked[0].rule, "quote": asked[0].words, "inferred": True}
    first: Entry = {**assumed, "scope": NOT_STATED, "blind_review": dict(assumed)}
    masking = entry_in(data, "masking") or first
    words = named_targets("".join(one.words for one in asked))
    named = {*map(str, OWN_WORDS), *words, *map(str, listed(masking.get("targets")))}
    known = {str(entry.get("what")) for entry in entries_in(masking, "by_hand")}
    more: list[Plain] = [
        {"what": _left_to_look_for(one.words, known), "rule": one.rule, "quote": one.words,
         "inferred": True, "note": sentence("notice.covers_more").message}
        for one in asked if not only_spares(one.words)
    ]  # fmt: skip
    data["masking"] = masking | {
        "targets": [*sorted(named)],
        "open_targets": [*sorted({*map(str, ASKED_ANYWAY)} - named)],
        "by_hand": [*listed(masking.get("by_hand")), *more],
    }


def _left_to_look_for(quote: str, known: set[str]) -> str:
    forms = [form for form in other_forms(quote) if form not in known]
    return "、".join(forms) or shortened(quote, 40)
