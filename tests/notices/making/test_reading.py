"""What notices say: times, lists, tables, covering, money; what stays open never closes unseen."""

from datetime import date, datetime

import pytest

from tests.notices.made_notices import notice_of, older, unasked
from tests.tables import rows_beside
from zcdesk.checks.dates.deadlines import deadline_findings
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import EVERY_PAPER
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import text_block
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.profile.notice import Notice, Window
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.proposals import Demand
from zcdesk.notices.sentences.proposing import proposals_of
from zcdesk.notices.sentences.table_rows import LEVEL_CELL, MAY_CELL, heads_columns, row_words, rows
from zcdesk.quantities.moments import BEIJING

TABLES = rows_beside(__file__)

TITLE = "某市2026年职称评审通知\n"
HEAD = f"{TITLE}2026年4月1日\n各单位：\n现通知如下。\n"


def read_lines(text: str) -> list[Demand]:
    lines = text_block(text).splitlines()
    return [one for row in proposals_of(cut(lines), lines, 2026) for one in row]


def proposed(body: str) -> list[tuple[str, str, bool]]:
    return [(str(one.kind), one.value, one.sure) for one in read_lines(HEAD + body)]


def values_of(kind: str, body: str, *, sure: bool = False) -> list[str]:
    return [value for one, value, known in proposed(body) if one == kind and (known or not sure)]


def made(body: str) -> tuple[Notice, tuple[str, ...]]:
    made = unasked(HEAD + body, year=2026)
    return notice_of(made), tuple(one.words for one in made.asked)


@pytest.mark.parametrize(("body", "kind"), TABLES["not_read"])
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


WORDED = [(f"一、退回修改和收费\n{words}", *told) for words, *told in TABLES["worded"]]
NOT_SAID = [(f"一、材料\n{words}", *told) for words, *told in TABLES["not_said"]]


@pytest.mark.parametrize(("body", "kind", "value"), [*TABLES["read"], *WORDED])
def test_a_sentence_is_read_as_notices_word_it(body: str, kind: str, value: str) -> None:
    assert (kind, value) in [(one, other) for one, other, _ in proposed(body)]


@pytest.mark.parametrize(("body", "kind", "value"), [*TABLES["traps"], *NOT_SAID])
def test_what_a_sentence_does_not_say_is_not_taken_for_sure(
    body: str, kind: str, value: str
) -> None:
    assert (kind, value, True) not in proposed(body)


def test_a_tick_that_a_scan_shows_as_a_letter_is_one_and_a_no_stays_a_no() -> None:
    def wanted(high: str, low: str) -> list[str]:
        table = f"序号\t材料名称\t高级\t中级\n1\t身份证\t{high}\t{high}\n2\t论文\t{high}\t{low}\n"
        return [",".join(row.levels(LEVEL_CELL)) for row in rows(table)[1:]]

    assert wanted("N", "") == ["高级,中级", "高级"]
    assert wanted("√", "N") == ["高级,中级", "高级"]
    assert rows("材料\t高级\t中级\n论文\t√\t○")[1].levels(MAY_CELL) == ("中级",)


def test_a_day_that_years_are_counted_to_is_no_term() -> None:
    notice, _ = made(
        "一、资历。任职年限计算到2026年12月31日。\n二、申报时间：5月6日至5月29日17:00。"
    )
    counted = [window for window in notice.windows if window.counted_from]
    assert [window.end for window in counted] == [date(2026, 12, 31)]
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


@pytest.mark.parametrize(("sentence", "targets", "asked"), TABLES["covering"])
def test_what_is_not_settled_about_covering_covers_more_and_is_asked(
    sentence: str, targets: tuple[str, ...], asked: bool
) -> None:
    notice, _ = made(f"一、申报。按时申报。\n二、匿名要求。{sentence}")
    assert notice.masking is not None
    assert {*targets} <= {*notice.masking.targets}
    assert bool(notice.masking.by_hand) is asked


@pytest.mark.parametrize(("sentence", "word"), TABLES["asked"])
def test_no_sentence_that_asks_to_cover_is_settled_as_something_else(
    sentence: str, word: str
) -> None:
    notice, words = made(f"一、申报。5月1日前申报。\n二、匿名评审。{sentence}")
    assert any(word in one for one in words) or notice.masking is not None
    assert notice.masking is not None
    assert notice.masking.by_hand or not any(word in one for one in words)
    assert any(word in quote for quote in notice.masking.quotes)


@pytest.mark.parametrize(("sentence", "forms"), TABLES["formed"])
def test_what_is_said_of_a_kind_of_files_is_of_no_other(
    sentence: str, forms: dict[str, str]
) -> None:
    papers = read(f"{HEAD}一、申报材料\n1.论文。\n2.照片。\n二、格式\n{sentence}", "x").papers
    told = [paper for paper in papers if paper.sure or paper.title != EVERY_PAPER]
    assert {paper.title: paper.form for paper in told if paper.form} == forms


@pytest.mark.parametrize(("sentence", "scope", "exempt"), TABLES["scopes"])
def test_on_which_papers_something_is_covered_is_read(
    sentence: str, scope: str, exempt: tuple[str, ...]
) -> None:
    covering = read(f"{HEAD}一、匿名。{sentence}", "x").covering
    assert (covering.scope, covering.exempt) == (scope, exempt)
    assert not covering.words


@pytest.mark.parametrize(("sentence", "target"), TABLES["spared"])
def test_what_a_sentence_excepts_is_no_target(sentence: str, target: str) -> None:
    found = values_of("masking", f"一、匿名。{sentence}")
    assert any("name" in value for value in found)
    assert not any(target in value for value in found)


def test_one_value_of_a_sentence_closes_none_of_its_others() -> None:
    _, words = made("一、缴费。评审费300元，凭《缴费通知单》于9月上旬到502室办理，不得代办。")
    assert any("《缴费通知单》" in one for one in words)


def test_a_value_is_proposed_as_its_new_words_surely_say_it() -> None:
    old = load_notice("region-senior-2024")
    text = "\n".join(notice_text(old)).replace("3000字以内", "1500—2500字以内")
    draft = read(text, "region-senior-2025", 2025, older(old.id))
    (row,) = [row for row in draft.carried if row.at.endswith("at_most")]
    assert (row.before, row.value, row.taken) == ("3000", "2500", False)


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
    assert papers == {"身份证": "上传身份证", "聘书": "聘书"}


def test_an_offices_own_filing_is_no_day_of_the_applicants() -> None:
    body = "一、日程。7月6日前完成申报数量核准备案。第一批3月16日至3月27日填报，4月3日前单位上报。"
    spans = read(f"2026年职称评审日程\n（职办〔2026〕14号附发）\n各单位：\n{body}", "x")
    acting = {span.what: span.who for span in spans.spans}
    assert acting.pop("第一批填报") == "applicant"
    assert "applicant" not in acting.values()
    assert spans.title == "2026年职称评审日程"


def test_a_chat_is_called_by_its_first_words_without_the_greeting() -> None:
    said = (
        "大家好！省卫健委昨天把职称通知发下来了，要点如下",
        "①个人5月1日前报",
        "②照片要jpg",
        "③不收钱",
    )
    text = "\n".join(f"人事科小王 09:1{at}\n{words}" for at, words in enumerate(said))
    text += "\n内科小李 09:20\n收到"
    draft = read(text, "x", 2026)
    assert draft.title == "省卫健委昨天把职称通知发下来了"
    assert notice_of(built(draft)).short_title == draft.title


def left_open(text: str) -> tuple[str, ...]:
    return tuple(one.words for one in unasked(text, year=2026).asked)


def test_each_line_with_a_mark_is_a_clause_below_its_heading() -> None:
    clauses = cut(
        text_block(f"{HEAD}【日程】\n▲ 申报：7月1日前。\n▲ 缴费：8月1日前。").splitlines()
    )
    assert [(one.label, one.heading, one.above) for one in clauses][-2:] == [
        ("日程▲1", "申报", ("日程",)),
        ("日程▲2", "缴费", ("日程",)),
    ]


@pytest.mark.parametrize("title", ["某市2026年评审须知", "某市2026年职称评审日程"])
def test_a_table_right_below_the_title_is_no_title(title: str) -> None:
    table = "| 阶段 | 时间 |\n|---|---|\n| 个人申报 | 9月1日10:00 至 9月25日16:00 |\n"
    found = {(str(one.kind), one.value) for one in read_lines(f"{title}\n{table}")}
    assert ("deadline", "2026-09-25T16:00") in found


TABLE = (
    "一、材料明细\n"
    "序号\t栏目\t材料名称\t正高\t副高\t中级\t说明\n"
    "1\t学历\t学历证书\t√\t√\t√\t\n"
    "2\t\t学位证书\t√\t√\t—\t\n"
    "3\t业绩\t获奖证书\t√\t√\t√\t如有\n"
    "4\t其他\t委托函\t—\t—\t—\t外单位人员提供\n"
)


def test_a_tables_column_names_the_sections_and_a_merged_cell_goes_on() -> None:
    slots = [one for one in read_lines(HEAD + TABLE) if str(one.kind) == "slot"]
    told = {one.value: (one.told["section"], one.told["condition"]) for one in slots}
    assert told == {
        "学历证书": ("学历", ""), "学位证书": ("学历", "正高、副高"), "获奖证书": ("业绩", ""),
        "委托函": ("其他", "外单位人员"),
    }  # fmt: skip
    assert [one.value for one in slots if not one.sure] == ["获奖证书"]  # 如有


def test_numbers_and_ticks_of_a_row_ask_nothing_and_its_remark_does() -> None:
    words = left_open(HEAD + TABLE.replace("—\t\n3", "—\t需公证\n3"))
    rows = [one for one in words if "证书" in one or "委托函" in one]
    assert [row_words(one) for one in rows] == ["学位证书\t需公证", "业绩\t获奖证书\t如有"]


@pytest.mark.parametrize("line", ["阶段 | 时间 | 责任主体", "材料\t工程师\t备注"])
def test_words_for_columns_head_a_table(line: str) -> None:
    assert heads_columns(line)


@pytest.mark.parametrize("line", ["身份证\t毕业证\t学位证", "申报材料的时间和要求见下"])
def test_only_words_for_columns_head_a_table(line: str) -> None:
    assert not heads_columns(line)


@pytest.mark.parametrize("line", TABLES["silent"])
def test_a_short_line_that_leads_nothing_is_not_closed_as_a_heading(line: str) -> None:
    body = f"{HEAD}一、其他\n（一）按时。\n{line}\n（三）详见附件。"
    said = {one.sentence for one in read_lines(body) if one.sure}
    words = line[3:]
    assert any(words in one for one in (*left_open(body), *said))


@pytest.mark.parametrize("sentence", [*TABLES["counted"], *TABLES["terms"]])
def test_a_day_is_a_term_only_where_something_is_done_by_it(sentence: str) -> None:
    found = [one for one in read_lines(f"{HEAD}一、说明\n{sentence}") if "2026-08-31" in one.value]
    assert found
    assert {bool(one.told.get("counted")) for one in found} == {sentence in TABLES["counted"]}


@pytest.mark.parametrize(("body", "days", "sure"), TABLES["years"])
def test_a_day_without_a_year_is_in_the_one_that_its_notice_tells(
    body: str, days: tuple[str, ...], sure: tuple[str, ...]
) -> None:
    read = [one for one in read_lines(TITLE + body) if str(one.kind) == "deadline"]
    assert tuple(one.value for one in read) == days
    assert tuple(one.value for one in read if one.sure) == sure


def test_two_days_beside_each_other_are_one_span_and_two_apart_are_not() -> None:
    body = "一、答辩\n11月7日、8日，11月20日、27日答辩。"
    assert values_of("deadline", body, sure=True) == ["2026-11-08"]
