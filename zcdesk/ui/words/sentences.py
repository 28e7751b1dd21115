"""Words of the window that several rooms say: of findings, targets, slots and places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
from zcdesk.cases.file.locking import lock_path
from zcdesk.checks.states import SlotState
from zcdesk.disk.paths import shown_name
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail, Finding
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import preferences
from zcdesk.wording import Wording, in_language, sentence, spoken, thing_word


def target_word(target: Target) -> str:
    """Return the name of a target."""
    word = thing_word(target, preferences().settings.language, "entry")
    return word[:1].upper() + word[1:]


def target_named(target: Target) -> str:
    """Return the name of a target as it is in the middle of a sentence."""
    return thing_word(target, preferences().settings.language)


def joined(wording: Wording) -> str:
    """Return message and remedy as one text; Latin sentences are parted by a blank."""
    apart = " " if wording.message.isascii() or wording.message.endswith(".") else ""
    return f"{wording.message}{apart}{wording.remedy}".rstrip()


def listed(parts: Iterable[str]) -> str:
    """Return names one after another, as the language parts them."""
    return QCoreApplication.translate("entries", "、").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Return pieces of a sentence one after another; empty ones are left out."""
    return QCoreApplication.translate("entries", "，").join(part for part in parts if part)


def say(finding: Finding) -> Wording:
    """Return the sentence of a finding; one without a sentence stays silent, never crashes."""
    try:
        return spoken(finding, preferences().settings.language)
    except KeyError:
        return Wording("")


def say_error(error: object) -> Wording:
    """Return the sentence of what ended some work; what nobody foresaw has one, too."""
    return say((error if isinstance(error, ZcdeskError) else ZcdeskError()).finding())


def worded(code: str, **details: Detail) -> Wording:
    """Return the sentence of a code in the language of the window.

    Raises:
        KeyError: No such code, or a blank of the sentence is not among ``details``.
    """
    return sentence(code, preferences().settings.language, **details)


def why_only_looked_at(code: str, path: Path) -> str:
    """Return why a case can only be looked at, and what helps.

    Args:
        code: As ``Session.read_only`` has it.
        path: The case file.
    """
    return joined(worded(code, case=path.name, file=lock_path(path).name))


def need_words(state: SlotState) -> str:
    """Return why a slot is needed or not."""
    return in_language(state.reason, preferences().settings.language)


def page_name(page: CasePage) -> str:
    """Return what a page is called on every screen; a refused file is no page and has its name."""
    words = QCoreApplication.translate("strip", "第 {n} 页")
    return page.file_name if page.refused else words.format(n=page.place)


def why_refused(page: CasePage) -> str:
    """Return why a file was not taken in: the first of its findings that says anything."""
    return next((words for finding in page.findings if (words := say(finding).message)), "")


def with_file(words: str, page: CasePage) -> str:
    """Return words about a page with its file's name, which a refused file is called already."""
    return words if page.refused else f"{words}　{page.file_name}"


def slot_title(notice: Notice, slot: str) -> str:
    """Return the title of a slot, or 未归类."""
    for known in notice.slots():
        if known.id == slot:
            return known.title
    return QCoreApplication.translate("strip", "未归类")


def place_words(folder: Path) -> str:
    """Return where a package is as people say it: folder and name, without the whole path."""
    words = QCoreApplication.translate("result_view", "“{parent}”文件夹里的“{name}”")
    return words.format(parent=shown_name(folder.parent), name=folder.name)
