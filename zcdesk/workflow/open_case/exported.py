"""Whether what was written out last is the case as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.records import DeliveryKind
from zcdesk.workflow.open_case.overview import Overview

QUIET = frozenset(
    {
        ActCode.SUBMIT,
        ActCode.STATION,
        ActCode.ROUND,
        ActCode.REMOVE_ROUND,
        ActCode.TODO,
        ActCode.TICK,
    }
)
"""Acts that change nothing of what a package holds."""


def content(case: Case) -> Case:
    """Return a case without what is noted of the time from the export on."""
    return replace(case, deliveries=(), rounds=(), stations=(), ticks=())


def exported_last(acts: Iterable[str]) -> bool:
    """Tell whether nothing that a package holds was changed since the last export.

    Args:
        acts: Codes of the acts that hold, oldest first.
    """
    telling = [act for act in acts if act not in QUIET]
    return bool(telling) and telling[-1] == ActCode.DELIVER


def holds_all(overview: Overview) -> bool:
    """Tell whether the last package for the platform holds every page, all of them confirmed.

    A package of changes holds what changed; that it was complete, its export saw to.
    """
    sent = [
        delivery for delivery in overview.case.deliveries if delivery.kind is not DeliveryKind.PAPER
    ]
    if not sent or not overview.confirmed or overview.unconfirmed:
        return False
    held = {file.page for file in sent[-1].files}
    whole = sent[-1].kind is DeliveryKind.CHANGES
    return whole or held >= {standing.page.number for standing in overview.confirmed}
