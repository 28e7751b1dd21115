"""The commands of ``zcdesk case`` by name, as its overview lists them; none of them is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.environment import PASSWORD_VARIABLE, environment
from zcdesk.resources import table

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        help=f"密码写在这个文件的第一行；不给时用环境变量 {PASSWORD_VARIABLE}，或在终端里问。",
        readable=False,
    ),
]


def group() -> typer.Typer:
    """Return ``zcdesk case`` without a command."""
    made = typer.Typer(help="一份申报：案卷是一个文件，每一步都立即存盘。", no_args_is_help=True)
    made.callback()(options)
    return made


def options(password_file: PasswordFile = None) -> None:
    """一份申报：案卷是一个文件，每一步都立即存盘。"""
    environment.password_file = password_file


SUMMARIES: Mapping[str, str] = table("help", "summaries.toml")["case"]
"""What each says of itself (a test holds the two together)."""


def overview() -> typer.Typer:
    """Return ``zcdesk case`` with what its overview says of its commands."""
    made = group()
    for name, summary in SUMMARIES.items():
        made.command(name, help=summary)(_announced)
    return made


def _announced() -> None:
    """Stand in the overview for a command that was not called."""
