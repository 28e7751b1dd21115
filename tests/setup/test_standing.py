"""What tells others who we are: licences, address, menus, forms for those who write to us."""

import re
import runpy
import subprocess
import sys
import tomllib
import venv
from fnmatch import fnmatch
from pathlib import Path
from xml.etree import ElementTree

import pytest
import trove_classifiers
import yaml

from tests.setup import recipes
from tests.setup.checkout import ROOT
from tools import release
from zcdesk import __version__

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, HATCH = SETTINGS["project"], SETTINGS["tool"]["hatch"]
ADDRESS = PROJECT["urls"]["Homepage"]
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def licence_of(name: str) -> str:
    """Return what REUSE.toml says of a file: the last entry that fits."""
    entries = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
    fitting = [
        entry
        for entry in entries
        for path in ([entry["path"]] if isinstance(entry["path"], str) else entry["path"])
        if fnmatch(name, path)
    ]
    assert fitting, name
    assert fitting[-1]["SPDX-FileCopyrightText"], name
    return str(fitting[-1]["SPDX-License-Identifier"])


@pytest.mark.nightly
def test_every_file_has_a_licence_whose_text_is_here_and_no_text_is_left_over() -> None:
    asked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if asked.returncode:
        pytest.skip("this is no checkout")
    names = [name for name in asked.stdout.split("\0") if name and not name.startswith("LICENSES/")]
    used = {licence_of(name) for name in names}
    assert used == {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert (ROOT / "LICENSES" / f"{PROJECT['license']}.txt").read_bytes() == (
        ROOT / "LICENSE"
    ).read_bytes()
    # A tag inside a file would go before the table.
    tagged = subprocess.run(
        ["git", "grep", "-lI", "SPDX-License-Ident" "ifier:"], cwd=ROOT, capture_output=True,
        encoding="utf-8", check=False,
    ).stdout.splitlines()  # fmt: skip
    assert {licence_of(name) for name in tagged} <= {"LicenseRef-licence-texts"}, tagged


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would have to be compiled")
def test_reuse_lint_finds_nothing(tmp_path: Path) -> None:
    venv.create(tmp_path / "reuse", with_pip=True)  # it has no wheel for each locked system
    python = tmp_path / "reuse" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "reuse==6.2.0"], check=True)
    done = subprocess.run(
        [python, "-m", "reuse", "lint"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_others_made_has_the_licence_that_its_sources_name() -> None:
    for folder in ("models", "characters"):
        table = tomllib.loads((ROOT / "resources" / folder / "SOURCES.toml").read_text("utf-8"))
        for name, source in table.items():
            if isinstance(source, dict) and (named := source.get("license", source.get("licence"))):
                assert licence_of(f"resources/{folder}/{name}") == named, name
    faces = tomllib.loads((ROOT / "benchmarks/faces/SOURCES.toml").read_text("utf-8"))["face"]
    for face in faces:
        told = licence_of(f"benchmarks/faces/{face['file']}")
        assert told.partition("-")[0] in face["licence"], face["file"]


def test_the_address_is_one_setting() -> None:
    linux = ("packaging/linux/zcdesk.metainfo.xml", "packaging/linux/copyright")
    for place in ("SECURITY.md", "SECURITY.en.md", *linux):
        text = (ROOT / place).read_text("utf-8")
        assert ADDRESS in text, place
        assert re.findall(r"https://[\w.-]*zcdesk[\w.-]*", text) == [ADDRESS] * text.count(ADDRESS)
    assert all(url.startswith(ADDRESS) for url in PROJECT["urls"].values())


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_on_an_index_page_pictures_and_links_have_whole_addresses(name: str) -> None:
    # Not by its name: a package of others is called like the folder.
    page = runpy.run_path(str(ROOT / "packaging/index_page.py"))["with_addresses"](
        (ROOT / name).read_text("utf-8"), ADDRESS
    )
    targets = re.findall(r"\]\(([^)]+)\)|src(?:set)?=\"([^\"]+)\"", page)
    assert len(targets) > 15
    for target in map("".join, targets):
        kind, _, path = target.removeprefix(f"{ADDRESS}/").partition("/HEAD/")
        assert (ROOT / path.partition("#")[0]).exists(), target
        assert kind == ("raw" if path.endswith((".png", ".svg", ".webp")) else "blob"), target
    assert "custom" in HATCH["metadata"]["hooks"]
    assert "readme" in PROJECT["dynamic"]


def test_an_index_page_gets_classifiers_that_there_are() -> None:
    assert set(PROJECT["classifiers"]) <= set(trove_classifiers.classifiers)
    assert len(set(PROJECT["classifiers"])) == len(PROJECT["classifiers"])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_who_writes_to_us_is_asked_for_the_diagnosis_and_for_no_scans(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    text = path.read_text("utf-8")
    assert "doctor --report" in text
    assert "不要附上真的扫描件" in text or "Attach no real scans" in text
    boxes = [part for part in form["body"] if part["type"] == "checkboxes"]
    assert boxes[-1]["attributes"]["options"][0]["required"] is True


def test_the_packages_copyright_is_a_table_that_machines_read() -> None:
    text = (ROOT / "packaging/linux/copyright").read_text("utf-8")
    head, *stanzas = [
        dict(re.findall(r"^([\w-]+): (.*)$", part, re.MULTILINE)) for part in text.split("\n\n")
    ]
    assert head["Format"].endswith("/copyright-format/1.0/")
    files = [one for one in stanzas if "Files" in one]
    told = {one["License"] for one in stanzas if "Files" not in one}
    assert files[0]["Files"] == "*"  # the last that fits counts
    named = {name for one in files for name in one["License"].split(" and ")}
    assert named == told
    assert all(one["Copyright"] for one in files)


def test_menus_and_shops_learn_the_same_of_the_program() -> None:
    told = ElementTree.parse(ROOT / "packaging/linux/zcdesk.metainfo.xml").getroot()
    assert told.findtext("project_license") == PROJECT["license"]
    assert told.findtext("launchable") == "zcdesk.desktop"
    newest = told.find("releases/release")
    assert newest is not None
    assert f"## [{newest.get('version')}] - {newest.get('date')}" in (
        ROOT / "CHANGELOG.md"
    ).read_text("utf-8")
    assert newest.get("version") == __version__
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
    for target in re.findall(r"\]\(([^)#]+)\)|src(?:set)?=\"([^\"]+)\"", text):
        assert (ROOT / "".join(target)).exists(), target
    commands = re.findall(r"^python3 start\.py.*$", text, re.MULTILINE)
    assert commands == ["python3 start.py", "python3 start.py test", "python3 start.py test --all"]


def test_both_readmes_say_the_same_in_the_same_order() -> None:
    part = re.compile(r"^(#+) |^(!)\[|^(```)$|^(\| )|^(\d)\. ", re.MULTILINE)
    chinese, english = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md"))
    assert part.findall(chinese) == part.findall(english)
    assert max(text.index("docs/pictures/covered.webp") for text in (chinese, english)) < 1500


@pytest.mark.nightly
def test_every_recipe_compiles_where_it_says_and_has_the_types_of_its_place(tmp_path: Path) -> None:
    shadows = [
        word
        for file, followed in recipes.followed(tmp_path).items()
        for word in ("--shadow-file", file, str(followed))
    ]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *shadows, *shadows[1::3]],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
