"""The pixels of a picture inside a PDF, whatever its compression, colours and inversion."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pymupdf
from PIL import JpegImagePlugin

from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.containers import jbig2, jpeg
from zcdesk.pages.opening.formats.format import require_size
from zcdesk.pages.opening.formats.pdf_contents import PlacedPicture
from zcdesk.pages.opening.formats.pictures import load_jpeg
from zcdesk.picture import Picture

mupdf: Any = pymupdf.mupdf


def pixels_of(placed: PlacedPicture) -> tuple[Picture, bool]:
    """Return the picture as stored, in sRGB, and whether its end is doubtful.

    It is neither turned nor scaled.

    A JPEG in plain colours takes the way of a loose JPEG, so that both give the same pixels and a
    cut one is found out alike. Its EXIF turning means nothing inside a PDF. MuPDF decodes all
    others and applies their colour spaces and inverted ``Decode`` ranges.

    Raises:
        TruncatedScanError: Data is missing.
    """
    stored = stored_stream(placed.image, mupdf.FZ_IMAGE_JPEG)
    if stored is not None:
        picture = jpeg.first_picture(stored)
        if placed.stencil is None and _is_plain(placed.image):
            image = JpegImagePlugin.JpegImageFile(io.BytesIO(picture.content))
            require_size(*image.size)  # it may be larger than the PDF says of it
            image.info.pop("icc_profile", None)  # the PDF's own colour space is instead
            if image.mode in {"L", "RGB"}:
                doubtful = load_jpeg(image, picture.content)
                return to_srgb(image), doubtful
    pixmap = mupdf.fz_get_unscaled_pixmap_from_image(placed.image)
    if placed.stencil is not None:
        return _filled(_array(pymupdf.Pixmap("raw", pixmap)), placed.stencil), False
    return _rgb(pymupdf.Pixmap("raw", pixmap)), False


def require_whole(placed: PlacedPicture) -> None:
    """Check pictures of the kind of which MuPDF leaves white, in silence, what did not arrive.

    Raises:
        TruncatedScanError: Data is missing.
    """
    stored = stored_stream(placed.image, mupdf.FZ_IMAGE_JBIG2)
    if stored is not None:
        jbig2.require_whole(stored)


def stored_stream(image: Any, kind: int) -> bytes | None:
    """Return the bytes of a picture that is packed in a way, or None when it is not."""
    held = mupdf.ll_fz_compressed_image_buffer(image.m_internal)
    if held is None or held.params.type != kind or held.buffer is None:
        return None
    return bytes(mupdf.ll_fz_buffer_extract_copy(held.buffer))


def _is_plain(image: Any) -> bool:
    """Whether the stored numbers are sRGB or grey as they are."""
    if image.m_internal.use_decode:
        return False
    space = image.colorspace()
    if not space.m_internal:
        return False
    name = str(mupdf.fz_colorspace_name(space))
    return name in {"DeviceRGB", "DeviceGray"} or "sRGB" in name or "sGray" in name


def _rgb(pixmap: pymupdf.Pixmap) -> Picture:
    if pixmap.colorspace is None or pixmap.colorspace.n == 1:
        grey = _array(pixmap)[..., :1]
        return np.repeat(grey, 3, axis=2)
    if not pixmap.colorspace.name.endswith("DeviceRGB"):
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
    return _array(pixmap)[..., :3].copy()


def _filled(coverage: Picture, colour: tuple[float, float, float]) -> Picture:
    """Return a stencil filled with ``colour`` on white paper."""
    ink = coverage[..., :1].astype(np.uint16)
    painted = np.rint(np.array(colour) * 255).astype(np.uint16)
    mixed = (painted * ink + 255 * (255 - ink) + 127) // 255
    return np.asarray(mixed, dtype=np.uint8)


def _array(pixmap: pymupdf.Pixmap) -> Picture:
    """Return all channels of a pixmap, shape (height, width, channels), without copying."""
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    used = rows[:, : pixmap.width * pixmap.n]
    return used.reshape(pixmap.height, pixmap.width, pixmap.n)
