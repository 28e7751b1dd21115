"""What lists say of the notices and lessons that ship: a table, so that none of them is loaded.

``tools/shipped_lists.py`` writes it out of the files themselves; a test holds it to them.
"""

from __future__ import annotations

from typing import Any

from zcdesk.disk.own_folder import own_folder
from zcdesk.resources import table


def shipped(kind: str) -> tuple[dict[str, Any], ...]:
    """Return a row for each that ships, in the order of the list.

    Args:
        kind: ``notice`` or ``lesson``.
    """
    return tuple(table("lists.toml")[kind])


def has_own(folder: str) -> bool:
    """Tell whether the user keeps any of her own; those are read and checked whole.

    Args:
        folder: ``notices`` or ``lessons``.
    """
    try:
        return any((own_folder() / folder).iterdir())
    except (OSError, RuntimeError):  # no such folder, or no home at all
        return False
