"""When: spans and single days in the sentences of a notice, with hours, and days that only count.

A day that years, papers or ages are counted to (资历计算截止) is nobody's term and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zcdesk.notices.sentences.clauses import SIGNATURE, Clause
from zcdesk.notices.sentences.lexicon import LEVEL
from zcdesk.notices.sentences.pieces import piece_at, piece_behind
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, Told
from zcdesk.notices.sentences.roles import BLANK, current
from zcdesk.notices.sentences.table_rows import LEVELS, NO_ROW, Row
from zcdesk.quantities.days import (
    WrittenDay,
    WrittenSpan,
    clock_times,
    run_on,
    written_days,
    written_spans,
)
from zcdesk.quantities.numerals import HAN_ORDINALS, plain_digits
from zcdesk.resources import Patterns, table

_SAYS = Patterns("notices/reading.toml", "times", "words")
_COUNTED: Mapping[str, Sequence[str]] = table("notices", "reading.toml")["counted"]
"""From which dates is counted to a day beside such words."""

_DONE = "退休|毕业|取得|获得|出生|见刊|发表|出版|入职|参加工作|获奖|授权|签订|调入|聘任|评上"
_LEVEL = re.compile(LEVEL)
_CHANGING = _SAYS.changing.pattern
_STOPS = "，。；;"
_NO_DAY = WrittenDay(0, 0, "", None)


@dataclass
class Calendar:
    """What days of a notice are reckoned by while its sentences are read one after another.

    Attributes:
        year: Year of the notice.
        issued: Day on which it was signed, or None.
        since: Day from which its days run forward: of its issue, else its first step.
        told: How far the year of that day is: 2 told, 1 guessed, 0 taken before any step.
        row_day: Day of the row above, for rows that give hours only.
        closing: By the first line of a clause, the one closing hour that holds for its days.
    """

    year: int
    issued: date | None
    since: date
    told: int = 0
    row_day: WrittenSpan | None = None
    row_words: str = ""
    closing: dict[int, tuple[str, str]] = field(default_factory=dict)

    def placed(self, day: WrittenDay | None, since: date | None = None) -> WrittenDay | None:
        """Return a day that is printed without a year in the year that the notice means.

        Args:
            since: Day on which what it ends begins.
        """
        if day is None or day.day is None or day.year:
            return day
        return replace(day, day=run_on(day.day, since or self.since, day.weekday))

    def sure(self, day: WrittenDay) -> date | None:
        """Return a day whose year is told: printed, by a weekday, or by the days before; else
        None."""
        told = day.dated or self.told > 1 or day.weekday is not None
        return day.day if told and not day.contradicted else None

    def step(self, day: WrittenDay) -> None:
        """Take the first day on which something is done for that from which the others run on."""
        told = 1 + bool(self.sure(day))
        if day.day and told > self.told and abs(day.day.year - self.year) < 2:
            self.since, self.told = day.day, told


def calendar_of(clauses: Sequence[Clause], year: int) -> Calendar:
    """Return the calendar of a notice, with the closing hours said once for several days."""
    lines = [(clause, line) for clause in clauses for line in clause.text.split("\n")]
    signed = [
        (not clause.annex, days[0].day)
        for clause, line in lines
        if _SAYS.signed_day.fullmatch(plain_digits(line))
        and (days := written_days(line, year)) and days[0].dated and days[0].day
    ]  # fmt: skip
    _, last = max(signed, default=(False, None))
    since = last or date(max(year, 1), 3, 1)
    present = last.year if last else year
    return Calendar(present, last, since, 2 * bool(last), closing=dict(_closing(clauses)))


def _closing(clauses: Sequence[Clause]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the hour given once for all days of a part, by the first lines of its clauses."""
    for at, clause in enumerate(clauses):
        for sentence in clause.sentences:
            hours = clock_times(sentence)
            if not hours or written_days(sentence, 2000):
                continue
            if _SAYS.own_hour.search(sentence) and not _SAYS.every_day.search(sentence):
                if (first := _one_end(clauses[: at + 1])) is not None:
                    yield first, (hours[-1][0], current(sentence))
                continue
            if not _SAYS.all_hours.search(sentence):
                continue
            top = clause.above[:1] or (clause.heading,)
            for other in clauses[: at + 1]:
                if (other.above[:1] or (other.heading,)) == top:
                    yield other.first, (hours[-1][0], current(sentence))


def _one_end(clauses: Sequence[Clause]) -> int | None:
    """Return the first line of the clause whose one last day a closing hour is of (当日18时关闭):
    the sentence's own, else the one before it; None where there are several days, or none."""
    for clause in clauses[:-3:-1]:
        ends = {
            span.end.day
            for sentence in clause.sentences
            for span in written_spans(sentence, 2000)
            if span.end
        }
        if ends:
            return clause.first if len(ends) == 1 else None
    return None


def _waited_for(sentence: str, row: Row) -> tuple[str, str] | None:
    """Return what a time is for that is still to come, and what stands in its place."""
    for column, cell in row.cells:
        if _SAYS.of_time.search(column) and _SAYS.waits.fullmatch(cell):
            return row.label, cell
    match = _SAYS.to_come.search(sentence)
    return (match["what"], match["words"]) if match else None


def _to_come(sentence: str, clause: Clause, row: Row) -> Iterator[Demand]:
    """Yield a time that is still to be made known: it has no day yet, and she waits for it."""
    waited = _waited_for(sentence, row)
    if waited is None:
        return
    named, said = waited
    heading = _SAYS.of_time.sub("", clause.heading)
    what = re.sub(r"^(?:具体|各|相关|有关|的)+|的$", "", named) or heading or clause.label
    values: Told = {
        "what": what[-20:], "words": sentence.strip(), "start": None, "end": None,
        "start_text": said, "counted": (), "level": _level_of(sentence, "", ""),
        "who": who_acts(what, sentence, clause.heading),
    }  # fmt: skip
    yield Demand(ProposalKind.START, said, sentence, True, values)


def times(sentence: str, clause: Clause, calendar: Calendar, row: Row = NO_ROW) -> Iterator[Demand]:
    """Yield the starts and ends that a sentence gives; of a table's ``row`` each in its cell."""
    if clause.label == SIGNATURE:
        return
    for hour, said in {*calendar.closing.values()}:
        if said == sentence:
            values: Told = {"for_all": True, "end_time": hour}
            yield Demand(ProposalKind.DEADLINE, f"T{hour}", sentence, told=values)
            return
    spans = _in_columns(written_spans(sentence, calendar.year, events=True), row)
    in_row = bool(re.search(r"\t|\s{3,}|\|", sentence))
    if not spans:
        yield from _hours_of_row(sentence, clause, calendar) if calendar.row_day else ()
        yield from _to_come(sentence, clause, row)
        return
    only = re.fullmatch(
        r"[\s（(）)星期周一二三四五六日天]*",
        sentence[: spans[0].first] + sentence[spans[-1].last :],
    )
    calendar.row_day = spans[-1] if only or in_row else None
    calendar.row_words = sentence.strip() if only else ""
    if only and spans[0].event and len(spans) == 1:
        return  # the rows below say what is on that day
    for span in spans:
        yield from _span(sentence, span, clause, calendar, row)


def _in_columns(spans: Sequence[WrittenSpan], row: Row) -> Sequence[WrittenSpan]:
    """Return the days of a row; one under 截止, with one under 开始 before it, as one span."""
    heads = [row.cell_at(span.first)[0] for span in spans]
    under = {bool(_SAYS.ends_column.search(head)): span
             for head, span in zip(heads, spans, strict=True)
             if _SAYS.edge_column.search(head)}  # fmt: skip
    if len(under) < len(spans) or True not in under:
        return spans
    last = under[True]
    first = under.get(False, last)
    start = first.start if last.end or first is not last else None  # else its day is the end
    end = last.end or last.start
    return [WrittenSpan(first.first, last.last, start, end)]


def _hours_of_row(sentence: str, clause: Clause, calendar: Calendar) -> Iterator[Demand]:
    """Yield what a row says that gives its hours and takes the day of the row above."""
    hours = clock_times(sentence[:24])
    above = calendar.row_day
    if not hours or not above or re.search(r"[\u4e00-\u9fff]{4}", sentence[: hours[0][1]]):
        return
    day = above.end or above.start
    assert day
    first, last = hours[0], hours[-1]
    behind = sentence[last[2] :]
    timed = replace(day, time=first[0])
    other = replace(day, time=last[0])
    ends = re.match(r"\s*(?:以|之)?前|\s*截止|\s*止", behind)
    both = len(hours) > 1 and re.fullmatch(
        r"\s*[—\-–至到~～]+\s*(?:上午|下午)?\s*", sentence[first[2] : last[1]]
    )
    span = WrittenSpan(first[1], last[2], None if ends else timed, other if ends or both else None)
    for proposal in _span(sentence, span, clause, calendar):
        words = "…".join(filter(None, (calendar.row_words, str(proposal.told["words"]))))
        yield replace(proposal, told={**proposal.told, "words": words})


def _span(
    sentence: str, span: WrittenSpan, clause: Clause, calendar: Calendar, row: Row = NO_ROW
) -> Iterator[Demand]:
    start, end = span.start, span.end
    if start and not end and _SAYS.no_longer.match(sentence, start.last):
        start, end = None, start
    around, words = _around(sentence, span)
    column, cell = row.cell_at(span.first)
    if LEVELS.search(column):  # its column tells for whom it is
        around, words = f"{row.label} {cell}", f"{row.label}…{cell}"
    near = sentence[max(0, span.first - 8) : span.last + 10]
    law = "之日" not in sentence[: span.first] and _SAYS.papers_of_law.search(near)
    closed = start and end and _SAYS.closed.search(around)
    if law or closed or _SAYS.rests.match(sentence, span.last):
        return  # nothing can be handed in while a system is closed
    counted = _counted(around, span, sentence)
    if not counted:
        start = calendar.placed(start)
        end = calendar.placed(end, (start or _NO_DAY).day)
        calendar.step(start or end or _NO_DAY)
    what = _what(sentence, span.first, span.last, clause)
    head = clause.heading or clause.text.split("\n")[0] * bool(clause.annex)
    acts = bool(_SAYS.acts.search(f"{what}\n{around}\n{head}"))
    if counted:
        before = re.split(r"[，。；]", sentence[: span.first])[-1].strip()
        what = before[-20:] or sentence[span.last :].strip()[:20]
    batch = "".join(_SAYS.batch.findall(sentence[: span.first])[-1:])
    what = batch + what.replace(batch, "")
    values: Told = {"what": what, "words": words, "counted": counted}
    for name, edge in (("start", start or _NO_DAY), ("end", end or _NO_DAY)):
        values |= {name: edge.day, f"{name}_text": edge.words, f"{name}_time": edge.time}
    if span.before:
        values["end_time"] = "00:00"
    if (
        (closing := calendar.closing.get(clause.first))
        and end
        and not end.time
        and not counted
        and not span.before
    ):
        values |= {"end_time": closing[0], "closing": closing[1]}
    values["level"] = _level_of(around, column, clause.heading)
    values["who"] = who_acts(around, what, clause.heading)
    wrong = _is_wrong(start, end, calendar)
    sure = not wrong and not counted and (acts or bool(start and end)) and not span.event
    if span.event and start and not counted and re.search(r"送|交|报|截|完成", around + head):
        yield Demand(ProposalKind.DEADLINE, _iso(start, start.time), sentence, False, values)
    if start and not counted:
        yield Demand(ProposalKind.START, _iso(start, start.time), sentence, sure, values)
    if end or counted:
        day = end or start
        assert day
        time = str(values["end_time"]) if not span.before else ""
        yield Demand(
            ProposalKind.COUNTED_FROM if counted else ProposalKind.DEADLINE,
            _iso(day, time),
            sentence,
            sure or bool(counted and not wrong),
            values,
        )


def _is_wrong(start: WrittenDay | None, end: WrittenDay | None, calendar: Calendar) -> bool:
    """Tell whether a day is none or its year is not told, whether days run backwards, or were over
    on the notice's own day."""
    days = [*filter(None, (start, end))]
    known = [*filter(None, map(calendar.sure, days))]
    over = bool(known and calendar.issued and known[-1] < calendar.issued)
    return len(known) < len(days) or known != sorted(known) or over


def _level_of(around: str, column: str, heading: str) -> str:
    """Return the one level that a day is for, "" for all or several."""
    plain = re.sub(r"（[^（）]*(?:）|$)", "", around)
    named = _LEVEL.findall(plain) or _LEVEL.findall(column) or _LEVEL.findall(heading)
    levels = [*dict.fromkeys(named)]
    several = re.search(rf"[高中初]、{LEVEL}", plain + heading)
    return levels[0] if len(levels) == 1 and not several else ""


def _iso(day: WrittenDay, time: str) -> str:
    if day.day is None:
        return day.words
    return f"{day.day.isoformat()}T{time}" if time else day.day.isoformat()


def _around(sentence: str, span: WrittenSpan) -> tuple[str, str]:
    """Return the piece of a sentence that a span is in, and its words as a quote."""
    first = piece_at(sentence, span.first, _STOPS)
    last = piece_behind(sentence, span.last, _STOPS)
    piece = sentence[first:last]
    rest = re.sub(r"\s", "", sentence[first : span.first] + sentence[span.last : last])
    if len(rest) < 4 and last < len(sentence) and not _SAYS.acts.search(rest):  # 7月6日前，完成…
        return sentence[first : piece_behind(sentence, last + 1, _STOPS)], piece.strip()
    return piece, piece.strip()


def _counted(around: str, span: WrittenSpan, sentence: str) -> tuple[str, ...]:
    """Return from what dates is counted to a day that is no term; () for a term."""
    behind = sentence[span.last : span.last + 14]
    known = _COUNTED.items()
    if re.match(
        rf"(?:[（(]含[^）)]*)?[）)\s]*(?:[以之]?[前后]|起)[^，。；]{{0,6}}(?:{_DONE})", behind
    ):
        return tuple(
            next((dates for words, dates in known if re.search(words, behind)), ("title_date",))
        )
    counted = _SAYS.counts.search(around)
    if not (counted or _SAYS.counted_verbs.search(around) or span.event or span.start):
        return ()
    if _SAYS.handed.search(around) and not re.search(r"计算|为止|算[到至]", around):
        return ()
    words = around
    if _SAYS.no_subject.match(around):  # what is counted is in the piece before
        words = re.split("[。；]", sentence[: span.first])[-1] + sentence[span.first : span.last]
    keys = next((tuple(dates) for said, dates in known if re.search(said, words)), ())
    bound = (
        keys
        and _SAYS.bound.search(words)
        and not _SAYS.acts.search(_SAYS.beside_act.sub("", words))
    )
    return keys or ("title_date",) if counted or bound else ()


def _what(sentence: str, first: int, last: int, clause: Clause) -> str:
    """Return what a span of time is for."""
    before = re.split(r"[，。；、,;\t|]|\s{3,}", sentence[:first])[-1]
    before = re.sub(f"{BLANK}+[^{BLANK}]*$", "", before)  # what was before the change
    before = re.sub(rf"^[（(]?[\d{HAN_ORDINALS}]+[）).、]?\s*", "", before)
    before = re.sub(
        rf"(?:接收)?(?:截止)?(?:时间|日期|期限)?{_CHANGING}\s*"
        r"(?:为|由|是|自|从|于|：|:|在|最迟|至|到)*\s*$",
        "",
        before,
    ).strip()
    before = re.sub(r"\s|由?(?:申报人员?|申请人)$|^[请须应可]$|^务必$|^统一$", "", before)
    if not before and re.search(r"[\t|]", sentence[:first]):  # the cell before names it
        cells = [cell.strip() for cell in re.split(r"[\t|]", sentence[:first])]
        named = [cell for cell in cells if re.search(r"[\u4e00-\u9fff]{2}", cell)]
        before = re.sub(r"[（(].*$", "", "".join(named[-1:]))
        if before:
            return before[:20]
    if len(before) >= 2 and _SAYS.acts.search(before) and not before.startswith("凭"):
        return before[-20:]
    behind = re.sub(r"^(?:（[^（）]{0,12}）|\([^()]{0,12}\)|[）)])", "", sentence[last:])
    after = re.match(
        r"[\s|]*(?:期间|内|，|前|完成|以前|之前|起|开始|截止|止)*[\s|]*([^，。；：:（(\t、][^，。；：:（(\t]{1,15})",
        behind,
    )
    own = clause.heading and _SAYS.acts.search(clause.heading)
    beyond = own and re.match(r"[\s|]*(?:期间|内|前|完成|以前|之前|截止|止)*，", behind)
    if after and _SAYS.acts.search(after[1]) and not beyond:
        return " ".join(after[1].split())[:16]
    heading = clause.heading or "".join(clause.above[-1:])
    heading = re.sub(r"(?:时间|日期)(?:和地点|及地点)?$|安排$", "", heading)
    what = (
        before
        or (after[1].strip() if after and re.search(r"\s{3,}|\t", sentence) else "")
        or heading
    )
    return (re.sub(r"[（(]+$", "", what) or clause.label)[-20:]


_WHO_ACTS: Sequence[tuple[str, str]] = table("notices", "reading.toml")["times"]["who_acts"]
"""Whose turn it is where such words are; the first row that fits tells it."""


def who_acts(*words: str) -> str:
    """Return whose turn it is by the nearest words that name somebody."""
    named = (who for word in words for who, pattern in _WHO_ACTS if re.search(pattern, word))
    return next(named, "applicant")
