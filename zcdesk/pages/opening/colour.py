"""From whatever colours a file uses to sRGB on white paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageCms

from zcdesk.picture import Picture

_STRIP_PIXELS = 4_000_000
"""Pictures are converted in strips of about this size, so that no second full copy is made."""

_WITH_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}
_Convert = Callable[[Image.Image], Image.Image]


def to_srgb(image: Image.Image) -> Picture:
    """Return the pixels of a loaded ``image`` as sRGB; see-through parts show white paper.

    An embedded colour profile is applied when it fits the image; a broken one is ignored. CMYK
    without a profile is converted plainly (Pillow has undone Adobe's inversion already).
    """
    width, height = image.size
    picture = np.empty((height, width, 3), dtype=np.uint8)
    convert = _profile_conversion(image)
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        strip = image.crop((0, top, width, bottom))
        picture[top:bottom] = np.asarray(_on_white(_eight_bit(strip), convert))
    return picture


def _eight_bit(strip: Image.Image) -> Image.Image:
    """Bring 16-bit grey to 8 bits by scaling; Pillow alone would clip it."""
    if not strip.mode.startswith("I"):
        return strip
    values = np.clip(np.asarray(strip).astype(np.int64), 0, 65535)
    return Image.fromarray(((values * 255 + 32767) // 65535).astype(np.uint8))


def _on_white(strip: Image.Image, convert: _Convert) -> Image.Image:
    if strip.mode not in _WITH_ALPHA and "transparency" not in strip.info:
        return convert(_plain(strip))
    see_through = strip.convert("RGBA")
    colours = strip.convert("L") if strip.mode == "LA" else see_through.convert("RGB")
    white = Image.new("RGB", strip.size, (255, 255, 255))
    white.paste(convert(colours), mask=see_through.getchannel("A"))
    return white


def _plain(strip: Image.Image) -> Image.Image:
    """Reduce the mode to one of L, RGB and CMYK."""
    if strip.mode in {"L", "RGB", "CMYK"}:
        return strip
    return strip.convert("L" if strip.mode == "1" else "RGB")


def _to_rgb(strip: Image.Image) -> Image.Image:
    return strip if strip.mode == "RGB" else strip.convert("RGB")


def _profile_conversion(image: Image.Image) -> _Convert:
    """Return the function that brings an L, RGB or CMYK strip of ``image`` to sRGB."""
    embedded = image.info.get("icc_profile")
    if not isinstance(embedded, bytes):
        return _to_rgb
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
        mode = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}[profile.profile.xcolor_space.strip()]
        if mode == "RGB" and "sRGB" in (profile.profile.profile_description or ""):
            return _to_rgb
        transform = ImageCms.buildTransform(
            profile,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, KeyError, TypeError, ValueError, AttributeError):
        return _to_rgb

    def convert(strip: Image.Image) -> Image.Image:
        if mode == "RGB" and strip.mode == "L":
            strip = strip.convert("RGB")
        if strip.mode != mode:
            return _to_rgb(strip)
        return ImageCms.applyTransform(strip, transform) or _to_rgb(strip)

    return convert
