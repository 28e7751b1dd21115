"""Model files are those that their source notes name, with licence, and nothing else is loaded."""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from zcdesk.errors import ZcdeskError
from zcdesk.reading import engine
from zcdesk.resources import resource

MODELS = ROOT / "resources" / "models"
NOTES = tomllib.loads(resource("models", "SOURCES.toml").read_text(encoding="utf-8"))
WHO = ("--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司")
LICENCES = {
    "Apache-2.0": "Apache License",
    "MIT": "MIT License",
    "AGPL-3.0-or-later": "GNU AFFERO GENERAL PUBLIC LICENSE",
}


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped models, which the program takes for its own."""
    copy = tmp_path / "models"
    shutil.copytree(MODELS, copy)

    def moved(*parts: str) -> Path:
        path = tmp_path.joinpath(*parts)
        if not path.exists():
            raise FileNotFoundError(path)
        return path

    monkeypatch.setattr(engine, "resource", moved)
    engine.shipped_model.cache_clear()
    yield copy
    engine.shipped_model.cache_clear()


def _altered(model: Path) -> None:
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)


def test_each_model_has_its_note_and_each_note_its_model() -> None:
    shipped = {*MODELS.glob("*.onnx"), *MODELS.glob("*.traineddata")}
    assert {path.name for path in shipped} == set(NOTES)


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
def test_the_notice_names_a_model(name: str) -> None:
    assert f"resources/models/{name}" in (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NOTES)
def test_a_model_with_one_other_bit_is_not_loaded(
    name: str, models: Path, record_property: Callable[[str, object], None]
) -> None:
    assert engine.shipped_model(name) == models / name
    engine.shipped_model.cache_clear()
    _altered(models / name)
    with pytest.raises(ZcdeskError, match=r"^program\.model_altered$") as caught:
        engine.shipped_session(name)
    assert caught.value.details == {"file": name}
    record_property("figure", "one bit of each of four models changed, 4 refused")


@pytest.mark.parametrize("name", NOTES)
def test_a_model_that_is_not_there_or_not_noted_is_named(name: str, models: Path) -> None:
    (models / name).unlink()
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$") as caught:
        engine.shipped_session(name)
    assert caught.value.details == {"file": name}
    (models / "SOURCES.toml").write_text("", encoding="utf-8")
    shutil.copy2(MODELS / name, models / name)
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$"):
        engine.shipped_session(name)


@pytest.mark.parametrize("name", [name for name in NOTES if name.endswith(".onnx")])
def test_the_weights_of_a_model_are_constants(name: str) -> None:
    """One that a run may replace cannot be laid out before: twice the time of a face search."""
    assert not engine.shipped_session(name).get_overridable_initializers()


@pytest.mark.nightly
def test_an_installation_with_a_damaged_model_says_so_in_a_sentence(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "zcdesk", tmp_path / "zcdesk", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    _altered(tmp_path / "resources" / "models" / engine.DETECTION)
    page = next((ROOT / "resources" / "samples").rglob("*.jpg"))
    line = [sys.executable, "-m", "zcdesk", "redact", str(page), *WHO, "--out", "遮好的"]
    own = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    run = subprocess.run(
        line, cwd=tmp_path, env=own, capture_output=True, encoding="utf-8", check=False
    )
    told = run.stdout + run.stderr
    assert run.returncode == 7, told
    assert f"识别模型“{engine.DETECTION}”的内容与发布时不同" in told
    assert "Traceback" not in told
    assert not list((tmp_path / "遮好的").rglob("*.jpg"))
