"""What pages cost: looks, runs and processor seconds of each step, of this state or another one.

    python benchmarks/page_costs.py after.json PAGES... [--tree FOLDER] [--without STEP...]
    python benchmarks/page_costs.py after.json --against before.json

A page goes all the way in this process: opened, read, searched, covered, written, read again. Runs
of each model are counted to the function that asked for them, by the stack, so that any state of
the program can be measured (``--tree``: a checkout or an unpacked archive of one); start both
states at the same time, for a shared machine is slower at one time than at another. ``--without``
takes the result of some functions away (``module:function``, each then returns nothing), so that
``--against`` tells which hits and findings only they gave. Beside the pages stands ``sought.json``
with the name and the employer by the page's stem; only names and employers are covered.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

MODELS = {"_det_": "looks", "_rec_": "runs"}
"""Kind of a run by a part of its model's file name; what is neither is told as "others"."""

GENERAL = ("reading/detecting", "reading/engine", "reading/recognising", "masking/steps")
"""Modules that run models for whoever asks."""

ASKED_FOR = frozenset({"read_line", "_read", "read_at_once", "detect_in_pieces", "<genexpr>",
                       "<listcomp>", "<lambda>"})  # fmt: skip
"""Functions elsewhere that do the same."""

MOVED = {
    "FileLimit": ("zcdesk.cases.file_limits", "zcdesk.cases.records"),
    "proposed_covers": (
        "zcdesk.workflow.one_page.examining",
        "zcdesk.workflow.tasks.examining",
        "zcdesk.workflow.tasks.redacted_page",
    ),
    "scan_at": (
        "zcdesk.workflow.one_page.found_scans",
        "zcdesk.workflow.tasks.found_scans",
        "zcdesk.workflow.tasks.places",
    ),
}
"""Where it is, and where it was in states that are compared."""

Costs = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("pages", type=Path, nargs="*")
    parser.add_argument("--tree", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    pages = given.pages and [path.resolve() for path in given.pages]
    kept = json.loads(given.file.read_text("utf-8")) if given.file.exists() else {}
    if pages:
        sys.path.insert(0, str(given.tree.resolve()))
        counted = Counted()
        for name in given.without:
            _take_away(name)
        _measured(pages[0], counted)  # models are loaded, and memory is at its size
    for path in pages:
        if path.name not in kept:
            kept[path.name] = _measured(path, counted)
            given.file.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
            print(path.name, f"{kept[path.name]['seconds']:.2f} s", flush=True)
    print(table([page["costs"] for page in kept.values()]))
    if given.against:
        print(compared(json.loads(given.against.read_text("utf-8")), kept))


class Counted:
    """Counts the runs of all sessions of onnxruntime, by the step that asked for them."""

    def __init__(self) -> None:
        import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
        import onnxruntime

        self.costs: Costs = {}
        self._names: dict[int, str] = {}
        plain = onnxruntime.InferenceSession
        began, ran = plain.__init__, plain.run

        def begin(session: Any, model: str | bytes, *rest: Any, **named: Any) -> None:
            began(session, model, *rest, **named)
            # The detector is given as bytes, for it answers more than its file says.
            self._names[id(session)] = model if isinstance(model, str) else "_det_"

        def run(session: Any, *rest: Any, **named: Any) -> Any:
            start = time.process_time()
            answer = ran(session, *rest, **named)
            self._add(self._names.get(id(session), ""), time.process_time() - start)
            return answer

        plain.__init__, plain.run = begin, run

    def begin(self) -> None:
        """Forget what was counted."""
        self.costs = defaultdict(lambda: defaultdict(float))

    def _add(self, model: str, seconds: float) -> None:
        name = Path(model).name
        kind = next((kind for part, kind in MODELS.items() if part in name), "others")
        step = self.costs[_step(sys._getframe(2))]
        step[kind] += 1
        step["seconds"] += seconds


def _step(frame: FrameType | None) -> str:
    """Return which reading and which function asked for a run."""
    step, reading = "", "first"
    while frame:
        path = frame.f_code.co_filename.replace("\\", "/")
        module = path.rpartition("/zcdesk/")[2].removesuffix(".py")
        name = frame.f_code.co_name
        if not step and "/zcdesk/" in path and module not in GENERAL and name not in ASKED_FOR:
            step = f"{module}:{name}"
        if module.startswith("verification/"):
            reading = "second"
        frame = frame.f_back
    return f"{reading} {step}"


def _take_away(function: str) -> None:
    """Let a function return nothing wherever it is called."""
    module, name = function.split(":")
    own = getattr(importlib.import_module(module), name)
    for holder in list(sys.modules.values()):
        if getattr(holder, name, None) is own:
            setattr(holder, name, lambda *_, **__: ())


def _moved(name: str) -> Any:
    """Return what has moved from one module to another, wherever it is in this state."""
    for module in MOVED[name]:
        try:
            return getattr(importlib.import_module(module), name)
        except (ModuleNotFoundError, AttributeError):
            continue
    raise LookupError(name)


def _measured(path: Path, counted: Counted) -> dict[str, Any]:
    """Take one page all the way, and return its costs, hits and findings."""
    from zcdesk.applicant import Applicant, Target
    from zcdesk.pages import preparing
    from zcdesk.workflow.one_page.examining import search_page
    from zcdesk.workflow.one_page.finishing import PagePart, PictureJob, read_again, write_picture
    from zcdesk.workflow.one_page.sought import Sought

    file_limit, proposed_covers, scan_at = map(_moved, MOVED)
    words = json.loads((path.parent / "sought.json").read_text("utf-8"))[path.stem]
    sought = Sought(Applicant(*words), frozenset({Target.NAME, Target.EMPLOYER}))
    counted.begin()
    start = time.process_time()
    with TemporaryDirectory() as folder:
        found = preparing.prepare(scan_at(str(path)))
        examined = search_page(found, sought)
        part = PagePart(examined.page, proposed_covers(examined.hits))
        output = f"{folder}/001.jpg"
        job = PictureJob((part,), (1, 1), True, file_limit(""), sought, output)
        verified = read_again(job, write_picture(job, (found.picture,))).verified
    hits = [
        [str(hit.verdict), hit.reason.code, *(round(edge) for edge in sum(hit.mask.polygon, ()))]
        for hit in examined.hits
    ]
    findings = [[finding.code, dict(finding.details)] for finding in verified.findings]
    return {
        "seconds": time.process_time() - start,
        "costs": {step: dict(cost) for step, cost in counted.costs.items()},
        "hits": hits,
        "findings": json.loads(json.dumps(findings, default=str)),
    }


def table(pages: list[Costs]) -> str:
    """Return the means of a page, by step, the dearest first."""
    kinds = ("looks", "runs", "others", "seconds")
    steps = {step for page in pages for step in page}
    rows = {
        step: [mean(page.get(step, {}).get(kind, 0.0) for page in pages) for kind in kinds]
        for step in steps
    }
    rows["all"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = [f"| step | pages | {' | '.join(kinds)} |", "|---" * (len(kinds) + 2) + "|"]
    for step, row in sorted(rows.items(), key=lambda named: -named[1][-1]):
        count = sum(step in page for page in pages) or len(pages)
        looks, runs, others, seconds = row
        lines.append(
            f"| {step} | {count} | {looks:.2f} | {runs:.1f} | {others:.1f} | {seconds:.3f} |"
        )
    return "\n".join(lines)


def compared(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return the ratio of the seconds on pages that both have, and each difference of results."""
    both = [name for name in after if name in before]
    ratios = [after[name]["seconds"] / before[name]["seconds"] for name in both]
    sums = [sum(state[name]["seconds"] for name in both) for state in (after, before)]
    lines = [
        f"{len(both)} pages, median ratio {median(ratios):.3f}, of sums {sums[0] / sums[1]:.3f}"
    ]
    for name in both:
        for what in ("hits", "findings"):
            gone = [one for one in before[name][what] if one not in after[name][what]]
            come = [one for one in after[name][what] if one not in before[name][what]]
            lines += [f"{name} {what} - {one}" for one in gone]
            lines += [f"{name} {what} + {one}" for one in come]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
