"""The commands and their exit statuses.

0: done, nothing needs attention. 1: done, but something was refused or needs a person. 2: wrong
usage. 130: interrupted, nothing half-written.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from functools import cache
from types import FrameType

import typer
from typer.main import get_command

from zcdesk import __version__
from zcdesk.cli.case import case
from zcdesk.cli.display import has_display
from zcdesk.cli.help_words import in_chinese
from zcdesk.cli.output import language, say_error, text
from zcdesk.cli.usage import told
from zcdesk.errors import ZcdeskError

DONE, ATTENTION, USAGE, INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="zcdesk",
    help="职称申报材料助手：离线整理、遮盖、检查扫描件，导出可直接上传的材料包。",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(case, name="case")


@cache
def know_all_commands() -> None:
    """Add the commands besides ``case``; their libraries take a second to load.

    ``case`` loads what it needs within each command, so that asking for a status answers at once.
    """
    from zcdesk.cli.batch import batch
    from zcdesk.cli.demo import demo
    from zcdesk.cli.document import document
    from zcdesk.cli.inspect import inspect
    from zcdesk.cli.notice import notice
    from zcdesk.cli.open import open_in_window
    from zcdesk.cli.redact import redact
    from zcdesk.cli.verify import verify

    for command in (batch, demo, document, inspect, redact, verify):
        app.command()(command)
    app.command("open")(open_in_window)
    app.add_typer(notice, name="notice")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="显示版本后退出。"),
    lang: str = typer.Option("zh", "--lang", help="提示用的语言：zh 或 en；可以写在任何位置。"),
) -> None:
    """不带命令时打开窗口。

    例：zcdesk redact 毕业证.jpg --name 张三 --employer 某某有限公司 --out 遮好的
    """
    if version:
        typer.echo(f"zcdesk {__version__}")
        raise typer.Exit(DONE)
    if context.invoked_subcommand is None:
        if not has_display():
            say_error(text("cli.no_display"))
            raise typer.Exit(ATTENTION)
        from zcdesk.ui.application import open_window

        raise typer.Exit(open_window())


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; every expected error is one sentence."""
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        given = language.take(list(arguments))
        if given[:1] != ["case"]:
            know_all_commands()
        command = get_command(app)
        in_chinese(command)
        # Until now Ctrl-C ended the program at once; from here on it is to be tidied up.
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = command.main(args=given, prog_name="zcdesk", standalone_mode=False)
    except typer.Exit as ended:
        if ended.exit_code == INTERRUPTED:
            say_error(text("cli.interrupted"))
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        say_error(text("cli.interrupted"))
        return INTERRUPTED
    except typer.TyperException as wrong:
        say_error(text("cli.usage", detail=told(wrong)))
        return USAGE
    except ZcdeskError as error:
        found = error.finding()
        say_error(text(found.code, **found.details))
        return ATTENTION
    except BrokenPipeError:
        sys.stderr.close()
        return ATTENTION
    except Exception:
        # A fault of ours: one calm sentence for the person, the rest only for who asks for it.
        if os.environ.get("ZCDESK_TRACE"):
            raise
        say_error(text("program.unexpected"))
        return ATTENTION
    if status == INTERRUPTED:  # the parser turns Ctrl-C into a status of its own
        say_error(text("cli.interrupted"))
    return status if isinstance(status, int) else DONE


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
