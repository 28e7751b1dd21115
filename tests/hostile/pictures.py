"""Hostile pictures: JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC; cut, swollen, lying, odd and whole."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache, partial

import numpy as np
from PIL import Image

from tests.hostile.entry import HALF, Entry, opens, refused, whole_and_cut
from tests.hostile.writing import (
    bmp,
    box,
    chunk,
    gif,
    gif_frame,
    grey_tags,
    header,
    interlaced,
    many_scans,
    png,
    riff,
    rows,
    segment,
    tiff,
    tiled,
)
from tests.pages.drawn import letter, patches
from tests.pages.hostile import PHOTOS
from tests.pages.pdf_writing import encoded

PAGE = Image.fromarray(letter()[:360, 100:620])
SMALL = Image.fromarray(patches())
_BOMB = 60_000_000
"""Bytes into which little packed data swells."""


@cache
def wholes() -> dict[str, bytes]:
    """Return whole pictures of every kind, in every way in which they are commonly written."""
    clear = PAGE.convert("RGBA")
    clear.putalpha(200)
    deep = Image.fromarray(np.asarray(PAGE.convert("L")).astype(np.uint16) * 257)
    bits = PAGE.convert("1")
    turned = [SMALL.rotate(180)]
    thumbnail = b"Exif\0\0II*\0" + encoded(PAGE.resize((80, 60)), "JPEG")
    return {
        "plain.jpg": encoded(PAGE, "JPEG", quality=80),
        "progressive.jpg": encoded(PAGE, "JPEG", quality=80, progressive=True),
        "inks.jpg": encoded(PAGE.convert("CMYK"), "JPEG", quality=80),
        "grey.jpg": encoded(PAGE.convert("L"), "JPEG", quality=80),
        "restarts.jpg": encoded(PAGE, "JPEG", quality=80, restart_marker_rows=2),
        "thumbnail.jpg": encoded(PAGE, "JPEG", quality=80, exif=thumbnail),
        "plain.png": encoded(PAGE, "PNG"),
        "palette.png": encoded(PAGE.quantize(16), "PNG"),
        "bits.png": encoded(bits, "PNG"),
        "clear.png": encoded(clear, "PNG"),
        "deep.png": encoded(deep, "PNG"),
        "interlaced.png": interlaced(SMALL),
        "moving.png": encoded(SMALL, "PNG", save_all=True, append_images=turned),
        "plain.gif": encoded(PAGE, "GIF"),
        "moving.gif": encoded(SMALL, "GIF", save_all=True, append_images=turned),
        "lossy.webp": encoded(PAGE, "WEBP", quality=80),
        "lossless.webp": encoded(PAGE, "WEBP", lossless=True),
        "moving.webp": encoded(SMALL, "WEBP", save_all=True, append_images=turned),
        "colours.bmp": encoded(PAGE, "BMP"),
        "bits.bmp": encoded(bits, "BMP"),
        "raw.tif": encoded(PAGE, "TIFF"),
        "lzw.tif": encoded(PAGE, "TIFF", compression="tiff_lzw"),
        "zip.tif": encoded(PAGE, "TIFF", compression="tiff_deflate"),
        "jpeg.tif": encoded(PAGE, "TIFF", compression="jpeg"),
        "packed.tif": encoded(PAGE, "TIFF", compression="packbits"),
        "fax3.tif": encoded(bits, "TIFF", compression="group3"),
        "fax4.tif": encoded(bits, "TIFF", compression="group4"),
        "tiles.tif": tiled(SMALL),
        "pages.tif": encoded(SMALL, "TIFF", save_all=True, append_images=[PAGE]),
        "phone.heic": (PHOTOS / "turned.heic").read_bytes(),
    }


PAGES = {"pages.tif": 2}
"""How many pages a whole file has, where it is not one."""


def entries() -> Iterator[Entry]:
    """Yield the hostile pictures."""
    yield from whole_and_cut(wholes(), PAGES, zeros=5000)
    yield from _jpegs()
    yield from _pngs()
    yield from _gifs()
    yield from _webps()
    yield from _bmps()
    yield from _tiffs()
    yield from _heics()


def _jpegs() -> Iterator[Entry]:
    whole = wholes()["plain.jpg"]
    frame = whole.index(b"\xff\xc0")
    thumbnail = wholes()["thumbnail.jpg"]
    inner_end = thumbnail.index(b"\xff\xd9") + 2

    def sized(width: int, height: int) -> bytes:
        return whole[: frame + 5] + struct.pack(">HH", height, width) + whole[frame + 9 :]

    def behind_start(*parts: bytes) -> bytes:
        return whole[:2] + b"".join(parts) + whole[2:]

    loop = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    lying = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\xff\xff\xff\xff\0\0\0\x01"
    yield refused("swollen size.jpg", lambda: sized(65_500, 65_500), "too_many_pixels")
    yield refused("79 million pixels of nothing.jpg", lambda: sized(8900, 8900), *HALF)
    yield refused("no height.jpg", lambda: sized(520, 0), *HALF)
    yield refused("more rows than there are.jpg", lambda: sized(520, 700), *HALF)
    yield refused("thousands of scans.jpg", lambda: many_scans(8000), "too_complex", heavy=True)
    yield refused(
        "some scans that say nothing.jpg", lambda: many_scans(300, 800, 800), "too_complex"
    )
    yield refused("new end marker.jpg", lambda: whole[: len(whole) // 2] + b"\xff\xd9", *HALF)
    yield refused("cut behind its thumbnail.jpg", lambda: thumbnail[:inner_end], *HALF)
    yield refused("two beginnings.jpg", lambda: whole[:2] + whole, *HALF)
    yield refused(
        "twelve bits.jpg",
        lambda: whole[: frame + 4] + b"\x0c" + whole[frame + 5 :],
        "unsupported_jpeg",
    )
    rare = {"lossless": b"\xc3", "arithmetic": b"\xc9", "arithmetic scans": b"\xca", "LS": b"\xf7"}
    for kind, marker in rare.items():
        coded = whole[: frame + 1] + marker + whole[frame + 2 :]
        yield refused(f"{kind}.jpg", partial(bytes, coded), "unsupported_jpeg")
    yield refused("no quantisation.jpg", lambda: whole.replace(b"\xff\xdb", b"\xff\xfe"), *HALF)
    yield refused(
        "only markers.jpg", lambda: b"\xff\xd8" + b"\xff\xd0" * 50_000 + b"\xff\xd9", *HALF
    )
    yield refused("only fill.jpg", lambda: b"\xff\xd8" + b"\xff" * 3_000_000, *HALF)
    yield opens("end marker in a comment.jpg", lambda: behind_start(segment(0xFE, b"\xff\xd9")))
    yield opens("13 MB of comments.jpg", lambda: behind_start(segment(0xFE, bytes(65_533)) * 200))
    yield opens(
        "swollen profile.jpg",
        lambda: behind_start(
            *(
                segment(0xE2, b"ICC_PROFILE\0" + bytes([n, 255]) + bytes(65_000))
                for n in range(1, 256)
            )
        ),
    )
    yield opens(
        "notes that bite their tail.jpg", lambda: behind_start(segment(0xE1, b"Exif\0\0" + loop))
    )
    yield opens(
        "notes that lie of their length.jpg",
        lambda: behind_start(segment(0xE1, b"Exif\0\0" + lying)),
    )
    yield opens("fill before each marker.jpg", lambda: whole[:2] + b"\xff" * 9 + whole[2:])
    yield opens("the name in a note.jpg", lambda: behind_start(segment(0xFE, "张伟".encode())))
    yield opens("the face in a thumbnail.jpg", partial(bytes, thumbnail))
    yield opens("an older picture behind.jpg", lambda: whole + encoded(SMALL, "JPEG"))


def _pngs() -> Iterator[Entry]:
    good = rows(100, 80)
    bomb = partial(zlib.compress, bytes(_BOMB))

    def with_chunks(*parts: bytes) -> bytes:
        return png(header(100, 80), good, *parts)

    def split() -> bytes:
        data = b"".join(chunk(b"IDAT", good[at : at + 1]) for at in range(len(good)))
        return png(header(100, 80), b"", data)

    yield refused("swollen size.png", lambda: png(header(50_000, 50_000), good), "too_many_pixels")
    yield refused(
        "one row too wide.png", lambda: png(header(2**31 - 1, 1), good), "too_many_pixels"
    )
    yield refused("79 million pixels of nothing.png", lambda: png(header(8900, 8900), good), *HALF)
    yield opens(
        "a packed note that swells.png",
        lambda: with_chunks(chunk(b"zTXt", b"Comment\0\0" + bomb())),
    )
    yield opens(
        "a foreign note that swells.png",
        lambda: with_chunks(chunk(b"iTXt", b"Comment\0\1\0\0\0" + bomb())),
    )
    yield opens(
        "a profile that swells.png", lambda: with_chunks(chunk(b"iCCP", b"profile\0\0" + bomb()))
    )
    yield opens(
        "a profile of rubbish.png", lambda: with_chunks(chunk(b"iCCP", b"profile\0\0rubbish"))
    )
    yield opens(
        "notes of rubbish.png", lambda: with_chunks(chunk(b"eXIf", b"MM\0*\xff\xff\xff\xff"))
    )
    yield opens("rows that swell.png", lambda: png(header(100, 80), bomb()))
    yield opens(
        "a hundred thousand empty chunks.png", lambda: with_chunks(chunk(b"abCd", b"") * 100_000)
    )
    yield opens("data byte by byte.png", split)
    yield opens(
        "billions of frames.png", lambda: with_chunks(chunk(b"acTL", b"\xff\xff\xff\xff\0\0\0\0"))
    )
    yield opens(
        "the name in a note.png", lambda: with_chunks(chunk(b"tEXt", b"Author\0" + "张伟".encode()))
    )
    yield opens("an older picture behind.png", lambda: with_chunks() + with_chunks())
    yield opens(
        "79 million black pixels.png",
        lambda: png(header(8900, 8900), rows(8900, 8900, 0)),
        heavy=True,
    )
    yield refused("no rows.png", lambda: png(header(100, 80), zlib.compress(b"")), *HALF)
    yield refused("half its rows.png", lambda: png(header(100, 80), rows(100, 40)), *HALF)
    yield refused(
        "half its rows in passes.png", lambda: png(header(100, 80, passes=1), rows(100, 40)), *HALF
    )
    yield refused("a wrong checksum.png", lambda: with_chunks()[:-1] + b"\0", *HALF)
    yield refused("no width.png", lambda: png(header(0, 80), good), *HALF)
    yield refused("three bits.png", lambda: png(header(100, 80, 3), good), *HALF)
    yield refused("a fifth colour.png", lambda: png(header(100, 80, 8, 5), good), *HALF)
    yield refused("unknown passes.png", lambda: png(header(100, 80, passes=9), good), *HALF)
    yield refused(
        "unknown filter.png",
        lambda: png(header(100, 80), zlib.compress((b"\x09" + bytes(100)) * 80)),
        *HALF,
    )
    yield refused("no data.png", lambda: with_chunks().replace(b"IDAT", b"iDAT"), *HALF)
    yield refused("no header.png", lambda: with_chunks()[:8] + with_chunks()[33:], *HALF)
    yield refused(
        "a chunk without an end.png", lambda: with_chunks()[:33] + b"\x7f\xff\xff\xffabCd", *HALF
    )
    yield refused("a palette that is missing.png", lambda: png(header(100, 80, 8, 3), good), *HALF)


def _gifs() -> Iterator[Entry]:
    whole = wholes()["plain.gif"]
    frame = gif_frame(0, 0, 2, 2, b"\x04\x00\x05")  # clear, four black dots, end
    yield refused("swollen screen.gif", lambda: gif(65_535, 65_535, frame), "too_many_pixels")
    yield refused(
        "a frame larger than its screen.gif",
        lambda: gif(2, 2, gif_frame(0, 0, 60_000, 60_000, b"\x04\x00\x05")),
        "too_many_pixels",
    )
    yield opens("twenty thousand frames.gif", lambda: gif(2, 2, frame * 20_000))
    yield opens(
        "five million bytes of notes.gif",
        lambda: gif(2, 2, b"!\xfe" + (b"\xff" + bytes(255)) * 20_000 + b"\0", frame),
    )
    yield opens(
        "the name in a note.gif", lambda: gif(2, 2, b"!\xfe\x06" + "张伟".encode() + b"\0", frame)
    )
    yield refused(
        "a note without an end.gif",
        lambda: gif(2, 2, b"!\xfe" + (b"\xff" + bytes(255)) * 2000, end=b""),
        *HALF,
    )
    yield refused("no frame.gif", lambda: gif(2, 2), *HALF)
    yield refused("no size.gif", lambda: gif(0, 0, gif_frame(0, 0, 0, 0, b"")), *HALF)
    yield refused(
        "codes of thirteen bits.gif",
        lambda: gif(2, 2, gif_frame(0, 0, 2, 2, b"\x04\x00\x05", 13)),
        *HALF,
    )
    yield refused("no data.gif", lambda: gif(90, 90, gif_frame(0, 0, 90, 90, b"")[:-1]), *HALF)
    yield refused("new end mark.gif", lambda: _ended_gif(whole), *HALF)
    yield refused(
        "an early end code.gif",
        lambda: gif(90, 90, gif_frame(0, 0, 90, 90, b"\x04\x00\x05")),
        *HALF,
    )
    yield refused("a block of no kind.gif", lambda: gif(2, 2, b"\x99" * 9, frame), *HALF)


def _ended_gif(whole: bytes) -> bytes:
    """Return a GIF cut between two of its data blocks and ended properly."""
    data = whole.index(b",", 13 + 3 * 256 - 1) + 11
    place = data
    for _ in range(3):
        place += 1 + whole[place]
    return whole[:place] + b"\0;"


def _webps() -> Iterator[Entry]:
    whole, moving = wholes()["lossy.webp"], wholes()["moving.webp"]
    lossless = wholes()["lossless.webp"]
    data = whole[20:]
    large = struct.pack("<I", 0x02)[:1] + bytes(3) + b"\xff\x3f\0" * 2

    def sized(width: int, height: int) -> bytes:
        return riff((b"VP8 ", data[:6] + struct.pack("<HH", width, height) + data[10:]))

    yield refused("swollen size.webp", lambda: sized(16_383, 16_383), "too_many_pixels")
    yield refused(
        "swollen canvas.webp", lambda: riff((b"VP8X", large), (b"VP8 ", data)), "too_many_pixels"
    )
    yield refused("more rows than there are.webp", lambda: sized(520, 900), *HALF)
    yield refused(
        "a length that lies.webp", lambda: riff((b"VP8 ", data), stated=2**32 - 10), *HALF
    )
    yield refused("new length.webp", lambda: riff((b"VP8 ", data[: len(data) // 2])), *HALF)
    yield refused(
        "new length lossless.webp",
        lambda: riff((b"VP8L", lossless[20 : len(lossless) // 2])),
        *HALF,
    )
    yield refused("moving without frames.webp", lambda: riff((b"VP8X", moving[20:30])), *HALF)
    yield refused(
        "moving and cut.webp",
        lambda: riff(
            (b"VP8X", moving[20:30]), (b"ANIM", bytes(6)), (b"ANMF", bytes(16) + b"VP8 \xff\0\0\0")
        ),
        *HALF,
    )
    yield refused("no picture.webp", lambda: riff((b"EXIF", b"MM\0*")), *HALF)
    yield refused("rubbish.webp", lambda: riff((b"VP8 ", b"\x99" * 400)), *HALF)
    yield opens(
        "notes of rubbish.webp",
        lambda: riff(
            (b"VP8X", b"\x08\0\0\0" + struct.pack("<I", 519)[:3] + struct.pack("<I", 359)[:3]),
            (b"VP8 ", data),
            (b"EXIF", b"MM\0*" + "张伟".encode() * 200_000),
        ),
    )


def _bmps() -> Iterator[Entry]:
    dots = bytes(range(100)) * 80
    ended = b"\x05\x07\0\1"  # five dots, then the end of the picture
    yield opens("from the top.bmp", lambda: bmp(100, -80, dots))
    yield opens("no length stated.bmp", lambda: bmp(100, 80, dots, size=0))
    yield refused("no length stated and cut.bmp", lambda: bmp(100, 80, dots[:4000], size=0), *HALF)
    yield refused("swollen size.bmp", lambda: bmp(2**31 - 1, 2**31 - 1, dots), "too_many_pixels")
    yield refused("79 million pixels of nothing.bmp", lambda: bmp(8900, 8900, dots), *HALF)
    yield refused("no width.bmp", lambda: bmp(0, 80, dots), *HALF)
    yield refused("seven bits.bmp", lambda: bmp(100, 80, dots, bits=7), *HALF)
    yield refused("unknown packing.bmp", lambda: bmp(100, 80, dots, packing=77), *HALF)
    yield refused("data behind its end.bmp", lambda: bmp(100, 80, dots, offset=10**9), *HALF)
    yield refused(
        "a palette of two billions.bmp", lambda: bmp(100, 80, dots, colours=2**31 - 1), *HALF
    )
    yield refused("packed and ended early.bmp", lambda: bmp(100, 80, ended, packing=1), *HALF)
    yield refused(
        "packed without an end.bmp",
        lambda: bmp(8000, 8000, b"\x01\x07" * 200_000, packing=1),
        *HALF,
    )


def _tiffs() -> Iterator[Entry]:
    dots = bytes(range(100)) * 80

    def grey(data: bytes = dots, following: int = 0, **changed: tuple[int, list[int]]) -> bytes:
        return tiff(grey_tags(100, 80, **changed), data, following)

    packed = zlib.compress(bytes(_BOMB))
    many = list(range(8, 8 + 3_000_000))
    yield opens("whole by hand.tif", grey)
    yield opens(
        "strips that swell.tif", lambda: grey(packed, t259=(3, [8]), t279=(4, [len(packed)]))
    )
    yield opens("directories in a ring.tif", lambda: grey(following=8 + len(dots)))
    yield refused(
        "swollen size.tif", lambda: grey(t256=(4, [2**31]), t257=(4, [2**31])), "too_many_pixels"
    )
    yield refused(
        "79 million pixels of nothing.tif", lambda: grey(t256=(4, [8900]), t257=(4, [8900])), *HALF
    )
    yield refused("no width.tif", lambda: grey(t256=(4, [0])), *HALF)
    yield refused("data behind its end.tif", lambda: grey(t273=(4, [10**9])), *HALF)
    yield refused("no data.tif", lambda: grey(t279=(4, [0])), *HALF)
    yield refused("half its data.tif", lambda: grey(t279=(4, [4000])), *HALF)
    yield refused(
        "half its packed data.tif",
        lambda: grey(zlib.compress(dots)[:60], t259=(3, [8]), t279=(4, [60])),
        *HALF,
    )
    yield refused("more offsets than counts.tif", lambda: grey(t273=(4, [8, 8, 8])), *HALF)
    yield refused("no rows in a strip.tif", lambda: grey(t278=(4, [0]), t279=(4, [10])), *HALF)
    yield refused("unknown packing.tif", lambda: grey(t259=(3, [60_000])), *HALF)
    yield refused("sixty thousand colours.tif", lambda: grey(t277=(3, [60_000])), *HALF)
    yield refused("64 bits.tif", lambda: grey(t258=(3, [64])), *HALF)
    yield refused(
        "tiles without an end.tif",
        lambda: tiff(
            {
                **{
                    tag: value
                    for tag, value in grey_tags(100, 80).items()
                    if tag not in (273, 278, 279)
                },
                322: (4, [2**31 - 16]),
                323: (4, [2**31 - 16]),
                324: (4, [8]),
                325: (4, [8000]),
            },
            dots,
        ),
        *HALF,
    )
    yield refused(
        "three million strips.tif",
        lambda: grey(t273=(4, many), t279=(4, [1] * len(many))),
        *HALF,
        heavy=True,
    )
    yield refused("four thousand lists in one place.tif", _lists_in_one_place, *HALF)
    yield refused(
        "a directory that is none.tif", lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(90), *HALF
    )
    yield refused("no directory.tif", lambda: b"II*\0\0\0\0\0" + bytes(90), *HALF)
    yield refused("a long book.tif", _long_book, "too_many_pages")
    yield refused(
        "a big one that lies.tif", lambda: b"II+\0\x08\0\0\0" + b"\xff" * 8 + bytes(90), *HALF
    )


def _lists_in_one_place() -> bytes:
    """Return a TIFF of which each tag is a list of all bytes of the file."""
    count, behind = 4000, 4_000_000
    entries = b"".join(struct.pack("<HHII", 1000 + tag, 1, behind, 8) for tag in range(count))
    directory = struct.pack("<H", count) + entries + bytes(4)
    return b"II*\0\x08\0\0\0" + directory + bytes(behind)


def _long_book() -> bytes:
    """Return a TIFF of 3,000 pages that share one strip."""
    dots = bytes(100)
    content = bytearray(b"II*\0" + struct.pack("<I", 8 + len(dots)) + dots)
    for _ in range(3000):
        one = tiff(grey_tags(10, 10), dots)[8 + len(dots) :]
        content += one[:-4] + struct.pack("<I", len(content) + len(one))
    return bytes(content)


def _heics() -> Iterator[Entry]:
    whole = wholes()["phone.heic"]
    kinds = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    data = whole.index(b"mdat") - 4
    size = whole.index(b"ispe") + 8

    def sized(width: int, height: int) -> bytes:
        found = whole
        place = size
        while place > 8:
            found = found[:place] + struct.pack(">II", width, height) + found[place + 8 :]
            place = found.find(b"ispe", place) + 8
        return found

    yield refused("swollen size.heic", lambda: sized(60_000, 60_000), "too_many_pixels", *HALF)
    yield refused("no size.heic", lambda: sized(0, 0), *HALF)
    yield refused("new length.heic", lambda: _shorter(whole, data), *HALF)
    yield refused("only its kinds.heic", lambda: kinds, *HALF)
    yield refused("no directory.heic", lambda: whole.replace(b"meta", b"free"), *HALF)
    yield refused("no data.heic", lambda: whole.replace(b"mdat", b"free"), *HALF)
    yield refused(
        "boxes in boxes.heic", lambda: kinds + _nested(2000) + box(b"mdat", bytes(99)), *HALF
    )
    yield refused("a box of no length.heic", lambda: kinds + b"\0\0\0\x04meta" + whole, *HALF)
    yield refused(
        "its cousin.heic",
        lambda: box(b"ftyp", b"avif", bytes(4), b"mif1avif") + whole[32:],
        "unsupported_avif",
    )


def _shorter(whole: bytes, data: int) -> bytes:
    """Return a HEIC whose data says that it goes to the end of the file, and ends early."""
    return whole[:data] + bytes(4) + whole[data + 4 : (data + len(whole)) // 2]


def _nested(depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = box(b"meta", bytes(4), content)
    return content
