"""What a HEIC file is known by (ISO/IEC 23008-12: the brands of its first box)."""

from __future__ import annotations

_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OTHER_CODECS = {b"avif", b"avis"}


def is_heic(head: bytes) -> bool:
    """Whether the first bytes are of a HEIC or HEIF picture (not of AVIF, its newer cousin)."""
    if head[4:8] != b"ftyp":
        return False
    length = int.from_bytes(head[:4], "big")
    compatible = {head[place : place + 4] for place in range(16, min(length, len(head)), 4)}
    return head[8:12] in _BRANDS and not _OTHER_CODECS & compatible
