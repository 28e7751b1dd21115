"""The sentences that the program speaks: one voice for window, command line and reports."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from zcdesk.finding_facts import Sentences, all_facts, known_facts
from zcdesk.findings import Detail, Finding
from zcdesk.printable import one_line, printable
from zcdesk.resources import resource, table, table_texts

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Wording:
    """What happened, and what to do now (may be empty).

    ``command_remedy`` is what to do where commands are typed, when that is something else;
    ``code`` is that of the sentence.
    """

    message: str
    remedy: str = ""
    command_remedy: str = ""
    code: str = field(default="", compare=False)

    @property
    def typed(self) -> str:
        """What to do, for whoever types commands."""
        return self.command_remedy or self.remedy


_REPORTS = "zcdesk doctor --report"
"""The command that writes the diagnostic file, as sentences name it."""

_NAMES = frozenset({"file", "folder", "case"})
"""Details that are names of files, which somebody else may have given."""


_QUOTED = frozenset({"quote", "sentence", "words"})
"""Details that are somebody's own words."""

_BLANK = re.compile(r"\{\w+(?::[^{}|]*\|)?([^{}]*)\}")
"""A blank of a sentence; the word for several, where it has one."""

_LIST_COMMA = re.compile("(?<=[!-~])、(?=[!-~])")
"""Between words that are not Chinese; whoever joins a list does not know who will read it."""


class _Filled(string.Formatter):
    """Fills blanks; ``{count:page|pages}`` is the word for one, or for any other number."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a detail as its blank asks for it."""
        single, apart, more = format_spec.partition("|")
        if apart:
            return single if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


_FILLED = _Filled()


@cache
def sentences_in(language: str) -> dict[str, Wording]:
    """Return every sentence by its code: of findings, and of ``resources/wording/<language>``."""
    sentences = dict(pair for code in all_facts() for pair in _of_finding(code, language))
    for path in sorted(resource("wording", language).glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in sentences:
                raise ValueError(f"sentence {code} stands twice, again in {path.name}")
            sentences[code] = _of_table(entry)
    return sentences


def _of_finding(code: str, language: str) -> Iterator[tuple[str, Wording]]:
    """Yield the sentences of a finding; what is written to others of it is below its code."""
    words: Sentences = getattr(known_facts(code), language)
    yield code, Wording(words.message, words.remedy, words.command_remedy)
    if words.letter:
        yield f"letters.{code}", Wording(*words.letter)
    if words.clerk:
        yield f"clerk.{code}", Wording(*words.clerk)


@cache
def wording_of(code: str, language: str) -> Wording:
    """Return the sentence of a code with its blanks, reading no table but its own.

    Raises:
        KeyError: No such code.
    """
    own = table_texts("wording", language).get(code)
    if own is not None:
        return _of_table(tomllib.loads(own))
    findings = table_texts("findings")
    finding = code if code in findings else code.partition(".")[2]  # letters.CODE, clerk.CODE
    if finding not in findings:
        raise KeyError(code)
    return dict(_of_finding(finding, language))[code]


def _of_table(entry: dict[str, str]) -> Wording:
    remedies = entry.get("remedy", ""), entry.get("command_remedy", "")
    return Wording(entry["message"], *remedies)


def codes(language: str = "zh") -> frozenset[str]:
    """Return every code that has a sentence in ``language``."""
    return frozenset(sentences_in(language))


def has_remedy(code: str) -> bool:
    """Tell whether the sentence of a code says what to do."""
    return bool(wording_of(code, LANGUAGES[0]).remedy)


def asks_for_diagnostics(code: str) -> bool:
    """Tell whether the sentence asks for the diagnostic file.

    Where commands are typed those name the command that writes it.
    """
    return _REPORTS in wording_of(code, LANGUAGES[0]).command_remedy


def sentence(code: str, language: str = "zh", **details: Detail) -> Wording:
    """Return the sentence of ``code`` with its blanks filled.

    Raises:
        KeyError: No such code, or a blank of the sentence is not among ``details``.
    """
    wording = wording_of(code, language)
    clean = {
        k: printable(in_language(d, language)) if isinstance(d, str) else d
        for k, d in details.items()
    }
    if language == "en":
        clean |= {k: _LIST_COMMA.sub(", ", str(clean[k])) for k in _lists(clean)}
    details = clean | {k: one_line(str(clean[k])) for k in _NAMES & clean.keys()}
    texts = (wording.message, wording.remedy, wording.command_remedy)
    message, remedy, typed = (_FILLED.vformat(text, (), details) for text in texts)
    return Wording(message, remedy, typed, code)


def thing_word(
    thing: str,
    language: str = "zh",
    use: Literal["", "entry", "notice", "tick", "paper", "lesson"] = "",
) -> str:
    """Return what a thing that is covered is called, by its id; where nothing is given for a use,
    it is called there what it is called in a sentence."""
    words: dict[str, str] = table("things.toml")[thing][language]
    return words.get(use) or words["word"]


def in_general(code: str, language: str = "zh") -> str:
    """Return what the sentence of ``code`` says of all that it is said of: its blanks stay open."""
    message = wording_of(code, language).message.rstrip("。.")
    return _BLANK.sub(lambda blank: blank[1] or "…", message)


class Phrase(str):
    """Words of ours that are a detail or a title: Chinese, until somebody else is told them."""

    __slots__ = ("_code", "_details")
    _code: str
    _details: dict[str, Detail]

    def __new__(cls, code: str, details: dict[str, Detail]) -> Phrase:
        """Return the sentence of a code with its blanks filled."""
        made = super().__new__(cls, sentence(code, LANGUAGES[0], **details).message)
        made._code, made._details = code, details
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, dict[str, Detail]]]:
        return Phrase, (self._code, self._details)

    def told(self, language: str) -> str:
        """Return it in a language."""
        return sentence(self._code, language, **self._details).message


def phrase(code: str, **details: Detail) -> str:
    """Return words of ours for whoever will be told them, in a language not known yet."""
    return Phrase(code, details)


def in_language(words: str, language: str) -> str:
    """Return words as they are told in a language; a person's and a notice's stay as they are."""
    return words.told(language) if isinstance(words, Phrase) else words


def _lists(details: dict[str, Detail]) -> frozenset[str]:
    """Return the names of details in which Chinese list commas may stand."""
    return frozenset(k for k, d in details.items() if isinstance(d, str) and "、" in d) - _QUOTED


def spoken(finding: Finding, language: str = "zh") -> Wording:
    """Return the sentence of a finding."""
    return sentence(finding.code, language, **finding.details)
