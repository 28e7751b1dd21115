"""The strip of topics: what is done, where one is, how much each holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.notices.sentences.proposals import Topic
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.notice.sheet import TRY
from zcdesk.ui.notice.words import in_words, topic_word


class TopicStrip(QWidget):
    """One button a topic, and one for the three people.

    Signals:
        chosen: A topic, or ``TRY``.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(2)
        self.buttons: dict[str, Button] = {}
        for name in (*map(str, Topic), TRY):
            button = Button(
                "", ButtonKind.GHOST, dense=True, checkable=True, do=partial(self._choose, name)
            )
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_topics(
        self, counts: Mapping[Topic, int], open_by: Mapping[Topic, int], here: str
    ) -> None:
        """Show how many rows each topic has, and whether something of it is asked."""
        for topic in Topic:
            button = self.buttons[topic]
            count = counts[topic] or ""
            words = f"{topic_word(topic)} {count}".strip()
            icon = "ring-dots" if open_by[topic] else "check"
            button.say(words, icon=icon)
            state = "editing.strip_open" if open_by[topic] else "editing.strip_done"
            button.setAccessibleName(f"{words}，{in_words(state, count=open_by[topic])}")
        self.buttons[TRY].say(in_words("editing.topic_try"))
        for name, button in self.buttons.items():
            button.setChecked(name == str(here))

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)
