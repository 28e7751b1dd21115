"""Scans without a slot go where they say that they belong; slots are called by id or by title."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests import one_photo
from tests.cli.case.test_commands import NOTICE
from tests.program import drawn_scan
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
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
    ((), "缺少 [one_photo.SLOT] FILES..."),
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


def pages_of(case: Path) -> tuple[CasePage, ...]:
    with open_case(case, writing=False) as stored:
        return stored.case.pages


def codes_in(status: Path, case: Path) -> list[tuple[str, str]]:
    run(["case", "status", str(case), "--json", str(status)])
    told = json.loads(status.read_text(encoding="utf-8"))
    return [(one["code"], one["clause"]) for one in told["findings"]]


def test_a_photo_in_its_own_slot_leaves_as_it_is_and_is_covered_in_any_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    facts, case, out = tmp_path / "facts.yaml", tmp_path / "和田.zcase", tmp_path / "包"
    who = {"name": one_photo.APPLICANT.name, "employer": one_photo.APPLICANT.employer}
    begun = ["case", "new", str(case), "--notice", one_photo.NOTICE, "--facts", str(facts)]
    facts.write_text(json.dumps({"applicant": who}), encoding="utf-8")
    assert run(begun) == 0
    photo = one_photo.inch_photo(tmp_path / "照片.png")

    assert run(["case", "add", str(case), one_photo.SLOT, str(photo)]) == 0
    (own,) = pages_of(case)
    assert own.examined
    assert (own.hits, own.findings) == ((), ())
    assert ("check.photo_kept", "五（一）4") in codes_in(tmp_path / "状态.json", case)

    assert run(["case", "add", str(case), "diploma", str(photo)]) == 1
    _, elsewhere = pages_of(case)
    assert [hit.mask.target for hit in elsewhere.hits] == [Target.PHOTO]

    answers = tmp_path / "答复.json"
    told = {"schema": 1, "confirm_sure": True, "classified": "no", "route": "covered"}
    answers.write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(case), str(answers)]) == 1  # the other page's doubt is open
    export = [
        "case",
        "export",
        str(case),
        "--out",
        str(out),
        "--slot",
        one_photo.SLOT,
        "--confirm-truth",
    ]
    assert run([*export, "--confirm-truth"]) == 0, capfd.readouterr().err
    (picture,) = out.rglob("*.jpg")
    shown, scanned = (
        cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) for path in (picture, photo)
    )
    assert shown is not None
    assert scanned is not None
    assert float(np.abs(shown.astype(int) - scanned).mean()) < 4
