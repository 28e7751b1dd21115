"""What commands say of themselves: ``--help`` in the person's language, and completion by Tab.

Our own sentences are with the commands in Chinese, their English in ``resources/help``; what
typer says around them is English, and its Chinese is here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType, ModuleType
from typing import Annotated, Any

import typer

from zcdesk.applicant import Target
from zcdesk.cli.output import STANDARD_OUTPUT, write_json
from zcdesk.cli.statuses import in_brief
from zcdesk.resources import table

_ASKED = "_ZCDESK_COMPLETE"
"""Variable by which the script of a terminal asks; its value names the terminal."""

_TYPED = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""What was typed, the name of the program first: of bash, of the others."""


class Shell(StrEnum):
    """The terminals that can be served."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def typed_for_completion() -> list[str]:
    """Return the words that a terminal wants completed; none when nobody asks for that."""
    if not os.environ.get(_ASKED):
        return []
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()  # makes the terminals known to the parser
    return next((os.environ[name] for name in _TYPED if os.environ.get(name)), "").split()[1:]


def every_below(command: Any) -> Iterator[Any]:
    """Yield a command, as ``typer.main.get_command`` makes it, and all below it."""
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from every_below(below)


def completion(
    shell: Annotated[Shell, typer.Argument(help="哪一种终端：bash、zsh、fish 或 powershell。")],
) -> int:
    """给出终端的补全脚本：按 Tab 键补全命令和选项。

    只写到屏幕，不改动任何设置；要长期使用，就接到终端自己的设置文件后面：
    bash 用 ~/.bashrc，zsh 用 ~/.zshrc（在 compinit 之后），PowerShell 用 $PROFILE，
    fish 用 ~/.config/fish/completions/zcdesk.fish。

    例：zcdesk completion bash >> ~/.bashrc
    """
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name="zcdesk", complete_var=_ASKED, shell=shell)
    write_json(script + "\n", STANDARD_OUTPUT)
    return 0


_WORDS = "help", "frame.toml"

_WIDEST = 30
"""Letters of choices at most: longer ones leave no room for a sentence, and the help names them."""


def show_help(
    command: Annotated[list[str] | None, typer.Argument(help="命令，如 case add。")] = None,
) -> int:
    """看一个命令的说明，和在它后面写 --help 一样。

    例：zcdesk help case add
    """
    return 0  # app puts --help behind the command that is named, and it answers


def dress(command: Any, language: str) -> None:
    """Let a command show its help in a language.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
        language: ``zh`` or ``en``.
    """
    command.format_help = partial(_told, command, language, command.format_help)
    command.get_help_option = partial(_help_option, language, command.get_help_option)
    if language == "zh":
        command.options_metavar = "[选项]"
        command.context_class = _Context
        if getattr(command, "commands", {}):
            command.subcommand_metavar = "命令 [参数]…"
    for parameter in command.params:
        parameter.display_type_rich = partial(_kind, parameter, table(*_WORDS)[language]["kinds"])


def english(words: str) -> str:
    """Return a help text in English, paragraph by paragraph; what has none stays as it is."""
    return "\n\n".join(known_help().get(part.strip(), part) for part in words.split("\n\n"))


@cache
def known_help() -> dict[str, str]:
    """Return every paragraph of help in Chinese, with its English."""
    help_texts = table("help", "commands.toml")["help"]
    pairs = ((each["zh"].strip(), each["en"].strip()) for each in help_texts)
    return {
        zh.replace("{things}", "、".join(Target)): en.replace("{things}", ", ".join(Target))
        for zh, en in pairs
    }


def _told(command: Any, language: str, plainly: Callable[..., None], *given: Any) -> None:
    """Tell a command's help in a language; rich is loaded for nothing else."""
    _frame(language)
    for each in every_below(command) if language == "en" else ():
        _translate(each)
    if any(parameter.name == "version" for parameter in command.params):  # the whole program's
        command.epilog = f"{table(*_WORDS)[language]['statuses']}{in_brief(language)}"
    plainly(*given)


def _help_option(language: str, plainly: Callable[..., Any], context: Any) -> Any:
    """Return ``--help`` in our words; the parser makes it anew or hands it out again."""
    option = plainly(context)
    if option is not None:
        option.display_type_rich = partial(_kind, option, table(*_WORDS)[language]["kinds"])
        option.help = "显示这份说明后退出。" if language == "zh" else option.help
    return option


def _translate(command: Any) -> None:
    command.help = english(command.help or "")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = english(parameter.help)


_MAKES_TEXT = "_make_rich_text"  # typer's own; without it long sentences are cut off


_plain: dict[str, Any] = {}
"""Typer's own words, once they were replaced."""


def _typers_help() -> Any:
    """Return the part of typer that writes help, loaded without what it never uses for ours.

    Markdown and tracebacks, with their parser and colours, take half the time of ``--help``.
    """
    unused = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in unused})
    for name in unused:
        setattr(sys.modules[name], _UNUSED[name], None)
    try:
        from typer import rich_utils
    finally:
        for name in unused:
            del sys.modules[name]
    return rich_utils


_UNUSED: Mapping[str, str] = MappingProxyType(
    {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}
)


def _frame(language: str) -> None:
    rich_utils = _typers_help()
    for name, words in table(*_WORDS)["frame"].items():
        _plain.setdefault(name, getattr(rich_utils, name))
        setattr(rich_utils, name, words if language == "zh" else _plain[name])
    text_of = getattr(rich_utils, _MAKES_TEXT, None)
    if text_of is not None and _MAKES_TEXT not in _plain:
        _plain[_MAKES_TEXT] = text_of
        setattr(rich_utils, _MAKES_TEXT, partial(_folded, text_of))


def _folded(text_of: Callable[..., Any], **told: Any) -> Any:
    """Return a text that goes on in the next line; a sentence without spaces would be cut off."""
    from rich.markup import escape

    made: Any = text_of(**{**told, "text": escape(told["text"])})  # ``[x, y]`` is no markup
    with suppress(AttributeError):
        made.overflow = "fold"
    return made


def _kind(parameter: Any, kinds: Mapping[str, str], ctx: typer.Context) -> str | None:
    """Return what kind of value a parameter takes."""
    shown: str = type(parameter).display_type_rich(parameter, ctx) or ""
    inner, several = re.sub(r"^<(?:list\[)?\|?|\]?>$", "", shown), "…" * shown.startswith("<list[")
    if inner in ("", "bool"):
        return "" if shown else None
    if "|" in inner and (several or len(inner) > _WIDEST):
        inner = ""
    return f"<{kinds.get(inner, inner)}>{several}"


_formatter: Any = typer.Context.formatter_class


class _Formatter(_formatter):  # type: ignore[misc]
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")


class _Context(typer.Context):
    formatter_class = _Formatter
