"""What sentences of notices say: times, lists, conditions, covering, money; and what stays open."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.notices.made_notices import notice_of, older, unasked
from zcdesk.checks.dates.deadlines import deadline_findings
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import text_block
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.making.new_profile import confirmed, renewed
from zcdesk.notices.profile.notice import Notice, Window
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.papers import either_joined, papers_in
from zcdesk.notices.sentences.proposing import proposals_of
from zcdesk.notices.sentences.table_rows import rows
from zcdesk.quantities.moments import BEIJING

HEAD = "某市2026年职称评审通知\n各单位：\n现通知如下。\n"


def proposed(body: str) -> list[tuple[str, str, bool]]:
    lines = text_block(HEAD + body).splitlines()
    rows = proposals_of(cut(lines), lines, 2026)
    return [(str(one.kind), one.value, one.sure) for row in rows for one in row]


def made(body: str) -> tuple[Notice, tuple[str, ...]]:
    made = unasked(HEAD + body, year=2026)
    return notice_of(made), tuple(one.words for one in made.asked)


READ = [
    # a sentence, its kind, the value that is proposed
    ("一、申报。9月22日（星期二）9时至10月13日（星期二）18时。", "deadline", "2026-10-13T18:00"),
    ("一、日程。9月4日18:00关闭个人提交。", "deadline", "2026-09-04T18:00"),
    ("一、日程。即日起至9月15日24时止申报。", "deadline", "2026-09-15T24:00"),
    ("一、日程。3月1日上午9:00—11:30交审核材料。", "deadline", "2026-03-01T11:30"),
    ("一、日程\n（一）申报。7月6日前完成。\n以上日期均截止到当日下午五点半。", "deadline",
     "2026-07-06T17:30"),
    ("一、退回。材料退回的，48小时内补正，以两次为限。", "returns", "2"),
    ("一、退回。次日中午12:00前改好。", "return_hours", "次日 12:00"),
    ("一、费用。副高级500元/人，中级300元/人。", "fee", "300"),
    ("一、总结。副高级3000—5000字，中级2000—3000字。", "text_limit", "2000-3000"),
    ("一、联系。人事科：86650211（常老师）；客服：400-5550-166。", "contact", "400-5550-166"),
    ("一、联系。咨询邮箱zc@city.example。", "contact", "zc@city.example"),
    ("一、材料。《评审表》一式两份。", "copies", "2"),
    ("一、匿名。须隐去本人姓名、医院名称（含简称、院徽）。", "masking", "name,employer,简称,院徽"),
    ("一、匿名。总结盲评，不得出现本人姓名和照片。", "masking", "name,photo"),
    ("一、格式。附件为PDF，不接受Word，每个不超过3兆。", "format", "3MB"),
    ("一、时间。6月17日后系统不再受理任何修改。", "deadline", "2026-06-17"),
    ("一、联系。秘书处：024-5550-7731。", "contact", "024-5550-7731"),
    ("一、申报材料\nA2 身份证、学历证", "slot", "身份证"),
    ("三、时间\n5月6日至5月29日登录系统申报。系统于当日18时关闭。", "deadline", "2026-05-29T18:00"),
    ("三、时间\n5月6日至5月29日申报。逾期不受理。截止当天下午6点系统自动关闭。", "deadline",
     "2026-05-29T18:00"),
    ("三、时间\n（一）申报：5月6日至5月29日。\n（二）系统将在最后一天24:00关闭。", "deadline",
     "2026-05-29T24:00"),
    ("三、时间\n申报5月6日至5月29日，审核6月1日至6月5日。系统于当日18时关闭。", "deadline",
     "2026-05-29"),
    ("三、时间\n系统每日22时关闭维护。5月6日至5月29日申报。", "deadline", "2026-05-29"),
    ("三、时间\n缴费时间、方式另行通知，请留意单位群。", "start", "另行通知"),
    ("三、时间\n纸质材料报送时间待定，届时在网站公告。", "start", "待定"),
    ("三、时间\n（三）评审时间\n具体时间、地点以省职改办通知为准。", "start", "以省职改办通知为准"),
    ("三、时间\n系统开放时间适时公布，请关注官网。", "start", "适时公布"),
    ("二、日程\n事项\t时间\t责任\n申报\t5月6日至5月29日\t申报人\n答辩\t另行通知\t申报人", "start",
     "另行通知"),
    ("一、材料。《评审表》一式两份，《花名册》一份，用A4纸打印。", "copies", "1"),
    ("四、收费\n评审费用按自治区规定执行（高级320，中级260）。", "fee", "260"),
    ("四、收费\n缴费标准为正高500、副高400、中级300、初级200。", "fee", "400"),
    ("四、收费\n按规定收取评审费，高级每人320，中级每人260。", "fee", "320"),
    ("五、审核\n申报材料退两次就取消申报资格。", "returns", "2"),
    ("五、审核\n退过两次就不再受理了。", "returns", "2"),
    ("五、审核\n谁退三回就取消谁的资格，请把材料弄好。", "returns", "3"),
    ("四、收费\n评审费每人400²元。", "fee", "400"),
    ("四、收费\n级别\t评审费\n高级\t400¹\n中级\t300²", "fee", "400"),
    ("三、时间\n9月1日¹至10月15日²18时申报。", "deadline", "2026-10-15T18:00"),
    ("五、审核\n材料退回的，限修改2①次。", "returns", "2"),
    ("六、总结\n副高级不少于3000[¹]字。", "text_limit", "3000-"),
    ("二、申报材料\n上传身份证¹、学历证书²（原件）。", "slot", "身份证"),
]  # fmt: skip

NOT_READ = [
    # a sentence, and a kind that is not proposed of it
    ("八、其他\n未尽事宜另行通知。收费标准另行通知。", "start"),
    ("四、收费\n缴费后填报人数：高级320人，中级260人。", "fee"),
    ("四、收费\n缴费前须完成继续教育：高级90学时，中级72学时。", "fee"),
    ("五、审核\n退两次手续费。", "returns"),
    ("五、审核\n第二次退回的取消资格。", "returns"),
]


@pytest.mark.parametrize(("body", "kind"), NOT_READ)
def test_what_only_looks_like_it_is_not_proposed(body: str, kind: str) -> None:
    assert kind not in [one for one, _, _ in proposed(body)]


def test_a_time_that_is_still_to_come_is_a_window_that_waits() -> None:
    notice, asked = made("一、时间\n5月6日至5月29日登录系统申报。缴费时间另行通知，请留意单位群。")
    (waiting,) = (window for window in notice.windows if window.start_text)
    assert (waiting.what, waiting.start, waiting.end) == ("缴费", None, None)
    assert waiting.start_text == "另行通知"
    assert not [words for words in asked if "另行通知" in words]
    now = datetime(2026, 5, 7, tzinfo=BEIJING)
    told = [one.finding.code for one in deadline_findings(notice, {}, now)]
    assert told == ["check.time_to_come"]


@pytest.mark.parametrize(("body", "kind", "value"), READ)
def test_a_sentence_is_read_as_notices_word_it(body: str, kind: str, value: str) -> None:
    assert (kind, value) in [(one, other) for one, other, _ in proposed(body)]


TRAPS = [
    # a sentence, a kind of which nothing sure with this value may be proposed
    ("一、格式。附件为PDF，不接受Word。", "format", "word"),
    ("一、公示。公示（6月14日至20日）。", "posting_days", "14日"),
    ("一、费用。奖励项目经费500元以上的可申报，另缴费。", "fee", "500"),
    ("一、匿名。病案中患者姓名一并涂黑。", "masking", "name"),
    ("一、材料。乡镇人员：论文可以不报。", "slot", "论文"),
    ("一、费用。高级360元（含鉴定费80元）。", "fee", "80"),
    ("一、时间。依据2019年3月1日印发的文件受理。", "deadline", "2019-03-01"),
    ("五、审核\n材料退两次就取消资格。", "returns", "2"),  # the second one may end it
    ("四、收费\n评审费每人10²元。", "fee", "10"),  # a note, or a hundred
    ("二、材料\n上传面积不小于20m²的证明。", "format", "20MB"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "value"), TRAPS)
def test_what_a_sentence_does_not_say_is_not_taken_for_sure(
    body: str, kind: str, value: str
) -> None:
    assert (kind, value, True) not in proposed(body)


LISTS = [
    # a sentence, the papers that it names, for whom
    ("毕业证书、学位证书和聘任文件。", ("毕业证书", "学位证书", "聘任文件"), ""),
    ("学历、学位证书", ("学历证书", "学位证书"), ""),
    ("聘书或劳动合同，起止时间连续", ("聘书或劳动合同",), ""),
    ("劳务派遣人员上传派遣协议及用工单位证明。", ("派遣协议", "用工单位证明"), "劳务派遣人员"),
    ("破格人员：《破格申报审批表》和两名专家的推荐信", ("破格申报审批表", "推荐信"), "破格人员"),
    ("上传培训合格证（2015年后毕业的提供）", ("培训合格证",), "2015年后毕业"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names", "condition"), LISTS)
def test_every_item_of_a_list_is_a_paper_with_whom_it_is_for(
    sentence: str, names: tuple[str, ...], condition: str
) -> None:
    papers = either_joined(sentence, papers_in(sentence))
    assert tuple(one.name for one in papers) == names
    assert {one.condition for one in papers} == {condition}


def test_a_tables_rows_are_papers_and_the_reasons_for_returns_are_none() -> None:
    rows = "内容\t要求\t退回原因\n学历\t学信网《备案表》\t只传学位证\n业绩证明\t单位盖章\t写参与\n"
    body = f"一、申报。按时申报。\n附件1\n提交前自查表\n{rows}"
    slots = [value for kind, value, _ in proposed(body) if kind == "slot"]
    assert slots == ["备案表", "业绩证明"]


def test_a_tick_that_a_scan_shows_as_a_letter_is_one_and_a_no_stays_a_no() -> None:
    def wanted(high: str, low: str) -> list[str]:
        table = f"序号\t材料名称\t高级\t中级\n1\t身份证\t{high}\t{high}\n2\t论文\t{high}\t{low}\n"
        return [",".join(row.levels(wanted=True)) for row in rows(table)[1:]]

    assert wanted("N", "") == ["高级,中级", "高级"]
    assert wanted("√", "N") == ["高级,中级", "高级"]


def test_what_is_left_of_an_address_is_no_paper() -> None:
    found = papers_in("国外学历须上传学位认证书，可登录http://www.cscse.edu.cn查询结果截图。")
    assert [paper.name for paper in found] == ["学位认证书"]


def test_a_day_that_years_are_counted_to_is_no_term() -> None:
    notice, _ = made(
        "一、资历。任职年限计算到2025年12月31日。\n二、申报时间：5月6日至5月29日17:00。"
    )
    counted = [window for window in notice.windows if window.counted_from]
    assert [window.end for window in counted] == [date(2025, 12, 31)]
    (term,) = [window for window in notice.windows if not window.counted_from]
    assert term.last_moment() == datetime(2026, 5, 29, 17, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("hour", "moment", "day"),
    [
        ("", datetime(2026, 5, 29, 23, 59, 59, tzinfo=BEIJING), 29),
        ("24:00", datetime(2026, 5, 29, 23, 59, 59, tzinfo=BEIJING), 29),
        ("17:30", datetime(2026, 5, 29, 17, 30, tzinfo=BEIJING), 29),
        ("00:00", datetime(2026, 5, 29, tzinfo=BEIJING), 28),  # 5月29日之前
    ],
)
def test_a_window_runs_to_its_hour(hour: str, moment: datetime, day: int) -> None:
    window = Window(
        id="w", what="申报", end=date(2026, 5, 29), end_time=hour, rule="x/一", quote="x"
    )
    assert (window.last_moment(), window.last_day) == (moment, date(2026, 5, day))


COVERING = [
    # a sentence, what is covered at least, whether a question is asked
    ("上传的所有附件均须遮盖本人姓名和工作单位。", {"name", "employer"}, False),
    ("附件须遮盖医院名称（含简称、院徽）。", {"employer"}, True),
    ("附件请按附件3的办法隐去姓名等内容。", {"name", "employer"}, True),
    ("论文实行盲评，须去掉姓名、单位和致谢。", {"name", "employer"}, True),
    ("附件须遮盖本人姓名，高级的另按评委会要求涂黑照片。", {"name", "employer", "photo"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "targets", "asked"), COVERING)
def test_what_is_not_settled_about_covering_covers_more_and_is_asked(
    sentence: str, targets: set[str], asked: bool
) -> None:
    notice, _ = made(f"一、申报。按时申报。\n二、匿名要求。{sentence}")
    assert notice.masking is not None
    assert targets <= set(notice.masking.targets)
    assert bool(notice.masking.by_hand) is asked


ASKED = [
    # a sentence that asks to cover something, a word that must be covered or asked about
    ("说课视频片头片尾不得出现字幕介绍。", "字幕"),
    ("面试答辩材料须遮盖导师姓名。", "导师"),
    ("送审材料不能看出作者和单位。", "作者"),
    ("照片上的横幅、胸牌要挡住。", "横幅"),
    ("署名、单位和村名用“××”代替。", "村名"),
    ("作者简介、课题编号要裁掉。", "课题编号"),
    ("试讲视频须遮挡背景墙标语。", "背景墙标语"),
]


@pytest.mark.parametrize(("sentence", "word"), ASKED)
def test_no_sentence_that_asks_to_cover_is_settled_as_something_else(
    sentence: str, word: str
) -> None:
    notice, words = made(f"一、申报。5月1日前申报。\n二、匿名评审。{sentence}")
    assert any(word in one for one in words) or notice.masking is not None
    assert notice.masking is not None
    assert notice.masking.by_hand or not any(word in one for one in words)
    assert any(word in quote for quote in notice.masking.quotes)


SPARED = [
    ("不得出现姓名、肖像以外的身份信息。", "photo"),
    ("除照片外，本人姓名、单位名称均须隐去。", "photo"),
]


@pytest.mark.parametrize(("sentence", "target"), SPARED)
def test_what_a_sentence_excepts_is_no_target(sentence: str, target: str) -> None:
    found = [value for kind, value, _ in proposed(f"一、匿名。{sentence}") if kind == "masking"]
    assert any("name" in value for value in found)
    assert not any(target in value for value in found)


def test_one_value_of_a_sentence_closes_none_of_its_others() -> None:
    _, words = made("一、缴费。评审费300元，凭《缴费通知单》于9月上旬到502室办理，不得代办。")
    assert any("《缴费通知单》" in one for one in words)


def test_a_value_that_its_words_surely_say_otherwise_is_not_confirmed_as_proposed() -> None:
    old = load_notice("region-senior-2024")
    text = "\n".join(notice_text(old)).replace("3000字以内", "1500—2500字以内")
    renewal = renewed(old, notice_text(old), text, "region-senior-2025", 2025)
    (item,) = [one for one in renewal.items if one.path[-1] == "at_most"]
    assert item.value == 2500
    wrong = renewal.__class__(**{**vars(renewal), "items": tuple(
        one if one != item else one.__class__(**{**vars(one), "value": 1500})
        for one in renewal.items
    )})  # fmt: skip
    with pytest.raises(ZcdeskError, match=r"^notice\.reads_differently$"):
        confirmed(wrong, item.path)
    confirmed(renewal, item.path)


def test_what_is_covered_grows_with_the_new_words() -> None:
    old = load_notice("region-senior-2024")
    text = "\n".join(notice_text(old)).replace(
        "本人姓名及工作单位进行遮盖", "本人姓名、照片、二维码及工作单位进行遮盖"
    )
    draft = read(text, "region-senior-2025", 2025, older(old.id))
    assert {"employer", "name", "photo", "code"} <= draft.covering.ticks
    assert not draft.covering.settled


def test_a_supplement_says_that_it_only_changes_an_older_notice() -> None:
    body = "各单位：\n一、时间。申报截止时间由6月30日延长至7月10日。\n"
    said = read(f"某市2026年职称评审补充通知\n{body}", "x")
    assert "--from" in said.text[-1]
    assert "--from" not in read(f"某市2026年职称评审通知\n{body}", "x").text[-1]


def test_what_stands_behind_a_list_is_whom_it_is_for() -> None:
    draft = read(HEAD + "二、申报材料\n1.验收单、造价结算书，工程系列提供。\n2.身份证。", "x")
    conditions = {paper.title: paper.only_if for paper in draft.papers}
    assert conditions == {"验收单": "工程系列", "造价结算书": "工程系列", "身份证": ""}


def test_rules_quote_marks_as_they_stand() -> None:
    body = "二、申报材料\n1.上传身份证¹、聘书²。\n四、收费\n评审费每人400²元。\n¹原件。"
    notice, _ = made(body)
    assert [fee.quote for fee in notice.fees] == ["评审费每人400²元"]
    papers = {paper.title: paper.quote for paper in read(HEAD + body, "x").papers}
    assert papers == {"身份证": "上传身份证¹", "聘书": "聘书²"}


def test_an_offices_own_filing_is_no_day_of_the_applicants() -> None:
    body = "一、日程。7月6日前完成申报数量核准备案。第一批3月16日至3月27日填报，4月3日前单位上报。"
    spans = read(f"2026年职称评审日程\n（职办〔2026〕14号附发）\n各单位：\n{body}", "x")
    acting = {span.what: span.who for span in spans.spans}
    assert acting.pop("第一批填报") == "applicant"
    assert "applicant" not in acting.values()
    assert spans.title == "2026年职称评审日程"
