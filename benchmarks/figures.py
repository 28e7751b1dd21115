"""Draws portraits of people in wide variety: dress, heads, grounds, and what lies around them.

A page holds one photo: on paper, in a cell, on a tinted card or on a coloured booklet; 150 to 300
dpi, six usual damages. A portrait counts as missed when less than .85 of its rectangle lies under a
cover that is set by default, as covered when nobody is asked. Covers elsewhere are told as well.
"""

from __future__ import annotations

from random import Random

from PIL import Image

from benchmarks.makers.figures import Figure, drawn, invented
from benchmarks.portraits import photos_on
from tools.drawing.damage import damage
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.paper import Colour, Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.geometry import box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.masking.seals.seal_detection import find_seals
from zcdesk.verification.words.seeing import share_inside

DAMAGES = ("clean", "scan", "grey", "phone", "faint", "fax")
PLACES = ("page", "card", "cell", "booklet")
CARDS: tuple[Colour, ...] = ((223, 236, 246), (200, 220, 235), (246, 236, 214), (190, 215, 200))
BOOKLETS: tuple[Colour, ...] = ((150, 30, 36), (40, 60, 120), (240, 232, 210))
COVERED = 0.85


def page_of(seed: int) -> tuple[DrawnPage, Figure, str, str]:
    """Draw a page with one photo; return it, who is on it, where it lies and the damage."""
    random = Random(f"figure {seed}")
    person = invent_person(random)
    paper = Paper(
        Lexicon(person, invent_colleagues(person, random)), dpi=random.choice((150, 200, 300))
    )
    mm, place = paper.mm, random.choice(PLACES)
    tall = random.choice((32, 35, 35, 48))
    wide = tall * random.choice((22 / 32, 5 / 7, 0.75))
    x, y = mm(random.uniform(25, 150)), mm(random.uniform(30, 110))
    if place == "card":
        edge = (mm(30), mm(40), mm(120), mm(97))
        paper.pen.rounded_rectangle(edge, int(mm(3)), fill=random.choice(CARDS))
        x, y, tall, wide = mm(90), mm(49), 32, 24.2
    if place == "booklet":
        paper.pen.rectangle((mm(15), mm(20), mm(195), mm(150)), fill=random.choice(BOOKLETS))
    if place == "cell":
        paper.frame(x - mm(1), y - mm(1), x + mm(wide) + mm(1), y + mm(tall) + mm(1), 0.4)
    figure = invented(random)
    photo = drawn(figure, round(mm(wide)), round(mm(tall)), random)
    left, top = round(x), round(y)
    paper.image.paste(Image.fromarray(photo), (left, top))
    right, bottom = left + photo.shape[1], top + photo.shape[0]
    paper.mark(Role.PHOTO, "", [box(left, top, right, bottom)], mm(4))
    text = "经研究决定，现将有关事项通知如下。" * 12
    paper.paragraph(text, mm(25), mm(170), mm(150), Style(size=12))
    kind = random.choice(DAMAGES)
    return damage(paper.finished("photo"), (kind,), random), figure, place, kind


def judged(page: DrawnPage) -> tuple[str, int]:
    """Return "covered", "asked" or "missed", and how many covers lie elsewhere."""
    (photo,) = page.having(Role.PHOTO)
    place = photo.characters[0]
    seals, photos = find_seals(page.picture), photos_on(page.picture)
    hits = judge_portraits(page.picture, (), seals, photos)
    own = [hit for hit in hits if share_inside(place, hit.mask.polygon) > 0]
    whole = [
        hit
        for hit in own
        if hit.covers_by_default and share_inside(place, hit.mask.polygon) > COVERED
    ]
    sure = any(hit.verdict is Verdict.COVER for hit in whole)
    return "covered" if sure else "asked" if whole else "missed", len(hits) - len(own)
