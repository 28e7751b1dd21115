"""A page photographed with a telephone: where its corners come to lie is part of the truth."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np

from benchmarks.makers.desks import Ground, desk, things
from tools.drawing.marks import DrawnPage
from zcdesk.geometry import Point, Polygon, Transform
from zcdesk.picture import Picture

FOCAL = 0.62
"""Focal length of a telephone's main camera as a share of the picture's diagonal: 26 mm on film."""


@dataclass(frozen=True)
class Photo:
    """A photograph of one page.

    Attributes:
        page: The picture with the page's marks where they are seen now.
        corners: The page's corners as seen, clockwise from its own top left one.
        ground: What it lies on, as :func:`benchmarks.makers.desks.desk` names it.
        transform: From pixels of the page as it was to pixels of the photograph.
    """

    page: DrawnPage
    corners: Polygon
    ground: str
    transform: Transform


def photographed(page: DrawnPage, random: Random, long_side: int = 1600) -> Photo:
    """Lay ``page`` on a desk and photograph it by hand, a little from the side.

    Args:
        page: The page; its small and quarter turns stay as they are told.
        random: The only source of chance.
        long_side: Of the photograph, in pixels.
    """
    height, width = page.picture.shape[:2]
    sideways = (width > height) != (random.random() < 0.1)
    frame = (long_side, round(long_side * 0.75))
    size = frame if sideways else (frame[1], frame[0])
    transform = _seen((width, height), size, random)
    corners = transform.apply_all(((0, 0), (width, 0), (width, height), (0, height)))
    ground, kind = desk(size, random)
    ground = things(ground, random)
    picture = _laid(page.picture, ground, transform, corners, random)
    return Photo(replace(page.moved(picture, transform)), corners, kind, transform)


def _seen(paper: tuple[int, int], size: tuple[int, int], random: Random) -> Transform:
    """Return how a camera above the desk sees the paper, all of it inside the picture."""
    while True:
        tilt, towards = math.radians(random.uniform(0, 24)), random.uniform(0, math.tau)
        turn = math.radians(random.gauss(0, 5))
        focal = FOCAL * math.hypot(*size)
        matrix = _camera(paper, size, focal, tilt, towards, turn, random.uniform(0.7, 0.97))
        middle = Transform.shift(
            random.uniform(-0.03, 0.03) * size[0], random.uniform(-0.03, 0.03) * size[1]
        )
        transform = matrix.then(middle)
        width, height = paper
        corners = transform.apply_all(((0, 0), (width, 0), (width, height), (0, height)))
        rim = 0.012 * min(size)
        if all(rim < x < size[0] - rim and rim < y < size[1] - rim for x, y in corners):
            return transform


def _camera(
    paper: tuple[int, int],
    size: tuple[int, int],
    focal: float,
    tilt: float,
    towards: float,
    turn: float,
    share: float,
) -> Transform:
    """Return the map of a pinhole camera that looks at the middle of the paper."""
    axis = np.array([math.cos(towards), math.sin(towards), 0.0]) * tilt
    leaning, _ = cv2.Rodrigues(axis)
    turning, _ = cv2.Rodrigues(np.array([0.0, 0.0, turn]))
    rotation = leaning @ turning
    width, height = paper
    distance = focal / share * max(width / size[0], height / size[1])
    onto = np.column_stack([rotation[:, 0], rotation[:, 1], np.array([0.0, 0.0, distance])])
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1.0]])
    centred = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1.0]])
    matrix = lens @ onto @ centred
    return Transform.from_rows((matrix / matrix[2, 2]).tolist())


def _laid(
    sheet: Picture, ground: Ground, transform: Transform, corners: Polygon, random: Random
) -> Picture:
    height, width = ground.shape[:2]
    half = Transform.shift(0.5, 0.5)
    matrix = np.array(half.then(transform).then(half.inverse()).rows)
    # Pixels of the sheet are gathered, not picked: a camera does not alias either.
    shrink = math.sqrt(_area(corners) / (sheet.shape[0] * sheet.shape[1]))
    soft = sheet if shrink >= 1 else cv2.GaussianBlur(sheet, (0, 0), 0.35 / shrink)
    seen = cv2.warpPerspective(soft, matrix, (width, height), flags=cv2.INTER_CUBIC)
    inside = np.full(sheet.shape[:2], 255, np.uint8)
    share = (
        cv2.warpPerspective(inside, matrix, (width, height)).astype(np.float32)[:, :, None] / 255
    )
    reach = min(width, height) * random.uniform(0.004, 0.015)
    shadow = cv2.GaussianBlur(share[:, :, 0], (0, 0), reach)
    away = np.roll(shadow, (round(reach), round(random.choice((-1, 1)) * reach)), (0, 1))
    below = ground * (1 - random.uniform(0.1, 0.5) * away[:, :, None])
    paper = seen.astype(np.float32) * random.uniform(0.86, 0.98)
    light = _light((width, height), random)
    picture = (paper * share + below * (1 - share)) * light
    return np.asarray(np.clip(np.rint(picture), 0, 255), dtype=np.uint8)


def _light(size: tuple[int, int], random: Random) -> Ground:
    """Return the light on the scene: a slope, dim corners, the shadow of a hand, warm or cold."""
    width, height = size
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    angle = random.uniform(0, math.tau)
    slope = (across * math.cos(angle) + down * math.sin(angle)) * random.uniform(0, 0.16)
    corners = (across**2 + down**2) * random.uniform(0, 0.08)
    light = np.asarray(random.uniform(0.82, 1.0) + slope - corners, dtype=np.float32)
    if random.random() < 0.35:
        light = light * _shadow(size, random)
    warmth = random.uniform(-0.6, 1.0)
    cast = np.array([1 - 0.05 * max(0, -warmth), 0.985, 1 - 0.16 * max(0, warmth)], np.float32)
    return np.asarray(light[:, :, None] * cast, dtype=np.float32)


def _shadow(size: tuple[int, int], random: Random) -> Ground:
    """Return a soft-edged shadow that falls in from one side, as of an arm or the telephone."""
    width, height = size
    x, y = random.uniform(0, width), random.choice((0.0, float(height)))
    reach = min(size) * random.uniform(0.25, 0.5)
    shadow = np.zeros((height, width), np.float32)
    far: Point = (random.uniform(0.2, 0.8) * width, random.uniform(0.3, 0.7) * height)
    cv2.line(shadow, (round(x), round(y)), (round(far[0]), round(far[1])), 1.0, round(reach))
    soft = cv2.GaussianBlur(shadow, (0, 0), min(size) * random.uniform(0.01, 0.05))
    return np.asarray(1 - random.uniform(0.15, 0.4) * soft, dtype=np.float32)


def _area(corners: Polygon) -> float:
    return abs(cv2.contourArea(np.array(corners, np.float32)))
