"""Tells what a line of Arabic script says beside names: labels, headings, words like company."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zcdesk.names.arabic_letters import COST, find_plain, plain_letters, spread
from zcdesk.resources import resource

_SURELY = 0.8  # likeness of a label's word


_LEAST_LABEL = 3  # letters; shorter ones are in every other word


def everyday_share(text: str) -> float:
    """Return the share of read letters that are words of headings and labels, 0 to 1.

    Args:
        text: Letters of one line.

    Raises:
        FileNotFoundError: The list of those words is not there.
    """
    given, _ = spread(text)
    covered = [False] * len(given)
    words = _listed("uyghur_labels.txt")
    for word in (
        word
        for word, likeness in zip(words, _likenesses(words, given), strict=True)
        if likeness >= _SURELY
    ):
        while (letters := find_plain(word, _masked(given, covered))).likeness >= _SURELY:
            covered[letters.start : letters.end] = [True] * (letters.end - letters.start)
    return sum(covered) / len(given) if given else 0.0


def _masked(letters: str, covered: Sequence[bool]) -> str:
    pairs = zip(letters, covered, strict=True)
    return "".join(" " if hidden else letter for letter, hidden in pairs)


def names_organisation(text: str) -> bool:
    """Tell whether read letters hold a word like company or bureau, as an employer's name does.

    Raises:
        FileNotFoundError: The list of those words is not there.
    """
    given, _ = spread(text)
    return bool((_likenesses(_listed("uyghur_organisations.txt"), given) >= _SURELY).any())


_LEGAL_FORMS = ("چەكلىك", "شىركىتى", "شىركەت", "پاي", "مەسئۇلىيىتى", "گۇرۇھى")
"""Limited, company, company, share, liability, group: what any employer's name ends with."""


def is_legal_form(part: str) -> bool:
    """Tell whether a part of an employer's name says only which legal form it has."""
    return plain_letters(part) in {plain_letters(form) for form in _LEGAL_FORMS}


def _likenesses(words: tuple[str, ...], given: str) -> NDArray[np.float64]:
    """Return how like each word is to the part of some letters that is most like it, as
    ``find_plain`` does for one of them."""
    longest, places = max(map(len, words)), np.arange(len(given) + 1)
    known = {letter: number for number, letter in enumerate(sorted(set("".join(words))))}
    table = np.array(
        [
            [0.0 if letter == other else COST.get((letter, other), 1.0) for other in given]
            for letter in known
        ]
    ).reshape(len(known), len(given))
    costs = np.zeros((len(words), len(given) + 1))
    best = np.ones(len(words))
    for row in range(longest):
        letters = [known[word[row]] if row < len(word) else 0 for word in words]
        reached = costs + 1.0
        reached[:, 1:] = np.minimum(reached[:, 1:], costs[:, :-1] + table[letters])
        costs = np.minimum.accumulate(reached - places, axis=1) + places
        ends = np.array([len(word) == row + 1 for word in words])
        best[ends] = costs[ends].min(axis=1) / (row + 1)
    return 1.0 - best


@cache
def _listed(file: str) -> tuple[str, ...]:
    """Return the words of a list in one spelling, longest first."""
    lines = resource("characters", file).read_text(encoding="utf-8").splitlines()
    words = {plain_letters(line) for line in lines if not line.startswith("#")}
    labels = [word for word in words if len(word) >= _LEAST_LABEL]
    return tuple(sorted(labels, key=lambda word: (-len(word), word)))
