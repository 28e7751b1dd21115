"""``zcdesk notice``: the rule profiles, shown, checked, and made out of this year's text."""

from __future__ import annotations

import json as text_of
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import notice_of, same_first_line, write_named
from zcdesk.cli.notice.options import OLDER, Identifier, Made, NoticeWish, Texts, Year
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    language,
    say,
    say_error,
    say_findings,
    text,
    write_json,
)
from zcdesk.cli.shipped_lists import has_own, shipped
from zcdesk.cli.statuses import ExitStatus, ends_with
from zcdesk.resources import guide

if TYPE_CHECKING:
    from zcdesk.notices.describing import Chapter
    from zcdesk.notices.files.loading import OwnProfile
    from zcdesk.notices.profile.notice import Notice
    from zcdesk.plain_data import DataDocument

notice = typer.Typer(help="通知配置：每份通知要求什么。", no_args_is_help=True)


@notice.command("new")
@answering(data=True)
def new(texts: Texts, wish: NoticeWish) -> Reply:
    """从一份新通知的原文做配置：有把握的成为规则，其余标明没有定。

    例：zcdesk notice new 通知.pdf 附件1.docx --out 我市-2027.yaml
    """
    from zcdesk.cli.notice import making_run  # with all that reads notices: --help answers at once

    return making_run.made(texts, "", wish)


@notice.command("renew")
@answering(data=True)
def renew(texts: Texts, old: Annotated[str, OLDER], wish: NoticeWish) -> Reply:
    """把今年的原文和旧通知逐条对照：没变的、改了的、新的、没有了的。

    例：zcdesk notice renew 今年的通知.docx --from 编号 --out 我市-2027.yaml
    """
    from zcdesk.cli.notice import making_run

    return making_run.made(texts, old, wish)


@notice.command("draft")
@answering()
def draft(
    texts: Texts,
    out: Made,
    old: Annotated[str, OLDER] = "",
    year: Year = None,
    name: Identifier = None,
) -> Reply:
    """从通知的原文写出草稿：和窗口里“我的通知”是同一个文件，两边都能接着做。

    例：zcdesk notice draft 通知.docx 附件1.pdf --out 我市-2027.draft.json
    """
    from zcdesk.cli.notice.making_run import drafted, words_of
    from zcdesk.notices.editing.keeping import draft_text
    from zcdesk.workers.pool import WorkerPool  # with the reader: a second to load

    words, stem = words_of(texts), Path(out.name.partition(".")[0])
    with WorkerPool(1) as pool:
        made = drafted(pool, words, old, NoticeWish(stem, year, name))
    write_named(out, draft_text(made).encode())  # one that somebody went on with is kept
    urgent = sum(question.urgent for question in made.asked)
    say(text("notice.draft_counts", count=len(made.asked), urgent=urgent))
    return Reply(ExitStatus.ATTENTION)


@notice.command("finish")
@answering(data=True)
def finish(
    file: Annotated[Path, typer.Argument(help="草稿文件（.draft.json）。", readable=False)],
    out: Made,
) -> Reply:
    """从草稿做出配置文件；没有定完的话留在里面，申报人在用到的那一步看到。

    您改过的记成例子，读下一份通知时用上。

    例：zcdesk notice finish 我市-2027.draft.json --out 我市-2027.yaml
    """
    from zcdesk.cli.notice.making_run import finished
    from zcdesk.notices.editing.keeping import opened
    from zcdesk.notices.files import own_examples
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.notice_text.draft import built_beside, taught_beside

    draft = opened(file)
    with WorkerPool(1) as pool:
        built = built_beside(pool, draft)
        examples = taught_beside(pool, draft)
    reply = finished(built, out)
    with suppress(RuntimeError):  # nobody has a home here
        own_examples.keep(examples)
    return reply


_BEIJING = timedelta(hours=8)


@notice.command("list")
@answering(data=True)
def list_notices() -> Reply:
    """列出所有通知；自己的配置和已截止的另有说明。

    例：zcdesk notice list
    """
    rows: Sequence[Mapping[str, Any]] = shipped("notice")
    broken: Sequence[OwnProfile] = ()
    if has_own("notices"):
        from zcdesk.notices.describing import notice_row
        from zcdesk.notices.files.loading import broken_own, load_notice, notice_ids

        rows, broken = [*map(notice_row, map(load_notice, notice_ids()))], broken_own()
    for profile in broken:
        say_error(text("notice.own_broken", file=profile.path.name, count=len(profile.faults)))
    return Reply(bool(broken), partial(_listed, broken), partial(_list, *rows))


def _listed(broken: Sequence[OwnProfile]) -> DataDocument:
    from zcdesk.cli.notice.data import NoticeList, listed_notice
    from zcdesk.notices.files.loading import load_notice, notice_ids

    shown = map(listed_notice, map(load_notice, notice_ids()))
    faulty = [{"file": profile.path.name, "faults": len(profile.faults)} for profile in broken]
    return NoticeList.model_validate({"notices": (*shown,), "broken": faulty})


def _list(*rows: Mapping[str, Any]) -> None:
    """Say what the list says of each notice: whose it is, whether it is over, what is open."""
    today = (datetime.now(UTC) + _BEIJING).date().isoformat()
    ours = {row["id"] for row in shipped("notice")}
    for row in rows:
        marks = []
        if row["id"] not in ours:
            marks.append(text("notice.own"))
        if row["last"] and row["last"] < today:
            marks.append(text("notice.past", day=row["last"]))
        if row["unconfirmed"]:
            marks.append(text("notice.unconfirmed", count=row["unconfirmed"]))
        say("  ".join((row["id"], row["title"], *marks)))


@notice.command("show")
@answering(data=True)
def show(notice_id: Annotated[str, typer.Argument(help="通知编号。")]) -> Reply:
    """显示一份通知：栏目、上传位置和问题（行末是编号）、遮盖、日期、没有说清的地方。

    例：zcdesk notice show 编号
    """
    from zcdesk.cli.notice.data import shown_notice
    from zcdesk.notices.files.loading import broken_own, notice_ids
    from zcdesk.notices.files.locating import ProfileError

    for profile in () if notice_id in notice_ids() else broken_own():
        if profile.path.stem == notice_id:
            raise ProfileError(profile.path.name, profile.faults)
    shown = notice_of(notice_id)
    return Reply(ExitStatus.DONE, partial(shown_notice, shown), partial(_show, shown))


def _show(shown: Notice) -> None:
    from zcdesk.notices.describing import description, notice_row

    _list(notice_row(shown))
    _tell(description(shown, language.code))


def _tell(chapters: Iterable[Chapter]) -> None:
    for chapter in chapters:
        say()
        say(chapter.title)
        for line in chapter.lines:
            say(f"  {line}")


@notice.command("check")
@answering()
def check(
    file: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
) -> Reply:
    """检查自己写的通知配置，一次列出所有问题，能用而要再看一眼的也说。

    例：zcdesk notice check 我的通知.yaml
    """
    from zcdesk.notices.clock import now
    from zcdesk.notices.files.loading import notice_text
    from zcdesk.notices.files.locating import ProfileError
    from zcdesk.notices.files.parsing import lines_of, read_profile
    from zcdesk.notices.second_look import CLOSED, second_look

    try:
        checked = read_profile(file)
    except ProfileError as error:
        first, *_ = findings = error.findings()
        if ends_with(first.code) is not ExitStatus.NOT_DONE:
            raise
        say_findings("", findings)  # what was asked for is done: these are what it found
        return Reply(ExitStatus.ATTENTION)
    say(text("cli.profile_good", title=checked.title))
    lines = lines_of(checked, file.parent) or notice_text(checked)
    if not lines:
        say(text("notice.quotes_not_checked", source=checked.source))
    status = ExitStatus.DONE
    for code, about in second_look(checked, lines, now().date()):
        if code == CLOSED:  # as it should be with a notice of another year
            say(text(code, **about))
        else:
            say_error(text(code, **about))
            status = ExitStatus.ATTENTION
    return Reply(status)


@notice.command("add")
@answering()
def add(
    file: Annotated[Path, typer.Argument(help="别人给的通知配置文件（YAML）。", readable=False)],
) -> Reply:
    """检查别人给的通知配置，放进自己的通知里，新建案卷时就能选。

    写出它要什么、遮盖什么、哪些话没有人定过；已有一份的，写出两份哪里不同。

    例：zcdesk notice add 某地2027.yaml
    """
    from zcdesk.cli.notice.making_run import tell_left_out
    from zcdesk.notices.describing import description, differences
    from zcdesk.notices.files.loading import add_profile, examples_with, own_notices

    before = own_notices()
    added = add_profile(file)
    say(text("notice.added", title=added.title, notice=added.id))
    _tell_head(file)
    tell_left_out(file.name, examples_with(file, added).left_out)
    if added.id in before:
        _tell(differences(before[added.id], added, language.code))
    else:
        _tell(description(added, language.code))
    return Reply(ExitStatus.DONE)


@notice.command("pack")
@answering()
def pack(
    file: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
    out: Made,
    by: Annotated[str, typer.Option("--by", help="谁定的、谁打的包。")] = "",
    origin: Annotated[str, typer.Option("--from", help="原文从哪里来：网址或文号。")] = "",
) -> Reply:
    """把通知配置和原文打成一个文件交给别人，带出处、打包的人、日期和校验值。

    例：zcdesk notice pack 我市-2027.yaml --out 我市-2027.pack.yaml --by 王丽
    """
    from zcdesk.notices.describing import unconfirmed
    from zcdesk.notices.files.loading import packed_profile

    made, content = packed_profile(file, {"by": by, "from": origin})
    write_named(out, content.encode(), same_first_line)
    if not made.text:
        say_error(text("notice.quotes_not_checked", source=made.source))
    open_here = len(unconfirmed(made)), len(made.open_questions)
    say(text("notice.pack_open", inferred=open_here[0], questions=open_here[1]))
    return Reply(ExitStatus.DONE)


@notice.command("compare")
@answering()
def compare(
    first: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
    second: Annotated[Path, typer.Argument(help="和它比的一份。", readable=False)],
) -> Reply:
    """比较同一份通知的两份配置：- 是前一份的，+ 是后一份的。

    例：zcdesk notice compare 我市-2027.yaml 别人的.pack.yaml
    """
    from zcdesk.notices.describing import differences
    from zcdesk.notices.files.parsing import read_profile

    chapters = differences(read_profile(first), read_profile(second), language.code)
    for file in (first, second):
        say(file.name)
        _tell_head(file)
    _tell(chapters)
    if not chapters:
        say(text("notice.same"))
    return Reply(bool(chapters))


def _tell_head(file: Path) -> None:
    """Print who made a pack, from where and when, as far as its head says."""
    from zcdesk.notices.files.packing import head_of

    if head := head_of(file.read_bytes()):
        unsaid = text("notice.pack_unsaid")
        by, origin, day = (head.get(name, unsaid) for name in ("by", "from", "day"))
        say(text("notice.pack_head", by=by, origin=origin, day=day))


@notice.command("guide")
@answering()
def show_guide() -> Reply:
    """怎样写一份通知配置：各项的写法、样例和检查。

    例：zcdesk notice guide > 写法.md
    """
    write_json(guide("notices"), STANDARD_OUTPUT)
    return Reply(ExitStatus.DONE)


@notice.command("schema")
@answering()
def schema(
    target: Annotated[str, typer.Option("--json", help="写到文件；- 为屏幕。")] = STANDARD_OUTPUT,
) -> Reply:
    """给出配置的 JSON Schema，供编辑器补全和检查。

    例：zcdesk notice schema --json notice.schema.json
    """
    from zcdesk.notices.files.parsing import profile_schema

    write_json(text_of.dumps(profile_schema(), ensure_ascii=False, indent=1) + "\n", target)
    return Reply(ExitStatus.DONE)
