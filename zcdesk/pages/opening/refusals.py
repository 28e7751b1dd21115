"""Why a scan is refused: the reasons that only this package gives, and how they get a file name."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
from PIL import Image

from zcdesk.errors import ScanError, TooLargeScanError


class ChangedScanError(ScanError):
    """The file has other content now than when it was opened."""

    code = "scan.changed"


class TooManyPixelsScanError(TooLargeScanError):
    """The picture has more pixels than the program takes."""

    code = "scan.too_many_pixels"


class DamagedPageScanError(ScanError):
    """One page of a file is damaged; ``details["page"]`` counts from 1."""

    code = "scan.damaged_page"


class LockedScanError(ScanError):
    """The file asks for a password."""

    code = "scan.locked"


class ArchiveBombScanError(TooLargeScanError):
    """A zip archive that unpacks to more than any set of scans has."""

    code = "scan.archive_too_large"


logging.getLogger("PIL").addHandler(logging.NullHandler())


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a refusal that names ``file``.

    Decoders warn of oddities that do not change the picture; those warnings are silenced, and so
    is what they would log on the terminal where nobody set up a log.

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
        raise TooLargeScanError("scan.no_memory", file=file) from cause
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
        cv2.error,
        Image.DecompressionBombError,
    ) as cause:
        raise ScanError(file=file) from cause
