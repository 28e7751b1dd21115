"""A page writes a name otherwise: with tones, with signs between its letters, in half pinyin."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.drawn_text import LEFT, STEP, TOP, typed
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened

EMPLOYER = "新疆天山桥梁工程有限公司"
EM = 36
ROWS = (
    "负责人：张，建，军", "负责人：张 / 建 / 军", "负责人：张+建+军", "负责人：ZHANG建军",
    "负责人：弓长建军", "负责人：張建軍", "负责人：Zhang1 Jian4 jun1", "负责人：张建 JUN",
)  # fmt: skip
OTHERS = (
    "负责人：张，建，平", "负责人：张 / 建 / 国", "负责人：ZHANG建平", "负责人：张建Junfu",
    "负责人：Zhang1 Jian4 ping2", "负责人：Zhang1 Min2 Jian4 Jun1",
)  # fmt: skip


@cache
def reading(rows: tuple[str, ...]) -> Reading:
    return read_evened(evened(typed(*rows, em=EM)))


def found(read: Reading, name: str) -> tuple[Hit, ...]:
    sought = keywords(words(Applicant(name, EMPLOYER)))
    hits = search(read.lines, sought, (Target.NAME,))
    return tuple(hit for hit in hits if hit.verdict is not Verdict.LEAVE)


@pytest.mark.parametrize("row", range(len(ROWS)), ids=ROWS)
def test_another_writing_of_the_name_is_covered(row: int) -> None:
    covers = [hit for hit in found(reading(ROWS), "张建军") if hit.covers_by_default]
    middle = TOP + row * STEP + EM / 2
    own = [bounds(hit.mask.polygon) for hit in covers]
    assert any(top < middle < bottom and left < LEFT + 5 * EM for left, top, _, bottom in own)


def test_what_may_stand_there_by_chance_is_asked_about() -> None:
    codes = {hit.reason.code for hit in found(reading(ROWS), "张建军") if hit.is_doubt}
    assert {"hit.written_otherwise"} <= codes <= {"hit.written_otherwise", "hit.faint"}


def test_another_name_one_letter_off_stays() -> None:
    assert not found(reading(OTHERS), "张建军")


def test_the_ends_of_two_clauses_are_no_name() -> None:
    rows = ("全县水平高，明年再评", "作者：高/明")
    hits = found(reading(rows), "高明")
    assert [hit.reason.code for hit in hits] == ["hit.written_otherwise"]
    assert bounds(hits[0].mask.polygon)[1] > TOP + STEP / 2


def test_a_comma_behind_the_given_name_parts_it_from_the_surname() -> None:
    hits = found(reading(("海群，胡", "作者：海群、胡立", "李海群，胡立")), "胡海群")
    assert [hit.reason.code for hit in hits] == ["hit.written_otherwise"]
    assert bounds(hits[0].mask.polygon)[1] < TOP + STEP / 2


def test_tone_marks_do_not_hide_a_name() -> None:
    letters = ImageFont.truetype(BytesIO(pymupdf.Font("cjk").buffer), 32)
    image = Image.fromarray(typed("负责人：", em=EM))
    pen = ImageDraw.Draw(image)
    for row, text in enumerate(("Ōuyáng Zhé", "ZHÉ ŌUYÁNG", "Ōu-yáng-Zhé")):
        pen.text((LEFT + 200, TOP + row * STEP), text, fill=(20, 20, 20), font=letters)
    read = read_evened(evened(np.array(image)))
    assert len([hit for hit in found(read, "欧阳喆") if hit.verdict is Verdict.COVER]) == 3
    assert not found(read, "欧阳敏")


@pytest.mark.parametrize("step", [0.7, -0.7, 1.0])
def test_letters_that_step_up_or_down_are_one_name(step: float) -> None:
    read = read_evened(evened(_staircase("赵启明", step)))
    assert {hit.verdict for hit in found(read, "赵启明")} == {Verdict.COVER}
    assert not found(read, "赵启亮")


def _staircase(name: str, step: float) -> Picture:
    image = Image.fromarray(typed("主持人的姓名写在下面一行里", "", "", "", "", em=EM))
    pen = ImageDraw.Draw(image)
    for place, letter in enumerate(name):
        at = LEFT + 200 + place * EM * 1.1, TOP + 3 * STEP + (place - 1) * step * EM
        pen.text(at, letter, fill=(20, 20, 20), font=font(Face.HEI, EM), anchor="ls")
    return np.array(image)
