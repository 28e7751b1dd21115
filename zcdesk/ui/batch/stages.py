"""The steps of choosing for a batch: one ladder for what the primary button says and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from zcdesk.ui.batch.setup import BatchSetup


@dataclass(frozen=True)
class Stage:
    """A step of choosing; the first that is due is what the primary button says and does.

    Attributes:
        is_due: Whether it is open, where none above it is.
        says: What its button says.
        do: What the button does.
        writes: Files come of it, so that Enter alone does not press it.
    """

    is_due: Callable[[BatchSetup], bool]
    says: Callable[[BatchSetup], str]
    do: Callable[[BatchSetup], object]
    writes: bool = False


STAGES = (
    Stage(lambda page: page.work.roster_path is None,
          lambda _: _tr("选花名册…"), lambda page: page.choose_roster()),
    Stage(lambda page: page.work.roster is None,
          lambda _: _tr("正在读花名册"), lambda _: None),
    Stage(lambda page: page.asks_notice,
          lambda _: _tr("选通知…"), lambda page: page.notice.open()),
    Stage(lambda page: bool(page.mends),
          lambda page: _tr("另存改好的 %n 格，重新读", len(page.mends)),
          lambda page: page.work.mend(page.mends), writes=True),
    Stage(lambda page: not page.roster_is_usable,
          lambda _: _tr("改好后重新读花名册"), lambda page: page.read_again()),
    Stage(lambda page: page.work.scans is None,
          lambda _: _tr("选材料文件夹…"), lambda page: page.ask_scans()),
    Stage(lambda page: page.work.plan is None,
          lambda _: _tr("正在找材料"), lambda page: page.work.prepare(again=True)),
    Stage(lambda page: page.asks_whose,
          lambda page: _tr("定下合订扫描件的 %n 页", page.work.shared.open_count),
          lambda page: page.choose_shared()),
    Stage(lambda page: page.goes_on,
          lambda _: _tr("接着上次做"), lambda page: page.start(), writes=True),
    Stage(lambda _: True, lambda _: _tr("开始处理"), lambda page: page.start(), writes=True),
)  # fmt: skip


def _tr(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("batch_stages", words, None, count)
