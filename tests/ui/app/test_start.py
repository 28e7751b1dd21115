"""The start page is up before anything that only a case needs has been loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHOWN = """
import sys
from PySide6.QtCore import QEventLoop
import zcdesk
from zcdesk.ui.keys.router import At
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workers.pool import WorkerPool

application = prepare_application()
with WorkerPool(1) as pool:
    window = MainWindow(pool)
    window.show()
    application.processEvents()
    assert window.start.isVisible()
    window.show_help()
    print(*sorted(sys.modules))
    window.router.go(At("batch"))
    assert window.start.isVisible()  # it is loaded beside the window
    while window.start.isVisible():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    window.close()
"""
HEAVY = {"pymupdf", "onnxruntime", "docx", "openpyxl", "cv2", "numpy", "fontTools"}


@pytest.mark.slow
def test_the_start_page_is_up_without_what_reads_and_writes_documents() -> None:
    """The batch, asked for at once, comes as soon as that is loaded."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SHOWN]
    told = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=600)
    assert told.returncode == 0, told.stderr
    loaded = set(told.stdout.split())
    assert "zcdesk.ui.start.start_page" in loaded
    assert not loaded & HEAVY


def test_a_window_that_is_closed_while_the_rest_is_loaded_says_nothing() -> None:
    early = "import zcdesk; from zcdesk.ui.app.later import load_ahead; load_ahead()"
    run = subprocess.run(
        [sys.executable, "-c", early], env=os.environ, capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("", "")
