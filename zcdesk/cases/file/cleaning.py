"""Words of an older case that were stored as somebody typed them, with remarks and all."""

from __future__ import annotations

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.names.typed_words import take_words


def clean_stored_words(stored: CaseFile) -> bool:
    """Let an older case look for her words without what was typed beside them.

    What found nothing as it was typed is searched anew; the act can be undone like any other.

    Returns:
        Whether a word was stored that is no longer looked for as it was typed, or is none.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    taken = take_words(stored.case.applicant)
    gone = [word for word in taken.words if not word.taken.keeps(word.typed)]
    if gone and not stored.read_only:
        stored.save(rename_applicant(stored.case, taken.applicant), ActCode.APPLICANT)
    return bool(taken.refused or any(word.taken.cut for word in gone))
