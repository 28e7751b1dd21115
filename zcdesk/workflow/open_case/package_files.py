"""The pictures of a written package, by section of the platform, with the click for each."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zcdesk.cases.case import Answer, Case
from zcdesk.export.plan.manifest import manifest_of
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.open_case.text_places import TextPlace, text_places


@dataclass(frozen=True)
class UploadPicture:
    """One picture to upload: its name and hash in the package, its page, and what to click."""

    name: str
    sha256: str
    path: Path
    page: int
    click: str


@dataclass(frozen=True)
class UploadStep:
    """One section: its pictures, and the texts to copy into the platform's form."""

    id: str
    title: str
    pictures: tuple[UploadPicture, ...]
    texts: tuple[TextPlace, ...]

    @property
    def folder(self) -> Path | None:
        """The folder of its first picture."""
        return self.pictures[0].path.parent if self.pictures else None


def upload_steps(case: Case, notice: Notice, package: Path | None) -> tuple[UploadStep, ...]:
    """Return the sections that have pictures in ``package`` or texts in the case, in order."""
    pictures = _pictures(notice, package) if package is not None else {}
    written = dict(case.texts)
    steps = []
    for section in notice.sections:
        found = tuple(picture for slot in section.slots for picture in pictures.get(slot.id, ()))
        texts = tuple(place for place in text_places(notice, section) if written.get(place.id))
        if found or texts:
            steps.append(UploadStep(section.id, section.title, found, texts))
    return tuple(steps)


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
