"""The changelog tells users of the version that the program shows."""

import re

from tests.setup.checkout import ROOT
from zcdesk import __version__
from zcdesk.resources import table

HEADING = re.compile(r"^## \[([^]]+)](?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def test_the_newest_release_is_the_version_and_what_comes_next_stands_above() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (unreleased, no_day), (version, day), *_ = HEADING.findall(text)
    assert (unreleased, no_day) == ("未发布", "")
    assert version == __version__
    assert day


def test_the_news_of_the_window_are_the_ten_sentences_of_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _, (version, day), *_ = HEADING.findall(text)
    newest = table("news.toml")["release"][0]
    assert (newest["version"], f"{newest['day']}") == (version, day)
    part = text.split(f"## [{version}]")[1].split("\n## [")[0]
    told = [each.replace("\n  ", "") for each in re.findall(r"^- (.*(?:\n  .*)*)", part, re.M)]
    assert newest["zh"] == told
    assert len(newest["en"]) == len(told) <= 10
