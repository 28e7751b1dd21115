"""What is typed or pasted as a word in the Arabic script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.names.arabic_typing import LETTERS, is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible

INVISIBLE = "\u200e\u200f\u200b\u200c\u200d\u202a\u202b\u202c\u2067\u2069\ufeff\u0640"


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("ئەكرەم سۇلايمان", True),
        ("2-ئوتتۇرا مەكتەپ", True),
        ("ەسەتوۆ", True),
        ("Ekrem", False),
        ("ئەكرەم Ekrem", False),
        ("艾克然", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_word_is_of_the_script_when_all_its_letters_are(text: str, arabic: bool) -> None:
    assert is_typed_in_arabic(text) is arabic


@given(st.text(st.sampled_from(LETTERS + " " + INVISIBLE), max_size=30))
def test_what_nobody_sees_is_taken_out_and_no_letter_with_it(text: str) -> None:
    shown = without_invisible(text)
    assert not set(INVISIBLE) & set(shown)
    assert [c for c in shown if c in LETTERS] == [c for c in text if c in LETTERS]
    assert without_invisible(shown) == shown
    assert shown == shown.strip()


def test_forms_of_a_printed_page_become_its_letters() -> None:
    assert without_invisible("ﺋﻪﻛﺮﻩﻡ") == "ئەكرەم".replace("ە", "ه")
