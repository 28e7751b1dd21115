"""``zcdesk completion``: what a terminal needs to complete commands and options with Tab."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType, SimpleNamespace
from typing import Annotated, Any

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
    return next((os.environ[name] for name in _TYPED if os.environ.get(name)), "").split()[1:]


def complete_values(command: Any) -> None:
    """Let ids be completed, of notices, lessons and forms.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed, with all below it.
    """
    for parameter in command.params:
        if parameter.name in _VALUES:
            parameter.shell_complete = partial(_begun, _VALUES[parameter.name])
    for one in getattr(command, "commands", {}).values():
        complete_values(one)


def _begun(known: Callable[[], Iterable[str]], context: Any, begun: str) -> list[SimpleNamespace]:
    """Return the ids that go on as typed, in the shape that typer asks for."""
    found = sorted(set(known()))
    return [
        SimpleNamespace(value=id_, help="", type="plain") for id_ in found if id_.startswith(begun)
    ]


def _notices() -> Iterable[str]:
    from zcdesk.notices.files.loading import notice_ids

    return notice_ids()


def _lessons() -> Iterable[str]:
    from zcdesk.training.lessons.loading import lessons

    return (lesson.id for lesson in lessons())


def _forms() -> Iterable[str]:
    from zcdesk.notices.files.loading import load_notice, notice_ids

    return (form.id for id_ in notice_ids() for form in load_notice(id_).templates)


_VALUES: Mapping[str, Callable[[], Iterable[str]]] = MappingProxyType({
    "notice": _notices, "notice_id": _notices, "borrow": _notices,
    "lesson": _lessons, "kind": _forms, "form": _forms,
})  # fmt: skip
"""What may stand behind a parameter, by its name."""


def completion(
    shell: Annotated[Shell, typer.Argument(help="哪一种终端：bash、zsh、fish 或 powershell。")],
) -> int:
    """给出终端的补全脚本：按 Tab 键补全命令、选项和编号。

    只写到屏幕，不改动任何设置；要长期使用，就接到终端自己的设置文件后面：
    bash 用 ~/.bashrc，zsh 用 ~/.zshrc（在 compinit 之后），PowerShell 用 $PROFILE，
    fish 用 ~/.config/fish/completions/zcdesk.fish。

    例：zcdesk completion bash >> ~/.bashrc
    """
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name="zcdesk", complete_var=_ASKED, shell=shell)
    write_json(script + "\n", STANDARD_OUTPUT)
    return 0
