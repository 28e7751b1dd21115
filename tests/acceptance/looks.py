"""Looks at what a command left that need more than words: bytes, pixels, every finding."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from PIL import Image

from tests.acceptance.reading_out import bare

TEXTS = Path(__file__).resolve().parents[2] / "resources/notices/texts"


@dataclass(frozen=True)
class Seen:
    """What a look is given.

    Attributes:
        folder: The check's folder.
        case: Its case.
        out: Standard output.
        err: Standard error.
    """

    folder: Path
    case: Path
    out: str
    err: str

    def pictures(self) -> list[Path]:
        """Return the pictures that are meant for the platform."""
        return sorted(self.folder.glob("包/上传/**/*.jpg"))


def findings_quote_the_notice(seen: Seen) -> Iterator[str]:
    """Every finding of a rule has its clause and words of the notice, letter by letter."""
    told = json.loads(seen.out)
    text = bare((TEXTS / f"{told['notice']}.txt").read_text(encoding="utf-8"))
    ruled = [one for one in told["findings"] if one["rule"]]
    if not ruled:
        yield "no finding of a rule"
    for one in ruled:
        parts = bare(one["quote"]).split("…")
        if not one["clause"] or not one["quote"] or not all(part in text for part in parts):
            yield f"{one['code']} {one['rule']}: {one['quote']!r}"


def pictures_are_jpeg(seen: Seen) -> Iterator[str]:
    """Only ``*.jpg`` lies where it is uploaded, each really a JPEG."""
    files = [path for path in seen.folder.glob("包/上传/**/*") if path.is_file()]
    if not files:
        yield "no picture"
    for path in files:
        if path.suffix != ".jpg" or path.read_bytes()[:3] != b"\xff\xd8\xff":
            yield f"{path.name} is no JPEG"


def pictures_hold_pixels_only(seen: Seen) -> Iterator[str]:
    """No turning by EXIF, no thumbnail, no text, nothing behind the end."""
    for path in seen.pictures():
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            kept = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
            if picture.getexif() or set(picture.info) - kept:
                yield f"{path.name}: {picture.info.keys()}"
        if content.count(b"\xff\xd8\xff") != 1 or not content.endswith(b"\xff\xd9"):
            yield f"{path.name}: a second picture, or something behind the end"


def covers_are_black(seen: Seen) -> Iterator[str]:
    """Below each cover of the manifest there is nothing but black."""
    manifest = json.loads((seen.folder / "包/manifest.json").read_text(encoding="utf-8"))
    covers = 0
    for page in manifest["pages"]:
        picture = Image.open(seen.folder / "包" / page["file"]).convert("L")
        for cover in page["covers"]:
            across, down = zip(*cover["polygon"], strict=True)  # in percent
            xs = [one * picture.width / 100 for one in across]
            ys = [one * picture.height / 100 for one in down]
            inside = picture.crop((min(xs) + 3, min(ys) + 3, max(xs) - 3, max(ys) - 3))
            covers += 1
            if np.asarray(inside).max() > 24:
                yield f"{page['file']}: something shines through"
    if not covers:
        yield "no cover"


def originals_stay_out(seen: Seen) -> Iterator[str]:
    """No scan as it was put in lies in the package."""
    made = seen.folder.parent / "cases" / seen.case.stem
    scans = {path.read_bytes() for path in made.glob("*.png")}
    if not scans:
        yield "no scan"
    for path in seen.folder.glob("包/**/*"):
        if path.is_file() and path.read_bytes() in scans:
            yield f"{path.name} is a scan as it was put in"


def forms_hold_no_picture(seen: Seen) -> Iterator[str]:
    """No signature and no seal is drawn in a form."""
    forms = sorted(seen.folder.glob("*.docx"))
    if not forms:
        yield "no form"
    for form in forms:
        with ZipFile(form) as parts:
            yield from (f"{form.name}: {name}" for name in parts.namelist() if "media" in name)


LOOKS: Mapping[str, Callable[[Seen], Iterator[str]]] = {
    look.__name__: look
    for look in (
        findings_quote_the_notice,
        pictures_are_jpeg,
        pictures_hold_pixels_only,
        covers_are_black,
        originals_stay_out,
        forms_hold_no_picture,
    )
}
"""The looks by the names that the checks give them."""
