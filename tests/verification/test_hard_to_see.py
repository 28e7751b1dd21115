"""Words that stand in plain sight, but not as lines of dark print: far apart, mirrored."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.verification.drawing import APPLICANT, columns, page, verify
from zcdesk.picture import Picture
from zcdesk.training.fonts import Face, font
from zcdesk.verification.picture import Status

ROWS = ("情况说明", "本项目由刘建国负责，李明参加编制。", "质量合格，同意验收。")
NAME = APPLICANT.name


def sheet() -> Image.Image:
    """Draw a page of A4 with other people's rows at its top."""
    image = Image.new("RGB", (1240, 1754), (255, 255, 255))
    rows = Image.fromarray(page(*ROWS))
    image.paste(rows, (60, 60))
    return image


def spread(text: str, step: tuple[int, int]) -> Picture:
    image = sheet()
    pen = ImageDraw.Draw(image)
    for number, letter in enumerate(text):
        at = 160 + step[0] * number, 800 + step[1] * number
        pen.text(at, letter, fill=(0, 0, 0), font=font(Face.SONG, 40))
    return np.array(image)


@pytest.mark.parametrize("step", [(160, 0), (260, 0), (0, 160), (0, 260)])
def test_a_name_whose_letters_stand_far_apart_is_not_clean(step: tuple[int, int]) -> None:
    assert verify(spread(NAME, step)).status is not Status.CLEAN


@pytest.mark.parametrize("text", ["燕晓王", "王建晓立燕", "王燕"])
def test_letters_far_apart_in_another_order_are_nobody(text: str) -> None:
    assert verify(spread(text, (160, 0))).status is Status.CLEAN


@pytest.mark.parametrize("across", [0, 1])
def test_a_name_in_mirror_writing_is_not_clean(across: int) -> None:
    mirrored = np.asarray(cv2.flip(page(*ROWS, f"姓名：{NAME}"), across), np.uint8)
    assert verify(mirrored).status is not Status.CLEAN


def test_a_mirrored_name_on_an_upright_page_and_in_a_column_is_not_clean() -> None:
    picture = page(*ROWS, f"姓名：{NAME}")
    picture[250:] = picture[250:, ::-1]
    assert verify(picture).status is not Status.CLEAN
    beside = np.asarray(cv2.flip(columns(f"申报人姓名：{NAME}"), 1), np.uint8)
    assert verify(beside).status is not Status.CLEAN


def test_the_print_of_others_that_shines_through_is_clean() -> None:
    behind = 255 - (255 - page("申报人周海波同志工作认真", *ROWS)[:, ::-1].astype(int)) // 3
    front = page(*ROWS)
    behind = np.roll(behind, 30, axis=0)[: front.shape[0]]
    both = np.minimum(front, behind).astype(np.uint8)
    assert verify(both).status is Status.CLEAN
