"""``manifest.json``: the content of a package, for machines; it names no person and no source.

Schema 1, UTF-8, keys sorted; the same case and program version give the same bytes::

    {"schema": 1, "kind": "zcdesk-package",
     "content": "covered | for_covering_inside_the_platform | changes | paper",
     "program": version, "notice": id,
     "pages":    [{"file", "sha256", "width", "height", "section", "slot", "page", "place",
                   "joined": [n…], "part": [n, of],
                   "state": "clean | masked", "answer": "yes | no" | null,
                   "classified": "no | cleared" | null,
                   "still_shows": [target…],
                   "covers": [{"target", "polygon": [[x, y]…]}],
                   "checked": [check…],
                   "sheets": [{"page", "place", "part", "width", "height", "covers", "checked"}]}],
     "left_out": [{"page", "place", "reason"}],
     "files":    [{"path", "sha256", "bytes"}]}

``page`` is the number, from 1, that the page keeps in its case; ``place`` is the one by which the
window called it when the package was written, and that its file bears unless it had a name before
(0 in packages of earlier programs); ``joined`` are further pages (numbers) below it in the same
picture, ``part`` is which part of the page it is; ``classified`` is what the person said of secret
material where the notice asks for it. In pictures for covering inside the platform nothing is
covered, ``covers`` tell what is to be covered there. ``sheets`` are the pages of a PDF, in order
(none for a picture); their covers are there, in percent of each, and not above. Points are
(x, y) from the top left in percent of the picture's width and height, two decimals. ``files`` lists
every file but the manifest itself, paths with ``/`` below the package. There are no times, names,
source files or recognised words.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from zcdesk.applicant import Target
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.cases.case import Answer, PageState
from zcdesk.disk.files import bounded
from zcdesk.disk.paths import leads_elsewhere
from zcdesk.geometry import Polygon
from zcdesk.notices.profile.slots import Who


class PictureCheck(StrEnum):
    """What was looked at in a written picture and found right; each has a word ``export.check.…``.

    A picture that fails one of them does not go out.
    """

    OPENS = "opens"
    JPEG = "jpeg"
    METADATA = "metadata"
    UPRIGHT = "upright"
    COVERS = "covers"
    WORDS = "words"


@dataclass(frozen=True)
class FinishedPicture:
    """One picture in the staging folder, verified there.

    Attributes:
        sha256: Of the file's bytes, hexadecimal, as verified.
        width: Width of the picture in pixels.
        height: Its height in pixels.
        thumbnail: A small JPEG of the covered picture (``jpeg.thumbnail``); never of the original.
        still_shows: Targets that the uploaded picture still shows, by a person's decision.
        covers: Each cover's target and outline in percent of the picture, for pictures that are
            not one whole page; None says that they are where the page has them.
        guide: A larger JPEG of the picture for the cover guide, or b"" where nothing is covered.
        checked: What was looked at when it was read back from the disk.
        sheets: The finished pictures that are the pages of a PDF; () for a picture.
    """

    sha256: str
    width: int
    height: int
    thumbnail: bytes
    still_shows: frozenset[Target] = frozenset()
    covers: tuple[tuple[Target, Polygon], ...] | None = None
    guide: bytes = b""
    checked: tuple[PictureCheck, ...] = ()
    sheets: tuple[FinishedPicture, ...] = ()


Finished = Mapping[PurePosixPath, FinishedPicture]
"""Finished pictures by ``PlannedPage.file``."""


@dataclass(frozen=True)
class OpenPoint:
    """One thing that is still open, as the checks saw it; the checklist lists it.

    Attributes:
        state: One of the seven words of a slot (``missing``, ``needs_person`` …), or the weight of
            a finding (``error``, ``warning``, ``let_stand``).
        section: Title of the section, or another place where it is mended.
        slot: Title of the slot or text, or "".
        message: What is open, as a sentence without the applicant's words.
        who: Whose turn it is.
        clause: Clause as printed, or "".
    """

    state: str
    section: str
    slot: str
    message: str
    who: tuple[Who, ...] = ()
    clause: str = ""


_LARGEST = 64_000_000
"""Bytes of a manifest; one of 500 pictures with twenty covers each has a twentieth."""

_NONE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EINVAL}

MANIFEST = "manifest.json"
PICTURES = "上传"
OPEN_PICTURES = "未遮盖-到平台内再盖"
"""Pictures of the other route; the two are never in one package."""

OWN_USE = "自用"
FORMS = "文书"
TEXTS = "填报文字.html"
DIFFERENCES = "改动对照.html"


def carries_words(path: PurePosixPath) -> bool:
    """Tell whether a file of a package carries the applicant's words on purpose.

    Args:
        path: From the folder of the package.
    """
    own, *rest = path.parts
    if own != OWN_USE or not rest:
        return False
    form = rest[0] == FORMS and len(rest) == 2 and path.suffix in {".docx", ".pdf"}
    return form or rest in ([TEXTS], [DIFFERENCES])


class Content(StrEnum):
    """What a package holds; each has a sentence ``export.content.…`` on its first page."""

    COVERED = "covered"
    FOR_COVERING_INSIDE = "for_covering_inside_the_platform"
    CHANGES = "changes"
    PAPER = "paper"

    @property
    def pictures(self) -> str:
        """Name of the folder with its pictures."""
        return OPEN_PICTURES if self is Content.FOR_COVERING_INSIDE else PICTURES


class _ManifestEntry(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class ManifestCover(_ManifestEntry):
    """One cover of one picture, points in percent of its width and height."""

    target: Target
    polygon: tuple[tuple[float, float], ...]


def _below(name: str) -> str:
    """Return a path of a manifest, which anybody may have written, when it leads below it."""
    parts = PureWindowsPath(name).parts
    if "\\" in name or ":" in name or leads_elsewhere(name) or name.startswith("/"):
        raise ValueError("not below the package")
    if not parts or ".." in parts:
        raise ValueError("not below the package")
    return name


_Below = Annotated[str, AfterValidator(_below)]


class ManifestSheet(_ManifestEntry):
    """One page of a PDF: the page of the case that it shows, its size in pixels, its covers."""

    page: int
    place: int
    part: tuple[int, int] = (1, 1)
    width: int
    height: int
    covers: tuple[ManifestCover, ...] = ()
    checked: tuple[PictureCheck, ...] = ()


class ManifestPage(ManifestSheet):
    """One picture of the package, or one PDF."""

    file: _Below
    sha256: str
    section: str
    slot: str
    place: int = 0
    joined: tuple[int, ...] = ()
    state: PageState
    answer: Answer | None
    classified: Classified | None = None
    still_shows: tuple[Target, ...]
    covers: tuple[ManifestCover, ...]
    sheets: tuple[ManifestSheet, ...] = ()


class ManifestLeftOut(_ManifestEntry):
    """One page of the case that is not in the package."""

    page: int
    place: int = 0
    reason: str


class ManifestFile(_ManifestEntry):
    """One file of the package, with its size in bytes."""

    path: _Below
    sha256: str
    size: int = Field(alias="bytes")


class Manifest(_ManifestEntry):
    """The whole ``manifest.json``."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    kind: Literal["zcdesk-package"] = "zcdesk-package"
    content: Content = Content.COVERED
    program: str
    notice: str
    pages: tuple[ManifestPage, ...]
    left_out: tuple[ManifestLeftOut, ...]
    files: tuple[ManifestFile, ...]

    def to_bytes(self) -> bytes:
        """Return the content of the file."""
        data = self.model_dump(mode="json", by_alias=True)
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def manifest_of(folder: Path) -> Manifest | None:
    """Return the manifest in ``folder``, or None when there is none of ours.

    Raises:
        OSError: The disk does not answer.
    """
    try:
        return Manifest.model_validate_json(bounded(folder / MANIFEST, _LARGEST))
    except ValidationError:
        return None
    except OSError as error:
        if error.errno in _NONE:
            return None
        raise


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hexadecimal digits.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
