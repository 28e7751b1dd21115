"""Every rule that people read out of a notice is in its profile, in the notice's own words."""

import json
import re
from pathlib import Path

import pytest

from tests.tables import rows_beside
from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.profile.entries import Fact
from zcdesk.notices.profile.notice import Notice, walk
from zcdesk.notices.profile.sources import Source
from zcdesk.notices.quoted import whole_sentence

ROWS = json.loads(Path(__file__).with_name("requirements.json").read_text(encoding="utf-8"))
NOTICES = built_in_ids()


def rows_of(notice_id: str) -> list[dict[str, str]]:
    return [row for row in ROWS if row["id"].startswith(f"{notice_id}/")]


@pytest.fixture(params=NOTICES)
def notice(request: pytest.FixtureRequest) -> Notice:
    return load_notice(str(request.param))


def test_the_first_notice_is_there() -> None:
    assert "region-senior-2024" in NOTICES


def test_every_rule_id_is_in_the_profile_or_excused_with_a_reason(notice: Notice) -> None:
    excused = {rule.rule.rule for rule in notice.committee_rules if rule.reason}
    wanted = {row["id"] for row in rows_of(notice.id)}
    assert wanted, "no requirement rows for this notice"
    assert wanted - notice.rules() - excused == set()


def test_the_profile_invents_no_rule_id(notice: Notice) -> None:
    assert notice.rules() - {row["id"] for row in rows_of(notice.id)} == frozenset()


def test_every_quote_stands_in_the_notice_word_for_word(notice: Notice) -> None:
    text = bare("\n".join(notice_text(notice)))
    strangers = [s.quote for s in notice.sources() if not quote_stands_in(s.quote, text)]
    assert strangers == []


def lines_of(rule: str) -> list[int]:
    """Return the lines of the original text that a rule was read out of."""
    (told,) = [row["lines"] for row in ROWS if row["id"] == rule]
    spans = [part.partition("-") for part in re.split(r"[,、，; ]+", told)]
    return [n for first, _, last in spans for n in range(int(first), int(last or first) + 1)]


def words_of(notice: Notice, rule: str) -> str:
    text = notice_text(notice)
    return bare("\n".join(text[line - 1] for line in lines_of(rule)))


def test_every_quote_stands_in_the_lines_of_its_own_rule(notice: Notice) -> None:
    for source in notice.sources():
        assert quote_stands_in(source.quote, words_of(notice, source.rule)), source.rule


def test_every_doubt_of_an_entry_is_one_about_its_rule(notice: Notice) -> None:
    touched = {question.id: question.rules for question in notice.open_questions}
    for source in notice.sources():
        for doubt in source.doubts:
            assert source.rule in touched[doubt], (source.rule, doubt)


def test_every_contact_and_printed_day_stands_in_the_lines_of_its_rule(notice: Notice) -> None:
    for contact in notice.contacts:
        assert bare(contact.value) in words_of(notice, contact.rule), contact.title
    for window in notice.windows:
        for printed in (window.start_text, window.end_text):
            assert bare(printed) in words_of(notice, window.rule), window.id


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[0-9]+", text))


def test_every_number_in_a_name_of_ours_is_one_of_its_rule(notice: Notice) -> None:
    for _, value in walk(notice):
        if not isinstance(value, Source):
            continue
        names = [getattr(value, name, "") for name in ("title", "what", "form", "who_has")]
        years: set[str] = set()
        if isinstance(value, Fact):
            for option in value.options:
                names += [option.title, option.because]
                years |= years_asked(notice, value.id, option.id)
        known = numbers(words_of(notice, value.rule)) | numbers(value.rule) | years
        assert numbers("".join(names)) <= known, names


def years_asked(notice: Notice, fact: str, answer: str) -> set[str]:
    """Return the years that a series has when a question is answered so."""
    when = {"fact": fact, "is": (answer,)}
    asked = [
        ruling.series.years
        for slot in notice.slots()
        for ruling in slot.rulings
        if ruling.series and ruling.when.model_dump(by_alias=True) == when
    ]
    return {str(year) for years in asked for year in years}


def test_the_two_readings_of_four_and_three_years_name_their_years() -> None:
    fact = load_notice("hotan-private-2025").fact("ce_reading")
    named = {option.id: sorted(numbers(option.title)) for option in fact.options}
    assert named == {"excluding": ["2021", "2022", "2024"], "including": ["2022", "2023", "2025"]}


EXPLANATIONS = (
    "note", "hint", "question", "treatment", "reason", "scope", "short_title", "unseen",
)  # fmt: skip
KEPT_NUMBERS = Path(__file__).with_name("numbers_in_explanations.json")


def test_the_numbers_in_our_explanations_do_not_change_unread(
    notice: Notice, renew_golden: bool
) -> None:
    """No notice says them, so a person must read what changes (``--renew-golden`` keeps it)."""
    found = {}
    for path, value in walk(notice):
        for name in EXPLANATIONS:
            told = re.findall(r"[0-9]+", getattr(value, name, "") or "")
            if told:
                found[".".join(map(str, (*path, name)))] = " ".join(told)
    known = json.loads(KEPT_NUMBERS.read_text(encoding="utf-8")) if KEPT_NUMBERS.exists() else {}
    if renew_golden:
        known[notice.id] = found
        text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
        KEPT_NUMBERS.write_text(text + "\n", encoding="utf-8")
    assert found == known[notice.id]


def test_every_clause_is_the_one_of_its_rule(notice: Notice) -> None:
    clauses = {row["id"]: row["clause"] for row in rows_of(notice.id)}
    for source in notice.sources():
        expected = clauses[source.rule].replace("(", "（").replace(")", "）")
        # What only the table counts (八-1, 一-末) stands in no notice; 附件-1 is printed as 附件1.
        expected = re.sub(r"-(\d+|末|除外)$", "", re.sub(r"^附件-(\d+)$", r"附件\1", expected))
        assert source.clause == expected, source.rule


def test_every_ambiguity_of_a_row_is_listed_and_reaches_its_rule(notice: Notice) -> None:
    listed = {question.id: set(question.rules) for question in notice.open_questions}
    for row in rows_of(notice.id):
        for doubt in ambiguities(row["rule"]):
            assert row["id"] in listed.get(doubt, set()), (row["id"], doubt)


def ambiguities(text: str) -> list[str]:
    return re.findall(r"A-\d\d", text)


TABLES = rows_beside(__file__)

TEXT = (
    "关于某项工作的通知",
    "一、申报人对材料的真实性负责，因漏报导致的后",
    "",
    "果，由申报人承担。逾期不予受理；复印件一份。",
    "（二）弄虚作假的（见第三条），三年内不得申报。",
    "三、重复的话在这里。",
    "四、重复的话在那里。",
    "表头",
    "姓名　单位",
)


@pytest.mark.parametrize(("quote", "sentence"), TABLES["sentences"])
def test_a_quote_grows_to_its_sentence_or_stays_what_it_is(quote: str, sentence: str) -> None:
    assert whole_sentence(quote, TEXT) == sentence


def test_every_quote_of_a_penalty_grows_to_what_is_punished_and_how() -> None:
    for notice_id in ("etdz-2024", "hotan-private-2025", "miit-2019", "region-senior-2024"):
        notice = load_notice(notice_id)
        for one in notice.penalties:
            said = whole_sentence(one.quote, notice_text(notice))
            assert said.endswith("。")
            assert len(said) > len(one.quote)
