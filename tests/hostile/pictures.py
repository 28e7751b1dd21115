"""Hostile pictures: JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC; cut, swollen, lying, odd and whole."""

import struct
import zlib
from collections.abc import Iterator
from functools import cache, partial

import numpy as np
from PIL import Image

from tests.hostile import writing as on
from tests.hostile.entry import HALF, Entry, each, opens, refused, whole_and_cut
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
        "interlaced.png": on.interlaced(SMALL),
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
        "tiles.tif": on.tiled(SMALL),
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
    yield refused("thousands of scans.jpg", lambda: on.many_scans(8000), "too_complex", heavy=True)
    yield refused(
        "some scans that say nothing.jpg", lambda: on.many_scans(300, 800, 800), "too_complex"
    )
    yield refused(
        "twelve bits.jpg",
        lambda: whole[: frame + 4] + b"\x0c" + whole[frame + 5 :],
        "unsupported_jpeg",
    )
    rare = {"lossless": b"\xc3", "arithmetic": b"\xc9", "arithmetic scans": b"\xca", "LS": b"\xf7"}
    for kind, marker in rare.items():
        coded = whole[: frame + 1] + marker + whole[frame + 2 :]
        yield refused(f"{kind}.jpg", partial(bytes, coded), "unsupported_jpeg")
    halves = {
        "79 million pixels of nothing": lambda: sized(8900, 8900),
        "no height": lambda: sized(520, 0),
        "more rows than there are": lambda: sized(520, 700),
        "new end marker": lambda: whole[: len(whole) // 2] + b"\xff\xd9",
        "cut behind its thumbnail": lambda: thumbnail[:inner_end],
        "two beginnings": lambda: whole[:2] + whole,
        "no quantisation": lambda: whole.replace(b"\xff\xdb", b"\xff\xfe"),
        "only markers": lambda: b"\xff\xd8" + b"\xff\xd0" * 50_000 + b"\xff\xd9",
        "only fill": lambda: b"\xff\xd8" + b"\xff" * 3_000_000,
    }
    yield from each("jpg", halves, *HALF)
    opened = {
        "end marker in a comment": lambda: behind_start(on.segment(0xFE, b"\xff\xd9")),
        "13 MB of comments": lambda: behind_start(on.segment(0xFE, bytes(65_533)) * 200),
        "swollen profile": lambda: behind_start(
            *(
                on.segment(0xE2, b"ICC_PROFILE\0" + bytes([n, 255]) + bytes(65_000))
                for n in range(1, 256)
            )
        ),
        "notes that bite their tail": lambda: behind_start(on.segment(0xE1, b"Exif\0\0" + loop)),
        "notes that lie of their length": lambda: behind_start(
            on.segment(0xE1, b"Exif\0\0" + lying)
        ),
        "fill before each marker": lambda: whole[:2] + b"\xff" * 9 + whole[2:],
        "the name in a note": lambda: behind_start(on.segment(0xFE, "张伟".encode())),
        "the face in a thumbnail": lambda: thumbnail,
        "an older picture behind": lambda: whole + encoded(SMALL, "JPEG"),
    }
    yield from each("jpg", opened)


def _pngs() -> Iterator[Entry]:
    good = on.rows(100, 80)
    bomb = partial(zlib.compress, bytes(_BOMB))

    def with_chunks(*parts: bytes) -> bytes:
        return on.png(on.header(100, 80), good, *parts)

    def split() -> bytes:
        data = b"".join(on.chunk(b"IDAT", good[at : at + 1]) for at in range(len(good)))
        return on.png(on.header(100, 80), b"", data)

    yield refused(
        "swollen size.png", lambda: on.png(on.header(50_000, 50_000), good), "too_many_pixels"
    )
    yield refused(
        "one row too wide.png", lambda: on.png(on.header(2**31 - 1, 1), good), "too_many_pixels"
    )
    opened = {
        "a packed note that swells": lambda: with_chunks(
            on.chunk(b"zTXt", b"Comment\0\0" + bomb())
        ),
        "a foreign note that swells": lambda: with_chunks(
            on.chunk(b"iTXt", b"Comment\0\1\0\0\0" + bomb())
        ),
        "a profile that swells": lambda: with_chunks(on.chunk(b"iCCP", b"profile\0\0" + bomb())),
        "a profile of rubbish": lambda: with_chunks(on.chunk(b"iCCP", b"profile\0\0rubbish")),
        "notes of rubbish": lambda: with_chunks(on.chunk(b"eXIf", b"MM\0*\xff\xff\xff\xff")),
        "rows that swell": lambda: on.png(on.header(100, 80), bomb()),
        "a hundred thousand empty chunks": lambda: with_chunks(on.chunk(b"abCd", b"") * 100_000),
        "data byte by byte": split,
        "billions of frames": lambda: with_chunks(on.chunk(b"acTL", b"\xff\xff\xff\xff\0\0\0\0")),
        "the name in a note": lambda: with_chunks(on.chunk(b"tEXt", b"Author\0" + "张伟".encode())),
        "an older picture behind": lambda: with_chunks() + with_chunks(),
    }
    yield from each("png", opened)
    yield opens(
        "79 million black pixels.png",
        lambda: on.png(on.header(8900, 8900), on.rows(8900, 8900, 0)),
        heavy=True,
    )
    halves = {
        "79 million pixels of nothing": lambda: on.png(on.header(8900, 8900), good),
        "no rows": lambda: on.png(on.header(100, 80), zlib.compress(b"")),
        "half its rows": lambda: on.png(on.header(100, 80), on.rows(100, 40)),
        "half its rows in passes": lambda: on.png(on.header(100, 80, passes=1), on.rows(100, 40)),
        "a wrong checksum": lambda: with_chunks()[:-1] + b"\0",
        "no width": lambda: on.png(on.header(0, 80), good),
        "three bits": lambda: on.png(on.header(100, 80, 3), good),
        "a fifth colour": lambda: on.png(on.header(100, 80, 8, 5), good),
        "unknown passes": lambda: on.png(on.header(100, 80, passes=9), good),
        "unknown filter": lambda: on.png(
            on.header(100, 80), zlib.compress((b"\x09" + bytes(100)) * 80)
        ),
        "no data": lambda: with_chunks().replace(b"IDAT", b"iDAT"),
        "no header": lambda: with_chunks()[:8] + with_chunks()[33:],
        "a chunk without an end": lambda: with_chunks()[:33] + b"\x7f\xff\xff\xffabCd",
        "a palette that is missing": lambda: on.png(on.header(100, 80, 8, 3), good),
    }
    yield from each("png", halves, *HALF)


def _gifs() -> Iterator[Entry]:
    whole = wholes()["plain.gif"]
    frame = on.gif_frame(0, 0, 2, 2, b"\x04\x00\x05")  # clear, four black dots, end
    yield refused("swollen screen.gif", lambda: on.gif(65_535, 65_535, frame), "too_many_pixels")
    yield refused(
        "a frame larger than its screen.gif",
        lambda: on.gif(2, 2, on.gif_frame(0, 0, 60_000, 60_000, b"\x04\x00\x05")),
        "too_many_pixels",
    )
    yield opens("twenty thousand frames.gif", lambda: on.gif(2, 2, frame * 20_000))
    yield opens(
        "five million bytes of notes.gif",
        lambda: on.gif(2, 2, b"!\xfe" + (b"\xff" + bytes(255)) * 20_000 + b"\0", frame),
    )
    yield opens(
        "the name in a note.gif",
        lambda: on.gif(2, 2, b"!\xfe\x06" + "张伟".encode() + b"\0", frame),
    )
    halves = {
        "a note without an end": lambda: on.gif(
            2, 2, b"!\xfe" + (b"\xff" + bytes(255)) * 2000, end=b""
        ),
        "no frame": lambda: on.gif(2, 2),
        "no size": lambda: on.gif(0, 0, on.gif_frame(0, 0, 0, 0, b"")),
        "codes of thirteen bits": lambda: on.gif(
            2, 2, on.gif_frame(0, 0, 2, 2, b"\x04\x00\x05", 13)
        ),
        "no data": lambda: on.gif(90, 90, on.gif_frame(0, 0, 90, 90, b"")[:-1]),
        "new end mark": lambda: _ended_gif(whole),
        "an early end code": lambda: on.gif(90, 90, on.gif_frame(0, 0, 90, 90, b"\x04\x00\x05")),
        "a block of no kind": lambda: on.gif(2, 2, b"\x99" * 9, frame),
    }
    yield from each("gif", halves, *HALF)


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
        return on.riff((b"VP8 ", data[:6] + struct.pack("<HH", width, height) + data[10:]))

    yield refused("swollen size.webp", lambda: sized(16_383, 16_383), "too_many_pixels")
    yield refused(
        "swollen canvas.webp", lambda: on.riff((b"VP8X", large), (b"VP8 ", data)), "too_many_pixels"
    )
    halves = {
        "more rows than there are": lambda: sized(520, 900),
        "a length that lies": lambda: on.riff((b"VP8 ", data), stated=2**32 - 10),
        "new length": lambda: on.riff((b"VP8 ", data[: len(data) // 2])),
        "new length lossless": lambda: on.riff((b"VP8L", lossless[20 : len(lossless) // 2])),
        "moving without frames": lambda: on.riff((b"VP8X", moving[20:30])),
        "moving and cut": lambda: on.riff(
            (b"VP8X", moving[20:30]), (b"ANIM", bytes(6)), (b"ANMF", bytes(16) + b"VP8 \xff\0\0\0")
        ),
        "no picture": lambda: on.riff((b"EXIF", b"MM\0*")),
        "rubbish": lambda: on.riff((b"VP8 ", b"\x99" * 400)),
    }
    yield from each("webp", halves, *HALF)
    yield opens(
        "notes of rubbish.webp",
        lambda: on.riff(
            (b"VP8X", b"\x08\0\0\0" + struct.pack("<I", 519)[:3] + struct.pack("<I", 359)[:3]),
            (b"VP8 ", data),
            (b"EXIF", b"MM\0*" + "张伟".encode() * 200_000),
        ),
    )


def _bmps() -> Iterator[Entry]:
    dots = bytes(range(100)) * 80
    ended = b"\x05\x07\0\1"  # five dots, then the end of the picture
    yield opens("from the top.bmp", lambda: on.bmp(100, -80, dots))
    yield opens("no length stated.bmp", lambda: on.bmp(100, 80, dots, size=0))
    yield refused("swollen size.bmp", lambda: on.bmp(2**31 - 1, 2**31 - 1, dots), "too_many_pixels")
    halves = {
        "no length stated and cut": lambda: on.bmp(100, 80, dots[:4000], size=0),
        "79 million pixels of nothing": lambda: on.bmp(8900, 8900, dots),
        "no width": lambda: on.bmp(0, 80, dots),
        "seven bits": lambda: on.bmp(100, 80, dots, bits=7),
        "unknown packing": lambda: on.bmp(100, 80, dots, packing=77),
        "data behind its end": lambda: on.bmp(100, 80, dots, offset=10**9),
        "a palette of two billions": lambda: on.bmp(100, 80, dots, colours=2**31 - 1),
        "packed and ended early": lambda: on.bmp(100, 80, ended, packing=1),
        "packed without an end": lambda: on.bmp(8000, 8000, b"\x01\x07" * 200_000, packing=1),
    }
    yield from each("bmp", halves, *HALF)


def _tiffs() -> Iterator[Entry]:
    dots = bytes(range(100)) * 80

    def grey(data: bytes = dots, following: int = 0, **changed: tuple[int, list[int]]) -> bytes:
        return on.tiff(on.grey_tags(100, 80, **changed), data, following)

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
        "three million strips.tif",
        lambda: grey(t273=(4, many), t279=(4, [1] * len(many))),
        *HALF,
        heavy=True,
    )
    yield refused("a long book.tif", _long_book, "too_many_pages")
    halves = {
        "79 million pixels of nothing": lambda: grey(t256=(4, [8900]), t257=(4, [8900])),
        "no width": lambda: grey(t256=(4, [0])),
        "data behind its end": lambda: grey(t273=(4, [10**9])),
        "no data": lambda: grey(t279=(4, [0])),
        "half its data": lambda: grey(t279=(4, [4000])),
        "half its packed data": lambda: grey(
            zlib.compress(dots)[:60], t259=(3, [8]), t279=(4, [60])
        ),
        "more offsets than counts": lambda: grey(t273=(4, [8, 8, 8])),
        "no rows in a strip": lambda: grey(t278=(4, [0]), t279=(4, [10])),
        "unknown packing": lambda: grey(t259=(3, [60_000])),
        "sixty thousand colours": lambda: grey(t277=(3, [60_000])),
        "64 bits": lambda: grey(t258=(3, [64])),
        "tiles without an end": lambda: on.tiff(
            {
                **{
                    tag: value
                    for tag, value in on.grey_tags(100, 80).items()
                    if tag not in (273, 278, 279)
                },
                322: (4, [2**31 - 16]),
                323: (4, [2**31 - 16]),
                324: (4, [8]),
                325: (4, [8000]),
            },
            dots,
        ),
        "four thousand lists in one place": _lists_in_one_place,
        "a directory that is none": lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(90),
        "no directory": lambda: b"II*\0\0\0\0\0" + bytes(90),
        "a big one that lies": lambda: b"II+\0\x08\0\0\0" + b"\xff" * 8 + bytes(90),
    }
    yield from each("tif", halves, *HALF)


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
        one = on.tiff(on.grey_tags(10, 10), dots)[8 + len(dots) :]
        content += one[:-4] + struct.pack("<I", len(content) + len(one))
    return bytes(content)


def _heics() -> Iterator[Entry]:
    whole = wholes()["phone.heic"]
    kinds = on.box(b"ftyp", b"heic", bytes(4), b"mif1heic")
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
    halves = {
        "no size": lambda: sized(0, 0),
        "new length": lambda: _shorter(whole, data),
        "only its kinds": lambda: kinds,
        "no directory": lambda: whole.replace(b"meta", b"free"),
        "no data": lambda: whole.replace(b"mdat", b"free"),
        "boxes in boxes": lambda: kinds + _nested(2000) + on.box(b"mdat", bytes(99)),
        "a box of no length": lambda: kinds + b"\0\0\0\x04meta" + whole,
    }
    yield from each("heic", halves, *HALF)
    yield refused(
        "its cousin.heic",
        lambda: on.box(b"ftyp", b"avif", bytes(4), b"mif1avif") + whole[32:],
        "unsupported_avif",
    )


def _shorter(whole: bytes, data: int) -> bytes:
    """Return a HEIC whose data says that it goes to the end of the file, and ends early."""
    return whole[:data] + bytes(4) + whole[data + 4 : (data + len(whole)) // 2]


def _nested(depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = on.box(b"meta", bytes(4), content)
    return content
