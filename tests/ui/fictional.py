"""A few scans of a fictional person for each notice, drawn as the training draws them."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PIL import Image

from tools.drawing.damage import lowered_to
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.notices.files.loading import load_notice

SEED = "walk 3"
RESOLUTION = 120
"""Dots per inch of the scans: small, so that reading them is quick."""


@dataclass(frozen=True)
class Scan:
    """One scan: its file name, the kind of document, and the slot in which it belongs."""

    file: str
    kind: str
    slot: str
    facts: dict[str, str] = field(default_factory=dict)


SCANS = (
    Scan("毕业证.jpg", "diploma", "diploma", {"year": "2007"}),
    Scan("获奖证书.jpg", "award_certificate", "achievement_evidence",
         {"year": "2021", "form": "person"}),
    Scan("专业科目2022.jpg", "training_certificate", "ce_special",
         {"year": "2022", "course": "专业科目", "uyghur": "no"}),
    Scan("专业科目2023.jpg", "training_certificate", "ce_special",
         {"year": "2023", "course": "专业科目", "uyghur": "no"}),
    Scan("考核表2022.jpg", "appraisal_form", "annual_assessment", {"year": "2022", "seal": "no"}),
    Scan("公示.jpg", "posting", "posting", {"year": "2024"}),
    Scan("工作总结.jpg", "work_summary", "work_summary", {"named": "no"}),
)  # fmt: skip
"""Not every notice has a slot for each of them."""


def fictional_person() -> Person:
    return invent_person(Random(SEED))


def draw_scans(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    person = fictional_person()
    colleagues = invent_colleagues(person, Random(SEED))
    for scan in SCANS:
        random = Random(f"{SEED}/{scan.file}")
        page = draw_page(scan.kind, person, colleagues, random, 200, scan.facts)
        page = lowered_to(page, RESOLUTION)
        picture = Image.fromarray(page.picture)
        picture.save(folder / scan.file, quality=90, dpi=(page.dpi, page.dpi))


def scans_for(notice_id: str) -> tuple[Scan, ...]:
    known = {slot.id for slot in load_notice(notice_id).slots()}
    return tuple(scan for scan in SCANS if scan.slot in known)
