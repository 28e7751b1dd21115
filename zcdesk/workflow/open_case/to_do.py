"""What of a check is to be done, and what can only be known."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.findings import Severity


def is_to_do(finding: CaseFinding) -> bool:
    """Tell what has a place where something can be done about it, and every error.

    A warning about the notice as a whole (another year, a time that is over) can only be known.
    """
    somewhere = finding.slot or finding.page is not None or finding.section
    return finding.severity is Severity.ERROR or (
        finding.severity is Severity.WARNING and bool(somewhere)
    )


def to_do(evaluation: Evaluation) -> tuple[CaseFinding, ...]:
    """Return what is to do, errors first, in the platform's order; unspoken ones left out."""
    found = [one for one in evaluation.findings if is_to_do(one) and _is_spoken(one)]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.ERROR))


def _is_spoken(finding: CaseFinding) -> bool:
    try:
        return bool(finding.wording().message)
    except KeyError:  # a finding without a sentence stays silent
        return False
