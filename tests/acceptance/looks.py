"""Looks at what a command left that need more than words: bytes, pixels, every finding."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

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
            covers += 1
            if np.asarray(picture)[_inside(cover["polygon"], picture.size)].max() > 24:
                yield f"{page['file']}: something shines through"
    if not covers:
        yield "no cover"


def _inside(polygon: Sequence[Sequence[float]], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which pixels of a picture lie inside a cover, its rim left out."""
    shape = Image.new("L", size)
    points = [(x * size[0] / 100, y * size[1] / 100) for x, y in polygon]
    ImageDraw.Draw(shape).polygon(points, fill=255)
    return np.asarray(shape.filter(ImageFilter.MinFilter(9))) > 0


def originals_stay_out(seen: Seen) -> Iterator[str]:
    """No scan as it was put in lies in the package."""
    made = seen.folder.parent / "cases" / seen.case.stem
    scans = {path.read_bytes() for path in made.glob("*.*g")}
    if not scans:
        yield "no scan"
    for path in seen.folder.glob("包/**/*"):
        if path.is_file() and path.read_bytes() in scans:
            yield f"{path.name} is a scan as it was put in"


def pictures_stand_upright(seen: Seen) -> Iterator[str]:
    """The certificates that were scanned sideways and on their head stand upright."""
    for path in seen.pictures():
        if "培训合格证书" in str(path):
            with Image.open(path) as picture:
                if picture.width < picture.height:
                    yield f"{path.parent.name}: {picture.size}"


def the_photo_is_not_covered(seen: Seen) -> Iterator[str]:
    """The photo in its own slot leaves without a cover."""
    manifest = json.loads((seen.folder / "包/manifest.json").read_text(encoding="utf-8"))
    photos = [page for page in manifest["pages"] if page["slot"] == "photo_1inch"]
    if not photos:
        yield "no photo"
    yield from ("the photo is covered" for page in photos if page["covers"])


def every_page_is_answered(seen: Seen) -> Iterator[str]:
    """Each picture of the manifest has the answer that a person gave."""
    manifest = json.loads((seen.folder / "包/manifest.json").read_text(encoding="utf-8"))
    if not manifest["pages"]:
        yield "no page"
    yield from (
        f"{page['file']}: {page['answer']}"
        for page in manifest["pages"]
        if page["answer"] not in ("yes", "no")
    )


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
        pictures_stand_upright,
        the_photo_is_not_covered,
        every_page_is_answered,
    )
}
"""The looks by the names that the checks give them."""
