"""Sections and slots out of what a notice asks to hand in, and the forms in its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.notices.renewing.clauses import Clause
from zcdesk.notices.renewing.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.notices.renewing.written_values import written_years

_MATERIALS = re.compile(r"材料|附件要求|上传要求|提交|提供资料|申报要求|填报要求")
_NO_MATERIALS = re.compile(
    r"审核|受理|图片|时间|流程|方式|联系|注意|条件|责任|审查|遮盖|备案|标准|培训$|委员会|"
    r"(?:推荐|主管|用人)单位$|^材料要求$"
)
_WANTS = re.compile(r"上传|提供|提交|附|报送|填写|填报|递交")
_UPLOAD = re.compile(
    r"上传(?!至|后)|(?:提交|提供|附)[^，。；]{0,24}(?:证书|证明|复印件|原件|扫描件)"
)
_END = (
    r"证明材料|证明信|备案表|登记表|申请表|审批表|认定表|评审表|考核表|情况表|一览表|履历表|汇总表|花名册|"
    r"证书|证明|(?:毕业|学位|身份|工作|资格|职称)证(?!书|明|号)|合同|协议书?|承诺书|保证书|委托书|说明书|推荐书|"
    r"任务书|报告|小结|总结|照片|证件照|查询结果|评价|成绩单|成绩|文件|评审函|推荐意见|记录|检索页|"
    r"(?:业绩|佐证|印证|公示|学历)材料|公示结果|代表作品?|论文|著作|凭证|发票|批件|学时证明"
)
_NAME = re.compile(
    rf"《([^》]{{2,40}})》|“([^”]{{2,30}})”|[\u4e00-\u9fffA-Za-z0-9·]{{0,24}}?(?:{_END})"
)
_PARENS = re.compile(r"[（(][^（）()]*[）)]")
_PIECES = re.compile(r"(?<=[，。；;、\n：:])|(?=(?:或者|以及|和|及(?!格)|或|与)[\u4e00-\u9fff《“])")
_LEAD = re.compile(
    r"^(?:.*(?:上传|提供|提交|填写|递交|报送|附有|随附|附)|"
    r"(?:同时|另|还|须|应|需|请|均|其中|各类?|每项|并|以及|以|和|及|或者?|与|可为|可以为|包括|通过|现(?!任))+)"
)
_FILLERS = re.compile(
    r"^(?:现任|按要求|符合要求的|相关的?|本人的?|近期|有效的?|加盖公章的|签字的|任现职以来的?|当年|评审通过的|"
    r"近?\d+个月|近?[一二三四五六七八九十\d]+年(?:度|内)?的?|的|\d{4}[\d年度\-—–~至到]*|度)+"
)
_TAIL = re.compile(r"(?:彩色|扫描件|复印件|原件|正反面|附件)+$")
_GENERIC = re.compile(
    r"(?:证明|佐证|印证|业绩|公示|学历)?材料|报告|证书|证明|合格证书|查询结果|意见|文件|成绩|评价|记录|著作|协议"
)
_NO_PAPER = re.compile(
    r"评审条件|有关文件|通知|办法|暂行|规定|管理条例|平台|系统|^(?:文件|报告|证明|标准|意见|成绩|评价|记录|方案|证书|照片电子版)$"
    r"|^(?:在|对|于|经|由|等|根据|按照|如实|无|其他附件)|\d(?!寸)|以及|取得"
)
_NO_ASKING = re.compile(
    r"遮盖|隐去|涂黑|不(?:得|允许)(?:出现|含)|不作[^。；]*要求|不做[^。；]*要求|进行公示|公示期|受[^。；]*限制|格式为"
)
_CONDITION = re.compile(
    r"(?:[，。；：]|^)([^，。；：]{4,40}?(?:的|者|人员))，(?:还|需|须|应|另|请|同时)*(?:上传|提供|提交|附)"
)
_IF = re.compile(r"[若如][^，。；实]{2,30}[，,]")
_SCARCE = re.compile(r"没有的可以?不|可以不提供|可不提供|如有|不需要")
_YEARS_ASKED = re.compile(r"考核|继续教育|学时|公需|专业科目|社保|业绩登记")
_STAMPED = re.compile(r"盖章|公章|加盖")
_SIGNED = re.compile(r"签名|签字|手写")
_FORM = re.compile(r"模板|模版|样式|样表|表|书|证明|公示|意见|封面|报告|名单")
_BLANK = re.compile(
    r"[：:]\s*$|_{2,}|[×Xx]{2,}|\s{4,}|年\s+月\s+日|（盖章）|（公章）|（签字）|（签名）"
)


def materials(clauses: Sequence[Clause]) -> Iterator[tuple[int, Proposal]]:
    """Yield sections and slots, each with the place of its clause among ``clauses``.

    A section is a numbered part of a clause that asks for material; where a notice only lists
    papers, the clause itself is the section.
    """
    asked = [at for at, clause in enumerate(clauses) if _asks(clause)]
    named = {at for at in asked if _has_own_heading(clauses[at])}
    done: set[str] = set()
    for at in asked:
        clause = clauses[at]
        slots = tuple(_slot_proposals(clause))
        beside = [one for one in asked if clauses[one].above == clause.above]
        listed = clause.above and len(named & set(beside)) * 2 < len(beside)
        above = _place_above(clauses, at) if listed and at not in named else at
        title = _section_title(clauses[above], slots)
        if not title or not slots:
            continue
        if above == at or title not in done:
            done.add(title)
            sure = above != at or any(slot.sure for slot in slots)
            first = clauses[above].sentences[0]
            yield above, Proposal(ProposalKind.SECTION_ADDED, title, first, sure)
        for slot in slots:
            yield at, slot


def _has_own_heading(clause: Clause) -> bool:
    """Tell whether a heading stands before what a clause asks for (基本信息。上传…)."""
    paper = _slots(clause.heading) and not _UPLOAD.search(clause.text)
    return bool(clause.heading) and not paper and len(clause.text) > len(clause.heading) + 6


def _place_above(clauses: Sequence[Clause], at: int) -> int:
    """Return the place of the clause whose list an item belongs to."""
    wanted = clauses[at].above[:-1]
    for place in range(at - 1, -1, -1):
        if clauses[place].above == wanted:
            return place
    return at


def forms(clauses: Sequence[Clause], lines: Sequence[str]) -> Iterator[tuple[int, Proposal]]:
    """Yield the forms that stand in the annexes, with their lines in the text."""
    for at, clause in enumerate(clauses):
        if not clause.annex or clause.label != clause.annex:
            continue
        last = max(one.last for one in clauses if one.annex == clause.annex)
        title, first = _form_title(clause, lines)
        body = "\n".join(lines[first - 1 : clause.last])
        if title and _FORM.search(title) and _BLANK.search(body):
            told: dict[str, ProposalValue] = {"first": first, "last": last, "annex": clause.annex}
            yield at, Proposal(ProposalKind.FORM, title, title.split("\n")[0], told=told)


def _form_title(clause: Clause, lines: Sequence[str]) -> tuple[str, int]:
    """Return a form's title and the line where it begins."""
    for number in range(clause.first, clause.last + 1):
        line = lines[number - 1].strip()
        head = re.fullmatch(
            r"附\s*(?:件|表|录)?\s*[-—]?\s*[\d一二三四五六七八九十０-９]*\s*[:：]?\s*(.*)", line
        )
        words = head[1] if head and number == clause.first else line
        if words:
            behind = lines[number].strip() if number < clause.last else ""
            goes_on = re.fullmatch(r".{0,20}(?:（模[板版]）|（样[式表本]）)", behind)
            return (words + behind if goes_on and "模" not in words else words), number
    return "", clause.first


def _asks(clause: Clause) -> bool:
    """Tell whether a clause lists what is to be handed in."""
    if clause.annex and clause.label == clause.annex:
        return False
    uploads = bool(clause.heading and _UPLOAD.search(clause.text) and not clause.annex)
    if clause.heading and _NO_MATERIALS.search(clause.heading):
        return uploads and clause.heading != "材料要求"
    told = [one for one in (*clause.above, clause.heading) if one]
    listed = any(_MATERIALS.search(one) and not _NO_MATERIALS.search(one) for one in told)
    return listed or uploads


def _section_title(clause: Clause, slots: Sequence[Proposal]) -> str:
    if clause.heading and not re.match(r"[《“]", clause.heading) and len(clause.heading) <= 24:
        return re.sub(r"\s+", "", clause.heading)
    return slots[0].value if slots else ""


def _slots(text: str) -> list[str]:
    return [name for _, name in _names(text)]


def _slot_proposals(clause: Clause) -> Iterator[Proposal]:
    seen: set[str] = set()
    for sentence in clause.sentences:
        if _NO_ASKING.search(sentence) and not re.search(
            r"^[^，。]{0,12}(?:报告|总结)\d?篇?", sentence
        ):
            continue
        lists = _year_lists(sentence) if _YEARS_ASKED.search(clause.heading + sentence) else ()
        years = lists[0] if len(lists) == 1 else ()
        asked = bool(_WANTS.search(sentence)) or not seen
        for piece, name in _names(sentence):
            if name in seen or (name == clause.heading and len(_slots(clause.text)) > 1):
                continue
            seen.add(name)
            until = sentence[: sentence.find(piece) + len(piece)]
            condition = _CONDITION.search(until)
            if_words = _IF.search(until)
            words = condition[1] if condition else if_words[0].rstrip("，,") if if_words else ""
            scarce = bool(_SCARCE.search(sentence))
            either = re.search(r"可以?(?:为|是)|包括|如[^果]", until)
            told = {
                "years": years,
                "condition": words,
                "scarce": scarce,
                "stamped": bool(_STAMPED.search(sentence)),
                "signed": bool(_SIGNED.search(sentence)),
                "words": piece.strip("，。；、：: "),
            }
            sure = asked and not words and not scarce and not either and len(lists) < 2
            yield Proposal(ProposalKind.SLOT, name, sentence, sure, told)
        for one in lists:
            sure = len(lists) == 1
            yield Proposal(
                ProposalKind.YEARS, ",".join(map(str, one)), sentence, sure, {"years": one}
            )


def _year_lists(sentence: str) -> tuple[tuple[int, ...], ...]:
    """Return the lists of several years in a sentence, each piece of it for itself."""
    whole = written_years(sentence)
    pieces = [written_years(piece) for piece in re.split(r"[，；。]|、(?!\s*[12]\d{3})", sentence)]
    found = tuple(dict.fromkeys(one for one in pieces if len(one) > 1))
    return found or ((whole,) if len(whole) > 1 else ())


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of papers in a text, each with the piece of the sentence it stands in."""
    pieces = [one for one in _PIECES.split(_PARENS.sub("", text)) if one.strip()]
    for at, piece in enumerate(pieces):
        found = [one for one in _merged(piece) if not _NO_PAPER.search(one)]
        if not (found == ["证明材料"] and "其他附件" in text):
            yield from ((piece, name) for name in found)
        half = re.search(r"([\u4e00-\u9fff]{2,4})、$", piece)
        behind = pieces[at + 1] if at + 1 < len(pieces) else ""
        if not found and half and re.search(r"学历|学位|职称|资格", half[1]):
            whole = re.match(r"[\u4e00-\u9fff]{2,4}(证书|证明)", behind)
            if whole:
                yield piece, _plain_name(half[1]) + whole[1]


def _merged(piece: str) -> Iterator[str]:
    """Yield the names in a piece; parts of one name (证书 … 备案表) are one."""
    start, end = -1, 0
    for match in _NAME.finditer(piece):
        if match[1] or match[2]:
            if match[1] and not re.match(r"（[^）]*号", piece[match.end() :]):
                yield re.sub(r"\s+", "", match[1])
            elif match[2] and re.search(rf"(?:{_END})$", match[2]):
                yield re.sub(r"\s+", "", match[2])
            continue
        start = match.start() if start < 0 else start
        end = match.end()
    if start >= 0:
        rest = re.match(r"复印件|扫描件|原件|正反面", piece[end:])
        name = _plain_name(piece[start : end + (rest.end() if rest else 0)])
        if len(name) >= 2 and len(name) <= 24:
            yield name


def _plain_name(words: str) -> str:
    """Return a paper's name without the verb and the filling words before it."""
    before = None
    words = re.sub(r"\s+", "", words)
    while before != words:
        before = words
        words = _FILLERS.sub("", _LEAD.sub("", words))
    _, of, own = words.rpartition("的")
    if of and len(own) >= 3 and not _GENERIC.fullmatch(own):
        words = own
    shorter = _TAIL.sub("", words)
    return shorter if len(shorter) >= 2 else words
