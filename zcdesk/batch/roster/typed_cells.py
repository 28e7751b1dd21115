"""What the intake of words made of a row's cells, told by column and never with the words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from zcdesk.batch.roster import columns
from zcdesk.findings import Detail, Finding, error, info, warning
from zcdesk.names.spellings import folded
from zcdesk.names.typed_parts import Refusal
from zcdesk.names.typed_words import TakenWords

_COLUMNS = {
    "name": columns.NAME,
    "employer": columns.EMPLOYER,
    "aliases": columns.ALIASES,
    "employer_aliases": columns.EMPLOYER_ALIASES,
    "former_employers": columns.FORMER_EMPLOYERS,
    "id_number": columns.ID_NUMBER,
}
"""Where each of an applicant's words stands, by the name of her attribute."""


def of_words(row: int, taken: TakenWords, unseen: Collection[str]) -> Iterator[tuple[str, Finding]]:
    """Yield the columns of words that are none, or not looked for as they were written, and why.

    Args:
        row: Number of the row in the file.
        taken: Her words.
        unseen: Columns whose cells were freed of marks that nobody sees when they were read.
    """
    changed = {_COLUMNS[word.field] for word in taken.words}
    for column in _COLUMNS.values():
        if column in unseen and column not in changed and column != columns.ID_NUMBER:
            yield column, info("roster.word_hidden", row=row, column=column)
    for word in taken.words:
        column = _COLUMNS[word.field]
        place: dict[str, Detail] = {"row": row, "column": column}
        if word.taken.refusal is not None:
            short = word.taken.refusal is Refusal.SHORT
            code = "roster.words_unusable" if short else str(word.taken.refusal)
            found = error(code, shown=word.taken.shown, **place)
        elif word.taken.cut:
            found = _cut([len(folded(text)) for text in word.taken.texts], place)
        elif column != columns.ID_NUMBER:
            found = info("roster.word_hidden", **place)
        else:
            continue
        yield column, found


def _cut(letters: Sequence[int], place: Mapping[str, Detail]) -> Finding:
    """Return what is told of a cell by how many letters each word has that is looked for."""
    if len(letters) == 1:
        return warning("roster.word_cut", letters=letters[0], **place)
    told = "/".join(map(str, letters))
    return warning("roster.word_forms", letters=told, count=len(letters), **place)
