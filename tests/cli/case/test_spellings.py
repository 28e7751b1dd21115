"""What pages show in Uyghur beside the own words is told by ``case doubts`` and answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.case.test_commands import NOTICE
from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.names.arabic_letters import plain_letters


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one bilingual card that was read."""
    folder = tmp_path_factory.mktemp("案卷")
    facts = {"applicant": {"name": applicant().name, "employer": applicant().employer}}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    path = folder / "我的.zcase"
    options = ["--notice", NOTICE, "--facts", str(folder / "facts.json")]
    assert run(["case", "new", str(path), *options]) == 0
    run(["case", "add", str(path), "diploma", str(draw_card(folder / "工作证.jpg"))])
    return path


def doubts(path: Path, to: Path) -> dict[str, Any]:
    run(["case", "doubts", str(path), "--json", str(to)])
    told: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return told


@pytest.mark.slow
def test_a_spelling_is_told_with_its_place_answered_and_asked_no_more(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = doubts(read, tmp_path / "a.json")
    said = capsys.readouterr().out
    proposed = {one["target"]: one for one in told["proposed_spellings"]}
    assert proposed.keys() == {"name", "employer"}
    assert proposed["name"]["text"] == NAME
    assert NAME in said
    assert (proposed["name"]["pages"], proposed["name"]["places"]) == ([1], [1])
    assert told["spellings"] == {each["id"]: None for each in proposed.values()}

    assert run(["case", "status", str(read), "--json", str(tmp_path / "s.json")]) == 1
    status = (tmp_path / "s.json").read_text(encoding="utf-8")
    assert "check.script_name" in status
    assert NAME not in status
    capsys.readouterr()

    answers = {proposed["name"]["id"]: "yes", proposed["employer"]["id"]: f"{EMPLOYER} ش"}
    told["spellings"] = {**answers, "s000000000000": "no"}
    (tmp_path / "a.json").write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(read), str(tmp_path / "a.json")]) == 1
    assert "s000000000000" in capsys.readouterr().err
    with open_case(read) as stored:
        case = stored.case
    assert case.applicant.aliases == (NAME,)
    assert case.applicant.employer_aliases == (f"{EMPLOYER} ش",)
    assert any(hit.mask.matched == "alias:1" for hit in case.pages[0].hits)
    again = doubts(read, tmp_path / "b.json")
    assert not again["proposed_spellings"]


def test_a_no_is_kept_and_another_word_is_refused_by_its_entry(
    tmp_path: Path, read: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.zcase"
    copy.write_bytes(read.read_bytes())
    with open_case(copy) as stored:
        while stored.case.applicant.aliases:
            assert stored.undo()
    told = doubts(copy, tmp_path / "a.json")
    proposed = told["proposed_spellings"]
    names = {each["target"]: each["id"] for each in proposed}
    wrong = {"schema": 1, "spellings": {names["name"]: "Dilnur"}}
    (tmp_path / "w.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert run(["case", "decide", str(copy), str(tmp_path / "w.json")]) != 0
    assert "spellings" in capsys.readouterr().err
    (tmp_path / "n.yaml").write_text(
        f"schema: 1\nspellings: {{{names['name']}: no}}\n", encoding="utf-8"
    )
    run(["case", "decide", str(copy), str(tmp_path / "n.yaml")])
    with open_case(copy) as stored:
        kept = dict(stored.case.facts)
    assert kept[f"spelling.name.{plain_letters(NAME)}"] == "no"
    assert not stored.case.applicant.aliases
    left = doubts(copy, tmp_path / "b.json")["proposed_spellings"]
    assert [each["target"] for each in left] == ["employer"]
