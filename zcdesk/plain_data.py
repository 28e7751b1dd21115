"""Data that is in files: frozen, and an unknown field is a fault."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field


class DataEntry(BaseModel):
    """A piece of data that a person or a program wrote."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DataPart(DataEntry):
    """A piece of what the program itself writes for scripts."""

    model_config = ConfigDict(populate_by_name=True, from_attributes=True)

    @classmethod
    def of(cls, source: object, **told: object) -> Self:
        """Return what is ``told``, and of every other field what ``source`` has by its name."""
        own = {name: getattr(source, name) for name in cls.model_fields.keys() - told.keys()}
        return cls.model_validate({**own, **told})


class DataDocument(DataPart):
    """All that one command writes, with the number of its schema."""

    schema_number: Literal[1] = Field(default=1, alias="schema")

    def as_text(self) -> str:
        """Return it as JSON, a line for each entry."""
        return self.model_dump_json(by_alias=True, indent=1, ensure_ascii=False) + "\n"
