"""Opens a case in the window, keeps a picture of it and closes it: what ci.yml does on each system.

python tools/seen.py CASE PICTURE
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import zcdesk  # noqa: F401  (first, it sets switches)
from tools.calling import named, run_tool
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workers.pool import WorkerPool

LONGEST = 60.0
"""Seconds within which the case has to stand in the window."""
SETTLING = 2.0
"""Seconds in which what is drawn later is drawn."""
SIZE = (1366, 768)


def main() -> int:
    """Return 0 when the case stood in the window and its picture was kept."""
    case, picture = named("CASE", "PICTURE")
    application = prepare_application()
    with WorkerPool() as pool:
        window = MainWindow(pool)
        window.resize(*SIZE)
        window.show()
        window.open_path(case)
        end = time.monotonic() + LONGEST
        while window.room is None and time.monotonic() < end:
            application.processEvents()
        end = time.monotonic() + SETTLING
        while time.monotonic() < end:
            application.processEvents()
        opened = window.room is not None
        kept = window.grab().save(str(picture))
        window.close()
    return 0 if opened and kept else 1


if __name__ == "__main__":
    run_tool(main)
