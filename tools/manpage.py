"""Write the manual pages: what ``--help`` says of each command, for ``man zcdesk``.

    python tools/manpage.py            writes packaging/linux/zcdesk.1 and zcdesk.zh_CN.1, and the
                                       table of exit statuses in docs/commands.md
    python tools/manpage.py --check    tells whether they are as they would be written

The pages are made from the commands themselves, the English one by the table ``--help`` speaks from
(resources/help/commands.toml); the exit statuses are told by resources/help/statuses.toml.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from typer.main import get_command

from tools.calling import run_tool, write_or_compare
from zcdesk import __version__
from zcdesk.cli import statuses
from zcdesk.cli.app import commands_with, every_command
from zcdesk.cli.help.words import english
from zcdesk.resources import table

HERE = Path(__file__).resolve().parent.parent
DOCUMENT = HERE / "docs" / "commands.md"
PAGES = {"en": "zcdesk.1", "zh": "zcdesk.zh_CN.1"}
HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"),
    "zh": ("名称", "用法", "说明", "命令", "结束码", "环境变量"),
}
VARIABLES = ("ZCDESK_LANG", "ZCDESK_CASE_PASSWORD")


def escaped(words: str) -> str:
    """Return words as roff prints them, a line of which never begins a request."""
    plain = words.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(
        "\\&" + line if line[:1] in (".", "'") else line for line in plain.splitlines()
    )


def page(language: str) -> str:
    """Return the manual page in a language.

    Args:
        language: ``en`` or ``zh``.
    """
    said: Callable[[str], str] = english if language == "en" else str
    headings, words = HEADINGS[language], table("help", "manpage.toml")[language]
    whole: Any = get_command(commands_with())
    lines = [
        '.\\" Made by tools/manpage.py from the commands themselves.',
        f'.TH ZCDESK 1 "" "zcdesk {__version__}" ""',
        f".SH {headings[0]}",
        f"zcdesk \\- {escaped(said(whole.help))}",
        f".SH {headings[1]}",
        ".B zcdesk",
        escaped("[--lang zh|en] [--quiet] COMMAND …"),
        f".SH {headings[2]}",
        escaped(words["about"]),
    ]
    lines += list(_options(whole, said))
    lines.append(f".SH {headings[3]}")
    for name in every_command():
        lines += _command(name, said)
    lines.append(f".SH {headings[4]}")
    for status, meaning in statuses.told(language).items():
        lines += [".TP", f".B {int(status)}", escaped(meaning)]
    lines.append(f".SH {headings[5]}")
    for variable in VARIABLES:
        told = words[variable]
        lines += [".TP", f".B {variable}", escaped(told)]
    return "\n".join(lines) + "\n"


def _command(name: str, said: Callable[[str], str]) -> Iterator[str]:
    """Give the lines on one command; those that only hold others tell their summary."""
    first, _, second = name.partition(" ")
    below: Any = get_command(commands_with(first, second))
    command = below.commands[first]
    if second:
        command = command.commands[second]
    yield f".SS zcdesk {escaped(name)}"
    for place, paragraph in enumerate((command.help or "").split("\n\n")):
        yield from (".PP",) * bool(place)
        yield escaped(said(paragraph.strip()))
    yield from _options(command, said)


def _options(command: Any, said: Callable[[str], str]) -> Iterator[str]:
    for parameter in command.params:
        told = getattr(parameter, "help", None)
        if told:
            names = [*parameter.opts, *parameter.secondary_opts]
            shown = names if parameter.param_type_name == "option" else [parameter.display_name_raw]
            yield from (".TP", f".B {escaped(', '.join(shown))}", escaped(said(told)))


def documented() -> str:
    """Return docs/commands.md with the table of exit statuses as it is now."""
    head = "| 码 | 什么时候 |\n|---|---|\n"
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(head)
    _, _, behind = rest.partition("\n\n")
    rows = (f"| {int(status)} | {words} |" for status, words in statuses.told("zh").items())
    return f"{before}{head}" + "\n".join(rows) + f"\n\n{behind}"


def pages() -> dict[Path, str]:
    """Return each file with the content that it should have."""
    made = {HERE / "packaging" / "linux" / PAGES[language]: page(language) for language in PAGES}
    return made | {DOCUMENT: documented()}


if __name__ == "__main__":
    run_tool(lambda: write_or_compare(pages()))
