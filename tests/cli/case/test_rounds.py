"""After the upload: handed in, returned, all dates, what was sent; and forms by one command."""

from dataclasses import replace
from datetime import datetime

import pymupdf
import pytest
from docx import Document

from tests.cli.shell import Shell
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.notices.profile.entries import FactKind
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING

WHOSE = Applicant("欧阳婉儿", "天山岩土勘察有限公司")
WRITTEN = Delivery(
    datetime(2024, 10, 8, 15, tzinfo=BEIJING),
    DeliveryKind.COVERED,
    (DeliveredFile("上传/01-1 身份证扫描件/001.jpg", "ab" * 32, "id_card", 1),),
)
RETURNED = "case returned a.zcase --words w.txt --at "
HANDED_IN = "case handed-in a.zcase --at "


@pytest.fixture(autouse=True)
def _case(shell: Shell) -> None:
    pages, written = (CasePage(1, "id_card", "a.jpg"),), (WRITTEN,)
    case = Case("region-senior-2024", WHOSE, frozenset(), pages, deliveries=written)
    create_case(shell.folder / "a.zcase", case).close()
    shell.write("w.txt", "身份证扫描件不清晰")


def test_a_return_is_entered_with_its_reasons_and_its_term(shell: Shell) -> None:
    shell.write("w.txt", "1、身份证扫描件不清晰；2、公示结果未盖章")
    told = shell(f"{RETURNED}2024-10-12T09:30").out
    assert "身份证扫描件不清晰 → 身份证扫描件 第 1 页" in told
    assert "2024-10-14 09:30" in told
    (entered,) = shell.case().rounds
    assert entered.level is Who.REVIEW_COMMITTEE
    assert [item.slot for item in entered.items] == ["id_card", "posting_result"]


def test_a_reason_that_belongs_nowhere_needs_a_person(shell: Shell) -> None:
    shell.write("w.txt", "请补充完善")
    shell(f"{RETURNED}2024-10-12T09:30", 1)


@pytest.mark.parametrize("at", ["", "gestern", "10-12"])
@pytest.mark.parametrize("command", [RETURNED, HANDED_IN])
def test_a_moment_that_is_none_is_wrong_usage(shell: Shell, command: str, at: str) -> None:
    shell(f"{command}{at}", 2)


def test_a_return_before_the_handing_in_is_refused_in_one_sentence(shell: Shell) -> None:
    shell(f"{HANDED_IN}2024-10-08T16:00")
    told = shell(f"{RETURNED}2024-10-08T15:59", 7).err
    assert "退回时间 2024-10-08 15:59 早于提交时间 2024-10-08 16:00，没有登记" in told
    assert "请照平台上显示的退回时间写" in told
    assert shell.case().rounds == ()


def test_a_return_past_the_limit_is_told_in_the_notices_words_and_has_no_term(shell: Shell) -> None:
    (shell.folder / "a.zcase").unlink()
    create_case(shell.folder / "a.zcase", Case("hotan-private-2025", WHOSE, frozenset())).close()
    said = ["".join(shell(f"{RETURNED}2025-03-0{day}T09:30", 0, 1, 7)) for day in (1, 3, 5)]
    assert "已用 2 次，上限 3 次，还剩 1 次" in said[1]
    assert "第二次的时限原文未述" in said[1]
    assert "不予受理" in said[2]
    assert "次修改 " not in said[2]


def test_handing_in_is_noted_and_a_return_names_the_packages_picture(shell: Shell) -> None:
    shell(f"{HANDED_IN}2024-10-08T16:00")
    submitted = shell.case().deliveries[-1].submitted
    assert submitted == datetime(2024, 10, 8, 16, tzinfo=BEIJING)
    told = shell(f"{RETURNED}2024-10-12T09:30", 0, 1).out
    assert "平台上是：01-1 身份证扫描件/001.jpg" in told


@pytest.mark.slow
def test_what_was_sent_is_listed_with_its_hashes(shell: Shell) -> None:
    shell("case sent a.zcase --out 记录.html")
    page = (shell.folder / "记录.html").read_text("utf-8")
    for words in ("ab" * 32, "2024-10-08 15:00:00", "还没有记下提交时间"):
        assert words in page


@pytest.mark.parametrize("name", ["公示结果.docx", "公示结果.pdf"])
def test_a_form_is_written_by_one_command(shell: Shell, name: str) -> None:
    shell(f"document posting_result --case a.zcase --out 文书/{name}", 1)
    out = shell.folder / "文书" / name
    if out.suffix == ".docx":
        text = "\n".join(one.text for one in Document(str(out)).paragraphs)
    else:
        with pymupdf.open(out) as paper:
            text = paper[0].get_text()
    assert "欧阳婉儿同志申报材料已在本单位公示" in "".join(text.split())


def test_a_form_without_a_text_is_told_in_one_sentence(shell: Shell) -> None:
    assert "缺文本" in shell("document pledge --case a.zcase --out a.pdf", 7).err
    shell("document pledge --case a.zcase --out a.txt", 2)


def test_a_limit_of_the_platform_is_entered_and_taken_back(shell: Shell) -> None:
    shell("case limit a.zcase --slot id_card --kb 200 --split")
    limit = FileLimit("id_card", 200_000, arrangement=Arrangement.SPLIT)
    assert shell.case().limit_of("id_card") == limit
    shell("case limit a.zcase --slot id_card")
    assert shell.case().limits == ()
    shell("case limit a.zcase --slot nowhere --kb 9", 2)
    shell("case limit a.zcase --join --split", 2)


def test_a_return_without_words_is_not_counted(shell: Shell) -> None:
    shell.write("w.txt", " \n")
    assert "没有退回意见" in shell(f"{RETURNED}2024-10-12T09:30", 2).err
    assert not shell.case().rounds


FAR = ["9999-12-31T23:59", "0001-01-01T00:00", "2044-10-12T09:30", "1970-01-01", "2014-10-12"]


@pytest.mark.parametrize("at", FAR)
@pytest.mark.parametrize("command", [RETURNED, HANDED_IN])
def test_a_moment_far_from_the_notice_is_not_noted(shell: Shell, command: str, at: str) -> None:
    assert at[:4] in shell(f"{command}{at}", 2).err
    with open_case(shell.folder / "a.zcase", writing=False) as stored:
        assert stored.acts() == ()


@pytest.mark.slow
@pytest.mark.parametrize("year", [1, 1899, 9999])
def test_a_case_with_a_moment_beyond_the_calendar_can_be_mended(shell: Shell, year: int) -> None:
    far = datetime(year, 12, 31, 23, 59, tzinfo=BEIJING)
    with open_case(shell.folder / "a.zcase") as stored:
        rounds = (Round(far, Who.REVIEW_COMMITTEE, "未盖章"),)
        stations = (Station("submitted", far.replace(tzinfo=None)),)
        stored.save(replace(stored.case, rounds=rounds, stations=stations), ActCode.ROUND)
    for command in ("status a.zcase", "doubts a.zcase", "history a.zcase", "sent a.zcase --out o"):
        assert "意外" not in shell(f"case {command}", 0, 1).err
    assert "2 个时间" in shell("case repair a.zcase", 1).err
    assert "登记一次退回" in shell("case undo a.zcase").out
    shell("case repair a.zcase")
    shell("case undo a.zcase", 7)


@pytest.mark.parametrize("answer", ["9999-12-31", "0001-01-01", "9999-12-31T23:59"])
def test_a_far_answer_does_not_stop_what_reckons_with_it(shell: Shell, answer: str) -> None:
    with open_case(shell.folder / "a.zcase") as stored:
        notice = notice_of(stored.case)
        facts = {fact.id: answer for fact in notice.facts if fact.kind is not FactKind.CHOICE}
        facts |= {"birthday": answer, "posting_start": answer, "posting_end": answer}
        stored.save(replace(stored.case, facts=tuple(sorted(facts.items()))), ActCode.FACTS)
    shell("case status a.zcase", 1)
