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
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PARSERS = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "<path>")
"""Words of the parser's own help."""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_help_is_told_whole_and_in_no_words_of_the_parser(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    for name in ["", "case", "notice", "train", *every_command()]:
        assert run(["--lang", language, *name.split(), "--help"]) == 0, name
        told = capsys.readouterr().out
        assert not re.search(r"<(\||%|bool|str|int|path|list)", told), name
        kinds = re.findall(r"<([^<=>\n]+)>", told)
        assert all(kind.isalpha() or "|" in kind for kind in kinds), name
        assert not re.search(r"--\S*…", told), name
        if language == "en":
            assert not CHINESE.search(told), name
        else:
            assert f"用法：zcdesk {name}".rstrip() in told
            assert not [word for word in PARSERS if word in told], name
            assert not re.search(r"[^> ]… *│", told), name
        shown = FRAME.sub("", told)
        for part in paragraphs_of(name):
            whole = english(part) if language == "en" else part
            assert FRAME.sub("", whole) in shown, name


def paragraphs_of(name: str) -> list[str]:
    first, _, second = name.partition(" ")
    if not second:
        return []
    command: Any = get_command(commands_with(first, second))
    said = command.commands[first].commands[second].help or ""
    return [part.strip() for part in said.split("\n\n")]


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
