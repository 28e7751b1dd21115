"""A secret of this computer: with it the program knows again what it wrote itself."""

from __future__ import annotations

import hmac
import secrets
from contextlib import suppress

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.disk.own_folder import own_folder

_FILE = "own-secret"


_LENGTH = 32


def seal(content: bytes) -> bytes:
    """Return 32 bytes that only this user's program on this computer can give for ``content``.

    Raises:
        OSError: The secret can be neither read nor kept.
        OutputError: The same.
        RuntimeError: There is no home folder.
    """
    return hmac.digest(_secret(), content, "sha256")


def is_sealed(content: bytes, sealed: bytes) -> bool:
    """Tell whether ``sealed`` is the seal of ``content``; errors as in :func:`seal`."""
    return hmac.compare_digest(seal(content), sealed)


def _secret() -> bytes:
    path = own_folder() / _FILE
    with suppress(FileNotFoundError):
        secret = bounded(path, _LENGTH)
        if len(secret) == _LENGTH:
            return secret
    make_folder(own_folder())
    write_atomically(path, secrets.token_bytes(_LENGTH))
    return bounded(path, _LENGTH)  # another program may have written its own a moment later
