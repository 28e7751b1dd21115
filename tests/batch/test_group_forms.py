"""Forms for a whole roster: people counted in one report, a page a person in a posting."""

import io
from pathlib import Path

import pymupdf
import pytest
from docx import Document

from tests.batch.drawn import EMPLOYER, write_roster
from tests.cli.shell import Shell
from tests.given import there
from zcdesk.applicant import Applicant
from zcdesk.batch.case_folders import read_people
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared_forms import KINDS, make_group_forms
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.checks.forms.values import values_of
from zcdesk.documents.joining import joined_docx
from zcdesk.workers.pool import WorkerPool

NOTICE = "urumqi-private-2025"
HEAD = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号", "案卷", "kind", "系列", "级别"]
PEOPLE = (("沈知遥", "initial"), ("贺一鸣", "initial"), ("陆听澜", "conferral"))


def make_cases(folder: Path) -> Path:
    """Case files of three people for one notice, as colleagues send them back."""
    folder.mkdir()
    for number, (name, kind) in enumerate(PEOPLE):
        facts = (("form.level", "中"), ("form.series", "工程"), ("kind", kind))
        begun = Case(NOTICE, Applicant(name, EMPLOYER), frozenset(), facts=facts)
        create_case(folder / f"{number}.zcase", begun).close()
    return folder


def text_of(docx: Path) -> str:
    word = Document(io.BytesIO(docx.read_bytes()))
    return "\n".join(one.text for one in word.paragraphs)


def test_a_folder_of_case_files_is_a_roster(tmp_path: Path) -> None:
    cases = make_cases(tmp_path / "案卷")
    (cases / "坏的.zcase").write_bytes(b"no case")
    found = read_people(cases)
    assert found.usable
    assert [one.applicant.name for one in found.people] == [name for name, _ in PEOPLE]
    assert [Path(one.case).name for one in found.people] == ["0.zcase", "1.zcase", "2.zcase"]
    (fault,) = found.faults
    assert fault.finding.details["file"] == "坏的.zcase"
    create_case(cases / "无名.zcase", Case(NOTICE, Applicant("", ""), frozenset())).close()
    nameless = [one.finding.code for one in read_people(cases).faults]
    assert nameless == ["case.not_a_case", "roster.case_nameless"]
    (cases / "无名.zcase").unlink()
    (cases / "沈知遥的扫描件").mkdir()
    matched = match_folders(found.people, cases)
    assert matched.places == {1: (cases / "沈知遥的扫描件",)}
    assert not matched.left_over
    (tmp_path / "空").mkdir()
    assert not read_people(tmp_path / "空").usable


def test_a_case_that_a_roster_names_must_be_there(tmp_path: Path) -> None:
    make_cases(tmp_path / "案卷")
    row = ["沈知遥", EMPLOYER, NOTICE, "", "", "案卷/0.zcase", "initial", "工程", "中"]
    found = read_people(write_roster(tmp_path / "r.xlsx", [row], HEAD))
    assert found.usable
    assert not found.faults
    assert Path(found.people[0].case) == tmp_path / "案卷" / "0.zcase"
    facts = {"kind": "initial", "form.series": "工程", "form.level": "中"}
    assert dict(found.people[0].facts) == facts
    row[5] = "案卷/9.zcase"
    found = read_people(write_roster(tmp_path / "r.xlsx", [row], HEAD))
    assert [one.finding.code for one in found.faults] == ["roster.case_missing"]


@pytest.mark.nightly
def test_people_are_counted_in_one_report_and_posted_each(tmp_path: Path, pool: WorkerPool) -> None:
    people = read_people(make_cases(tmp_path / "案卷")).people
    made = {one.kind: one for one in make_group_forms(pool, people, tmp_path)}
    assert list(made) == list(KINDS)
    assert all(one.rows == (1, 2, 3) for one in made.values())
    report = made["recommendation"].docx
    assert report is not None
    assert "沈知遥、贺一鸣共2名同志" in text_of(report)
    assert "陆听澜共1名同志" in text_of(report)
    posting = made["posting"].docx
    assert posting is not None
    assert [text_of(posting).count(f"现对{name}同志") for name, _ in PEOPLE] == [1, 1, 1]
    with pymupdf.open(posting.with_suffix(".pdf")) as paper:
        assert len(paper) == 3
        pages = [page.get_text() for page in paper]
    assert [name in page for page, (name, _) in zip(pages, PEOPLE, strict=True)] == [True] * 3
    assert not any(PEOPLE[0][0] in page for page in pages[1:])
    files = posting, posting.with_suffix(".pdf")
    before = [file.read_bytes() for file in files]
    list(make_group_forms(pool, people, tmp_path))
    assert [file.read_bytes() for file in files] == before


@pytest.mark.slow
def test_every_further_person_begins_a_page_in_word(tmp_path: Path, pool: WorkerPool) -> None:
    people = read_people(make_cases(tmp_path / "案卷")).people
    docx = next(make_group_forms(pool, people, tmp_path, ["posting"])).docx
    whole = there(docx).read_bytes()
    word = Document(io.BytesIO(whole))
    breaks = [one.paragraph_format.page_break_before for one in word.paragraphs]
    assert breaks.count(True) == 2
    assert joined_docx([whole]) == whole


@pytest.mark.slow
def test_employers_of_one_roster_get_forms_of_their_own(tmp_path: Path, pool: WorkerPool) -> None:
    cases = make_cases(tmp_path / "案卷")
    other = Case(NOTICE, Applicant("顾行舟", "天山机械厂"), frozenset())
    create_case(cases / "9.zcase", other).close()
    found = list(make_group_forms(pool, read_people(cases).people, tmp_path, ["recommendation"]))
    assert [one.rows for one in found] == [(1, 2, 3), (4,)]
    names = [f"recommendation-{employer}.docx" for employer in (EMPLOYER, "天山机械厂")]
    assert [one.docx.name for one in found if one.docx] == names
    assert "沈知遥" not in text_of(tmp_path / "forms" / NOTICE / names[1])


@pytest.mark.parametrize("names", [("甲/厂", "甲厂"), ("A厂", "a厂"), ("甲" * 70, "甲" * 65)])
def test_units_that_a_disk_cannot_tell_apart_get_files_of_their_own(
    names: tuple[str, str], tmp_path: Path, pool: WorkerPool
) -> None:
    (tmp_path / "案卷").mkdir()
    for number, employer in enumerate(names):
        case = Case(NOTICE, Applicant(f"顾行{number}舟", employer), frozenset())
        create_case(tmp_path / "案卷" / f"{number}.zcase", case).close()
    people = read_people(tmp_path / "案卷").people
    found = list(make_group_forms(pool, people, tmp_path, ["recommendation"]))
    written = {one.docx.name.casefold() for one in found if one.docx is not None}
    assert len(written) == 2
    assert not any(set(name) & set('<>:"/\\|?*') for name in written)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "status"), [("posting", 1), ("certificate", 2)])
def test_the_command_line_writes_forms_without_a_run(shell: Shell, kind: str, status: int) -> None:
    cases = make_cases(Path("案卷"))
    rows = [
        [name, EMPLOYER, NOTICE, "", "", f"案卷/{n}.zcase", told, "", ""]
        for n, (name, told) in enumerate(PEOPLE)
    ]
    write_roster(Path("r.xlsx"), rows, HEAD)
    said = shell(f"batch r.xlsx --out 结果 --form {kind}", status)
    assert Path("结果", "forms", NOTICE, "posting.docx").is_file() == (status == 1)
    assert not any(name in said.out + said.err for name, _ in PEOPLE)
    with open_case(cases / "0.zcase", writing=False) as stored:
        assert not stored.case.pages


@pytest.mark.nightly
def test_a_form_that_was_finished_by_hand_stays_unless_it_is_to_go(shell: Shell) -> None:
    make_cases(Path("案卷"))
    rows = [[PEOPLE[0][0], EMPLOYER, NOTICE, "", "", "案卷/0.zcase", PEOPLE[0][1], "", ""]]
    write_roster(Path("r.xlsx"), rows, HEAD)
    command = "batch r.xlsx --out 结果 --form posting"
    shell(command, 1)
    forms = Path("结果", "forms", NOTICE)
    form = forms / "posting.docx"
    first = form.read_bytes()
    shell(command, 1)
    made = sorted(path.name for path in forms.iterdir() if path.suffix != ".json")
    assert made == ["posting.docx", "posting.pdf"]
    form.write_bytes(first + b"finished by hand")
    told = shell(command, 1).err
    assert "“posting.docx”有人改过，留着没有动；这一次写在“posting.1.docx”" in told
    assert form.read_bytes() == first + b"finished by hand"
    assert (forms / "posting.1.docx").read_bytes() == first
    shell(f"{command} --force", 1)
    assert form.read_bytes() == first


def test_series_and_level_of_the_roster_stand_on_the_forms(tmp_path: Path) -> None:
    notice = "region-senior-2024"
    head = ["姓名", "工作单位", "通知", "材料文件夹", "系列", "级别", "专业"]
    rows = [
        ["沈知遥", EMPLOYER, notice, "", "正高级工程师", "正高级", "智能制造"],
        ["贺一鸣", EMPLOYER, notice, "", "工程", "高", "智能制造"],
    ]
    people = read_people(write_roster(tmp_path / "r.xlsx", rows, head)).people
    for person in people:
        case = Case(notice, person.applicant, frozenset(), facts=person.facts)
        known = values_of([case])
        assert [known.text(name) for name in ("系列", "级别", "专业")] == ["工程", "高", "智能制造"]
    assert dict(people[0].facts)["series"] == "senior_engineer"
