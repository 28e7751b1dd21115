"""From a password to the key of a case file, and whether a key is that of a file.

The layout of an encrypted file is SQLCipher 4's: a salt of 16 bytes in place of the first ones,
then pages that end with an initialisation vector of 16 and an HMAC-SHA512 of 64 bytes. So the
right password can be told from a wrong one also when the first page is damaged.

Source:
    https://www.zetetic.net/sqlcipher/design/ ("Database Encryption and Decryption"); the file
    opens in other programs with ``PRAGMA kdf_iter = 800000``.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

ITERATIONS = 800_000
"""Rounds of PBKDF2-HMAC-SHA512 for one password: about 0.3 s on a computer of 2024."""

SALT = 16
"""Bytes of the salt, the first of the file."""

PAGE = 4096
"""Bytes of a page of an encrypted file."""

_MAC = 64
_MAC_MASK = 0x3A
_TRIED = 64  # pages looked at besides the first one
_HEADER = b"SQLite format 3\0"
_OTHERS = (_HEADER, b"\xff\xd8\xff", b"\x89PNG", b"%PDF", b"PK\x03\x04", b"RIFF", b"GIF8", b"II*\0",
           b"MM\0*", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0")  # fmt: skip
_LEAST_VALUES = 240  # of 256 byte values on a page of noise; a page of SQLite has about 100


class KeyFit(Enum):
    """What a key is to a file."""

    RIGHT = "right"
    RIGHT_BUT_DAMAGED = "right_but_damaged"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class CaseKey:
    """The key of one case file; it is never shown."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def pragma(self) -> str:
        """Return the key as ``PRAGMA key`` takes it."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def packed(self) -> bytes:
        """Return it for a worker; :func:`unpacked` gives it back."""
        return self.raw + self.salt


def unpacked(packed: bytes) -> CaseKey:
    """Return the key that was packed."""
    return CaseKey(packed[:-SALT], packed[-SALT:])


def new_key(password: str) -> CaseKey:
    """Return a key with a salt of its own for a new file."""
    while True:
        salt = secrets.token_bytes(SALT)
        if not salt.startswith(_OTHERS):
            return _derived(password, salt)


def key_of(path: Path, password: str) -> CaseKey:
    """Return the key that a password gives for an encrypted file.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        return _derived(password, stream.read(SALT).ljust(SALT, b"\0"))


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file is noise from its first byte on, as an encrypted case is.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        first = stream.read(PAGE)
    return len(first) == PAGE and not first.startswith(_OTHERS) and len(set(first)) >= _LEAST_VALUES


def fit(path: Path, key: CaseKey) -> KeyFit:
    """Tell whether a key is that of a file; some pages may be damaged.

    Raises:
        OSError: The file cannot be read.
    """
    masked = bytes(byte ^ _MAC_MASK for byte in key.salt)
    secret = hashlib.pbkdf2_hmac("sha512", key.raw, masked, 2, 32)
    pages = path.stat().st_size // PAGE
    with path.open("rb") as stream:
        if _is_whole(stream.read(PAGE)[SALT:], 1, secret):
            return KeyFit.RIGHT
        for number in range(2, pages + 1, max(1, pages // _TRIED)):
            stream.seek((number - 1) * PAGE)
            if _is_whole(stream.read(PAGE), number, secret):
                return KeyFit.RIGHT_BUT_DAMAGED
    return KeyFit.NOT_KNOWN


def _is_whole(page: bytes, number: int, secret: bytes) -> bool:
    mac = hmac.new(secret, page[:-_MAC] + number.to_bytes(4, "little"), "sha512").digest()
    return hmac.compare_digest(mac, page[-_MAC:])


def _derived(password: str, salt: bytes) -> CaseKey:
    # One and the same password, however a keyboard composes its letters.
    typed = unicodedata.normalize("NFC", password).encode()
    return CaseKey(hashlib.pbkdf2_hmac("sha512", typed, salt, ITERATIONS, 32), salt)
