"""The frame of a profile, read out of a text alone: title, issuer, region, kind, year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zcdesk.notices.document.blocks import gap
from zcdesk.notices.files.consistency import Plain, text_block
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.making.beside import pairs
from zcdesk.notices.making.data import ProfileData
from zcdesk.notices.profile import NOT_STATED
from zcdesk.notices.sentences import (
    SIGNATURE,
    TALK,
    TITLE,
    Clause,
    all_years,
    amends,
    cut,
    letters,
    looks_whole,
)
from zcdesk.quantities.numerals import plain_digits

_REGION = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治区|省|自治州|地区|市|州|盟|县|旗|区)")
_KINDS = {"认定": "认定", "评审": "评审", "初定": "初定", "初聘": "初定", "授予": "授予"}
"""What is applied for, by the first of these words that a title has."""
_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{4,40}(?:室|厅|局|委员会|办公室|委|办|会|中心|部|院|府)")
_LEAST_LIKENESS = 0.35


def started(text: str, notice_id: str, year: int | None = None) -> ProfileData:
    """Begin with a text alone: title, year, region and kind as its words tell them.

    Args:
        year: Year of the notice; None takes the one of its title.
    """
    lines = tuple(text_block(text).splitlines())
    clauses = cut(lines)
    title = _title_of(clauses)
    lacks = {"short": bool(clauses) and not looks_whole(clauses), "supplement": amends(title)}
    gap_lines = (gap(code).text for code, lacking in lacks.items() if lacking)
    lines = (*lines, *(line for line in gap_lines if line not in lines))
    clauses = cut(lines)
    issuer = _issuer(clauses)
    years = all_years(title) or all_years("\n".join(lines[:10]))
    region = _region(issuer, title)
    wanted = year or max(years, default=0)
    kind = next((kind for word, kind in _KINDS.items() if word in title), NOT_STATED)
    quote = title or next(filter(None, map(str.strip, lines)), "")
    short = f"{region}{kind} {wanted}"
    data: dict[str, Plain] = {
        "id": notice_id,
        "title": quote,
        "short_title": quote[:24] if NOT_STATED in short else short,
        "year": wanted,
        "region": region,
        "issuer": issuer or NOT_STATED,
        "kind": kind,
        "source": notice_id,
        "platform": {"name": NOT_STATED, "url": "", "rule": TITLE, "quote": quote},
        "sections": [],
    }
    return ProfileData(lines, wanted, data)


def nearest(text: str) -> tuple[str, float]:
    """Return the shipped notice that a text is most like, and how like it is (0–1); "" for none."""
    lines = text_block(text).splitlines()
    shares = {notice_id: _share_of(notice_id, lines) for notice_id in built_in_ids()}
    best = max(shares, key=shares.__getitem__)
    return (best, round(shares[best], 2)) if shares[best] >= _LEAST_LIKENESS else ("", 0.0)


def _share_of(notice_id: str, lines: Sequence[str]) -> float:
    """Return the share of the letters of a text that stand in sentences of a shipped notice."""
    rows = [pair for pair in pairs(notice_text(load_notice(notice_id)), lines) if pair.new]
    whole = sum(len(letters(row.clause.text)) for row in rows)
    fresh = sum(len(letters(words)) for row in rows for words in row.fresh)
    return 1 - fresh / max(1, whole)


_CALLED = re.compile(r"关于[\s\S]*?(?:通知|公告|通告|意见|函|事项)(?:（[^）]{1,8}）)?(?=\n|$)")


_HEADED = re.compile(
    r"^(?:.*(?<!文件)(?<![号局厅会室办府心])\n)*?.*(?:通知|公告|通告|注意事项|须知|指南)(?:（[^）]{1,8}）)?$",
    re.MULTILINE,
)
"""A line that ends as titles do, with those before it down from the office and the number."""


def _title_of(clauses: Sequence[Clause]) -> str:
    head = [clause for clause in clauses if clause.label == TITLE] or clauses[:1]
    if not head:
        return ""
    if head[0].label == TALK:  # a chat has no title: its first words are one, without a greeting
        said = "\n".join(clause.text for clause in clauses if clause.label != TALK)
        words = re.sub("^.*?(?=今年|20)", "", said.split("\n")[0])
        words = re.sub(r"^(?:@\S+\s*)?[^，。；！!]{0,10}[好们][！!，。～~\s]+", "", words)
        return re.split("[，。；！!？]", words)[0]
    lines = [
        re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", one)
        for one in head[0].text.split("\n")
        if not re.fullmatch(r"\s*[（(].*[）)]\s*", one)  # what is remarked of it is no title
    ]
    named = (pattern.search("\n".join(lines)) for pattern in (_CALLED, _HEADED))
    title = next(filter(None, named), None)
    return title[0].replace("\n", "") if title else "".join(lines[-1:])


def _issuer(clauses: Sequence[Clause]) -> str:
    """Return the office that signs last before the date, else the one above the title."""
    framing = sorted((clause for clause in clauses if clause.label in (TITLE, SIGNATURE)),
                     key=lambda clause: clause.label == SIGNATURE)  # fmt: skip
    lines = [line for clause in framing for line in clause.text.split("\n")]
    offices = [line for line in lines if _OFFICE.fullmatch(line.strip())]
    return re.sub(r"文件$", "", "".join("".join(offices[-1:]).split()))


def _region(issuer: str, title: str) -> str:
    for words in (issuer, re.sub(r"^.*?年度?", "", plain_digits(title)), title):
        match = _REGION.match(re.sub(r"^关于(?:做好|开展|印发)?", "", words))
        if match:
            return match[0]
    return NOT_STATED
