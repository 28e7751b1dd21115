"""Short forms of organisations: with the brand (华域公司), or by first letters (水科院).

All texts are folded ones, see :func:`zcdesk.names.spellings.folded`; the parts themselves are data.

Any two of the words may be left out, and other organisations are shortened alike, so that such a
form is never sure.
"""

from __future__ import annotations

from itertools import combinations, product

from zcdesk.names.organisations import (
    LEAST_OWN,
    LEAST_SHORT,
    beginning,
    begins_with_its_trade,
    brands_of,
    contracted,
    each,
    ending,
    ever_less_placed,
    is_of_every_place,
    long_enough,
    parts_of_names,
    with_bare_place,
    with_other_numerals,
    with_same_place,
    without_legal_form,
    without_place,
)
from zcdesk.quantities.numerals import HAN_ORDINALS
from zcdesk.resources import Patterns

_WORD = 2  # letters of a word of trade
_MOST_BARE = 3  # letters of a brand that behind its place is not told by itself
_SAYS = Patterns("characters/patterns.toml", "company_brands")
_NUMBERED = ("第", *HAN_ORDINALS)
_TOLD_BY_ITSELF = 6  # letters of a name of which the last word is left out: brand and two of trade


def branded(name: str) -> tuple[str, ...]:
    """Return a brand with two letters of the trade behind it, or 公司: 华域建筑, 华域公司.

    What begins with its trade has no brand. A long brand is told by itself (赛里木衡川), and each
    half of it with the trade. A trade alone may be anybody's (能源有限公司).

    Args:
        name: A company's name without its place: 华域建筑工程质量检测有限公司.
    """
    plain = without_legal_form(name)
    if group := group_of(plain):
        return _branded_in_group(group, name)
    if begins_with_its_trade(plain):
        return _without_brand(plain, name)
    parts = brands_of(plain)
    behind = plain.removeprefix(parts[0])[:_WORD], "" if "公司" in plain else "公司"
    forms = dict.fromkeys(part + kind for part in parts for kind in filter(None, behind))
    whole = parts[:1] if len(parts[0]) >= LEAST_SHORT else ()
    return tuple(form for form in (*forms, *whole) if form != plain)


def _without_brand(plain: str, name: str) -> tuple[str, ...]:
    """Return what a name that begins with its trade goes by: its first two words, or with 公司."""
    if len(plain) < LEAST_SHORT:
        return name, *_as_group(name), plain + "公司"
    return (plain[: 2 * _WORD],) if len(plain) > 2 * _WORD + 1 else ()


def _branded_in_group(group: str, name: str) -> tuple[str, ...]:
    """Return the brand of a group's company, which is behind the group: 天山轨道, 中铁天山.

    A bureau is told by its number (中铁二十一局), and what has a place instead of a brand by the
    place with the trade and 公司 (克拉玛依工程公司), which a town may have several of.
    """
    own = name[len(group) :]
    bureau = _SAYS.bureau.match(own)
    if bureau is not None:
        return tuple(group + numbered for numbered in (bureau[0], *with_other_numerals(bureau[0])))
    rest = without_place(own)
    trade, place = without_legal_form(rest), own.removesuffix(rest)
    if not begins_with_its_trade(trade):
        leads = (place,) if place else brands_of(trade)
        return *(group + lead for lead in leads), *branded(rest)
    short = trade[:_WORD]
    if not place:
        return (group + short,)
    return group + place, group + short, *(place + kind + "公司" for kind in (trade, short)), own


def group_of(plain: str) -> str:
    """Return the group that a company's name begins with and does not end with."""
    group = beginning(plain, parts_of_names()["groups"])
    return group if len(plain) - len(group) >= LEAST_OWN else ""


def with_short_brand(company: str) -> tuple[str, ...]:
    """Return a company's names without its place whose brand is too short to be told by itself.

    新疆天润集团有限公司 is written 天润集团有限公司 and 天润集团, too. The place before it
    tells another town's 热力公司; nothing tells another 能源公司.
    """
    shorter: list[str] = []
    for name in ever_less_placed(company)[1:]:
        brand = without_legal_form(name)
        if brand == name or not LEAST_OWN <= len(brand) < LEAST_SHORT:
            continue
        if not begins_with_its_trade(brand):
            shorter += (name, *_as_group(name))
        elif is_of_every_place(name):
            shorter.append(name)
    return tuple(shorter)


def _as_group(name: str) -> tuple[str, ...]:
    """Return a company's name with the first word alone of a legal form like 集团有限公司."""
    brand = without_legal_form(name)
    return tuple(brand + suffix for suffix in ("集团", "股份") if name.startswith(brand + suffix))


def company_names(employer: str) -> tuple[str, ...]:
    """Return the forms of a name that tell the company as surely as the whole name does.

    Args:
        employer: Its full name.
    """
    plain = ever_less_placed(without_legal_form(employer))
    alone = each(without_group, plain)
    company = without_legal_form(employer) != employer
    return (
        *with_short_brand(employer),
        *placed_brands(employer),
        *with_number_alone(employer),
        *alone,
        *each(without_last_word, (*plain, *alone) if company else ()),
    )


def with_number_alone(employer: str) -> tuple[str, ...]:
    """Return a numbered company of a larger one by its number: 中铁二十一局四公司.

    Args:
        employer: Its full name.
    """
    number = _SAYS.numbered_company.search(employer)
    if number is None or _SAYS.numbered_company.match(without_place(employer)):
        return ()  # 新疆第四工程有限公司 is of no larger company
    larger = employer[: number.start()]
    return larger + number[1] + "公司", f"{larger}第{number[1]}公司"


def placed_brands(employer: str) -> tuple[str, ...]:
    """Return a place with the brand behind it and 公司, or 设计院 of an institute: 昌吉华域公司.

    The place and the brand together are told by hardly another company, while both of a company
    that begins with its trade (昌吉建筑公司) are no brand.

    Args:
        employer: Its full name.
    """
    plain = without_legal_form(employer)
    kinds = [
        institute for institute in parts_of_names()["institutes"] if _is_institute(plain, institute)
    ]
    kinds += ["公司"] if plain != employer else []
    return tuple(form + kind for form in _behind_places(employer, 1) for kind in kinds)


def _is_institute(name: str, kind: str) -> bool:
    """Tell whether an institute may be called so: 设计院 for 勘测设计研究院."""
    words = [kind[at : at + 2] for at in range(0, len(kind) - 1, 2)]
    return name.endswith(kind[-1]) and all(word in name for word in words)


def bare_brands(employer: str) -> tuple[str, ...]:
    """Return a place with nothing but the brand behind it: 昌吉华域, which may go on as another's.

    Of a branch the company that it belongs to is contracted as well (中建六局, 云岭农商行), and a
    bank's branch is named by its town, where other banks have one, too (巩留支行).

    Args:
        employer: Its full name.
    """
    if not is_company(employer):
        return ()
    parent, inner, branch = employer.partition("公司")
    parents = ever_less_placed(without_legal_form(parent + inner)) if branch else []
    kinds, placed = parts_of_names(), _behind_places(employer)
    shared = [branch] if without_place(branch) in kinds["branches"] else []
    return (
        *placed,
        *each(contracted, parents),
        *(brand for brand in shared if len(brand) >= LEAST_SHORT),
    )


def own_brands(employer: str) -> tuple[str, ...]:
    """Return a company's brand, and each half of a long one, or an institute's short brand (昆仑 of
    昆仑地质勘查院); of what has none there is none.

    How rare it is, and what it stands in, tells whether it means the company where nothing stands
    beside it, see :mod:`zcdesk.names.brand_rarity`.

    Args:
        employer: Its full name.
    """
    core = without_place(employer)
    core = without_legal_form(core.removeprefix(group_of(without_legal_form(core))))
    own = without_place(core)
    brands = () if begins_with_its_trade(own) else brands_of(own)
    if is_company(employer):
        return brands
    short = len("".join(brands[:1])) <= _MOST_BARE and _SAYS.institute.search(employer)
    return brands[:1] if short else ()


def is_company(employer: str) -> bool:
    """Tell whether a folded name is that of a company, or of a part of one."""
    return "公司" in employer or without_legal_form(employer) != employer


def is_bare_brand(short_form: str) -> bool:
    """Tell whether a short form is a place with nothing behind it but a short brand."""
    brand = without_place(short_form)
    return brand != short_form and LEAST_OWN <= len(brand) <= _MOST_BARE


def _behind_places(employer: str, most: int | None = None) -> tuple[str, ...]:
    """Return each place of a company's name with the brand behind it, () without a brand.
    ``most``: how many of its parts; the first one is the whole brand."""
    places: list[str] = []
    *placed, name = ever_less_placed(employer)
    plain = without_legal_form(name)
    identified = name.startswith(tuple(parts_of_names()["groups"])) or len(plain) <= LEAST_OWN
    if identified or begins_with_its_trade(plain):
        return ()
    for form, brand in product(placed, brands_of(plain)[:most]):
        short = form.removesuffix(name) + brand
        places += (short, *with_bare_place(short), *with_same_place(short, company=True))
    return long_enough(places)


def without_last_word(name: str) -> tuple[str, ...]:
    """Return a company's name without 工程, 制造 and the like at its end: 云岭轨道设备.

    Args:
        name: The name without its legal form.
    """
    long = [ending for ending in parts_of_names()["left_out_endings"] if name.endswith(ending)]
    return tuple(
        name.removesuffix(ending)
        for ending in long
        if len(without_place(name)) - len(ending) >= _TOLD_BY_ITSELF
        and not _SAYS.number_at_end.search(name.removesuffix(ending))
    )


def without_group(name: str) -> tuple[str, ...]:
    """Return a company's name without its group: 云岭轨道设备 for 中铁云岭轨道设备.

    Args:
        name: The name without its legal form.
    """
    group = group_of(name)
    rest = without_place(name[len(group) :])
    if not group or begins_with_its_trade(rest) or rest.startswith(_NUMBERED):
        return ()  # 昌吉供电公司 of 国网, 九局 of 中铁
    return (rest,) if len(rest) >= _TOLD_BY_ITSELF else ()


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
        core, endings = (
            rest,
            [company_word for company_word in _COMPANY if company_word in name.removeprefix(plain)],
        )
    else:
        known = parts_of_names()["endings_behind_first_letters"]
        endings = [ending(rest, known)]
        core = rest.removesuffix(endings[0])
    words = [core[at : at + _WORD] for at in range(0, len(core), _WORD)]
    if not endings[0] or len(core) % _WORD or len(words) > _MOST_WORDS:
        return ()
    letters = [word[0] + other[0] for word, other in combinations(words, 2) if word[0] != other[0]]
    if endings == [_INSTITUTE]:
        letters.append(words[0])
    return tuple(dict.fromkeys(short + ending for short in letters for ending in endings))
