"""How much, how often, how long: fees, limits of words, files, posting, returns, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.lexicon import LEVEL
from zcdesk.notices.sentences.papers import papers_in
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.table_rows import rows
from zcdesk.quantities.days import clock_times, written_years
from zcdesk.quantities.numerals import HAN_ORDINALS, as_number, plain_digits, without_marks
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "amounts")


def amounts(sentence: str, clause: Clause) -> Iterator[FactProposal]:
    """Yield what a sentence says of money, words, files, posting, returns and copies."""
    plain = plain_digits(sentence)
    yield from _files(sentence, clause)
    yield from _texts(sentence, clause)
    yield from _posting(sentence, plain)
    yield from _returns(sentence, plain, clause)
    yield from _money(sentence, plain, clause)
    yield from _copies(sentence, plain, clause)
    yield from _terms_of_years(sentence, plain)


def _terms_of_years(sentence: str, plain: str) -> Iterator[FactProposal]:
    """Yield for how many years something is asked (满5年, 近三年); which ones a person tells."""
    for match in _SAYS.years_asked.finditer(plain):
        number = as_number(match[1] or match[2])
        if number and number < 41:
            values: dict[str, ProposalValue] = {"words": sentence[match.start() : match.end()]}
            yield FactProposal(ProposalKind.YEARS, str(number), sentence, False, values)
    listed = written_years(plain)
    if len(listed) > 1 and re.search(
        f"考核|继续教育|学时|学分|公需|成绩|业绩|社保|学年|近[{HAN_ORDINALS}\\d]+年", sentence
    ):
        years: dict[str, ProposalValue] = {"years": listed}
        yield FactProposal(ProposalKind.YEARS, ",".join(map(str, listed)), sentence, False, years)


def piece_at(text: str, place: int, marks: str = "，。；、：:\t") -> int:
    """Return where the piece of a sentence begins that ``place`` is in."""
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def piece_behind(text: str, place: int, marks: str = "，。；\t") -> int:
    """Return where the piece of a sentence ends that ``place`` is in."""
    return min((at for mark in marks if (at := text.find(mark, place)) >= 0), default=len(text))


def _words(sentence: str, first: int, last: int) -> str:
    return sentence[piece_at(sentence, first, "，。；\t") : piece_behind(sentence, last)].strip()


def _level_before(text: str, place: int) -> str:
    """Return the level named just before a place (副高级3000字), "" without one."""
    match = _SAYS.level_before.search(text[piece_at(text, place, "，。；、（）()\t") : place])
    return match[1] if match else ""


def _files(sentence: str, clause: Clause) -> Iterator[FactProposal]:
    """Yield kinds, sizes and names of files; what a sentence refuses is none."""
    seen: set[str] = set()
    patterns = {"格式": _SAYS.format, "文件大小": _SAYS.size, "分辨率": _SAYS.dpi,
                "像素": _SAYS.pixels, "文件名": _SAYS.named}  # fmt: skip
    if _SAYS.of_files.search(sentence):
        patterns["件数"] = _SAYS.files
    if re.search(r"扫描|附件|图片|图像|拍|上传", sentence) and not clause.heading.endswith(
        "联系方式"
    ):
        patterns["图片要求"] = _SAYS.quality
    for match, title in sorted(
        ((match, title) for title, pattern in patterns.items()
         for match in pattern.finditer(sentence)), key=lambda one: one[0].start(),
    ):  # fmt: skip
        first = piece_at(sentence, match.start(), "，。；\t")
        value = _file_value(title, match)
        refused = title != "图片要求" and _SAYS.refused.search(sentence[first : match.start()])
        if value in seen or refused:
            continue
        seen.add(value)
        own = title in ("文件名", "图片要求")
        values: dict[str, ProposalValue] = {
            "title": title, "shown": match[1].upper() if title == "格式" else match[0][:40],
            "about": _paper_of(sentence, match.start(), clause),
            "words": match[0].strip() if own else _words(sentence, match.start(), match.end()),
        }  # fmt: skip
        yield FactProposal(ProposalKind.FORMAT, value, sentence, told=values)


def _file_value(title: str, found: re.Match[str]) -> str:
    if title == "文件大小":
        unit = "K" if found["unit"] in "KkKBkb" else "M"
        least = f"{found['least']}-" if found["least"] else ""
        return f"{least}{found['most']}{unit}B"
    if title in ("格式", "分辨率", "图片要求"):
        return found[1].lower() + "dpi" * (title == "分辨率")
    return found[0].strip()


def _paper_of(sentence: str, place: int, clause: Clause) -> str:
    """Return the paper that a value is about: of its row, of its piece, of the heading of its
    item; "" for all."""
    own = next((row.papers for row in rows(clause.text) if row.sentence == sentence), "")
    if own:
        return own
    piece = sentence[piece_at(sentence, place, "。；") : place]
    near_names = [paper.name for paper in papers_in(piece)]
    kinds = _SAYS.of_kind.findall(piece)
    if kinds or _SAYS.of_all.search(piece):
        return "、".join((*kinds[-1:], *near_names * bool(kinds)))
    named = [*near_names, *(paper.name for paper in papers_in(clause.heading))]
    subject = _SAYS.files_subject.search(sentence[:place])
    if subject:
        return subject[1]
    return "" if _SAYS.of_all.search(sentence[:place]) else next(iter(named), "")


def _texts(sentence: str, clause: Clause) -> Iterator[FactProposal]:
    """Yield limits of letters; each level of a sentence has its own."""
    taken: list[tuple[int, int]] = []
    for pattern in (_SAYS.between, _SAYS.at_least, _SAYS.at_most, _SAYS.some):
        for match in pattern.finditer(sentence):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            numbers = [as_number(group) for group in match.groups() if group]
            if None in numbers:  # 二三百字
                continue
            first, last = match.span()
            low = numbers[0] if pattern in (_SAYS.between, _SAYS.at_least) else None
            high = numbers[-1] if pattern in (_SAYS.between, _SAYS.at_most) else None
            other = _SAYS.at_most.search(sentence, last) if pattern is _SAYS.at_least else None
            if other and not re.search(LEVEL, sentence[last : other.start()]):
                high, last = as_number(other[1] or other[2]), other.end()
            values: dict[str, ProposalValue] = {
                "level": _level_before(sentence, first), "at_least": low, "at_most": high,
                "about": _paper_of(sentence, first, clause) or clause.heading,
                "words": _words(sentence, first, last),
            }  # fmt: skip
            taken.append((first, last))
            own = sentence[piece_at(sentence, first, "，。；、\t|") : first]
            sure = pattern is not _SAYS.some and not re.search(
                rf"[一二三]级|{LEVEL}(?:和|、|及|与){LEVEL}", own
            )  # for whom cannot be told by a level
            value = f"{low or ''}-{high or ''}" if low else str(high or numbers[0])
            yield FactProposal(ProposalKind.TEXT_LIMIT, value, sentence, sure, values)


def _posting(sentence: str, plain: str) -> Iterator[FactProposal]:
    match = _SAYS.posted.search(plain)
    if not match:
        return
    number = as_number(match[1] or match[3])
    unit = match[2] or match[4]
    days = unit == "工作日"
    value = str(number) if days else f"{number}{unit}"
    about = sentence[piece_at(sentence, match.start(), "，。；") : match.end()]
    results = bool(re.search(r"结果|通过人员|评委会|入围", about)) and not re.search(
        r"单位内?公示", about
    )
    values: dict[str, ProposalValue] = {
        "workdays": number if days else None, "results": results,
        "words": _words(sentence, match.start(), match.end()),
    }  # fmt: skip
    yield FactProposal(ProposalKind.POSTING_DAYS, value, sentence, days, values)


def _returns(sentence: str, plain: str, clause: Clause) -> Iterator[FactProposal]:
    """Yield how often and how fast what was returned may be mended."""
    around = clause.text if _SAYS.returned.search(clause.text) else ""
    if not around or re.match(r"[（(]?公示", sentence) or re.search(r"整改.{0,4}完毕", sentence):
        return
    if not _SAYS.returned.search(sentence):
        return
    if _SAYS.no_limit.search(sentence):
        values: dict[str, ProposalValue] = {"limit": None, "words": sentence.strip()}
        yield FactProposal(ProposalKind.RETURNS, "不限", sentence, False, values)
    for times in _SAYS.times.finditer(plain):
        number = as_number(next(filter(None, times.groups())))
        before = plain[max(0, times.start() - 2) : times.end()]
        if number is None or re.search(r"第[一二三四\d]|曾|只发|每年", before):
            continue
        values = {"limit": number, "words": _words(sentence, times.start(), times.end())}
        # 退两次就取消: the second one may end it, so a person says how many may be mended
        sure = _sent_back(sentence, clause) and not _SAYS.ends_it.search(plain, times.start())
        yield FactProposal(ProposalKind.RETURNS, str(number), sentence, sure, values)
        break
    yield from _terms(sentence, plain, clause)


def _sent_back(sentence: str, clause: Clause) -> bool:
    """Tell whether what may be mended is what a review sent back, not the work of a later stage."""
    own = f"{clause.heading}，{sentence}"
    return bool(_SAYS.back.search(own)) and not _SAYS.later_stage.search(sentence)


def _terms(sentence: str, plain: str, clause: Clause) -> Iterator[FactProposal]:
    taken: list[int] = []
    for pattern in (_SAYS.term, _SAYS.term_of):
        for term in pattern.finditer(plain):
            posted = re.search(r"公示[^，。；]{0,10}$|缴费|报送原件", sentence[: term.start()])
            if term.start(1) in taken or posted:
                continue
            taken.append(term.start(1))
            number, unit = as_number(term[1]), term[2]
            if unit == "周" and number:
                number, unit = number * 7, "天"
            value = {"小时": f"{number}", "工作日": f"{number} workdays"}.get(
                unit, f"{number} days"
            )
            values: dict[str, ProposalValue] = {
                "number": number, "unit": unit,
                "words": _words(sentence, term.start(), term.end()),
            }  # fmt: skip
            sure = unit != "工作日" and _sent_back(sentence, clause)
            yield FactProposal(ProposalKind.RETURN_HOURS, value, sentence, sure, values)
    soon = _SAYS.next_day.search(sentence)
    if soon and _SAYS.returned.search(sentence[: soon.end() + 12]):
        hour = clock_times(soon[0])
        value = f"{soon[1]}{' ' + hour[0][0] if hour else ''}"
        values = {"number": None, "unit": "", "words": _words(sentence, soon.start(), soon.end())}
        yield FactProposal(ProposalKind.RETURN_HOURS, value, sentence, False, values)


def _money(sentence: str, plain: str, clause: Clause) -> Iterator[FactProposal]:
    if not re.search(r"费|收取|缴|钱", "".join((clause.text, clause.heading, *clause.above))):
        return
    priced = _SAYS.priced.search(sentence)  # 评审费：一级300，高级420
    title, level = "评审费", ""
    for fee in (_SAYS.fee_of_level if priced else _SAYS.fee).finditer(plain):
        amount = str(as_number(fee[fee.lastindex or 0]) or fee[1])
        first = piece_at(plain, fee.start())
        piece = sentence[first : fee.start()]
        if _SAYS.no_fee.search(sentence[: fee.start()]):
            continue
        own = re.sub(r"(?:每人|费用|标准|为|按|收取|交|\s)+$", "", piece).strip()
        own = re.sub(r"^.*(?:缴纳|收取|支付|交纳|缴费|交费|[\d日（(])", "", own).strip()
        named = re.findall(r"([\u4e00-\u9fff]{2,6}费)[^，。；]{0,12}$", sentence[:first])
        before = title, level
        title = re.sub(r"评审费$", "", own) or [*named, "评审费"][0]
        level = _level_before(sentence, fee.start())
        if _SAYS.once_more.search(sentence[: fee.start()]):
            title, level = before
        whole = amount.isdecimal()
        values: dict[str, ProposalValue] = {
            "amount": int(amount) if whole else None, "title": title[-16:], "status": "缴费",
            "level": level,
            "words": sentence[piece_at(plain, fee.start(), "，。；、\t") : fee.end()].strip("（( "),
        }  # fmt: skip
        part = re.search("元.*其中", sentence[: fee.start()])
        yield FactProposal(ProposalKind.FEE, amount, sentence, whole and not part, values)


def paid_for(fee: FactProposal) -> tuple[str, str, str]:
    """Return what a sum is for and at which level, alike however it is worded, and of which row."""
    title = str(fee.told["title"])
    levels = re.findall(LEVEL, f"{fee.told['level']}{title}")
    row, _, _ = fee.sentence.rpartition("\t")
    return re.sub(rf"{LEVEL}|职称|评审费", "", title), "".join(levels[:1]), row


def fees_of_table(clause: Clause) -> Iterator[FactProposal]:
    """Yield the sums of a table of fees: its rows by its columns, of one unit."""
    about = f"{clause.heading}{clause.above[-1:]}"
    for line in clause.text.split("\n"):
        if not re.search(r"[\t|]", line):
            about = line
            continue
        for row in rows(clause.text):
            sums = [
                (head, cell, priced_at[1])
                for head, cell in row.cells
                if (priced_at := re.fullmatch(r"(\d{2,5})\s*元?\s*", without_marks(cell)))
            ]
            priced = re.search(r"元|费", f"{about}{clause.heading}{row.label}")
            for head, cell, amount in sums:
                if priced:
                    levels = _SAYS.level.findall(f"{row.label}{head}")
                    values: dict[str, ProposalValue] = {
                        "amount": int(amount), "title": f"{row.label}{head}"[-16:],
                        "status": "缴费", "level": levels[0] if len(levels) == 1 else "",
                        "words": f"{row.label}…{cell}",
                    }  # fmt: skip
                    yield FactProposal(ProposalKind.FEE, amount, row.sentence, told=values)
        return


def _copies(sentence: str, plain: str, clause: Clause) -> Iterator[FactProposal]:
    """Yield how many copies of a paper are wanted; one of something uploaded is no copy."""
    for match in _SAYS.copies.finditer(plain):
        number = as_number(next((group for group in match.groups() if group), "1"))
        first = piece_at(sentence, match.start(), "，。；、\t")
        piece = sentence[first : piece_behind(sentence, match.end(), "，。；、\t")]
        paper = _SAYS.paper_only.search(sentence) or _SAYS.paper_only.search(clause.heading)
        in_column = "\t" in sentence and "份数" in clause.text
        if (
            number
            and number > 1
            and (
                in_column
                or re.search(r"表(?:》|[（(][^（）()]*[）)])*$", sentence[: match.start()])
            )
        ):
            paper = match  # more than one of a form is printed
        if (
            number is None
            or sentence.startswith("其中", first)  # a part of the number before it
            or (number == 1 and not re.search(r"一式|纸质|复印|打印|A3|袋|原件", sentence))
            or not paper
        ):
            continue
        name = re.sub(
            rf"[（(].*|[\s\d{HAN_ORDINALS}两]+$|一式.*|每[篇项本件]?(?:复印|提交)?.*",
            "",
            sentence[first : match.start()],
        ).strip()
        values: dict[str, ProposalValue] = {
            "copies": number,
            "title": re.sub(r"^.*[:：]", "", name or sentence.split("\t")[0])[-24:],
            "words": piece.strip(),
        }
        yield FactProposal(ProposalKind.COPIES, str(number), sentence, told=values)
