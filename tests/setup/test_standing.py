"""What tells others who we are: licences, address, menus, forms for those who write to us."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tests.setup.checkout import ROOT
from tools import release

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ADDRESS = PROJECT["urls"]["Homepage"]
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def test_every_file_has_a_licence_whose_text_is_here_and_no_text_is_left_over() -> None:
    entries = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
    asked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if asked.returncode:
        pytest.skip("this is no checkout")
    used: set[str] = set()
    for name in filter(None, asked.stdout.split("\0")):
        fitting = [
            entry
            for entry in entries
            for path in ([entry["path"]] if isinstance(entry["path"], str) else entry["path"])
            if fnmatch(name, path)
        ]
        assert fitting, name
        assert fitting[-1]["SPDX-FileCopyrightText"], name
        used.add(fitting[-1]["SPDX-License-Identifier"])
    assert used == {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert (ROOT / "LICENSES" / f"{PROJECT['license']}.txt").read_bytes() == (
        ROOT / "LICENSE"
    ).read_bytes()


def test_the_models_licences_are_those_that_their_sources_name() -> None:
    sources = tomllib.loads((ROOT / "resources/models/SOURCES.toml").read_text("utf-8"))
    entries = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
    for name, source in sources.items():
        if isinstance(source, dict) and "license" in source:
            fitting = [
                entry["SPDX-License-Identifier"]
                for entry in entries
                for path in ([entry["path"]] if isinstance(entry["path"], str) else entry["path"])
                if fnmatch(f"resources/models/{name}", path)
            ]
            assert fitting[-1] == source["license"], name


def test_the_address_is_one_setting() -> None:
    places = ["SECURITY.md", "packaging/linux/zcdesk.metainfo.xml", "packaging/linux/copyright"]
    for place in places:
        text = (ROOT / place).read_text("utf-8")
        assert ADDRESS in text, place
        assert re.findall(r"https://[\w.-]*zcdesk[\w.-]*", text) == [ADDRESS] * text.count(ADDRESS)
    assert all(url.startswith(ADDRESS) for url in PROJECT["urls"].values())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_who_writes_to_us_is_asked_for_the_diagnosis_and_for_no_scans(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    text = path.read_text("utf-8")
    assert "doctor --report" in text
    assert "不要附上真的扫描件" in text or "Attach no real scans" in text
    boxes = [part for part in form["body"] if part["type"] == "checkboxes"]
    assert boxes[-1]["attributes"]["options"][0]["required"] is True


def test_menus_and_shops_learn_the_same_of_the_program() -> None:
    told = ElementTree.parse(ROOT / "packaging/linux/zcdesk.metainfo.xml").getroot()
    assert told.findtext("project_license") == PROJECT["license"]
    assert told.findtext("launchable") == "zcdesk.desktop"
    desktop = (ROOT / "packaging/linux/zcdesk.desktop").read_text("utf-8")
    assert re.search(r"^Keywords=.+;$", desktop, re.MULTILINE)
    share = release.share()
    assert ElementTree.fromstring(share["share/zcdesk.svg"]).tag.endswith("svg")
    assert {"share/zcdesk.1", "share/zcdesk.zh_CN.1"} <= share.keys()


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_a_readme_leads_to_both_languages_and_names_nothing_that_is_not_here(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    other = {"README.md": "README.en.md", "README.en.md": "README.md"}[name]
    assert f"({other})" in text.splitlines()[0]
    for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", text):
        assert (ROOT / "".join(target)).exists(), target
    commands = re.findall(r"^python3 start\.py.*$", text, re.MULTILINE)
    assert commands == ["python3 start.py", "python3 start.py test"]
