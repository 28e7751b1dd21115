"""Which fields a place of the profile language knows; used to guess what a typo meant."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel


def fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Return the names of the fields that may be at ``loc`` below ``model``.

    Args:
        loc: Location as pydantic tells it; list places and union tags in it are passed over.
    """
    models = {model}
    for part in map(str, loc):
        inner = {model_named for model in models for model_named in _models_of_field(model, part)}
        models = inner or models
    return sorted({name for model in models for name in _names(model)})


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_of_field(model: type[BaseModel], name: str) -> set[type[BaseModel]]:
    named = (field for own, field in model.model_fields.items() if name in (own, field.alias))
    return _models_in(getattr(next(named, None), "annotation", None))


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    """Return the models that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for part in get_args(annotation) for model in _models_in(part)}
