"""What the sentences of a notice say: clauses, times, amounts, papers, covering.

First to read: ``proposing.py``.
"""

from zcdesk.notices.sentences.annexes import forms
from zcdesk.notices.sentences.by_example import papers_named
from zcdesk.notices.sentences.clauses import (
    ADDRESSEE,
    ANNEX_LIST,
    SIGNATURE,
    TALK,
    TITLE,
    Clause,
    cut,
    letters,
)
from zcdesk.notices.sentences.covering import (
    asks_to_cover,
    exempt_in,
    is_thing,
    left_over,
    named_targets,
    only_spares,
    other_forms,
    speaks_of_covering,
    things_in,
)
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, ProposalValue, Told, Topic
from zcdesk.notices.sentences.proposing import annexes_missing, looks_whole, proposals_of
from zcdesk.notices.sentences.roles import BLANK, amends, current
from zcdesk.notices.sentences.table_rows import heads_columns, row_words
from zcdesk.notices.sentences.times import who_acts
from zcdesk.quantities.days import (
    all_numbers,
    all_years,
    clock_times,
    goes_on_to,
    typed_day,
    typed_years,
    written_days,
    written_spans,
    written_years,
)
