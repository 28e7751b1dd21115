"""The four answers stand in the profile, on the start page and in the upload checklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.notices.made_notices import notice_of
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import told_line
from zcdesk.checks.evaluating import evaluate
from zcdesk.export.papers.checklist import Reminders, checklist
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import TARGET_OF, Draft
from zcdesk.notices.editing.four_sentences import (
    Four,
    confirmed,
    four_of,
    looked_at,
    not_said,
    typed,
    with_the_rest,
)
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.profile.notice import Corrections, Notice
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.words.notice_words import about_lines

FOLDERS = (ROOT / "tests/notices/customs", ROOT.parent / "shared/notices-public")
TEXTS = {path.stem: path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))}
"""Those of the house, and those beside the checkout where they are there."""

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=BEIJING)
WRITTEN = {
    Four.WHO: ("全区在册的手艺人",), Four.LAST: ("2027年9月11日 17:30",),
    Four.COVERED: ("本人姓名、基金号",), Four.RETURNS: ("3", "72小时"),
}  # fmt: skip


def answered(draft: Draft, how: str) -> Draft:
    """Return a draft whose four sentences were all answered one way."""
    draft = replace(draft, asked=built(draft).asked)
    for what, said in zip(Four, four_of(draft), strict=True):
        day = next(iter(said.days), None)
        if how == "typed":
            made = typed(draft, what, WRITTEN[what], day)
            assert made is not None
            draft = made
        else:
            deny = how == "denied" or said.silent
            draft = not_said(draft, what, day) if deny else confirmed(draft, what, day)
    return draft


def checklist_of(notice: Notice) -> str:
    """Return what the upload checklist of a case tells beside its pictures."""
    case = Case(notice.id, Applicant("沈知遥", "清河市水利工程处"), frozenset())
    told = concerning(notice, case)
    listed = checklist(notice, (), {}, reminders=Reminders(evaluate(notice, case, NOW).deadlines))
    deadlines = (f"{one.what} {one.at}" for one in listed.deadlines)
    return "\n".join((*map(told_line, told), *deadlines))


def lacking(notice: Notice, draft: Draft) -> Iterator[str]:
    """Yield which answers of a draft stand not in the profile, on the start page, on paper."""
    who, last, covered, back = four_of(draft)
    start, paper = "\n".join(about_lines(notice)), checklist_of(notice)
    own = [one for one in notice.eligibility if one.id in notice.who_may_apply]
    yield from (words for words in who.words
                if not any(words in (one.title, one.quote) for one in own))  # fmt: skip
    yield from (one.title for one in own if one.title not in start or one.title not in paper)
    ends = {(one.end, one.end_time): one for one in notice.windows if one.id in notice.handing_in}
    for hour, end in ((day.hour, day.end) for day in last.days if day.hers):
        assert end is not None
        window = ends.get((end, hour))
        words = f"{end.year} 年 {end.month} 月 {end.day} 日 {hour}".strip()
        if window is None or words not in start or window.last_words not in paper:
            yield words
    masking, back_rule = notice.masking, notice.corrections
    wanted = {TARGET_OF[word] for word in covered.words if word in TARGET_OF}
    if {*map(str, masking.targets if masking else ())} != wanted:
        yield "targets"
    forms = [word for word in covered.words if word not in (*TARGET_OF, "logo")]
    yield from (word for word in forms if word not in start or word not in paper)
    limits = [word for word in back.words if word.startswith("returns:") and word[-1].isdecimal()]
    if limits and not (
        isinstance(back_rule, Corrections) and f"returns:{back_rule.limit}" == limits[0]
    ):
        yield limits[0]


@pytest.mark.parametrize("how", ["confirmed", "typed", "denied"])
@pytest.mark.parametrize("name", TEXTS)
def test_what_was_answered_stands_everywhere_and_is_no_sentence_that_nobody_looked_at(
    name: str, how: str, qtbot: QtBot
) -> None:
    text = TEXTS[name].read_text(encoding="utf-8")
    draft = read(text, name)
    draft = answered(draft if draft.year else read(text, name, 2027), how)
    notice = notice_of(with_the_rest(draft))
    waiting = [bare(one.quote) for one in notice.statements if one.inferred]
    seen = [bare(words) for words in looked_at(draft)]
    assert not [one for one in waiting for words in seen if one in words or words in one]
    if how == "denied":
        assert (notice.who_may_apply, notice.handing_in) == (NOT_STATED, NOT_STATED)
        assert (notice.masking, notice.corrections) == (None, NOT_STATED)
        assert all(words in checklist_of(notice) for words in (
            "没有说谁能报", "没有说最后一天", "没有说要盖什么", "没有说退回"))  # fmt: skip
    else:
        assert not [*lacking(notice, draft)]
