"""What stands in Uyghur beside the own words is proposed with the page, and only that."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.pages.preparing import prepare
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.network import Table, probabilities
from zcdesk.reading.evening import evened
from zcdesk.sorting.script_spellings import spellings_at, without_ending
from zcdesk.sorting.told import ScriptSpelling
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.found_scans import scan_at
from zcdesk.workflow.one_page.sought import Sought

WORDS = frozenset({Target.NAME, Target.EMPLOYER})


def examined(path: Path, own: Applicant) -> Examined:
    return examine_page(str(path), 0, Sought(own, WORDS))


def proposed(found: Examined) -> dict[Target, ScriptSpelling]:
    return {spelling.target: spelling for spelling in found.told.spellings}


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_card(tmp_path_factory.mktemp("card") / "工作证.jpg")


@pytest.mark.nightly
def test_a_bilingual_card_proposes_name_and_employer_where_they_stand(card: Path) -> None:
    found = examined(card, applicant())
    spelled = proposed(found)
    assert spelled[Target.NAME].text == NAME
    letters = plain_letters(spelled[Target.EMPLOYER].text)
    assert letters == plain_letters(EMPLOYER)
    assert len(spelled[Target.EMPLOYER].text.split()) == len(EMPLOYER.split())
    han = next(hit for hit in found.hits if hit.mask.matched == "name:1")
    below = bounds(spelled[Target.NAME].polygon)[3]
    assert abs(below - bounds(han.mask.polygon)[1]) < 40  # px: the row above the Han name


@pytest.mark.nightly
def test_a_name_sounds_like_the_own_one_and_a_place_gives_its_words_alone(card: Path) -> None:
    found = examined(card, applicant())
    grey = evened(prepare(scan_at(str(card)), 0).picture)
    name, employer = (proposed(found)[target].polygon for target in (Target.NAME, Target.EMPLOYER))
    left, top, right, bottom = bounds(employer)
    first_words = box(left + (right - left) * 0.6, top, right, bottom)  # at the right

    def texts(target: Target, place: Polygon, *names: str) -> list[str]:
        lines = found.reading.lines
        return [each.text for each in spellings_at(grey, lines, [(target, place)], names)]

    assert texts(Target.NAME, name, applicant().name) == texts(Target.NAME, name) == [NAME]
    assert texts(Target.NAME, name, "沈知遥") == []
    assert texts(Target.NAME, employer) == texts(Target.EMPLOYER, name) == []
    assert texts(Target.NAME, first_words) == [" ".join(EMPLOYER.split()[:2])]


@pytest.mark.parametrize(
    ("read", "told", "bare"),
    [
        ("ئامىنە ھۈسەننى", "阿米娜·玉山", "ئامىنە ھۈسەن"),
        ("ئابلىز قادىرنىڭ", "阿不力孜·卡德尔", "ئابلىز قادىر"),
        ("ليۇ جۈندىن", "刘军", "ليۇ جۈن"),
        ("ئابدۇ غەنى", "阿布都·艾尼", "ئابدۇ غەنى"),
        ("شەمسى نۇردىن", "夏木西·努尔丁", "شەمسى نۇردىن"),
        ("ئامىنە ھۈسەننى", "沈知遥", "ئامىنە ھۈسەننى"),
        ("ئامىنە ھۈسەنجان", "阿米娜·玉山", "ئامىنە ھۈسەنجان"),
    ],
)
def test_a_declined_name_is_proposed_as_on_a_card(read: str, told: str, bare: str) -> None:
    assert without_ending(read, [told]) == bare


@pytest.mark.nightly
def test_what_was_told_in_the_script_is_not_proposed_again(card: Path) -> None:
    told = replace(applicant(), aliases=("ئەكرەم سۇلايمان",))
    assert proposed(examined(card, told)).keys() == {Target.EMPLOYER}


@pytest.mark.nightly
def test_somebody_elses_card_proposes_nothing(card: Path) -> None:
    stranger = Applicant("沈知遥", "天山云岭智能装备制造有限责任公司")
    assert not examined(card, stranger).told.spellings


@pytest.mark.nightly
def test_no_line_is_read_for_it_on_a_page_in_chinese_alone_and_none_twice(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def counted(line: GreyPicture) -> Table:
        looks.append(line.shape[1])
        return probabilities(line)

    monkeypatch.setattr("zcdesk.reading.arabic.script.probabilities", counted)
    chinese = draw_card(tmp_path / "毕业证.jpg", "diploma")
    assert not examined(chinese, applicant()).told.spellings
    before = len(looks)
    with_proposal = examined(card, applicant())
    once = len(looks) - before
    monkeypatch.setattr("zcdesk.workflow.one_page.examining.spellings_at", lambda *_: ())
    before = len(looks)
    assert examined(card, applicant()).hits == with_proposal.hits
    assert len(looks) - before == once
