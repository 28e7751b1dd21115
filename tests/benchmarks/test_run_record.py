"""A benchmark leaves a file of its run behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.run_record import HERE, runs
from tools.quality import page


def test_a_benchmark_writes_its_run_without_the_folders_of_this_machine(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    counts = ("seal", "other_seal", "signature", "photo", "one_off", "longer", "staying")
    record = {
        "seed": 8, "kind": "minutes", "dpi": 200, "damage": "scan", "other_faces": False,
        "state": "review", "reasons": [], "covers": 1, "open_finds": 0,
        "occurrences": [["name", 20.0, True]], "counts": {name: [4, 1] for name in counts},
    }  # fmt: skip
    text = "".join(json.dumps({**record, "seed": seed}) + "\n" for seed in (8, 9))
    pages.write_text(text, encoding="utf-8")
    program = [sys.executable, str(HERE / "benchmarks" / "leaks.py"), str(pages)]
    given = ["--table", "--result", str(tmp_path / "leaks-1.json")]
    subprocess.run([*program, *given], check=True, capture_output=True, cwd=tmp_path)
    (run,) = runs(tmp_path).values()
    assert run.command == "python -m benchmarks.leaks pages.jsonl --table"
    assert (run.seeds, run.benchmark) == ("8–9", "leaks")
    assert run.commit
    seen = {figure.what: (figure.count, figure.of) for figure in run.figures}
    assert seen["printed words, letters of ≥ 14 px: a letter is readable"] == (2, 2)
    assert seen["printed words, letters of ≥ 14 px: silent"] == (0, 2)
    assert seen["own seal missed"] == (2, 8)
    told = page({"leaks-1.json": run})
    assert "| own seal missed | 25 % (2 of 8) |" in told
    assert str(tmp_path) not in told
