"""Searches files for one person: her words in any coding, her pictures at any size and turn.

What is packed is unpacked (archives, office files, PDF, databases, compressed streams, base64),
what looks like a picture is looked at, and bytes without a header are tried as rows of pixels. The
hunter knows nothing of zcdesk.
"""

import base64
import bz2
import gzip
import hashlib
import html
import io
import lzma
import re
import sqlite3
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import Image, ImageSequence, UnidentifiedImageError

from zcdesk.picture import Picture

DEEPEST = 6
"""Packings inside packings that are opened."""
MOST = 64 << 20
"""Bytes that one packing may unpack to."""

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "utf-32-le")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_PICTURE_INSIDE = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
_WIDE = re.compile("[\uff01-\uff5e]")  # ASCII as wide as Han letters
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MOST_STREAMS = 4000
_MOST_PICTURES = 400


@dataclass(frozen=True)
class Find:
    """Where something of the person lies: a file and, behind ``#``, what was unpacked; and what."""

    where: str
    what: str


@dataclass
class Hunter:
    """Knows one person."""

    words: Sequence[str]  # may stand nowhere; at least eight bytes, which no chance brings about
    pictures: Mapping[str, Picture] = field(default_factory=dict)  # may be seen nowhere; RGB
    files: int = 0  # looked into
    looked_at: int = 0  # pictures

    def __post_init__(self) -> None:
        self._plain = {one: what for word in self.words for one, what in _coded(word)}
        self._sought = {name: Sought(picture) for name, picture in self.pictures.items()}
        self._seen: dict[bytes, tuple[str, ...]] = {}
        self._ascii = {one: what for word in self.words for one, what in _escaped(word)}

    def hunt(self, root: Path, skipped: Callable[[str], bool] = lambda name: False) -> list[Find]:
        """Search a folder or a file; names below ``root`` (with /) for which to skip are left out.

        Links are not followed: what they point at lies elsewhere, or is found there.
        """
        found: list[Find] = []
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            name = path.relative_to(root).as_posix() if path != root else path.name
            if skipped(name):
                continue
            found += self.in_name(name)
            if path.is_symlink():
                found += self.in_name(f"{name} -> {path.readlink()}")
            elif path.is_file():
                self.files += 1
                found += dict.fromkeys(self.in_bytes(name, path.read_bytes()))
        return found

    def in_name(self, name: str) -> Iterator[Find]:
        """Yield the words in a name."""
        for what in self._words(name.encode("utf-8", errors="surrogateescape")):
            yield Find(name, f"{what}, in the name")

    def in_bytes(self, where: str, content: bytes, depth: int = 0) -> Iterator[Find]:
        """Yield what bytes hold, also unpacked."""
        for what in self._words(content):
            yield Find(where, what)
        if depth >= DEEPEST or not content:
            return
        pictures = decoded(content)
        for number, (picture, told) in enumerate(pictures):
            yield from self.in_picture(f"{where}#{number}", picture)
            for what in self._words(told):
                yield Find(f"{where}#{number}", f"{what}, in metadata")
        known = bool(pictures)
        for name, part in _parts(content):
            known = True
            yield from self.in_name(f"{where}#{name}")
            yield from self.in_bytes(f"{where}#{name}", part, depth + 1)
        for name, part in _embedded(content, whole_picture=bool(pictures)):
            yield from self.in_bytes(f"{where}#{name}", part, depth + 1)
        if not known and depth == 0:
            for number, picture in enumerate(raw_pictures(content)):
                yield from self.in_picture(f"{where}#pixels {number}", picture)

    def in_picture(self, where: str, picture: Picture) -> Iterator[Find]:
        """Yield which of the pictures can be seen in a picture."""
        self.looked_at += 1
        known = hashlib.sha256(picture.tobytes()).digest()
        if known not in self._seen:
            names = [name for name, sought in self._sought.items() if sought.stands_in(picture)]
            self._seen[known] = tuple(names)
        for name in self._seen[known]:
            yield Find(where, f"picture of {name}")

    def _words(self, content: bytes) -> Iterator[str]:
        lowered, unfolded = content.lower(), re.sub(rb"[\r\n]+", b"", content)
        for pattern, what in self._plain.items():
            if pattern in content or pattern in unfolded:
                yield what
        for pattern, what in self._ascii.items():
            if pattern in lowered:
                yield what
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            text = content.decode(encoding, errors="ignore")
            text = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
            text = "".join(text.split())
            text = unicodedata.normalize("NFKC", text) if _WIDE.search(text) else text
            for word in self.words:
                if word in text:
                    yield f"{word} as text of {encoding}"


def _coded(word: str) -> Iterator[tuple[bytes, str]]:
    """Yield the bytes as which a word may stand, capital and small letters as they are."""
    for encoding in _ENCODINGS:
        try:
            plain = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield plain, f"{word} in {encoding}"
        for shift in range(3):
            # Neighbours share the first and the last letters of base64: only whole ones count.
            coded = base64.b64encode(b"\0" * shift + plain)
            inner = coded[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6]
            yield inner, f"{word} in base64 of {encoding}"
            yield inner.translate(bytes.maketrans(b"+/", b"-_")), f"{word} in base64 of {encoding}"
    twice = word.encode().decode("latin-1").encode()
    yield twice, f"{word} in utf-8 twice"


def _escaped(word: str) -> Iterator[tuple[bytes, str]]:
    """Yield the ways to write a word in ASCII, in small letters."""
    if word.isascii():  # phone and ID number: as they are, they are searched for anyway
        yield word.encode().hex().encode(), f"{word} in hex"
        yield word.encode("utf-16-be").hex().encode(), f"{word} in hex of utf-16"
        return
    for encoding in ("utf-8", "gb18030"):
        yield urllib.parse.quote(word, encoding=encoding).lower().encode(), f"{word} in per cents"
        data = word.encode(encoding)
        yield data.hex().encode(), f"{word} in hex of {encoding}"
        yield "".join(f"\\x{one:02x}" for one in data).encode(), f"{word} in bytes of a literal"
        yield "".join(f"\\{one:o}" for one in data).encode(), f"{word} in octal of {encoding}"
    yield word.encode("utf-16-be").hex().encode(), f"{word} in hex of utf-16"
    units = [f"{ord(letter):04x}" for letter in word]
    yield "".join(f"\\u{one}" for one in units).encode(), f"{word} in JSON's escapes"
    yield "".join(f"&#x{one.lstrip('0')};" for one in units).encode(), f"{word} in references"
    yield "".join(f"&#{ord(letter)};" for letter in word).encode(), f"{word} in references"


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is packed in a file of a known kind; a damaged one yields what came before."""
    kinds = {b"PK": _members, b"%PDF": _paper, b"SQLite format 3\0": _rows}
    for start, opened in kinds.items():
        if content.startswith(start):
            try:
                yield from opened(content)
            except (zipfile.BadZipFile, sqlite3.Error, RuntimeError, ValueError, OSError):
                return
    streams: dict[bytes, Callable[[bytes], bytes]] = {
        b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ": lzma.decompress,
    }  # fmt: skip
    for start, unpack in streams.items():
        if content.startswith(start):
            try:
                yield "unpacked", unpack(content)[:MOST]
            except (OSError, EOFError, lzma.LZMAError, zlib.error):
                return


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield "comment", archive.comment
        for member in archive.infolist():
            yield f"{member.filename} (extra)", member.comment + member.extra
            if member.file_size <= MOST:
                yield member.filename, archive.read(member)


def _paper(content: bytes) -> Iterator[tuple[str, bytes]]:
    with pymupdf.open(stream=content) as paper:
        told = [repr(paper.metadata), paper.get_xml_metadata(), *paper.embfile_names()]
        yield "metadata", "\n".join(told).encode()
        for number in range(1, paper.xref_length()):
            if paper.xref_is_stream(number):
                yield f"stream {number}", (paper.xref_stream(number) or b"")[:MOST]
                yield f"raw stream {number}", paper.xref_stream_raw(number) or b""
        for page in paper:
            yield f"text of page {page.number}", page.get_text().encode()
            yield f"page {page.number}", page.get_pixmap(dpi=60).tobytes("png")


def _rows(content: bytes) -> Iterator[tuple[str, bytes]]:
    plain = bytearray(content)
    plain[18:20] = b"\x01\x01"  # a database with a log beside it opens without it
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(plain))
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            quoted = table.replace('"', '""')
            for place, row in enumerate(connection.execute(f'SELECT * FROM "{quoted}"')):
                for value in row:
                    data = value if isinstance(value, bytes) else str(value).encode()
                    if len(data) >= 8:
                        yield f"{table} {place}", data


def _embedded(content: bytes, *, whole_picture: bool) -> Iterator[tuple[str, bytes]]:
    """Yield pictures, compressed streams and base64 that stand anywhere in bytes."""
    for number, place in enumerate(_PICTURE_INSIDE.finditer(content, 1)):
        if number < _MOST_PICTURES and decoded(content[place.start() :]):
            yield f"picture at {place.start()}", content[place.start() :]
            if whole_picture:  # a thumbnail; the rest of the search goes on in it
                return
    if whole_picture:
        return
    for number, place in enumerate(_ZLIB.finditer(content)):
        if number < _MOST_STREAMS and (unpacked := _inflated(content[place.start() :])):
            yield f"stream at {place.start()}", unpacked
    for run in _BASE64.finditer(re.sub(rb"[\r\n]+", b"", content)):
        data = run[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        data = data[:-1] if len(data) % 4 == 1 else data
        yield f"base64 at {run.start()}", base64.b64decode(data + b"=" * (-len(data) % 4))


def _inflated(content: bytes) -> bytes:
    """Return what a compressed stream at the beginning holds; b"" when there is none."""
    unpacking = zlib.decompressobj()
    try:
        first = unpacking.decompress(content[: 1 << 12], 1 << 16)
        rest = unpacking.decompress(content[1 << 12 :], MOST) if len(first) >= 8 else b""
    except zlib.error:
        return b""
    return first + rest if len(first) >= 8 else b""


LONGEST = 220
"""Pixels to which the longer side of what is searched is brought down at first."""
SMALLEST = 14
"""Pixels of the longer side below which nobody recognises the picture."""
ALIKE = 0.8
"""Correlation from which a place shows the picture.

Measured on the sentinel's pages, from 620 pixels wide downwards: at least 0.86 where the portrait
stands (to 70 pixels) and 0.87 where the name does (to 170); at most 0.73 on covered pages, other
print and bytes taken for pixels.
"""

_STEP = 1.13  # from one tried size to the next; half of it costs up to 0.25 of correlation
_PROMISING = 0.5  # of which sizes and places a closer look is taken
_CLOSER = 3  # such looks for each turn
_FINE = np.linspace(1 / _STEP, _STEP, 15)
_FRAMES = 20
_ROWS = (160, 24_000)  # bytes of a row of pixels
_STRIDES = 6


class Sought:
    """A picture that is looked for, kept at every size and turn that was tried."""

    def __init__(self, picture: Picture) -> None:
        self._turns = [np.ascontiguousarray(np.rot90(_grey(picture), turns)) for turns in range(4)]
        self._made: dict[tuple[int, int], NDArray[np.uint8]] = {}

    def stands_in(self, picture: Picture) -> bool:
        """Tell whether it can be seen anywhere in ``picture``."""
        return self.likeness(picture) >= ALIKE

    def likeness(self, picture: Picture) -> float:
        """Return its best correlation with any place of ``picture``, from -1 to 1.

        First every size at few pixels, then the best places at more of them and at sizes between.
        """
        near, ground = _small(picture, 2 * LONGEST), _small(picture, LONGEST)
        times = max(near.shape) / max(ground.shape)
        best = -1.0
        for turns in range(4):
            sizes = _sizes(max(ground.shape))
            looks = [(*_matched(ground, self._at(turns, size)), size) for size in sizes]
            looks.sort(key=lambda look: look[0], reverse=True)
            best = max(best, looks[0][0] if looks else -1.0)
            for score, (left, top), size in looks[:_CLOSER]:
                if score < _PROMISING or best >= ALIKE:
                    break
                reach = round(times * 0.25 * size) + 4
                x, y, side = (round(times * one) for one in (left, top, size))
                down, across = (slice(max(0, at - reach), at + side + reach) for at in (y, x))
                for fine in _FINE:
                    sought = self._at(turns, round(times * size * fine))
                    best = max(best, _matched(near[down, across], sought)[0])
        return best

    def _at(self, turns: int, longer: int) -> NDArray[np.uint8]:
        key = turns, longer
        if key not in self._made:
            self._made[key] = _small(self._turns[turns], longer)
        return self._made[key]


def _matched(ground: NDArray[np.uint8], sought: NDArray[np.uint8]) -> tuple[float, tuple[int, int]]:
    """Return the best correlation of a picture with a place, and that place's left top corner."""
    if sought.shape[0] > ground.shape[0] or sought.shape[1] > ground.shape[1]:
        return -1.0, (0, 0)
    found = cv2.matchTemplate(ground, sought, cv2.TM_CCOEFF_NORMED)
    found[~np.isfinite(found) | (found > 1.001)] = -1  # flat places have no correlation
    _, best, _, place = cv2.minMaxLoc(found)
    return float(best), (int(place[0]), int(place[1]))


def decoded(content: bytes) -> list[tuple[Picture, bytes]]:
    """Return the frames of a picture file with what their metadata tell; [] when it is none.

    Of a file that is cut off its upper part is returned.
    """
    frames: list[tuple[Picture, bytes]] = []
    try:
        with Image.open(io.BytesIO(content)) as image:
            told = _metadata(image)
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number < _FRAMES:
                    frames.append((np.array(frame.convert("RGB")), told))
    except UnidentifiedImageError:
        return []
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        half = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR_RGB)
        if half is not None and not frames:
            frames.append((np.asarray(half, dtype=np.uint8), b""))
    return frames


def raw_pictures(content: bytes) -> Iterator[Picture]:
    """Yield pictures that bytes without a header may be: rows of grey, RGB or RGBA pixels.

    Rows of a picture resemble the next ones, so that the length of a row is where the bytes
    resemble themselves most.
    """
    data = np.frombuffer(content, dtype=np.uint8)
    if data.size < 40 * _ROWS[0]:
        return
    for stride in _strides(data):
        rows = data[: data.size // stride * stride].reshape(-1, stride)
        for channels in (3, 4, 1):
            if stride % channels == 0 and len(rows) >= SMALLEST:
                shaped = rows.reshape(len(rows), -1, channels)
                yield np.repeat(shaped[..., :1], 3, axis=2) if channels == 1 else shaped[..., :3]


def _strides(data: NDArray[np.uint8]) -> list[int]:
    """Return the likeliest lengths of rows in bytes, by the autocorrelation of the bytes."""
    signal = data[: 1 << 22].astype(np.float32)
    signal -= signal.mean()
    if float(signal.std()) < 2:
        return []
    size = 1 << (2 * len(signal) - 1).bit_length()
    power = np.abs(np.fft.rfft(signal, size)) ** 2
    alike = np.fft.irfft(power)[: min(_ROWS[1], len(signal) // SMALLEST)]
    alike /= max(float(alike[0]), 1.0)
    middle = alike[1:-1]
    peaks = np.flatnonzero((middle > alike[:-2]) & (middle >= alike[2:]) & (middle > 0.15)) + 1
    peaks = peaks[peaks >= _ROWS[0]]
    best = peaks[np.argsort(alike[peaks])[::-1]]
    return [int(stride) for stride in best[:_STRIDES]]


def _sizes(longest: int) -> list[int]:
    sizes, size = [], float(SMALLEST)
    while size <= longest:
        sizes.append(round(size))
        size *= _STEP
    return [one for one, after in pairwise([*sizes, 0]) if one != after]


def _small(picture: Picture, longest: int) -> NDArray[np.uint8]:
    grey = _grey(picture)
    scale = longest / max(grey.shape)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _grey(picture: Picture) -> NDArray[np.uint8]:
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY), np.uint8)


def _metadata(image: Image.Image) -> bytes:
    """Return what a picture tells besides its pixels, as bytes to be searched."""
    parts: list[bytes] = []
    for key, value in image.info.items():
        parts += [str(key).encode(), value if isinstance(value, bytes) else str(value).encode()]
    for tag in image.getexif().values():
        parts.append(tag if isinstance(tag, bytes) else str(tag).encode())
    return b"\n".join(parts)
