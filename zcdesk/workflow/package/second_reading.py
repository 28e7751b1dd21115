"""Pictures read a second time: what that comes to, and those that are kept in the case.

They are kept with what can be made anew at any time, each with a hash of all that it depends on. A
seal that only this computer can set tells them from pictures that somebody else put into a case.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter

import zcdesk
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.cases.case import CasePage, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.bounds import loads
from zcdesk.cases.tables.faults import DamagedOriginalError, OutsideOriginalError
from zcdesk.cases.tables.rows import place_inside, text_of, value_of
from zcdesk.disk.files import write_atomically
from zcdesk.disk.own_secret import is_sealed, seal
from zcdesk.errors import ZcdeskError
from zcdesk.export.plan.layout import PlannedPage, Reason
from zcdesk.export.plan.manifest import FinishedPicture
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.names.search_words import words
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.pages.page import Page
from zcdesk.resources import resource
from zcdesk.verification.covers.left_open import Find, LeftOpen
from zcdesk.verification.picture import Status, Verified
from zcdesk.verification.words.identity import words_in_text
from zcdesk.workflow.one_page.finishing import Finished, LimitTooSmallError, PagePart, PictureJob

COVERED, OPEN = "picture/1", "open-picture/1"
"""Kinds of the entries in the cache; another number for another layout. Each has its key as name;
those of earlier programs are called like their files and go with the next export."""

_HASH, _SIZE = 32, 4  # bytes
_ENGINES = ("numpy", "onnxruntime", "opencv-python-headless", "pillow", "pymupdf", "rapidocr")
_FINISHED = TypeAdapter(Finished)
_FAULTS = (ZcdeskError, OSError, RuntimeError, ValueError)
"""Of the case file, the own folder, or what is kept. None ends an export: a picture that cannot be
taken is made, and the worker that makes it meets what is wrong with the disk."""


class KeptPictures:
    """Finished pictures in a case file; nothing where there is no file."""

    def __init__(self, stored: CaseFile | None) -> None:
        self._stored = stored
        self._whole: set[str] = set()  # hashes of scans that were compared with their bytes
        self._used: dict[str, set[str]] = {}  # names by kind

    def take(self, job: PictureJob) -> Finished | None:
        """Write a kept picture to its place, read it back and compare it; None if it is to be made.

        The scans that it was made of must still be in the case, whole, as for making it.
        """
        with suppress(*_FAULTS):
            key = key_of(job)
            taken = self._found(job, key)
            if taken is None or not all(self._is_there(part.page) for part in job.parts):
                return None
            finished, picture = taken
            output = Path(job.output)
            write_atomically(output, picture)
            if _is(output.read_bytes(), finished):
                self._note(job, key)
                return replace(finished, unchanged=finished.sha256 == job.known)
        return None

    def holds(self, job: PictureJob) -> bool:
        """Tell whether a picture is kept that may be taken as long as its scans are whole."""
        with suppress(*_FAULTS):
            return self._found(job, key_of(job)) is not None
        return False

    def keep(self, job: PictureJob, finished: Finished, picture: bytes | None = None) -> None:
        """Keep a picture that passed; one in doubt is read again until somebody decided.

        Args:
            job: What was made.
            finished: What came of it.
            picture: Its bytes where they are in no file yet.
        """
        if finished.verified.status is not Status.CLEAN:
            return
        with suppress(*_FAULTS):
            picture = Path(job.output).read_bytes() if picture is None else picture
            if self._stored and not self._stored.read_only and _is(picture, finished):
                key = key_of(job)
                self._stored.keep_cached(_kind(job), key.hex(), packed(finished, picture, key))
                self._note(job, key)

    def forget(self, job: PictureJob) -> None:
        """Drop a picture in whose place another has come."""
        with suppress(*_FAULTS):
            if self._stored is not None:
                self._stored.forget_note(_kind(job), key_of(job).hex())

    def forget_others(self, newest: int = 0) -> None:
        """Drop what was neither taken nor kept: of pages that are gone or have another name.

        Args:
            newest: So many pictures of each kind stay in any case: of pages that are not asked for.
        """
        with suppress(*_FAULTS):
            for kind, names in self._used.items():
                if self._stored is not None:
                    self._stored.keep_only_cached(kind, names, newest)

    def _found(self, job: PictureJob, key: bytes) -> tuple[Finished, bytes] | None:
        content = self._stored.cached(_kind(job), key.hex()) if self._stored else None
        return unpacked(content, key) if content is not None else None

    def _note(self, job: PictureJob, key: bytes) -> None:
        self._used.setdefault(_kind(job), set()).add(key.hex())

    def _is_there(self, page: Page) -> bool:
        sha256 = page.source.sha256
        if sha256 not in self._whole:
            original = place_inside(Path(page.source.path))
            if self._stored is None or original is None or original[1] != sha256:
                return False
            self._stored.original(sha256)  # raises when it is lost or damaged
            self._whole.add(sha256)
        return True


def key_of(job: PictureJob) -> bytes:
    """Return a hash of all that a finished picture and the verdict on it depend on.

    All of the job but the place of its output and of the case, the slot that its limit is for, and
    what was handed in before; its name only where that tells a word. Numbers count as they are
    after saving and loading.
    """
    plain = replace(
        job,
        parts=tuple(map(_without_path, job.parts)),
        limit=replace(job.limit, slot=""),
        output=_told_by_name(job),
        known="",
    )
    text = text_of(value_of(PictureJob, text_of(plain)))
    return hashlib.sha256(f"{_program()}\n{text}".encode()).digest()


def packed(finished: Finished, picture: bytes, key: bytes) -> bytes:
    """Return a finished picture as bytes, sealed; errors as in :func:`own_secret.seal`."""
    plain = {name: value for name, value in vars(finished).items() if not isinstance(value, bytes)}
    parts = [text_of(plain).encode(), finished.thumbnail, finished.guide]
    sizes = [len(part).to_bytes(_SIZE, "big") for part in parts]
    body = b"".join([key, *sizes, *parts, picture])
    return seal(body) + body


def unpacked(content: bytes, key: bytes) -> tuple[Finished, bytes]:
    """Return a finished picture and its bytes.

    Raises:
        ValueError: They were not sealed here, have another key or another hash.
    """
    sealed, body = content[:_HASH], content[_HASH:]
    if body[:_HASH] != key or not is_sealed(body, sealed):
        raise ValueError("not kept for this picture")
    start = _HASH + 3 * _SIZE
    parts = []
    for place in range(_HASH, start, _SIZE):
        end = start + int.from_bytes(body[place : place + _SIZE], "big")
        parts.append(body[start:end])
        start = end
    plain = loads(parts[0].decode())
    assert isinstance(plain, dict)  # it was packed and sealed here
    finished = _FINISHED.validate_python({**plain, "thumbnail": parts[1], "guide": parts[2]})
    return finished, body[start:]


def _kind(job: PictureJob) -> str:
    return COVERED if job.covered else OPEN


def _told_by_name(job: PictureJob) -> str:
    """Return the name of a picture's file where it holds a word: such a one never passes."""
    name = Path(job.output).name
    try:
        return name if words_in_text(name, words(job.sought.applicant)) else ""
    except ValueError:
        return ""  # no words are known: a notice that asks for no covering


def _is(picture: bytes, finished: Finished) -> bool:
    return hashlib.sha256(picture).hexdigest() == finished.sha256


def _without_path(part: PagePart) -> PagePart:
    return replace(part, page=replace(part.page, source=replace(part.page.source, path="")))


@cache
def _program() -> str:
    """Return a hash of what makes and reads pictures: program, engines, models.

    A model is compared with its note whenever it is loaded, so the notes stand for the models. The
    source is part of it where there is source: a checkout changes without another version.
    """
    home = Path(zcdesk.__file__).parent
    digest = hashlib.sha256(zcdesk.__version__.encode())
    for package in _ENGINES:
        with suppress(PackageNotFoundError):  # frozen, packages have no such note
            digest.update(f"{package} {version(package)}".encode())
    notes = resource("models", "SOURCES.toml")
    tables = notes.parent.parent.rglob("*.toml")
    for path in (*sorted(home.rglob("*.py")), *sorted(tables)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


_LOST = (DamagedOriginalError, OutsideOriginalError, ChangedScanError)
"""What tells that the case has no whole scan of a page any more."""

_SECOND_LOOK = "hit.second_look"
"""Why a place is shown that only the reading of the finished picture found."""


@dataclass(frozen=True)
class Exported:
    """One picture written and read again.

    ``page`` is the page with the places that the second reading doubts as new hits, or None when
    it doubts nothing; such a page stays out until a person has looked.
    """

    number: int
    findings: tuple[Finding, ...]
    page: CasePage | None = None


def left_open(page: CasePage) -> tuple[LeftOpen, ...]:
    """Return the places of a page that a person left open, each for what she was shown there.

    What the masking itself left open, a near miss, is none of them: the second reading judges it
    by its own lights, and where it sees more a person is asked.
    """
    return tuple(
        _left_open(page.hits[index])
        for index, decision in page.decisions
        if decision is Decision.LEAVE
    )


def _left_open(hit: Hit) -> LeftOpen:
    mask = hit.mask
    if hit.reason.code == _SECOND_LOOK and not mask.matched:
        # An outline of the second reading's own.
        return LeftOpen(mask.polygon, frozenset(Target), named=True)
    targets = {mask.target} if mask.kind is None else {mask.target, mask.kind.target}
    if mask.target is Target.SIGNATURE:
        targets.add(Target.NAME)
    return LeftOpen(
        mask.polygon,
        frozenset(targets),
        named=bool(mask.matched) and hit.verdict is not Verdict.LEAVE,
    )


def exported_of(planned: PlannedPage, made: Finished | None, error: ZcdeskError | None) -> Exported:
    """Return the verdict on a picture: it passed, or its page is to be looked at again."""
    page = planned.reviewed.page
    if made is None:
        findings = (error.finding(),) if error else ()
        return Exported(planned.number, findings, page)
    seen = made.verified
    return Exported(planned.number, seen.findings, doubted_page(page, seen))


def doubted_page(page: CasePage, seen: Verified) -> CasePage | None:
    """Return a page with the places that its second reading doubts, or None where it passed."""
    if seen.status is Status.CLEAN:
        return None
    doubts = tuple(map(second_look, seen.finds))
    findings = (*page.findings, *(() if doubts else (finding_of("page.second_look"),)))
    return replace(page, hits=(*page.hits, *doubts), findings=findings)


def second_look(find: Find) -> Hit:
    """Return what the second reading doubts as a hit for a person to decide."""
    return Mask(find.target or Target.NAME, find.place, find.word, 0.5, Origin.SPOTTED).hit(
        _SECOND_LOOK
    )


def reason_of(made: Finished | None, error: ZcdeskError | None) -> Reason:
    """Return why the pages of a picture stay out."""
    if isinstance(error, LimitTooSmallError):
        return Reason.LIMIT
    if isinstance(error, _LOST):
        return Reason.ORIGINAL_LOST
    if made is None:
        return Reason.NOT_VERIFIED
    if made.verified.status is Status.CLEAN:
        return Reason.UNCHANGED
    leaks = any(finding.severity is Severity.ERROR for finding in made.verified.findings)
    return Reason.STILL_READABLE if leaks else Reason.TO_LOOK_AT


def finished_picture(planned: PlannedPage, made: Finished) -> FinishedPicture:
    """Return a picture that passed, as package and checklist know it."""
    return FinishedPicture(
        made.sha256,
        made.width,
        made.height,
        made.thumbnail,
        frozenset().union(*map(_still_shows, planned.pages)),
        made.covers,
        made.guide,
        made.checked,
    )


def _still_shows(page: ReviewedPage) -> frozenset[Target]:
    """Return what the person decided to leave open, beyond what the program itself left."""
    return frozenset(
        page.page.hits[index].mask.target
        for index, decision in page.page.decisions
        if decision is Decision.LEAVE
        and page.page.hits[index].verdict is not Verdict.LEAVE
        and page.page.hits[index].mask.matched
    )
