"""A colleague's page among one's own, on the command line: named, kept out, claimed or removed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run

FACTS = "applicant: {name: 张伟, employer: 新疆云岭智能装备制造有限公司}\n"


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a page of the applicant's and one of a colleague's."""
    folder = tmp_path_factory.mktemp("扫描")
    for file, name in (("本人.png", "张伟"), ("同事.png", "陆听澜")):
        page = typed(f"姓名：{name}，性别：男", "论文《支架疲劳分析》", "发表于二〇二三年。")
        Image.fromarray(page).save(folder / file, dpi=(150, 150))
    return folder / "本人.png", folder / "同事.png"


def test_a_colleagues_page_is_named_kept_out_and_then_claimed_or_removed(
    scans: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, path = tmp_path / "facts.yaml", tmp_path / "我的.zcase"
    facts.write_text(FACTS, encoding="utf-8")
    notice = ["--notice", "region-senior-2024", "--facts", str(facts)]
    assert run(["case", "new", str(path), *notice]) == 0
    run(["case", "add", str(path), "achievement_evidence", *map(str, scans)])
    theirs = sha256(scans[1].read_bytes()).hexdigest()

    def decide(**more: object) -> str:
        told = {"schema": 1, "confirm_sure": True, "answer": "no", **more}
        answers = tmp_path / "答复.json"
        answers.write_text(json.dumps(told), encoding="utf-8")
        capsys.readouterr()
        assert run(["case", "decide", str(path), str(answers)]) in (0, 1)
        return capsys.readouterr().err

    def exported(out: str) -> str:
        capsys.readouterr()
        run(["case", "export", str(path), "--out", str(tmp_path / out), "--confirm-truth"])
        return capsys.readouterr().err

    def pages(out: str) -> list[int]:
        manifest = json.loads((tmp_path / out / "manifest.json").read_bytes())
        return [page["page"] for page in manifest["pages"]]

    assert "whose: mine" in decide()
    assert run(["case", "status", str(path), "--json", str(tmp_path / "s.json")]) == 1
    findings = json.loads((tmp_path / "s.json").read_bytes())["findings"]
    assert [one["page"] for one in findings if one["code"] == "check.page_foreign"] == [2]
    assert "像是别人的材料" in exported("一")
    assert pages("一") == [1]
    one = {"sha256": theirs}
    assert "whose: mine" not in decide(pages=[{**one, "whose": "mine"}])
    exported("二")
    assert pages("二") == [1, 2]
    assert "whose" not in decide(pages=[{**one, "whose": "other"}])
    with open_case(path) as stored:
        assert [page.number for page in stored.case.pages] == [1]
