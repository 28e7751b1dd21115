"""What a notice asks to cover, and what it asks about every page."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.notices.profile.sources import Entry, Source, Value


class PageAnswerOption(Value):
    """One answer that the platform takes for a page."""

    word: str
    act: str = ""
    source: Source


class PageAnswer(Entry):
    """The platform's question about every page.

    ``employer_only`` tells what the notice says of a page that shows the employer and not the
    name: when it is silent the answer stays a person's.
    """

    question: str
    yes: PageAnswerOption
    no: PageAnswerOption
    employer_only_open: bool
    employer_only: str


class CoveredByHand(Entry):
    """What a notice asks to cover and the program cannot find by itself (院徽, 页眉, 致谢).

    Attributes:
        what: As the notice calls it.
        slots: Slots on whose pages it is looked for; all that are covered where none is named.
    """

    what: str
    slots: tuple[str, ...] = ()


class Masking(Entry):
    """Blind review (盲评) as the notice words it.

    Attributes:
        targets: What must be covered.
        open_targets: What nobody can tell from the notice; each find is a person's to decide.
        scope: Where it holds.
        spared: Papers that stay as they are, as the notice calls them.
        consequence: What happens to pages covered badly.
        route: Where covering takes place, as worded; how to hand in is the person's choice.
        second_look_path: Menu path for the look after the upload, or "".
        page_answer: The question that the platform asks about every page, or None.
        page_items: The platform lets the person tick what is covered on a page.
        by_hand: What a person looks for, page by page; a page waits until she says done.
        classified: Secret material must be cleared before it is uploaded; asked file by file.
    """

    targets: frozenset[Target]
    open_targets: frozenset[Target] = frozenset()
    scope: str
    spared: tuple[str, ...] = ()
    blind_review: Source
    consequence: Source | None = None
    route: Source | None = None
    second_look: Source | None = None
    second_look_path: str = ""
    page_answer: PageAnswer | None = None
    page_items: Source | None = None
    classified: Source | None = None
    by_hand: tuple[CoveredByHand, ...] = ()

    @property
    def quotes(self) -> tuple[str, ...]:
        """All original sentences on masking, in the order of the notice."""
        answer = self.page_answer
        sources = (self.blind_review, self.route, self.page_items, self, *self.also, *self.by_hand)
        asked = (
            self.classified,
            self.consequence,
            self.second_look,
            answer and answer.yes.source,
            answer and answer.no.source,
        )
        return tuple(dict.fromkeys(source.quote for source in (*sources, *asked) if source))
