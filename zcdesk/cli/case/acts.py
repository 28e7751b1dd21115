"""Commands of ``zcdesk case`` that are made of a row of the table of acts: what the act asks are
its options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import datetime
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer

from zcdesk.cases.acts.act import Act
from zcdesk.cases.acts.asked import ONE_OR_MORE, Named
from zcdesk.cases.acts.table import ACTS
from zcdesk.cases.case import PageState
from zcdesk.cli.case.access import case_to_change, moment_of, notice_for, slot_named
from zcdesk.cli.case.group import SUMMARIES
from zcdesk.cli.case.sorting import examine_pages
from zcdesk.cli.output import CaseFilePath, say, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.notices.profile.notice import Notice


def made_commands() -> dict[str, Callable[..., int]]:
    """Return the commands that are made of rows, by name."""
    return {act.command: command_of(act) for act in ACTS if act.example}


def command_of(act: Act[Any]) -> Callable[..., int]:
    """Return the command that does an act."""

    def run(path: Path, **given: Any) -> int:
        from zcdesk.workflow.case.case_files import do_stored  # with all that reads pictures

        with case_to_change(path) as stored:
            notice = notice_for(stored.case)
            asked = act.asks(**{name: _meant(notice, name, said) for name, said in given.items()})
            waiting = do_stored(stored, notice, act, asked)
            say(text("cli.act_done", what=text(f"act.{act.code}")))
            examine_pages(stored, waiting)
            states = {stored.case.state(stored.case.page(number)) for number in waiting}
        return ExitStatus(bool(states & {PageState.REVIEW, PageState.REFUSED}))

    case = Parameter("path", Parameter.POSITIONAL_OR_KEYWORD, annotation=CaseFilePath)
    options = [case, *_options(act.asks)]
    run.__signature__ = Signature(options)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in options}
    run.__name__ = act.command
    run.__doc__ = (
        f"{SUMMARIES[act.command]}\n\n例：zcdesk case {act.command} 我的.zcase {act.example}"
    )
    return run


def _options(asks: type) -> Iterator[Parameter]:
    """Yield an option for each thing that an act asks; its words and limits are at its field."""
    hints = get_type_hints(asks, include_extras=True)
    for field in fields(asks):
        parts = list(_parts(hints[field.name]))
        kind = get_type_hints(asks)[field.name]
        least = 1 if ONE_OR_MORE in parts else None
        words = [part for part in parts if isinstance(part, str)]
        several = get_origin(kind) is tuple
        option = typer.Option(
            "--page" if Named.PAGE in parts else f"--{field.name}", help=words[-1], min=least
        )
        shown = list[int] if several else str if kind is datetime else kind
        yield Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is MISSING else field.default,
            annotation=Annotated[shown, option],
        )


def _parts(hint: Any) -> Iterator[object]:
    """Yield all that is said at a type, of what is inside it first."""
    for part in get_args(hint):
        yield from _parts(part)
        yield part


def _meant(notice: Notice, name: str, said: Any) -> Any:
    """Return what an option says as the act asks it.

    Raises:
        typer.BadParameter: No slot is called so, or it is no moment.
    """
    if name == "slot" and said:
        return slot_named(notice, said)
    if name == "at":
        return moment_of(said)
    return tuple(said) if isinstance(said, list) else said
