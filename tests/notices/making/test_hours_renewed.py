"""A renewal takes the hour that this year's notice says, and cuts no number in two."""

from __future__ import annotations

from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.making.assembling import assembled
from zcdesk.notices.making.new_profile import Renewal, confirmed, renewed

NOTICE = "region-senior-2024"


def renewal_of(*changes: tuple[str, str]) -> Renewal:
    old = load_notice(NOTICE)
    text = "\n".join(notice_text(old))
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return renewed(old, notice_text(old), text, "mine-2024", 2024)


def test_an_hour_that_is_new_is_a_value_of_its_window() -> None:
    renewal = renewal_of(("至10月10日", "至10月9日（星期五）18:00"))
    (hour,) = [item for item in renewal.items if item.path[-1] == "end_time"]
    assert (hour.old, hour.value) == (None, "18:00")
    assert hour.passage is not None
    assert hour.passage.words.endswith("18:00")
    windows = assembled(confirmed(renewal, hour.path))["windows"]
    assert isinstance(windows, list)
    assert "18:00" in [window["end_time"] for window in windows if "end_time" in dict(window)]  # type: ignore[arg-type,call-overload,index]


def test_a_range_in_place_of_a_number_is_quoted_whole() -> None:
    renewal = renewal_of(("字数3000字以内", "字数1500—2500字"))
    assert any(str(item.value).endswith("1500—2500字") for item in renewal.items)


def test_the_same_text_has_no_new_hour() -> None:
    assert not [one for one in renewal_of().items if str(one.path[-1]).endswith("_time")]
