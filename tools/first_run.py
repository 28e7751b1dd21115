"""Looks at what the README's first command left behind, and at the picture that README shows of it.

Usage:
    python tools/first_run.py zcdesk-demo            name what is amiss with it, exit 1 if anything
    python tools/first_run.py zcdesk-demo --renew    draw the README's picture anew from it

Every scan of the sample has to be among the finished pictures, each as the manifest says that it
is; nothing may be left out; the checklist has to be there; and the README's picture has to show the
page as this run covered it.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import yaml
from PIL import Image, ImageDraw

from tools.calling import run_tool
from tools.kept_pictures import OTHERWISE, otherwise

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "resources" / "samples" / "region-senior-2024"
SHOWN = "苗昱澄职称证书.jpg"
"""The scan of which the README shows a picture."""
COVERED = ROOT / "docs" / "pictures" / "covered.webp"
HALF, BETWEEN = 620, 56
"""Pixels across each half of that picture, and between them."""


def scans() -> list[str]:
    """Return the file names of the sample's scans, in the order in which they become pages."""
    told = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    return [one["file"] for one in told["files"]]


def amiss(package: Path) -> Iterator[str]:
    """Yield what is amiss with a package of the whole sample."""
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    for left in manifest["left_out"]:
        yield f"page {left['place']} was left out: {left['reason']}"
    for page in manifest["pages"]:
        finished = package / page["file"]
        if hashlib.sha256(finished.read_bytes()).hexdigest() != page["sha256"]:
            yield f"{page['file']} is not the picture of the manifest"
        with Image.open(finished) as picture:
            picture.load()
            if picture.format != "JPEG" or picture.size != (page["width"], page["height"]):
                yield f"{page['file']} is no JPEG of {page['width']} x {page['height']}"
    wanted, written = len(scans()), len(list((package / "上传").rglob("*.jpg")))
    if not wanted == written == len({page["page"] for page in manifest["pages"]}):
        yield f"{wanted} scans became {written} pictures"
    if not any("清单" in path.name for path in (package / "自用").iterdir()):
        yield "there is no checklist"


def draw_covered(package: Path, to: Path) -> None:
    """Draw a page of the sample before and after, side by side, for the readme."""
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    number = scans().index(SHOWN) + 1
    finished = next(one["file"] for one in manifest["pages"] if one["page"] == number)
    halves = []
    for path in (SAMPLE / SHOWN, package / finished):
        with Image.open(path) as page:
            size = (HALF, round(HALF * page.height / page.width))
            halves.append(page.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    before, after = halves
    picture = Image.new("RGB", (2 * HALF + BETWEEN, before.height), "white")
    picture.paste(before, (0, 0))
    picture.paste(after, (HALF + BETWEEN, 0))
    middle, left = before.height // 2, HALF + BETWEEN // 4
    arrow = ImageDraw.Draw(picture)
    arrow.line((left, middle, left + 20, middle), fill="#3b5bdb", width=5)
    arrow.polygon(
        [(left + 16, middle - 11), (left + 30, middle), (left + 16, middle + 11)], fill="#3b5bdb"
    )
    picture.save(to, quality=74, method=6)


def main() -> int:
    """Look, or draw; return the exit status."""
    package = Path(sys.argv[1])
    if sys.argv[2:] == ["--renew"]:
        draw_covered(package, COVERED)
        return 0
    told = list(amiss(package))
    with tempfile.TemporaryDirectory() as folder:
        now = Path(folder) / COVERED.name
        draw_covered(package, now)
        if (share := otherwise(now, COVERED)) > OTHERWISE:
            told.append(f"{share:.2%} of the README's picture looks otherwise; look, then --renew")
    print(*(told or [f"all {len(scans())} scans are finished pictures"]), sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    run_tool(main)
