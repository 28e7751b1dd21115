"""What the program has to tell about a file, a page or a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeVar

Detail = str | int | float


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing to tell; ``finding_facts`` knows the rest by ``code``.

    ``details`` fill the blanks of the sentence. They never hold the applicant's words.
    """

    severity: Severity
    code: str
    details: Mapping[str, Detail] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def __reduce__(self) -> tuple[type[Finding], tuple[Severity, str, dict[str, Detail]]]:
        return Finding, (self.severity, self.code, dict(self.details))

    def __hash__(self) -> int:
        return hash((self.severity, self.code, tuple(sorted(self.details.items()))))


class HasSeverity(Protocol):
    """What weighs as a finding does."""

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        ...


Weighed = TypeVar("Weighed", bound=HasSeverity)


def amiss(findings: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Return the findings that ask for something; the others are good to know."""
    return tuple(finding for finding in findings if finding.severity is not Severity.INFO)


def error(code: str, **details: Detail) -> Finding:
    """A finding that keeps a file or page from being used."""
    return Finding(Severity.ERROR, code, details)


def warning(code: str, **details: Detail) -> Finding:
    """A finding that a person should look at."""
    return Finding(Severity.WARNING, code, details)


def info(code: str, **details: Detail) -> Finding:
    """A finding that is good to know."""
    return Finding(Severity.INFO, code, details)
