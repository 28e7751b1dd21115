"""The lists of notices and lessons: a table that ships, and what the user keeps besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import shipped_lists
from zcdesk.cli.app import run
from zcdesk.resources import resource


def test_the_table_is_what_notices_and_lessons_say() -> None:
    assert resource("lists.toml").read_text(encoding="utf-8") == shipped_lists.content()


@pytest.mark.parametrize(
    ("command", "folder", "name"),
    [("notice", "notices", "miit-2019"), ("train", "lessons", "first-walk")],
)
def test_what_the_user_keeps_is_listed_behind_what_ships(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    folder: str,
    name: str,
) -> None:
    monkeypatch.setattr("zcdesk.cli.shipped_lists.own_folder", lambda: tmp_path)
    monkeypatch.setattr("zcdesk.notices.files.loading.own_folder", lambda: tmp_path)
    monkeypatch.setattr("zcdesk.training.lessons.loading.own_folder", lambda: tmp_path)
    assert run([command, "list"]) == 0
    alone = capsys.readouterr().out.splitlines()
    place = tmp_path / folder
    place.mkdir()
    shipped = next(resource(folder).glob(f"*{name}.yaml")).read_text(encoding="utf-8")
    own = shipped.replace(f"id: {name}", "id: our-own", 1)
    (place / "our-own.yaml").write_text(own, encoding="utf-8")
    (place / "broken.yaml").write_text("a: [", encoding="utf-8")
    assert run([command, "list"]) == 1
    told = capsys.readouterr()
    listed = told.out.splitlines()
    assert listed[: len(alone)] == alone
    assert len(listed) == len(alone) + 1
    assert listed[-1].startswith("our-own")
    assert "broken.yaml" in told.err
