"""Things laid on drawn pages besides their own: emblems, pen marks, stamps, photos, codes."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.codes import KINDS as CODES
from benchmarks.codes import printed
from benchmarks.things.busts import bust, scenery, screened
from benchmarks.things.kinds import Kind, Thing
from benchmarks.things.rings import embossed, ring_ink, worn
from tools.drawing.fonts import HANDS, Face, font
from zcdesk.geometry import Polygon, bounds, box, shared
from zcdesk.picture import Picture

Colour = tuple[int, int, int]
_SMOOTH = Image.Resampling.BICUBIC

_WORDS = (
    *("验讫", "归档", "同意报送", "审核通过", "副本", "作废", "原件已核", "急件", "登记"),
    *("李明\n之印", "王芳", "张伟\n印信", "财务\n专用", "现金\n付讫"),
    *("收文\n编号", "人事处\n审核", "与原件\n相符", "已录入\n系统", "专家组\n复核", "附件"),
)
_LOGOS = ("天岭", "CMA", "CNAS", "ISO", "鑫", "XJ", "山", "水利", "QS", "1954")
_REDS = ((208, 30, 40), (226, 66, 60), (186, 30, 60), (214, 40, 90))
_BLUES = ((40, 60, 180), (30, 90, 170), (70, 50, 150))


class Sheet:
    """A page on which more things are laid; lengths are millimetres, places pixels."""

    def __init__(self, picture: Picture, dpi: int, things: tuple[Thing, ...], random: Random):
        self.picture = np.array(picture)
        self.mm = dpi / 25.4
        self.random = random
        self.things = list(things)

    def lay_some(self) -> None:
        """Lay things of all kinds, mostly beside those that are there; every other page is crowded,
        so that much is learnt from a page that is drawn."""
        less = self.random.choice((1.0, 0.35))
        chances = (
            (self.photo, 0.5), (self.code, 0.2), (self.stamp, 0.3), (self.emblem, 0.4),
            (self.pen_mark, 0.3), (self.writing, 0.15), (self.stain, 0.12), (self.rosette, 0.15),
            (self.ring, 0.3), (self.view, 0.3),
        )  # fmt: skip
        for lay, chance in chances:
            while self.random.random() < 1 - less * (1 - chance):
                lay()

    def photo(self) -> None:
        """Lay a portrait, in colour, grey or printed in dots."""
        tall = self.random.choice((22, 29, 32, 35, 42, 48)) * self.mm
        wide = tall * self.random.choice((0.69, 0.71, 0.75, 0.8))
        picture = bust(max(24, round(wide)), max(32, round(tall)), self.random)
        picture = self._printed(picture)
        place = self._free(picture.shape[1], picture.shape[0], 0.1)
        if place is None:
            return
        left, top = place
        right, bottom = left + picture.shape[1], top + picture.shape[0]
        around = self.random.random()
        if around < 0.3:
            edge = round(self.mm * self.random.uniform(0.6, 2))
            frame = (max(0, left - edge), max(0, top - edge)), (right + edge, bottom + edge)
            cv2.rectangle(self.picture, *frame, (70, 70, 70), max(1, round(self.mm / 4)))
        elif around < 0.5:  # a card or a booklet's cover below it, of any colour
            sides = [self.mm * self.random.uniform(1, 40) for _ in range(4)]
            colour = tuple(self.random.choice((self.random.randrange(20, 256), 238)) for _ in "rgb")
            frame = (
                (max(0, round(left - sides[0])), max(0, round(top - sides[1]))),
                (round(right + sides[2]), round(bottom + sides[3])),
            )
            if not self._holds_any(*frame):
                cv2.rectangle(self.picture, *frame, colour, -1)
        self.picture[top:bottom, left:right] = picture
        self._remember(Kind.PORTRAIT, box(left, top, right, bottom))

    def _printed(self, picture: Picture) -> Picture:
        """Return a photo in colour, in dots or in grey."""
        way = self.random.random()
        if way < 0.15:
            return screened(picture, self.random.uniform(2.2, 5), self.random.uniform(0, 90))
        if way < 0.3:
            grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
            return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
        return picture

    def view(self) -> None:
        """Lay a photo of a place or of things, as reports have them: no thing at all."""
        wide, tall = (max(24, round(self.mm * self.random.uniform(20, 70))) for _ in "xy")
        place = self._free(wide, tall, 0.05)
        if place is None:
            return
        part = self._part(place, (wide, tall))
        part[:] = self._printed(scenery(wide, tall, self.random))

    def code(self) -> None:
        """Print a code of any of the kinds that are read."""
        kind, text = self.random.choice([*CODES.values()])
        flat = kind in ("PDF417", "Code128", "Code39", "EAN13")
        wide = self.mm * self.random.uniform(*((35, 60) if flat else (12, 30)))
        size = (round(wide), round(wide * self.random.uniform(0.2, 0.4)) if flat else round(wide))
        place = self._free(*size, 0.05)
        if place is None:
            return
        code = printed(kind, text + str(self.random.randrange(90)) * (not flat), size)
        code = cv2.resize(code, size, interpolation=cv2.INTER_AREA)
        left, top = place
        part = self.picture[top : top + size[1], left : left + size[0]]
        part[:] = code[..., None] if code.ndim == 2 else code
        self._remember(Kind.CODE, box(left, top, left + size[0], top + size[1]))

    def stamp(self) -> None:
        """Press an office's oblong stamp across whatever is there."""
        rows = self.random.choice(_WORDS).split("\n")
        tall = self.mm * self.random.uniform(6, 12) * len(rows)
        wide = min(tall / len(rows) * max(map(len, rows)) * self.random.uniform(0.9, 1.4), 420)
        image = Image.new("L", (round(wide) + 4, round(tall) + 4), 0)
        pen, letter = ImageDraw.Draw(image), font(
            self.random.choice((Face.HEI, Face.KAI, Face.HEAVY, Face.FANGSONG)),
            max(6, int(min(tall / len(rows) * 0.8, wide / max(map(len, rows)) * 0.9))),
        )  # fmt: skip
        width = max(1, round(self.mm * self.random.uniform(0.25, 0.9)))
        carved = self.random.random() < 0.15  # light letters on a ground of ink
        ground, ink = (255, 0) if carved else (0, 255)
        frame = (0, 0, image.width - 1, image.height - 1)
        pen.rectangle(frame, fill=ground, outline=255, width=width)
        if self.random.random() < 0.2:
            inner = width * 2 + 1
            frame = (inner, inner, image.width - 1 - inner, image.height - 1 - inner)
            pen.rectangle(frame, outline=255, width=max(1, width // 2))
        for down, row in enumerate(rows):
            at = (image.width / 2, image.height * (down + 0.5) / len(rows))
            pen.text(at, row, fill=ink, font=letter, anchor="mm")
        self._press(Kind.BOX, image, self._stamp_ink())

    def _stamp_ink(self) -> Colour:
        dark = self.random.randrange(10, 110)
        return self.random.choice((*_REDS, *_BLUES, (dark,) * 3, (dark,) * 3, (110, 40, 130)))

    def ring(self) -> None:
        """Press a round or an oval seal, in any ink or none; sometimes two in a row."""
        wide = round(self.mm * self.random.uniform(16, 46))
        tall = round(wide / self.random.choice((1, 1, 1, 1.3, 1.5)))
        seals = [ring_ink(wide, tall, self.random) for _ in range(1 + (self.random.random() < 0.2))]
        colour = self.random.choice((*_REDS, *_REDS, self._stamp_ink()))
        lean = self.random.uniform(0, 360) if wide == tall and self.random.random() < 0.3 else 0
        turned = [seal.rotate(lean or self.random.uniform(-2, 2), _SMOOTH) for seal in seals]
        step = round(wide * self.random.uniform(0.7, 1.2))
        place = self._free(wide + step * (len(seals) - 1), tall, 0.6)
        if place is None:
            return
        for number, seal in enumerate(turned):
            at = place[0] + step * number, place[1]
            part, ink = self._part(at, seal.size), np.asarray(seal)
            if self.random.random() < 0.12:
                part[:] = embossed(part, ink, self.random)
            else:
                _tint(part, worn(ink, self.random), colour)
            turns = np.linspace(0, math.tau, 24, endpoint=False)
            outline = np.stack([np.cos(turns) * wide / 2, np.sin(turns) * tall / 2], 1)
            middle = np.array((at[0] + wide / 2, at[1] + tall / 2))
            corners: list[list[float]] = (outline + middle).tolist()
            self._remember(Kind.RING, tuple((x, y) for x, y in corners))

    def emblem(self) -> None:
        """Print a sign: a badge with a ring of letters, an accreditation mark, a star, a medal."""
        side = round(self.mm * self.random.uniform(9, 34)) * 2
        image = Image.new("RGB", (side, side), (255, 255, 255))
        pen, colour = ImageDraw.Draw(image), self._sign_colour()
        self.random.choice((_badge, _plate, _star, _swoosh))(pen, side, colour, self.random)
        small = image.resize((side // 2, side // 2), Image.Resampling.LANCZOS)
        place = self._free(*small.size, 0.1)
        if place is None:
            return
        part = self._part(place, small.size)
        part[:] = np.minimum(part, np.asarray(small))
        self._remember(Kind.EMBLEM, box(*place, place[0] + small.width, place[1] + small.height))

    def _sign_colour(self) -> Colour:
        dark = self.random.randrange(20, 130)
        signs = (*_REDS, *_BLUES, (10, 122, 92), (226, 150, 20), (196, 150, 60), (dark,) * 3)
        return self.random.choice(signs)

    def rosette(self) -> None:
        """Print a guilloche rosette, as certificates bear it."""
        reach = self.mm * self.random.uniform(6, 24)
        place = self._free(round(2 * reach), round(2 * reach), 0.2)
        if place is None:
            return
        x, y = place[0] + reach, place[1] + reach
        turns = np.linspace(0, math.tau, 700)
        petals, colour = self.random.choice((6, 9, 12, 18)), self._sign_colour()
        pale = tuple(round(level + (255 - level) * self.random.uniform(0, 0.6)) for level in colour)
        for ring in range(self.random.randint(3, 8)):
            away = reach * (1 - ring * 0.08) * (0.8 + 0.2 * np.cos(petals * turns + ring))
            line = np.stack([x + away * np.cos(turns), y + away * np.sin(turns)], 1)
            points = [np.rint(line * 8).astype(np.int32)]
            cv2.polylines(self.picture, points, True, pale, 1, cv2.LINE_AA, 3)
        side = 2 * reach
        self._remember(Kind.EMBLEM, box(*place, place[0] + side, place[1] + side))

    def pen_mark(self) -> None:
        """Circle, tick, cross out or underline by hand, mostly in red."""
        colour = self.random.choice((*_REDS, *_REDS, *_BLUES, (40, 40, 46)))
        wide, tall = (self.mm * self.random.uniform(*room) for room in ((6, 50), (5, 26)))
        turns = np.linspace(0, math.tau * self.random.uniform(0.9, 1.3), 60)
        wobble = 1 + 0.05 * np.sin(turns * self.random.uniform(1, 3) + self.random.random() * 6)
        drift = 1 + self.random.uniform(-0.12, 0.12) * turns / math.tau
        shapes = {
            "circle": (np.cos(turns) * wobble * drift / 2, np.sin(turns) * wobble * drift / 2),
            "tick": (np.array([-0.3, -0.1, 0.4]), np.array([0.0, 0.4, -0.5])),
            "line": (turns / turns[-1] - 0.5, 0.05 * np.sin(turns * self.random.uniform(0, 6))),
            "cross": (np.array([-0.4, 0.4, 0, 0.4, -0.4]), np.array([-0.4, 0.4, 0, -0.4, 0.4])),
        }
        across, down = shapes[self.random.choice(("circle", "circle", "circle", *shapes))]
        x = self.random.uniform(wide / 2, max(wide, self.picture.shape[1] - wide / 2))
        y = self.random.uniform(tall / 2, max(tall, self.picture.shape[0] - tall / 2))
        line = np.stack([x + across * wide, y + down * tall], 1).astype(np.float32)
        layer = np.full_like(self.picture, 255)
        thick = max(1, round(self.mm * self.random.uniform(0.35, 1.1)))
        points = [np.rint(line * 8).astype(np.int32)]
        cv2.polylines(layer, points, False, colour, thick, cv2.LINE_AA, 3)
        self.picture = np.minimum(self.picture, layer)
        (left, top), (right, bottom) = line.min(0).tolist(), line.max(0).tolist()
        self._remember(Kind.PEN, box(left, top, right + thick, bottom + thick))

    def writing(self) -> None:
        """Write some letters with a pen."""
        em = round(self.mm * self.random.uniform(4.5, 9))
        letters = font(self.random.choice(HANDS), em)
        text = "".join(self.random.sample("李明张伟王芳赵军买买提阿情属实同意年月日陈刚玉", 3))
        image = Image.new("L", (em * 4, em * 2), 0)
        ImageDraw.Draw(image).text((em * 2, em), text, 255, letters, "mm")
        image = image.rotate(self.random.uniform(-9, 6), Image.Resampling.BICUBIC)
        ink = image.getbbox()
        if ink:
            colour = self.random.choice(((24, 26, 34), (30, 44, 130), (44, 44, 48), _REDS[0]))
            self._press(Kind.HAND, image.crop(ink), colour)

    def stain(self) -> None:
        """Spill something: no thing at all, whatever it resembles."""
        reach = self.mm * self.random.uniform(8, 40)
        x, y = (self.random.uniform(0, length) for length in self.picture.shape[1::-1])
        rows, columns = np.mgrid[0 : self.picture.shape[0], 0 : self.picture.shape[1]]
        noise = np.random.default_rng(self.random.getrandbits(32)).random((9, 9), np.float32)
        wave = cv2.resize(noise, self.picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        away = np.hypot(columns - x, rows - y) / reach + 0.3 * (wave - 0.5)
        rim = 0.25 * np.exp(-(((away - 1) * 12) ** 2)) + 0.08 * (away < 1)
        ink = 1 - np.array(self.random.choice(((120, 80, 40), (180, 60, 60), (90, 90, 90)))) / 255
        spoiled = self.picture * (1 - rim[..., None] * ink)
        self.picture = np.clip(spoiled, 0, 255).astype(np.uint8)

    def _press(self, kind: Kind, image: Image.Image, colour: Colour) -> None:
        """Press ink that is worn, a little turned, where there may be print below."""
        turn = self.random.uniform(-9, 9)
        turned = image.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        place = self._free(*turned.size, 0.6)
        if place is None:
            return
        part = self._part(place, turned.size)
        _tint(part, worn(np.asarray(turned), self.random), colour)
        lean, middle = math.radians(-turn), (turned.width / 2, turned.height / 2)
        corners = []
        for across, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            x, y = across * image.width / 2, down * image.height / 2
            right = x * math.cos(lean) - y * math.sin(lean) + middle[0] + place[0]
            below = x * math.sin(lean) + y * math.cos(lean) + middle[1] + place[1]
            corners.append((right, below))
        self._remember(kind, tuple(corners))

    def _holds_any(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Tell whether a thing lies in a rectangle; what is laid there would hide it."""
        every = [bounds(place) for thing in self.things for place in thing.places]
        return any(shared((*first, *last), place) > 0 for place in every)

    def _part(self, place: tuple[int, int], size: tuple[int, int]) -> Picture:
        left, top = place
        return self.picture[top : top + size[1], left : left + size[0]]

    def _free(self, wide: int, tall: int, shared: float) -> tuple[int, int] | None:
        """Return where something fits so that it hides at most a share of another thing."""
        height, width = self.picture.shape[:2]
        taken = np.zeros((height // 8 + 1, width // 8 + 1), np.uint8)
        for thing in self.things:
            for place in thing.places:
                cv2.fillPoly(taken, [(np.array(place) / 8).astype(np.int32)], 1)
        for _ in range(8):
            if wide >= width or tall >= height:
                return None
            left, top = self.random.randrange(width - wide), self.random.randrange(height - tall)
            below = taken[top // 8 : (top + tall) // 8 + 1, left // 8 : (left + wide) // 8 + 1]
            if below.mean() <= shared * (self.random.random() < 0.5):
                return left, top
        return None

    def _remember(self, kind: Kind, place: Polygon) -> None:
        self.things.append(Thing(kind, (place,)))


def _tint(part: Picture, share: NDArray[np.float32], colour: Colour) -> None:
    part[:] = part * (1 - share[..., None] * (1 - np.array(colour) / 255))


def _badge(pen: ImageDraw.ImageDraw, side: int, colour: Colour, random: Random) -> None:
    """Draw a school's or firm's round badge: letters on an arc, a filled or crossed middle."""
    rim = max(2, round(side * random.uniform(0.01, 0.05)))
    pen.ellipse((2, 2, side - 3, side - 3), outline=colour, width=rim)
    inner = side * random.uniform(0.16, 0.24)
    filled = random.random() < 0.6
    pen.ellipse((inner, inner, side - inner, side - inner), colour if filled else None, colour, rim)
    letters = font(random.choice((Face.HEI, Face.SONG, Face.KAI)), max(6, round(side * 0.1)))
    text = random.choice(("XINJIANG TIANLING", "天岭水利大学", "SINCE 1954 HENGYE", "恒野集团公司"))
    for number, letter in enumerate(text):
        turn = math.tau * (0.66 * number / len(text) - 0.33)
        reach = side / 2 - inner / 2
        at = (side / 2 + reach * math.sin(turn), side / 2 - reach * math.cos(turn))
        pen.text(at, letter, colour, letters, "mm")
    size = font(Face.HEAVY, max(6, round(side * 0.2)))
    inside = (255, 255, 255) if filled else colour
    pen.text((side / 2, side / 2), random.choice(_LOGOS), inside, size, "mm")


def _plate(pen: ImageDraw.ImageDraw, side: int, colour: Colour, random: Random) -> None:
    """Draw an accreditation mark or a logo on a plate, with letters in it and below."""
    top = side * random.uniform(0.05, 0.25)
    frame = (side * 0.04, top, side * 0.96, side - top)
    if random.random() < 0.5:
        pen.rounded_rectangle(frame, side / 12, fill=colour)
    else:
        pen.arc(frame, random.randrange(360), random.randrange(360), colour, side // 12)
    inside = (255, 255, 255) if random.random() < 0.7 else colour
    size = font(random.choice((Face.HEAVY, Face.HEI)), max(6, round(side * 0.28)))
    pen.text((side / 2, side / 2), random.choice(_LOGOS), inside, size, "mm")


def _star(pen: ImageDraw.ImageDraw, side: int, colour: Colour, random: Random) -> None:
    """Draw a disc with a star and a wheel around it, as state signs, stars and medals have."""
    teeth, reach, wheel = random.choice((5, 12, 20, 36)), side * 0.48, []
    for step in range(teeth * 2):
        turn = math.pi * step / teeth
        r = reach * (1 if step % 2 else random.uniform(0.8, 0.9))
        wheel.append((side / 2 + r * math.sin(turn), side / 2 - r * math.cos(turn)))
    pen.polygon(wheel, fill=colour)
    gold = random.choice(((238, 196, 60), (255, 255, 255), (250, 220, 120)))
    for x, y, r in ((0.5, 0.45, 0.2), (0.3, 0.3, 0.07), (0.7, 0.3, 0.07)):
        points = [
            (
                side * (x + r * k * math.sin(math.pi * n / 5)),
                side * (y - r * k * math.cos(math.pi * n / 5)),
            )
            for n in range(10)
            for k in (1 if n % 2 == 0 else 0.4,)
        ]
        pen.polygon(points, fill=gold)
    pen.arc((side * 0.2, side * 0.2, side * 0.8, side * 0.8), 20, 160, gold, side // 20)


def _swoosh(pen: ImageDraw.ImageDraw, side: int, colour: Colour, random: Random) -> None:
    """Draw a firm's sign of arcs and triangles."""
    for _ in range(random.randint(2, 4)):
        left, top = (random.uniform(0, side * 0.4) for _ in "xy")
        wide = random.uniform(side * 0.4, side * 0.6)
        frame = (left, top, left + wide, top + wide)
        start = random.randrange(360)
        if random.random() < 0.5:
            pen.pieslice(frame, start, start + random.randint(60, 300), fill=colour)
        else:
            corners = [(random.uniform(0, side), random.uniform(0, side)) for _ in range(3)]
            pen.polygon(corners, fill=colour)
    pen.ellipse((side * 0.35, side * 0.35, side * 0.6, side * 0.6), fill=(255, 255, 255))
