"""Round seals with a Uyghur arc: whose they are told to be without the arc, and with it.

Run::

    python -m benchmarks.uyghur_seals --first 2000200 --count 40

Draws rings with the employer's name in Uyghur, half of them with the Han name within it, the other
half with the Uyghur arc alone, on an otherwise empty page, damages them, and has them judged as if
the employer's Uyghur name was not told (before) and with it (after).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from random import Random

import cv2

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.bilingual_pages import RESOLUTIONS
from benchmarks.drawing import FINE, SEEN_DAMAGES, held_aside
from benchmarks.run_record import Figure, ask_for_result, write_run
from benchmarks.uyghur_words import Words
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from tools.drawing.seals import DrawnSeal, stamp
from tools.drawing.words import invent_organisation
from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Hit
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture

TARGETS = frozenset({Target.NAME, Target.EMPLOYER, Target.SEAL})
WAYS = ("before", "after")


def judged(seed: int) -> tuple[str, dict[str, str]]:
    """Return what a seal is, and what it is told to be before and after."""
    random = Random(seed)
    known = Words(measuring=seed >= held_aside()["measuring_begins"])
    person, own = invent_person(random), known.employer(random)
    colleagues = invent_colleagues(person, random)
    dpi, name = random.choice(RESOLUTIONS), random.choice(SEEN_DAMAGES)
    name = "grey" if name == "fax" and dpi < 150 else name
    is_own, alone = random.random() < 0.5, random.random() < 0.5
    other = invent_organisation(random).name
    han = "" if alone else person.employer.name if is_own else other
    paper = Scene(person, colleagues, random, max(dpi, FINE)).paper(105, 74)
    uyghur = own if is_own else known.employer(random)
    stamp(paper, DrawnSeal(han, "", 42.0, uyghur), (paper.width / 2, paper.height / 2), random)
    page = damage(lowered_to(paper.finished("seal"), dpi), PRESETS[name], random)
    plain = person.applicant()
    told = Applicant(plain.name, plain.employer, employer_aliases=(*plain.employer_aliases, own))
    kind = f"{'own' if is_own else 'another'}, {'arc alone' if alone else 'both scripts'}"
    return kind, {
        way: _told(page.picture, who) for way, who in zip(WAYS, (plain, told), strict=True)
    }


def _told(picture: Picture, applicant: Applicant) -> str:
    sought = words(applicant)
    seals = find_seals(picture)
    hits = judge_seals(picture, seals, keywords(sought), TARGETS, sought)
    return "not found" if not seals else _outcome(hits)


def _outcome(hits: Sequence[Hit]) -> str:
    own = [hit for hit in hits if hit.reason.code == "hit.own_seal"]
    if own:
        return "own, asked" if own[0].is_doubt else "own"
    return "asked" if hits else "another"


def main() -> None:
    """Measure the seeds that are asked for and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=40)
    ask_for_result(parser)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    seeds = range(options.first, options.first + options.count)
    seen = [judged(seed) for seed in seeds]
    for kind in sorted({kind for kind, _ in seen}):
        for way in WAYS:
            print(kind, way, dict(Counter(told[way] for each, told in seen if each == kind)))
    if options.result:
        write_run(options.result, "uyghur_seals", figures(seen), list(seeds))


def figures(seen: Sequence[tuple[str, dict[str, str]]]) -> list[Figure]:
    """Return how many seals with a Uyghur arc are judged rightly and without a question."""
    found = []
    for way in WAYS:
        for whose in ("own", "another"):
            told = [one[way] for kind, one in seen if kind.startswith(whose)]
            right, wrong = sum(one == whose for one in told), "another" if whose == "own" else "own"
            what = f"{whose} seals with a Uyghur arc, {way} it is read"
            found += [
                Figure(promise="asked", what=f"{what}: not surely told", count=len(told) - right,
                       of=len(told)),
                Figure(promise="silent", what=f"{what}: taken for the other kind",
                       count=told.count(wrong), of=len(told)),
            ]  # fmt: skip
    return found


if __name__ == "__main__":
    main()
