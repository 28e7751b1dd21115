"""Letters of the applicant's words that the recogniser does not know: said, never missed."""

from __future__ import annotations

from collections.abc import Generator

from zcdesk.applicant import Applicant
from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.search_words import words as words_of
from zcdesk.names.spellings import folded
from zcdesk.ui.kit import Timer, Work
from zcdesk.ui.look import Label, Tone, TypeRole, fonts
from zcdesk.ui.words.sentences import listed

TYPING = 350
"""Milliseconds without a key after which the letters are looked up."""


class UnreadLetters(Label):
    """One sentence below the words while one of them holds such a letter; else nothing."""

    def __init__(self) -> None:
        super().__init__("", TypeRole.CAPTION, Tone.YOU, wrap=True, visible=False)
        self._applicant = Applicant("", "")
        self._job = Work(self)
        self._timer = Timer(self, self._look, TYPING)

    def look_at(self, applicant: Applicant) -> None:
        """Look the letters up as soon as nobody types."""
        self._applicant = applicant
        self._timer.start()

    def close_job(self) -> None:
        """Wait for a look that is under way."""
        self._timer.stop()
        self._job.stop()

    def _look(self) -> None:
        if self._job.busy:  # the first look loads the letters; then look once more
            self._timer.start()
            return
        self._job.begin(_unread(self._applicant), self._show)

    def _show(self, found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        letters, whole = found
        parts = []
        if letters:
            words = self.tr(
                "识别的字库里没有{letters}：会按前后的字和“姓名”栏去找，"
                "这样找到的每一处都请您看一眼。"
            )
            parts.append(words.format(letters=listed(f"“{_shown(letter)}”" for letter in letters)))
        if whole:
            words = self.tr("{words}不能逐字识别：会按它旁边的汉字和所在的栏目去找，请逐页看一眼。")
            parts.append(words.format(words=listed(f"“{one}”" for one in whole)))
        self.say("".join(parts))
        self.setVisible(bool(parts))


def _shown(letter: str) -> str:
    """Return a letter, or its code where no font on this computer has it."""
    return "".join(fonts.missing(letter)) or letter


def _unread(applicant: Applicant) -> Generator[tuple[tuple[str, ...], tuple[str, ...]], None, None]:
    """Return the single letters, and the words of which no letter is known (beside the window)."""
    from zcdesk.masking.learning import keyword, unreadable_words

    try:
        words = unreadable_words(words_of(applicant))
    except ValueError:  # fewer than two letters so far
        words = ()
    letters: list[str] = []
    whole: list[str] = []
    for word in words:
        known = keyword(word)
        if is_arabic(word.text):  # read by letters of its own
            continue
        if not any(known.classes):
            whole.append(word.text)
        elif len(known.classes) == len(folded(word.text)):
            pairs = zip(folded(word.text), known.classes, strict=True)
            letters += (letter for letter, symbols in pairs if not symbols)
    yield tuple(dict.fromkeys(letters)), tuple(dict.fromkeys(whole))
