"""Names that come from a notice, which anybody may write, work on Windows; so do those we chose."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.documents.people import ready
from tests.outside.windows_names import faults
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.export.plan.layout import legal_title
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.session import opening
from zcdesk.workflow.package.own_use import own_use_files

ODD = 'con. NUL/AUX:\\<|>?*"..　长e\u0301\u202e\u200b\ud800\x00\u2028\u0301Ａ'
ODD_TITLES = ("CON", "aux.b", "???", "一/二:三", "e\u0301 . ")
NOTICE = "region-senior-2024"
NOW = datetime(2024, 9, 20, tzinfo=UTC)

titles = st.one_of(st.text(max_size=60), st.text(ODD, max_size=12), st.sampled_from(
    ["CON", "nul", "Aux .表", "com1", "LPT9.x", "COM¹", "conin$", " . ", "…", "表 . ", "e\u0301"]
))  # fmt: skip

WRONG = [
    ["a:b"], ["x/con"], ["NUL.txt"], ["com³.jpg"], ["a."], ["a /b"], [" a"], ["e\u0301"],
    ["\u200ba"], ["A.jpg", "a.JPG"], ["é", "e\u0301"], ["长" * 256], ["\udcff"],
    ["/".join(["文件夹" * 9] * 6)], ["ß", "SS"], ["a\nb"],
]  # fmt: skip


@pytest.mark.parametrize("names", WRONG, ids=ascii)
def test_the_rules_see_what_windows_would_not_take(names: list[str]) -> None:
    assert faults(names)


def test_the_rules_take_ordinary_names() -> None:
    assert faults(["上传/01-1 身份证/001.jpg", "上传/01-1 身份证/001a_2.jpg", "console.txt"]) == []


@given(titles)
@example("CON")
@example("nul .x")
def test_a_title_becomes_a_name_that_windows_takes(title: str) -> None:
    name = legal_title(title, "diploma")
    assert faults([name, f"{name}.docx", f"01-1 {name}"]) == []


def with_titles(notice: Notice, title: str) -> Notice:
    """Return a notice that is called so, and all of whose slots are."""
    sections = []
    for section in notice.sections:
        slots = tuple(slot.model_copy(update={"title": title}) for slot in section.slots)
        sections.append(section.model_copy(update={"slots": slots}))
    return notice.model_copy(update={"sections": tuple(sections), "short_title": title})


@pytest.mark.slow
@pytest.mark.parametrize("title", ODD_TITLES, ids=ascii)
def test_no_form_is_lost_or_named_oddly_whatever_its_slot_is_called(title: str) -> None:
    case, notice = ready(), load_notice(NOTICE)
    usual, odd = (_forms(case, told) for told in (notice, with_titles(notice, title)))
    assert len(odd) == len(usual) > 4
    assert faults(odd) == []


def _forms(case: Case, notice: Notice) -> list[str]:
    made = own_use_files(case, notice, [], Content.COVERED, evaluate(notice, case, NOW))
    return sorted(made.files)


@pytest.mark.parametrize("title", ODD_TITLES, ids=ascii)
def test_a_new_case_lies_in_its_folder_whatever_the_notice_is_called(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = with_titles(load_notice(NOTICE), title)
    monkeypatch.setattr(opening, "load_notice", lambda _id: notice)
    monkeypatch.setattr(opening, "new_case", lambda _notice, who: replace(ready(), applicant=who))
    (made,) = opening.making(tmp_path / "案卷", notice.id, Applicant("某某", "某某公司"), ())
    assert made.opened is not None
    made.opened.stored.close()
    (name,) = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.zcase")]
    assert (name.count("/"), faults([name])) == (1, [])
