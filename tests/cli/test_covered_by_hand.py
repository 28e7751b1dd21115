"""What a notice asks to cover and the program cannot find: told by redact, waited for in a case."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import EMPLOYER, FACTS, WHO, Shell
from tests.program import drawn_scan
from zcdesk.cli.app import run
from zcdesk.notices.files import loading
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.covering import CoveredByHand
from zcdesk.resources import resource

pytestmark = pytest.mark.nightly

NOTICE = "region-senior-2024"


@pytest.mark.parametrize("asked", [False, True])
def test_no_run_ends_as_done_while_the_notice_asks_for_more(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    notice = load_notice(NOTICE)
    assert notice.masking is not None
    crest = CoveredByHand(what="院徽", rule=notice.masking.rule, quote=notice.masking.quote)
    masking = notice.masking.model_copy(update={"by_hand": (crest,) if asked else ()})
    more = notice.model_copy(update={"masking": masking})
    monkeypatch.setattr(loading, "load_notice", lambda _: more)
    drawn_scan(Path("1.jpg"), "姓名：张伟", f"单位：{EMPLOYER}")
    told = shell(f"redact 1.jpg {WHO} --notice {NOTICE} --out 遮好的", int(asked)).err
    assert ("院徽" in told) is asked


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two pages, of a notice that wants names of patients covered in one slot."""
    folder = tmp_path_factory.mktemp("病区")
    text = resource("notices", f"{NOTICE}.yaml").read_text("utf-8")
    source = "rule: 四(一)14-a, quote: 将所有附件材料中出现的本人姓名及工作单位进行遮盖处理"
    own = f"masking:\n  by_hand: [{{what: 患者姓名, slots: [diploma], {source}}}]\n"
    text = text.replace(f"id: {NOTICE}", "id: wards-2027", 1).replace("masking:\n", own, 1)
    (folder / "wards-2027.yaml").write_text(text, "utf-8")
    (folder / "facts.yaml").write_text(f"{FACTS}by_hand: 'no'\n", "utf-8")
    assert run(["notice", "add", str(folder / "wards-2027.yaml")]) == 0
    path = folder / "我的.zcase"
    facts = ("--facts", str(folder / "facts.yaml"))
    run(["case", "new", str(path), "--notice", "wards-2027", *facts])
    for slot in ("diploma", "degree_cert"):
        words = ("姓名：张伟，性别：男", f"单位：{EMPLOYER}", f"编号 {slot}")
        run(["case", "add", str(path), slot, str(drawn_scan(folder / f"{slot}.jpg", *words))])
    return path


ANSWERS = [
    # what a person hands in, pages that leave
    ("nothing", {"confirm_sure": True}, 1),
    ("the pages alone", {"confirm": [1, 2], "confirm_sure": True}, 1),
    ("no", {"pages": [{"by_hand": False}], "confirm": [1, 2]}, 1),
    ("done", {"by_hand": [1], "confirm": [1, 2]}, 2),
    ("done, by the scan", {"pages": [{"by_hand": True}], "confirm": [2]}, 2),
]


@pytest.mark.parametrize(
    ("given", "leave"), [row[1:] for row in ANSWERS], ids=[r[0] for r in ANSWERS]
)
def test_a_page_stays_until_somebody_says_that_it_is_covered_by_hand(
    read: Path, shell: Shell, given: dict[str, Any], leave: int
) -> None:
    shutil.copy(read, "a.zcase")
    pages = shell.data("case doubts a.zcase", 1)["pages"]
    assert [page["by_hand"] for page in pages] == [["患者姓名"], []]
    assert pages[0]["status"] == "review"
    for entry in given.get("pages", ()):
        entry["sha256"] = pages[0]["sha256"]
    shell.write("a.json", {"schema": 1, "answer": "yes", **given})
    waits = leave == 1
    shell("case decide a.zcase a.json", int(waits))
    findings = shell.data("case status a.zcase", 0, 1)["findings"]
    assert ("check.by_hand_open" in [one["code"] for one in findings]) is waits
    told = shell("case export a.zcase --out 包 --route covered --confirm-truth", 0, 1).err
    assert len(list(Path("包", "上传").rglob("*.jpg"))) == leave
    assert ("没有人说遮好" in told) is waits
