"""The batch page with a roster chosen."""

from pathlib import Path

from tests.ui.conftest import until
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.keys.router import At


def planned(window: MainWindow, folder: Path) -> BatchRoom:
    window.router.go(At("batch"))
    batch = window.batch
    batch.setup.take_roster(folder / "花名册.xlsx")
    batch.setup.take_scans(folder / "材料")
    until(lambda: batch.work.plan is not None)
    return batch
