"""Pinyin as letters: its syllables, its tone marks, and what else Chinese is transcribed as."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from zcdesk.resources import table

_SYLLABLE = re.compile(
    r"[bpmf](?:a|o|u|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing)"
    r"|(?:[dtnlgkhr]|[zcs]h?)(?:a|e|i|u|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang"
    r"|ing|ua|uo|uai|ui|uan|un|uang|ue|v|ve)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|y(?:a|e|i|o|u|ao|ou|an|in|ang|ing|ong|ue|uan|un)"
    r"|w(?:a|o|u|ai|ei|an|en|ang|eng)"
    r"|a|o|e|ai|ei|ao|ou|an|en|ang|eng|er|me|lo"
)

_LONGEST_INITIAL = 2  # letters, as zh
_ROUNDING = "jqx"  # behind these u stands for ü


@lru_cache(maxsize=1 << 14)
def without_mark(letter: str) -> str:
    """Return a Latin letter without its tone or other mark (ō and ö as o), any other as it is."""
    plain = unicodedata.normalize("NFD", letter)
    return plain[0] if len(plain) > 1 and plain[0].isascii() and plain[0].isalpha() else letter


def transcribed(syllable: str, file: str) -> str:
    """Return a pinyin syllable in another transcription, "" where there is none.

    Args:
        syllable: Small letters without a tone, v for ü.
        file: Table of initials, finals and syllables that differ, in ``resources/characters``.

    Source:
        Palladius's transcription (палладица), as Russian and Kazakh documents have it, and that of
        Wade and Giles, as older papers and passports do.
    """
    tables = table("characters", file)
    if syllable in tables["whole"]:
        return str(tables["whole"][syllable])
    for length in range(_LONGEST_INITIAL, -1, -1):
        initial, final = syllable[:length], syllable[length:]
        if length and initial not in tables["initials"]:
            continue
        if initial in tuple(_ROUNDING) and final.startswith("u"):
            final = "v" + final[1:]
        if final in tables["finals"]:
            return str(tables["initials"].get(initial, "") + tables["finals"][final])
    return ""


@cache
def fewest_syllables(letters: str) -> int | None:
    """Return into how few syllables letters can be parted, None when they are no pinyin.

    Args:
        letters: Latin letters of any case, without signs: ``jianzhi``.

    Source:
        汉语拼音方案, 1958, without tones and interjections.
    """
    text = letters.lower()
    least: list[int | None] = [0, *(None for _ in text)]
    for start, before in enumerate(least):
        if before is None:
            continue
        for end in range(start + 1, len(text) + 1):
            known = least[end]
            if _SYLLABLE.fullmatch(text, start, end) and (known is None or known > before + 1):
                least[end] = before + 1
    return least[-1]
