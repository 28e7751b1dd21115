"""The pictures of a written package, by section of the platform, with the click for each."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zcdesk.cases.case import Answer, Case
from zcdesk.cases.records import DeliveredFile, DeliveryKind
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.export.plan.manifest import manifest_of
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.open_case.text_places import TextPlace, text_places

_DIGITS = 3


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
        found = tuple(picture for slot in section.slots for picture in pictures.get(slot.id, ()))
        texts = tuple(place for place in text_places(notice, section) if written.get(place.id))
        to_do = tuple(order for order in orders if order.slot in ids)
        if found or to_do or (texts and not in_round):
            steps.append(UploadStep(section.id, section.title, found, texts, to_do))
    return tuple(steps)


def orders_of(case: Case) -> tuple[Order, ...]:
    """Return what the package of changes that was written last asks for, place by place.

    A picture of the same name, and one that comes where another goes, replaces it: delete and
    upload. Names are those below the slot's folder, without their ending.
    """
    last = case.deliveries[-1] if case.deliveries else None
    if last is None or last.kind is not DeliveryKind.CHANGES:
        return ()
    before = sent_files(replace(case, deliveries=case.deliveries[:-1]))
    gone = [file for file in last.files if not file.sha256]
    orders = []
    for file in (file for file in last.files if file.sha256):
        kept = before.get(below_root(file.name))
        if kept is not None and kept.file.sha256 == file.sha256:
            continue  # only to be clicked otherwise
        inside = [one for one in gone if one.slot == file.slot]
        alike = [one for one in inside if _stem(one)[:_DIGITS] == _stem(file)[:_DIGITS]]
        old = None if kept is not None else next(iter((*alike, *inside)), None)
        if old is not None:
            gone.remove(old)
        replaced = _stem(file) if kept is not None else _stem(old) if old is not None else ""
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
    asked = notice.masking.page_answer if notice.masking else None
    found: dict[str, list[UploadPicture]] = {}
    with suppress(OSError):
        manifest = manifest_of(package)
        for page in manifest.pages if manifest is not None else ():
            click = ""
            if asked is not None and page.answer is not None:
                click = asked.yes.word if page.answer is Answer.YES else asked.no.word
            lying = package / page.file
            picture = UploadPicture(page.file, page.sha256, lying, page.page, click)
            found.setdefault(page.slot, []).append(picture)
    return found
