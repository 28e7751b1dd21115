"""Which language the person's computer speaks."""

from __future__ import annotations

import os
import sys

_KNOWN = ("zh", "en")
"""Those of ``wording``, which takes longer to load than Ctrl-C may wait."""

_NOTHING_SAID = ("c", "posix")

VARIABLE = "ZCDESK_LANG"
"""Chooses the language of the command line before the system does."""

_CHINESE_OF_WINDOWS = 0x04
"""The primary language of Windows' numbers for Chinese (winnt.h, LANG_CHINESE)."""


def surrounding_language() -> str:
    """Return the language that ``ZCDESK_LANG``, else the system, asks for."""
    return _code_of(os.environ.get(VARIABLE, "").strip().casefold()) or system_language()


def system_language() -> str:
    """Return the language of the system: Chinese where it says nothing, English for any other.

    POSIX: the first of these variables that is set decides (locale(7)); the locales ``C`` and
    ``POSIX`` say nothing. Before a locale that says something goes the first language of the list
    in ``LANGUAGE`` that the program speaks (gettext). Windows has none of them and is asked itself.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (os.environ.get(name) for name in names)), "")
    listed = "" if locale.casefold() in _NOTHING_SAID else os.environ.get("LANGUAGE", "")
    if first := next(filter(None, map(_code_of, listed.split(":"))), ""):
        return first
    if locale:
        return _of_locale(locale)
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if number & 0x3FF == _CHINESE_OF_WINDOWS else "en"
    return "zh"


def _of_locale(locale: str) -> str:
    spoken = locale.partition(".")[0].casefold()
    return "zh" if spoken in _NOTHING_SAID else _code_of(spoken) or "en"


def _code_of(chosen: str) -> str:
    """Return the language that a locale or a list names, "" for none that the program speaks."""
    return next((code for code in _KNOWN if chosen.casefold().startswith(code)), "")
