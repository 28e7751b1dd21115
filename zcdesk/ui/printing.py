"""Prints a page that the program wrote (the checklist) through the system's own print dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget


def print_page(path: Path, parent: QWidget) -> bool:
    """Ask for a printer and print an HTML page; False when the person turned back."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(path.stem)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_to(path, printer)
    return True


def print_to(path: Path, printer: QPrinter) -> None:
    """Print an HTML page with its pictures to a printer."""
    browser = QTextBrowser()  # it finds pictures beside the page
    browser.setSource(QUrl.fromLocalFile(str(path)))
    browser.document().print_(printer)
