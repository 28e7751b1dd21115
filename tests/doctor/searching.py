"""Looks for a person's words in a file, in every form in which they could hide there."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030", "big5", "utf-7", "latin-1")


def forms(word: str) -> Iterator[bytes]:
    """Yield the bytes of a word as files may hold them."""
    for encoding in ENCODINGS:
        try:
            plain = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield plain
        yield plain.hex().encode()
        yield from based(plain)
    yield ascii(word)[1:-1].encode()
    yield urllib.parse.quote(word).encode()
    yield "".join(f"&#{ord(letter)};" for letter in word).encode()


def based(plain: bytes) -> Iterator[bytes]:
    """Yield what of base64 does not depend on what stands before and behind, at each offset."""
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain)
        first = -(-offset * 8 // 6)
        last = (offset + len(plain)) * 8 // 6
        if last - first >= 4:
            yield coded[first:last]


def found_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that a file holds; letters of any size."""
    lower = content.lower()
    return [word for word in words if any(form.lower() in lower for form in forms(word))]


def files_below(*folders: Path) -> list[Path]:
    """Return all files below some folders."""
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
