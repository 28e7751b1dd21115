"""The changelog tells users of the version that the program shows."""

from __future__ import annotations

import re

from tests.setup.checkout import ROOT
from zcdesk import __version__

HEADING = re.compile(r"^## \[([^]]+)](?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def test_the_newest_release_is_the_version_and_what_comes_next_stands_above() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (unreleased, no_day), (version, day), *_ = HEADING.findall(text)
    assert (unreleased, no_day) == ("未发布", "")
    assert version == __version__
    assert day
