"""A profile at fault is refused with file, line, field and a hint; never with a traceback."""

import ast
import pickle
import re
from pathlib import Path

import pytest
import yaml

from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from zcdesk.notices.files import locating
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.files.parsing import parse_profile, read_profile
from zcdesk.notices.profile.file_forms import contradicting, file_form, form_said
from zcdesk.notices.profile.sources import Value
from zcdesk.notices.sentences.proposals import ProposalKind
from zcdesk.resources import resource
from zcdesk.wording import codes, spoken

TABLES = rows_beside(__file__)

GOOD = resource("notices", "region-senior-2024.yaml").read_text(encoding="utf-8")


def faults_of(text: str | bytes) -> tuple[locating.ProfileFault, ...]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(locating.ProfileError) as caught:
        parse_profile(raw, "mine.yaml")
    return caught.value.faults


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_the_unchanged_profile_is_taken() -> None:
    assert parse_profile(GOOD.encode(), "mine.yaml").year == 2024


CHANGES = TABLES["changes"]


@pytest.mark.parametrize(
    ("before", "after", "code", "field", "word"), CHANGES.values(), ids=CHANGES
)
def test_a_fault_is_told_with_line_field_and_hint(
    before: str, after: str, code: str, field: str, word: str
) -> None:
    text = GOOD.replace(before, after, 1)
    assert text != GOOD
    told = {fault.field: fault for fault in faults_of(text)}
    fault = told[field]
    assert fault.code == code
    assert fault.line == line_of(GOOD, before)
    sentence = spoken(fault.finding())
    assert "mine.yaml" in sentence.message
    assert str(fault.line) in sentence.message
    assert word in sentence.message + sentence.remedy
    assert ("您是不是想写" in sentence.remedy) is bool(fault.suggestion)


@pytest.mark.parametrize(("more", "code", "field", "word"), TABLES["file_rules"])
def test_a_rule_on_files_that_no_file_can_follow_is_told(
    more: str, code: str, field: str, word: str
) -> None:
    value = '    value: "*.jpg"\n'
    (fault,) = faults_of(GOOD.replace(value, f"{value}    {more}\n", 1))
    assert (fault.code, fault.field) == (code, f"file_rules.2.{field}")
    sentence = spoken(fault.finding())
    assert word in sentence.message + sentence.remedy


def test_a_rule_on_files_that_asks_for_a_pdf_is_taken() -> None:
    value = '    value: "*.jpg"\n'
    more = '    format: pdf\n    one_file: section\n    most_kb: 5000\n    name: "{序号}{栏目}"\n'
    notice = parse_profile(GOOD.replace(value, value + more, 1).encode(), "mine.yaml")
    form = file_form(notice, notice.slots()[0].id)
    assert (form.pdf, form.column, form.most_bytes) == (True, "section", 5_000_000)


@pytest.mark.nightly
def test_every_key_of_a_profile_has_a_reader() -> None:
    """What is asked for and never read has no effect; the value itself or another part reads it."""
    making = ("editing", "making")  # they write keys, which gives them no effect
    read = {
        node.attr
        for path in (ROOT / "zcdesk").rglob("*.py")
        if not {*making} & {*path.parts}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    } | {name for kind in ProposalKind for name in kind.fields}  # checks/concerning walks them
    unread = {
        f"{kind.__name__}.{name}"
        for kind in kinds_below(Value)
        for name in kind.model_fields
        if kind.__module__.startswith("zcdesk.notices.profile") and name not in read
    }
    assert unread == set()


def kinds_below(kind: type[Value]) -> set[type[Value]]:
    below = {*kind.__subclasses__()}
    return below.union(*(kinds_below(one) for one in below))


def test_a_question_that_nothing_reads_does_not_load() -> None:
    one, other = (
        "{fact: series, is: [senior_economist]}",
        '{fact: intellectual_property, is: ["yes"]}',
    )
    text = GOOD.replace(f"{{all: [{one}, {other}]}}", one, 1)
    (fault,) = faults_of(text)
    assert (fault.code, fault.field, fault.found) == (
        "notice.fact_unread", "facts.3.id", "intellectual_property"
    )  # fmt: skip
    assert fault.line == line_of(GOOD, "- id: intellectual_property")


def test_an_old_question_about_covering_by_hand_is_dropped() -> None:
    """Every page asks for itself; one answer for all would let out what nobody saw."""
    asked = "facts:\n  - {id: by_hand, question: 都遮了吗, kind: number, rule: 题, quote: 自治区}\n"
    notice = parse_profile(GOOD.replace("facts:\n", asked, 1).encode(), "mine.yaml")
    assert "by_hand" not in [fact.id for fact in notice.facts]


@pytest.mark.parametrize(("words", "said"), TABLES["said"])
def test_words_on_files_become_what_an_export_can_follow(
    words: str, said: dict[str, str | int]
) -> None:
    assert form_said(words) == said


def test_two_rules_on_the_same_files_are_told_and_the_stricter_number_is_kept() -> None:
    rule = (
        "  - {id: small, title: 大小, value: 2M, most_kb: 2000, rule: 题, quote: 2024年度自治区}\n"
    )
    other = rule.replace("small", "large").replace("2M", "5M").replace("2000", "5000")
    text = GOOD.replace("file_rules:\n", f"file_rules:\n{other}{rule}", 1)
    notice = parse_profile(text.encode(), "mine.yaml")
    assert [(one.value, two.value) for one, two in contradicting(notice)] == [("5M", "2M")]
    assert file_form(notice, notice.slots()[0].id).most_bytes == 2_000_000


@pytest.mark.parametrize(
    "what", [what for what in CHANGES if what.startswith(("misspelt", "unknown"))]
)
def test_a_slip_of_the_pen_is_met_with_what_was_meant(what: str) -> None:
    before, after, *_ = CHANGES[what]
    assert all(fault.suggestion for fault in faults_of(GOOD.replace(before, after, 1)))


def test_a_missing_field_is_told_at_its_entry() -> None:
    text = GOOD.replace("  - id: upright\n    title: 正向\n", "  - id: upright\n", 1)
    (fault,) = faults_of(text)
    assert (fault.code, fault.field) == ("notice.field_missing", "file_rules.1.title")
    assert fault.line == line_of(text, "- id: upright")


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD
    for before, after, code, *_ in CHANGES.values():
        if code in ("notice.field_unknown", "notice.value_wrong") and "degree" not in before:
            text = text.replace(before, after, 1)
    found = faults_of(text)
    assert len(found) == 5
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


NESTED = "a: " + "[" * (locating.DEEPEST_NESTING + 1) + "]" * (locating.DEEPEST_NESTING + 1)
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

HOSTILE: list[tuple[str, str | bytes, str, int]] = [
    ("empty", "", "notice.empty", 0),
    ("only a comment", "# nothing\n", "notice.empty", 0),
    ("not a mapping", "- id: x\n", "notice.value_wrong", 1),
    ("just text", "自治区", "notice.value_wrong", 1),
    ("too large", b"#" * (locating.LARGEST_FILE + 1), "notice.too_large", 0),
    ("not UTF-8", "a: 1\nb: 评审".encode("gb18030"), "notice.not_utf8", 2),
    ("unfinished bracket", "a: 1\nb: [1, 2\n", "notice.syntax", 3),
    ("tab as indentation", "a:\n\t- 1\n", "notice.syntax", 2),
    ("control character", "a: \x07\n", "notice.syntax", 0),
    ("nested a little too deep", NESTED, "notice.too_deep", 1),
    ("nested absurdly deep", "a: " + "[" * 200_000, "notice.too_deep", 1),
    ("nested absurdly deep by dashes", "- " * 200_000 + "x", "notice.too_deep", 1),
    ("more values than anybody writes", f"a: [{'1,' * 250_000}]", "notice.too_many", 1),
    ("alias bomb", BOMB, "notice.alias", 1),
    ("python tag", "a: !!python/object/apply:os.system ['true']", "notice.tag", 1),
    ("key twice", "id: x\nyear: 2024\nid: y\n", "notice.key_twice", 3),
    (
        "a hundred thousand strange fields",
        "".join(f"f{n}: 1\n" for n in range(99_000)),
        "notice.field_unknown",
        1,
    ),
    ("list as key", "? [a, b]\n: c\n", "notice.key_not_text", 1),
    ("two documents", "id: x\n---\nid: y\n", "notice.two_documents", 2),
]


@pytest.mark.slow
@pytest.mark.parametrize(("content", "code", "line"), [row[1:] for row in HOSTILE],
                         ids=[row[0] for row in HOSTILE])  # fmt: skip
def test_a_hostile_file_is_refused_with_a_located_sentence(
    content: str | bytes, code: str, line: int
) -> None:
    told = {fault.code: fault for fault in reversed(faults_of(content))}
    assert code in told
    assert told[code].line == line
    assert spoken(told[code].finding()).message


@pytest.mark.nightly
def test_random_damage_never_ends_in_anything_but_a_profile_error() -> None:
    for place in range(0, len(GOOD), 1201):
        for damage in ("[", "}", "\t", ": ", "\n", "*", "'"):
            damaged = GOOD[:place] + damage + GOOD[place + 1 :]
            faults: tuple[locating.ProfileFault, ...] = ()
            try:
                parse_profile(damaged.encode(), "mine.yaml")
            except locating.ProfileError as error:
                faults = error.faults
            assert all(spoken(fault.finding()).message for fault in faults)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(locating.ProfileError) as caught:
        read_profile(Path("no-such-profile.yaml"))
    (fault,) = caught.value.faults
    assert fault.code == "notice.not_there"
    assert "no-such-profile.yaml" in spoken(caught.value.finding()).message


def test_an_unknown_notice_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(locating.UnknownNoticeError) as caught:
        load_notice("region-senior-2042")
    assert "region-senior-2024" in spoken(caught.value.finding()).remedy


def test_a_profile_error_survives_the_way_between_processes() -> None:
    with pytest.raises(locating.ProfileError) as caught:
        parse_profile(b"id: x\n", "mine.yaml")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.faults, again.details) == (caught.value.faults, caught.value.details)


def test_words_like_no_stay_words_and_a_phone_number_stays_text() -> None:
    notice = load_notice("region-senior-2024")
    answers = [option.id for option in notice.fact("degree").options]
    assert answers == ["yes", "no"]
    unquoted = re.sub(r'"(yes|no)"', r"\1", GOOD)
    assert parse_profile(unquoted.encode(), "mine.yaml") == notice


@pytest.mark.parametrize("value", ["true", "3", "2024-10-10", "~", "[a]", "{a: b}"])
def test_only_text_is_taken_for_text(value: str) -> None:
    text = GOOD.replace("region: 新疆维吾尔自治区", f"region: {value}")
    (fault,) = faults_of(text)
    assert (fault.code, fault.field) == ("notice.value_wrong", "region")


def test_both_yaml_readers_give_the_same_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    notice = parse_profile(GOOD.encode(), "mine.yaml")
    monkeypatch.setattr("zcdesk.notices.files.locating._Loader", yaml.SafeLoader)
    assert parse_profile(GOOD.encode(), "mine.yaml") == notice


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("room", "family"), [("notices", "notice"), ("checks", "check")])
def test_every_fault_has_a_sentence(room: str, family: str, language: str) -> None:
    folder = resource().parent / "zcdesk" / room
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    used = set(re.findall(rf'"({family}\.[a-z0-9_]*[a-z0-9])"', source))
    assert used
    assert used <= codes(language)
