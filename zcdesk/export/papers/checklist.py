"""The upload checklist (上传清单) as one neutral value; HTML and xlsx only lay it out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zcdesk.applicant import Target
from zcdesk.cases.case import Answer
from zcdesk.checks.concerning.told import Told, by_place, place_words, told_line
from zcdesk.checks.states import Deadline
from zcdesk.export.papers.places import CoverLine, cover_line, covers_in
from zcdesk.export.plan.columns import classified_in, click_of
from zcdesk.export.plan.layout import LeftOut, PlannedPage, is_sorted_by_name
from zcdesk.export.plan.manifest import Content, Finished, FinishedPicture, OpenPoint, PictureCheck
from zcdesk.notices.profile.covering import Masking, PageAnswer
from zcdesk.notices.profile.entries import PaperItem
from zcdesk.notices.profile.notice import Notice, told_end
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.sources import NOT_STATED, Source
from zcdesk.wording import sentence, thing_word

_FORMAT = "format"
"""Id of the rule on the format of pictures."""


@dataclass(frozen=True)
class ChecklistRow:
    """One picture to upload.

    Attributes:
        section: Title of the section (栏目).
        slot: Title of the slot (上传位置).
        slot_id: Its id, or "".
        clause: Clause of the slot, or "".
        who: Who has to act, in words.
        folder: Folder below 上传/.
        file: Name of the picture in it.
        page: The page's number in the case, from 1; of the first one where several are joined.
        pages: The pages in words.
        state: The page's word (已遮盖, 无需遮盖).
        picture: Size in pixels, and the thumbnail of the covered picture.
        original_shows: What the original shows of the person (原件上有…).
        upload_shows: What the uploaded picture still shows (这次上传的图上还看得见…).
        click: What to click or tick on the platform for this page, or "" when the notice asks
            nothing.
        click_open: The person still has to choose what to click.
        covers: What was covered, and where.
        checked: What was looked at when the picture was read back, in words.
        classified: What the person said of secret material, or "" when the notice asks nothing.
        classified_open: The person still has to say it.
        sheets: The pages of a PDF, each as a row of its own; () for a picture.
    """

    section: str
    slot: str
    slot_id: str
    clause: str
    who: str
    folder: str
    file: str
    page: int
    pages: str
    state: str
    picture: FinishedPicture
    original_shows: str
    upload_shows: str
    click: str
    click_open: bool
    covers: tuple[CoverLine, ...]
    checked: str = ""
    classified: str = ""
    classified_open: bool = False
    sheets: tuple[ChecklistRow, ...] = ()

    @property
    def drawn(self) -> tuple[ChecklistRow, ...]:
        """What is drawn of it: the picture, or every page of the PDF."""
        return self.sheets or (self,)


@dataclass(frozen=True)
class QuotedSentence:
    """A sentence of ours with the notice's own words behind it."""

    text: str
    clause: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenLine:
    """One open point in words: state, what it concerns, what is open, whose turn, clause.

    ``place`` is where it is mended (a section, or what the person typed); lines of one place are
    together.
    """

    state: str
    what: str
    message: str
    who: str
    clause: str
    place: str = ""


@dataclass(frozen=True)
class DeadlineLine:
    """One term: what ends when (Beijing time), how much is left on the day of export, clause."""

    what: str
    at: str
    left: str
    clause: str


@dataclass(frozen=True)
class CopyLine:
    """A text to be copied word for word: whose it is, the text, the clause."""

    who: str
    text: str
    clause: str


@dataclass(frozen=True)
class PaperLine:
    """One item on paper: what, how many copies, in which form, clause, the notice's words."""

    title: str
    copies: str
    form: str
    clause: str
    quote: str


@dataclass(frozen=True)
class Checklist:
    """The content of the checklist; no word of it comes from the applicant.

    ``slot_order`` names the folders whose pages must be chosen one by one because a person
    arranged them otherwise than their names sort; ``asks_covers`` says whether the notice wants
    anything covered, ``asks_clicks`` whether its platform wants a click or ticks for each picture,
    ``asks_classified`` whether secret material must be cleared first. ``told`` is what the notice
    says beside its demands: the place's name, and its lines.
    """

    content: Content
    notice: str
    platform: str
    passages: tuple[QuotedSentence, ...]
    open_lines: tuple[OpenLine, ...]
    contacts: tuple[tuple[str, str], ...]
    asks_clicks: bool
    rows: tuple[ChecklistRow, ...]
    slot_order: frozenset[str]
    deadlines: tuple[DeadlineLine, ...] = ()
    copies: tuple[CopyLine, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    keep: tuple[str, ...] = ()
    asks_covers: bool = True
    asks_classified: bool = False
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Reminders:
    """What a checklist repeats of the notice for one case.

    Attributes:
        deadlines: The terms that run, with what is left of them.
        told: What the notice says to this case beside its demands.
        papers: The items on paper that are asked of this case; None for all of the notice's.
    """

    deadlines: Sequence[Deadline] = ()
    told: Sequence[Told] = ()
    papers: Sequence[PaperItem] | None = None


NO_REMINDERS = Reminders()


def checklist(
    notice: Notice,
    planned: Sequence[PlannedPage],
    finished: Finished,
    left_out: Sequence[LeftOut] = (),
    open_points: Sequence[OpenPoint] = (),
    content: Content = Content.COVERED,
    reminders: Reminders = NO_REMINDERS,
) -> Checklist:
    """Return the checklist of a package.

    Args:
        notice: What is asked.
        planned: The pictures of the package, in platform order.
        finished: Their finished pictures, one for each of ``planned``.
        left_out: Pages that are not in the package.
        open_points: What the checks found open.
        content: What the package is.
        reminders: What it repeats of the notice.

    Raises:
        KeyError: A planned page has no finished picture.

    Source:
        逐页是/否: 自治区 2024 四（一）14 with A-06; where covering takes place: A-03.
    """
    masking = notice.masking
    return Checklist(
        content=content,
        notice=notice.title,
        platform=f"{notice.platform.name} {notice.platform.url}",
        passages=tuple(_passages(notice, content)),
        open_lines=(*map(_open_line, open_points), *map(_left_out_line, left_out)),
        contacts=tuple(
            (f"{contact.title} {contact.person}".rstrip(), contact.value)
            for contact in notice.contacts
        ),
        asks_clicks=masking is not None and bool(masking.page_answer or masking.page_items),
        rows=tuple(_row(page, finished[page.file], masking, content) for page in planned),
        slot_order=frozenset(
            folder
            for folder, pages in groupby(planned, key=lambda page: page.file.parent.name)
            if not is_sorted_by_name(page.file for page in pages if not page.sheets)
        ),
        deadlines=tuple(map(_deadline_line, reminders.deadlines)),
        copies=tuple(
            CopyLine(_who(opinion.who), opinion.sentence, opinion.clause)
            for opinion in notice.opinions
            if opinion.sentence != NOT_STATED
        ),
        papers=tuple(map(_paper_line, _listed_papers(notice, reminders))),
        keep=_originals_to_keep(notice, planned),
        asks_covers=masking is not None,
        asks_classified=masking is not None and masking.classified is not None,
        told=_by_place(notice, reminders.told),
    )


def _listed_papers(notice: Notice, reminders: Reminders) -> Sequence[PaperItem]:
    if reminders.papers is not None:
        return reminders.papers
    return notice.papers if notice.papers != NOT_STATED else ()


def _by_place(notice: Notice, told: Sequence[Told]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is reported place by place, each line with the slot that it concerns alone."""
    titles = notice.slot_titles()
    return tuple(
        (
            place_words(notice, place),
            tuple(
                f"{titles[passage.slot]}　{told_line(passage)}"
                if passage.slot
                else told_line(passage)
                for passage in here
            ),
        )
        for place, here in by_place(notice, told)
    )


def target_words(targets: frozenset[Target], none: str) -> str:
    """Return the targets in words, in a fixed order; the sentence ``none`` without any."""
    words = [thing_word(target, use="paper") for target in Target if target in targets]
    return "、".join(words) or word(none)


def about_content(listed: Checklist) -> str:
    """Return what the package is; without pictures it only says what to delete and click."""
    if not listed.rows:
        return word("export.content.changes_none")
    if not listed.asks_covers:
        changes = listed.content is Content.CHANGES
        return word("export.content.changes_plain" if changes else "export.content.plain")
    return word(f"export.content.{listed.content}")


def word(code: str) -> str:
    """Return a label of the checklist, always in the platform's language."""
    return sentence(code).message


def _deadline_line(deadline: Deadline) -> DeadlineLine:
    """Return the line of a term; time left is in whole days, so that a day's exports are alike."""
    days = math.floor(deadline.hours_left / 24)
    left = sentence("export.days_left", days=days).message if days >= 0 else word("export.over")
    return DeadlineLine(deadline.what, told_end(deadline.at), left, deadline.clause)


def _paper_line(item: PaperItem) -> PaperLine:
    if isinstance(item.copies, int):
        copies = sentence("export.copies", count=item.copies).message if item.copies else ""
    else:
        copies = item.copies
    return PaperLine(item.title, copies, item.form, item.clause, item.quote)


def _originals_to_keep(notice: Notice, planned: Sequence[PlannedPage]) -> tuple[str, ...]:
    """Return the slots whose originals a later inspection may ask for (留存原件清单)."""
    if notice.papers == NOT_STATED:
        return ()
    return tuple(dict.fromkeys(page.slot_title for page in planned if page.slot))


def _passages(notice: Notice, content: Content) -> Iterator[QuotedSentence]:
    """What to know before uploading, each with the notice's sentences."""
    masking = notice.masking
    if masking is None:
        yield QuotedSentence(word("export.no_masking"))
    else:
        if masking.route:
            inside = content is Content.FOR_COVERING_INSIDE
            yield _quoted("export.route_inside" if inside else "export.route", masking.route)
        if masking.second_look_path:
            source = masking.second_look or masking
            text = sentence("export.second_look", path=masking.second_look_path).message
            yield QuotedSentence(text, source.clause, (source.quote,))
        if masking.page_answer:
            yield from _click_passages(masking.page_answer)
        for code, asked in (
            ("export.items", masking.page_items),
            ("export.classified", masking.classified),
            ("export.consequence", masking.consequence),
        ):
            if asked is not None:
                yield _quoted(code, asked)
    for rule in notice.file_rules:
        if rule.id == _FORMAT:
            stated = rule.value != NOT_STATED
            yield _quoted("export.format" if stated else "export.format_not_stated", rule)
    if notice.pledge:
        yield QuotedSentence(f"{notice.pledge.sentence}（{notice.pledge.clause}）")


def _quoted(code: str, source: Source) -> QuotedSentence:
    return QuotedSentence(word(code), source.clause, (source.quote,))


def _click_passages(asked: PageAnswer) -> Iterator[QuotedSentence]:
    """The question about every page and, where the notice leaves a gap, both its sentences."""
    yield QuotedSentence(sentence("export.click", question=asked.question).message, asked.clause)
    if asked.employer_only_open:
        quotes = (asked.yes.source.quote, asked.no.source.quote)
        yield QuotedSentence(word("export.click.gap"), asked.clause, quotes)


def _open_line(point: OpenPoint) -> OpenLine:
    what = " · ".join(dict.fromkeys(part for part in (point.section, point.slot) if part))
    state = word(f"export.state.{point.state}")
    return OpenLine(state, what, point.message, _who(point.who), point.clause, point.section)


def _left_out_line(page: LeftOut) -> OpenLine:
    what = sentence("export.page" if page.place else "export.file", page=page.place).message
    message = word(f"export.left_out.{page.reason}")
    state = word("export.left_out")
    return OpenLine(state, what, message, _who((Who.APPLICANT,)), "", state)


def _row(
    page: PlannedPage, picture: FinishedPicture, masking: Masking | None, content: Content
) -> ChecklistRow:
    covers = covers_in(page, picture)
    hidden = frozenset(target for target, _ in covers)
    original = hidden | picture.still_shows
    open_picture = content is Content.FOR_COVERING_INSIDE
    answer = page.answer
    if open_picture and Target.NAME in hidden:
        answer = Answer.YES  # nothing is covered yet: the name is in the picture
    click, is_open = click_of(masking, answer, original, hidden)
    classified, not_told = classified_in(masking, page)
    looked = masking is not None or PictureCheck.WORDS in picture.checked
    unseen = "" if looked else "export.not_looked"
    return ChecklistRow(
        section=page.section_title,
        slot=page.slot_title,
        slot_id=page.slot,
        clause=page.clause,
        who=_who(page.who),
        folder=page.file.parent.name,
        file=page.file.name,
        page=page.places[0],
        pages=_pages(page),
        state=word("export.state_open" if open_picture and hidden else f"page.state.{page.state}"),
        picture=picture,
        original_shows=target_words(original, unseen or "export.original_shows_none"),
        upload_shows=target_words(
            original if open_picture else picture.still_shows, unseen or "export.upload_shows_none"
        ),
        click=click,
        click_open=is_open,
        covers=()
        if page.sheets
        else tuple(cover_line(i, *cover) for i, cover in enumerate(covers, start=1)),
        checked="、".join(word(f"export.check.{check}") for check in picture.checked),
        classified=classified,
        classified_open=not_told,
        sheets=tuple(
            replace(
                _row(sheet, shown, masking, content),
                folder=page.file.parent.name,
                file=sentence("export.sheet", file=page.file.name, number=number).message,
            )
            for number, (sheet, shown) in enumerate(
                zip(page.sheets, picture.sheets, strict=True), 1
            )
        ),
    )


def _pages(page: PlannedPage) -> str:
    """Tell which pages, or which part of one, the picture holds."""
    numbers = "、".join(map(str, page.places))
    part, parts = page.part
    if parts == 1:
        return sentence("export.page", page=numbers).message
    return sentence("export.page_part", page=numbers, part=part, parts=parts).message


def _who(who: tuple[Who, ...]) -> str:
    return "、".join(word(f"export.who.{role}") for role in who)
