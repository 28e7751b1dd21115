"""The one SQLite of case files: SQLCipher's, which is SQLite itself while a file has no password.

Two libraries must never open one file in one process (closing one drops the locks of the other),
so whatever touches case files takes ``sqlite3`` from here. It is also the same version on every
system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlcipher3 import dbapi2 as sqlite3

__all__ = ["sqlite3"]
