"""The checkout under test: its root and the files that belong to it."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist", "walked", "zcdesk-demo"}


def project_files() -> list[Path]:
    """Return the files of the project: those that Git knows, or all in an unpacked archive."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        safe = f"safe.directory={ROOT}"  # the checkout may belong to another user
        command = [git, "-c", safe, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        names = {name for name in listed.decode("utf-8").split("\0") if name}
        return [ROOT / name for name in sorted(names) if (ROOT / name).is_file()]
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not _NOT_OURS & set(path.relative_to(ROOT).parts)
    ]
