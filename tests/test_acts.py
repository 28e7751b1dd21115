"""One table holds all that a person can do to a case: whatever lists acts lists its rows."""

import ast
from collections import Counter
from typing import Any

import pytest
from typer.main import get_command

from tests.setup.checkout import ROOT
from tools.manual import KEYS
from zcdesk.cases.acts import table
from zcdesk.cases.acts.act import Act
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.table import ACTS
from zcdesk.cases.exchange.decision_file import DecisionFile
from zcdesk.cli.app import commands_with
from zcdesk.cli.case.group import SUMMARIES

OF_THE_PROGRAM = {ActCode.DECIDE, ActCode.NOTICE, ActCode.REUSE, ActCode.DELIVER_EARLIER}
"""What the history keeps of a whole file of answers, of a case that follows another notice, and of
an export while whose writing something was changed."""

NAMED = {act.name: name for name, act in vars(table).items() if isinstance(act, Act)}


def test_every_row_is_in_the_table_once_and_every_word_of_the_history_is_of_a_row() -> None:
    assert max(Counter(act.name for act in ACTS).values()) == 1
    assert {act.name for act in ACTS} == NAMED.keys()
    assert {act.code for act in ACTS} == set(ActCode) - OF_THE_PROGRAM


def test_help_has_the_commands_of_the_rows_and_what_they_ask_is_an_option() -> None:
    whole: Any = get_command(commands_with("case"))
    commands = whole.commands["case"].commands
    assert {act.command for act in ACTS if act.command} <= commands.keys() == SUMMARIES.keys()
    for act in (act for act in ACTS if act.example):
        made = commands[act.command]
        assert made.help.startswith(SUMMARIES[act.command])
        asked = {parameter.name for parameter in made.params} - {"path"}
        assert asked == set(act.asks.__dataclass_fields__)
        assert act.example in made.help


def test_a_decision_file_takes_each_row_under_its_key() -> None:
    assert {act.entry for act in ACTS if act.entry} <= DecisionFile.model_fields.keys()
    schema = DecisionFile.model_json_schema()
    taken = schema["properties"]["acts"]["items"]["discriminator"]["mapping"]
    assert taken.keys() == {act.name for act in ACTS if act.entry == "acts"}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_the_window_does_each_row_by_its_name(act: Act[Any]) -> None:
    assert NAMED[act.name] in IN_THE_WINDOW


def _named_in_the_window() -> set[str]:
    named: set[str] = set()
    for file in (ROOT / "zcdesk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "zcdesk.cases.acts.table":
                named.update(name.name for name in node.names)
    return named


IN_THE_WINDOW = _named_in_the_window()


def test_f1_lists_the_keys_of_a_row_as_the_row_has_them() -> None:
    lines = {row.keys for sheet in KEYS.values() for row in sheet if row.does or row.beside}
    assert not [act.name for act in ACTS if act.keys and act.keys not in lines]


def test_the_help_of_decide_names_each_act_that_a_file_may_list() -> None:
    whole: Any = get_command(commands_with("case"))
    told = whole.commands["case"].commands["decide"].help
    listed = told[told.index("能做的：") :].split("。")[0].removeprefix("能做的：")
    names = {name.strip() for name in listed.replace("\n", "").split("、")}
    assert names == {act.name for act in ACTS if act.entry == "acts"}
