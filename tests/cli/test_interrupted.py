"""Whatever Ctrl-C meets, the process ends with the status that the manual names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.setup.checkout import ROOT
from zcdesk.__main__ import INTERRUPTED

IN_A_LOADED_MODULE = """
import sys
from tests.setup.checkout import ROOT
from zcdesk.__main__ import main
import zcdesk.cli.app
zcdesk.cli.app.run = lambda arguments: exec("raise KeyboardInterrupt")
sys.exit(main())
"""
"""Python notes that Ctrl-C came out of code that it ran from text, as libraries do while they load,
and ends as by a signal whatever became of it."""


def test_ctrl_c_within_a_library_that_loads_ends_with_the_status_of_every_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "started.py").write_text(IN_A_LOADED_MODULE, "utf-8")
    command = [sys.executable, "-m", "started"]  # as ``python -m zcdesk`` is: a script has no note
    places = os.pathsep.join((str(tmp_path), str(ROOT)))
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": places}, capture_output=True)
    assert run.returncode == INTERRUPTED
    assert b"[cli.interrupted]" in run.stderr
    assert b"Traceback" not in run.stderr
