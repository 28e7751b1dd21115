"""What ``--help`` says, in the person's language.

Our own sentences stand with the commands in Chinese, their English in ``resources/help``; what
typer says around them is English, and its Chinese stands here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from types import MappingProxyType, ModuleType
from typing import Annotated, Any

import typer

from zcdesk.resources import table

_FRAME = MappingProxyType({
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "[必填]",
    "DEFAULT_STRING": "[默认：{}]",
})  # fmt: skip

_KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "zh": {
        "path": "文件", "str": "文字", "int": "整数", "int range": "整数", "float": "数",
        "%Y-%m-%d": "日期", "Path": "文件", "": "项目",
    },
    "en": {
        "path": "file", "str": "text", "int": "number", "int range": "number", "float": "number",
        "%Y-%m-%d": "day", "Path": "file", "": "item",
    },
})  # fmt: skip
"""What typer calls the kind of a value, and what we do; "" stands for long choices."""

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
    """Let a command and all below it show their help in a language.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
        language: ``zh`` or ``en``.
    """
    command.format_help = partial(_told, command, language, command.format_help)
    command.get_help_option = partial(_help_option, language, command.get_help_option)
    below = getattr(command, "commands", {})
    if language == "zh":
        command.options_metavar = "[选项]"
        command.context_class = _Context
        if below:
            command.subcommand_metavar = "命令 [参数]…"
    for parameter in command.params:
        parameter.display_type_rich = partial(_kind, parameter, _KINDS[language])
    for each in below.values():
        dress(each, language)


def english(words: str) -> str:
    """Return a help text in English, paragraph by paragraph; what has none stays as it is."""
    return "\n\n".join(_known().get(part.strip(), part) for part in words.split("\n\n"))


@cache
def _known() -> dict[str, str]:
    return {
        each["zh"].strip(): each["en"].strip() for each in table("help", "commands.toml")["help"]
    }


def _told(command: Any, language: str, plainly: Callable[..., None], *given: Any) -> None:
    """Tell a command's help in a language; rich is loaded for nothing else."""
    _frame(language)
    if language == "en":
        _translate(command)
    plainly(*given)


def _help_option(language: str, plainly: Callable[..., Any], context: Any) -> Any:
    """Return ``--help`` in our words; the parser makes it anew or hands it out again."""
    option = plainly(context)
    if option is not None:
        option.display_type_rich = partial(_kind, option, _KINDS[language])
        option.help = "显示这份说明后退出。" if language == "zh" else option.help
    return option


def _translate(command: Any) -> None:
    command.help = english(command.help or "")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = english(parameter.help)
    for one in getattr(command, "commands", {}).values():
        _translate(one)


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
    for name, words in _FRAME.items():
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
