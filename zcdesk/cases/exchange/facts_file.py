"""What is known of an applicant, as a file: her words and her answers to the notice's questions.

Files that a person wrote for a case, YAML or JSON, are read as notices are: no alias can make a
small file large, no tag builds anything, no number or day is taken for more than its text, and what
cannot be read is reported with its line.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    model_validator,
)

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Pairs
from zcdesk.disk.files import bounded
from zcdesk.errors import ZcdeskError
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.typed_parts import without_invisible
from zcdesk.notices.files.locating import MOST_VALUES, TOO_MANY, locate
from zcdesk.plain_data import DataEntry
from zcdesk.printable import printable
from zcdesk.resources import table

LARGEST = 8_000_000
"""Bytes; answers about 300 pages with 20 places each are a tenth of it."""


_OF_ENTRY = 10
"""Names, values and brackets that tell of one place on a page."""


_HALVES = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
"""How JSON writes a letter beyond U+FFFF, as many a rare one in a name is; YAML knows no halves."""

_Entries = TypeVar("_Entries", bound=BaseModel)

_TOLD = 8
"""Entries at fault that are named at most."""

NOT_APPLICABLE = "waived."
"""Before a slot's id: the reason why the slot does not apply."""


def _as_text(value: object) -> object:
    """Return what YAML took for a truth, a number or a day as the text that was typed."""
    if isinstance(value, list):
        return ",".join(str(_as_word(word)) for word in value)
    return _as_word(value)


def _as_word(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, date)):
        return str(value)
    if isinstance(value, str):
        return printable(value)
    return "" if value is None else value


def _as_several(value: object) -> object:
    """Return one word as the only one of a list."""
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    return value


def filled_in(data: object) -> object:
    """Return entries without those that are left empty (null): they say nothing."""
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if value is not None}


Text = Annotated[str, BeforeValidator(_as_text)]
_Word = Annotated[str, BeforeValidator(_as_word)]
_Words = Annotated[tuple[_Word, ...], BeforeValidator(_as_several)]


def _in_script(spellings: tuple[str, ...]) -> tuple[str, ...]:
    shown = tuple(without_invisible(spelling) for spelling in spellings)
    if not all(is_typed_in_arabic(spelling) for spelling in shown if spelling):
        raise ValueError("letters of another script")
    return shown


_ScriptWords = Annotated[_Words, AfterValidator(_in_script)]


WORDS = ("name", "employer", "aliases", "employer_aliases", "former_employers", "id_number")
"""What is known of an applicant."""

SCRIPT_WORDS = {"script_names": "aliases", "script_employers": "employer_aliases"}
"""Words that are told apart in a file because they are in the Arabic script, and where they go."""

_AS_IN_A_ROSTER = table("roster", "facts.toml")
"""The same, as rosters call it."""


def _told_entries(data: object) -> object:
    """Return the entries that are filled in, rosters' words for them made ours."""
    filled = filled_in(data)
    if not isinstance(filled, dict):
        return filled
    return {_AS_IN_A_ROSTER.get(key, key): entry for key, entry in filled.items()}


class _Told(DataEntry):
    _entries = model_validator(mode="before")(_told_entries)

    name: _Word = ""
    employer: _Word = ""
    aliases: _Words = ()
    employer_aliases: _Words = ()
    former_employers: _Words = ()
    id_number: _Word = ""
    script_names: _ScriptWords = ()
    script_employers: _ScriptWords = ()


class FactsFile(BaseModel):
    """``applicant`` holds her words; every other key is an answer, by id of the question.

    ``waived.<slot>`` is the reason why a slot does not apply. Her words may be at the top as
    well, where nothing under ``applicant`` says otherwise: a case must not come to be without her
    name because it stood one step further left. An entry without a value tells nothing.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]

    applicant: _Told = _Told()
    facts: Annotated[dict[str, Text], BeforeValidator(filled_in)] = {}

    @model_validator(mode="before")
    @classmethod
    def _words_at_the_top(cls, data: object) -> object:
        entries = _told_entries({} if data is None else data)
        if not isinstance(entries, dict):
            return entries
        under = _told_entries(entries.get("applicant", {}))
        if not isinstance(under, dict):
            return entries
        fields = (*WORDS, *SCRIPT_WORDS)
        moved = {word: entries[word] for word in fields if word in entries and word not in under}
        rest = {key: value for key, value in entries.items() if key not in moved}
        return {**rest, "applicant": {**under, **moved}} if moved else rest

    def words(self) -> Applicant:
        """Return the applicant as told; what is not known is empty."""
        given = self.applicant
        return Applicant(
            given.name.strip(),
            given.employer.strip(),
            _once(_stripped(given.aliases), _stripped(given.script_names)),
            _once(_stripped(given.employer_aliases), _stripped(given.script_employers)),
            _stripped(given.former_employers),
            given.id_number.strip(),
        )

    def answers(self) -> Pairs:
        """Return the answers, sorted by question; empty ones count as not given."""
        return tuple(sorted((key, text) for key, text in self.given_answers().items() if text))

    def words_over(self, before: Applicant) -> Applicant:
        """Return ``before`` with what this file tells; what it does not name stays."""
        after = self.words()
        given = self.applicant.model_fields_set
        changed = {name: getattr(after, name) for name in given - SCRIPT_WORDS.keys()}
        for name in SCRIPT_WORDS.keys() & given:
            field = SCRIPT_WORDS[name]
            others = [word for word in getattr(before, field) if not is_typed_in_arabic(word)]
            changed.setdefault(field, _once(others, getattr(after, field)))
        for name, words in changed.items():  # in another order they are the same words
            if isinstance(words, tuple) and set(words) == set(getattr(before, name)):
                changed[name] = getattr(before, name)
        return replace(before, **changed)

    def given_answers(self) -> dict[str, str]:
        """Return what the file says of each question it names; an empty text takes it back."""
        given = {**self.facts, **self.__pydantic_extra__}
        return {
            key: text.strip() for key, text in given.items() if not key.startswith(NOT_APPLICABLE)
        }

    def given_not_applicable(self) -> dict[str, str]:
        """Return what the file says of slots that do not apply; an empty text takes it back."""
        given = {**self.facts, **self.__pydantic_extra__}
        return {
            key.removeprefix(NOT_APPLICABLE): text.strip()
            for key, text in given.items()
            if key.startswith(NOT_APPLICABLE)
        }

    def not_applicable(self) -> Pairs:
        """Return the slots that do not apply, sorted, each with the reason."""
        reasons = self.given_not_applicable()
        return tuple(sorted((slot, reason) for slot, reason in reasons.items() if reason))


def _once(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in lists for text in texts))


def _stripped(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())


def read_facts(path: Path) -> FactsFile:
    """Read a file of facts, YAML or JSON; ``{}`` and an empty file are allowed.

    Raises:
        MissingFactsFileError: It is not there.
        ZcdeskError: A line of it cannot be understood.
        ZcdeskError: It is larger than anybody's.
        ZcdeskError: It is one, but some of its entries cannot be understood.
        FactsFileError: It cannot be read or holds something else.
    """
    return read_entries(FactsFile, path, "facts")


def read_entries(
    model: type[_Entries], path: Path, kind: Literal["facts", "decisions"]
) -> _Entries:
    """Read a file that a person filled in, as a model has it.

    Of entries at fault only the keys are named, by their path in the file, never what they hold:
    that may be a name.

    Args:
        model: What may be in the file.
        path: The file.
        kind: What it is, in the codes of the errors.

    Raises:
        ZcdeskError: It is not there, cannot be read, or some or all of it cannot be understood.
    """
    try:
        return model.model_validate(read_told(path))
    except FileNotFoundError as cause:
        raise ZcdeskError("facts.missing", file=path.name) from cause
    except OSError as cause:
        raise ZcdeskError(f"{kind}.unreadable", file=path.name) from cause
    except ValidationError as cause:
        places = dict.fromkeys(_place(error["loc"]) for error in cause.errors(include_input=False))
        if named := [place for place in places if place][:_TOLD]:
            details = {"file": path.name, "entries": "; ".join(named)}
            raise ZcdeskError(f"{kind}.wrong_entries", **details) from cause
        raise ZcdeskError(f"{kind}.unreadable", file=path.name) from cause


def _place(location: tuple[int | str, ...]) -> str:
    marks = ("[", "constrained-")  # of the model's own choices, no entries
    keys = [key for key in location if not str(key).startswith(marks)]
    return ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys)


def read_told(path: Path) -> object:
    """Return what is in a file: mappings, lists, text, whole numbers, truth values, days.

    Raises:
        OSError: It is not there, no regular file, no text, or unreadable.
        ZcdeskError: A line cannot be understood.
        ZcdeskError: It has too many bytes.
        ManyEntriesError: It has too many entries.
    """
    raw = bounded(path, LARGEST)
    if len(raw) > LARGEST:
        raise ZcdeskError("told.too_large", file=path.name, most=LARGEST // 1_000_000)
    if b"\0" in raw:
        raise OSError(errno.EILSEQ, "no text")
    located = locate(_whole_letters(raw), path.name, LARGEST)
    if any(fault.code == TOO_MANY for fault in located.faults):
        raise ZcdeskError("told.too_many", file=path.name, most=MOST_VALUES // _OF_ENTRY)
    if located.faults:
        raise ZcdeskError(
            "told.unreadable_line", file=path.name, line=max(located.faults[0].line, 1)
        )
    return located.data


def _whole_letters(raw: bytes) -> bytes:
    """Return JSON with both halves of a letter written as the one that they are."""
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return raw
    return _HALVES.sub(_whole, raw)


def _whole(match: re.Match[bytes]) -> bytes:
    high, low = int(match[2], 16), int(match[3], 16)
    letter = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return match[1] + b"\\U%08x" % letter
