"""Draws pages with portraits to calibrate with: heads bent and flattened, on forms of their own.

Neither the heads as they are here nor these pages are learnt from; the judges' heads are others.
"""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from PIL import Image

from benchmarks.makers.photographing import photographed
from benchmarks.things.busts import bust, scenery
from tools.drawing.damage import PRESETS, damage
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.words import sentences
from zcdesk.geometry import box
from zcdesk.picture import Picture

_DAMAGES = (*PRESETS, "fax", "grey", "photo")


def album(seed: int) -> tuple[DrawnPage, str]:
    """Draw a page with up to three portraits and a view between them; return its damage as well."""
    random = Random(f"album {seed}")
    person = invent_person(random)
    lexicon = Lexicon(person, invent_colleagues(person, random))
    ground = random.choice(((255, 255, 255), (255, 255, 255), (244, 238, 226), (228, 238, 246)))
    paper = Paper(lexicon, dpi=random.choice((120, 150, 200)), colour=ground)
    mm, y = paper.mm, paper.mm(18)
    style = Style(random.choice((Face.SONG, Face.KAI, Face.HEI)), random.choice((10.5, 12, 14)))
    photos = random.randint(0, 3)
    for number in range(4):
        left = random.random() < 0.5
        wide, tall = random.choice(((22, 32), (25, 35), (35, 45), (35, 49), (40, 54)))
        place = mm(24) if left else paper.width - mm(24 + wide)
        text = mm(24 + (wide + 6) * left)
        size = round(mm(wide)), round(mm(tall))
        if number < photos:
            laid = _bent(bust(*size, random), random)
        elif random.random() < 0.4:
            laid = scenery(*size, random)
        else:
            laid = np.empty((0, 0, 3), np.uint8)
        x, top = round(place), round(y)
        if laid.size:
            paper.image.paste(Image.fromarray(laid), (x, top))
        if number < photos:
            paper.mark(Role.PHOTO, "", [box(x, top, x + size[0], top + size[1])], mm(4))
        if random.random() < 0.4:
            gap = mm(random.uniform(0, 2))
            paper.frame(x - gap, top - gap, x + size[0] + gap, top + size[1] + gap, 0.3)
        words = sentences(random, 3)
        y = max(paper.paragraph(words, text, y, mm(160 - wide), style), y + mm(tall)) + mm(6)
    kind = random.choice(_DAMAGES)
    page = paper.finished("album")
    if kind == "photo":
        return photographed(page, random).page, kind
    return damage(page, (kind,), random), kind


def _bent(head: Picture, random: Random) -> Picture:
    """Return a head whose outlines are bent and whose shades are few, as no drawer drew it."""
    noise = np.random.default_rng(random.getrandbits(32))
    size = head.shape[1::-1]
    reach = size[0] * random.uniform(0.01, 0.06)
    coarse = noise.uniform(-reach, reach, (2, 4, 4)).astype(np.float32)
    across, down = (cv2.resize(part, size, interpolation=cv2.INTER_CUBIC) for part in coarse)
    columns, rows = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in size))
    bent = cv2.remap(
        head, columns + across, rows + down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    if random.random() < 0.5:
        bent = bent[:, ::-1]
    few = random.choice((8, 16, 32))
    soft = cv2.bilateralFilter(np.ascontiguousarray(bent), 7, 40, 7)
    return np.asarray(soft // few * few + few // 2, np.uint8)
