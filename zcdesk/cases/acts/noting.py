"""What a person notes about a case beside its pages; each act gives the case that follows."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.cases.case import Case, Facts, Pairs
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.notices.making.comparing import ProfileCopy


def answer_questions(case: Case, answers: Facts) -> Case:
    """Take answers to the notice's questions; an empty one takes an answer back."""
    return replace(case, facts=_merged(case.facts, answers))


def write_text(case: Case, field: str, text: str | None) -> Case:
    """Take the text of a form field or a summary as typed; None takes it back.

    An empty one stays: whoever empties a field leaves it blank, which is another thing than a
    field that nobody has filled in here.
    """
    texts = {text_field: written for text_field, written in case.texts if text_field != field}
    if text is not None:
        texts[field] = text
    return replace(case, texts=tuple(sorted(texts.items())))


def waive(case: Case, waiver: Waiver) -> Case:
    """Let a finding stand; a second waiver of the same finding takes the place of the first.

    Raises:
        ValueError: There is no reason.
    """
    if not waiver.reason.strip():
        raise ValueError("a waiver needs a reason")
    others = tuple(
        standing_waiver
        for standing_waiver in case.waivers
        if standing_waiver.finding != waiver.finding
    )
    return replace(case, waivers=(*others, waiver))


def no_longer_waive(case: Case, code: str, rule: str, slot: str, page: int | None) -> Case:
    """Take back that a finding may stand."""
    finding = (code, rule, slot, page)
    return replace(
        case, waivers=tuple(waiver for waiver in case.waivers if waiver.finding != finding)
    )


def mark_not_applicable(case: Case, slot: str, reason: str) -> Case:
    """Note that a slot does not apply, and why; an empty reason takes the note back."""
    return replace(case, not_applicable=_merged(case.not_applicable, {slot: reason.strip()}))


def choose_route(case: Case, route: Route, slot: str = "") -> Case:
    """Choose how pictures leave, for the whole case or for one slot.

    ``Route.NOT_ASKED`` takes the choice back; a slot then follows the case.
    """
    if not slot:
        return replace(case, route=route)
    others = {place: route for place, route in case.slot_routes if place != slot}
    if route is not Route.NOT_ASKED:
        others[slot] = route
    return replace(case, slot_routes=tuple(sorted(others.items())))


def limit_files(case: Case, limit: FileLimit) -> Case:
    """Enter what the platform takes in a slot; an empty limit removes it."""
    others = [file_limit for file_limit in case.limits if file_limit.slot != limit.slot]
    if limit != FileLimit(limit.slot):
        others.append(limit)
    return replace(case, limits=tuple(sorted(others, key=lambda other: other.slot)))


def keep_profile(case: Case, copy: ProfileCopy) -> Case:
    """Keep the notice's profile in the case, so that it opens where the notice is not installed."""
    return replace(case, profile=copy)


_PLEDGED = "pledged."


def pledge(case: Case, *, given: bool) -> Case:
    """Note that the person says that her material is true, or no longer; she is asked once."""
    return answer_questions(case, {_PLEDGED: "yes" if given else ""})


def has_pledged(case: Case) -> bool:
    """Tell whether the person said that her material is true."""
    return bool(case.answers.get(_PLEDGED))


def _merged(old: Pairs, new: Facts) -> Pairs:
    """Return pairs sorted by their first; those with an empty second are left out."""
    merged = {**dict(old), **new}
    return tuple(sorted((key, text) for key, text in merged.items() if text))
