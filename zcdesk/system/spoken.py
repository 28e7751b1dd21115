"""Which language the person's computer speaks."""

from __future__ import annotations

import os
import sys

from zcdesk.wording import LANGUAGES

VARIABLE = "ZCDESK_LANG"
"""Chooses the language of the command line before the system does."""

_CHINESE_OF_WINDOWS = 0x04
"""The primary language of Windows' numbers for Chinese (winnt.h, LANG_CHINESE)."""


def surrounding_language() -> str:
    """Return the language that ``ZCDESK_LANG``, else the system, asks for."""
    chosen = os.environ.get(VARIABLE, "").strip().casefold()
    return next((code for code in LANGUAGES if chosen.startswith(code)), "") or system_language()


def system_language() -> str:
    """Return the language of the system: Chinese where it says nothing, English for any other.

    POSIX: the first of these variables that is set decides (locale(7)); the locales ``C`` and
    ``POSIX`` say nothing. Windows has none of them and is asked itself.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := os.environ.get(name, ""):
            return _of_locale(locale)
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return LANGUAGES[0] if number & 0x3FF == _CHINESE_OF_WINDOWS else LANGUAGES[1]
    return LANGUAGES[0]


def _of_locale(locale: str) -> str:
    spoken = locale.partition(".")[0].casefold()
    return LANGUAGES[0] if spoken in ("c", "posix") or spoken.startswith("zh") else LANGUAGES[1]
