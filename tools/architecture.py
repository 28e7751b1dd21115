"""Write the sentences of the rooms into docs/architecture.md.

python tools/architecture.py

Which rooms there are, in which order, and what to read first stands in the document alone.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DOCUMENT = HOME / "docs" / "architecture.md"
_ROOM = re.compile(r"^\| `(\w+/[\w/]+)` \| .* \| (`[^|]+`) \|$", re.MULTILINE)


def with_rooms(document: str) -> str:
    """Return the document with what the rooms say of themselves today."""
    return _ROOM.sub(
        lambda row: f"| `{row[1]}` | {sentence_of(HOME / 'zcdesk' / row[1])} | {row[2]} |", document
    )


def sentence_of(folder: Path) -> str:
    """Return what a package of the program says of itself in the first line of its docstring."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    return said.partition("\n")[0].replace("``", "`")


if __name__ == "__main__":
    DOCUMENT.write_text(with_rooms(DOCUMENT.read_text("utf-8")), "utf-8")
