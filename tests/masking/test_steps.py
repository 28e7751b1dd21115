"""The steps of the registry, one missing at a time, and input that nobody expects."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.masking.one_step import judged, put_in_place, reread, viewed
from tests.masking.sheet import BOTH, Sheet, all_covered, assert_told, none_covered
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking import page_view, proposing
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.judges import ALL, JUDGES, NOTHING, Hits, Judge
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.page_view import PageView, Readings
from zcdesk.masking.proposing import propose
from zcdesk.masking.rereads import REREADS
from zcdesk.masking.spotting.keywords import keywords, unreadable_words
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened
from zcdesk.wording import spoken

NAMES = [*(row.name for row in REREADS), *(row.name for row in JUDGES)]
SOMEBODY = Applicant("潘鹏荣", "新疆昆仑水利水电工程有限公司")


def hit(left: int) -> Hit:
    mask = Mask(Target.NAME, box(left, 20, left + 20, 40), "", 0.0, Origin.SCRIPT)
    return Hit(mask, Verdict.DOUBT, info("hit.unreadable"))


def test_a_step_sees_only_the_hits_of_steps_above_it_and_has_a_name_of_its_own() -> None:
    names = [row.name for row in JUDGES]
    for place, row in enumerate(JUDGES):
        assert row.sees in (NOTHING, ALL, *names[:place])
    assert len(set(NAMES)) == len(NAMES)


def test_every_re_reading_adds_to_readings_that_there_are() -> None:
    assert {row.gives for row in REREADS} == {field.name for field in fields(Readings)}


def test_steps_are_given_the_hits_that_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, list[float]] = {}

    def step(name: str, left: int, sees: str, replaces: bool = False) -> Judge:
        def call(_: PageView, readings: Readings, hits: Hits) -> list[Hit]:
            seen[name] = [each.mask.polygon[0][0] for each in hits]
            if not left:
                raise RuntimeError("this step fails")
            return [hit(left)]

        return Judge(name, call, "", sees, replaces)

    steps = (
        step("first", 100, ALL),
        step("second", 200, "first"),
        step("fails", 0, "first", replaces=True),
        step("third", 300, "first"),
        step("instead", 400, ALL, replaces=True),
        step("last", 500, "second"),
    )
    monkeypatch.setattr(proposing, "JUDGES", steps)
    found = Sheet(800, 200).hits(SOMEBODY)
    assert seen == {
        "first": [],
        "second": [100],
        "fails": [100],
        "third": [100],
        "instead": [100, 200, 300],
        "last": [100, 200],
    }
    places = [(each.mask.polygon[0][0], each.reason.code) for each in found]
    assert places == [(400, "hit.unreadable"), (500, "hit.unreadable"), (0, "hit.search_failed")]


def test_what_is_not_to_be_covered_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Judge("photos", lambda *_: [hit(100)], "", only_for=Target.PHOTO),)
    monkeypatch.setattr(proposing, "JUDGES", steps)
    sheet = Sheet(800, 200)
    assert sheet.hits(SOMEBODY) == ()
    assert len(sheet.hits(SOMEBODY, Target.PHOTO)) == 1


def test_one_step_runs_by_itself() -> None:
    sheet = Sheet(900, 300)
    letters = sheet.write("申报人：潘鹏荣", 60, 100)
    view = viewed(sheet, SOMEBODY)
    assert reread("split columns", view).again == ()
    (found,) = judged("words", view)
    assert all_covered((found,), letters[4:])
    assert judged("codes", view) == ()


def test_a_failing_step_that_replaces_hits_leaves_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> tuple[Hit, ...]:
        raise ValueError("shape")

    sheet = Sheet(900, 300)
    letters = sheet.write("申报人：潘鹏荣", 60, 100)
    put_in_place(monkeypatch, "across seals", fails)
    assert all_covered(sheet.hits(SOMEBODY), letters[4:])


EMPLOYER = "新疆云岭智能装备制造有限公司"
APPLICANT = Applicant("张伟", EMPLOYER)


def codes(hits: tuple[Hit, ...]) -> set[tuple[str, str]]:
    return {(str(hit.verdict), hit.reason.code) for hit in hits}


def test_two_thousand_names_are_looked_for_as_they_were_typed() -> None:
    letters = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
    many = tuple(a + b + c for a in letters[:13] for b in letters[13:26] for c in letters[26:38])
    person = Applicant("张伟", EMPLOYER, aliases=many[:2000])
    sought = keywords(words(person))
    assert 2000 <= len(sought) < 4000
    sheet = Sheet(900, 300)
    sheet.write(f"参加人：{many[1999]}，男", 100, 100)
    hits = search(read_evened(evened(sheet.picture)).lines, sought, BOTH)
    assert ("cover", "hit.read") in codes(hits)


@pytest.mark.nightly
def test_a_page_of_ten_thousand_characters_is_searched_whole() -> None:
    sheet = Sheet(1240, 200)
    sheet.write("技术负责人：张伟，参加人：李明、王芳、陈静、刘洋、赵敏", 60, 80)
    line = read_evened(evened(sheet.picture)).lines[0]
    count = 10_000 // len(line.lattice.characters) + 1
    rows = [
        replace(line, quad=tuple((x, y + 60.0 * number) for x, y in line.quad))
        for number in range(count)
    ]
    found = search(rows, keywords(words(APPLICANT)), BOTH)
    assert [hit.verdict for hit in found] == [Verdict.COVER] * count


@pytest.mark.parametrize("level", [0, 255])
def test_a_page_of_one_tone_shows_nothing(level: int) -> None:
    picture = np.full((700, 500, 3), level, np.uint8)
    grey = evened(picture)
    hits = propose(picture, grey, read_evened(grey), words(APPLICANT), BOTH)
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)
    assert not any(hit.mask.matched for hit in hits)


@pytest.mark.nightly
def test_noise_is_no_name() -> None:
    noise = np.random.default_rng(7).integers(0, 255, (260, 220, 3)).astype(np.uint8)
    grey = evened(noise)
    hits = propose(noise, grey, read_evened(grey), words(APPLICANT), BOTH)
    assert not any(hit.mask.matched for hit in hits)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("seals", MemoryError()),
        ("signatures", RuntimeError("model")),
        ("second looks", ValueError("shape")),
        ("words", MemoryError()),
    ],
)
def test_a_search_that_fails_costs_a_look_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, step: str, fault: Exception
) -> None:
    def fails(*_: object) -> tuple[Hit, ...]:
        raise fault

    if step == "seals":
        monkeypatch.setattr(page_view, "find_seals", fails)
    else:
        put_in_place(monkeypatch, step, fails)
    sheet = Sheet(500, 300)
    name = sheet.write("姓名：张伟", 60, 100)[3:]
    hits = sheet.hits(APPLICANT)
    failed = [hit for hit in hits if hit.reason.code == "hit.search_failed"]
    assert [hit.is_doubt for hit in failed] == [True]
    assert not failed[0].covers_by_default
    assert failed[0].mask.polygon == box(0, 0, 500, 300)
    assert "整页" in spoken(failed[0].reason).message
    if step != "words":
        assert all_covered(hits, name)


def test_an_empty_reading_gives_nothing() -> None:
    picture = np.full((300, 300, 3), 255, np.uint8)
    assert propose(picture, evened(picture), Reading(300, 300, ()), words(APPLICANT), BOTH) == ()


@pytest.mark.slow
def test_a_rare_letter_that_is_read_as_nothing_is_found_by_its_ink() -> None:
    sheet = Sheet(1000, 600)
    own = sheet.write("参加人员：李彡、孙芳", 90, 80)[5:7]
    sheet.pen.rectangle((own[1][0] - 2, own[1][1] - 2, own[1][2] + 2, own[1][3] + 2), fill="white")
    for slant in range(0, 30, 9):  # strokes that are no letter stand for one
        sheet.pen.line((own[1][0] + slant, own[1][1], own[1][0] + slant - 6, own[1][3]), "black", 2)
    spaced = sheet.write("参加人员：李　　明、孙芳", 90, 330)
    hits = sheet.hits(Applicant("李彣", EMPLOYER))
    assert ("doubt", "hit.unknown_character") in codes(hits)
    assert all_covered(hits, own)
    assert none_covered(hits, spaced)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text", "said"), rows_beside(__file__)["odd_names"])
def test_odd_names_are_found_and_what_is_like_them_stays(name: str, text: str, said: str) -> None:
    assert_told(Applicant(name, "云岭" if name == "张伟" else EMPLOYER), text, said)


def test_a_word_with_an_unknown_character_is_told_of() -> None:
    sought = words(Applicant("王𠮷", EMPLOYER))
    assert [word.text for word in unreadable_words(sought)] == ["王𠮷"]
