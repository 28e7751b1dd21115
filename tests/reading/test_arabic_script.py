"""Lines in Arabic script are read by Tesseract's network, quietly and without a file."""

from __future__ import annotations

import os
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.setup.checkout import ROOT
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import is_arabic, read_arabic_script, text_of

NAME = "ئالىمجان تۇرسۇن"
EMPLOYER = "شىنجاڭ قۇرۇلۇش چەكلىك شىركىتى"


def _line(text: str, em: int = 30) -> GreyPicture:
    shaped, drawn = joined_uyghur(text), font(Face.UYGHUR, em)
    left, top, right, bottom = drawn.getbbox(shaped)
    size = (round(right - left) + em, round(bottom - top) + em // 2)
    paper = Image.new("L", size, 245)
    ImageDraw.Draw(paper).text((em // 2 - left, em // 4 - top), shaped, font=drawn, fill=40)
    return np.asarray(paper)


def _alike(read: str, text: str) -> float:
    letters = "".join(letter for letter in text if is_arabic(letter))
    return SequenceMatcher(None, read, letters, autojunk=False).ratio()


@pytest.mark.parametrize("text", [NAME, EMPLOYER, "جاڭ ۋېي", "گۈلنار ئەھمەت"])
@pytest.mark.parametrize("em", [20, 30, 44])
def test_a_printed_line_is_read(text: str, em: int) -> None:
    reading = read_arabic_script(_line(text, em))
    assert reading.agreed
    assert max(_alike(reading.text, text), 0) >= 0.8


def test_a_line_without_letters_gives_none() -> None:
    for ground in (0, 128, 255):
        reading = read_arabic_script(np.full((48, 400), ground, np.uint8))
        assert reading.looks == ()
        assert not reading.agreed


def test_letters_stand_where_they_were_printed() -> None:
    """The first word of a line in Arabic script stands on the right."""
    reading = read_arabic_script(_line(NAME))
    first, last = reading.looks[0][0], reading.looks[0][-1]
    assert first.text == "ئ"
    assert last.text == "ن"
    assert first.left > 0.8
    assert last.right < 0.25


def test_words_begin_where_a_space_was_read_and_end_in_the_paper_before_the_next_one() -> None:
    name = "گۈلنار ئەھمەت"
    look = read_arabic_script(_line(name)).looks[0]
    first, second = (n for n, letter in enumerate(look) if letter.begins)
    assert first == 0
    assert text_of(look[second:]) == name.split()[1]
    assert look[second - 1].left == pytest.approx(look[second].right, abs=0.1)


def test_a_line_that_stands_upside_down_is_read_and_its_letters_stand_where_they_are() -> None:
    reading = read_arabic_script(np.ascontiguousarray(_line(EMPLOYER)[::-1, ::-1]))
    assert reading.agreed
    assert reading.turned
    assert _alike(reading.text, EMPLOYER) >= 0.8
    assert reading.looks[0][0].right < 0.2
    assert reading.looks[0][-1].left > 0.8


def test_reading_says_nothing_and_writes_no_file(tmp_path: Path) -> None:
    picture = tmp_path / "line.png"
    Image.fromarray(_line("ئىسمى", 48)).save(picture)
    code = (
        "import sys, numpy; from PIL import Image;"
        "from zcdesk.reading.arabic.script import read_arabic_script;"
        "read_arabic_script(numpy.asarray(Image.open(sys.argv[1])))"
    )
    work = tmp_path / "empty"
    work.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", code, str(picture)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(work)},
        capture_output=True,
        check=True,
    )
    assert (run.stdout, run.stderr) == (b"", b"")
    assert list(work.iterdir()) == []
