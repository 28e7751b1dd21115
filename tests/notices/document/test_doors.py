"""The same notice through every door is the same profile."""

import base64
import textwrap
from pathlib import Path

import pymupdf
import pytest
import yaml

from benchmarks.notice_forms import page_of, pieces, word_of
from tests.notices.made_notices import text_of, unasked
from zcdesk.notices.files.consistency import Plain
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.notice_text.words_of_file import words_of_notice

pytestmark = pytest.mark.nightly

SHORT = """南山市2027年工程系列职称评审通知
各有关单位：
现将有关事项通知如下。
一、申报时间
个人网上申报2027年3月1日9:00至3月31日17:30，逾期不予受理，登录“南山职称网”（zc.nanshan.example）填报。
二、日程
环节	时间	责任单位
单位审核	4.1—4.9	用人单位
缴费	4月12日至4月16日	申报人
答辩	5月8日	评委会
三、申报材料
栏目	材料名称	高级	中级	备注
基本信息	身份证、学历证书	√	√	原件扫描
任职情况	聘书	√	√	原件
业绩成果	获奖证书	√	—	如有
其他	单位公示证明	√	√	加盖公章
四、匿名评审
论文实行盲评，须遮盖本人姓名和工作单位，不得出现公章，评审表不作要求。
五、收费标准（元）
级别	评审费	答辩费
高级	400	200
中级	300	100
六、退回修改
材料被退回的，须在3个工作日内修改后重新提交，最多退回两次，弄虚作假的三年内不得申报。
咨询电话：0990-5550101。
南山市人力资源和社会保障局
2027年2月20日
"""
TEXTS = {"tables": SHORT, "bailu": text_of("bailu-2027"), "qinglan": text_of("qinglan-2027")}
FORMS = ("docx", "html", "mht", "pdf")


def printed(text: str) -> bytes:
    """Return a PDF of a text: paragraphs set in, rows broken at the margin, tables ruled."""
    wide, size = 44, 10
    with pymupdf.open() as document:
        page, top = document.new_page(), 60
        for piece in pieces(text):
            rows = piece if isinstance(piece, list) else [[piece]]
            if top + 18 * len(rows) + 60 > 800:
                page.insert_text((290, 820), f"— {document.page_count} —", fontname="china-s")
                page, top = document.new_page(), 60
            if isinstance(piece, list):
                across = wide * size / max(map(len, rows))
                for row in rows:
                    for at in range(max(map(len, rows))):
                        left = 60 + at * across
                        page.draw_rect(
                            pymupdf.Rect(left, top - 12, left + across, top + 6), width=0.5
                        )
                        words = row[at] if at < len(row) else ""
                        page.insert_text((left + 2, top), words, fontname="china-s", fontsize=8)
                    top += 18
                top += 14
                continue
            for line in textwrap.wrap(f"\u3000\u3000{piece}", wide, drop_whitespace=False):
                page.insert_text((60, top), line, fontname="china-s", fontsize=size)
                top += 16
        content: bytes = document.tobytes()
        return content


def profile(words: str) -> dict[str, Plain]:
    """Return what is read out of a text, without the text itself and its lines."""
    data: dict[str, Plain] = yaml.safe_load(unasked(words, "t-2027", 2027).profile)
    data.pop("text")
    forms = data.get("templates")
    for form in forms if isinstance(forms, list) else []:
        assert isinstance(form, dict)
        del form["lines"]
    return data


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_text_through_every_door_is_the_same_profile(tmp_path: Path, name: str) -> None:
    text = TEXTS[name]
    word_of(text).save(str(tmp_path / "n.docx"))
    whole = page_of(text)
    (tmp_path / "n.html").write_text(whole, encoding="utf-8")
    (tmp_path / "n.mht").write_bytes(
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(whole.encode())
    )
    (tmp_path / "n.pdf").write_bytes(printed(text))
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    with WorkerPool(1) as pool:
        wanted = profile(words_of_notice(pool, tmp_path / "n.txt"))
        read = {form: profile(words_of_notice(pool, tmp_path / f"n.{form}")) for form in FORMS}
    for form in FORMS:
        assert read[form] == wanted, form
