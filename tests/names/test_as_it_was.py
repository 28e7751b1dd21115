"""All that is looked for of a name or an employer is what it was: each form and its weight."""

import pytest

from tests.digests import as_it_was
from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.names.search_words import words
from zcdesk.verification.words.identity import words_in_text

ROWS = rows_beside(__file__)
TEXT = (ROOT / "tests" / "masking" / "matching" / "test_matching.toml").read_text(encoding="utf-8")


def said(applicant: Applicant) -> str:
    """Return what is looked for, and which of it many lines about employers hold."""
    forms = words(applicant)
    found = (word for line in TEXT.splitlines() for word in words_in_text(line, forms))
    return "\n".join(map(str, (*forms, *found)))


@pytest.mark.parametrize("name", [name for name, _ in ROWS["names"]])
def test_the_forms_of_a_name_are_those_that_they_were(name: str) -> None:
    assert as_it_was(__file__, "names", name, said(Applicant(name, "新疆康映雪测绘有限公司")))


@pytest.mark.parametrize("name", [name for name, _ in ROWS["employers"]])
def test_the_forms_of_an_employer_are_those_that_they_were(name: str) -> None:
    assert as_it_was(__file__, "employers", name, said(Applicant("康映雪", name)))
