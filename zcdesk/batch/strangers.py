"""Pages in one person's scans that say they are another's: A's page in B's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.batch.roster import Person
from zcdesk.cases.case import CasePage
from zcdesk.spellings import folded


@dataclass(frozen=True)
class Stranger:
    """A page that probably belongs to somebody else in the roster.

    Attributes:
        page: Number of the page in the case in which it lies.
        row: Row of the person whose it probably is.
        by_number: Her ID number stands on it; otherwise her name beside 姓名.
    """

    page: int
    row: int
    by_number: bool


def strangers(
    pages: Sequence[CasePage], owner: Person, people: Sequence[Person]
) -> Iterator[Stranger]:
    """Yield the pages of ``owner`` that say they are another's.

    An ID number decides. A name decides only where it stands beside 姓名, is nobody else's in the
    roster, and the owner's own name was not found on the page: lists name many people.
    """
    by_number = {one.applicant.id_number: one for one in people if one.applicant.id_number}
    by_name: dict[str, list[Person]] = {}
    for one in people:
        for name in (one.applicant.name, *one.applicant.aliases):
            by_name.setdefault(folded(name), []).append(one)
    for page in pages:
        numbers = [by_number[one] for one in page.told.id_numbers if one in by_number]
        if numbers and owner.applicant.id_number not in {
            one.applicant.id_number for one in numbers
        }:
            yield Stranger(page.number, numbers[0].row, by_number=True)
            continue
        if numbers or any(hit.mask.target is Target.NAME for hit in page.hits):
            continue
        named = [
            same for name in page.told.names if len(same := by_name.get(folded(name), [])) == 1
        ]
        rows = {same[0].row for same in named}
        if len(rows) == 1 and owner.row not in rows:
            yield Stranger(page.number, rows.pop(), by_number=False)
