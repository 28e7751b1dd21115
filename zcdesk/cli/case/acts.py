"""Commands of ``zcdesk case`` that are made of a row of the table of acts: what the act asks are
its options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import datetime
from inspect import Parameter
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer

from zcdesk.cases.acts.act import Act
from zcdesk.cases.acts.asked import ONE_OR_MORE, Named
from zcdesk.cases.acts.table import ACTS
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cli.answering import Read, Reply, answering, with_options
from zcdesk.cli.case.access import moment_of, notice_for, slot_named
from zcdesk.cli.case.group import SUMMARIES
from zcdesk.cli.case.sorting import examine_pages, wait_for_person
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import say, text
from zcdesk.notices.profile.notice import Notice


def made_commands() -> dict[str, Callable[..., int]]:
    """Return the commands that are made of rows, by name."""
    return {act.command: command_of(act) for act in ACTS if act.example}


def command_of(act: Act[Any]) -> Callable[..., int]:
    """Return the command that does an act."""

    def run(stored: CaseFile, **given: Any) -> Reply:
        from zcdesk.workflow.case.case_files import do_stored  # with all that reads pictures

        notice = notice_for(stored.case)
        asked = act.asks(**{name: _meant(notice, name, said) for name, said in given.items()})
        waiting = do_stored(stored, notice, act, asked)
        say(text("cli.act_done", what=text(f"act.{act.code}")))
        examine_pages(stored, waiting)
        return Reply(wait_for_person(stored, waiting))

    words = f"{SUMMARIES[act.command]}\n\n例：zcdesk case {act.command} 我的.zcase {act.example}"
    options = [Parameter("stored", Parameter.POSITIONAL_ONLY), *_options(act.asks)]
    return answering(Opening.TO_CHANGE)(with_options(run, options, act.command, words))


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
        shown = list[int] if several else kind
        read = [Read(str, moment_of)] if kind is datetime else []
        yield Parameter(
            field.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if field.default is MISSING else field.default,
            annotation=Annotated[(shown, *read, option)],
        )


def _parts(hint: Any) -> Iterator[object]:
    """Yield all that is said at a type, of what is inside it first."""
    for part in get_args(hint):
        yield from _parts(part)
        yield part


def _meant(notice: Notice, name: str, said: Any) -> Any:
    """Return what an option says as the act asks it.

    Raises:
        typer.BadParameter: No slot is called so.
    """
    if name == "slot" and said:
        return slot_named(notice, said)
    return tuple(said) if isinstance(said, list) else said
