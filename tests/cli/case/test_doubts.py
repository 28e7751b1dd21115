"""What waits in a case that was really read is told, filled in and taken by the next command."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.cli.case.test_commands import FACTS, NOTICE
from tests.drawn_text import typed
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two pages with a seal each that nobody can read, and one that nobody read."""
    folder = tmp_path_factory.mktemp("案卷")
    print_ = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", "特发此证。")
    for number in (1, 2, 3):
        page = np.full((880 + number, print_.shape[1], 3), 255, np.uint8)
        page[: print_.shape[0]] = print_
        cv2.circle(page, (500, 650), 90, (200, 30, 30), 8)
        Image.fromarray(page).save(folder / f"{number}.jpg", dpi=(150, 150), quality=92)
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    path = folder / "我的.zcase"
    made = ["case", "new", str(path), "--notice", NOTICE, "--facts", str(folder / "facts.yaml")]
    assert run(made) == 0
    run(["case", "add", str(path), "diploma", *(str(folder / f"{n}.jpg") for n in (1, 2))])
    run(["case", "add", str(path), "diploma", str(folder / "3.jpg"), "--later"])
    return path


@pytest.mark.slow
def test_doubts_filled_in_are_decided_and_only_named_pages_are_confirmed(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.json"
    assert run(["case", "doubts", str(read), "--json", str(answers)]) == 1
    said = capsys.readouterr()
    assert "“3.jpg”还没有识别" in said.err
    told = json.loads(answers.read_text(encoding="utf-8"))
    assert [one["page"] for one in told["pages"]] == [1, 2, 3]
    for one in told["pages"][:2]:
        assert one["places"], one
        for place in one["places"]:
            assert place.keys() == {"id", "target", "code", "message", "polygon", "at"}
            assert place["id"] in said.out
    assert told["pages"][2]["places"] == []

    told["places"] = dict.fromkeys(told["places"], "leave")
    told["confirm"] = [1, told["pages"][2]["sha256"] or 3]
    answers.write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(read), str(answers)]) == 1
    complained = capsys.readouterr().err
    assert "第 2 页（2.jpg）还没有确认" in complained
    assert "第 3 页（3.jpg）刚刚才识别" in complained
    with open_case(read, writing=False) as stored:
        now = stored.case
        assert [now.is_confirmed(page) for page in now.pages] == [True, False, False]
        assert not any(page.open_doubts() for page in now.pages[:2])

    # Nothing that was answered is asked again, and the names of the rest are what they were.
    capsys.readouterr()
    assert run(["case", "doubts", str(read), "--json", "-"]) == 1
    once = json.loads(capsys.readouterr().out)
    run(["case", "doubts", str(read), "--json", "-"])
    assert json.loads(capsys.readouterr().out) == once
    assert once["places"].keys().isdisjoint(told["places"])
    assert len(once["places"]) == 1

    waived = [{"code": "check.seal_missing", "reason": "已撤销", "page": 99}]
    stale = {"schema": 1, "places": {"p0000": "cover"}, "confirm": [9], "waivers": waived}
    answers.write_text(json.dumps(stale), encoding="utf-8")
    assert run(["case", "decide", str(read), str(answers)]) == 7
    complained = capsys.readouterr().err
    assert "没有这些疑问，答复没有用上：p0000" in complained
    assert "没有这些页，没有确认：9、99" in complained
    with open_case(read, writing=False) as stored:
        assert not stored.case.waivers


def test_one_answer_decides_what_shows_the_same_and_can_be_taken_back(
    read: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, answers = tmp_path / "again.zcase", tmp_path / "again.json"
    path.write_bytes(read.read_bytes())
    with open_case(path, writing=False) as stored:
        names = [place_names(page) for page in stored.case.pages[:2]]
        seals = [
            names[page.number - 1][index]
            for page in stored.case.pages[:2]
            for index, hit in enumerate(page.hits)
            if hit.reason.code == "hit.unread_seal"
        ]
    everything = sorted({name for page in names for name in page.values()})
    answers.write_text(json.dumps({"schema": 1, "reopen": everything}), encoding="utf-8")
    run(["case", "decide", str(path), str(answers)])
    answers.write_text(
        json.dumps({"schema": 1, "same_again": {seals[0]: "leave"}}), encoding="utf-8"
    )
    capsys.readouterr()
    run(["case", "decide", str(path), str(answers)])
    said = capsys.readouterr().out
    assert "一并照此处理的相同之处" in said
    assert f"{seals[1]}  第 2 页（2.jpg）" in said
    with open_case(path, writing=False) as stored:
        assert all(not page.open_doubts() for page in stored.case.pages[:2])
    answers.write_text(json.dumps({"schema": 1, "reopen": seals}), encoding="utf-8")
    run(["case", "decide", str(path), str(answers)])
    with open_case(path, writing=False) as stored:
        assert all(page.open_doubts() for page in stored.case.pages[:2])
