"""Ways to change a whole file a little, with its structure kept so that the change gets far in."""

import io
import re
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.hostile.writing import PNG, chunk
from tests.pages.hostile import broken
from zcdesk.cases.tables.rows import digest

Mutate = Callable[[bytes, Random], bytes]

NUMBERS = (0, 1, 2, 7, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1)
"""Numbers at which something ends."""

_WORDS = (
    "&a ", "*a", "!!python/object:os.system ", "!!binary ", "[", "{", "}", "]", ": ", "- ", "? ",
    "|\n", ">\n", "\t", "\0", "\ufeff", "\x0b", "\x85", "\u2028", "\ud7ff", "'", '"', "\\", "\r",
    "\n", ",", ";", "；", "=", "#", "%", "---\n", "...\n", "<<: ", "null", "true", "no",
    "1e999", "-0",     "9" * 400, "0x1F", "2025-02-30", "2025-13-01T99:99", "１２", "²", "〇",
    "二〇二五年十三月", "第一百条", "（一）", "一、", "12月32日", "至", "㍿", "😀",
    "a" * 3000, "年" * 300,
)  # fmt: skip
"""Pieces that mean something to a reader of YAML, CSV or a notice."""


def flipped(content: bytes, chance: Random) -> bytes:
    """Cut, flip, splice or fill with zeros, without knowing what it is."""
    return broken(content, chance)


def _some(content: bytes, chance: Random, first: int = 0, last: int | None = None) -> bytes:
    """Change one to four bytes, or a number, between two offsets."""
    data = bytearray(content)
    last = min(len(data), last if last is not None else len(data))
    if first >= last:
        return content
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(first, last)
        if chance.random() < 0.5:
            data[place] = chance.randrange(256)
        else:
            number = chance.choice(NUMBERS)
            code = chance.choice(("<I", ">I", "<H", ">H"))
            packed = struct.pack(code, number & (0xFFFF if code[1] == "H" else 0xFFFFFFFF))
            data[place : place + len(packed)] = packed[: len(data) - place]
    return bytes(data)


def of_png(content: bytes, chance: Random) -> bytes:
    """Change, drop, double, swap or add chunks; all checksums are right."""
    chunks, position = [], 8
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        kind = content[position + 4 : position + 8]
        chunks.append([kind, content[position + 8 : position + 8 + length]])
        position += 12 + length
    place = chance.randrange(len(chunks))
    match chance.randrange(6):
        case 0:
            del chunks[place]
        case 1:
            chunks.insert(place, list(chance.choice(chunks)))
        case 2:
            other = chance.randrange(len(chunks))
            chunks[place], chunks[other] = chunks[other], chunks[place]
        case 3:
            kinds = b"PLTE tRNS iCCP eXIf acTL fcTL fdAT pHYs sBIT".split()
            chunks.insert(place, [chance.choice(kinds), chance.randbytes(chance.randrange(40))])
        case 4 if chunks[place][0] == b"IDAT":
            unpacked = zlib.decompressobj().decompress(chunks[place][1])
            chunks[place][1] = zlib.compress(_some(unpacked, chance))
        case _:
            chunks[place][1] = _some(chunks[place][1], chance)
    return PNG + b"".join(chunk(kind, data) for kind, data in chunks)


def of_jpeg(content: bytes, chance: Random) -> bytes:
    """Change, drop, double or swap the segments before the first scan; their lengths are right."""
    segments: list[tuple[int, bytes]] = []
    position = 2
    while content[position + 1] != 0xDA:
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        segments.append((content[position + 1], content[position + 4 : position + 2 + length]))
        position += 2 + length
    scan = content[position:]
    place = chance.randrange(len(segments))
    match chance.randrange(6):
        case 0:
            del segments[place]
        case 1:
            segments.insert(place, chance.choice(segments))
        case 2:
            other = chance.randrange(len(segments))
            segments[place], segments[other] = segments[other], segments[place]
        case 3:
            segments[place] = (chance.randrange(0xC0, 0xFF), segments[place][1])
        case 4:
            scan = _some(scan, chance, 2)
        case _:
            segments[place] = (segments[place][0], _some(segments[place][1], chance))
    head = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments
    )
    return content[:2] + head + scan


def of_tiff(content: bytes, chance: Random) -> bytes:
    """Change the entries of the first directory."""
    order = "<" if content[:2] == b"II" else ">"
    start = struct.unpack(f"{order}I", content[4:8])[0]
    count = struct.unpack(f"{order}H", content[start : start + 2])[0]
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3))):
        entry = start + 2 + 12 * chance.randrange(count)
        number = chance.choice((*NUMBERS, chance.randrange(2**16), len(content) - 1))
        match chance.randrange(4):
            case 0:
                struct.pack_into(f"{order}H", data, entry, chance.choice((254, 256, 257, 258, 259,
                                 262, 266, 273, 274, 277, 278, 279, 282, 284, 296, 317, 322, 323,
                                 324, 325, 338, 347, 513, 514, 530, 34675)))  # fmt: skip
            case 1:
                struct.pack_into(f"{order}H", data, entry + 2, chance.randrange(20))
            case 2:
                struct.pack_into(f"{order}I", data, entry + 4, number)
            case _:
                struct.pack_into(f"{order}I", data, entry + 8, number)
    return bytes(data)


def of_head(content: bytes, chance: Random) -> bytes:
    """Change numbers near the beginning, where a file tells its sizes."""
    return _some(content, chance, 4, 120)


def of_heic(content: bytes, chance: Random) -> bytes:
    """Change what stands in the boxes before the pixels."""
    return _some(content, chance, 8, content.index(b"mdat"))


_TOKEN = re.compile(rb"(?<=[\s/\[<(])[0-9]+(?=[\s\]>/)])|/[A-Za-z0-9]+")


def of_pdf(content: bytes, chance: Random) -> bytes:
    """Change numbers and names to others of the same length, so that the directory stays right."""
    found = [one for one in _TOKEN.finditer(content) if len(one[0]) < 30]
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        token = chance.choice(found)
        like = [one[0] for one in found if len(one[0]) == len(token[0])]
        new = chance.choice(like)
        if token[0].isdigit() and chance.random() < 0.7:
            new = bytes(chance.choice(b"0123456789") for _ in token[0])
        data[token.start() : token.end()] = new
    return bytes(data)


_TAG = re.compile(rb"<[^<>]{1,200}>|\"[^\"<>]{0,60}\"")


def of_zip(content: bytes, chance: Random) -> bytes:
    """Change a member, drop it, double it or rename it, and pack all again."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members = [(one.filename, source.read(one)) for one in source.infolist()]
    place = chance.randrange(len(members))
    name, data = members[place]
    match chance.randrange(6):
        case 0:
            del members[place]
        case 1:
            members.append(members[place])
        case 2:
            members[place] = (chance.choice(("../a", "CON", "", "a\n", "长" * 90, name[:-1])), data)
        case _:
            changed = _of_markup if data[:1] == b"<" and chance.random() < 0.9 else flipped
            members[place] = (name, changed(data, chance))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are meant
        for told, data in members:
            target.writestr(zipfile.ZipInfo(told), data)
    return stream.getvalue()


def _of_markup(data: bytes, chance: Random) -> bytes:
    """Put tags and values of XML where others stood."""
    found = list(_TAG.finditer(data))
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not found:
            return flipped(data, chance)
        one = chance.choice(found)
        values = [b'"%d"' % number for number in NUMBERS] + [b'""', b'"-1"', b'"A1:XFD9"', b"<a>"]
        new = chance.choice((chance.choice(found)[0], chance.choice(values), b""))
        data = data[: one.start()] + new + data[one.end() :]
        found = list(_TAG.finditer(data))
    return data


def of_text(content: bytes, chance: Random) -> bytes:
    """Put in, drop, swap and double pieces and lines of a text."""
    lines = content.decode().split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 1:
                lines.insert(place, chance.choice(lines))
            case 2 if len(lines) > 1:
                del lines[place]
            case 3:
                lines[place] = " " * chance.randrange(9) + lines[place]
            case _:
                at = chance.randrange(len(lines[place]) + 1)
                end = at + chance.choice((0, 0, 1, 3))
                lines[place] = lines[place][:at] + chance.choice(_WORDS) + lines[place][end:]
    raw = "\n".join(lines).encode()
    return flipped(raw, chance) if chance.random() < 0.1 else raw


def of_case(content: bytes, chance: Random) -> bytes:
    """Change a value inside a part of a case, its digest put right, or the tables themselves."""
    with TemporaryDirectory(prefix="zcdesk-case-") as folder:
        path = Path(folder, "a.zcase")
        path.write_bytes(content)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("DELETE FROM cache WHERE kind = 'seal'")  # it would tell any change
            parts = connection.execute("SELECT key, content FROM parts").fetchall()
            key, text = chance.choice(parts)
            match chance.randrange(4):
                case 0:
                    connection.execute(chance.choice(_TABLES))
                case 1:
                    connection.execute("UPDATE parts SET key = ? WHERE key = ?", (key + "9", key))
                case _:
                    text = of_text(text.encode(), chance).decode("utf-8", "replace")
                    told = "UPDATE parts SET content = ?, digest = ? WHERE key = ?"
                    connection.execute(told, (text, digest(key, text), key))
        except sqlite3.Error:
            return content
        finally:
            connection.close()
        return path.read_bytes()


_TABLES = (
    "DROP TABLE cache", "DROP TABLE parts", "DELETE FROM parts", "DELETE FROM revision",
    "INSERT INTO revision VALUES (1)", "UPDATE revision SET number = 'a'",
    "UPDATE revision SET number = -9223372036854775808", "UPDATE parts SET content = x'ff'",
    "PRAGMA user_version = 99", "PRAGMA application_id = 5", "UPDATE parts SET content = 1e300",
    "UPDATE parts SET key = x'00ff'", "UPDATE parts SET content = '{}'",
    "INSERT INTO acts(moment, what) VALUES ('', '')", "UPDATE acts SET moment = 'never'",
    "UPDATE backups SET content = zeroblob(90)", "DELETE FROM backups",
    "INSERT INTO cache VALUES ('a', 'b', zeroblob(900))", "ALTER TABLE parts RENAME TO more",
    "CREATE VIEW a AS SELECT * FROM parts", "CREATE TABLE other(a)", "UPDATE originals SET size=-1",
    "CREATE TRIGGER t AFTER UPDATE ON parts BEGIN DELETE FROM acts; END",
)  # fmt: skip


def one_of(*ways: Mutate) -> Mutate:
    """Return a way that takes one of several each time."""
    return lambda content, chance: chance.choice(ways)(content, chance)
