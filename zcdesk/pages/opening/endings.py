"""The endings of file names by kind of scan: the only list of them.

The window's choice of files, a watched folder, the trial of shared scans and the verifying of a
folder all ask here. It loads no decoder, so that the window may ask too. What a file really is its
content tells (:mod:`zcdesk.pages.opening.sniffing`).
"""

from __future__ import annotations

from collections.abc import Iterable

ENDINGS: dict[str, frozenset[str]] = {
    "JPG": frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"}),
    "PNG": frozenset({".png", ".apng"}),
    "BMP": frozenset({".bmp", ".dib"}),
    "WebP": frozenset({".webp"}),
    "GIF": frozenset({".gif"}),
    "TIFF": frozenset({".tif", ".tiff"}),
    "HEIC": frozenset({".heic", ".heif", ".hif"}),
    "PDF": frozenset({".pdf"}),
}
"""By the name of a format as shown to people; each row of ``FORMATS`` takes its own from here."""

SCANS = frozenset().union(*ENDINGS.values())
"""What scanners and phones write."""

PICTURES = SCANS - ENDINGS["PDF"]

DOCUMENTS = frozenset({".docx", ".doc", ".wps"})
"""Text documents, which LibreOffice turns into pages where it is installed."""

ARCHIVES = frozenset({".zip"})

OPENED = SCANS | DOCUMENTS | ARCHIVES
"""All that may be dropped or chosen as a scan."""


def patterns(endings: Iterable[str]) -> str:
    """Return endings as a dialog of the system wants them: ``*.bmp *.jpg``."""
    return " ".join(f"*{ending}" for ending in sorted(endings))
