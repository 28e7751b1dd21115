"""The ID numbers on a page."""

from __future__ import annotations

import re

from zcdesk.identity_numbers import is_identity_number
from zcdesk.sorting.page_words import PageWords

_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")


def id_numbers(words: PageWords) -> tuple[str, ...]:
    """Return the ID numbers on a page that can be ones, in order."""
    found = (number.upper() for number in _NUMBER.findall(words.body))
    return tuple(dict.fromkeys(number for number in found if is_identity_number(number)))
