"""What a run left in the cases of a folder of results, to be compared with what another left."""

from __future__ import annotations

from pathlib import Path

from zcdesk.cases.file.store import open_case


def pages_in(out: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the examined pages of each case by its folder: file, place, turn, covers, reasons."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for path in sorted(out.rglob("person.zcase")):
        with open_case(path, writing=False) as stored:
            found[path.parent.relative_to(out).as_posix()] = [
                (page.file_name, page.slot, page.page and page.page.transform, page.hits,
                 page.findings)
                for page in stored.case.pages
                if page.examined
            ]  # fmt: skip
    return found
