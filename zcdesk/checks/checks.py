"""What is looked at in a case, check by check; order is data, and each row says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zcdesk.checks.dates.deadlines import deadline_findings
from zcdesk.checks.dates.returns import return_findings
from zcdesk.checks.dates.terms import term_findings
from zcdesk.checks.forms.contradictions import form_findings
from zcdesk.checks.notice_in_force import file_rules_differ, inferred, profile_changes
from zcdesk.checks.notice_says import annexes, defence, eligibility, ladders
from zcdesk.checks.situation import Situation
from zcdesk.checks.slots.alike_pages import alike_findings
from zcdesk.checks.slots.expected_names import nothing_found
from zcdesk.checks.slots.pages import unsorted_finding
from zcdesk.checks.slots.stated_facts import stated_findings
from zcdesk.checks.states import CaseFinding
from zcdesk.checks.words_found import case_words_found
from zcdesk.checks.written.answers_given import assumed_answers, open_questions, unknown_answers
from zcdesk.checks.written.dates_held import dates_held
from zcdesk.checks.written.facts import written_fact_findings
from zcdesk.checks.written.seniority import seniority_findings
from zcdesk.checks.written.spellings import spelling_findings


@dataclass(frozen=True)
class Check:
    """One check of a case.

    Attributes:
        name: What it is called in the documents.
        call: Takes the case beside its notice and gives what is to tell.
        why: What it is for, and why it stands there: findings keep this order wherever they are
            listed, but for errors, which come first.
    """

    name: str
    call: Callable[[Situation], Iterable[CaseFinding]]
    why: str


def _slots_and_texts(now: Situation) -> Iterable[CaseFinding]:
    return (finding for _, found in now.sections for finding in found)


def _words_nowhere(now: Situation) -> Iterable[CaseFinding]:
    nowhere = nothing_found(now.case)
    return map(CaseFinding, [nowhere] if nowhere else case_words_found(now.case))


CHECKS = (
    Check(
        "answers that there are not",
        unknown_answers,
        "first what she is asked: an answer that a question does not offer counts as none",
    ),
    Check(
        "answers taken as given",
        assumed_answers,
        "where our default counts, or she put something else in its place (A-59)",
    ),
    Check("open questions", open_questions, "while they are open nobody knows what is needed"),
    Check(
        "slots and texts",
        _slots_and_texts,
        "section by section in the platform's order: what lies in a slot, what a text says",
    ),
    Check(
        "pages without a slot",
        lambda now: unsorted_finding(now.case, now.notice),
        "what belongs to no slot is in no section above",
    ),
    Check(
        "deadlines",
        lambda now: deadline_findings(now.notice, now.running, now.now),
        "what is over, or not told, for the notice, its windows and the running round of mending",
    ),
    Check(
        "taken over from another notice",
        inferred,
        "days and rules that nobody confirmed for this year; slots tell it themselves",
    ),
    Check("files", file_rules_differ, "rules on the same files that cannot both be followed"),
    Check(
        "terms in working days",
        lambda now: term_findings(now.notice, now.facts),
        "whether a posting (公示) was long enough",
    ),
    Check(
        "years of service",
        lambda now: seniority_findings(now.notice, now.case),
        "how many are full on the day to which the notice counts; nothing is judged",
    ),
    Check("annexes", annexes, "texts that are not at hand would tell what some places need"),
    Check("who may apply", eligibility, "the notice's own words, never a verdict"),
    Check("ways to apply", ladders, "rows of the notice's tables that fit her answers"),
    Check("defence", defence, "whether a defence (答辩) is asked for"),
    Check(
        "returns",
        lambda now: return_findings(now.notice, now.case),
        "how often it may still come back, by the notice's own way of counting",
    ),
    Check(
        "facts held against each other",
        lambda now: written_fact_findings(now.notice, now.case, now.now.date()),
        "ID number, days in order, one fact told in two places, employers of the work history",
    ),
    Check(
        "dates held against the notice",
        lambda now: dates_held(now.notice, now.case, now.facts),
        "what cannot both be so: a posting that outlasts the application, a form of another year",
    ),
    Check(
        "forms against the case",
        lambda now: form_findings(now.notice, now.case),
        "an answer for an official form that contradicts what the case tells",
    ),
    Check(
        "papers against what was written",
        lambda now: stated_findings(now.notice, now.case, now.facts, now.now.date()),
        "days, hours, payers of social insurance: it asks, and never accuses",
    ),
    Check(
        "changes of the notice",
        profile_changes,
        "the profile in force and the one that the case was made with",
    ),
    Check(
        "pages alike",
        lambda now: alike_findings(now.case),
        "a question about each page that looks like an earlier one",
    ),
    Check(
        "spellings in Arabic script",
        lambda now: spelling_findings(now.case),
        "names and employers that pages show and nobody told",
    ),
    Check(
        "words found nowhere",
        _words_nowhere,
        "last: whether case and person belong together; of single words only where they do",
    ),
)
"""Every finding on a case as a whole comes from one of these."""
