"""Writes small PDFs object by object, so that a test says exactly what a file holds."""

import io
import struct
import zlib
from dataclasses import dataclass, field

from PIL import Image, TiffImagePlugin

SIZE = (280, 180)
"""Points of the usual test page: twice the size of the patches in pixels."""

FILL = b"q 280 0 0 180 0 0 cm /I0 Do Q"
"""Draws the first picture over the whole of that page."""


@dataclass(frozen=True)
class Stream:
    """An object with data; ``entries`` stand in its dictionary."""

    entries: str
    data: bytes


@dataclass(frozen=True)
class PdfPage:
    """One page: what it draws, and the pictures that it names I0, I1 and so on."""

    content: bytes = FILL
    pictures: tuple[Stream, ...] = ()
    size: tuple[float, float] = SIZE
    entries: str = ""
    resources: str = ""


@dataclass
class Writer:
    """Objects in the order of their numbers, from 1."""

    objects: list[bytes] = field(default_factory=list)

    def add(self, body: str | Stream) -> int:
        if isinstance(body, Stream):
            head = f"<<{body.entries}/Length {len(body.data)}>>stream\n".encode()
            self.objects.append(head + body.data + b"\nendstream")
        else:
            self.objects.append(body.encode())
        return len(self.objects)

    def finished(self, root: int, more: str = "") -> bytes:
        content = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(content))
            content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = len(content)
        content += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        content += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        content += f"trailer\n<</Size {len(places) + 1}/Root {root} 0 R{more}>>\n".encode()
        return bytes(content) + f"startxref\n{table}\n%%EOF\n".encode()


def pdf(*pages: PdfPage, catalog: str = "") -> bytes:
    """Return a PDF with these pages."""
    writer = Writer()
    root = writer.add("")
    tree = writer.add("")
    kids = []
    for page in pages:
        names = " ".join(f"/I{n} {writer.add(one)} 0 R" for n, one in enumerate(page.pictures))
        drawn = writer.add(Stream("", page.content))
        font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
        kids.append(
            writer.add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.size[0]} {page.size[1]}]"
                f"/Contents {drawn} 0 R/Resources<</XObject<<{names}>>{font}{page.resources}>>"
                f"{page.entries}>>"
            )
        )
    named = " ".join(f"{kid} 0 R" for kid in kids)
    writer.objects[tree - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{named}]>>".encode()
    writer.objects[root - 1] = f"<</Type/Catalog/Pages {tree} 0 R{catalog}>>".encode()
    return writer.finished(root)


def picture(width: int, height: int, entries: str, data: bytes) -> Stream:
    """Return a picture object."""
    head = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
    return Stream(head + entries, data)


def jpeg_picture(image: Image.Image, entries: str = "", **options: object) -> Stream:
    """Return a picture object that is a JPEG."""
    spaces = {"RGB": "DeviceRGB", "L": "DeviceGray", "CMYK": "DeviceCMYK"}
    data = encoded(image, "JPEG", **options)
    told = f"/BitsPerComponent 8/ColorSpace/{spaces[image.mode]}/Filter/DCTDecode{entries}"
    return picture(*image.size, told, data)


def flat_picture(image: Image.Image, entries: str = "") -> Stream:
    """Return a picture object whose pixels are packed without loss."""
    spaces = {"RGB": "DeviceRGB", "L": "DeviceGray", "CMYK": "DeviceCMYK"}
    told = f"/BitsPerComponent 8/ColorSpace/{spaces[image.mode]}/Filter/FlateDecode{entries}"
    return picture(*image.size, told, zlib.compress(image.tobytes()))


def fax_picture(image: Image.Image, entries: str = "/ColorSpace/DeviceGray") -> Stream:
    """Return a picture object in fax group 4, black dots on white."""
    width, height = image.size
    told = (
        f"/BitsPerComponent 1{entries}/Filter/CCITTFaxDecode"
        f"/DecodeParms<</K -1/Columns {width}/Rows {height}>>"
    )
    return picture(width, height, told, group4(image))


def jbig2_picture(image: Image.Image) -> Stream:
    """Return a picture object in JBIG2: one generic region in MMR coding (ITU-T T.88, 7.4.6)."""
    width, height = image.size
    size = struct.pack(">II", width, height)
    sheet = size + bytes(8) + b"\0\0\0"
    region = size + bytes(8) + b"\0" + b"\1" + group4(image)
    data = b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(segment)) + segment
        for number, kind, segment in ((0, 48, sheet), (1, 38, region))
    )
    told = "/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode"
    return picture(width, height, told, data)


def jpeg2000_picture(image: Image.Image) -> Stream:
    """Return a picture object that is a JPEG 2000."""
    return picture(*image.size, "/Filter/JPXDecode", encoded(image, "JPEG2000"))


def group4(image: Image.Image) -> bytes:
    """Return a picture in the coding of ITU-T T.6, black dots as ones."""
    # Black as one is what "white is zero" says, tag 262.
    tiff = encoded(
        image.convert("1"), "TIFF", compression="group4", tiffinfo={262: 0}, strip_size=1 << 30
    )
    tags = TiffImagePlugin.TiffImageFile(io.BytesIO(tiff)).tag_v2
    assert len(tags[273]) == 1
    return tiff[tags[273][0] : tags[273][0] + tags[279][0]]


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture in a file format."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
