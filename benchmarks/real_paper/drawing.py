"""Draws the page of real paper of a seed: layout, printing, paper and route come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.drawing import Drawn, faces_aside, held_aside, is_measuring
from benchmarks.real_paper.certificates import course, honour, patent, title_book
from benchmarks.real_paper.copies import PHYSICAL, PRINTINGS, ROUTES, on_paper
from benchmarks.real_paper.occasion import Occasion, issuers_of
from benchmarks.real_paper.papers import acceptance, brochure, invoice, letterhead
from tools.drawing.fonts import wearing
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene

LAYOUTS: dict[str, Callable[[Occasion], DrawnPage]] = {
    layout.__name__: layout
    for layout in (title_book, honour, invoice, letterhead, course, acceptance, patent, brochure)
}


def drawn(seed: int) -> Drawn:
    """Draw the page of one seed.

    Raises:
        ValueError: The seed belongs to neither tuning nor measuring.
    """
    aside, measuring = held_aside(), is_measuring(seed)
    named = aside["real_paper"]
    random = Random(f"real paper {seed}")
    layouts = [name for name in LAYOUTS if measuring or name not in named["layouts"]]
    routes = [name for name in ROUTES if measuring or name not in named["routes"]]
    # Every second seed asks for seals too: each layout is drawn for both.
    layout, route = layouts[seed // 2 % len(layouts)], random.choice(routes)
    printing = random.choice([*PRINTINGS]) if route in PHYSICAL else "none"
    fine = 300 if route == "flatbed" and random.random() < 0.4 else 200
    person = invent_person(random)
    scene = Scene(person, invent_colleagues(person, random), random, fine)
    faces = measuring and random.random() < aside["faces_share"]
    with wearing(faces_aside() if faces else {}):
        page = LAYOUTS[layout](Occasion(scene, issuers_of(scene)))
    if printing != "none":
        page = on_paper(PRINTINGS[printing](page, random), random)
    page = ROUTES[route](page, random)
    return Drawn(
        replace(page, damages=(*page.damages, route, printing)), person, page.dpi, route, faces
    )
