"""Tables of cases that stand beside their tests as data: one row a case, one file a module."""

import tomllib
from pathlib import Path
from typing import Any


def rows_beside(module: str) -> dict[str, Any]:
    """Return the tables of ``test_x.toml`` beside ``test_x.py``, rows as tuples.

    Args:
        module: ``__file__`` of the tests.
    """
    told = tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: _frozen(table) for name, table in told.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(one) for name, one in value.items()}
    return value
