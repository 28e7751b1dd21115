"""Papers that a sentence or a cell names: items of lists, what only some hand in, alternatives.

A paper is called so (证书, 合同, 报告 …), or it is an item where a list asks for papers, whatever
it is called (社保清单, 年度考核).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zcdesk.notices.sentences.lexicon import entries
from zcdesk.resources import Patterns

_ROW = entries("papers")
_END = "|".join(sorted(_ROW["endings"], key=len, reverse=True))
_ENDING = re.compile(_END)
_ENDS = re.compile(rf"(?:{_END})$")
_SAYS = Patterns("notices/reading.toml", "papers")
_COLONS, _ITEMS = "：:】", "、；;\n\t|】和及与或并"
"""What is before the items of a list, and between them."""

_LONGEST_LINE = 60
"""Letters of a line that only lists; a longer one asks by a verb."""


@dataclass(frozen=True)
class NamedPaper:
    """One paper that a sentence names.

    Attributes:
        name: Its name without verbs and filling words; alternatives stay together (合同或任务书).
        words: The piece of the sentence that it is in.
        condition: Whom or what it is for, in the notice's words; "" for everybody.
        inside: It is in brackets behind another (成果文件（图纸、报告）), or called like no paper.
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


def papers_in(sentence: str, heading: str = "", listing: bool = False) -> tuple[NamedPaper, ...]:
    """Return the papers that a sentence names, in their order; a name comes once.

    Args:
        heading: What a name that says nothing itself (证书) is of.
        listing: It is part of a list of papers: its items are papers whatever they are called.
    """
    by_name: dict[str, NamedPaper] = {}
    for paper in _papers(sentence.replace("\0", "，"), heading, listing):
        named = any(name.endswith(paper.name) for name in by_name)
        if not named and not _SAYS.address.search(paper.name):
            by_name[paper.name] = paper
    return tuple(by_name.values())


def condition_of(sentence: str) -> str:
    """Return for whom a sentence is, by its beginning; "" for everybody."""
    for pattern in (_SAYS.conditional, _SAYS.level_list, _SAYS.some):
        match = pattern.match(sentence)
        who = match["who"].strip("，, ") if match else ""
        plain = re.sub(r"^(?:申报|其中|属于?)", "", who)
        none = _SAYS.all_persons.fullmatch(who) or _is_name(who) or _SAYS.acting.search(who)
        if len(plain) > 1 and not none:
            return who
    return ""


def counts_in(words: str) -> str:
    """Return how many of something are wanted, as printed (2篇（正高3篇）), "" without."""
    return "，".join(dict.fromkeys(match[0].strip() for match in _SAYS.count.finditer(words)))


def _papers(sentence: str, heading: str, listing: bool) -> Iterator[NamedPaper]:
    condition, asked = "", False
    given = _SAYS.given_by.search(sentence)  # …，工程系列提供
    givers = condition_of(given[0]) if given else ""
    pieces = [*_pieces(sentence)]
    kinds = _SAYS.kinds.search(sentence)
    called = [[*_names(piece.text, pieces, at)] for at, piece in enumerate(pieces)]
    head = next((at for at, piece in enumerate(pieces) if piece.mark in _COLONS and at), 0)
    for at, (piece, names) in enumerate(zip(pieces, called, strict=True)):
        if piece.mark in "，,；;。：:】\t":
            stated = condition_of(_unbracketed(sentence, piece.first))
            if stated or piece.mark in "；;。\t":
                condition = stated
            asked = asked and piece.mark != "\t"
        asked = asked or bool(_SAYS.wants.search(piece.text))
        behind = _bracket_condition(piece.bracket)
        if _SAYS.spared.search(piece.text):
            continue  # that paper need not be handed in
        text = piece.text.removeprefix(condition)
        names = names if text == piece.text else [*_names(text, pieces, at)]
        own = [] if names or not heading else [*_of_heading(text, heading)]
        item = piece.mark in _ITEMS or (piece.mark in _COLONS and not any(called[:head]))
        item = item or bool(_SAYS.one_more.match(piece.text))
        item = item and not (at < head and any(called[head:]))
        item = item and listing and (asked or len(sentence) <= _LONGEST_LINE)
        bare_item = [*_nominal(text)] if item and not (names or own) else []
        words = _with_years(sentence, piece)
        for name in (*names, *own, *bare_item):
            among = kinds and kinds.end() <= piece.first < _stop(sentence, kinds.end())
            yield NamedPaper(
                name, words, behind or condition or givers, bool(among or bare_item),
                asked or bool(bare_item), piece.first,
            )  # fmt: skip
        if piece.bracket and (names or asked) and not behind:
            yield from _inside(piece, condition, bool(names))


def _stop(sentence: str, place: int) -> int:
    comma = sentence.find("，", place)
    return comma if comma > 0 else len(sentence)


def _with_years(sentence: str, piece: _Piece) -> str:
    """Return the words of a piece, with the years that are listed before it."""
    years = _SAYS.years_before.search(sentence[: piece.first])
    first = years.start() if years else piece.first
    return sentence[first : piece.last].strip("，。；、：:】 ")


def _nominal(text: str) -> Iterator[str]:
    """Yield what an item of a list is called, where it can be a thing at all."""
    own = _SAYS.limit_behind.split(re.sub(r"^[A-Z]?\d{1,2}[.．、)）]\s*", "", text))[0]
    name = _plain_name(own)
    plain = re.sub(r"《|》", "", name)
    if _SAYS.thing.fullmatch(plain) and not _SAYS.no_thing.search(plain):
        yield plain


def _unbracketed(sentence: str, first: int) -> str:
    """Return what is behind a place, without brackets and what is in them."""
    masked = _masked(sentence)
    return "".join(sentence[at] for at in range(first, len(sentence)) if masked[at] != "\0")


def _inside(piece: _Piece, condition: str, named: bool) -> Iterator[NamedPaper]:
    """Yield papers listed in brackets (资格证明（聘书、执业证）)."""
    inner = re.sub(r"^(?:如|包括|含|指|即|例如)", "", piece.bracket)
    besides = _SAYS.besides.fullmatch(inner)
    if besides:  # （派遣的还需派遣合同）
        yield NamedPaper(besides["name"], inner, besides["who"], asked=True, place=piece.first)
    elif _SAYS.gives.search(inner):  # （经聘任的提供聘任合同）
        for paper in _papers(inner, "", False):
            yield replace(paper, condition=paper.condition or condition, place=piece.first)
    if besides or _SAYS.gives.search(inner) or "、" not in inner or _SAYS.years_in.search(inner):
        return
    for one in re.split(r"[、，]|或|和", re.sub(r"等$", "", inner)):
        name = _plain_name(one)
        if _ENDS.search(name) and not _SAYS.no_paper.search(name):
            yield NamedPaper(name, one.strip(), condition, named, True, piece.first)


def _bracket_condition(bracket: str) -> str:
    words = bracket.strip()
    whom = 2 <= len(words) <= 30 and _SAYS.for_whom.search(words)
    if not whom or any(
        pattern.search(words) for pattern in (_SAYS.not_for, _SAYS.spared, _SAYS.no_condition)
    ):
        return ""
    return re.sub(r"(?:的)?(?:需要?|须)?(?:提供|提交|上传|填写|传|交)$", "", words)


def _pieces(sentence: str) -> Iterator[_Piece]:
    """Yield the pieces of a sentence between commas, items and conjunctions, brackets set apart."""
    masked = _masked(sentence)
    first, mark = 0, ""
    for match in _SAYS.between.finditer(masked):
        word = match[0]
        if _SAYS.joined.fullmatch(word) and not _parts(masked, first, match.start(), match.end()):
            continue
        if word != "【":
            yield _piece(sentence, masked, first, match.start(), mark)
        mark = "\t" if word.isspace() or word == "|" else word[:1].strip("【〖")
        first = match.end()
    yield _piece(sentence, masked, first, len(sentence), mark)


def _parts(masked: str, first: int, at: int, behind: int) -> bool:
    """Tell whether a conjunction parts two papers (证书和文件) and is no part of one name."""
    left = re.sub(r"\0", "", masked[first:at]).strip()
    right = re.match(r"[^，。；、：:\t和及或与]*", masked[behind:])
    own = (right[0] if right else "").replace("\0", "").strip()
    ends = bool(_ENDS.search(_SAYS.trailing.sub("", left))) or left.endswith(("》", "”"))
    items = _SAYS.counted.search(left) and _SAYS.counted.search(own)
    return bool(items or (ends and (_ENDING.search(own) or own.startswith("《"))))


def _masked(sentence: str) -> str:
    """Return a sentence with what is in brackets as NUL, in titles as *; its length stays."""
    masked = sentence
    for _ in range(2):  # brackets in brackets
        masked = re.sub(r"[（(][^（）()]*[）)]", lambda found: "\0" * len(found[0]), masked)
    return re.sub(
        r"《[^》]*》|“[^”]*”",
        lambda found: found[0][0] + "*" * (len(found[0]) - 2) + found[0][-1],
        masked,
    )


def _piece(sentence: str, masked: str, first: int, last: int, mark: str) -> _Piece:
    text = "".join(sentence[at] for at in range(first, last) if masked[at] != "\0")
    runs = [*re.finditer("\0+", masked[first:last])]
    inside = sentence[first + runs[-1].start() : first + runs[-1].end()] if runs else ""
    plain = re.sub(r"^[A-Z]\d{1,2}[.、\s]\s*", "", text.strip())
    return _Piece(first, last, mark, plain, inside.strip("（）()"))


def _names(text: str, pieces: Sequence[_Piece], at: int) -> Iterator[str]:
    """Yield the names of papers in one piece; half a name (学历、学位证书) takes its end."""
    titles = [re.sub(r"\s+", "", title) for title in re.findall(r"《([^》]{2,40})》", text)]
    rest = re.sub(r"《[^》]*》", " ", text)
    for name in titles:
        if (_ENDS.search(name) and not _SAYS.no_title.search(name)) or _SAYS.opinions.search(name):
            yield name
    for quoted in _SAYS.quoted.findall(rest):
        before = rest[: rest.find(quoted)][-8:]
        for one in quoted.split("、"):
            sheet = _ENDS.search(one) and _SAYS.sheet.search(one)
            if _SAYS.added.search(before) or (sheet and not _SAYS.typed.search(before)):
                yield re.sub(r"\s+", "", one)
    rest = re.sub(r"“[^”]*”", " ", rest)
    name = _name_in(rest)
    subject = _SAYS.hands_over.match(rest)
    before = _name_in(subject[1]) if subject and name else ""
    if name:
        yield from filter(None, (before, name))  # 论文传封面: both
    elif not titles and at + 1 < len(pieces):
        yield from _half(rest, pieces[at + 1])


def _of_heading(text: str, heading: str) -> Iterator[str]:
    own = _plain_name(text)
    named = re.fullmatch(r"[\u4e00-\u9fff]{2,8}", heading) and not _ENDS.search(heading)
    if named and not _SAYS.acts.search(heading) and _SAYS.bare.fullmatch(own):
        yield heading + own


def _half(rest: str, behind: _Piece) -> Iterator[str]:
    half = re.search(rf"(?:{'|'.join(_ROW['halves'])})$", rest)
    whole = re.search(r"(证书|证明|材料|报告|文件|书)$", _SAYS.trailing.sub("", behind.text))
    if half and whole and behind.mark in "、和及与或":
        yield half[0] + whole[1]


def _name_in(text: str) -> str:
    """Return the one name of a paper that a piece ends with, or whose requirements follow."""
    words = re.sub(r"\s+", "", text)
    if not re.match(r"\d{4}", words):
        words = re.sub(r"^[\d①-⑳]{1,3}[.．、）)]?", "", words)
    ends = (match.end() for at in range(len(words)) if (match := _ENDING.match(words, at)))
    last = max(ends, default=0)
    if not last or (words[last:] and not _SAYS.goes_on.match(words[last:])):
        return ""
    name = _plain_name(words[:last])
    good = 2 <= len(name) <= 24 and not _SAYS.no_paper.search(name) and _is_name(name)
    return name if good else ""


def _is_name(words: str) -> bool:
    """Tell whether words are the name of a paper and not a sentence about it."""
    plain = _SAYS.trailing.sub("", words)
    return bool(_ENDS.search(plain)) and not _SAYS.says_more.search(words)


def _plain_name(words: str) -> str:
    """Return a paper's name without the verb and the filling words before it."""
    before = None
    words = re.sub(r"\s+", "", words)
    while before != words:
        before = words
        words = _SAYS.filling.sub("", _SAYS.leading.sub("", words))
    _, of, own = words.rpartition("的")
    empty = _SAYS.generic.fullmatch(own) or (len(own) < 3 and not _ENDS.search(own))
    if of and len(own) >= 2 and not empty:
        words = own
    shorter = _SAYS.trailing.sub("", re.sub(r"[代替]替.*$", "", words))
    shorter = _SAYS.counted.sub("", shorter)
    shorter = _SAYS.trailing.sub("", shorter)
    return shorter if len(shorter) >= 2 else words


def either_joined(sentence: str, papers: tuple[NamedPaper, ...]) -> tuple[NamedPaper, ...]:
    """Return papers with those that 或 joins as one (聘书或劳动合同): two musts would be wrong."""
    joined: list[NamedPaper] = []
    for paper in papers:
        before = joined[-1] if joined else None
        if before and not paper.inside and before.condition == paper.condition:
            between = sentence[before.place + len(before.words) : paper.place]
            if re.fullmatch(r"\s*(?:（[^（）]*）)?[，,]?\s*或者?\s*", between):
                name = f"{before.name}或{paper.name}"[:30]
                last = paper.place + len(paper.words)
                words = sentence[before.place : last].strip("，。；、：: ")
                joined[-1] = replace(before, name=name, words=words)
                continue
        joined.append(paper)
    return tuple(joined)
