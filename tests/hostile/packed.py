"""Hostile archives and office documents: swollen, nested, lying, leading out, locked, renamed."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator
from functools import cache, partial

from PIL import Image

from tests.hostile.entry import HALF, Entry, each, opens, refused, whole_and_cut
from tests.pages.drawn import patches
from tests.pages.pdf_writing import encoded

GOOD = encoded(Image.fromarray(patches()), "PNG")
Members = list[tuple[str, bytes]]


def packed(members: Members, method: int = zipfile.ZIP_DEFLATED, note: bytes = b"") -> bytes:
    """Return a zip of members, in their order, all of the same moment."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
        archive.comment = note
    return stream.getvalue()


@cache
def wholes() -> dict[str, bytes]:
    """Return whole archives."""
    two = [("证书.png", GOOD), ("身份证.png", GOOD)]
    return {
        "plain.zip": packed(two),
        "stored.zip": packed(two, zipfile.ZIP_STORED),
        "bzip2.zip": packed(two, zipfile.ZIP_BZIP2),
        "lzma.zip": packed(two, zipfile.ZIP_LZMA),
        "noted.zip": packed(two, note="张伟的材料".encode()),
    }


def entries() -> Iterator[Entry]:
    """Yield the hostile archives; ``pages`` counts the pages of all their files."""
    yield from whole_and_cut(wholes(), dict.fromkeys(wholes(), 2))
    yield from _bombs()
    yield from _names()
    yield from _lying()
    yield from _documents()


def _bombs() -> Iterator[Entry]:
    large = bytes(30_000_000)

    def deep(levels: int) -> bytes:
        content = packed([("a.png", GOOD)])
        for _ in range(levels):
            content = packed([("里.zip", content)])
        return content

    def shared_members(count: int) -> bytes:
        """Return an archive of many members that are all the same bytes (D. Fifield, 2019)."""
        one = packed([("a.png", bytes(5_000_000))])
        start = one.index(b"PK\x01\x02")
        entry = one[start : one.index(b"PK\x05\x06")]
        end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) * count, start, 0)
        return one[:start] + entry * count + end

    yield refused(
        "2 001 files.zip",
        lambda: packed([(f"{n}.png", b"") for n in range(2001)]),
        "archive_too_large",
    )
    yield refused(
        "a directory of half a million.zip",
        partial(shared_members, 500_000),
        "archive_too_large",
        heavy=True,
    )
    yield refused("members that overlap.zip", partial(shared_members, 60_000), "archive_too_large")
    yield refused(
        "some members that overlap.zip", partial(shared_members, 400), "truncated", heavy=True
    )
    yield refused(
        "unpacks to zeros.zip", lambda: packed([("a.png", large)]), "truncated", "unsupported"
    )
    yield refused(
        "states four thousand million.zip",
        lambda: _stated(packed([("a.png", GOOD)]), 2**32 - 2),
        "archive_too_large",
    )
    yield refused(
        "states little and unpacks to much.zip",
        lambda: _stated(packed([("a.png", large)]), 900),
        "unreadable",
    )
    yield refused("archives nine deep.zip", partial(deep, 9), "archive_nested")


def _stated(content: bytes, size: int) -> bytes:
    """Return an archive of one member whose unpacked length is told to be another one."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", changed, content.index(mark) + at, size)
    return bytes(changed)


def _names() -> Iterator[Entry]:
    for number, name in enumerate(("../a.png", "b/../../a.png", "/../a.png", "..\\a.png")):
        yield refused(f"leads out {number}.zip", partial(packed, [(name, GOOD)]), "archive_path")
    # Nothing is unpacked, so that what stands before a path only has to be left out.
    for number, name in enumerate(("/etc/a.png", "C:/a.png", "//host/share/a.png", "a:b.png")):
        yield opens(f"from the root {number}.zip", partial(packed, [(name, GOOD)]))
    raw = packed([("AAAAAA.png", GOOD)])
    gbk = raw.replace(b"AAAAAA", "身份证".encode("gbk"))
    yield opens("two of one name.zip", partial(packed, [("a.png", GOOD), ("a.png", GOOD)]), 2)
    yield opens(
        "names that differ in case.zip", partial(packed, [("A.png", GOOD), ("a.png", GOOD)]), 2
    )
    yield opens(
        "a name of Windows devices.zip", partial(packed, [("CON.png", GOOD), ("nul", GOOD)]), 2
    )
    yield refused(
        "a name of 60 000 letters.zip",
        partial(packed, [("a" * 60_000 + ".png", GOOD)]),
        "archive_path",
    )
    yield refused(
        "folders 5 000 deep.zip", partial(packed, [("a/" * 5000 + "a.png", GOOD)]), "archive_path"
    )
    opened = {
        "named in cp936": lambda: gbk,
        "named in no encoding": lambda: raw.replace(b"AAAAAA", b"\xff\xfe\x80\x81\xff\xff"),
        "a name of ten lines": lambda: packed([("a\n" * 10 + "\x1b[31m.png", GOOD)]),
        "a name that reads backwards": lambda: packed([("\u202egnp.exe", GOOD)]),
        "a name of 255 letters": lambda: packed([("长" * 251 + ".png", GOOD)]),
        "a name and a nul": lambda: packed([("a.png\0.exe", GOOD)]),
    }
    yield from each("zip", opened)
    yield refused("a name of nothing.zip", partial(packed, [("", GOOD)]), "empty_archive")
    yield refused("only folders.zip", partial(packed, [("a/", b""), ("b/", b"")]), "empty_archive")
    yield refused(
        "only what the system put there.zip",
        partial(packed, [("__MACOSX/a.png", GOOD), ("Thumbs.db", b"x")]),
        "empty_archive",
    )
    yield refused(
        "a link.zip", lambda: _link("/etc/passwd"), *HALF, "unsupported_text", "unsupported"
    )


def _link(target: str) -> bytes:
    stream = io.BytesIO()
    member = zipfile.ZipInfo("证书.png")
    member.create_system, member.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, target)
    return stream.getvalue()


def _lying() -> Iterator[Entry]:
    whole = packed([("a.png", GOOD)])
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")

    def changed(place: int, code: str, value: int, content: bytes = whole) -> bytes:
        data = bytearray(content)
        struct.pack_into(code, data, place, value)
        return bytes(data)

    def both(at: int, value: int) -> bytes:
        return changed(directory + at + 2, "<H", value, changed(at, "<H", value))

    yield refused("locked.zip", lambda: both(6, 1), "locked")
    yield refused(
        "locked by AES.zip",
        lambda: changed(directory + 10, "<H", 99, both(6, 1)),
        "archive_method",
        "locked",
    )
    yield refused("an unusual packing.zip", lambda: both(8, 9), "archive_method")
    yield refused("a packing of the future.zip", lambda: both(8, 77), "archive_method")
    yield refused(
        "a version of the future.zip", lambda: changed(directory + 6, "<H", 99), "archive_method"
    )
    yield refused("a wrong checksum.zip", lambda: changed(directory + 16, "<I", 7), "unreadable")
    yield refused(
        "a member elsewhere.zip", lambda: changed(directory + 42, "<I", 10**9), "unreadable"
    )
    yield refused("a directory elsewhere.zip", lambda: changed(end + 16, "<I", 10**9), *HALF)
    yield refused(
        "a directory of no size.zip", lambda: changed(end + 12, "<I", 0), "empty_archive", *HALF
    )
    yield refused(
        "an end without a beginning.zip",
        lambda: b"PK\x03\x04" + whole[end:],
        *HALF,
        "empty_archive",
    )
    yield refused("nothing.zip", lambda: packed([]), "empty_archive")
    yield opens("a program before it and a note behind.zip.png", partial(bytes, GOOD + whole))


def _documents() -> Iterator[Entry]:
    types = ("[Content_Types].xml", b"<Types/>")
    laughs = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'ha'>]><a>&b;</a>"
    for name, member, code in (
        ("a letter.docx", "word/document.xml", "unsupported_word"),
        ("a table.xlsx", "xl/workbook.xml", "unsupported_sheet"),
        ("slides.pptx", "ppt/presentation.xml", "unsupported_office"),
        ("something.vsdx", "visio/document.xml", "unsupported_office"),
    ):
        yield refused(name, partial(packed, [types, (member, laughs)]), code, "word_failed")
        swollen = partial(packed, [types, (member, bytes(30_000_000))])
        yield refused(f"swollen {name}", swollen, code, "word_failed")
    yield refused("a licence.ofd", partial(packed, [("OFD.xml", laughs)]), "unsupported_ofd")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield refused(
        "old.doc",
        lambda: old + "WordDocument".encode("utf-16-le"),
        "unsupported_word",
        "word_failed",
    )
    yield refused(
        "old and locked.docx",
        lambda: old + "EncryptedPackage".encode("utf-16-le"),
        "specially_locked",
    )
    for name, content, code in (
        ("empty.jpg", b"", "empty"),
        ("zeros.jpg", bytes(100_000), "truncated"),
        ("one byte.jpg", b"\xff", "truncated"),
        (
            "a web page.jpg",
            b"<!DOCTYPE html><html><script>alert(1)</script>",
            "unsupported_web_page",
        ),
        (
            "a drawing.svg",
            b"<svg xmlns='x'><image href='file:///etc/passwd'/></svg>",
            "unsupported_text",
        ),
        ("a program.jpg", b"MZ\x90\0" + bytes(900), "unsupported"),
        ("a script.jpg", b"#!/bin/sh\nrm -rf /\n", "unsupported_text"),
        ("words.jpg", "张伟的证书".encode() * 99, "unsupported_text"),
        ("noise.jpg", bytes(range(1, 256)) * 99, "unsupported"),
        ("a rar.jpg", b"Rar!\x1a\x07\x01\0" + bytes(99), "unsupported_archive"),
        ("a tar.jpg", bytes(257) + b"ustar" + bytes(300), "unsupported_archive"),
        ("gz.jpg", b"\x1f\x8b\x08" + bytes(99), "unsupported_archive"),
        ("a case.jpg", b"SQLite format 3\0" + bytes(4000), "unsupported"),
    ):
        yield refused(name, partial(bytes, content), code)
