"""What stands around the program: LibreOffice, the clock, the screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zcdesk.doctor.check import LEAST_WINDOW, Check, Screen, attention, fine, note
from zcdesk.pages.opening.office import office_program
from zcdesk.resources import resource

BEIJING = timedelta(hours=8)

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
_YEARS = 3
"""So old a program does not know this year's notices and holidays."""


def check_office() -> Check:
    """Tell whether Word files can be imported."""
    if office_program() is None:
        return note("office", "doctor.office_missing")
    return fine("office", "doctor.office")


def check_clock(now: datetime) -> Check:
    """Tell whether dates can be trusted.

    Args:
        now: The moment by this computer's clock, with its time zone.
    """
    made = made_at()
    if now < made - _DAY:
        return attention("clock", "doctor.clock_before_program")
    if now > made + _YEARS * _YEAR:
        return note("clock", "doctor.clock_far_ahead", years=(now - made) // _YEAR)
    apart = (now.utcoffset() or timedelta()) - BEIJING
    if apart:
        direction = "doctor.clock_ahead" if apart > timedelta() else "doctor.clock_behind"
        hours = f"{abs(apart) / timedelta(hours=1):g}"
        return note("clock", "doctor.clock_other_zone", hours=hours, direction=direction)
    return fine("clock", "doctor.clock")


def made_at() -> datetime:
    """Return when this copy of the program was made, by the times of its own files."""
    files = [path for path in resource("wording").rglob("*.toml") if path.is_file()]
    newest = max(file.stat().st_mtime for file in files)
    return datetime.fromtimestamp(newest, UTC)


def check_screen(screen: Screen | None) -> Check:
    """Tell whether the window fits and Chinese can be read.

    Args:
        screen: None: there is none.
    """
    if screen is None:
        return note("screen", "doctor.screen_none")
    width, height, scale = screen.width, screen.height, screen.scale
    size = {"width": width, "height": height, "scale": scale}
    least_width, least_height = LEAST_WINDOW
    if width < least_width or height < least_height:
        least = {"least_width": least_width, "least_height": least_height}
        return attention("screen", "doctor.screen_small", **size, **least)
    if not screen.chinese:
        return note("screen", "doctor.screen_no_chinese")
    return fine("screen", "doctor.screen", **size)
