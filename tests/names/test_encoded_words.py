"""A name in a code is found however it is packed, and what is packed in nothing stays bounded."""

import base64
import json
import quopri
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zcdesk.names.encoded_words import readings_of, spaced

NAME = "赵启明"


def numbered(pattern: str) -> Callable[[str], str]:
    return lambda text: "".join(pattern.format(ord(letter)) for letter in text)


PACKINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "apart": " ".join,
    "a card": lambda text: f"BEGIN:VCARD\nN:{text[0]};{text[1:]};;\nEND:VCARD",
    "JSON": lambda text: json.dumps({"n": text}),
    "percent": lambda text: f"https://a.cn/v?n={quote(text)}&x=1",
    "percent GBK": lambda text: "n=" + quote(text.encode("gb18030")),
    "percent u": numbered("%u{:04X}"),
    "entities": numbered("&#{};"),
    "entities in hex": numbered("&#x{:x};"),
    "code points": numbered("U+{:04X} "),
    "base64": lambda text: base64.b64encode(f"id=7|{text}|女".encode()).decode(),
    "base64 of GBK": lambda text: base64.b64encode(text.encode("gb18030")).decode(),
    "base64 for the web": lambda text: (
        "https://a.cn/q/" + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=") + "/x"
    ),
    "quoted-printable": lambda text: (
        "N;ENCODING=QUOTED-PRINTABLE:" + quopri.encodestring(text.encode()).decode() + ";;"
    ),
    "mail": lambda text: f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?=",
    "hex": lambda text: text.encode().hex(),
    "hex of UTF-16": lambda text: text.encode("utf-16-be").hex().upper(),
    "misread": lambda text: text.encode().decode("latin-1"),
}


def says(content: str, name: str = NAME) -> bool:
    return any(name in text.replace(" ", "") for text in readings_of(content, content.encode()))


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_name_is_read_out_of_every_packing(packing: str) -> None:
    assert says(PACKINGS[packing](NAME))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "big5"])
def test_a_name_is_read_from_the_bytes_of_every_encoding(encoding: str) -> None:
    texts = readings_of("?", "林文".encode(encoding))
    assert any("林文" in text for text in texts)


@given(st.lists(st.sampled_from(["percent", "JSON", "base64", "hex", "base64 for the web"]),
                min_size=2, max_size=3))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_a_name_is_read_out_of_packings_in_each_other(packings: list[str]) -> None:
    content = NAME
    for packing in packings:
        content = PACKINGS[packing](content)
    assert says(content)


@pytest.mark.parametrize(
    "written", ["Zhào Qǐmíng", "ZHAO QIMING", "zhao.qiming@a.cn", "zhao4 qi3ming2", "zhao＿qiming"]
)
def test_pinyin_is_read_without_tones_and_signs(written: str) -> None:
    assert any("zhao qiming" in text for text in readings_of(written))


def test_letters_of_other_scripts_keep_their_marks() -> None:
    assert spaced("Йо ئە Lǚ") == "йо ئە lu"


@given(st.binary(max_size=1500))
@settings(max_examples=30, deadline=None)
def test_whatever_a_code_holds_is_read_within_bounds(data: bytes) -> None:
    assert len(readings_of(data.decode("latin-1"), data)) <= 800
