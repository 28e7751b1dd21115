"""Prints a page that the program wrote (the checklist).

Where CUPS prints, Qt's print dialog speaks to it inside this process, through a socket of
the network, and has it look for printers there. The program opens none: the browser prints
the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from zcdesk.ui.kit import show_outside

BROWSER_PRINTS = sys.platform not in ("win32", "darwin")
"""The system's own dialog is part of the system elsewhere."""


def print_page(path: Path, parent: QWidget) -> None:
    """Ask for a printer and print an HTML page, or open it where it can be printed."""
    if BROWSER_PRINTS:
        show_outside(path)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        print_to(path, printer)


def print_to(path: Path, printer: QPrinter) -> None:
    """Print an HTML page with its pictures to a printer."""
    browser = QTextBrowser()  # it finds pictures beside the page
    browser.setSource(QUrl.fromLocalFile(str(path)))
    browser.document().print_(printer)
