"""Counts mixed-up words after a batch: names that were planted crosswise and covered all the same.

On every scan stands the owner's name and, below it, that of somebody else in the roster. The first
must lie below a cover, the second must not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.batch_pages import Roster
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.cases.case import CasePage
from zcdesk.cases.file.store import open_case
from zcdesk.geometry import Point

MOST_OPEN, LEAST_MIXED = 0.1, 0.1
"""A name is covered when at most a tenth of its box is open, and mixed up from a tenth on."""


@dataclass(frozen=True)
class Words:
    """How many own names are covered, how many of others, and how many others are told of."""

    people: int
    pages: int
    own: int
    mixed: int
    told: int


def counted(roster: Roster, people: Sequence[RosterPerson], out: Path) -> Words:
    """Look at every page of every person's case, and at what was written for her."""
    pages = own = mixed = told = 0
    for person in people:
        folder = folders_of(people, out)[person.row]
        with open_case(folder / "person.zcase", writing=False) as stored:
            found = {page.file_name: page for page in stored.case.pages}
        for planted in roster.planted[person.row]:
            page = found[planted.file]
            pages += 1
            own += _covered(page, planted.own) >= 1 - MOST_OPEN
            mixed += _covered(page, planted.other) >= LEAST_MIXED
        others = {name for row, name in roster.names.items() if row != person.row}
        for file in ("letter.txt", "result.json"):
            text = (folder / file).read_text(encoding="utf-8")
            told += sum(name in text for name in others)
    return Words(len(people), pages, own, mixed, told)


def _covered(page: CasePage, box: Sequence[Point]) -> float:
    """Return the share of a box (pixels of the file) that lies below covers."""
    if page.page is None:
        return 0.0
    corners = np.array(page.page.transform.apply_all(tuple(box)))
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    shape = (max(int(bottom - top), 1), max(int(right - left), 1))
    inside, covered = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    cv2.fillPoly(inside, [np.rint(corners - (left, top)).astype(np.int32)], 1)
    for mask in page.covers():
        points = np.rint(np.array(mask.polygon) - (left, top)).astype(np.int32)
        cv2.fillPoly(covered, [points], 1)
    return float((covered & inside).sum() / max(int(inside.sum()), 1))
