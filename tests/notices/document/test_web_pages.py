"""A saved web page, an archive of one, pasted rich text: its main text, and what is left out."""

import base64
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zcdesk.notices.files.text_files import NoticeKindError, text_of_file

MENU = "<ul><li><a>首页</a></li><li><a>职称评审</a></li></ul><div>当前位置：<a>首页</a></div>"
FOOT = "<div>版权所有 某某协会　总机：020-55550000　技术支持：某某科技</div>"
TEXT = ("<p>一、申报时间</p><p>2027年9月1日至10月15日申报，逾期不予受理。</p>"
        "<p>二、申报材料</p><p>上传学历证书、学位证书、聘书，均为原件扫描。</p>")  # fmt: skip
READ = ["一、申报时间", "2027年9月1日至10月15日申报，逾期不予受理。", "二、申报材料",
        "上传学历证书、学位证书、聘书，均为原件扫描。"]  # fmt: skip


SHELL = ("<!DOCTYPE html><html><head><meta charset='@charset@'><title>通知-某协会</title>@head@"
         "</head><body>@MENU@@around@<div class='c'>@main@</div>@FOOT@")  # fmt: skip
PAGES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("web_pages.toml").read_text(encoding="utf-8")
)


def page(row: dict[str, Any], charset: str = "utf-8") -> str:
    """Return a page with a menu and a foot, or what a row has instead."""
    words = str(row.get("whole", SHELL))
    for name in ("head", "around", "main"):
        words = words.replace(f"@{name}@", str(row.get(name, "")))
    given = {"TEXT": TEXT, "MENU": MENU, "FOOT": FOOT, "READ": "\n".join(READ), "charset": charset}
    for name, part in given.items():
        words = words.replace(f"@{name}@", part)
    return words


def _same(read: list[str], lines: list[str]) -> None:
    assert len(read) == len(lines), read
    for line, wanted in zip(read, lines, strict=True):
        said = wanted.startswith("※")
        assert (
            all(one in line for one in wanted[1:].split("…")) if said else line.rstrip() == wanted
        )


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_main_text(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(page(PAGES[name], encoding).encode(encoding))
    wanted = (READ if one == "@READ@" else [one] for one in PAGES[name]["lines"])
    _same(text_of_file(path).splitlines(), [line for lines in wanted for line in lines])


def test_archives_of_a_page_and_pasted_text_read_as_the_page(tmp_path: Path) -> None:
    whole = page(PAGES["main text"]).encode()
    head = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
    head += b"boundary=b\r\n\r\n--b\r\n"
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    archives = {
        "page.mht": head + part + base64.encodebytes(whole) + b"\r\n--b--\r\n",
        "pasted.txt": b"Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000900\r\n" + whole,
    }
    for name, content in archives.items():
        (tmp_path / name).write_bytes(content)
        assert text_of_file(tmp_path / name).splitlines() == ["通知", *READ]


def test_style_sheets_that_a_browser_saved_beside_a_page_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "n_files"
    folder.mkdir()
    (folder / "a.css").write_text(".o{display:none}", encoding="utf-8")
    shell = "<html><link rel=stylesheet href='./n_files/a.css'>@MENU@<div><h1>通知</h1>@TEXT@"
    whole = f"{shell}<p class=o>收费300元。</p><iframe src='../secret.html'></iframe></div>"
    (tmp_path / "n.html").write_text(page({"whole": whole}), encoding="utf-8")
    (tmp_path.parent / "secret.html").write_text("<p>别处的话，读不到。</p>", encoding="utf-8")
    read = text_of_file(tmp_path / "n.html").splitlines()
    _same(read, ["通知", *READ, "※隐藏…300元", "※嵌在里面的内容没有读"])


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.xyz"
    path.write_bytes(b"\x00\x01\x02 no text")
    with pytest.raises(NoticeKindError):
        text_of_file(path)
