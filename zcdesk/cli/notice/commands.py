"""``zcdesk notice``: the rule profiles."""

from __future__ import annotations

import json as text_of
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zcdesk.cli.arguments import notice_of, same_first_line, write_named
from zcdesk.cli.notice.making import Made, draft, finish, new, renew
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    JsonFile,
    language,
    say,
    say_error,
    text,
    write_data,
    write_json,
)
from zcdesk.cli.shipped_lists import has_own, shipped
from zcdesk.resources import guide

if TYPE_CHECKING:  # notices are read by the commands that need them: the list answers at once
    from zcdesk.notices.describing import Chapter

_BEIJING = timedelta(hours=8)

notice = typer.Typer(help="通知配置：每份通知要求什么。", no_args_is_help=True)
notice.command("new")(new)
notice.command("renew")(renew)
notice.command("draft")(draft)
notice.command("finish")(finish)


@notice.command("list")
def list_notices(json: JsonFile = None) -> int:
    """列出所有通知；自己的配置和已截止的另有说明。

    例：zcdesk notice list
    """
    if json is None and not has_own("notices"):
        for row in shipped("notice"):
            _list(row)
        return 0
    from zcdesk.cli.notice.data import BrokenProfile, NoticeList, listed_notice
    from zcdesk.notices.describing import notice_row
    from zcdesk.notices.files.loading import load_notice, notice_ids, users_own

    shown = [load_notice(notice_id) for notice_id in notice_ids()]
    broken = [profile for profile in users_own() if profile.notice is None]
    if json is not None:
        faulty = (BrokenProfile(file=p.path.name, faults=len(p.faults)) for p in broken)
        listed = tuple(listed_notice(one) for one in shown)
        write_data(NoticeList(notices=listed, broken=tuple(faulty)), json)
    if json != STANDARD_OUTPUT:
        for one in shown:
            _list(notice_row(one))
    for profile in broken:
        say_error(text("notice.own_broken", file=profile.path.name, count=len(profile.faults)))
    return 1 if broken else 0


def _list(row: Mapping[str, Any]) -> None:
    """Say what the list says of a notice: whose it is, whether it is over, what is open."""
    marks = []
    if row["id"] not in {each["id"] for each in shipped("notice")}:
        marks.append(text("notice.own"))
    if row["last"] and row["last"] < (datetime.now(UTC) + _BEIJING).date().isoformat():
        marks.append(text("notice.past", day=row["last"]))
    if row["unconfirmed"]:
        marks.append(text("notice.unconfirmed", count=row["unconfirmed"]))
    say("  ".join((row["id"], row["title"], *marks)))


@notice.command("show")
def show(
    notice_id: Annotated[str, typer.Argument(help="通知编号。")], json: JsonFile = None
) -> int:
    """显示一份通知：栏目、上传位置和问题（行末是编号）、遮盖、日期、没有说清的地方。

    例：zcdesk notice show 编号
    """
    from zcdesk.cli.notice.data import shown_notice
    from zcdesk.notices.describing import description, notice_row
    from zcdesk.notices.files.faults import ProfileError
    from zcdesk.notices.files.loading import notice_ids, users_own

    for profile in users_own():
        if (
            profile.notice is None
            and profile.path.stem == notice_id
            and notice_id not in notice_ids()
        ):
            raise ProfileError(profile.path.name, profile.faults)
    shown = notice_of(notice_id)
    if json is not None:
        write_data(shown_notice(shown), json)
    if json == STANDARD_OUTPUT:
        return 0
    _list(notice_row(shown))
    _tell(description(shown, language.code))
    return 0


def _tell(chapters: Iterable[Chapter]) -> None:
    for chapter in chapters:
        say()
        say(chapter.title)
        for line in chapter.lines:
            say(f"  {line}")


@notice.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
) -> int:
    """检查自己写的通知配置，一次列出所有问题。

    例：zcdesk notice check 我的通知.yaml
    """
    from zcdesk.notices.describing import unconfirmed
    from zcdesk.notices.files.loading import notice_text, read_profile

    checked = read_profile(file)
    say(text("cli.profile_good", title=checked.title))
    if not (
        checked.text or notice_text(checked) or file.with_name(f"{checked.source}.txt").is_file()
    ):
        say(text("notice.quotes_not_checked", source=checked.source))
    count = len(unconfirmed(checked))
    if count:
        say_error(text("notice.unconfirmed", count=count))
    return 1 if count else 0


@notice.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="别人给的通知配置文件（YAML）。", readable=False)],
) -> int:
    """检查别人给的通知配置，放进自己的通知里，新建案卷时就能选。

    写出它要什么、遮盖什么、哪些话没有人定过；已有一份的，写出两份哪里不同。

    例：zcdesk notice add 某地2027.yaml
    """
    from zcdesk.notices.describing import description, differences
    from zcdesk.notices.files.loading import add_profile, users_own

    before = {own.notice.id: own.notice for own in users_own() if own.notice}
    added = add_profile(file)
    say(text("notice.added", title=added.title, notice=added.id))
    _tell_head(file)
    if added.id in before:
        _tell(differences(before[added.id], added, language.code))
    else:
        _tell(description(added, language.code))
    return 0


@notice.command("pack")
def pack(
    file: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
    out: Made,
    by: Annotated[str, typer.Option("--by", help="谁定的、谁打的包。")] = "",
    origin: Annotated[str, typer.Option("--from", help="原文从哪里来：网址或文号。")] = "",
) -> int:
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
    return 0


@notice.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。", readable=False)],
    second: Annotated[Path, typer.Argument(help="和它比的一份。", readable=False)],
) -> int:
    """比较同一份通知的两份配置：- 是前一份的，+ 是后一份的。

    例：zcdesk notice compare 我市-2027.yaml 别人的.pack.yaml
    """
    from zcdesk.notices.describing import differences
    from zcdesk.notices.files.loading import read_profile

    found = differences(read_profile(first), read_profile(second), language.code)
    for file in (first, second):
        say(file.name)
        _tell_head(file)
    _tell(found)
    if not found:
        say(text("notice.same"))
    return 1 if found else 0


def _tell_head(file: Path) -> None:
    """Print who made a pack, from where and when, as far as its head says."""
    from zcdesk.notices.files.packing import head_of

    if head := head_of(file.read_bytes()):
        unsaid = text("notice.pack_unsaid")
        by, origin, day = (head.get(name, unsaid) for name in ("by", "from", "day"))
        say(text("notice.pack_head", by=by, origin=origin, day=day))


@notice.command("guide")
def show_guide() -> int:
    """怎样写一份通知配置：各项的写法、样例和检查。

    例：zcdesk notice guide > 写法.md
    """
    write_json(guide("notices"), STANDARD_OUTPUT)
    return 0


@notice.command("schema")
def schema(
    target: Annotated[str, typer.Option("--json", help="写到文件；- 为屏幕。")] = STANDARD_OUTPUT,
) -> int:
    """给出配置的 JSON Schema，供编辑器补全和检查。

    例：zcdesk notice schema --json notice.schema.json
    """
    from zcdesk.notices.files.loading import profile_schema

    write_json(text_of.dumps(profile_schema(), ensure_ascii=False, indent=1) + "\n", target)
    return 0
