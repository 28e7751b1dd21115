"""Commands whose options come in groups: a dataclass for what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from inspect import Parameter, signature
from typing import Any, get_type_hints


def grouped(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command of which each dataclass among its parameters is one option a field.

    typer reads the options of a command from its signature: this one has those of all groups, in
    the order in which they are written.

    Args:
        command: It and the fields of its groups are annotated as typer wants them.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in hints.items() if is_dataclass(kind)}

    def run(**given: Any) -> int:
        for name, kind in groups.items():
            given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
        return command(**given)

    options = list(_options(command, hints, groups))
    run.__signature__ = signature(command).replace(parameters=options)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in options}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def _options(
    command: Callable[..., int], hints: dict[str, Any], groups: dict[str, Any]
) -> Iterator[Parameter]:
    for name, given in signature(command).parameters.items():
        if name not in groups:
            yield Parameter(
                name, Parameter.KEYWORD_ONLY, default=given.default, annotation=hints[name]
            )
            continue
        inside = get_type_hints(groups[name], include_extras=True)
        for field in fields(groups[name]):
            default = Parameter.empty if field.default is MISSING else field.default
            annotation = inside[field.name]
            yield Parameter(
                field.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation
            )
