"""Draws, trains, calibrates, judges and writes the network that finds things.

    python -m benchmarks.things FOLDER --out resources/models/things.onnx

FOLDER keeps what was drawn, 3 MB a page; the same command goes on after a stop and draws nothing
twice. It needs torch (its build for the processor alone will do) and onnx besides the packages of
``requirements-dev.txt``; neither is ever a dependency of the program. The same seed and number of
pages give the same weights within rounding. A page takes 1.2 to 1.6 s of processor time to draw and
look at, .08 s a round to learn from, 3.5 s where the rules look as well.

What the first three trainings found stands in ``benchmarks/results/things-2026-11-26.md``.

Learnt from: documents of ``tools/drawing``, seal sheets, signing forms and figures with things
of all kinds laid upon them (``pages.py``), seeds below 100 000. Calibrated on: real paper,
stamped pages of tuning seeds and ``albums.py``. Judged on: ``figures.py``,
``stamped_pages.py``, and measuring seeds of documents and real paper with faces, layouts, routes
and damages that nothing else saw.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import onnx
import torch

from benchmarks.things.calibrating import Curve, calibrated, curves, told
from benchmarks.things.features import draw_pages, kept
from benchmarks.things.finding import Blob, blobs
from benchmarks.things.judging import Row, is_right, judge, table, worst
from benchmarks.things.kinds import Kind
from benchmarks.things.network import Head
from benchmarks.things.training import export, load, train

CALIBRATING = (("real paper", 60_000), ("stamped", 60_000), ("albums", 60_000))
JUDGING = (
    ("figures", 5_000), ("stamped", 5_000), ("documents", 2_000_000), ("real paper", 2_000_000),
)  # fmt: skip
"""Makers and their first seeds."""


def main() -> None:
    """Run the stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=430, help="to learn from")
    parser.add_argument("--calibrating", type=int, default=40, help="of each such maker")
    parser.add_argument("--judging", type=int, default=0, help="of each maker that judges")
    parser.add_argument("--processes", type=int, default=1, help="that draw at a time")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    learning, calibrating, judging = drawn(
        chosen.folder, (chosen.pages, chosen.calibrating, chosen.judging), chosen.processes
    )
    head = train(learning, chosen.rounds, chosen.seed)
    found = curves(judged(head, calibrating))
    write(head, told(found), chosen.out)
    for name, pages in judging.items() if chosen.judging else ():
        named = measured(head, pages, found)
        print(f"\n## {name}, {len(pages)} pages\n", *table(named), "", sep="\n")
        print(*worst(named["both"]), sep="\n", flush=True)


def drawn(
    folder: Path, counts: tuple[int, int, int], processes: int
) -> tuple[list[Path], list[Path], dict[str, list[Path]]]:
    """Return the files of pages to learn from, to calibrate with and, by maker, to judge on.

    ``counts`` tells how many there are to be of each.
    """
    count, each, others = counts
    learning = draw_pages("learning", 0, count, folder / "learning", processes=processes)
    calibrating = [
        path
        for maker, first in CALIBRATING
        for path in draw_pages(maker, first, each, folder / "calibrating", processes=processes)
    ]
    judging = {
        maker: draw_pages(maker, first, others, folder / "judging", processes=processes, rules=True)
        for maker, first in JUDGING
    }
    return learning, calibrating, judging


def judged(head: Head, pages: Iterable[Path]) -> Iterator[tuple[Kind, float, bool]]:
    """Yield kind, score and whether it is right of all that is found on pages."""
    for path in pages:
        page = kept(path)
        size = page.size
        things = page.things()
        yield from (
            (blob.kind, blob.score, is_right(blob, things, size)) for blob in found_on(head, path)
        )


def found_on(head: Head, path: Path) -> list[Blob]:
    """Return what the head finds on a page."""
    with torch.no_grad():
        answer = torch.sigmoid(head(*load(path)))[0].numpy()
    return list(blobs(answer))


def measured(
    head: Head, pages: Iterable[Path], found: Mapping[Kind, Curve]
) -> dict[str, dict[Kind, Row]]:
    """Return what became of the things of pages with the network, with the rules and with both."""
    named: dict[str, dict[Kind, Row]] = {"network": {}, "rules": {}, "both": {}}
    for path in pages:
        page = kept(path)
        size = page.size
        name = f"{path.stem} {page.note['damage']}"
        network = [calibrated(blob, found) for blob in found_on(head, path)]
        rules = page.by_rules()
        for by, finds in (("network", network), ("rules", rules), ("both", (*network, *rules))):
            judge(named[by], finds, page.things(), size, name)
    return named


def write(head: Head, calibration: object, path: Path) -> None:
    """Write the network's file; it carries its calibration."""
    export(head, path)
    model = onnx.load(path)
    model.producer_name, model.producer_version = "zcdesk", ""
    entry = model.metadata_props.add()
    entry.key, entry.value = "calibration", json.dumps(calibration)
    path.write_bytes(model.SerializeToString(deterministic=True))
    print(f"{path}: {path.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
