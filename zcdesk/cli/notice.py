"""``zcdesk notice``: the rule profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.arguments import notice_of
from zcdesk.cli.output import say, say_error, text
from zcdesk.notices.faults import ProfileError
from zcdesk.notices.loading import load_notice, notice_ids, read_profile

notice = typer.Typer(help="通知配置：每份通知要求什么。", no_args_is_help=True)


@notice.command("list")
def list_notices() -> int:
    """列出所有通知。

    例：zcdesk notice list
    """
    for notice_id in notice_ids():
        say(f"{notice_id}  {load_notice(notice_id).title}")
    return 0


@notice.command("show")
def show(notice_id: Annotated[str, typer.Argument(help="通知编号。")]) -> int:
    """显示一份通知的栏目和上传位置。

    例：zcdesk notice show 编号
    """
    shown = notice_of(notice_id)
    say(f"{shown.id}  {shown.title}")
    for section in shown.sections:
        say(f"{section.title}  {section.clause}")
        for slot in section.slots:
            say(f"  {slot.title}  {slot.clause}  {slot.rule}")
    return 0


@notice.command("check")
def check(file: Annotated[Path, typer.Argument(help="通知配置文件（YAML）。")]) -> int:
    """检查自己写的通知配置，一次列出所有问题。

    例：zcdesk notice check 我的通知.yaml
    """
    try:
        checked = read_profile(file)
    except ProfileError as error:
        for fault in error.faults:
            finding = fault.finding()
            say_error(text(finding.code, **finding.details))
        return 1
    say(text("cli.profile_good", title=checked.title))
    return 0
