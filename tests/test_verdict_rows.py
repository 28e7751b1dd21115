"""Every condition of a row of a verdict is a fact that its reader can tell, and one row is left."""

import pytest

from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching import context, latin_words, verdicts
from zcdesk.masking.owners import letter_evidence, places_before, rim_reading, seal_verdicts
from zcdesk.resources import table
from zcdesk.verification.words import judging, neighbours

WORD = (verdicts.SpotFacts, context.Context, context._AROUND)
AGAIN = (judging._Facts, neighbours.Neighbours, neighbours._AROUND)
LETTERS = (verdicts.LetterFacts, {one.value for one in Verdict})
READERS = {
    "name": WORD, "employer": WORD, "number": WORD, "letters": LETTERS, "another": LETTERS,
    "latin": (latin_words._LatinFacts, latin_words._AROUND),
    "name_read_again": AGAIN, "employer_read_again": AGAIN, "number_read_again": AGAIN,
    "seal_word": (letter_evidence._WordFacts,), "seal": (seal_verdicts._SealFacts,),
    "seal_reading": (rim_reading._Heard,), "seal_look": (rim_reading._Heard,),
    "seal_end": (rim_reading._Heard,), "place_before_seal_word": (places_before._Facts,),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(table("characters", "verdicts.toml")))
def test_each_condition_of_a_row_is_a_fact(name: str) -> None:
    rows = table("characters", "verdicts.toml")[name]
    told = {
        fact
        for reader in READERS[name]
        for fact in (
            reader
            if isinstance(reader, set)
            else {*dir(reader), *getattr(reader, "__annotations__", ()), *_made(reader)}
        )
    }
    asked = {one.lstrip("!") for row in rows for one in row["if"].split()}
    assert asked <= told
    assert [row["if"] for row in rows].index("") == len(rows) - 1


def _made(reader: object) -> set[str]:
    """What a reader has from the start, or as patterns."""
    tables = getattr(reader, "_tables", ())
    begun = getattr(getattr(reader, "__init__", None), "__code__", None)
    return {*(row for rows in tables for row in rows), *(begun.co_names if begun else ())}
