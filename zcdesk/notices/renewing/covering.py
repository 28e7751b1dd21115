"""What a sentence asks to cover: whose, which words and forms, where not.

What no target stands for (致谢, 页眉, 简称) is named too; nothing of a sentence is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zcdesk.notices.lexicon import LEVEL, any_of, entries
from zcdesk.notices.renewing.amounts import piece_at, piece_behind
from zcdesk.notices.renewing.clauses import Clause
from zcdesk.notices.renewing.proposals import Proposal, ProposalKind, ProposalValue

_HIDE = any_of("words", "hide")
_NEVER = any_of("words", "hide_not")
_EXEMPT = any_of("words", "hide_exempt")
_MUST = any_of("words", "must")
_BLIND = any_of("words", "blind")
_SCOPES = re.compile(
    r"(\d(?:\.\d)+(?:[至、\-—]\d(?:\.\d)+)*[^，。；]{0,4}栏[^，。；]{0,6}|所有(?:上传的?)?(?:附件|材料)(?:材料)?|附件材料|全部附件|代表作|附件|材料)"
)
_PATIENTS = any_of("forms", "patients")
_ONLY_TEXT = re.compile(r"总结|报告|论文|小结|述职")


def covering(sentence: str, clause: Clause, before: bool) -> Iterator[Proposal]:
    """Yield what a sentence says of covering.

    Args:
        before: A sentence of the same clause before it speaks of covering already.
    """
    hide, never = _HIDE.search(sentence), _NEVER.search(sentence)
    exempt = _EXEMPT.search(sentence)
    if exempt and (before or hide or re.search(r"遮|隐|涂|匿名|盲", clause.text)):
        told: dict[str, ProposalValue] = {
            "except": sentence.strip(),
            "words": _run(sentence, exempt),
        }
        targets = named_targets(_run(sentence, exempt))
        yield Proposal(
            ProposalKind.MASKING,
            f"除外：{_run(sentence, exempt)}",
            sentence,
            False,
            told | {"left": targets},
        )
    asked = bool(hide and _asks(sentence, hide, exempt))
    said = bool(
        never and (named_targets(sentence[never.end() :]) or other_forms(sentence[never.end() :]))
    )
    also = (
        before
        and not (hide or never or exempt)
        and re.search(r"一并处理|同样处理|也要|同样", sentence)
    )
    if not (asked or said or also):
        return
    whole = _object(sentence, hide, never if said else None, exempt)
    blind = _BLIND.search(sentence) or _BLIND.search(clause.text)
    others = [piece for piece in re.split(r"[，；。]", whole) if _of_others(piece)]
    for piece in others:
        told = {"patients": True, "words": piece.strip(), "title": piece.strip()[:20]}
        value = f"{_PATIENTS.search(piece)[0]}：{'、'.join(_printed(piece))}"  # type: ignore[index]
        yield Proposal(ProposalKind.MASKING, value, sentence, False, told)
    object_words = "，".join(piece for piece in re.split(r"[，；。]", whole) if piece not in others)
    targets, forms = named_targets(object_words), other_forms(object_words)
    if not targets and not forms:
        return
    scope = _SCOPES.search(sentence)
    level = re.search(LEVEL, sentence)
    told = {
        "targets": targets, "forms": forms, "blind": blind[0] if blind else "",
        "others": "others" in _form_ids(object_words), "scope": scope[1] if scope else "",
        "level": level[0] if level else "", "words": sentence.strip(),
    }  # fmt: skip
    value, sure = ",".join((*targets, *forms)), bool(targets)
    if said and not hide and _ONLY_TEXT.search(sentence) and not blind and not before:
        yield Proposal(ProposalKind.FORBIDDEN_WORDS, value, sentence, sure, told)
        sure = False  # on its pages too: a person tells
    yield Proposal(ProposalKind.MASKING, value, sentence, sure, told)


def speaks_of_covering(sentence: str) -> bool:
    """Tell whether a sentence is about what is covered, however it words it."""
    never = _NEVER.search(sentence)
    named = named_targets(sentence) or other_forms(sentence)
    return bool(named and (_HIDE.search(sentence) or never or _BLIND.search(sentence)))


def hides(sentence: str) -> bool:
    """Tell whether a sentence has a word for covering."""
    return bool(_HIDE.search(sentence))


def _of_others(piece: str) -> bool:
    """Tell whether what is covered there is a patient's, not the applicant's."""
    own = re.search(r"申报人|本人|作者|申请人|参评人", piece)
    return bool(_PATIENTS.search(piece) and not own and any(_printed(piece)))


def left_over(sentence: str, carried: str) -> str:
    """Return the letters of a sentence on covering that name neither what is covered nor how.

    Args:
        carried: Words that the profile's own values hold: forms, scope.
    """
    rest = re.sub(r"[（(]\d+[）)]|[\s，。；：:、“”‘’（）()《》]", " ", sentence)
    for one in sorted(filter(None, carried.split("\n")), key=len, reverse=True):
        rest = rest.replace(one, " ") if len(one) > 1 else rest
    for pattern in (_HIDE, _NEVER, _BLIND, *(any_of("targets", one) for one in entries("targets"))):
        rest = pattern.sub(" ", rest)
    return "".join(any_of("covering_idle", "words").sub(" ", rest).split())


def only_spares(sentence: str) -> bool:
    """Tell whether a sentence only tells what is not covered: more is covered without it."""
    exempt = _EXEMPT.search(sentence)
    rest = _EXEMPT.sub(" ", sentence)
    return bool(exempt) and not _HIDE.search(rest) and not _NEVER.search(rest)


def named_targets(words: str) -> tuple[str, ...]:
    """Return the targets that words name, in the order of the lexicon."""
    return tuple(
        name for name, shapes in entries("targets").items() if re.search("|".join(shapes), words)
    )


def other_forms(words: str) -> tuple[str, ...]:
    """Return the forms that words name and no target stands for, as printed."""
    found = []
    for name, shapes in entries("forms").items():
        match = re.search("|".join(shapes), words)
        if match and name not in ("others", "patients"):
            found.append(match[0])
    return tuple(found)


def _form_ids(words: str) -> tuple[str, ...]:
    return tuple(
        name for name, shapes in entries("forms").items() if re.search("|".join(shapes), words)
    )


def _printed(words: str) -> Iterator[str]:
    for shapes in (*entries("targets").values(), *entries("forms").values()):
        match = re.search("|".join(shapes), words)
        if match:
            yield match[0]


def _asks(sentence: str, hide: re.Match[str], exempt: re.Match[str] | None) -> bool:
    """Tell whether a sentence asks to cover, and does not only speak of it."""
    if (
        exempt
        and exempt.start() <= hide.start() < exempt.end()
        and not _HIDE.search(sentence, exempt.end())
    ):
        first = piece_at(sentence, exempt.start(), "，。；")
        return bool(first and _HIDE.search(sentence[:first]))
    if (
        not _MUST.search(sentence)
        and not re.match(r"\s*$", sentence[: hide.start()])
        and not named_targets(sentence)
    ):
        return False
    if re.search(r"未(?:按要求)?(?:遮|隐|涂)", sentence) and not re.search(
        r"(?:须|应|要|请|将|必须)[^，。；]{0,24}(?:遮|隐|涂|去)", sentence
    ):
        return False
    if re.search(r"系统[^，。；]{0,8}自动(?:隐藏|遮盖|屏蔽)", sentence) and not re.search(
        r"自行", sentence
    ):
        return False
    doubtful = re.search(r"如(?:无)?需|是否|检查|【", sentence)
    return not doubtful or bool(re.search(r"须|应将|必须", sentence))


def _object(
    sentence: str,
    hide: re.Match[str] | None,
    never: re.Match[str] | None,
    exempt: re.Match[str] | None,
) -> str:
    """Return the words of a sentence that name what is covered."""
    words = sentence
    if exempt:
        first, last = (
            piece_at(sentence, exempt.start(), "，。；"),
            piece_behind(sentence, exempt.end()),
        )
        aim = sentence[last:] if re.match(r"[^，。；]*(?:以外|除外)", sentence[first:last]) else ""
        words = aim or sentence[:first] + sentence[last:]
    if never and not hide:
        return sentence[never.end() :]
    return re.sub(r"写作“[^”]*”|（例如[^）]*）", "", words)


def _run(sentence: str, found: re.Match[str]) -> str:
    """Return the piece of a sentence that a find stands in."""
    return sentence[
        piece_at(sentence, found.start(), "，。；") : piece_behind(sentence, found.end())
    ].strip()
