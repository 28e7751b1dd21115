"""What a notice asks to cover and the program cannot find is told beside every run of redact."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import drawn_scan
from zcdesk.cli.app import run
from zcdesk.notices.files import loading
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.covering import CoveredByHand

NOTICE = "region-senior-2024"


@pytest.mark.parametrize("asked", [False, True])
def test_no_run_ends_as_done_while_the_notice_asks_for_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: bool,
) -> None:
    notice = load_notice(NOTICE)
    assert notice.masking is not None
    crest = CoveredByHand(what="院徽", rule=notice.masking.rule, quote=notice.masking.quote)
    masking = notice.masking.model_copy(update={"by_hand": (crest,) if asked else ()})
    more = notice.model_copy(update={"masking": masking})
    monkeypatch.setattr(loading, "load_notice", lambda _: more)
    scan = drawn_scan(tmp_path / "1.jpg", "姓名：张伟", "单位：新疆云岭智能装备制造有限公司")
    words = ["--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司"]
    out = str(tmp_path / "遮好的")
    status = run(["redact", str(scan), *words, "--notice", NOTICE, "--out", out])
    assert status == (1 if asked else 0)
    assert ("院徽" in capsys.readouterr().err) is asked
