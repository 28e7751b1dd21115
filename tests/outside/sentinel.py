"""A person who does not exist, whose words and picture are like nobody else's, and her files."""

import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pymupdf
from PIL import Image, ImageDraw

from tests.batch.drawn import write_roster
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import portrait
from zcdesk.picture import Picture

NAME = "司空霁月"
EMPLOYER = "新疆衡岳星澜装备制造有限公司"
SHORT = "衡岳星澜"
ID_NUMBER = "65990019881123042X"
PHONE = "13907651948"
NOTICE = "region-senior-2024"
WORDS = (NAME, EMPLOYER, SHORT, ID_NUMBER, PHONE)
FACTS = f"""
applicant:
  name: {NAME}
  employer: {EMPLOYER}
  employer_aliases: [{SHORT}]
  id_number: "{ID_NUMBER}"
series: senior_engineer
published_papers: yes
posting_start: 2025-02-25
posting_end: 2025-03-03
form.series: 工程
form.specialty: 建筑工程管理
form.level: 中
"""
RESUME = f"2010年7月至今　{EMPLOYER}　工程师，电话{PHONE}"

_WIDTH, _HEIGHT = 1240, 1754
_LARGE, _FACE = (120, 250, 930, 480), (830, 560, 1110, 952)
"""Where her name stands in large letters, and her portrait."""


@cache
def page(*lines: str) -> Picture:
    """Draw a page at 150 dpi: her name in large letters, her portrait, and lines of print."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    pen.text((620, 150), "证　　书", (20, 20, 30), font(Face.SONG, 64), anchor="mm")
    pen.text((150, 430), NAME, (15, 15, 20), font(Face.SONG, 180), anchor="ls")
    left, top, right, bottom = _FACE
    face = portrait(right - left, bottom - top, "女", (67, 142, 219), Random(NAME))
    image.paste(Image.fromarray(face), (left, top))
    for number, line in enumerate(lines):
        pen.text((120, 700 + 90 * number), line, (25, 25, 30), font(Face.SONG, 34), anchor="ls")
    drawn = np.array(image)
    drawn.flags.writeable = False
    return drawn


def large_name() -> Picture:
    """Return what may be seen nowhere: her name in large letters, as the page shows it."""
    left, top, right, bottom = _LARGE
    return page()[top:bottom, left:right]


def face() -> Picture:
    """Return her portrait, as the page shows it."""
    left, top, right, bottom = _FACE
    return page()[top:bottom, left:right]


def write_scans(folder: Path) -> list[Path]:
    """Write a picture, a PDF and an archive, each with one page of hers; and beside them half a
    picture with her name as its own, which is not among those that are returned.
    """
    folder.mkdir(parents=True)
    picture, paper, packed = (folder / name for name in ("扫描1.jpg", "扫描2.pdf", "扫描3.zip"))
    drawn = [
        page(f"姓名：{NAME}　性别：女", f"单位：{EMPLOYER}", "特发此证。"),
        page(f"持证人：{NAME}", f"{SHORT}职工，成绩合格。", f"电话：{PHONE}"),
        page(f"兹证明{NAME}同志", "参加了继续教育学习。", f"身份证号：{ID_NUMBER}"),
    ]
    Image.fromarray(drawn[0]).save(picture, quality=93, dpi=(150, 150))
    with pymupdf.open() as written:
        sheet = written.new_page(width=595, height=842)
        sheet.insert_image(sheet.rect, stream=coded(drawn[1]))
        written.set_metadata({"author": NAME, "title": EMPLOYER})
        paper.write_bytes(written.tobytes(deflate=True))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{NAME}.png", coded(drawn[2], "PNG"))
    (folder / f"{NAME}坏了.jpg").write_bytes(picture.read_bytes()[:20_000])
    return [picture, paper, packed]


def coded(picture: Picture, kind: str = "JPEG") -> bytes:
    """Return a picture as the bytes of a file."""
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, kind, dpi=(150, 150))
    return stream.getvalue()


def write_people(folder: Path) -> tuple[Path, Path]:
    """Write a roster with her in it and the folder of her scans; return both."""
    scans = folder / "材料"
    write_scans(scans / "一号")
    Image.fromarray(page("情况说明")[1000:]).save(scans / "一号" / "空白.jpg", dpi=(150, 150))
    roster = write_roster(folder / "花名册.xlsx", [[NAME, EMPLOYER, NOTICE, "一号", ID_NUMBER]])
    return roster, scans
