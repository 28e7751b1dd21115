"""Errors that end the work at hand; each has a code whose sentence a person can act on."""

from __future__ import annotations

from typing import Self

from zcdesk.findings import Detail, Finding, Severity


class ZcdeskError(Exception):
    """The root of all expected errors.

    ``code`` names the sentence in ``resources/wording``; ``details`` fill its blanks. A class of
    its own is for what somebody catches: ``ScanError("scan.empty", file=name)``.
    """

    code = "program.unexpected"

    def __init__(self, code: str = "", /, **details: Detail) -> None:
        self.code = code or self.code
        super().__init__(self.code)
        self.details = details

    def finding(self) -> Finding:
        """The error as a finding, for reports on one file among many."""
        return Finding(Severity.ERROR, self.code, self.details)

    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong, where one error holds several faults of a file."""
        return (self.finding(),)

    def without_trace(self) -> Self:
        """Return the same error, to be kept: what was raised holds on to all that was being read.

        Four hundred files of five megabytes in one archive would fill a worker's memory.
        """
        return type(self)(self.code, **self.details)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.details)


def _rebuild(kind: type[ZcdeskError], code: str, details: dict[str, Detail]) -> ZcdeskError:
    return kind(code, **details)


class WorkerLostError(ZcdeskError):
    """The process that worked on a file ended."""

    code = "page.worker_lost"


class SlowPageError(WorkerLostError):
    """It took longer than any page should; the computer may have been busy."""

    code = "page.too_slow"


class UnforeseenError(ZcdeskError):
    """The program failed at one file in a way that nobody foresaw."""

    code = "page.unforeseen"


class ScanError(ZcdeskError):
    """One scan file cannot be used; the others go on."""

    code = "scan.unreadable"


class MissingScanError(ScanError):
    """There is no such file."""

    code = "scan.missing"


class TruncatedScanError(ScanError):
    """The file ends before its picture does."""

    code = "scan.truncated"


class UnsupportedScanError(ScanError):
    """The content is of a kind that zcdesk does not take."""

    code = "scan.unsupported"


class TooLargeScanError(ScanError):
    """The file or its picture is larger than the program takes."""

    code = "scan.too_large"


class OutputError(ZcdeskError):
    """A result could not be written; nothing half-written is left.

    ``output.disk_full``: the disk has no room for it. ``output.too_long``: the name, or the whole
    path with its folders, is longer than the system takes.
    """

    code = "output.not_written"
