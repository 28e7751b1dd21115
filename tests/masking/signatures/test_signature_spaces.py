"""What was written beside a signing label is found; empty spaces and other people are not."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.pages.drawn import document
from tools.drawing.fonts import HANDS
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import Role
from tools.drawing.ornaments import uyghur_line
from tools.drawing.paper import Paper, Style
from tools.drawing.people import han_person, invent_person
from tools.drawing.words import Organisation
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.signatures.running_text import runs_on
from zcdesk.masking.signatures.signature_spaces import is_signed, judge_signatures
from zcdesk.masking.signatures.who_signs import is_signed_for_unit, shared_letters
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import BLANK, Character, Lattice, alphabet, symbol_numbers
from zcdesk.reading.page_reading import read_page

APPLICANT = Applicant(name="李文强", employer="乌鲁木齐恒野建设工程有限公司")
STYLE = Style(size=13)
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})


def sheet() -> Paper:
    random = Random(2)
    person = han_person("李", "文强", Organisation(APPLICANT.employer), "男", random)
    paper = Paper(Lexicon(person, ()), height_mm=120)
    paper.centred("申报材料真实性承诺书", 100, STYLE.at(18))
    return paper


EM = sheet().em(STYLE)


def scrawl(paper: Paper, x: float, y: float, em: float) -> Polygon:
    """Write loops that nobody can read; returns their box."""
    turns = np.arange(0, 26, 0.15)
    across = x + turns * em * 0.12 + em * 0.35 * np.cos(turns)
    down = y + em * 0.45 + em * 0.5 * np.sin(turns * 1.1) * np.cos(turns * 0.37)
    paper.pen.line(list(zip(across, down, strict=True)), fill=(26, 32, 90), width=4)
    return box(across.min(), down.min(), across.max(), down.max())


def judged(
    paper: Paper,
    masks: tuple[Mask, ...] = (),
    targets: frozenset[Target] = TARGETS,
    applicant: Applicant = APPLICANT,
    seals: tuple[Polygon, ...] = (),
) -> tuple[Hit, ...]:
    picture = np.array(paper.image, dtype=np.uint8)
    lines, every = read_page(picture).lines, keywords(words(applicant))
    return judge_signatures(evened(picture), lines, masks, targets, every, seals)


def signed(label: str, x: float = 300, gap: float = 0.5) -> tuple[Paper, Polygon]:
    paper = sheet()
    end = paper.line(label, x, 400, STYLE)
    return paper, scrawl(paper, end + (gap + 0.4) * EM, 400, EM)


def covers(hit: Hit, place: Polygon) -> bool:
    left, top, right, bottom = bounds(hit.mask.polygon)
    inner = bounds(place)
    return left <= inner[0] and top <= inner[1] and right >= inner[2] and bottom >= inner[3]


@pytest.mark.slow
@pytest.mark.parametrize(
    "label",
    [
        "申报人（签字）：", "本人签名：", "承诺人：", "签字：", "乙方（签章）：",
        "申请人签名（手写）：",
    ],
)  # fmt: skip
def test_an_unreadable_signature_is_a_doubt_and_its_cover_holds_all_strokes(label: str) -> None:
    paper, place = signed(label)
    (hit,) = judged(paper)
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.signature")
    assert (hit.mask.target, hit.mask.origin) == (Target.SIGNATURE, Origin.SIGNATURE)
    assert covers(hit, place)


@pytest.mark.parametrize(
    ("label", "verdict"), [("申报人（签字）：", Verdict.COVER), ("报销人：", Verdict.DOUBT)]
)
def test_where_signatures_are_a_target_only_who_may_be_another_is_asked_about(
    label: str, verdict: Verdict
) -> None:
    paper, place = signed(label)
    (hit,) = judged(paper, targets=TARGETS | {Target.SIGNATURE})
    assert hit.verdict is verdict
    assert covers(hit, place)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", (Verdict.DOUBT, "hit.maybe_signature")),
        ("李", (Verdict.DOUBT, "hit.maybe_signature")),
        ("文强", (Verdict.COVER, "hit.signature")),
    ],
)
def test_beside_a_bare_label_two_letters_of_the_name_settle_whose_signature_it_is(
    written: str, told: tuple[Verdict, str]
) -> None:
    paper, place = signed("签字：")
    paper.line(written, bounds(place)[2] + 4, 400, STYLE)
    (hit,) = judged(paper, targets=TARGETS | {Target.SIGNATURE})
    assert (hit.verdict, hit.reason.code) == told


@pytest.mark.slow
@pytest.mark.parametrize(
    "label",
    [
        "单位负责人（签字）：", "审核人签字：", "主管领导签名：",
        "申报人所在单位负责人签字：", "承办人签章：", "数字签名：",
    ],
)  # fmt: skip
def test_what_others_sign_is_left_alone(label: str) -> None:
    paper, _ = signed(label)
    assert judged(paper) == ()


def test_an_empty_space_with_a_rule_and_a_date_is_no_signature() -> None:
    paper = sheet()
    end = paper.line("申报人（签字）：", 300, 400, STYLE)
    paper.rule((end, 400 + EM * 1.1), (end + 6 * EM, 400 + EM * 1.1))
    paper.line("2024年6月18日", end + 4 * EM, 400, STYLE)
    paper.line("本人签名：", 300, 600, STYLE)
    paper.line("年    月    日", 300 + 8 * EM, 600, STYLE)
    assert judged(paper) == ()


@pytest.mark.parametrize(
    ("behind", "gap"), [("2024年6月18日", 1.0), ("经办：谭红莲", 0.6), ("复核人：谭红莲", 0.6)]
)
def test_the_date_and_the_next_persons_label_behind_a_signature_stay(
    behind: str, gap: float
) -> None:
    paper, place = signed("申请人签名：", x=100)
    start = bounds(place)[2] + gap * EM
    paper.line(behind, start, 400, STYLE)
    (hit,) = judged(paper)
    assert covers(hit, place)
    assert bounds(hit.mask.polygon)[2] <= start


def test_a_signature_in_the_cell_beside_the_label_is_found() -> None:
    paper = sheet()
    end = paper.line("本人签字", 300, 400, STYLE)
    paper.frame(300 - EM, 400 - EM, end + EM, 400 + 2 * EM)
    paper.frame(end + EM, 400 - EM, end + 9 * EM, 400 + 2 * EM)
    assert judged(paper) == ()
    place = scrawl(paper, end + 2.5 * EM, 400, EM)
    (hit,) = judged(paper)
    assert covers(hit, place)


def test_a_printed_organisation_is_no_signature_and_the_word_in_running_text_no_label() -> None:
    paper = sheet()
    paper.line("申请人：同济大学", 300, 560, STYLE)
    paper.line("本表须由本人签字后报送所在单位审核，承诺人对内容负责。", 200, 400, STYLE)
    paper.line("请在规定时间内完成签名、盖章等手续，逾期不予受理。", 200, 480, STYLE)
    assert judged(paper) == ()


@pytest.mark.parametrize(
    ("before", "rest", "plain", "away", "running"),
    [
        ("本表须由本人", "后报送所在单位审核", 1.0, 5 / 3, True),  # a column off in a narrowed line
        ("本表须由本人", "，后报送", 1.0, 3.0, True),
        ("本表须由本人", "后报送所在单位审核", 1.0, 2.5, False),
        ("申报人", "陈英蕉", 0.4, 1.3, False),
        ("以上内容真实须由本人", "陈英蕉", 0.4, 1.3, True),
        ("本人", "确认", 1.0, 1.0, True),
    ],
)
def test_what_is_written_right_behind_a_label_is_no_running_text(
    before: str, rest: str, plain: float, away: float, running: bool
) -> None:
    letters = [Character(letter, 3 * place, 1.0) for place, letter in enumerate(rest)]
    letters[-1] = Character(rest[-1], 3 * len(rest), plain)
    told = runs_on([Character(letter, 0, 1.0) for letter in before], letters, away, 1 / 3)
    assert told is running


@pytest.mark.parametrize(("read", "hits"), [("容", 0), ("签", 1)])
def test_a_label_of_which_no_letter_is_read_is_none(read: str, hits: int) -> None:
    paper, _ = signed("签名", gap=2.5)
    picture = np.array(paper.image, dtype=np.uint8)
    label = read_page(picture).lines[-1]
    likely = np.full((8, len(alphabet())), 1e-8, np.float32)
    likely[:, BLANK] = 0.9
    for column, letter, least in ((2, "签", 0.03), (5, "名", 0.04)):
        likely[column, symbol_numbers()[letter]] = least
    likely[2, [BLANK, symbol_numbers()[read]]] = 0.1, 0.6
    line = replace(label, lattice=Lattice.from_probabilities(likely))
    found = judge_signatures(evened(picture), (line,), (), TARGETS, keywords(words(APPLICANT)), ())
    assert len(found) == hits


def test_a_name_that_is_covered_already_needs_no_second_hit() -> None:
    paper, place = signed("承诺人：")
    left, top, right, bottom = bounds(place)
    mask = Mask(Target.NAME, box(left - 2, top - 2, right + 2, bottom + 2))
    assert len(judged(paper)) == 1
    assert judged(paper, (mask,)) == ()


def test_a_hand_whose_lower_half_the_cover_of_the_printed_name_leaves_open_is_covered() -> None:
    paper = sheet()
    end = paper.line("申报人（签字）：", 300, 400, STYLE)
    paper.line("李文强", end, 400, STYLE)
    place = scrawl(paper, end + 0.9 * EM, 400 + 0.35 * EM, EM)
    _, top, _, bottom = bounds(place)
    covered = box(end, 398, end + 6 * EM, top + 0.6 * (bottom - top))
    mask = Mask(Target.NAME, covered, "name:1", 0.97, Origin.SPOTTED)
    (hit,) = judged(paper, (mask,), TARGETS | {Target.SIGNATURE})
    assert covers(hit, place)


def form_row(label: str, bordered: bool = True) -> Paper:
    """A row of a form: its label runs down the first cell, a bare 签字 stands in the second."""
    paper = sheet()
    for number, letter in enumerate(label):
        paper.line(letter, 250, 300 + number * 1.35 * EM, STYLE)
    if bordered:
        paper.frame(225, 250, 250 + 2 * EM, 640)
        paper.frame(250 + 2 * EM, 250, 1100, 640)
    end = paper.line("签字：", 700, 560, STYLE)
    scrawl(paper, end + EM, 560, EM)
    return paper


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "bordered", "more", "asked"),
    [
        ("单位意见", True, "", False),
        ("主管领导意见", True, "", False),
        ("审核意见", True, "", False),
        ("本人总结", True, "", True),
        ("个人意见", True, "", True),
        ("单位意见", False, "", True),
        ("单位意见", True, "强", True),  # a name of the applicant beside a superior's label
    ],
)
def test_who_signs_in_the_row_of_a_superior_is_not_the_applicant(
    label: str, bordered: bool, more: str, asked: bool
) -> None:
    paper = form_row(label, bordered)
    paper.line(more, 700 + 7 * EM, 560, STYLE)
    assert [hit.verdict for hit in judged(paper)] == [Verdict.DOUBT] * asked


def signed_off(heading: str, *below: str) -> Paper:
    paper = Paper(sheet().lexicon, height_mm=150)
    paper.centred(heading, 100, STYLE.at(18))
    end = paper.line("签字：", 760, 400, STYLE)
    scrawl(paper, end + EM, 400, EM)
    for number, text in enumerate(below, 1):
        paper.line(text, 720, 400 + number * 1.8 * EM, STYLE)
    return paper


SEAL = box(740, 390, 980, 630)
"""Over the date of what :func:`signed_off` writes, of which little can be read then."""
POSTING, SUMMARY = "关于李文强同志申报职称的公示", "业务工作总结"
UNIT, DATE = "昌吉昆沛能源有限公司", "2024年8月6日"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("heading", "below", "seals", "asked"),
    [
        (POSTING, (UNIT, DATE), (), False),
        (POSTING, (UNIT, "2024"), (SEAL,), False),  # the date is not read
        (POSTING, (UNIT, "2024"), (), True),
        (POSTING, ("2024",), (SEAL,), True),
        (SUMMARY, (UNIT, "2024"), (SEAL,), True),
        (SUMMARY, (UNIT, DATE), (), True),
        (POSTING, (DATE,), (), True),
        (POSTING, (), (), True),
    ],
)
def test_the_head_of_a_unit_signs_what_the_unit_issues(
    heading: str, below: tuple[str, ...], seals: tuple[Polygon, ...], asked: bool
) -> None:
    hits = judged(signed_off(heading, *below), seals=seals)
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT] * asked


@pytest.mark.parametrize(
    ("unit", "upper", "lower"),
    [
        (
            "　　　　" + UNIT,
            lambda top, down: (top + down) / 2 - 12,
            lambda top, down: (top + down) / 2,
        ),
        (UNIT, lambda top, down: 1.8 * top - 0.8 * down, lambda top, down: 1.8 * down - 0.8 * top),
    ],
    ids=["squeezed", "swollen by a seal, over the unit's name"],
)
def test_a_label_in_a_line_of_another_height_is_followed_all_the_same(
    unit: str, upper: Callable[[float, float], float], lower: Callable[[float, float], float]
) -> None:
    picture = np.array(signed_off(POSTING, unit, DATE).image, dtype=np.uint8)
    lines = read_page(picture).lines
    label = next(line for line in lines if line.lattice.text.startswith("签字"))
    left, top, right, bottom = bounds(label.quad)
    changed = replace(label, quad=box(left, upper(top, bottom), right, lower(top, bottom)))
    table = {"own": [], "other": [], "issued": ["公示"], "units": ["公司"]}
    assert is_signed_for_unit(evened(picture), lines, (), changed, table, ())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "is_shared"),
    [("昌吉昆沛能源有限公司", False), ("昌吉昆沛第三技工学校", False), ("沛文", True)],
)
def test_a_letter_of_a_units_printed_name_is_not_signed(text: str, is_shared: bool) -> None:
    paper = sheet()
    end = paper.line(text, 300, 400, STYLE)
    lines = read_page(np.array(paper.image, dtype=np.uint8)).lines
    place = box(200, 350, end + 100, 500)
    table = {"units": ["公司", "学校"]}
    assert bool(shared_letters(lines, place, frozenset("沛"), table)) is is_shared


@pytest.mark.nightly
def test_only_the_own_signature_of_an_appraisal_form_is_covered() -> None:
    picture = np.array(document("appraisal_form", Random(2), 150).picture, dtype=np.uint8)
    lines = read_page(picture).lines
    own = invent_person(Random(2)).name
    every = keywords(words(Applicant(name=own, employer=APPLICANT.employer)))
    (hit,) = judge_signatures(evened(picture), lines, (), TARGETS | {Target.SIGNATURE}, every, ())
    assert hit.verdict is Verdict.COVER


def below(label: str, apart: float = 2.0, between: str = "") -> tuple[Paper, Polygon]:
    """Return a page with a scrawl below a label, and what is printed between them."""
    paper = sheet()
    paper.line("甲方（公章）：", 60, 400, STYLE)
    paper.line(label, 500, 400, STYLE)
    if between:
        paper.line(between, 500, 400 + 1.6 * EM, STYLE)
    return paper, scrawl(paper, 500 + 3 * EM, 400 + apart * EM, 1.2 * EM)


@pytest.mark.slow
@pytest.mark.parametrize("apart", [1.5, 3.0])
def test_a_signature_below_its_label_is_found(apart: float) -> None:
    paper, place = below("乙方（签字）：", apart)
    (hit,) = judged(paper, targets=TARGETS | {Target.SIGNATURE})
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.signature")
    assert covers(hit, place)
    picture = np.array(paper.image, dtype=np.uint8)
    assert is_signed(evened(picture), read_page(picture).lines)


def test_one_letter_of_a_brush_below_a_label_is_a_signature() -> None:
    paper = sheet()
    paper.line("乙方（签字）：", 500, 400, STYLE)
    paper.line("李", 500 + 3 * EM, 400 + 2 * EM, STYLE.at(24))
    (hit,) = judged(paper)
    assert hit.reason.code == "hit.signature"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "between"),
    [
        ("单位负责人（签字）：", ""),
        ("乙方（签字）：", "身份证号码：653101"),
        ("乙方（签字）：", "本合同一式三份"),
        ("乙方（签字）：", "年    月    日"),
        ("乙方（签字）：", "王晓明"),
    ],
)
def test_what_is_written_below_anything_else_is_left_alone(label: str, between: str) -> None:
    paper, _ = below(label, 4.0 if between else 2.0, between)
    assert judged(paper) == ()


def test_what_is_written_beside_the_next_label_is_not_below_the_one_above() -> None:
    paper = sheet()
    paper.line("乙方（签字）：", 300, 400, STYLE)
    end = paper.line("单位负责人（签字）：", 100, 400 + 2.2 * EM, STYLE)
    scrawl(paper, end + 3 * EM, 400 + 2.2 * EM, EM)
    assert judged(paper) == ()


def test_what_is_covered_below_a_label_needs_no_second_hit() -> None:
    paper, place = below("乙方（签字）：")
    mask = Mask(Target.NAME, place, confidence=0.9, origin=Origin.SPOTTED)
    assert judged(paper, (mask,)) == ()


def test_a_date_that_a_pen_filled_below_a_label_is_no_signature() -> None:
    paper = sheet()
    paper.line("乙方（签字）：", 500, 400, STYLE)
    hand = Style(HANDS[0], 15, (26, 32, 90))
    paper.handwriting("24年6月8日", 500, 400 + 2 * EM, hand, Random(3), Role.OTHER_SIGNATURE)
    assert judged(paper) == ()


def test_what_stands_below_the_first_of_two_labels_in_a_line_hides_no_signature() -> None:
    paper = sheet()
    end = paper.line("甲方：乙方（签字）：", 300, 400, STYLE)
    paper.line("王明", 300, 400 + 1.5 * EM, STYLE)
    place = scrawl(paper, end - 2 * EM, 400 + 2.5 * EM, EM)
    (hit,) = judged(paper)
    assert covers(hit, place)


def test_print_in_arabic_script_below_a_label_is_no_signature() -> None:
    paper = sheet()
    paper.line("乙方（签字）：", 500, 400, STYLE)
    uyghur_line(paper, "ئىمزا قويغۇچى", 640, 400 + 1.6 * EM, 14)
    assert judged(paper) == ()


def test_a_border_between_label_and_writing_begins_another_cell() -> None:
    paper, _ = below("乙方（签字）：")
    paper.rule((460, 400 + 1.6 * EM), (460 + 16 * EM, 400 + 1.6 * EM))
    assert judged(paper) == ()
