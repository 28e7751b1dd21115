"""The paper table as entries of a profile: sections, slots, questions, items on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from zcdesk.applicant import MadeOf, Target
from zcdesk.notices.editing.draft import (
    EVERY_PAPER,
    LEVEL_WORDS,
    LEVELS,
    DemandMark,
    Draft,
    PaperRow,
)
from zcdesk.notices.editing.reading import uncovered
from zcdesk.notices.files.consistency import Plain, bare, listed, quote_stands_in
from zcdesk.notices.making.data import Entry, ProfileData, filled, known_slot, names_in
from zcdesk.notices.making.levels import LEVEL_FACT, situation_question
from zcdesk.notices.making.standing import clauses_with, shares
from zcdesk.notices.profile import NOT_STATED, form_said, unchecked_in
from zcdesk.notices.sentences import TITLE, typed_years
from zcdesk.quantities.numerals import as_number
from zcdesk.wording import sentence

ON_PAPER = "纸质"
"""A section of this name is handed in on paper."""

_ANSWERS: Mapping[str, tuple[str, ...]] = {
    LEVELS[0]: ("junior", "assistant", "staff"), LEVELS[2]: ("associate_senior", "senior"),
}  # fmt: skip
"""Answers to the question for the level that a column stands for, where that is not one alone."""

_IF_ANY = ("有才交", "如有", "有则交", "可选")


def source(draft: Draft, rule: str, quote: str) -> Entry:
    """Return rule and quote, the rule of the clause that has the words where none is given; the
    notice's title where a person gave no words of it."""
    there = clauses_with(quote, draft.text)
    label = (rule or there[0].label) if there else ""
    if label:
        return {"rule": label, "quote": quote}
    return {"rule": TITLE, "quote": first_words(draft)}


def first_words(draft: Draft) -> str:
    """Return the notice's title as its text has it, else its first line."""
    whole = bare("\n".join(draft.text))
    if quote_stands_in(draft.title, whole):
        return draft.title
    return next(filter(None, map(str.strip, draft.text)), "")


def put_papers(draft: Draft, profile: ProfileData, names: Mapping[int, str]) -> None:
    """Put questions, sections with their slots, rules on files and items on paper into a profile.

    Args:
        names: Ids of the papers that are uploaded, by their place (``slot_ids``).
    """
    papers = taken_papers(draft)
    facts: dict[str, str] = {}
    for paper in papers:
        if paper.only_if not in ("", *_IF_ANY, *facts):
            fact = facts[paper.only_if] = f"situation_{profile.mark}{len(facts) + 1}"
            cited = source(draft, paper.rule, paper.quote)
            profile.add(("facts",), situation_question(fact, paper.only_if, cited))
    for number, paper in enumerate(papers, 1):
        name, everywhere = names.get(number, ""), paper.title == EVERY_PAPER
        if name:
            place = _section_of(draft, profile, paper)
            profile.add(("sections", place, "slots"), _slot(draft, paper, name, facts))
        if paper.form and (everywhere or name):
            profile.add(("file_rules",), {
                "id": f"file_form_{profile.mark}{number}", "title": paper.title,
                "value": paper.form, "where": name, **form_said(paper.form),
                **(source(draft, "", paper.form_quote) if paper.form_quote
                   else source(draft, paper.rule, paper.quote)),
            })  # fmt: skip
        if not everywhere and (ON_PAPER in paper.section or paper.copies):
            profile.add(("papers",), _item(draft, paper, facts))


def _section_of(draft: Draft, profile: ProfileData, paper: PaperRow) -> int:
    """Return the place of the section of a paper, by its title; a new one is put in."""
    title = paper.section or sentence("editing.one_section").message
    sections = profile.entries("sections")
    for place, section in enumerate(sections):
        if section.get("title") == title:
            return place
    name = f"section_{profile.mark}"
    number = sum(str(section["id"]).startswith(name) for section in sections) + 1
    profile.add(("sections",), {"id": f"{name}{number}", "title": title,
                                **source(draft, paper.rule, paper.quote)})  # fmt: skip
    return len(sections)


def taken_papers(draft: Draft) -> tuple[PaperRow, ...]:
    """Return the rows that become part of the profile; their places count from 1."""
    return tuple(paper for paper in draft.papers if paper.sure and paper.title.strip())


def slot_ids(draft: Draft, profile: ProfileData) -> dict[int, str]:
    """Return the id of each paper that is uploaded, by its place: that of its kind where free."""
    by_row: dict[int, str] = {}
    used = names_in(profile.data)
    for number, paper in enumerate(taken_papers(draft), 1):
        if ON_PAPER not in paper.section and paper.title != EVERY_PAPER:
            name = str(known_slot(paper.title).get("id", ""))
            taken = name in {"", *by_row.values(), *used}
            by_row[number] = f"slot_{profile.mark}{number}" if taken else name
    return by_row


def seen_blind(draft: Draft, names: Mapping[int, str]) -> list[Plain]:
    """Return the ids of the papers that experts see without names, where the notice lists them and
    each is a row; [] where a page of any paper may be seen."""
    scope, papers = draft.covering.scope, taken_papers(draft)
    seen = [[name for number, name in names.items() if shares(part, papers[number - 1].title)]
            for part in re.split(r"[、，]|以?及|和|与", scope)]  # fmt: skip
    wide = not all(seen) or re.search(r"所有|全部|各[项类]|附件|材料", scope)
    return [] if wide else [*dict.fromkeys(name for part in seen for name in part)]


def answers_of(levels: Iterable[str]) -> list[Plain]:
    """Return the answers to the question for the level that columns stand for."""
    return [answer for level in levels for answer in _ANSWERS.get(level, (level,))]


def years_by_level(words: str) -> dict[str, tuple[int, ...]]:
    """Return the years of each level; ``""`` holds those of all others.

    ``2021-2025`` holds for everybody; ``中级 2023-2025；其余 2021-2025`` is by level.
    """
    by_level: dict[str, tuple[int, ...]] = {}
    for piece in re.split(r"[;；]", words):
        named = re.match(r"\s*([\u4e00-\u9fff]*)\s*", piece)
        assert named
        if years := typed_years(piece[named.end() :]):
            by_level |= dict.fromkeys(LEVEL_WORDS.get(named[1], ("",)), years)
    return by_level


def _slot(draft: Draft, paper: PaperRow, name: str, facts: Mapping[str, str]) -> Entry:
    years, known = years_by_level(paper.years), known_slot(paper.title)
    spared = [str(target) for target in Target if target.made_of is not MadeOf.ROWS]
    exempt = spared if uncovered(paper, draft.covering) else listed(known.get("mask_exempt"))
    about = {"editing.file_form": paper.form, "editing.file_unchecked": unchecked_in(paper.form)}
    hints = (sentence(code, form=words, what=words).message
             for code, words in about.items() if words)  # fmt: skip
    cited = source(draft, paper.rule, paper.quote)
    rulings = [*_rulings(paper, years, facts, cited)]
    values: dict[str, Plain] = {
        "series": _series(years.get("", ())), "mask_exempt": [*exempt],
        "stamped": paper.stamped, "signed": paper.signed,
        "hint": "；".join(filter(None, (paper.count, *hints))),
        "rulings": [*rulings], "otherwise": _otherwise(paper, bool(rulings)),
    }  # fmt: skip
    return {"id": name, "title": paper.title, **cited, **filled(values)}


def _series(years: Sequence[int]) -> Entry:
    return filled({"years": [*years]})


_OTHERWISE = {DemandMark.MUST: "", DemandMark.MAY: "not_stated", DemandMark.NO: "not_needed"}
"""What holds of a paper with one mark at all levels; nothing is said of what is asked for."""


def _otherwise(paper: PaperRow, ruled: bool) -> str:
    """Return what holds where no ruling does; "" where the paper is asked for of everybody."""
    if paper.only_if in _IF_ANY:
        return "not_stated"
    return "not_needed" if ruled else _OTHERWISE[paper.marks[0]]


def _rulings(
    paper: PaperRow, years: Mapping[str, tuple[int, ...]], facts: Mapping[str, str], cited: Entry,
) -> Iterator[Plain]:  # fmt: skip
    """Yield what holds at each level and in each situation; levels with the same years are one."""
    for mark, need in ((DemandMark.MUST, "required"), (DemandMark.MAY, "not_stated")):
        own = [level for level, one in zip(LEVELS, paper.marks, strict=True) if one is mark]
        alone = [[level] for level in own if level in years]
        for levels in (*alone, [level for level in own if [level] not in alone]):
            when = _when(paper, facts, levels)
            if levels and when:
                series = _series(years.get(levels[0], ()))
                yield {"when": when, "need": need, **cited, **filled({"series": series})}


def _when(paper: PaperRow, facts: Mapping[str, str], levels: Sequence[str]) -> Plain:
    """Return the condition on which a paper is asked for, an empty one for everybody."""
    conditions: list[Plain] = []
    if paper.only_if in facts:
        conditions.append({"fact": facts[paper.only_if], "is": ["yes"]})
    if 0 < len(levels) < len(LEVELS):
        conditions.append({"fact": LEVEL_FACT, "is": answers_of(levels)})
    return conditions[0] if len(conditions) == 1 else filled({"all": conditions})


def _item(draft: Draft, paper: PaperRow, facts: Mapping[str, str]) -> Entry:
    """Return an item on paper."""
    count = as_number(re.sub(r"\D*$", "", paper.copies))
    wanted = [level for level, mark in zip(LEVELS, paper.marks, strict=True)
              if mark is not DemandMark.NO]  # fmt: skip
    when = _when(paper, facts, wanted)
    return {
        "title": paper.title, "copies": NOT_STATED if count is None else count,
        "form": paper.form or sentence("editing.on_paper").message,
        **source(draft, paper.rule, paper.quote), **filled({"when": when}),
    }  # fmt: skip
