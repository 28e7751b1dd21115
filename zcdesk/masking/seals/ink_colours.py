"""Tells the ink of stamp pads from print and paper, strong or pale."""

from __future__ import annotations

from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture, Ink, Picture, level_at, square

_PALE = 10.0
"""Least lead of a pale ink's colour over the others, in levels, on a sheet without any cast."""

_STRONG = 28.0  # the lead that counts whatever the sheet looks like
_PURE = 40  # percent of the light taken away that makes the colour; print takes all colours alike
_GRAINS = 4.0  # times the colour noise of the sheet by which pale ink must be above it
_BLUE_LEAST = 1.6  # times as much for blue: shadows are bluish, and so is thin paper
_TINGE, _TINGE_GRAINS = 3.0, 6.0  # lead of the mean of 3 x 3 pixels, and times its own noise
_STROKE = 15  # px of the copy: wider than strokes of letters and rings, 4 mm on A4
_DARKEST = 0.005  # share of pixels that become black; faint copies have no black of their own
_LEAST_SPAN = 70  # levels; an empty sheet has no ink to stretch


class Colour(StrEnum):
    """The ink of a seal: what stamp pads give, or the grey and black of copies."""

    RED = "red"
    BLUE = "blue"
    DARK = "dark"


def white_paper(picture: Picture) -> Picture:
    """Return a picture whose paper is white everywhere: cast and shadow divided away. The paper's
    colour is taken from the brighter pixels of a coarse grid, so that neither a seal nor a frame
    passes for paper, while a reddish sheet does."""
    height, width = picture.shape[:2]
    coarse = cv2.resize(picture, (max(1, width // 4), max(1, height // 4)))
    reach = max(3, max(coarse.shape[:2]) // 25) | 1
    paper = cv2.dilate(cv2.blur(coarse, (3, 3)), square(reach))
    paper = cv2.blur(paper, (2 * reach + 1, 2 * reach + 1))
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, np.maximum(paper, 1), scale=255), dtype=np.uint8)


def strong_ink(flat: Picture, colour: Colour) -> Ink:
    """Mark ink of a colour that leads clearly, in steps and in proportion. ``flat``: page whose
    paper is white. ``colour``: red, or blue with violet."""
    red, green, blue = cv2.split(flat)
    if colour is Colour.RED:
        lead = cv2.subtract(red, cv2.max(green, blue))
        part = np.multiply(lead, 100, dtype=np.uint16) > np.multiply(red, 18, dtype=np.uint16)
        return ((np.asarray(lead) > _STRONG) & part).astype(np.uint8)
    lead = cv2.subtract(blue, cv2.min(red, green))
    over_green = np.asarray(cv2.subtract(blue, green)) > 15
    return ((np.asarray(lead) > 45) & (np.asarray(blue) >= red) & over_green).astype(np.uint8)


def pale_ink(flat: Picture, colour: Colour) -> Ink:
    """Mark ink of a colour however little of it there is, above the colour noise of the sheet.
    Print takes away all colours alike, so what counts is how much of the light that was taken away
    makes the colour: faint copies of seals have a lead of 10 to 40 levels, but as pure a colour as
    fresh ones. ``flat``: page whose paper is white. ``colour``: red, or blue with violet."""
    red, green, blue = cv2.split(flat)
    if colour is Colour.RED:
        lead = np.asarray(cv2.subtract(red, cv2.max(green, blue)), np.uint8)
        darkest = np.asarray(cv2.min(green, blue), np.uint8)
        least = _PALE
    else:
        lead = np.asarray(cv2.subtract(blue, cv2.max(red, green)), np.uint8)
        darkest = np.asarray(cv2.min(red, green), np.uint8)
        least = _PALE * _BLUE_LEAST
    some = lead[::3, ::3]
    middle, upper = level_at(some, 50), level_at(some, 75)
    bound = min(_STRONG, least + _GRAINS * (upper - middle) + middle)
    taken = np.subtract(255, darkest, dtype=np.uint16)
    pure = np.multiply(lead, 100, dtype=np.uint16) > taken * _PURE
    return ((lead > bound) & pure).astype(np.uint8)


def tinge(flat: Picture, colour: Colour) -> Ink:
    """Mark where a colour leads at all, taken over 3 x 3 pixels so that the grain of the sheet and
    a hatch on it cancel out. Nobody reads by it: a ring of it is a seal of which copies left nearly
    nothing. ``flat``: page whose paper is white."""
    red, green, blue = cv2.split(flat.astype(np.float32))
    if colour is Colour.RED:
        lead, least = red - cv2.max(green, blue), _TINGE
    else:
        lead, least = blue - cv2.max(red, green), _TINGE * _BLUE_LEAST
    mean = cv2.blur(lead, (3, 3))
    some = mean[::3, ::3]
    middle = float(np.median(some))
    grain = float(np.median(np.abs(some - middle)))
    return (mean > middle + max(least, _TINGE_GRAINS * grain)).astype(np.uint8)


def red_strokes(copy: Picture) -> Ink:
    """Mark strokes of red ink on a sheet that is red, orange or yellow itself, from place to place
    another (奖状): they take green away from the paper beside them and leave most of the red. Of
    blue such paper has none, so that it tells nothing."""
    around = square(_STROKE)
    red, green = (
        cv2.divide(
            light, np.maximum(cv2.morphologyEx(light, cv2.MORPH_CLOSE, around), 1), scale=255
        )
        for light in cv2.split(copy)[:2]
    )
    return (np.asarray(cv2.subtract(red, green)) > _STRONG).astype(np.uint8)


def contrasted(page: NDArray[np.uint8], level: GreyPicture) -> NDArray[np.uint8]:
    """Make the darkest ink of a page black, so that faint copies are looked at like others.
    ``level``: a grey page itself, or the lowest of the three levels of each pixel."""
    counts = cv2.calcHist([level], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    dark = int(np.searchsorted(np.cumsum(counts), level.size * _DARKEST))
    dark = min(dark, 255 - _LEAST_SPAN)
    levels = (np.arange(256) - dark) * (255.0 / (255 - dark))
    return np.asarray(cv2.LUT(page, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)
