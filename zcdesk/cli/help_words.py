"""What ``--help`` says around our own sentences, in Chinese like them: typer speaks English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import typer

_FRAME = MappingProxyType({
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "[必填]",
    "DEFAULT_STRING": "[默认：{}]",
})  # fmt: skip

_KINDS: Mapping[str, str] = MappingProxyType({
    "<path>": "<文件>",
    "<str>": "<文字>",
    "<int>": "<整数>",
    "<int range>": "<整数>",
    "<float>": "<数>",
    "<list[Path]>": "<文件>…",
    "<list[int]>": "<整数>…",
    "<list[str]>": "<文字>…",
    "<bool>": "",
})  # fmt: skip


def in_chinese(command: Any) -> None:
    """Give a command and all below it Chinese words where typer has its own.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
    """
    command.format_help = partial(_told, command.format_help)
    command.options_metavar = "[选项]"
    command.context_class = _Context
    for parameter in command.params:
        parameter.display_type_rich = partial(_kind, parameter)
    below = getattr(command, "commands", {})
    if below:
        command.subcommand_metavar = "命令 [参数]…"
    for one in below.values():
        in_chinese(one)


def _told(plainly: Callable[..., None], *given: Any) -> None:
    """Tell a command's help in the frame's Chinese words; rich is loaded for nothing else."""
    _dress()
    plainly(*given)


_MAKES_TEXT = "_make_rich_text"  # typer's own; without it long sentences are cut off


@cache
def _dress() -> None:
    from typer import rich_utils

    for name, words in _FRAME.items():
        setattr(rich_utils, name, words)
    text_of = getattr(rich_utils, _MAKES_TEXT, None)
    if text_of is not None:
        setattr(rich_utils, _MAKES_TEXT, partial(_folded, text_of))


def _folded(text_of: Callable[..., Any], **told: Any) -> Any:
    """Return a text that goes on in the next line; a sentence without spaces would be cut off."""
    made: Any = text_of(**told)
    with suppress(AttributeError):
        made.overflow = "fold"
    return made


def _kind(parameter: Any, ctx: typer.Context) -> str | None:
    """Return what kind of value a parameter takes."""
    told: str | None = type(parameter).display_type_rich(parameter, ctx)
    if told and told.startswith("<list[") and "|" in told:
        return "<项目>…"  # its help names them; a long list leaves no room for any sentence
    return _KINDS.get(told, told) if told else told


_formatter: Any = typer.Context.formatter_class


class _Formatter(_formatter):  # type: ignore[misc]
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")


class _Context(typer.Context):
    formatter_class = _Formatter

    def __init__(self, command: Any, *further: Any, **named: Any) -> None:
        super().__init__(command, *further, **named)
        shown = command.get_help_option(self)
        if shown is not None:
            shown.help = "显示这份说明后退出。"
            shown.display_type_rich = partial(_kind, shown)
