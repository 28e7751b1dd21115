"""Draws pages and keeps what the network sees of each: the detector's maps, colours, the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.things.finding import Blob
from benchmarks.things.kinds import Kind, Thing
from benchmarks.things.pages import MAKERS, ThingPage
from benchmarks.things.rules import found_by_rules
from zcdesk.geometry import Polygon
from zcdesk.reading.colour_maps import colour_maps
from zcdesk.reading.detecting import look
from zcdesk.reading.evening import evened

Halves = NDArray[np.float16]


@dataclass(frozen=True)
class Seen:
    """A page as the network sees it.

    Attributes:
        maps: The detector's fine, middle and coarse maps.
        colours: Maps of colour.
        note: Kind of page, damage, things and what the rules found, as JSON tells them.
    """

    maps: tuple[Halves, Halves, Halves]
    colours: Halves
    note: dict[str, Any]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the maps."""
        rows, columns = self.colours.shape[1:]
        return columns, rows

    def things(self) -> tuple[Thing, ...]:
        """Return the things of the page, in places of the maps."""
        return tuple(Thing(Kind(kind), places) for kind, _, places in self._told("things"))

    def by_rules(self) -> tuple[Blob, ...]:
        """What the program's own searches found; nothing on pages to learn from."""
        return tuple(
            Blob(Kind(kind), score, places[0]) for kind, score, places in self._told("rules")
        )

    def _told(self, what: str) -> Iterator[tuple[str, float, tuple[Polygon, ...]]]:
        told: Sequence[Any] = self.note[what]
        for kind, score, places in told:
            yield kind, score, tuple(tuple((x, y) for x, y in corners) for corners in places)


def seen(page: ThingPage, *, rules: bool = False) -> Seen:
    """Look at a page as the program does; with ``rules`` its own searches look as well."""
    _, maps = look(evened(page.picture))
    fine, middle, coarse = (each[0] for each in maps)
    rows, columns = fine.shape[1:]
    height, width = page.picture.shape[:2]
    ratio = (columns / width, rows / height)
    colours = colour_maps(page.picture, (columns, rows))
    things = [
        (str(thing.kind), 1.0, [[(x * ratio[0], y * ratio[1]) for x, y in p] for p in thing.places])
        for thing in page.things
    ]
    ruled = [
        (str(blob.kind), blob.score, [blob.outline])
        for blob in (found_by_rules(page.picture, ratio) if rules else ())
    ]
    note = {"kind": page.kind, "damage": page.damage, "things": things, "rules": ruled}
    halves = (fine.astype(np.float16), middle.astype(np.float16), coarse.astype(np.float16))
    return Seen(halves, colours.astype(np.float16), note)


def keep(found: Seen, path: Path) -> None:
    """Write what was seen into a file."""
    fine, middle, coarse = found.maps
    note = np.frombuffer(json.dumps(found.note, ensure_ascii=False).encode(), np.uint8)
    partly = path.with_suffix(".part.npz")
    np.savez(partly, fine=fine, middle=middle, coarse=coarse, colours=found.colours, note=note)
    partly.rename(path)


def kept(path: Path) -> Seen:
    """Read what :func:`keep` wrote."""
    with np.load(path) as file:
        maps = (file["fine"], file["middle"], file["coarse"])
        return Seen(maps, file["colours"], json.loads(bytes(file["note"])))


def draw_pages(
    maker: str, first: int, count: int, folder: Path, *, processes: int = 1, rules: bool = False
) -> list[Path]:
    """Draw pages of a maker, keep what is seen of them and return the files, in order of the seeds.

    Pages that are there stay as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seeds = range(first, first + count)
    paths = [folder / f"{maker.replace(' ', '-')}-{seed:07}.npz" for seed in seeds]
    lacking = [
        (maker, seed, path, rules)
        for seed, path in zip(seeds, paths, strict=True)
        if not path.exists()
    ]
    if lacking:
        with get_context("spawn").Pool(processes, cv2.setNumThreads, (1,)) as pool:
            for _ in pool.imap_unordered(_draw, lacking):
                pass
    return paths


def _draw(what: tuple[str, int, Path, bool]) -> None:
    maker, seed, path, rules = what
    keep(seen(MAKERS[maker](seed), rules=rules), path)
