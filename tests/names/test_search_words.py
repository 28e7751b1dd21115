"""How a word that led to a cover is named, without its text."""

from __future__ import annotations

import pytest

from zcdesk.applicant import Applicant, Matched, WordKind
from zcdesk.names.search_words import words

APPLICANT = Applicant("欧阳哲", "新疆云岭智能装备制造有限公司", ("欧阳喆",))


def test_each_word_is_named_by_kind_and_number_and_known_again_by_that() -> None:
    found = words(APPLICANT)
    labels = [word.label for word in found]
    assert len(set(labels)) == len(labels) > 10
    assert [Matched.of(label) for label in labels] == [(word.kind, word.number) for word in found]
    assert Matched.of("employer:short:3") == (WordKind.EMPLOYER_SHORT, 3)


@pytest.mark.parametrize("label", ["", "name", "name:", "name:one", ":1", "somebody:1"])
def test_what_names_no_word_is_none(label: str) -> None:
    assert Matched.of(label) is None
