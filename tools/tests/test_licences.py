"""Everything that ships has its licence and its text, and goes with the licence of the whole."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tools import licences
from tools.shipped import LIBRARIES, installed_version, locked_versions

COMPATIBLE, PACKAGES, TEXTS_OF_LIBRARIES = licences.told()
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
TEXTS = licences.text_names()
GRANTING = ("permi", "free", "grant", "public domain", "copyright")


def test_each_locked_package_has_a_licence_and_no_other(
    record_property: Callable[[str, object], None],
) -> None:
    assert {entry.name for entry in PACKAGES} == set(locked_versions())
    record_property(
        "figure", f"{len(PACKAGES)} packages, {len(LIBRARIES)} libraries inside, 0 without licence"
    )


def test_each_licence_goes_with_the_agpl_for_a_reason_that_is_told() -> None:
    used = {one for entry in PACKAGES for one in licences.licences_in(entry.licence)}
    used |= {one for library in LIBRARIES for one in licences.licences_in(library.licence)}
    used |= _of_our_resources()
    assert used == set(COMPATIBLE)


def _of_our_resources() -> set[str]:
    """The licences that the source notes of models and fonts name."""
    found: set[str] = set()
    for notes in (ROOT / "resources").glob("*/SOURCES.toml"):
        told = tomllib.loads(notes.read_text(encoding="utf-8"))
        found |= {
            str(note["license"])
            for note in told.values()
            if isinstance(note, dict) and "license" in note
        }
    return found | {"OFL-1.1"}


def test_each_package_is_in_the_notice_and_its_text_is_here() -> None:
    squeezed = re.sub(r"[-_. ]", "", NOTICE).lower()
    for entry in PACKAGES:
        texts = [(licences.FOLDER / name).read_text(encoding="utf-8") for name in TEXTS[entry.name]]
        assert any(word in text.lower() for text in texts for word in GRANTING), entry.name
        assert re.sub(r"[-_.]", "", entry.name) in squeezed, entry.name


def test_each_library_inside_a_wheel_is_named_with_its_text() -> None:
    for library in LIBRARIES:
        names = TEXTS[f"{library.name} in {library.package}"]
        assert names, library.name
        assert all((licences.FOLDER / name).is_file() for name in names), names
        assert library.name in NOTICE


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info[:2] != (3, 11),
    reason="the wheels of another target bring other texts",
)
def test_the_texts_are_those_of_the_wheels_that_are_installed_here(
    record_property: Callable[[str, object], None],
) -> None:
    compared = 0
    for path, text in licences.files_to_write().items():
        assert path.read_text(encoding="utf-8") == text, f"run tools/licences.py: {path.name}"
        compared += 1
    record_property("figure", f"{compared} texts as in the wheels")


def test_no_text_lies_there_for_nothing() -> None:
    named = {name for names in TEXTS.values() for name in names}
    assert {path.name for path in licences.FOLDER.iterdir()} == named


def test_a_text_that_stands_twice_in_a_wheel_is_gathered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/LICENSE", "b/LICENSE.txt", "b/NOTICE"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Be good.\n" if "NOTICE" not in name else "By us.\n", encoding="utf-8")
    monkeypatch.setattr(licences, "files_of", lambda _: tmp_path.rglob("*"))
    whole = licences.gathered("any", {})
    assert whole is not None
    assert (whole.count("Be good."), whole.count("By us.")) == (1, 1)
    known = licences.gathered("any", {"Be good.": "Good-1.0.txt"})
    assert known is not None
    assert "Good-1.0.txt" in known
    assert "Be good." not in known


def test_what_is_installed_here_is_what_the_lock_names() -> None:
    locked = locked_versions()
    assert all(installed_version(name) in (None, version) for name, version in locked.items())
