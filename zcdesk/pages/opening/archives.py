"""Zip archives: what scans they hold and how these are called, read and never unpacked.

A file inside an archive has a path that goes on behind the archive's own: ``材料.zip/身份证.jpg``.
Archives are listed and read in worker processes only.

Nothing is unpacked, so that a name only has to be right for people. Chinese Windows writes GBK
without saying so, other programs UTF-8 without saying so, and some bytes are valid in both, as
those of 学位证; an archive is judged as a whole.

Source: APPNOTE.TXT 6.3.10 (PKWARE), appendix D: without the UTF-8 flag a name is in cp437.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from zcdesk.disk.archives import BROKEN_MEMBER
from zcdesk.errors import ScanError, TooLargeScanError, TruncatedScanError, UnsupportedScanError
from zcdesk.pages.opening.decoding import ARCHIVES
from zcdesk.pages.opening.folders import by_name, is_passed_over
from zcdesk.pages.opening.refusals import ArchiveBombScanError, LockedScanError, refusing
from zcdesk.pages.opening.scan import MAX_BYTES, open_regular
from zcdesk.pages.opening.sniffing import is_zip

_UTF8, _UNICODE_PATH = 0x800, 0x7075
_NAMED = "cp437"
_COMMON = range(0xB0, 0xD8)
"""First bytes of the 3,755 characters of GB 2312's first level, those of everyday words."""

_DRIVE = re.compile(r"[A-Za-z]:(?=/|$)")


def names_of(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of an archive's members, with ``/`` between folders and none before.

    A drive's letter, leading slashes and the colons of a Mac are left out; ``..`` stays, for the
    reader to refuse.
    """
    raw = [_raw(member) for member in members]
    unsaid = [name for name in raw if isinstance(name, bytes) and not name.isascii()]
    whole = _best(b"\n".join(unsaid))  # the encoding of all together, if one fits
    return [
        _plain(name if isinstance(name, str) else name.decode(whole or _best(name) or _NAMED))
        for name in raw
    ]


def _raw(member: zipfile.ZipInfo) -> str | bytes:
    """Return a name, or its bytes where their encoding is not said.

    ``filename`` is of no use: on Windows every byte 5C, also within GBK characters, is a slash
    there already. ``orig_filename`` is as stored.
    """
    stored = member.orig_filename.partition("\0")[0]
    if member.flag_bits & _UTF8:
        return stored
    try:
        raw = stored.encode(_NAMED)
    except UnicodeEncodeError:
        return stored
    return _unicode_path(member.extra, raw) or raw


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name in the Info-ZIP Unicode Path field (APPNOTE 4.6.9), if it is of this name."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        field = extra[place + 4 : place + 4 + length]
        if kind == _UNICODE_PATH and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "ignore") or None
        place += 4 + length
    return None


def _best(name: bytes) -> str | None:
    """Return in which encoding a name is that does not say so; None for none that is known."""
    if _is_everyday(name):
        return "gb18030"
    for encoding in ("utf-8", "gb18030"):
        try:
            name.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _is_everyday(name: bytes) -> bool:
    """Whether a name read as GBK has everyday Chinese letters alone; UTF-8 read so never has."""
    try:
        text = name.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return all(letter.isascii() or letter.encode("gb2312")[0] in _COMMON for letter in text)


def _plain(name: str) -> str:
    """Return a name as a path inside the archive; a Mac takes letters apart that are one."""
    whole = unicodedata.normalize("NFC", name).replace("\\", "/").lstrip("/")
    return _DRIVE.sub("", whole, count=1).replace(":", "").lstrip("/") if name else ""


MAX_MEMBERS = 2000
MAX_UNPACKED = 2_000_000_000
"""Bytes that all files of an archive may have together: 400 scans of 5 MB."""

_MOST_ENTRIES = 5 * MAX_MEMBERS
"""Folders and what the system put there count as well."""

_LONGEST_END, _DIRECTORY_LENGTH, _ELSEWHERE = 22 + 65_535, 12, 0xFFFFFFFF
_LONGEST_DIRECTORY = 10_000_000
"""Bytes: 10 000 entries with names of 900 bytes."""

_DOCUMENTS = {"[Content_Types].xml", "OFD.xml", "mimetype"}
_LOCKED = 0x1  # the flag of a member that is encrypted (APPNOTE 4.4.4)
_MILLION = 1_000_000
_LONGEST_NAME, _LONGEST_PATH, _SHOWN = 255, 4096, 60
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


@dataclass(frozen=True)
class Member:
    """A file inside an archive: its path behind the archive's, or why it cannot be used."""

    path: str
    refusal: ScanError | None = None


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive of files, not an office document or an OFD.

    Raises:
        ScanError: It cannot be read.
    """
    with refusing(path.name), open_regular(path) as stream:
        try:
            head = stream.read(4)
        except OSError as cause:
            raise ScanError("scan.read_failed") from cause
        if not is_zip(head):
            return False
        with _opened(stream) as archive:
            return not _DOCUMENTS & set(archive.namelist())


def members_of(path: Path) -> tuple[Member, ...]:
    """Return the files of an archive in the order of their names; one inside it is refused.

    Raises:
        ScanError: The archive itself cannot be used.
    """
    with refusing(path.name), open_regular(path) as stream, _opened(stream) as archive:
        members = tuple(_listed(archive))
        if not members:
            raise ScanError("scan.empty_archive")
    return members


def place_in_archive(path: Path) -> tuple[Path, str] | None:
    """Return the archive that a path leads into and the path inside of it, or None."""
    for parent in path.parents:
        try:
            mode = parent.stat().st_mode
        except (OSError, ValueError):
            continue
        return (parent, path.relative_to(parent).as_posix()) if stat.S_ISREG(mode) else None
    return None


def member_content(archive: Path, inside: str, passwords: Sequence[str] = ()) -> bytes:
    """Return the bytes of a file inside an archive.

    Raises:
        ScanError: It is not there any more, locked, damaged or too large.
    """
    with (
        refusing(PurePosixPath(inside).name),
        open_regular(archive) as stream,
        _opened(stream) as packed,
    ):
        named = dict(_named(packed))
        if inside not in named:
            raise ScanError
        return _read(packed, named[inside], passwords)


def _listed(archive: zipfile.ZipFile) -> Iterator[Member]:
    named = sorted(_named(archive), key=lambda pair: by_name(pair[0]))
    if len(named) > MAX_MEMBERS or sum(info.file_size for _, info in named) > MAX_UNPACKED:
        raise _bomb()
    for name, _ in named:
        path = PurePosixPath(name)
        if ".." in path.parts:
            yield Member(name, ScanError("scan.archive_path", file=path.name))
        elif _is_too_long(name):
            short = name[:_SHOWN] + "…"
            yield Member(short, ScanError("scan.archive_path", file=PurePosixPath(short).name))
        elif path.suffix.lower() in ARCHIVES:
            yield Member(name, UnsupportedScanError("scan.archive_nested", file=path.name))
        else:
            yield Member(name)


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open an archive's directory.

    Raises:
        TruncatedScanError: It has none: it is at the end, so the file was cut.
        ScanError: It is written in a way that is not known.
        ArchiveBombScanError: It is longer than that of any set of scans.
    """
    _require_short_directory(stream)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except NotImplementedError as cause:  # a version that does not exist yet
        raise ScanError("scan.archive_method") from cause
    except zipfile.BadZipFile as cause:
        raise TruncatedScanError from cause
    with archive:
        if len(archive.infolist()) > _MOST_ENTRIES:
            raise _bomb()
        yield archive


def _require_short_directory(stream: BinaryIO) -> None:
    """Look at the length of the directory, which is read as a whole, in the end record.

    Source: APPNOTE.TXT 6.3.10 (PKWARE), 4.3.16. A length of all ones is elsewhere (zip64).

    Raises:
        ArchiveBombScanError: It has room for more files than are taken.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    end = stream.read(_LONGEST_END)
    place = end.rfind(b"PK\x05\x06") + _DIRECTORY_LENGTH
    length = int.from_bytes(end[place : place + 4], "little")
    if place >= _DIRECTORY_LENGTH and _LONGEST_DIRECTORY < length < _ELSEWHERE:
        raise _bomb()


def _bomb() -> ArchiveBombScanError:
    return ArchiveBombScanError(size=MAX_UNPACKED // _MILLION, count=MAX_MEMBERS)


def _named(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the files with names that are right, use ``/`` and differ from each other."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    members = archive.infolist()
    for info, name in zip(members, names_of(members), strict=True):
        if not name or name.endswith("/") or is_passed_over(PurePosixPath(name)):
            continue
        path = PurePosixPath(name)
        unique, count = str(path), counts.get(name, 1)
        while unique in seen:
            count += 1
            unique = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        counts[name] = count
        seen.add(unique)
        yield unique, info


def _is_too_long(name: str) -> bool:
    """Whether no system would take a name: it could never be unpacked, kept or shown."""
    longest = max(len(part) for part in PurePosixPath(name).parts)
    return longest > _LONGEST_NAME or len(name) > _LONGEST_PATH


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passwords: Sequence[str]) -> bytes:
    """Unpack one file, to at most the size of the largest scan.

    Raises:
        LockedScanError: It asks for a password.
        ScanError: It is damaged, too large, or packed in a way that is not known.
    """
    if info.file_size > MAX_BYTES:
        raise TooLargeScanError(size=info.file_size // _MILLION, limit=MAX_BYTES // _MILLION)
    if not info.flag_bits & _LOCKED:
        return _unpacked(archive, info, None)
    if info.compress_type not in _METHODS:  # 99 is AES
        raise ScanError("scan.archive_method")
    for password in passwords:
        for encoding in ("utf-8", "gb18030"):
            try:
                return _unpacked(archive, info, password.encode(encoding))
            except ScanError:  # a wrong password passes the first check once in 256 times
                continue
    raise LockedScanError("scan.wrong_password" if any(passwords) else "")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None) -> bytes:
    try:
        with archive.open(info, pwd=password) as stream:
            return stream.read(MAX_BYTES + 1)
    except NotImplementedError as cause:
        raise ScanError("scan.archive_method") from cause
    except BROKEN_MEMBER as cause:
        raise ScanError from cause
