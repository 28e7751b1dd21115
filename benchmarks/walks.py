"""Two walks with real X events, counted: clicks, keys and seconds from first start to a return.

    python -m benchmarks.walks [--result FILE]

Needs Xvfb, openbox and xdotool. The pictures of every step lie in ``build/walks`` afterwards.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.run_record import Figure, ask_for_result, write_run
from tests.walks.screen import missing
from tests.walks.walkers import PICTURES, Outcome, walk_by_keys, walk_by_mouse

WALKS = {"mouse": walk_by_mouse, "keys": walk_by_keys}


def figures(name: str, outcome: Outcome) -> list[Figure]:
    """Return what a walk is on the page of quality."""
    what = f"walk by {name} alone, {outcome.scans} scans, from the first start to a return round"
    return [
        Figure(promise="quick", what=f"{what}: clicks, keys and notches, without typed letters",
               value=outcome.events, unit="events"),
        Figure(promise="quick", what=f"{what}: seconds, reading and export included",
               value=round(outcome.seconds), unit="s"),
    ]  # fmt: skip


def main() -> int:
    """Walk both, print what was counted, and write it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    ask_for_result(parser)
    given = parser.parse_args()
    if missing():
        print(f"not installed: {', '.join(missing())}")
        return 1
    found, told = [], []
    for name, walker in WALKS.items():
        shutil.rmtree(PICTURES / name, ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            outcome = walker(Path(folder) / "screen", PICTURES / name)
        found += figures(name, outcome)
        counted = ", ".join(f"{number} {kind}" for kind, number in outcome.counted.items())
        told.append(f"{name}: {len(outcome.steps)} steps, {counted}")
        print(f"{told[-1]}, {outcome.seconds:.0f} s, {outcome.exported} exported, {outcome.round}")
    if given.result:
        load = os.getloadavg()[0]
        write_run(given.result, "walks", found, note=f"{'; '.join(told)}; load {load:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
