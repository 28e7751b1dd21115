"""Files and folders verified one after the other, as a worker of the program verifies each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.applicant import Applicant, Target
from zcdesk.verification.folder import Candidate, candidates, together, verify_candidate
from zcdesk.verification.picture import Verified


@dataclass(frozen=True)
class FileVerified:
    """What was found of one file."""

    candidate: Candidate
    verified: Verified


def verified_files(
    paths: Sequence[Path], applicant: Applicant, targets: frozenset[Target]
) -> Iterator[FileVerified]:
    """Yield the result of each file, in the order of the folder."""
    for candidate in candidates(paths):
        begun = verify_candidate(candidate, applicant, targets)
        parts = [begun.verified]
        while begun.rest:
            begun = verify_candidate(candidate, applicant, targets, begun.rest)
            parts.append(begun.verified)
        yield FileVerified(candidate, together(parts))
