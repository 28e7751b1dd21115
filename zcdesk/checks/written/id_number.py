"""What is wrong with an ID number that was typed: form, check digit, day of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import finding_of
from zcdesk.identity_numbers import birth_day, check_digit, plain_number


def id_number_findings(number: str, today: date, born: date | None = None) -> Iterator[CaseFinding]:
    """Yield what is wrong with an ID number; nothing for an empty one.

    Args:
        number: As typed; spaces and full-width digits do not count.
        today: Nobody is born later.
        born: Day of birth as the form has it, or None.
    """
    plain = plain_number(number)
    if not plain:
        return
    if re.fullmatch(r"[0-9]{15}", plain):
        yield CaseFinding(finding_of("check.id_number_old"))
        return
    if not re.fullmatch(r"[0-9]{17}[0-9X]", plain):
        yield CaseFinding(finding_of("check.id_number_form", count=len(plain)))
        return
    day = birth_day(plain)
    if day is None or day > today:
        yield CaseFinding(finding_of("check.id_number_birth"))
    elif born is not None and born != day:
        yield CaseFinding(finding_of("check.id_number_other_birth"))
    if plain[-1] != check_digit(plain[:17]):
        yield CaseFinding(finding_of("check.id_number_digit"))
