"""The second reading finds a name with something set between its letters, by itself."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.drawn_text import typed
from zcdesk.applicant import Applicant
from zcdesk.names.search_words import words
from zcdesk.verification.words.identity import words_in_text
from zcdesk.verification.words.judging import Certainty
from zcdesk.verification.words.seeing import look

EMPLOYER = "新疆天山桥梁工程有限公司"
OWN = words(Applicant("欧阳喆", EMPLOYER))


@pytest.mark.parametrize(
    "text",
    ["Ōuyáng Zhé", "ZHÉ ŌUYÁNG", "欧，阳，喆", "欧 / 阳 / 喆", "欧|阳|喆", "Оуян Чжэ", "歐陽嚞",
     "欧阳吉吉", "OU阳喆", "Ou1yang2 Zhe2", "ou1 yang2 zhe2", "Ōu-yáng-Zhé", "欧＋阳＋喆"],
)  # fmt: skip
def test_a_text_holds_another_writing_of_the_name(text: str) -> None:
    assert words_in_text(f"第1页 {text} 同志", OWN)


@pytest.mark.parametrize(
    "text",
    ["欧阳哲", "Ōuyáng Zhēn", "欧，阳，敏", "Оуян Чжэн", "欧阳古吉", "OU阳敏", "Ou1yang2 Zheng4"],
)
def test_a_text_with_another_name_holds_none(text: str) -> None:
    assert not words_in_text(f"第1页 {text} 同志", OWN)


def test_a_page_shows_them() -> None:
    rows = (
        "负责人：张，建，军",
        "负责人：Zhang1 Jian4 jun1",
        "负责人：弓长建军",
        "负责人：张建JUN",
    )
    seen = look(typed(*rows), words(Applicant("张建军", EMPLOYER))).sightings
    assert [one.certainty for one in seen] == [
        Certainty.LEAK, Certainty.LEAK, Certainty.REVIEW, Certainty.REVIEW,
    ]  # fmt: skip
    assert not look(typed(*rows), words(Applicant("张建平", EMPLOYER))).sightings


def test_a_letter_with_a_tone_mark_goes_on_with_its_word() -> None:
    """LǏ Jìng is not LI J, the initials of 李娟."""
    letters = ImageFont.truetype(BytesIO(pymupdf.Font("cjk").buffer), 32)
    image = Image.fromarray(typed("负责人："))
    ImageDraw.Draw(image).text((290, 80), "LǏ Jìng", fill=(20, 20, 20), font=letters)
    page = np.array(image)
    assert not look(page, words(Applicant("李娟", EMPLOYER))).sightings
    assert look(page, words(Applicant("李静", EMPLOYER))).sightings
