"""Print the rooms of the program, each with its one idea and what to read first.

python tools/architecture.py
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "zcdesk"


def rooms() -> dict[str, tuple[str, list[str]]]:
    """Return what the packages say of themselves: the first sentence, and what to read first."""
    inside = (path.parent for path in sorted(PROGRAM.rglob("__init__.py")))
    return {
        folder.relative_to(PROGRAM).as_posix(): _said(folder)
        for folder in inside
        if folder != PROGRAM
    }


def _said(folder: Path) -> tuple[str, list[str]]:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    _, _, first = text.partition("First to read:")
    return text.partition("\n")[0].replace("``", "`"), re.findall("``([^`]+)``", first)


if __name__ == "__main__":
    for room, (idea, firsts) in rooms().items():
        print(f"{room:24} {idea}  [{', '.join(firsts)}]")
