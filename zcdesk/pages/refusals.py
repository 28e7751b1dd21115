"""Why a scan is refused: the reasons that only this package gives, and how they get a file name."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from zcdesk.errors import ScanError, TooLargeScanError, UnsupportedScanError


class ReadFailedScanError(ScanError):
    """The disk or stick stopped answering while the file was read."""

    code = "scan.read_failed"


class ChangedScanError(ScanError):
    """The file has other content now than when it was opened."""

    code = "scan.changed"


class NoMemoryScanError(TooLargeScanError):
    """The picture does not fit into memory."""

    code = "scan.no_memory"


class TooManyPixelsScanError(TooLargeScanError):
    """The picture has more pixels than the program takes."""

    code = "scan.too_many_pixels"


class PdfScanError(UnsupportedScanError):
    """A PDF, which this version does not open."""

    code = "scan.unsupported_pdf"


class HeicScanError(UnsupportedScanError):
    """A HEIC, HEIF or AVIF photo, which this version does not open."""

    code = "scan.unsupported_heic"


class TiffScanError(UnsupportedScanError):
    """A TIFF, which this version does not open."""

    code = "scan.unsupported_tiff"


class OfdScanError(UnsupportedScanError):
    """An OFD document (电子证照)."""

    code = "scan.unsupported_ofd"


class OfficeScanError(UnsupportedScanError):
    """A Word, WPS, Excel or PowerPoint document."""

    code = "scan.unsupported_office"


class ArchiveScanError(UnsupportedScanError):
    """A zip, rar or 7z archive."""

    code = "scan.unsupported_archive"


class WebPageScanError(UnsupportedScanError):
    """A web page, often a login page saved in place of the picture."""

    code = "scan.unsupported_web_page"


class ProgramScanError(UnsupportedScanError):
    """An executable program."""

    code = "scan.unsupported_program"


class TextScanError(UnsupportedScanError):
    """Plain text."""

    code = "scan.unsupported_text"


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a refusal that names ``file``.

    Decoders warn of oddities that do not change the picture; those warnings are silenced.

    Raises:
        ScanError: Something inside did not succeed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ScanError as refusal:
        refusal.details.setdefault("file", file)
        raise
    except MemoryError as cause:
        raise NoMemoryScanError(file=file) from cause
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RuntimeError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
    ) as cause:
        raise ScanError(file=file) from cause
