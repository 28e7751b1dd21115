"""How much of a notice is read: found, wrong, left open, silent, invented; hand-run.

    python -m benchmarks.notice_reading FOLDER [NAME …] [--missed] [--result FILE]

``FOLDER`` holds ``NAME.txt`` and ``NAME.truth.json`` (``facts`` with ``kind need sentence tags``,
``not_stated`` with patterns that nothing proposed may show). A fact is *found* when a proposal of
its kind shows all that it needs; *left open* when its sentence waits for a person; *silent* when
neither. *Wrong* is what is taken for sure of a closed kind and stands in no fact; *invented* what
a trap forbids. A notice that is among the examples is read without its own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.notices.editing.acts import surely_read
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.sentences import examples
from zcdesk.notices.sentences.examples import examples_in
from zcdesk.notices.sentences.proposals import Demand
from zcdesk.quantities.days import all_numbers

_LIKE = {
    "deadline": {"deadline", "start", "counted_from"}, "start": {"start", "deadline"},
    "slot": {"slot", "form"},
    "section_added": {"section_added"}, "masking": {"masking", "forbidden_words", "exemption"},
    "penalty": {"penalty", "outside"}, "exemption": {"exemption", "fee"},
    "opinion": {"opinion", "duty"}, "copies": {"copies"}, "seal": {"seal", "slot"},
}  # fmt: skip
_WORDS = {"penalty", "exemption", "defence", "opinion", "duty", "outside", "masking",
          "forbidden_words", "seal", "return_hours"}  # fmt: skip
_CLOSED = ("start", "deadline", "fee", "returns", "return_hours", "text_limit", "posting_days")


@dataclass
class Score:
    """What became of the facts of one notice, and what stands beside them."""

    name: str
    became: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    proposals: int = 0
    sentences: int = 0

    def share(self, tag: str = "", kind: str = "") -> tuple[int, int]:
        """Return how many facts with a tag, or of a kind, are found, and of how many."""
        rows = [state for fact, state in self.became
                if tag in ("", *fact.get("tags", ())) and kind in ("", fact["kind"])]  # fmt: skip
        return rows.count("found"), len(rows)


def scored(folder: Path, name: str, words: str = "") -> Score:
    """Read one notice, its text or ``words`` out of another form, and hold it against its truth."""
    truth = json.loads((folder / f"{name}.truth.json").read_text(encoding="utf-8"))
    words = words or (folder / f"{name}.txt").read_text(encoding="utf-8")
    rows = built(surely_read(read(words, name))).accounts
    proposals = [one for row in rows for one in row.proposals]
    waiting = [bare(words) for row in rows for words in row.open_words]
    score = Score(name, proposals=len(proposals), sentences=len(waiting))
    for fact in truth["facts"]:
        score.became.append((fact, _became(fact, proposals, waiting)))
    score.wrong = list(_wrong(truth["facts"], proposals))
    score.invented = list(_invented(truth.get("not_stated", ()), proposals))
    return score


def _became(fact: dict[str, Any], proposals: Sequence[Demand], waiting: Sequence[str]) -> str:
    kinds = _LIKE.get(fact["kind"], {fact["kind"]})
    if any(_kind(one) in kinds and _shows(one, fact["need"]) for one in proposals):
        return "found"
    own = bare(fact["sentence"])
    return "open" if any(own in one or one in own for one in waiting) else "silent"


def _kind(one: Demand) -> str:
    """Return what a proposal is; a day that years are counted to is nobody's term."""
    return "counted_from" if one.told.get("counted") else str(one.kind)


def _shows(one: Demand, needs: Sequence[Any]) -> bool:
    return all(any(_has(one, each) for each in (need if isinstance(need, list) else [need]))
               for need in needs)  # fmt: skip


def _has(one: Demand, need: str) -> bool:
    sort, _, wanted = (
        need.partition(":") if need[:2] in ("d:", "n:", "y:", "t:") else ("", "", need)
    )
    value = one.value
    if sort == "d":
        return wanted in value
    if sort == "t":
        hour, minute = wanted.split(":")
        return f"T{int(hour):02d}:{minute}" in value
    if sort == "y":
        first, last = (int(part) for part in wanted.split("-"))
        return ",".join(map(str, range(first, last + 1))) in value
    if sort == "n":
        return wanted in {*re.findall(r"\d+(?:\.\d+)?", value), *map(str, all_numbers(value))}
    told = f"{value} {one.told.get('title', '')} {one.told.get('name', '')}"
    whole = f"{told} {one.sentence}" if str(one.kind) in _WORDS else told
    return wanted.lower() in whole.lower()


def _wrong(facts: Sequence[dict[str, Any]], proposals: Sequence[Demand]) -> Iterator[str]:
    """Yield what is sure of a closed kind and no fact of the notice has."""
    for kind in _CLOSED:
        about = [fact for fact in facts if fact["kind"] in (kind, *_LIKE.get(kind, ()))]
        needs = " ".join(str(fact["need"]) + str(fact["sentence"]) for fact in about)
        for one in proposals:
            if _kind(one) != kind or not one.sure:
                continue
            if kind in ("start", "deadline"):
                same = [str(fact["need"]) for fact in facts if fact["kind"] == kind
                        and bare(fact["sentence"]) == bare(one.sentence)
                        and "d:" in str(fact["need"])]  # fmt: skip
                right = not same or any(one.value[:10] in need for need in same)
            else:
                right = all(number in needs for number in re.findall(r"\d+", one.value))
            if not right:
                yield f"{kind} {one.value} | {one.sentence[:50]}"


def _invented(traps: Sequence[dict[str, Any]], proposals: Sequence[Demand]) -> Iterator[str]:
    for trap in traps:
        for one in proposals:
            if _kind(one) != trap["kind"] or not one.sure:
                continue
            other = trap.get("sentence_pattern") or ""
            value = re.search(trap["pattern"], one.value) and re.search(other, one.sentence)
            if value or (other and re.search(other, one.value)):
                yield f"{trap['kind']} {one.value} ({trap['what']}) | {one.sentence[:50]}"


def main() -> None:
    """Print one row a notice, the sums, and on request what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--missed", action="store_true")
    ask_for_result(parser)
    given = parser.parse_args()
    there = (one.name.removesuffix(".truth.json") for one in given.folder.glob("*.truth.json"))
    scores = [_by_others(given.folder, name) for name in given.names or sorted(there)]
    print(f"{'notice':24} facts found open silent wrong invented | clock annex table level masking"
          " slot | waiting", *map(_row, scores), sep="\n")  # fmt: skip
    count = Counter(state for one in scores for _, state in one.became)
    total = sum(count.values())
    wrong, invented = (sum(map(len, found)) for found in zip(
        *((one.wrong, one.invented) for one in scores), strict=True))  # fmt: skip
    print(f"{total} facts: {count['found']} found ({count['found'] / total:.1%}), "
          f"{count['open']} left open, "
          f"{count['silent']} silent, {wrong} wrong, {invented} invented")  # fmt: skip
    for one in scores if given.missed else ():
        for fact, state in one.became:
            if state != "found":
                print(f"{one.name} {state}: {fact['kind']} {fact['what']} {fact['need']}"
                      f" | {fact['sentence'][:60]}")  # fmt: skip
        for words in (*one.wrong, *(f"INVENTED {each}" for each in one.invented)):
            print(f"{one.name} wrong: {words}")
    if given.result:
        figures = [
            Figure(promise="notices", what=what, count=number, of=total).model_copy(update=bar)
            for what, number, bar in (
                (f"facts of {len(scores)} notices: found", count["found"], {"at_least": 0.8}),
                ("the same: in no value and no open sentence", count["silent"], {"at_most": 0.0}),
                ("the same: traps taken for facts", invented, {"at_most": 0.0}),
            )
        ]
        write_run(given.result, "notice_reading", figures)


def _by_others(folder: Path, name: str) -> Score:
    """Read a notice by the examples of all others."""
    examples.examples_in = lambda lines: (one for one in examples_in(lines) if one.notice != name)
    examples.known_at.cache_clear()
    return scored(folder, name)


def _row(one: Score) -> str:
    count = Counter(state for _, state in one.became)
    parts = [one.share(tag) for tag in ("clock", "annex", "table", "level")]
    parts += [one.share(kind=kind) for kind in ("masking", "slot")]
    shown = " ".join(f"{found}/{whole}" for found, whole in parts)
    return (f"{one.name:24} {len(one.became):5} {count['found']:5} {count['open']:4} "
            f"{count['silent']:6} "
            f"{len(one.wrong):5} {len(one.invented):8} | {shown} | {one.sentences}")  # fmt: skip


if __name__ == "__main__":
    main()
