"""Where the program keeps what is its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zcdesk.disk.own_folder import own_folder, settings_file


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program on a stick; its user has a home elsewhere."""
    program = tmp_path / "U盘 一" / "zcdesk"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "zcdesk"))
    return program


def test_a_portable_program_keeps_its_data_beside_itself(frozen: Path) -> None:
    (frozen / "portable").touch()
    assert own_folder().parent == frozen
    assert settings_file().is_relative_to(frozen)


def test_an_installed_program_keeps_nothing_beside_itself(frozen: Path) -> None:
    assert not own_folder().is_relative_to(frozen)


def test_the_marker_means_nothing_to_a_checkout(
    frozen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (frozen / "portable").touch()
    monkeypatch.delattr(sys, "frozen")
    assert not own_folder().is_relative_to(frozen)
