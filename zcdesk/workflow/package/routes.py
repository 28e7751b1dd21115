"""By which route pages leave: covered here, or to be covered inside the platform."""

from __future__ import annotations

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.records import Route
from zcdesk.export.plan.manifest import Content


def content_of(case: Case, route: Route = Route.NOT_ASKED) -> Content:
    """Return what a package holds by the route that the person chose: covered unless told (A-03).

    Args:
        case: The case; its own route counts where ``route`` is not asked.
        route: What was chosen for this package.
    """
    chosen = case.route if route is Route.NOT_ASKED else route
    inside = chosen is Route.INSIDE_PLATFORM and bool(case.targets)
    return Content.FOR_COVERING_INSIDE if inside else Content.COVERED


def leaves_so(case: Case, page: CasePage, content: Content) -> bool:
    """Tell whether a page's slot leaves by the route of this package, as far as one was chosen."""
    chosen = dict(case.slot_routes).get(page.slot, Route.NOT_ASKED)
    if chosen in (Route.NOT_ASKED, Route.UNKNOWN):
        return True
    inside = content is Content.FOR_COVERING_INSIDE
    return (chosen is Route.INSIDE_PLATFORM) == inside
