"""Writes ``resources/lists.toml``: what ``notice list`` and ``train list`` say of what ships.

    python tools/shipped_lists.py    writes it

Reading it takes a hundredth of the time in which all notices and lessons are read and checked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from zcdesk.notices.describing import notice_row
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.training.lessons.loading import lesson_row, shipped_lessons

FILE = Path(__file__).resolve().parent.parent / "resources" / "lists.toml"


def content() -> str:
    """Return the table."""
    rows = [("notice", notice_row(load_notice(each))) for each in built_in_ids()]
    rows += [("lesson", lesson_row(lesson)) for lesson in shipped_lessons()]
    told = "\n".join(line for kind, row in rows for line in ("", f"[[{kind}]]", *_lines(row)))
    return f"# Written by tools/shipped_lists.py out of notices and lessons.\n{told}\n"


def _lines(row: dict[str, object]) -> Iterator[str]:
    for name, value in row.items():
        for key, each in value.items() if isinstance(value, dict) else (("", value),):
            place = f"{name}.{key}" if key else name
            yield f"{place} = {json.dumps(each, ensure_ascii=False)}"


if __name__ == "__main__":
    FILE.write_text(content(), encoding="utf-8", newline="\n")
