"""Facts in the sentences of a notice: dates, limits, fees, what is covered, what is forbidden.

Every pattern is one of the ways in which notices word a thing; what fits none is not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zcdesk.notices.renewing.clauses import Clause
from zcdesk.notices.renewing.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.notices.renewing.written_values import (
    WrittenDay,
    WrittenSpan,
    han_number,
    plain_digits,
    written_spans,
)

_N = r"(\d{1,5}|[一二三四五六七八九十两]{1,3})"
_ACTS = re.compile(
    r"申报|填报|填写|审核|缴费|缴纳|受理|报送|提交|推荐|上报|评审|登录|系统|报名|初审|复审|复核|开放|"
    r"关闭|截止|公示|接收|评议|补正|答辩|召开"
)
_HIDE = re.compile(r"遮盖|遮挡|遮蔽|隐去|隐匿|涂黑|抹去|覆盖|屏蔽|打码|隐藏|匿去")
_MUST = re.compile(r"须|应|必须|要求|将|一律|请|进行|需")
_BLIND = re.compile(r"“?双?盲[评审]”?|双盲|匿名评审|匿名评议")
_TARGETS = (
    ("name", re.compile(r"姓名")),
    ("employer", re.compile(r"(?:工作|所在|推荐|用人)?单位(?:名称|信息)?|就职企业|工作单位")),
    ("id-number", re.compile(r"身份证号|证件号码|公民身份号码")),
    ("photo", re.compile(r"照片|相片|头像")),
    ("signature", re.compile(r"签名|签字")),
    ("seal", re.compile(r"公章|印章")),
    ("code", re.compile(r"二维码|条形码|条码")),
)
_FORMAT = re.compile(r"\*?\.?\b(jpe?g|png|pdf|tiff?|bmp|gif)\b", re.IGNORECASE | re.ASCII)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(MB|M|兆|KB|K)(?![A-Za-z])", re.IGNORECASE)
_DPI = re.compile(r"(\d{2,4})\s*(?:dpi|像素/英寸)", re.IGNORECASE)
_QUALITY = re.compile(r"(正向|端正|清晰|彩色|翻拍)[^，。；]*")
_AT_MOST = re.compile(
    r"(?:不(?:得)?(?:超过|多于|超出)|控制在|限)\s*(\d{2,5})\s*字|(\d{2,5})\s*字\s*(?:以内|以下|之内)"
)
_AT_LEAST = re.compile(r"不(?:得)?(?:少于|低于|少於)\s*(\d{2,5})\s*字|(\d{2,5})\s*字\s*以上")
_BETWEEN = re.compile(r"(\d{2,5})\s*字?\s*[-—–~～至到]+\s*(\d{2,5})\s*字")
_SOME = re.compile(r"(\d{2,5})\s*字\s*(?:左右|上下)")
_POSTED = re.compile(rf"公示[^。；]*?{_N}\s*个?\s*(?:法定)?\s*(工作日|天|日)(?!前)")
_TERM = re.compile(rf"{_N}\s*个?\s*(小时|工作日|日|天)\s*(?:之|以)?内")
_RETURNED = re.compile(r"退回|修改|补正|补充|补齐|补件|补报|完善|整改|重新提交|重新上报")
_TIMES = re.compile(
    rf"{_N}\s*次\s*(?:补正|修改|完善|补充|重新提交|退回|机会)|(?:修改|补正|退回|完善|提交)\s*{_N}\s*次"
    rf"|(?:不(?:得)?超过|最多|至多|仅(?:有|可)?|只(?:有|能)?)[^。；，]{{0,6}}?{_N}\s*次"
)
_FEE = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_NO_FEE = re.compile(r"不收取|免收|不收费")
_PENALTY = re.compile(
    r"(?<![^，。；])[^，。；]*(?:弄虚作假|虚假|伪造|造假|抄袭|剽窃|不正当手段|徇私|失信|诚信档案)[^。；]*"
)
_CONSEQUENCE = re.compile(
    r"不予(?:受理|采信|接收|评审|通过|认定)|不再受理|不受理|视为(?:自动|主动)?(?:放弃|无效)|无效|"
    r"自行承担|不提交评审|严肃查处|追究[^。；]*责任|不得(?:再次)?申报[^。；]{0,12}职称|退回全部材料"
)
_EXEMPT = re.compile(
    r"不作[^，。；]{0,16}?要求|不做[^，。；]{0,16}?要求|免于|免除|可免|可不|可以不(?!超)|不作为[^，。；]*必备|不再要求|"
    r"不作限制|可替代|放宽"
)
_OUTSIDE = re.compile(
    r"不得(?:参加)?(?:申报|报名|参加)|不能申报|不在[^，。；]{0,12}(?:范围|此列|之列)|不属于[^，。；]{0,10}范围"
)
_DEFENCE = re.compile(r"答辩|面试")
_NO_DEFENCE_TIME = re.compile(r"另行通知|时间、地点")
_PHONE = re.compile(
    r"(?<!\d)0\d{2,3}\s*[-—－–]+\s*\d{7,8}(?:\s*[、，,/]\s*(?:0\d{2,3}\s*[-—－–]+\s*)?\d{7,8})*(?!\d)"
)
_SHORT_LINE = re.compile(r"(?:热线|电话)\s*[:：]?\s*(1\d{4}|\d{7,8}|1\d{10})(?!\d)")
_GROUP = re.compile(r"(?:QQ|微信|钉钉)群?(?:号)?\s*[:：]?\s*(\d{6,11})", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_\-?=&%#:]+")
_PLATFORM = re.compile(
    r"(?:登录|登陆|进入|通过|访问)\s*(?:“([^”]{3,30})”|([\u4e00-\u9fff（）()]{3,30}?)(?=[（(，,。填注]))"
)
_OPINION = re.compile(r"(?:意见|填写|注明|签署)[^“。；]{0,12}“([^”]{6,80})”")
_DUTY = re.compile(
    r"(?:用人单位|推荐单位|所在单位|主管部门|主管单位|人事代理机构)[^，。；]{0,12}(?:应当?|须|要|负责|履行|将)"
)


def facts_of(clause: Clause, year: int) -> Iterator[Proposal]:
    """Yield what the sentences of a clause propose, in their order.

    Args:
        year: Year of the notice, for days that are printed without one.
    """
    title = ""
    for sentence in clause.sentences:
        plain = plain_digits(sentence)
        yield from _dates(sentence, clause, year)
        yield from _pictures(sentence)
        yield from _texts(sentence, clause)
        yield from _posting(sentence, plain)
        yield from _returns(sentence, plain, clause)
        yield from _money(sentence, plain, clause)
        yield from _covering(sentence, clause)
        yield from _told(sentence, clause)
        yield from _contacts(sentence, plain, title)
        title = sentence if len(sentence) < 30 else ""


def _dates(sentence: str, clause: Clause, year: int) -> Iterator[Proposal]:
    if not _ACTS.search(sentence + clause.heading):
        return
    for span in written_spans(sentence, year):
        what, sure = _what(sentence, span.first, span.last, clause)
        told: dict[str, ProposalValue] = {
            "what": what,
            "start": span.start.day if span.start else None,
            "end": span.end.day if span.end else None,
            "start_text": span.start.words if span.start else "",
            "end_text": span.end.words if span.end else "",
        }
        wrong = any(day and day.day is None for day in (span.start, span.end))
        wrong = wrong or _backwards(span)
        both = bool(span.start and span.end)
        sure = sure and not wrong and (both or bool(_ACTS.search(what)))
        if both and not sure and not wrong:
            sure = bool(_ACTS.search(what + clause.heading))
        if span.start:
            yield Proposal(ProposalKind.START, _iso(span.start), sentence, sure, told)
        if span.end:
            yield Proposal(ProposalKind.DEADLINE, _iso(span.end), sentence, sure, told)


def _backwards(span: WrittenSpan) -> bool:
    first, last = (day.day if day else None for day in (span.start, span.end))
    return bool(first and last and last < first)


def _iso(day: WrittenDay) -> str:
    if day.day is None:
        return day.words
    return f"{day.day.isoformat()}T{day.time}" if day.time else day.day.isoformat()


def _what(sentence: str, first: int, last: int, clause: Clause) -> tuple[str, bool]:
    """Return what a span of time is for, and whether its words say so themselves."""
    before = re.split(r"[，。；、,;]", sentence[:first])[-1]
    before = re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、]?\s*", "", before)
    before = re.sub(
        r"(?:接收)?(?:截止)?(?:时间|日期|期限)?\s*(?:为|是|自|从|于|：|:|在)*\s*$", "", before
    ).strip()
    before = re.sub(r"\s|由?(?:申报人员?|申请人)$", "", before)
    if len(before) >= 2 and _ACTS.search(before):
        return before[-20:], True
    after = re.match(
        r"(?:期间|内|，|前|完成|以前|之前|起)*\s*([^，。；：:（(]{2,16})", sentence[last:]
    )
    if after and _ACTS.search(after[1]):
        return after[1].strip(), True
    heading = clause.heading or (clause.above[-1] if clause.above else "")
    heading = re.sub(r"(?:时间|日期)(?:和地点|及地点)?$|安排$", "", heading)
    return (before or heading or clause.label)[-20:], bool(_ACTS.search(before or heading))


def _pictures(sentence: str) -> Iterator[Proposal]:
    if not re.search(r"图片|扫描|上传|附件|提交|dpi|DPI", sentence):
        return
    for fromkey in dict.fromkeys(found[1].lower() for found in _FORMAT.finditer(sentence)):
        yield Proposal(
            ProposalKind.FORMAT,
            fromkey,
            sentence,
            told={"title": "图片格式", "shown": fromkey.upper()},
        )
    for size in _SIZE.finditer(sentence):
        unit = "M" if size[2].upper().startswith("M") or size[2] == "兆" else "K"
        value = f"{size[1]}{unit}B"
        yield Proposal(
            ProposalKind.FORMAT, value, sentence, told={"title": "文件大小", "shown": size[0]}
        )
    for dots in _DPI.finditer(sentence):
        yield Proposal(
            ProposalKind.FORMAT,
            f"{dots[1]}dpi",
            sentence,
            told={"title": "分辨率", "shown": dots[0]},
        )
    if not re.search(r"扫描|附件|图片|图像|拍", sentence):
        return
    for quality in _QUALITY.finditer(sentence):
        told = {"title": "图片要求", "shown": quality[0][:20]}
        yield Proposal(ProposalKind.FORMAT, quality[1], sentence, told=told)


def _texts(sentence: str, clause: Clause) -> Iterator[Proposal]:
    between = _BETWEEN.search(sentence)
    least, most = _AT_LEAST.search(sentence), _AT_MOST.search(sentence)
    low = int(between[1]) if between else int(least[1] or least[2]) if least else None
    high = int(between[2]) if between else int(most[1] or most[2]) if most else None
    some = _SOME.search(sentence)
    if low or high:
        value = f"{low or ''}-{high or ''}" if low else str(high)
        told = {"at_least": low, "at_most": high}
        yield Proposal(ProposalKind.TEXT_LIMIT, value, sentence, told=told)
    elif some:
        yield Proposal(ProposalKind.TEXT_LIMIT, some[1], sentence, sure=False)
    forbidden = re.search(r"不(?:得|允许|能|可)(?:出现|显示|含有|有)", sentence)
    text = re.search(r"总结|报告|论文|小结", sentence)
    targets = _targets(sentence[forbidden.end() :]) if forbidden else ()
    if text and targets:
        yield Proposal(
            ProposalKind.FORBIDDEN_WORDS, ",".join(targets), sentence, told={"targets": targets}
        )


def _posting(sentence: str, plain: str) -> Iterator[Proposal]:
    found = _POSTED.search(plain)
    if found:
        number = han_number(found[1])
        days = found[2] == "工作日"
        value = str(number) if days else f"{number}{found[2]}"
        yield Proposal(
            ProposalKind.POSTING_DAYS, value, sentence, days, {"workdays": number if days else None}
        )


def _returns(sentence: str, plain: str, clause: Clause) -> Iterator[Proposal]:
    around = clause.text if _RETURNED.search(clause.text) else ""
    if not _RETURNED.search(sentence) and not (around and _TERM.search(plain)):
        return
    if (
        not re.search(r"退回|补正|修改|补充|补齐|补件|完善", around or sentence)
        or "公示" in sentence[:6]
    ):
        return
    times = _TIMES.search(plain)
    if times:
        number = han_number(next(filter(None, times.groups())))
        yield Proposal(ProposalKind.RETURNS, str(number), sentence, told={"limit": number})
    for term in _TERM.finditer(plain):
        if not re.search(
            r"退回|补|改|完善|提交|上报|首次|第[一二两三]次",
            sentence[max(0, term.start() - 60) : term.end() + 20],
        ):
            continue
        number, unit = han_number(term[1]), term[2]
        value = {"小时": f"{number}", "工作日": f"{number} workdays"}.get(unit, f"{number} days")
        told = {
            "number": number,
            "unit": unit,
            "words": sentence[_piece(plain, term.start()) : term.end()],
        }
        yield Proposal(ProposalKind.RETURN_HOURS, value, sentence, unit != "工作日", told)


def _piece(text: str, place: int) -> int:
    """Return where the piece of a sentence begins that ``place`` stands in."""
    return max(text.rfind(mark, 0, place) for mark in "，。；、：:") + 1


def _money(sentence: str, plain: str, clause: Clause) -> Iterator[Proposal]:
    if not re.search(r"费|收取", clause.text) or _NO_FEE.search(sentence):
        return
    for fee in _FEE.finditer(plain):
        amount = fee[1]
        piece = sentence[_piece(plain, fee.start()) : fee.start()]
        title = re.sub(r"(?:每人|费用?|标准|为|收取|\s)+$", "", piece).strip()
        title = re.sub(r"评审费$", "", title) or "评审费"
        status = "缴费"
        whole = "." not in amount
        told = {"amount": int(amount) if whole else None, "title": title, "status": status,
                "words": sentence[_piece(plain, fee.start()) : fee.end()]}  # fmt: skip
        yield Proposal(ProposalKind.FEE, amount, sentence, whole, told)


def _targets(words: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _TARGETS if pattern.search(words))


def _covering(sentence: str, clause: Clause) -> Iterator[Proposal]:
    hide = _HIDE.search(sentence)
    if not hide or not _MUST.search(sentence):
        return
    if re.search(r"如(?:无)?需|是否|检查|【", sentence) and not re.search(
        r"须|应将|必须", sentence
    ):
        return
    stop = sentence.find("（", hide.end())
    object_words = sentence[: stop if stop > 0 else len(sentence)]
    aim = re.search(r"(?:以外|除外)[^，]*，(.*)", object_words)
    targets = _targets(aim[1] if aim else object_words)
    others = re.search(r"(?:合作者|他人|同事|导师|其他作者)[^，。；]{0,4}(?:姓名|信息)", sentence)
    if targets:
        blind = _BLIND.search(sentence) or _BLIND.search(clause.text)
        told: dict[str, ProposalValue] = {
            "targets": targets, "blind": blind[0] if blind else "", "others": bool(others),
        }  # fmt: skip
        yield Proposal(ProposalKind.MASKING, ",".join(targets), sentence, told=told)


def _told(sentence: str, clause: Clause) -> Iterator[Proposal]:
    penalty, consequence = _PENALTY.search(sentence), _CONSEQUENCE.search(sentence)
    grave = re.search(r"年内|取消|撤销|查处|处理|追究|通报|责任|档案|后果", sentence)
    if penalty and grave and not re.match(r"(?:本人)?承诺", sentence):
        words = sentence[penalty.start() :].strip("，。；、 ")
        told: dict[str, ProposalValue] = {
            "list": "penalties", "words": words, "title": penalty[0],
        }  # fmt: skip
        yield Proposal(ProposalKind.PENALTY, _years_out(sentence), sentence, told=told)
    elif consequence:
        told = {"list": "consequences", **_around(sentence, consequence)}
        yield Proposal(ProposalKind.PENALTY, _years_out(sentence), sentence, told=told)
    exempt = _EXEMPT.search(sentence)
    if exempt and not re.search(r"不可免|不得免", sentence):
        yield Proposal(ProposalKind.EXEMPTION, exempt[0], sentence, told=_around(sentence, exempt))
    outside = _OUTSIDE.search(sentence)
    if outside and not penalty and "年内" not in sentence:
        yield Proposal(ProposalKind.OUTSIDE, "", sentence, told=_around(sentence, outside))
    if _DEFENCE.search(sentence) and re.search(r"参加|须|应|需|抽取|进行|均", sentence):
        sure = not re.search(r"抽取|比例|另行|不少于|免于|可以", sentence)
        yield Proposal(ProposalKind.DEFENCE, "", sentence, sure)
    opinion = _OPINION.search(sentence)
    if opinion:
        yield Proposal(ProposalKind.OPINION, opinion[1], sentence)
    elif _DUTY.search(sentence) and not clause.annex:
        yield Proposal(ProposalKind.DUTY, "", sentence)


def _around(sentence: str, found: re.Match[str]) -> dict[str, ProposalValue]:
    """Return the pieces of a sentence that a find needs: its own, and the one it depends on."""
    first = _piece(sentence, found.start())
    own = sentence[first : found.end() + len(re.match(r"[^，。；]*", sentence[found.end() :])[0])]  # type: ignore[index]
    if len(own) < 8 and first > 0:
        first = _piece(sentence, first - 1)
    words = sentence[first : found.end()] + re.match(r"[^，。；]*", sentence[found.end() :])[0]  # type: ignore[index]
    return {"words": words.strip(), "title": own.strip()}


def _years_out(sentence: str) -> str:
    found = re.search(rf"{_N}\s*年内", plain_digits(sentence))
    return str(han_number(found[1])) if found else ""


def _contacts(sentence: str, plain: str, title_before: str) -> Iterator[Proposal]:
    for pattern in (_PHONE, _SHORT_LINE, _GROUP):
        for found in pattern.finditer(plain):
            value = sentence[found.start() : found.end()] if pattern is _PHONE else found[1]
            start = _piece(plain.replace("：", "\0").replace(":", "\0"), found.start())
            title = (
                re.sub(r"[:：\s]+$", "", sentence[start : found.start()]).strip() or title_before
            )
            told = {"title": title.strip("：: ") or "联系电话"}
            yield Proposal(ProposalKind.CONTACT, value, sentence, told=told)
    url = _URL.search(sentence)
    if url:
        name = _PLATFORM.search(sentence)
        told = {"name": (name[1] or name[2]).strip() if name else ""}
        sure = bool(name) and bool(re.search(r"申报|填报|填写|注册|登[录陆]", sentence))
        yield Proposal(ProposalKind.PLATFORM, url[0].rstrip(".),"), sentence, sure, told)
