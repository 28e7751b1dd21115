"""What is made of a notice before anybody answered anything is what it was, to the letter."""

import pytest

from tests.digests import as_it_was
from tests.notices.made_notices import text_of, unasked
from tests.notices.test_mutations import NAMES
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.reading import read


@pytest.mark.parametrize("name", NAMES)
def test_a_notice_becomes_the_profile_that_it_became(name: str) -> None:
    text = text_of(name)
    made = built(read(text, "town-2027"))
    said = f"{made.profile}\n{made.asked}\n{unasked(text).profile}"
    assert as_it_was(__file__, "profiles", name, said)
