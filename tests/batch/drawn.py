"""Fictional people with a few small scans each, and their roster."""

from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from tests.drawn_text import typed

NOTICE = "region-senior-2024"
EMPLOYER = "新疆云岭智能装备制造有限公司"
HEAD = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号"]
PEOPLE = [
    ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"],
    ["贺一鸣", EMPLOYER, NOTICE, "", "11010519491231002X"],
    ["陆听澜", EMPLOYER, NOTICE, "三号", ""],
]


def draw_people(folder: Path) -> Path:
    """Scans of three people; the third's folder holds a page of the first and one of the second."""
    pages = {
        "一号/a.jpg": ("公示", "现将沈知遥同志申报情况予以公示，公示期五个工作日。"),
        "一号/b.jpg": ("承诺书", "本人郑重承诺：材料真实。", f"单位：{EMPLOYER}", "承诺人：沈知遥"),
        "贺一鸣/a.jpg": ("承诺书", "本人承诺所提交材料真实有效。", "承诺人：贺一鸣"),
        "三号/a.jpg": ("情况说明", "兹证明陆听澜参加了项目。"),
        "三号/b.jpg": ("登记表", "姓名：贺一鸣", "性别：男"),
        "三号/c.jpg": ("登记表", "身份证号659900197303165364", "性别：女"),
        "李红/a.jpg": ("说明",),
    }
    for name, lines in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(typed(*lines)).save(path, quality=92, dpi=(150, 150))
    return folder


def write_roster(
    path: Path, rows: list[list[str]] | None = None, head: list[str] | None = None
) -> Path:
    """Write a roster as a workbook, every cell text."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [head or HEAD, *(PEOPLE if rows is None else rows)]:
        sheet.append(row)
    book.save(path)
    return path
