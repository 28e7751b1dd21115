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


class TooComplexScanError(TooLargeScanError):
    """A page takes longer to draw than any real one."""

    code = "scan.too_complex"


class NoPagesScanError(ScanError):
    """A document without a single page."""

    code = "scan.no_pages"


class DamagedPageScanError(ScanError):
    """One page of a file is damaged; ``details["page"]`` counts from 1."""

    code = "scan.damaged_page"


class PortfolioScanError(UnsupportedScanError):
    """A PDF that is a cover around other files."""

    code = "scan.unsupported_portfolio"


class LockedScanError(ScanError):
    """The file asks for a password."""

    code = "scan.locked"


class WrongPasswordScanError(LockedScanError):
    """None of the passwords that were given opens the file."""

    code = "scan.wrong_password"


class SpeciallyLockedScanError(ScanError):
    """The file is protected in a way that a password alone does not undo."""

    code = "scan.specially_locked"


class AvifScanError(UnsupportedScanError):
    """An AVIF photo, which this version does not open."""

    code = "scan.unsupported_avif"


class OfdScanError(UnsupportedScanError):
    """An OFD document (电子证照)."""

    code = "scan.unsupported_ofd"


class WordScanError(UnsupportedScanError):
    """A Word or WPS text document, and no LibreOffice on this computer to open it."""

    code = "scan.unsupported_word"


class WordFailedScanError(ScanError):
    """LibreOffice did not turn the document into pages."""

    code = "scan.word_failed"


class SheetScanError(UnsupportedScanError):
    """An Excel or WPS spreadsheet."""

    code = "scan.unsupported_sheet"


class SlidesScanError(UnsupportedScanError):
    """A PowerPoint or WPS presentation."""

    code = "scan.unsupported_slides"


class OfficeScanError(UnsupportedScanError):
    """Another office document."""

    code = "scan.unsupported_office"


class ArchiveScanError(UnsupportedScanError):
    """A rar, 7z, tar or gz archive; only zip is opened."""

    code = "scan.unsupported_archive"


class EmptyArchiveScanError(ScanError):
    """A zip archive without a single file."""

    code = "scan.empty_archive"


class ArchiveBombScanError(TooLargeScanError):
    """A zip archive that unpacks to more than any set of scans has."""

    code = "scan.archive_too_large"


class ArchivePathScanError(ScanError):
    """A member of a zip archive whose name leads out of it."""

    code = "scan.archive_path"


class NestedArchiveScanError(UnsupportedScanError):
    """Archives inside archives, deeper than is followed."""

    code = "scan.archive_nested"


class ArchiveMethodScanError(ScanError):
    """A member of a zip archive that is packed or locked in a way that is not undone here."""

    code = "scan.archive_method"


class WebPageScanError(UnsupportedScanError):
    """A web page, often a login page saved in place of the picture."""

    code = "scan.unsupported_web_page"


class ProgramScanError(UnsupportedScanError):
    """An executable program."""

    code = "scan.unsupported_program"


class TextScanError(UnsupportedScanError):
    """Plain text."""

    code = "scan.unsupported_text"


class WebDocumentScanError(UnsupportedScanError):
    """A text document in the form of a web page (HTML, MHT, webarchive)."""

    code = "scan.unsupported_web_document"


class PaperScanError(UnsupportedScanError):
    """A paper in one of CNKI's own formats (CAJ, NH, KDH)."""

    code = "scan.unsupported_paper"


class ChatCacheScanError(UnsupportedScanError):
    """A picture as WeChat keeps it for itself, scrambled."""

    code = "scan.unsupported_chat_cache"


class EditNoteScanError(UnsupportedScanError):
    """What a phone notes of changes to a photo (AAE), without the photo."""

    code = "scan.unsupported_edit_note"


class ShortcutScanError(UnsupportedScanError):
    """A shortcut to a file, without the file."""

    code = "scan.unsupported_shortcut"


class CloudScanError(UnsupportedScanError):
    """The place of a file that is still in a cloud (iCloud)."""

    code = "scan.unsupported_cloud"


class VideoScanError(UnsupportedScanError):
    """A film or a sequence of pictures."""

    code = "scan.unsupported_video"


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
        cv2.error,
        Image.DecompressionBombError,
    ) as cause:
        raise ScanError(file=file) from cause
