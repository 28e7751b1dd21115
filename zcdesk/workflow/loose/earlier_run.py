"""Pages that an earlier run of ``redact`` left in the folder of its results, by its report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from zcdesk.disk.files import bounded

REPORT = "report.json"

_LARGEST = 64_000_000
"""Bytes of a report; one of 500 full pages has a tenth."""

_OURS = re.compile(r"[0-9]{3,}(-[0-9]+)?(\.review)?\.jpg")


class _EarlierPage(BaseModel):
    model_config = ConfigDict(extra="ignore")

    output: str | None = None


class _Report(BaseModel):
    model_config = ConfigDict(extra="ignore")

    pages: tuple[_EarlierPage, ...]


def pages_of_earlier_run(out: Path) -> tuple[Path, ...]:
    """Return the pictures in ``out`` that the report there names; () without such a report.

    Nothing else counts: a name that no run gives, a link, a picture that lies elsewhere.
    """
    try:
        report = _Report.model_validate_json(bounded(out / REPORT, _LARGEST))
    except (OSError, ValidationError):
        return ()
    names = dict.fromkeys(page.output for page in report.pages if page.output)
    places = [out / name for name in names if _OURS.fullmatch(name)]
    return tuple(place for place in places if place.is_file() and not place.is_symlink())


def pages_without_report(out: Path, reported: Collection[Path]) -> tuple[Path, ...]:
    """Return the pictures in ``out`` that bear a page's name and are not among ``reported``.

    A run that was killed leaves such pages. Nobody can know that they are no scans of the person's
    own, so they are told and never removed.
    """
    try:
        found = sorted(place for place in out.iterdir() if _OURS.fullmatch(place.name))
    except OSError:
        return ()
    return tuple(place for place in found if place not in reported and place.is_file())


def remove_pages(pages: Iterable[Path]) -> None:
    """Remove pictures of an earlier run; one that is gone is no matter."""
    for page in pages:
        with suppress(FileNotFoundError):
            page.unlink()
