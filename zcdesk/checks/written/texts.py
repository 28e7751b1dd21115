"""Rules on words: length, own name and employer, vague words, empty fields, topics; by field.

Findings name the paragraph and never repeat what is in it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.cases.case import Case, Facts
from zcdesk.checks.states import CaseFinding, State, TextState, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity, error, warning
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.notices.files.loading import user_folder
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile import Medium, Notice, Section, TextKind, TextRule, Truth, judge
from zcdesk.quantities.numerals import HAN_NUMERALS
from zcdesk.resources import table

_LARGEST = 100_000
"""Bytes of a list of words."""


@dataclass(frozen=True)
class WordLists:
    """Vague words, words that an employer calls itself by, and usual words for each topic.

    ``vague_before_number`` are vague only before a number, ``not_vague`` the longer words in which
    a vague one means something else (高等学校). ``usable`` is False when the user's own file is
    there and cannot be used.
    """

    vague: tuple[str, ...]
    vague_before_number: tuple[str, ...]
    not_vague: tuple[str, ...]
    employer_hints: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    usable: bool = True


def own_word_lists() -> Path:
    """Return where the user may keep lists of her own, in the form of the built-in file."""
    return user_folder() / "word_lists.toml"


def word_lists() -> WordLists:
    """Return the lists in force: the user's where she has one, the built-in ones elsewhere."""
    built_in = table("notices", "word_lists.toml")
    try:
        path = own_word_lists()
        if not path.is_file():
            return _lists(built_in, True)
        if path.stat().st_size > _LARGEST:
            return _lists(built_in, False)
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return _lists({**built_in, **own}, True)
    except (OSError, RuntimeError, ValueError):
        return _lists(built_in, False)


def _lists(found: Mapping[str, object], usable: bool) -> WordLists:
    topics = found["topics"]
    if not isinstance(topics, dict):
        raise ValueError("topics is no table")
    return WordLists(
        _words(found["vague"]),
        _words(found["vague_before_number"]),
        _words(found["not_vague"]),
        _words(found["employer_hints"]),
        {str(topic): _words(usual) for topic, usual in topics.items()},
        usable,
    )


def _words(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("a list holds only words")
    return tuple(word.strip() for word in found if word.strip())


_EAST_ASIAN = frozenset("WF")
_MARKS = frozenset("“”‘’…—·")
_SPAN = rf"[0-9０-９{HAN_NUMERALS}]{{1,3}}\s*(?:年|个月|届|期)"
"""近三年 tells a time as notices do and is not vague."""

_LEAST_APART = 3
"""Letters; two that marks part are too often a chance."""


@dataclass(frozen=True)
class TextCounts:
    """One text counted as people count.

    Attributes:
        with_marks: Characters without white space, punctuation included.
        letters: Han characters, letters and digits only.
        as_word: What Word calls 字数: East Asian characters one each, other runs one each.
    """

    with_marks: int
    letters: int
    as_word: int


def counted(text: str) -> TextCounts:
    """Count a text in the three ways."""
    visible = [character for character in text if not character.isspace()]
    letters = sum(unicodedata.category(character)[0] in "LN" for character in visible)
    apart = "".join(f" {c} " if _is_east_asian(c) else c for c in text)
    return TextCounts(len(visible), letters, len(apart.split()))


def text_findings(
    notice: Notice, where: str, text: str, applicant: Applicant,
    facts: Facts | None = None,
) -> Iterator[CaseFinding]:  # fmt: skip
    """Yield what the notice's rules say about one text; rules for others are left out.

    Args:
        facts: The answers that count.
        where: Id of the section, slot or field that the text belongs to.
        text: As typed; a new line begins a new paragraph.
        applicant: Whose name and employer must not be in it.
    """
    if not word_lists().usable:
        yield CaseFinding(finding_of("check.word_lists_broken"))
    for rule in notice.texts:
        mine = rule.when is None or judge(rule.when, facts or {}).truth is Truth.YES
        if rule.where in (where, "all") and mine:
            for finding in _CHECKS.get(rule.kind, _nothing)(rule, text, applicant):
                named = replace(
                    finding, details={**finding.details, "field": _title(notice, where)}
                )
                yield on_rule(named, rule, slot=where)


def _title(notice: Notice, where: str) -> str:
    """Return the title of a section, slot or field, or its id where the notice has none such."""
    for section in notice.sections:
        titles = {slot.id: slot.title for slot in section.slots}
        titles |= {field.id: field.title for field in section.fields}
        if where in titles or where == section.id:
            return titles.get(where, section.title)
    return where


def _length(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    """Judge the length; both counts decide together, since no notice names the method (A-20)."""
    counts = counted(text)
    details = {"with_marks": counts.with_marks, "letters": counts.letters, "word": counts.as_word}
    verdicts = {_outside(rule, counts.with_marks), _outside(rule, counts.letters)}
    least, most = rule.at_least or 0, rule.at_most or 0
    if len(verdicts) == 2:
        yield finding_of("check.text_length_differs", least=least, most=most, **details)
    elif verdicts == {"short"}:
        yield finding_of("check.text_short", least=least, **details)
    elif verdicts == {"long"}:
        yield finding_of("check.text_long", most=most, **details)
    else:
        yield finding_of("check.text_length", **details)


def _outside(rule: TextRule, count: int) -> str:
    if rule.at_least is not None and count < rule.at_least:
        return "short"
    return "long" if rule.at_most is not None and count > rule.at_most else ""


def _forbidden(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    """Find the applicant's own words, paragraph by paragraph; unsure forms and hints warn."""
    hints = word_lists().employer_hints
    own = words(applicant)
    make = warning if rule.advisory else error
    paragraphs = text.splitlines()
    for number, paragraph in enumerate(paragraphs, start=1):
        following = paragraphs[number] if number < len(paragraphs) else ""
        forbidden = [word for word in own if _stands_in(word, paragraph)]
        apart = [word for word in own if _stands_apart(word, paragraph, following)]
        for target in sorted(rule.forbids):
            if any(word.sure and word.kind.target is target for word in forbidden):
                yield make(f"check.text_{target}", paragraph=number)
            elif any(word.kind.target is target for word in (*forbidden, *apart)):
                yield finding_of(f"check.text_{target}_perhaps", paragraph=number)
        if Target.EMPLOYER in rule.forbids and any(hint in paragraph for hint in hints):
            yield finding_of("check.text_employer_hint", paragraph=number)


def _stands_in(word: Word, paragraph: str) -> bool:
    wanted = folded(word.text)
    if not wanted.isascii():
        return wanted in folded(paragraph)
    plain = unicodedata.normalize("NFKC", paragraph).lower()
    spaced = r"[\s.\-·']*".join(map(re.escape, wanted))
    return re.search(rf"(?<![a-z0-9]){spaced}(?![a-z0-9])", plain) is not None


def _stands_apart(word: Word, paragraph: str, following: str) -> bool:
    """Tell whether a word is there split: by marks between its letters, or by a new line.

    Marks also part words that only happen to follow each other, so that such a find only warns.
    """
    wanted = _letters(word.text)
    if not word.sure or wanted.isascii() or len(wanted) < _LEAST_APART:
        return False
    here, there = _letters(paragraph), _letters(following)
    seam = here[-len(wanted) + 1 :] + there[: len(wanted) - 1]
    return wanted in here or wanted in seam


def _letters(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


def _vague(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    for number, paragraph in enumerate(text.splitlines(), start=1):
        vague = tuple(_vague_words(paragraph))
        if vague:
            yield finding_of("check.text_vague", paragraph=number, word="”“".join(vague))


def _vague_words(paragraph: str) -> Iterator[str]:
    """Yield the vague words of a paragraph, each once; a longer one stands for those inside it."""
    lists = word_lists()
    plain = paragraph
    for word in sorted((*lists.not_vague, *lists.vague), key=len, reverse=True):
        if word and word in plain:
            if word in lists.vague:
                yield word
            plain = plain.replace(word, "\n")
    for word in sorted(lists.vague_before_number, key=len, reverse=True):
        before = re.compile(rf"{re.escape(word)}\s*(?=[0-9０-９亿几数{HAN_NUMERALS}])(?!{_SPAN})")
        if before.search(plain):
            yield word
            plain = before.sub("\n", plain)


def _empty(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    if not text.strip() and rule.fill:
        yield finding_of("check.text_empty", fill=rule.fill)
    elif not text.strip():
        yield finding_of("check.text_empty_unstated")


def _topics(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    """Name the topics that no usual word points to; a person tells whether they are there."""
    usual = word_lists().topics
    unseen = [
        topic
        for topic in rule.topics
        if not any(word in text for word in (topic, *usual.get(topic, ())))
    ]
    if unseen:
        yield finding_of("check.text_topics", topics="、".join(unseen))


def _nothing(rule: TextRule, text: str, applicant: Applicant) -> Iterator[Finding]:
    yield from ()


_CHECKS = {
    TextKind.LENGTH: _length,
    TextKind.FORBIDDEN: _forbidden,
    TextKind.VAGUE: _vague,
    TextKind.EMPTY: _empty,
    TextKind.TOPICS: _topics,
}


def _is_east_asian(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _EAST_ASIAN or character in _MARKS


def text_ids(section: Section) -> tuple[tuple[str, str], ...]:
    """Return id and title of every text of a section: its fields, and slots that may be typed."""
    fields = tuple((field.id, field.title) for field in section.fields)
    typed = tuple(
        (slot.id, slot.title) for slot in section.slots if slot.medium is Medium.TEXT_OR_SCAN
    )
    return (*fields, *typed)


EMPTY, NOT_WRITTEN = "check.text_empty", "check.text_not_written"
"""Codes: a field was left empty that may not be; one was not written here at all."""


def text_states(
    notice: Notice, case: Case, section: Section
) -> tuple[tuple[TextState, ...], tuple[CaseFinding, ...]]:
    """Return how the texts of a section stand, and what there is to tell about them.

    A text that nobody typed here may have been typed on the platform at once: it counts as not
    checked, and is nobody's fault. A field that the notice does not let stand empty is reported.
    """
    written = dict(case.texts)
    states: list[TextState] = []
    findings: list[CaseFinding] = []
    for text_id, title in text_ids(section):
        if text_id not in written:
            states.append(TextState(text_id, title, State.COULD_NOT_CHECK))
            if text_id in {field.id for field in section.fields}:
                findings += _not_written(notice, case, section, text_id)
            continue
        text = written[text_id]
        own = tuple(_text_findings(notice, case, section, text_id, text))
        findings += own
        counts = counted(text)
        states.append(
            TextState(
                text_id,
                title,
                _state(own, text),
                counts.with_marks,
                counts.letters,
                counts.as_word,
            )
        )
    return tuple(states), tuple(findings)


def _not_written(
    notice: Notice, case: Case, section: Section, text_id: str
) -> Iterator[CaseFinding]:
    """Yield that a field was not written here, where the notice lets none of its kind be empty."""
    for finding in _text_findings(notice, case, section, text_id, ""):
        if finding.code == EMPTY:
            yield replace(finding, finding=finding_of(NOT_WRITTEN, **finding.finding.details))


def typed(written: Facts, text_id: str) -> bool:
    """Tell whether a text was typed here, with something in it."""
    return bool(written.get(text_id, "").strip())


def _text_findings(
    notice: Notice, case: Case, section: Section, text_id: str, text: str
) -> Iterator[CaseFinding]:
    facts = counting_answers(notice, case.answers)
    for finding in text_findings(notice, text_id, text, case.applicant, facts):
        slot = text_id if any(slot.id == text_id for slot in section.slots) else ""
        yield replace(finding, section=section.id, slot=slot, field=text_id)


def _state(own: tuple[CaseFinding, ...], text: str) -> State:
    severities = {finding.severity for finding in own}
    if not severities and not text.strip():
        return State.COULD_NOT_CHECK  # left blank, and the notice says nothing of blanks
    if Severity.ERROR in severities:
        return State.MISSING
    return State.NEEDS_PERSON if Severity.WARNING in severities else State.SATISFIED
