"""The final check on a page of its own, to be printed."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.states import CaseFinding
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.export.papers.check_paper import Group, check_paper
from zcdesk.export.plan.layout import legal_title
from zcdesk.ui.kit import preferences
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import moment_words
from zcdesk.ui.words.sentences import joined, say


def printed_check(
    session: Session,
    sections: Mapping[str, str],
    to_do: Sequence[CaseFinding],
    awaited: Sequence[CaseFinding],
    known: Sequence[CaseFinding],
) -> Generator[Path, None, None]:
    """Return the steps that write the page; the last gives its place (beside the window: drawn).

    Args:
        sections: Titles of the sections by id, "" for the whole case.
        to_do: What waits for the applicant, section by section.
        awaited: What somebody else has to issue.
        known: What only informs.
    """
    notice = session.notice
    name = _tr("最后检查 {title}.pdf").format(title=legal_title(notice.short_title, notice.id))
    title = _tr("最后检查：{title}").format(title=notice.short_title)
    checked = (_tr("检查于 {moment}").format(moment=moment_words(session.moment)),)
    groups: list[Group] = [
        (sections.get(section, sections[""]), _lines(list(found)))
        for section, found in groupby(to_do, lambda one: one.section)
    ]
    rest: list[Group] = [
        (words.format(n=len(lines)), lines)
        for words, lines in (
            (_tr("等别人的 {n} 条，拿到后放进来"), _lines(awaited)),
            (_tr("仅供知道的 {n} 条"), _lines(known)),
        )
        if lines
    ]
    return _written(preferences().package_folder / name, title, checked, groups, rest)


def _lines(findings: Sequence[CaseFinding]) -> list[str]:
    return [line for line in (joined(say(finding.finding)) for finding in findings) if line]


def _written(
    place: Path, title: str, checked: Sequence[str], groups: Sequence[Group], rest: Sequence[Group]
) -> Generator[Path, None, None]:
    make_folder(place.parent)
    write_atomically(place, check_paper(title, checked, groups, rest))
    yield place


def _tr(words: str) -> str:
    return QCoreApplication.translate("check_paper", words)
