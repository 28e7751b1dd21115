"""Where the program starts: the window without arguments, the command line with some."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run zcdesk and return its exit status."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may speak cp936; a character that it lacks must not end the program.
            stream.reconfigure(encoding="utf-8", errors="replace")
    from zcdesk.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
