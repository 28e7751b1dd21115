"""The question for the password of a case or of files, with the manual beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.look import tip


class PasswordDialog(QInputDialog):
    """Asks for a password, which is not shown as it is typed.

    Attributes:
        help_name: By which its passage of the manual is looked up.
    """

    def __init__(self, parent: QWidget, about: str, title: str, words: str) -> None:
        """Make the question; ``about`` is what the password opens, ``case`` or ``scans``."""
        super().__init__(parent)
        self.help_name = f"{type(self).__name__}.{about}"
        self.setInputMode(QInputDialog.InputMode.TextInput)
        self.setTextEchoMode(QLineEdit.EchoMode.Password)
        self.setWindowTitle(title)
        self.setLabelText(tip(words))
        answer_f1(self)

    def answer(self) -> str:
        """Wait for the person and return what was typed, "" when the question was left."""
        agreed = self.exec() == QInputDialog.DialogCode.Accepted
        self.deleteLater()
        return self.textValue() if agreed else ""
