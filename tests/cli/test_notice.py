"""``zcdesk notice``: list, show, check, schema; own profiles beside the built-in ones."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.cli.shell import Shell
from tests.notices.made_notices import answered, text_of, whole
from tests.program import drawn_scan
from tests.setup.checkout import ROOT
from zcdesk.cli.app import run
from zcdesk.notices.editing.acts import with_row
from zcdesk.notices.editing.draft import DraftAnswer
from zcdesk.notices.editing.keeping import keep, opened
from zcdesk.notices.files import loading, own_examples
from zcdesk.notices.files.parsing import read_profile
from zcdesk.notices.profile.notice import Notice

GUIDE = Path(__file__).parents[2] / "docs" / "notices.md"
SAMPLE = GUIDE.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
TEXT = GUIDE.read_text("utf-8").split("```text\n")[1].split("```")[0]


def laid(folder: Path, profile: str, text: str = "", encoding: str = "utf-8") -> None:
    """Lay down a profile, and the text of its notice if there is one."""
    (folder / "sample-2026.yaml").write_text(profile, "utf-8")
    if text:
        (folder / "sample-2026.txt").write_text(text, encoding=encoding)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty, in a home of its own."""
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folder = loading.user_folder()
    folder.mkdir(parents=True)
    return folder


def test_the_folder_is_where_systems_keep_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    places = {
        "win32": tmp_path / "roaming",
        "darwin": tmp_path / "home" / "Library" / "Application Support",
        "linux": tmp_path / "data",
    }
    for system, base in places.items():
        monkeypatch.setattr(sys, "platform", system)
        assert loading.user_folder() == base / "zcdesk" / "notices"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert loading.user_folder() == tmp_path / "home" / ".local" / "share" / "zcdesk" / "notices"


def test_an_own_profile_is_listed_shown_and_loaded_beside_others(own: Path, shell: Shell) -> None:
    laid(own, SAMPLE, TEXT)
    told = shell("notice list").out
    (line,) = [line for line in told.splitlines() if line.startswith("sample-2026")]
    assert "自己的" in line
    assert "申报已于 2024-10-10 截止" in told
    assert "评审表  看情况  三" in shell("notice show sample-2026").out
    assert "sample-2026" in loading.notice_ids()
    assert loading.notice_text(loading.load_notice("sample-2026"))[0].startswith("2026年度某市")


def test_a_quote_of_an_own_profile_is_looked_up_in_its_own_text(own: Path, shell: Shell) -> None:
    laid(own, SAMPLE, TEXT.replace("上传职称证书", "寄送证书"), "gb18030")
    assert "sample-2026.yaml" in shell("notice list", 1).err
    assert "sample-2026" not in loading.notice_ids()
    assert "与通知原文对不上" in shell("notice show sample-2026", 7).err


def test_a_changed_file_is_read_anew(own: Path) -> None:
    laid(own, SAMPLE)
    assert loading.load_notice("sample-2026").region == "某市"
    laid(own, SAMPLE.replace("region: 某市", "region: 另一座城市"))
    assert loading.load_notice("sample-2026").region == "另一座城市"


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("id: sample-2026", "id: miit-2019", "miit-2019"),
        (SAMPLE, "a: [1, 2", "括号没有收尾"),
        ("year: 2026", "year: 今年", "要写整数"),
        ("short_title:", "short_titel:", "您是不是想写“short_ti"),
    ],
)
def test_a_broken_own_profile_never_hides_the_others(
    own: Path, shell: Shell, before: str, after: str, word: str
) -> None:
    (own / "mine.yaml").write_text(SAMPLE.replace(before, after, 1), "utf-8")
    told = shell("notice list", 1)
    assert "region-senior-2024" in told.out
    assert "mine.yaml" in told.err
    assert loading.load_notice("miit-2019").year == 2019
    assert word in shell("notice show mine", 7).err


def test_check_tells_all_faults_at_once_with_line_field_and_what_was_meant(shell: Shell) -> None:
    wrong = SAMPLE.replace("short_title:", "short_titel:").replace("year: 2026", "year: 二〇二六")
    shell.write("mine.yaml", wrong)
    told = shell("notice check mine.yaml", 1).err
    for words in ("第 3 行", "short_titel", "您是不是想写“short_title”", "二〇二六"):
        assert words in told


def test_check_says_whether_the_quotes_could_be_looked_up(shell: Shell) -> None:
    for text, looked_up in (("", False), (TEXT, True)):
        laid(shell.folder, SAMPLE, text)
        told = shell("notice check sample-2026.yaml").out
        assert ("原话未核对" not in told) is looked_up


LIMIT = """
file_rules:
  - {id: size, title: 文件大小, value: 50KB, most_kb: 50, rule: 五, quote: 照片不超过50KB}
"""
AGAIN = [
    # what is another in the profile, what comes behind its text, what is said, exit status
    ("", "", "1 段时间已经过去，最晚的是“申报”（2026-05-29）", 0),
    ("    end: 2026-05-29\n", "", "没有申报截止日", 1),
    (LIMIT, "五、证件照片不超过50KB，论文为PDF。\n", "原文只对“证件照片”这样说", 1),
    (LIMIT, "五、所有材料和照片不超过50KB。\n", "", 0),
]


@pytest.mark.parametrize(("change", "more", "words", "status"), AGAIN)
def test_check_says_what_to_look_at_again(
    shell: Shell, change: str, more: str, words: str, status: int
) -> None:
    laid(
        shell.folder,
        SAMPLE.replace(change, "") if change in SAMPLE else SAMPLE + change,
        TEXT + more,
    )
    told = shell("notice check sample-2026.yaml", status)
    assert words in (told.err if status else told.out)
    assert status or not told.err


@pytest.mark.parametrize("notice_id", loading.built_in_ids())
def test_a_notice_of_another_year_is_no_fault(shell: Shell, notice_id: str) -> None:
    told = shell(f"notice check {ROOT / 'resources' / 'notices' / notice_id}.yaml")
    assert told.out.count("段时间已经过去") == 1
    assert not told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.yaml")
    assert run(["notice", "check", str(tmp_path / "mine.yaml")]) == 3


def test_an_original_text_that_is_none_is_told_at_the_line_of_its_name(shell: Shell) -> None:
    laid(shell.folder, SAMPLE)
    (shell.folder / "sample-2026.txt").write_bytes(b"\xff\xfe\x00\xff\xff\xff\xff")
    assert "读不出文字" in shell("notice check sample-2026.yaml", 1).err


SHOWN = [
    # what is shown, and words of it
    ("region-senior-2024", "遮盖：工作单位、本人姓名"),
    ("region-senior-2024", "申报  8月2308日 – 2024-10-10"),
    ("region-senior-2024", "公示  不少于 5 个工作日"),
    ("region-senior-2024", "三  “8月2308日”明显笔误"),
    ("region-senior-2024", "专业科目"),
    ("region-senior-2024", "2021、2022、2023、2024"),
    ("region-senior-2024", "四（一）7  ce_special"),
    # in English around the words of the notice
    ("region-senior-2024 --lang en", "Sections and slots"),
    ("region-senior-2024 --lang en", "To cover: employer, own name"),
]


@pytest.mark.parametrize(("line", "words"), SHOWN)
def test_show_tells_sections_dates_and_open_questions(shell: Shell, line: str, words: str) -> None:
    assert words in shell(f"notice show {line}").out


def test_an_unknown_id_is_wrong_usage(shell: Shell) -> None:
    assert "region-senior-2024" in shell("notice show nothing-1900", 2).err


def test_the_schema_goes_to_the_screen_or_to_a_file(shell: Shell) -> None:
    shown = json.loads(shell("notice schema").out)
    assert set(shown["properties"]) == set(Notice.model_fields)
    shell("notice schema --json n.json")
    assert json.loads((shell.folder / "n.json").read_text("utf-8")) == shown


def test_a_slot_that_leaves_the_photo_to_be_seen_is_told_with_its_clause(shell: Shell) -> None:
    lines = [line.strip() for line in shell("notice show hotan-private-2025").out.splitlines()]
    at = lines.index("“一寸免冠照片”里不遮盖：本人照片")
    assert lines[at + 1].split()[0] == "五（一）4"


def test_list_and_show_give_every_id_beside_its_title_as_data_too(own: Path, shell: Shell) -> None:
    (own / "broken-2026.yaml").write_text("id: [", "utf-8")
    told = shell.data("notice list", 1)
    assert [one["id"] for one in told["notices"]] == list(loading.notice_ids())
    assert [one["file"] for one in told["broken"]] == ["broken-2026.yaml"]
    for notice_id in loading.notice_ids():
        notice = loading.load_notice(notice_id)
        lines = shell(f"notice show {notice_id}").out.splitlines()
        slots = [(slot.id, slot.title) for slot in notice.slots()]
        named = [(section.id, section.title) for section in notice.sections]
        for identifier, title in named + slots + [(one.id, one.question) for one in notice.facts]:
            assert any(title in line and line.endswith(identifier) for line in lines), title
        shown = shell.data(f"notice show {notice_id}")
        told = [slot for section in shown["sections"] for slot in section["slots"]]
        assert [(one["id"], one["title"]) for one in told] == slots
        assert [one["id"] for one in shown["facts"]] == [fact.id for fact in notice.facts]


OLD = "region-senior-2024"
SAME = "\n".join(loading.notice_text(loading.load_notice(OLD)))
PAGE = (595.0, 842.0)
MARGIN, EM, LEADING = 60.0, 12.0, 22.0


def notice_file(folder: Path, *changes: tuple[str, str], text: str = SAME) -> Path:
    """Write the old notice's text with changes, as this year's."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path = folder / "今年.txt"
    path.write_text(text, "utf-8")
    return path


def renewed(folder: Path, *changes: tuple[str, str], more: tuple[str, ...] = ()) -> tuple[int, Any]:
    """Run ``notice renew`` on the changed text: exit status and the report."""
    path = notice_file(folder, *changes)
    report = folder / "report.json"
    arguments = ["notice", "renew", str(path), "--from", OLD, "--year", "2024", "--id", "mine-2024"]
    status = run([*arguments, "--json", str(report), *more])
    return status, json.loads(report.read_text("utf-8"))


def proposed(report: Any) -> list[tuple[str, str, str]]:
    return [
        (one["kind"], one["value"], one["sentence"])
        for clause in report["clauses"]
        for one in clause["proposals"]
    ]


def open_texts(report: Any) -> list[str]:
    return [report["clauses"][place]["text"] for place in report["open"]]


@pytest.mark.nightly
def test_the_same_text_is_the_same_clause_by_clause(tmp_path: Path) -> None:
    _, report = renewed(tmp_path)
    assert {one["state"] for one in report["clauses"]} == {"same"}
    assert report["open"] == []
    assert all(one["rules"] for one in report["clauses"] if one["clause"].startswith("四（一）1"))


CHANGES = [
    # what changed, before, after, what is proposed, words that are open
    ("a new sentence", "（五）其他情况。", "（五）其他情况。申报人须另交无犯罪记录证明。",
     None, "无犯罪记录"),
    ("a new section", "5.工作简历", "5.安全审查：申报人填写并上传《安全审查表》。\n6.工作简历",
     ("section_added", "安全审查"), "安全审查表"),
    ("its slot", "5.工作简历", "5.安全审查：申报人填写并上传《安全审查表》。\n6.工作简历",
     ("slot", "安全审查表"), "安全审查表"),
    ("a new fee", "五、答辩要求", "（六）评审费：正高级每人600元。\n五、答辩要求",
     ("fee", "600"), "600元"),
    ("a fee in an old clause", "七、联系方式", "评审费每人580元，逾期不退。\n七、联系方式",
     ("fee", "580"), "580元"),
    ("fewer words", "3000字以内", "2500字以内", ("text_limit", "2500"), "2500字"),
    ("more hours", "48小时", "72小时", ("return_hours", "72"), "72小时"),
    ("one chance", "2次修改机会", "1次修改机会", ("returns", "1"), "1次"),
    ("another day", "至10月10日", "至10月17日", ("deadline", "2024-10-17"), "10月17日"),
    ("a number in a form", "近五年的实践能力", "近八年的实践能力", ("number_moved", "8"), None),
    ("years of a posting", "援派期一年以上", "援派期两年以上", ("years", "2"), "两年"),
    ("a clause under another number", "5.工作简历", "5.安全审查：上传《安全审查表》。\n6.工作简历",
     ("number_moved", "四（一）6"), None),
    ("a word taken out", "对职称外语、计算机不作硬性要求", "对职称外语、计算机作硬性要求",
     None, "计算机作硬性要求"),
    ("a may made a must", "即可申报，并上传派出单位", "即须申报，并上传派出单位", None, "即须申报"),
    ("a point in a number", "近3年（2021年—2023年）", "近3.5年（2021年—2023年）", None, "3.5年"),
    ("the photo is covered too", "本人姓名及工作单位进行遮盖", "本人姓名、照片及工作单位进行遮盖",
     ("masking", "name,employer,photo"), "照片"),
]  # fmt: skip


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("before", "after", "found", "words"),
    [row[1:] for row in CHANGES],
    ids=[row[0] for row in CHANGES],
)
def test_what_is_new_in_the_text_is_mentioned_and_open(
    tmp_path: Path, before: str, after: str, found: tuple[str, str] | None, words: str | None
) -> None:
    status, report = renewed(tmp_path, (before, after))
    assert status == 1
    told = proposed(report)
    if found:
        assert found in [(kind, value) for kind, value, _ in told]
    if words:
        assert any(words in text for text in open_texts(report))


@pytest.mark.nightly
def test_a_clause_that_is_gone_is_told_and_its_rules_wait(tmp_path: Path) -> None:
    gone = "9.职称外语、计算机情况：此次相关系列（专业）申报，对职称外语、计算机不作硬性要求。\n"
    status, report = renewed(tmp_path, (gone, ""))
    assert status == 1
    assert [one["clause"] for one in report["clauses"] if one["state"] == "gone"] == ["四（一）9"]
    assert any("职称外语" in one["old"] for one in report["unconfirmed"])
    start = SAME.index("职称评审答辩采取")  # or a sentence of a clause
    gone = SAME[start : SAME.index("。", start) + 1]
    _, report = renewed(tmp_path, (gone, "答辩另行通知。"))
    assert [gone] in [one["lost"] for one in report["clauses"]]


@pytest.mark.slow
def test_what_is_changed_in_a_draft_is_kept_and_a_damaged_line_of_it_is_told(
    own: Path, shell: Shell
) -> None:
    shell.write("sample-2026.txt", TEXT)
    examples = own / own_examples.NAME
    examples.write_text("{}\n", "utf-8")
    told = shell("notice draft sample-2026.txt --out s.draft.json", 1).err
    assert "“examples.jsonl”里有 1 行例子" in told
    draft = opened(place := shell.folder / "s.draft.json")
    assert not draft.papers[1].sure
    keep(with_row(draft, "papers", 1, replace(draft.papers[1], sure=True)), place)
    shell("notice finish s.draft.json --out s.yaml", 1)
    assert [row.value for row in own_examples.kept().rows] == ["评审表"]


@pytest.mark.slow
@pytest.mark.parametrize("notice_id", loading.built_in_ids())
def test_each_sentence_proposed_from_stands_in_the_text(tmp_path: Path, notice_id: str) -> None:
    text = "\n".join(loading.notice_text(loading.load_notice(notice_id)))
    whole = "".join(text.replace("**", "").split())
    found = proposals_of(tmp_path, notice_file(tmp_path, text=text))
    assert len(found) > 15
    assert all("".join(sentence.split()) in whole for _, _, sentence in found)


FEE = ("五、答辩要求", "（六）评审费：正高级每人600元，副高级每人400元。\n五、答辩要求")


@pytest.mark.nightly
def test_a_renewal_is_a_profile_and_only_where_all_is_settled_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine-2024.yaml"
    status, report = renewed(tmp_path, FEE, more=("--out", str(out)))
    assert status == 1
    assert "全部确认了" not in capsys.readouterr().out
    waiting = [one.quote for one in read_profile(out).statements if one.inferred]
    assert any("600元" in one for one in waiting)
    assert len(waiting) >= len(report["open"]) > 0


@pytest.mark.nightly
def test_a_draft_beside_an_older_notice_is_gone_on_with_until_nothing_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, place, out = notice_file(tmp_path, FEE), tmp_path / "今年.draft.json", tmp_path / "m.yaml"
    arguments = ["--from", OLD, "--year", "2024", "--id", "mine-2024", "--out", str(place)]
    assert run(["notice", "draft", str(path), *arguments]) == 1
    draft = opened(place)
    assert any(one.taken for one in draft.carried)
    keep(answered(whole(draft), DraftAnswer.NOT_MINE), place)
    capsys.readouterr()
    assert run(["notice", "finish", str(place), "--out", str(out)]) == 0
    assert "全部确认了" in capsys.readouterr().out
    made = read_profile(out)
    assert [fee.amount for fee in made.fees if fee.amount != "原文未述"] == [600, 400]
    assert [slot.id for slot in made.slots()] == [
        slot.id for slot in loading.load_notice(OLD).slots()
    ]
    assert not any(source.inferred for source in made.sources())
    assert run(["notice", "check", str(out)]) == 0


def printed(path: Path, text: str) -> Path:
    """Write a text as a PDF with rows broken at the margin and numbered pages."""
    font = pymupdf.Font("cjk")
    document = pymupdf.open()
    rows = broken(text, int((PAGE[0] - 2 * MARGIN) / EM))
    per_page = int((PAGE[1] - 2 * MARGIN) / LEADING)
    for start in range(0, len(rows), per_page):
        page = document.new_page(width=PAGE[0], height=PAGE[1])
        pen = pymupdf.TextWriter(page.rect)
        for number, row in enumerate(rows[start : start + per_page]):
            pen.append((MARGIN, MARGIN + (number + 1) * LEADING), row, font=font, fontsize=EM)
        pen.append((PAGE[0] / 2, PAGE[1] - 20), f"- {start // per_page + 1} -", font=font)
        pen.write_text(page)
    document.save(path)
    return path


def broken(text: str, letters: int) -> list[str]:
    """Return a text in rows of so many letters."""
    return [
        line[first : first + letters]
        for line in text.splitlines()
        for first in range(0, len(line), letters)
    ]


def scanned(folder: Path, text: str) -> list[Path]:
    """Write a text as pictures of its pages."""
    rows = broken(text, 30)
    return [
        drawn_scan(folder / f"{place:02d}.png", *rows[first : first + 24])
        for place, first in enumerate(range(0, len(rows), 24))
    ]


def proposals_of(folder: Path, *files: Path) -> list[tuple[str, str, str]]:
    report = folder / "report.json"
    run(["notice", "new", *map(str, files), "--json", str(report)])
    return proposed(json.loads(report.read_text("utf-8")))


def made_of(folder: Path, *files: Path) -> list[tuple[str, str]]:
    return [(kind, value) for kind, value, _ in proposals_of(folder, *files)]


@pytest.mark.nightly
def test_a_pdf_with_letters_proposes_what_its_text_does(tmp_path: Path) -> None:
    text = text_of("qinglan-2027")
    as_text = made_of(tmp_path, notice_file(tmp_path, text=text))
    as_pdf = made_of(tmp_path, printed(tmp_path / "通知.pdf", text))
    assert len(set(as_text) - set(as_pdf)) <= 2, set(as_text) - set(as_pdf)


@pytest.mark.nightly
def test_an_annex_in_a_file_of_its_own_is_part_of_the_notice(tmp_path: Path) -> None:
    text = text_of("qinglan-2027")
    place = text.index("附件2\n诚信承诺书")
    body, annex = tmp_path / "通知.txt", tmp_path / "附件.txt"
    body.write_text(text[:place], "utf-8")
    annex.write_text(text[place:], "utf-8")
    assert ("form", "诚信承诺书") not in made_of(tmp_path, body)
    assert ("form", "诚信承诺书") in made_of(tmp_path, body, annex)


@pytest.mark.nightly
def test_a_scanned_notice_is_read_and_proposes_its_days_and_fees(tmp_path: Path) -> None:
    text = text_of("yunming-2026")
    found = made_of(tmp_path, *scanned(tmp_path, text))
    wanted = {"deadline": "2026-10-20", "fee": "240", "return_hours": "72", "returns": "2"}
    assert not wanted.items() - set(found)


def test_a_file_that_is_no_notice_is_refused_in_words(shell: Shell) -> None:
    shell.write("通知.pdf", "%PDF-1.7 broken")
    assert "通知.pdf" in shell("notice new 通知.pdf", 7).err


USAGE = [
    # what is typed behind the command, what is told
    ("new 今年.txt", "--year"),
    ("renew 今年.txt --from nowhere-2020", "nowhere-2020"),
    ("renew 今年.txt", "--from"),
]


@pytest.mark.parametrize(("line", "told"), USAGE)
def test_a_wrong_call_is_told_and_writes_nothing(shell: Shell, line: str, told: str) -> None:
    notice_file(shell.folder, text="一、登录平台填报。\n二、上传身份证。")
    assert told in shell(f"notice {line} --out made.yaml", 2).err
    assert not (shell.folder / "made.yaml").exists()
