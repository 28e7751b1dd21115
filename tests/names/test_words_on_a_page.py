"""Decorated words on one drawn page, read once: the name is found, or the word is refused."""

import json
from pathlib import Path

import pytest

from zcdesk.applicant import Applicant, Target
from zcdesk.cli.app import run
from zcdesk.names.typed_words import take_words
from zcdesk.pages.preparing import Prepared, prepare
from zcdesk.reading.line import Reading
from zcdesk.workflow.one_page.examining import search_page
from zcdesk.workflow.one_page.found_scans import scan_at
from zcdesk.workflow.one_page.sought import Sought

pytestmark = pytest.mark.usefixtures("lent_workers")

PAGE = Path(__file__).parent / "pages" / "page-han.jpg"
NAME, EMPLOYER = "赵启明", "新疆天山桥梁工程有限公司"
BOTH = frozenset({Target.NAME, Target.EMPLOYER})


@pytest.fixture(scope="module")
def page() -> tuple[Prepared, Reading]:
    found = prepare(scan_at(str(PAGE)), 0)
    return found, search_page(found, Sought(Applicant(NAME, EMPLOYER), BOTH)).reading


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "employer"),
    [
        ("姓名：赵启明（女）", f"工作单位：{EMPLOYER}（盖章）"),
        ("赵\u200b启明同志1", f"{EMPLOYER}/设计室"),
        ("赵启明/Zhao Qiming", f"《{EMPLOYER}》，另一家"),
        ("\u202d赵 启 明\u202c，男", f"1、{EMPLOYER} 91650100MA12345678"),
    ],
)
def test_a_decorated_word_is_found_at_both_of_its_places(
    page: tuple[Prepared, Reading], name: str, employer: str
) -> None:
    taken = take_words(Applicant(name, employer))
    assert not taken.refused
    assert taken.cut
    hits = search_page(page[0], Sought(taken.applicant, BOTH), page[1]).hits
    found = [hit.mask.target for hit in hits if hit.covers_by_default and hit.mask.matched]
    assert (found.count(Target.NAME), found.count(Target.EMPLOYER)) == (2, 2)


@pytest.mark.parametrize(
    ("name", "employer"),
    [
        ("赵*明", EMPLOYER),
        (NAME, "同上"),
        (NAME, "〃〃"),
        ("赵启明、钱小文", EMPLOYER),
        ("××", "无"),
    ],
)
def test_what_is_no_word_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, employer: str
) -> None:
    for command in (["redact", str(PAGE), "--out", str(tmp_path / "o")], ["verify", str(PAGE)]):
        assert run([*command, "--name", name, "--employer", employer]) == 2
    assert "请" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


@pytest.mark.nightly
def test_somebody_elses_words_never_end_as_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o"
    words = ["--name", "钱文海", "--employer", f"{EMPLOYER}（盖章）"]
    assert run(["redact", str(PAGE), *words, "--out", str(out)]) == 1
    said = capsys.readouterr()
    assert f"工作单位按“{EMPLOYER}”查找" in said.err
    assert "哪一页都没有找到姓名" in said.err
    assert "姓名 0 处、工作单位 2 处" in said.out
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["found"] == {"name": 0, "employer": 2}
    assert report["words"][0] == {"word": "name:1", "target": "name", "found": 0, "pages": 0}
    assert [finding["code"] for finding in report["findings"]] == ["words.name_nowhere"]
    assert "钱文海" not in json.dumps(report, ensure_ascii=False)


@pytest.mark.slow
def test_a_check_says_which_words_it_looks_for_and_writes_only_their_kinds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--name", "姓名：赵启明", "--employer", EMPLOYER]
    assert run(["verify", str(PAGE), *words, "--json", str(tmp_path / "v.json")]) == 6
    assert f"“赵启明”、“{EMPLOYER}”" in capsys.readouterr().err
    told = (tmp_path / "v.json").read_text("utf-8")
    assert json.loads(told)["sought"]["name"] == 1
    assert NAME not in told
