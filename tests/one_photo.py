"""一寸免冠照片 of a fictional applicant, and her case for the notice that has photos covered."""

from pathlib import Path
from random import Random

from PIL import Image

from tests.pages.drawn import document
from zcdesk.applicant import Applicant

NOTICE = "hotan-private-2025"
SLOT = "photo_1inch"
APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")


def inch_photo(path: Path) -> Path:
    """Write the scan of a photo alone."""
    Image.fromarray(document("inch_photo", Random(3), 300).picture).save(path, dpi=(300, 300))
    return path
