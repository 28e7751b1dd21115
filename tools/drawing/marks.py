"""What a drawn page knows about itself: every run of ink with its meaning and its place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, Transform, area
from zcdesk.picture import Picture


class Role(StrEnum):
    """What a run of ink is; the first group points to the applicant, the second must stay.

    Attributes:
        target: What it is in the notice's terms; None for plain print.
        stays: Covering it would be a mistake, whatever a notice asks for.
    """

    target: Target | None
    stays: bool

    def __new__(cls, word: str, target: Target | None = None, stays: bool = True) -> Role:
        """Return a role: a word with what is known of it."""
        one = str.__new__(cls, word)
        one._value_ = word
        one.target, one.stays = target, stays
        return one

    NAME = "name", Target.NAME, False
    NAME_LATIN = "name-latin", Target.NAME, False
    EMPLOYER = "employer", Target.EMPLOYER, False
    EMPLOYER_SHORT = "employer-short", Target.EMPLOYER, False
    SEAL = "seal", Target.SEAL, False
    SIGNATURE = "signature", Target.SIGNATURE, False
    PHOTO = "photo", Target.PHOTO, False
    CODE = "code", Target.CODE, False
    ID_NUMBER = "id-number", Target.ID_NUMBER, False

    OTHER_SEAL = "other-seal", Target.SEAL
    OTHER_NAME = "other-name", Target.NAME
    OTHER_ORGANISATION = "other-organisation", Target.EMPLOYER
    OTHER_SIGNATURE = "other-signature", Target.SIGNATURE
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


class Setting(StrEnum):
    """How a run of letters is set on the page."""

    RUNNING = "running"
    CELL = "cell"
    VERTICAL = "vertical"
    ARABIC = "arabic"
    WATERMARK = "watermark"
    DISPLAY = "display"


@dataclass(frozen=True)
class InkMark:
    """One occurrence on a page.

    ``characters`` holds one polygon per character, the box of its ink in pixels of the picture
    (for a seal, photo or code: one polygon for the whole); ``em`` is the height of one Han
    character in pixels. ``near`` tells that a staying word contains the applicant's own word or
    differs from it by one or two characters only, ``hand`` that a pen wrote it, ``setting`` how it
    is set where that matters. An occurrence that is broken over two lines is one mark.
    """

    role: Role
    text: str
    characters: tuple[Polygon, ...]
    em: float
    near: bool = False
    hand: bool = False
    setting: Setting = Setting.RUNNING

    def moved(self, transform: Transform) -> InkMark:
        """Return the mark where ``transform`` carries its ink."""
        characters = tuple(transform.apply_all(polygon) for polygon in self.characters)
        before = sum(area(polygon) for polygon in self.characters)
        after = sum(area(polygon) for polygon in characters)
        growth = math.sqrt(after / before) if before else 1.0
        return replace(self, characters=characters, em=self.em * growth)


@dataclass(frozen=True)
class DrawnPage:
    """A fictional page with its truth.

    ``turned`` is the quarter turn, in degrees clockwise, by which the content is away from
    upright; ``skew`` the small turn beyond it, clockwise too. ``damages`` names what has been
    done to the page since it was drawn.
    """

    picture: Picture
    marks: tuple[InkMark, ...]
    kind: str
    dpi: int
    turned: int = 0
    skew: float = 0.0
    damages: tuple[str, ...] = ()

    def having(self, *roles: Role) -> tuple[InkMark, ...]:
        """Return the marks of these roles, in drawing order."""
        return tuple(mark for mark in self.marks if mark.role in roles)

    def moved(self, picture: Picture, transform: Transform) -> DrawnPage:
        """Return the page as ``picture``, its marks carried along by ``transform``."""
        return replace(self, picture=picture, marks=moved(self.marks, transform))


def moved(marks: Sequence[InkMark], transform: Transform) -> tuple[InkMark, ...]:
    """Return all ``marks`` where ``transform`` carries them."""
    return tuple(mark.moved(transform) for mark in marks)
