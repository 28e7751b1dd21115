"""Settings are written beside the window, into the home folder that the process has by then."""

import threading


def settings_written() -> None:
    """Wait until what was set is written, or was tried to be."""
    for thread in threading.enumerate():
        if thread.name == "settings":
            thread.join()
