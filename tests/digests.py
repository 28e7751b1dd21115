"""Long answers that are as they were, each told by a digest of eight letters in a table beside."""

import os
from hashlib import sha256
from pathlib import Path

from tests.tables import rows_beside

RENEW = "ZCDESK_RENEW_DIGESTS"
"""Set by ``--renew-golden`` (``-n 0``): rows are written anew, also those of a name with ""."""


def as_it_was(module: str, table: str, name: str, said: str) -> bool:
    """Tell whether an answer is that of its row; else print it.

    ``ZCDESK_SAID``, a folder, keeps the answers: those of two commits can be compared there.
    """
    if folder := os.environ.get("ZCDESK_SAID"):
        kept = Path(folder) / f"{Path(module).stem} {table} {name}.txt"
        kept.write_text(said, encoding="utf-8")
    digest, row = sha256(said.encode()).hexdigest()[:8], dict(rows_beside(module)[table]).get(name)
    if digest != row and RENEW in os.environ:
        rows = Path(module).with_suffix(".toml")
        new = rows.read_text("utf-8").replace(f'["{name}", "{row}"]', f'["{name}", "{digest}"]')
        rows.write_text(new, encoding="utf-8")
        return True
    if digest != row:
        print(said)
    return digest == row
