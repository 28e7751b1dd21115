"""Every covered or open place of a case as a cell of the gallery, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.ui.look import ShownRow, Tone
from zcdesk.ui.session.label_finds import LabelFinds
from zcdesk.ui.wall.crops import PlainPlace
from zcdesk.ui.words.entries import CoverKind, WordEntry, entries
from zcdesk.ui.words.sentences import target_word
from zcdesk.workflow.case.organisations import LabelledValue
from zcdesk.workflow.review.overview import Overview


@dataclass(frozen=True)
class Cell(ShownRow):
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
    entry: WordEntry
    group: str
    label: LabelledValue | None = None

    @property
    def shown(self) -> PlainPlace | None:
        """What the crop shows: the place, together with its label."""
        if self.page.page is None:
            return None
        polygon = self.label.shown if self.label is not None else self.entry.polygon
        return PlainPlace(self.page.page, polygon)

    @property
    def is_open(self) -> bool:
        """Tell whether no cover hides the place."""
        return self.entry.kind is CoverKind.OPEN

    @property
    def key(self) -> tuple[int, int]:
        """Page number and index of the entry."""
        return self.page.number, self.entry.index

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.place}，{self.group}，{self.entry.tail}，{self.entry.reason}"


def cells_of(case: Case, overview: Overview) -> tuple[Cell, ...]:
    """Return the places of all pages, covered or not."""
    cells = [
        Cell(standing.page, standing.place, entry, group_of(entry))
        for standing in overview
        if standing.readable
        for entry in entries(case, standing.page)
    ]
    order = {target: place for place, target in enumerate(Target)}
    first: dict[str, int] = {}
    for cell in cells:
        first.setdefault(cell.group, len(first))
    return tuple(sorted(cells, key=lambda c: (order[c.entry.target], first[c.group])))


def label_cells(overview: Overview, finds: LabelFinds) -> tuple[Cell, ...]:
    """Return the values beside labels that no cover hides, by label, same ones together."""
    cells = [
        Cell(standing.page, standing.place, _label_entry(-2 - index, value), value.label, value)
        for standing in overview
        if standing.readable
        for index, value in enumerate(finds.open_on(standing.page))
    ]
    order = {target: place for place, target in enumerate(Target)}
    groups: dict[str, int] = {}
    words: dict[tuple[str, str], int] = {}
    for cell in cells:
        groups.setdefault(cell.group, len(groups))
        words.setdefault((cell.group, cell.entry.word), len(words))

    def rank(cell: Cell) -> tuple[int, int, int]:
        word = words[cell.group, cell.entry.word]
        return order[cell.entry.target], groups[cell.group], word

    return tuple(sorted(cells, key=rank))


def _label_entry(index: int, value: LabelledValue) -> WordEntry:
    """Return a value as a place that is not on the page's list; its index is below -1."""
    translate = QCoreApplication.translate
    if value.text:
        reason = translate("entries", "“{label}”旁边读到“{text}”，没有遮盖。")
    else:
        reason = translate("entries", "“{label}”旁边没有读到字，也没有遮盖；手写的请看一眼。")
    return WordEntry(
        index, None, CoverKind.OPEN, value.outline, value.target, target_word(value.target),
        value.text, reason.format(label=value.label, text=value.text),
        value.text or translate("entries", "未盖"), Tone.TEXT2,
    )  # fmt: skip


def group_of(entry: WordEntry) -> str:
    """Return the heading that a place is under."""
    return f"{entry.title}　{entry.word}" if entry.word else entry.title
