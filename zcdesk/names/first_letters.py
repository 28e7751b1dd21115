"""Organisations without a brand by the first letters of their words: 水科院, 交运局, 城轨集团.

Any two of the words may be left out, and other organisations are shortened alike, so that such a
form is never sure.
"""

from __future__ import annotations

from itertools import combinations

from zcdesk.names.company_brands import begins_with_its_trade
from zcdesk.names.organisations import ever_less_placed, parts_of_names, without_legal_form

_WORD = 2  # letters of a word of trade
_MOST_WORDS = 5  # of a name; a longer one is shortened to anything
_COMPANY = ("集团", "公司")
_INSTITUTE = "院"


def first_letter_forms(name: str) -> tuple[str, ...]:
    """Return the first letters of two words each of a name, with its ending behind them.

    Args:
        name: An organisation's full name, folded; one with a brand has no such forms.
    """
    plain = without_legal_form(name)
    rest = ever_less_placed(plain)[-1]
    if not begins_with_its_trade(rest):
        return ()
    if plain != name:
        core, endings = rest, [one for one in _COMPANY if one in name.removeprefix(plain)]
    else:
        known = parts_of_names()["endings_behind_first_letters"]
        endings = [next((one for one in known if rest.endswith(one)), "")]
        core = rest.removesuffix(endings[0])
    words = [core[at : at + _WORD] for at in range(0, len(core), _WORD)]
    if not endings[0] or len(core) % _WORD or len(words) > _MOST_WORDS:
        return ()
    letters = [one[0] + other[0] for one, other in combinations(words, 2) if one[0] != other[0]]
    if endings == [_INSTITUTE]:
        letters.append(words[0])
    return tuple(dict.fromkeys(short + ending for short in letters for ending in endings))
