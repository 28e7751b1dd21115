"""What is wrong with a command line, in the person's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import typer

from zcdesk.cli.output import STANDARD_OUTPUT, language, listed, may_hold_data, text
from zcdesk.disk.paths import is_file, is_folder, is_there, shown_name
from zcdesk.resources import table

_HAN = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile(r"'([^']*)'")


def take_words(command: Any) -> None:
    """Let words, and what is not given, go as they are to the commands.

    Typer has pydantic read each value; loading it takes longer than most commands that list.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
    """
    for parameter in command.params:
        _take_word(parameter)
    command.get_help_option = partial(_taken_as_word, command.get_help_option)


def _take_word(parameter: Any) -> None:
    if parameter.nargs == 1 and not (parameter.required or parameter.multiple):
        read = partial(type(parameter).process_value, parameter)
        parameter.process_value = partial(_word, parameter, read)


def _taken_as_word(help_option: Callable[..., Any], context: Any) -> Any:
    """Return ``--help``, which is made anew or handed out again as the parser likes."""
    option = help_option(context)
    if option is not None:
        _take_word(option)
    return option


def _word(parameter: Any, read: Callable[..., Any], context: Any, given: Any) -> Any:
    is_word = isinstance(given, str) and parameter.type_descriptor.annotation is str
    if given is not None and not is_word:
        return read(context, given)
    return parameter.callback(context, parameter, given) if parameter.callback else given


def refuse_empty_paths(command: Any) -> None:
    """Let no empty word name a file or folder: it would be the folder one is in, with all below.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
    """
    for parameter in command.params:
        if "Path" in str(parameter.type_descriptor.annotation):
            parameter.process_value = partial(_named, parameter, parameter.process_value)


def _named(parameter: Any, taken: Callable[..., Any], context: Any, given: Any) -> Any:
    for value in given if isinstance(given, list | tuple) else (given,):
        if isinstance(value, str) and not value.strip():
            raise typer.BadParameter(text("cli.path_empty"), ctx=context, param=parameter)
    return taken(context, given)


_DATA = frozenset({"json", "report", "target"})
"""Parameters by which data is written, by their names."""

_WRITTEN = _DATA | {"out", "result", "questions"}
"""All by which something is written."""


_FOLDERS = ("batch", "batch forms", "redact", "train class", "train new")
"""Commands whose ``--out`` is a folder; of the others it is a file."""

_ENDINGS = {
    "document": (".docx", ".pdf"),
    "case paper": (".pdf",),
    "notice pack": (".yaml", ".yml"),
}
"""Commands whose ``--out`` says by its ending what it is: another one forgets a name."""

_MADE = {"case new": "path", "batch template": "file"}
"""Commands that look themselves what is where the file is to be that they make."""

_OR_FOLDERS = frozenset({"files", "roster", "scans"})
"""Parameters by which a folder may be read; all others want a file."""

_CASES = frozenset({"path", "case", "old"})
"""Parameters that name a case."""

_PACKAGES = ("case export", "demo")
"""Commands that look themselves whether a package may be there."""


def keep_what_is_read(command: Any) -> None:
    """Let nothing be written over a file that is read, no data over what is none, and no file and
    folder in each other's place.

    ``inspect --json a.jpg b.jpg`` forgets a name, and would put its data in the place of a scan.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
    """
    if not getattr(command, "commands", {}):
        command.invoke = partial(_invoked, command.invoke)


def _invoked(work: Callable[..., Any], context: Any) -> Any:
    """Run a command, unless what it is to write would take the place of something."""
    given, called = context.params, " ".join(context.command_path.split()[1:])
    on_output = [given.get(name) for name in _DATA].count(STANDARD_OUTPUT)
    if on_output > 1:
        raise typer.BadParameter(text("cli.one_output"), ctx=context)
    language.taken = bool(on_output)
    read = [path for name in given.keys() - _WRITTEN for path in _paths(given[name])]
    for name in sorted(given.keys() - _WRITTEN - _OR_FOLDERS):
        if _MADE.get(called) != name:
            _refuse_folders(name, _paths(given[name]), context)
    for name in sorted(_WRITTEN & given.keys()):
        said: object = given[name]
        words: Iterable[str | Path] = [said] if isinstance(said, str) else _paths(said)
        if name not in _DATA and str(said) == STANDARD_OUTPUT:
            raise typer.BadParameter(text("cli.no_dash", option=f"--{name}"), ctx=context)
        for path in (Path(word) for word in words if word and str(word) != STANDARD_OUTPUT):
            if any(_is_same_file(path, each) for each in read):
                raise typer.BadParameter(text("cli.out_is_read", file=path.name), ctx=context)
            if name in _DATA and not may_hold_data(path):
                raise typer.BadParameter(text("cli.no_data_there", file=path.name), ctx=context)
            if name == "out" and called.endswith(_PACKAGES):
                continue
            if taken := _taken(path, name == "out" and called.endswith(_FOLDERS)):
                raise typer.BadParameter(text(taken[0], **taken[1]), ctx=context)
            if path.suffix.lower() not in (kinds := _ENDINGS.get(called, (path.suffix.lower(),))):
                raise typer.BadParameter(
                    text("cli.document_suffix", kinds=listed(kinds)), ctx=context
                )
    return work(context)


def _refuse_folders(name: str, paths: Iterable[Path], context: Any) -> None:
    """Refuse a folder in the place of a file, and name a case inside it.

    Raises:
        typer.BadParameter: One is there.
    """
    for folder in filter(is_folder, paths):
        case = min(folder.glob("*.zcase"), default=folder / "*.zcase")
        code = "cli.is_no_case" if name in _CASES else "cli.is_folder"
        said = text(code, folder=shown_name(folder), case=str(case))
        raise typer.BadParameter(said, ctx=context)


def _taken(path: Path, folder: bool) -> tuple[str, Mapping[str, str]] | None:
    """Return the sentence for a folder in the place of a file, or a file in that of a folder."""
    if not folder and is_folder(path):
        return "cli.out_is_folder", {"folder": shown_name(path)}
    over = next((one for one in (path, *path.parents) if is_there(one)), path)
    if is_file(over) and (folder or over != path):
        return "cli.out_is_file", {"file": over.name}
    return None


def _paths(value: object) -> Iterator[Path]:
    for each in value if isinstance(value, list | tuple) else (value,):
        if isinstance(each, Path):
            yield each


def _is_same_file(path: Path, other: Path) -> bool:
    try:
        return path.is_file() and other.is_file() and path.samefile(other)
    except (OSError, ValueError):
        return False


def command_at_fault(wrong: typer.TyperException, command: Any, given: Sequence[str]) -> str:
    """Return the command to look up for help, spelled as the person calls it.

    Args:
        wrong: What the parser, or the command itself, refused.
        command: The whole program, as ``typer.main.get_command`` makes it; None before that.
        given: What was written.
    """
    context = getattr(wrong, "ctx", None)
    if context is not None:
        return str(context.command_path)
    path = ["zcdesk"]
    for word in given:
        below = getattr(command, "commands", {})
        if word in below:
            path.append(word)
            command = below[word]
        elif not below:
            break
    return " ".join(path)


def told(wrong: typer.TyperException, commands: Callable[[], Sequence[str]] = list) -> str:
    """Return what the parser of the command line says is wrong.

    The parser speaks English; its kinds of error are told by their class, which typer does not
    export. What it says beyond them stays as it is, behind our own words.

    Args:
        wrong: What it refused.
        commands: Gives all commands (``case add``); asked when one is not known.
    """
    unknown = _unknown_command(wrong)
    if unknown:
        group = getattr(getattr(wrong, "ctx", None), "command_path", "").partition(" ")[2]
        near = _likeliest(unknown, group, commands())
        if near:
            return text("cli.usage_no_command_but", command=unknown, near=f"zcdesk {near}")
        return text("cli.usage_no_command", command=unknown)
    if type(wrong).__name__ == "NoArgsIsHelpError":  # its message is the help, told by then
        return text("cli.usage_command_missing")
    formatted = getattr(wrong, "format_message", None)
    message = str(formatted()) if callable(formatted) else str(wrong)
    if language.code != "zh":
        message = message.replace("Value error, ", "")
        return message if message.endswith((".", "?", ")")) else f"{message}."
    kind, own = type(wrong).__name__, str(getattr(wrong, "message", ""))
    if _HAN.search(own):
        return own
    if kind == "MissingParameter":
        return text("cli.usage_missing", what=_parameter(wrong))
    if kind == "NoSuchOption":
        near = "、".join(getattr(wrong, "possibilities", None) or ())
        option = str(getattr(wrong, "option_name", ""))
        if near:
            return text("cli.usage_no_option_but", option=option, near=near)
        return text("cli.usage_no_option", option=option)
    if kind == "BadOptionUsage":
        code = "cli.usage_flag" if "does not take" in own else "cli.usage_no_value"
        return text(code, option=str(getattr(wrong, "option_name", "")))
    if kind == "BadParameter":
        return text("cli.usage_value", what=_parameter(wrong), detail=_value(own))
    return _in_our_words(own) or own


def _unknown_command(wrong: typer.TyperException) -> str:
    """Return the word that is no command, "" for any other fault."""
    own = str(getattr(wrong, "message", ""))
    quoted = _QUOTED.search(own)
    return quoted.group(1) if own.startswith("No such command") and quoted else ""


def _likeliest(word: str, group: str, commands: Sequence[str]) -> str:
    """Return the command that was probably meant, by its last word; "" when none is like it.

    Of several with the same last word it is that of the group in which the word was written.
    """
    if word.casefold().endswith(".zcase"):
        return f"open {word}"
    nearest_first = sorted(commands, key=lambda command: not command.startswith(f"{group} "))
    by_name = {command.split()[-1]: command for command in reversed(nearest_first)}
    near = get_close_matches(word.casefold(), by_name, n=1)
    return by_name[near[0]] if near else ""


def _parameter(wrong: typer.TyperException) -> str:
    """Return how the person writes the option or argument in question."""
    hint = getattr(wrong, "param_hint", None)
    parameter = getattr(wrong, "param", None)
    if hint is None and parameter is not None:
        hint = parameter.get_error_hint()
        if getattr(parameter, "param_type_name", "") == "argument":
            hint = str(hint).upper()
    named = hint if isinstance(hint, str) else " / ".join(hint or ())
    return named.replace("'", "")


def _value(own: str) -> str:
    """Return the value that was refused, and the values that are allowed."""
    value, *allowed = _QUOTED.findall(own) or [own]
    return _in_our_words(own, value=value, allowed="、".join(allowed)) or str(value)


def _in_our_words(own: str, **details: str) -> str:
    """Return our sentence for what the parser says, "" where we have none."""
    for said, name in table("help", "frame.toml")["parser"]:
        if matched := re.search(said, own):
            return text(f"cli.usage_{name}", **details, **matched.groupdict())
    return ""
