"""What happens to a page between the printer and the applicant's folder; marks come along.

Every damage takes a page and a source of chance and returns a new page. They are applied in the
order of :data:`DAMAGES`, which is the order of real life: paper, scanner or camera, file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.drawing.marks import DrawnPage
from zcdesk.geometry import Point, Transform
from zcdesk.picture import Picture

Damage = Callable[[DrawnPage, Random], DrawnPage]
Light = NDArray[np.float32]
"""Shape (height, width), the share of light that is left, 0 to about 1."""

_BAND = 64  # rows of a page that are grained at once, so that they stay in the cache


def fold(page: DrawnPage, random: Random) -> DrawnPage:
    """One or two folds: a bright edge with a shadow beside it."""
    height, width = page.picture.shape[:2]
    light = np.ones((height, width), np.float32)
    for _ in range(random.choice((1, 1, 2))):
        across = random.random() < 0.6
        length = height if across else width
        place = length * random.choice((1 / 3, 1 / 2, 2 / 3)) + random.uniform(-20, 20)
        away = np.arange(length, dtype=np.float32) - place
        shade = np.where(away > 0, 0.12 * np.exp(-away / (length * 0.03)), 0).astype(np.float32)
        shade -= 0.05 * np.exp(-((away / 2.5) ** 2)).astype(np.float32)
        light *= 1 - (shade[:, None] if across else shade[None, :])
    return _lit(page, light)


def yellowed(page: DrawnPage, random: Random) -> DrawnPage:
    """Paper that has grown yellow and blotchy."""
    warmth = random.uniform(0.5, 1.0)
    tint = np.array([1 - 0.03 * warmth, 1 - 0.08 * warmth, 1 - 0.24 * warmth], np.float32)
    blotches = _blotches(page.picture, random, 0.92)
    picture = page.picture * tint * blotches[:, :, None]
    return replace(page, picture=_bytes(picture))


def faint(page: DrawnPage, random: Random) -> DrawnPage:
    """A copy with hardly any toner left."""
    strength = random.uniform(0.34, 0.55)
    picture = 255 - (255 - page.picture.astype(np.float32)) * strength
    return replace(page, picture=_bytes(picture))


def dark(page: DrawnPage, random: Random) -> DrawnPage:
    """A copy made too dark: grey paper, thick strokes."""
    picture = cv2.erode(page.picture, np.ones((2, 2), np.uint8)).astype(np.float32)
    level = random.uniform(0.72, 0.86)
    return replace(page, picture=_bytes(picture * level))


def grey(page: DrawnPage, random: Random) -> DrawnPage:
    """A copy without colour."""
    one = cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY)
    return replace(page, picture=cv2.cvtColor(one, cv2.COLOR_GRAY2RGB).astype(np.uint8))


def blur(page: DrawnPage, random: Random) -> DrawnPage:
    """A lens or glass not quite in focus."""
    sigma = random.uniform(0.5, 0.9) * page.dpi / 200
    return replace(page, picture=cv2.GaussianBlur(page.picture, (0, 0), sigma).astype(np.uint8))


def edge(page: DrawnPage, random: Random) -> DrawnPage:
    """The lid's shadow along one or two sides of the glass, on paper that is not quite white."""
    height, width = page.picture.shape[:2]
    light = np.full((height, width), random.uniform(0.955, 0.99), np.float32)
    reach = page.dpi * random.uniform(0.06, 0.16)
    for side in random.sample(range(4), random.randint(1, 2)):
        away = np.arange(height if side % 2 else width, dtype=np.float32)
        away = away[::-1] if side > 1 else away
        shade = 1 - random.uniform(0.15, 0.45) * np.exp(-away / reach).astype(np.float32)
        light *= shade[:, None] if side % 2 else shade[None, :]
    return _lit(page, light)


def skew(page: DrawnPage, random: Random) -> DrawnPage:
    """Paper laid on the glass a little askew, up to 2.5 degrees."""
    return skewed_by(page, random.choice((-1, 1)) * random.uniform(0.4, 2.5))


def strong_skew(page: DrawnPage, random: Random) -> DrawnPage:
    """Paper laid on the glass carelessly, 2.5 to 5 degrees."""
    return skewed_by(page, random.choice((-1, 1)) * random.uniform(2.5, 5.0))


def skewed_by(page: DrawnPage, degrees: float) -> DrawnPage:
    """Return the page turned by ``degrees`` clockwise about its middle; the size stays."""
    height, width = page.picture.shape[:2]
    transform = Transform.rotation(degrees, (width / 2, height / 2))
    picture = _warped(page.picture, transform, (width, height), _paper_colour(page.picture))
    return replace(page.moved(picture, transform), skew=page.skew + degrees)


def phone(page: DrawnPage, random: Random) -> DrawnPage:
    """A photograph on a desk: perspective, shadow, a cast of colour."""
    height, width = page.picture.shape[:2]
    border_x, border_y = width * 0.06, height * 0.05
    size = (round(width + 2 * border_x), round(height + 2 * border_y))
    reach = min(width, height) * 0.035

    def near(x: float, y: float) -> Point:
        return x + random.uniform(-reach, reach), y + random.uniform(-reach, reach)

    right, bottom = border_x + width, border_y + height
    corners = (near(border_x, border_y), near(right, border_y), near(right, bottom))
    target = (*corners, near(border_x, bottom))
    source = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    matrix = cv2.getPerspectiveTransform(np.array(source, np.float32), np.array(target, np.float32))
    transform = Transform.from_rows(matrix.tolist())
    inside = _warped(np.full_like(page.picture, 255), transform, size, (0, 0, 0))
    share = inside[:, :, :1].astype(np.float32) / 255
    sheet = _warped(page.picture, transform, size, (0, 0, 0)).astype(np.float32)
    shadow = cv2.GaussianBlur(share[:, :, 0], (0, 0), reach / 3)[:, :, None]
    picture = sheet * share + _desk(size, random) * (1 - share) * (1 - 0.35 * shadow)
    warmth = random.uniform(-0.5, 1.0)
    cast = np.array([1 - 0.06 * max(0, -warmth), 0.98, 1 - 0.12 * max(0, warmth)], np.float32)
    return page.moved(_bytes(picture * cast), transform)


def uneven_light(page: DrawnPage, random: Random) -> DrawnPage:
    """Light from one side, and a soft shadow."""
    height, width = page.picture.shape[:2]
    lowest = random.uniform(0.62, 0.85)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    share_x, share_y = random.random(), random.random()
    slope = (share_x * columns + share_y * rows) / max(0.2, share_x + share_y)
    if random.random() < 0.5:
        slope = 1 - slope
    light = lowest + (1 - lowest) * slope
    return _lit(page, (light * _blotches(page.picture, random, 0.95)).astype(np.float32))


def quarter_turn(page: DrawnPage, random: Random) -> DrawnPage:
    """A page fed sideways or upside down."""
    return turned_by(page, random.choice((90, 180, 270)))


def turned_by(page: DrawnPage, degrees: int) -> DrawnPage:
    """Return the page turned clockwise by a quarter turn."""
    height, width = page.picture.shape[:2]
    transform = Transform.quarter_turn(degrees, width, height)
    picture = np.ascontiguousarray(np.rot90(page.picture, -degrees // 90))
    return replace(page.moved(picture, transform), turned=(page.turned + degrees) % 360)


def lowered_to(page: DrawnPage, dpi: int) -> DrawnPage:
    """Return the page scanned at ``dpi``, never more than it had."""
    if dpi >= page.dpi:
        return page
    height, width = page.picture.shape[:2]
    size = (round(width * dpi / page.dpi), round(height * dpi / page.dpi))
    picture = cv2.resize(page.picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    transform = Transform.scale(size[0] / width, size[1] / height)
    return replace(page.moved(picture, transform), dpi=dpi)


def noise(page: DrawnPage, random: Random) -> DrawnPage:
    """The grain of a scanner, and some dust."""
    return grained(page, random.uniform(1.5, 6.0), random)


def grained(page: DrawnPage, sigma: float, random: Random) -> DrawnPage:
    """Return the page with grain of ``sigma`` grey levels, and some dust."""
    chance = np.random.default_rng(random.getrandbits(64))
    height, width = page.picture.shape[:2]
    picture = np.empty_like(page.picture)
    for top in range(0, height, _BAND):
        band = page.picture[top : top + _BAND]
        grain = chance.standard_normal(band.shape, dtype=np.float32)
        grain *= np.float32(sigma)
        grain += band
        np.clip(np.rint(grain, out=grain), 0, 255, out=grain)
        picture[top : top + _BAND] = grain
    for _ in range(random.randint(0, 40)):
        x, y = random.randrange(width), random.randrange(height)
        reach = random.choice((1, 1, 1, 2))
        picture[y : y + reach, x : x + reach] = random.randint(40, 190)
    return replace(page, picture=picture)


def fax(page: DrawnPage, random: Random) -> DrawnPage:
    """Black and white only."""
    one = cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY)
    one = cv2.GaussianBlur(one, (0, 0), 0.6)
    level = random.uniform(140, 185)
    flat = np.where(one > level, 255, 0).astype(np.uint8)
    return replace(page, picture=cv2.cvtColor(flat, cv2.COLOR_GRAY2RGB).astype(np.uint8))


def jpeg(page: DrawnPage, random: Random) -> DrawnPage:
    """Saved once as JPEG, well or badly."""
    return saved_as_jpeg(page, random.choice((45, 55, 65, 75, 80, 85, 90)))


def saved_as_jpeg(page: DrawnPage, quality: int) -> DrawnPage:
    """Return the page as it comes back out of a JPEG file."""
    file = io.BytesIO()
    Image.fromarray(page.picture).save(file, "JPEG", quality=quality)
    picture = np.array(Image.open(file).convert("RGB"), dtype=np.uint8)
    return replace(page, picture=picture)


def _lower(dpi: int) -> Damage:
    return lambda page, random: lowered_to(page, dpi)


DAMAGES: dict[str, Damage] = {
    "fold": fold,
    "yellowed": yellowed,
    "faint": faint,
    "dark": dark,
    "grey": grey,
    "skew": skew,
    "strong-skew": strong_skew,
    "edge": edge,
    "phone": phone,
    "uneven-light": uneven_light,
    "blur": blur,
    "quarter-turn": quarter_turn,
    "dpi150": _lower(150),
    "dpi110": _lower(110),
    "dpi75": _lower(75),
    "noise": noise,
    "fax": fax,
    "jpeg": jpeg,
}
"""All damages by name, in the order in which they happen."""

PRESETS: dict[str, tuple[str, ...]] = {
    "clean": (),
    "scan": ("edge", "blur", "noise", "jpeg"),
    "skewed": ("skew", "noise", "jpeg"),
    "turned": ("skew", "quarter-turn", "noise", "jpeg"),
    "faint": ("faint", "noise", "jpeg"),
    "grey": ("grey", "blur", "noise", "jpeg"),
    "phone": ("fold", "phone", "uneven-light", "blur", "noise", "jpeg"),
    "fax": ("fax",),
}
"""What usually comes together."""


def damage(page: DrawnPage, kinds: Iterable[str], random: Random) -> DrawnPage:
    """Return ``page`` after the presets or damages named in ``kinds``, each at most once.

    A name that is both (``faint``, ``grey``, ``phone``, ``fax``) means the preset.

    Raises:
        KeyError: No such damage or preset.
    """
    wanted: set[str] = set()
    for kind in kinds:
        wanted.update(PRESETS.get(kind, (kind,)))
    unknown = wanted - DAMAGES.keys()
    if unknown:
        raise KeyError(f"no such damage: {', '.join(sorted(unknown))}")
    for name, happen in DAMAGES.items():
        if name in wanted:
            page = happen(page, random)
            page = replace(page, damages=(*page.damages, name))
    return page


def _bytes(picture: NDArray[np.floating]) -> Picture:
    whole: Picture = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return whole


def _lit(page: DrawnPage, light: Light) -> DrawnPage:
    return replace(page, picture=_bytes(page.picture * light[:, :, None]))


def _warped(
    picture: Picture, transform: Transform, size: tuple[int, int], border: tuple[int, int, int]
) -> Picture:
    """Warp between pixel centres at .5, which OpenCV counts from 0."""
    half = Transform.shift(0.5, 0.5)
    matrix = half.then(transform).then(half.inverse())
    warped = cv2.warpPerspective(
        picture,
        np.array(matrix.rows),
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=border,
    )
    return warped.astype(np.uint8)


def _paper_colour(picture: Picture) -> tuple[int, int, int]:
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    red, green, blue = np.median(edge, axis=0).astype(int).tolist()
    return red, green, blue


def _blotches(picture: Picture, random: Random, lowest: float) -> Light:
    """Return soft patches of light between ``lowest`` and 1 for a picture of this size."""
    chance = np.random.default_rng(random.getrandbits(64))
    height, width = picture.shape[:2]
    coarse = chance.uniform(lowest, 1.0, (7, 5)).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def _desk(size: tuple[int, int], random: Random) -> NDArray[np.float32]:
    """Return a wooden or grey desk, shape (height, width, 3)."""
    chance = np.random.default_rng(random.getrandbits(64))
    width, height = size
    base = random.choice(((134, 96, 66), (172, 136, 98), (96, 98, 104), (60, 58, 58)))
    streaks = chance.normal(0, 9, (height, max(1, width // 90))).astype(np.float32)
    grown = cv2.resize(streaks, (width, height), interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(grown, (0, 0), 3)
    desk = np.asarray(base, np.float32) + soft[:, :, None]
    return desk.astype(np.float32)
