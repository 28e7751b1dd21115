"""Letters of the applicant's words that the recogniser does not know: said, never missed."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Applicant
from zcdesk.names.spellings import folded, words
from zcdesk.ui.kit.job import Job
from zcdesk.ui.look import fonts
from zcdesk.ui.look.text import Label
from zcdesk.ui.look.tokens import Role, Tone

TYPING = 350
"""Milliseconds without a key after which the letters are looked up."""


class UnreadLetters(Label):
    """One sentence below the words while one of them holds such a letter; else nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Role.CAPTION, Tone.YOU, wrap=True)
        self._applicant = Applicant("", "")
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING)
        self._timer.timeout.connect(self._look)
        self.hide()

    def look_at(self, applicant: Applicant) -> None:
        """Look the letters up as soon as nobody types."""
        self._applicant = applicant
        self._timer.start()

    def close_job(self) -> None:
        """Wait for a look that is under way."""
        self._timer.stop()
        if self._job is not None:
            self._job.stop()

    def _look(self) -> None:
        if self._job is not None:  # the first look loads the letters; then look once more
            self._timer.start()
            return
        self._job = Job(_unread(self._applicant), self)
        self._job.advanced.connect(self._show)
        self._job.finished.connect(self._looked)
        self._job.start()

    def _show(self, found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        letters, whole = found
        told = []
        if letters:
            words = self.tr(
                "识别的字库里没有{letters}：会按前后的字和“姓名”栏去找，"
                "这样找到的每一处都请您看一眼。"
            )
            told.append(words.format(letters="、".join(f"“{_shown(one)}”" for one in letters)))
        if whole:
            words = self.tr("{words}不能逐字识别：会按它旁边的汉字和所在的栏目去找，请逐页看一眼。")
            told.append(words.format(words="、".join(f"“{one}”" for one in whole)))
        self.say("".join(told))
        self.setVisible(bool(told))

    def _looked(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None


def _shown(letter: str) -> str:
    """Return a letter, or its code where no font on this computer has it."""
    return "".join(fonts.missing(letter)) or letter


def _unread(applicant: Applicant) -> Generator[tuple[tuple[str, ...], tuple[str, ...]], None, None]:
    """Return the single letters, and the words of which no letter is known (beside the window)."""
    from zcdesk.masking.learning import (  # heavy; here it holds up nobody
        keyword,
        unreadable_words,
    )

    try:
        found = unreadable_words(words(applicant))
    except ValueError:  # fewer than two letters so far
        found = ()
    letters: list[str] = []
    whole: list[str] = []
    for word in found:
        known = keyword(word)
        if not any(known.classes):
            whole.append(word.text)
        elif len(known.classes) == len(folded(word.text)):
            pairs = zip(folded(word.text), known.classes, strict=True)
            letters += (letter for letter, symbols in pairs if not symbols)
    yield tuple(dict.fromkeys(letters)), tuple(dict.fromkeys(whole))
