"""The settings on the disk: what of them is told, and what stays out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from tests.incidents.own_home import use_home
from zcdesk.disk.own_folder import own_folder
from zcdesk.doctor.stored_settings import chosen_case_folder, plain_settings
from zcdesk.ui.kit.settings import Settings


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_home(tmp_path, monkeypatch)


def write(content: str | dict[str, object]) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (own_folder() / "settings.json").write_text(text, encoding="utf-8")


def test_only_what_is_chosen_out_of_a_fixed_choice_is_told() -> None:
    write({
        "size": 125, "language": "en", "look": "dark", "wheel_zooms": True, "toured": "青黛",
        "case_folder": "/home/青黛", "package_folder": "/home/青黛", "recent": [{"path": "青黛"}],
        "青黛": 1,
    })  # fmt: skip
    assert plain_settings() == {"size": 125, "language": "en", "look": "dark", "wheel_zooms": True}


@pytest.mark.parametrize("name", ["language", "look"])
def test_every_choice_that_the_window_offers_is_told(name: str) -> None:
    for choice in get_args(Settings.model_fields[name].annotation):
        write({name: choice})
        assert plain_settings() == {name: choice}


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '{"size": 65990019900307}', "[" * 9999])
def test_a_broken_file_tells_nothing(content: str) -> None:
    write(content)
    assert plain_settings() == {}
    assert chosen_case_folder() is None


@pytest.mark.parametrize("folder", ["", "\\\\host\\share", "//host/share", 5, None])
def test_a_folder_on_another_computer_is_not_looked_at(folder: object) -> None:
    write({"case_folder": folder})
    assert chosen_case_folder() is None


def test_the_folder_for_cases_is_the_chosen_one(tmp_path: Path) -> None:
    write({"case_folder": str(tmp_path)})
    assert chosen_case_folder() == tmp_path
