"""How many facts of a notice kept aside are found, wrongly found, missed.

The truth beside each text was written with it. A fact counts as found when it is proposed to the
person at all, sure or not; as wrongly found when the program takes it for sure and it is not true.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zcdesk.notices.renewing.beginning import started
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind
from zcdesk.notices.sentences.proposing import proposals_of

FOLDER = Path(__file__).parent
NAMES = ("qinglan-2027", "yunming-2026", "bailu-2027")
Kind = ProposalKind


@dataclass(frozen=True)
class Count:
    """What became of the facts of one notice."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def text_of(name: str) -> str:
    """Return the text of a notice kept aside."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def counted(name: str) -> Count:
    """Hold what is proposed against the truth."""
    truth = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    renewal = started(text_of(name), name)
    clauses = cut(renewal.text)
    proposed = [one for row in proposals_of(clauses, renewal.text, renewal.year) for one in row]
    facts = dict(_frame(truth, dict(renewal.data)))
    facts |= dict(_facts(truth, proposed))
    return Count(
        tuple(name for name, good in facts.items() if good),
        tuple(name for name, good in facts.items() if not good),
        tuple(_wrong(truth, [one for one in proposed if one.sure])),
    )


def _frame(truth: dict[str, Any], data: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for name in ("title", "year", "region", "issuer", "kind"):
        yield f"{name} {truth[name]}", data[name] == truth[name]


def _facts(truth: dict[str, Any], proposed: list[Proposal]) -> Iterator[tuple[str, bool]]:
    def of(*kinds: Kind) -> list[Proposal]:
        return [one for one in proposed if one.kind in kinds]

    if truth["platform"]:
        name, url = truth["platform"]
        good = [one for one in of(Kind.PLATFORM) if (one.told["name"], one.value) == (name, url)]
        yield f"platform {url}", bool(good)
    for kind, key in (
        (Kind.SECTION_ADDED, "sections"),
        (Kind.SLOT, "slots"),
        (Kind.FORM, "templates"),
    ):
        for name in truth[key]:
            yield f"{kind} {name}", any(_alike(name, one.value) for one in of(kind))
    for name, years in truth["series"].items():
        shown = ",".join(map(str, years))
        yield f"years {name}", any(one.value == shown for one in of(Kind.YEARS))
    if truth["masking"]:
        wanted = {one.replace("id_number", "id-number") for one in truth["masking"]["targets"]}
        good = [one for one in of(Kind.MASKING) if set(one.value.split(",")) == wanted]
        yield "masking", bool(good)
    for shown in truth["file_rules"]:
        near = (f"{one.value} {one.told['shown']}".lower() for one in of(Kind.FORMAT))
        yield f"format {shown}", any(shown.lower() in one for one in near)
    for low, high in truth["lengths"]:
        yield (
            f"length {low}-{high}",
            any(one.value == f"{low}-{high}" for one in of(Kind.TEXT_LIMIT)),
        )
    for what, start, end in truth["windows"]:
        spans = [one.told for one in of(Kind.START, Kind.DEADLINE) if what in str(one.told["what"])]
        good_span = [one for one in spans
                     if (_day(one["start"]), _day(one["end"])) == (start, end)]  # fmt: skip
        yield f"window {what}", bool(good_span)
    for days in truth["workdays"]:
        yield f"posting {days}", any(one.value == str(days) for one in of(Kind.POSTING_DAYS))
    limit, rounds = truth["corrections"]["limit"], truth["corrections"]["rounds"]
    if limit:
        yield f"returns {limit}", any(one.value == str(limit) for one in of(Kind.RETURNS))
    for _, number in rounds:
        told = [str(one.told["number"]) for one in of(Kind.RETURN_HOURS)]
        yield f"return {number}", str(number) in told
    for amount in truth["fees"]:
        yield f"fee {amount}", any(one.value == str(amount) for one in of(Kind.FEE))
    for key, kind in (("defence", Kind.DEFENCE), ("penalties", Kind.PENALTY),
                      ("exemptions", Kind.EXEMPTION), ("outside", Kind.OUTSIDE)):  # fmt: skip
        for words in truth[key]:
            yield f"{key} {words}", any(words in one.sentence for one in of(kind))
    for value in truth["contacts"]:
        yield f"contact {value}", any(one.value == value for one in of(Kind.CONTACT))


def _day(value: object) -> str | None:
    return str(value) if value else None


def _alike(name: str, other: str) -> bool:
    return name in other or (len(other) >= 2 and other in name)


def _wrong(truth: dict[str, Any], sure: Iterable[Proposal]) -> Iterator[str]:
    """Yield what is taken for sure and is not true; kinds of free words are not judged."""
    days = {day for _, *both in truth["windows"] for day in both if day} | {
        *truth.get("counted", ())
    }
    right = {
        Kind.FEE: {str(one) for one in truth["fees"]},
        Kind.POSTING_DAYS: {str(one) for one in truth["workdays"]},
        Kind.CONTACT: set(truth["contacts"]),
        Kind.RETURNS: {str(truth["corrections"]["limit"])},
        Kind.TEXT_LIMIT: {f"{low}-{high}" for low, high in truth["lengths"]},
        Kind.YEARS: {",".join(map(str, one)) for one in truth["series"].values()},
        Kind.PLATFORM: {truth["platform"][1]} if truth["platform"] else set(),
    }
    for one in sure:
        wrong = one.kind in right and one.value not in right[one.kind]
        if one.kind in (Kind.START, Kind.DEADLINE):
            wrong = one.value[:10] not in days
        if one.kind is Kind.RETURN_HOURS:
            wrong = one.told["number"] not in [
                number for _, number in truth["corrections"]["rounds"]
            ]
        for kind, key in (
            (Kind.SLOT, "slots"),
            (Kind.SECTION_ADDED, "sections"),
            (Kind.FORM, "templates"),
        ):
            if one.kind is kind:
                wrong = not any(_alike(name, one.value) for name in truth[key])
        if one.kind is Kind.MASKING:
            wanted = truth["masking"]["targets"] if truth["masking"] else []
            wrong = set(one.value.replace("-", "_").split(",")) != set(wanted)
        for key, kind in (("defence", Kind.DEFENCE), ("exemptions", Kind.EXEMPTION),
                          ("outside", Kind.OUTSIDE), ("penalties", Kind.PENALTY)):  # fmt: skip
            if one.kind is kind and kind in (Kind.DEFENCE, Kind.OUTSIDE):
                wrong = not any(words in one.sentence for words in truth[key])
        if wrong:
            yield f"{one.kind} {one.value} | {one.sentence[:40]}"
