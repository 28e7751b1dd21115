"""What can be wrong with a profile, told with file, line and field."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail, Finding, Severity


@dataclass(frozen=True)
class ProfileFault:
    """One fault of a profile.

    Attributes:
        file: Name of the profile's file.
        line: Line in that file, from 1; 0 when the whole file is meant.
        field: Dotted path of the field, for example ``sections.2.slots.0.who``; "" for the file.
        code: Name of its sentence in ``resources/wording``.
        found: What stands there, shortened.
        suggestion: What was probably meant, or "".
        reason: What may stand there instead, or "".
        closer: Code of a sentence that tells the fault more closely, or "".
    """

    file: str
    line: int
    field: str
    code: str
    found: str = ""
    suggestion: str = ""
    reason: str = ""
    closer: str = ""

    def finding(self) -> Finding:
        """The fault as a finding."""
        details: dict[str, Detail] = {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "found": self.found,
            "suggestion": self.suggestion,
            "reason": self.reason,
        }
        code = f"{self.code}_like" if self.suggestion else self.closer or self.code
        return Finding(Severity.ERROR, code, details)


class ProfileError(ZcdeskError):
    """A profile cannot be used; ``faults`` holds everything that is wrong with it, by line."""

    code = "notice.broken"

    def __init__(self, file: str, faults: tuple[ProfileFault, ...]) -> None:
        super().__init__(file=file, count=len(faults))
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.field)))

    def findings(self) -> tuple[Finding, ...]:
        """All faults, by line."""
        return tuple(fault.finding() for fault in self.faults)

    def __reduce__(self) -> tuple[object, ...]:
        return ProfileError, (str(self.details["file"]), self.faults)


class UnknownNoticeError(ZcdeskError):
    """There is no profile of that name."""

    code = "notice.unknown"
