"""One calibrated model of letter evidence, held against the rules that tell whose a seal is.

    python -m benchmarks.letter_evidence FILE --pages 150 --first-seed 30000 [--makers sheets]
    python -m benchmarks.letter_evidence FILE --table [--result benchmarks/results/….json]

Each seal that is drawn becomes one JSON line in FILE: what its readings say of the own words, as a
dozen numbers, and what the rules of ``zcdesk/masking/owners`` say of it. The model is a logistic
regression for each band of size, fitted without one maker of pages and judged on that maker's
seals. Its two bounds are set on the makers it was fitted on, so that it passes over no more own
seals and covers no more others there than the rules do: below the lower one a seal is somebody
else's, above the upper one the own one, and a person is asked about the rest.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks import needless
from benchmarks.drawing import Drawn
from benchmarks.leaks import known_records
from benchmarks.masking import applicant_of
from benchmarks.real_paper.drawing import drawn as real_paper
from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.marks import InkMark, Role
from zcdesk.applicant import Target, Word, WordKind
from zcdesk.geometry import Polygon, Transform, bounds
from zcdesk.masking.hits import Verdict
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.seals.seal_text import grid_readings, inward_readings, readings
from zcdesk.masking.spotting.keywords import Keyword, keyword, keywords
from zcdesk.masking.spotting.lattice_search import Spot, letter_scores, pitch, spot
from zcdesk.names.organisations import BRAND, issuing_bodies, without_place
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import Picture
from zcdesk.reading.lattice import FLOOR, Lattice

NUMBERS = (
    "together", "single", "worst", "second", "brand", "other letter", "plainly other",
    "foreign", "repeated", "own letters", "confidence", "issuing body",
)  # fmt: skip
"""What the model is given of a seal, each 0 to 1:

the mean of the own word's letters where each is read best, and in the best single reading; its
worst letter, the second worst and the worst of the brand; how surely, and in how many readings,
another letter stands in the worst one's place; letters of no own word, read plainly and in several
readings; the share of the own word's letters that are read; the best reading's confidence; how much
the seal reads like one of a body that issues documents.
"""

MAKERS: Mapping[str, Callable[[int], Drawn]] = {
    "sheets": needless.MAKERS["sheets"],
    "training": needless.MAKERS["training"],
    "real paper": real_paper,
}
BANDS = ((0.0, 60.0), (60.0, 110.0), (110.0, 1e9))
"""Radii in pixels of the short side for which a model is fitted each."""

_PLAIN, _SEEN, _MOST = 0.9, 0.35, 6.0
_RIDGE = 0.3  # by which the weights are held back
_STEPS = 30

Record = dict[str, Any]
Floats = NDArray[np.float64]


def measured(maker: str, seed: int) -> Iterator[Record]:
    """Draw a page, and yield what is read of each of its seals and what the rules say of it."""
    drawn = MAKERS[maker](seed)
    page = drawn.page
    height, width = page.picture.shape[:2]
    back = Transform.quarter_turn(-page.turned % 360, width, height)
    picture = np.ascontiguousarray(np.rot90(page.picture, page.turned // 90))
    marks = [mark.moved(back) for mark in page.having(Role.SEAL, Role.OTHER_SEAL)]
    told = words(applicant_of(drawn.person))
    every = keywords(told)
    for seal in find_seals(picture) if marks else ():
        if (mark := _mark_of(seal, marks)) is None:
            continue
        hits = judge_seals(picture, [seal], every, frozenset(Target), told)
        covered = any(hit.verdict is Verdict.COVER for hit in hits)
        yield {
            "maker": maker, "seed": seed, "kind": page.kind, "dpi": drawn.dpi,
            "damage": drawn.damage, "own": mark.role is Role.SEAL, "radius": min(seal.radii),
            "ring": seal.shape is Shape.RING,
            "rules": "own" if covered else "asked" if hits else "other",
            "numbers": numbers(_looks(picture, seal), every),
        }  # fmt: skip


def _looks(picture: Picture, seal: Seal) -> list[Lattice]:
    further = inward_readings if seal.shape is Shape.RING else grid_readings
    return [*readings(picture, seal), *further(picture, seal)]


def _mark_of(seal: Seal, marks: Sequence[InkMark]) -> InkMark | None:
    return next((mark for mark in marks if _alike(seal.polygon, mark.characters[0])), None)


def _alike(one: Polygon, other: Polygon) -> bool:
    left, top, right, bottom = bounds(one)
    x0, y0, x1, y1 = bounds(other)
    common = max(0.0, min(right, x1) - max(left, x0)) * max(0.0, min(bottom, y1) - max(top, y0))
    return common > max((right - left) * (bottom - top), (x1 - x0) * (y1 - y0)) / 2


def numbers(looks: Sequence[Lattice], every: Sequence[Keyword]) -> list[float]:
    """Return what the model is given of a seal, see :data:`NUMBERS`. ``looks``: its readings."""
    owners = (Target.NAME, Target.EMPLOYER)
    sure = [one for one in every if one.word.sure and not one.latin]
    sought = [one for one in sure if one.word.kind.target in owners]
    words_read = [said for one in sought if (said := _of_word(looks, one))]
    best = max(words_read, key=lambda one: one[0], default=[0.0] * 7)
    own = {letter for one in sought for letter in folded(one.word.text)}
    read = [{c.text: c.probability for c in look.characters if is_han(c.text)} for look in looks]
    foreign: dict[str, list[float]] = {}
    for letter, probability in (pair for letters in read for pair in letters.items()):
        if letter not in own and probability >= _SEEN:
            foreign.setdefault(letter, []).append(probability)
    plain = sum(max(shown) >= _PLAIN for shown in foreign.values())
    repeated = sum(sum(shown) >= 2 * _PLAIN for shown in foreign.values())
    texts = issuing_bodies(folded(one.word.text) for one in sought)
    bodies = [keyword(Word(WordKind.EMPLOYER, 0, text)) for text in texts]
    found = spot(looks, bodies, 5 * FLOOR)
    body = max((one.score / len(one.columns) for one in found), default=FLOOR)
    return [
        *best[:7], min(plain, _MOST) / _MOST, min(repeated, _MOST) / _MOST, best[-1],
        max((one.confidence for one in looks), default=0.0), 1 - max(body, FLOOR / 2) / (FLOOR / 2),
    ]  # fmt: skip


def _of_word(looks: Sequence[Lattice], keyword: Keyword) -> list[float] | None:
    """Return what the readings say of one word: the first seven numbers, and how much was read."""
    found: dict[int, Spot] = {}
    for one in spot(looks, [keyword], FLOOR * len(keyword.classes) - 1):
        if one.line not in found or one.score > found[one.line].score:
            found[one.line] = one
    if not found:
        return None
    scores = np.array([letter_scores(looks[line], one) for line, one in found.items()])
    best = scores.max(axis=0)
    order = np.argsort(best)
    text = folded(keyword.word.text)
    first = max(0, text.find(without_place(text)[:BRAND]))
    worst = int(order[0])
    others: dict[str, list[float]] = {}
    for line, one in found.items():
        reach = pitch(one.columns, looks[line].han_columns) / 2
        for c in looks[line].characters:
            near = abs(c.column - one.columns[worst]) <= reach and is_han(c.text)
            if near and c.text not in text:
                others.setdefault(c.text, []).append(c.probability)
    shown = max(others.values(), key=sum, default=[])
    single = max(one.score for one in found.values()) / len(best)
    scaled = [
        float(np.mean(best)), single, float(best[worst]), float(best[order[min(1, len(best) - 1)]]),
        float(best[first : first + BRAND].min()),
    ]  # fmt: skip
    return [
        *(1 - max(score, FLOOR) / FLOOR for score in scaled),
        sum(shown) / len(looks), sum(one >= _PLAIN for one in shown) / len(looks),
        float(np.mean(best >= -3.0)),
    ]  # fmt: skip


def _table(records: Sequence[Record]) -> Floats:
    return np.array([[1.0, *record["numbers"]] for record in records])


def fitted(records: Sequence[Record]) -> Floats:
    """Return the weights of a logistic regression of "own" by Newton's method, held back."""
    table = _table(records)
    own = np.array([record["own"] for record in records], float)
    ridge = _RIDGE * np.eye(table.shape[1])
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (own - chance) - ridge @ weights
        curve = (table.T * (chance * (1 - chance))) @ table + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _likelihoods(fit: Sequence[Record], judged: Sequence[Record]) -> Floats:
    """Return the logarithm of the odds that each seal is the own one, by its band's weights."""
    odds = np.zeros(len(judged))
    for low, high in BANDS:
        part = [record for record in fit if low <= record["radius"] < high]
        weights = fitted(part if len({record["own"] for record in part}) > 1 else fit)
        for number, record in enumerate(judged):
            if low <= record["radius"] < high:
                odds[number] = (_table([record]) @ weights)[0]
    return odds


def crossed(records: Sequence[Record]) -> Iterator[tuple[Record, float, float, float]]:
    """Yield each seal with its odds and both bounds, fitted without the seals of its maker."""
    for maker in MAKERS:
        judged = [record for record in records if record["maker"] == maker]
        fit = [record for record in records if record["maker"] != maker]
        if judged and fit:
            known = _likelihoods(fit, fit)
            low = min(odds for odds, one in zip(known, fit, strict=True) if one["own"])
            others = sorted(odds for odds, one in zip(known, fit, strict=True) if not one["own"])
            covered = sum(one["rules"] == "own" for one in fit if not one["own"])
            high = others[-1 - covered]
            for odds, record in zip(_likelihoods(fit, judged), judged, strict=True):
                yield record, float(odds), float(low), float(high)


def figures(records: Sequence[Record]) -> Iterator[Figure]:
    """Yield how rules and model do, and the model's curve: what each of its bounds costs."""
    every = [*crossed(records)]
    judged = [(one, one["rules"]) for one, *_ in every]
    model = [
        (one, "other" if odds < low else "own" if odds > max(low, high) else "asked")
        for one, odds, low, high in every
    ]
    for name, verdicts in (("rules", judged), ("model, another maker's seals", model)):
        yield from _counted(name, verdicts)
        for maker in MAKERS:
            part = [pair for pair in verdicts if pair[0]["maker"] == maker]
            if part:
                yield from _counted(f"{name}, {maker}", part)
    for step in range(-4, 5, 2):
        yield from _at_bounds(every, step)


def _at_bounds(every: Sequence[tuple[Record, float, float, float]], step: int) -> Iterator[Figure]:
    """Yield what the model costs with both bounds moved by ``step``, in odds."""
    own, others = (
        [
            (odds >= low + step, odds > high + step)
            for r, odds, low, high in every
            if r["own"] is whose
        ]
        for whose in (True, False)
    )
    for promise, bound, what, part in (
        ("silent", "lower", "own seals passed over", [not told for told, _ in own]),
        ("asked", "lower", "others not told from the own one", [told for told, _ in others]),
        ("asked", "upper", "own seals not covered", [not told for _, told in own]),
        ("spared", "upper", "others covered", [told for _, told in others]),
    ):
        full = f"letter evidence, model, {bound} bound {step:+d}: {what}"
        yield Figure(promise=promise, what=full, count=sum(part), of=len(part))


def _counted(name: str, verdicts: Sequence[tuple[Record, str]]) -> Iterator[Figure]:
    own = [told for record, told in verdicts if record["own"]]
    others = [told for record, told in verdicts if not record["own"]]
    for promise, what, told, part in (
        ("silent", "own seals passed over", "other", own),
        ("asked", "own seals asked about", "asked", own),
        ("asked", "others asked about", "asked", others),
        ("spared", "others covered", "own", others),
    ):
        full = f"letter evidence, {name}: {what}"
        yield Figure(promise=promise, what=full, count=part.count(told), of=len(part))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines, one a seal; continued when it exists")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=30_000)
    parser.add_argument("--makers", nargs="*", default=list(MAKERS), choices=list(MAKERS))
    parser.add_argument("--table", action="store_true", help="only print the figures of FILE")
    ask_for_result(parser)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    if not given.table:
        known = {(record["maker"], record["seed"]) for record in known_records(given.file)}
        with given.file.open("a", encoding="utf-8") as to:
            for seed in range(given.first_seed, given.first_seed + given.pages):
                for maker in given.makers:
                    for record in measured(maker, seed) if (maker, seed) not in known else ():
                        to.write(json.dumps(record, ensure_ascii=False) + "\n")
                    to.flush()
    records = known_records(given.file)
    found = [*figures(records)]
    for figure in found:
        print(f"{figure.what}: {figure.count} of {figure.of}")
    if given.result and records:
        write_run(given.result, "letter_evidence", found, [one["seed"] for one in records])


if __name__ == "__main__":
    main()
