"""Every covered place of a case as a small crop: cut once from the page's picture, then kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Signal
from PySide6.QtGui import QImage

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import Polygon, bounds
from zcdesk.pages.page import Page
from zcdesk.ui.look.tokens import Tone
from zcdesk.ui.picture.pictures import Pictures, name_of
from zcdesk.ui.session.label_finds import LabelFinds
from zcdesk.ui.words.entries import CoverKind, Entry, entries
from zcdesk.ui.words.sentences import target_word
from zcdesk.workflow.case.open_labels import LabelledValue
from zcdesk.workflow.open_case.overview import Overview

SHARP = 2400
"""Pixels of the longer side of the picture that crops are cut from."""

MARGIN = 0.35
"""Surroundings of a cover in a crop, as a part of its height."""

ASPECT = 3.4
"""Width of a crop for its height."""

ROOM = 48 << 20
"""Bytes of crops that are kept."""


@dataclass(frozen=True)
class Cell:
    """One place.

    Attributes:
        page: The page.
        place: Its place in the case, from 1.
        entry: The place on the page.
        group: What it is grouped by: its word, else its kind.
        label: The label beside it, where it is listed for that; it is no place of the page then.
    """

    page: CasePage
    place: int
    entry: Entry
    group: str
    label: LabelledValue | None = None

    @property
    def shown(self) -> Polygon:
        """What the crop shows: the place, together with its label."""
        return self.label.shown if self.label is not None else self.entry.polygon

    @property
    def key(self) -> tuple[int, int]:
        """Page number and index of the entry."""
        return self.page.number, self.entry.index


def cells_of(case: Case, overview: Overview, *, covered: bool) -> tuple[Cell, ...]:
    """Return the places of all pages: what would be covered, or what stays open."""
    found = []
    for standing in overview:
        if not standing.readable:
            continue
        for entry in entries(case, standing.page):
            is_open = entry.kind is CoverKind.OPEN
            if is_open is not covered:
                found.append(Cell(standing.page, standing.place, entry, group_of(entry)))
    order = {target: place for place, target in enumerate(Target)}
    first: dict[str, int] = {}
    for cell in found:
        first.setdefault(cell.group, len(first))
    return tuple(sorted(found, key=lambda c: (order[c.entry.target], first[c.group])))


def label_cells(overview: Overview, finds: LabelFinds) -> tuple[Cell, ...]:
    """Return the values beside labels that no cover hides, by label, same ones together."""
    found = [
        Cell(standing.page, standing.place, _label_entry(-2 - index, value), value.label, value)
        for standing in overview
        if standing.readable
        for index, value in enumerate(finds.open_on(standing.page))
    ]
    order = {target: place for place, target in enumerate(Target)}
    groups: dict[str, int] = {}
    words: dict[tuple[str, str], int] = {}
    for cell in found:
        groups.setdefault(cell.group, len(groups))
        words.setdefault((cell.group, cell.entry.word), len(words))

    def rank(cell: Cell) -> tuple[int, int, int]:
        word = words[cell.group, cell.entry.word]
        return order[cell.entry.target], groups[cell.group], word

    return tuple(sorted(found, key=rank))


def _label_entry(index: int, value: LabelledValue) -> Entry:
    """Return a value as a place that is not on the page's list; its index is below -1."""
    translate = QCoreApplication.translate
    if value.text:
        reason = translate("entries", "“{label}”旁边读到“{text}”，没有遮盖。")
    else:
        reason = translate("entries", "“{label}”旁边没有读到字，也没有遮盖；手写的请看一眼。")
    return Entry(
        index, None, CoverKind.OPEN, value.outline, value.target, target_word(value.target),
        value.text, reason.format(label=value.label, text=value.text),
        value.text or translate("entries", "未盖"), Tone.TEXT2,
    )  # fmt: skip


def group_of(entry: Entry) -> str:
    """Return the heading that a place stands under."""
    return f"{entry.title}　{entry.word}" if entry.word else entry.title


def around(polygon: Polygon, page: Page) -> QRectF:
    """Return the part of the page that a crop shows, in page pixels."""
    left, top, right, bottom = bounds(polygon)
    margin = (bottom - top) * MARGIN + 6
    box = QRectF(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
    if box.width() < box.height() * ASPECT:
        grow = (box.height() * ASPECT - box.width()) / 2
        box.adjust(-grow, 0, grow, 0)
    else:
        grow = (box.width() / ASPECT - box.height()) / 2
        box.adjust(0, -grow, 0, grow)
    return box.intersected(QRectF(0, 0, page.width, page.height))


class Crops(QObject):
    """Hands out crops; asks for a page's picture when the first of its crops is wanted.

    Signals:
        arrived: Further crops are there.
    """

    arrived = Signal()

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._kept: OrderedDict[tuple[str, Polygon], QImage] = OrderedDict()
        self._wanted: dict[str, set[Polygon]] = {}
        pictures.arrived.connect(self._take)

    def get(self, page: Page, polygon: Polygon) -> QImage | None:
        """Return the crop around ``polygon``, or ask for it."""
        name = name_of(page)
        kept = self._kept.get((name, polygon))
        if kept is not None:
            self._kept.move_to_end((name, polygon))
            return kept
        self._wanted.setdefault(name, set()).add(polygon)
        image = self._pictures.get(page, SHARP, SHARP)
        if image is not None:
            self._cut(page, image)
            return self._kept.get((name, polygon))
        return None

    def _take(self, page: Page, image: QImage) -> None:
        largest = max(page.width, page.height)
        sharp = max(image.width(), image.height()) >= min(SHARP, largest) - 2
        if name_of(page) in self._wanted and sharp:
            self._cut(page, image)
            self.arrived.emit()

    def _cut(self, page: Page, image: QImage) -> None:
        scale = image.width() / page.width
        for polygon in self._wanted.pop(name_of(page), set()):
            box = around(polygon, page)
            part = QRectF(box.left() * scale, box.top() * scale, box.width() * scale,
                          box.height() * scale)  # fmt: skip
            self._kept[name_of(page), polygon] = image.copy(part.toRect())
        while sum(one.sizeInBytes() for one in self._kept.values()) > ROOM:
            self._kept.popitem(last=False)
