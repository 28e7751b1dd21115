"""What is known of an applicant, as a file: her words and her answers to the notice's questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from zcdesk.applicant import Applicant
from zcdesk.errors import ZcdeskError

NOT_APPLICABLE = "waived."
"""Before a slot's id: the reason why the slot does not apply."""


class FactsFileError(ZcdeskError):
    """The file is not one of facts."""

    code = "facts.unreadable"


def _as_text(value: object) -> object:
    """Return what YAML took for a truth, a number or a day as the text that was typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, date)):
        return str(value)
    if isinstance(value, list):
        return ",".join(str(_as_text(one)) for one in value)
    return "" if value is None else value


Text = Annotated[str, BeforeValidator(_as_text)]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text = ""
    employer: Text = ""
    aliases: tuple[Text, ...] = ()
    employer_aliases: tuple[Text, ...] = ()
    former_employers: tuple[Text, ...] = ()
    id_number: Text = ""


class FactsFile(BaseModel):
    """``applicant`` holds her words; every other key is an answer, by id of the question.

    ``waived.<slot>`` is the reason why a slot does not apply.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text]

    applicant: _Told = _Told()
    facts: dict[str, Text] = {}

    def words(self) -> Applicant:
        """Return the applicant as told; what is not known is empty."""
        told = self.applicant
        return Applicant(
            told.name.strip(),
            told.employer.strip(),
            _stripped(told.aliases),
            _stripped(told.employer_aliases),
            _stripped(told.former_employers),
            told.id_number.strip(),
        )

    def answers(self) -> tuple[tuple[str, str], ...]:
        """Return the answers, sorted by question; empty ones count as not given."""
        return tuple(sorted((key, text) for key, text in self.given_answers().items() if text))

    def words_over(self, before: Applicant) -> Applicant:
        """Return ``before`` with what this file tells; what it does not name stays."""
        after = self.words()
        told = self.applicant.model_fields_set
        return replace(before, **{name: getattr(after, name) for name in told})

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

    def not_applicable(self) -> tuple[tuple[str, str], ...]:
        """Return the slots that do not apply, sorted, each with the reason."""
        told = self.given_not_applicable()
        return tuple(sorted((slot, reason) for slot, reason in told.items() if reason))


def _stripped(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())


def read_facts(path: Path) -> FactsFile:
    """Read a file of facts, YAML or JSON; ``{}`` and an empty file are allowed.

    Raises:
        FactsFileError: It cannot be read or holds something else.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return FactsFile.model_validate({} if content is None else content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, RecursionError) as cause:
        raise FactsFileError(file=path.name) from cause
