"""The annexes of a notice: what each is called, and the forms that are printed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zcdesk.notices.sentences.clauses import ADDRESSEE, SIGNATURE, UNREAD, Clause
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, Told
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/cutting.toml", "annexes")


def is_frame(clause: Clause) -> bool:
    """Tell whether a clause is the letter's frame or a form's blanks, where no paper is asked."""
    form = clause.annex and clause.label == clause.annex and _SAYS.blank.search(clause.text)
    return bool(form) or clause.label in (ADDRESSEE, SIGNATURE, *UNREAD)


def forms(clauses: Sequence[Clause], lines: Sequence[str]) -> Iterator[tuple[int, Demand]]:
    """Yield the forms that are in the annexes, with their lines in the text."""
    for at, clause in enumerate(clauses):
        if not clause.annex or clause.label != clause.annex:
            continue
        last = max(other.last for other in clauses if other.annex == clause.annex)
        title, first = _form_title(clause, lines)
        body = "\n".join(lines[first - 1 : clause.last])
        if title and _SAYS.form.search(title) and _SAYS.blank.search(body):
            values: Told = {"first": first, "last": last, "annex": clause.annex}
            sure = not re.search(r"自查|自检|日程|安排|对照|样式$", title)
            yield at, Demand(ProposalKind.FORM, title, title.split("\n")[0], sure, values)


def _form_title(clause: Clause, lines: Sequence[str]) -> tuple[str, int]:
    """Return a form's title and the line where it begins."""
    for number in range(clause.first, clause.last + 1):
        line = lines[number - 1].strip()
        words = _SAYS.head.sub("", line).lstrip() if number == clause.first else line
        if words:
            behind = lines[number].strip() if number < clause.last else ""
            goes_on = re.fullmatch(r".{0,20}(?:（模[板版]）|（样[式表本]）)", behind)
            return (words + behind if goes_on and "模" not in words else words), number
    return "", clause.first
