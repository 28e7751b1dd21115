"""The rows of the list of shared pages: which page, whose, where it goes, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from zcdesk.batch.shared.pages import SharedPage
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.batch.shared_work import SharedWork
from zcdesk.ui.look import Rows, ShownRow, Tone
from zcdesk.ui.words.sentences import listed, slot_title
from zcdesk.ui.words.states import StateLook

CLAIMS = 3
"""People named who could be meant; more are counted."""


@dataclass(frozen=True)
class SharedRow(ShownRow):
    """One page as the list shows it now; the people may be others meanwhile."""

    page: SharedPage
    work: SharedWork

    @property
    def identity(self) -> str:
        """Name of the page."""
        return self.page.name

    @property
    def title(self) -> str:
        """File and number of the page."""
        return _tr("{file}　第 {n} 页").format(file=self.page.source, n=self.page.said.index + 1)

    @property
    def whose(self) -> str:
        """Whose it is and where it goes."""
        return _whose(self.work, self.page)

    @property
    def look(self) -> StateLook:
        """How sure that is."""
        return _look(self.page)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.title}，{self.look.word}，{self.whose}"

    @property
    def hint(self) -> str:
        """The same: a long title gives way."""
        return self.spoken


class SharedRows(Rows):
    """All pages; the marked ones stay marked when others come or change."""

    def __init__(self, work: SharedWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        work.changed.connect(self.reload)
        work.page_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show the pages as they are."""
        self.take(tuple(SharedRow(page, self._work) for page in self._work.pages))

    def name(self, place: int) -> str:
        """Return the name of the page at a place, or ""."""
        return self.rows[place].page.name if 0 <= place < len(self.rows) else ""

    def place(self, name: str) -> int:
        """Return the place of a page, -1 without it."""
        return next((n for n, row in enumerate(self.rows) if row.page.name == name), -1)

    def next_open(self, after: int) -> int:
        """Return the place of the next page that must be asked about, -1 without any."""
        order = [*range(after + 1, len(self.rows)), *range(after + 1)]
        return next((n for n in order if n < len(self.rows) and self.rows[n].page.open), -1)


def _look(page: SharedPage) -> StateLook:
    if page.open:
        return StateLook(_tr("请定"), "person", Tone.YOU)
    if page.nobody:
        return StateLook(_tr("不放"), "ring-slash", Tone.WAIVE)
    if page.answered:
        return StateLook(_tr("您定的"), "check-circle", Tone.OK)
    return StateLook(_tr("已认出"), "page-clean", Tone.NONE)


def _whose(work: SharedWork, page: SharedPage) -> str:
    if page.nobody:
        return _tr("不是谁的，不放进任何案卷")
    person = work.person(page.row)
    if person is not None:
        slot = work.slot(page)
        where = slot_title(load_notice(person.notice), slot) if slot else _tr("位置处理时再认")
        names = listed(one.shown for row in page.rows if (one := work.person(row)) is not None)
        return f"{names}　{where}"
    claims = [one.shown for row in page.claims if (one := work.person(row)) is not None]
    if not claims:
        return _tr("没有花名册上的姓名和身份证号")
    named = listed(claims[:CLAIMS])
    if len(claims) > CLAIMS:
        named += _tr("等 %n 人", len(claims))
    return _tr("可能是{people}").format(people=named)


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("shared_rows", words, None, n)
