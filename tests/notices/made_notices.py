"""Notices made out of a text as the command line makes them: nobody is asked."""

from dataclasses import replace
from pathlib import Path

from zcdesk.notices.editing.acts import surely_read
from zcdesk.notices.editing.building import Built, built
from zcdesk.notices.editing.draft import Draft, DraftAnswer
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.notices.profile.notice import Notice

ASIDE = ("qinglan-2027", "yunming-2026", "bailu-2027")
"""Notices of other places, in ``customs``."""


def text_of(name: str) -> str:
    """Return the text of a notice of other customs."""
    return (Path(__file__).parent / "customs" / f"{name}.txt").read_text(encoding="utf-8")


def unasked(text: str, notice_id: str = "city-2026", year: int | None = None) -> Built:
    """Return the profile of what a text surely says."""
    return built(surely_read(read(text, notice_id, year)))


def older(notice_id: str) -> str:
    """Return a shipped notice as one file."""
    notice = load_notice(notice_id)
    return profile_copy(notice, notice_text(notice)).text


def marked(draft: Draft, *places: str, taken: bool = True, dropped: bool = False) -> Draft:
    """Return a draft with what an older notice had taken, all of it where no place is named."""
    rows = (
        replace(one, taken=taken, dropped=dropped) if one.at in places or not places else one
        for one in draft.carried
    )
    return replace(draft, carried=tuple(rows))


def whole(draft: Draft) -> Draft:
    """Return a draft whose every row somebody looked at and took."""
    return replace(
        marked(draft),
        papers=tuple(replace(one, sure=True) for one in draft.papers),
        spans=tuple(replace(one, sure=True) for one in draft.spans),
        covering=replace(draft.covering, settled=True),
        found=tuple(replace(one, taken=True) for one in draft.found),
    )


def answered(draft: Draft, answer: DraftAnswer) -> Draft:
    """Return a draft in which every sentence that nothing accounts for has an answer."""
    draft = replace(draft, asked=built(draft).asked)
    for one in draft.asked:
        draft = draft.with_answer(one.key, answer)
    return draft


def notice_of(made: Built | Draft) -> Notice:
    """Return the notice, which must pass the check of any foreign file."""
    profile = built(made).profile if isinstance(made, Draft) else made.profile
    return parse_profile(profile.encode(), "x.yaml")
