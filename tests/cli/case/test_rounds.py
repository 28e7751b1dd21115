"""After the upload: handed in, returned, all dates, what was sent; and forms by one command."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pymupdf
import pytest
from docx import Document

from zcdesk.applicant import Applicant
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cli.app import run
from zcdesk.notices.profile.entries import FactKind
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING

WRITTEN = Delivery(
    datetime(2024, 10, 8, 15, tzinfo=BEIJING),
    DeliveryKind.COVERED,
    (DeliveredFile("上传/01-1 身份证扫描件/001.jpg", "ab" * 32, "id_card", 1),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    case = Case(
        "region-senior-2024",
        Applicant("欧阳婉儿", "天山岩土勘察有限公司"),
        frozenset(),
        (CasePage(1, "id_card", "a.jpg"),),
        deliveries=(WRITTEN,),
    )
    create_case(tmp_path / "我的.zcase", case).close()
    return tmp_path / "我的.zcase"


def words(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "退回意见.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_return_is_entered_with_its_reasons_and_its_term(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = words(tmp_path, "1、身份证扫描件不清晰；2、公示结果未盖章")
    arguments = ["case", "returned", str(path), "--at", "2024-10-12 09:30", "--words", str(file)]
    assert run(arguments) == 0
    told = capsys.readouterr().out
    assert "身份证扫描件不清晰 → 身份证扫描件 第 1 页" in told
    assert "2024-10-14 09:30" in told
    with open_case(path, writing=False) as stored:
        (entered,) = stored.case.rounds
        assert entered.level is Who.REVIEW_COMMITTEE
        assert [item.slot for item in entered.items] == ["id_card", "posting_result"]


def test_a_reason_that_belongs_nowhere_needs_a_person(path: Path, tmp_path: Path) -> None:
    file = words(tmp_path, "请补充完善")
    arguments = ["case", "returned", str(path), "--at", "2024-10-12 09:30", "--words", str(file)]
    assert run(arguments) == 1


@pytest.mark.parametrize("at", ["", "gestern", "10-12"])
def test_a_moment_that_is_none_is_wrong_usage(path: Path, tmp_path: Path, at: str) -> None:
    file = words(tmp_path, "身份证")
    assert run(["case", "returned", str(path), "--at", at, "--words", str(file)]) == 2
    assert run(["case", "handed-in", str(path), "--at", at]) == 2


def test_a_return_before_the_handing_in_is_refused_in_one_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["case", "handed-in", str(path), "--at", "2024-10-08 16:00"]) == 0
    file = words(tmp_path, "身份证扫描件不清晰")
    arguments = ["case", "returned", str(path), "--at", "2024-10-08 15:59", "--words", str(file)]
    assert run(arguments) == 7
    told = capsys.readouterr().err
    assert "退回时间 2024-10-08 15:59 早于提交时间 2024-10-08 16:00，没有登记" in told
    assert "请照平台上显示的退回时间写" in told
    with open_case(path, writing=False) as stored:
        assert stored.case.rounds == ()


def test_a_return_past_the_limit_is_told_in_the_notices_words_and_has_no_term(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Case("hotan-private-2025", Applicant("欧阳婉儿", "天山岩土勘察有限公司"), frozenset())
    create_case(tmp_path / "和田.zcase", told).close()
    file = words(tmp_path, "身份证扫描件不清晰")
    said = []
    for day in ("1", "3", "5"):
        arguments = ["--at", f"2025-03-0{day} 09:30", "--words", str(file)]
        run(["case", "returned", str(tmp_path / "和田.zcase"), *arguments])
        captured = capsys.readouterr()
        said.append(captured.out + captured.err)
    assert "已用 2 次，上限 3 次，还剩 1 次" in said[1]
    assert "第二次的时限原文未述" in said[1]
    assert "不予受理" in said[2]
    assert "次修改 " not in said[2]


def test_handing_in_is_noted_on_the_last_package(path: Path) -> None:
    assert run(["case", "handed-in", str(path), "--at", "2024-10-08 16:00"]) == 0
    with open_case(path, writing=False) as stored:
        assert stored.case.deliveries[-1].submitted == datetime(2024, 10, 8, 16, tzinfo=BEIJING)


@pytest.mark.slow
def test_what_was_sent_is_listed_with_its_hashes(path: Path, tmp_path: Path) -> None:
    assert run(["case", "sent", str(path), "--out", str(tmp_path / "记录.html")]) == 0
    page = (tmp_path / "记录.html").read_text("utf-8")
    assert "ab" * 32 in page
    assert "2024-10-08 15:00:00" in page
    assert "还没有记下提交时间" in page


@pytest.mark.parametrize("name", ["公示结果.docx", "公示结果.pdf"])
def test_a_form_is_written_by_one_command(path: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "文书" / name
    assert run(["document", "posting_result", "--case", str(path), "--out", str(out)]) == 1
    if out.suffix == ".docx":
        text = "\n".join(one.text for one in Document(str(out)).paragraphs)
    else:
        with pymupdf.open(out) as paper:
            text = paper[0].get_text()
    assert "欧阳婉儿同志申报材料已在本单位公示" in "".join(text.split())


def test_a_form_without_a_text_is_told_in_one_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["document", "pledge", "--case", str(path), "--out", str(tmp_path / "a.pdf")]) == 7
    assert "缺文本" in capsys.readouterr().err
    assert run(["document", "pledge", "--case", str(path), "--out", str(tmp_path / "a.txt")]) == 2


def test_a_limit_of_the_platform_is_entered_and_taken_back(path: Path) -> None:
    enter = ["case", "limit", str(path), "--slot", "id_card", "--kb", "200", "--split"]
    assert run(enter) == 0
    with open_case(path, writing=False) as stored:
        taken = stored.case.limit_of("id_card")
    assert taken == FileLimit("id_card", 200_000, arrangement=Arrangement.SPLIT)
    assert run(["case", "limit", str(path), "--slot", "id_card"]) == 0
    with open_case(path, writing=False) as stored:
        assert stored.case.limits == ()
    assert run(["case", "limit", str(path), "--slot", "nowhere", "--kb", "9"]) == 2
    assert run(["case", "limit", str(path), "--join", "--split"]) == 2


def test_a_return_names_the_picture_on_the_platform(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["case", "handed-in", str(path), "--at", "2024-10-08 16:00"]) == 0
    file = words(tmp_path, "身份证扫描件不清晰")
    run(["case", "returned", str(path), "--at", "2024-10-12 09:30", "--words", str(file)])
    assert "平台上是：01-1 身份证扫描件/001.jpg" in capsys.readouterr().out


def test_a_return_without_words_is_not_counted(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = words(tmp_path, " \n")
    arguments = ["case", "returned", str(path), "--at", "2024-10-12 09:30", "--words", str(file)]
    assert run(arguments) == 2
    assert "没有退回意见" in capsys.readouterr().err
    with open_case(path) as stored:
        assert not stored.case.rounds


FAR = ["9999-12-31 23:59", "0001-01-01 00:00", "2044-10-12 09:30", "1970-01-01", "2014-10-12"]


@pytest.mark.parametrize("at", FAR)
@pytest.mark.parametrize("command", ["returned", "handed-in"])
def test_a_moment_far_from_the_notice_is_refused_and_nothing_is_noted(
    path: Path, tmp_path: Path, command: str, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--words", str(words(tmp_path, "未盖章"))] if command == "returned" else []
    assert run(["case", command, str(path), "--at", at, *more]) == 2
    assert at[:4] in capsys.readouterr().err
    with open_case(path, writing=False) as stored:
        assert stored.acts() == ()


@pytest.mark.slow
@pytest.mark.parametrize("year", [1, 1899, 9999])
def test_a_case_that_holds_a_moment_beyond_the_calendar_can_be_used_and_mended(
    path: Path, tmp_path: Path, year: int, capsys: pytest.CaptureFixture[str]
) -> None:
    far = datetime(year, 12, 31, 23, 59, tzinfo=BEIJING)
    with open_case(path) as stored:
        rounds = (Round(far, Who.REVIEW_COMMITTEE, "未盖章"),)
        stations = (Station("submitted", far.replace(tzinfo=None)),)
        stored.save(replace(stored.case, rounds=rounds, stations=stations), ActCode.ROUND)
    for command in ("status", "doubts", "history", "sent"):
        out = ["--out", str(tmp_path / f"{command}.out")] if command == "sent" else []
        assert run(["case", command, str(path), *out]) in (0, 1)
    assert "意外" not in capsys.readouterr().err
    assert run(["case", "repair", str(path)]) == 1
    assert "2 个时间" in capsys.readouterr().err
    assert run(["case", "undo", str(path)]) == 0
    assert "登记一次退回" in capsys.readouterr().out
    assert run(["case", "repair", str(path)]) == 0
    assert run(["case", "undo", str(path)]) == 7


@pytest.mark.parametrize("answer", ["9999-12-31", "0001-01-01", "9999-12-31T23:59"])
def test_a_far_answer_is_told_and_does_not_stop_what_reckons_with_it(
    path: Path, answer: str
) -> None:
    with open_case(path) as stored:
        notice = notice_of(stored.case)
        facts = {fact.id: answer for fact in notice.facts if fact.kind is not FactKind.CHOICE}
        facts |= {"birthday": answer, "posting_start": answer, "posting_end": answer}
        stored.save(replace(stored.case, facts=tuple(sorted(facts.items()))), ActCode.FACTS)
    assert run(["case", "status", str(path)]) == 1
