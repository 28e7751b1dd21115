"""Words of which a blot hides one letter: the rest tells them still."""

from __future__ import annotations

import random

import pytest

from tests.masking.sheet import Sheet, all_covered
from tools.drawing.fonts import Face
from zcdesk.applicant import Applicant
from zcdesk.masking.hits import Verdict

EMPLOYER = "云岭水利站"


@pytest.mark.parametrize("face", [Face.SONG, Face.KAI, Face.HEI])
@pytest.mark.parametrize(
    ("word", "blotted"),
    [("孙颖倩", 0), ("孙颖倩", 1), ("孙颖倩", 2), ("阿布都热合曼·玉素甫", 3), (EMPLOYER, 2)],
)
def test_a_word_with_a_blot_on_one_letter_is_covered_and_asked(
    face: Face, word: str, blotted: int
) -> None:
    sheet = Sheet(900, 200)
    own = sheet.write(f"承办人：{word}，男。", 60, 60, 30, face)[4 : 4 + len(word)]
    sheet.pen.ellipse(own[blotted], fill=(60,) * 3)
    hits = sheet.hits(Applicant("张伟" if word == EMPLOYER else word, EMPLOYER))
    assert {hit.verdict for hit in hits} == {Verdict.DOUBT}
    assert all_covered(hits, own)


@pytest.mark.parametrize("face", [Face.SONG, Face.FANGSONG])
@pytest.mark.parametrize("blotted", [2, 4])
def test_a_letter_beside_a_wide_dot_is_looked_for_on_its_side_of_it(
    face: Face, blotted: int
) -> None:
    sheet = Sheet(900, 300)
    own = sheet.write("由买买提•依明江同志负责", 60, 60, 34, face)[1:8]
    sheet.pen.ellipse(own[blotted], fill=(60,) * 3)
    hits = sheet.hits(Applicant("买买提·依明江", EMPLOYER))
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert all_covered(hits, own)


@pytest.mark.parametrize("name", ["热孜亚·班尔兰", "热孜班·努尔兰"])
def test_a_letter_that_is_read_beside_a_wide_dot_is_not_lost(name: str) -> None:
    sheet = Sheet(1000, 300)
    sheet.write("由热孜亚•努尔兰同志负责", 60, 60, 34, Face.KAI)
    sheet.write("编制人：买买提•依明", 60, 160, 34, Face.KAI)
    assert sheet.hits(Applicant(name, EMPLOYER)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["孙颖倩", "阿布都热合曼·玉素甫"])
def test_a_shorter_or_another_name_has_no_lost_letter(name: str) -> None:
    sheet = Sheet(1000, 600)
    rows = (
        "参加人员：孙倩、李颖倩、颖倩、孙颖、孙颖清、孙 倩",
        "孙颖（女）、孙\u3000倩",
        "阿布都合曼·玉素甫同志",
        "阿布都热合曼·玉素同志",
        "云岭利站",
    )
    for number, row in enumerate(rows):
        sheet.write(row, 60, 60 + 90 * number, 30)
    assert sheet.hits(Applicant(name, EMPLOYER)) == ()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), [("文萍", 11), ("易蕾", 7), ("易蕾", 13)])
def test_a_scrawl_in_which_any_letter_may_stand_is_no_latin_name(name: str, seed: int) -> None:
    strokes, sheet = random.Random(seed), Sheet(700, 500)
    for top in range(60, 485, 85):
        points = [(60.0, float(top))]
        for step in range(60):
            across, down = strokes.uniform(-10, 10), strokes.uniform(-20, 20)
            points.append((60 + 6 * step + across, top + down))
        sheet.pen.line(points, fill=(30,) * 3, width=2)
    codes = {hit.reason.code for hit in sheet.hits(Applicant(name, EMPLOYER))}
    assert not codes & {"hit.faint", "hit.broken"}
