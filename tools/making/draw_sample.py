"""Draws the fictional sample applicant into ``resources/samples/`` (a developer's tool).

``python tools/making/draw_sample.py`` draws the same files again on the same machine. Whoever
changes a page has to give the person's review decisions for it again: they hang on the file's
content.
"""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

import yaml
from PIL import Image

import zcdesk  # noqa: F401  (first, it sets switches)
from tools.calling import run_tool
from tools.drawing.damage import (
    blur,
    edge,
    faint,
    fold,
    grained,
    grey,
    lowered_to,
    phone,
    skewed_by,
    turned_by,
    uneven_light,
    yellowed,
)
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.people import Person, han_person, invent_colleagues
from tools.drawing.words import Organisation

NOTICE = "region-senior-2024"
TARGET = Path(__file__).parents[2] / "resources" / "samples" / NOTICE
SEED = "sample 7"
EMPLOYER = Organisation("新疆砺垣智能装备制造有限公司", "砺垣智能")
TOLD = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
"""What its pages say, what she answers, and each scan."""


@dataclass(frozen=True)
class Scan:
    """One file of the sample and how it came about.

    ``exif`` is the orientation tag that a camera wrote: the stored picture lies, the shown one
    stands. ``turned`` is a page that really lies, in degrees clockwise.
    """

    file: str
    slot: str
    kind: str
    facts: dict[str, str] = field(default_factory=dict)
    how: Sequence[str] = ("scan",)
    skew: float = 0.0
    turned: int = 0
    exif: int = 1
    dpi: int = 190
    quality: int = 78


SCANS = [Scan(**row) for row in TOLD["scan"]]


def people() -> tuple[Person, tuple[Person, ...]]:
    """Return the applicant and the people around, a Uyghur colleague among them."""
    random = Random(SEED)
    drawn = han_person("苗", "昱澄", EMPLOYER, "男", random)
    born = date(1984, 11, 6)
    applicant = Person(drawn.name, drawn.latin, EMPLOYER, "男", "汉族", born, "659900198411060134")
    colleague = Person(
        "艾尔肯·热合曼", ("Rahman", "Erkin"), EMPLOYER, "男", "维吾尔族", date(1986, 4, 19),
        "659900198604190211",
    )  # fmt: skip
    others = invent_colleagues(applicant, random, 13)
    return applicant, (*others[:3], colleague, *others[3:])


def draw(scan: Scan, applicant: Person, colleagues: tuple[Person, ...]) -> DrawnPage:
    """Draw one scan as the person sees it when the file is opened."""
    random = Random(f"{SEED}/{scan.file}/0")
    base = 300 if scan.kind == "inch_photo" else 200
    page = draw_page(
        scan.kind, applicant, colleagues, random, base, {**TOLD["usual"], **scan.facts}
    )
    for name, happen in (("yellow", yellowed), ("faint", faint), ("grey", grey)):
        if name in scan.how:
            page = happen(page, random)
    if "phone" in scan.how:
        page = uneven_light(phone(fold(page, random), random), random)
    if "camera" in scan.how:
        page = uneven_light(page, random)
    if scan.skew:
        page = edge(skewed_by(page, scan.skew), random)
    if scan.turned:
        page = turned_by(page, scan.turned)
    if "clean" in scan.how:
        return lowered_to(page, scan.dpi)
    return grained(lowered_to(blur(page, random), scan.dpi), 1.9, random)


def saved(page: DrawnPage, scan: Scan) -> bytes:
    """Return the file's bytes: PNG by its name, otherwise JPEG with a camera's tags."""
    image, file = Image.fromarray(page.picture), io.BytesIO()
    if scan.file.endswith(".png"):
        image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()
    lies = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
            8: Image.Transpose.ROTATE_270}[scan.exif]  # fmt: skip
    exif = Image.Exif()
    if lies is not None:
        image = image.transpose(lies)
    if scan.exif != 1 or "phone" in scan.how or "camera" in scan.how:
        exif[0x0112] = scan.exif
        exif[0x010F], exif[0x0110] = "Fictional", "ZC-1"
        exif[0x0132] = "2024:08:15 09:32:11"
    image.save(file, "JPEG", quality=scan.quality, dpi=(page.dpi, page.dpi), exif=exif)
    return file.getvalue()


def truth_of(page: DrawnPage) -> dict[str, object]:
    """Return what tests want to know, in pixels of the picture as a viewer shows it."""
    marks = [
        {
            "role": mark.role.value,
            "text": mark.text,
            "em": round(mark.em, 1),
            "near": mark.near,
            "hand": mark.hand,
            "characters": [
                [[round(x, 1), round(y, 1)] for x, y in polygon] for polygon in mark.characters
            ],
        }
        for mark in page.marks
        if mark.role not in (Role.TEXT, Role.NUMBER, Role.DATE)
    ]
    height, width = page.picture.shape[:2]
    return {
        "kind": page.kind,
        "width": width,
        "height": height,
        "dpi": page.dpi,
        "turned": page.turned,
        "skew": page.skew,
        "marks": marks,
    }


def main() -> None:
    """Write all files, ``sample.yaml`` and ``truth.json``."""
    TARGET.mkdir(parents=True, exist_ok=True)
    applicant, colleagues = people()
    truth, total = {}, 0
    for scan in SCANS:
        page = draw(scan, applicant, colleagues)
        data = saved(page, scan)
        (TARGET / scan.file).write_bytes(data)
        truth[scan.file] = truth_of(page)
        total += len(data)
        print(f"{scan.file}: {len(data):,} bytes")
    told = {
        "notice": NOTICE,
        "applicant": {
            "name": applicant.name,
            "employer": applicant.employer.name,
            "aliases": [],
            "employer_aliases": [applicant.employer.short],
            "id_number": applicant.id_number,
        },
        "facts": TOLD["case_facts"],
        "files": [{"file": scan.file, "slot": scan.slot} for scan in SCANS],
    }
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    head = "# 虚构的示例申报人，此人、单位、机构和证书均不存在。\n"
    (TARGET / "sample.yaml").write_text(head + text, encoding="utf-8")
    dumped = json.dumps(truth, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "truth.json").write_text(dumped, encoding="utf-8")
    print(f"{len(SCANS)} files, {total:,} bytes, truth {len(dumped):,}")


if __name__ == "__main__":
    run_tool(main)
