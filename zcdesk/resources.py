"""Where the files lie that ship with the program."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, in an installation as in a checkout.

    Args:
        parts: Path below ``resources``, for example ``("notices", "region-senior-2024.yaml")``.

    Raises:
        FileNotFoundError: The installation lacks the file; the program cannot repair that itself.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resource missing from this installation: {'/'.join(parts)}")
    return path


def guide(name: str) -> str:
    """Return a text that tells how to write something, for example ``notices``.

    Raises:
        FileNotFoundError: The installation lacks it.
    """
    if _INSTALLED.is_dir():
        return resource("guides", f"{name}.md").read_text(encoding="utf-8")
    return (_CHECKOUT.parent / "docs" / f"{name}.md").read_text(encoding="utf-8")


@cache
def table(*parts: str) -> dict[str, Any]:
    """Return what a shipped TOML file holds; it is read once and not to be changed."""
    found: dict[str, Any] = tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
    return found
