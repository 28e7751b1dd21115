"""一寸免冠照片 of a fictional applicant, and her case for the notice that has photos covered."""

from pathlib import Path
from random import Random

from PIL import Image

from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant

NOTICE = "hotan-private-2025"
SLOT = "photo_1inch"
APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")


def inch_photo(path: Path) -> Path:
    """Write the scan of a photo alone."""
    random = Random(3)
    person = invent_person(random)
    page = draw_page("inch_photo", person, invent_colleagues(person, random), random, dpi=300)
    Image.fromarray(page.picture).save(path, dpi=(300, 300))
    return path
