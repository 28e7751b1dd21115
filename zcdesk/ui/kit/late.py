"""What is made when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar, cast

Made = TypeVar("Made")


class late(cached_property[Made]):  # noqa: N801  (it is used as a decorator)
    """A ``cached_property`` that can be asked whether it was made."""

    def made(self, owner: object) -> Made | None:
        """Return what was made for ``owner``, or None; nothing is made for being asked."""
        return cast("Made | None", owner.__dict__.get(self.attrname or ""))

    def forget(self, owner: object) -> Made | None:
        """Return what was made for ``owner``, or None; it is made anew when it is next wanted."""
        return cast("Made | None", owner.__dict__.pop(self.attrname or "", None))
