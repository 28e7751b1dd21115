"""The acceptance checks as they are written down: cases, and for each check its steps."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

HERE = Path(__file__).resolve().parent
STATUS, FACTS = "case status {case} --json -", "case facts {case} {file}"
_REPEATED = re.compile(r"(.)\*([0-9]+)", re.DOTALL)


def _unfolded(value: Any) -> Any:
    """Return what a file writes, with ``字*1999`` written out."""
    if isinstance(value, dict):
        return {key: _unfolded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_unfolded(one) for one in value]
    found = _REPEATED.fullmatch(value) if isinstance(value, str) else None
    return found[1] * int(found[2]) if found else value


Written = Annotated[dict[str, Any], BeforeValidator(_unfolded)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MadeCase(_Entry):
    """A case that several checks look at.

    Attributes:
        notice: Id of its notice.
        facts: Answers, as ``zcdesk case new --facts`` takes them; without ``applicant`` the
            applicant of all checks.
        pages: By slot the pages, each as the lines that are printed on it (``drawing.draw``).
        sample: By slot scans of the sample applicant, by file name; the case is then hers, and what
            her decisions say of these pages is done.
        decide: What ``zcdesk case decide`` is given afterwards; empty for nothing.
    """

    notice: str
    facts: Written = {}
    pages: dict[str, tuple[tuple[str, ...], ...]] = {}
    sample: dict[str, tuple[str, ...]] = {}
    decide: Written = {}


class Step(_Entry):
    """One command of a check, and what has to come of it.

    Words are compared without blanks and line ends, since paper breaks lines as it likes.

    Attributes:
        case: The case that ``{case}`` names, a copy for each check. ``{case_of_NAME}`` is another.
        run: What is typed behind ``zcdesk``; without it how the case stands, or, where a file is
            read, nothing. ``{folder}`` is the check's folder, ``{file}`` the
            file that ``told`` is written to, ``{repository}`` the checkout.
        told: Content of ``{file}``, written as JSON, which is YAML too; ``@`` and the name of a
            scan of the case stand for its SHA-256. ``facts`` is the same for ``case facts``.
        files: Files that are written before, by name in the check's folder: text, or the lines of
            a scan as a list (``drawing.draw``).
        copied: The same, from files of the checkout; with ``changed`` words replaced.
        changed: Words of copied files, and what stands in their place.
        alone: Whether the program is started where there is no network at all.
        test: A test instead of a command, for what only the window shows (``file::test``).
        ends: Exit status; None for any.
        says: Words that must be there.
        never: Words that must not be there.
        reads: Files (a pattern below the folder) in which both are looked for, instead of in what
            the command said.
        slots: State of slots, from ``case status --json``.
        there: Patterns of files that must lie there afterwards.
        gone: Patterns of files that must not.
        looks: Names of looks (``looks.py``) that must find nothing.
    """

    case: str = ""
    run: str = ""
    told: Written = {}
    files: dict[str, str | tuple[str, ...]] = {}
    copied: dict[str, str] = {}
    changed: dict[str, str] = {}
    alone: bool = False
    test: str = ""
    ends: int | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    reads: str = ""
    slots: dict[str, str] = {}
    there: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _tell_facts(cls, step: dict[str, Any]) -> dict[str, Any]:
        return {"run": FACTS, "told": step.pop("facts"), **step} if "facts" in step else step

    @property
    def typed(self) -> str:
        """What is typed; "" for nothing."""
        return self.run or ("" if self.reads or self.test else STATUS)


class Check(_Entry):
    """One check of the acceptance list.

    Attributes:
        number: In the list.
        what: What must hold, in one short sentence.
        night: Pages are read or written for it: too long for a day's run.
        step: Its steps, in order.
    """

    number: int = Field(ge=1, le=105)
    what: str
    night: bool = False
    step: tuple[Step, ...] = Field(min_length=1)

    @property
    def commands(self) -> tuple[str, ...]:
        """What is typed, each command once; a case by its name, without the folders."""
        typed = [_shown(one) for one in self.step if one.typed]
        return tuple(dict.fromkeys(typed))

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests of the window that belong to it."""
        return tuple(one.test for one in self.step if one.test)


def _shown(step: Step) -> str:
    shown = step.typed.replace("{case}", f"{step.case}.zcase").replace("{file}", "told.json")
    shown = re.sub(r"{case_of_(\w+)}", r"\1.zcase", shown)
    return f"zcdesk {shown}".replace("{folder}/", "").replace("{repository}/", "")


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks in the order of their numbers."""
    found = [
        Check(number=int(number), **one)
        for path in sorted((HERE / "checks").glob("*.toml"))
        for number, one in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]
    return tuple(sorted(found, key=lambda one: one.number))


@cache
def made_cases() -> dict[str, MadeCase]:
    """Return the cases by name."""
    written = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    return {
        name: MadeCase(notice=notice, **one)
        for notice, cases in written.items()
        for name, one in cases.items()
    }
