"""What a person does with the pages of a case: put in, move, replace, insert, turn, take out."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from zcdesk.cases.acts import noting
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.acts.replacing import replace_page
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import CaseFile
from zcdesk.pages.opening.folders import files_of
from zcdesk.printable import printable
from zcdesk.ui.case.intake_card import Intake
from zcdesk.ui.case.pasting import pasted_paths, pasted_picture
from zcdesk.ui.case.section_area import UNSORTED, SectionArea
from zcdesk.ui.frame.limit_dialog import ask_limit
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.frame.slot_picker import pick_slot
from zcdesk.ui.kit.drop_area import ask_for_scans
from zcdesk.ui.kit.job import Work
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import joined, listed, say, slot_title
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import ForeignToLessonError, KeptScan
from zcdesk.workflow.open_case.arranging import move_pages, remove_pages, shift_page
from zcdesk.workflow.open_case.intake import Wanted, doubles, not_held, take_in, with_kept

BATCH = 12
"""Files that appear in the case together while many are being copied."""

LONGEST = 0.5
"""Seconds after which those that were copied appear, however few they are."""


class SlotActs(QObject):
    """Acts on pages and slots; each is one step that can be undone.

    Signals:
        taking: How far the files are (``Intake``); told at once when some were given.
        refused: A sentence about files that were not taken.
    """

    taking = Signal(object)
    refused = Signal(str)

    def __init__(
        self, widget: QWidget, session: Session, area: SectionArea, pictures: Pictures
    ) -> None:
        super().__init__(widget)
        self._widget, self._session, self._area = widget, session, area
        self._pictures = pictures
        pictures.show_case(session.stored)
        self._job = Work(self)
        self._queue: list[Wanted] = []
        self._now = Wanted("")
        self._kept: list[KeptScan] = []
        self._locked: list[KeptScan] = []
        self._intake = Intake()
        self._put_at = 0.0
        self._came, self._step = 0, 0  # pages of the gesture; step of its last portion
        self._bad: list[str] = []

    @property
    def busy(self) -> bool:
        """Tell whether files are being copied into the case."""
        return self._job.busy

    def choose_files(self, slot: str) -> None:
        """Ask for files for a slot."""
        self.take_files(slot, ask_for_scans(self._widget), 0)

    def take_files(self, slot: str, paths: Sequence[Path], before: int) -> None:
        """Copy scans into the case, beside the window; their pages appear as they come.

        Args:
            slot: Where they belong.
            paths: Files, folders and archives.
            before: Page before which they go, 0 for the end of the slot.
        """
        if paths:
            self._take(Wanted(slot, tuple(paths), before))

    def take_watched(self, paths: Sequence[Path]) -> None:
        """Copy scans that came into the watched folder; their pages join the tray."""
        self._take(Wanted("", tuple(paths), watched=True))

    def stop(self) -> None:
        """Take in no more files than the one under way; those that came stay."""
        self._queue = []
        self._job.end_soon()

    def dismiss(self) -> None:
        """Say no more of files that were left out."""
        self._tell(replace(self._intake, told=(), held=(), alike=()))

    def paste(self, slot: str) -> None:
        """Take the files or the picture from the clipboard."""
        clipboard = QGuiApplication.clipboard()
        paths = pasted_paths(clipboard)
        picture = b"" if paths or self._session.stored is None else pasted_picture(clipboard)
        if paths or picture:
            self._take(Wanted(slot, paths, content=picture))

    def move(self, slot: str, numbers: Sequence[int], before: int) -> None:
        """Put pages into a slot, before another page or at its end."""
        case, notice = self._session.case, self._session.notice
        moved = move_pages(case, notice, numbers, slot, before)
        title = slot_title(notice, slot)
        words = self.tr("%n 页放到“{slot}”", None, len(numbers)).format(slot=title)
        sorted_in = any(case.page(number).slot != slot for number in numbers)
        self._session.act(moved, words, ActCode.SORT if sorted_in else ActCode.ORDER)
        self._area.select_pages(tuple(numbers))

    def move_page(self, slot: str, numbers: Sequence[int]) -> None:
        """Put pages at the end of a slot."""
        self.move(slot, numbers, 0)

    def pick_slot(self, number: int) -> None:
        """Ask into which slot a page (and what is selected with it) belongs."""
        if not self._session.takes_acts():
            return
        chosen = self._chosen(number)
        if all(self._session.case.page(each).refused for each in chosen):
            menu = self.menu(number)
            menu.setActiveAction(menu.actions()[0])
            menu.popup(QCursor.pos())
            return
        picker = pick_slot(self._session, self._widget, chosen)
        picker.picked.connect(partial(self._move_picked, chosen))

    def _move_picked(self, numbers: tuple[int, ...], slot: str) -> None:
        """Move pages and take the next one in hand, so that a pile is sorted key by key."""
        following = self._after(numbers)
        self.move(slot, numbers, 0)
        if following:
            self._area.select_pages((following,))

    def _after(self, numbers: tuple[int, ...]) -> int:
        """Return the page that stands behind these in their slot, else before them, else 0."""
        for card in self._area.cards.values():
            there = card.tiles.numbers
            if numbers[0] in there:
                at = there.index(numbers[0])
                rest = [n for n in (*there[at:], *reversed(there[:at])) if n not in numbers]
                return rest[0] if rest else 0
        return 0

    def move_to_row(self, key: str, numbers: tuple[int, ...]) -> None:
        """Put pages into the section (or the tray) on whose row they were dropped.

        A section with several slots asks which of them is meant.
        """
        notice = self._session.notice
        sections = {section.id: section for section in notice.sections}
        if key not in sections:
            if key == UNSORTED:
                self.move("", numbers, 0)
            return
        slots = sections[key].slots
        if len(slots) == 1:
            self.move(slots[0].id, numbers, 0)
        elif slots:
            menu = QMenu(self._widget)
            for slot in slots:
                act = menu.addAction(slot.title)
                act.triggered.connect(partial(self._move_to, slot.id, numbers))
            menu.popup(QCursor.pos())

    def sort_groups(self, groups: Mapping[str, Sequence[int]]) -> None:
        """Put pages into their proposed slots; all of them are one act."""
        case, notice = self._session.case, self._session.notice
        for slot, numbers in groups.items():
            case = move_pages(case, notice, numbers, slot)
        count = sum(len(numbers) for numbers in groups.values())
        self._session.act(case, self.tr("%n 页已归类", None, count), ActCode.SORT)

    def shift(self, number: int, by: int) -> None:
        """Move a page inside its slot."""
        self._session.act(shift_page(self._session.case, number, by), "", ActCode.ORDER)
        self._area.select_pages((number,))

    def remove(self, numbers: Sequence[int]) -> None:
        """Take pages out of the case."""
        places = [str(self._session.overview.of(number).place) for number in numbers]
        case = remove_pages(self._session.case, numbers)
        words = self.tr("已移走第 {n} 页").format(n=listed(places[:6]))
        self._session.act(case, words, ActCode.REMOVE_PAGE)

    def turn(self, number: int, degrees: int) -> None:
        """Turn a page clockwise."""
        page = self._session.case.page(number)
        if not page.refused:
            case = turn_page(self._session.case, number, degrees)
            told = self.tr("已转动这一页，会重新读一遍") if page.page else self.tr("已转动这一页")
            self._session.act(case, told, ActCode.TURN)

    def waive(self, slot: str, reason: str) -> None:
        """Note why a slot does not apply; "" takes it back."""
        case = noting.mark_not_applicable(self._session.case, slot, reason)
        title = slot_title(self._session.notice, slot)
        if reason:
            words = self.tr("“{slot}”已注明不适用").format(slot=title)
            self._session.act(case, words, ActCode.NOT_APPLICABLE)
        else:
            words = self.tr("“{slot}”重新需要").format(slot=title)
            self._session.act(case, words, ActCode.APPLICABLE)

    def enter_limit(self, slot: str) -> None:
        """Ask what the platform takes in a slot."""
        ask_limit(self._session, self._widget, slot)

    def write_text(self, field: str, text: str) -> None:
        """Keep a text as it was typed."""
        self._session.act(noting.write_text(self._session.case, field, text), "", ActCode.TEXT)

    def open_menu(self, number: int, where: QPoint) -> None:
        """Show what can be done with a page; the menu key comes here too."""
        self.menu(number).popup(where)

    def menu(self, number: int) -> QMenu:
        """Return the menu of a page."""
        menu = QMenu(self._widget)
        chosen = self._chosen(number)
        usable = not all(self._session.case.page(each).refused for each in chosen)
        if not usable and not self._session.read_only:
            instead = menu.addAction(self.tr("换成另一个文件…"))
            instead.triggered.connect(partial(self._replace, number))
            gone = menu.addAction(self.tr("移走 %n 页", None, len(chosen)))
            gone.triggered.connect(partial(self.remove, chosen))
            menu.addSeparator()
        menu.addAction(self.tr("打开，逐页复核")).triggered.connect(partial(self._open, number))
        if usable and not self._session.read_only:
            self._add_slots(menu.addMenu(self.tr("移到")), chosen)
            menu.addSeparator()
            acts = (
                (self.tr("换成另一个文件…"), partial(self._replace, number)),
                (self.tr("在前面插入文件…"), partial(self._insert, number)),
                (self.tr("顺时针转 90°"), partial(self.turn, number, 90)),
                (self.tr("逆时针转 90°"), partial(self.turn, number, 270)),
            )
            for words, act in acts:
                menu.addAction(words).triggered.connect(act)
            menu.addSeparator()
            refused = partial(self._enter_limit, self._session.case.page(number).slot)
            menu.addAction(self.tr("平台不收？…")).triggered.connect(refused)
            menu.addSeparator()
            words = self.tr("移走 %n 页", None, len(chosen))
            menu.addAction(words).triggered.connect(partial(self.remove, chosen))
        return menu

    def close(self) -> None:
        """End the copying; what was copied stays."""
        self._queue = []
        self._job.stop()
        self._pictures.show_case(None)

    def _chosen(self, number: int) -> tuple[int, ...]:
        for card in self._area.cards.values():
            if number in card.tiles.selected:
                return card.tiles.selected
        return (number,)

    def _add_slots(self, menu: QMenu, numbers: tuple[int, ...]) -> None:
        for section in self._session.notice.sections:
            if not section.slots:
                continue
            under = menu.addMenu(section.title) if len(section.slots) > 1 else menu
            for slot in section.slots:
                act = under.addAction(slot.title)
                act.triggered.connect(partial(self._move_to, slot.id, numbers))
        menu.addSeparator()
        menu.addAction(self.tr("未归类")).triggered.connect(partial(self._move_to, "", numbers))

    def _move_to(self, slot: str, numbers: tuple[int, ...], _checked: bool = False) -> None:
        self.move(slot, numbers, 0)

    def _enter_limit(self, slot: str, _checked: bool = False) -> None:
        self.enter_limit(slot)

    def _open(self, number: int, _checked: bool = False) -> None:
        self._area.wishes.page_opened.emit(number)

    def _replace(self, number: int, _checked: bool = False) -> None:
        slot = self._session.case.page(number).slot
        if paths := ask_for_scans(self._widget):
            self._take(Wanted(slot, paths, instead_of=number))

    def _insert(self, number: int, _checked: bool = False) -> None:
        slot = self._session.case.page(number).slot
        self.take_files(slot, ask_for_scans(self._widget), number)

    def _take(self, wanted: Wanted) -> None:
        if not self._session.takes_acts():
            return
        if self._session.is_sample:  # practice, like a lesson: nobody's real papers belong here
            name = wanted.paths[0].name if wanted.paths else self.tr("粘贴的图片.png")
            told = ForeignToLessonError(file=printable(name)).finding()
            self.refused.emit(joined(say(told)))
            return
        self._queue.append(wanted)
        self._next()

    def _next(self) -> None:
        if self._job.busy or not self._queue:
            return
        self._now = self._queue.pop(0)
        self._put_at = monotonic() - LONGEST  # the first one is seen at once
        self._came, self._step = 0, 0
        self._bad, self._locked = [], []
        name = self.tr("粘贴的图片.png")
        names = tuple(path.name for path in self._now.paths) or (name,)
        self._tell(replace(self._intake, names=names, done=0, running=True))
        self._job.begin(
            _steps(self._pictures.pool, self._session.stored, self._now, name),
            self._advance,
            self._session.failed.emit,
            self._finish,
        )

    def _advance(self, kept: KeptScan | tuple[str, ...]) -> None:
        if isinstance(kept, tuple):
            self._tell(replace(self._intake, names=kept))
            return
        self._tell(replace(self._intake, done=self._intake.done + 1))
        if kept.locked and not self._now.watched:
            self._locked.append(kept)
            return
        self._kept.append(kept)
        if len(self._kept) >= BATCH or monotonic() - self._put_at > LONGEST:
            self._put()

    def _finish(self) -> None:
        self._put()
        self._tell(replace(self._intake, running=False))
        if self._locked:
            self._ask_password()
        self._tell_refused()
        self._session.changed.emit()
        self._next()

    def _put(self) -> None:
        """Let the pages of the scans copied so far appear."""
        kept, self._kept = self._kept, []
        self._put_at = monotonic()
        case, notice, slot = self._session.case, self._session.notice, self._now.slot
        if self._now.watched:
            kept = not_held(case, kept)
        if not kept:
            return
        twice = doubles(case, kept, slot)
        held = [name for name, other in twice if name == other]
        alike = [names for names in twice if names[0] not in held]
        told: list[str] = []
        for scan in kept:
            if scan.refused:
                self._bad += [say(finding).message for finding in scan.findings]
                told += [joined(say(finding)) for finding in scan.findings]
        if told or held or alike:
            intake = self._intake
            known = tuple(dict.fromkeys((*intake.held, *held)))
            both = (*intake.alike, *alike)
            self._tell(replace(intake, told=(*intake.told, *told), held=known, alike=both))
        added = self._placed(with_kept(case, notice, kept, slot))
        count = len(added.pages) - len(case.pages)
        self._came += max(count, 0)
        words = self.tr("放入 %n 页", None, max(self._came, 1))
        if self._now.watched:
            folder = self._now.paths[0].parent.name
            words = self.tr("从“{folder}”收进 {n} 页").format(folder=folder, n=max(self._came, 1))
        what = ActCode.REPLACE_PAGE if self._now.instead_of else ActCode.ADD
        # One gesture is undone as one, unless the person did something between the portions.
        before = self._session.steps
        self._session.act(added, words, what, joins=self._step == before > 0)
        if self._session.steps > before:
            self._step = self._session.steps

    def _tell(self, intake: Intake) -> None:
        self._intake = intake
        self.taking.emit(intake)

    def _placed(self, added: Case) -> Case:
        """Put pages that stand at the end of their slot where they are wanted."""
        known = {page.number for page in self._session.case.pages}
        new = [page for page in added.pages if page.number not in known]
        if not new:
            return added
        known &= {page.number for page in added.pages}  # a file that was refused before gives way
        if self._now.instead_of in known:
            return replace_page(added, self._now.instead_of, new)
        if self._now.before in known:
            numbers = [page.number for page in new]
            notice = self._session.notice
            return move_pages(added, notice, numbers, new[0].slot, self._now.before)
        return added

    def _ask_password(self) -> None:
        """Ask for the password of files that have one; without it they become refused pages."""
        names = listed(scan.name for scan in self._locked[:3])
        words = self.tr("“{names}”设有打开密码。密码只用来打开，不会记下。").format(names=names)
        given = PasswordDialog(self._widget, "scans", self.tr("打开密码"), words).answer()
        if given:
            paths = tuple(Path(scan.source) for scan in self._locked)
            passwords = (*self._now.passwords, given)
            self._queue.insert(0, replace(self._now, paths=paths, passwords=passwords))
        else:
            self._kept = self._locked
            self._put()
        self._locked = []

    def _tell_refused(self) -> None:
        parts = []
        if self._bad:
            words = self.tr("{m} 个未收下：{why}")
            parts.append(words.format(m=len(self._bad), why="；".join(self._bad[:2])))
        if parts:
            self.refused.emit(self.tr("。").join(parts))


def _steps(
    pool: WorkerPool, stored: CaseFile | None, wanted: Wanted, name: str
) -> Generator[KeptScan | tuple[str, ...], None, None]:
    """Yield the names of all files, folders looked into, then each file that came in.

    They are looked into where pictures are drawn: what is being read holds nothing up.
    """
    if wanted.paths:
        yield tuple(path.name for path in files_of(wanted.paths))
    yield from take_in(pool, stored, wanted, name)
