"""The mark of a scanning app in the margin is named; the same words in a text are not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.drawn_text import typed
from tests.pages.drawn import font
from zcdesk.pages.judging.app_marks import app_marks
from zcdesk.picture import Picture
from zcdesk.reading.page_reading import read_page


def page(mark: str, height: float) -> Picture:
    text = Image.fromarray(typed("第一条 为规范工作，制定本办法。"))
    sheet = Image.new("RGB", (text.width, 1200), "white")
    sheet.paste(text, (0, 450))
    pen = ImageDraw.Draw(sheet)
    pen.text((text.width - 420, 1200 * height), mark, font=font("hei.otf", 34), fill=(90, 90, 90))
    return np.asarray(sheet)


@pytest.mark.parametrize(
    ("mark", "height", "named"),
    [
        ("扫描全能王 创建", 0.95, "扫描全能王"),
        ("Scanned with CamScanner", 0.95, "CamScanner"),
        ("扫描全能王 创建", 0.2, None),
        ("共三页 第一页", 0.95, None),
    ],
)
def test_only_a_mark_in_the_margin_is_named(mark: str, height: float, named: str | None) -> None:
    found = app_marks(read_page(page(mark, height)))
    assert [each.details["mark"] for each in found] == ([named] if named else [])
