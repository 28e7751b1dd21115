"""Write the tables of masking's steps and of the checks into docs/architecture.md.

python tools/architecture.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from zcdesk.checks.checks import CHECKS
from zcdesk.masking.judges import JUDGES
from zcdesk.masking.rereads import REREADS

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"


def with_tables(document: str) -> str:
    """Return the document with the tables of today's steps and checks between their marks."""
    for name, rows in (("steps", _tables()), ("checks", _checks())):
        before, mark, rest = document.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->\n")
        document = "".join((before, mark, "\n".join(rows), "\n", end, after))
    return document


def _tables() -> Iterator[str]:
    yield "| re-reading | gives | why it is made, and stands there |"
    yield "|---|---|---|"
    for reread in REREADS:
        yield f"| {reread.name} | {reread.gives.replace('_', ' ')} | {reread.why} |"
    yield ""
    yield "| judge | sees hits | adds or replaces | what it is about, and why it stands there |"
    yield "|---|---|---|---|"
    for judge in JUDGES:
        sees = judge.sees if judge.sees in ("nothing", "all") else f"up to *{judge.sees}*"
        way = "replaces" if judge.replaces else "adds"
        yield f"| {judge.name} | {sees} | {way} | {judge.why} |"


def _checks() -> Iterator[str]:
    yield "| check | what it is for, and why it stands there |"
    yield "|---|---|"
    for check in CHECKS:
        yield f"| {check.name} | {check.why} |"


if __name__ == "__main__":
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text("utf-8")), "utf-8")
