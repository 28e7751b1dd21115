"""Acts in a decision file: an entry each, by the name of the act and by what it asks."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

from pydantic import Field, create_model

from zcdesk.cases.acts.act import Act
from zcdesk.cases.acts.table import ACTS, NAMED
from zcdesk.plain_data import DataEntry


class ActEntryBase(DataEntry):
    """One act to be done; ``act`` is its name, the further keys are what it asks."""

    act: str

    @property
    def row(self) -> Act[Any]:
        """The act itself."""
        return NAMED[self.act]

    def asked(self) -> Any:
        """Return what the act is told, with pages and slots as a person names them."""
        asks = self.row.asks
        return asks(**{field.name: getattr(self, field.name) for field in fields(asks)})


def _entry(act: Act[Any]) -> type[ActEntryBase]:
    """Return what an entry of an act may hold: a field for each thing that it asks."""
    hints = get_type_hints(act.asks, include_extras=True)
    asked: dict[str, Any] = {
        field.name: (hints[field.name], ... if field.default is MISSING else field.default)
        for field in fields(act.asks)
    }
    asked["act"] = (Literal[act.name], ...)
    name = "".join(word.title() for word in act.name.split("-"))
    return create_model(f"{name}Entry", __base__=ActEntryBase, **asked)


if TYPE_CHECKING:
    ActEntry = ActEntryBase
else:
    _ENTRIES = [_entry(act) for act in ACTS if act.entry == "acts"]
    ActEntry = Annotated[reduce(or_, _ENTRIES), Field(discriminator="act")]
