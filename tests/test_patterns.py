"""Rows of patterns are named by modules as attributes, which no type checker sees."""

import importlib
import re
from pathlib import Path

import pytest

import zcdesk
from zcdesk.resources import Patterns

ROOT = Path(zcdesk.__file__).parent
MADE = [path for path in sorted(ROOT.rglob("*.py")) if "= Patterns(" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_every_pattern_that_a_module_names_can_be_made(path: Path) -> None:
    module = importlib.import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
    ((called, rows),) = (row for row in vars(module).items() if isinstance(row[1], Patterns))
    users = [path] if called.startswith("_") else sorted(path.parent.glob("*.py"))
    written = "".join(user.read_text("utf-8") for user in users)
    for name in set(re.findall(rf"(?<!\w){called}\.(\w+)", written)):
        assert isinstance(getattr(rows, name), re.Pattern), name
