"""How names of organisations are built: place, proper name, legal form, and the part behind it.

All texts are folded ones, see :func:`zcdesk.names.spellings.folded`; the parts themselves are data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, pairwise

from zcdesk.quantities.numerals import (
    HAN_DIGITS,
    HAN_ORDINALS,
    as_count,
    as_number,
    digit_by_digit,
    han,
    han_digits,
)
from zcdesk.resources import Patterns, table

_SAYS = Patterns("characters/patterns.toml", "organisations")
_DIVISION_AT_END = re.compile(_SAYS.division.pattern + "$")
_OTHER_LETTERS = 2  # of the own place that another one lacks: two letters are not misread at once
_LEAST_INNER_FORM = 4  # letters: a 公司 or 集团 in the middle belongs to the name of a branch
LEAST_OWN = 2
"""Letters of a brand, and beside place and kind those that name a branch by itself: 供电, 石化."""

LEAST_SHORT = 4
"""Characters of a short form of an employer; a shorter one is a common word."""


def parts_of_names() -> dict[str, list[str]]:
    """Return the table of all parts by their kind."""
    return table("characters", "employers.toml")


@cache
def places() -> tuple[str, ...]:
    """Return places that names of organisations begin with, longest first."""
    return tuple(sorted(parts_of_names()["places"], key=len, reverse=True))


def issuing_bodies(own: Iterable[str]) -> tuple[str, ...]:
    """Return what only names of offices hold that issue documents. What has half of its letters in
    one of the ``own`` names is left out: it may be the own employer's."""
    letters = [set(name) for name in own]
    bodies = parts_of_names()["issuing_bodies"]
    return tuple(
        body
        for body in bodies
        if all(2 * len(set(body) & letter) < len(body) for letter in letters)
    )


def legal_forms() -> tuple[str, ...]:
    """Return legal forms that names of organisations end with, longest first."""
    table = parts_of_names()
    return tuple(sorted((*table["legal_forms"], *ownership_forms()), key=len, reverse=True))


def ownership_forms() -> tuple[str, ...]:
    """Return what firms of accountants and the like write in brackets behind their name."""
    return tuple(parts_of_names()["ownership_forms"])


def organisation_parts() -> tuple[str, ...]:
    """Return words for a part of an organisation that may follow its name, longest first."""
    return tuple(sorted(parts_of_names()["parts"], key=len, reverse=True))


def beginning(text: str, words: Iterable[str]) -> str:
    """Return the first of some words that a text begins with, "" for none."""
    return next((word for word in words if text.startswith(word)), "")


def ending(text: str, words: Iterable[str]) -> str:
    """Return the first of some words that a text ends with, "" for none."""
    return next((word for word in words if text.endswith(word)), "")


def each(forms_of: Callable[[str], Iterable[str]], texts: Iterable[str]) -> list[str]:
    """Return the forms of each of some texts, one behind the other."""
    return list(chain.from_iterable(map(forms_of, texts)))


def long_enough(forms: Iterable[str]) -> tuple[str, ...]:
    """Return each form once that is no common word."""
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= LEAST_SHORT)


def without_legal_form(employer: str) -> str:
    """Return a name of an organisation without 有限公司 and the like at its end."""
    return employer.removesuffix(ending(employer[LEAST_OWN:], legal_forms()))


def is_of_every_place(short_form: str) -> bool:
    """Tell whether a name without its place is one of a school or office that every place has."""
    company = without_legal_form(short_form) != short_form
    plain = short_form[len(_ending_before(short_form)) :]
    kinds = parts_of_names()
    common = tuple(kinds["companies_of_every_place"])
    common += () if company else tuple(kinds["of_every_place"])
    return short_form.startswith(common) or plain.startswith(common)


def _ending_before(short_form: str) -> str:
    """Return the 市 or 县 that a short form begins with: people of the town say 市环境监测站."""
    return beginning(short_form, parts_of_names()["place_endings"])


def own_places(short_form: str, names: Iterable[str]) -> set[str]:
    """Return what is before a short form in the own names, or else the places they begin with.

    县农技站 is in no name of 于田县农业技术推广站, whose place it has all the same.
    """
    known = list(names)
    before = {name[: name.index(short_form)] for name in known if short_form in name} - {""}
    return before or {name.removesuffix(without_place(name)) for name in known} - {""}


def place_before(text: str, short_form: str) -> str:
    """Return the place, with its 市 or 县, that ``text`` ends with and a short form lacks.

    A numbered division of the Corps is a place as well.
    What is listed with its ending only (墨玉县) may have it at the beginning of the short form.
    """
    division = _DIVISION_AT_END.search(text)
    if division is not None:
        return division[0]
    begins = _ending_before(short_form)
    listed = (
        listed_place
        for listed_place in places()
        if begins and (text + begins).endswith(listed_place)
    )
    for place in listed:
        if place not in short_form and place not in parts_of_names()["regions"]:
            return place.removesuffix(begins)
    kinds = ("", *parts_of_names()["place_endings"])
    others = [place for place in places() if place not in short_form]
    return ending(text, (place + kind for kind in kinds for place in others))


def is_another_body(before: str, short_form: str, names: Iterable[str]) -> bool:
    """Tell whether a short form is of another place's school or office, by what is before it.

    A place that lacks a single letter of the own one (和硕 for 和田) may be the own one misread,
    and one that the own place begins with may be its region, while 阿图什 lacks two letters of
    阿合奇; a district may be in the own city, and a company has branches elsewhere, unless it is
    one like the waterworks, which every town has for itself. In a list the own place may be in
    the name before.

    Args:
        before: What is before the short form.
        short_form: A name of the own employer without its place.
        names: All names of the own employer.
    """
    place = place_before(before, short_form)
    before = _SAYS.next_name.split(before)[-1]
    within = _SAYS.district.search(place) or place in parts_of_names()["regions"]
    if not place or within or not is_of_every_place(short_form):
        return False
    letters = set("".join(parts_of_names()["place_endings"]))
    own = {
        _without_region(own_place)
        for own_place in own_places(short_form, names)
        if set(own_place) - letters
    }
    lacks = [set(own_place) - letters - set(place) for own_place in own]
    if not own or any(len(own_place) < _OTHER_LETTERS for own_place in lacks):
        return False
    return not any(
        bare_place(own_place) in before or bare_place(place) in own_place for own_place in own
    )


def _without_region(place: str) -> str:
    return place.removeprefix(beginning(place, parts_of_names()["regions"])) or place


def bare_place(place: str) -> str:
    """Return a place without its 市, 县, 地区 …, unless hardly anything would be left of it."""
    return place.removesuffix(ending(place[LEAST_OWN:], parts_of_names()["place_endings"]))


BRAND = 2
"""Letters behind the place by which organisations of one place are told apart."""


@cache
def _trade() -> re.Pattern[str]:
    parts = parts_of_names()
    kinds = ("trades", "companies_of_every_place", "of_every_place")
    return re.compile("|".join(re.escape(word) for kind in kinds for word in parts[kind]))


@cache
def _behind_brands() -> re.Pattern[str]:
    ends = map(re.escape, (*legal_forms(), *places()))
    return re.compile("|".join((_trade().pattern, *ends)))


def begins_with_its_trade(name: str) -> bool:
    """Tell whether a name without its place has no brand: 建筑工程, 城市投资."""
    return _trade().match(name) is not None


def brands_of(name: str) -> tuple[str, ...]:
    """Return the brand of a company: all before the first word of trade, or the whole of a name
    without one. Of a long one each half may stand for it, and the first letters where nobody knows.

    Args:
        name: Without its place and legal form: 赛里木衡川检测. One that begins with its trade has
            no brand.
    """
    trade = _behind_brands().search(name, BRAND)
    brand = name[: trade.start()] if trade else name
    if len(brand) < LEAST_SHORT:
        return (brand,)
    half = (len(brand) + 1) // 2
    usual = () if trade else (brand[:BRAND],)
    return tuple(dict.fromkeys((brand, brand[:half], brand[half:], *usual)))


def without_place(employer: str) -> str:
    """Return a name of an organisation without the places it begins with."""
    return ever_less_placed(employer)[-1]


def ever_less_placed(employer: str) -> list[str]:
    """Return a name, then without its first place, without the second one as well, and so on.

    The place of 石河子大学 is its name: a 大学第一附属医院 is in every city.
    """
    shorter = [employer]
    kinds = tuple(parts_of_names()["named_by_place"])
    while (length := _length_of_place(shorter[-1])) and len(shorter[-1]) - length >= 2:
        rest = shorter[-1][length:]
        if rest.startswith(kinds):
            break
        shorter.append(rest)
    return shorter


def named_by_town(employer: str) -> Iterator[tuple[str, str]]:
    """Yield the 市, 县 or 地区 of the last place that a name begins with, and the rest of it."""
    for placed, rest in list(pairwise(ever_less_placed(employer)))[-1:]:
        place = placed.removesuffix(rest)
        of_town = ending(place, parts_of_names()["place_endings"])
        if of_town and place not in parts_of_names()["regions"]:
            yield of_town, rest
            if of_town == "自治州":
                yield "州", rest


def with_bare_place(employer: str) -> tuple[str, ...]:
    """Return a name whose place has lost its 市, 县, 地区 …: 哈密第三中学 for 哈密市第三中学."""
    place, kind = _first_place(employer)
    return (place + employer[len(place) + len(kind) :],) if kind else ()


def with_same_place(employer: str, company: bool) -> tuple[str, ...]:
    """Return a name with the other names of its place: 昌吉州水利局 for 昌吉回族自治州水利局.

    Companies get the shorter ones only: nobody writes 自治区 before a company of 新疆.
    """
    groups = list(map(str.split, parts_of_names()["same_places"]))
    place = beginning(employer, sorted(chain(*groups), key=len, reverse=True))
    rest = employer[len(place) :]
    # 昌吉市 is another place than 昌吉州.
    if not place or rest.startswith(tuple(parts_of_names()["place_endings"])):
        return ()
    others = next(group for group in groups if place in group)
    longest = len(place) - 1 if company else max(map(len, others))
    return tuple(
        spelling + rest for spelling in others if spelling != place and len(spelling) <= longest
    )


def with_other_numerals(name: str) -> tuple[str, ...]:
    """Return a name with its numbers written otherwise: 第八师143团 for 第八师一四三团.

    Regiments above a hundred, geological teams and the like are numbered digit by digit, a regiment
    below is 四十五团 or 45团, a bureau 二十一局 or 21局; a division of the Corps is 第八师, 八师
    or 第8师.
    """
    numbers = (
        name,
        _SAYS.regiment.sub(lambda match: str(as_number(match[0])), name),
        _SAYS.regiment_in_digits.sub(lambda match: han(int(match[0])), name),
        re.sub(f"[{HAN_DIGITS}]{{2,}}", lambda match: digit_by_digit(match[0]), name),
        re.sub(r"\d{2,}", lambda match: han_digits(match[0]), name),
    )
    written = each(_with_other_divisions, numbers)
    return tuple(form for form in dict.fromkeys((*numbers, *written)) if form != name)


def begins_with_a_place(name: str) -> bool:
    """Tell whether a name begins with a place; the number of a regiment of the Corps is one."""
    return bool(_length_of_place(name) or _SAYS.regiment_first.match(name))


def _with_other_divisions(name: str) -> Iterator[str]:
    match = _SAYS.numbered_division.search(name)
    if match is None:
        return
    number = as_count(match[1])
    for way in (f"第{han(number)}师", f"{han(number)}师", f"第{number}师"):
        yield name[: match.start()] + way + name[match.end() :]


def named_without_parent(name: str) -> tuple[str, ...]:
    """Return a branch with a name of its own without the organisation that it belongs to.

    国网新疆电力有限公司昌吉供电公司 is 昌吉供电公司 and 国网昌吉供电公司, while a 昌吉分公司 or a
    第三项目部 has no name of its own. Of what a bureau numbers only teams of surveyors are known by
    their number: 第二水文地质大队, while every place has a 第一中学.
    """
    numbered = _SAYS.numbered_part.search(name)
    if numbered is not None and any(
        word in numbered[1] for word in parts_of_names()["survey_words"]
    ):
        return (numbered[1],)
    parent, _, branch = name[:-LEAST_OWN].rpartition("公司")
    branch += name[-LEAST_OWN:]
    for part in organisation_parts():
        branch = branch.removesuffix(part)
    own = without_legal_form(branch)[_length_of_place(branch) :]
    unnamed = len(own) < LEAST_OWN or own.startswith(("第", "分"))
    if not parent or unnamed or own in parts_of_names()["branches"]:
        return ()
    starts = [parent.find(place) for place in places() if parent.find(place) >= LEAST_OWN]
    return (branch, parent[: min(starts)] + branch) if starts else (branch,)


def without_inner_form(name: str) -> tuple[str, ...]:
    """Return a branch without the legal form in the middle: 中国农业银行伊犁分行.

    Of a 集团股份有限公司 people say the 集团 or leave it out as well, and so of a group before what
    it numbers: 中铁一局第二工程有限公司 for 中铁一局集团第二工程有限公司.
    """
    numbered = _SAYS.numbered_in_group.sub("", name)
    if numbered != name:
        return (numbered,)
    inner = [
        (name.find(legal), legal) for legal in legal_forms() if len(legal) >= _LEAST_INNER_FORM
    ]
    legal_parts = [(at, legal) for at, legal in inner if at > 0 and at + len(legal) < len(name)]
    if not legal_parts:
        return ()
    at, form = max(legal_parts, key=lambda candidate: len(candidate[1]))
    before, after = name[:at], name[at + len(form) :]
    return (before + after, *((f"{before}集团{after}",) if form.startswith("集团") else ()))


def named_without_bureau(name: str) -> tuple[str, ...]:
    """Return a station or centre of a bureau with its place alone: 沙湾市地籍测绘中心.

    It keeps the place, as each place has its own; one that begins with a place has it already.
    """
    rest = without_place(name)
    match = _SAYS.part_of_bureau.match(rest)
    place = name.removesuffix(rest)
    if match is None or not place or not match[1].endswith(tuple(parts_of_names()["bodies"])):
        return ()
    return (match[1],) if _length_of_place(match[1]) else (place + match[1],)


def contracted(name: str) -> tuple[str, ...]:
    """Return a name as people shorten it: 天山建工 for 天山建设工程, 哈密三中 for 哈密第三中学.

    A contraction without a place, like 疾控中心 or 三中, is everybody's; a company's brand is not.
    """
    once = _contracted_once(name)
    return tuple(dict.fromkeys((*once, *each(_contracted_once, once))))


def _contracted_once(name: str) -> list[str]:
    shorter = []
    for row in parts_of_names()["contractions"]:
        whole, *short = row.split()
        shorter += [name.replace(whole, contraction) for contraction in short if whole in name]
    for row in parts_of_names()["numbered"]:
        kind, contraction = row.split()
        shorter.append(re.sub(f"第([{HAN_ORDINALS}]{{1,3}}){kind}", rf"\1{contraction}", name))
    return [form for form in shorter if form != name]


def _length_of_place(text: str) -> int:
    """Return how many letters of a text are a place that it begins with: 喀什地区, 第七师."""
    division = _SAYS.division.match(text)
    return division.end() if division else len("".join(_first_place(text)))


def _first_place(text: str) -> tuple[str, str]:
    """Return the place that a text begins with and its ending (喀什, 地区); both may be empty."""
    place = beginning(text, places())
    rest = text[len(place) :]
    if not place or _SAYS.street.match(rest):
        return "", ""  # 北京路小学 is in many a town, and 路小学 is no name
    return place, beginning(rest[:-LEAST_OWN], parts_of_names()["place_endings"])
