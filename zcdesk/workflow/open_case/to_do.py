"""What is to do in a case as the final check lists it: what somebody can read."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation


def to_do(evaluation: Evaluation) -> tuple[CaseFinding, ...]:
    """Return what is to do, errors first, in the platform's order; unspoken ones left out."""
    return tuple(finding for finding in evaluation.to_do if _is_spoken(finding))


def _is_spoken(finding: CaseFinding) -> bool:
    try:
        return bool(finding.wording().message)
    except KeyError:  # a finding without a sentence stays silent
        return False
