"""A confirmation belongs to this picture, these words and covers, and to this person."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import made
from tests.given import there
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.deciding import answer, claim, confirm, confirm_sure, decide, draw, reviewed
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import (
    NO_NAME_IN_PLACE,
    OTHER_EMPLOYER,
    Answer,
    Case,
    CasePage,
    Decision,
    PageState,
)
from zcdesk.cases.exchange.decision_file import apply_decisions, read_decisions
from zcdesk.cases.file.store import create_case
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import info, warning
from zcdesk.geometry import Polygon, box, contains, lies_within
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.sorting.told import AboutWhom, PageTold
from zcdesk.workflow.path.history import History, change_between

BOTH = frozenset({Target.NAME, Target.EMPLOYER})


def hit(verdict: Verdict, left: int = 10, evidence: float = 0.9) -> Hit:
    mask = Mask(Target.NAME, box(left, 10, left + 50, 40), "name:1", evidence, Origin.SPOTTED)
    return Hit(mask, verdict, info("hit.read", line=1))


def page(number: int, *hits: Hit, told: bool = False) -> CasePage:
    source = PageSource(f"{number}.jpg", f"{number:064d}")
    upright = Page(source, 1000, 1400, 1000, 1400)
    findings = (warning("page.turn_unsure"),) if told else ()
    return CasePage(number, "diploma", f"{number}.jpg", 0, upright, hits, findings, examined=True)


def case(*pages: CasePage) -> Case:
    return Case("region-senior-2024", Applicant("张伟", "云岭化工有限公司"), BOTH, pages)


SURE = page(1, hit(Verdict.COVER))
DOUBTFUL = page(2, hit(Verdict.COVER), hit(Verdict.DOUBT, 200))
CLEAN = page(3)
NEAR = page(4, hit(Verdict.LEAVE))
TOLD = page(5, told=True)


def test_states_follow_from_what_was_found() -> None:
    whole = case(SURE, DOUBTFUL, CLEAN, NEAR, TOLD)
    states = [str(whole.state(one)) for one in whole.pages]
    assert states == ["masked", "review", "clean", "clean", "review"]
    waiting = CasePage(1, "", "a.jpg")
    assert case(waiting).state(waiting) is PageState.REVIEW
    refused = replace(waiting, examined=True)
    assert case(refused).state(refused) is PageState.REFUSED


def test_all_sure_pages_are_confirmed_at_once_and_doubtful_ones_are_not() -> None:
    after = confirm_sure(case(SURE, DOUBTFUL, CLEAN, TOLD))
    assert [one.page.number for one in reviewed(after)] == [1, 3]


def test_a_page_with_an_open_doubt_cannot_be_confirmed() -> None:
    with pytest.raises(ZcdeskError, match=r"^page\.open_doubt$"):
        confirm(case(DOUBTFUL), 2)


def test_a_decided_page_can_be_confirmed_and_shows_what_was_decided() -> None:
    for decision, covers in ((Decision.LEAVE, 1), (Decision.COVER, 2)):
        decided = confirm(decide(case(DOUBTFUL), 2, 1, decision), 2)
        assert len(reviewed(decided)[0].covers) == covers


def test_a_doubt_without_evidence_is_shown_and_not_covered() -> None:
    pointed = page(1, hit(Verdict.DOUBT, evidence=0.0))
    assert pointed.covers() == ()
    assert pointed.open_doubts() == (0,)


SPELT = Applicant("张伟", "云岭化工有限公司", aliases=("ZHANG Wei",))
ANOTHER = replace(there(SURE.page), source=PageSource("1.jpg", "f" * 64))
CHANGES: dict[str, Callable[[Case], Case]] = {
    "a cover was drawn": lambda c: draw(c, 1, Mask(Target.NAME, box(300, 300, 350, 330))),
    "a cover was dropped": lambda c: decide(c, 1, 0, Decision.LEAVE),
    "the answer changed": lambda c: answer(c, 1, Answer.YES),
    "another spelling came": lambda c: replace(c, applicant=SPELT),
    "the words were entered anew": lambda c: deciding.rename_applicant(
        c, Applicant("李明", "某某厂")
    ),
    "the targets changed": lambda c: replace(c, targets=frozenset({Target.NAME})),
    "the page was turned": lambda c: turn_page(c, 1, 90),
    "another picture came": lambda c: c.with_page(replace(c.page(1), page=ANOTHER)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_takes_the_confirmation_back(change: Callable[[Case], Case]) -> None:
    confirmed = confirm(case(SURE, CLEAN), 1)
    assert confirmed.state(confirmed.page(1)) is PageState.MASKED
    changed = change(confirmed)
    assert reviewed(changed) == ()
    assert changed.page(1).confirmed
    assert not changed.is_confirmed(changed.page(1))
    assert changed.state(changed.page(1)) is PageState.REVIEW


def test_a_change_undone_by_hand_brings_the_same_page_back() -> None:
    confirmed = confirm(case(SURE), 1)
    drawn = draw(confirmed, 1, Mask(Target.NAME, box(300, 300, 350, 330)))
    again = deciding.delete_drawn(drawn, 1, 0)
    assert again.is_confirmed(again.page(1))


def test_covers_drawn_by_hand_turn_with_the_page() -> None:
    drawn = draw(case(SURE), 1, Mask(Target.NAME, box(0, 0, 10, 20)))
    turned = turn_page(drawn, 1, 90).page(1)
    laid = there(turned.page)
    assert (laid.width, laid.height) == (1400, 1000)
    assert set(turned.drawn[0].polygon) == {(1400, 0), (1400, 10), (1380, 0), (1380, 10)}


acts = st.lists(
    st.sampled_from(["cover", "leave", "draw", "confirm", "sure", "yes", "no", "turn"]), max_size=25
)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_what_is_exported_is_always_what_was_confirmed_last(names: list[str]) -> None:
    now = case(DOUBTFUL)
    shown = None
    for name in names:
        if name in ("cover", "leave") and now.page(2).hits:
            now = decide(now, 2, 1, Decision(name))
        elif name == "draw":
            now = draw(now, 2, Mask(Target.NAME, box(5, 5, 9 + len(now.page(2).drawn), 9)))
        elif name in ("yes", "no"):
            now = answer(now, 2, Answer(name))
        elif name == "turn":
            now = turn_page(now, 2, 90)
        elif name == "sure":
            now = confirm_sure(now)
        elif name == "confirm" and now.page(2).examined and not now.page(2).open_doubts():
            now = confirm(now, 2)
            shown = (now.page(2).covers(), now.page(2).answer, now.page(2).page)
        for one in reviewed(now):
            assert shown == (one.covers, one.answer, one.page.page)
            assert not one.page.open_doubts()


def sealed(number: int, slot: str = "diploma", key: str = "seal:employer") -> CasePage:
    return replace(page(number, replace(hit(Verdict.DOUBT), key=key)), slot=slot)


def test_one_decision_is_given_to_the_same_seal_on_all_pages_of_the_slot() -> None:
    pages = (sealed(1), sealed(2), sealed(3, "contract"), sealed(4, key="seal:name"), sealed(5))
    changed = decide(case(*pages), 5, 0, Decision.LEAVE)
    covered = deciding.decide_alike(changed, 1, 0, Decision.COVER)
    answers = [one.decision(0) for one in covered.pages]
    assert answers == [Decision.COVER, Decision.COVER, None, None, Decision.LEAVE]
    left = deciding.decide_alike(covered, 2, 0, Decision.LEAVE)
    assert [one.decision(0) for one in left.pages][:2] == [Decision.LEAVE, Decision.LEAVE]


def test_a_place_without_a_key_is_decided_alone() -> None:
    alone = deciding.decide_alike(case(sealed(1, key=""), sealed(2, key="")), 1, 0, Decision.COVER)
    assert [one.decision(0) for one in alone.pages] == [Decision.COVER, None]


SEAL = replace(made.hit(), key="seal:own")


def alike(seal: Hit = SEAL) -> Case:
    """Three pages of one slot; the same seal on each."""
    done = made.case(3, hits=0)
    pages = tuple(replace(page, hits=(seal,), decisions=()) for page in done.pages)
    return replace(done, pages=pages)


def test_a_seal_that_was_decided_for_the_slot_is_answered_on_its_later_page() -> None:
    covered = replace(SEAL, verdict=Verdict.COVER)
    for seal, said, later in (
        (SEAL, Decision.COVER, Decision.COVER),
        (SEAL, Decision.LEAVE, Decision.LEAVE),
        (covered, Decision.COVER, Decision.COVER),
        (covered, Decision.LEAVE, None),  # a word of her own is left open there alone
    ):
        told = deciding.decided_before(decide(alike(seal), 1, 0, said), 3)
        assert told.page(3).decision(0) is later
        assert told.page(2).decision(0) is None
    assert change_between(alike(), decide(alike(), 2, 0, Decision.COVER)).hits == (0,)
    two_ways = decide(decide(alike(), 1, 0, Decision.COVER), 2, 0, Decision.LEAVE)
    assert deciding.decided_before(two_ways, 3) == two_ways
    second = replace(made.hit(500), key=SEAL.key)
    twice = alike().with_page(replace(alike().page(3), hits=(SEAL, second)))
    keyless = alike(replace(SEAL, key=""))
    for whole, number in ((twice, 3), (keyless, 1)):  # what holds is an earlier page's answer
        decided = decide(whole, number, 0, Decision.COVER)
        assert deciding.decided_before(decided, 3) == decided


def test_it_holds_for_a_page_that_is_read_later_and_one_that_is_moved_there() -> None:
    done = decide(alike(), 1, 0, Decision.COVER)
    waiting = replace(done.page(3), hits=(), examined=False)
    history = History(done.with_page(waiting))
    assert history.take_result(waiting, replace(waiting, hits=(SEAL,), examined=True))
    assert history.case.page(3).decision(0) is Decision.COVER
    away = done.with_page(replace(done.page(2), slot=""))
    moved = move_pages(away, load_notice(done.notice), (2,), done.page(1).slot)
    assert moved.page(2).decision(0) is Decision.COVER
    assert moved.page(3).decision(0) is None


def test_a_doubt_below_a_sure_cover_asks_only_when_that_cover_goes() -> None:
    large = replace(made.hit().mask, polygon=box(0, 0, 99, 99))
    sure = replace(made.hit(verdict=Verdict.COVER), mask=large)
    page = replace(made.case(1).page(1), hits=(made.hit(), sure, made.hit(500)), decisions=())
    assert page.open_doubts() == (2,)
    assert replace(page, decisions=((1, Decision.LEAVE),)).open_doubts() == (0, 2)
    near = replace(sure, verdict=Verdict.LEAVE)
    assert replace(page, hits=(made.hit(), near)).open_doubts() == (0,)


ASKED = made.hit(100.0).mask.polygon  # 100, 10 to 150, 40


def below(cover: Polygon | None = None, *others: tuple[Polygon, Verdict, Decision]) -> CasePage:
    done = made.case(1).pages[0]
    hits = [made.hit(100.0)]
    decisions = []
    for place, (polygon, verdict, decision) in enumerate(others, start=1):
        one = made.hit(0.0, verdict)
        hits.append(replace(one, mask=replace(one.mask, polygon=polygon)))
        decisions.append((place, decision))
    drawn = () if cover is None else (Mask(Target.NAME, cover, "", 1.0, Origin.SPOTTED),)
    return replace(done, hits=tuple(hits), decisions=tuple(decisions), drawn=drawn)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (below(), True),
        (below(box(90, 5, 160, 45)), False),
        (below(ASKED), False),
        (below(box(90, 5, 149, 45)), True),  # a pixel looks out
        (below(((90, 5), (160, 5), (160, 45), (125, 8), (90, 45))), True),  # dented
        (below(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.COVER)), False),
        (below(None, (box(90, 5, 160, 45), Verdict.DOUBT, Decision.COVER)), False),
        (below(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.LEAVE)), True),
        (below(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.WORDS)), True),
    ],
)
def test_only_a_whole_cover_of_hers_answers_for_what_is_below(page: CasePage, asked: bool) -> None:
    assert (0 in page.open_doubts()) is asked


def test_the_question_is_back_and_the_confirmation_gone_when_the_cover_goes() -> None:
    page = below(box(90, 5, 160, 45))
    done = replace(made.case(1), pages=(page,))
    done = deciding.confirm(done, page.number)
    assert done.pages[0].confirmed
    bare = replace(done.pages[0], drawn=())
    assert bare.open_doubts() == (0,)
    assert done.pages[0].decisions == ()  # nobody was answered for


@given(
    st.tuples(*[st.floats(-50, 150)] * 4),
    st.lists(st.tuples(st.floats(-60, 160), st.floats(-60, 160)), min_size=3, max_size=6),
)
def test_what_lies_within_has_every_corner_inside(
    outer: tuple[float, float, float, float], inner: list[tuple[float, float]]
) -> None:
    left, top, wide, high = outer
    place = box(left, top, left + abs(wide) + 1, top + abs(high) + 1)
    wider = box(left - 1, top - 1, left + abs(wide) + 2, top + abs(high) + 2)
    if lies_within(inner, place):
        assert all(contains(wider, point) for point in inner)
    assert lies_within(inner, place) == lies_within(inner, tuple(reversed(place)))


HASH = f"{3:064d}"


def foreign(code: str) -> CasePage:
    """Return a clean page on which the applicant's name was expected and not found."""
    return replace(CLEAN, findings=(warning(code, document="毕业证"),))


def leaving(whole: Case) -> list[int]:
    return [one.page.number for one in reviewed(whole)]


@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_nothing_confirms_a_page_that_nobody_has_claimed(code: str) -> None:
    whole = case(SURE, foreign(code))
    assert whole.state(whole.page(3)) is PageState.REVIEW
    with pytest.raises(ZcdeskError, match=r"^page\.unclaimed$"):
        confirm(whole, 3)
    assert leaving(confirm_sure(whole)) == [1]
    claimed = confirm(claim(whole, 3), 3)
    assert leaving(claimed) == [3]
    assert leaving(claim(claimed, 3, claimed=False)) == []
    assert [page.number for page in deciding.remove_page(whole, 3).pages] == [1]


@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_a_page_that_was_confirmed_before_anybody_asked_waits_again(code: str) -> None:
    before = confirm(case(SURE, CLEAN), 3)
    assert leaving(before) == [3]
    now = before.with_page(replace(before.page(3), findings=foreign(code).findings))
    assert leaving(now) == []
    assert now.state(now.page(3)) is PageState.REVIEW


def test_what_she_said_is_kept_in_the_case_file_and_older_rows_say_nothing(tmp_path: Path) -> None:
    home = tmp_path / "申报.zcase"
    whole = claim(case(SURE, CLEAN), 3)
    rows = dict(rows_of(whole, home))
    assert case_of(rows, home).page(3).claimed
    assert not case_of(rows, home).page(1).claimed
    rows["page/3/decided"] = rows["page/3/decided"].replace(',"claimed":true', "")
    assert not case_of(rows, home).page(3).claimed


@pytest.mark.parametrize("told", ["", "whose", "seen", "else"])
@pytest.mark.parametrize("code", sorted(codes_about(About.WHOSE)))
def test_answers_claim_or_remove_what_they_name_alone(tmp_path: Path, code: str, told: str) -> None:
    said, pages, out = {
        "": ("", [1, 3, 4], [1]),
        "whose": ("whose: mine", [1, 3, 4], [1, 3]),
        "seen": (f"seen: [{code}]", [1, 3, 4], [1, 3]),
        "else": ("whose: other", [1, 4], [1]),
    }[told]
    text = f"schema: 1\nconfirm_sure: true\nanswer: 'no'\npages: [{{sha256: '{HASH}', {said}}}]\n"
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    other = replace(page(4), findings=foreign(code).findings)
    after = apply_decisions(case(SURE, foreign(code), other), read_decisions(path))
    assert [page.number for page in after.pages] == pages
    assert leaving(after) == out


FOREIGN = "喀什天山路桥建设有限公司"
NOBODY, NAMED = PageTold(about=AboutWhom.NOBODY), PageTold(about=AboutWhom.NAMED)


def placed(number: int, slot: str, told: PageTold = NOBODY, path: str = "") -> CasePage:
    return replace(CLEAN, number=number, slot=slot, told=told, path=path or f"{number}.jpg")


def codes(whole: Case) -> list[str]:
    """Return what is asked of each page, "" for nothing."""
    return [next((one.code for one in p.findings), "") for p in with_whose_asked(whole).pages]


@pytest.mark.parametrize(
    ("slot", "told", "asked"),
    [
        ("title_cert", NOBODY, True),
        ("diploma", NOBODY, True),
        ("id_card", NOBODY, True),
        ("ce_special", NOBODY, True),
        ("annual_assessment", NOBODY, True),
        ("labour_contract", NOBODY, True),
        ("title_cert", NAMED, False),
        ("title_cert", PageTold(about=AboutWhom.OWN), False),
        ("title_cert", PageTold(), False),  # nobody looked
        ("id_card", replace(NOBODY, kind="id_card_back"), False),
        ("title_cert", replace(NOBODY, kind="title_doc", sure=True), False),
        ("title_cert", replace(NOBODY, wordless=True), False),
        ("achievement_evidence", NOBODY, False),
        ("", NOBODY, False),
    ],
)
def test_a_page_without_her_name_there_is_asked(slot: str, told: PageTold, asked: bool) -> None:
    assert codes(case(placed(1, slot, told))) == [NO_NAME_IN_PLACE if asked else ""]


def test_pages_that_go_on_from_one_that_names_her_are_not_asked_about() -> None:
    contract = [
        placed(1, "labour_contract", NAMED),
        *(placed(n, "labour_contract") for n in (2, 3)),
    ]
    assert codes(case(*contract)) == ["", "", ""]
    report = [placed(1, "edu_verify", NAMED, "a.pdf"), placed(2, "edu_verify", path="a.pdf")]
    assert codes(case(*report)) == ["", ""]
    two = [placed(1, "ce_special", NAMED), placed(2, "ce_special")]
    assert codes(case(*two)) == ["", NO_NAME_IN_PLACE]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (replace(NOBODY, organisations=(FOREIGN,)), True),
        (replace(NOBODY, organisations=("系" + FOREIGN,)), True),
        (replace(NOBODY, organisations=(FOREIGN.replace("桥", "侨"),)), True),  # misread once
        (replace(NAMED, organisations=(FOREIGN,)), False),
        (replace(NOBODY, organisations=(FOREIGN, "和田云岭水利工程有限公司")), False),
        (replace(NOBODY, organisations=("喀什市某某局",)), False),
        (NOBODY, False),
    ],
)
def test_another_employer_and_no_name_mean_somebody_elses_page(told: PageTold, asked: bool) -> None:
    whole = case(placed(1, "achievement_evidence", told))
    applicant = replace(whole.applicant, employer="和田云岭水利工程有限公司")
    for said, code in ((None, ""), ("other", OTHER_EMPLOYER if asked else ""), ("own", "")):
        facts = ((f"organisation.{FOREIGN}", said),) if said else ()
        assert codes(replace(whole, applicant=applicant, facts=facts)) == [code], said


def test_what_is_asked_goes_when_the_page_moves_and_keeps_it_out_until_she_claims_it() -> None:
    whole = with_whose_asked(case(placed(1, "title_cert")))
    assert with_whose_asked(whole) is whole
    assert reviewed(confirm_sure(whole)) == ()
    claimed = confirm(claim(whole, 1), 1)
    assert len(reviewed(with_whose_asked(claimed))) == 1
    moved = whole.with_page(replace(whole.page(1), slot="achievement_evidence"))
    assert codes(moved) == [""]
    assert len(reviewed(confirm_sure(with_whose_asked(moved)))) == 1


def test_a_case_file_asks_of_every_state_that_it_keeps(tmp_path: Path) -> None:
    with create_case(tmp_path / "申报.zcase", case()) as stored:
        stored.save(confirm_sure(case(placed(1, "title_cert"))), "add")
        kept = stored.case
        assert [one.code for one in kept.page(1).findings] == [NO_NAME_IN_PLACE]
        assert not kept.is_confirmed(kept.page(1))
