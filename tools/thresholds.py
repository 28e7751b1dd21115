"""Tells of each number of the program what set it, as it stands beside the number.

    python tools/thresholds.py                 numbers and reasons, counted by package
    python tools/thresholds.py masking         each number of a package, with what is said of it
    python tools/thresholds.py masking --bare  only those of which nothing is said

A number is a constant of a module that is one number. Its reason is the string behind it, or the
comment on its line or above it. Where the reason names a file of ``benchmarks`` or counts pages or
lines, it is measured.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent

_MEASURED = re.compile(r"benchmarks?[./]\w+|\d[\d,.]*\s*(?:%|of|pages|lines|letters|scans|names)")
_COMMENT = re.compile(r"\s*#:? ?(.*)")


@dataclass(frozen=True)
class Threshold:
    """One number, with what is said of it."""

    module: str
    line: int
    name: str
    value: str
    reason: str

    @property
    def is_measured(self) -> bool:
        """Whether the reason names a measurement."""
        return bool(_MEASURED.search(self.reason))


def thresholds(source: str, module: str) -> Iterator[Threshold]:
    """Yield the numbers of a module, in their order."""
    lines = source.split("\n")
    body = ast.parse(source).body
    for statement, behind in zip(body, [*body[1:], None], strict=True):
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or not _is_number(statement.value):
            continue
        target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
        reason = _string(behind) or _comment(lines, statement)
        value = ast.get_source_segment(source, statement.value) if statement.value else ""
        yield Threshold(module, statement.lineno, ast.unparse(target), value or "", reason)


def _is_number(value: ast.expr | None) -> bool:
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    return isinstance(inner, ast.Constant) and type(inner.value) in (int, float)


def _string(behind: ast.stmt | None) -> str:
    """Return the string behind a number on one line, "" where something else follows."""
    said = behind.value if isinstance(behind, ast.Expr) else None
    text = said.value if isinstance(said, ast.Constant) else ""
    return " ".join(text.split()) if isinstance(text, str) else ""


def _comment(lines: list[str], statement: ast.stmt) -> str:
    """Return the comment on a number's line, else the one right above it."""
    beside = lines[statement.lineno - 1].partition("  # ")[2]
    above = _COMMENT.fullmatch(lines[statement.lineno - 2]) if statement.lineno > 1 else None
    return beside or (above[1] if above else "")


def of_package(package: str) -> list[Threshold]:
    """Return the numbers of a package of the program."""
    files = sorted((HERE / "zcdesk" / package).rglob("*.py"))
    return [
        number
        for file in files
        for number in thresholds(
            file.read_text("utf-8"), file.relative_to(HERE / "zcdesk").as_posix()
        )
    ]


def main(words: list[str]) -> int:
    """Print the table that is asked for."""
    bare = "--bare" in words
    packages = [word for word in words if word != "--bare"]
    if packages:
        for number in (number for package in packages for number in of_package(package)):
            if not (bare and number.reason):
                place = f"{number.module}:{number.line}"
                print(f"{place}  {number.name} = {number.value}  {number.reason}".rstrip())
        return 0
    every = of_package("")
    count = Counter(number.module.split("/")[0] for number in every)
    told = Counter(number.module.split("/")[0] for number in every if number.reason)
    measured = Counter(number.module.split("/")[0] for number in every if number.is_measured)
    print("package  numbers  with a reason  measured")
    for package, many in count.most_common():
        print(f"{package}  {many}  {told[package]}  {measured[package]}")
    print(f"all  {count.total()}  {told.total()}  {measured.total()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
