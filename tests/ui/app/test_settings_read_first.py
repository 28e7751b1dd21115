"""What is changed in the settings is seen at once, whichever thread read them first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import threading
from zcdesk.ui.kit.preferences import preferences
reading = threading.Thread(target=preferences)
reading.start()
reading.join()
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import TypeRole
application = prepare_application()
before = fonts.points(TypeRole.BODY)
preferences().lend_size(200)
print(fonts.points(TypeRole.BODY) == 2 * before)
"""


def test_settings_that_another_thread_read_first_are_followed(tmp_path: Path) -> None:
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"True"), done.stderr
