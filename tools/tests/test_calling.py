"""A tool writes or compares what it makes, and says in a sentence what it cannot do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.calling import write_or_compare

TOOLS = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("tool", "said"),
    [
        ("packs.py /nowhere", "/nowhere"),
        ("packs.py .", "甲.pack.yaml"),
        ("making/subset_fonts.py", "PACKAGES"),
    ],
)
def test_what_it_cannot_do_is_a_sentence(tool: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "甲.pack.yaml").write_text("id: [", "utf-8")
    name, *given = tool.split()
    done = subprocess.run(
        [sys.executable, str(TOOLS / name), *given], capture_output=True, encoding="utf-8",
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_told_while_it_differs_and_then_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "made.txt"
    made = {file: "a\n"}
    monkeypatch.setattr(sys, "argv", ["tool", "--check"])
    assert write_or_compare(made) == 1
    assert not file.exists()
    monkeypatch.setattr(sys, "argv", ["tool"])
    assert write_or_compare(made) == 0
    assert file.read_bytes() == b"a\n"
    monkeypatch.setattr(sys, "argv", ["tool", "--check"])
    assert write_or_compare(made) == 0
