"""Words that a person taught on one page, searched for on all the others at once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case, CasePage, asks_whose
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.masking.learning import Keyword, further_hits, learned_keywords, learned_words
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.reading.arabic.words import told_in_arabic
from zcdesk.sorting.told import AboutWhom
from zcdesk.workflow.case.examining import SessionReadings


def only_gained(before: Applicant, after: Applicant) -> bool:
    """Tell whether all that was looked for still is: then nothing that was found falls away."""
    known = {folded(word.text) for word in words(after)}
    return all(folded(word.text) in known for word in words(before))


def search_again(
    case: Case, applicant: Applicant, readings: SessionReadings
) -> Generator[CasePage, None, None]:
    """Yield each page of a case after the words that its applicant gained were searched for.

    Pages whose reading is known keep their hits, decisions and numbers; what the new words find
    comes behind. Pages without a reading wait to be read again, and so do all where a word was
    gained in Arabic script, whose lines are read from pixels. Where :func:`only_gained` says no,
    examine the pages anew instead.

    Args:
        case: The case as it stands.
        applicant: The applicant with the further forms; the caller puts her into the case.
        readings: Known readings.

    Raises:
        ValueError: Name or employer hold fewer than two letters.
    """
    learned = learned_keywords(case.applicant, applicant)
    anew = bool(told_in_arabic(learned_words(case.applicant, applicant)))
    for page in case.pages:
        if anew and not page.refused:
            yield replace(page, examined=False)
        else:
            yield _searched(page, learned, replace(case, applicant=applicant), readings)


def _searched(
    page: CasePage, learned: Sequence[Keyword], case: Case, readings: SessionReadings
) -> CasePage:
    if page.page is None or not page.examined:
        return page
    reading = readings.of(page.page)
    if reading is None:
        return replace(page, examined=False)
    further = further_hits(reading, page.hits, learned, case.targets_on(page))
    if not further:
        return page
    hits = (*page.hits, *further)
    known = {folded(word.text) for word in words(case.applicant)}
    contents = page.told
    if any(folded(name) in known for name in contents.names):
        contents = replace(
            contents, about=AboutWhom.OWN
        )  # the name that it is made out to has become hers
    missing = no_name_on_page(contents, hits, case.targets_on(page), page.kind)
    findings = tuple(finding for finding in page.findings if missing or not asks_whose(finding))
    return replace(page, hits=hits, findings=findings, told=contents)
