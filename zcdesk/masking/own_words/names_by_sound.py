"""A transliterated name in Latin letters that nobody told: Aynur Tursun for 阿依努尔·吐尔逊.

Han letters write such a name by its sound, a passport and a paper's authors by the sound of another
language: the letters cannot be derived, but they sound alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from zcdesk.applicant import Target
from zcdesk.geometry import bounds, centre, holds
from zcdesk.masking.hits import EVIDENCE, Hit, Mask, Origin
from zcdesk.masking.spotting.character_runs import cover_of, plain_text
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.arabic_sounds import find_latin_sounds
from zcdesk.names.spellings import MIDDLE_DOTS
from zcdesk.reading.line import Line

_LIKE = 0.55
"""Likeness from which on letters may be the name: of 60 ways to write 20 names all had .56 and
more, of 640 other lines of authors and prose one, that begins and ends with words."""

_NAME = re.compile(
    r"(?:(?:^|[^A-Za-z])(?:[A-Z]\||\|(?=[A-Z]))|[a-z]\|(?=[A-Z]))[A-Za-z'’,. -]+\|"
    r"(?![a-z]{2}|(?<=[A-Z]\|)[A-Z]{2})"
)
"""Letters between | that are a name but for an H in front, a letter behind."""

_DOTTED = re.compile(f"[{MIDDLE_DOTS}]")
# A name between figures and signs; one with a comma in it is found in the whole line only.
_RUN, _LINE = re.compile(r"([A-Za-z'’-]+)"), re.compile("(.+)")
_PAIR = re.compile(r"(?<![A-Za-z'’-])(?=([A-Za-z'’-]+[ ,]+[A-Za-z'’-]+))")
"""Each two words behind each other, where spaces are read."""


def judge_names_by_sound(
    lines: Sequence[Line], hits: Sequence[Hit], keywords: Sequence[Keyword]
) -> Iterator[Hit]:
    """Yield a question for what sounds like a name with a dot, where nothing is found yet."""
    dotted = (k.word for k in keywords if _DOTTED.search(k.word.text))
    told = {word for word in dotted if word.is_name and word.sure}
    judged = [bounds(hit.mask.polygon) for hit in hits]
    for number, line in enumerate(lines, start=1):
        plain, spaced = plain_text(line), (line.lattice.text, line.lattice.characters)
        runs = [(plain, run) for run in (*_RUN.finditer(plain[0]), *_LINE.finditer(plain[0]))]
        runs += [(spaced, run) for run in _PAIR.finditer(spaced[0])]
        for name, ((text, letters), run) in product(told, runs):
            found = find_latin_sounds(name.text, run[1])
            first, end = run.start(1) + found.start, run.start(1) + found.end
            whole = _NAME.search(f"{text[:first]}|{text[first:end]}|{text[end:]}")
            if found.likeness < _LIKE or not whole:
                continue
            place = cover_of(line, letters[first:end])
            if not any(holds(other, centre(place)) for other in judged):
                judged.append(bounds(place))
                mask = Mask(Target.NAME, place, name.label, EVIDENCE, Origin.SCRIPT)
                yield mask.hit("hit.written_otherwise", line=number)
