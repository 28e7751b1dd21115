"""What was written out of a case: files and texts by section, and whether they are the case now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path, PurePosixPath

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.file_limits import Arrangement
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.export.plan.layout import DIGITS
from zcdesk.export.plan.manifest import manifest_of
from zcdesk.notices.profile.entries import TextKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section
from zcdesk.workflow.review.overview import Overview


@dataclass(frozen=True)
class TextPlace:
    """Where a text belongs: its id in the case, its title, and whether it is a long one."""

    id: str
    title: str
    long: bool
    clause: str
    quote: str


def text_places(notice: Notice, section: Section) -> tuple[TextPlace, ...]:
    """Return the texts that a section asks for: its fields, then slots with a rule on words."""
    fields = [
        TextPlace(field.id, field.title, False, field.clause, field.quote)
        for field in section.fields
    ]
    ruled = {TextKind.LENGTH, TextKind.TOPICS, TextKind.FORBIDDEN}
    wanted = {rule.where for rule in notice.texts if rule.kind in ruled}
    summaries = [
        TextPlace(slot.id, slot.title, True, slot.clause, slot.quote)
        for slot in section.slots
        if slot.id in wanted and slot.medium.value == "text_or_scan"
    ]
    return (*fields, *summaries)


QUIET = frozenset(
    {
        ActCode.SUBMIT,
        ActCode.STATION,
        ActCode.ROUND,
        ActCode.REMOVE_ROUND,
        ActCode.TO_DO,
        ActCode.TICK,
    }
)
"""Acts that change nothing of what a package holds."""


def content(case: Case) -> Case:
    """Return a case without what is noted of the time from the export on."""
    return replace(case, deliveries=(), rounds=(), stations=(), ticks=())


def exported_last(acts: Iterable[str]) -> int:
    """Return how many of the last packages were written of the case as it is now.

    Args:
        acts: Codes of the acts that hold, oldest first.
    """
    telling = [act for act in acts if act not in QUIET]
    return sum(1 for _ in takewhile(lambda act: act == ActCode.DELIVER, reversed(telling)))


def written(overview: Overview, deliveries: Sequence[Delivery]) -> frozenset[int]:
    """Return the numbers of the confirmed pages that packages for the platform hold.

    A package of changes holds what changed, and packages before it the rest. Where pages of a slot
    are joined in one picture, its file names the first of them.

    Args:
        overview: The case as it is.
        deliveries: Packages that were written of it.
    """
    confirmed = frozenset(standing.page.number for standing in overview.confirmed)
    sent = sent_of(deliveries)
    if any(delivery.kind is DeliveryKind.CHANGES for delivery in sent):
        sent = sent_of(overview.case.deliveries)
    files = [file for delivery in sent for file in delivery.files if file.sha256]
    slots = {file.slot for file in files if _joins(overview.case, file.slot)}
    firsts = {number for file in files for number in (file.page, *file.joined)}
    return frozenset(
        number
        for number in confirmed
        if number in firsts or overview.case.page(number).slot in slots
    )


def pages_in(delivery: Delivery) -> int:
    """Return how many pages of the case a package holds."""
    files = [file for file in delivery.files if file.sha256 and file.page is not None]
    return len({number for file in files for number in (file.page, *file.joined)})


def never_handed_in(case: Case) -> tuple[int, ...]:
    """Return the numbers of the confirmed pages of which the platform has no picture."""
    there = [sent.file for sent in sent_files(case).values()]
    held = {number for file in there for number in (file.page, *file.joined)}
    slots = {file.slot for file in there if _joins(case, file.slot)}
    left = (page for page in case.pages if page.number not in held and page.slot not in slots)
    return tuple(page.number for page in left if case.is_confirmed(page))


def holds_all(overview: Overview, held: frozenset[int]) -> bool:
    """Tell whether the pages ``held`` are all there are, and all of them are confirmed."""
    confirmed = {standing.page.number for standing in overview.confirmed}
    return bool(confirmed) and not overview.unconfirmed and held >= confirmed


def sent_of(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Return the packages for the platform among them; papers to hand in are none."""
    return [delivery for delivery in deliveries if delivery.kind is not DeliveryKind.PAPER]


def _joins(case: Case, slot: str) -> bool:
    """Return whether several pages of a slot may be joined into one picture."""
    limit = case.limit_of(slot)
    return limit.most_pictures is not None or limit.arrangement is Arrangement.JOINED


@dataclass(frozen=True)
class UploadPicture:
    """One picture to upload: its name and hash in the package, its page, and what to click."""

    name: str
    sha256: str
    path: Path
    page: int
    click: str


@dataclass(frozen=True)
class Order:
    """What is to be done in one place of the platform: delete ``old``, upload ``new``, or both."""

    slot: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class UploadStep:
    """One section: its pictures, and the texts to copy into the platform's form.

    ``orders`` says, after a return, what is to be deleted and uploaded place by place.
    """

    id: str
    title: str
    pictures: tuple[UploadPicture, ...]
    texts: tuple[TextPlace, ...]
    orders: tuple[Order, ...] = ()

    @property
    def folder(self) -> Path | None:
        """The folder of its first picture."""
        return self.pictures[0].path.parent if self.pictures else None


def upload_steps(case: Case, notice: Notice, package: Path | None) -> tuple[UploadStep, ...]:
    """Return the sections that have pictures in ``package`` or texts in the case, in order."""
    pictures = _pictures(notice, package) if package is not None else {}
    written, orders = dict(case.texts), orders_of(case)
    in_round = bool(case.deliveries) and case.deliveries[-1].kind is DeliveryKind.CHANGES
    steps = []
    for section in notice.sections:
        ids = {slot.id for slot in section.slots}
        slot_pictures = tuple(
            picture for slot in section.slots for picture in pictures.get(slot.id, ())
        )
        texts = tuple(place for place in text_places(notice, section) if written.get(place.id))
        to_do = tuple(order for order in orders if order.slot in ids)
        if slot_pictures or to_do or (texts and not in_round):
            steps.append(UploadStep(section.id, section.title, slot_pictures, texts, to_do))
    return tuple(steps)


def orders_of(case: Case) -> tuple[Order, ...]:
    """Return what the package of changes that was written last asks for, place by place.

    A picture of the same name, and one that comes where another goes, replaces it: delete and
    upload. Names are those below the slot's folder, without their ending.
    """
    last = case.last_delivery
    if last is None or last.kind is not DeliveryKind.CHANGES:
        return ()
    before = sent_files(replace(case, deliveries=case.deliveries[:-1]))
    gone = [file for file in last.files if not file.sha256]
    orders = []
    for file in (file for file in last.files if file.sha256):
        sent = before.get(below_root(file.name))
        if sent is not None and sent.file.sha256 == file.sha256:
            continue  # only to be clicked otherwise
        inside = [other for other in gone if other.slot == file.slot]
        alike = [name for name in inside if _stem(name)[:DIGITS] == _stem(file)[:DIGITS]]
        old = None if sent is not None else next(iter((*alike, *inside)), None)
        if old is not None:
            gone.remove(old)
        replaced = _stem(file) if sent is not None else _stem(old) if old is not None else ""
        orders.append(Order(file.slot, replaced, _stem(file)))
    orders += [Order(file.slot, _stem(file)) for file in gone]
    return tuple(sorted(orders, key=lambda order: order.old or order.new))


def _stem(file: DeliveredFile) -> str:
    return PurePosixPath(file.name).stem


def is_package(folder: Path, notice: Notice) -> bool:
    """Tell whether ``folder`` holds a package for this notice."""
    with suppress(OSError):
        manifest = manifest_of(folder)
        return manifest is not None and manifest.notice == notice.id
    return False


def _pictures(notice: Notice, package: Path) -> dict[str, list[UploadPicture]]:
    asked = notice.page_answer
    by_slot: dict[str, list[UploadPicture]] = {}
    with suppress(OSError):
        manifest = manifest_of(package)
        for page in manifest.pages if manifest is not None else ():
            click = ""
            if asked is not None and page.answer is not None:
                click = asked.yes.word if page.answer is Answer.YES else asked.no.word
            picture = UploadPicture(page.file, page.sha256, package / page.file, page.page, click)
            by_slot.setdefault(page.slot, []).append(picture)
    return by_slot
