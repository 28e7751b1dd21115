"""Whatever the editor lets be, it can finish: random walks end in a profile that loads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notices.editing.texts import LIBRARY, RIVER
from tests.notices.made_notices import answered, older, whole
from zcdesk.notices.editing import acts
from zcdesk.notices.editing import draft as so
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.entries import RULES

pytestmark = pytest.mark.nightly

BY_DAY, AT_NIGHT, STEPS = 8, 200, 12
BEGINNINGS = 10
"""Texts alone, then some beside an older notice."""

WORDS = (
    "", "高级", "中级", "副高", "正高", "破格人员", "2021-2025", "中级 2023-2025；其余 2021-2025",
    "有才交", "不遮", "基金号", "PDF，不超过10M", "三", "一式3份", "纸质", "《论文》",
    "“引号”: - [a]", "a" * 300, "《》", "表\n二行", "{brace}", "'quote': x", "- x",
)  # fmt: skip
word = st.sampled_from(WORDS)
day = st.sampled_from((None, date(2027, 4, 1), date(2027, 5, 1), date(2027, 7, 1)))
hour = st.sampled_from(("", "18:00", "00:00", "24:00", "9:00", "25:61"))
papers = st.builds(
    so.PaperRow, title=word, section=word,
    marks=st.tuples(*(st.sampled_from(so.DemandMark) for _ in so.LEVELS)),
    only_if=word, years=word, form=word, covered=word, copies=word, rule=word, quote=word,
    sure=st.booleans(),
)  # fmt: skip
spans = st.builds(
    so.Span, what=word, start=day, end=day, hour=hour, opens=hour, level=word,
    only_years=st.booleans(), rule=word, quote=word, sure=st.booleans(),
)  # fmt: skip


@cache
def beginning(place: int) -> so.Draft:
    texts = [RIVER, LIBRARY, *("\n".join(notice_text(load_notice(one))) for one in built_in_ids())]
    old = older(built_in_ids()[place % len(built_in_ids())]) if place >= len(texts) else ""
    draft = read(texts[place % len(texts)], "walk-2027", 2027, old)
    return replace(draft, asked=built(draft).asked)


def put_paper(draft: so.Draft, data: st.DataObject) -> so.Draft:
    return acts.with_row(draft, "papers", place_in(draft.papers, data), data.draw(papers))


def take_paper(draft: so.Draft, data: st.DataObject) -> so.Draft:
    return acts.with_row(draft, "papers", 0, None) if draft.papers else draft


def put_span(draft: so.Draft, data: st.DataObject) -> so.Draft:
    return acts.with_row(draft, "spans", place_in(draft.spans, data), data.draw(spans))


def turn_found(draft: so.Draft, data: st.DataObject) -> so.Draft:
    if not draft.found:
        return draft
    place = data.draw(st.integers(0, len(draft.found) - 1))
    one = draft.found[place]
    return acts.with_row(draft, "found", place, replace(one, taken=not one.taken))


def put_found(draft: so.Draft, data: st.DataObject) -> so.Draft:
    quotes = st.sampled_from(("", *(one.words for one in draft.asked[:20])))
    row = so.Found(data.draw(st.sampled_from([*RULES])), data.draw(word), quote=data.draw(quotes),
                told={"title": data.draw(word)})  # fmt: skip
    return acts.with_row(draft, "found", None, row)


def cover(draft: so.Draft, data: st.DataObject) -> so.Draft:
    some = st.lists(word.filter(bool), max_size=2).map(tuple)
    covering = replace(
        draft.covering, ticks=data.draw(st.frozensets(st.sampled_from(so.TICKS))),
        words=data.draw(some), exempt=data.draw(some), settled=data.draw(st.booleans()),
        wanted=data.draw(st.booleans()),
    )  # fmt: skip
    return replace(draft, covering=covering)


def turn_carried(draft: so.Draft, data: st.DataObject) -> so.Draft:
    for place in data.draw(st.sets(st.integers(0, len(draft.carried)), max_size=9)):
        if place < len(draft.carried):
            one = draft.carried[place]
            value = data.draw(st.sampled_from((one.value, one.before, *WORDS, "5月1日", "3")))
            mark = data.draw(st.sampled_from(("", "taken", "dropped")))
            row = replace(one, value=value, taken=mark == "taken", dropped=mark == "dropped")
            draft = acts.with_row(draft, "carried", place, row)
    return draft


def look_over(draft: so.Draft, data: st.DataObject) -> so.Draft:
    return whole(draft)


def answer(draft: so.Draft, data: st.DataObject) -> so.Draft:
    if not draft.asked:
        return draft
    one = data.draw(st.sampled_from(draft.asked))
    return draft.with_answer(one.key, data.draw(st.sampled_from(("", *so.DraftAnswer))), "理由")


STEP: tuple[Callable[[so.Draft, st.DataObject], so.Draft], ...] = (
    answer, answer, put_paper, take_paper, put_span, turn_found, put_found, turn_carried,
    cover, look_over,
)  # fmt: skip


def place_in(rows: tuple[object, ...], data: st.DataObject) -> int | None:
    place: int | None = data.draw(st.sampled_from((None, *range(len(rows)))))
    return place


def walk(data: st.DataObject) -> None:
    draft = beginning(data.draw(st.integers(0, BEGINNINGS - 1)))
    for _ in range(data.draw(st.integers(0, STEPS))):
        draft = data.draw(st.sampled_from(STEP))(draft, data)
    assert parse_profile(built(draft).profile.encode(), "walk-2027.yaml").id == "walk-2027"


@settings(max_examples=BY_DAY)
@given(st.data())
def test_a_walk_over_the_editor_ends_in_a_profile_that_loads(data: st.DataObject) -> None:
    walk(data)


@settings(max_examples=AT_NIGHT)
@given(st.data())
def test_two_hundred_walks_over_the_editor_do(data: st.DataObject) -> None:
    walk(data)


@pytest.mark.parametrize("place", range(BEGINNINGS))
def test_a_draft_that_nobody_touched_and_one_that_was_taken_whole_can_be_finished(
    place: int,
) -> None:
    first = beginning(place)
    for draft in (first, whole(first), answered(first, so.DraftAnswer.NOT_MINE)):
        assert parse_profile(built(draft).profile.encode(), "walk-2027.yaml").sections is not None
