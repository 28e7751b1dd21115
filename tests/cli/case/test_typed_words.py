"""Words and answers in files of facts: asked for as a file to fill in, and taken in as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.notices.files.loading import built_in_ids, load_notice

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


FACTS = """
applicant: {name: 张伟, employer: 某某公司}
series: other
posting_start: 2024-09-02
posting_end: 2024-09-09
form.post: "工程师: 一号"
waived.paper: 没有论文
"""


def made_facts_template(folder: Path, facts: str, notice: str = "region-senior-2024") -> Path:
    told, path = folder / "told.yaml", folder / "我的.zcase"
    told.write_text(facts, encoding="utf-8")
    run(["case", "new", str(path), "--notice", notice, "--facts", str(told)])
    return path


@pytest.mark.parametrize("notice", built_in_ids())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_stands_in_it_with_its_choices_and_clause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], notice: str, language: str
) -> None:
    path = made_facts_template(tmp_path, "{}", notice)
    capsys.readouterr()
    assert run(["case", "facts", str(path), "--template", "--lang", language]) == 0
    told = capsys.readouterr().out
    entries = yaml.safe_load(told)
    assert set(entries["applicant"]) >= {"name", "employer", "aliases"}
    for fact in load_notice(notice).facts:
        assert entries[fact.id] is None
        assert fact.clause in told
        assert all(f"#   {option.id}  " in told for option in fact.options)


@pytest.mark.slow
def test_given_back_as_it_is_it_changes_nothing_and_filled_in_it_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = made_facts_template(tmp_path, FACTS), tmp_path / "questions.yaml"
    before = case_in(path)
    assert run(["case", "facts", str(path), str(file), "--template"]) == 0
    told = file.read_text(encoding="utf-8")
    assert "张伟" not in told
    assert "某某公司" not in told
    assert run(["case", "facts", str(path), str(file)]) == 0
    assert case_in(path) == before

    capsys.readouterr()
    assert run(["case", "facts", str(path), str(file), "--template"]) == 4
    assert "“questions.yaml”已经存在" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == told

    filled = told.replace("degree:\n", "degree: yes\n").replace("# form.gender:", "form.gender: 女")
    file.write_text(filled.replace("series: other", 'series: ""'), encoding="utf-8")
    assert run(["case", "facts", str(path), str(file)]) == 0
    answers = dict(case_in(path).facts)
    assert (answers["degree"], answers["form.gender"]) == ("yes", "女")
    assert "series" not in answers
    assert answers["form.post"] == "工程师: 一号"
    assert case_in(path).applicant == before.applicant


FLAT = [
    "name: 张伟\nemployer: 某某公司\naliases: 小张",
    "姓名: 张伟\n工作单位: 某某公司\n别名: [小张]",
    "applicant: {employer: 某某公司, 别名: 小张}\nname: 张伟",
]


@pytest.mark.parametrize("facts", FLAT)
def test_words_at_the_top_of_the_file_are_hers(tmp_path: Path, facts: str) -> None:
    applicant = case_in(made_facts_template(tmp_path, facts)).applicant
    told = applicant.name, applicant.employer, applicant.aliases
    assert told == ("张伟", "某某公司", ("小张",))


def test_a_second_name_at_the_top_is_told_and_a_case_without_one_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made_facts_template(tmp_path, "applicant: {name: 张伟, employer: 某某公司}\nname: 李四")
    assert "不会用到：name" in capsys.readouterr().err
    assert case_in(path).applicant.name == "张伟"
    path.unlink()
    made_facts_template(tmp_path, "{}")
    assert "姓名或单位还没有填" in capsys.readouterr().err
