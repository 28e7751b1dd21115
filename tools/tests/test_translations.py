"""All that is translated goes out as one file and comes back to its places."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import polib
import pytest
import yaml

from tests.setup.checkout import ROOT
from tools import translations
from tools.window_words import FORMS


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that hold sentences, in a folder of their own."""
    for name in ("findings", "help", "lessons", "translations", "wording"):
        shutil.copytree(ROOT / "resources" / name, tmp_path / "resources" / name)
    shutil.copy(ROOT / "resources" / "news.toml", tmp_path / "resources")
    (tmp_path / "starting").mkdir()
    shutil.copy(ROOT / "starting" / "en.json", tmp_path / "starting")
    return tmp_path


@pytest.mark.nightly
def test_english_taken_out_comes_back_the_same_and_changes_no_byte(copy: Path) -> None:
    told = translations.catalogue(ROOT, "en")
    assert not [place for place, said in told.items() if not said]
    out = copy / "all.po"
    translations.to_po(told, "en").save(str(out))
    given = translations.from_po(polib.pofile(str(out)))
    assert given == told
    before = {path: path.read_bytes() for path in copy.rglob("*.*")}
    assert translations.take_in(copy, "en", given) == []
    assert {path: path.read_bytes() for path in copy.rglob("*.*")} == before


@pytest.mark.nightly
def test_a_new_language_finds_its_places(copy: Path) -> None:
    told = translations.catalogue(copy, "ug")
    assert not any(told.values())
    given = {place: f"{place[1]} …" for place in told}
    given |= {place: FORMS.join([said, said]) for place, said in given.items() if "%n" in said}
    assert translations.take_in(copy, "ug", given) == []
    assert translations.catalogue(copy, "ug") == given
    assert translations.catalogue(copy, "en") == translations.catalogue(ROOT, "en")
    findings = tomllib.loads((copy / "resources/findings/case.toml").read_text("utf-8"))
    refused = findings["check.page_refused"]
    assert refused["ug"]["remedy"] == f"{refused['zh']['remedy']} …"
    lesson = yaml.safe_load((copy / "resources/lessons/only-me.yaml").read_text("utf-8"))
    assert lesson["title"]["ug"] == f"{lesson['title']['zh']} …"
    assert "安装完成。" in json.loads((copy / "starting/ug.json").read_text("utf-8"))


@pytest.mark.nightly
def test_what_does_not_fit_is_named_and_not_taken(copy: Path) -> None:
    told = translations.catalogue(copy, "en")
    place = next(place for place in told if place[0].endswith("check.page_refused/message"))
    given = {place: "Page {side} was refused.", ("wording/cli.toml/none/message", "没有"): "None"}
    assert translations.take_in(copy, "en", given) == [
        f"{place[0]}: no such blank: {{side",
        "wording/cli.toml/none/message: stands here no more: 没有",
    ]
    assert translations.catalogue(copy, "en") == told


def test_what_a_translator_doubts_is_not_taken(copy: Path) -> None:
    made = translations.to_po({("set-up", "安装完成。"): "Perhaps done."}, "en")
    made[0].flags.append("fuzzy")
    assert translations.from_po(made) == {("set-up", "安装完成。"): ""}
