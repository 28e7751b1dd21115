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
    rows = vars(module)["_SAYS"]
    assert isinstance(rows, Patterns)
    for name in set(re.findall(r"\b_SAYS\.(\w+)", path.read_text("utf-8"))):
        assert isinstance(getattr(rows, name), re.Pattern), name
