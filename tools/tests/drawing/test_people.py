"""Fictional people and how their words are found on a line."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import Role
from tools.drawing.people import DOTS, NO_DISTRICT, han_person, invent_colleagues, invent_person
from tools.drawing.words import Organisation, invent_organisation, similar_organisation

SEEDS = st.integers(0, 10**6)
EMPLOYER = Organisation("新疆砺垣智能装备制造有限公司", "砺垣智能")


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_an_invented_person_is_complete_and_cannot_exist(seed: int) -> None:
    person = invent_person(Random(seed))
    assert 2 <= len(person.name) <= 20
    assert 5 <= len(person.employer.name) <= 24
    assert all(part.isascii() and part for part in person.latin)
    assert person.id_number.startswith(NO_DISTRICT)
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    total = sum(
        int(digit) * weight for digit, weight in zip(person.id_number, weights, strict=False)
    )
    assert person.id_number[17] == "10X98765432"[total % 11]
    applicant = person.applicant()
    assert applicant.employer_aliases == (person.employer.short,)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_near_namesakes_are_near_but_somebody_else(seed: int) -> None:
    random = Random(seed)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    assert len(colleagues) >= 14
    assert all(one.name != person.name for one in colleagues)
    lexicon = Lexicon(person, colleagues)
    near = [find for one in colleagues[:3] for find in lexicon.finds(one.name) if find.near]
    assert near
    assert all(find.role is Role.OTHER_NAME for find in near)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_similar_organisation_never_contains_the_name_of_its_model(seed: int) -> None:
    random = Random(seed)
    model = invent_organisation(random)
    other = similar_organisation(model, random)
    assert len(other.name) == len(model.name)
    assert other.name != model.name
    assert model.short not in other.name + other.short


def test_the_same_seed_invents_the_same_people() -> None:
    def invented() -> tuple[str, ...]:
        random = Random(11)
        person = invent_person(random)
        return person.name, *(one.name for one in invent_colleagues(person, random))

    assert invented() == invented()


def test_no_namesake_is_the_own_name_in_another_written_form() -> None:
    random = Random(5)
    person = han_person("张", "甯", EMPLOYER, "女", random)
    names = {one.name for _ in range(300) for one in invent_colleagues(person, random, 3)}
    assert "张萍" in names
    assert "张宁" not in names


def test_names_are_found_however_they_are_spread_or_dotted() -> None:
    random = Random(4)
    person = han_person("张", "伟", EMPLOYER, "男", random)
    longer = han_person("张", "伟国", EMPLOYER, "男", random)
    lexicon = Lexicon(person, [longer])
    text = "张　　伟、张伟国、張偉、ZHANG Wei，新疆砺垣智能装备制造有限公司（砺垣智能）2024年3月5日"
    found = [(text[find.start : find.end], find.role) for find in lexicon.finds(text)]
    assert found == [
        ("张　　伟", Role.NAME),
        ("张伟国", Role.OTHER_NAME),
        ("張偉", Role.NAME),
        ("ZHANG Wei", Role.NAME_LATIN),
        ("新疆砺垣智能装备制造有限公司", Role.EMPLOYER),
        ("砺垣智能", Role.EMPLOYER_SHORT),
        ("2024年3月5日", Role.DATE),
    ]


def test_every_middle_dot_is_the_same_name() -> None:
    random = Random(0)
    person = invent_person(random)
    while not person.dotted:
        person = invent_person(random)
    lexicon = Lexicon(person, ())
    dot = next(dot for dot in DOTS if dot in person.name)
    for other in (*DOTS, "", " "):
        written = person.name.replace(dot, other)
        assert [find.role for find in lexicon.finds(written)] == [Role.NAME]
