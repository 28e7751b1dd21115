"""Every Han letter is one, those that an editor would turn into another among them."""

from __future__ import annotations

import pytest

from zcdesk.han import is_han


@pytest.mark.parametrize("letter", ["张", "䶮", "𠮷", "𬭎", "〇", "\uf9d1", "\ufa0e", "\U00030edd"])
def test_a_han_letter_is_one(letter: str) -> None:
    assert is_han(letter)


@pytest.mark.parametrize("text", ["", "a", "张3", "·", "ئ", "\ue000"])
def test_what_is_no_han_letter_is_none(text: str) -> None:
    assert not is_han(text)
