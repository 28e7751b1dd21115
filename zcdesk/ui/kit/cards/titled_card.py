"""A card under its title, with the way to the manual: what pages of settings are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from zcdesk.ui.kit.cards.card import Card
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.look import Label, Part, TypeRole, beside, filled, stacked


def titled_card(title: str, *parts: Part, topic: str = "") -> QVBoxLayout:
    """Return ``title`` above a card of ``parts``; ``topic`` is a passage of the manual, or ""."""
    learn = (LearnMore(topic, title),) if topic else ()
    card = filled(Card(), stacked(*parts, gap=8, margins=(18, 10, 14, 10)))
    return stacked(8, beside((Label(title, TypeRole.TITLE), 1), *learn), card, gap=10)
