"""A profile of a notice that is nobody's child: the frame and all that its words surely say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zcdesk.notices.document.blocks import gap
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.files.writing import Plain, text_block
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.notices.renewing.beside import pairs
from zcdesk.notices.renewing.profile import Renewal
from zcdesk.notices.sentences.clauses import SIGNATURE, TITLE, Clause, cut, letters
from zcdesk.notices.sentences.proposing import looks_whole
from zcdesk.notices.sentences.written_values import all_years, plain_digits

_REGION = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治区|省|自治州|地区|市|州|盟|县|旗|区)")
_KINDS = ("评审", "初定", "初聘", "认定", "授予", "考核认定")
_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{4,40}(?:室|厅|局|委员会|办公室|委|办|会|中心|部|院|府)")
_LEAST_LIKENESS = 0.35


def started(text: str, notice_id: str, year: int | None = None) -> Renewal:
    """Begin with a text alone: title, year, region and kind as its words tell them.

    Args:
        year: Year of the notice; None takes the one of its title.
    """
    lines = tuple(text_block(text).splitlines())
    clauses = cut(lines)
    if clauses and not looks_whole(clauses):
        lines = (*lines, gap("short").text)
        clauses = cut(lines)
    title = _title_of(clauses)
    issuer = _issuer(clauses)
    years = sorted(all_years(title)) or sorted(all_years("\n".join(lines[:10])))
    region = _region(issuer, title)
    wanted = year or (years[-1] if years else 0)
    kind = next((one for one in _KINDS if one in title), NOT_STATED)
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
    return Renewal(notice_id, wanted, lines, data)


def nearest(text: str) -> tuple[str, float]:
    """Return the shipped notice that a text is most like, and how like it is (0–1); "" for none."""
    lines = text_block(text).splitlines()
    best, share = "", 0.0
    for notice_id in built_in_ids():
        rows = [one for one in pairs(notice_text(load_notice(notice_id)), lines) if one.new]
        whole = sum(len(letters(one.clause.text)) for one in rows)
        fresh = sum(len(letters(words)) for one in rows for words in one.fresh)
        if 1 - fresh / max(1, whole) > share:
            best, share = notice_id, 1 - fresh / max(1, whole)
    return (best, round(share, 2)) if share >= _LEAST_LIKENESS else ("", 0.0)


def _title_of(clauses: Sequence[Clause]) -> str:
    head = next(
        (clause for clause in clauses if clause.label == TITLE), clauses[0] if clauses else None
    )
    if head is None:
        return ""
    lines = [
        re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", one)
        for one in head.text.split("\n")
    ]
    whole = "\n".join(lines)
    found = re.search(r"关于", whole)
    if found:
        end = re.search(
            r"(?:通知|公告|通告|意见|函|事项)(?:（[^）]{1,8}）)?(?=\n|$)", whole[found.start() :]
        )
        if end:
            return whole[found.start() : found.start() + end.end()].replace("\n", "")
    for last, line in enumerate(lines):
        if re.search(r"(?:通知|公告|通告|注意事项|须知|指南)(?:（[^）]{1,8}）)?$", line):
            first = last
            while (
                first > 0
                and not re.search(r"文件$|号$|[局厅会室办府心]$", lines[first - 1])
                and last - first < 3
            ):
                first -= 1
            return "".join(lines[first : last + 1])
    return lines[-1] if lines else ""


def _issuer(clauses: Sequence[Clause]) -> str:
    """Return the office that signs last before the date, else the one above the title."""
    for label in (SIGNATURE, TITLE):
        for clause in reversed([clause for clause in clauses if clause.label == label]):
            offices = [one for one in clause.text.split("\n") if _OFFICE.fullmatch(one.strip())]
            if offices:
                return re.sub(r"文件$", "", "".join(offices[-1].split()))
    return ""


def _region(issuer: str, title: str) -> str:
    for words in (issuer, re.sub(r"^.*?年度?", "", plain_digits(title)), title):
        found = _REGION.match(re.sub(r"^关于(?:做好|开展|印发)?", "", words))
        if found:
            return found[0]
    return NOT_STATED
