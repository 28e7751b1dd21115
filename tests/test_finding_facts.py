"""Each code that the program finds has one table of facts, and each table is of a code it finds."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.setup.checkout import ROOT
from tests.ui.places import PAGES
from zcdesk import finding_facts
from zcdesk.errors import ScanError, ZcdeskError
from zcdesk.findings import Severity
from zcdesk.ui.help.topics import passages
from zcdesk.wording import LANGUAGES, codes, sentence, sentences_in, wording_of
from zcdesk.workflow.side_by_side.doubts import DoubtKind

FAMILIES = ("check.", "clarity.", "hit.", "page.", "reuse.", "scan.", "verify.", "words.")
WITHOUT_FACTS = {
    # errors: what was asked for cannot be done
    "page.open_by_hand", "page.open_doubt", "page.unclaimed",
}  # fmt: skip

WHOLE = """
["check.late"]
severity = "warning"
about = "written"
zh.message = "晚了。"
en.message = "It is late."
"""


@cache
def calls() -> tuple[tuple[str, str, str], ...]:
    """Return where a function is called with a code as its first word: place, function, code."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[str, str, str]]:
    for path in sorted((ROOT / "zcdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield place, node.func.id, code.value


@pytest.mark.nightly
def test_each_code_that_the_program_finds_has_its_table() -> None:
    missing = {
        f"{place} finds {code}: write its table into resources/findings (finding_facts.Facts)"
        for place, function, code in calls()
        if function == "finding_of" and code not in finding_facts.all_facts()
    }
    assert not missing


@pytest.mark.slow
def test_the_weight_of_a_finding_is_only_in_its_table() -> None:
    twice = {
        f'{place}: write finding_of("{code}"), and its weight as severity in resources/findings'
        for place, function, code in calls()
        if function in ("error", "warning", "info")
        if code in finding_facts.all_facts() or code.startswith(FAMILIES)
        if not code.startswith("check.need_")  # reasons of a slot's state: sentences only
    }
    assert not twice


@pytest.mark.slow
def test_each_refusal_of_a_scan_has_its_table() -> None:
    def below(kind: type[ZcdeskError]) -> Iterator[type[ZcdeskError]]:
        yield kind
        for narrower in kind.__subclasses__():
            yield from below(narrower)

    kinds = [kind for kind in below(ScanError) if kind.__module__.startswith("zcdesk")]
    names = {kind.__name__ for kind in kinds}
    refusals = {kind.code for kind in kinds} | {code for _, name, code in calls() if name in names}
    assert {code for code in refusals if code not in finding_facts.all_facts()} == set()
    assert {finding_facts.facts_of(code).severity for code in refusals} == {Severity.ERROR}


def given_codes() -> set[str]:
    """Return the codes that an error is given where it is raised."""
    every = {code for _, function, code in calls() if function.endswith("Error")}
    return {code for code in every if re.fullmatch(r"[a-z]+\.[a-z_.]+", code)}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_that_an_error_is_given_has_its_sentence(language: str) -> None:
    given = given_codes()
    assert len(given) > 60
    assert given - codes(language) == set()


def test_each_sentence_on_a_page_or_scan_has_its_facts() -> None:
    bare = {
        code for code in codes() - finding_facts.all_facts().keys() if code.startswith(FAMILIES)
    }
    words = {code for code in bare if code.startswith(("check.", "page.state."))}
    assert bare - words == WITHOUT_FACTS


def test_what_the_tables_name_is_there() -> None:
    for code, facts in finding_facts.all_facts().items():
        assert facts.mend_at in ("", *PAGES, "unsorted", "notice", "questions", "words"), code
        assert not facts.side_by_side or DoubtKind(facts.side_by_side), code
        assert not facts.manual or facts.manual in passages(), code
    for heading in finding_facts.HEADINGS:
        assert sentence(f"export.where.{heading}").message


def test_a_code_of_another_version_is_looked_at_by_the_clerk_and_harms_nothing() -> None:
    assert finding_facts.facts_of("page.of_next_year") is finding_facts.UNKNOWN
    with pytest.raises(KeyError):
        finding_facts.finding_of("page.of_next_year")


def test_a_finding_weighs_what_its_table_says(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE, encoding="utf-8")
    assert finding_facts.read_facts(tmp_path)["check.late"].severity is Severity.WARNING
    for code, facts in finding_facts.all_facts().items():
        assert finding_facts.finding_of(code).severity is facts.severity


FAULTS = {
    "no weight": (WHOLE.replace('severity = "warning"\n', ""), "severity"),
    "no subject": (WHOLE.replace('about = "written"\n', ""), "about"),
    "a subject that there is not": (WHOLE.replace('"written"', '"weather"'), "about"),
    "no English": (WHOLE.replace('en.message = "It is late."\n', ""), "en"),
    "no sentence": (WHOLE.replace("zh.message", "zh.remedy"), "zh.message"),
    "a fact that nobody asks for": (WHOLE + "colour = 1\n", "colour"),
    "a page that there is not": (WHOLE + 'mend_at = "cellar"\n', "mend_at"),
    "a letter in one language": (WHOLE + 'zh.letter = ["晚了。"]\n', "both languages"),
    "a letter of three parts": (WHOLE + 'zh.letter = ["1", "2", "3"]\n', "letter"),
    "an error that may stand": (
        WHOLE.replace("warning", "error") + "may_stand = true\n",
        "only a warning",
    ),
    "the notice may stand": (WHOLE + "may_stand = true\nonly_known = true\n", "only a warning"),
    "two tables of one code": (WHOLE, "second table"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_lacks_or_mistakes_a_fact_is_refused_by_its_code(
    fault: str, tmp_path: Path
) -> None:
    table, word = FAULTS[fault]
    (tmp_path / "a.toml").write_text(table, encoding="utf-8")
    if word == "second table":
        (tmp_path / "b.toml").write_text(table, encoding="utf-8")
    with pytest.raises(ValueError, match=word) as refused:
        finding_facts.read_facts(tmp_path)
    assert "check.late" in str(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_is_read_alone_says_what_it_says_among_all_others(language: str) -> None:
    assert {
        code: finding_facts.known_facts(code) for code in finding_facts.all_facts()
    } == finding_facts.all_facts()
    every = sentences_in(language)
    assert {code: wording_of(code, language) for code in every} == every


@pytest.mark.parametrize("code", ["", "check", "letters.check", "clerk.page.blank", "no.such"])
def test_a_code_without_a_sentence_is_told_by_its_name(code: str) -> None:
    with pytest.raises(KeyError, match=re.escape(repr(code))):
        wording_of(code, "zh")


def test_a_list_and_the_facts_of_a_code_read_no_table_but_their_own() -> None:
    code = (
        "from zcdesk.cli.app import run; from zcdesk import finding_facts, wording\n"
        "run(['notice', 'list']); finding_facts.facts_of('page.blank')\n"
        "every = finding_facts.all_facts, wording.sentences_in\n"
        "print('read', *(each.cache_info().currsize for each in every))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "read 0 0"
