"""A notice by hand: nothing is lost, all can be undone, what is open is told at its step."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.notices.editing.texts import LIBRARY, RIVER
from tests.notices.made_notices import answered, notice_of, older, whole
from zcdesk.applicant import Applicant, Target
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.needs import demand
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing import acts
from zcdesk.notices.editing.acts import DraftSteps
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import (
    EVERY_PAPER,
    DemandMark,
    Draft,
    DraftAnswer,
    Found,
    PaperRow,
    is_urgent,
    topic_of_words,
)
from zcdesk.notices.editing.four_sentences import Four, not_said
from zcdesk.notices.editing.keeping import keep, opened
from zcdesk.notices.editing.papers import years_by_level
from zcdesk.notices.editing.reading import pasted_papers, pasted_spans, read
from zcdesk.notices.files.loading import built_in_ids
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.file_forms import file_form
from zcdesk.notices.profile.slots import Need
from zcdesk.notices.sentences.proposals import ProposalKind, Topic


@pytest.fixture(scope="module")
def river() -> Draft:
    return asked_for(read(RIVER, "qinghe-2027"))


def asked_for(draft: Draft) -> Draft:
    """Return a draft with what it leaves open, as the worker gives it."""
    return replace(draft, asked=built(draft).asked)


@pytest.mark.parametrize("text", [RIVER, LIBRARY], ids=["river", "library"])
def test_rows_that_are_taken_and_sentences_that_are_told_leave_nothing_open(text: str) -> None:
    draft = answered(whole(read(text, "anywhere-2027")), DraftAnswer.TELL)
    assert built(draft).asked == ()
    notice = notice_of(draft)
    assert not [entry for entry in notice.statements if entry.inferred]
    assert {one.words for one in draft.asked} <= {entry.quote for entry in notice.statements}
    assert notice.masking is not None
    assert not notice.masking.inferred


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (DraftAnswer.DUTY, "duties"),
        (DraftAnswer.CONSEQUENCE, "consequences"),
        (DraftAnswer.EXEMPTION, "exemptions"),
        (DraftAnswer.ELIGIBILITY, "eligibility"),
    ],
)
def test_a_sentence_becomes_what_it_is_said_to_be(
    answer: DraftAnswer, name: str, river: Draft
) -> None:
    one = next(one for one in river.asked if one.urgent)
    made = notice_of(river.with_answer(one.key, answer))
    assert one.words in {entry.quote for entry in getattr(made, name)}
    assert one.words not in {entry.quote for entry in made.statements}
    again = notice_of(river.with_answer(one.key, answer).with_answer(one.key, ""))
    assert one.words in {entry.quote for entry in again.statements if entry.inferred}


HAND = """2027年度青川市文博系列职称评审通知
一、推荐前在本单位张贴名单，以五个工作日为期。
二、有疑问的拨行政中心三楼总机，内线八二一六。
三、专业技术工作总结写到一千五百字为止。
四、《基层服务情况表》由所在馆填写。
五、评审开支每人二百六十元。
"""
BY_HAND = [
    (ProposalKind.POSTING_DAYS, "", "5", "以五个工作日为期"),
    (ProposalKind.CONTACT, "文博科", "八二一六", ""),
    (ProposalKind.TEXT_LIMIT, "", "1500", "写到一千五百字为止"),
    (ProposalKind.FORM, "", "基层服务情况表", ""),
    (ProposalKind.FIELD, "", "专业技术工作总结", ""),
    (ProposalKind.FEE, "", "260", "评审开支每人二百六十元"),
]


@pytest.mark.slow
@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(("kind", "title", "value", "quote"), BY_HAND)
def test_what_no_reader_proposed_is_made_by_hand(
    kind: ProposalKind, title: str, value: str, quote: str, beside: bool
) -> None:
    draft = read(HAND, "by-hand-2027", 2027, older(built_in_ids()[0]) if beside else "")
    draft = replace(draft, papers=(PaperRow("总结", "业绩", sure=True),), found=())
    row = Found(kind, value, quote=quote, told={"title": title})
    made = built(replace(draft, found=(row,)))
    assert "found.0" not in made.refused
    own = [one for one in notice_of(made).sources()
           if (quote or value) in one.quote and not one.inferred]  # fmt: skip
    assert own
    wrong = built(replace(draft, found=(replace(row, value="无此", quote="不在原文里"),)))
    assert [*wrong.refused] == ["found.0"]


@pytest.mark.parametrize(
    ("words", "topic", "urgent"),
    [
        ("论文隐去作者和单位；", Topic.COVERING, False),
        ("高级280元，中级200元。", Topic.MONEY, True),
        ("图片用JPEG，每张500K左右。", Topic.FILES, True),
        ("材料退回后须在3日内补正。", Topic.WHAT_IF, True),
        ("另附手术量统计表。", Topic.PAPERS, False),
        ("10月底前结束。", Topic.WHEN, True),
        ("登录系统填写。", Topic.WHERE, False),
        ("各单位要高度重视。", Topic.PEOPLE, False),
    ],
)
def test_a_sentence_is_asked_where_it_belongs(words: str, topic: Topic, urgent: bool) -> None:
    assert topic_of_words(words) is topic
    assert is_urgent(words) is urgent


def test_the_hour_and_the_days_that_only_count_years_stay_apart(river: Draft) -> None:
    mine = next(one for one in river.spans if one.end == date(2027, 6, 4))
    assert (mine.start, mine.hour, mine.who) == (date(2027, 5, 10), "17:30", "applicant")
    windows = notice_of(whole(river)).windows
    counted = [one for one in windows if one.end == date(2026, 12, 31)]
    assert all(one.counted_from for one in counted)
    assert any(one.end == date(2027, 6, 4) for one in windows)


def test_papers_by_level_condition_and_year_are_asked_of_whom_they_concern(river: Draft) -> None:
    marks = (DemandMark.NO, DemandMark.NO, DemandMark.MUST, DemandMark.MUST)
    two = PaperRow("同行推荐信", "业绩栏", marks, copies="2",
                rule="三(三)", sure=True)  # fmt: skip
    years = PaperRow("年度考核", "考核栏", years="中级 2025-2026；其余 2023-2026", sure=True)
    special = PaperRow("破格审批表", "其他", only_if="破格人员", sure=True)
    may = PaperRow("获奖证书", "其他", (DemandMark.MAY,) * 4, sure=True)
    paper = PaperRow("评审表", "纸质材料", copies="3", sure=True)
    draft = replace(river, papers=(two, years, special, may, paper), found=(), asked=())
    notice = notice_of(draft)
    slots = {slot.title: slot for slot in notice.slots()}

    def asked(title: str, **answers: str) -> tuple[Need | None, tuple[int, ...]]:
        facts = counting_answers(notice, answers)
        slot = slots[title]
        found = demand(notice, notice.section_of(slot.id), slot, facts)
        return found.need, found.years

    assert asked("同行推荐信", level="intermediate")[0] is Need.NOT_NEEDED
    assert asked("同行推荐信", level="senior")[0] is Need.REQUIRED
    assert asked("同行推荐信")[0] is None  # an answer is wanted
    assert [one.id for one in notice.fact("level").options] == ["senior", "intermediate"]
    assert asked("年度考核", level="intermediate") == (Need.REQUIRED, (2025, 2026))
    assert asked("年度考核", level="senior") == (Need.REQUIRED, (2023, 2024, 2025, 2026))
    special_fact = next(fact.id for fact in notice.facts if "破格人员" in fact.question)
    assert asked("破格审批表", **{special_fact: "yes"})[0] is Need.REQUIRED
    assert asked("破格审批表", **{special_fact: "no"})[0] is Need.NOT_NEEDED
    assert asked("获奖证书")[0] is Need.NOT_STATED
    assert "评审表" not in slots
    assert isinstance(notice.papers, tuple)
    assert [(one.title, one.copies) for one in notice.papers] == [("同行推荐信", 2), ("评审表", 3)]


def test_each_paper_has_its_own_files_and_what_is_covered_on_its_pages(river: Draft) -> None:
    photo = PaperRow("免冠照片", "个人信息", form="JPG，不超过100K", sure=True)
    record = PaperRow(
        "病案", "业绩栏", form="合并为一个PDF，20M以内", covered="患者姓名", sure=True
    )
    notice = notice_of(replace(river, papers=(photo, record), found=(), asked=()))
    small, large = (file_form(notice, slot.id) for slot in notice.slots())
    assert (small.pdf, small.most_bytes) == (False, 100_000)
    assert (large.pdf, large.most_bytes) == (True, 20_000_000)
    case = begun(notice, Applicant("沈知遥", "清河市水利工程处"))
    by_slot = dict(case.by_hand)
    assert "患者姓名" in by_slot.get(notice.slots()[1].id, by_slot[""])


FILES = """2027年度青川市文博系列职称评审通知
一、申报材料
1.学历证书。
2.电子照片：白底，jpg，20K到50K。
二、其他
各栏均传PDF，每个不超过5M。
"""


def test_what_is_said_of_files_goes_to_its_own_paper_and_of_all_to_one_row() -> None:
    draft = whole(read(FILES, "files-2027"))
    forms = {one.title: one.form for one in draft.papers if one.form}
    assert {*forms} == {"电子照片", EVERY_PAPER}
    notice = notice_of(draft)
    photo, diploma = (
        file_form(notice, next(slot.id for slot in notice.slots() if slot.title == title))
        for title in ("电子照片", "学历证书")
    )
    assert (photo.pdf, photo.most_bytes) == (False, 50_000)
    assert (diploma.pdf, diploma.most_bytes) == (True, 5_000_000)


YEAR = """某市2027年工程系列职称评审工作的通知
一、时间
（一）个人申报：3月1日至3月20日17:00。
（二）单位审核：3月25日前完成。
二、材料
（一）学历证书；
（二）科技查新报告。
三、评审费：高级每人400元，中级每人240元。
某市人力资源和社会保障局
2027年2月1日
"""
CHANGES = """关于2027年工程系列职称评审有关事项的补充通知
一、个人申报截止时间由3月20日延长至4月2日17:00。
二、高级评审费由400元调整为320元。
三、取消“科技查新报告”。
某市人力资源和社会保障局
2027年3月10日
"""


def test_a_supplement_asks_of_what_it_changes_and_leaves_the_rest_confirmed() -> None:
    older = built(whole(read(YEAR, "year-2027"))).profile
    draft = read(CHANGES, "changed-2027", 2028, older)  # the year after the older one
    assert (draft.title, draft.year) == ("某市2027年工程系列职称评审工作的通知", 2027)
    doubted = {row.at.split(".")[0]: row.value for row in draft.carried if not row.taken}
    assert doubted["windows"] == "2027-03-20"
    assert doubted["fees"] == "400"
    assert doubted["sections"] == "科技查新报告"
    kept = {row.value for row in draft.carried if row.taken}
    assert {"2027-03-25", "240", "学历证书"} <= kept
    assert "2027-04-02" in {str(span.end) for span in draft.spans}
    assert not any(span.sure for span in draft.spans)
    marked = [one.title for one in notice_of(draft).fees if one.inferred]
    assert len(marked) == 1


BLIND = """某市2027年职称评审通知
一、材料
（一）论文2篇、业务工作总结1份；
（二）电子照片，JPG格式，295×413像素。
二、匿名评审
{scope}实行盲评，须隐去姓名、单位和致谢。
"""


@pytest.mark.parametrize(
    ("scope", "seen"),
    [("论文和业务工作总结", {"论文", "业务工作总结"}), ("申报材料", None), ("论文、教案", None)],
)
def test_only_papers_that_are_seen_blind_are_looked_through_by_hand(
    scope: str, seen: set[str] | None
) -> None:
    notice = notice_of(acts.surely_read(read(BLIND.format(scope=scope), "blind-2027")))
    titles = {slot.id: slot.title for slot in notice.slots()}
    asked = dict(begun(notice, Applicant("沈知遥", "清河市水利工程处")).by_hand)
    spared = {titles[slot] for slot, what in asked.items() if slot and "致谢" not in what}
    assert spared == (set() if seen is None else {*titles.values()} - seen)
    assert "致谢" in asked[""]  # on a page in no slot nothing excuses her
    photo = next(slot for slot in notice.slots() if slot.title == "电子照片")
    assert "295×413像素要请您自己核对" in photo.hint


SIGNED = """关于申报的通知
一、时间
1月20日前完成个人申报，{more}
青川市人事局
2026年12月9日
附表：日程
环节\t时间
考试\t2026年3月1日
"""


@pytest.mark.parametrize("more", ["逾期不受理。", "2026年11月30日前单位公示。"])
def test_a_day_before_the_notice_itself_is_never_sure(more: str) -> None:
    draft = read(SIGNED.format(more=more), "signed-2027", 2026)
    first = next(one for one in draft.spans if "个人申报" in one.what)
    assert (first.end, first.sure) == (date(2027, 1, 20), True)
    assert not any(one.sure for one in draft.spans if one.end and one.end < date(2026, 12, 9))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2021-2023", {"": (2021, 2022, 2023)}),
        ("中级 2023-2024；其余 2021-2022", {"intermediate": (2023, 2024), "": (2021, 2022)}),
        ("高级2025", {"associate_senior": (2025,), "full_senior": (2025,)}),
        ("近三年", {}),
    ],
)
def test_years_are_read_by_level(words: str, found: dict[str, tuple[int, ...]]) -> None:
    assert years_by_level(words) == found


@pytest.mark.slow
def test_what_nobody_settled_about_covering_covers_more_and_is_marked(river: Draft) -> None:
    masking = notice_of(river).masking
    assert masking is not None
    assert masking.inferred
    assert {Target.NAME, Target.EMPLOYER} <= masking.targets
    assert {"name", "employer", "short", "logo"} <= river.covering.ticks
    settled = replace(river, covering=replace(river.covering, settled=True))
    masking = notice_of(settled).masking
    assert masking is not None
    assert not masking.inferred
    assert "徽标" in {one.what for one in masking.by_hand}
    exempt = {slot.title for slot in notice_of(settled).slots() if slot.mask_exempt}
    assert {"身份证", "学历证书"} <= exempt
    none = replace(river, covering=replace(settled.covering, wanted=False))
    masking = notice_of(none).masking  # its sentence is open: more is covered until that is settled
    assert masking is not None
    assert masking.inferred
    for one in [one for one in river.asked if one.topic is Topic.COVERING]:
        none = none.with_answer(one.key, DraftAnswer.NOT_MINE)
    assert notice_of(none).masking is None


def test_a_text_that_says_nothing_of_covering_covers_until_somebody_says_no() -> None:
    text = re.sub(r"五、盲评要求\n.*\n", "", RIVER)
    draft = asked_for(read(text, "silent-2027"))
    masking = notice_of(draft).masking
    assert masking is not None
    assert masking.inferred
    assert notice_of(not_said(draft, Four.COVERED)).masking is None


def test_what_is_open_is_told_at_the_step_it_touches(river: Draft) -> None:
    notice = notice_of(river)
    told = {entry.quote: entry.at for entry in notice.statements if entry.inferred}
    assert told
    sections = {section.id for section in notice.sections}
    assert set(told.values()) <= {*map(str, Moment), *sections}
    for one in river.asked:
        assert one.words in told, one


def test_one_row_does_not_close_the_list_of_its_sentence(river: Draft) -> None:
    quote = next(one.quote for one in river.papers if one.title == "工程业绩证明")
    kept = tuple(one for one in river.papers if one.title != "代表作")
    left = built(replace(river, papers=kept)).asked
    assert any(quote in one.words for one in left)


def test_every_act_is_undone_and_done_again(river: Draft) -> None:
    steps = DraftSteps(river)
    steps = steps.then(whole(steps.draft))
    steps = steps.then(acts.with_row(steps.draft, "papers", 0, None))
    steps = steps.then(acts.with_row(steps.draft, "papers", None, PaperRow("合同", sure=True)))
    steps = steps.then(steps.draft.with_answer(river.asked[0].key, DraftAnswer.TELL))
    steps = steps.then(acts.surely_read(steps.draft))
    last = steps.draft
    for _ in range(5):
        steps = steps.undone()
    assert steps.draft == river
    for _ in range(5):
        steps = steps.redone()
    assert steps.draft == last


def test_a_draft_comes_back_from_its_file_as_it_was(river: Draft, tmp_path: Path) -> None:
    draft = answered(river, DraftAnswer.TELL)
    path = keep(draft, tmp_path / "x.draft.json")
    assert opened(path) == draft
    assert built(opened(path)).profile == built(draft).profile
    content = path.read_bytes()
    for broken in (
        content[: len(content) // 2],
        b"{}",
        b"\xff\xfe",
        content.replace(b'"people"', b'"n"'),
    ):
        path.write_bytes(broken)
        with pytest.raises(ZcdeskError, match=r"^notice\.draft_broken$"):
            opened(path)


TABLE = """序号\t材料名称\t栏目\t初级\t中级\t高级\t年度\t格式\t备注
1\t身份证\t基本信息\t√\t√\t√\t\tJPG\t
2\t社保缴纳证明\t其他附件\t—\t√\t√\t2025-2026\tPDF\t企业人员
3\t学术任职证明\t其他附件\t—\t—\t可\t\tJPG\t
"""


def test_a_table_of_the_notice_fills_the_papers_by_its_head() -> None:
    rows = pasted_papers(TABLE)
    assert [one.title for one in rows] == ["身份证", "社保缴纳证明", "学术任职证明"]
    assert [one.section for one in rows] == ["基本信息", "其他附件", "其他附件"]
    assert rows[0].marks == (DemandMark.MUST,) * 4
    assert rows[1].marks == (DemandMark.NO, DemandMark.MUST, DemandMark.MUST, DemandMark.MUST)
    assert rows[2].marks == (DemandMark.NO, DemandMark.NO, DemandMark.MAY, DemandMark.MAY)
    assert (rows[1].years, rows[1].form, rows[1].only_if) == ("2025-2026", "PDF", "企业人员")


@pytest.mark.parametrize(
    "text", ["1.身份证\n2.毕业证书\n（3）聘用合同；", "身份证\n\n毕业证书\n聘用合同"]
)
def test_a_plain_list_fills_the_papers_line_by_line(text: str) -> None:
    assert [one.title for one in pasted_papers(text)] == ["身份证", "毕业证书", "聘用合同"]


def test_a_table_of_times_fills_the_times_with_hours() -> None:
    table = (
        "步骤 | 时间 | 对象\n网上申报 | 9月8日至9月26日18:00 | 申报人\n单位审核 | 9月30日前 | 单位"
    )
    rows = pasted_spans(table, 2027)
    assert [(one.what, one.start, one.end, one.hour) for one in rows] == [
        ("网上申报", date(2027, 9, 8), date(2027, 9, 26), "18:00"),
        ("单位审核", None, date(2027, 9, 30), ""),
    ]
    assert [one.who for one in rows] == ["applicant", "employer"]


@pytest.mark.parametrize("text", ["", "   ", "\t\t\n", "a\tb\n", "|||\n---"])
def test_rubbish_on_the_clipboard_fills_nothing_that_breaks(text: str, river: Draft) -> None:
    draft = replace(river, papers=(*river.papers, *pasted_papers(text)),
                    spans=(*river.spans, *pasted_spans(text, 2027)))  # fmt: skip
    notice_of(draft)
