"""The sentence of a notice in which a quote stands."""

from __future__ import annotations

import pytest

from tests.tables import rows_beside
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.quoted import whole_sentence

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
