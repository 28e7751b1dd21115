"""What the command line says, and in which language."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # loaded by whoever has a report to write, or a bar to show
    from rich.progress import Progress

    from zcdesk.plain_data import DataDocument

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.findings import Detail, Finding, HasSeverity, Severity
from zcdesk.printable import one_line
from zcdesk.system.spoken import surrounding_language
from zcdesk.wording import LANGUAGES, Wording, in_general, sentence, spoken

STANDARD_OUTPUT = "-"

CaseFilePath = Annotated[
    Path,
    typer.Argument(metavar="CASE", help="案卷文件（.zcase）。", readable=False),
]
"""Typer's own check would answer in English, and a file can vanish behind it: we tell ourselves."""

JsonFile = Annotated[
    str | None, typer.Option("--json", help="把结果写进文件；写 - 或者不写文件，为标准输出。")
]


class ToldError(str):
    """A sentence with its remedy on one line, that knows its stable code."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, line: str, code: str) -> ToldError:
        """Return a sentence."""
        made = super().__new__(cls, line)
        made.code = code
        return made

    def behind(self, place: str) -> ToldError:
        """Return the same sentence behind the words for what it is about."""
        return ToldError(f"{place}{self}", self.code)


class Language:
    """How this run speaks; ``--lang`` and ``--quiet`` may be anywhere on the line.

    Attributes:
        code: The language.
        quiet: Whether progress and summaries are left out.
        lists: Whether the command is called for what it prints.
        taken: Whether standard output is for data alone.
        unsaid: What no name of a file is reported with: where standard input was kept.
    """

    def __init__(self) -> None:
        self.code = LANGUAGES[0]
        self.quiet = self.lists = self.taken = False
        self.unsaid = ""

    def take(self, arguments: list[str]) -> list[str]:
        """Return the arguments without those two; without ``--lang`` the surroundings decide.

        Raises:
            typer.BadParameter: There is no such language.
        """
        self.code, self.quiet, self.unsaid = surrounding_language(), False, ""
        self.taken = False
        rest: list[str] = []
        waiting = iter(arguments)
        for argument in waiting:
            if argument == "--":
                return [*rest, argument, *waiting]
            if argument == "--lang":
                self._choose(next(waiting, ""))
            elif argument in ("--quiet", "-q"):
                self.quiet = True
            elif argument.startswith("--lang="):
                self._choose(argument.partition("=")[2])
            else:
                rest.append(argument)
        return rest

    def _choose(self, code: str) -> None:
        code = code.casefold()
        if code not in LANGUAGES:
            known = listed(LANGUAGES)
            raise typer.BadParameter(text("cli.unknown_language", given=code, known=known))
        self.code = code


language = Language()


def listed(words: Iterable[str]) -> str:
    """Return words as a list in the person's language."""
    return (", " if language.code == "en" else "、").join(words)


def text(code: str, **details: Detail) -> ToldError:
    """Return a sentence and its remedy on one line."""
    return ToldError(line_of(sentence(code, language.code, **details)), code)


def told_of(finding: Finding, name: str = "") -> ToldError:
    """Return the sentence of a finding on one line, behind the name of what it is about."""
    line = line_of(spoken(finding, language.code))
    return ToldError(f"{name}: {line}" if name else line, finding.code)


def line_of(wording: Wording) -> ToldError:
    """Return a sentence and its remedy in the words of the command line."""
    return ToldError(f"{wording.message} {wording.typed}".strip(), wording.code)


def say(line: str = "") -> None:
    """Print a line for the person, unless nobody reads along; where standard output is for data
    alone, on standard error."""
    if language.taken:
        say_error(line)
    elif not language.quiet or language.lists:
        print(one_line(line), flush=True)


def say_error(line: str) -> None:
    """Print a line that needs attention; a sentence ends in its code, for scripts."""
    code = f" [{line.code}]" if isinstance(line, ToldError) and line.code else ""
    print(one_line(f"{line}{code}"), file=sys.stderr, flush=True)


def say_findings(name: str, findings: Sequence[Finding]) -> None:
    """Name a file with each reason and remedy on standard error."""
    for finding in findings:
        say_error(told_of(finding, name))


def say_weighed(finding: HasSeverity, line: ToldError) -> None:
    """Print what a finding says where its weight wants it: what asks for something as what needs
    attention."""
    for_whom = say if finding.severity is Severity.INFO else say_error
    for_whom(line)


def say_states(states: Sequence[str]) -> None:
    """Tell how many pages have each of the four states (words of ``PageState``)."""
    counts = {state: states.count(state) for state in ("masked", "clean", "review", "refused")}
    say(text("cli.redacted", **counts))


def tell_asked(counts: Mapping[str, int]) -> None:
    """Tell on how many pages each reason stands why a person has to look, by its code."""
    for code, count in counts.items():
        say(text("cli.asked", count=count, reason=in_general(code, language.code)))


_JSON = re.compile(rb"""$|\{\s*["}]|\[\s*[]{["\d-]""")
"""How JSON begins, or nothing; facts written by hand as ``{applicant: …}`` do not."""


def may_hold_data(path: Path) -> bool:
    """Return whether data may be written there: the file is new, empty, or holds data.

    What is called like data was meant; after a slip in the command another file may be a scan.
    """
    try:
        if path.suffix.lower() == ".json" or not path.is_file():
            return True  # a folder is refused by whoever writes
        with path.open("rb") as file:
            begin = file.read(64).lstrip()
    except (OSError, ValueError):
        return False
    return bool(_JSON.match(begin))


def write_json(content: str, target: str) -> None:
    """Write JSON to a file, or to standard output for ``-``.

    Raises:
        OutputError: The file cannot be written.
    """
    if language.unsaid:
        content = content.replace(language.unsaid, "")
    if target == STANDARD_OUTPUT:
        sys.stdout.write(content)
        return
    path = Path(target)
    make_folder(path.parent)
    write_atomically(path, content.encode("utf-8"))


def write_data(report: DataDocument, target: str) -> None:
    """Write a report as indented JSON to a file, or to standard output for ``-``.

    Raises:
        OutputError: The file cannot be written.
    """
    write_json(report.as_text(), target)


class ProgressSteps:
    """Progress of a long job: a bar on a terminal, plain lines elsewhere."""

    def __init__(self, title: str, total: int) -> None:
        from rich.console import Console

        self._title, self._total, self._done = title, total, 0
        self._console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._console.quiet = language.quiet
        self.bar: Progress | None = None
        if self._console.is_terminal and not language.quiet:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )
            self.bar.add_task(title, total=total)

    def advance(self, note: str) -> None:
        """Tell that one more step is done; there may be more than was thought (an archive)."""
        self._done += 1
        self._total = max(self._total, self._done)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], advance=1, total=self._total)
        else:
            line = f"{self._title} {self._done}/{self._total} {note}".rstrip()
            self._console.print(one_line(line))

    def reach(self, done: int, total: int, note: str) -> None:
        """Tell how many steps are done of how many, where both are known anew with each."""
        self._done, self._total = done - 1, total
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=done - 1)
        self.advance(note)


@contextmanager
def steps(code: str, total: int) -> Iterator[ProgressSteps]:
    """Show the progress of a job whose title is the sentence ``code``."""
    shown = ProgressSteps(text(code), total)
    with shown.bar or nullcontext():
        yield shown
