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
_KINDS = ("评审", "初定", "初聘", "认定", "授予", "考核认定")
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
    years = sorted(all_years(title)) or sorted(all_years("\n".join(lines[:10])))
    region = _region(issuer, title)
    wanted = year or (years[-1] if years else 0)
    kind = next((kind for kind in _KINDS if kind in title), NOT_STATED)
    kind = {"初聘": "初定", "考核认定": "认定"}.get(kind, kind) if "认定" not in title else "认定"
    quote = title or next((line.strip() for line in lines if line.strip()), "")
    data: dict[str, Plain] = {
        "id": notice_id,
        "title": title or quote,
        "short_title": f"{region if region != NOT_STATED else ''}{kind} {wanted}".strip(),
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
    best, share = "", 0.0
    for notice_id in built_in_ids():
        rows = [pair for pair in pairs(notice_text(load_notice(notice_id)), lines) if pair.new]
        whole = sum(len(letters(row.clause.text)) for row in rows)
        fresh = sum(len(letters(words)) for row in rows for words in row.fresh)
        if 1 - fresh / max(1, whole) > share:
            best, share = notice_id, 1 - fresh / max(1, whole)
    return (best, round(share, 2)) if share >= _LEAST_LIKENESS else ("", 0.0)


def _title_of(clauses: Sequence[Clause]) -> str:
    head = next(
        (clause for clause in clauses if clause.label == TITLE), clauses[0] if clauses else None
    )
    said = [clause for clause in clauses if clause.label != TALK]
    if head is None or (head.label == TALK and not said):
        return ""
    if head.label == TALK:  # a chat has no title: its first words are one
        return re.split("[，。；]", re.sub("^.*?(?=今年|20)", "", said[0].text.split("\n")[0]))[0]
    lines = [
        re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", one)
        for one in head.text.split("\n")
        if not re.fullmatch(r"\s*[（(].*[）)]\s*", one)  # what is remarked of it is no title
    ]
    whole = "\n".join(lines)
    match = re.search(r"关于", whole)
    if match:
        end = re.search(
            r"(?:通知|公告|通告|意见|函|事项)(?:（[^）]{1,8}）)?(?=\n|$)", whole[match.start() :]
        )
        if end:
            return whole[match.start() : match.start() + end.end()].replace("\n", "")
    for last, line in enumerate(lines):
        if re.search(r"(?:通知|公告|通告|注意事项|须知|指南)(?:（[^）]{1,8}）)?$", line):
            first = last
            while first > 0 and not re.search(r"文件$|号$|[局厅会室办府心]$", lines[first - 1]):
                first -= 1
            return "".join(lines[first : last + 1])
    return lines[-1] if lines else ""


def _issuer(clauses: Sequence[Clause]) -> str:
    """Return the office that signs last before the date, else the one above the title."""
    for label in (SIGNATURE, TITLE):
        for clause in reversed([clause for clause in clauses if clause.label == label]):
            offices = [line for line in clause.text.split("\n") if _OFFICE.fullmatch(line.strip())]
            if offices:
                return re.sub(r"文件$", "", "".join(offices[-1].split()))
    return ""


def _region(issuer: str, title: str) -> str:
    for words in (issuer, re.sub(r"^.*?年度?", "", plain_digits(title)), title):
        match = _REGION.match(re.sub(r"^关于(?:做好|开展|印发)?", "", words))
        if match:
            return match[0]
    return NOT_STATED
