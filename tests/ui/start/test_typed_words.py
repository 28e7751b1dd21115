"""What the page of words says of a word with something beside it, and what it takes."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOTICE
from zcdesk.names.spellings import folded
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.start.identity_page import IdentityPage

EMPLOYER = "新疆天山桥梁工程有限公司"


@pytest.fixture
def page(window: MainWindow) -> IdentityPage:
    window.new_case(NOTICE)
    window.identity.employer.setText(EMPLOYER)
    return window.identity


def test_a_remark_is_cut_off_and_the_page_says_what_is_looked_for(page: IdentityPage) -> None:
    page.name.setText("姓名：赵启明（女）")
    page.aliases.show_words(("赵小明同志",))
    assert page.applicant.name == "赵启明"
    assert page.applicant.aliases == ("赵小明",)
    assert "姓名按“赵启明”查找" in page.intake.text()
    page.aliases.show_words(())
    page.name.setText("赵启明")
    assert page.intake.isHidden()


@pytest.mark.parametrize("name", ["赵*明", "赵启明、钱小文", "同上"])
def test_what_is_no_name_does_not_begin_a_case(page: IdentityPage, name: str) -> None:
    begun: list[object] = []
    page.begun.connect(lambda *told: begun.append(told))
    page.name.setText(name)
    page.primary.click()
    assert not begun
    assert "姓名：" in page.intake.text()
    assert page.name.property("wrong")


def test_a_dot_typed_in_any_way_is_the_dot_without_a_word(page: IdentityPage) -> None:
    for dot in "。｡.．-–—、•・":
        page.name.setText(f"古丽米热{dot}阿不都")
        assert folded(page.applicant.name) == folded("古丽米热·阿不都")
        assert page.intake.isHidden()
