"""The remaining kinds of entry: questions, texts, eligibility, fees, forms, contacts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from zcdesk.applicant import Target
from zcdesk.notices.profile.slots import Need, Who
from zcdesk.notices.profile.sources import Condition, Entry, NotStated, RuleId, Source, Value


class FactKind(StrEnum):
    """How a question is answered; ``MONTH`` takes a day, or a month where no day is known."""

    CHOICE = "choice"
    DATE = "date"
    MONTH = "month"
    MOMENT = "moment"
    YEARS = "years"
    NUMBER = "number"


class Option(Value):
    """One answer: what the person chooses, and how an explanation speaks of it."""

    id: str
    title: str
    because: str
    when: Condition | None = None


class Fact(Entry):
    """A question about the person's situation, asked only while ``ask_when`` may hold.

    ``later`` marks what only an event brings up (a return, a posting), not the first interview.
    ``assumes_notice_year``: while it is not answered the year of the notice counts; that is our
    default, never the notice's word, and is reported as such.
    """

    id: str
    question: str
    kind: FactKind = FactKind.CHOICE
    options: tuple[Option, ...] = ()
    ask_when: Condition | None = None
    later: bool = False
    assumes_notice_year: bool = False

    def title_of(self, answer: str) -> str:
        """Return what an answer is called, "" where it is none to be chosen."""
        return {option.id: option.title for option in self.options}.get(answer, "")


class Says(StrEnum):
    """How a passage on eligibility is brought up."""

    TELL = "tell"
    CONFIRM = "confirm"
    OUTSIDE = "outside"
    UNCLEAR = "unclear"


class Eligibility(Entry):
    """What the notice says of who may apply; shown as its words, never as a verdict."""

    id: str
    title: str
    says: Says
    when: Condition | None = None


class TextKind(StrEnum):
    """What a text rule looks at."""

    LENGTH = "length"
    TOPICS = "topics"
    FORBIDDEN = "forbidden"
    VAGUE = "vague"
    EMPTY = "empty"
    CONFIRMATION = "confirmation"


class TextRule(Entry):
    """A rule on words; ``where`` is a section or slot id, or ``all``.

    ``when`` tells for whom it holds; without it for everybody. ``advisory`` marks what the notice
    does not forbid in so many words (A-47): a find warns only.
    """

    id: str
    kind: TextKind
    where: str
    at_least: int | None = None
    at_most: int | None = None
    topics: tuple[str, ...] = ()
    forbids: frozenset[Target] = frozenset()
    fill: str = ""
    advisory: bool = False
    who: tuple[Who, ...] = (Who.APPLICANT,)
    when: Condition | None = None


class FileFormat(StrEnum):
    """In which format a platform takes what is scanned."""

    JPG = "jpg"
    PDF = "pdf"


class Column(StrEnum):
    """What the platform takes one PDF of."""

    SLOT = "slot"
    SECTION = "section"


class FileRule(Entry):
    """A rule on every file that is uploaded, or on those of a section or slot (``where``).

    Attributes:
        value: What the notice says, for people.
        format: In which format these files are written.
        one_file: What becomes one PDF.
        most_kb: Most kilobytes (of 1000 bytes) of one file.
        most_files: Most pictures of one slot.
        name: How a PDF is called; ``{序号}``, ``{栏目}``, ``{上传位置}``, ``{年度}`` are filled in.
    """

    id: str
    title: str
    value: str | NotStated
    where: str = ""
    format: FileFormat | None = None
    one_file: Column | None = None
    most_kb: int | None = Field(default=None, ge=1)
    most_files: int | None = Field(default=None, ge=1)
    name: str = ""


class Pledge(Entry):
    """The sentence that a person confirms before anything is exported."""

    sentence: str


class Moment(StrEnum):
    """When in the course of an application something of the notice is needed."""

    START = "start"
    WRITING = "writing"
    PICTURES = "pictures"
    COVERING = "covering"
    CHECK = "check"
    UPLOAD = "upload"
    DATES = "dates"
    RETURNS = "returns"
    EMPLOYER = "employer"
    SUPERVISING_UNIT = "supervising_unit"
    COMMITTEE = "committee"
    FEE = "fee"
    DEFENCE = "defence"
    PAPER = "paper"
    POSTING = "posting"
    CERTIFICATE = "certificate"


class Notable(Entry):
    """A passage to show under a title: consequence, penalty, exemption, duty, step, statement.

    ``at`` tells where it is needed: a word of ``Moment``, or a section's id; where it is left out,
    the kind of the passage and its rule decide.
    """

    title: str
    when: Condition | None = None
    who: tuple[Who, ...] = ()
    at: str = ""


class Fee(Entry):
    """What is to pay, when the platform shows ``status``; amounts in yuan."""

    amount: int | NotStated
    status: str
    title: str = ""
    when: Condition | None = None


class Ladder(Entry):
    """One row of a notice's own table: who may have which level, by which way, after how long.

    ``counted_from`` names the dates of the person that ``since`` counts from, the latest of them
    counting (``graduation_date``, ``degree_date``, ``work_began``).
    """

    title: str
    who_has: str
    years: int | None = None
    since: str = ""
    counted_from: tuple[str, ...] = ()
    level: str
    kind: str
    when: Condition | None = None


class Defence(Entry):
    """Whether a defence (答辩) is asked; ``otherwise`` holds where the condition does not."""

    title: str
    when: Condition | None = None
    need: Need = Need.REQUIRED
    otherwise: Need = Need.NOT_STATED


class Opinion(Entry):
    """A fixed sentence that an office writes, word for word.

    ``at`` tells where it is needed, as of a ``Notable``; where it is left out, the office decides.
    """

    id: str
    sentence: str | NotStated
    who: tuple[Who, ...]
    at: str = ""


class PaperItem(Entry):
    """One item on paper; of everybody, or only where ``when`` holds.

    ``slots`` names the slots whose pages are printed for it, where the office takes copies; without
    any the person gets it together herself.
    """

    title: str
    copies: int | NotStated
    form: str
    slots: tuple[str, ...] = ()
    when: Condition | None = None


class Template(Entry):
    """An official form: its lines in the notice's text, or a note that the text is missing."""

    id: str
    title: str
    lines: tuple[int, int] | None = None
    slot: str = ""
    who: tuple[Who, ...] = (Who.EMPLOYER,)


class Contact(Entry):
    """A telephone number or address, as printed, and whom to ask for there, or ""."""

    title: str
    value: str
    person: str = ""


class OpenQuestion(Value):
    """An ambiguity of the notice: shown, never resolved by the program."""

    id: str
    rules: tuple[RuleId, ...] = ()
    question: str
    treatment: str


class CommitteeRule(Value):
    """A rule that asks nothing of applicant, employer or supervising unit, with the reason."""

    rule: Source
    reason: str
