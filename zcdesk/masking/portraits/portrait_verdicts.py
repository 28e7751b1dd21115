"""Decides which portraits on a page are covered, proposed to a person, or left alone."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, area, bounds, box, centre, contains
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.portraits.face_detection import Face, find_faces
from zcdesk.masking.portraits.photo_edges import PhotoPlace, photo_around
from zcdesk.masking.portraits.portrait_detection import (
    WHOLE_PAGE,
    Portrait,
    find_portraits,
    is_portrait,
)
from zcdesk.masking.portraits.print_like_faces import is_print_not_face
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.names.spellings import is_han
from zcdesk.picture import Picture
from zcdesk.reading.line import Line

STAR = 0.9
"""Radii from a ring's middle that its star, what is printed over it and a fold beside it do not
reach beyond. No portrait lies so far within one: the smallest, of 22 × 32 mm on identity cards,
reaches .92 of the 21 mm of the largest usual seals."""

ALONE = 0.3
"""Least score of a face where no portrait's figure was seen."""

FRAMED = 0.2
"""The same where all edges of a photo were seen; letters in cells and on seals have up to .18."""

FACE = 0.5
"""Least score of a face that needs nobody's look when its photo's edges are seen as well."""

_EDGES = 3  # of a photo, for that
_ALL_EDGES = 4
_PARTIAL = 0.8  # of a photo's usual area
_LEAST_LETTER, _LARGEST_LETTER = 0.6, 2.0  # thickness of a line by the height of a letter's patch
_LETTERS = 3  # letters of a heading, at least
_PLAIN = 0.9  # probability of a letter that is plainly read
_LABEL_REACH = 0.4  # of the photo's height around it


def judge_portraits(
    picture: Picture,
    lines: Sequence[Line],
    targets: Collection[Target],
    seals: Sequence[Seal] = (),
) -> tuple[Hit, ...]:
    """Return a hit for each portrait when photos are a target, nothing otherwise.

    What a slot asks for is no target on its pages, so the applicant's own photo slot is left alone.

    Args:
        picture: Upright page, RGB; left as it is.
        lines: Its lines; the label 照片 tells what a patch is.
        targets: What is to be covered.
        seals: Its seals; the star of one may look like a bust.

    Raises:
        MissingModelError: The face detector's file is not there.
    """
    if Target.PHOTO not in targets:
        return ()
    height, width = picture.shape[:2]
    faces = find_faces(picture)
    found = find_portraits(picture)
    alone = [
        (face, photo_around(picture, face))
        for face in faces
        if not any(contains(one.polygon, face.middle) for one in found)
    ]
    alone = [
        (face, place)
        for face, place in alone
        if _stands_alone(face, place, seals)
        and (face.score >= FACE or not is_print_not_face(picture, _place(face), lines))
    ]
    whole = any(_whole(place.polygon, width, height) for _, place in alone)
    if not found and (whole or is_portrait(picture)):
        mask = Mask(Target.PHOTO, box(0, 0, width, height), "", 0.0, Origin.PHOTO)
        return (Hit(mask, Verdict.DOUBT, info("hit.whole_portrait")),)
    return (
        *_of_figures(picture, found, faces, lines, seals),
        *(
            _hit(place.polygon, "face", sure=face.score >= FACE and place.seen >= _EDGES)
            for face, place in alone
        ),
    )


def _place(face: Face) -> Polygon:
    return box(face.left, face.top, face.right, face.bottom)


def _between_captions(polygon: Polygon) -> Polygon:
    """Return the middle of a figure's height: a photo's name stands at its foot or its head."""
    left, top, right, bottom = bounds(polygon)
    quarter = (bottom - top) / 4
    return box(left, top + quarter, right, bottom - quarter)


def _stands_alone(face: Face, place: PhotoPlace, seals: Sequence[Seal]) -> bool:
    """Tell whether a face is one though no head with shoulders was made out around it."""
    if any(math.dist(face.middle, ring.centre) < max(ring.radii) for ring in seals):
        return face.score >= FACE  # a star below strokes has eyes and a mouth as well
    return face.score >= (FRAMED if place.seen == _ALL_EDGES else ALONE)


def _of_figures(
    picture: Picture,
    found: Sequence[Portrait],
    faces: Sequence[Face],
    lines: Sequence[Line],
    seals: Sequence[Seal],
) -> Iterator[Hit]:
    """Yield a hit for each head with shoulders, unless it is a letter's or a star's."""
    for one in found:
        seen = max(
            (face.score for face in faces if contains(one.polygon, face.middle)), default=0.0
        )
        told = one.certain or seen >= FRAMED
        if told or not (
            _is_star(one, seals)
            or _is_letter(one, lines)
            or is_print_not_face(picture, _between_captions(one.polygon), lines)
        ):
            sure = one.certain or (one.likely and _labelled(one, lines))
            by_face = seen >= (FRAMED if one.likely else FACE)
            yield _hit(
                _whole_photo(picture, one, faces),
                "face" if by_face and not one.shape.person else "portrait",
                sure=sure or by_face,
                likely=one.likely or one.patch or seen > 0,
            )


def _whole_photo(picture: Picture, portrait: Portrait, faces: Sequence[Face]) -> Polygon:
    """Return a portrait's rectangle, grown to the photo around its face.

    Before a white ground a white shirt is not seen, and the figure is a head alone.
    """
    places = [portrait.polygon]
    for face in faces:
        if not portrait.filled and face.score >= FRAMED and contains(portrait.polygon, face.middle):
            around = photo_around(picture, face)
            partial = area(portrait.polygon) < _PARTIAL * area(around.polygon)
            places += [around.polygon] if partial or around.seen >= _EDGES else []
    left, top, right, bottom = bounds(tuple(corner for place in places for corner in place))
    return box(left, top, right, bottom)


def _hit(polygon: Polygon, seen: str, *, sure: bool, likely: bool = True) -> Hit:
    """Return the hit of a place, told by what was seen there: a ``portrait`` or a ``face``."""
    confidence = 0.95 if sure else 0.5 if likely else 0.0
    mask = Mask(Target.PHOTO, polygon, "", confidence, Origin.PHOTO)
    if sure:
        return Hit(mask, Verdict.COVER, info(f"hit.{seen}"))
    return Hit(mask, Verdict.DOUBT, info(f"hit.maybe_{seen}"))


def _whole(polygon: Polygon, width: int, height: int) -> bool:
    left, top, right, bottom = bounds(polygon)
    return right - left >= WHOLE_PAGE * width and bottom - top >= WHOLE_PAGE * height


def _is_star(portrait: Portrait, seals: Sequence[Seal]) -> bool:
    """Tell whether a patch lies in the middle of a ring, where its star and print over it are."""
    return any(
        max(math.dist(corner, ring.centre) for corner in portrait.polygon) < STAR * min(ring.radii)
        for ring in seals
        if ring.shape is Shape.RING
    )


def _is_letter(portrait: Portrait, lines: Sequence[Line]) -> bool:
    """Tell whether a patch is a letter that is plainly read, among others of its size."""
    left, top, right, bottom = bounds(portrait.polygon)
    for line in lines:
        alike = _LEAST_LETTER <= line.thickness / (bottom - top) <= _LARGEST_LETTER
        if not alike or line.length < _LETTERS * (right - left):
            continue
        for one in line.lattice.characters:
            middle = centre(line.span(one.column, one.column + 1))
            inside = contains(portrait.polygon, middle)
            if inside and is_han(one.text) and one.probability >= _PLAIN:
                return True
    return False


def _labelled(portrait: Portrait, lines: Sequence[Line]) -> bool:
    left, top, right, bottom = bounds(portrait.polygon)
    reach = (bottom - top) * _LABEL_REACH
    for line in lines:
        text = "".join(line.lattice.text.split())
        x, y = centre(line.quad)
        near = left - reach <= x <= right + reach and top - reach <= y <= bottom + reach
        if near and "照片" in text and len(text) <= 8:
            return True
    return False
