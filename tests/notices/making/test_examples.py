"""The examples by which notices are read: each is in its text, and says what it is."""

import pytest

from tests.setup.checkout import ROOT
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.own_examples import NONE
from zcdesk.notices.sentences.examples import Unit, examples_in, known
from zcdesk.notices.sentences.proposals import ProposalKind

LINES = (ROOT / "resources/notices/examples.jsonl").read_text(encoding="utf-8").splitlines()
EXAMPLES = tuple(examples_in(LINES))
FOLDERS = ("tests/notices/customs", "resources/notices/texts", "../shared/notices-public")
TEXTS = {path.stem: path for folder in FOLDERS for path in (ROOT / folder).glob("*.txt")}


def test_every_example_names_a_kind_and_letters_of_its_own_words() -> None:
    assert {one.kind for one in EXAMPLES} <= {*map(str, ProposalKind), NONE}
    assert [one for one in EXAMPLES if one.value not in one.unit.words] == []
    assert [one for one in EXAMPLES if bool(one.value) == (one.kind == NONE)] == []


@pytest.mark.parametrize("name", sorted({one.notice for one in EXAMPLES} & {*TEXTS}))
def test_every_example_stands_in_its_notice(name: str) -> None:
    text = bare(TEXTS[name].read_text(encoding="utf-8")).replace("|", "")
    for one in (one for one in EXAMPLES if one.notice == name):
        shown = one.unit.words.replace("|", "\t").split()  # what does not count is blank
        assert [piece for piece in map(bare, shown) if piece not in text] == []


@pytest.mark.parametrize(
    ("words", "span", "kind"),
    [
        ("提供身份证、毕业证。", "毕业证", "slot"), ("评审费：高级380元。", "380元", "fee"),
        ("退回的材料须在48小时内补正。", "48小时内", "return_hours"),
    ],
)  # fmt: skip
def test_a_span_says_what_the_most_alike_examples_say(words: str, span: str, kind: str) -> None:
    (roles,) = known().of([Unit(words, "申报材料")])
    told = {words[role.span.first : role.span.last]: role for role in roles if role.kind == kind}
    assert told[span].odds > 0.5
