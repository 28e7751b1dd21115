"""Decodes a finished picture by two decoders that must agree."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import cv2
import numpy as np
import pillow_heif
from PIL import Image

from zcdesk.pages.opening.containers.heic import is_heic
from zcdesk.pages.opening.containers.jpeg import first_picture
from zcdesk.pages.opening.decoding import FORMATS
from zcdesk.pages.opening.formats.format import MAX_PIXELS
from zcdesk.pages.opening.formats.heic import opened_heic
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.picture import Picture, exif_turned

_TAKEN = tuple(known.pillow for known in FORMATS if known.pillow)
KINDS = (*_TAKEN, "DIB", "AVIF", "JPEG2000", "ICO", "PPM", "PCX", "QOI", "SGI", "XBM", "XPM")
"""Kinds of pictures that Pillow is let decode here: all that are imported, and what else may be in
a folder. HEIC has a decoder of its own."""

_BOTH = ("JPEG", "MPO", "PNG", "BMP", "WEBP")  # kinds that both decoders take
_PDF = "PDF"
_HEAD = 4096  # bytes by which kinds are told
_AGREE = 24.0  # grey levels by which two decoders may differ in the mean of a cell
_CELLS = 32  # to a side, in which the decoders' pictures are compared
_BARE = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform"}
_BARE |= {"progressive", "progression", "interlace", "transparency", "gamma", "srgb"}
_BARE |= {"background", "compression", "aspect", "lossless", "bbox", "loop", "duration"}
_BARE |= {"version", "sizes", "orientation", "resolution", "timestamp"}


class NotAPictureError(ValueError):
    """No decoder takes the bytes."""


class DamagedPictureError(ValueError):
    """The bytes are those of a picture that is not whole or that two decoders see differently."""


class TooLargePictureError(ValueError):
    """The picture has more pixels than the program takes."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """A decoded picture.

    Attributes:
        picture: Its pixels, EXIF-turned.
        kind: Name of its format ("JPEG", "PNG" …).
        notes: Names of the entries that its file carries besides the pixels.
        frames: How many pictures the file holds.
    """

    picture: Picture
    kind: str
    notes: tuple[str, ...]
    frames: int


def is_picture(data: bytes) -> bool:
    """Tell by its content whether a file is, or begins as, a picture of a kind that is read."""
    if any(kind.kind != _PDF and kind.recognises(data[:_HEAD]) for kind in FORMATS):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.open(io.BytesIO(data), formats=KINDS).close()
    except Image.DecompressionBombError:
        return True
    except Exception:  # decoders raise whatever a broken header makes them raise
        return False
    return True


def decode(data: bytes) -> Decoded:
    """Decode a picture of any common kind.

    Raises:
        NotAPictureError: Not a picture.
        DamagedPictureError: The picture is not whole.
        TooLargePictureError: Told from the header, before anything is decoded.
    """
    if is_heic(data[:_HEAD]):
        return _heic(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image: Image.Image = Image.open(io.BytesIO(data), formats=KINDS)
        except Image.DecompressionBombError as cause:
            raise TooLargePictureError from cause
        except Exception as cause:  # decoders raise whatever a broken header makes them raise
            raise NotAPictureError from cause
        if image.width * image.height > MAX_PIXELS:
            raise TooLargePictureError
        try:
            return _decoded(image, data)
        except MemoryError:
            raise
        except Exception as cause:
            raise DamagedPictureError from cause


def _heic(data: bytes) -> Decoded:
    """Decode a photo of a phone; its turning is part of the picture."""
    try:
        photo = pillow_heif.open_heif(io.BytesIO(data))
        notes = tuple(
            sorted(note for note in ("exif", "icc_profile", "xmp") if photo.info.get(note))
        )
        return Decoded(opened_heic(data).decode(0).picture, "HEIC", notes, len(photo))
    except TooManyPixelsScanError as cause:
        raise TooLargePictureError from cause
    except MemoryError:
        raise
    except Exception as cause:
        raise DamagedPictureError from cause


def _decoded(image: Image.Image, data: bytes) -> Decoded:
    kind = image.format or ""
    frames = int(getattr(image, "n_frames", 1))
    orientation = _orientation(image)
    image.load()
    if kind in ("JPEG", "MPO"):
        _require_filled(image, data)
    notes = tuple(
        sorted(str(n) for n, value in image.info.items() if value and str(n).lower() not in _BARE)
    )
    picture = exif_turned(_on_white(image), orientation)
    if kind in _BOTH and image.mode != "CMYK":
        _compare(picture, data, has_layers=image.has_transparency_data)
    return Decoded(picture, kind, notes, frames)


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # EXIF blocks are broken in many ways; the second decoder has its say later
        return 1
    return value if isinstance(value, int) else 1


def _on_white(image: Image.Image) -> Picture:
    if image.has_transparency_data:
        layers = image.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        image = Image.alpha_composite(paper, layers)
    if image.mode[0] in "IF":  # more than eight bits a pixel
        levels = np.asarray(image, dtype=np.float64)
        top = 65535.0 if levels.max(initial=0) > 255 else 255.0
        image = Image.fromarray((levels * (255.0 / top)).clip(0, 255).astype(np.uint8))
    return np.asarray(image.convert("RGB"), dtype=np.uint8)


def _compare(picture: Picture, data: bytes, *, has_layers: bool) -> None:
    """Decode a second time with another library, which drops that a picture is see-through.

    Raises:
        DamagedPictureError: The two see pictures of different size or look.
    """
    other = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if other is None:
        raise DamagedPictureError
    if other.shape != picture.shape:
        raise DamagedPictureError
    size = (_CELLS, _CELLS)
    first = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    second = cv2.resize(other, size, interpolation=cv2.INTER_AREA)[:, :, ::-1].astype(np.float32)
    if np.abs(first - second).max() > _AGREE and not has_layers:
        raise DamagedPictureError


def _require_filled(image: Image.Image, data: bytes) -> None:
    """Find out a JPEG that was cut and given an end marker again.

    What is missing is filled with middle grey in silence; with noise behind the data it is filled
    with noise, and a whole picture stays the same.

    Raises:
        DamagedPictureError: Data is missing inside the picture.
    """
    whole = first_picture(data)
    last = np.asarray(image)[-1, -1].astype(int)
    if whole.one_scan and np.abs(last - 128).max() > 1:
        return
    with Image.open(io.BytesIO(whole.with_noise())) as again:
        if not np.array_equal(np.asarray(again), np.asarray(image)):
            raise DamagedPictureError
