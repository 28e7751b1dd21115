"""Tells whether Latin letters can be pinyin of Han characters: ``jianzhi`` can, ``without`` not.

Source: the table of syllables of the scheme for the Chinese phonetic alphabet (汉语拼音方案, 1958),
without tones and without interjections.
"""

from __future__ import annotations

import re
from functools import cache

_SYLLABLE = re.compile(
    r"[bpmf](?:a|o|u|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing)"
    r"|(?:[dtnlgkhr]|[zcs]h?)(?:a|e|i|u|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang"
    r"|ing|ua|uo|uai|ui|uan|un|uang|ue|v|ve)"
    r"|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    r"|y(?:a|e|i|o|u|ao|ou|an|in|ang|ing|ong|ue|uan|un)"
    r"|w(?:a|o|u|ai|ei|an|en|ang|eng)"
    r"|a|o|e|ai|ei|ao|ou|an|en|ang|eng|er|me|lo"
)


@cache
def fewest_syllables(letters: str) -> int | None:
    """Return into how few syllables letters can be parted, None when they are no pinyin.

    Args:
        letters: Latin letters of any case, without signs.
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
