"""What a case says of whose a page is: by the place that it is in, by employers that are not hers.

Both change when a person moves a page or says something of an organisation, long after the page was
read. So they are asked anew of every state of a case, out of what each page told of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.cases.acts.named_on_page import is_named
from zcdesk.cases.acts.unnamed_places import titles, unnamed_in_place
from zcdesk.cases.case import NO_NAME_IN_PLACE, OTHER_EMPLOYER, Case, CasePage, asks_whose
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Verdict
from zcdesk.names.organisation_names import differ_in_one
from zcdesk.names.spellings import folded

ORGANISATION, NOT_HERS = "organisation.", "other"
"""How a case keeps what a person said of an organisation, and the answer that it is not hers."""

_ASKED_HERE = frozenset({NO_NAME_IN_PLACE, OTHER_EMPLOYER})


def with_whose_asked(case: Case) -> Case:
    """Return the case with a question on each page that seems to be somebody else's by its place or
    its employer, and no more on the others."""
    asked = {page.number: finding for page, finding in _asked(case)}
    pages = tuple(_with(page, asked.get(page.number)) for page in case.pages)
    return case if pages == case.pages else replace(case, pages=pages)


def _with(page: CasePage, finding: Finding | None) -> CasePage:
    if page.told.about is None:
        return page  # nobody looked: what is asked about it stays
    others = tuple(finding for finding in page.findings if finding.code not in _ASKED_HERE)
    findings = (*others, finding) if finding is not None else others
    return page if findings == page.findings else replace(page, findings=findings)


def _asked(case: Case) -> Iterator[tuple[CasePage, Finding]]:
    not_hers = {
        name.removeprefix(ORGANISATION)
        for name, answer in case.facts
        if name.startswith(ORGANISATION) and answer == NOT_HERS
    }
    unnamed = {page.number for page in unnamed_in_place(case)}
    for page in case.pages:
        if page.page is None or page.told.about is None or is_named(page.told, page.hits):
            continue
        if any(
            asks_whose(finding) and finding.code not in _ASKED_HERE for finding in page.findings
        ):
            continue
        if not_hers and _is_of(page, not_hers) and not _shows_employer(case, page):
            yield page, finding_of(OTHER_EMPLOYER)
        elif page.number in unnamed:
            yield page, finding_of(NO_NAME_IN_PLACE, document=titles()[page.slot])


def _is_of(page: CasePage, employers: set[str]) -> bool:
    """Tell whether a page names one of some employers, folded."""
    return any(
        name in shown or differ_in_one(name, shown)
        for shown in map(folded, page.told.organisations)
        for name in employers
    )


def _shows_employer(case: Case, page: CasePage) -> bool:
    applicant = case.applicant
    own = (applicant.employer, *applicant.employer_aliases, *applicant.former_employers)
    shown = any(
        hit.mask.target is Target.EMPLOYER and hit.mask.matched and hit.verdict is not Verdict.LEAVE
        for hit in page.hits
    )
    return shown or _is_of(page, {folded(name) for name in own if name})
