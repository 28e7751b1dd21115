"""Where each block of code in docs/recipes.md is put: its place in a file, as the recipe says."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from tests.setup.checkout import ROOT

RECIPES = ROOT / "docs" / "recipes.md"
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FUTURE = "from __future__ import annotations\n"
_END = ""


class Place(NamedTuple):
    """Where a block goes.

    Attributes:
        file: Below the root.
        before: Words before which it is put; "" for the end of the file.
        above: What its step says is at the top of the file.
    """

    file: str
    before: str = _END
    above: str = ""


REVIEW = "zcdesk/ui/review/"
PLACES = {
    "def age_at_work(": Place(
        "zcdesk/checks/written/answers_given.py",
        above=(
            "from zcdesk.checks.written.facts import told_in\n"
            "from zcdesk.quantities.moments import day_of\n_LEAST_AGE = 16\n"
        ),
    ),
    'Check("age at work"': Place(
        "zcdesk/checks/evaluating.py",
        '    Check("open questions"',
        "from zcdesk.checks.written.answers_given import age_at_work\n",
    ),
    "def note_page(": Place("zcdesk/cases/acts/deciding.py"),
    "@dataclass(frozen=True)\nclass Noted(": Place("zcdesk/cases/acts/asked.py"),
    "NOTE = Act(": Place(
        "zcdesk/cases/acts/table.py", above="from zcdesk.cases.acts.asked import Noted\n"
    ),
    'Action("first-page"': Place(f"{REVIEW}actions.py", '    Action("advance"'),
    "def go_first(": Place(f"{REVIEW}review_page.py", "    def go_to("),
    "class ThanksPage(": Place("zcdesk/ui/app/about_page.py"),
    '"thanks": lambda': Place(
        "zcdesk/ui/app/pages.py",
        '    "about": lambda',
        "from zcdesk.ui.app.about_page import ThanksPage\n",
    ),
    "large_first:": Place("zcdesk/ui/kit/settings.py", "    wheel_zooms: Annotated"),
    "DEFENCE_LENGTH =": Place("zcdesk/notices/sentences/proposals.py", '    PLATFORM = "platform"'),
    "def _defence_length(": Place("zcdesk/notices/sentences/by_example.py", "_MADE: "),
    "ProposalKind.DEFENCE_LENGTH: ": Place(
        "zcdesk/notices/making/entries.py", "    ProposalKind.PLATFORM: "
    ),
    "FINGERPRINT =": Place("zcdesk/applicant.py", '    SEAL = "seal"'),
    'Judge("fingerprints"': Place(
        "zcdesk/masking/judges.py",
        '        Judge(\n            "words"',
        "from zcdesk.picture import Picture\n"
        "def judge_fingerprints(picture: Picture) -> tuple[Hit, ...]:\n    return ()\n",
    ),
    "_asked(Target.FINGERPRINT": Place(
        "zcdesk/verification/marks/left_marks.py",
        "    _asked(Target.PHOTO",
        "def fingerprints_left(picture: Picture) -> tuple[Polygon, ...]:\n    return ()\n",
    ),
}
"""By how a block begins."""

PROTOCOL = Place(f"{REVIEW}actions.py", "    def escape(self)")
"""``Reviewing`` names what a row asks of the page."""


def blocks() -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of every block, without the indent of its list."""
    for margin, kind, text in _BLOCK.findall(RECIPES.read_text(encoding="utf-8")):
        yield kind, re.sub(f"^{margin}", "", text, flags=re.MULTILINE)


def followed(into: Path) -> dict[str, Path]:
    """Write the files as they are once every recipe was followed; return them by their place.

    Raises:
        ValueError: A block has no place, or its place is gone.
    """
    files: dict[str, str] = {}
    for kind, text in blocks():
        if kind == "toml":
            tomllib.loads(text)
            continue
        place = next((at for begun, at in PLACES.items() if text.startswith(begun)), None)
        if place is None:
            raise ValueError(f"it is not known where this goes:\n{text}")
        _put(files, place, text)
        if text.startswith("def go_first("):
            _put(files, PROTOCOL, "\n".join((*text.splitlines()[:2], "    ...\n")))
    made = {}
    for file, content in files.items():
        made[file] = into / file.replace("/", "-")
        made[file].write_text(content, encoding="utf-8")
    return made


def _put(files: dict[str, str], place: Place, text: str) -> None:
    content = files.get(place.file) or (ROOT / place.file).read_text(encoding="utf-8")
    content = content.replace(_FUTURE, f"{_FUTURE}{place.above}", 1)
    if not place.before:
        files[place.file] = f"{content}\n\n{text}"
        return
    if place.before not in content:
        raise ValueError(f"{place.file} has no {place.before!r} any more")
    margin = " " * (len(place.before) - len(place.before.lstrip()))
    at = content.index(place.before)
    files[place.file] = f"{content[:at]}{indent(text, margin)}\n{content[at:]}"
