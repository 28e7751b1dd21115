"""The accounts of the house: how much each room may hold, and that this only falls.

    python tools/house.py            tells what stands above its row; ``start.py test`` asks this
    python tools/house.py --lower    lowers each row to what there is; it raises none

``tools/house.toml`` has the rows: decisions of each room (and of the folders in a room of more than
2,000 lines), expressions, lines of tests and benchmarks with their tables, kilobytes of docs.
Decisions and expressions cannot be folded away as lines can, and every folder with Python is
counted, so that moving code gains nothing. Who must raise a row does that in a commit of its own
that says why.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import run_tool

HOUSE = Path(__file__).resolve().parent.parent
ROWS = "tools/house.toml"
HEAD = "# What each part of the house may hold at most: CONTRIBUTING.md, section “The ratchet”.\n"

DECIDING = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.IfExp, ast.BoolOp,
    ast.comprehension,
)  # fmt: skip
LARGE = 2_000
"""Lines of a room from which on its folders have rows of their own."""

BY_LINES = ("tests", "benchmarks")
"""Folders of which the lines are counted, with those of their tables."""

MADE = ("build", "dist")
"""Folders that no person wrote."""

WRITTEN_BY_TOOLS = ("promises.md", "quality.md")
"""Pages of the docs that no person wrote."""

Rows = Mapping[str, int]
"""What is counted and of what ("decisions zcdesk/masking"), and how much of it there is."""


def counted(house: Path) -> dict[str, int]:
    """Count all that has a row; what is none has none."""
    rows: Counter[str] = Counter()
    decisions: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for file in _python(house):
        text, place = file.read_text("utf-8"), file.relative_to(house)
        if place.parts[0] not in BY_LINES:
            here, expressions = count(text)
            rows[f"expressions {place.parts[0]}"] += expressions
            for room in rooms(place):
                decisions[room] += here
                lines[room] += text.count("\n")
    for room, here in decisions.items():
        if room.count("/") < 2 or lines[room.rpartition("/")[0]] > LARGE:
            rows[f"decisions {room}"] = here
    for folder in BY_LINES:
        files = (one for kind in ("py", "toml") for one in (house / folder).rglob(f"*.{kind}"))
        rows[f"lines {folder}"] = sum(one.read_text("utf-8").count("\n") for one in files)
    pages = (one for one in (house / "docs").rglob("*.md") if one.name not in WRITTEN_BY_TOOLS)
    rows["kilobytes docs"] = sum(page.stat().st_size for page in pages) // 1000
    return {name: rows[name] for name in sorted(rows) if rows[name]}


def count(text: str) -> tuple[int, int]:
    """Return how many decisions and how many expressions are in a module."""
    nodes = list(ast.walk(ast.parse(text)))
    decisions = sum(isinstance(node, DECIDING) for node in nodes)
    return decisions, sum(isinstance(node, ast.expr) for node in nodes)


def rooms(place: Path) -> list[str]:
    """Return what a file is counted in: its top folder, its room there, the folder in that."""
    parts = place.parts[:-1][:3] or place.parts
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def above(there: Rows, rows: Rows) -> dict[str, int]:
    """Return what stands above its row, or has none, and what it may be."""
    return {name: rows.get(name, 0) for name, found in there.items() if found > rows.get(name, 0)}


def lowered(there: Rows, rows: Rows) -> dict[str, int]:
    """Return the rows as low as they can be; a new one is bounded by that of the room around it."""
    return {name: min(found, rows.get(name, found)) for name, found in there.items()}


def rose(before: Rows, after: Rows) -> list[str]:
    """Return the rows that are higher than before.

    A row that is new is none of these while the room around it has one: what is in it has come out
    of that, or that is above its own.
    """
    bounded = {name for name in after if name.rpartition("/")[0] in before}
    new = after.keys() - before.keys() - bounded
    return [name for name in after if name in new or after[name] > before.get(name, after[name])]


def raised_beside(house: Path) -> list[str]:
    """Return the commits that raised a row and did something else as well, each with its rows."""
    found = []
    for commit in _git(house, "log", "--no-merges", "--format=%h", "--", ROWS).split():
        before = _git(house, "show", f"{commit}^:{ROWS}", missing="")
        higher = rose(read(before), read(_git(house, "show", f"{commit}:{ROWS}"))) if before else []
        files = _git(house, "show", "--format=", "--name-only", commit).split()
        if higher and files != [ROWS]:
            found.append(f"{commit}: {', '.join(higher)}")
    return found


def grown(house: Path, name: str) -> list[str]:
    """Return the files of a row that hold more than when the rows were last written."""
    kind, _, folder = name.partition(" ")
    since = _git(house, "log", "-1", "--format=%h", "--", ROWS, missing="").strip()
    if kind not in ("decisions", "expressions") or not since:
        return []
    place, found = ("decisions", "expressions").index(kind), []
    for file in _python(house):
        path = file.relative_to(house).as_posix()
        if folder in rooms(Path(path)):
            was = count(_git(house, "show", f"{since}:{path}", missing=""))[place]
            more = count(file.read_text("utf-8"))[place] - was
            found.append((more, f"    {path}: {more} more than in {since}"))
    return [line for more, line in sorted(found, reverse=True)[:5] if more > 0]


def read(text: str) -> dict[str, int]:
    """Read rows as they stand in their file."""
    return {
        f"{kind} {name}": value
        for kind, names in tomllib.loads(text).items()
        for name, value in names.items()
    }


def written(rows: Rows) -> str:
    """Write rows as they stand in their file."""
    kinds = dict.fromkeys(name.partition(" ")[0] for name in rows)
    parts = [HEAD]
    for kind in kinds:
        parts.append(f"\n[{kind}]\n")
        lines = (name.partition(" ") for name in rows)
        parts += [f'"{of}" = {rows[f"{is_} {of}"]}\n' for is_, _, of in lines if is_ == kind]
    return "".join(parts)


def _python(house: Path) -> list[Path]:
    tops = (one for one in house.iterdir() if not one.name.startswith(".") and one.name not in MADE)
    files = (file for one in tops for file in ([one] if one.is_file() else one.rglob("*.py")))
    return sorted(file for file in files if file.suffix == ".py")


def _git(house: Path, *arguments: str, missing: str | None = None) -> str:
    command = ["git", "-C", str(house), *arguments]
    done = subprocess.run(command, capture_output=True, check=missing is None)
    return done.stdout.decode("utf-8") if not done.returncode else missing or ""


def main() -> int:
    """Tell what grew, or lower the rows."""
    parser = argparse.ArgumentParser(description="The accounts of the house.")
    parser.add_argument("--lower", action="store_true", help="lower each row to what there is")
    lower = parser.parse_args().lower
    place = HOUSE / ROWS
    rows, there = read(place.read_text("utf-8")), counted(HOUSE)
    if lower:
        place.write_text(written(lowered(there, rows)), "utf-8")
    too_much = above(there, lowered(there, rows) if lower else rows)
    for name, allowed in too_much.items():
        print(f"{name}: {there[name]}, its row in {ROWS} says {allowed}")
        print("\n".join(grown(HOUSE, name)) or "    git diff shows what came in since then")
    if too_much:
        print("Take as much away in the same room: CONTRIBUTING.md, section “The ratchet”.")
    return bool(too_much)


if __name__ == "__main__":
    run_tool(main)
