"""A picture within a limit: the likest of few tries, never upscaled, seals stay red."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tests.workflow.drawn_case import drawn
from zcdesk.applicant import Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.export.pictures import jpeg
from zcdesk.export.pictures.jpeg import encode, fitted, is_undamaged, likeness
from zcdesk.geometry import box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.picture import Picture

PAGE = drawn(1, height=800, noise=5)
PLAIN = len(encode(PAGE))


def decoded(data: bytes) -> Picture:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("share", [0.95, 0.7, 0.5, 0.35, 0.2, 0.1])
def test_any_limit_within_reason_is_kept_in_three_tries(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    original = encode

    def counted(picture: Picture, quality: int, dpi: float | None = None) -> bytes:
        tries.append(quality)
        return original(picture, quality, dpi)

    monkeypatch.setattr(jpeg, "encode", counted)
    fit = fitted(PAGE, FileLimit(most_bytes=int(PLAIN * share)))
    assert fit is not None
    assert len(fit.data) <= PLAIN * share
    assert len(tries) <= 3
    assert fit.scale <= 1.0


def test_a_wider_limit_never_looks_worse() -> None:
    looks = []
    for share in (0.1, 0.2, 0.35, 0.5, 0.7, 0.95):
        fit = fitted(PAGE, FileLimit(most_bytes=int(PLAIN * share)))
        assert fit is not None
        looks.append(likeness(PAGE, fit.data))
    assert looks == sorted(looks)


def test_without_a_limit_the_usual_picture_is_made_once() -> None:
    fit = fitted(PAGE, FileLimit())
    assert fit is not None
    assert fit.data == encode(PAGE)


@pytest.mark.parametrize(("most", "size"), [(400, 400), (800, 800), (5000, 800)])
def test_a_limit_of_pixels_shrinks_and_never_enlarges(most: int, size: int) -> None:
    fit = fitted(PAGE, FileLimit(most_pixels=most))
    assert fit is not None
    assert max(decoded(fit.data).shape[:2]) == size


def test_a_limit_that_nothing_can_keep_gives_nothing() -> None:
    assert fitted(PAGE, FileLimit(most_bytes=200)) is None


def test_likeness_tells_a_good_copy_from_a_bad_one() -> None:
    assert likeness(PAGE, encode(PAGE, 95)) > likeness(PAGE, encode(PAGE, 40))
    assert likeness(PAGE, encode(np.full_like(PAGE, 128))) < 0.7


COVER = Mask(Target.NAME, box(40, 60, 160, 90))


def test_a_burnt_and_encoded_page_is_undamaged_beside_its_covers() -> None:
    written = decoded(encode(burn(PAGE, [COVER]), 50))
    assert is_undamaged(PAGE, written, [COVER.polygon])


@pytest.mark.parametrize("where", [(200, 300), (600, 40), (764, 396)])
def test_a_lost_piece_of_the_page_is_noticed(where: tuple[int, int]) -> None:
    written = decoded(encode(burn(PAGE, [COVER])))
    top, left = where
    written = written.copy()
    written[top : top + 32, left : left + 28] = 128
    assert not is_undamaged(PAGE, written, [COVER.polygon])
    assert not is_undamaged(PAGE, decoded(encode(burn(PAGE, [COVER]))), [])
