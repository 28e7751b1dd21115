"""Words that are added to an open case: searched for in what was read already."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from zcdesk.applicant import Applicant, Target, WordKind
from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.table import RENAME
from zcdesk.cases.case import Case, CasePage
from zcdesk.masking.learning import text_under
from zcdesk.names.spellings import LEAST_LETTERS, folded
from zcdesk.names.typed_words import take_word
from zcdesk.ui.kit import Work
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.entries import WordEntry
from zcdesk.ui.words.sentences import listed, worded
from zcdesk.workflow.case.known_forms import only_gained, search_again
from zcdesk.workflow.case.session_readings import SessionReadings

Change = Callable[[Case], Case]


class FurtherWords(QObject):
    """Takes an applicant's new words into the case; one act for each change, undone like any other.

    Signals:
        said: A sentence about how far the search is, or why there is none.
    """

    said = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._applicant = session.case.applicant
        self._told = ""
        self._also: list[Change] = []
        self._job = Work(self)
        self._looking = Work(self)
        self._sent: dict[int, CasePage] = {}
        self._found: dict[int, CasePage] = {}

    @property
    def busy(self) -> bool:
        """Tell whether the search is under way."""
        return self._job.busy

    @property
    def applicant(self) -> Applicant:
        """The applicant with the words that are being searched for already."""
        return self._applicant if self.busy else self._session.case.applicant

    def take(self, applicant: Applicant, act: str = "", also: Change | None = None) -> None:
        """Take all words of the applicant as they are now.

        Words that were only added are looked for in the stored readings; whatever was found and
        decided stays. After any other change every page is read again.

        Args:
            applicant: The applicant with her words.
            act: What the act was; by default that words were added.
            also: A change of the case that belongs to the same act.
        """
        session = self._session
        if applicant == self.applicant:
            return
        self._give_up()
        self._also += [also] if also is not None else []
        if session.read_only or not only_gained(session.case.applicant, applicant):
            self._act(
                deciding.rename_applicant(session.case, applicant),
                self.tr("姓名或单位改过，全部重新找一遍"),
            )
            return
        self._applicant, self._told = applicant, act or self.tr("已加上新的写法")
        self._walk()

    def add(self, target: Target, text: str) -> None:
        """Add one more written form of the name or the employer."""
        now, employer = self.applicant, target is Target.EMPLOYER
        taken = take_word(WordKind.EMPLOYER_ALIAS if employer else WordKind.ALIAS, text)
        if taken.refusal is not None:
            self.said.emit(worded(taken.refusal, shown=taken.shown).message)
            return
        for word in taken.texts:
            if employer:
                now = replace(now, employer_aliases=_with(now.employer_aliases, word))
            else:
                now = replace(now, aliases=_with(now.aliases, word))
        self.take(now, self.tr("已加上“{word}”").format(word=listed(taken.texts)))

    def learn(self, page: CasePage, entry: WordEntry) -> None:
        """Add what was read below an own cover, so that it is found everywhere."""
        if page.page is None or self._looking.busy:
            return
        self._looking.begin(_below(self._session.readings, page, entry), self._take_text)

    def close(self) -> None:
        """Finish the search, so that no word that was typed is lost."""
        self._looking.stop()
        while self._job.busy:
            self._job.finish()

    def _walk(self) -> None:
        """Search the pages that were not searched yet, or have changed since."""
        case = self._session.case
        waiting = tuple(page for page in case.pages if self._sent.get(page.number) is not page)
        if not waiting:
            self._finish()
            return
        self._sent.update({page.number: page for page in waiting})
        part = replace(case, pages=waiting)
        self._job.begin(
            self._searched(search_again(part, self._applicant, self._session.readings)),
            self._tell,
            ended=self._go_on,
        )

    def _searched(
        self, pages: Generator[CasePage, None, None]
    ) -> Generator[tuple[int, int], None, None]:
        """Keep each page (in the thread) and tell how many of how many are done."""
        for count, page in enumerate(pages, start=1):
            self._found[page.number] = page
            yield count, len(self._sent)

    def _tell(self, counted: tuple[int, int]) -> None:
        if self._job.busy:
            self.said.emit(
                self.tr("正在用新加的字再找一遍：第 {i} / {n} 页").format(
                    i=counted[0], n=counted[1]
                )
            )

    def _go_on(self) -> None:
        """Look whether pages changed during the search; they are searched once more."""
        if any(number not in self._found for number in self._sent):  # the search failed
            self._give_up()
            self._act(deciding.rename_applicant(self._session.case, self._applicant), self._told)
            return
        self._walk()

    def _finish(self) -> None:
        case = self._session.case
        pages = tuple(self._found[page.number] for page in case.pages)
        further = [
            len(after.hits) - len(before.hits)
            for before, after in zip(case.pages, pages, strict=True)
            if after.examined and len(after.hits) > len(before.hits)
        ]
        words = self.tr("{told}；读过的页上没有再找到").format(told=self._told)
        if further:
            words = self.tr("{told}；又在 {m} 页上找到 %n 处", None, sum(further))
            words = words.format(told=self._told, m=len(further))
        self._sent, self._found = {}, {}
        self._act(replace(case, applicant=self._applicant, pages=pages), words)

    def _act(self, case: Case, words: str) -> None:
        for also in self._also:
            case = also(case)
        self._also = []
        self._session.act(case, words, RENAME.code)

    def _give_up(self) -> None:
        self._job.stop()
        self._sent, self._found = {}, {}

    def _take_text(self, found: tuple[Target, str]) -> None:
        target, text = found
        if len(folded(text)) < LEAST_LETTERS:
            self.said.emit(self.tr("这一处没有读到完整的字，不能在别处找。"))
        else:
            self.add(target, text)


def _with(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    return words if text in words else (*words, text)


def _below(
    readings: SessionReadings, page: CasePage, entry: WordEntry
) -> Generator[tuple[Target, str], None, None]:
    """Read below a cover (beside the window: the reading may be in the case file)."""
    reading = readings.of(page.page) if page.page is not None else None
    yield entry.target, text_under(reading, entry.polygon) if reading is not None else ""
