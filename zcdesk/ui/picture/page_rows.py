"""The rows of the page strip: slot headings and pages, in the order of the case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from zcdesk.cases.case import CasePage, PageState
from zcdesk.pages.judging.asking import PictureVerdict, verdict_of
from zcdesk.ui.look import ShownRow, Tone
from zcdesk.ui.words.sentences import clauses, page_name, say, slot_title
from zcdesk.ui.words.states import StateLook, look_of, stranger_words, verdict_look
from zcdesk.workflow.review.overview import Overview, Standing

_AGAIN = (PictureVerdict.UNREADABLE, PictureVerdict.CUT_OFF)


@dataclass(frozen=True)
class Heading(ShownRow):
    """The name of a slot above its pages."""

    text: str

    @property
    def heading(self) -> bool:
        """It cannot be chosen."""
        return True

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


@dataclass(frozen=True)
class PageRow(ShownRow):
    """One page: what it is, how it stands, and one line about it.

    Words are found when the row is shown: of 300 rows ten are on the screen.
    """

    standing: Standing
    reading: bool

    @property
    def identity(self) -> int:
        """Number of the page."""
        return self.page.number

    def shows_same(self, before: PageRow) -> bool:
        """Tell whether it shows the same; an unchanged page keeps its very standing."""
        return self.standing is before.standing and self.reading == before.reading

    @property
    def hint(self) -> str:
        """Its file, or why that was refused."""
        return refusal(self.page) if self.page.refused else self.page.file_name

    @property
    def look(self) -> StateLook:
        """Its state as it is shown."""
        return look_of(self.standing, reading=self.reading)

    @property
    def verdict(self) -> StateLook:
        """What its picture comes to, as it is shown; without a word before it is read."""
        judged = verdict_of(self.page.findings, self.page.page)
        return verdict_look(judged, kept=bool(self.page.as_is))

    @property
    def asks_again(self) -> bool:
        """Its picture is to be taken again, unless the person keeps it as it is."""
        return verdict_of(self.page.asking, self.page.page) in _AGAIN

    @property
    def caption(self) -> tuple[str, Tone]:
        """What a small tile says below: that it is to be taken again, else the file's name."""
        if self.asks_again:
            return self.verdict.word, self.verdict.tone
        return Path(self.page.file_name).stem, Tone.TEXT2

    @property
    def line(self) -> str:
        """What is to be said of it in a line."""
        return _line(self.standing)

    @property
    def page(self) -> CasePage:
        """The page."""
        return self.standing.page

    @property
    def place(self) -> int:
        """Its number for people, 0 for a refused file."""
        return self.page.place

    @property
    def named(self) -> str:
        """The same to be read; a refused file is no page and has none."""
        return str(self.place or "")

    @property
    def confirmed(self) -> bool:
        """A person agreed to the page as it is."""
        return self.standing.confirmed

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        agreed = QCoreApplication.translate("strip", "已确认") if self.confirmed else ""
        judged = self.verdict.word
        return clauses((page_name(self.page), self.look.word, judged, self.line, agreed))


Row = Heading | PageRow


def rows(overview: Overview, reading: frozenset[int], *, doubtful_only: bool) -> tuple[Row, ...]:
    """Return the rows of the strip; what seems to be somebody else's is apart at its end."""
    page_rows: list[Row] = []
    apart: list[Row] = []
    slot: str | None = None
    for standing in overview:
        page = standing.page
        if doubtful_only and not (page.examined and standing.state is PageState.REVIEW):
            continue
        if page.whose_open:
            apart.append(PageRow(standing, page.number in reading))
            continue
        if page.slot != slot:
            slot = page.slot
            page_rows.append(Heading(slot_title(overview.notice, slot)))
        page_rows.append(PageRow(standing, page.number in reading))
    return (*page_rows, *([Heading(stranger_words()), *apart] if apart else []))


def _line(standing: Standing) -> str:
    translate = QCoreApplication.translate
    page = standing.page
    if not page.examined or page.refused:
        return page.file_name
    if standing.lapsed:
        return translate("strip", "改动后需再看一眼")
    judged = verdict_of(page.asking, page.page)
    if standing.state is PageState.REVIEW and judged in _AGAIN:
        return verdict_look(judged, kept=False).word
    if standing.doubts:
        words = translate("strip", "{n} 处，{k} 处待定")
        return words.format(n=standing.covers, k=len(standing.doubts))
    if standing.covers and standing.unanswered:
        return translate("strip", "%n 处，请选是或否", None, standing.covers)
    if standing.covers:
        return translate("strip", "%n 处", None, standing.covers)
    if any(finding.severity != "info" for finding in page.asking):
        return translate("strip", "有一点请您看")
    return translate("strip", "未见姓名、单位")


def refusal(page: CasePage) -> str:
    """Return why a scan was not taken, and what to do."""
    wordings = [say(finding) for finding in page.findings]
    return " ".join(
        part for wording in wordings for part in (wording.message, wording.remedy) if part
    )


def place_of(number: int, rows: tuple[Row, ...]) -> int:
    """Return the place of page ``number`` among ``rows``, or -1."""
    return next((place for place, row in enumerate(rows) if row.identity == number), -1)
