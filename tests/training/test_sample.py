"""The fictional sample applicant as she ships."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image, ImageOps

from tools.drawing.documents import KINDS
from tools.drawing.people import NO_DISTRICT
from tools.tests.drawing.inked import contrast
from zcdesk.notices.files.loading import load_notice
from zcdesk.resources import resource

NOTICE = "region-senior-2024"
LIMIT = 12_000_000


def folder() -> Path:
    return resource("samples", NOTICE)


@cache
def told() -> dict[str, Any]:
    text = (folder() / "sample.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder() / "truth.json").read_text(encoding="utf-8"))
    return content


def shown(file: str) -> np.ndarray[Any, np.dtype[np.uint8]]:
    with Image.open(folder() / file) as image:
        return np.array(ImageOps.exif_transpose(image).convert("RGB"), dtype=np.uint8)


def test_every_picture_belongs_to_a_slot_and_every_slot_has_its_picture() -> None:
    pictures = {path.name for path in folder().iterdir() if path.suffix in (".jpg", ".png")}
    assert pictures == {one["file"] for one in told()["files"]} == set(truth())


def test_the_sample_is_rich_and_small() -> None:
    files = [folder() / one["file"] for one in told()["files"]]
    assert len(files) >= 26
    assert len({page["kind"] for page in truth().values()}) >= 14
    assert {page["kind"] for page in truth().values()} <= set(KINDS)
    assert sum(path.stat().st_size for path in files) <= LIMIT
    assert {path.suffix for path in files} == {".jpg", ".png"}
    assert {page["turned"] for page in truth().values()} == {0, 90, 180, 270}
    named = [path for path in files if told()["applicant"]["name"] in path.name]
    assert 4 <= len(named) <= len(files) / 2


def test_the_slots_are_those_of_the_notice() -> None:
    sections = load_notice(NOTICE).sections
    known = {slot.id for section in sections for slot in section.slots}
    assert {one["slot"] for one in told()["files"]} <= known


def test_some_pictures_were_turned_by_a_camera_tag() -> None:
    tags = set()
    for one in told()["files"]:
        with Image.open(folder() / one["file"]) as image:
            tags.add(image.getexif().get(0x0112, 1))
    assert {1, 3, 6, 8} <= tags


@pytest.mark.parametrize("file", sorted(one["file"] for one in told()["files"]))
def test_the_truth_lies_on_the_ink_of_the_shown_picture(file: str) -> None:
    picture, page = shown(file), truth()[file]
    assert picture.shape == (page["height"], page["width"], 3)
    for mark in page["marks"]:
        for polygon in mark["characters"]:
            corners = tuple((x, y) for x, y in polygon)
            assert contrast(picture, corners) > 20, f"{mark['role']} {mark['text']}"


def test_the_applicant_is_named_in_many_ways() -> None:
    marks = [mark for page in truth().values() for mark in page["marks"]]
    roles = {mark["role"] for mark in marks}
    assert {"name", "name-latin", "employer", "employer-short", "seal", "signature", "photo",
            "code", "id-number", "other-name", "other-seal"} <= roles  # fmt: skip
    assert any(" " in mark["text"] for mark in marks if mark["role"] == "name")
    assert any("·" in mark["text"] for mark in marks if mark["role"] == "other-name")
    assert 5 <= sum(mark["role"] == "seal" for mark in marks) <= 8


def test_nobody_can_have_this_identity_number() -> None:
    assert told()["applicant"]["id_number"].startswith(NO_DISTRICT)
