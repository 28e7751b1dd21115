"""Items of lists that are called like no paper and are papers by where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.papers import NamedPaper, papers_in
from zcdesk.notices.sentences.proposals import FactProposal
from zcdesk.notices.sentences.table_rows import EMPTY_CELL, FREE_CELL, LEVEL_CELL, LEVELS, Row
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "list_items", "papers")

IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
LENGTH = re.compile(r"\d{3,5}\s*字|字数")


def unnamed_items(clause: Clause, sentence: str, among: bool) -> Iterator[NamedPaper]:
    """Yield an item of a list of papers that is called like none, where its neighbours are."""
    words = IN_BRACKETS.sub("", sentence).strip("；。， ")
    name = re.sub(
        r"[一两二三四五六\d]+[份篇项张个本]$|^[^的]{1,10}的(?=[\u4e00-\u9fff]{2})", "", words
    )
    beside = [
        one for one in clause.sentences if one != sentence and len(one) < 30 and papers_in(one)
    ]
    listed = among or len(beside) > 1 or LENGTH.search(sentence)
    if listed and re.fullmatch(r"[\u4e00-\u9fff]{2,12}", name) and not _SAYS.verbs.search(name):
        yield NamedPaper(name, name, inside=True, asked=True)


def counted_items(sentence: str, known: Sequence[NamedPaper]) -> Iterator[NamedPaper]:
    """Yield what is counted like a paper beside others (或案例分析1篇)."""
    for piece in re.split(r"[，、；。：]|或者?", IN_BRACKETS.sub("", sentence)):
        found = re.fullmatch(
            r"([\u4e00-\u9fff]{2,10})[一两二三四五六\d]{1,2}[篇份本件册]", piece.strip()
        )
        if (
            found
            and not _SAYS.verbs.search(found[1])
            and not any(one.name in found[1] for one in known)
        ):
            yield NamedPaper(found[1], found[0], inside=True, asked=True)


def items(cell: str, known: Sequence[NamedPaper]) -> Iterator[NamedPaper]:
    """Yield what a cell of a column of papers lists, also what is not called like a paper."""
    yield from known
    plain = re.sub(r"[（(][^（）()]*[）)]", "", cell)
    for one in re.split(r"[、；;]|\s{2,}", plain):
        name = re.sub(
            r"(?:正反面|任选|各?[一二两三四五六\d]+[份篇项张个本]|原件|复印件)+$",
            "",
            one.strip(" 。"),
        )
        said = any(name in paper.name or paper.name in name for paper in known)
        if re.fullmatch(r"[\u4e00-\u9fff]{2,12}", name) and not said:
            yield NamedPaper(name, name, asked=True)


def of_remark(remark: str, known: Sequence[NamedPaper]) -> Iterator[NamedPaper]:
    """Yield what a remark asks for besides (不一致的附说明（派遣协议）), under its condition."""
    for piece in re.split(r"[，。；]", remark):
        asked = _SAYS.besides.fullmatch(piece.strip())
        names = [one for one in (asked["name"], asked["more"]) if one] if asked else []
        for name in names:
            if not any(name in one.name or one.name in name for one in known):
                yield NamedPaper(
                    name, name, condition=asked["who"].strip() if asked else "", asked=True
                )


def for_whom(row: Row) -> tuple[str, str, bool]:
    """Return a row's remark, whom it is for, and whether everybody is freed from it (免传)."""
    levels = [head for head, cell in row.cells if LEVELS.search(head) and LEVEL_CELL.search(cell)]
    spared = [head for head, cell in row.cells if LEVELS.search(head) and EMPTY_CELL.search(cell)]
    told = (cell for head, cell in row.cells if re.search(r"备注|适用|对象|条件|说明", head))
    remark = next(told, "")
    condition = "、".join(levels) if levels and spared else ""
    whom = next((cell for head, cell in row.cells if re.search(r"适用|对象", head)), "")
    if _SAYS.spared.search(remark) or FREE_CELL.fullmatch(remark):
        condition = ""
    elif whom and not re.match(r"全[部体员]|所有|均|[各每]|[/—\-]", whom):
        condition = whom
    elif not condition and re.search(r"的(?:提供|提交|上传|填写)?$|人员|者$|仅|如有", remark):
        condition = re.sub(r"(?:如有)?[可须应]?(?:提供|提交|上传|填写)$", "", remark)
    cells = [cell for _, cell in row.cells]
    freed = spared or any(re.fullmatch(r"免[传交报填]", cell) for cell in cells)
    wanted = any(LEVEL_CELL.search(cell) or FREE_CELL.fullmatch(cell) for cell in cells)
    return remark, condition, bool(freed and not wanted and not condition)


def row_quote(row: Row, words: str, slot: FactProposal) -> str:
    """Return the words of a row that a slot carries: its section, name, years and condition."""
    before, _, behind = row.sentence.partition(words)
    years = _SAYS.series.search(behind) if slot.told.get("years") else None
    condition = str(slot.told.get("condition") or "\0")
    pieces = (row.section if row.section in before else "", words, years[0] if years else "",
              condition if condition in behind else "")  # fmt: skip
    return "…".join(filter(None, pieces))
