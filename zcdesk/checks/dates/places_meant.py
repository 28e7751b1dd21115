"""Which place of the notice the words of a return mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.checks.dates.return_fit import EMPTY_WORDS, ENOUGH, LEAST, LITTLE, SAYS, Fit
from zcdesk.checks.dates.return_words import (
    says,
    short_names,
)
from zcdesk.notices.profile import Notice, Section
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.proposing import slots_for


def best_fits(notice: Notice, words: str, section: Section | None = None) -> Fit | None:
    """Return the place that the words fit best, None where none fits well enough."""
    fits = [fit for fit in _fits(notice, words) if section is None or fit.section is section]
    best = max(fits, key=lambda fit: fit.score, default=None)
    if best is not None and best.slot is None:
        title, mine = best.section.title, best.section
        inside = [f for f in fits if f.section is mine and f.slot and f.name]
        inside = [f for f in inside if f.name not in title and f.score >= ENOUGH]
        best = max(inside, key=lambda fit: fit.score, default=best)
    return best if best is not None and best.score >= ENOUGH else None


def joined_fits(notice: Notice, words: str) -> list[Fit]:
    """Return the slots that one sentence names side by side: 学历证书、学位证书均不清晰."""
    if any(section.title in words for section in notice.sections if len(section.slots) > 1):
        return []
    spans: list[tuple[int, int, Fit]] = []
    for fit in _fits(notice, words):
        at = words.find(fit.name) if fit.name else -1
        if at >= 0 and fit.slot is not None and fit.score >= ENOUGH:
            spans.append((at, at + len(fit.name), fit))
    spans.sort(key=lambda span: (span[0], -span[1]))
    apart: list[tuple[int, int, Fit]] = []
    for span in spans:
        if apart and span[0] < apart[-1][1]:
            continue
        if apart and not SAYS.joined.fullmatch(words[apart[-1][1] : span[0]]):
            return []
        apart.append(span)
    ids = [span[2].slot.id for span in apart if span[2].slot is not None]
    return [span[2] for span in apart] if len(set(ids)) == len(ids) > 1 else []


def _fits(notice: Notice, words: str) -> Iterator[Fit]:
    words, everyday = SAYS.objects.sub("", words), _everyday_names(notice)
    for section in notice.sections:
        called = max((_held(name, words)[0] for name in short_names(section.id)), default=0.0)
        whole = max(shared(section.title, words) - LITTLE, called - LEAST)
        yield Fit(whole, section, None)
        for slot in section.slots:
            titles = (slot.title, *slot.parts)
            score = max(shared(title, words, section.title) for title in titles)
            names = everyday.get(slot.id, ())
            others = max((shared(name, words, section.title) for name in names), default=0.0)
            short = max((_held(name, words) for name in short_names(slot.id)), default=(0.0, ""))
            spelled = max(
                (title for title in (*titles, *names) if title in words), key=len, default=""
            )
            name = max(spelled, short[1], key=len)
            yield Fit(max(score, others - LITTLE, short[0]), section, slot, name)


def _held(name: str, words: str) -> tuple[float, str]:
    """Return how much a short name counts that words hold, a little less than a title does."""
    return (len(name) - LITTLE - LITTLE * len(name) / 10, name) if name in words else (0.0, "")


def _everyday_names(notice: Notice) -> dict[str, list[str]]:
    """Return what people call the documents of a slot, as far as they belong nowhere else first."""
    names: dict[str, list[str]] = {}
    for kind in kinds():
        for slot in slots_for(notice, kind)[:1]:
            names.setdefault(slot.id, []).extend((kind.title, *kind.strong))
    return names


def is_place(notice: Notice, words: str) -> bool:
    """Tell whether words are the name of a section or slot and nothing else, as a heading is."""
    bare = re.sub(r"(?:栏目|部分|方面|一栏|栏|类|材料|部份)?[：:\s]*$", "", words)
    if says(words, "fault") or len(bare) < 2:
        return False
    names = {section.title for section in notice.sections} | {slot.title for slot in notice.slots()}
    ids = [*(section.id for section in notice.sections), *(slot.id for slot in notice.slots())]
    names |= {name for place in ids for name in short_names(place)}
    return words in names or bare in names


def _telling(run: str, empty: Sequence[str]) -> bool:
    """Tell whether letters are more than words that are in many titles."""
    for word in sorted(empty, key=len, reverse=True):
        run = run.replace(word, "") if word else run
    return len(run) > 1


def shared(title: str, words: str, told_by_section: str = "") -> float:
    """Return how much of a title stands in the words: letters of what is shared, in runs of two.

    Args:
        told_by_section: Title of the slot's section: words that name just that tell of no slot.
    """
    empty = EMPTY_WORDS if title == told_by_section else (*EMPTY_WORDS, told_by_section)
    score, place = 0.0, 0
    while place < len(title) - 1:
        length = 0
        while place + length < len(title) and title[place : place + length + 1] in words:
            length += 1
        if length >= 2:
            run = title[place : place + length]
            score += length - LITTLE if _telling(run, empty) else LITTLE
            place += length
        else:
            place += 1
    return score - LITTLE * len(title) / 10
