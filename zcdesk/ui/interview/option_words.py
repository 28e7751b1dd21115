"""What answers say and lead to, and the notice's sentences, in words for the cards."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import Entry
from zcdesk.notices.quoted import whole_sentence
from zcdesk.ui.words.sentences import listed, slot_title
from zcdesk.workflow.path.asking import YES, AskedLine, Consequence, consequences

MOST = 4
"""So many names are in one line; a card is read in passing."""


def option_lines(notice: Notice, answers: Mapping[str, str], fact: str) -> dict[str, str]:
    """Return one line for each answer of a question, "" for all when no answer leads to anything.

    Args:
        answers: The answers as stored.
    """
    led_to = consequences(notice, answers, fact)
    return {answer: _line(notice, consequence) for answer, consequence in led_to.items()}


def line_words(notice: Notice, line: AskedLine) -> str:
    """Return a yes-or-no question as a statement that a person ticks if it holds."""
    fact = notice.fact(line.fact)
    because = next(option.because for option in fact.options if option.id == line.ticked)
    words = fact.question.rstrip("？?").removesuffix("吗") if line.ticked == YES else because
    return words.removeprefix("您").removeprefix("的")


def tick_words(notice: Notice, line: AskedLine) -> str:
    """Return what a tick leads to in a few words, "" for nothing."""
    if line.leads_to.outside:
        return _tr("不能申报")
    if line.leads_to.papers:
        return _line(notice, Consequence(wanted=line.leads_to.wanted))
    return next(iter(line.leads_to.told), _tr("接着问") if line.leads_to.next_questions else "")


def quoted_sentences(notice: Notice, entry: Entry) -> tuple[str, ...]:
    """Return the notice's sentences that an entry rests on, each once and none inside of another.

    What is in no sentence (a heading, a row of a table) is a whole line of the notice, or is
    shown with … where the line goes on.
    """
    lines = notice_text(notice)
    whole = [whole_sentence(source.quote, lines) for source in (entry, *entry.also)]
    further = [
        line for line in whole if not any(line != other and line in other for other in whole)
    ]
    return tuple(dict.fromkeys(_with_dots(line, lines) for line in further))


def _with_dots(quote: str, lines: tuple[str, ...]) -> str:
    """Return a piece of a line with … on the sides where the notice goes on."""
    if quote.endswith(("。", "；", "！", "？")):
        return quote
    wanted = "".join(quote.split())
    holding = [dense for line in lines if wanted in (dense := "".join(line.split()))]
    if wanted in holding:
        return quote
    before, _, after = (holding or [f"…{wanted}…"])[0].partition(wanted)
    return ("…" if before else "") + quote + ("…" if after else "")


def _line(notice: Notice, consequence: Consequence) -> str:
    single = [slots[0] for slots in consequence.wanted if len(slots) == 1]
    pieces = []
    if consequence.outside:
        pieces.append(_tr("通知写明：{titles}").format(titles="；".join(consequence.outside)))
    if single:
        pieces.append(_tr("要交：{slots}").format(slots=_titles(notice, single)))
    for slots in consequence.wanted:
        if len(slots) > 1:
            pieces.append(_tr("交一样即可：{slots}").format(slots=_titles(notice, slots)))
    if consequence.not_needed:
        pieces.append(_tr("不用交：{slots}").format(slots=_titles(notice, consequence.not_needed)))
    if consequence.not_stated:
        titles = _titles(notice, consequence.not_stated)
        pieces.append(_tr("原文未述，不算缺：{slots}").format(slots=titles))
    if consequence.told:
        pieces.append(_tr("会提示：{titles}").format(titles="；".join(consequence.told)))
    return "　·　".join(pieces)


def _titles(notice: Notice, slots: tuple[str, ...] | list[str]) -> str:
    more = _tr("等") if len(slots) > MOST else ""
    return listed(slot_title(notice, slot) for slot in slots[:MOST]) + more


def _tr(words: str) -> str:
    return QCoreApplication.translate("option_words", words)
