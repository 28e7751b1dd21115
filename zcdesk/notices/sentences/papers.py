"""Papers that a sentence names: items of lists, what only some people hand in, alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zcdesk.notices.sentences.lexicon import entries
from zcdesk.resources import Patterns

_ROW = entries("papers")
_END = "|".join(sorted(_ROW["endings"], key=len, reverse=True))
_ENDING = re.compile(_END)
_ENDS = re.compile(rf"(?:{_END})$")
_SAYS = Patterns("notices/reading.toml", "papers")


@dataclass(frozen=True)
class NamedPaper:
    """One paper that a sentence names.

    Attributes:
        name: Its name without verbs and filling words; alternatives stay together (合同或任务书).
        words: The piece of the sentence that it is in.
        condition: Whom or what it is for, in the notice's words; "" for everybody.
        inside: It is in brackets behind another (成果文件（图纸、报告）).
        asked: A verb that asks for it is before it.
        place: Where its piece begins in the sentence.
    """

    name: str
    words: str
    condition: str = ""
    inside: bool = False
    asked: bool = False
    place: int = 0


@dataclass(frozen=True)
class _Piece:
    first: int
    last: int
    mark: str  # what is before it: ， 、 或 和 …
    text: str
    bracket: str


def papers_in(sentence: str, heading: str = "") -> tuple[NamedPaper, ...]:
    """Return the papers that a sentence names, in their order; a name comes once.

    Args:
        heading: What a name that says nothing itself (证书) is of.
    """
    found: dict[str, NamedPaper] = {}
    for paper in _papers(sentence, heading):
        named = any(name.endswith(paper.name) for name in found)
        if not named and not _SAYS.address.search(paper.name):
            found[paper.name] = paper
    return tuple(found.values())


def condition_of(sentence: str) -> str:
    """Return whom a sentence is for where it begins with that, "" for everybody."""
    for pattern in (_SAYS.conditional, _SAYS.level_list, _SAYS.some):
        found = pattern.match(sentence)
        if found:
            who = found["who"].strip("，, ")
            bare_who = re.sub(r"^(?:申报|其中|属于?)", "", who)
            if (
                len(bare_who) >= 2
                and not _SAYS.all_persons.fullmatch(who)
                and not _is_name(who)
                and not _SAYS.acting.search(who)
            ):
                return who
    return ""


def counts_in(words: str) -> str:
    """Return how many of something are wanted, as printed (2篇（正高3篇）), "" without."""
    return "，".join(dict.fromkeys(found[0].strip() for found in _SAYS.count.finditer(words)))


def _papers(sentence: str, heading: str) -> Iterator[NamedPaper]:
    condition, asked = "", False
    pieces = list(_pieces(sentence))
    counted = re.search(
        r"\d\s*篇[^：，。]*：(?=[^。；，]*或)|[一二两三]篇[^：，。]*：(?=[^。；，]*或)", sentence
    )
    kinds = counted.end() - 1 if counted else 0
    stop = sentence.find("，", kinds) if kinds else 0
    for at, piece in enumerate(pieces):
        if piece.mark in "，,；;。：:\t" or not piece.mark:
            stated = condition_of(_unbracketed(sentence, piece.first))
            if stated or piece.mark in "；;。\t":
                condition = stated
            if piece.mark == "\t":
                asked = False
        asked = asked or bool(_SAYS.wants.search(piece.text))
        behind = _bracket_condition(piece.bracket)
        text = re.sub(r"^[A-Z]\d{1,2}[.、\s]\s*", "", piece.text)
        if _SAYS.spared.search(text):
            continue  # that paper need not be handed in
        if condition and text.startswith(condition):
            text = text[len(condition) :]
        names = list(_names(text, pieces, at))
        if not names and heading:
            names = [*_of_heading(text, heading)]
        for name in names:
            years = _SAYS.years_before.search(sentence[: piece.first])
            first = years.start() if years else piece.first
            words = sentence[first : piece.last].strip("，。；、：: ")
            yield NamedPaper(
                name,
                words,
                behind or condition,
                kinds > 0 and kinds < piece.first < (stop if stop > 0 else len(sentence)),
                asked,
                piece.first,
            )
        if piece.bracket and (names or asked) and not behind:
            yield from _inside(piece, condition, bool(names))


def _unbracketed(sentence: str, first: int) -> str:
    """Return what is behind a place, without brackets and what is in them."""
    masked = _masked(sentence)
    return "".join(sentence[at] for at in range(first, len(sentence)) if masked[at] != "\0")


def _inside(piece: _Piece, condition: str, named: bool) -> Iterator[NamedPaper]:
    """Yield papers listed in brackets (资格证明（聘书、执业证）)."""
    inner = re.sub(r"^(?:如|包括|含|指|即|例如)", "", piece.bracket)
    besides = _SAYS.besides.fullmatch(inner)
    if besides and _ENDS.search(besides["name"]):  # （派遣的还需派遣合同）
        yield NamedPaper(besides["name"], inner, besides["who"], asked=True, place=piece.first)
    elif _SAYS.gives.search(inner):  # （经聘任的提供聘任合同）
        for paper in _papers(inner, ""):
            yield replace(paper, condition=paper.condition or condition, place=piece.first)
    if besides or _SAYS.gives.search(inner):
        return
    if "、" not in inner or re.search(r"^\d{4}|年度?[、）]", inner):
        return
    for one in re.split(r"[、，]|或|和", re.sub(r"等$", "", inner)):
        name = _plain_name(one)
        if _ENDS.search(name) and 2 <= len(name) <= 16 and not _SAYS.no_paper.search(name):
            yield NamedPaper(name, one.strip(), condition, named, True, piece.first)


def _bracket_condition(bracket: str) -> str:
    words = bracket.strip()
    if (
        not 2 <= len(words) <= 30
        or not _SAYS.for_whom.search(words)
        or _SAYS.not_for.fullmatch(words)
    ):
        return ""
    if (
        _SAYS.spared.search(words)
        or re.search(r"^(?:含|即|如[^有]|系统|单位盖章|本人|由|见|可|以)", words)
        or re.search(r"签[字名]|盖章", words)
    ):
        return ""
    return re.sub(r"(?:的)?(?:需要?|须)?(?:提供|提交|上传|填写)$", "", words)


def _pieces(sentence: str) -> Iterator[_Piece]:
    """Yield the pieces of a sentence between commas, items and conjunctions, brackets set apart."""
    masked = _masked(sentence)
    first, mark = 0, ""
    for found in re.finditer(
        rf"[，,。；;、\n：:\t|]|(?<=[\u4e00-\u9fff\0》”])\s{{2,}}|{_SAYS.joined.pattern}", masked
    ):
        word = found[0]
        if _SAYS.joined.fullmatch(word) and not _parts(masked, first, found.start(), found.end()):
            continue
        yield _piece(sentence, masked, first, found.start(), mark)
        first, mark = found.end(), "\t" if word.isspace() or word == "|" else word
    yield _piece(sentence, masked, first, len(sentence), mark)


def _parts(masked: str, first: int, at: int, behind: int) -> bool:
    """Tell whether a conjunction parts two papers (证书和文件) and is no part of one name."""
    left = re.sub(r"\0", "", masked[first:at]).strip()
    right = re.match(r"[^，。；、：:\t和及或与]*", masked[behind:])
    own = (right[0] if right else "").replace("\0", "").strip()
    ends = bool(_ENDS.search(_SAYS.trailing.sub("", left))) or left.endswith(("》", "”"))
    return ends and bool(
        _ENDS.search(own) or re.search(rf"(?:{_END})", own) or own.startswith("《")
    )


def _masked(sentence: str) -> str:
    """Return a sentence with what is in brackets as NUL, in titles as *; its length stays."""
    masked = re.sub(r"[（(][^（）()]*[）)]", lambda found: "\0" * len(found[0]), sentence)
    masked = re.sub(r"[（(][^（）()]*[）)]", lambda found: "\0" * len(found[0]), masked)
    return re.sub(
        r"《[^》]*》|“[^”]*”",
        lambda found: found[0][0] + "*" * (len(found[0]) - 2) + found[0][-1],
        masked,
    )


def _piece(sentence: str, masked: str, first: int, last: int, mark: str) -> _Piece:
    text = "".join(sentence[at] for at in range(first, last) if masked[at] != "\0")
    runs = list(re.finditer("\0+", masked[first:last]))
    inside = sentence[first + runs[-1].start() : first + runs[-1].end()] if runs else ""
    return _Piece(first, last, mark, text.strip(), inside.strip("（）()"))


def _names(text: str, pieces: list[_Piece], at: int) -> Iterator[str]:
    """Yield the names of papers in one piece; half a name (学历、学位证书) takes its end."""
    titles = re.findall(r"《([^》]{2,40})》", text)
    rest = re.sub(r"《[^》]*》", " ", text)
    for title in titles:
        name = re.sub(r"\s+", "", title)
        if (
            _ENDS.search(name)
            and not re.search(r"通知|办法|条件|标准|规定|条例|意见|方案$|目录$|指南|手册", name)
        ) or re.search(r"推荐意见|鉴定意见", name):
            yield name
    quotes = [one for inner in re.findall(r"“([^”]{2,60})”", rest) for one in inner.split("、")]
    for quoted in quotes:
        if (
            _ENDS.search(quoted)
            and re.search(r"表|书|单|证明", quoted[-3:])
            and not re.search(r"点击|填写|写", rest[: rest.find(quoted)][-8:])
        ):
            yield re.sub(r"\s+", "", quoted)
    rest = re.sub(r"“[^”]*”", " ", rest)
    name = _name_in(rest)
    if name:
        yield name
    elif not titles and at + 1 < len(pieces):
        yield from _half(rest, pieces[at + 1])


def _of_heading(text: str, heading: str) -> Iterator[str]:
    own = _plain_name(text)
    if (
        _SAYS.bare.fullmatch(own)
        and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", heading)
        and not _ENDS.search(heading)
    ):
        yield heading + own


def _half(rest: str, behind: _Piece) -> Iterator[str]:
    half = re.search(rf"(?:{'|'.join(_ROW['halves'])})$", rest)
    whole = re.search(r"(证书|证明|材料|报告|文件|书)$", _SAYS.trailing.sub("", behind.text))
    if half and whole and behind.mark in "、和及与或":
        yield half[0] + whole[1]


def _name_in(text: str) -> str:
    """Return the one name of a paper that a piece ends with, or whose requirements follow."""
    words = re.sub(r"\s+", "", text)
    words = (
        re.sub(r"^[\d①-⑳]{1,3}[.．、）)]?", "", words) if not re.match(r"\d{4}", words) else words
    )
    ends = (found.end() for at in range(len(words)) if (found := _ENDING.match(words, at)))
    last = max(ends, default=0)
    if not last:
        return ""
    rest = words[last:]
    if rest and not _SAYS.goes_on.match(rest):
        return ""
    name = _plain_name(words[:last])
    good = 2 <= len(name) <= 24 and not _SAYS.no_paper.search(name) and _is_name(name)
    return name if good else ""


def _is_name(words: str) -> bool:
    """Tell whether words are the name of a paper and not a sentence about it."""
    return bool(_ENDS.search(_SAYS.trailing.sub("", words))) and not re.search(
        r"一个|可(?![行研])|[须将]|应(?![用届聘急])|写明|注明|看出|告知|退回|全部|单个|每[个件张]|不得|不少于|是否|审核|要求(?!书)|不一致|一致|上传|提交|根据|按照|取得|填报|盖章|出现|[^名]为|由|进行|开展|完成(?!情况)|公示.*公示|签署",
        words,
    )


def _plain_name(words: str) -> str:
    """Return a paper's name without the verb and the filling words before it."""
    before = None
    words = re.sub(r"\s+", "", words)
    while before != words:
        before = words
        words = _SAYS.filling.sub("", _SAYS.leading.sub("", words))
    _, of, own = words.rpartition("的")
    if (
        of
        and len(own) >= 2
        and not (_SAYS.generic.fullmatch(own) or (len(own) < 3 and not _ENDS.search(own)))
    ):
        words = own
    shorter = _SAYS.trailing.sub("", re.sub(r"[代替]替.*$", "", words))
    shorter = re.sub(r"[一两二三四五六七八九十\d]+[份篇张项套件个部本]?$", "", shorter)
    return shorter if len(shorter) >= 2 else words


def either_joined(sentence: str, papers: tuple[NamedPaper, ...]) -> tuple[NamedPaper, ...]:
    """Return papers with those that 或 joins as one (聘书或劳动合同): two musts would be wrong."""
    kept: list[NamedPaper] = []
    for paper in papers:
        before = kept[-1] if kept else None
        if before and not paper.inside and before.condition == paper.condition:
            between = sentence[before.place + len(before.words) : paper.place]
            if re.fullmatch(r"\s*(?:（[^（）]*）)?\s*或者?\s*", between):
                name = f"{before.name}或{paper.name}"
                words = sentence[before.place : paper.place + len(paper.words)].strip(
                    "，。；、：: "
                )
                kept[-1] = replace(before, name=name[:30], words=words)
                continue
        kept.append(paper)
    return tuple(kept)
