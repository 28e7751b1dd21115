"""The walk through one case on the command line, as scripts meet it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.shell import FACTS, WHO, Shell
from tests.cli.test_commands import loaded_by, zcdesk
from tests.program import answered
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.exchange.decision_file import DecisionFile, PageDecision, PlaceDecision
from zcdesk.cases.file.store import open_case
from zcdesk.cli.statuses import ExitStatus

SURE = {"schema": 1, "confirm_sure": True}
BY_SLOT = "--slot diploma --confirm-truth"


@pytest.mark.slow
def test_a_whole_walk_ends_in_a_package_and_originals_stay_where_they_are(
    made: Path, scan: Path, tmp_path: Path, shell: Shell
) -> None:
    before = sha256(scan.read_bytes()).hexdigest(), scan.stat().st_mtime_ns
    added = zcdesk("case", "add", made, "diploma", scan)
    assert added.returncode == 0, added.stderr
    shell.write("decisions.json", SURE)
    shell("case decide a.zcase decisions.json")
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
        exported = zcdesk("case", "export", moved, "--out", out, *BY_SLOT.split())
        unmasked = answered("case", "export", moved, "--out", bare, "--route", "platform")
    finally:
        away.rename(scan)
    assert exported.returncode == 0, exported.stderr
    assert len(list(out.rglob("*.jpg"))) == 1
    assert (sha256(scan.read_bytes()).hexdigest(), scan.stat().st_mtime_ns) == before
    history = [line.split()[-1] for line in shell("case history 改名.zcase").out.splitlines()]
    assert history == ["导入一个扫描件", "按文件答复", "导出材料", "导出材料"]
    deliveries = shell.case("改名.zcase").deliveries  # what was written is noted with its hash
    noted = {Path(one.name).name: one.sha256 for one in deliveries[0].files}
    written = {path.name: sha256(path.read_bytes()).hexdigest() for path in out.rglob("*.jpg")}
    assert noted == written
    kinds = [one.kind for one in deliveries]
    assert kinds == [DeliveryKind.COVERED, DeliveryKind.INSIDE_PLATFORM]
    # Written, but the notice wants it confirmed and most slots are still empty.
    assert unmasked.returncode == 1
    assert "“身份证扫描件”还缺" in unmasked.stderr
    assert "“申报人对本人申报材料的真实性负责”" in unmasked.stdout
    assert "--confirm-truth" in unmasked.stderr
    assert "--confirm-truth" not in exported.stderr
    assert len(list(bare.rglob("*.jpg"))) == 1
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"facts.yaml", "decisions.json", "改名.zcase", "out", "bare"}
    # Read again as a whole: what is for the upload is clean, her own forms carry the name.
    whole = answered("verify", out, *WHO.split(), "--json", "-")
    assert whole.returncode == 0, whole.stderr
    told = json.loads(whole.stdout)
    named = {one["file"] for one in told["files"]}
    assert any(name.startswith("上传/") for name in named)
    assert "自用/上传清单.html" in named
    assert "自用/文书/公示材料.docx" in told["own_use"]
    assert named.isdisjoint(told["own_use"])
    assert "本来就写着姓名和单位，没有检查" in whole.stderr
    shell(f"verify out/自用 {WHO}", 6)


@pytest.mark.nightly
def test_a_page_that_nobody_called_open_or_secret_does_not_leave(scan: Path, shell: Shell) -> None:
    shell.new(FACTS.split("series")[0], notice="hotan-private-2025")
    shell(f"case add a.zcase diploma {scan}", 0, 1)

    def exported(out: str, status: int, **answers: str) -> tuple[str, int]:
        shell.write("decisions.json", {**SURE, **answers})
        shell("case decide a.zcase decisions.json", 0, 1)
        told = shell(f"case export a.zcase --out {out} {BY_SLOT}", status).err
        return told, len(list((shell.folder / out).rglob("*.jpg")))

    told, pictures = exported("first", 7)
    assert pictures == 0
    assert "是否涉密" in told
    assert exported("second", 0, classified="no")[1] == 1
    # The whole package is written too, and the slots that are still empty keep it from being done.
    told = shell("case export a.zcase --out whole --confirm-truth", 1).err
    assert "“单位公示”还缺" in told
    assert len(list((shell.folder / "whole").rglob("*.jpg"))) == 1


def test_a_posting_that_outlasts_the_application_is_told_by_the_status(shell: Shell) -> None:
    facts = "{education: bachelor, graduation_date: 2024-07-01, posting_end: 2025-03-20}"
    shell.new(facts, notice="urumqi-private-2025")
    told = shell.data("case status a.zcase", 1)
    clauses = {one["code"]: one["clause"] for one in told["findings"]}
    assert clauses["check.term_outlasts"] == "申报要求（六）"
    assert clauses["check.ladder_not_full"] == "附1表"


def test_a_refused_answer_is_not_named_among_those_allowed(shell: Shell) -> None:
    told = shell.new("{track: etdz, series: economics}", 1, notice="etdz-2024").err
    assert "不能答“economics”" in told
    assert "可以写：engineering、other" in told


def test_status_has_the_keys_that_scripts_lean_on(made: Path, shell: Shell) -> None:
    told = shell.data("case status a.zcase", 1)
    assert {"schema", "notice", "deadlines", "sections", "findings"} <= told.keys()
    assert told["notice"] == "region-senior-2024"
    states = {slot["state"] for section in told["sections"] for slot in section["slots"]}
    assert "missing" in states


@pytest.mark.nightly
def test_a_status_needs_neither_window_nor_models_nor_pixels(made: Path) -> None:
    heavy = {"numpy", "cv2", "PIL", "onnxruntime", "PySide6", "pymupdf", "pypinyin"}
    assert loaded_by(["case", "status", str(made)], heavy) == set()


def test_a_file_given_twice_or_of_no_use_is_told(made: Path, scan: Path, shell: Shell) -> None:
    told = shell(f"case add a.zcase diploma {scan} {scan} 没有.jpg --later", 1).err
    assert "第 1 页" in told
    assert "没有.jpg" in told
    assert [(page.place, page.refused) for page in shell.case().pages] == [(1, False), (0, True)]
    assert "“没有.jpg”：未收下\n" in shell("case doubts a.zcase", 0, 1).out


@pytest.mark.nightly
def test_a_refused_file_is_named_by_status_and_export(made: Path, scan: Path, shell: Shell) -> None:
    shell.write("空的.jpg", "")
    shell.write("decisions.json", SURE)
    shell(f"case add a.zcase diploma {scan} 空的.jpg", 1)
    shell("case decide a.zcase decisions.json", 0, 1)
    for command in ("status a.zcase", "export a.zcase --out 包"):
        told = shell(f"case {command}", 1).err
        assert "空的.jpg: " in told
        assert "没有收下，不能上传" in told or "“空的.jpg”没有导出" in told


def test_pages_that_were_imported_and_not_searched_are_searched_by_the_same_command(
    made: Path, scan: Path, shell: Shell
) -> None:
    shell(f"case add a.zcase diploma {scan} --later")
    assert "已遮盖 1 页" in shell(f"case add a.zcase diploma {scan}", 0, 1).out
    assert [page.examined for page in shell.case().pages] == [True]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("schema: 1\nroute: sideways", "有问题的是：route。"),
        ("[1, 2]", ""),
        ("", ""),
        ("[" * 5000, "第 1 行读不懂"),
    ],
)
def test_decisions_that_are_wrong_name_the_help_that_describes_them(
    made: Path, shell: Shell, content: str, told: str
) -> None:
    shell.write("decisions.yaml", content)
    said = shell("case decide a.zcase decisions.yaml", 3).err
    assert told in said
    assert "zcdesk case decide --help" in said or content.startswith("[" * 9)


def test_the_help_of_decisions_names_every_entry(shell: Shell) -> None:
    told = shell("case decide --help").out
    entries = {*DecisionFile.model_fields, *PageDecision.model_fields, *PlaceDecision.model_fields}
    assert all(word in told for word in {*entries, "schema"} - {"schema_number"})


def test_without_a_name_scans_are_imported_and_not_searched(scan: Path, shell: Shell) -> None:
    shell.new("{}")
    assert "还没有姓名" in shell(f"case add a.zcase diploma {scan}", 1).err
    assert [page.examined for page in shell.case().pages] == [False]


WRONG = [
    ("new a.zcase --notice region-senior-2024 --facts facts.yaml", 4, "已经存在"),
    ("new b.zcase --notice no-such --facts facts.yaml", 2, "没有编号"),
    ("new b.zcase --notice region-senior-2024 --facts a.zcase", 3, "不是基本信息"),
    ("add a.zcase no_such_slot a.jpg", 2, "没有上传位置"),
    ("decide a.zcase facts.yaml", 3, "facts.yaml"),
    ("export a.zcase --out out", 7, "没有"),
    ("export a.zcase --out out --slot no_such", 2, "no_such"),
    ("status facts.yaml", 3, "不是职称申报材料助手的案卷"),
    ("status b.zcase", 3, "找不到"),
    ("history b.zcase", 3, "找不到"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("line", "status", "words"), WRONG)
def test_what_cannot_be_done_is_told(
    made: Path, shell: Shell, line: str, status: int, words: str
) -> None:
    before = made.read_bytes()
    assert words in shell(f"case {line}", status).err
    assert made.read_bytes() == before
    assert {path.name for path in made.parent.iterdir()} == {"facts.yaml", "a.zcase"}


def test_a_damaged_case_is_repaired_into_a_new_one(made: Path, shell: Shell) -> None:
    shell("case repair a.zcase")
    made.write_bytes(bytes(4096) + made.read_bytes()[4096:])
    assert "的完好备份" in shell("case status a.zcase", 7).err
    shell("case repair a.zcase", 1)
    rescued = shell.case("a-repaired.zcase")
    assert rescued.applicant.name == "张伟"
    assert ("published_papers", "yes") in rescued.facts


def test_a_case_that_is_open_elsewhere_is_not_changed(made: Path, scan: Path, shell: Shell) -> None:
    with open_case(made) as stored:
        assert "另一处" in shell(f"case add a.zcase diploma {scan} --later", 7).err
        assert stored.case.pages == ()
    shell(f"case add a.zcase diploma {scan} --later")


ENTRIES = [
    ("series: {x: 1}", "有问题的是：series。"),
    ("applicant: {nmae: x}", "有问题的是：applicant.nmae。"),
    ("applicant: {name: [张伟], employer: 某某公司}", "有问题的是：applicant.name。"),
]


@pytest.mark.parametrize(("facts", "told"), ENTRIES)
def test_unclear_entries_are_named_and_no_case_is_made(shell: Shell, facts: str, told: str) -> None:
    assert told in shell.new(facts, 3).err
    (shell.folder / "facts.yaml").unlink()
    line = "case new a.zcase --notice region-senior-2024 --facts facts.yaml"
    assert "找不到“facts.yaml”" in shell(line, 3).err
    assert not (shell.folder / "a.zcase").exists()


UNUSED = [
    ("series: nope", "（series）不能答“nope”"),
    ("series: nope", "可以写：senior_engineer、"),
    ("posting_start: tomorrow", "日期写成 2024-08-12"),
    ("waived.nowhere: 没有", "没有这些上传位置，已存下但不会用到：nowhere"),
]


@pytest.mark.parametrize(("facts", "told"), UNUSED)
def test_answers_without_effect_are_told_at_once(shell: Shell, facts: str, told: str) -> None:
    assert told in shell.new(facts, 1).err
    assert told in shell("case facts a.zcase facts.yaml", 7).err


def test_decisions_that_meet_nothing_are_told(made: Path, shell: Shell) -> None:
    facts, routes = {"nope": 3}, {"nowhere": "platform"}
    told = {"schema": 1, "pages": [{"sha256": "f" * 64}], "facts": facts, "slot_routes": routes}
    shell.write("decisions.json", told)
    said = shell("case decide a.zcase decisions.json", 1).err
    for words in ("案卷里没有这一页", "nope", "nowhere"):
        assert words in said


def test_an_empty_folder_is_told(made: Path, shell: Shell) -> None:
    (shell.folder / "空的").mkdir()
    assert "“空的”里没有文件" in shell("case add a.zcase diploma 空的", 1).err


@pytest.mark.parametrize("kind", ["公示", "公示结果", "推荐意见"])
def test_a_form_may_be_asked_for_by_its_chinese_name(made: Path, shell: Shell, kind: str) -> None:
    assert f"{kind}（模板）”：" in shell(f"document {kind} --case a.zcase --out form.docx", 1).out
    assert (shell.folder / "form.docx").is_file()


def test_a_form_is_not_written_where_nothing_can_be_written(made: Path, shell: Shell) -> None:
    line = "document 公示 --case a.zcase --out a.zcase/form.docx"  # the case is no folder
    assert "[cli.out_is_file]" in shell(line, ExitStatus.KEPT).err


def test_a_form_that_was_completed_by_hand_is_kept(made: Path, shell: Shell) -> None:
    shell.write("公示.docx", "completed by hand")
    said = [shell("document posting --case a.zcase --out 公示.docx", 0, 1).err for _ in range(2)]
    assert (shell.folder / "公示.1.docx").read_bytes() == b"completed by hand"
    assert sorted(one.name for one in made.parent.glob("公示*")) == ["公示.1.docx", "公示.docx"]
    assert "公示.1.docx" in "".join(said)
