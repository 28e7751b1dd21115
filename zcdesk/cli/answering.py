"""A command is a function that gives a reply; how its case is opened and closed, where its data
go, what is said besides and which status it ends with are the same for all, and stand here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields, is_dataclass
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from zcdesk.cli.opening import Opening
from zcdesk.cli.output import CaseFilePath, JsonFile, language, write_data
from zcdesk.cli.statuses import ExitStatus

if TYPE_CHECKING:  # what opens a case, and the models of data, take a while to load
    from zcdesk.cases.file.case_file import CaseFile
    from zcdesk.plain_data import DataDocument


Done = TypeVar("Done")


@dataclass(frozen=True)
class Read:
    """Beside an option: what a person types, and the value that is made of it before anything is
    opened, so that a slip on the command line is told first."""

    typed: type
    by: Callable[[Any], Any]


@dataclass(frozen=True)
class Reply:
    """What a command came to.

    Attributes:
        status: Its exit status; True where something needs attention.
        data: Makes what ``--json`` writes; asked only where that is wanted.
        tell: Says the data in words; not asked where the data are on standard output.
    """

    status: int
    data: Callable[[], DataDocument] | None = None
    tell: Callable[[], None] = lambda: None


def answering(
    opens: Opening | None = None, *, data: bool = False
) -> Callable[[Callable[..., Reply]], Callable[..., int]]:
    """Return what makes a command, as typer reads it, of a function that gives a reply.

    The parameters of the function are the options; each dataclass among them is one option a field.

    Args:
        opens: How the case is opened that the function gets first; the command asks its path.
        data: Whether the command asks ``--json``.
    """

    def made(do: Callable[..., Reply]) -> Callable[..., int]:
        hints = get_type_hints(do, localns={"CaseFile": object}, include_extras=True)
        asked = list(signature(do).parameters.values())[0 if opens is None else 1 :]
        kinds: dict[str, Any] = {option.name: hints[option.name] for option in asked}
        groups: dict[str, Any] = {n: kind for n, kind in kinds.items() if is_dataclass(kind)}
        readers = {name: read for name, kind in kinds.items() if (read := _reader(kind))}

        def run(**given: Any) -> int:
            where = given.pop("json") if data else None
            for name, read in readers.items():
                given[name] = read.by(given[name])
            for name, kind in groups.items():
                given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
            with _opened(opens, given) as case:
                return _ended(do(*case, **given), where)

        options = [
            *([_option("path", CaseFilePath)] if opens is not None else []),
            *(option for each in asked for option in _options(each, hints[each.name])),
            *([_option("json", JsonFile, None)] if data else []),
        ]
        return with_options(run, options, do.__name__, do.__doc__ or "")

    return made


def with_options(
    run: Callable[..., Done], options: Iterable[Parameter], name: str, words: str
) -> Callable[..., Done]:
    """Return a command that asks these options: typer reads them from its signature, and the help
    from its docstring."""
    run.__signature__ = Signature(list(options))  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in options}
    run.__name__, run.__doc__ = name, words
    return run


def _options(asked: Parameter, hint: Any) -> Iterator[Parameter]:
    """Yield the option of a parameter, or those of the group that it is."""
    if read := _reader(hint):
        shown = (part for part in hint.__metadata__ if part is not read)
        yield _option(asked.name, Annotated[(read.typed, *shown)], asked.default)
        return
    if not is_dataclass(hint):
        yield _option(asked.name, hint, asked.default)
        return
    inside = get_type_hints(hint, include_extras=True)
    for field in fields(hint):
        default = Parameter.empty if field.default is MISSING else field.default
        yield _option(field.name, inside[field.name], default)


def _reader(hint: Any) -> Read | None:
    """Return how the value of an option is read, None where it is taken as typed."""
    parts = getattr(hint, "__metadata__", ())
    return next((part for part in parts if isinstance(part, Read)), None)


def _option(name: str, hint: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hint)


@contextmanager
def _opened(opens: Opening | None, given: dict[str, Any]) -> Iterator[tuple[CaseFile, ...]]:
    """Open the case whose path is given, if the command wants one."""
    if opens is None:
        yield ()
        return
    from zcdesk.cli.case.access import OPENINGS

    with OPENINGS[opens](given.pop("path")) as stored:
        yield (stored,)


def _ended(reply: Reply, where: str | None) -> int:
    """Write the data of a reply, say it in words, and return its status."""
    if where is not None and reply.data is not None:
        write_data(reply.data(), where)
    if not language.taken:
        reply.tell()
    return ExitStatus(int(reply.status))
