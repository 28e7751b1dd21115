"""Draws portraits for the network: soft heads and shoulders of its own, unlike those of the judges.

``benchmarks/makers/figures.py`` draws flat shapes for judging. Here light, hair, cloth and ground
are grown from noise and slopes, so that neither learns the other's strokes.
"""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import Picture

Floats = NDArray[np.float32]

_SKINS = ((236, 198, 170), (214, 170, 138), (188, 142, 110), (150, 104, 76), (248, 222, 204))
_HAIRS = ((18, 16, 18), (38, 28, 24), (70, 52, 40), (128, 124, 122), (206, 204, 204))


def bust(width: int, height: int, random: Random) -> Picture:
    """Draw head and shoulders of an invented person before a plain or living ground."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = columns / width, rows / height * (height / width)
    long = height / width
    noise = np.random.default_rng(random.getrandbits(32))
    picture = _ground(width, height, random, noise)
    middle, level = random.uniform(0.44, 0.56), long * random.uniform(0.34, 0.46)
    half = random.uniform(0.15, 0.23)
    high = half * random.uniform(1.2, 1.45)
    turn = (x - middle) / half
    hair, skin = _shade(random.choice(_HAIRS), random), _shade(random.choice(_SKINS), random)
    if random.random() < 0.45:  # long hair or a scarf behind the head
        reach, deep = random.uniform(1.15, 1.5), random.uniform(1.2, 2.3)
        behind = _soft(1 - np.hypot(turn / reach, (y - level) / (high * deep)), 0.05)
        cloth = hair if random.random() < 0.6 else _cloth(random)
        picture = _over(picture, behind, cloth, 0.9 + 0.2 * x)
    shoulder = level + high * random.uniform(1.05, 1.35)
    slope = random.uniform(0.25, 0.6)
    wide = random.uniform(0.36, 0.56)
    body = y - shoulder - slope * half * (np.abs(x - middle) / wide) ** 2 * 2
    body = np.minimum(body * 6, (wide - np.abs(x - middle)) * 8 + (y - shoulder) * 2)
    folds = 1 + 0.16 * np.sin(x * random.uniform(8, 30) + 3 * y) * random.random()
    picture = _over(picture, _soft(body, 0.08), _cloth(random), folds)
    if random.random() < 0.6:  # a shirt's opening
        opening = (y - shoulder) * random.uniform(0.3, 0.6) - np.abs(x - middle) + half * 0.35
        picture = _over(picture, _soft(opening * 8, 0.1), _cloth(random, pale=0.7), 1 + 0 * x)
    neck = np.minimum((half * 0.55 - np.abs(x - middle)) * 8, (shoulder + half * 0.4 - y) * 6)
    neck = np.where(y > level, neck, -1)
    picture = _over(picture, _soft(neck, 0.1), skin, 0.84 + 0 * x)
    cap = _soft(1 - np.hypot(turn / 1.1, (y - level + high * 0.2) / (high * 1.0)), 0.05)
    worn = random.random()
    if worn < 0.92:  # hair, or a scarf, hat or cap of any colour
        cover = hair if worn < 0.72 else _cloth(random)
        picture = _over(picture, cap, cover, 0.92 + 0.16 * x)
    side = random.uniform(-0.35, 0.35)
    light = 1 + side * turn * 0.5 - 0.1 * (y - level) / high
    forehead = high * random.uniform(0.1, 0.35)
    face = 1 - np.hypot(turn, (y - level - forehead / 2) / (high - forehead / 2))
    picture = _over(picture, _soft(face, 0.06), skin, light)
    picture = _features(picture, (x, y), (middle, level, half, high), random)
    if 0.82 < worn < 0.92:  # a brim
        edge = high * random.uniform(0.12, 0.25)
        reach = half * random.uniform(1.05, 1.6)
        brim = 1 - np.hypot((x - middle) / reach, (y - level + high * 0.55) / edge)
        picture = _over(picture, _soft(brim, 0.1), _cloth(random), 1 + 0 * x)
    softened = cv2.GaussianBlur(picture, (0, 0), max(0.4, width / random.uniform(90, 260)))
    grain = noise.normal(0, random.uniform(1, 6), picture.shape).astype(np.float32)
    return np.asarray(np.clip(softened + grain, 0, 255), np.uint8)


def _features(
    picture: Floats, at: tuple[Floats, Floats], head: tuple[float, ...], random: Random
) -> Floats:
    """Add brows, eyes, nose and mouth as shades."""
    (x, y), (middle, level, half, high) = at, head
    spots = [(0.0, 0.62, 0.32, 0.07, 0.45), (0.06, 0.3, 0.16, 0.14, 0.12)]
    lift = random.uniform(-0.04, 0.06)
    for side in (-0.42, 0.42):
        spots.append((side, 0.04 + lift, 0.17, 0.07, 0.75))
        spots.append((side, -0.14 + lift, 0.24, 0.05, random.uniform(0.3, 0.8)))
    if random.random() < 0.15:  # a beard
        spots.append((0.0, 0.78, 0.7, 0.3, 0.6))
    for across, down, wide, tall, depth in spots:
        away = np.hypot((x - middle) / half - across, 0) / wide
        away = np.hypot(away, ((y - level) / high - down) / tall)
        picture = picture * (1 - depth * np.exp(-(away**2)))[..., None]
    if random.random() < 0.3:  # glasses
        for side in (-0.42, 0.42):
            away = np.hypot((x - middle) / half - side, ((y - level) / high - 0.04) * 1.3) / 0.32
            rim = np.exp(-(((away - 1) * 9) ** 2)) * random.uniform(0.5, 0.9)
            picture = picture * (1 - rim)[..., None]
    return picture.astype(np.float32)


def _ground(width: int, height: int, random: Random, noise: np.random.Generator) -> Floats:
    """Return a studio's ground, sometimes a blurred room or wood behind the person."""
    plain = random.choice(
        ((67, 142, 219), (250, 250, 250), (226, 232, 238), (198, 36, 44), (176, 180, 186),
         (120, 150, 190), (255, 255, 255), (92, 96, 104), (214, 206, 190))
    )  # fmt: skip
    picture = np.full((height, width, 3), _shade(plain, random), np.float32)
    picture *= np.linspace(1, random.uniform(0.75, 1.1), height, dtype=np.float32)[:, None, None]
    if random.random() < 0.2:
        coarse = noise.random((random.randint(3, 9), random.randint(3, 7), 3), np.float32)
        room = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * 190 + 30
        picture = np.asarray(cv2.GaussianBlur(room, (0, 0), max(1.0, width / 40)), np.float32)
    return picture


def _cloth(random: Random, pale: float = 0.3) -> tuple[float, ...]:
    if random.random() < pale:
        return _shade((238, 238, 242), random)
    return tuple(random.choice((random.uniform(10, 80), random.uniform(60, 200))) for _ in "rgb")


def _shade(colour: tuple[int, ...], random: Random) -> tuple[float, ...]:
    share = random.uniform(0.9, 1.04)
    return tuple(min(255.0, level * share + random.uniform(-8, 8)) for level in colour)


def _soft(inside: Floats, edge: float) -> Floats:
    return np.asarray(np.clip(inside / edge + 0.5, 0, 1), np.float32)


def _over(picture: Floats, share: Floats, colour: tuple[float, ...], light: Floats) -> Floats:
    painted = np.asarray(colour, np.float32) * light[..., None]
    mixed = picture * (1 - share[..., None]) + painted * share[..., None]
    return np.asarray(mixed, np.float32)


def scenery(width: int, height: int, random: Random) -> Picture:
    """Draw a place or things in a photograph's tones: slopes, patches, grain, and nobody."""
    noise = np.random.default_rng(random.getrandbits(32))
    levels = _ground(width, height, random, noise)
    if random.random() < 0.7:  # sky above land
        rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
        wave = noise.normal(0, 0.04, width).cumsum() * random.uniform(0, 0.6)
        ridge = random.uniform(0.25, 0.7) + wave.astype(np.float32)[None, :, None]
        land = np.clip((rows - ridge) * height + 0.5, 0, 1)
        ground = np.array([random.uniform(30, 200) for _ in "rgb"], np.float32)
        lit = levels * (1 - land) + ground * land * (0.7 + 0.6 * (rows - ridge))
        levels = np.asarray(lit, np.float32)
    for _ in range(random.randint(2, 16)):
        colour = tuple(random.uniform(10, 240) for _ in "rgb")
        x, y = random.randrange(width), random.randrange(height)
        reach = [max(1, round(width * random.uniform(0.03, 0.25))) for _ in "xy"]
        if random.random() < 0.5:
            cv2.rectangle(levels, (x, y), (x + reach[0], y + reach[1]), colour, -1)
        else:
            cv2.ellipse(levels, (x, y), reach, random.uniform(0, 180), 0, 360, colour, -1)
    coarse = noise.normal(0, random.uniform(2, 30), (height // 3 + 1, width // 3 + 1))
    leaves = cv2.resize(coarse.astype(np.float32), (width, height))[..., None]
    softened = cv2.GaussianBlur(levels, (0, 0), max(0.4, width / random.uniform(90, 260)))
    return np.asarray(np.clip(softened + leaves, 0, 255), np.uint8)


def screened(picture: Picture, pitch: float, degrees: float) -> Picture:
    """Print a photo in dots of one ink, as books and copies of copies have it."""
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    turn = math.radians(degrees)
    across = (columns * math.cos(turn) + rows * math.sin(turn)) / pitch * math.tau
    down = (rows * math.cos(turn) - columns * math.sin(turn)) / pitch * math.tau
    level = (np.cos(across) + np.cos(down)) * 0.25 + 0.5
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    dots = np.clip((grey - level) * 6 + 0.5, 0, 1) * 225 + 25
    return np.asarray(cv2.cvtColor(dots.astype(np.uint8), cv2.COLOR_GRAY2RGB), np.uint8)
