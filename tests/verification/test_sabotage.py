"""A masker that was spoiled on purpose is found out; one that did its work is left in peace."""

import pytest

from tests.verification import drawing as on
from tests.verification.drawing import place
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds, box, centre
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.picture import Status

ROWS = (
    "申报人王晓燕同志工作认真负责",
    "昌吉云帆建设工程有限公司二〇二四年",
    "评审结果合格特发此证",
)
NAME = place(0, 3, 6)
EMPLOYER = place(1, 0, 12)


def test_a_page_whose_words_are_all_covered_is_clean() -> None:
    covers = [NAME, EMPLOYER]
    result = on.verify(on.covered(on.page(*ROWS), covers), covers=covers)
    assert result.status is Status.CLEAN, result.findings
    assert result.findings == ()
    assert result.finds == ()


@pytest.mark.slow
def test_a_page_that_was_never_covered_is_a_leak_and_its_places_are_shown() -> None:
    result = on.verify(on.page(*ROWS))
    assert result.status is Status.LEAK
    labels = {finding.details["word"] for finding in result.findings}
    assert labels == {"name:1", "employer:1"}
    for expected in (NAME, EMPLOYER):
        left, top, right, bottom = bounds(expected)
        middle = [centre(found.place) for found in result.finds]
        assert any(left < x < right and top < y < bottom for x, y in middle)


def test_a_cover_of_the_employer_does_not_excuse_an_open_name() -> None:
    result = on.verify(on.covered(on.page(*ROWS), [EMPLOYER]), covers=[EMPLOYER])
    assert result.status is Status.LEAK
    assert {finding.details["word"] for finding in result.findings} == {"name:1"}


def test_only_what_had_to_be_covered_is_missed() -> None:
    picture = on.covered(on.page(*ROWS), [NAME])
    assert (
        on.verify(picture, covers=[NAME], targets=frozenset({Target.NAME})).status is Status.CLEAN
    )
    assert on.verify(on.page(*ROWS), targets=frozenset()).status is Status.CLEAN


def test_covers_at_the_places_of_another_page_are_found_out() -> None:
    wrong = [place(2, 1, 5), place(2, 6, 9)]
    assert on.verify(on.covered(on.page(*ROWS), wrong), covers=wrong).status is Status.LEAK


@pytest.mark.slow
@pytest.mark.parametrize("strength", [0.4, 0.6, 0.8, 0.9, 0.96])
@pytest.mark.parametrize("told", [True, False])
def test_a_see_through_cover_is_found_out(strength: float, told: bool) -> None:
    covers = [NAME, EMPLOYER]
    veiled = on.covered(on.page(*ROWS), covers, strength)
    result = on.verify(veiled, covers=covers if told else None)
    assert result.status is Status.LEAK
    too_light = told and strength < 0.95  # a stronger one is dark enough, and still told
    assert too_light == ("verify.cover_not_opaque" in on.codes(result))
    words = {finding.details.get("word") for finding in result.findings}
    assert {"name:1", "employer:1"} <= words


@pytest.mark.slow
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("first", "last"), [(3, 5), (4, 6), (4, 7), (2, 5)], ids=["short", "late", "right", "left"]
)
def test_a_letter_that_sticks_out_of_a_cover_is_told(first: int, last: int, told: bool) -> None:
    covers = [place(0, first, last), EMPLOYER]
    result = on.verify(on.covered(on.page(*ROWS), covers), covers=covers if told else None)
    assert result.status is Status.REVIEW
    assert on.codes(result) == {"verify.part_readable"}


FARM = Applicant("古丽娜尔阿不都热依木", "和田水利局", employer_aliases=("于山农技站",))
WORKS = Applicant("古丽娜尔", "昌吉云帆建设工程有限公司", employer_aliases=("云帆工程",))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("someone", "row", "first", "last", "told"),
    [  # a lone letter beside a cover tells no employer that it need not belong to
        (FARM, "关于古丽娜尔阿不都热依木任职的通知", 2, 12, False),
        (FARM, "我们关于山农技站的通知", 4, 8, True),
        (FARM, "我们关于山农技站的通知", 3, 7, False),  # 站 only tells what kind of office it is
        (FARM, "我们关于山农技站的通知", 3, 6, True),
        # a part of the office behind its whole name ends no short form
        (WORKS, "昌吉云帆建设工程有限公司工程部的汇报", 0, 12, False),
        (WORKS, "昌吉云帆建设工程部的汇报", 0, 6, True),  # the name alone, cut short
    ],
)
def test_letters_beside_a_cover_tell_the_employer_they_must_belong_to(
    someone: Applicant, row: str, first: int, last: int, told: bool
) -> None:
    covers = [place(0, first, last)]
    result = on.verify(on.covered(on.page(row), covers), someone, covers=covers)
    assert ("verify.part_readable" in on.codes(result)) == told


def left(place: Polygon, *targets: Target, named: bool = True) -> LeftOpen:
    return LeftOpen(place, frozenset(targets or {Target.NAME}), named)


WHOLE = box(0, 0, 900, 310)
ANSWERS: dict[str, tuple[list[LeftOpen], Status]] = {
    "her name": ([left(NAME)], Status.CLEAN),
    "another place": ([left(place(2, 0, 3))], Status.LEAK),
    "another kind of word": ([left(NAME, Target.EMPLOYER)], Status.LEAK),
    "a place as large as the page": ([left(WHOLE)], Status.LEAK),
    "a line that nobody could read": ([left(NAME, named=False)], Status.LEAK),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_person_answers_for_what_she_was_shown_and_for_nothing_else(answer: str) -> None:
    places, status = ANSWERS[answer]
    picture = on.covered(on.page(*ROWS), [EMPLOYER])
    assert on.verify(picture, covers=[EMPLOYER], left_open=places).status is status


def test_a_sliver_that_is_only_claimed_is_no_cover() -> None:
    claimed = []
    for one in (NAME, EMPLOYER):
        x0, y0, x1, y1 = bounds(one)
        claimed.append(((x0 + 20, y0 + 8), (x1 - 20, y1 - 8), (x1 - 20, y1 - 8), (x0 + 20, y0 + 8)))
    assert on.verify(on.page(*ROWS), covers=claimed).status is Status.LEAK


NOWHERE: dict[str, Polygon] = {
    "no number": ((float("nan"), 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)),
    "without end": ((0.0, 0.0), (float("inf"), 0.0), (float("inf"), 9.0), (0.0, 9.0)),
    "farther than any page": box(-3e9, -3e9, 3e9, 3e9),
    "two corners": ((0.0, 0.0), (9.0, 9.0)),
    "no corner": (),
}


@pytest.mark.parametrize("cover", NOWHERE)
def test_a_cover_that_is_no_place_is_told_and_hides_nothing(cover: str) -> None:
    picture = on.covered(on.page(*ROWS), [NAME, EMPLOYER])
    result = on.verify(picture, covers=[NAME, EMPLOYER, NOWHERE[cover]])
    assert on.codes(result) == {"verify.cover_not_opaque"}


UNSEEN: dict[str, Polygon] = {
    "outside the page": box(5000, 5000, 5100, 5050),
    "without area": ((200.0, 60.0),) * 4,
    "one pixel high": box(200, 60, 300, 61),
    "crossing itself": ((168.0, 45.0), (277.0, 95.0), (277.0, 45.0), (168.0, 95.0)),
    "as large as the page": box(0, 0, 900, 310),
}


@pytest.mark.parametrize("cover", UNSEEN)
def test_a_cover_that_was_only_claimed_answers_for_no_word(cover: str) -> None:
    result = on.verify(on.covered(on.page(*ROWS), [EMPLOYER]), covers=[UNSEEN[cover], EMPLOYER])
    assert result.status is Status.LEAK
    assert "name:1" in {finding.details.get("word") for finding in result.findings}


@pytest.mark.slow
@pytest.mark.parametrize("colour", [(255, 255, 255), (128, 128, 128), (200, 0, 0), (30, 30, 32)])
def test_a_cover_in_another_colour_is_told(colour: tuple[int, int, int]) -> None:
    picture = on.page(*ROWS)
    for one in (NAME, EMPLOYER):
        left, top, right, bottom = (int(edge) for edge in bounds(one))
        picture[top:bottom, left:right] = colour
    assert "verify.cover_not_opaque" in on.codes(on.verify(picture, covers=[NAME, EMPLOYER]))


COMPOUND, WORD = (Applicant(name, on.APPLICANT.employer) for name in ("司马旭", "高原"))
UYGHUR = Applicant("古丽娜尔·艾合买提", on.APPLICANT.employer)
BUREAU = Applicant("王晓燕", "温宿县林业和草原局")
STATION = Applicant("王晓燕", "温宿县环境保护监测站", employer_aliases=("环境监测站",))
SIMILAR = ("王晓丽", "王小燕", "李晓燕", "王晓", "晓燕", "王燕", "汪晓雁")
NAMED = ("王 晓 燕", "王　晓　燕", "王曉燕", "Wang Xiaoyan", "XIAOYAN WANG")
OPEN: list[tuple[Applicant, str, Status]] = [
    # Somebody with a similar name stays.
    *((on.APPLICANT, f"申报人{name}同志工作认真负责", Status.CLEAN) for name in SIMILAR),
    # So does a longer name that contains a short one.
    (on.SHORT_NAME, "名单：李明、张伟国、赵敏", Status.CLEAN),
    (on.SHORT_NAME, "张伟国　李明　赵敏", Status.CLEAN),
    (on.SHORT_NAME, "张力伟主任", Status.CLEAN),
    (on.SHORT_NAME, "由张伟月同志核实", Status.CLEAN),
    (on.SHORT_NAME, "张伟鹏等人", Status.CLEAN),
    # A form of address may be the last letter of a longer name.
    (on.SHORT_NAME, "感谢张伟君，也感谢王芳", Status.REVIEW),
    (on.SHORT_NAME, "请张伟君同志参加", Status.CLEAN),
    # A compound surname and an everyday word are told apart.
    (COMPOUND, "由司马旭敏同志核实", Status.CLEAN),
    (COMPOUND, "由司马旭同志核实", Status.LEAK),
    (WORD, "青藏高原地区施工经验", Status.CLEAN),
    (WORD, "申报人高原勤奋好学", Status.REVIEW),
    (WORD, "由高原同志核实", Status.LEAK),
    # A company with a similar name stays.
    (on.APPLICANT, "由昌吉云海建设工程有限公司承建", Status.CLEAN),
    (on.APPLICANT, "由昌吉云帆监理咨询有限公司承建", Status.CLEAN),
    # Other ways of writing a word are found.
    *((on.APPLICANT, f"申报人：{written}", Status.LEAK) for written in NAMED),
    (on.APPLICANT, "申报人：云帆建设工程", Status.LEAK),
    (on.APPLICANT, "申报人：昌吉云帆建设工程有限公司第一分公司", Status.LEAK),
    (UYGHUR, "申报人：古丽娜尔•艾合买提", Status.LEAK),
]


@pytest.mark.slow
@pytest.mark.parametrize(("applicant", "row", "status"), OPEN, ids=[row for _, row, _ in OPEN])
def test_an_open_row_is_told_or_passes(applicant: Applicant, row: str, status: Status) -> None:
    result = on.verify(on.page(row, "评审结果合格"), applicant)
    assert result.status is status, result.findings


@pytest.mark.slow
@pytest.mark.parametrize(
    ("applicant", "row", "told"),
    [  # a bureau, or a told short form, of another place is another one
        (BUREAU, "报送阿克苏林业和草原局审核", False),
        (BUREAU, "报送温宿林业和草原局审核", True),
        (STATION, "报送阿克苏市环境监测站审核", False),
        (STATION, "报送温宿县环境监测站审核", True),
        (STATION, "报送环境监测站审核", True),
    ],
)
def test_the_place_of_a_body_tells_whose_it_is(applicant: Applicant, row: str, told: bool) -> None:
    assert bool(on.verify(on.page(row), applicant).findings) is told


@pytest.mark.slow
def test_words_that_are_broken_over_two_lines_are_found() -> None:
    rows = (
        "本工程自开工以来一直是由申报人王晓",
        "燕同志负责，建设单位为昌吉云帆建设工程有",
        "限公司，验收合格。",
    )
    result = on.verify(on.page(*rows))
    assert result.status is Status.LEAK
    labels = {finding.details["word"] for finding in result.findings}
    assert "name:1" in labels
    assert labels & {"employer:1", "employer:short:1"}


def test_half_of_a_name_is_shown_to_a_person() -> None:
    result = on.verify(on.page("申报人：古丽娜尔", "评审结果合格"), UYGHUR)
    assert result.status is Status.REVIEW
    assert on.codes(result) == {"verify.shared_form"}


def test_a_blank_page_is_clean() -> None:
    assert on.verify(on.page()).status is Status.CLEAN


def test_findings_never_hold_the_words() -> None:
    result = on.verify(on.page(*ROWS))
    for finding in result.findings:
        told = " ".join(str(value) for value in finding.details.values())
        assert "王" not in told
        assert "云帆" not in told


@pytest.mark.nightly
def test_vertical_text_is_read_and_runs_on_in_the_next_column_on_the_left() -> None:
    whole = on.columns("兹聘请王晓燕同志担任", "技术顾问聘期三年")
    broken = on.columns("兹聘请技术专家王晓", "燕同志为技术顾问聘期", "三年特发此证")
    assert on.verify(whole).status is Status.LEAK
    assert on.verify(broken).status is Status.LEAK
    others = on.columns("兹聘请技术专家王晓", "丽同志为技术顾问聘期", "三年特发此证")
    assert on.verify(others).status is Status.CLEAN


def test_a_name_is_found_where_its_row_is_the_rest_of_a_cover() -> None:
    covers = [place(0, 0, 12)]
    picture = on.covered(
        on.page("昌吉云帆建设工程有限公司申报人王晓", "燕同志工作认真负责"), covers
    )
    assert on.verify(picture, covers=covers).status is Status.LEAK


@pytest.mark.slow
@pytest.mark.parametrize("shift", [-0.5, -0.4, 0.4, 0.5])
def test_covers_that_slipped_by_half_a_letter_are_found_out(shift: float) -> None:
    covers = [place(0, 3, 6, shift), place(1, 0, 12, shift), place(2, 2, 5, shift)]
    picture = on.covered(on.page(ROWS[0], ROWS[1], "本人王晓燕郑重承诺"), covers)
    result = on.verify(picture, covers=covers)
    assert result.status is Status.REVIEW, result.findings
    assert on.codes(result) >= {"verify.cut_letter"}


@pytest.mark.slow
@pytest.mark.parametrize("row", ["姓名：王晓燕", "姓名：王晓燕，性别：女", "申报人王晓燕同志"])
def test_a_neighbours_letter_beside_a_good_cover_is_no_sliver(row: str) -> None:
    first = row.index("王")
    covers = [place(0, first, first + 3)]
    assert on.verify(on.covered(on.page(row), covers), covers=covers).status is Status.CLEAN


@pytest.mark.slow
@pytest.mark.parametrize("low", [True, False])
def test_covers_that_adjoin_in_steps_leave_no_sliver_beside_each_other(low: bool) -> None:
    left, top, right, bottom = bounds(EMPLOYER)
    long = box(left, top, right, bottom)
    step = box(left + 24, top - 16, right - 24, bottom + (14 if low else 0))
    covers = [NAME, long, step]
    result = on.verify(on.covered(on.page(*ROWS), covers), covers=covers)
    assert result.status is Status.CLEAN, result.findings
