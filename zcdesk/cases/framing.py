"""How a person framed a page by hand, where the program's own way was not taken."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.geometry import Polygon


@dataclass(frozen=True)
class Framing:
    """What was done by hand; the values of a page that nobody touched are those of ``UNTOUCHED``.

    Attributes:
        turn: Degrees clockwise (0, 90, 180, 270) from the decoded, EXIF-turned picture to the
            upright page, or None when the program's turn stands.
        corners: The document's four corners in pixels of the decoded, EXIF-turned picture,
            clockwise from the document's top left; () when the program's stand.
        crop: (left, top, right, bottom) as shares (0–1) of the page before cropping, or None.
        straighten: False keeps the small skew; None leaves it to the program.
        even: Whether shadows and colour cast are evened; None leaves it to the program.
    """

    turn: int | None = None
    corners: Polygon = ()
    crop: tuple[float, float, float, float] | None = None
    straighten: bool | None = None
    even: bool | None = None


UNTOUCHED = Framing()
"""A page that is as the program framed it."""
