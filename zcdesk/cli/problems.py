"""What ``--json`` holds when a command could not do its work: why, and never yesterday's data."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from zcdesk.cli.output import STANDARD_OUTPUT, ToldError, language, may_hold_data, write_data
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.problems import Problem, ProblemDocument, problem_of


def write_problem(
    arguments: Sequence[str], finding: Finding, line: ToldError | None = None
) -> None:
    """Write why a command ended where its data was to go; nothing where it was to go nowhere.

    A file that holds no data is left alone: after a slip in the command it may be a scan.

    Args:
        arguments: What was typed.
        finding: Why.
        line: What was said instead, under a code of its own.
    """
    target = _target(arguments)
    if target is None or (target != STANDARD_OUTPUT and not may_hold_data(Path(target))):
        return
    with suppress(ZcdeskError):  # that it cannot be written either is told by what went wrong
        problem = problem_of(finding, language.code)
        if line is not None and problem.message in line:  # the same sentence, a code of its own
            problem = problem.model_copy(update={"code": line.code})
        elif line is not None and line.code != finding.code:
            problem = Problem(code=line.code, message=line, remedy="")
        write_data(ProblemDocument(problem=problem), target)


def _target(arguments: Sequence[str]) -> str | None:
    """Return what was typed behind the option, the last time; None without it."""
    option = "--report" if "redact" in arguments[:3] else "--json"
    target = None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == option:
            target = following
        elif word.startswith(f"{option}="):
            target = word.partition("=")[2] or None
    return target
