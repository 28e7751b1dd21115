"""Eyes and a mouth that the text detector took for a line: in a face nobody wrote anything."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.geometry import bounds
from zcdesk.masking.portraits.face_detection import Face, find_faces
from zcdesk.masking.portraits.portrait_verdicts import FACE
from zcdesk.masking.unread.unread_lines import Unread
from zcdesk.picture import Picture
from zcdesk.reading.line import Line

_BEYOND = 0.1
"""Of a face's width: so far a box around both eyes may reach beyond it. What was written or stamped
across a portrait begins or ends outside of the face."""


def without_facial_features(picture: Picture, unread: Sequence[Unread]) -> list[Unread]:
    """Return the unread lines that are not part of a face.

    Args:
        picture: Upright page, RGB; left as it is.
        unread: Lines of it that nobody could read.

    Raises:
        MissingModelError: The face detector's file is not there.
    """
    if not unread:
        return []
    faces = [face for face in find_faces(picture) if face.score >= FACE]
    return [one for one in unread if not any(_lies_in(one.line, face) for face in faces)]


def _lies_in(line: Line, face: Face) -> bool:
    left, top, right, bottom = bounds(line.quad)
    beyond = _BEYOND * face.width
    across = face.left - beyond <= left and right <= face.right + beyond
    return across and face.top - beyond <= top and bottom <= face.bottom + beyond
