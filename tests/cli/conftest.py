"""Commands that are run in the process of the tests: with its workers, and in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zcdesk.cli.output import language


@pytest.fixture(scope="module", autouse=True)
def _with_lent_workers(lent_workers: None) -> None:
    """See the fixture of that name."""


@pytest.fixture(autouse=True)
def _language_is_given_back() -> Iterator[None]:
    """Let what one command was asked for count for no other test."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {"code": "zh", "quiet": False, "lists": False}.items():
            patched.setattr(language, name, value)
        yield
