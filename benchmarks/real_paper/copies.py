"""How a sheet comes into the folder on real ways: printing, paper, and what it goes through.

Printing and paper leave every letter in its place; the routes (scanner, messenger and screenshot,
web copy, photographs of paper and of screens, copies of copies) carry the marks along.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.makers.photographing import photographed
from tools.drawing.damage import grained, lowered_to, quarter_turn, skewed_by
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage
from zcdesk.geometry import Transform, area
from zcdesk.picture import Picture

Floats = NDArray[np.float32]
Route = Callable[[DrawnPage, Random], DrawnPage]

_INKS = np.array(
    [[0.0, 0.62, 0.9], [0.9, 0.08, 0.5], [1.0, 0.93, 0.05], [0.1, 0.1, 0.1]], np.float32
)
"""What cyan, magenta, yellow and black let through of red, green and blue."""

_ANGLES = (15.0, 75.0, 0.0, 45.0)
_BAND = 256  # rows that are screened at once


def _whole(picture: NDArray[np.number]) -> Picture:
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def plain(page: DrawnPage, random: Random) -> DrawnPage:
    """A laser printer in black or full colour: edges a little soft, toner between the letters."""
    soft = cv2.GaussianBlur(page.picture, (0, 0), random.uniform(0.3, 0.6) * page.dpi / 200)
    chance = np.random.default_rng(random.getrandbits(64))
    specks = chance.random(soft.shape[:2], dtype=np.float32) < random.uniform(0, 0.0006)
    spread = cv2.GaussianBlur(specks.astype(np.float32), (0, 0), 0.7)[..., None]
    return replace(page, picture=_whole(soft * (1 - np.clip(spread * 1.5, 0, 0.7))))


def dotted(page: DrawnPage, random: Random) -> DrawnPage:
    """An AM screen: dots of cyan, magenta, yellow and black that grow, each at its own angle."""
    lines = random.uniform(75, 120)
    cell = 2 * page.dpi / lines

    def level(ink: int, rows: Floats, columns: Floats) -> Floats:
        angle = math.radians(_ANGLES[ink])
        u = (columns * math.cos(angle) + rows * math.sin(angle)) * math.tau / cell
        v = (rows * math.cos(angle) - columns * math.sin(angle)) * math.tau / cell
        return (0.5 - 0.25 * (np.cos(u) + np.cos(v))).astype(np.float32)

    return _screened(page, level)


def strewn(page: DrawnPage, random: Random) -> DrawnPage:
    """An FM screen, as of an inkjet: dots of one size, strewn without a pattern."""
    tiles = [_blue_noise(random) for _ in range(4)]

    def level(ink: int, rows: Floats, columns: Floats) -> Floats:
        side = tiles[ink].shape[0]
        return np.asarray(tiles[ink][rows.astype(int) % side, columns.astype(int) % side])

    return _screened(page, level)


def _blue_noise(random: Random, side: int = 128) -> Floats:
    """Return a tile whose thresholds are spread evenly in value and far apart in place."""
    chance = np.random.default_rng(random.getrandbits(64))
    tile = chance.random((side, side)).astype(np.float32)
    for _ in range(6):
        smooth = cv2.GaussianBlur(np.tile(tile, (3, 3)), (0, 0), 1.5)[side:-side, side:-side]
        order = np.argsort(np.argsort((tile - smooth).ravel()))
        tile = (order.reshape(side, side) / (side * side)).astype(np.float32)
    return tile


def _screened(page: DrawnPage, level: Callable[[int, Floats, Floats], Floats]) -> DrawnPage:
    """Print the page in four inks, each on or off in every half pixel."""
    height, width = page.picture.shape[:2]
    printed = np.empty_like(page.picture)
    for top in range(0, height, _BAND):
        band = page.picture[top : top + _BAND]
        fine = cv2.resize(band, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
        lack = 1 - fine.astype(np.float32) / 255
        black = lack.min(axis=2)
        shares = [*np.moveaxis(lack - black[..., None], 2, 0), black]
        rows, columns = np.mgrid[0 : fine.shape[0], 0 : fine.shape[1]].astype(np.float32)
        rows += 2 * top
        light = np.ones_like(lack)
        for ink, share in enumerate(shares):
            on = share > np.maximum(level(ink, rows, columns), 0.02)
            light *= np.where(on[..., None], _INKS[ink], 1)
        gained = cv2.GaussianBlur(light, (0, 0), 0.9)
        small = cv2.resize(gained, (width, band.shape[0]), interpolation=cv2.INTER_AREA)
        printed[top : top + _BAND] = _whole(small * 255)
    return replace(page, picture=printed)


PRINTINGS: dict[str, Route] = {"plain": plain, "AM screen": dotted, "FM screen": strewn}


def on_paper(page: DrawnPage, random: Random) -> DrawnPage:
    """Give the sheet a surface: fibres, linen, ribs of laid paper, or specks of waste paper."""
    height, width = page.picture.shape[:2]
    chance = np.random.default_rng(random.getrandbits(64))
    rows = np.arange(height, dtype=np.float32)[:, None] * 25.4 / page.dpi
    columns = np.arange(width, dtype=np.float32)[None, :] * 25.4 / page.dpi
    light = np.ones((height, width), np.float32)
    kind = random.choice(("coated", "fibre", "linen", "laid", "waste"))
    if kind == "linen":
        period, depth = random.uniform(0.5, 0.9), random.uniform(0.012, 0.035)
        light += depth * np.cos(rows / period * math.tau) * np.cos(columns / period * math.tau)
    elif kind == "laid":
        light += random.uniform(0.008, 0.02) * np.cos(rows * math.tau / 1.1)
        light -= 0.03 * np.exp(-(((columns % 25.0) - 12.5) ** 2) / 0.1)
    if kind != "coated":
        for reach in (0.15, 0.6, 3.0):
            sigma = max(0.6, reach * page.dpi / 25.4)
            side = (max(4, round(height / sigma)), max(4, round(width / sigma)))
            coarse = chance.normal(0, 0.006, side).astype(np.float32)
            light += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    if kind in ("fibre", "waste"):
        fibres = np.zeros((height, width), np.float32)
        for _ in range(random.randint(150, 500)):
            x, y = random.randrange(width), random.randrange(height)
            long = random.uniform(0.5, 2.0) * page.dpi / 25.4
            turn = random.uniform(0, math.pi)
            bend = [(x + long * t * math.cos(turn + t), y + long * t * math.sin(turn + t))
                    for t in (0.0, 0.3, 0.6, 1.0)]  # fmt: skip
            strength = random.uniform(0.02, 0.3 if kind == "waste" else 0.07)
            cv2.polylines(fibres, [np.rint(bend).astype(np.int32)], False, strength, 1, cv2.LINE_AA)
        light -= fibres
    warm = random.uniform(0, 0.05)
    tint = np.array([1.0, 1 - warm / 3, 1 - warm], np.float32)
    return replace(page, picture=_whole(page.picture * light[..., None] * tint))


def saved(page: DrawnPage, quality: int, coarse_colour: bool = True) -> DrawnPage:
    """Return the page out of a JPEG file; phones and messengers halve the colours' resolution."""
    file = io.BytesIO()
    sampling = "4:2:0" if coarse_colour else "4:4:4"
    Image.fromarray(page.picture).save(file, "JPEG", quality=quality, subsampling=sampling)
    return replace(page, picture=np.array(Image.open(file).convert("RGB"), np.uint8))


def resized(page: DrawnPage, width: int, way: int = cv2.INTER_AREA) -> DrawnPage:
    """Return the page ``width`` pixels wide."""
    height, before = page.picture.shape[:2]
    size = (width, max(1, round(height * width / before)))
    picture = np.asarray(cv2.resize(page.picture, size, interpolation=way), np.uint8)
    transform = Transform.scale(size[0] / before, size[1] / height)
    return replace(page.moved(picture, transform), dpi=max(1, round(page.dpi * width / before)))


def sharpened(page: DrawnPage, share: float, reach: float = 1.0) -> DrawnPage:
    """Return the page as a scanner's driver or a web site sharpens it."""
    soft = cv2.GaussianBlur(page.picture, (0, 0), reach).astype(np.float32)
    return replace(page, picture=_whole(page.picture + share * (page.picture - soft)))


def laid_on(page: DrawnPage, ground: Picture, left: int, top: int) -> DrawnPage:
    """Return the page as a part of a larger picture."""
    height, width = page.picture.shape[:2]
    picture = ground.copy()
    picture[top : top + height, left : left + width] = page.picture
    return page.moved(picture, Transform.shift(left, top))


def flatbed(page: DrawnPage, random: Random) -> DrawnPage:
    """A scanner of an office: a little askew, sharpened, with grain, saved once."""
    dpi = min(page.dpi, random.choice((100, 150, 150, 200, 200, 300)))
    if random.random() < 0.7:
        page = skewed_by(page, random.gauss(0, 0.7))
    if random.random() < 0.1:
        page = quarter_turn(page, random)
    page = lowered_to(page, dpi)
    if random.random() < 0.6:
        page = sharpened(page, random.uniform(0.3, 1.0))
    page = replace(page, picture=_whole(page.picture * random.uniform(0.95, 1.03)))
    return saved(grained(page, random.uniform(0.8, 3.0), random), random.choice((75, 80, 85, 90)))


def chain(page: DrawnPage, random: Random) -> DrawnPage:
    """Scanned, sent through a messenger (smaller, quality 75), seen on a telephone, shot there."""
    page = flatbed(page, random)
    height, width = page.picture.shape[:2]
    side = random.choice((1280, 1440, 1600, 1920))
    if max(height, width) > side:
        page = resized(page, round(width * side / max(height, width)))
    page = saved(page, random.choice((70, 75, 75, 78)))
    screen = random.choice(((1080, 2340), (1170, 2532), (1440, 3200)))
    if page.picture.shape[1] > page.picture.shape[0] and random.random() < 0.4:
        screen = (screen[1], screen[0])
    height, width = page.picture.shape[:2]
    grow = min(screen[0] / width, screen[1] / height)
    page = resized(page, int(width * grow), cv2.INTER_LINEAR if grow > 1 else cv2.INTER_AREA)
    level = random.choice((0, 0, 18, 245))
    ground = np.full((screen[1], screen[0], 3), level, np.uint8)
    height, width = page.picture.shape[:2]
    page = laid_on(page, ground, (screen[0] - width) // 2, (screen[1] - height) // 2)
    page = _with_status(page, 255 - level, random)
    return saved(page, random.choice((80, 88, 95)))


def _with_status(page: DrawnPage, level: int, random: Random) -> DrawnPage:
    """Write the clock and the battery into the screen's upper rim, where the page leaves room."""
    image = Image.fromarray(page.picture)
    em = max(12, min(image.size) // 30)
    if np.asarray(image)[: 2 * em].std() < 1:
        pen, letters = ImageDraw.Draw(image), font(Face.HEI, em)
        clock = f"{random.randint(7, 22)}:{random.randint(10, 59)}"
        pen.text((2 * em, em // 2), clock, (level,) * 3, letters)
        pen.text(
            (image.width - 5 * em, em // 2), f"4G {random.randint(9, 99)}%", (level,) * 3, letters
        )
    return replace(page, picture=np.array(image, np.uint8))


def web(page: DrawnPage, random: Random) -> DrawnPage:
    """The copy of a web site: 500 to 1000 pixels wide, sharpened, saved badly, at times grown."""
    page = saved(resized(page, random.randint(500, 1000)), random.choice((55, 65, 75, 80)))
    page = sharpened(page, random.uniform(0, 0.8), 0.8)
    if random.random() < 0.25:
        wide = round(page.picture.shape[1] * random.uniform(1.4, 2.2))
        page = resized(page, wide, cv2.INTER_CUBIC)
    return saved(page, random.choice((60, 75, 85)))


def _shown(page: DrawnPage, random: Random, size: tuple[int, int]) -> DrawnPage:
    """Return the page in the window of a viewer on a screen of ``size`` pixels."""
    wide, tall = size
    bar = round(tall * random.uniform(0.03, 0.07))
    height, width = page.picture.shape[:2]
    share = min(wide * 0.96 / width, (tall - bar) * 0.97 / height)
    page = resized(page, round(width * share), cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR)
    ground = np.full((tall, wide, 3), random.choice((82, 128, 210, 240)), np.uint8)
    ground[:bar] = random.choice((245, 60))
    height, width = page.picture.shape[:2]
    return laid_on(page, ground, (wide - width) // 2, bar + (tall - bar - height) // 2)


def screen(page: DrawnPage, random: Random) -> DrawnPage:
    """A photograph of a screen: its stripes of red, green and blue beat with the camera's grid."""
    upright = page.picture.shape[0] > page.picture.shape[1]
    size = random.choice(((1050, 1400), (1200, 1600))) if upright else (1600, 1000)
    page = _shown(page, random, size)
    fine = cv2.resize(page.picture, None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST)
    glow = np.full((3, 3, 3), 1 - random.uniform(0.25, 0.7), np.float32)
    for colour in range(3):
        glow[:, colour, colour] += 3 * (1 - glow[0, 0, (colour + 1) % 3])
    glow[2] *= random.uniform(0.7, 0.95)
    tiled = np.tile(glow / glow.mean(axis=(0, 1)), (size[1], size[0], 1))
    lit = fine.astype(np.float32) * np.asarray(tiled, np.float32)
    lit *= random.uniform(0.72, 0.95)
    long = random.choice((1600, 2048, 2400))
    shot = (round(long * size[0] / max(size)), round(long * size[1] / max(size)))
    rim = [random.uniform(-0.02, 0.05) for _ in range(8)]
    corners = [
        (shot[0] * (x + (0.5 - x) * 2 * rim[2 * n]), shot[1] * (y + (0.5 - y) * 2 * rim[2 * n + 1]))
        for n, (x, y) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1)))
    ]
    source = np.array(((0, 0), (size[0], 0), size, (0, size[1])), np.float32)
    matrix = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    transform = Transform.from_rows(matrix.tolist())
    half = Transform.shift(0.5, 0.5)
    way = half.then(Transform.scale(1 / 3, 1 / 3)).then(transform).then(half.inverse())
    soft = cv2.GaussianBlur(lit, (0, 0), random.uniform(0.9, 1.7))
    seen = cv2.warpPerspective(soft, np.array(way.rows), shot, flags=cv2.INTER_LINEAR)
    seen = seen + _reflection(shot, random)
    growth = math.sqrt(area(corners) / (size[0] * size[1]))
    page = replace(page.moved(_whole(seen), transform), dpi=max(1, round(page.dpi * growth)))
    return saved(grained(page, random.uniform(1.5, 4.0), random), random.choice((75, 85, 90)))


def _reflection(size: tuple[int, int], random: Random) -> Floats:
    """Return the light of a window or a lamp that a screen mirrors."""
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    x, y = random.uniform(0, size[0]), random.uniform(0, size[1])
    reach = max(size) * random.uniform(0.15, 0.4)
    away = ((columns - x) ** 2 + (rows - y) ** 2) / reach**2
    return np.asarray(random.uniform(4, 45) * np.exp(-away)[..., None], np.float32)


def photo(page: DrawnPage, random: Random) -> DrawnPage:
    """The sheet photographed by hand on a desk and sent through a messenger."""
    before = page.picture.shape[0] * page.picture.shape[1]
    shot = photographed(page, random, random.choice((1600, 2048, 2400)))
    dpi = max(1, round(page.dpi * math.sqrt(area(shot.corners) / before)))
    soft = grained(replace(shot.page, dpi=dpi), random.uniform(1.0, 3.5), random)
    return saved(soft, random.choice((75, 85)))


def recopied(page: DrawnPage, random: Random) -> DrawnPage:
    """A copy of a copy: without colour, hard, thicker each time, then scanned."""
    for _ in range(2):
        grey = cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        soft = cv2.GaussianBlur(grey, (0, 0), 0.5 * page.dpi / 200)
        hard = np.clip((soft - random.uniform(60, 100)) * random.uniform(1.5, 2.0), 0, 255)
        page = replace(page, picture=np.repeat(_whole(hard)[..., None], 3, axis=2))
        page = skewed_by(grained(page, random.uniform(2, 5), random), random.gauss(0, 0.5))
    page = replace(page, damages=(*page.damages, "grey"))
    return saved(lowered_to(page, min(page.dpi, random.choice((150, 200)))), 80)


def shared(page: DrawnPage, random: Random) -> DrawnPage:
    """Taken from a shared screen: little light for much, colours coarse, blocks in the letters."""
    upright = page.picture.shape[0] > page.picture.shape[1]
    size = random.choice(((1200, 1600), (1350, 1800))) if upright else (1920, 1200)
    page = _shown(page, random, size)
    wide, tall = size
    small = cv2.resize(page.picture, (wide // 3, tall // 3), interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(small, (wide, tall), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    light = page.picture.astype(np.float32).mean(axis=2) - coarse.mean(axis=2)
    page = replace(page, picture=_whole(coarse + light[..., None]))
    return saved(saved(page, random.choice((30, 40, 50))), 85)


ROUTES: dict[str, Route] = {
    "flatbed": flatbed, "chain": chain, "web": web, "screen": screen, "photo": photo,
    "recopied": recopied, "shared": shared,
}  # fmt: skip
"""Ways of a sheet into the folder; which ones only measuring shows: ``held_aside.toml``."""

PHYSICAL = frozenset({"flatbed", "chain", "web", "photo", "recopied"})
"""Routes that begin with paper; the others begin with a file."""
