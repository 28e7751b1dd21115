"""What acts ask, as typed values: which page, which place, which words.

A field says by its type how a person names what it is about: a page by the number that she sees, a
slot by its title. Inside, pages are numbers of the case and slots are ids. The words at a field are
the help of the option that asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from pydantic import Field

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.cases.case import Answer, CasePages, Decision, Facts
from zcdesk.cases.deliveries import Delivery
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.cases.upload_route import Route
from zcdesk.geometry import Polygon
from zcdesk.notices.profile.file_forms import KILOBYTE
from zcdesk.notices.profile.notice import Stored

ONE_OR_MORE = Field(ge=1)
"""A number that begins at one."""


class Named(Enum):
    """What a person names otherwise than the case does."""

    PAGE = "page"
    SLOT = "slot"


PageNumber = Annotated[int, Named.PAGE, "第几页，与窗口里一样（case doubts 里的 place）。"]
SlotId = Annotated[str, Named.SLOT]


@dataclass(frozen=True)
class Nothing:
    """The act asks nothing."""


@dataclass(frozen=True)
class OnPage:
    """A page."""

    page: PageNumber


@dataclass(frozen=True)
class OnPages:
    """Pages, one after the other."""

    pages: Annotated[
        tuple[PageNumber, ...], "第几页，与窗口里一样（case doubts 里的 place），可多次。"
    ]


@dataclass(frozen=True)
class Moved(OnPages):
    """Pages that go into a slot, before another page or (0) at its end."""

    slot: SlotId = ""
    before: PageNumber = 0


@dataclass(frozen=True)
class Shifted(OnPage):
    """A page that goes so many places on in its slot, or back."""

    by: int


@dataclass(frozen=True)
class Sides(OnPages):
    """Fronts of sheets and then all backs, which may be from the last sheet to the first."""

    backwards: Annotated[bool, "反面是从最后一张倒着扫的。"] = False


@dataclass(frozen=True)
class Added:
    """Pages that came in, as long work made them."""

    pages: CasePages


@dataclass(frozen=True)
class Replaced(OnPage):
    """A page, and the pages that take its place."""

    by: CasePages


@dataclass(frozen=True)
class Turned(OnPage):
    """A page, and by how much it is turned: degrees clockwise, quarter turns."""

    degrees: Annotated[int, "顺时针转多少度：90、180 或 270。"]


@dataclass(frozen=True)
class Framed(OnPage):
    """A page, and its corners in the picture (pixels, clockwise); None takes the whole picture."""

    corners: Polygon | None = None


@dataclass(frozen=True)
class Levelled(OnPage):
    """A page, and by how much it is skewed (degrees clockwise)."""

    skew: float = 0.0


@dataclass(frozen=True)
class Lit(OnPage):
    """A page, and whether its shadows are taken away."""

    even: bool


@dataclass(frozen=True)
class Place(OnPage):
    """A place that was found on a page, by its number there (from 0)."""

    hit: int


@dataclass(frozen=True)
class Decided(Place):
    """A place, and what is decided of it."""

    decision: Decision


@dataclass(frozen=True)
class Drawn(OnPage):
    """A cover that a person draws: what it hides, and its outline in pixels of the page."""

    polygon: Polygon
    target: Target = Target.NAME


@dataclass(frozen=True)
class DrawnPlace(OnPage):
    """A cover that a person drew, by its number on the page (from 0)."""

    drawn: int


@dataclass(frozen=True)
class Reshaped(DrawnPlace):
    """A drawn cover with another outline, or said to hide something else."""

    polygon: Polygon
    target: Target


@dataclass(frozen=True)
class Fitted(Place):
    """A found place whose cover gets another outline."""

    polygon: Polygon


@dataclass(frozen=True)
class Answered(OnPage):
    """A page, and the answer to the platform's question about it; None takes it back."""

    answer: Answer | None


@dataclass(frozen=True)
class Secret(OnPage):
    """A page, and what is said of secret material on it; None takes it back."""

    classified: Classified | None


@dataclass(frozen=True)
class LookedFor(OnPage):
    """A page, and whether all is covered on it that only a person finds."""

    done: bool


@dataclass(frozen=True)
class Claimed(OnPage):
    """A page, and whether it is hers although it seems to be somebody else's."""

    mine: bool


@dataclass(frozen=True)
class Confirmed(OnPage):
    """A page, and the answer to the platform's question that goes with it, if there is one."""

    answer: Answer | None = None


@dataclass(frozen=True)
class Words:
    """Whose words must not stay readable."""

    applicant: Applicant


@dataclass(frozen=True)
class Answers:
    """Answers by the ids of their questions; an empty one takes an answer back."""

    answers: Facts


@dataclass(frozen=True)
class Text:
    """The text of a field; None takes it back."""

    field: str
    text: str | None


@dataclass(frozen=True)
class NotApplicable:
    """A slot that does not apply, and why; without a reason it applies again."""

    slot: SlotId
    reason: str = ""


@dataclass(frozen=True)
class OfSlot:
    """A slot."""

    slot: SlotId


@dataclass(frozen=True)
class FindingNamed:
    """A finding by its code, the rule it rests on, and where it stands."""

    code: str
    rule: str = ""
    slot: SlotId = ""
    page: PageNumber | None = None


@dataclass(frozen=True)
class LetStand(FindingNamed):
    """A finding that may stand: why, who decided so, and when."""

    reason: str = ""
    who: str = ""
    at: Stored | None = None


@dataclass(frozen=True)
class Chosen:
    """How the pictures leave, of the whole case or of a slot."""

    route: Route
    slot: SlotId = ""


@dataclass(frozen=True)
class Limited:
    """What the platform takes in a slot, or in all that have no limit of their own."""

    slot: Annotated[SlotId, "上传位置的编号或名称；不给时对没有单独限制的全部位置。"] = ""
    kb: Annotated[int | None, ONE_OR_MORE, "一张图片最多多少 KB。"] = None
    pixels: Annotated[int | None, ONE_OR_MORE, "一张图片长边最多多少像素。"] = None
    pictures: Annotated[int | None, ONE_OR_MORE, "这个位置最多几张图片。"] = None
    join: Annotated[bool, "几页拼成一张长图。"] = False
    split: Annotated[bool, "一页太大时分成几张。"] = False

    @property
    def limit(self) -> FileLimit:
        """The limit that is kept."""
        how = {(True, False): Arrangement.JOINED, (False, True): Arrangement.SPLIT}
        return FileLimit(
            self.slot,
            self.kb * KILOBYTE if self.kb else None,
            self.pixels,
            self.pictures,
            how.get((self.join, self.split), Arrangement.ONE_EACH),
        )


@dataclass(frozen=True)
class Pledged:
    """Whether she says that her material is true."""

    given: bool


@dataclass(frozen=True)
class Dated:
    """A moment, in Beijing time."""

    at: Annotated[Stored, "时间，北京时间，如 2024-10-12 09:30。"]


@dataclass(frozen=True)
class Delivered:
    """A package that was written."""

    delivery: Delivery


@dataclass(frozen=True)
class Returned:
    """A return with all that was read out of its words."""

    returned: Round


@dataclass(frozen=True)
class Reached(Dated):
    """A station that the platform told of."""

    station: str
    said: str = ""


@dataclass(frozen=True)
class OfRound:
    """A return, by its place among all (from 0)."""

    number: int


@dataclass(frozen=True)
class Mended(OfRound):
    """One thing of a return, and whether it is mended, with a word why."""

    item: int
    done: bool
    note: str = ""


@dataclass(frozen=True)
class Put(OfRound):
    """One thing to mend as it is to be: in the place of another one, or (None) as a further one."""

    todo: ToDo
    item: int | None = None


@dataclass(frozen=True)
class TermAgreed(OfRound):
    """Which term counts for a return."""

    agreed: Agreed


@dataclass(frozen=True)
class Ticked:
    """A picture of the package by its name, and whether it was uploaded."""

    name: str
    sha256: str
    ticked: bool
