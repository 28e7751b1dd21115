"""Every place that knows scans by the ending of their name asks the one list."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from zcdesk.pages.opening.decoding import FORMATS, OPENED, PICTURES, SCANS, patterns
from zcdesk.ui.kit.drop_area import kinds_of_scans
from zcdesk.workflow.intake.watched_folder import WatchedFolder

ROOT = Path(__file__).parents[3]
_LISTED = re.compile(
    r"\.(?:jpe?g|jpe|jfif|heic|heif|webp)\b[^\n]{0,12}[ ,\"']+\*?\.(?:png|pdf|tiff?|bmp)\b"
)


def test_an_ending_belongs_to_one_format() -> None:
    assert sum(len(known.endings) for known in FORMATS) == len(SCANS)
    assert PICTURES | {".pdf"} == SCANS


def test_the_window_learns_the_endings_without_loading_a_decoder() -> None:
    """It asks for them as soon as files can be dropped on it."""
    heavy = ("pymupdf", "pillow_heif", "cv2")
    asked = "import sys; import zcdesk.pages.opening.decoding; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {*heavy} & set(run.stdout.split())


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


@pytest.mark.parametrize("anchor", ["scans-how", "en-scans"])
def test_the_manual_names_every_format(anchor: str) -> None:
    """Its sources ask the list."""
    built = (ROOT / "resources" / "manual" / "passages.json").read_text(encoding="utf-8")
    (passage,) = (one for one in json.loads(built) if one["anchor"] == anchor)
    named = ("、" if anchor == "scans-how" else ", ").join(known.kind for known in FORMATS)
    assert named in passage["text"]


def test_no_other_module_has_a_list_of_endings_of_its_own() -> None:
    found = [
        path.name
        for path in (ROOT / "zcdesk").rglob("*.py")
        if path.name != "decoding.py" and _LISTED.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
