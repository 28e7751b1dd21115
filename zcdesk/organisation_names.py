"""How names of organisations are built: place, proper name, legal form, and the part behind it.

All texts are folded ones, see :func:`zcdesk.spellings.folded`; the parts themselves are data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from zcdesk.resources import resource

_DIVISION = re.compile(r"第?(?:[一二三四五六七八九十]{1,2}|\d{1,2})师")  # of the Corps
_DISTRICT = re.compile(r"(?<![地治])区$")


@cache
def parts_of_names() -> dict[str, list[str]]:
    """Return the table of all parts by their kind."""
    text = resource("characters", "employers.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


def places() -> tuple[str, ...]:
    """Return places that names of organisations begin with, longest first."""
    return tuple(sorted(parts_of_names()["places"], key=len, reverse=True))


def legal_forms() -> tuple[str, ...]:
    """Return legal forms that names of organisations end with, longest first."""
    return tuple(sorted(parts_of_names()["legal_forms"], key=len, reverse=True))


def organisation_parts() -> tuple[str, ...]:
    """Return words for a part of an organisation that may follow its name, longest first."""
    return tuple(sorted(parts_of_names()["parts"], key=len, reverse=True))


def without_legal_form(employer: str) -> str:
    """Return a name of an organisation without 有限公司 and the like at its end."""
    for form in legal_forms():
        if employer.endswith(form) and len(employer) > len(form) + 1:
            return employer[: -len(form)]
    return employer


def is_of_every_place(short_form: str) -> bool:
    """Tell whether a name without its place is one of a school or office that every place has."""
    company = without_legal_form(short_form) != short_form
    return not company and short_form.startswith(tuple(parts_of_names()["of_every_place"]))


def place_before(text: str, short_form: str) -> str:
    """Return the place, with its 市 or 县, that ``text`` ends with and a short form lacks."""
    for ending in ("", *parts_of_names()["place_endings"]):
        core = text.removesuffix(ending)
        if not text.endswith(ending):
            continue
        for place in places():
            if core.endswith(place) and place not in short_form:
                return place + ending
    return ""


def is_another_body(before: str, short_form: str, names: Iterable[str]) -> bool:
    """Tell whether a short form is of another place's school or office, by what stands before it.

    A place that shares a letter with the own one may be the own one misread; a district may lie in
    the own city and the own city in a region, and a company has branches elsewhere.

    Args:
        before: What stands before the short form.
        short_form: A name of the own employer without its place.
        names: All names of the own employer.
    """
    place = place_before(before, short_form)
    within = _DISTRICT.search(place) or place in parts_of_names()["regions"]
    if not place or within or not is_of_every_place(short_form):
        return False
    letters = set("".join(parts_of_names()["place_endings"]))
    own = {one[: one.index(short_form)] for one in names if short_form in one}
    own = {one for one in own if set(one) - letters}
    shared = {letter for one in own for letter in one} & (set(place) - letters)
    return bool(own) and not shared and not any(bare_place(one) in before for one in own)


def bare_place(place: str) -> str:
    """Return a place without its 市, 县, 地区 …, unless hardly anything would be left of it."""
    endings = parts_of_names()["place_endings"]
    ending = next((one for one in endings if place.endswith(one) and len(place) > len(one) + 1), "")
    return place.removesuffix(ending)


def without_place(employer: str) -> str:
    """Return a name of an organisation without the places it begins with."""
    return ever_less_placed(employer)[-1]


def ever_less_placed(employer: str) -> list[str]:
    """Return a name, then without its first place, without the second one as well, and so on."""
    found = [employer]
    while (length := _length_of_place(found[-1])) and len(found[-1]) - length >= 2:
        found.append(found[-1][length:])
    return found


def with_bare_place(employer: str) -> tuple[str, ...]:
    """Return a name whose place has lost its 市, 县, 地区 …: 哈密第三中学 for 哈密市第三中学."""
    place, ending = _first_place(employer)
    return (place + employer[len(place) + len(ending) :],) if ending else ()


def with_same_place(employer: str, company: bool) -> tuple[str, ...]:
    """Return a name with the other names of its place: 昌吉州水利局 for 昌吉回族自治州水利局.

    Companies get the shorter ones only: nobody writes 自治区 before a company of 新疆.
    """
    groups = [one.split() for one in parts_of_names()["same_places"]]
    place = max((one for group in groups for one in group if employer.startswith(one)),
                key=len, default="")  # fmt: skip
    rest = employer[len(place) :]
    # 昌吉市 is another place than 昌吉州.
    if not place or rest.startswith(tuple(parts_of_names()["place_endings"])):
        return ()
    others = next(group for group in groups if place in group)
    longest = len(place) - 1 if company else max(map(len, others))
    return tuple(one + rest for one in others if one != place and len(one) <= longest)


def contracted(name: str) -> tuple[str, ...]:
    """Return a name as people shorten it: 天山建工 for 天山建设工程, 哈密三中 for 哈密第三中学.

    A contraction without a place, like 疾控中心 or 三中, is everybody's; a company's brand is not.
    """
    once = _contracted_once(name)
    twice = [again for one in once for again in _contracted_once(one)]
    return tuple(dict.fromkeys((*once, *twice)))


def _contracted_once(name: str) -> list[str]:
    found = []
    for row in parts_of_names()["contractions"]:
        whole, *short = row.split()
        found += [name.replace(whole, one) for one in short if whole in name]
    for row in parts_of_names()["numbered"]:
        kind, one = row.split()
        found.append(re.sub(f"第([一二三四五六七八九十]{{1,3}}){kind}", rf"\1{one}", name))
    return [one for one in found if one != name]


def _length_of_place(text: str) -> int:
    """Return how many letters of a text are a place that it begins with: 喀什地区, 第七师."""
    division = _DIVISION.match(text)
    return division.end() if division else len("".join(_first_place(text)))


def _first_place(text: str) -> tuple[str, str]:
    """Return the place that a text begins with and its ending (喀什, 地区); both may be empty."""
    place = next((one for one in places() if text.startswith(one)), "")
    endings = (one for one in parts_of_names()["place_endings"] if place)
    rest = text[len(place) :]
    ending = next((one for one in endings if rest.startswith(one) and len(rest) > len(one) + 1), "")
    return place, ending
