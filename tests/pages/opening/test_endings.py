"""Every place that knows scans by the ending of their name asks the one list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zcdesk.pages.opening.decoding import FORMATS
from zcdesk.pages.opening.endings import ENDINGS, OPENED, PICTURES, SCANS, patterns
from zcdesk.ui.kit.drop_area import kinds_of_scans
from zcdesk.workflow.open_case.watched_folder import WatchedFolder

ROOT = Path(__file__).parents[3]
_LISTED = re.compile(
    r"\.(?:jpe?g|jpe|jfif|heic|heif|webp)\b[^\n]{0,12}[ ,\"']+\*?\.(?:png|pdf|tiff?|bmp)\b"
)


def test_each_format_has_its_row_and_each_row_its_format() -> None:
    assert {known.kind for known in FORMATS} == set(ENDINGS)
    assert sum(len(each) for each in ENDINGS.values()) == len(SCANS)
    assert PICTURES | {".pdf"} == SCANS


def test_the_choice_of_files_shows_all_that_can_be_opened() -> None:
    shown = re.findall(r"\*(\.\w+)", kinds_of_scans().split(";;")[0])
    assert set(shown) == OPENED
    assert patterns({".b", ".a"}) == "*.a *.b"


@pytest.mark.parametrize("ending", sorted(SCANS))
def test_a_watched_folder_takes_every_kind_of_scan(tmp_path: Path, ending: str) -> None:
    clock = [0.0]
    folder = WatchedFolder(tmp_path, seconds=lambda: clock[0])
    folder.look()
    path = tmp_path / f"扫描件{ending.upper()}"
    path.write_bytes(b"content")
    folder.look()
    clock[0] += 60
    assert folder.look().fresh == (path,)


@pytest.mark.parametrize("page", ["03-scans.md", "17-english.md"])
def test_the_manual_names_every_format(page: str) -> None:
    words = (ROOT / "docs" / "manual" / page).read_text(encoding="utf-8")
    assert [kind for kind in ENDINGS if kind not in words] == []


def test_no_other_module_has_a_list_of_endings_of_its_own() -> None:
    found = [
        path.name
        for path in (ROOT / "zcdesk").rglob("*.py")
        if path.name != "endings.py" and _LISTED.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
