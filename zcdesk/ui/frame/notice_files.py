"""Asks for the files that this year's notice is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from zcdesk.pages.opening.decoding import DOCUMENTS, SCANS, patterns
from zcdesk.ui.kit import ask_files

NOTICES = SCANS | DOCUMENTS | {".txt", ".md", ".html", ".htm", ".mht"}
"""Endings of what a notice comes as."""


def ask_for_notice(parent: QWidget, take: Callable[[tuple[Path, ...]], object]) -> None:
    """Ask for the files of a notice."""
    notices, others = _tr("Word、PDF、文本、图片"), _tr("所有文件")
    ask_files(
        parent, _tr("选通知的文件"), take, kinds=f"{notices} ({patterns(NOTICES)});;{others} (*)"
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("notice_files", words)
