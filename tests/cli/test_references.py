"""Help and the lists are whole; wherever a sentence sends somebody, the thing is there."""

import re
import tomllib
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_args

import pytest
from typer.main import get_command

from tests.cli.shell import Shell
from tests.setup.checkout import ROOT
from tools import shipped_lists
from zcdesk.cli.app import _SUMMARIES, commands_with, every_command
from zcdesk.cli.help.words import english
from zcdesk.resources import resource
from zcdesk.wording import sentences_in

_CALL = re.compile(r"(?<![a-z])zcdesk((?: [a-z][a-z-]+)*)((?: [^\s，。；：、“”\"`;]+)*)")
_BARE = re.compile(r"(?<![a-z-])(case|notice) ([a-z]+)(?= --help|[^a-z\s-])")
_CODE = re.compile(r"```\w*\n.*?```|`[^`\n]+`", re.DOTALL)
_SHORT = re.compile(r"^`(?=(?:batch|case|train) [a-z])")
_OPTION = re.compile(r"(?<!\S)--[a-z-]+")
_FILE = re.compile(r"[\w/.-]+[.](?:md|toml|json)(?![a-z])")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every sentence with its code, and what helps say."""
    for language in ("zh", "en"):
        for code, told in sentences_in(language).items():
            for part in (told.message, told.remedy, told.command_remedy):
                yield f"{language} {code}", part
    for name in _SUMMARIES:
        for path_of, command in below(name, get_command(commands_with(name)).commands[name]):  # type: ignore[attr-defined]
            yield path_of, str(command.help)
            for parameter in command.params:
                yield path_of, str(getattr(parameter, "help", ""))


def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for part, one in getattr(command, "commands", {}).items():
        yield from below(f"{name} {part}", one)


def options_of(words: list[str]) -> set[str] | None:
    """Return the options of the command that these words begin with; None when there is none."""
    if not words:
        return {"--help", "--version", "--lang"}
    if words[0] not in _SUMMARIES:
        return None
    command: Any = get_command(commands_with(words[0]))
    command = command.commands[words[0]]
    for word in words[1:]:
        under = getattr(command, "commands", None)
        if not under:
            break
        if word not in under:
            return None
        command = under[word]
    return {"--help"} | {option for parameter in command.params for option in parameter.opts}


def calls_in(told: str, english: bool) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the words of every command that a sentence names, with the options it names.

    In English prose the program's name and the words of commands stand for themselves too; there
    only what is a command counts.
    """
    calls = [(call[1].split(), call[2]) for call in _CALL.finditer(told)]
    if not english:
        calls += [([one[1], one[2]], "") for one in _BARE.finditer(told)]
    for words, further in calls:
        if not english or (words and options_of(words) is not None):
            yield words, set(_OPTION.findall(further))


def test_status_by_itself_is_the_command_that_stands_among_the_others() -> None:
    among: Any = get_command(commands_with("case"))
    alone: Any = get_command(commands_with("case", "status"))
    assert list(alone.commands["case"].commands) == ["status"]
    assert alone.commands["case"].help == among.commands["case"].help
    one, other = (every.commands["case"].commands["status"] for every in (alone, among))
    assert one.help == other.help
    assert [part.opts for part in one.params] == [part.opts for part in other.params]


def named_in_sentences() -> Iterator[tuple[str, list[str], set[str]]]:
    for code, told in sentences():
        for words, asked in calls_in(told, code.startswith("en ")):
            yield code, words, asked


def named_in_documents() -> Iterator[tuple[str, list[str], set[str]]]:
    for path in (*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md"), *ROOT.glob("SECURITY*.md")):
        for told in _CODE.findall(path.read_text("utf-8")):
            for call in _CALL.finditer(_SHORT.sub("`zcdesk ", told)):
                yield path.name, call[1].split(), set(_OPTION.findall(call[2]))


@pytest.mark.nightly
@pytest.mark.parametrize(("named", "most"), [(named_in_sentences, 60), (named_in_documents, 150)])
def test_every_command_that_is_named_is_there_with_its_options(
    named: Callable[[], Iterator[tuple[str, list[str], set[str]]]], most: int
) -> None:
    calls = list(named())
    assert [call for call in calls if not call[2] <= (options_of(call[1]) or {"nothing"})] == []
    assert [call for call in calls if options_of(call[1]) is None] == []
    assert len(calls) > most


def test_a_reference_to_nothing_is_seen() -> None:
    assert options_of(["case", "dobuts"]) is None
    assert options_of(["nothing"]) is None
    assert "--template" not in (options_of(["case", "decide"]) or set())


def test_no_sentence_sends_to_a_file_that_is_not_installed() -> None:
    sent = [(code, found) for code, told in sentences() for found in _FILE.findall(told)
            if "/" in found or found.endswith(".md")]  # fmt: skip
    assert [one for one in sent if one[1] != "写法.md"] == []


@pytest.mark.parametrize(("command", "name"), [("notice", "notices"), ("train", "lessons")])
def test_a_guide_is_told_and_goes_with_installations(command: str, name: str, shell: Shell) -> None:
    whole = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    assert shell(f"{command} guide").out == whole
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    forced = built["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert forced[f"docs/{name}.md"] == f"zcdesk/resources/guides/{name}.md"
    spec = (ROOT / "packaging" / "zcdesk.spec").read_text("utf-8")
    assert f'"{name}.md"), "zcdesk/resources/guides"' in spec


FRAME = re.compile(r"[\s│]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PARSERS = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "<path>")
"""Words of the parser's own help."""


@pytest.mark.nightly
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_help_is_told_whole_and_in_no_words_of_the_parser(shell: Shell, language: str) -> None:
    for name in ["", "case", "notice", "train", *every_command()]:
        told = shell(["--lang", language, *name.split(), "--help"]).out
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


def test_the_table_is_what_notices_and_lessons_say() -> None:
    assert resource("lists.toml").read_text("utf-8") == shipped_lists.content()


@pytest.mark.parametrize(
    ("command", "folder", "name"),
    [("notice", "notices", "miit-2019"), ("train", "lessons", "first-walk")],
)
def test_what_the_user_keeps_is_listed_behind_what_ships(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, command: str, folder: str, name: str
) -> None:
    for module in ("cli.shipped_lists", "disk.own_folder", "training.lessons.loading"):
        monkeypatch.setattr(f"zcdesk.{module}.own_folder", lambda: shell.folder)
    alone = shell(f"{command} list").out.splitlines()
    (shell.folder / folder).mkdir()
    shipped = next(resource(folder).glob(f"*{name}.yaml")).read_text("utf-8")
    shell.write(f"{folder}/our-own.yaml", shipped.replace(f"id: {name}", "id: our-own", 1))
    shell.write(f"{folder}/broken.yaml", "a: [")
    told = shell(f"{command} list", 1)
    *before, last = told.out.splitlines()
    assert before == alone
    assert last.startswith("our-own")
    assert "broken.yaml" in told.err
