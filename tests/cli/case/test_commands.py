"""The walk through one case on the command line, as scripts meet it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.test_commands import WHO, loaded_by, zcdesk
from tests.drawn_text import typed
from tests.program import answered
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.exchange.decision_file import DecisionFile, PageDecision, PlaceDecision
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.cli.statuses import ExitStatus

NOTICE = "region-senior-2024"
FACTS = """
applicant:
  name: 张伟
  employer: 新疆云岭智能装备制造有限公司
series: senior_engineer
published_papers: yes
"""


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("扫描") / "毕业证.jpg"
    page = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", "特发此证。")
    Image.fromarray(page).save(path, dpi=(150, 150), quality=92)
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    facts, path = tmp_path / "facts.yaml", tmp_path / "我的.zcase"
    facts.write_text(FACTS, encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(facts)]) == 0
    return path


@pytest.mark.slow
def test_a_whole_walk_ends_in_a_package_and_originals_stay_where_they_are(
    made: Path, scan: Path, tmp_path: Path
) -> None:
    before = sha256(scan.read_bytes()).hexdigest(), scan.stat().st_mtime_ns
    added = zcdesk("case", "add", made, "diploma", scan)
    assert added.returncode == 0, added.stderr
    decisions = tmp_path / "decisions.json"
    decisions.write_text('{"schema": 1, "confirm_sure": true}', encoding="utf-8")
    decided = answered("case", "decide", made, decisions)
    assert decided.returncode == 0, decided.stderr
    with open_case(made) as stored:
        inside = Path(stored.case.page(1).path)
        assert inside.parent.parent == made
        assert stored.original(inside.parent.name) == scan.read_bytes()
    # The case is moved and the scan is out of reach: everything needed lies in the case.
    moved, away = tmp_path / "改名.zcase", scan.with_name("away.jpg")
    made.rename(moved)
    scan.rename(away)
    try:
        out, bare = tmp_path / "out", tmp_path / "bare"
        only = ["--slot", "diploma", "--confirm-truth"]
        exported = zcdesk("case", "export", moved, "--out", out, *only)
        unmasked = answered("case", "export", moved, "--out", bare, "--route", "platform")
    finally:
        away.rename(scan)
    assert exported.returncode == 0, exported.stderr
    assert len(list(out.rglob("*.jpg"))) == 1
    assert (sha256(scan.read_bytes()).hexdigest(), scan.stat().st_mtime_ns) == before
    history = answered("case", "history", moved)
    assert history.returncode == 0
    assert [line.split()[-1] for line in history.stdout.splitlines()] == [
        "导入一个扫描件",
        "按文件答复",
        "导出材料",
        "导出材料",
    ]
    with open_case(moved) as stored:  # what was written is noted with its hash
        noted = {one.name: one.sha256 for one in stored.case.deliveries[0].files}
        kinds = [one.kind for one in stored.case.deliveries]
    # Written, but the notice wants it confirmed and most slots are still empty.
    assert unmasked.returncode == 1
    assert "“身份证扫描件”还缺" in unmasked.stderr
    assert "“申报人对本人申报材料的真实性负责”" in unmasked.stdout
    assert "--confirm-truth" in unmasked.stderr
    assert "--confirm-truth" not in exported.stderr
    assert kinds == [DeliveryKind.COVERED, DeliveryKind.INSIDE_PLATFORM]
    assert len(list(bare.rglob("*.jpg"))) == 1
    written = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.rglob("*.jpg")}
    assert {Path(name).name: told for name, told in noted.items()} == written
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"facts.yaml", "decisions.json", "改名.zcase", "out", "bare"}
    # Read again as a whole: what is for the upload is clean, her own forms carry the name.
    whole = answered("verify", out, *WHO, "--json", "-")
    assert whole.returncode == 0, whole.stderr
    told = json.loads(whole.stdout)
    named = {one["file"] for one in told["files"]}
    assert any(name.startswith("上传/") for name in named)
    assert "自用/上传清单.html" in named
    assert "自用/文书/公示材料.docx" in told["own_use"]
    assert named.isdisjoint(told["own_use"])
    assert "本来就写着姓名和单位，没有检查" in whole.stderr
    assert answered("verify", out / "自用", *WHO).returncode == 6


@pytest.mark.slow
def test_a_page_of_which_nobody_said_whether_it_is_secret_does_not_leave(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, path = tmp_path / "facts.yaml", tmp_path / "和田.zcase"
    facts.write_text(FACTS.split("series")[0], encoding="utf-8")
    begun = ["case", "new", str(path), "--notice", "hotan-private-2025", "--facts", str(facts)]
    assert run(begun) == 0
    run(["case", "add", str(path), "diploma", str(scan)])
    decisions = tmp_path / "decisions.yaml"

    def exported(answers: str) -> tuple[int, str, int]:
        decisions.write_text(f"{{schema: 1, confirm_sure: true{answers}}}", encoding="utf-8")
        run(["case", "decide", str(path), str(decisions)])
        capsys.readouterr()
        out = tmp_path / f"out{len(answers)}"
        only = ["--slot", "diploma", "--confirm-truth"]
        status = run(["case", "export", str(path), "--out", str(out), *only])
        return status, capsys.readouterr().err, len(list(out.rglob("*.jpg")))

    status, told, pictures = exported("")
    assert (status, pictures) == (7, 0)
    assert "是否涉密" in told
    assert exported(", classified: no")[::2] == (0, 1)
    # The whole package is written too, and the slots that are still empty keep it from being done.
    whole = tmp_path / "whole"
    assert run(["case", "export", str(path), "--out", str(whole), "--confirm-truth"]) == 1
    assert "“单位公示”还缺" in capsys.readouterr().err
    assert len(list(whole.rglob("*.jpg"))) == 1


def test_a_posting_that_outlasts_the_application_is_told_by_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, path = tmp_path / "facts.yaml", tmp_path / "a.zcase"
    facts.write_text(
        "{education: bachelor, graduation_date: 2024-07-01, posting_end: 2025-03-20}", "utf-8"
    )
    begun = ["case", "new", str(path), "--notice", "urumqi-private-2025", "--facts", str(facts)]
    assert run(begun) == 0
    assert run(["case", "status", str(path), "--json", "-"]) == 1
    told = json.loads(capsys.readouterr().out.partition("\n")[2])["findings"]
    clauses = {one["code"]: one["clause"] for one in told}
    assert clauses["check.term_outlasts"] == "申报要求（六）"
    assert clauses["check.ladder_not_full"] == "附1表"


def test_a_refused_answer_is_not_named_among_those_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("{track: etdz, series: economics}", encoding="utf-8")
    begun = ["case", "new", str(tmp_path / "a.zcase"), "--notice", "etdz-2024"]
    assert run([*begun, "--facts", str(facts)]) == 1
    told = capsys.readouterr().err
    assert "不能答“economics”" in told
    assert "可以写：engineering、other" in told


def test_status_has_the_keys_that_scripts_lean_on(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["case", "status", str(made), "--json", "-"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {"schema", "notice", "deadlines", "sections", "findings"} <= told.keys()
    assert told["notice"] == NOTICE
    states = {slot["state"] for section in told["sections"] for slot in section["slots"]}
    assert "missing" in states


@pytest.mark.slow
def test_a_status_needs_neither_window_nor_models_nor_pixels(made: Path) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "pypinyin"}
    assert loaded_by(["case", "status", str(made)], heavy) == set()


def test_the_same_file_twice_and_a_file_that_is_no_scan_are_told(
    made: Path, scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "没有.jpg"
    arguments = ["case", "add", str(made), "diploma", str(scan), str(scan), str(gone), "--later"]
    assert run(arguments) == 1
    told = capsys.readouterr().err
    assert "第 1 页" in told
    assert "没有.jpg" in told
    with open_case(made) as stored:
        assert [(page.place, page.refused) for page in stored.case.pages] == [
            (1, False),
            (0, True),
        ]
    run(["case", "doubts", str(made)])
    assert "“没有.jpg”：未收下\n" in capsys.readouterr().out


def test_a_refused_file_is_called_by_its_name_by_status_and_export(
    made: Path, scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, decisions = tmp_path / "空的.jpg", tmp_path / "decisions.yaml"
    empty.touch()
    decisions.write_text("{schema: 1, confirm_sure: true}", encoding="utf-8")
    run(["case", "add", str(made), "diploma", str(scan), str(empty)])
    run(["case", "decide", str(made), str(decisions)])
    capsys.readouterr()
    for command in ["status", str(made)], ["export", str(made), "--out", str(tmp_path / "包")]:
        assert run(["case", *command]) == 1
        told = capsys.readouterr().err
        assert "空的.jpg: " in told
        assert "没有收下，不能上传" in told or "“空的.jpg”没有导出" in told


def test_pages_that_were_imported_and_not_searched_are_searched_by_the_same_command(
    made: Path, scan: Path
) -> None:
    assert run(["case", "add", str(made), "diploma", str(scan), "--later"]) == 0
    again = answered("case", "add", made, "diploma", scan)
    assert "已遮盖 1 页" in again.stdout, again.stderr
    with open_case(made) as stored:
        assert [page.examined for page in stored.case.pages] == [True]


@pytest.mark.parametrize("content", ["schema: 1\nroute: sideways", "[1, 2]", ""])
def test_decisions_that_are_wrong_name_the_help_that_describes_them(
    made: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    decisions = made.with_name("decisions.yaml")
    decisions.write_text(content, encoding="utf-8")
    assert run(["case", "decide", str(made), str(decisions)]) == 3
    assert "zcdesk case decide --help" in capsys.readouterr().err
    assert run(["case", "decide", "--help"]) == 0
    told = capsys.readouterr().out
    entries = {*DecisionFile.model_fields, *PageDecision.model_fields, *PlaceDecision.model_fields}
    assert all(word in told for word in {*entries, "schema"} - {"schema_number"})


def test_without_a_name_scans_are_imported_and_nothing_is_searched(
    tmp_path: Path, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, path = tmp_path / "facts.json", tmp_path / "a.zcase"
    facts.write_text("{}", encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(facts)]) == 0
    assert run(["case", "add", str(path), "diploma", str(scan)]) == 1
    assert "还没有姓名" in capsys.readouterr().err
    with open_case(path) as stored:
        assert [page.examined for page in stored.case.pages] == [False]


WRONG: list[tuple[list[str], int, str]] = [
    (["new", "{case}", "--notice", NOTICE, "--facts", "{facts}"], 4, "已经存在"),
    (["new", "{case}2", "--notice", "no-such", "--facts", "{facts}"], 2, "没有编号"),
    (["new", "{case}2", "--notice", NOTICE, "--facts", "{case}"], 3, "不是基本信息"),
    (["add", "{case}", "no_such_slot", "a.jpg"], 2, "没有上传位置"),
    (["decide", "{case}", "{facts}"], 3, "facts.yaml"),
    (["export", "{case}", "--out", "{case}-out"], 7, "没有"),
    (["export", "{case}", "--out", "{case}-out", "--slot", "no_such"], 2, "no_such"),
    (["status", "{facts}"], 3, "不是职称申报材料助手的案卷"),
    (["status", "{case}2"], 3, "找不到"),
    (["history", "{case}2"], 3, "找不到"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "status", "words"), WRONG)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str],
    status: int,
    words: str,
    made: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = made.with_name("facts.yaml")
    given = [one.format(case=made, facts=facts) for one in arguments]
    before = made.read_bytes()
    capsys.readouterr()
    assert run(["case", *given]) == status
    assert words in capsys.readouterr().err
    assert made.read_bytes() == before
    assert {path.name for path in made.parent.iterdir()} == {"facts.yaml", "我的.zcase"}


def test_a_damaged_case_is_repaired_into_a_new_one(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["case", "repair", str(made)]) == 0
    made.write_bytes(bytes(4096) + made.read_bytes()[4096:])
    assert run(["case", "status", str(made)]) == 7
    assert "的完好备份" in capsys.readouterr().err
    assert run(["case", "repair", str(made)]) == 1
    with open_case(made.with_name("我的-repaired.zcase")) as stored:
        assert stored.case.applicant.name == "张伟"
        assert ("published_papers", "yes") in stored.case.facts


def test_a_case_that_is_open_elsewhere_is_not_changed(
    made: Path, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_case(made) as stored:
        assert run(["case", "add", str(made), "diploma", str(scan), "--later"]) == 7
        assert "另一处" in capsys.readouterr().err
        assert stored.case.pages == ()
    assert run(["case", "add", str(made), "diploma", str(scan), "--later"]) == 0


ENTRIES = [
    ("series: {x: 1}", "有问题的是：series。"),
    ("applicant: {nmae: x}", "有问题的是：applicant.nmae。"),
    ("applicant: {name: [张伟], employer: 某某公司}", "有问题的是：applicant.name。"),
]


@pytest.mark.parametrize(("facts", "told"), ENTRIES)
def test_entries_that_cannot_be_understood_are_named_and_no_case_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], facts: str, told: str
) -> None:
    file, path = tmp_path / "facts.yaml", tmp_path / "a.zcase"
    file.write_text(facts, encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(file)]) == 3
    assert told in capsys.readouterr().err
    assert not path.exists()
    missing = str(tmp_path / "none.yaml")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", missing]) == 3
    assert "找不到“none.yaml”" in capsys.readouterr().err


UNUSED = [
    ("series: nope", "（series）不能答“nope”"),
    ("series: nope", "可以写：senior_engineer、"),
    ("posting_start: tomorrow", "日期写成 2024-08-12"),
    ("waived.nowhere: 没有", "没有这些上传位置，已存下但不会用到：nowhere"),
]


@pytest.mark.parametrize(("facts", "told"), UNUSED)
def test_answers_without_effect_are_told_when_they_are_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], facts: str, told: str
) -> None:
    file, path = tmp_path / "facts.yaml", tmp_path / "a.zcase"
    file.write_text(facts, encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(file)]) == 1
    assert told in capsys.readouterr().err
    assert run(["case", "facts", str(path), str(file)]) == 7
    assert told in capsys.readouterr().err


def test_one_alias_may_be_written_without_a_list(tmp_path: Path) -> None:
    file, path = tmp_path / "facts.yaml", tmp_path / "a.zcase"
    file.write_text("applicant: {name: 张伟, employer: 某某公司, aliases: 小张}", encoding="utf-8")
    assert run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(file)]) == 0
    with open_case(path) as stored:
        assert stored.case.applicant.aliases == ("小张",)


def test_decisions_that_meet_nothing_are_told(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = made.with_name("decisions.yaml")
    decisions.write_text(
        f"schema: 1\npages: [{{sha256: {'f' * 64}}}]\nfacts: {{nope: 3}}\n"
        "slot_routes: {nowhere: platform}\n",
        encoding="utf-8",
    )
    assert run(["case", "decide", str(made), str(decisions)]) == 1
    told = capsys.readouterr().err
    assert "案卷里没有这一页" in told
    assert "nope" in told
    assert "nowhere" in told


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [("[" * 5000, 3, "第 1 行读不懂"), ("schema: 1\nroute: sideways", 3, "有问题的是：route。")],
)
def test_decisions_that_cannot_be_understood_are_one_sentence(
    made: Path, capsys: pytest.CaptureFixture[str], content: str, status: int, told: str
) -> None:
    decisions = made.with_name("decisions.yaml")
    decisions.write_text(content, encoding="utf-8")
    assert run(["case", "decide", str(made), str(decisions)]) == status
    assert told in capsys.readouterr().err


def test_an_empty_folder_is_told(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made.with_name("空的")
    folder.mkdir()
    assert run(["case", "add", str(made), "diploma", str(folder)]) == 1
    assert "“空的”里没有文件" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["公示", "公示结果", "推荐意见"])
def test_a_form_may_be_asked_for_by_its_chinese_name(
    made: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = made.with_name("form.docx")
    assert run(["document", kind, "--case", str(made), "--out", str(out)]) == 1
    assert f"{kind}（模板）”：" in capsys.readouterr().out
    assert out.is_file()


def test_a_form_is_not_written_where_nothing_can_be_written(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made / "form.docx"  # the case is no folder
    assert run(["document", "公示", "--case", str(made), "--out", str(out)]) == ExitStatus.KEPT
    assert "[cli.out_is_file]" in capsys.readouterr().err


def test_a_form_that_was_completed_by_hand_is_kept(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "公示.docx"
    out.write_bytes(b"completed by hand")
    for _ in range(2):
        run(["document", "posting", "--case", str(made), "--out", str(out)])
    assert (tmp_path / "公示.1.docx").read_bytes() == b"completed by hand"
    assert sorted(path.name for path in tmp_path.glob("公示*")) == ["公示.1.docx", "公示.docx"]
    assert "公示.1.docx" in capsys.readouterr().err
