"""QR codes, bar codes and printed verification codes on drawn pages."""

from itertools import product
from random import Random

import cv2
import numpy as np
import pytest

from benchmarks.codes import BOOK, KINDS, covered
from benchmarks.codes import drawn as drawn_code
from benchmarks.real_paper.ornaments import rosette
from tests.masking.rereading.test_looks import look
from tests.pages.drawn import document
from tools.drawing.damage import damage
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.ornaments import paste_code
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_person
from zcdesk.applicant import Target, Word, WordKind
from zcdesk.geometry import Polygon, area, bounds, box, centre
from zcdesk.masking.codes.qr_and_bar_codes import Code, CodeKind, find_codes, judge_codes
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.picture import Picture
from zcdesk.reading.codes import decoded_codes
from zcdesk.reading.page_reading import read_page
from zcdesk.verification.marks.codes import codes_left

CODE = frozenset({Target.CODE})
ADDRESS = "https://www.example.cn/bg.do?vcode=A3F9XQ27LMPD8K4E&srcid=bgcx"


def drawn(kind: str, seed: int = 1, dpi: int = 200) -> DrawnPage:
    return document(kind, Random(f"{kind} {seed}"), dpi)


def sheet(dpi: int = 200) -> Paper:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=dpi, height_mm=150)
    text = "经研究决定，现将有关事项通知如下，请各单位结合实际认真贯彻执行。" * 3
    paper.paragraph(text, paper.mm(26), paper.mm(20), paper.mm(158), Style(size=12))
    return paper


def finished(paper: Paper, *conditions: str) -> Picture:
    return damage(paper.finished("sheet"), conditions, Random(3)).picture


def bars(paper: Paper, x: float, y: float) -> Polygon:
    """Draw the bars of a long number and return their box."""
    random, start, thin = Random(8), x, paper.mm(0.33)
    for _ in range(40):
        wide = random.choice((1, 1, 2, 3)) * thin
        stroke = (round(x), round(y), round(x + wide) - 1, round(y + paper.mm(10)))
        paper.pen.rectangle(stroke, fill=(20, 20, 20))
        x += wide + random.choice((1, 1, 2, 3)) * thin
    return box(start, y, x, y + paper.mm(10))


def left_open(picture: Picture, place: Polygon, hits: tuple[Hit, ...]) -> int:
    """Return how many dark pixels of a place no cover hides."""
    left, top, right, bottom = (round(value) for value in bounds(place))
    ink = np.zeros(picture.shape[:2], bool)
    ink[top:bottom, left:right] = picture[top:bottom, left:right].min(axis=2) < 110
    for hit in hits:
        left, top, right, bottom = (round(value) for value in bounds(hit.mask.polygon))
        ink[top:bottom, left:right] = False
    return int(np.count_nonzero(ink))


@pytest.mark.slow
@pytest.mark.parametrize("condition", ["clean", "scan", "grey", "phone"])
def test_the_code_of_the_register_is_covered_with_all_its_ink(condition: str) -> None:
    page = damage(drawn("education_check"), (condition,), Random(1))
    (code,) = page.having(Role.CODE)
    (hit,) = judge_codes(page.picture, (), CODE)
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.code")
    assert (hit.mask.target, hit.mask.origin) == (Target.CODE, Origin.CODE)
    if condition != "phone":  # where the sheet stands aslant the truth is no upright box
        assert left_open(page.picture, code.characters[0], (hit,)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [110, 150, 300])
@pytest.mark.parametrize("side", [15, 22, 30])
@pytest.mark.parametrize("text", ["A9146523", ADDRESS])
def test_codes_of_every_size_are_found_at_every_resolution(dpi: int, side: int, text: str) -> None:
    paper = sheet(dpi)
    place = paste_code(paper, text, paper.mm(40), paper.mm(60), side)
    picture = finished(paper, "scan")
    hits = judge_codes(picture, (), CODE)
    assert len(hits) == 1
    assert left_open(picture, place, hits) == 0
    assert area(hits[0].mask.polygon) < 1.3 * area(place)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Data Matrix", "Aztec", "PDF417", "Code 128", "Code 39"])
@pytest.mark.parametrize("scan", ["scan", "grey"])
def test_codes_of_every_kind_are_covered_unasked_and_told_when_left(name: str, scan: str) -> None:
    random = Random(name)
    page = damage(drawn_code(KINDS[name], random, 300), (scan,), random)
    hits = judge_codes(page.picture, (), CODE)
    assert [hit.verdict for hit in hits] == [Verdict.COVER]
    (mark,) = page.having(Role.CODE)
    assert covered(mark.characters[0], list(hits)) > 0.98
    left, top, right, bottom = bounds(hits[0].mask.polygon)
    told = codes_left(page.picture, page.picture, (), decoded_codes(page.picture))
    assert any(left <= x <= right and top <= y <= bottom for x, y in map(centre, told))


@pytest.mark.slow
def test_the_bars_of_a_book_are_left() -> None:
    page = damage(drawn_code(BOOK, Random(2), 200), ("scan",), Random(2))
    assert judge_codes(page.picture, (), CODE) == ()


def test_several_codes_on_a_page_are_several_finds() -> None:
    paper = sheet()
    places = [paste_code(paper, f"CE-{n}", paper.mm(20 + 50 * n), paper.mm(70), 20) for n in (0, 1)]
    places.append(bars(paper, paper.mm(120), paper.mm(75)))
    found = find_codes(finished(paper))
    assert sorted(code.kind for code in found) == [CodeKind.READ, CodeKind.READ, CodeKind.STRIPES]


def test_a_code_with_its_corners_is_covered_though_nobody_can_read_it() -> None:
    paper = sheet()
    place = paste_code(paper, ADDRESS, paper.mm(40), paper.mm(60), 24)
    left, top, right, bottom = bounds(place)
    middle = (left + (right - left) * 0.35, top + (bottom - top) * 0.4)
    torn = (middle[0], middle[1], middle[0] + 70, middle[1] + 70)
    paper.pen.rectangle(torn, fill=(255, 255, 255))
    picture = finished(paper)
    (hit,) = judge_codes(picture, (), CODE)
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.code")
    assert left_open(picture, place, (hit,)) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dpi", "blur", "lost", "verdicts"),
    [
        (150, 1.6, 0, [Verdict.COVER]),
        (120, 1.2, 0, [Verdict.COVER]),
        (200, 1.2, 1, [Verdict.DOUBT]),
        (200, 0.6, 2, [Verdict.DOUBT]),
    ],
)
def test_corners_that_run_into_a_blurred_code_are_seen_and_lost_ones_asked_about(
    dpi: int, blur: float, lost: int, verdicts: list[Verdict]
) -> None:
    paper = sheet(dpi)
    place = paste_code(paper, ADDRESS, paper.mm(40), paper.mm(60), 14)
    left, top, right, _bottom = bounds(place)
    deep = 0.25 * (right - left)
    for x in (left, right - deep)[:lost]:
        paper.pen.rectangle((x, top, x + deep, top + deep), fill=(255, 255, 255))
    picture = np.asarray(cv2.GaussianBlur(finished(paper, "scan"), (0, 0), blur), np.uint8)
    assert [hit.verdict for hit in judge_codes(picture, (), CODE)] == verdicts


@pytest.mark.slow
def test_a_rosette_that_is_as_evenly_mixed_has_no_corners() -> None:
    paper = sheet()
    rosette(paper, (paper.mm(60), paper.mm(90)), paper.mm(8), (60, 90, 70), Random(2))
    assert find_codes(finished(paper, "scan")) == ()


@pytest.mark.slow
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("condition", ["clean", "scan", "faint"])
def test_a_bar_code_is_a_doubt_lying_or_standing(turned: bool, condition: str) -> None:
    paper = sheet()
    bars(paper, paper.mm(60), paper.mm(80))
    picture = finished(paper, condition)
    if turned:
        picture = np.ascontiguousarray(np.rot90(picture))
    (hit,) = judge_codes(picture, (), CODE)
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_code")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "below", "asked"),
    [
        ("9771006557590", 11, False),
        ("ISSN 1006-5575", -5, False),
        ("6531006557590", 11, True),
        ("97810065575", 11, True),
        ("9771006557590", 25, True),
    ],
)
def test_the_number_of_a_journal_leads_to_nobody(number: str, below: float, asked: bool) -> None:
    paper = sheet()
    bars(paper, paper.mm(60), paper.mm(80))
    paper.line(number, paper.mm(64), paper.mm(80 + below), Style(size=10))
    picture = finished(paper)
    hits = judge_codes(picture, read_page(picture).lines, CODE)
    assert [hit.reason.code for hit in hits] == ["hit.unread_code"] * asked


@pytest.mark.parametrize("kind", [CodeKind.STRIPES, CodeKind.CORNERS])
@pytest.mark.parametrize(
    ("label", "target"), [("专利号", Target.NAME), ("专利号", Target.CODE), ("合同号", Target.NAME)]
)
def test_the_bars_of_a_patent_say_what_it_prints(
    label: str, target: Target, kind: CodeKind
) -> None:
    code = Code(box(100, 300, 500, 360), kind)
    words = [Word(WordKind.NAME, 0, "康映雪")]
    lines = [look(label, [0.99] * 3)]
    picture = np.full((600, 800, 3), 255, np.uint8)
    hits = judge_codes(picture, lines, {target}, words, [code])
    settled = label == "专利号" and target is Target.NAME and kind is CodeKind.STRIPES
    assert len(hits) == (not settled)


@pytest.mark.parametrize(
    ("printed", "target", "asked"),
    [
        ("国家企业信用信息公示系统", Target.NAME, False),
        ("证书号：软著登字第1486号", Target.NAME, False),
        ("国家企业信用信息公示系统", Target.CODE, True),
        ("扫码关注", Target.NAME, True),
    ],
)
def test_a_square_code_of_a_register_that_nobody_can_read_leads_there(
    printed: str, target: Target, asked: bool
) -> None:
    lines = [look(printed, [0.99] * len(printed))]
    picture, words = np.full((600, 800, 3), 255, np.uint8), [Word(WordKind.NAME, 0, "康映雪")]
    for kind, told in ((CodeKind.CORNERS, asked), (CodeKind.TEXTURE, target is Target.CODE)):
        code = Code(box(100, 300, 200, 400), kind)
        assert len(judge_codes(picture, lines, {target}, words, [code])) == told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        *product(("scan",), ("roster_table", "diploma", "dense_text", "sealed_statement")),
        *product(("phone",), ("journal_cover", "posting", "id_card", "uyghur_notice")),
    ],
)
def test_text_tables_seals_and_photos_are_no_codes(kind: str, condition: str) -> None:
    assert find_codes(damage(drawn(kind, 4), (condition,), Random(kind)).picture) == ()


def test_the_rules_of_an_empty_column_are_no_bar_code() -> None:
    paper = sheet()
    for row in range(26):
        paper.rule((300, 500 + 22 * row), (460, 500 + 22 * row), width=0.4)
    assert find_codes(finished(paper)) == ()


@pytest.mark.nightly
def test_without_codes_among_the_targets_nothing_is_looked_for() -> None:
    picture = drawn("education_check").picture
    assert judge_codes(picture, read_page(picture).lines, {Target.NAME}) == ()


@pytest.mark.slow
@pytest.mark.parametrize("text", ["在线验证码 A569215915673316", "防伪码：ZC2024-88120-7XK"])
def test_the_number_behind_its_label_is_covered_and_the_label_stays(text: str) -> None:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=80)
    style = Style(size=13)
    end = paper.line(text, 300, 300, style)
    digit = next(place for place, letter in enumerate(text) if letter.isascii() and letter.strip())
    start = 300 + paper.length(text[:digit], style)
    picture = finished(paper)
    (hit,) = judge_codes(picture, read_page(picture).lines, CODE)
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.verification_code")
    left, _, right, _ = bounds(hit.mask.polygon)
    assert right >= end - 2
    assert start - 1.2 * paper.em(style) < left <= start + 2


@pytest.mark.slow
def test_the_number_in_the_cell_beside_its_label_is_covered() -> None:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=80)
    paper.line("在线验证码", 200, 300, Style(size=13))
    paper.line("A569215915673316", 480, 300, Style(size=13))
    paper.line("证书编号 105641201405001234", 200, 420, Style(size=13))
    picture = finished(paper)
    (hit,) = judge_codes(picture, read_page(picture).lines, CODE)
    left, top, _, bottom = bounds(hit.mask.polygon)
    assert left > 400
    assert 280 < (top + bottom) / 2 < 360


@pytest.mark.slow
def test_other_words_beside_or_behind_the_label_are_left_alone() -> None:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=80)
    paper.line("验证码有效期内请登录网站核验，批次 ZC202488120", 200, 300, Style(size=13))
    paper.line("在线验证码", 200, 420, Style(size=13))
    paper.line("2024年8月12日签发", 480, 420, Style(size=13))
    picture = finished(paper)
    assert judge_codes(picture, read_page(picture).lines, CODE) == ()


def test_hatched_ground_is_no_code_that_could_not_be_read() -> None:
    page = np.full((2300, 3000, 3), 250, np.uint8)
    hatched = page[1000:1150, 700:850]
    for start in range(-150, 150, 11):
        cv2.line(hatched, (start, 150), (start + 150, 0), (150, 170, 150), 4)
    assert find_codes(page) == ()


def test_a_hologram_is_no_code_that_could_not_be_read() -> None:
    rows, columns = np.mgrid[-100:100, -100:100].astype(np.float64)
    waves = np.sin(6 * np.arctan2(rows, columns) + np.hypot(rows, columns) / 5)
    grain = np.random.default_rng(1).normal(0, 0.8, waves.shape)
    page = np.full((1400, 1000, 3), 255, np.uint8)
    page[600:800, 400:600][waves + grain > 0] = 60
    assert find_codes(page) == ()
