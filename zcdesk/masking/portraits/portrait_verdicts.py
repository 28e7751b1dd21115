"""Decides which portraits on a page are covered, proposed to a person, or left alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, around, bounds, box, centre, contains, holds
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.portraits.bitonal_busts import bust_places, white_paper
from zcdesk.masking.portraits.face_detection import FoundFace, find_faces
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal
from zcdesk.masking.seals.seal_detection import Seal
from zcdesk.names.spellings import is_han
from zcdesk.picture import Picture, darkest, reduced_by
from zcdesk.reading.certainty import PLAIN
from zcdesk.reading.line import Line, PhotoPlace
from zcdesk.reading.photo_places import COVER

_WHOLE_PAGE = 0.8
"""Share of width and height from which on the picture itself is the photo, not a page with one."""

_WHOLE_FACE = 0.3
"""Of a picture's width that is a face: .33 to .39 on 18 one-inch photos, .04 on pages with one."""

_PAPER = 225  # level of evened paper

ALONE = 0.3
"""Least score of a face where no portrait's figure was seen."""

_FRAMED = 0.2
"""The same where all edges of a photo were seen; letters in cells and on seals have up to .18."""

FACE = 0.5
"""Least score of a face that needs nobody's look when its photo's edges are seen as well."""

_EDGES = 3  # of a photo, for that
_ALL_EDGES = 4
_PLAIN = PLAIN  # probability of a letter that is plainly read

_COPY_FACE = 40  # pixels of a face's height in the copy that is looked at
_NEAREST, _USUAL = (0.62, 0.25, 0.3), (1.15, 0.75, 0.95)
_LIKELY, _FARTHEST = (1.6, 1.0, 1.5), (1.9, 1.4, 1.9)
"""Distance of a photo's sides from the face's middle in its widths, of the upper edge from the
forehead and of the lower one from the chin in its heights. One-inch and card photos have .8 to 1.3,
.3 to .9 and .5 to 1.3."""

_SLIM = 22 / 32  # width by height of the slimmest photo, that of identity cards
_STEP = 10.0  # levels between both sides of an edge ...
_STRAIGHT = 0.75  # ... on so much of its length; a shoulder's outline leaves its column soon
_BLUR = 2  # pixels of the copy over which an edge may be spread

_PRINTED = 3  # letters that are plainly read in print that passes for a face, at least
_COPY_SIDE = 1400  # long side of the copy on which paper is looked for; print of 8 points is 14 px
_MOSTLY = 0.7  # of the place that is paper: three rows of print leave four fifths free
_HALF, _IN_COLOUR, _STRONG = 0.5, 0.6, 60
"""Share of a sign's place that is paper, share of the rest in colour, and levels from which on it
is one: .64 and .85 of the patent office's on a public page, .67 and .23 at most of faces."""

_UPRIGHT = 0.1  # rise by run; what is stamped across a photo mostly leans


def judge_portraits(
    picture: Picture,
    lines: Sequence[Line],
    seals: Sequence[Seal],
    photos: Sequence[PhotoPlace] = (),
) -> tuple[Hit, ...]:
    """Return a hit for each portrait.

    Args:
        lines: Its lines; print may look like a face.
        seals: Its seals; the star of one below strokes may look like a face.
        photos: Where the text detector's maps show portraits.

    Raises:
        MissingModelError: The face detector's file is not there.
    """
    height, width = picture.shape[:2]
    faces = find_faces(picture)
    is_one = _shows_one(picture, faces)
    photos = tuple(_joined(_believed(picture, photos, faces), bust_places(picture)))
    parts = [photo for photo in photos if not (is_one or _whole(photo.polygon, width, height))]
    alone = [
        (face, place)
        for face in faces
        if not any(contains(photo.polygon, face.middle) for photo in parts)
        and _stands_alone(face, place := photo_around(picture, face), seals)
        and (face.score >= FACE or not _is_print_not_face(picture, face.polygon, lines))
    ]
    places = (*(photo.polygon for photo in photos), *(place.polygon for _, place in alone))
    if not parts and (is_one or any(_whole(place, width, height) for place in places)):
        return (
            Mask(Target.PHOTO, box(0, 0, width, height), "", 0.0, Origin.PHOTO).hit(
                "hit.whole_portrait"
            ),
        )
    return (
        *_of_photos(picture, parts, faces, lines),
        *(
            _hit(place.polygon, "face", sure=face.score >= FACE and place.seen >= _EDGES)
            for face, place in alone
        ),
    )


def is_portrait(picture: Picture) -> bool:
    """Tell whether a picture is one portrait and nothing else, as the slot for the photo wants it.
    Errors as for :func:`judge_portraits`, and a ValueError where it is not an RGB picture."""
    return _shows_one(picture, find_faces(picture))


def _shows_one(picture: Picture, faces: Sequence[FoundFace]) -> bool:
    """Tell whether a face is as large as on a picture that is its photo and nothing else."""
    likely = (face for face in faces if face.score >= ALONE)
    return any(face.width >= _WHOLE_FACE * picture.shape[1] for face in likely)


def _believed(
    picture: Picture, photos: Sequence[PhotoPlace], faces: Sequence[FoundFace]
) -> list[PhotoPlace]:
    """Return the photos that are sure, and those in doubt in which a face was seen, however faint:
    bars of a chart pass for a portrait in one search or the other. On a fax no face is left."""
    if any(photo.probability < COVER for photo in photos) and is_bitonal(picture):
        return [*photos]
    seen = [face.middle for face in faces]
    return [
        p for p in photos if p.probability >= COVER or any(contains(p.polygon, m) for m in seen)
    ]


def _joined(photos: Sequence[PhotoPlace], busts: Iterable[PhotoPlace]) -> Iterator[PhotoPlace]:
    """Yield the places of both; a bust takes in its hair and shoulders, where they were seen."""
    places = list(photos)
    for bust in busts:
        inside = [photo for photo in places if contains(bust.polygon, centre(photo.polygon))]
        places = [photo for photo in places if photo not in inside]
        parts = (bust, *inside)
        whole = around(bounds(part.polygon) for part in parts)
        places.append(PhotoPlace(box(*whole), max(part.probability for part in parts)))
    yield from places


def _stands_alone(face: FoundFace, place: _PhotoPlace, seals: Sequence[Seal]) -> bool:
    """Tell whether a face is one though no head with shoulders was made out around it."""
    if any(math.dist(face.middle, ring.centre) < max(ring.radii) for ring in seals):
        return face.score >= FACE  # a star below strokes has eyes and a mouth as well
    return face.score >= (_FRAMED if place.seen == _ALL_EDGES else ALONE)


def _of_photos(
    picture: Picture,
    found: Sequence[PhotoPlace],
    faces: Sequence[FoundFace],
    lines: Sequence[Line],
) -> Iterator[Hit]:
    """Yield a hit for each portrait that was seen, unless it is print."""
    for photo in found:
        place = photo.polygon
        score = max((face.score for face in faces if contains(place, face.middle)), default=0.0)
        sure, by_face = photo.probability >= COVER, score >= _FRAMED
        seen = sure or by_face
        if seen or not _is_print_not_face(picture, _between_captions(place), lines):
            yield _hit(
                _whole_photo(picture, place, faces),
                "face" if by_face and not sure else "portrait",
                sure=seen,
            )


def _between_captions(polygon: Polygon) -> Polygon:
    """Return the middle of a photo's height: its name is at its foot or its head."""
    left, top, right, bottom = bounds(polygon)
    quarter = (bottom - top) / 4
    return box(left, top + quarter, right, bottom - quarter)


def _whole_photo(picture: Picture, place: Polygon, faces: Sequence[FoundFace]) -> Polygon:
    """Return a portrait's rectangle, grown to the edges of the photo around its face, or around the
    place where one usually is: what was seen is as exact as the maps are fine, and a photo on a
    white ground may end with the hair."""
    known = [face for face in faces if face.score >= _FRAMED and contains(place, face.middle)]
    photos = (photo_around(picture, face).polygon for face in known or [_usual_face(place)])
    left, top, right, bottom = around(map(bounds, (place, *photos)))
    lacking = max(0.0, _SLIM * (bottom - top) - (right - left)) / 2
    return box(max(0.0, left - lacking), top, min(picture.shape[1], right + lacking), bottom)


def _usual_face(place: Polygon) -> FoundFace:
    """Return the place of the face in a photo of the usual proportions."""
    left, top, right, bottom = bounds(place)
    half, tall = (right - left) / 4 / _USUAL[0], (bottom - top) / (1 + _USUAL[1] + _USUAL[2])
    middle, forehead = (left + right) / 2, top + _USUAL[1] * tall
    return FoundFace(middle - half, forehead, middle + half, forehead + tall, 0.0)


def _hit(polygon: Polygon, seen: str, *, sure: bool) -> Hit:
    """Return the hit of a place, told by what was seen there: a ``portrait`` or a ``face``."""
    mask = Mask(Target.PHOTO, polygon, "", 0.95 if sure else 0.5, Origin.PHOTO)
    return mask.hit(f"hit.{seen}" if sure else f"hit.maybe_{seen}", sure=sure)


def _whole(polygon: Polygon, width: int, height: int) -> bool:
    left, top, right, bottom = bounds(polygon)
    return right - left >= _WHOLE_PAGE * width and bottom - top >= _WHOLE_PAGE * height


@dataclass(frozen=True)
class _PhotoPlace:
    """Where a photo is, and how many of its four sides were seen."""

    polygon: Polygon
    seen: int


def photo_around(picture: Picture, face: FoundFace) -> _PhotoPlace:
    """Return the rectangle of the photo that shows a face."""
    x, _ = face.middle
    wide, tall = face.width, face.height
    height, width = picture.shape[:2]
    left = max(0, round(x - _FARTHEST[0] * wide) - 2)
    right = min(width, round(x + _FARTHEST[0] * wide) + 2)
    top = max(0, round(face.top - _FARTHEST[1] * tall) - 2)
    bottom = min(height, round(face.bottom + _FARTHEST[2] * tall) + 2)
    ratio = min(1.0, _COPY_FACE / tall)
    size = max(8, round((right - left) * ratio)), max(8, round((bottom - top) * ratio))
    copy = cv2.resize(picture[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
    middle = (x - left) * ratio
    rows = slice(*_span(face.top - top, face.bottom + 0.3 * tall - top, ratio, size[1]))
    upright = _straightness(copy[rows], axis=1)
    sides = [_edge(upright, middle, sign * wide * ratio, 0) for sign in (-1, 1)]
    photo = _inside(sides, size[0])
    # Hair ends in a straight line as well: above the head only what is beside it tells.
    inner = (face.left - left) * ratio, (face.right - left) * ratio
    beside = [
        np.arange(photo[0], round(inner[0]), dtype=np.intp),
        np.arange(round(inner[1]), photo[1], dtype=np.intp),
    ]
    above = _straightness(copy[:, np.concatenate(beside)], axis=0)
    below = _straightness(copy[:, slice(*photo)], axis=0)
    sides += [
        _edge(above, (face.top - top) * ratio, -tall * ratio, 1),
        _edge(below, (face.bottom - top) * ratio, tall * ratio, 2),
    ]
    usual = (
        x - _USUAL[0] * wide,
        x + _USUAL[0] * wide,
        face.top - _USUAL[1] * tall,
        face.bottom + _USUAL[2] * tall,
    )
    edges = [
        origin + edge / ratio if edge is not None else other
        for origin, edge, other in zip((left, left, top, top), sides, usual, strict=True)
    ]
    x0, x1, y0, y1 = max(0.0, edges[0]), min(width, edges[1]), max(0.0, edges[2]), edges[3]
    polygon = box(x0, y0, x1, min(float(height), y1))
    return _PhotoPlace(polygon, sum(edge is not None for edge in sides))


def _inside(sides: Sequence[float | None], size: int) -> tuple[int, int]:
    """Return the columns between a photo's sides without its rim."""
    first = round(sides[0] or 0) + _BLUR + 1
    last = round(size if sides[1] is None else sides[1]) - _BLUR
    return first, max(first + 1, last)


def _span(first: float, last: float, ratio: float, size: int) -> tuple[int, int]:
    start = max(0, min(size - 1, round(first * ratio)))
    return start, max(start + 1, min(size, round(last * ratio)))


def _straightness(part: NDArray[np.generic], axis: int) -> NDArray[np.float32]:
    """Return for each place along ``axis`` on how much of its length the levels change there."""
    levels = part.astype(np.float32)
    before = np.roll(levels, _BLUR, axis=axis)
    after = np.roll(levels, -_BLUR, axis=axis)
    change = np.abs(after - before).max(axis=2) >= _STEP
    share = np.asarray(change.mean(axis=1 - axis), np.float32)
    share[:_BLUR] = share[-_BLUR:] = 0
    return share


def _edge(share: NDArray[np.float32], start: float, length: float, distances: int) -> float | None:
    """Return the place of the straight edge where a photo usually ends, None without any. Within
    the usual distances it is the last one, as long hair is straight too; beyond them the nearest
    one, which may be a cell's."""
    near, usual, far = (
        round(start + length * reach[distances]) for reach in (_NEAREST, _LIKELY, _FARTHEST)
    )
    step = 1 if length > 0 else -1
    inner = _first_straight(share, range(usual, near, -step))
    if inner is not None:
        return float(inner)
    outer = _first_straight(share, range(usual, far, step))
    return None if outer is None else float(outer + step * _BLUR)


def _first_straight(share: NDArray[np.float32], places: range) -> int | None:
    seen = (place for place in places if 0 <= place < len(share) and share[place] >= _STRAIGHT)
    return next(seen, None)


def _is_print_not_face(picture: Picture, place: Polygon, lines: Sequence[Line]) -> bool:
    """Tell whether what passes for a face or a figure is plainly read print on bare paper. Rows of
    a table are eyes and a mouth, its rules a photo. A face in a photo is darker than the paper
    around it, whatever is printed across it; one that a copy in black and white left white has no
    letters in it that could be read."""
    letters = sum(_letters_in(line, place) for line in lines if line.lies(_UPRIGHT))
    paper, coloured = _paper_in(picture, place)
    is_sign = paper >= _HALF and coloured >= _IN_COLOUR
    return is_sign or (letters >= _PRINTED and paper >= _MOSTLY)


def _letters_in(line: Line, place: Polygon) -> int:
    places = (
        centre(line.span(character.column, character.column + 1))
        for character in line.lattice.characters
        if character.probability >= _PLAIN and is_han(character.text)
    )
    return sum(holds(bounds(place), at) for at in places)


def _paper_in(picture: Picture, place: Polygon) -> tuple[float, float]:
    """Return two shares of a place: as light as the page's paper, and, of the rest, in a colour of
    office signs that skin never has."""
    step = max(1, round(max(picture.shape[:2]) / _COPY_SIDE))
    left, top, right, bottom = (max(0, round(edge / step)) for edge in bounds(place))
    part = white_paper(reduced_by(picture, step))[top:bottom, left:right]
    if not part.size:
        return 0.0, 0.0
    paper = darkest(part) > _PAPER
    coloured = np.ptp(part, axis=2)[~paper] >= _STRONG
    return float(paper.mean()), float(coloured.mean()) if coloured.size else 0.0
