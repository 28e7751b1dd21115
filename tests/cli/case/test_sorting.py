"""Scans without a slot go where they say that they belong; slots are called by id or by title."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from tests.cli.case.test_commands import NOTICE
from tests.program import drawn_scan
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import USAGE, run

KINDS = ("diploma", "posting")


def new_case(folder: Path, person: Person) -> Path:
    facts, path = folder / "facts.yaml", folder / "我的.zcase"
    told = f"applicant: {{name: {person.name}, employer: {person.employer.name}}}\n"
    facts.write_text(told, encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(facts)]) == 0
    return path


def slots_of(path: Path) -> dict[str, str]:
    with open_case(path, writing=False) as stored:
        return {page.file_name: page.slot for page in stored.case.pages}


@pytest.mark.slow
def test_scans_without_a_slot_are_sorted_and_what_is_not_sure_waits_for_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(7)
    person = invent_person(random)
    path = new_case(tmp_path, person)
    scans = []
    for kind in KINDS:
        page = draw_page(kind, person, invent_colleagues(person, random), random, 130)
        scans.append(tmp_path / f"{kind}.jpg")
        Image.fromarray(page.picture).save(scans[-1], dpi=(130, 130), quality=90)
    scans.append(drawn_scan(tmp_path / "天气.jpg", "今天的天气很好，适合出门。", "明天也一样。"))
    assert run(["case", "add", str(path), *map(str, scans)]) == 1
    said = capsys.readouterr()
    assert slots_of(path) == {
        "diploma.jpg": "diploma", "posting.jpg": "posting", "天气.jpg": ""
    }  # fmt: skip
    assert "“diploma.jpg”放进了" in said.out
    assert "“天气.jpg”看不出属于哪个上传位置" in said.err

    assert run(["case", "sort", str(path), "--json", "-"]) == 1
    told = json.loads(capsys.readouterr().out)["pages"]
    assert [(one["file"], one["state"]) for one in told] == [("天气.jpg", "unknown")]
    number = told[0]["page"]
    assert f"--page {number}" in said.err
    assert run(["case", "sort", str(path), "--slot", "学历证书", "--page", "99"]) == USAGE
    capsys.readouterr()
    assert slots_of(path)["天气.jpg"] == ""
    assert run(["case", "sort", str(path), "--slot", "学历证书", "--page", str(number)]) == 0
    assert slots_of(path)["天气.jpg"] == "diploma"


NAMED = [
    ("diploma", "diploma"),
    ("学历证书", "diploma"),
    (" 著作、 论文", "paper"),
    ("Diploma.jpg", ""),
]


@pytest.mark.parametrize(("word", "slot"), NAMED)
def test_a_slot_is_called_by_its_id_or_title_and_a_file_is_none(
    tmp_path: Path, word: str, slot: str
) -> None:
    path = new_case(tmp_path, invent_person(Random(7)))
    scan = drawn_scan(tmp_path / "a.jpg")
    run(["case", "add", str(path), word, str(scan), "--later"])
    assert slots_of(path)["a.jpg"] == slot


WRONG = [
    (("学位证",), "是不是 degree_cert（学位证书）"),
    (("degree_cert",), "上传位置 degree_cert 后面还要写扫描件"),
    (("学历证书",), "上传位置 diploma 后面还要写扫描件"),
    (("一", "a.jpg"), "没有上传位置“一”。 全部上传位置见 zcdesk notice show"),
    ((), "缺少 [SLOT] FILES..."),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_word_that_is_neither_slot_nor_file_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    path = new_case(tmp_path, invent_person(Random(7)))
    assert run(["case", "add", str(path), *words]) == USAGE
    assert told in capsys.readouterr().err
    assert slots_of(path) == {}


def test_a_folder_that_is_called_like_a_slot_holds_files_when_nothing_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_case(tmp_path, invent_person(Random(7)))
    (tmp_path / "学历证书").mkdir()
    drawn_scan(tmp_path / "学历证书" / "a.jpg")
    monkeypatch.chdir(tmp_path)
    assert run(["case", "add", str(path), "学历证书", "--later"]) == 0
    assert slots_of(path) == {"a.jpg": ""}
    assert run(["case", "limit", str(path), "--slot", "学位证书", "--kb", "500"]) == 0
    with open_case(path, writing=False) as stored:
        assert [limit.slot for limit in stored.case.limits] == ["degree_cert"]
