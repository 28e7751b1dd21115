"""The pictures of the window: small, and stale when a button moves, not when a date does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.setup.checkout import ROOT
from tools.kept_pictures import LARGEST, PICTURES, small, stale
from zcdesk.resources import resource


def page(path: Path, words: str, buttons: Sequence[int]) -> None:
    """Draw a page with a line of words and filled buttons at these heights."""
    drawn = Image.new("RGB", (1366, 768), "#f2f2f0")
    pen = ImageDraw.Draw(drawn)
    pen.text(
        (90, 60),
        words,
        fill="black",
        font=ImageFont.truetype(str(resource("fonts", "hei.otf")), 20),
    )
    for top in buttons:
        pen.rectangle((1210, top, 1340, top + 36), fill="#2b5a9e")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(small(drawn))


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("words", "buttons", "told"),
    [
        ("2026 年 11 月 28 日 09:41，用了 12 秒", (722,), False),
        ("2026 年 11 月 27 日 22:13，用了 9 秒", (722,), False),
        ("2026 年 11 月 27 日 22:13，用了 9 秒", (722, 650), True),
        ("2026 年 11 月 27 日 22:13，用了 9 秒", (690,), True),
    ],
)
def test_a_picture_is_stale_when_a_button_moves_and_not_when_a_date_does(
    words: str, buttons: Sequence[int], told: bool, tmp_path: Path
) -> None:
    page(tmp_path / "kept" / "page.webp", "2026 年 11 月 27 日 22:13，用了 9 秒", (722,))
    page(tmp_path / "now" / "page.webp", words, buttons)
    page(tmp_path / "now" / "new.webp", words, buttons)
    wrong = stale(tmp_path / "now", tmp_path / "kept")
    assert wrong.pop("new.webp") == "not kept yet"
    assert wrong.keys() == ({"page.webp"} if told else set())


def test_kept_pictures_are_small_and_dark_only_where_they_are_shown() -> None:
    kept = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert not {name: size for name, size in kept.items() if size > LARGEST}
    shown = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md"))
    assert not [name for name in kept if "-dark" in name and name not in shown]


@pytest.mark.nightly
def test_the_window_looks_as_its_pictures() -> None:
    command = [sys.executable, "tools/screens.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
