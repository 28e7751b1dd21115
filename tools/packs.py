"""The index of a folder of notices that people give each other: ``docs/notices`` is the example.

Usage:
    python tools/packs.py [FOLDER]      writes FOLDER/index.json from the packs that lie there

A repository can publish such a folder as it is: a row says what a pack holds before anybody fetches
it, and its checksum whether it came whole. The program itself fetches nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.calling import run_tool
from zcdesk.notices.describing import last_application_day, unconfirmed
from zcdesk.notices.files.packing import head_of
from zcdesk.notices.files.parsing import read_profile

EXAMPLE = Path(__file__).parent.parent / "docs" / "notices"


def row(path: Path) -> dict[str, object]:
    """Return what the index says of one pack."""
    notice, head = read_profile(path), head_of(path.read_bytes())
    last = last_application_day(notice)
    covered = notice.masking.targets if notice.masking else ()
    open_ = [(one.clause, one.quote) for one in unconfirmed(notice)]
    open_ += [("、".join(one.rules), one.question) for one in notice.open_questions]
    return {
        "file": path.name,
        "id": notice.id,
        "title": notice.title,
        "year": notice.year,
        "region": notice.region,
        "last_day": last.isoformat() if last else None,
        "slots": len(notice.slots()),
        "covers": sorted(map(str, covered)),
        "packed_by": head.get("by", ""),
        "packed_on": head.get("day", ""),
        "text_from": head.get("from", ""),
        "sha256": head["sha256"],
        "settled_by_nobody": [{"rule": rule, "sentence": words} for rule, words in open_],
    }


def index(folder: Path = EXAMPLE) -> str:
    """Return the index of a folder's packs as JSON."""
    rows = [row(path) for path in sorted(folder.glob("*.pack.yaml"))]
    return json.dumps({"schema": 1, "notices": rows}, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the index of the folder that is named, or of the example."""
    where = Path(sys.argv[1]) if sys.argv[1:] else EXAMPLE
    (where / "index.json").write_text(index(where), encoding="utf-8")


if __name__ == "__main__":
    run_tool(main)
