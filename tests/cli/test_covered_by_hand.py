"""What a notice asks to cover and the program cannot find: told by redact, waited for in a case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.case.test_commands import FACTS
from tests.program import drawn_scan
from zcdesk.cli.app import run
from zcdesk.cli.output import language
from zcdesk.notices.files import loading
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.covering import CoveredByHand
from zcdesk.resources import resource

NOTICE = "region-senior-2024"


@pytest.mark.parametrize("asked", [False, True])
def test_no_run_ends_as_done_while_the_notice_asks_for_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: bool,
) -> None:
    notice = load_notice(NOTICE)
    assert notice.masking is not None
    crest = CoveredByHand(what="院徽", rule=notice.masking.rule, quote=notice.masking.quote)
    masking = notice.masking.model_copy(update={"by_hand": (crest,) if asked else ()})
    more = notice.model_copy(update={"masking": masking})
    monkeypatch.setattr(loading, "load_notice", lambda _: more)
    scan = drawn_scan(tmp_path / "1.jpg", "姓名：张伟", "单位：新疆云岭智能装备制造有限公司")
    words = ["--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司"]
    out = str(tmp_path / "遮好的")
    status = run(["redact", str(scan), *words, "--notice", NOTICE, "--out", out])
    assert status == (1 if asked else 0)
    assert ("院徽" in capsys.readouterr().err) is asked


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two pages, of a notice that wants names of patients covered in one slot."""
    folder = tmp_path_factory.mktemp("病区")
    text = resource("notices", f"{NOTICE}.yaml").read_text(encoding="utf-8")
    source = "rule: 四(一)14-a, quote: 将所有附件材料中出现的本人姓名及工作单位进行遮盖处理"
    own = f"masking:\n  by_hand: [{{what: 患者姓名, slots: [diploma], {source}}}]\n"
    text = text.replace(f"id: {NOTICE}", "id: wards-2027", 1).replace("masking:\n", own, 1)
    (folder / "wards-2027.yaml").write_text(text, encoding="utf-8")
    (folder / "facts.yaml").write_text(f"{FACTS}by_hand: 'no'\n", encoding="utf-8")
    assert run(["notice", "add", str(folder / "wards-2027.yaml")]) == 0
    path = folder / "我的.zcase"
    facts = ("--facts", str(folder / "facts.yaml"))
    run(["case", "new", str(path), "--notice", "wards-2027", *facts])
    for slot in ("diploma", "degree_cert"):
        words = ("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", f"编号 {slot}")
        run(["case", "add", str(path), slot, str(drawn_scan(folder / f"{slot}.jpg", *words))])
    return path


@pytest.fixture
def case(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(language, "code", "zh")
    return Path(shutil.copy(read, tmp_path / "我的.zcase"))


ANSWERS = [
    # what a person hands in, pages that leave
    ("nothing", {"confirm_sure": True}, 1),
    ("the pages alone", {"confirm": [1, 2], "confirm_sure": True}, 1),
    ("no", {"pages": [{"by_hand": False}], "confirm": [1, 2]}, 1),
    ("done", {"by_hand": [1], "confirm": [1, 2]}, 2),
    ("done, by the scan", {"pages": [{"by_hand": True}], "confirm": [2]}, 2),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "leave"), [row[1:] for row in ANSWERS], ids=[r[0] for r in ANSWERS]
)
def test_a_page_stays_until_somebody_says_that_it_is_covered_by_hand(
    case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], given: dict[str, Any], leave: int
) -> None:
    doubts, answers, status = (tmp_path / f"{name}.json" for name in "das")
    assert run(["case", "doubts", str(case), "--json", str(doubts)]) == 1
    pages = json.loads(doubts.read_text(encoding="utf-8"))["pages"]
    assert [page["by_hand"] for page in pages] == [["患者姓名"], []]
    assert pages[0]["status"] == "review"
    for entry in given.get("pages", ()):
        entry["sha256"] = pages[0]["sha256"]
    answers.write_text(json.dumps({"schema": 1, "answer": "yes", **given}), encoding="utf-8")
    assert run(["case", "decide", str(case), str(answers)]) == (1 if leave == 1 else 0)
    run(["case", "status", str(case), "--json", str(status)])
    codes = [one["code"] for one in json.loads(status.read_text(encoding="utf-8"))["findings"]]
    assert ("check.by_hand_open" in codes) is (leave == 1)
    out = tmp_path / "包"
    run(["case", "export", str(case), "--out", str(out), "--route", "covered", "--confirm-truth"])
    assert len(list((out / "上传").rglob("*.jpg"))) == leave
    assert ("没有说遮好" in capfd.readouterr().err) is (leave == 1)
