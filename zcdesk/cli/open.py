"""``zcdesk open``: one case file, or a notice's profile, in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.tables.faults import MissingCaseError
from zcdesk.cli.environment import has_display
from zcdesk.cli.output import say_error, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_file


def open_in_window(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="CASE", help="案卷文件（.zcase），或别人给的通知配置（.yaml）。", readable=False
        ),
    ],
) -> int:
    """在窗口里打开一份案卷；通知配置检查后放进自己的通知里。

    例：zcdesk open 我的.zcase
    """
    if not is_file(path):
        raise MissingCaseError(file=path.name)
    if not has_display():
        say_error(text("cli.no_display"))
        return ExitStatus.NO_DISPLAY
    from zcdesk.ui.app.application import open_window

    return open_window(path=path)
