"""Draws the pages the network learns from, is calibrated with and is judged on.

Three sets that share no maker: what is learnt from is drawn here over the documents of
``tools/drawing``; the other makers of ``benchmarks`` calibrate and judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks import codes, figures, needless, portraits, seal_sheets, signatures, stamped_pages
from benchmarks.drawing import Drawn, draw
from benchmarks.makers.photographing import photographed
from benchmarks.real_paper.drawing import drawn as real_paper
from benchmarks.things.albums import album
from benchmarks.things.extras import Sheet
from benchmarks.things.kinds import Kind, Thing, things_of
from benchmarks.things.spoiling import spoilt
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.documents import KINDS as DOCUMENTS
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.geometry import Transform
from zcdesk.picture import Picture

RESOLUTIONS = (90, 100, 120, 150, 200)
JUDGED_FROM = 2_000_000
"""First seed of the measuring pages of makers that hold faces, layouts and damages aside."""

_DAMAGES = (*PRESETS, *("fax",) * 2, "grey", "phone", "photo", "photo")
"""One of them happens to a page to learn from; on faxes and telephones' pictures most is missed."""

_SPOILT = 0.5  # of the pages went through a screen, a copier or a messenger as well
_QUARTER = 0.2  # of the pages lie sideways or upside down


@dataclass(frozen=True)
class ThingPage:
    """A page with its things.

    Attributes:
        picture: RGB.
        things: In pixels of the picture.
        damage: What happened to it.
        kind: What kind of page it is.
    """

    picture: Picture
    things: tuple[Thing, ...]
    damage: str
    kind: str


_Base = tuple[DrawnPage, tuple[Thing, ...]]


def learning_page(seed: int) -> ThingPage:
    """Draw a page to learn from; everything comes from the seed."""
    random = Random(f"things {seed}")
    dpi = random.choice(RESOLUTIONS)
    page, more = _lowered(random.choice(_BASES)(random, dpi), dpi)
    sheet = Sheet(page.picture, page.dpi, (*things_of(page), *more), random)
    sheet.lay_some()
    return _damaged(sheet, page, random)


def _lowered(base: _Base, dpi: int) -> _Base:
    """Return a base at the resolution asked for, where its maker knows one only.

    The network sees 960 px; to damage four times as many takes four times as long.
    """
    page, more = base
    if page.dpi <= dpi:
        return base
    low = lowered_to(page, dpi)
    across, down = (low.picture.shape[at] / page.picture.shape[at] for at in (1, 0))
    return low, tuple(thing.moved(Transform.scale(across, down)) for thing in more)


def _damaged(sheet: Sheet, page: DrawnPage, random: Random) -> ThingPage:
    """Damage and turn a page; its things come along as marks whose text is their number."""
    marks = tuple(
        InkMark(Role.TEXT, str(number), thing.places, 10.0)
        for number, thing in enumerate(sheet.things)
    )
    plain = DrawnPage(sheet.picture, marks, page.kind, page.dpi)
    name = random.choice(_DAMAGES)
    if name == "photo":
        done = photographed(plain, random, round(max(sheet.picture.shape) * 1.05)).page
    else:
        done = damage(plain, PRESETS[name], random)
    things = tuple(
        Thing(was.kind, mark.characters, was.own)
        for mark in done.marks
        for was in (sheet.things[int(mark.text)],)
    )
    picture = done.picture
    if random.random() < _SPOILT:
        picture, name = spoilt(picture, random), f"{name}, spoilt"
    if random.random() < _QUARTER:
        picture, things = turned(picture, things, random.choice((1, 2, 3)))
    return ThingPage(picture, things, name, page.kind)


def turned(
    picture: Picture, things: tuple[Thing, ...], quarters: int
) -> tuple[Picture, tuple[Thing, ...]]:
    """Return a page turned clockwise by quarters, with its things."""
    for _ in range(quarters):
        height = picture.shape[0]
        quarter = Transform.from_rows([[0, -1, height], [1, 0, 0], [0, 0, 1]])
        things = tuple(thing.moved(quarter) for thing in things)
        picture = np.ascontiguousarray(np.rot90(picture, -1))
    return picture, things


def _document(random: Random, dpi: int) -> _Base:
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    return draw_page(random.choice(DOCUMENTS), person, colleagues, random, dpi=dpi), ()


def _form(random: Random, dpi: int) -> _Base:
    """A form with its signing places, those of scrawls among them."""
    paper, places = signatures.form(invent_person(random), random)
    page = paper.finished("signing form")
    scrawls = tuple(Thing(Kind.HAND, (place,)) for kind, place in places if kind != "empty")
    return page, scrawls


def _sealed(random: Random, dpi: int) -> _Base:
    """A sheet with a seal of any of its shapes."""
    kind = random.choice(seal_sheets.KINDS)
    sheet = seal_sheets.drawn(kind, random)
    page = DrawnPage(sheet.picture, sheet.marks, kind, 200)
    known = any(mark.characters[0] == sheet.seal for mark in sheet.marks)
    if sheet.seal is None or known:
        return page, ()
    square = kind.endswith(("square", "name"))
    place = sheet.seal if square else needless.disc(sheet.seal)
    return page, (Thing(Kind.BOX if square else Kind.RING, (place,)),)


def _figures(random: Random, dpi: int) -> _Base:
    return random.choice((portraits.figures, portraits.form))(random, dpi), ()


_BASES: tuple[Callable[[Random, int], _Base], ...] = (
    *(_document,) * 5, *(_sealed,) * 3, _form, *(_figures,) * 2,
)  # fmt: skip


def _from(drawn: Callable[[int], Drawn]) -> Callable[[int], ThingPage]:
    """Return the maker's pages with the things among their marks."""

    def made(seed: int) -> ThingPage:
        found = drawn(seed)
        return _upright(found.page, things_of(found.page), found.damage)

    return made


def _upright(page: DrawnPage, things: tuple[Thing, ...], name: str) -> ThingPage:
    """Return a page as the program sees it: its quarter turn is undone before it looks."""
    picture, things = turned(page.picture, things, -page.turned // 90 % 4)
    return ThingPage(picture, things, name, page.kind)


def _figure(seed: int) -> ThingPage:
    page, _, _, name = figures.page_of(seed)
    return _upright(page, things_of(page), name)


def _code(seed: int) -> ThingPage:
    random = Random(f"things codes {seed}")
    told = random.choice([*codes.KINDS.values()])
    scan = random.choice(codes.SCANS)
    page = codes.drawn(told, random, random.choice(codes.RESOLUTIONS))
    page = damage(page, PRESETS[scan], random)
    return _upright(page, things_of(page), scan)


def _album(seed: int) -> ThingPage:
    page, name = album(seed)
    return _upright(page, things_of(page), name)


def _stamped(seed: int) -> ThingPage:
    found, stamp = stamped_pages.with_place(seed)
    things = (*things_of(found.page), Thing(Kind.BOX, stamp.characters))
    return _upright(found.page, things, found.damage)


MAKERS: Mapping[str, Callable[[int], ThingPage]] = {
    "learning": learning_page,
    "documents": _from(draw),
    "sheets": _from(needless.MAKERS["sheets"]),
    "real paper": _from(real_paper),
    "bilingual": _from(needless.MAKERS["bilingual"]),
    "figures": _figure,
    "codes": _code,
    "stamped": _stamped,
    "albums": _album,
}
