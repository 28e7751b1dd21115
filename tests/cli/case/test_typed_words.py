"""Words and answers in files of facts: asked for as a file to fill in, and taken in as typed."""

import pytest
import yaml

from tests.cli.shell import Said, Shell
from zcdesk.notices.files.loading import built_in_ids, load_notice

EMPLOYER = "新疆天山桥梁工程有限公司"


def whose(shell: Shell, name: str, employer: str = EMPLOYER, *status: int) -> Said:
    return shell.new(f'applicant: {{name: "{name}", employer: "{employer}"}}\n', *status)


def test_a_new_case_holds_the_word_alone_and_says_so(shell: Shell) -> None:
    told = whose(shell, "赵启明（女）", f"单位：{EMPLOYER}（盖章）", 0, 1).err
    applicant = shell.case().applicant
    assert (applicant.name, applicant.employer) == ("赵启明", EMPLOYER)
    assert "姓名按“赵启明”查找" in told


@pytest.mark.parametrize(
    ("name", "employer"), [("赵*明", EMPLOYER), ("赵启明", "同上"), ("赵启明、钱小文", EMPLOYER)]
)
def test_what_is_no_word_makes_no_case(shell: Shell, name: str, employer: str) -> None:
    whose(shell, name, employer, 2)
    assert not (shell.folder / "a.zcase").exists()


def test_changed_facts_and_next_years_case_take_the_word_alone(shell: Shell) -> None:
    whose(shell, "赵启明")
    shell.write("c.yaml", 'applicant: {name: "钱文海同志", former_employers: ["无"]}')
    shell("case facts a.zcase c.yaml", 2)
    assert shell.case().applicant.name == "赵启明"
    shell.write("c.yaml", 'applicant: {name: "钱文海同志"}')
    shell("case facts a.zcase c.yaml", 0, 1)
    assert shell.case().applicant.name == "钱文海"
    told = shell("case new b.zcase --notice region-senior-2024 --from a.zcase", 0, 1)
    assert shell.case("b.zcase").applicant == shell.case().applicant
    assert "旧案卷里的姓名或单位" not in told.err


FACTS = """
applicant: {name: 张伟, employer: 某某公司}
series: other
posting_start: 2024-09-02
posting_end: 2024-09-09
form.post: "工程师: 一号"
waived.paper: 没有论文
"""


@pytest.mark.slow
@pytest.mark.parametrize("notice", built_in_ids())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_stands_in_it_with_choices(shell: Shell, notice: str, language: str) -> None:
    shell.new("{}", 0, 1, notice=notice)
    told = shell(f"case facts a.zcase --template --lang {language}").out
    entries = yaml.safe_load(told)
    assert set(entries["applicant"]) >= {"name", "employer", "aliases"}
    for fact in load_notice(notice).facts:
        assert entries[fact.id] is None
        assert fact.clause in told
        assert all(f"#   {option.id}  " in told for option in fact.options)


@pytest.mark.slow
def test_given_back_as_it_is_it_changes_nothing_and_filled_in_it_answers(shell: Shell) -> None:
    shell.new(FACTS, 0, 1)
    before = shell.case()
    shell("case facts a.zcase q.yaml --template")
    told = (shell.folder / "q.yaml").read_text("utf-8")
    assert "张伟" not in told
    assert "某某公司" not in told
    shell("case facts a.zcase q.yaml")
    assert shell.case() == before
    assert "“q.yaml”已经存在" in shell("case facts a.zcase q.yaml --template", 4).err
    assert (shell.folder / "q.yaml").read_text("utf-8") == told

    filled = told.replace("degree:\n", "degree: yes\n").replace("# form.gender:", "form.gender: 女")
    shell.write("q.yaml", filled.replace("series: other", 'series: ""'))
    shell("case facts a.zcase q.yaml")
    answers = dict(shell.case().facts)
    assert (answers["degree"], answers["form.gender"]) == ("yes", "女")
    assert "series" not in answers
    assert answers["form.post"] == "工程师: 一号"
    assert shell.case().applicant == before.applicant


FLAT = [
    "name: 张伟\nemployer: 某某公司\naliases: 小张",
    "姓名: 张伟\n工作单位: 某某公司\n别名: [小张]",
    "applicant: {employer: 某某公司, 别名: 小张}\nname: 张伟",
]


@pytest.mark.parametrize("facts", FLAT)
def test_words_at_the_top_of_the_file_are_hers(shell: Shell, facts: str) -> None:
    shell.new(facts, 0, 1)
    applicant = shell.case().applicant
    told = applicant.name, applicant.employer, applicant.aliases
    assert told == ("张伟", "某某公司", ("小张",))


def test_a_second_name_at_the_top_is_told_and_a_case_without_one_says_so(shell: Shell) -> None:
    told = shell.new("applicant: {name: 张伟, employer: 某某公司}\nname: 李四", 0, 1).err
    assert "不会用到：name" in told
    assert shell.case().applicant.name == "张伟"
    (shell.folder / "a.zcase").unlink()
    assert "姓名或单位还没有填" in shell.new("{}", 0, 1).err
