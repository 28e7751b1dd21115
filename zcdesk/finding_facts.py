"""All that is known of a finding, by its code: one table in ``resources/findings`` each.

What a finding is about, how much it weighs, where it is mended, what an applicant can do about it,
whether it may stay as it is, and its sentences: every list, button, letter and report asks here.

A *finding* is about a scan, a page, a finished picture or a case, and several floors act on it. A
refused scan is such a finding too. Whatever else the program says (errors that end the work at
hand, faults of rosters, notes on forms, words of tables) is a sentence only: ``resources/wording``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from zcdesk.findings import Detail, Finding, Severity
from zcdesk.resources import resource, table_texts


class About(StrEnum):
    """What a finding is about."""

    PERSON = "person"
    WRITTEN = "written"
    ANSWERS = "answers"
    PAGES = "pages"
    TIME = "time"
    NOTICE = "notice"
    CASE = "case"
    SLOT = "slot"
    # of one page or scan:
    SCAN = "scan"
    PAGE = "page"
    WHOSE = "whose"
    OUTLINE = "outline"
    TURN = "turn"
    LOOK = "look"
    SHARPNESS = "sharpness"
    # of one place on a page, of one finished picture:
    HIT = "hit"
    PICTURE = "picture"


HEADINGS = (
    About.PERSON, About.WRITTEN, About.ANSWERS, About.PAGES, About.TIME, About.NOTICE, About.CASE,
)  # fmt: skip
"""What findings on no section are about, in the order of the checklist (``export.where.…``)."""

_OF_ONE_PAGE = frozenset({
    About.SCAN, About.PAGE, About.WHOSE, About.OUTLINE, About.TURN, About.LOOK, About.SHARPNESS,
})  # fmt: skip


class FindingKind(StrEnum):
    """What is to be done; ``REMIND`` holds nobody up, ``LOOK`` is the clerk's.

    ``MEND`` is what a return asks for, in words of the case alone: no table has it.
    """

    MEND = "mend"
    SEND = "send"
    TELL = "tell"
    SCAN_AGAIN = "scan_again"
    REWRITE = "rewrite"
    LOOK = "look"
    REMIND = "remind"


_Told = tuple[str, ...]
"""At most two: the sentence, and what to do."""


@dataclass(frozen=True)
class Sentences:
    """What a finding says in one language.

    Attributes:
        message: What happened.
        remedy: What to do now, or "".
        command_remedy: The same where commands are typed, if that is something else.
        letter: What the office writes to the applicant, and what she is to do.
        clerk: What the clerk is told in place of message and remedy.
    """

    message: str
    remedy: str = ""
    command_remedy: str = ""
    letter: _Told = ()
    clerk: _Told = ()


@dataclass(frozen=True)
class Facts:
    """What is known of one code; each attribute is a key of its table.

    Attributes:
        severity: How much it weighs; a few are weighed again where they are found (a word that can
            perhaps be read, returns that are left).
        about: What it is about: its heading in the checklist, or what of a page must change.
        zh: Its sentences in Chinese.
        en: Its sentences in English.
        mend_at: The page of an open case where it is mended, unless it names a page, slot or text;
            ``review``, ``questions`` (the interview) and ``words`` (the notice's) hold for a slot.
        to_do: What the applicant (or whoever fills its slot) can do; what she cannot is the clerk's
            to look at.
        may_stand: A person who holds the paper may say that it is right as it is.
        only_known: It is about the notice, its times or this computer: nothing in the case mends
            it. Every other warning, and every error, is to do before the material leaves.
        asked_elsewhere: Something else asks for the same, question by question or page by page.
        asked_once: One thing to do, however many slots or texts it is about.
        names_file: A letter puts it beside the name of her file, like all that is about one page.
        shown: Where it is shown though it is only good to know.
        side_by_side: Kind of doubts that can be judged by their cut-outs alone, beside each other.
        manual: Anchor of the passage of the manual that explains it, or "".
    """

    severity: Severity
    about: About
    zh: Sentences
    en: Sentences
    mend_at: Literal["", "identity", "organisations", "interview", "unsorted", "notice",
                     "review", "questions", "words"] = ""  # fmt: skip
    to_do: FindingKind = FindingKind.LOOK
    may_stand: bool = False
    only_known: bool = False
    asked_elsewhere: bool = False
    asked_once: bool = False
    names_file: bool = False
    shown: Literal["", "slot", "checklist"] = ""
    side_by_side: Literal["", "seal", "text", "signature", "portrait", "code", "id-number"] = ""
    manual: str = ""

    @property
    def of_one_page(self) -> bool:
        """It is about one page, or the scan that it comes from."""
        return self.about in _OF_ONE_PAGE

    @property
    def is_hers(self) -> bool:
        """The applicant, or whoever fills its slot, can do something about it."""
        return self.to_do is not FindingKind.LOOK

    def __post_init__(self) -> None:
        """Refuse facts that cannot hold together."""
        letters = bool(self.zh.letter), bool(self.en.letter)
        if len(set(letters)) > 1 or bool(self.zh.clerk) != bool(self.en.clerk):
            raise ValueError("letter and clerk are written in both languages, or in none")
        if self.may_stand and (self.only_known or self.severity is not Severity.WARNING):
            raise ValueError("only a warning about the case may stand")


UNKNOWN = Facts(
    severity=Severity.ERROR,
    about=About.CASE,
    zh=Sentences(message=""),
    en=Sentences(message=""),
)
"""What holds for a code without a table: an error's, or one of a case file of another version."""


def read_facts(folder: Path) -> dict[str, Facts]:
    """Read the tables of a folder.

    Raises:
        ValueError: A table lacks a fact, has one that is not known, or its code has another table.
    """
    by_code: dict[str, Facts] = {}
    for path in sorted(folder.glob("*.toml")):
        for code, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in by_code:
                raise ValueError(f"finding {code} has a second table in {path.name}")
            try:
                by_code[code] = _made(Facts, table)
            except ValueError as fault:
                raise ValueError(f"finding {code} in {path.name}: {fault}") from fault
    return by_code


def _made(kind: Any, table: Mapping[str, Any], above: str = "") -> Any:
    """Return a dataclass whose fields are the keys of a table of ours.

    pydantic would do it too; its models take a third of the time of ``zcdesk --help`` to build.
    """
    hints, known = _shape(kind)
    unknown = table.keys() - known.keys()
    missing = {name for name, default in known.items() if default is MISSING} - table.keys()
    for names, fault in ((unknown, "is no fact"), (missing, "is missing")):
        if names:
            raise ValueError(f"{above}{min(names)} {fault}")
    return kind(**{name: _value(hints[name], table[name], f"{above}{name}") for name in table})


@cache
def _shape(kind: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return types and defaults of a dataclass's fields, by name."""
    return get_type_hints(kind), {field.name: field.default for field in fields(kind)}


def _value(kind: Any, given: Any, name: str) -> Any:
    """Return a value of a table as its field wants it."""
    if kind is Sentences and isinstance(given, dict):
        return _made(Sentences, given, f"{name}.")
    if kind == _Told:
        if len(given) <= 2 and all(isinstance(each, str) for each in given):
            return tuple(given)
    elif get_args(kind):
        if given in get_args(kind):
            return given
    elif issubclass(kind, StrEnum):
        if given in list(kind):
            return kind(given)
    elif isinstance(given, kind):
        return given
    raise ValueError(f"{name} is {given!r}")


@cache
def all_facts() -> Mapping[str, Facts]:
    """Return what is known of every code."""
    return read_facts(resource("findings"))


@cache
def known_facts(code: str) -> Facts:
    """Return what is known of a code, reading no table but its own.

    Raises:
        KeyError: The code has no table.
    """
    return _made(Facts, tomllib.loads(table_texts("findings")[code]))  # type: ignore[no-any-return]


def facts_of(code: str) -> Facts:
    """Return what is known of a code; ``UNKNOWN`` for one that has no table."""
    return known_facts(code) if code in table_texts("findings") else UNKNOWN


def finding_of(code: str, **details: Detail) -> Finding:
    """Return a finding with the weight that its table gives.

    Raises:
        KeyError: The code has no table.
    """
    return Finding(known_facts(code).severity, code, details)


@cache
def codes_about(*about: About) -> frozenset[str]:
    """Return the codes of all findings about one of these."""
    return frozenset(code for code, facts in all_facts().items() if facts.about in about)
