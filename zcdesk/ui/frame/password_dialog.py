"""The question for the password of a case or of files, with the manual beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.kit import given
from zcdesk.ui.look import tip


class PasswordDialog(QInputDialog):
    """Asks for a password, which is not shown as it is typed.

    Attributes:
        help_name: By which its passage of the manual is looked up.
    """

    def __init__(self, parent: QWidget, about: str, title: str, words: str) -> None:
        """Make the question; ``about`` is what the password opens, ``case`` or ``scans``."""
        super().__init__(
            parent,
            **given(
                inputMode=QInputDialog.InputMode.TextInput,
                textEchoMode=QLineEdit.EchoMode.Password,
                windowTitle=title,
                labelText=tip(words),
            ),
        )
        self.help_name = f"{type(self).__name__}.{about}"
        answer_f1(self)

    def answer(self) -> str:
        """Wait for the person and return what was typed, "" when the question was left."""
        agreed = self.exec() == QInputDialog.DialogCode.Accepted
        self.deleteLater()
        return self.textValue() if agreed else ""
