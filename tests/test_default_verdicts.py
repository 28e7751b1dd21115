"""What nobody has measured, looked at or said is never taken for good because it is the default.

Fields whose default is a member of an enumeration, or true, and enumerations that begin with their
best member, are listed with the reason for which they may: a new one has to be thought about.
"""

import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "zcdesk"
FACES = ("training", "ui")  # drawn people and looks of widgets judge nobody

_CLASS = re.compile(r"^class (\w+)(?:\(([^)]*)\))?:\n((?:(?: {4}.*)?\n)*)", re.M)
_FIELD = re.compile(r"^ {4}(\w+): [^=\n]+ = (?:Field\()?(?:(\w+)\.([A-Z_]+)|(True))\b", re.M)
_MEMBER = re.compile(r"^ {4}([A-Z_]+) = ", re.M)

FIELDS = {
    "Page.clarity UNMEASURED": "not measured",
    "Legibility.clarity UNMEASURED": "not measured",
    "Case.route NOT_ASKED": "nobody was asked",
    "Round.agreed NOT_ASKED": "nobody was asked",
    "RoundTerm.agreed NOT_ASKED": "nobody was asked",
    "Facts.to_do LOOK": "somebody has to look",
    "Count.measure NOTHING": "nothing was counted",
    "Defence.need REQUIRED": "the stricter of two",
    "Defence.otherwise NOT_STATED": "the notice says nothing",
    "Slot.otherwise REQUIRED": "the stricter of two",
    "Drawn.target NAME": "a person draws it, and says it anew where it hides something else",
    "Mask.origin MANUAL": "only what a person draws is made without one",
    "Manifest.content COVERED": "packages of versions that made no others",
    "FileLimit.arrangement ONE_EACH": "a way to pack, no verdict",
    "Fact.kind CHOICE": "how a question is asked, no verdict",
    "Slot.medium SCAN": "what a slot takes, no verdict",
    "FileForm.column SLOT": "a column of a table, no verdict",
    "ReturnNote.level REVIEW_COMMITTEE": "who returned it, no verdict",
    "Word.sure True": "a person typed it; what is derived of it says so",
    "NamedPeople.sure True": "whole names; the reader of given names says otherwise",
    "NoteSentence.sure True": "goes with whole names, and is of nobody without rows",
    "Demand.sure True": "a pattern read it whole; readers that choose say otherwise",
    "Found.taken True": "asked about one by one all the same",
    "Covering.wanted True": "covers rather one thing too many",
    "Checklist.asks_covers True": "asks rather than not",
    "WordLists.usable True": "lists of ours; what a person gives is read first",
    "_Frame.usual True": "until the frame's header is read, without which no scan is whole",
    "LetterPart.numbered True": "a look, no verdict",
    "Figure.framed True": "a look, no verdict",
    "PersonResult.lettered True": "told of the folder wherever a letter may be missing",
}

FIRST = {
    "PageState CLEAN": "found by the doubts of a page",
    "Decision COVER": "a person's; None before",
    "Answer YES": "a person's; None before",
    "WhosePage MINE": "a person's; None before",
    "KeyFit RIGHT": "a key was tried",
    "State SATISFIED": "found by the slots of a section",
    "DoctorStanding FINE": "found by a look at the computer",
    "Truth YES": "a condition's three values; what is not answered is UNKNOWN",
    "AboutWhom OWN": "None when nobody looked",
    "Belonging OWN": "found by comparing names",
    "PlaceBefore OWN": "no other place was read before a short form: every reading of it says so",
    "ExceptionMark OWN": "a person's; None before",
    "Signer OWN": "what stands beside the place",
    "Status CLEAN": "found by the second reading",
    "PictureCheck OPENS": "a list of looks, no verdict",
    "Sign DONE": "found by what is left on a leg of the way",
    "ExitStatus DONE": "found by what a command did",
    "ClauseState SAME": "found by comparing two clauses",
    "Verdict COVER": "covers rather one thing too many",
}
BEST = re.compile(
    r"CLEAR|CLEAN|COVER|YES|OK|MINE|OWN|RIGHT|SATISFIED|FINE|GOOD|SURE|DONE|SAME|OPENS|WHOLE|SAFE"
)


def _classes() -> Iterator[tuple[str, str, str]]:
    for path in sorted(HOUSE.rglob("*.py")):
        if path.relative_to(HOUSE).parts[0] not in FACES:
            yield from _CLASS.findall(path.read_text(encoding="utf-8"))


def test_every_default_that_could_pass_for_a_verdict_has_its_reason() -> None:
    enums = {name for name, bases, _ in _classes() if "Enum" in bases}
    found = {
        f"{name}.{field} {member or true}"
        for name, _, body in _classes()
        for field, kind, member, true in _FIELD.findall(body)
        if true or kind in enums
    }
    assert "Page.clarity UNMEASURED" in found, "the search itself finds something"
    assert found == FIELDS.keys()


def test_every_enumeration_that_begins_with_its_best_member_has_its_reason() -> None:
    first = {
        f"{name} {members[0]}"
        for name, bases, body in _classes()
        if "Enum" in bases and (members := _MEMBER.findall(body)) and BEST.fullmatch(members[0])
    }
    assert first == FIRST.keys()
