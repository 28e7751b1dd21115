"""A note on several people is split by names: each gets her own points, and nobody another's."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.cli.shell import Shell
from zcdesk.applicant import Applicant
from zcdesk.batch.returns.note import MOST_SENTENCES, sentences_of
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.errors import ZcdeskError

NAMED = [
    ("沈知遥", "659900197303165364"), ("贺一鸣", "11010519491231002X"), ("陆听澜", ""),
    ("张伟", "659900197303160001"), ("张伟国", ""), ("阿依古丽·买买提", ""),
    ("王芳", "659900197303161111"), ("王芳", "659900197303162222"),
]  # fmt: skip
PEOPLE = [
    RosterPerson(
        row,
        Applicant(name=name, employer=EMPLOYER, id_number=number),
        NOTICE,
        others=(("部门", "工程部" if row > 8 else "设计部"),),
    )
    for row, (name, number) in enumerate(NAMED, start=2)
]
BLUR, SIGN = "学历证书不清晰", "承诺书没有签字"

WHOLE: dict[str, dict[int, str]] = {
    # the note, and what each row is told; no line is nobody's
    f"沈知遥：{BLUR}；缺照片。\n贺一鸣：{SIGN}。": {2: f"{BLUR}；缺照片。", 3: f"{SIGN}。"},
    f"以下材料退回：\n1. 沈知遥（5364）：{BLUR}\n2. 贺一鸣、陆听澜：{SIGN}\n\n评审办公室": {
        2: BLUR,
        3: SIGN,
        4: SIGN,
    },
    f"经审核，沈知遥的{BLUR}。经审核，张伟 {SIGN}。张伟国缺照片。": {
        2: f"{BLUR}。",
        5: f"{SIGN}。",
        6: "缺照片。",
    },
    f"沈知遥\n1、{BLUR}\n2、任职文件：缺聘书\n\n阿依古丽.买买提同志\n1、{SIGN}": {
        2: f"1、{BLUR}\n2、任职文件：缺聘书",
        7: f"1、{SIGN}",
    },
    f"各位申报人：\n大家好！\n你们好！\n沈知遥：{BLUR}": {2: BLUR},  # no point
    f"关于材料审核情况的反馈（{EMPLOYER[:4]}）\n各申报人：\n沈知遥：{BLUR}": {2: BLUR},
    f"沈知遥\n1.年度考核：{SIGN}": {2: f"1.年度考核：{SIGN}"},  # a title that begins as a name
    f"沈知遥，身份证号659900197303165364，退回原因：{BLUR}": {2: BLUR},
    f"{EMPLOYER} 陆 听 澜：{BLUR}": {4: BLUR},
    f"关于陆听澜同志申报材料的退回意见：一、{BLUR}；二、{SIGN}": {4: f"一、{BLUR}；二、{SIGN}"},
    f"沈知遥：论文已收到\n{BLUR}：贺一鸣；张伟": {3: BLUR, 5: BLUR},
    f"【学历】\n沈知遥：{BLUR}\n【其他】\n贺一鸣、张伟两位同志{SIGN}": {2: BLUR, 3: SIGN, 5: SIGN},
    f"[2024-09-12 10:13] 审核员小马: 陆听澜{SIGN}": {4: SIGN},
    f"|姓名|意见|\n|沈知遥|{BLUR}|\n| |{SIGN}|\n|合计|1人|": {2: f"{BLUR}\n{SIGN}"},
    # whatever the roster says tells people of one name apart; a number of ID is no word of a letter
    f"王芳（工程部）：{SIGN}\n1\t王芳\t设计部\t{BLUR}": {9: SIGN, 8: BLUR},
    f"沈知遥（659900197303165364）{BLUR}，请核对身份证号659900197303165364": {2: f"{BLUR}，请核对"},
    f"沈知遥：{BLUR}，贺一鸣、陆听澜：{SIGN}": {2: BLUR, 3: SIGN, 4: SIGN},
    f"（1）沈知遥：{BLUR}（2）贺一鸣：{SIGN}": {2: BLUR, 3: SIGN},
    f"1、沈知遥：{BLUR}2、贺一鸣：{SIGN}": {2: BLUR, 3: SIGN},
    f"沈知遥{BLUR}，贺一鸣{SIGN}，请补正。": {2: BLUR, 3: f"{SIGN}，请补正。"},
    # by what nobody else is called; by a department for short, beside the name
    f"知遥：{SIGN}\n阿依古丽的{BLUR}，听澜缺照片": {2: SIGN, 7: BLUR, 4: "缺照片"},
    f"设计王芳{SIGN}；工程的王芳{BLUR}": {8: f"{SIGN}；", 9: BLUR},
    f"主题：Re: 沈知遥退回\n陆听澜：{SIGN}\n联系人：贺一鸣\n电话 0991-7654321": {4: SIGN},
    # how many they are
    f"沈知遥、贺一鸣均{SIGN}。": {2: f"{SIGN}。", 3: f"{SIGN}。"},
    f"沈知遥、贺一鸣等2人{SIGN}。": {2: f"{SIGN}。", 3: f"{SIGN}。"},
    f"【沈知遥】{BLUR}\n“贺一鸣”：{SIGN}\n@陆听澜 {SIGN}": {2: BLUR, 3: SIGN, 4: SIGN},
    f"| 序号 | 姓名 | 原因 |\n|---|---|---|\n| 1 | 沈知遥 | {BLUR} |": {2: BLUR},
    f"姓名,原因\n沈知遥,{BLUR}": {2: BLUR},
    # by the number, in letters of full width, too
    f"６５９９００１９７３０３１６５３６４ 沈知遥：{BLUR}": {2: BLUR},
    f"身份证号11010519491231002x：{SIGN}": {3: SIGN},
    # the fault before those who have it
    f"{BLUR}：沈知遥、贺一鸣\n{SIGN}（陆听澜）": {2: BLUR, 3: BLUR, 4: SIGN},
    f"以下人员：沈知遥、贺一鸣，{SIGN}。": {2: f"{SIGN}。", 3: f"{SIGN}。"},
    # who passed, and all others
    f"沈知遥：无问题。贺一鸣已通过；陆听澜：{SIGN}": {4: SIGN},
    f"沈知遥未通过，{SIGN}。": {2: f"未通过，{SIGN}。"},
    f"退回：沈知遥 贺一鸣，原因：{SIGN}": {2: SIGN, 3: SIGN},
    f"| 1 | 沈知遥 | 承诺书 | 审核通过 |\n| 2 | 陆听澜 | {SIGN} |": {4: SIGN},
    f"10:12 审核员：陆听澜的{SIGN}\n10:13 审核员：沈知遥已补齐": {4: SIGN},
    # what is amiss heads those who have it; a paper stands before a name; who says it in a chat
    f"一、{SIGN}\n沈知遥、贺一鸣。\n二、{BLUR}\n陆听澜": {
        2: f"一、{SIGN}",
        3: f"一、{SIGN}",
        4: f"二、{BLUR}",
    },
    "年度考核：沈知遥缺2020年；贺一鸣缺2021年": {
        2: "年度考核：缺2020年；",
        3: "年度考核：缺2021年",
    },
    f"沈知遥、张伟论文{BLUR}": {2: f"论文{BLUR}", 5: f"论文{BLUR}"},
    # a line of hers begins with a word that could be somebody's name
    f"沈知遥\n1. 毕业证，{BLUR}\n2. 奖状 缺印章": {2: f"1. 毕业证，{BLUR}\n2. 奖状 缺印章"},
}
NOTES: dict[str, tuple[dict[int, str], tuple[int, ...]]] = {
    # the note, what each row is told, and the lines that are nobody's
    f"序号\t姓名\t单位\t原因\n1\t沈知遥\t{EMPLOYER}\t{BLUR}\n2\t赵铁柱\t{EMPLOYER}\t{SIGN}": (
        {2: BLUR},
        (3,),
    ),
    f"一、证书不全\n沈知遥：缺照片；贺一鸣：缺学历\n二、业绩\n陆听澜\n1、{SIGN}\n2、缺照片": (
        {2: "缺照片；", 3: "缺学历", 4: f"1、{SIGN}\n2、缺照片"},
        (1,),
    ),
    f"王芳：{BLUR}。\n王芳（2222）：{SIGN}。": ({9: f"{SIGN}。"}, (1,)),
    f"王芳、沈知遥：{BLUR}": ({}, (1,)),  # one of two people, and another
    f"张伟明：{SIGN}": ({}, (1,)),  # a stranger whose name begins as another's
    f"沈知遥：{BLUR}。\n买买提·艾力：{SIGN}。": ({2: f"{BLUR}。"}, (2,)),
    f"沈知遥：{BLUR}。\n身份证号659900198001011014：{SIGN}。": ({2: f"{BLUR}。"}, (2,)),
    f"沈知遥：{BLUR}。证明人贺一鸣没有签字。": ({2: f"{BLUR}。"}, (1,)),
    f"沈知遥：{BLUR}。\n李国强：缺封面。\n还缺检索页。": ({2: f"{BLUR}。"}, (2, 3)),
    f"沈知遥，身份证号11010519491231002X，退回原因：{BLUR}": ({}, (1,)),
    f"沈知遥：{BLUR}\n古丽：{SIGN}": ({2: BLUR}, (2,)),  # a part of a name is glued to nobody
    # what names nobody is nobody's
    f"沈知遥：{BLUR}\n贺一鸣：{SIGN}\n以上人员请重新提交。": ({2: BLUR, 3: SIGN}, (3,)),
    f"沈知遥：{BLUR}\n小结都要手写签名！大家都看一下": ({2: BLUR}, (2,)),
    f"审核员小马 10:13\n沈知遥{BLUR}\n审核员小马 10:16\n还有小结\n贺一鸣 10:20\n马上补": (
        {2: BLUR},
        (4, 6),
    ),
    f"一、沈知遥\n1. {BLUR}\n二、共性问题\n1. {SIGN}": ({2: f"1. {BLUR}"}, (4,)),
    f"1. 沈知遥：{BLUR}\n2. {SIGN}": ({2: BLUR}, (2,)),
    f"　　沈知遥：\n　　　　{BLUR}\n　　{SIGN}": ({2: BLUR}, (3,)),
    f"沈知遥：{BLUR}\n\n系统将于周五维护，请错开时间。": ({2: BLUR}, (3,)),
    f"{BLUR}；{SIGN}": ({}, (1,)),
    # several in one sentence: each her own, and nobody a colleague's name
    "沈知遥：推荐表不全，贺一鸣没有签字": ({}, (1,)),  # whose it is, the colon does not tell
    f"李知遥：{BLUR}\n设计张伟：{SIGN}": ({5: SIGN}, (1,)),
    f"工程张伟：{SIGN}": ({}, (1,)),  # there is none in that department
    f"沈知遥：{BLUR}。附件：年度考核（张伟）": ({2: f"{BLUR}。"}, (1,)),
    f"沈知遥：同贺一鸣。\n贺一鸣：{SIGN}": ({3: SIGN}, (1,)),
    f"贺一鸣：{SIGN}\n沈知遥：同上": ({3: SIGN}, (2,)),
    f"沈知遥：同上\n贺一鸣：{SIGN}": ({3: SIGN}, (1,)),
    f"沈知遥等三人{SIGN}": ({}, (1,)),
    f"{BLUR}的有：沈知遥、王芳。{SIGN}的有：陆听澜。": ({4: SIGN}, (1,)),
    f"以下证书{BLUR}。\n沈知遥：{SIGN}": ({2: SIGN}, (1,)),
    f"沈知遥：{BLUR}\n审核人：贺一鸣": ({2: BLUR}, (2,)),
    f"沈知遥：{BLUR}\n除沈知遥外，其余人员{SIGN}。": ({2: BLUR}, (2,)),
    f"沈知遥：{BLUR}\n贺一鸣：{SIGN}\n请大家补正。": ({2: BLUR, 3: SIGN}, (3,)),
    # what is another thing for each
    f"沈知遥、贺一鸣：\n前者{BLUR}，后者{SIGN}。": ({}, (2,)),
    f"沈知遥：{BLUR}\n贺一鸣：{SIGN}\n上述第二人另需补身份证。": ({2: BLUR, 3: SIGN}, (3,)),
    f"{SIGN}的有：沈知遥、陆听澜\n两人均需重交。": ({2: SIGN, 4: SIGN}, (2,)),
    f"沈知遥、陆听澜：{SIGN}\n三人均需重交。": ({2: SIGN, 4: SIGN}, (2,)),
    f"张主任：陆听澜{SIGN}\n张主任：还有两人{BLUR}\n张主任：贺一鸣好了": ({4: SIGN}, (2,)),
    f"沈知遥：{SIGN}\n1、同上，{BLUR}\n第1、2项人员请来电": ({2: SIGN}, (2, 3)),
} | {note: (hers, ()) for note, hers in WHOLE.items()}
STRANGERS = (
    "2. 赵铁柱，缺公示", "赵铁柱 缺公示", "赵铁柱同志缺公示", "赵铁柱的公示缺页",
    "赵铁柱（0013）缺公示", "赵铁柱,缺公示", "| 2 | 赵铁柱 | 缺公示 |", "3 \t赵铁柱\t缺公示",
    "赵铁柱——缺公示", "钱进等3人：缺公示", "姓名：赵铁柱", "【赵铁柱】缺公示", "公示缺页（赵铁柱）",
    "申报人赵铁柱缺公示", "退回赵铁柱，缺公示", "阿不都·热合曼，缺公示", "缺公示的有：赵铁柱",
)  # fmt: skip
NOTES |= {f"沈知遥：{BLUR}\n{one}\n请重新提交。": ({2: BLUR}, (2, 3)) for one in STRANGERS}


def told(note: str) -> tuple[dict[int, str], tuple[int, ...]]:
    """What each row is told, a line for each of the note's, and the lines that are nobody's."""
    hers: dict[int, dict[int, str]] = {}
    said = sentences_of(note, PEOPLE)
    for one in said:
        for row in one.rows:
            lines = hers.setdefault(row, {})
            lines[one.line] = lines.get(one.line, "") + one.words
    assert all(one.sure for one in said if one.rows)
    nobodys = dict.fromkeys(one.line for one in said if not one.rows)
    return {row: "\n".join(lines.values()) for row, lines in hers.items()}, tuple(nobodys)


@pytest.mark.parametrize("begin", ["1\t" * 300, " " * 20_000, "请经审核" * 300, "【《" * 500])
def test_a_note_that_begins_strangely_is_read_to_its_end(begin: str) -> None:
    assert told(f"{begin}\n贺一鸣：{SIGN}")[0] == {3: SIGN}


def test_a_note_of_more_sentences_than_anybody_writes_is_refused() -> None:
    assert sentences_of(f"沈知遥：{BLUR}。\n" * MOST_SENTENCES, PEOPLE)
    for longer in (f"沈知遥：{BLUR}\n" * (MOST_SENTENCES + 1), "，" * 100 * MOST_SENTENCES):
        with pytest.raises(ZcdeskError, match=r"^batch\.returned_too_long$"):
            sentences_of(longer, PEOPLE)


@pytest.mark.parametrize("note", NOTES)
def test_each_is_told_what_names_her(note: str) -> None:
    assert told(note) == NOTES[note]


def test_what_is_not_surely_hers_is_proposed_and_never_the_one_befores() -> None:
    note = f"陆听澜：{BLUR}\n李听澜缺照片，听澜：缺照片\n张伟国\n{BLUR}\n\n{SIGN}"
    found = [(one.rows, one.words, one.sure) for one in sentences_of(note, PEOPLE)]
    stranger, proposed = ((), "李听澜缺照片", True), ((4,), "缺照片", False)
    assert found == [((4,), BLUR, True), stranger, proposed, ((6,), BLUR, False), ((), SIGN, True)]


def laid(shell: Shell, rows: list[list[str]]) -> None:
    """Lay down a roster and for each row a file that is refused at once; run the batch."""
    write_roster(Path("r.xlsx"), rows)
    for row in rows:
        Path("材料", row[3]).mkdir(parents=True)
        Path("材料", row[3], "a.jpg").write_bytes(row[0].encode())
    shell("batch r.xlsx --out 结果 --scans 材料", 0, 1)


def letter(name: str) -> str:
    return Path("结果", name, "letter.txt").read_text("utf-8-sig")


@pytest.mark.nightly
def test_after_a_stopped_run_a_return_writes_no_letter_before_all_is_read(shell: Shell) -> None:
    laid(shell, [[name, EMPLOYER, NOTICE, name, ""] for name in ("甲一", "乙二")])
    for file in Path("结果", "乙二").glob("letter.*"):
        file.unlink()  # a run that was stopped has none
    shell.write("note.txt", f"甲一：{BLUR}\n乙二：{SIGN}")
    command = ["batch", "r.xlsx", "--out", "结果", "--returned", "note.txt"]
    shell([*command, "--at", "2024-09-12 09:30", "--yes"], 0, 1)
    assert BLUR in letter("甲一")
    assert not list(Path("结果", "乙二").glob("letter.*"))
    shell("batch r.xlsx --out 结果 --scans 材料 --resume", 0, 1)
    assert SIGN in letter("乙二")


@pytest.mark.nightly
def test_a_note_on_several_is_noted_once_in_the_cases_of_those_it_names(shell: Shell) -> None:
    laid(shell, [[name, EMPLOYER, NOTICE, name, number] for name, number in NAMED[:3]])
    note = f"1. 沈知遥：{BLUR}\n2. 贺一鸣：{SIGN}\n3. 赵铁柱：缺公示"
    Path("note.txt").write_bytes(note.encode("gb18030"))
    command, at = "batch r.xlsx --out 结果 --returned note.txt", "--at 2024-09-12T09:30"

    def told() -> Any:
        return json.loads(Path("j.json").read_bytes())

    assert "还没有登记" in shell(f"{command} {at} --json j.json", 1).err  # only shown
    assert told()["problem"]["code"] == "batch.returned_nobody"
    assert {one["row"]: one["returned"] for one in told()["people"]} == {2: 0, 3: 0, 4: 0}
    shown = shell(f"{command} {at} --yes --json j.json", 1)
    assert "退回意见的第 3 行" in shown.err
    assert "赵铁柱" not in shown.err + shown.out
    noted = {one["row"]: (one["returned"], len(one["points"])) for one in told()["people"]}
    assert noted == {2: (1, 1), 3: (1, 1), 4: (0, 0)}
    assert SIGN in letter("贺一鸣")
    assert BLUR not in letter("贺一鸣")
    short = f"batch r.xlsx --out 结果 --returned short.txt {at} --yes"
    shell.write("short.txt", "沈知遥\n缺照片\n沈知遥：缺公示")
    assert "第 2（2） 行" in shell(short, 1).err
    shell.write("short.txt", "沈知遥：缺照片\n沈知遥：缺公示")
    shell(f"{short} --json j.json")
    (her,) = [one for one in told()["people"] if one["row"] == 2]
    assert (her["returned"], len(her["points"])) == (1, 3)  # one moment is one return
    for again in (f"{at} --yes", "--yes"):
        assert "已经登记过" in shell(f"{command} {again}", 1).out
    assert "离这份通知" in shell(f"{command} --at 1999-01-01 --yes", 1).err
    shell("batch r.xlsx --out 没有 --returned note.txt", 3)
