"""``zcdesk completion``: what a terminal needs to complete commands and options with Tab."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer

from zcdesk.cli.output import STANDARD_OUTPUT, write_json

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
    typed = next((os.environ[name] for name in _TYPED if os.environ.get(name)), "")
    return typed.split()[1:]


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
