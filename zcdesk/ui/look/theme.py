"""Puts the tokens on the application: Fusion, one palette, one style sheet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import LIGHT, TABLE, TYPE, Look, Tokens, Tone, TypeRole


class Theme(QObject):
    """The look that the whole program has now; ``changed`` tells who draws by itself."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT

    def apply(self, application: QApplication, look: Look) -> None:
        """Give every window the look ``look``."""
        self.tokens = TABLE[look]
        application.setStyle("Fusion")
        application.setFont(fonts.font(TypeRole.BODY))
        application.setPalette(_palette(self.tokens))
        application.setStyleSheet(_style_sheet(self.tokens))
        self.changed.emit()


_theme = Theme()


def theme() -> Theme:
    """Return the program's theme."""
    return _theme


def tokens() -> Tokens:
    """Return the colours of the present look."""
    return _theme.tokens


def system_look(application: QApplication) -> Look:
    """Return the look that the system asks for."""
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Look.DARK if dark else Look.LIGHT


def _palette(table: Tokens) -> QPalette:
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: table.bg,
        QPalette.ColorRole.Base: table.surface,
        QPalette.ColorRole.AlternateBase: table.sunken,
        QPalette.ColorRole.Button: table.surface,
        QPalette.ColorRole.Text: table.text,
        QPalette.ColorRole.WindowText: table.text,
        QPalette.ColorRole.ButtonText: table.text,
        QPalette.ColorRole.PlaceholderText: table.text3,
        QPalette.ColorRole.Highlight: table.accent,
        QPalette.ColorRole.HighlightedText: table.on_accent,
        QPalette.ColorRole.Link: table.accent,
        QPalette.ColorRole.ToolTipBase: table.surface,
        QPalette.ColorRole.ToolTipText: table.text,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(table.text3))
    return made


def _style_sheet(table: Tokens) -> str:
    roles = "\n".join(
        f'QLabel[role="{role}"]'
        f" {{ font-size: {fonts.points(role)}pt; font-weight: {fonts.weight(role)}; }}"
        for role in TYPE
    )
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {table.colour(tone)}; }}' for tone in Tone)
    return f"""
    {roles}
    {tones}
    QWidget[panel="surface"] {{ background: {table.surface}; }}
    QWidget[panel="bg"] {{ background: {table.bg}; }}
    QWidget[panel="here"] {{ background: {table.accent_soft}; }}
    QFrame[rule="true"] {{ background: {table.line}; border: none; }}
    QLineEdit, QPlainTextEdit {{ background: {table.surface}; border: 1px solid {table.field};
        border-radius: 4px; padding: 4px 9px; min-height: 24px; color: {table.text};
        selection-background-color: {table.accent}; selection-color: {table.on_accent}; }}
    QPlainTextEdit {{ padding: 4px 5px; }}
    QPlainTextEdit:focus {{ border: 2px solid {table.accent}; padding: 3px 4px; }}
    QComboBox {{ background: {table.surface}; border: 1px solid {table.field}; border-radius: 4px;
        padding: 3px 9px; color: {table.text}; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox:focus {{ border: 2px solid {table.accent}; padding: 2px 8px; }}
    QComboBox QAbstractItemView {{ background: {table.surface}; color: {table.text};
        selection-background-color: {table.accent_soft}; selection-color: {table.text}; }}
    QMenu {{ background: {table.surface}; color: {table.text}; border: 1px solid {table.line2};
        padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {table.accent_soft}; color: {table.text}; }}
    QMenu::separator {{ height: 1px; background: {table.line}; margin: 4px 8px; }}
    QTextBrowser[panel="reading"] {{ background: {table.surface}; border: 1px solid {table.line2};
        border-radius: 6px; padding: 6px 14px; }}
    QTextBrowser[panel="reading"]:focus {{ border: 2px solid {table.accent}; padding: 5px 13px; }}
    QLineEdit:hover {{ border-color: {table.text2}; }}
    QLineEdit:focus {{ border: 2px solid {table.accent}; padding: 3px 8px; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {table.miss}; padding: 3px 8px; }}
    QToolTip {{ background: {table.surface}; color: {table.text};
        border: 1px solid {table.line2}; padding: 4px 6px; }}
    QScrollArea, QListView {{ border: none; background: transparent; }}
    QFileDialog QListView, QFileDialog QTreeView, .QListView {{
        background: {table.surface}; color: {table.text};
        selection-background-color: {table.accent_soft}; selection-color: {table.text}; }}
    QListView[panel="surface"] {{ background: {table.surface}; border: 1px solid {table.line2};
        border-radius: 4px; padding: 3px; }}
    QListView[panel="surface"]:focus {{ border: 2px solid {table.accent}; padding: 2px; }}
    QListView[panel="surface"]::item {{ padding: 2px 4px; }}
    QListView[panel="surface"]::item:selected {{ background: {table.accent_soft};
        color: {table.text}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {table.line2}; border-radius: 4px; margin: 1px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {table.field}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: {table.line}; }}
    """
