"""The shipped fonts: what they cover, how large they are, where they come from."""

from __future__ import annotations

import hashlib
import inspect
import tomllib
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from tools.drawing import ornaments, people, seals, words
from tools.drawing.documents import certificates, forms, official, writings
from tools.drawing.fonts import PRINTED, Face, covers, face_for, font
from zcdesk.resources import resource

LIMIT_EACH, LIMIT_TOGETHER = 3_000_000, 12_000_000
WRITERS = (people, words, ornaments, seals, certificates, forms, official, writings)


@pytest.mark.parametrize("face", Face)
def test_a_face_claims_exactly_the_letters_that_its_file_has(face: Face) -> None:
    table = TTFont(str(resource("fonts", face.value))).getBestCmap()
    claimed = tomllib.loads(resource("fonts", "letters.toml").read_text(encoding="utf-8"))
    assert set(claimed[face.value]) == set(map(chr, table))


@pytest.mark.slow
@pytest.mark.parametrize("face", Face)
def test_no_claimed_letter_is_drawn_as_nothing(face: Face) -> None:
    claimed = tomllib.loads(resource("fonts", "letters.toml").read_text(encoding="utf-8"))
    letters = [letter for letter in claimed[face.value] if not letter.isspace()]
    drawn = font(face, 24)
    empty = [letter for letter in letters if drawn.getmask(letter).getbbox() is None]
    assert not empty


@pytest.mark.parametrize("module", WRITERS, ids=lambda module: module.__name__.split(".")[-1])
def test_every_printed_face_has_every_letter_of_our_texts(module: ModuleType) -> None:
    letters = {letter for letter in inspect.getsource(module) if "\u3001" <= letter <= "\u9fff"}
    for face in PRINTED:
        missing = {letter for letter in letters if not covers(face, letter)}
        assert not missing, f"{face}: run tools/making/subset_fonts.py again"


@pytest.mark.slow
def test_all_letters_of_the_first_level_of_gb2312_are_there() -> None:
    rows = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    letters = b"".join(rows).decode("gb2312", errors="ignore")
    assert len(letters) == 3755
    assert not [letter for letter in letters for face in PRINTED if not covers(face, letter)]


def test_a_hand_that_lacks_a_letter_hands_it_to_another_face() -> None:
    assert not covers(Face.RUNNING, "翀")
    assert face_for("翀", Face.RUNNING) is Face.KAI
    with pytest.raises(LookupError, match="U\\+2603"):
        face_for("☃", Face.SONG)


def test_the_fonts_are_small_enough_to_ship() -> None:
    sizes = {face: resource("fonts", face.value).stat().st_size for face in Face}
    assert max(sizes.values()) < LIMIT_EACH
    assert sum(sizes.values()) <= LIMIT_TOGETHER


def test_each_font_names_its_origin_and_an_open_licence() -> None:
    told = tomllib.loads(resource("fonts", "SOURCES.toml").read_text(encoding="utf-8"))["font"]
    assert {one["file"] for one in told} == {face.value for face in Face}
    licence = resource("fonts", "OFL-1.1.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for one in told:
        data = resource("fonts", one["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        assert one["licence"] == "OFL-1.1"
        assert one["file"] in licence


def test_uyghur_letters_join() -> None:
    assert ornaments.joined_uyghur("بابا") == "ﺎﺑﺎﺑ"
    assert all(covers(Face.UYGHUR, letter) for line in ornaments.UYGHUR_LINES
               for letter in ornaments.joined_uyghur(line) if letter != " ")  # fmt: skip
