"""The scans of the two walkers: drawn as the training draws, saved as an office scanner saves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image

from tools.drawing.damage import lowered_to
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person

DPI = 150


@dataclass(frozen=True)
class Batch:
    """What one walker brings: the seed of her person, and the kinds of her pages in order.

    Attributes:
        foreign: Place in ``kinds`` of a page that a colleague's scan slipped in between, or -1.
    """

    seed: str
    kinds: tuple[tuple[str, dict[str, str]], ...]
    foreign: int = -1

    @property
    def person(self) -> Person:
        """Who brings them; she does not exist."""
        return invent_person(Random(self.seed))

    def draw(self, folder: Path) -> list[Path]:
        """Write every scan; the names are those that a scanner gives."""
        folder.mkdir(parents=True)
        person = self.person
        colleagues = invent_colleagues(person, Random(self.seed))
        paths = []
        for place, (kind, facts) in enumerate(self.kinds):
            random = Random(f"{self.seed}/{place}")
            whose = colleagues[-1] if place == self.foreign else person
            page = lowered_to(draw_page(kind, whose, colleagues, random, 200, facts), DPI)
            paths.append(folder / f"scan{place + 1:04d}.jpg")
            Image.fromarray(page.picture).save(paths[-1], quality=88, dpi=(DPI, DPI))
        return paths


def _training(course: str, *years: int) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(
        ("training_certificate", {"year": str(year), "course": course, "uyghur": "no"})
        for year in years
    )


HOTAN = Batch(
    "walk with the mouse",
    (
        ("id_card", {}), ("diploma", {"year": "2012"}), ("degree_certificate", {"year": "2012"}),
        ("education_check", {}), *_training("专业科目", 2021, 2022, 2023, 2024),
        *_training("公需科目", 2022, 2023, 2024), ("award_certificate", {"form": "person"}),
        ("vertical_certificate", {}), ("paper_front", {}), ("report_page", {}),
        ("appraisal_form", {"year": "2023"}), ("posting", {"year": "2025"}), ("posting_result", {}),
        ("recommendation", {}), ("pledge", {}),
    ),
    foreign=11,
)  # fmt: skip

REGION = Batch(
    "walk with the keys",
    (
        ("diploma", {"year": "2007"}), ("degree_certificate", {"year": "2007"}),
        ("education_check", {}), ("title_certificate", {}), ("appraisal_form", {"year": "2019"}),
        ("appraisal_form", {"year": "2020"}), ("appraisal_form", {"year": "2021"}),
        ("appraisal_form", {"year": "2022"}), ("appraisal_form", {"year": "2023"}),
        *_training("专业科目", 2022, 2023), ("award_certificate", {"form": "person"}),
        ("paper_front", {}), ("journal_cover", {}), ("report_cover", {}), ("report_page", {}),
        ("posting", {"year": "2024"}), ("recommendation", {}),
    ),
)  # fmt: skip
