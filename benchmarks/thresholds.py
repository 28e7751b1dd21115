"""How each named number of ``zcdesk/masking`` decides on the pages of ``same_hits``.

    python benchmarks/thresholds.py FILE --keep FOLDER [--drawn 400] [--aside 120] [--rare 7]
    python benchmarks/thresholds.py FILE --tests tests/masking
    python benchmarks/thresholds.py FILE --write
    python benchmarks/thresholds.py --write

The first runs ``benchmarks/instrumenting`` over the pages that ``benchmarks/same_hits.py`` lays
into the folder, with their readings, and adds a JSON line to FILE for each; it can be stopped at
any time and goes on where it ended. The second adds a line for each test that passes: what no page
shows may be kept for a rare thing that a test shows. The third makes
``thresholds.json`` and ``thresholds.md`` in ``benchmarks/results`` of what FILE has, the last the
page alone.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import io
import json
import sys
import tokenize
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.instrumenting import Notes, Number, instrument, numbers_of
from benchmarks.run_record import RESULTS, THRESHOLDS, commit

HERE = Path(__file__).resolve().parent.parent
PACKAGE = "zcdesk.masking"
FOLDER = HERE / "zcdesk" / "masking"
RESULT = RESULTS / THRESHOLDS
PAGE = RESULTS / "thresholds.md"

Told = dict[str, Any]


def main() -> None:
    """Run the pages, or write what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--drawn", type=int, default=400)
    parser.add_argument("--aside", type=int, default=120)
    parser.add_argument("--rare", type=int, default=7, help="pages of each rare kind")
    parser.add_argument("--pages", nargs="*", help="only these, by name")
    parser.add_argument("--tests", nargs="*", help="run these instead of pages")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.write:
        if given.file is not None:
            RESULT.write_text(_json(summary(given.file)), encoding="utf-8")
        PAGE.write_text(page(json.loads(RESULT.read_text(encoding="utf-8"))), encoding="utf-8")
        return
    notes = instrument(PACKAGE, FOLDER)
    if given.tests:
        pytest = importlib.import_module("pytest")
        asked = ["-n0", "-q", *given.tests]
        raise SystemExit(pytest.main(asked, plugins=[_Tests(notes, given.file)]))
    given.keep.mkdir(parents=True, exist_ok=True)
    same_hits = importlib.import_module("benchmarks.same_hits")
    names = given.pages or [*same_hits.laid(given.keep, given.drawn, given.aside, given.rare)]
    known = _lines(given.file) if given.file.exists() else {}
    for name in names:
        if name not in known:
            _add(given.file, noted(notes, same_hits, name, given.keep))


def _add(file: Path, told: Told) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(told, ensure_ascii=False) + "\n")


class _Tests:
    """Adds what was noted in each test that passes."""

    def __init__(self, notes: Notes, file: Path) -> None:
        self._notes, self._file = notes, file

    def pytest_runtest_setup(self) -> None:
        """Forget what the test before left."""
        self._notes.begin()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep what a test showed; what its fixtures did counts for the first that uses them."""
        if report.when == "call" and report.passed and self._notes.tallies:
            name = report.nodeid.partition("[")[0]
            _add(self._file, {"test": name} | _told(self._notes))


def noted(notes: Notes, same_hits: Any, name: str, folder: Path) -> Told:
    """Examine one page and return what was noted and what was found on it."""
    notes.begin()
    _, record = same_hits.examined_record((name, str(folder)))
    return {"page": name} | _told(notes) | {"record": record}


def _told(notes: Notes) -> Told:
    places = {
        key: [one.asked, one.held, one.below, one.level, one.above, one.near]
        for key, one in notes.tallies.items()
    }
    return {"places": places, "used": sorted(notes.used)}


def _lines(file: Path, kind: str = "page") -> dict[str, Told]:
    """Return the pages or tests of a file; the cases of a test as one."""
    found: dict[str, Told] = {}
    with file.open(encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            known = found.setdefault(told[kind], told) if kind in told else told
            if known is not told:
                known["used"] += told["used"]
                for key, (asked, held, *rest) in told["places"].items():
                    before = known["places"].get(key, (0, 0))
                    known["places"][key] = [before[0] + asked, before[1] + held, *rest]
    return found


# --- what came out -------------------------------------------------------------------------------

SIDES = ("below", "above")
PAGES = ("pages", "held_on", "not_on", "near_on")


def summary(file: Path) -> Told:
    """Return what the pages of a file say of each number."""
    pages, tests = _lines(file), _lines(file, "test")
    places: dict[str, dict[str, Told]] = {}
    used: dict[str, set[str]] = {}
    for name, told in pages.items():
        for key, seen in told["places"].items():
            number, _, place = key.partition(" | ")
            _sum_up(places.setdefault(number, {}).setdefault(place, {}), name, *seen)
        for number in told["used"]:
            used.setdefault(number, set()).add(name)
    shown = _shown(tests)
    written = _written()
    found: Told = {}
    for number in every_number():
        text = str(number)
        mine = places.get(text, {})
        every: Told = {}
        for one in mine.values():
            for key in PAGES:
                every[key] = every.get(key, set()) | one[key]
        found[text] = {
            "value": value_of(number),
            "why": written.get((number.module, number.name), ""),
            "used_on": len(used.get(text, set()) | every.get("pages", set())),
            "test": "" if _is_plain(mine, used.get(text)) else shown.get(text, ""),
            **{key: len(every.get(key, ())) for key in PAGES},
            "places": {place: _plain(one) for place, one in mine.items()},
        }
    return {"commit": commit(), "pages": len(pages), "tests": len(tests), "numbers": found}


def _sum_up(
    one: Told, page: str, asked: int, held: int, below: Any, level: int, above: Any, near: int
) -> None:
    one["asked"] = one.get("asked", 0) + asked
    one["held"] = one.get("held", 0) + held
    one["level"] = one.get("level", 0) + level
    one["below"] = max((v for v in (one.get("below"), below) if v is not None), default=None)
    one["above"] = min((v for v in (one.get("above"), above) if v is not None), default=None)
    for key, counts in zip(PAGES, (True, held, asked - held, near), strict=True):
        one.setdefault(key, set()).update([page] if counts else [])


def _plain(one: Told) -> Told:
    """Return what was seen at one place with counts of pages, and figures of five digits."""
    told = {side: one[side] and float(f"{one[side]:.5g}") for side in SIDES}
    return one | told | {key: len(one[key]) for key in PAGES}


def _shown(tests: Mapping[str, Told]) -> dict[str, str]:
    """Return the test that shows each number best: that decides by it, else asks it, else uses it;
    one of the same room before others, one of few numbers before one of many."""
    best: dict[str, tuple[int, bool, int, str]] = {}
    for name, told in tests.items():
        ranks = [(number, 0) for number in told["used"]]
        for key, (asked, held, *_) in told["places"].items():
            ranks.append((key.partition(" | ")[0], 2 if 0 < held < asked else 1))
        for number, rank in ranks:
            near = f"/{number.partition('.')[0]}/" in name
            this = (rank, near, -len(told["places"]), name)
            best[number] = max(best.get(number, this), this)
    return {number: name for number, (*_, name) in best.items()}


def every_number() -> Iterator[Number]:
    """Yield the named numbers of the package, file by file."""
    for path in sorted(FOLDER.rglob("*.py")):
        module = ".".join(path.relative_to(FOLDER).with_suffix("").parts)
        for one in numbers_of(module, ast.parse(path.read_text(encoding="utf-8"))).values():
            yield from (one,) if isinstance(one, Number) else one


def value_of(number: Number) -> float:
    """Return what a number is."""
    value = getattr(importlib.import_module(f"{PACKAGE}.{number.module}"), number.name)
    return float(value if number.place is None else value[number.place])


def _written() -> dict[tuple[str, str], str]:
    """Return what stands beside each number in the code: the comment of its line, or the text
    below it."""
    found = {}
    for path in sorted(FOLDER.rglob("*.py")):
        module = ".".join(path.relative_to(FOLDER).with_suffix("").parts)
        source = path.read_text(encoding="utf-8")
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        comments = {one.start[0]: one.string for one in tokens if one.type == tokenize.COMMENT}
        body = ast.parse(source).body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                text = " ".join(
                    comments[line].lstrip("# ")
                    for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
                    if line in comments
                )
                below = after.value if isinstance(after, ast.Expr) else None
                if not text and isinstance(below, ast.Constant):
                    text = str(below.value)
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    names = target.elts if isinstance(target, ast.Tuple) else [target]
                    for name in names:
                        if isinstance(name, ast.Name):
                            found[module, name.id] = " ".join(text.split())
    return found


DECIDES, ONE_WAY, USED, NOT_USED = "decides", "one way", "used", "no page"
KINDS = {
    DECIDES: "a comparison with it was answered yes on some pages and no on others, or both on one",
    ONE_WAY: "it was asked, and always answered the same way",
    USED: "a size, a share or a limit that is only calculated with",
    NOT_USED: "no page came to it: a rare thing, what follows once covers are agreed (burning, "
    "learning), or read only while its module is loaded",
}
HEAD = """# The numbers of masking, and what the frozen pages say of them

Made by `python benchmarks/thresholds.py --write` from `benchmarks/results/thresholds.json`; do not
edit. A number's *critical value* is the one that it would need for an answer to tip; the nearest
ones on both sides are the room in which it can be moved without any change on these pages. *Near*
counts the pages with a critical value within a tenth of the number. Where no page decides, the test
that shows best what the number is for stands behind its reason.
"""


def _is_plain(places: Mapping[str, Told], used: Collection[str] | None) -> bool:
    """Tell whether the pages show enough of a number, so that no test need be named."""
    return _kind_of_pages(places) == DECIDES or (not places and bool(used))


def _kind_of_pages(places: Mapping[str, Told]) -> str:
    if any(0 < one["held"] < one["asked"] for one in places.values()):
        return DECIDES
    return ONE_WAY if places else ""


def kind_of(told: Told) -> str:
    """Return which of ``KINDS`` a number is."""
    return _kind_of_pages(told["places"]) or (USED if told["used_on"] else NOT_USED)


def page(found: Told) -> str:
    """Return the page that tells what the numbers do, room by room."""
    numbers = found["numbers"]
    counts = Counter(map(kind_of, numbers.values()))
    lines = [HEAD, f"{len(numbers)} numbers, {found['pages']} pages, commit {found['commit']}:", ""]
    lines += [f"- {counts[kind]} **{kind}**: {what}" for kind, what in KINDS.items()]
    rooms: dict[str, list[str]] = {}
    for name, told in numbers.items():
        rooms.setdefault(name.partition(".")[0], []).append(_row(name, told))
    for room, rows in rooms.items():
        lines += ["", f"## {room}", "", *TABLE, *rows]
    return "\n".join(lines) + "\n"


TABLE = (
    "| number | value | kind | pages | yes, no | nearest below, above | near | why |",
    "|---|---|---|---|---|---|---|---|",
)


def _row(name: str, told: Told) -> str:
    kind = kind_of(told)
    asked = kind in (DECIDES, ONE_WAY)
    places = told["places"].values()
    below = max((one["below"] for one in places if one["below"] is not None), default=None)
    above = min((one["above"] for one in places if one["above"] is not None), default=None)
    cells = [
        f"`{name.partition('.')[2] or name}`",
        f"{told['value']:g}",
        kind,
        str(told["pages"] if asked else told["used_on"]),
        f"{told['held_on']}, {told['not_on']}" if asked else "",
        f"{_figure(below)}, {_figure(above)}" if asked else "",
        str(told["near_on"]) if asked else "",
        told["why"].replace("|", "\\|") + (f" ({_test(told['test'])})" if told["test"] else ""),
    ]
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _test(name: str) -> str:
    file, _, test = name.partition("::")
    return f"`{Path(file).name}`: {test.removeprefix('test_').replace('_', ' ')}"


def _json(found: Told) -> str:
    """Return the file of a result, a line for each number."""
    numbers = [
        f"  {json.dumps(name)}: {json.dumps(told, ensure_ascii=False)}"
        for name, told in found["numbers"].items()
    ]
    head = [f' "{key}": {json.dumps(found[key])},' for key in ("commit", "pages", "tests")]
    return "\n".join(["{", *head, ' "numbers": {', ",\n".join(numbers), " }", "}", ""])


if __name__ == "__main__":
    main()
