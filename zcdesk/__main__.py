"""Where the program starts: the window without arguments, the command line with some."""

from __future__ import annotations

# Of C: the module above it takes long enough to load to be interrupted.
import _signal as signal  # type: ignore[import-not-found]
import os
import sys

from zcdesk.system.spoken import surrounding_language as _surrounding

INTERRUPTED = 130
"""Exit status after Ctrl-C."""


_STOPPED = {
    "zh": "已停下，没有留下写了一半的文件。 [cli.interrupted]\n",
    "en": "Stopped; nothing half-written was left. [cli.interrupted]\n",
}
"""The sentence ``cli.interrupted``, said before sentences can be read (a test holds them equal)."""


def _stopped() -> str:
    """Return what is said after Ctrl-C; where ``--lang`` is it is read before all others."""
    words = " ".join(sys.argv[1:]).replace("--lang=", "--lang ").split()
    asked = words[words.index("--lang") + 1 :][:1] if "--lang" in words else []
    return next(
        (_STOPPED[signal_name] for signal_name in asked if signal_name in _STOPPED),
        _STOPPED[_surrounding()],
    )


def _leave(number: int, frame: object) -> None:
    """End at once: while the program loads its parts, nothing is begun and nothing to tidy up.

    An exception here could come out of the middle of somebody else's module, with a traceback.
    """
    try:
        os.write(2, _stopped().encode())
    finally:  # also where standard error is closed or full
        os._exit(INTERRUPTED)


if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
    # Before anything large is imported; what a shell runs behind its back stays deaf to Ctrl-C.
    signal.signal(signal.SIGINT, _leave)

import atexit  # noqa: E402
import contextlib  # noqa: E402
import gc  # noqa: E402
import warnings  # noqa: E402

import zcdesk  # noqa: E402, F401  (first: frozen, this file starts by itself, also in each worker)

_SELDOM = 100_000
"""Objects after which Python looks for garbage: what a command loads is none, and at every 700 of
them the looking took an eighth of ``case status``. It has 80,000, looked through once for 30 ms."""


def main() -> int:
    """Run zcdesk and return its exit status; after Ctrl-C the process ends here."""
    status = _run()
    if status == INTERRUPTED:
        _end_interrupted()
    if gc.isenabled():  # where there was a window, its parts go in their order
        gc.freeze()  # else Python looks through all before it ends: a tenth of its time
    return status


def _end_interrupted() -> None:
    """End with our status: Python takes another where Ctrl-C met a module that a library loaded."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    atexit._run_exitfuncs()
    os._exit(INTERRUPTED)


def _run() -> int:
    gc.set_threshold(_SELDOM)
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    try:
        from zcdesk.cli.streams import take_streams

        take_streams()
        warnings.simplefilter("ignore")  # what a library says of a broken file is told by us
        from zcdesk.system.privacy import hide_memory, keep_to_owner, show_presence

        keep_to_owner()
        hide_memory()
        show_presence()
        from zcdesk.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # A second one, while the first is being answered.
        if sys.stderr is not None:
            sys.stderr.write(_stopped())
        return INTERRUPTED
    finally:
        # What Python itself tidies up at its end would answer with a traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
