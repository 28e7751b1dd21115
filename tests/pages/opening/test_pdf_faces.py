"""Letters in a face that a PDF names and does not carry are asked about where they are lost."""

from pathlib import Path

import pymupdf
import pytest

from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.scan import decode_page, open_content

WIN = "/Encoding/WinAnsiEncoding"
WORDS = {"gbk": "姓名：赵启明 A1", "big5": "姓名：趙啟明 A1"}


def page_with(font: str, *lines: bytes, invisible: bool = False) -> DecodedPage:
    """Return the page of a PDF with some lines in one font."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=200)
    number, contents = document.get_new_xref(), document.get_new_xref()
    document.update_object(number, font)
    drawn = b" 0 -30 Td ".join(b"<" + line.hex().encode() + b"> Tj" for line in lines)
    mode = b"3 Tr" if invisible else b""
    document.update_object(contents, "<<>>")
    document.update_stream(contents, b"BT /F 20 Tf %b 40 150 Td %b ET" % (mode, drawn))
    document.xref_set_key(page.xref, "Resources", f"<</Font<</F {number} 0 R>>>>")
    document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    return decode_page(open_content(Path("表.pdf"), document.tobytes()))


def simple(name: bytes, encoding: str = WIN, kind: str = "TrueType") -> str:
    spelt = "".join(f"#{byte:02X}" for byte in name)
    widths = f"/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]"
    return f"<</Type/Font/Subtype/{kind}/BaseFont/{spelt}{encoding}{widths}>>"


def composite(cmap: str, collection: str) -> str:
    system = f"<</Registry(Adobe)/Ordering({collection})/Supplement 2>>"
    described = "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4>>"
    below = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo {system}{described}>>"
    return f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{cmap}/DescendantFonts[{below}]>>"


GBK, BIG5 = (WORDS[encoding].encode(encoding) for encoding in WORDS)
ASKED = {
    "宋体": (simple("宋体".encode("gbk")), GBK, True),
    "without an encoding": (simple("黑体".encode("gbk"), ""), GBK, True),
    "of a Mac": (simple("楷体_GB2312".encode("gbk"), "/Encoding/MacRomanEncoding"), GBK, True),
    "Type 1": (simple("仿宋_GB2312".encode("gbk"), kind="Type1"), GBK, True),
    "part of a face": (simple(b"ABCDEE+FZXBSJW"), GBK, True),
    "PMingLiU": (simple(b"PMingLiU"), BIG5, True),
    "numbers of glyphs alone": (composite("Identity-H", "Identity"), bytes(range(1, 41)), True),
    "Japanese": (simple("ＭＳ 明朝".encode("shift_jis")), "卒業証明書".encode("shift_jis"), True),
    "French": (simple(b"Helvetica"), "né à Orléans – déjà vu".encode("cp1252"), False),
    "signs in a Chinese face": (simple(b"SimSun"), "3×4 · 20°C ——————".encode("cp1252"), False),
    "a Chinese face that says all": (composite("GBK-EUC-H", "GB1"), "赵启明".encode("gbk"), False),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_page_whose_letters_nobody_knows_is_asked_about(name: str) -> None:
    font, line, asked = ASKED[name]
    told = [finding.code for finding in page_with(font, line, line).findings]
    assert told == ["scan.font_not_carried"] * asked
    assert not page_with(font, line, line, invisible=True).findings
