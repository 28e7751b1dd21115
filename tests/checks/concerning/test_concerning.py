"""What a notice says beside its demands is told at its place, and only to whom it concerns."""

import re

import pytest

from tests.checks.five import ETDZ, HOTAN, PERSON, REGION
from tests.tables import rows_beside
from zcdesk.cases.case import Case
from zcdesk.checks.concerning import told as so
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.notices.files.loading import built_in_ids, load_notice

TABLES = rows_beside(__file__)

VILLAGE = {"track": "etdz", "series": "engineering", "level": "intermediate", "village_work": "yes"}


def told_to(notice_id: str, **facts: str) -> tuple[so.Told, ...]:
    notice = load_notice(notice_id)
    return concerning(notice, Case(notice_id, PERSON, frozenset(), facts=tuple(facts.items())))


def lines(notice_id: str, place: str, **facts: str) -> str:
    return "\n".join(map(so.told_line, so.at(told_to(notice_id, **facts), place)))


@pytest.mark.parametrize(("notice_id", "facts", "place", "words", "other"), TABLES["concerned"])
def test_a_passage_is_told_at_its_place_to_whom_it_concerns_and_to_nobody_else(
    notice_id: str, facts: dict[str, str], place: str, words: str, other: dict[str, str]
) -> None:
    assert words in lines(notice_id, place, **facts)
    assert words not in lines(notice_id, place, **{**facts, **other})


@pytest.mark.parametrize(("notice_id", "place", "head", "words", "clause"), TABLES["everybody"])
def test_what_concerns_everybody_is_told_in_the_notices_words_with_its_clause(
    notice_id: str, place: str, head: str, words: str, clause: str
) -> None:
    found = [so.told_line(one) for one in so.at(told_to(notice_id), place)]
    assert any(
        one.startswith(head) and words in one and one.endswith(f"（{clause}）") for one in found
    )


def test_who_approves_an_exemption_is_told_at_its_form() -> None:
    asking = [fact for fact in load_notice(REGION).facts if fact.id == "village_work"]
    (fact,) = asking
    found = {
        option.id: "同级“访惠聚”办公室审核" in lines(
            REGION, "continuing_education", village_work=option.id, ce_exemption="yes"
        )
        for option in fact.options
    }  # fmt: skip
    assert any(found.values())
    assert not all(found.values())


@pytest.mark.parametrize(("notice_id", "place"), [(HOTAN, "fee"), (HOTAN, "defence"),
                                                  (HOTAN, "paper"), (ETDZ, "defence")])  # fmt: skip
def test_what_hangs_on_an_answer_asks_for_it_instead_of_telling_what_may_be_anothers(
    notice_id: str, place: str
) -> None:
    told = so.at(told_to(notice_id), place)
    asked = [one for one in told if "以后才能确定" in one.title]
    assert len(asked) == 1
    assert not [one for one in told if re.search("[0-9] [元份]|须参加|可免于", one.title)]


def test_an_item_on_paper_of_another_office_is_left_out_and_one_that_is_open_stays() -> None:
    notice = load_notice(HOTAN)

    def asked(**facts: str) -> list[str]:
        case = Case(HOTAN, PERSON, frozenset(), facts=tuple(facts.items()))
        return [item.title for item in so.asked_papers(notice, case)]

    assert asked(office="county") == ["呈报表（县（市）办理）"]
    assert asked(office="prefecture") == ["呈报表（地区办理）"]
    assert len(asked()) == 2


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_no_number_of_ours_is_said_only_clauses_of_the_notice(notice_id: str) -> None:
    notice = load_notice(notice_id)
    for one in told_to(notice_id, **VILLAGE):
        for language in ("zh", "en"):
            line = so.told_line(one, language)
            assert not re.search(r"A-[0-9]{2}|[)）]-?[0-9]*-[a-z]\b", line), line
    for place, here in so.by_place(notice, told_to(notice_id)):
        assert so.place_words(notice, place)
        assert here


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_sentence_is_quoted_once_at_a_place(notice_id: str) -> None:
    for _, here in so.by_place(load_notice(notice_id), told_to(notice_id, **VILLAGE)):
        quotes = [(one.slot, one.clause, one.quote) for one in here if one.quote]
        assert len(quotes) == len(set(quotes))


def test_a_slot_that_is_not_needed_has_nothing_to_say() -> None:
    def noted(**facts: str) -> list[so.Told]:
        told = told_to(ETDZ, **facts)
        return [
            one for one in told if one.slot == "prof_qualification" and one.kind is so.ToldKind.NOTE
        ]

    assert noted(by_qualification="yes")
    assert not noted(by_qualification="no")
