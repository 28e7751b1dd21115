"""What is wanted at the slots, texts and pages of a section: said once, by whatever shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SlotWishes(QObject):
    """Cards and tiles emit, ``SlotActs`` and the page of the sections listen.

    Signals:
        files_dropped: Slot, files, page before which they go (0 for the end).
        files_wanted: Slot that files are to be chosen for.
        pages_moved: Slot, numbers of pages, page before which they go (0 for the end).
        pages_removed: Numbers of pages.
        pages_dragged: Whether pages are being dragged now.
        page_shifted: Number of a page, by how many places.
        page_opened: Number of a page.
        page_enlarged: Number of a page that is to be seen large.
        page_replaced: Number of a page, files or the number of a page dropped on it.
        file_wanted: Number of a page in whose place another file is to be chosen.
        pages_kept: Numbers of pages that are kept although their pictures have a fault.
        place_wanted: Number of a page whose slot is to be picked.
        menu_wanted: Number of a page, place on the screen.
        slot_waived: Slot, why it does not apply; "" takes it back.
        text_typed: Field, what is there now; once for each pause in typing.
        finding_chosen: A finding.
        finding_stands: A finding that two pages are one, which both are to stay.
        quote_wanted: A slot's state, whose words are wanted.
        groups_agreed: Page numbers by slot, as proposed for the unsorted pages.
        export_wanted: Id of a section or slot that is to be exported alone.
        limit_wanted: Slot whose limit is to be entered.
    """

    files_dropped = Signal(str, object, int)
    files_wanted = Signal(str)
    pages_moved = Signal(str, object, int)
    pages_removed = Signal(object)
    pages_dragged = Signal(bool)
    page_shifted = Signal(int, int)
    page_opened = Signal(int)
    page_enlarged = Signal(int)
    page_replaced = Signal(int, object)
    file_wanted = Signal(int)
    pages_kept = Signal(object)
    place_wanted = Signal(int)
    menu_wanted = Signal(int, object)
    slot_waived = Signal(str, str)
    text_typed = Signal(str, str)
    finding_chosen = Signal(object)
    finding_stands = Signal(object)
    quote_wanted = Signal(object)
    groups_agreed = Signal(object)
    export_wanted = Signal(str)
    limit_wanted = Signal(str)
