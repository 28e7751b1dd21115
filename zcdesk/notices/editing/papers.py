"""The paper table as entries of a profile: sections, slots, questions, items on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

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
from zcdesk.notices.files.consistency import Plain, bare, entries_in, entry_in, quote_stands_in
from zcdesk.notices.making.inheriting import Path
from zcdesk.notices.making.levels import LEVEL_FACT, level_question, situation_question
from zcdesk.notices.making.standing import clauses_with, known_slot, names_in
from zcdesk.notices.profile import form_said, unchecked_in
from zcdesk.notices.sentences import TITLE, typed_years
from zcdesk.quantities.numerals import as_number
from zcdesk.wording import sentence

Entries = tuple[Path, dict[str, Plain]]
"""A list of a profile and what is put into it."""


@dataclass(frozen=True)
class ProfileFrame:
    """What a profile has before a draft's rows are put in: that of an older notice, or nothing.

    Attributes:
        ids: All ids in it.
        mark: What the ids of rows have in them so that they are free.
        sections: Its sections, as data.
    """

    ids: frozenset[str] = frozenset()
    mark: str = ""
    sections: tuple[Mapping[str, Plain], ...] = ()
    masking: Mapping[str, Plain] = field(default_factory=dict)

    def section_of(self, paper: PaperRow) -> int | None:
        """Return the place of a section that a paper belongs to: its title's."""
        for place, section in enumerate(self.sections):
            if section.get("title") == paper.section:
                return place
        return None


def frame_of(data: Mapping[str, Plain]) -> ProfileFrame:
    """Return what a profile has already."""
    ids, sections = names_in(data), entries_in(data, "sections")
    used = {match[1] for slot_id in ids if (match := re.search(r"_([a-z]?)\d+(?:_\d+)?$", slot_id))}
    mark = next(letter for letter in ("", *ascii_lowercase) if letter not in used)
    return ProfileFrame(ids, mark, tuple(sections), entry_in(data, "masking"))


ON_PAPER = "纸质"
"""A section of this name is handed in on paper."""

_ANSWERS: Mapping[str, tuple[str, ...]] = {
    LEVELS[0]: ("junior", "assistant", "staff"), LEVELS[2]: ("associate_senior", "senior"),
}  # fmt: skip
"""Answers to the question for the level that a column stands for, where that is not one alone."""

_REST = ("其余", "其他", "其它")
_IF_ANY = ("有才交", "如有", "有则交", "可选")


def source(draft: Draft, rule: str, quote: str) -> dict[str, Plain]:
    """Return rule and quote; the notice's title where a person gave no words of it."""
    if quote.strip() and rule and quote_stands_in(quote, bare("\n".join(draft.text))):
        return {"rule": rule, "quote": quote}
    return {"rule": TITLE, "quote": first_words(draft)}


def _form_source(draft: Draft, paper: PaperRow) -> dict[str, Plain]:
    """Return rule and quote of what is said of a paper's files: its own words, else the paper's."""
    said = clauses_with(paper.form_quote, draft.text)
    label = said[0].label if said else ""
    return (
        source(draft, label, paper.form_quote) if label else source(draft, paper.rule, paper.quote)
    )


def first_words(draft: Draft) -> str:
    """Return the notice's title as its text has it, else its first line."""
    whole = bare("\n".join(draft.text))
    if quote_stands_in(draft.title, whole):
        return draft.title
    return next(filter(None, map(str.strip, draft.text)), "")


def paper_entries(draft: Draft, frame: ProfileFrame) -> Iterator[Entries]:
    """Yield questions, sections with their slots, and items on paper."""
    papers = taken_papers(draft)
    if any(_by_level(paper) for paper in papers) and LEVEL_FACT not in frame.ids:
        yield ("facts",), level_question(source(draft, "", ""))
    conditions = dict.fromkeys(paper.only_if for paper in papers if _asks(paper))
    facts = {words: f"situation_{frame.mark}{number}" for number, words in enumerate(conditions, 1)}
    for words, fact in facts.items():
        own = next(paper for paper in papers if paper.only_if == words)
        yield ("facts",), situation_question(fact, words, source(draft, own.rule, own.quote))
    names = slot_ids(draft, frame)
    sections: dict[str, list[tuple[int, PaperRow]]] = {}
    for number, one in enumerate(papers, 1):
        if number in names:
            sections.setdefault(one.section, []).append((number, one))
    for place, (title, rows) in enumerate(sections.items(), 1):
        slots: list[Plain] = [_slot(draft, row, names[number], facts) for number, row in rows]
        name = title or sentence("editing.one_section").message
        first = rows[0][1]
        if (there := frame.section_of(first)) is not None:
            for slot in slots:
                assert isinstance(slot, dict)
                yield ("sections", there, "slots"), slot
            continue
        yield (
            ("sections",),
            {"id": f"section_{frame.mark}{place}", "title": name,
             **source(draft, first.rule, first.quote), "slots": slots},
        )  # fmt: skip
    for number, paper in enumerate(papers, 1):
        everywhere = paper.title == EVERY_PAPER
        if paper.form and (everywhere or number in names):
            yield (
                ("file_rules",),
                {"id": f"file_form_{frame.mark}{number}", "title": paper.title, "value": paper.form,
                 "where": names.get(number, ""), **form_said(paper.form),
                 **_form_source(draft, paper)},
            )  # fmt: skip
        if everywhere:
            continue
        if ON_PAPER in paper.section or paper.copies:
            yield ("papers",), _item(draft, paper, facts)


def taken_papers(draft: Draft) -> tuple[PaperRow, ...]:
    """Return the rows that become part of the profile; their places count from 1."""
    return tuple(paper for paper in draft.papers if paper.sure and paper.title.strip())


def slot_ids(draft: Draft, frame: ProfileFrame) -> dict[int, str]:
    """Return the id of each paper that is uploaded, by its place: that of its kind where free."""
    by_row: dict[int, str] = {}
    for number, paper in enumerate(taken_papers(draft), 1):
        if ON_PAPER not in paper.section and paper.title != EVERY_PAPER:
            name = str(known_slot(paper.title).get("id", ""))
            free = name and name not in {*by_row.values(), *frame.ids}
            by_row[number] = name if free else f"slot_{frame.mark}{number}"
    return by_row


def seen_blind(draft: Draft, names: Mapping[int, str]) -> list[Plain]:
    """Return the ids of the papers that experts see without names, where the notice lists them and
    each is a row; [] where a page of any paper may be seen."""
    scope, papers = draft.covering.scope, taken_papers(draft)
    titles = {name: papers[number - 1].title for number, name in names.items()}
    seen = [[name for name, title in titles.items() if part in title or title in part]
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
        match = re.match(r"\s*([\u4e00-\u9fff]*)\s*(.*)", piece)
        named, listed = (match[1], typed_years(match[2])) if match else ("", ())
        if not listed:
            continue
        levels = LEVEL_WORDS.get(named, ()) if named and named not in _REST else ()
        for level in levels or ("",):
            by_level[level] = listed
    return by_level


def _by_level(paper: PaperRow) -> bool:
    return len(set(paper.marks)) > 1 or bool(set(years_by_level(paper.years)) - {""})


def _asks(paper: PaperRow) -> bool:
    return bool(paper.only_if) and paper.only_if not in _IF_ANY


def _slot(draft: Draft, paper: PaperRow, name: str, facts: Mapping[str, str]) -> dict[str, Plain]:
    cited = source(draft, paper.rule, paper.quote)
    years, known = years_by_level(paper.years), known_slot(paper.title)
    spared: Plain = (
        [str(target) for target in Target if target.made_of is not MadeOf.ROWS]
        if uncovered(paper, draft.covering)
        else None
    )
    unchecked = unchecked_in(paper.form)
    hints = (paper.count, paper.form and sentence("editing.file_form", form=paper.form).message,
             unchecked and sentence("editing.file_unchecked", what=unchecked).message)  # fmt: skip
    rulings = [*_rulings(paper, years, facts, cited)]
    asked = not rulings and {*paper.marks} == {DemandMark.MUST} and paper.only_if not in _IF_ANY
    values: dict[str, Plain] = {
        "series": {"years": [*years[""]]} if years.get("") else None,
        "mask_exempt": spared or known.get("mask_exempt"),
        "stamped": paper.stamped, "signed": paper.signed, "hint": "；".join(filter(None, hints)),
        "rulings": [*rulings], "otherwise": "" if asked else _otherwise(paper, bool(rulings)),
    }  # fmt: skip
    filled = {name: value for name, value in values.items() if value}
    return {"id": name, "title": paper.title, **cited, **filled}


def _otherwise(paper: PaperRow, ruled: bool) -> str:
    may = {*paper.marks} == {DemandMark.MAY} and not ruled
    return "not_stated" if may or paper.only_if in _IF_ANY else "not_needed"


def _rulings(
    paper: PaperRow, years: Mapping[str, tuple[int, ...]], facts: Mapping[str, str],
    cited: dict[str, Plain],
) -> Iterator[Plain]:  # fmt: skip
    """Yield what holds at each level and in each situation."""
    situation: list[Plain] = (
        [{"fact": facts[paper.only_if], "is": ["yes"]}] if paper.only_if in facts else []
    )
    if not _by_level(paper):
        need = {DemandMark.MUST: "required", DemandMark.MAY: "not_stated"}.get(paper.marks[0])
        if situation and need:
            yield {"when": situation[0], "need": need, **cited}
        return
    for mark, need in ((DemandMark.MUST, "required"), (DemandMark.MAY, "not_stated")):
        plain = [level for level, own in zip(LEVELS, paper.marks, strict=True) if own is mark]
        groups: list[tuple[list[str], tuple[int, ...]]] = []
        for level in [year for year in plain if year in years]:
            groups.append(([level], years[level]))
        rest = [year for year in plain if year not in years]
        groups += [(rest, ())] if rest else []
        for levels, own in groups:
            condition: list[Plain] = [*situation, {"fact": LEVEL_FACT, "is": answers_of(levels)}]
            ruling: dict[str, Plain] = {
                "when": condition[0] if len(condition) == 1 else {"all": condition},
                "need": need, **cited,
            }  # fmt: skip
            if own:
                ruling["series"] = {"years": [*own]}
            yield ruling


def _item(draft: Draft, paper: PaperRow, facts: Mapping[str, str]) -> dict[str, Plain]:
    """Return an item on paper."""
    copies = as_number(re.sub(r"\D*$", "", paper.copies)) if paper.copies else None
    wanted = [lev for lev, own in zip(LEVELS, paper.marks, strict=True) if own is not DemandMark.NO]
    situation: dict[str, Plain] = {"fact": facts.get(paper.only_if), "is": ["yes"]}
    level: dict[str, Plain] = {"fact": LEVEL_FACT, "is": answers_of(wanted)}
    conditions: list[Plain] = [*([situation] if situation["fact"] else ()),
                               *([level] if len(set(paper.marks)) > 1 else ())]  # fmt: skip
    when: Plain = conditions[0] if len(conditions) == 1 else {"all": conditions}
    return {
        "title": paper.title, "copies": copies if copies is not None else "原文未述",
        "form": paper.form or sentence("editing.on_paper").message,
        **source(draft, paper.rule, paper.quote), **({"when": when} if conditions else {}),
    }  # fmt: skip
