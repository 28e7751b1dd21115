"""What a person should look at again in a profile that can be used as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zcdesk.notices.describing import unconfirmed
from zcdesk.notices.interview import last_windows, running_windows
from zcdesk.notices.profile import Notice, form_said
from zcdesk.notices.sentences import ProposalKind, cut, proposals_of

CLOSED = "notice.windows_past"
"""The one sentence that is no fault: a notice of another year is as it was."""


def second_look(
    notice: Notice, text: Sequence[str], today: date
) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    """Yield codes of sentences, each with what fills its blanks.

    Args:
        notice: The profile.
        text: Lines of the notice; () where they are not there.
        today: Before which a span of time is past.
    """
    if count := len(unconfirmed(notice)):
        yield "notice.unconfirmed", {"count": count}
    windows = [*running_windows(notice, {})]
    if not (last_windows(notice) or any(window.end_fact for window in windows)):
        yield "notice.no_last_day", {}
    past = {window.last_day: window.what for window in windows
            if window.last_day and window.last_day < today}  # fmt: skip
    if past:
        last = max(past)
        yield CLOSED, {"count": len(past), "what": past[last], "day": last.isoformat()}
    for limit in {rule.most_kb for rule in notice.file_rules if rule.most_kb and not rule.where}:
        if kind := _only_kind(limit, notice.year, text):
            yield "notice.limit_of_one_kind", {"limit": limit, "kind": kind}


def _only_kind(limit: int, year: int, text: Sequence[str]) -> str:
    """Return the kind of papers of which alone a notice says a limit (照片); "" for all, or none.

    Args:
        limit: Kilobytes of a file.
    """
    clauses = cut(text)
    kinds = [
        str(one.told["about"]) for found in proposals_of(clauses, text, year) for one in found
        if one.kind is ProposalKind.FORMAT
        and form_said(str(one.told["words"])).get("most_kb") == limit
    ]  # fmt: skip
    return kinds[0] if kinds and all(kinds) else ""
