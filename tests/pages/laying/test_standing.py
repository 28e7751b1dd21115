"""What a person changes about a page starts from the decoded picture and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from benchmarks.makers.photographing import Photo, photographed
from tests.pages.drawn import letter, rotated
from tests.pages.opened import opened
from tools.drawing.documents import draw_page
from tools.drawing.marks import Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.geometry import Transform
from zcdesk.pages.laying.shading import unevenness, with_even_light
from zcdesk.pages.laying.standing import page_from_corners, turned
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import prepare, upright_picture
from zcdesk.picture import Picture


def photo(seed: int, kind: str = "posting", dpi: int = 110) -> Photo:
    random = Random(seed)
    person = invent_person(random)
    page = draw_page(kind, person, invent_colleagues(person, random), random, dpi)
    return photographed(page, random, 1440)


def prepared(folder: Path, picture: Picture) -> tuple[Page, Picture]:
    path = folder / "scan.png"
    Image.fromarray(picture).save(path)
    found = prepare(opened(path))
    return found.page, found.picture


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_photo_is_flattened_and_stood_upright_in_one_mapping(tmp_path: Path, turn: int) -> None:
    shot = photo(7)
    page, picture = prepared(tmp_path, rotated(shot.page.picture, turn))
    assert (page.turn, page.turn_sure) == ((360 - turn) % 360, True)
    assert "page.outlined" in [each.code for each in page.findings]
    assert page.height / page.width == pytest.approx(2**0.5, rel=0.02)
    height, width = shot.page.picture.shape[:2]
    there = Transform.quarter_turn(turn, width, height).then(page.transform)
    for x, y in there.apply_all(shot.corners):
        assert min(abs(x), abs(x - page.width)) < 0.01 * page.width
        assert min(abs(y), abs(y - page.height)) < 0.01 * page.width
    assert picture.shape == (page.height, page.width, 3)


@pytest.mark.slow
def test_another_outline_replaces_the_one_before_and_none_gives_the_picture_back(
    tmp_path: Path,
) -> None:
    shot = photo(7)
    source = shot.page.picture
    page, _ = prepared(tmp_path, source)
    whole = page_from_corners(page, None)
    assert (upright_picture(source, whole) == source).all()
    again = page_from_corners(turned(whole, 90), shot.corners)
    assert (again.turn, again.skew) == (90, 0.0)
    assert "page.outlined" not in [each.code for each in again.findings]
    x, y = again.transform.apply(shot.corners[0])
    assert (x, y) == pytest.approx((again.width, 0), abs=1e-3)
    assert upright_picture(source, again).shape == (again.height, again.width, 3)


@pytest.mark.slow
def test_each_offered_document_becomes_a_page(tmp_path: Path) -> None:
    random = Random(1)
    person = invent_person(random)
    cards = draw_page("id_card", person, invent_colleagues(person, random), random, 150)
    page, _ = prepared(tmp_path, cards.picture)
    assert page.corners is None
    front, back = (page_from_corners(page, corners) for corners in page.offered)
    assert front.corners == page.offered[0]
    assert back.offered == ()
    assert front.width / front.height == pytest.approx(1.585, rel=0.03)
    assert upright_picture(cards.picture, front).shape == (front.height, front.width, 3)


def shaded(picture: Picture) -> Picture:
    light = np.linspace(0.5, 1.0, picture.shape[1], dtype=np.float32)[None, :, None]
    cast = np.array([1.0, 0.95, 0.8], np.float32)
    return np.asarray(np.rint(picture * light * cast), dtype=np.uint8)


def test_shadow_and_cast_go_and_seals_and_photos_keep_their_look() -> None:
    random = Random(5)
    person = invent_person(random)
    page = draw_page("title_certificate", person, invent_colleagues(person, random), random, 100)
    plain, dim = page.picture, shaded(page.picture)
    even = with_even_light(dim)
    assert unevenness(dim) > 0.35
    assert unevenness(even) < 0.1
    for mark in page.having(Role.PHOTO, Role.OTHER_SEAL):
        corners = np.array(mark.characters[0])
        left, top = np.maximum(corners.min(axis=0).astype(int), 0)
        right, bottom = corners.max(axis=0).astype(int)
        before = plain[top:bottom, left:right].astype(float).mean(axis=(0, 1))
        after = even[top:bottom, left:right].astype(float).mean(axis=(0, 1))
        assert np.abs(after - before).max() < 22, mark.role
    assert (with_even_light(np.zeros((60, 60, 3), np.uint8)) == 0).all()


@pytest.mark.slow
def test_even_light_belongs_to_the_page_and_can_be_taken_back(tmp_path: Path) -> None:
    source = shaded(letter())
    page, picture = prepared(tmp_path, source)
    assert "clarity.shadow" in [each.code for each in page.findings]
    bright = upright_picture(source, replace(page, even_light=True))
    assert unevenness(bright) < 0.1 < unevenness(picture)
    assert (upright_picture(source, page) == picture).all()
