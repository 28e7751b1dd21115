"""The encoder writes pixels and nothing else, within a limit and as like the page as it can."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.export.jpeg_markers import foreign_segments
from tests.workflow.drawn_case import drawn
from zcdesk.applicant import Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.export.pictures import jpeg
from zcdesk.export.pictures.jpeg import encode, fitted, is_undamaged, likeness, thumbnail
from zcdesk.geometry import box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.picture import Picture


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
def test_a_thumbnail_fits_and_never_grows(height: int, width: int, size: tuple[int, int]) -> None:
    small = thumbnail(np.full((height, width, 3), 200, dtype=np.uint8))
    assert foreign_segments(small) == []
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == size


PAGE = drawn(1, height=800, noise=5)
PLAIN = len(encode(PAGE))


def decoded(data: bytes) -> Picture:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("share", [0.95, 0.7, 0.5, 0.35, 0.2, 0.1])
def test_any_fair_limit_is_kept_in_three_tries(
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
