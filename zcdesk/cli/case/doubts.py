"""``zcdesk case doubts``: what waits for a person, in the shape that ``case decide`` takes."""

from __future__ import annotations

from functools import partial

from zcdesk.cases.case import PageState
from zcdesk.cases.exchange.doubts import DoubtedPage, Doubts, doubts_of
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import language, listed, say, say_error, text
from zcdesk.wording import thing_word


@answering(Opening.TO_READ, data=True)
def doubts(stored: CaseFile) -> Reply:
    """列出还没有确认的页和每一处疑问；--json 写出的文件填好后可以直接交给 case decide。

    填写的是两处：places 里每个编号后面写 cover（盖）、leave（不盖），还没想好的留着 null；
    confirm 里写看过并确认的页：page（页的编号），或扫描件的 sha256。没有写到的不会确认。
    by_hand 里写程序找不到、要人遮的内容（每页的 by_hand）都遮好了或者没有的页，写法同 confirm。
    spellings 里是页面上读到、像本人维吾尔文姓名或单位的写法：写 yes、no，或改正的写法。
    编号不随其他答复改变。程序有把握的页不逐一列出，可用 confirm_sure: true 一起确认。

    例：zcdesk case doubts 我的.zcase --json 答复.json
    """
    found = doubts_of(stored.case, language.code)
    for page in found.pages:
        if not page.read:
            say_error(text("cli.doubts_unread", page=page.place, file=page.file))
    attention = bool(found.spellings) or any(map(_waits, found.pages))
    return Reply(attention, lambda: found, partial(_tell, found))


def _waits(page: DoubtedPage) -> bool:
    return page.status in (PageState.REVIEW, PageState.REFUSED)


def _tell(found: Doubts) -> None:
    """Print what waits, page by page, with the names by which it is answered."""
    for page in found.pages:
        if not (_waits(page) and page.read):
            continue
        state = text(f"page.state.{page.status}")
        code = "cli.doubts_page" if page.place else "cli.doubts_file"
        say(text(code, place=page.place, file=page.file, state=state, page=page.page))
        for place in page.places:
            across, down = place.at
            what = thing_word(place.target, language.code, "paper")
            say(f"  {place.id}  {what}  [{across:g}, {down:g}]  {place.message}")
        for finding in page.findings:
            say(f"  {finding.message} {finding.remedy}".rstrip())
        if page.by_hand:
            say(f"  {text('cli.doubts_by_hand', what=listed(page.by_hand))}")
        elif not page.places and page.status == PageState.REVIEW:
            say(f"  {text('cli.doubts_look')}")
    for spelling in found.proposed_spellings:
        what = thing_word(spelling.target, language.code, "paper")
        places = listed(str(place) for place in spelling.places)
        details = {"id": spelling.id, "what": what, "text": spelling.text, "places": places}
        say(text("cli.doubts_spelling", **details))
    sure = sum(not _waits(page) for page in found.pages)
    if sure:
        say(text("cli.doubts_sure", count=sure))
    if not found.pages:
        say(text("cli.doubts_none"))
    elif found.places:
        say(text("cli.doubts_how", id=next(iter(found.places))))
    if found.spellings:
        say(text("cli.spellings_how", id=next(iter(found.spellings))))
