"""The package on disk: built beside its place, complete or not there at all.

A package holds ``上传/`` with pictures only, ``自用/`` with checklist, guide and forms, and
``manifest.json`` (see ``manifest``). Covered pictures and those for covering inside the platform
never share a package, and the folder of the latter has another name.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Self

from zcdesk import __version__
from zcdesk.applicant import Applicant, Target
from zcdesk.disk.files import HeldFile, make_folder, new_folder, write_atomically
from zcdesk.export.package.folders import (
    PackageError,
    aside_folder,
    files_below,
    flush_tree,
    is_write_leftover,
    lock_file,
    name_below,
    partial_folder,
    put_in_place,
    recover,
    remove_own,
    require_replaceable,
    told_for,
)
from zcdesk.export.package.sweeping import require_neutral
from zcdesk.export.papers.checklist import NO_REMINDERS, Checklist, Reminders, checklist
from zcdesk.export.papers.guide import guide_page, guide_pdf, needs_guide
from zcdesk.export.papers.html import to_html
from zcdesk.export.papers.places import covers_in
from zcdesk.export.papers.xlsx import to_xlsx
from zcdesk.export.plan.columns import classified_answer
from zcdesk.export.plan.layout import LeftOut, PlannedPage
from zcdesk.export.plan.manifest import (
    MANIFEST,
    OWN_USE,
    Content,
    Finished,
    FinishedPicture,
    Manifest,
    ManifestCover,
    ManifestFile,
    ManifestLeftOut,
    ManifestPage,
    ManifestSheet,
    OpenPoint,
    sha256_of,
)
from zcdesk.notices.profile.notice import Notice

CHECKLIST_PAGE = PurePosixPath(OWN_USE, "上传清单.html")
CHECKLIST_BOOK = PurePosixPath(OWN_USE, "上传清单.xlsx")
GUIDE_PAGE = PurePosixPath(OWN_USE, "遮盖位置图.html")
GUIDE_PAPER = PurePosixPath(OWN_USE, "遮盖位置图.pdf")


@dataclass(frozen=True)
class OwnUse:
    """What goes into ``自用/`` besides the checklist and the guide.

    Attributes:
        files: Content by name, ``/`` between folder and name.
        carry: Those of them that must carry the applicant's words (forms, texts).
        applicant: Whose words may be nowhere else; None where nobody looks for them.
        page_of: Makes one more page out of the checklist; it may quote a return and so carry her
            words.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    carry: frozenset[str] = frozenset()
    applicant: Applicant | None = None
    page_of: Callable[[Checklist], tuple[str, bytes]] | None = None

    def with_file(self, name: str, content: bytes) -> OwnUse:
        """Return the same with one more file that may carry the applicant's words."""
        return replace(self, files={**self.files, name: content}, carry=self.carry | {name})


NO_OWN_USE = OwnUse()


def at_once(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function here and now."""
    return function(*arguments)


@dataclass(frozen=True)
class PackageReport:
    """A package that was written and got its final name.

    Attributes:
        folder: The package.
        pictures: Its pictures, below the package, in platform order.
        left_out: Pages of the case that are not in it.
        checklist: The HTML checklist, to open next.
        replaced: An older package stood there and is gone.
    """

    folder: Path
    pictures: tuple[PurePosixPath, ...]
    left_out: tuple[LeftOut, ...]
    checklist: Path
    replaced: bool


def clear_up(target: Path) -> None:
    """Clear away what a killed export left beside ``target``; one that is at work is left alone."""
    target = Path(os.path.abspath(target))  # noqa: PTH100  links stay links
    left = (partial_folder(target), aside_folder(target), lock_file(target))
    if not any(map(os.path.lexists, left)):
        return
    with contextlib.suppress(OSError, PackageError):
        lock = _held(target)
        try:
            recover(target)
        finally:
            lock.release()


class Staging:
    """A package while it is being built; leaving the ``with`` block unfinished discards it.

    Pictures are written by others (worker processes) to the paths that ``picture_path`` gives,
    with ``files.write_atomically``, or handed to ``add``. ``finish`` does the rest.
    """

    def __init__(self, target: Path, content: Content, run: Callable[..., Any]) -> None:
        self.target, self.content = target, content
        self._run = run
        self.folder = partial_folder(target)
        self._lock: HeldFile | None = None

    @classmethod
    def start(
        cls,
        target: Path,
        content: Content = Content.COVERED,
        run: Callable[..., Any] = at_once,
    ) -> Self:
        """Begin a package that will be named ``target``; its parent folders are made.

        What an interrupted export of the same place left is cleared away first; one that is still
        at work holds a lock beside its folder.

        Args:
            target: Where it will be.
            content: What it is.
            run: Calls a function with arguments; whoever has a window lets workers do it, because
                drawing a PDF and searching hundreds of files hold it up.

        Raises:
            PackageError: Another export of the same place is at work; it goes on undisturbed.
            ForeignFolderError: Something else than a package of ours is at ``target``.
            OtherContentError: A package of other content is there.
            ChangedPackageError: A file in the package there was added or changed.
            NoTemporaryFolderError: The tables at the end could not be made.
            PackageError: The place cannot be written to; nothing is left.
        """
        staging = cls(Path(os.path.abspath(target)), content, run)  # noqa: PTH100  links stay links
        _require_temporary()
        with told_for(staging.target):
            make_folder(staging.target.parent)
            staging._lock = _held(staging.target)
            try:
                recover(staging.target)
                require_replaceable(staging.target, content)
                new_folder(staging.folder)
            except BaseException:
                staging._release()
                raise
        return staging

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.discard()

    def picture_path(self, planned: PlannedPage) -> Path:
        """Return where the picture of a planned page is to be written; its folder is there.

        Raises:
            PackageError: The folder cannot be made.
        """
        path = self.folder / planned.file
        with told_for(self.target):
            make_folder(path.parent)
        return path

    def add(self, planned: PlannedPage, content: bytes) -> Path:
        """Write the picture of a planned page from its finished bytes; return its path.

        Raises:
            PackageError: It cannot be written; nothing of it is left.
        """
        path = self.picture_path(planned)
        with told_for(self.target):
            write_atomically(path, content)
        return path

    def withdraw(self, planned: PlannedPage) -> None:
        """Remove a picture that was written but must not go out.

        Raises:
            PackageError: It cannot be removed.
        """
        with told_for(self.target):
            # Its folder stays: a worker may be about to write the next picture into it.
            (self.folder / planned.file).unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove everything that was staged, nothing after ``finish``, and let others in."""
        try:
            # When the disk is gone the next start clears what is left.
            with contextlib.suppress(OSError, PackageError):
                if self.folder.is_dir():
                    remove_own(self.folder)
        finally:
            self._release()

    def _release(self) -> None:
        """Let others export to the same place."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def finish(
        self,
        notice: Notice,
        planned: Sequence[PlannedPage],
        finished: Finished,
        left_out: Sequence[LeftOut] = (),
        open_points: Sequence[OpenPoint] = (),
        reminders: Reminders = NO_REMINDERS,
        own_use: OwnUse = NO_OWN_USE,
    ) -> PackageReport:
        """Write checklist and manifest, make all durable and give the package its name.

        The name comes last: before it, the older package (if any) is untouched. When
        anything fails, leaving the ``with`` block removes the staged files.

        Args:
            notice: What is asked.
            planned: The pictures of the package as ``layout.plan`` ordered them.
            finished: One finished picture for each of ``planned``, written and verified.
            left_out: Pages that are not in the package, from ``left_out.pages_left_out``, in any
                order: workers end as they like, the package must not show it.
            open_points: What the checks found open.
            reminders: What the checklist repeats of the notice.
            own_use: What else the person gets for herself.

        Raises:
            PackageError: ``planned`` is empty and there is no page about it.
            PersonalWordError: A word of the applicant is where none may.
            ChangedPictureError: A picture is missing or has other bytes than those verified.
            ForeignFolderError, OtherContentError, ChangedPackageError: As ``start``.
            PackageError: The place cannot be written to.
            ValueError: ``finished`` does not fit ``planned``, or another file is in staging.
        """
        left_out = tuple(sorted(left_out, key=lambda page: page.number))
        with told_for(self.target):
            if not planned and own_use.page_of is None:
                raise PackageError("export.nothing")
            self._require_complete(planned, finished)
            listed = checklist(
                notice, planned, finished, left_out, open_points, self.content, reminders
            )
            own_use = self._write_papers(listed, own_use)
            self._write_manifest(notice, planned, finished, left_out)
            if own_use.applicant is not None:
                carry = {f"{OWN_USE}/{name}" for name in own_use.carry}
                self._run(require_neutral, self.folder, own_use.applicant, notice, carry)
            flush_tree(self.folder)
            replaced = put_in_place(self.folder, self.target, self.content)
        return PackageReport(
            self.target,
            tuple(page.file for page in planned),
            left_out,
            self.target / CHECKLIST_PAGE,
            replaced,
        )

    def _write_papers(self, listed: Checklist, own_use: OwnUse) -> OwnUse:
        """Write what is for the person alone, and return it with the page about the changes."""
        make_folder(self.folder / OWN_USE)
        write_atomically(self.folder / CHECKLIST_PAGE, to_html(listed))
        write_atomically(self.folder / CHECKLIST_BOOK, to_xlsx(listed))
        if needs_guide(listed):
            write_atomically(self.folder / GUIDE_PAGE, guide_page(listed))
            write_atomically(self.folder / GUIDE_PAPER, self._run(guide_pdf, listed))
        if own_use.page_of is not None:
            own_use = own_use.with_file(*own_use.page_of(listed))
        for name, content in sorted(own_use.files.items()):
            path = self.folder / OWN_USE / name
            make_folder(path.parent)
            write_atomically(path, content)
        return own_use

    def _require_complete(self, planned: Sequence[PlannedPage], finished: Finished) -> None:
        """Check that the pictures on disk are exactly the planned and verified ones."""
        if {page.file for page in planned} != set(finished):
            raise ValueError("planned pages and finished pictures differ")
        for page in planned:
            path = self.folder / page.file
            is_file = path.is_file() and not path.is_symlink()
            if not is_file or sha256_of(path) != finished[page.file].sha256:
                raise PackageError("export.changed_picture", page=page.number)
        known = {page.file for page in planned}
        for path in list(files_below(self.folder)):
            if is_write_leftover(path.name):  # of a worker that was stopped and replaced
                path.unlink()
            elif PurePosixPath(name_below(self.folder, path)) not in known:
                raise ValueError("a file lies in staging that nobody planned")
        for folder in sorted(self.folder.rglob("*/"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()  # of pictures that were withdrawn

    def _write_manifest(
        self,
        notice: Notice,
        planned: Sequence[PlannedPage],
        finished: Finished,
        left_out: Sequence[LeftOut],
    ) -> None:
        manifest = Manifest(
            content=self.content,
            program=__version__,
            notice=notice.id,
            pages=tuple(_manifest_page(page, finished[page.file]) for page in planned),
            left_out=tuple(
                ManifestLeftOut(page=out.number, place=out.place, reason=out.reason)
                for out in left_out
            ),
            files=tuple(self._files()),
        )
        write_atomically(self.folder / MANIFEST, manifest.to_bytes())

    def _files(self) -> Iterator[ManifestFile]:
        for path in files_below(self.folder):
            name = name_below(self.folder, path)
            yield ManifestFile(path=name, sha256=sha256_of(path), bytes=path.stat().st_size)


def _require_temporary() -> None:
    """Look before the work, not after minutes, whether a workbook can be made at its end.

    Raises:
        NoTemporaryFolderError: It cannot.
    """
    try:
        with tempfile.TemporaryFile() as trial:
            trial.write(b"zcdesk")
            trial.flush()
    except OSError as cause:
        raise PackageError("export.no_temporary", folder=tempfile.gettempdir()) from cause


def _held(target: Path) -> HeldFile:
    """Return the lock of the place of a package.

    Raises:
        PackageError: Somebody holds it.
        OSError: The disk refuses.
    """
    lock = HeldFile.take(lock_file(target))
    if lock is None:
        raise PackageError("export.busy_place", folder=os.fspath(target))
    return lock


def _manifest_page(page: PlannedPage, picture: FinishedPicture) -> ManifestPage:
    return ManifestPage(
        file=page.file.as_posix(),
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        section=page.section,
        slot=page.slot,
        page=page.number,
        place=page.places[0],
        joined=tuple(reviewed_page.page.number for reviewed_page in page.joined),
        part=page.part,
        state=page.state,
        answer=page.answer,
        classified=classified_answer(page),
        still_shows=tuple(target for target in Target if target in picture.still_shows),
        covers=() if page.sheets else _covers(page, picture),
        checked=picture.checked,
        sheets=tuple(
            ManifestSheet(
                page=sheet.number,
                place=sheet.places[0],
                part=sheet.part,
                width=shown.width,
                height=shown.height,
                covers=_covers(sheet, shown),
                checked=shown.checked,
            )
            for sheet, shown in zip(page.sheets, picture.sheets, strict=True)
        ),
    )


def _covers(page: PlannedPage, picture: FinishedPicture) -> tuple[ManifestCover, ...]:
    covers = covers_in(page, picture)
    return tuple(ManifestCover(target=target, polygon=drawn) for target, drawn in covers)
