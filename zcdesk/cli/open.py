"""``zcdesk open``: a case file, a notice's profile, or scans to be put in a case, in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.tables.faults import MissingCaseError
from zcdesk.cli.arguments import require_there
from zcdesk.cli.environment import has_display
from zcdesk.cli.output import say_error, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_file

_SHOWN_ALONE = (".zcase", ".yaml", ".yml")
"""Endings of a case and of a notice's profile; anything else is taken for scans."""


def open_in_window(
    path: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...",
            help="案卷文件（.zcase），或别人给的通知配置（.yaml）；"
            "也可以是扫描件，一次可以给多个：打开或新建一份申报时放进去。",
            readable=False,
        ),
    ],
) -> int:
    """在窗口里打开一份案卷；通知配置检查后放进自己的通知里；扫描件放进接着打开的申报。

    例：zcdesk open 我的.zcase
    """
    first = path[0]
    if len(path) == 1 and first.suffix.lower() in _SHOWN_ALONE and not is_file(first):
        raise MissingCaseError(file=first.name)
    require_there(path)
    if not has_display():
        say_error(text("cli.no_display"))
        return ExitStatus.NO_DISPLAY
    from zcdesk.ui.app.application import open_window

    return open_window(paths=tuple(file.absolute() for file in path))
