"""Reads the first pages of practice anew and keeps what was found beside the sample.

Usage:
    python tools/making/practice.py

To be run after a change of the models, of preparation or of masking; a test at night tells when.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import zcdesk  # noqa: F401  (first, it sets switches)
from tools.calling import run_tool
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.sample import FIRST, FOLDER, kept, sample_case
from zcdesk.workflow.case.session_readings import SessionReadings

HOME = Path(__file__).parents[2] / "resources" / "samples" / FOLDER


def main() -> None:
    """Read and write."""
    case, readings = sample_case(), SessionReadings()
    numbers = [page.number for page in case.pages if page.file_name in FIRST]
    with WorkerPool() as pool:
        case = case.with_pages(list(examine(pool, case, readings, numbers)))
    HOME.mkdir(exist_ok=True)
    for old in HOME.iterdir():
        old.unlink()
    for name, content in kept(case, readings).items():
        (HOME / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    run_tool(main)
