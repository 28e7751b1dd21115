"""Write the sentences of the rooms and the tables of steps and checks into docs/architecture.md.

python tools/architecture.py

Which rooms there are, in which order, and what to read first stands in the document alone.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from zcdesk.checks.checks import CHECKS
from zcdesk.masking.judges import JUDGES
from zcdesk.masking.rereads import REREADS

HOME = Path(__file__).resolve().parent.parent
DOCUMENT = HOME / "docs" / "architecture.md"
_ROOM = re.compile(r"^\| `(\w+/[\w/]+)` \| .* \| (`[^|]+`) \|$", re.MULTILINE)


def with_tables(document: str) -> str:
    """Return the document with what the program says today between its marks."""
    for name, rows in (("steps", _tables()), ("checks", _checks())):
        before, mark, rest = document.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->\n")
        document = "".join((before, mark, "\n".join(rows), "\n", end, after))
    return _ROOM.sub(
        lambda row: f"| `{row[1]}` | {sentence_of(HOME / 'zcdesk' / row[1])} | {row[2]} |", document
    )


def sentence_of(folder: Path) -> str:
    """Return what a package of the program says of itself in the first line of its docstring."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    return said.partition("\n")[0].replace("``", "`")


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
