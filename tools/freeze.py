"""Freeze the program into a folder that runs without Python: dist/zcdesk.

    python tools/freeze.py                    into dist/, intermediate files into build/
    python tools/freeze.py --into FOLDER      into FOLDER/zcdesk, intermediate files beside it

It is frozen for the system, the processor and the Python that it is run with; a folder made on
Linux runs where glibc is not older. Needs what requirements-dev.txt installs.
"""

from __future__ import annotations

import argparse
import ctypes.util
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools import advisories, slimming
from tools.calling import run_tool

HERE = Path(__file__).resolve().parent.parent
SPEC = HERE / "packaging" / "zcdesk.spec"
_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


def obstacle() -> str | None:
    """Return what is missing to freeze here, as a sentence, or None."""
    if importlib.util.find_spec("PyInstaller") is None:
        return "PyInstaller is not installed: pip install --require-hashes -r requirements-dev.txt"
    tool = slimming.missing_tool() if sys.platform == "linux" else None
    if tool is not None:
        return f"{tool} is not installed; on Debian, Ubuntu: apt-get install gcc libc6-dev"
    if sys.platform == "linux" and not _has_shared_python():
        name = f"libpython3.{sys.version_info.minor}"
        return f"this Python has no shared library; on Debian, Ubuntu: apt-get install {name}"
    return None


def _has_shared_python() -> bool:
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return True
    return ctypes.util.find_library(f"python3.{sys.version_info.minor}") is not None


def freeze(into: Path, work: Path) -> Path:
    """Build the folder and return it.

    Args:
        into: Where the folder ``zcdesk`` comes to lie; one that is there is replaced.
        work: Where intermediate files may stay for the next time.

    Raises:
        subprocess.CalledProcessError: PyInstaller failed; it has said why on standard error.
        ToolError: ``packaging/folder.toml`` names a library that is not there any more.
    """
    command = [sys.executable, "-m", "PyInstaller", str(SPEC), "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(into), "--workpath", str(work)]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    subprocess.run(command, cwd=HERE, env=environment, check=True)
    folder = into / "zcdesk"
    if sys.platform == "linux":
        slimming.slim(folder)
    _add_licences(folder)
    return folder


def _add_licences(folder: Path) -> None:
    """Lay our licence and notice, and the licence texts of what is bundled, beside the program."""
    for name in ("LICENSE", "NOTICE"):
        shutil.copy2(HERE / name, folder / name)
    # Some wheels bring no text; the ones of this system's wheels come beside these.
    everything = folder / "licences" / "all"
    shutil.copytree(HERE / "packaging" / "licences", everything, dirs_exist_ok=True)
    locked = (HERE / "requirements.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9.-]+)==", locked, re.MULTILINE):
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # locked for another system
        for file in package.files or []:
            beside_code = len(file.parts) == 2 and file.suffix != ".py"
            if not (beside_code or file.parts[0].endswith(".dist-info")):
                continue
            if not _LICENCE.search("/".join(file.parts[1:])):
                continue
            # Below "licenses" each text keeps its path: some packages carry several of one name.
            target = folder / "licences" / name / Path(*file.parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(str(package.locate_file(file)), target)


def size(folder: Path) -> int:
    """Return the bytes of all files below ``folder``, links not counted."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def main() -> int:
    """Freeze and tell where the folder is and how large; 1 where something is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="instead of dist/")
    wish = parser.parse_args()
    missing = obstacle()
    if missing is not None:
        sys.stderr.write(f"{missing}\n")
        return 1
    into = wish.into.absolute() if wish.into else HERE / "dist"
    folder = freeze(into, into / "build" if wish.into else HERE / "build")
    print(f"{folder}: {size(folder) / 1e6:.0f} MB")
    known = advisories.read_known(advisories.ADVISORIES.read_text(encoding="utf-8"))
    warning = advisories.stale(known, datetime.now(UTC).date())
    if warning:
        print(warning)
    return 0


if __name__ == "__main__":
    run_tool(main)
