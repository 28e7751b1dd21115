"""Where the program starts: the window without arguments, the command line with some."""

from __future__ import annotations

import multiprocessing
import sys

import zcdesk  # noqa: F401  (first: frozen, this file starts by itself, also in each worker)

INTERRUPTED = 130
"""Exit status after Ctrl-C."""


def main() -> int:
    """Run zcdesk and return its exit status."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may speak cp936; a character that it lacks must not end the program.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        from zcdesk.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # While the program is still loading its own parts it has no sentences yet.
        sys.stderr.write("已停下，没有留下写了一半的文件。\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
