"""Why a case file cannot be opened, changed or trusted; each reason has a sentence."""

from __future__ import annotations

from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail


class CaseFileError(ZcdeskError):
    """Something is wrong with a case file; the subclass or the code tells what.

    ``case.busy``: another program is writing to it and does not finish. ``case.changed_elsewhere``:
    somebody else wrote to it since it was read; this change was not stored. ``case.moved_away``:
    the file was moved or replaced while it was open; this change was not stored.
    """

    code = "case.damaged"


class MissingCaseError(CaseFileError):
    """There is no such file."""

    code = "case.not_there"


class NotACaseError(CaseFileError):
    """The file is something else."""

    code = "case.not_a_case"


class ForeignCaseError(CaseFileError):
    """The file holds something that this program never wrote."""

    code = "case.foreign"


class StrangeFileBesideError(CaseFileError):
    """Beside the case is something that has the name of one of its files and is none."""

    code = "case.strange_beside"


class DamagedCaseError(CaseFileError):
    """The file no longer holds what was written into it."""

    code = "case.damaged"


class HalfWrittenCaseError(CaseFileError):
    """The case holds rows of two states: a write was interrupted and its journal is not there.

    ``case.journal_foreign``: what is beside it is the journal of another write.
    """

    code = "case.half_written"


class PasswordNeededError(CaseFileError):
    """The case is encrypted and no password was given."""

    code = "case.password_needed"


class WrongPasswordError(CaseFileError):
    """The password is not that of the case, or the case is damaged at its very beginning."""

    code = "case.wrong_password"


class ReadOnlyCaseError(CaseFileError):
    """Nothing in the case can be changed; its sentence is that of the reason, where there is one.

    Args:
        details: ``reason`` is the code of the reason, ``case`` the name of the case and ``file``
            that of its lock.
    """

    code = "case.opened_to_read"

    def __init__(self, **details: Detail) -> None:
        if reason := details.get("reason"):
            elsewhere = reason == "case.opened_elsewhere" and "host" in details
            self.code = f"{reason}_since" if elsewhere else str(reason)
        super().__init__(**details)


class DamagedOriginalError(CaseFileError):
    """An imported file inside the case no longer has the content that was imported."""

    code = "case.original_damaged"


class OutsideOriginalError(CaseFileError):
    """A page names a file outside the case; such a file is never opened."""

    code = "case.original_outside"
