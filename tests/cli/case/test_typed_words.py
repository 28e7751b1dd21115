"""Words in files of facts go through the same intake as those of a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run

NOTICE = "region-senior-2024"
EMPLOYER = "新疆天山桥梁工程有限公司"


def made(folder: Path, name: str, employer: str = EMPLOYER) -> tuple[int, Path]:
    told, path = folder / "told.yaml", folder / "我的.zcase"
    told.write_text(f'applicant: {{name: "{name}", employer: "{employer}"}}\n', encoding="utf-8")
    return run(["case", "new", str(path), "--notice", NOTICE, "--facts", str(told)]), path


def case_in(path: Path) -> Case:
    with open_case(path, writing=False) as stored:
        return stored.case


def test_a_new_case_holds_the_word_alone_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = made(tmp_path, "赵启明（女）", f"单位：{EMPLOYER}（盖章）")
    applicant = case_in(path).applicant
    assert (applicant.name, applicant.employer) == ("赵启明", EMPLOYER)
    assert "姓名按“赵启明”查找" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "employer"), [("赵*明", EMPLOYER), ("赵启明", "同上"), ("赵启明、钱小文", EMPLOYER)]
)
def test_what_is_no_word_makes_no_case(tmp_path: Path, name: str, employer: str) -> None:
    status, path = made(tmp_path, name, employer)
    assert status == 2
    assert not path.exists()


def test_changed_facts_and_next_years_case_take_the_word_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = made(tmp_path, "赵启明")
    changes = tmp_path / "changes.yaml"
    changes.write_text('applicant: {name: "钱文海同志", former_employers: ["无"]}', "utf-8")
    assert run(["case", "facts", str(path), str(changes)]) == 2
    assert case_in(path).applicant.name == "赵启明"
    changes.write_text('applicant: {name: "钱文海同志"}', "utf-8")
    run(["case", "facts", str(path), str(changes)])
    assert case_in(path).applicant.name == "钱文海"
    renewed = tmp_path / "下一年.zcase"
    run(["case", "new", str(renewed), "--notice", NOTICE, "--from", str(path)])
    assert case_in(renewed).applicant == case_in(path).applicant
    assert "旧案卷里的姓名或单位" not in capsys.readouterr().err
