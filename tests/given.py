"""What tests of several rooms are given."""

from __future__ import annotations

from typing import TypeVar

Thing = TypeVar("Thing")


def there(thing: Thing | None) -> Thing:
    """Return what must be there: how a page lies, what was delivered, what a file keeps."""
    assert thing is not None
    return thing
