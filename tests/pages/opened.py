"""A scan as the program opens it: its bytes are read, then looked at."""

from collections.abc import Sequence
from pathlib import Path

from zcdesk.pages.opening.scan import Scan, open_content, read_scan


def opened(path: Path, passwords: Sequence[str] = ()) -> Scan:
    """Return the scan that lies at ``path``."""
    return open_content(path, read_scan(path), passwords)
