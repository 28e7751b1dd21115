"""Small scans of a person who does not exist, drawn for the tests of the window."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from zcdesk.applicant import Applicant
from zcdesk.resources import resource

APPLICANT = Applicant(
    "沈知遥", "天山云岭智能装备制造（喀什）有限责任公司", employer_aliases=("云岭装备",)
)

AWARD = (
    "荣　誉　证　书",
    "沈知遥同志：",
    "在低温润滑研究项目中成绩显著，",
    "被评为二〇二二年度先进个人。",
    "特发此证，以资鼓励。",
)
LIST = (
    "二〇二三年度优秀论文获奖名单",
    "1　贺一鸣　支架疲劳分析　一等奖",
    "2　陆听澜　智能灌溉控制　三等奖",
    "3　沈知遥　风沙清扫装置试验　一等奖",
    "4　王砚秋　风沙清扫装置试验　一等奖",
)
REPORT = (
    "风沙清扫装置试验报告",
    "天山云岭智能装备制造（喀什）有限责任公司",
    "试验时间：二〇二三年三月",
    "经三轮改进，清扫效率提高到百分之九十三。",
)
PLAIN = (
    "质量管理手册",
    "一、职业道德与学术规范",
    "二、知识产权与成果转化",
    "三、安全生产与应急处置",
)
LONGER = ("单位年度考核结果公示", "沈知遥远　设计室　称职", "陆听澜　试验室　优秀")


def draw_page(path: Path, lines: Sequence[str], *, size: tuple[int, int] = (1000, 1414)) -> Path:
    """Write a page with these lines at about 120 dpi; the first one is its title."""
    picture = Image.new("RGB", size, (252, 251, 247))
    pen = ImageDraw.Draw(picture)
    title = ImageFont.truetype(str(resource("fonts", "song-heavy.otf")), 46)
    body = ImageFont.truetype(str(resource("fonts", "song.otf")), 32)
    pen.text((size[0] / 2, 170), lines[0], (25, 25, 30), title, anchor="mm")
    for place, line in enumerate(lines[1:]):
        pen.text((120, 290 + 76 * place), line, (30, 30, 34), body)
    picture.save(path, quality=92)
    return path


def draw_scans(folder: Path) -> Path:
    """Write a folder of five scans and one file that is no scan."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "1获奖证书": AWARD,
        "2获奖名单": LIST,
        "3试验报告": REPORT,
        "4大纲": PLAIN,
        "5公示": LONGER,
    }
    for name, lines in pages.items():
        draw_page(folder / f"{name}.jpg", lines)
    (folder / "6坏文件.jpg").write_bytes(b"")
    return folder
