"""What the window says of a return: who sent it back, how long it leaves, how its points stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.cases.rounds import Round
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.checks.dates.returns import RoundTerm
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.look import Tone
from zcdesk.ui.words.clock_words import short_moment


def level_name(who: Who) -> str:
    """Return who sent an application back."""
    return {
        Who.EMPLOYER: _tr("用人单位"),
        Who.SUPERVISING_UNIT: _tr("主管单位"),
        Who.REVIEW_COMMITTEE: _tr("评审委员会"),
    }.get(who, str(who))


def round_title(number: int, returned: Round) -> str:
    """Return which return it is, from 1, who sent it back, and when."""
    words = _tr("第 {n} 次退回：{who}，{at}")
    return words.format(n=number, who=level_name(returned.level), at=short_moment(returned.at))


def term_told(term: RoundTerm | None, level: Who, until: str) -> str:
    """Return how long there is, and who says so: the notice, the return itself, or both.

    Args:
        term: The term, None where neither says anything.
        level: Who sent it back.
        until: The moment to be safe, in words.
    """
    if term is None:
        words = _tr("{who}退回：多久改好，通知和意见都没有写，请问退回的单位。")
        return words.format(who=level_name(level))
    if term.by_note:
        words = _tr("时限：意见里写的“{quote}”，到 {until}。")
        return words.format(quote=term.source.quote, until=until)
    if term.note is None:
        words = _tr("时限：通知 {clause}，到 {until}。")
    elif term.differs:
        words = _tr("时限：通知 {clause} 与意见里的“{quote}”不同，先按较早的，到 {until}。")
    else:
        words = _tr("时限：通知 {clause}，意见里也写了“{quote}”，一致，到 {until}。")
    quote = term.note.quote if term.note is not None else ""
    return words.format(clause=term.source.clause, quote=quote, until=until)


def standing_look(standing: MendingStanding) -> tuple[str, str, Tone]:
    """Return the word, icon and colour of how a thing to mend stands."""
    return {
        MendingStanding.OPEN: (_tr("轮到您"), "person", Tone.YOU),
        MendingStanding.UNCONFIRMED: (_tr("改了，还没确认"), "page-review", Tone.YOU),
        MendingStanding.MENDED: (_tr("已改好"), "check-circle", Tone.OK),
        MendingStanding.BY_HAND: (_tr("已注明"), "check-circle", Tone.WAIVE),
    }[standing]


def _tr(words: str) -> str:
    return QCoreApplication.translate("return_words", words)
