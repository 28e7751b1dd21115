"""What a sentence asks to cover: whose, which words and forms, where not.

What no target stands for (致谢, 页眉, 简称) is named too; nothing of a sentence is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.examples import known
from zcdesk.notices.sentences.lexicon import FORMS, LEVEL, TARGETS
from zcdesk.notices.sentences.pieces import piece_at, piece_behind
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, Told
from zcdesk.notices.sentences.roles import BLANK
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/covering.toml", "covering", "hiding", "forms")
_Found = re.Match[str] | None
"""A piece that tells what stays as it is."""


def covering(sentence: str, clause: Clause, before: bool) -> Iterator[Demand]:
    """Yield what a sentence says of covering.

    Args:
        before: A sentence of the same clause before it speaks of covering already.
    """
    hide, exempt = _verb(sentence)
    never = _SAYS.hide_not.search(sentence)
    about = before or bool(_SAYS.about.search(_all_words(clause)))
    if exempt and (hide or about):
        kept = _run(sentence, exempt)
        values: Told = {
            "except": sentence.strip(), "words": kept, "left": named_targets(kept),
        }  # fmt: skip
        yield Demand(ProposalKind.MASKING, f"除外：{kept}", sentence, False, values)
    asked = hide and _asks(sentence, hide, exempt)
    also = before and not (hide or exempt) and _SAYS.also.search(sentence)
    if not (asked or never or also):
        if (seen := _listed_scope(sentence)) and (about or _SAYS.blind.search(sentence)):
            values = {"scope": seen, "words": sentence.strip(), "blind": "", "targets": ()}
            yield Demand(ProposalKind.MASKING, f"范围：{seen}", sentence, False, values)
        return
    pieces = re.split(r"[，；。]", _object(sentence, hide, never, exempt))
    others = [piece for piece in pieces if _of_others(piece)]
    for piece in others:
        values = {"patients": True, "words": piece.strip(), "title": piece.strip()[:20]}
        value = f"{_SAYS.patients.search(piece)[0]}：{'、'.join(_printed(piece))}"  # type: ignore[index]
        yield Demand(ProposalKind.MASKING, value, sentence, False, values)
    object_words = "，".join(piece for piece in pieces if piece not in others)
    yield from _asked_targets(sentence, clause, object_words, (hide, never), before)


def _verb(sentence: str) -> tuple[_Found, _Found]:
    """Return the covering verb, if possible one outside every exception, and the exception around
    it, else the first."""
    spared, verbs = [[*pattern.finditer(sentence)] for pattern in (_SAYS.hide_exempt, _SAYS.hide)]
    around = {at: match for match in spared for at in range(*match.span())}
    outside = (verb for verb in verbs if verb.start() not in around)
    verb = next(outside, next(iter(verbs), None))
    first = next(iter(spared), None)
    return verb, around.get(verb.start(), first) if verb else first


def _asked_targets(
    sentence: str,
    clause: Clause,
    object_words: str,
    verbs: tuple[_Found, _Found],
    before: bool,
) -> Iterator[Demand]:
    """Yield what is covered: what the lexicon names, and every other thing of the list."""
    hide, never = verbs
    about = bool(_SAYS.about.search(_all_words(clause)))
    targets, forms = named_targets(object_words), other_forms(object_words)
    verb = hide or never
    weak = verb and _SAYS.hide_weak.fullmatch(verb[0]) and not (hide and never)
    if weak and not (targets or forms or about):
        return
    unnamed = [
        named
        for each in (*_SAYS.hide.finditer(_asking(sentence)), *filter(None, (never,)))
        for named in _unnamed(
            sentence, each, bool(never) or bool(re.match("[隐匿]名|脱敏", each[0]))
        )
    ]
    whose = _SAYS.others.search(object_words)
    forms = (*forms, *dict.fromkeys(unnamed))
    if not targets and not forms:
        return
    blind = _SAYS.blind.search(sentence) or _SAYS.blind.search(clause.text)
    scope = _SAYS.scopes.search(sentence)
    seen = _listed_scope(sentence) or _listed_scope(clause.text.split(sentence)[0])
    level = re.search(LEVEL, sentence)
    values: Told = {
        "targets": targets, "forms": (*forms, *((whose[0],) if whose else ())),
        "blind": blind[0] if blind else "",
        "others": bool(whose), "scope": seen or (scope[1] if scope else ""),
        "level": level[0] if level else "", "words": sentence.strip(),
    }  # fmt: skip
    value = ",".join((*targets, *forms))
    told = sentence[max(0, verb.start() - 24) : verb.end()] if verb else ""
    sure = bool(targets) and not _SAYS.no_page.search(told)
    text = _SAYS.only_text.search(f"{clause.heading}，{sentence}")
    if never and not hide and text and not blind and not before:
        yield Demand(ProposalKind.FORBIDDEN_WORDS, value, sentence, sure, values)
        sure = False  # on its pages too: a person tells
    yield Demand(ProposalKind.MASKING, value, sentence, sure, values)


def _all_words(clause: Clause) -> str:
    return "\n".join((*clause.above, clause.heading, clause.text))


def _listed_scope(words: str) -> str:
    """Return the papers that experts see, where they are listed (A6、B1、B2三项) or named as the
    only ones (只有论文要遮), else ""."""
    only, match = _SAYS.only_scope.search(words), _SAYS.listed_scope.search(words)
    if only and known().names(ProposalKind.SLOT, only[1]):
        return only[1]
    listed = (match["seen"] or match["list"] or match["one"]).strip("，、 ") if match else ""
    return "" if _names_any(listed) else listed  # what, not where


def _unnamed(sentence: str, verb: re.Match[str], after_only: bool) -> Iterator[str]:
    """Yield things of the list that a verb covers and that no target stands for."""
    first, last = _edges(sentence, verb)
    after = sentence[verb.end() : last]
    yields = [*things_in(after)]
    if not (yields or after_only or _names_any(after)):
        before = re.sub(r"(?:用|以)[^，。；]{0,12}$", "", sentence[first : verb.start()])
        yields = [*things_in(before)]
        if not yields and not _names_any(before) and first:
            start = piece_at(sentence, first - 1, "，。；")
            yields = [*things_in(sentence[start : first - 1])]
    yield from yields


def things_in(words: str) -> Iterator[str]:
    """Yield what words name item by item that no target stands for, by which a person looks.

    Somebody else's name (患者姓名, 施工单位) is such a thing; a sentence is none.
    """
    words = re.sub(r"[（(](?:包?含|包括)([^（）()]*)[）)]", r"、\1", words)
    plain = re.sub(
        r"[（(][^（）()]*[）)]", "", _SAYS.spared.sub("", _SAYS.kept_piece.sub("", words))
    )
    plain = re.sub(r"^.*[中内里上](?:凡|所有|出现|含有?|涉及|的)+", "", plain)  # where, not what
    for one in re.split(r"[、，,；;：:]|以及|和|及|与|或", plain):
        thing = one.rpartition("的")[2]
        thing = re.sub(
            r"^(?:将|把|对|其中|所有|凡|出现)+|(?:须|应|要|均|一律|全部|整[段栏页]|一并|都|也|需|请|必须|之处|的?地方|部分|予以?|等|不)+$",
            "",
            thing.strip(),
        )
        own = (*_SAYS.others.findall(thing), *_SAYS.own.findall(thing))
        more = len(left_over(thing, "\n".join(own))) > 1 and not other_forms(thing)
        if more and is_thing(thing) and not _SAYS.no_object.search(thing):
            yield thing


def is_thing(words: str) -> bool:
    """Tell whether words can be the name of a thing that is covered, and are no sentence."""
    return bool(_SAYS.thing.fullmatch(words))


def speaks_of_covering(sentence: str) -> bool:
    """Tell whether a sentence is about what is covered, however it words it."""
    never = _SAYS.hide_not.search(sentence)
    named = _names_any(sentence)
    hides = _SAYS.hide.search(sentence) or never or _SAYS.blind.search(sentence)
    return bool(asks_to_cover(sentence) or (named and hides))


def asks_to_cover(sentence: str) -> str:
    """Return the verb by which a sentence asks to cover something, "" when it does not.

    A verb with other meanings (删除, 不写) counts where something that is covered is beside it.
    """
    named = _names_any(_SAYS.spared.sub("", sentence))
    verbs = (verb[0] for pattern in (_SAYS.hide, _SAYS.hide_not)
             for verb in pattern.finditer(_asking(sentence))
             if (named or not _SAYS.hide_weak.fullmatch(verb[0]))
             and (pattern is _SAYS.hide_not or _asks(sentence, verb, None)))  # fmt: skip
    return next(verbs, "")


def _asking(sentence: str) -> str:
    """Return a sentence with NUL where it lets something be."""
    return _SAYS.hide_exempt.sub(lambda found: BLANK * len(found[0]), sentence)


def spares(sentence: str, clause: Clause) -> bool:
    """Tell whether a sentence tells what is not covered, in a clause about covering."""
    return bool(spares_words(sentence) and _SAYS.about.search(_all_words(clause)))


def spares_words(words: str) -> bool:
    """Tell whether words say that something is not covered."""
    return bool(_SAYS.hide_exempt.search(words))


def _of_others(piece: str) -> bool:
    """Tell whether what is covered there is a patient's, not the applicant's."""
    return bool(
        _SAYS.patients.search(piece.split("、")[0])
        and not _SAYS.own.search(piece)
        and any(_printed(piece))
    )


def left_over(sentence: str, carried: str) -> str:
    """Return the letters of a sentence on covering that name neither what is covered nor how.

    Args:
        carried: Words that the profile's own values hold: forms, scope.
    """
    rest = re.sub(r"[（(]\d+[）)]|[\s，。；：:、“”‘’（）()《》]", " ", sentence)
    for line in sorted(filter(None, carried.split("\n")), key=len, reverse=True):
        rest = rest.replace(line, " ") if len(line) > 1 else rest
    for pattern in (_SAYS.hide, _SAYS.hide_not, _SAYS.blind, *TARGETS.values()):
        rest = pattern.sub(" ", rest)
    return "".join(_SAYS.idle.sub(" ", rest).split())


def only_spares(sentence: str) -> bool:
    """Tell whether a sentence only tells what is not covered: more is covered without it."""
    exempt = _SAYS.hide_exempt.search(sentence)
    rest = _SAYS.hide_exempt.sub(" ", sentence)
    return bool(exempt) and not _SAYS.hide.search(rest) and not _SAYS.hide_not.search(rest)


def exempt_in(sentence: str) -> tuple[str, ...]:
    """Return the papers that a sentence lets stay uncovered (执业证、资格证等证件类不遮挡)."""
    titles: list[str] = []
    for match in _SAYS.kept.finditer(sentence):
        before = re.split(r"[，。；：]", sentence[: match.end(1)])[-1]
        titles += re.split(r"[、和及与]|^除", before)
    return tuple(title for title in dict.fromkeys(titles)
                 if 1 < len(title) <= 12 and left_over(title, ""))  # fmt: skip


def named_targets(words: str) -> tuple[str, ...]:
    """Return the targets that words name, in the order of the lexicon."""
    return tuple(name for name, worded in TARGETS.items() if worded.search(words))


def other_forms(words: str) -> tuple[str, ...]:
    """Return the forms that words name and no target stands for, as printed."""
    forms = (match[0] for name, worded in FORMS.items() if name not in ("others", "patients")
             for match in worded.finditer(words))  # fmt: skip
    return tuple(dict.fromkeys(forms))


def _names_any(words: str) -> bool:
    """Tell whether words name anything that is covered."""
    return bool((*named_targets(words), *other_forms(words)))


def _printed(words: str) -> Iterator[str]:
    found = (worded.search(words) for worded in (*TARGETS.values(), *FORMS.values()))
    yield from (match[0] for match in found if match)


def _asks(sentence: str, hide: re.Match[str], exempt: _Found) -> bool:
    """Tell whether a sentence asks to cover, and does not only speak of it."""
    if (
        exempt
        and exempt.start() <= hide.start() < exempt.end()
        and not _SAYS.hide.search(sentence, exempt.end())
    ):
        first, _ = _edges(sentence, exempt)
        return bool(first and _SAYS.hide.search(sentence[:first]))
    if (
        not _SAYS.must.search(sentence)
        and not re.match(r"\s*$", sentence[: hide.start()])
        and not _names_any(sentence)
    ):
        return False
    faulty = _SAYS.not_done.search(sentence[: hide.start()]) or _SAYS.badly_done.match(
        sentence, hide.start()
    )
    told = _SAYS.only_told.search(sentence) or (faulty and not _SAYS.to_do.search(sentence))
    return not told


def _object(
    sentence: str,
    hide: _Found,
    never: _Found,
    exempt: _Found,
) -> str:
    """Return the words of a sentence that name what is covered."""
    words = sentence
    if exempt:
        first, last = _edges(sentence, exempt)
        words = sentence[:first] + sentence[last:]
    if never and not hide:
        words = sentence[never.end() :]
    return re.sub(r"写作“[^”]*”|（例如[^）]*）", "", _SAYS.spared.sub("", words))


def _run(sentence: str, found: re.Match[str]) -> str:
    """Return the piece of a sentence that a find is in."""
    return sentence[slice(*_edges(sentence, found))].strip()


def _edges(sentence: str, found: re.Match[str]) -> tuple[int, int]:
    """Return where the piece of a sentence that a find is in begins and ends."""
    first, last = found.span()
    return piece_at(sentence, first, "，。；"), piece_behind(sentence, last)
