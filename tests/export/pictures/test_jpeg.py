"""The encoder writes pixels and nothing else."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.export.jpeg_markers import foreign_segments
from zcdesk.export.pictures.jpeg import encode, thumbnail


def noisy(height: int = 97, width: int = 131) -> NDArray[np.uint8]:
    return np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_a_jpeg_holds_pixels_and_a_bare_header_only() -> None:
    assert foreign_segments(encode(noisy())) == []


@pytest.mark.parametrize("extra", ["comment", "exif", "tail"])
def test_the_marker_walk_itself_can_fail(extra: str) -> None:
    stream = io.BytesIO()
    image = Image.fromarray(noisy())
    if extra == "comment":
        image.save(stream, format="JPEG", comment="张三")
    elif extra == "exif":
        exif = Image.Exif()
        exif[0x010E] = "scan"
        image.save(stream, format="JPEG", exif=exif)
    else:
        stream.write(encode(noisy()) + b"old picture")
    assert foreign_segments(stream.getvalue())


def test_the_picture_is_baseline_with_full_colour_and_states_its_resolution() -> None:
    with Image.open(io.BytesIO(encode(noisy(), dpi=150.2))) as image:
        assert image.size == (131, 97)
        assert image.mode == "RGB"
        assert "progressive" not in image.info
        assert image.info["dpi"] == (150, 150)
        assert {(h, v) for _, h, v, _ in image.layer} == {(1, 1)}  # type: ignore[attr-defined]


def test_a_page_without_a_resolution_is_said_to_have_300_dpi() -> None:
    with Image.open(io.BytesIO(encode(noisy()))) as image:
        assert image.info["dpi"] == (300, 300)


def test_the_same_pixels_give_the_same_bytes() -> None:
    picture = noisy()
    assert encode(picture) == encode(np.asfortranarray(picture))


def test_black_and_coloured_ink_leave_no_trace_eight_pixels_from_their_block() -> None:
    paper = np.full((64, 64, 3), 255, dtype=np.uint8)
    inked = paper.copy()
    inked[24:40, 24:40] = (200, 10, 10)
    plain, drawn = (np.asarray(Image.open(io.BytesIO(encode(p)))) for p in (paper, inked))
    differs = np.argwhere((plain != drawn).any(axis=2))
    assert differs.min() >= 24
    assert differs.max() < 40


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((4, 4), dtype=np.uint8),
        np.zeros((4, 4, 4), dtype=np.uint8),
        np.zeros((4, 4, 3), dtype=np.float32),
        np.zeros((0, 4, 3), dtype=np.uint8),
        np.zeros((1, 65_536, 3), dtype=np.uint8),
    ],
)
def test_what_is_no_rgb_picture_is_refused(picture: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match=r"RGB|pixels"):
        encode(picture)


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(3508, 2480, (170, 240)), (100, 50, (50, 100)), (20_000, 3, (1, 240))],
)
def test_a_thumbnail_fits_its_frame_and_is_never_enlarged(
    height: int, width: int, size: tuple[int, int]
) -> None:
    small = thumbnail(np.full((height, width, 3), 200, dtype=np.uint8))
    assert foreign_segments(small) == []
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == size
