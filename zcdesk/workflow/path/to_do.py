"""What is to do in a case as the final check lists it: what somebody can read."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation


def to_do(evaluation: Evaluation) -> tuple[CaseFinding, ...]:
    """Return what the applicant has to do, errors first, in the platform's order; unspoken ones
    left out, and what somebody else has to issue."""
    return _spoken(evaluation, others=False)


def awaited(evaluation: Evaluation) -> tuple[CaseFinding, ...]:
    """Return what somebody else has to issue before it can be put in."""
    return _spoken(evaluation, others=True)


def _spoken(evaluation: Evaluation, *, others: bool) -> tuple[CaseFinding, ...]:
    theirs = {slot.id for slot in evaluation.slots() if slot.awaited}
    return tuple(
        finding
        for finding in evaluation.to_do
        if (finding.slot in theirs) is others and _is_spoken(finding)
    )


def _is_spoken(finding: CaseFinding) -> bool:
    try:
        return bool(finding.wording().message)
    except KeyError:  # a finding without a sentence stays silent
        return False
