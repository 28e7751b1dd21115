"""Makes ``benchmarks/faces/``: fonts that no tuning ever saw (a developer's tool).

    python benchmarks/make_faces.py FOLDER

FOLDER holds the unpacked packages named in ``benchmarks/faces/SOURCES.toml``, each below a folder
with the package's name. Only the letters that fictional pages use are kept. It needs fontTools.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from fontTools.ttLib import TTFont  # noqa: E402

from tools.making.subset_fonts import TRADITIONAL, UYGHUR, thin  # noqa: E402

TARGET = CHECKOUT / "benchmarks" / "faces"
DEBIAN = "usr/share/fonts"
RECIPES = {
    "song.ttf": f"fonts-arphic-gbsn00lp/{DEBIAN}/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    "kai.ttf": f"fonts-arphic-gkai00mp/{DEBIAN}/truetype/arphic-gkai00mp/gkai00mp.ttf",
    "hei.ttf": f"fonts-droid-fallback/{DEBIAN}/truetype/droid/DroidSansFallbackFull.ttf",
    "hand.ttf": "fontsource-ma-shan-zheng/ma-shan-zheng.ttf",
    "uyghur.ttf": f"fonts-dejavu-core/{DEBIAN}/truetype/dejavu/DejaVuSans.ttf",
    "uyghur-tuz.ttf": f"fonts-ukij-uyghur/{DEBIAN}/truetype/fonts-ukij-uyghur/UKIJTuz.ttf",
    "uyghur-esliye.ttf": f"fonts-ukij-uyghur/{DEBIAN}/truetype/fonts-ukij-uyghur/UKIJEs.ttf",
}


def used_letters() -> str:
    """Return every letter that stands in the texts of the generator."""
    texts = [path.read_text("utf-8") for path in sorted((CHECKOUT / "tools/drawing").rglob("*"))
             if path.suffix in {".py", ".toml"}]  # fmt: skip
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    letters = set("".join([*texts, TRADITIONAL, ascii_letters]))
    return "".join(sorted(one for one in letters if one.isprintable()))


def main() -> None:
    """Write all faces and their letters, and print the digests for ``SOURCES.toml``."""
    packages = Path(sys.argv[1])
    lines = ["# Which letters each face really has; written by benchmarks/make_faces.py."]
    for name, source in RECIPES.items():
        face = TTFont(str(packages / source))
        thin(face, UYGHUR if name.startswith("uyghur") else used_letters())
        for record in face["name"].names:
            if record.nameID in (1, 3, 4, 6):
                record.string = f"zcdesk-aside-{name.partition('.')[0]}"
        face.recalcTimestamp = False
        path = TARGET / name
        face.save(str(path))
        covered = "".join(sorted(map(chr, TTFont(str(path)).getBestCmap())))
        lines.append(f"{json.dumps(name)} = {json.dumps(covered, ensure_ascii=False)}")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{name}: {path.stat().st_size:,} bytes, {len(covered)} letters, {digest}")
    (TARGET / "letters.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
