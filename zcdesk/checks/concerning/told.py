"""What a notice tells at one place, in a line, and what one case owes on paper and in fees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from zcdesk.cases.case import Case
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile import NOT_STATED, Fee, Moment, Notice, PaperItem, Truth, Who, judge
from zcdesk.wording import in_language, phrase, sentence


def asked_papers(notice: Notice, case: Case) -> tuple[PaperItem, ...]:
    """Return the items of a notice's list on paper, without those that concern others.

    An item whose condition cannot be judged yet stays: nobody may miss it for want of an answer.
    """
    if notice.papers == NOT_STATED:
        return ()
    facts = counting_answers(notice, case.answers)
    return tuple(item for item in notice.papers if judge(item.when, facts).truth is not Truth.NO)


def fee_words(fee: Fee) -> str:
    """Return what is to pay and when, in words."""
    amount = phrase("told.amount_not_stated")
    if fee.amount != NOT_STATED:
        amount = phrase("told.amount", amount=fee.amount)
    parts = [fee.title, amount]
    if fee.status:
        parts.append(phrase("told.pay_when", status=fee.status))
    return _joined(*parts)


def paper_words(item: PaperItem) -> str:
    """Return an item on paper with its copies and form, in words."""
    if item.copies == 0:
        return item.title  # what says that nothing is wanted
    count = phrase("told.copies_not_stated")
    if item.copies != NOT_STATED:
        count = phrase("export.copies", count=item.copies)
    return _joined(item.title, count, item.form)


def _joined(*parts: str) -> str:
    said = filter(None, parts)
    return reduce(lambda first, then: phrase("told.and", first=first, then=then), said)


class ToldKind(StrEnum):
    """What sort of thing is reported; each has its own word before the line."""

    NOTE = "note"
    OPEN_POINT = "open_point"
    PENALTY = "penalty"
    CONSEQUENCE = "consequence"
    EXEMPTION = "exemption"
    DUTY = "duty"
    STEP = "step"
    STATEMENT = "statement"
    CONFIRMATION = "confirmation"
    TEXT_RULE = "text_rule"
    FILE_RULE = "file_rule"
    COVERING = "covering"
    WINDOW = "window"
    TERM = "term"
    ROUND = "round"
    FEE = "fee"
    DEFENCE = "defence"
    OPINION = "opinion"
    PAPER = "paper"
    FORM = "form"
    REQUIREMENT = "requirement"
    CONTACT = "contact"
    ELIGIBILITY = "eligibility"


@dataclass(frozen=True)
class Told:
    """What the notice says at one place, for one case.

    Attributes:
        place: A word of ``Moment``, or a section's id.
        slot: The slot of that section that it concerns alone, or "".
        kind: What sort of thing it is.
        title: What it is about, in our words; of a note and an open point all there is to read.
        clause: Clause of the notice, or "".
        quote: The notice's own words, the whole sentence where its text has one; or "".
        because: The answers that make it concern her, in Chinese, or "".
        who: Whose it is, where that is not the applicant's own.
    """

    place: str
    slot: str
    kind: ToldKind
    title: str
    clause: str = ""
    quote: str = ""
    because: str = ""
    who: tuple[Who, ...] = ()


def told_line(told: Told, language: str = "zh") -> str:
    """Return it in one line: what, whose, why, the notice's words, the clause."""
    head = sentence(f"told.{told.kind}", language).message
    if told.who:
        who = "、".join(sentence(f"check.who_{who}", language).message for who in told.who)
        head += sentence("told.who", language, who=who).message
    pieces = [in_language(told.title, language)]
    if told.because:
        pieces.append(sentence("told.because", language, because=told.because).message)
    if told.quote and told.quote != told.title:
        pieces.append(sentence("told.quote", language, quote=told.quote).message)
    full_stop = sentence("told.full_stop", language).message
    said = [piece for piece in pieces if piece]
    words = full_stop.join([*(piece.rstrip("。") for piece in said[:-1]), *said[-1:]])
    clause = sentence("told.clause", language, clause=told.clause).message if told.clause else ""
    return sentence("told.line", language, head=head, words=words, clause=clause).message


def place_words(notice: Notice, place: str, language: str = "zh") -> str:
    """Return the name of a place: the section's title, or the moment in words."""
    if place in set(Moment):
        return sentence(f"told.place_{place}", language).message
    return notice.section(place).title


def at(told: Iterable[Told], *places: str) -> tuple[Told, ...]:
    """Return what is reported at any of these places, in the order of the notice."""
    return tuple(passage for passage in told if passage.place in places)


def _with_asides_joined(told: Iterable[Told]) -> Iterator[Told]:
    """Yield what is told, with one line for all sentences that were put aside for one reason."""
    listed = list(told)
    count = Counter(passage.title for passage in listed if _is_aside(passage))
    for passage in listed:
        if not _is_aside(passage) or count[passage.title] == 1:
            yield passage
        elif count[passage.title]:
            words = phrase("told.aside", reason=passage.title, count=count[passage.title])
            count[passage.title] = 0
            yield replace(passage, title=words, clause="", quote="")


def _is_aside(one: Told) -> bool:
    return one.place == Moment.COMMITTEE and one.who == (Who.REVIEW_COMMITTEE,) and not one.slot


def by_place(notice: Notice, told: Iterable[Told]) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Yield every place at which something is told: sections first, then the moments in order."""
    passages = tuple(_with_asides_joined(told))
    for place in (*(section.id for section in notice.sections), *map(str, Moment)):
        here = at(passages, place)
        if here:
            yield place, here
