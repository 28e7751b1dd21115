"""Whatever is under way when the window closes leaves nothing behind."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from zcdesk.cases.case import Case
from zcdesk.cli.app import run

DRAWING = """
import pickle, sys
import zcdesk
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.workers.pool import WorkerPool

if __name__ == "__main__":
    prepare_application()
    page = pickle.load(open(sys.argv[1], "rb"))
    with WorkerPool(1) as pool:
        pictures = Pictures(pool)
        for side in (200, 300, 400, 500):
            pictures.get(page, side, side)
        pictures.close()
"""


@pytest.mark.slow
def test_closing_while_pages_are_drawn_leaves_no_shared_memory(
    read_case: Case, tmp_path: Path
) -> None:
    kept, script = tmp_path / "page", tmp_path / "drawing.py"
    kept.write_bytes(pickle.dumps(read_case.page(1).page))
    script.write_text(DRAWING, encoding="utf-8")
    home = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, str(script), str(kept)],
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "leaked" not in ended.stderr


def test_opening_a_case_that_is_not_there_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["open", "没有这份.zcase"]) == 3
    assert "没有这份.zcase" in capsys.readouterr().err
