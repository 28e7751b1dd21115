"""The network that finds things: its pages, outlines, calibration and judging; its trainer."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

import cv2
import numpy as np
import onnxruntime
import pytest

from benchmarks.stamped_pages import drawn, with_place
from benchmarks.things.calibrating import ASK, COVER, calibrated, curve
from benchmarks.things.features import draw_pages, kept
from benchmarks.things.finding import Blob, blobs
from benchmarks.things.judging import Row, is_right, judge, table
from benchmarks.things.kinds import KINDS, Kind, Thing, label_map
from benchmarks.things.pages import learning_page, turned
from benchmarks.things.spoiling import spoilt
from zcdesk.geometry import Polygon, bounds, box

SIZE = (88, 120)
"""Width and height of the maps of a page of A4."""


def disc(x: float, y: float, wide: float, tall: float) -> Polygon:
    turns = np.linspace(0, math.tau, 48, endpoint=False)
    return tuple(
        zip((x + wide * np.cos(turns)).tolist(), (y + tall * np.sin(turns)).tolist(), strict=True)
    )


def answer_of(*things: Thing) -> np.ndarray:
    """What a network that is right answers: high inside a thing, falling off at its edge."""
    answer = np.zeros((len(KINDS), SIZE[1], SIZE[0]), np.float32)
    for thing in things:
        fine = np.zeros((SIZE[1] * 8, SIZE[0] * 8), np.uint8)
        for place in thing.places:
            cv2.fillPoly(fine, [np.rint(np.array(place) * 8).astype(np.int32)], 255)
        share = cv2.resize(fine, SIZE, interpolation=cv2.INTER_AREA) / np.float32(255)
        answer[KINDS.index(thing.kind)] = np.maximum(answer[KINDS.index(thing.kind)], share * 0.96)
    return answer


@pytest.mark.nightly
def test_a_seed_draws_one_page_and_its_things_lie_on_it() -> None:
    found: set[Kind] = set()
    for seed in range(6):
        page, again = learning_page(seed), learning_page(seed)
        assert np.array_equal(page.picture, again.picture)
        assert page.things == again.things
        found |= {thing.kind for thing in page.things}
        height, width = page.picture.shape[:2]
        for thing in page.things:
            left, top, right, bottom = bounds(thing.places[0])
            assert right > 0
            assert bottom > 0
            assert left < width
            assert top < height
    assert len(found) >= 4


def test_things_turn_with_their_page() -> None:
    picture = np.full((120, 80, 3), 255, np.uint8)
    picture[10:30, 20:60] = 0
    thing = Thing(Kind.BOX, (box(20, 10, 60, 30),))
    for quarters in (1, 2, 3):
        there, (moved,) = turned(picture, (thing,), quarters)
        left, top, right, bottom = (round(edge) for edge in bounds(moved.places[0]))
        assert there[top:bottom, left:right].max() == 0
        assert int((there == 0).sum()) == 20 * 40 * 3


@pytest.mark.slow
def test_a_stamped_page_is_the_same_with_and_without_the_place_of_its_stamp() -> None:
    page, (marked, stamp) = drawn(3), with_place(3)
    assert np.array_equal(page.page.picture, marked.page.picture)
    assert stamp not in page.page.marks
    assert marked.page.marks == page.page.marks


def test_each_kind_tells_its_share_of_a_place_where_things_overlap() -> None:
    things = (
        Thing(Kind.RING, (disc(30, 30, 8, 8),)),
        Thing(Kind.HAND, (box(26, 28, 50, 32),)),
        Thing(Kind.BOX, (box(60, 60, 70.5, 70),)),
    )
    label = label_map(things, SIZE)
    ring, hand, stamp = (label[KINDS.index(kind)] for kind in (Kind.RING, Kind.HAND, Kind.BOX))
    assert label.shape == (len(KINDS), SIZE[1], SIZE[0])
    assert [place[30, 30] for place in (ring, hand, stamp)] == [255, 255, 0]
    assert [place[30, 45] for place in (ring, hand)] == [0, 255]
    assert [place[36, 30] for place in (ring, hand)] == [255, 0]
    assert 64 <= stamp[65, 70] <= 191
    assert label[:, 100, 60].max() == 0


@pytest.mark.parametrize(
    "thing",
    [
        Thing(Kind.RING, (disc(40.3, 50.7, 10.4, 10.4),)),
        Thing(Kind.RING, (disc(12.0, 20.5, 11.0, 7.2),)),
        Thing(Kind.PORTRAIT, (box(50.2, 20.6, 62.4, 37.1),)),
        Thing(Kind.BOX, (box(10.5, 90.4, 40.8, 98.7),)),
        Thing(Kind.CODE, (box(0, 0, 9, 9),)),
    ],
)
def test_an_outline_is_fitted_to_a_third_of_a_place(thing: Thing) -> None:
    (blob,) = blobs(answer_of(thing))
    assert blob.kind is thing.kind
    assert np.abs(np.array(bounds(blob.outline)) - bounds(thing.places[0])).max() < 1 / 3


def test_two_things_of_a_kind_are_two_finds() -> None:
    pair = Thing(Kind.CODE, (box(10, 10, 20, 20),)), Thing(Kind.CODE, (box(40, 10, 50, 20),))
    assert len(list(blobs(answer_of(*pair)))) == 2


def test_things_that_touch_are_two_finds_where_the_answer_falls_between_them() -> None:
    pair = [Thing(Kind.RING, (disc(x, 40, 7, 7),)) for x in (20, 35.5)]
    answer = np.maximum(answer_of(*pair), 0)
    bridge = answer[KINDS.index(Kind.RING), 38:42, 26:30]
    bridge[:] = np.clip(bridge, 0.3, 0.45)
    places = sorted(bounds(blob.outline) for blob in blobs(answer))
    assert len(places) == 2
    for found, ring in zip(places, pair, strict=True):
        assert np.abs(np.array(found) - bounds(ring.places[0])).max() < 1


def test_a_spoilt_page_keeps_its_size_and_its_seed_tells_how() -> None:
    page = np.full((300, 211, 3), 240, np.uint8)
    page[100:140, 40:150] = (200, 30, 40)
    seen = set()
    for seed in range(12):
        spoiled = spoilt(page, Random(seed))
        assert spoiled.shape == page.shape
        assert spoiled.dtype == np.uint8
        assert np.array_equal(spoiled, spoilt(page, Random(seed)))
        seen.add(spoiled.tobytes())
    assert len(seen) == 12


def test_probabilities_rise_with_the_score_and_are_shares_of_what_was_right() -> None:
    judged = [(0.3, False)] * 30 + [(0.5, True)] * 10 + [(0.6, False)] * 10 + [(0.9, True)] * 30
    scores, shares = curve(judged)
    assert shares == sorted(shares)
    assert np.interp(0.3, scores, shares) == 0
    assert np.interp(0.55, scores, shares) == pytest.approx(0.5)
    assert np.interp(0.9, scores, shares) == 1
    blob = Blob(Kind.RING, 0.55, ())
    assert calibrated(blob, {Kind.RING: (scores, shares)}).score == pytest.approx(0.5)
    assert ASK < 0.5 < COVER


def test_nothing_is_sure_of_a_kind_that_was_never_seen() -> None:
    scores, shares = curve([])
    assert (scores, shares) == ([0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0])


def test_a_page_is_judged_by_what_is_found_missed_and_false() -> None:
    ring, lost = Thing(Kind.RING, (disc(30, 30, 8, 8),)), Thing(Kind.RING, (disc(60, 90, 8, 8),))
    found = [
        Blob(Kind.RING, 0.95, disc(30.5, 30, 8, 8)),
        Blob(Kind.RING, 0.5, disc(70, 20, 6, 6)),
        Blob(Kind.RING, 0.1, lost.places[0]),
    ]
    rows: dict[Kind, Row] = {}
    judge(rows, found, (ring, lost), SIZE, "page")
    row = rows[Kind.RING]
    assert (row.true, row.sure, row.asked, row.missed) == (2, 1, 0, ["page"])
    assert (row.false_sure, row.false_asked) == (0, 1)
    assert max(row.off[:1]) == pytest.approx(0.5, abs=0.1)
    assert is_right(found[0], (ring, lost), SIZE)
    assert not is_right(found[1], (ring, lost), SIZE)
    assert "| ring | network | 2 | 1 | 0 | 1 | 0 | 1 |" in "\n".join(table({"network": rows}))


@pytest.mark.nightly
def test_what_was_seen_of_a_page_is_kept(tmp_path: Path) -> None:
    (path,) = draw_pages("stamped", 5, 1, tmp_path, rules=True)
    before = path.stat().st_mtime_ns
    assert draw_pages("stamped", 5, 1, tmp_path) == [path]
    assert path.stat().st_mtime_ns == before
    found = kept(path)
    assert Kind.BOX in {thing.kind for thing in found.things()}
    assert Kind.RING in {blob.kind for blob in found.by_rules()}
    columns, rows = found.size
    assert found.colours.shape == (10, rows, columns)
    assert [maps.shape for maps in found.maps] == [
        (96, rows // step, columns // step) for step in (1, 2, 4)
    ]
    assert label_map(found.things(), found.size).any()


def test_the_same_seeds_give_the_same_weights_and_a_file_that_answers_alike(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the trainer's torch is no dependency")
    pytest.importorskip("onnx", reason="the trainer's onnx is no dependency")
    from benchmarks.things.training import INPUTS, export, load, train

    pages = draw_pages("learning", 0, 3, tmp_path)
    first, second = train(pages, 2, 7), train(pages, 2, 7)
    for one, other in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-6)
    export(first, tmp_path / "head.onnx")
    maps = load(pages[0])
    session = onnxruntime.InferenceSession(tmp_path / "head.onnx")
    given = {name: each.numpy() for name, each in zip(INPUTS, maps, strict=True)}
    answer = torch.sigmoid(first(*maps))[:, [KINDS.index(Kind.PORTRAIT)]].detach().numpy()
    assert np.abs(session.run(None, given)[0] - answer).max() < 1e-5
