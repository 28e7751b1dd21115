"""Nothing is shipped with a fault that is on the list of advisories and that nobody has judged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from packaging.specifiers import SpecifierSet

from tests.setup.checkout import ROOT
from tools import advisories
from tools.advisories import Advisory
from tools.shipped import LIBRARIES, comparable, locked_versions

KNOWN = advisories.read_known(advisories.ADVISORIES.read_text(encoding="utf-8"))
OPENSSL = "OpenSSL in sqlcipher3"


@pytest.fixture(scope="module")
def versions() -> dict[str, str]:
    """What is locked and what the installed wheels tell of their insides."""
    return advisories.shipped_versions()


def test_no_shipped_version_has_a_fault_that_nobody_judged(
    versions: dict[str, str], record_property: Callable[[str, object], None]
) -> None:
    assert list(advisories.faults(KNOWN.advisories, versions, advisories.own_sources())) == []
    ids = sum(len(entry.ids) for entry in KNOWN.advisories)
    record_property("figure", f"{len(versions)} versions against {ids} advisories, 0 unjudged")


@pytest.mark.skipif(sys.platform != "linux", reason="the names of the files in the wheels")
def test_every_wheel_tells_the_versions_of_what_is_inside(versions: dict[str, str]) -> None:
    assert [library.place for library in LIBRARIES if library.place not in versions] == []
    for version in versions.values():
        comparable(version)


def test_the_openssl_that_keeps_the_passwords_is_looked_at_first() -> None:
    assert KNOWN.advisories[0].of == OPENSSL


def test_each_advisory_is_of_something_that_is_shipped() -> None:
    shipped = {*locked_versions(), *(library.place for library in LIBRARIES)}
    assert {entry.of for entry in KNOWN.advisories} <= shipped
    assert {library.package for library in LIBRARIES} <= set(locked_versions())
    for entry in KNOWN.advisories:
        assert entry.ids
        assert entry.severity in {"low", "moderate", "high", "critical"}
        assert bool(entry.kept_version) == bool(entry.kept_why)


def _found(entry: Advisory, version: str, source: str = "") -> str:
    return "\n".join(advisories.faults([entry], {entry.of: version}, {"zcdesk/a.py": source}))


def test_a_fault_is_told_until_it_is_judged_and_the_judgement_is_for_one_version() -> None:
    entry = Advisory(OPENSSL, ("CVE-1",), SpecifierSet("<3.6.2"), "high", "overflow", "3.6.2", "")
    assert "3.6.1 has it (high; overflow; mended in 3.6.2)" in _found(entry, "3.6.1")
    assert _found(entry, "3.6.2") == ""
    judged = replace(entry, kept_version="3.6.1", kept_why="not called", absent=("VideoCapture",))
    assert _found(judged, "3.6.1") == ""
    assert "has it" in _found(judged, "3.6.0")
    assert "can go" in _found(judged, "3.6.2")
    assert "zcdesk/a.py has it" in _found(judged, "3.6.1", "cv2.VideoCapture(0)")


def test_the_letters_of_openssl_are_in_order() -> None:
    assert comparable("1.1.1k") < comparable("1.1.1t") < comparable("3.0.0")
    assert comparable("1.1.1k") in SpecifierSet("<1.1.1.20")


def test_a_list_that_has_grown_old_is_told_and_fails_nothing() -> None:
    fresh = KNOWN.looked_up + timedelta(days=30)
    assert advisories.stale(KNOWN, fresh) is None
    told = advisories.stale(KNOWN, KNOWN.looked_up + timedelta(days=400))
    assert told is not None
    assert "WARNING" in told


@pytest.mark.slow
def test_the_command_shows_what_ships_with_versions_and_judgements() -> None:
    command = [sys.executable, "tools/advisories.py"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for word in ("sqlcipher3", OPENSSL, "CVE-2025-15467", "kept:", str(KNOWN.looked_up)):
        assert word in run.stdout
