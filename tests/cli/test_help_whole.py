"""Help tells each word of its table, whatever signs are in it, and kinds of values in our words."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, get_args

import pytest
from typer.main import get_command

from zcdesk.cli.app import commands_with, every_command, run
from zcdesk.cli.help.words import english

FRAME = re.compile(r"[\s│]")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in every_command() if " " in name])
def test_every_paragraph_of_help_is_told_whole(
    capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    first, second = name.split()
    command: Any = get_command(commands_with(first, second))
    said = (command.commands[first].commands[second].help or "").split("\n\n")
    assert run(["--lang", language, *name.split(), "--help"]) == 0
    shown = FRAME.sub("", capsys.readouterr().out)
    for part in said:
        whole = english(part.strip()) if language == "en" else part.strip()
        assert FRAME.sub("", whole) in shown


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["batch", "case returned", "case export", "completion", "redact"])
def test_no_kind_of_value_is_told_in_the_words_of_the_parser(
    capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    assert run(["--lang", language, *name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert not re.search(r"<(\||%|bool|str|int|path|list)", shown)
    assert all(kind.isalpha() or "|" in kind for kind in re.findall(r"<([^<=>\n]+)>", shown))


def test_help_names_every_word_that_an_option_takes() -> None:
    asked = []
    for name in every_command():
        command: Any = get_command(commands_with(*[*name.split(), ""][:2]))
        for word in name.split():
            command = getattr(command, "commands", {}).get(word, command)
        for option in command.params:
            kind = option.type_descriptor.annotation
            for each in (kind, *get_args(kind)):
                if isinstance(each, type) and issubclass(each, Enum):
                    asked += [(f"{name} {option.opts[0]}", str(w.value), option.help) for w in each]
    unnamed = [(where, word) for where, word, told in asked if word not in told]
    assert len(asked) > 20
    assert unnamed == []
    assert [told for _, word, told in asked if word not in english(told)] == []
