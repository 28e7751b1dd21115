"""Model files are those that their source notes name, with licence, and told to whoever asks."""

from __future__ import annotations

import hashlib
import tomllib

import pytest

from tests.setup.checkout import ROOT
from zcdesk.resources import resource

MODELS = ROOT / "resources" / "models"
NOTES = tomllib.loads(resource("models", "SOURCES.toml").read_text(encoding="utf-8"))
LICENCES = {"Apache-2.0": "Apache License", "MIT": "MIT License"}


def test_each_model_has_its_note_and_each_note_its_model() -> None:
    assert {path.name for path in MODELS.glob("*.onnx")} == set(NOTES)


@pytest.mark.parametrize("name", NOTES)
def test_a_model_is_the_one_its_source_note_names(name: str) -> None:
    note = NOTES[name]
    model = (MODELS / name).read_bytes()
    assert (hashlib.sha256(model).hexdigest(), len(model)) == (note["sha256"], note["bytes"])


@pytest.mark.parametrize("name", NOTES)
def test_a_model_ships_with_its_licence(name: str) -> None:
    note = NOTES[name]
    licence = (MODELS / note["license_file"]).read_text(encoding="utf-8")
    assert LICENCES[note["license"]] in licence


@pytest.mark.parametrize("name", NOTES)
def test_the_dependencies_name_a_model_with_its_hash(name: str) -> None:
    rows = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines()
    assert any(f"`{name}`" in row and NOTES[name]["sha256"] in row for row in rows)
