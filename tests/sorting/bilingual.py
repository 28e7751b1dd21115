"""A work card in Chinese and Uyghur of a person who does not exist, for tests that read it."""

from pathlib import Path
from random import Random

from PIL import Image

from tests.pages.drawn import document
from tools.drawing.people import Person, invent_person
from zcdesk.applicant import Applicant

NAME, EMPLOYER = "دىلنۇر يۈسۈپ", "قەشقەر ئېلېكتر ئۈسكۈنىلىرى چەكلىك شىركىتى"
"""What stands on the card in Uyghur."""

_SEED = 4


def person() -> Person:
    """The person of the card."""
    return invent_person(Random(_SEED))


def applicant() -> Applicant:
    """Her words in Chinese."""
    return Applicant(person().name, person().employer.name)


def draw_card(path: Path, kind: str = "bilingual_card") -> Path:
    """Write her card, or another page of hers, at 200 dpi."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(document(kind, Random(_SEED), 200).picture).save(path, quality=92)
    return path
