"""A person's name out of what was typed for it: the name, what was cut off, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.spellings import LEAST_LETTERS, folded, is_han
from zcdesk.names.surnames import double_surnames, surnames
from zcdesk.names.typed_parts import (
    Refusal,
    TypedPart,
    bare_of,
    is_dot,
    is_remark,
    label_cut,
    letters_of,
    parts_in_brackets,
    typed_words,
)
from zcdesk.resources import Patterns, table

_DOT = "·"
_TRUE_DOTS = frozenset("·•‧∙⋅・･․ꞏ⸱●")
"""Dots that are in nothing but a name; other marks may part two people as well."""

_WILD = frozenset("*∗⁎?？×✕✖✗✘╳⨯□■▢▣▤▥▦▧▨▩◻◼◽◾⬜⬛⬚☐☒○◯◌〓_‗⋯#\ufffd█▇░▒▓△▲▽▼◇◆☆★※？")
_DECORATION = frozenset("★☆※▲△◆◇▼▽#●•")
"""Of the marks that may hide a letter, those that only adorn a word when they are before it."""

_SAYS = Patterns("characters/patterns.toml", "typed_names")

_BETWEEN = "和与及或即暨"
"""Letters that part two whole names where no mark does."""

_LEAST_LATIN, _MOST_PART, _SHORT_NAME, _DOUBLE = 4, 7, 3, 4


@cache
def _transliterated() -> frozenset[str]:
    return frozenset(table("characters", "names.toml")["transliterated"])


@cache
def _said_of_people() -> frozenset[str]:
    """Return forms of address, remarks and labels, which alone are nobody's name: 主任, 签名."""
    typed = typed_words()
    said = (*typed["honorifics"], *typed["remarks"], *typed["name_labels"])
    return frozenset(word for word in said if len(word) > 1)


@dataclass(frozen=True)
class _LetterRun:
    """Letters of one script in a row, and the marks and spaces before them."""

    script: str
    text: str
    before: str


def take_name(text: str) -> TypedPart:
    """Return the name that a cleaned text holds, see :func:`zcdesk.names.search_words.take_word`.

    Further texts are other names of the same person that are beside it: in Latin letters, in the
    Arabic script, a former one.
    """
    text = _SAYS.surnamed.sub(r"\1", _SAYS.field.sub("", bare_of(text, "name_labels")))
    if (leading := _SAYS.leading.match(text)) and not is_remark(leading.group(1)):  # （赵启明），男
        text = f"{leading.group(1)} {text[leading.end() :]}"
    if hole := _SAYS.hole.search(text):
        return TypedPart(refusal=Refusal.WILD_CARD, shown=hole.group())
    plain, inner = parts_in_brackets(text)
    if not plain and inner:  # （赵启明
        plain, *inner = inner
    if letters_of(plain) in _said_of_people():
        return TypedPart(refusal=Refusal.NO_WORD, shown=plain)
    plain, *behind = _SAYS.formerly.split(bare_of(plain, "name_labels"))
    further = [other for each in (*inner, *behind) for other in _other_names(each)]
    plain = plain.strip("".join(_DECORATION) + " ")
    if hidden := next((mark for mark in plain if mark in _WILD), ""):
        if not (hidden == "●" or set(plain) <= _WILD):
            return TypedPart(refusal=Refusal.WILD_CARD, shown=hidden)
        return TypedPart(refusal=Refusal.NO_WORD, shown=text)
    runs = [*_without_remarks([*_runs(plain)])]
    while runs and runs[-1].script == "digit":
        runs.pop()
    while runs and runs[0].script == "digit":
        runs.pop(0)
    if any(run.script == "digit" for run in runs):
        return TypedPart(refusal=Refusal.DIGITS)
    return _of_runs(plain, runs, further)


def _of_runs(plain: str, runs: Sequence[_LetterRun], further: Sequence[str]) -> TypedPart:
    han = [run for run in runs if run.script == "han"]
    arabic = " ".join(run.text for run in runs if run.script == "arabic")
    latin = [run for run in runs if run.script == "latin"]
    if not han:
        if arabic and not latin:
            return _checked((arabic, *further))
        return _latin_name(plain, latin, [*filter(None, (arabic,)), *further])
    wrong, spelled = _beside_han(runs)
    if wrong is not None:
        return TypedPart(refusal=wrong, shown="x")
    texts = _han_name(han)
    if isinstance(texts, Refusal):
        return TypedPart(refusal=texts, shown="某" if "某" in plain else "…")
    return _checked((*texts, *spelled, *filter(None, (arabic,)), *further))


def _checked(texts: Sequence[str]) -> TypedPart:
    if len(folded(texts[0])) < LEAST_LETTERS:
        longer = [text for text in texts[1:] if len(folded(text)) >= LEAST_LETTERS]
        if not longer:
            return TypedPart(refusal=Refusal.SHORT)
        texts = longer
    return TypedPart(tuple(dict.fromkeys(texts)))


def _runs(text: str) -> Iterator[_LetterRun]:
    before = ""
    for script, letters in groupby(text, _script):
        run = "".join(letters)
        if script == "latin":  # a quote at the end of a word belongs to no name
            run = run.strip("'‘’`´")
        if script and run:
            yield _LetterRun(script, run, before)
        before = "" if script else run


def _script(letter: str) -> str:
    if letter.isdigit() or (letter.isnumeric() and not is_han(letter)):
        return "digit"
    if is_han(letter):
        return "han"
    if is_arabic(letter):
        return "arabic"
    return "latin" if letter.isalpha() or letter in "'’‘ʼ`´" or _is_mark(letter) else ""


def _is_mark(letter: str) -> bool:
    return "\u0300" <= letter <= "\u036f"


def _without_remarks(runs: Sequence[_LetterRun]) -> Iterator[_LetterRun]:
    """Yield the runs that may belong to the name; a label, a remark, a form of address goes."""
    first = True
    for place, run in enumerate(runs):
        alone = len(runs) == 1
        if run.script == "han" and _is_remark(run, runs, place, first=first):
            continue
        if run.script == "han":
            text = _without_honorific(label_cut(run.text, "name_labels"))
            if text in typed_words()["name_labels"] and not alone:
                continue
            run = _LetterRun(run.script, text, run.before)
        if run.script == "latin" and run.text.lower() in (
            {*typed_words()["latin_honorifics"], "name", "female", "male", "ok"}
        ):
            continue
        first = first and run.script == "digit"
        yield run


def _is_remark(run: _LetterRun, runs: Sequence[_LetterRun], place: int, *, first: bool) -> bool:
    """Tell whether Han letters behind the first ones are a remark: 男, 退休, 高级工程师.

    One letter behind a mere space may be the last of a name whose letters were spaced.
    """
    known = typed_words()
    if first:
        follows = any(each.script == "han" and len(each.text) > 1 for each in runs[place + 1 :])
        return follows and run.text in known["remarks"] and run.text[0] not in surnames()
    if len(run.text) == 1:
        spaced = not run.before.strip() or all(is_dot(mark) or mark == " " for mark in run.before)
        letters = sum(len(each.text) for each in runs[:place] if each.script == "han")
        single = run.text in "男女" or (run.text in known["remarks"] and letters >= _SHORT_NAME)
        return single and (not spaced or letters >= _SHORT_NAME)
    if run.text in known["remarks"] or run.text in known["honorifics"]:
        return True
    bare = _without_honorific(run.text)
    if bare in known["honorifics"] or (
        run.text[0] in "男女" and run.text[1:] in known["honorifics"]
    ):
        return True
    if bare != run.text or any(mark in _TRUE_DOTS for mark in run.before):
        return False
    return len(run.text) >= _SHORT_NAME and run.text.endswith(
        (*known["remark_endings"], *known["organisations"][:20])
    )


def _without_honorific(text: str) -> str:
    """Return a name without forms of address, where at least a whole name is left."""
    for title in sorted(typed_words()["honorifics"], key=len, reverse=True):
        rest = text.removesuffix(title)
        if rest != text and len(rest) >= LEAST_LETTERS and rest not in double_surnames():
            return _without_honorific(rest)
    return text


def _beside_han(runs: Sequence[_LetterRun]) -> tuple[Refusal | None, list[str]]:
    """Return what is wrong with Latin letters beside a Han name, or the names that they are."""
    spelled: list[str] = []
    for place, run in enumerate(runs):
        if run.script != "latin":
            continue
        after = runs[place + 1] if place + 1 < len(runs) else None
        close = (place and not run.before and runs[place - 1].script == "han") or (
            after is not None and not after.before and after.script == "han"
        )
        if close and set(run.text.lower()) <= {"x"}:
            return Refusal.WILD_CARD, []
        if close and _SAYS.same_named.fullmatch(run.text) and (place == 0 or after is None):
            continue
        if close:
            return Refusal.MIXED, []
        if spelled and not _SAYS.many.search(run.before):
            spelled[-1] += "-" if run.before.strip() in "-‐‑–—" and run.before.strip() else " "
            spelled[-1] += run.text
        else:
            spelled.append(run.text)
    return None, [name for name in spelled if len(name) >= _LEAST_LATIN]


def _han_name(runs: Sequence[_LetterRun]) -> tuple[str, ...] | Refusal:
    """Return a name out of its Han parts; two people are no name."""
    parts = [run.text for run in runs]
    if len(parts) == 1:
        return _bare(parts[0])
    marks = "".join(run.before for run in runs[1:]).replace(" ", "")
    hidden = "…" in marks or any(len(run.before.strip()) > 1 for run in runs[1:])
    if hidden and any(len(part) == 1 for part in parts):
        return Refusal.WILD_CARD
    if all(len(part) == 1 for part in parts):
        return ("".join(parts),) if len(parts) <= _DOUBLE else Refusal.TWO_NAMES
    if any(len(part) == 1 for part in parts):
        if _SAYS.many.search(marks) or _are_two("".join(parts)):
            return Refusal.TWO_NAMES
        dotted = any(mark in _TRUE_DOTS for mark in marks)
        whole = (_DOT if dotted else "").join(parts)
        if _is_given_first(parts) and not marks:  # 映雪 康
            return parts[1] + parts[0], whole
        if parts[-1] in "男女" and len(parts) == 2:
            return (parts[0], whole) if marks else (whole, parts[0])
        return (whole,)
    if all(mark in _TRUE_DOTS for mark in marks) and marks:
        return (_DOT.join(parts),)
    if _is_sure_name(parts[0]) and any(mark in ",，" for mark in marks):
        return Refusal.TWO_NAMES if any(map(_is_whole_name, parts[1:])) else (parts[0],)
    several = _SAYS.many.search(marks) or all(map(_is_whole_name, parts))
    if several or any(map(_is_sure_name, parts)) or max(map(len, parts)) > _MOST_PART:
        return Refusal.TWO_NAMES
    return ((_DOT if marks else " ").join(parts),)


def _is_given_first(parts: Sequence[str]) -> bool:
    """Tell whether a given name of two letters is before a surname that it does not begin with."""
    given, *surname = parts
    known = [*map(surnames().__contains__, (given[0], *surname))]
    return len(given) == LEAST_LETTERS and known == [False, True]


def _bare(name: str) -> tuple[str, ...] | Refusal:
    """Return a name without marks in it; 男 or 等 behind a whole name may be one of its letters."""
    if len(name) > 1 and name[0] in surnames() and set(name[1:]) <= {"某"}:
        return Refusal.WILD_CARD
    if _is_mere_surname(name):
        return Refusal.SHORT
    if _are_two(name):
        return Refusal.TWO_NAMES
    if len(name) > _DOUBLE and name[0] in surnames():  # 赵启明的爱人
        foreign = sum(letter in _transliterated() for letter in name[1:])
        if 2 * foreign < len(name) - 1:
            return Refusal.MIXED
    rest = name[:-1]
    doubtful = len(rest) == _SHORT_NAME and rest[:2] not in double_surnames()
    if not doubtful or name[-1] not in typed_words()["loose_ends"]:
        return (name,)
    split = _is_whole_name(rest) if name[-1] in "男女" else _is_sure_name(rest)
    return (rest, name) if split else (name,)


def _are_two(text: str) -> bool:
    """Tell whether a word parts two whole names: 赵启明或赵其明."""
    sides = (text.split(word, 1) for word in _BETWEEN if word in text)
    return any(all(map(_is_whole_name, both)) for both in sides)


def _is_mere_surname(name: str) -> bool:
    """Tell whether a surname is all that is said of somebody: 赵先生, 欧阳老师, 赵氏."""
    known = (*surnames(), *double_surnames())
    return any(name.removesuffix(title) in known for title in (*typed_words()["honorifics"], "氏")
               if name.endswith(title))  # fmt: skip


def _is_whole_name(part: str) -> bool:
    """Tell whether letters look like the whole name of a Han person: 马建国, 欧阳明月."""
    if part in double_surnames():
        return False
    if part[:2] in double_surnames():
        return len(part) in (3, 4)
    return LEAST_LETTERS <= len(part) <= _SHORT_NAME and part[0] in surnames()


def _is_sure_name(part: str) -> bool:
    return _is_whole_name(part) and not set(part) <= _transliterated()


def _latin_name(plain: str, runs: Sequence[_LetterRun], further: Sequence[str]) -> TypedPart:
    """Return a name in Latin (or Cyrillic) letters as it was typed, from its first letter on."""
    if not runs:
        return TypedPart(refusal=Refusal.NO_WORD, shown=plain)
    marks = "".join(run.before for run in runs[1:])
    sides = re.split("[,，、]", plain)
    if _SAYS.many.search(marks) or (
        len(sides) > 1 and all(len(side.split()) > 1 for side in sides if side.strip())
    ):
        return TypedPart(refusal=Refusal.TWO_NAMES)
    start = plain.index(runs[0].text)
    end = plain.rindex(runs[-1].text) + len(runs[-1].text)
    name = "".join("-" if mark in "‐‑‒–—−－﹣" else mark for mark in plain[start:end])
    strange = next((mark for mark in name if not _may_stand(mark)), "")
    if strange:
        return TypedPart(refusal=Refusal.MIXED)
    return _checked((name, *further))


def _may_stand(mark: str) -> bool:
    return mark.isalpha() or mark in " '’‘ʼ`´,，、" or is_dot(mark) or _is_mark(mark)


def _other_names(inner: str) -> Iterator[str]:
    """Yield the other names that brackets hold, none for a remark."""
    bare = label_cut(inner, "former", least=2)
    parted = re.split("[,，;；、/／|｜]+", bare) if any(map(is_han, bare)) else [bare]
    others = (_other_name(part, named=bare != inner) for part in parted)
    yield from filter(None, others)


def _other_name(bare: str, *, named: bool) -> str:
    """Return another name, or "" for a remark; ``named`` where a label says that it is a name."""
    bare = bare.strip(" ,，:：")
    if not bare or any(mark in _WILD or mark.isdigit() for mark in bare):
        return ""
    if is_han(bare.replace(_DOT, "")):
        known = typed_words()
        remark = bare in known["remarks"] or bare.endswith(tuple(known["remark_endings"]))
        whole = _is_whole_name(bare) or _DOT in bare
        return bare if (named and len(bare) > 1) or (whole and not remark) else ""
    letters = [letter for letter in bare if letter.isalpha()]
    other = bool(letters) and not any(map(is_han, letters))
    known_word = bare.lower() in typed_words()["remarks"]
    return bare if other and not known_word and len(letters) >= _LEAST_LATIN else ""
