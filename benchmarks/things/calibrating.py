"""Turns scores into probabilities, and the two probabilities that decide into scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from benchmarks.things.finding import Blob
from benchmarks.things.kinds import KINDS, Kind
from zcdesk.reading.photo_places import ASK, COVER

__all__ = ["ASK", "COVER", "Curve", "calibrated", "curve", "curves", "told"]

Curve = tuple[list[float], list[float]]
"""Scores, rising, and the probability of each."""


def curve(judged: Iterable[tuple[float, bool]]) -> Curve:
    """Return the isotonic regression of right on score: pools of neighbours that violate.

    One wrong find below all and one right find above all stand for what was not drawn, so that no
    probability is 0 or 1 for want of pages.

    Source:
        Pool adjacent violators (Ayer et al. 1955); for classifiers Zadrozny and Elkan 2002.
    """
    ordered = [(0.0, 0.0), *sorted((score, float(right)) for score, right in judged), (1.0, 1.0)]
    pools: list[list[float]] = []  # sum of rights, count, first score, last score
    for score, same in groupby(ordered, key=lambda pair: pair[0]):
        rights = [right for _, right in same]
        pools.append([sum(rights), len(rights), score, score])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [pools[-1][0] + last[0], pools[-1][1] + last[1], pools[-1][2], last[3]]
    scores = [edge for pool in pools for edge in (pool[2], pool[3])]
    shares = [round(pool[0] / pool[1], 4) for pool in pools for _ in "be"]
    return [round(score, 4) for score in scores], shares


def curves(judged: Iterable[tuple[Kind, float, bool]]) -> dict[Kind, Curve]:
    """Return the curve of each kind."""
    every = list(judged)
    return {
        kind: curve((score, right) for other, score, right in every if other is kind)
        for kind in KINDS
    }


def calibrated(blob: Blob, found: Mapping[Kind, Curve]) -> Blob:
    """Return a find with its probability in place of its score."""
    return replace(blob, score=float(np.interp(blob.score, *found[blob.kind])))


def told(found: Mapping[Kind, Curve]) -> dict[str, Sequence[Sequence[float]]]:
    """Return the curves as the network's file tells them."""
    return {str(kind): each for kind, each in found.items()}
