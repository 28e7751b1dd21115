"""The options of ``zcdesk batch``, in groups: what belongs together is one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.arguments import ReturnedBy, ReturnLevel

Roster = Annotated[
    Path,
    typer.Argument(help="花名册（xlsx 或 csv），或者放着案卷的文件夹。", readable=False),
]
Scans = Annotated[
    Path | None,
    typer.Option("--scans", help="放材料文件夹的文件夹；花名册里的按它找。", readable=False),
]
Out = Annotated[
    Path | None, typer.Option("--out", help="结果放在哪里，每人一个文件夹。", readable=False)
]
Only = Annotated[str | None, typer.Option("--only", help="只做这几行，如 3,5-8；其余的保持原样。")]
KINDS_TOLD = "recommendation 推荐报告、posting 公示、posting_result 公示结果，可多次"
Force = Annotated[bool, typer.Option("--force", help="写出的表有人改过也盖掉；不加就另起名字。")]
OfNotice = Annotated[
    str, typer.Option("--notice", help="没有写通知的各行用这份（编号）；空表只列它的问题。")
]


@dataclass(frozen=True)
class Places:
    """Folders of the scans and of the results."""

    scans: Scans = None
    out: Out = None
    shared: Annotated[
        list[Path] | None,
        typer.Option("--shared", help="多人合在一起的扫描件，按姓名、身份证号分给各人，可多次。"),
    ] = None


@dataclass(frozen=True)
class Pace:
    """How a run is worked on."""

    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=64, help="同时处理几页，默认按内存和核数。"),
    ] = None
    dask: Annotated[
        str | None, typer.Option("--dask", help="Dask 调度器地址，用它的各台电脑。")
    ] = None
    resume: Annotated[bool, typer.Option("--resume", help="接着上次没有做完的做。")] = False
    due: Annotated[
        datetime | None,
        typer.Option(
            "--due",
            formats=["%Y-%m-%d"],
            help="请本人在哪一天以前交齐，写进信里；接着做时不必再写。",
        ),
    ] = None


@dataclass(frozen=True)
class Forms:
    """The forms of all people that are wanted."""

    form: Annotated[
        list[str] | None,
        typer.Option("--form", help=f"写出全体的表：{KINDS_TOLD}；不写 --scans 就只写表。"),
    ] = None
    force: Force = False


@dataclass(frozen=True)
class ReturnNote:
    """A note of a return that speaks of several people."""

    returned: Annotated[
        Path | None,
        typer.Option(
            "--returned",
            help="写着几个人的退回意见：列出哪一句是谁的；加 --yes 登记，重写信和总表。",
            readable=False,
        ),
    ] = None
    yes: Annotated[bool, typer.Option("--yes", help="照列出的登记；不加就只列出。")] = False
    at: Annotated[
        str, typer.Option("--at", help="退回的时间，北京时间，如 2024-10-12 09:30；不写就是现在。")
    ] = ""
    level: ReturnLevel = ReturnedBy.REVIEW_COMMITTEE


@dataclass(frozen=True)
class OtherCommands:
    """What ``batch check`` and ``batch template`` do, as an option."""

    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只核对花名册和材料文件夹，什么都不写；有要改的以 1 结束。"),
    ] = False
    empty: Annotated[
        Path | None, typer.Option("--template", help="生成空的花名册后退出。", readable=False)
    ] = None
    notice: OfNotice = ""
