"""What one notice asks, as values: slots, conditions, terms, what is covered, with sources.

First to read: ``notice.py``.
"""

from zcdesk.notices.profile.covering import CoveredByHand
from zcdesk.notices.profile.entries import (
    Eligibility,
    Fact,
    FactKind,
    Fee,
    FileFormat,
    Ladder,
    Moment,
    Notable,
    Opinion,
    Option,
    PaperItem,
    Template,
    TextKind,
    TextRule,
)
from zcdesk.notices.profile.file_forms import (
    contradicting,
    file_form,
    form_said,
    unchecked_in,
    unknown_blanks,
)
from zcdesk.notices.profile.notice import (
    Corrections,
    MendingRound,
    Notice,
    Path,
    Term,
    Window,
    told_end,
    walk,
)
from zcdesk.notices.profile.slots import (
    GroupKind,
    Hours,
    Medium,
    Need,
    Section,
    Series,
    Slot,
    SlotGroup,
    Who,
)
from zcdesk.notices.profile.sources import (
    NOT_STATED,
    AnyOf,
    Condition,
    ConditionJudgement,
    Entry,
    FactIs,
    Source,
    Truth,
    clause_of,
    judge,
)
