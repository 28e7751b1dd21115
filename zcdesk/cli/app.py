"""The commands, and how each of them ends: by one of the statuses of ``statuses``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from difflib import get_close_matches
from pathlib import Path
from threading import Timer, get_ident
from traceback import walk_stack
from types import FrameType

import typer
from typer.main import get_command

from zcdesk import __version__
from zcdesk.cli.environment import environment, has_display
from zcdesk.cli.help.words import dress, every_below, typed_for_completion
from zcdesk.cli.output import STANDARD_OUTPUT, ToldError, language, say_error, text, told_of
from zcdesk.cli.standard_input import take_standard_input
from zcdesk.cli.statuses import ExitStatus, ends_with
from zcdesk.cli.streams import StandardOutput, leave_streams
from zcdesk.cli.usage import (
    command_at_fault,
    keep_what_is_read,
    refuse_empty_paths,
    take_words,
    told,
)
from zcdesk.disk.paths import is_there
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.findings import error as error_finding
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.resources import table
from zcdesk.system.processes import ASKS_TO_END

DONE, ATTENTION, USAGE = ExitStatus.DONE, ExitStatus.ATTENTION, ExitStatus.USAGE
INTERRUPTED, NOT_DONE = ExitStatus.INTERRUPTED, ExitStatus.NOT_DONE

_SUMMARIES: Mapping[str, str] = table("help", "summaries.toml")["zcdesk"]
"""What the overview says of each command, as its own help does (a test holds the two together)."""


_WITH_COMMANDS = ("case", "notice", "train", "batch")
"""Those that have commands of their own."""

_HELP = ("-h", "--help")
_TELLING = (*_HELP, "--version", "-V")

_BELOW_BATCH = ("template", "check", "forms")
"""What is right behind ``batch`` instead of a roster (a test holds them together)."""


def commands_with(called: str = "", below: str = "") -> typer.Typer:
    """Return all commands: the one that is called, and of the others what the overview says.

    The libraries of all of them take seconds to load; ``--version`` and ``--help`` need none.

    Args:
        called: The command.
        below: Which of its own commands is called; "" for all of them.
    """
    app = typer.Typer(
        name="zcdesk",
        help="职称申报材料助手：离线整理、遮盖、检查扫描件，导出可直接上传的材料包。",
        no_args_is_help=False,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(start)
    for name, summary in _SUMMARIES.items():
        if name != called:
            app.command(name, help=summary)(_announced)
            continue
        found = _loaded(name, below)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _announced() -> None:
    """Stand in the overview for a command that was not called."""


def _loaded(name: str, below: str = "") -> typer.Typer | Callable[..., object]:
    """Return a command; each import is written out, for what freezes the program reads them."""
    found: typer.Typer | Callable[..., object]
    match name:
        case "batch":
            from zcdesk.cli.batch.commands import batch, batch_below

            found = batch_below() if _is_below_batch(below) else batch
        case "case":
            found = _case(below)
        case "completion":
            from zcdesk.cli.help.words import completion as found
        case "demo":
            from zcdesk.cli.demo import demo as found
        case "doctor":
            from zcdesk.cli.doctor import doctor as found
        case "document":
            from zcdesk.cli.document import document as found
        case "help":
            from zcdesk.cli.help.words import show_help as found
        case "inspect":
            from zcdesk.cli.inspect import inspect as found
        case "notice":
            from zcdesk.cli.notice.commands import notice as found
        case "open":
            from zcdesk.cli.open import open_in_window as found
        case "redact":
            from zcdesk.cli.redact import redact as found
        case "train":
            from zcdesk.cli.train import train as found
        case _:
            from zcdesk.cli.verify import verify as found
    return found


def _is_below_batch(word: str) -> bool:
    """Tell a command below ``batch``, misspelt or not, from a roster, which ends as files do."""
    is_file = "." in word or is_there(Path(word))
    return word in _BELOW_BATCH or bool(not is_file and get_close_matches(word, _BELOW_BATCH))


def _case(below: str) -> typer.Typer:
    """Return the commands of a case; no more are loaded than ``below`` needs."""
    if below in _HELP:
        from zcdesk.cli.case.group import overview

        return overview()
    if below == "status":
        from zcdesk.cli.case.status import status_alone

        return status_alone()
    from zcdesk.cli.case.commands import case

    return case


def every_command() -> list[str]:
    """Return all commands as they are written; those below others take a moment to load."""
    whole = [*_SUMMARIES]
    for name in _WITH_COMMANDS:
        below = _loaded(name, _BELOW_BATCH[0] if name == "batch" else _HELP[0])
        assert isinstance(below, typer.Typer)
        whole += (f"{name} {command.name}" for command in below.registered_commands)
    return whole


def _called(given: Sequence[str]) -> tuple[str, str]:
    """Return the command that is called, or to be completed, and the word behind it; "" for none.

    Without a command the overview is told, or the window opens; so is that of a command by itself.
    """
    typed = typed_for_completion() or list(given)
    while typed and typed[0].startswith("-"):
        typed.pop(0)
    called, below = typed[0] if typed else "", typed[1] if len(typed) > 1 else _HELP[0]
    return called, "" if below.startswith("-") and below not in _HELP else below


_LISTING = frozenset({
    ("notice", "list"), ("notice", "show"), ("train", "list"), ("case", "status"),
    ("case", "doubts"), ("case", "history"), ("case", "facts"),
})  # fmt: skip
"""Commands whose list is what they were called for; ``--quiet`` leaves it."""


def _help_last(given: list[str]) -> list[str]:
    """Return ``help case add`` as ``case add --help``."""
    if given[:1] == ["help"] and {*_HELP}.isdisjoint(given):
        return [*given[1:], "--help"]
    return given


def start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="显示版本后退出。"),
    lang: str = typer.Option(
        "",
        "--lang",
        help="提示用的语言：zh 或 en，可以写在任何位置；不写时看 ZCDESK_LANG 和系统的语言。",
        show_default=False,
    ),
    quiet: bool = typer.Option(
        False, "--quiet", "-q", help="不写进度和小结，只写要注意的；可以写在任何位置。"
    ),
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
            raise typer.Exit(ExitStatus.NO_DISPLAY)
        from zcdesk.ui.app.application import open_window

        raise typer.Exit(open_window())


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; every expected error is one sentence.

    What standard output could not take is reported at the end: all other work is done by then.
    """
    try:
        status = _answer(_with_targets(arguments))
        if isinstance(sys.stdout, StandardOutput):
            sys.stdout.flush()
            if sys.stdout.lost and status in (DONE, ATTENTION):
                say_error(text("cli.standard_output"))
                return NOT_DONE
        return status
    except BrokenPipeError:
        return NOT_DONE
    finally:
        leave_streams()


_OF_DATA = ("--json", "--report")
"""Options behind which stands where data are written."""


def _with_targets(arguments: Sequence[str]) -> list[str]:
    """Return the arguments; ``--json`` or ``--report`` with nothing behind is standard output."""
    told = list[str]()
    for word in [*arguments, "--"]:
        if word.startswith("--") and told and told[-1] in _OF_DATA:
            told.append(STANDARD_OUTPUT)
        told.append(word)
    return told[:-1]


def _answer(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    Raises:
        BrokenPipeError: Whoever read standard output has gone.
    """
    environment.take()
    command = None
    try:
        given = _help_last(language.take(list(arguments)))
        called = _called(given)
        language.lists = called in _LISTING
        command = get_command(commands_with(*called))
        for each in every_below(command):
            dress(each, language.code)
            take_words(each)
            refuse_empty_paths(each)
            keep_what_is_read(each)
            take_standard_input(each)
        # Until now Ctrl-C ended the program at once; from here on it is to be tidied up.
        for asked in ASKS_TO_END:
            if signal.getsignal(asked) is not signal.SIG_IGN:  # nohup lets it go on
                signal.signal(asked, _interrupted)
        with nullcontext() if _only_tells(given) else _own_room():
            status = command.main(args=given, prog_name="zcdesk", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return _ended(arguments, INTERRUPTED, error_finding("cli.interrupted"))
    except typer.TyperException as wrong:
        where = command_at_fault(wrong, command, arguments)
        return _refused(arguments, wrong, where)
    except ZcdeskError as error:
        first, *others = error.findings()
        status = _ended(arguments, ends_with(first.code), first)
        for finding in others:
            say_error(told_of(finding))
        return status
    except (BrokenPipeError, SystemExit) as gone:  # the parser ends the program with 1 then
        raise BrokenPipeError from gone
    except Exception as error:
        # A fault of ours: one calm sentence for the person, the rest only for who asks for it.
        keep(error, ProgramPart.COMMAND)
        if os.environ.get("ZCDESK_TRACE"):
            raise
        return _ended(arguments, NOT_DONE, error_finding("program.unexpected"))
    if status == INTERRUPTED:  # the parser turns Ctrl-C into a status of its own
        return _ended(arguments, INTERRUPTED, error_finding("cli.interrupted"))
    return int(status or DONE)


def _only_tells(given: list[str]) -> bool:
    """Tell whether nothing is asked for but a help, or the version."""
    options = [word for word in given if word.startswith("-")]
    return "".join(options) in _TELLING and options == given[-1:]


@contextmanager
def _own_room() -> Iterator[None]:
    """Give a command what it needs for its temporary files and workers, and tidy up before it."""
    from zcdesk.disk.temporary import own_temporary_folder
    from zcdesk.workers.held_memory import held_semaphores, sweep_memory

    sweep_memory()
    with own_temporary_folder(), held_semaphores():
        yield


def _refused(arguments: Sequence[str], wrong: typer.TyperException, where: str) -> int:
    """Say what was refused: the command line itself, or what it names."""
    finding = error_finding("cli.usage", detail=told(wrong, every_command), command=where)
    own = getattr(wrong, "message", "")
    if not isinstance(own, ToldError):
        return _ended(arguments, USAGE, finding)
    status = ends_with(own.code, USAGE)
    line = own if status is not USAGE else ToldError(text("cli.usage", **finding.details), own.code)
    return _ended(arguments, status, finding, line)


def _ended(
    arguments: Sequence[str], status: int, why: Finding, line: ToldError | None = None
) -> int:
    """Say why a command ended, in its data as well, and return its status.

    Args:
        arguments: What was typed.
        status: The exit status.
        why: What the data hold.
        line: What is said instead of its sentence.
    """
    say_error(line or text(why.code, **why.details))
    if any(word.startswith(_OF_DATA) for word in arguments):
        from zcdesk.cli.problems import write_problem  # the models of data take a while to load

        write_problem(arguments, why, line)
    return status


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Stop, but never in the middle of an import or a model: asked again every 20 ms until then.

    A module that meets an exception while it is set up may end the process with a traceback, and
    what builds a model may swallow it.
    """
    if any(within.f_code.co_name in _UNBROKEN for within, _ in walk_stack(frame)):
        return Timer(0.02, _ask_again, [get_ident(), number]).start()
    raise KeyboardInterrupt


_UNBROKEN = ("_find_and_load", "create_schema_validator")
"""What Python imports with, and what pydantic builds with."""


def _ask_again(thread: int, number: int) -> None:
    """Send a thread a signal again, so that it wakes where it waits by now."""
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(thread, number)
