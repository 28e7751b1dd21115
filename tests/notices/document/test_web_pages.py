"""A saved web page, an archive of one, pasted rich text: its main text, and what is left out."""

from __future__ import annotations

import base64
import plistlib
from pathlib import Path

import pytest

from zcdesk.notices.files.text_files import NoticeKindError, text_of_file

MENU = "<ul><li><a>首页</a></li><li><a>职称评审</a></li></ul><div>当前位置：<a>首页</a></div>"
FOOT = "<div>版权所有 某某协会　总机：020-55550000　技术支持：某某科技</div>"
TEXT = ("<p>一、申报时间</p><p>2027年9月1日至10月15日申报，逾期不予受理。</p>"
        "<p>二、申报材料</p><p>上传学历证书、学位证书、聘书，均为原件扫描。</p>")  # fmt: skip
READ = ["一、申报时间", "2027年9月1日至10月15日申报，逾期不予受理。", "二、申报材料",
        "上传学历证书、学位证书、聘书，均为原件扫描。"]  # fmt: skip


def page(main: str, around: str = "", head: str = "") -> str:
    """Return a page with a menu and a foot."""
    return (f"<!DOCTYPE html><html><head><meta charset='{{0}}'><title>通知-某协会</title>"
     f"{head}</head>"
            f"<body>{MENU}{around}<div class='c'>{main}</div>{FOOT}</body></html>")  # fmt: skip


PAGES = [
    # what it is, the page, its lines
    ("main text", page(f"<h1>通知</h1>{TEXT}"), ["通知", *READ]),
    ("title outside", page(TEXT, "<h1>关于申报的通知</h1>"), ["关于申报的通知", *READ]),
    (
        "hidden by a rule",
        page(f"<h1>通知</h1>{TEXT}<p class=x>代写。</p>", head="<style>.x{{display:none}}</style>"),
        ["通知", *READ],
    ),
    (
        "hidden till loaded",
        page(f"<h1>通知</h1><div id=js_content style='visibility:hidden;opacity:0'>{TEXT}</div>"),
        ["通知", *READ],
    ),
    (
        "struck",
        page(f"<h1>通知</h1>{TEXT}<p>收费<s>300元</s>400元。</p>"),
        ["通知", *READ, "收费400元。", "※划去…300元"],
    ),
    (
        "pieces of a word",
        page(f"<h1>通知</h1>{TEXT}<p><span>单</span><span>位</span>\n公示。</p>"),
        ["通知", *READ, "单位公示。"],
    ),
    (
        "lines in a paragraph",
        page(f"<h1>通知</h1>{TEXT}<p>甲：一<br>乙：二</p>"),
        ["通知", *READ, "甲：一", "乙：二"],
    ),
    (
        "counted list",
        page(f"<h1>通知</h1>{TEXT}<ol><li>身份证</li><li><p>聘书</p></li></ol>"),
        ["通知", *READ, "1.身份证", "2.聘书"],
    ),
    (
        "list with its own numbers",
        page(f"<h1>通知</h1>{TEXT}<ul><li>（1）身份证</li></ul>"),
        ["通知", *READ, "（1）身份证"],
    ),
    (
        "merged cells",
        page(
            f"<h1>通知</h1>{TEXT}<table><tr><td rowspan=2>甲<td>乙<td>丙<tr><td colspan=2>丁"
            "</table>"
        ),
        ["通知", *READ, "甲\t乙\t丙", "\t丁"],
    ),
    (
        "table around the page",
        page(f"<table><tr><td><h1>通知</h1>{TEXT}</td></tr></table>"),
        ["通知", *READ],
    ),
    (
        "two tables in one",
        page(f"<h1>通知</h1><table><tr><td>{TEXT}<table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"),
        ["通知", *READ, "甲\t乙"],
    ),
    (
        "ruby",
        page(f"<h1>通知</h1>{TEXT}<p><ruby>9月<rp>(</rp><rt>yue</rt></ruby>止。</p>"),
        ["通知", *READ, "9月止。"],
    ),
    (
        "picture",
        page(f"<h1>通知</h1>{TEXT}<img src=t.png width=600><img src=i.gif width=16>"),
        ["通知", *READ, "※有 1 处图片"],
    ),
    (
        "sentence beside",
        page(f"<h1>通知</h1>{TEXT * 3}", "<div><p>本次申报延期至2027年11月1日。</p></div>"),
        ["通知", *READ * 3, "※正文以外…延期"],
    ),
    (
        "files to fetch",
        page(f"<h1>通知</h1>{TEXT}<ul><li><a>附件1.承诺书.doc</a></li></ul>"),
        ["通知", *READ, "附件1.承诺书.doc"],
    ),
    (
        "form and script",
        page(
            f"<h1>通知</h1>{TEXT}<script>var a='甲。'</script><form><button>提交。</button></form>"
        ),
        ["通知", *READ],
    ),
]  # fmt: skip


def _same(read: list[str], lines: list[str]) -> None:
    assert len(read) == len(lines), read
    for line, wanted in zip(read, lines, strict=True):
        said = wanted.startswith("※")
        assert (
            all(one in line for one in wanted[1:].split("…")) if said else line.rstrip() == wanted
        )


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
@pytest.mark.parametrize(
    ("text", "lines"), [one[1:] for one in PAGES], ids=[one[0] for one in PAGES]
)
def test_a_page_gives_its_main_text(
    tmp_path: Path, text: str, lines: list[str], encoding: str
) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(text.format(encoding).encode(encoding))
    _same(text_of_file(path).splitlines(), lines)


def test_archives_of_a_page_and_pasted_text_read_as_the_page(tmp_path: Path) -> None:
    whole = page(f"<h1>通知</h1>{TEXT}").format("utf-8").encode()
    head = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
    head += b"boundary=b\r\n\r\n--b\r\n"
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    archives = {
        "page.mht": head + part + base64.encodebytes(whole) + b"\r\n--b--\r\n",
        "page.webarchive": plistlib.dumps(
            {"WebMainResource": {"WebResourceData": whole}}, fmt=plistlib.FMT_BINARY
        ),
        "pasted.txt": b"Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000900\r\n" + whole,
    }
    for name, content in archives.items():
        (tmp_path / name).write_bytes(content)
        assert text_of_file(tmp_path / name).splitlines() == ["通知", *READ]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.xyz"
    path.write_bytes(b"\x00\x01\x02 no text")
    with pytest.raises(NoticeKindError):
        text_of_file(path)
