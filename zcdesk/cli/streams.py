"""Standard streams that are closed or take nothing: the work goes on, the exit status says so.

The page that is being written must not be lost because the list of pages has nowhere to go.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO, cast


class _Closed(io.RawIOBase):
    """Takes the place of a stream that was closed before the program began."""

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


class StandardOutput(io.TextIOWrapper):
    """Standard output; what it cannot take is lost, and that is kept in mind.

    A reader that has gone (``| head``) stays a BrokenPipeError, for that is how one stops it.

    Attributes:
        lost: Whether something could not be written.
    """

    lost = False

    def write(self, text: str) -> int:
        """Write text, or lose it."""
        try:
            return super().write(text)
        except BrokenPipeError:
            raise
        except OSError:
            self.lost = True
            return len(text)

    def flush(self) -> None:
        """Write what is still held, or lose it."""
        try:
            super().flush()
        except BrokenPipeError:
            raise
        except OSError:
            self.lost = True


class StandardError(io.TextIOWrapper):
    """Standard error; what it cannot take is lost, for there is nowhere else to write it."""

    def write(self, text: str) -> int:
        """Write text, or lose it."""
        with suppress(OSError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        """Write what is still held, or lose it."""
        with suppress(OSError):
            super().flush()


def take_streams() -> None:
    """Put these streams in the place of Python's own.

    A Windows console may speak cp936; a character that it lacks must not end the program.
    """
    _fill_gaps()
    if sys.stdout is None or isinstance(sys.stdout, io.TextIOWrapper):
        below, lines, through = _below(sys.stdout)
        sys.stdout = StandardOutput(
            below, "utf-8", "replace", line_buffering=lines, write_through=through
        )
    if sys.stderr is None or isinstance(sys.stderr, io.TextIOWrapper):
        below, _, through = _below(sys.stderr)
        sys.stderr = StandardError(
            below, "utf-8", "replace", line_buffering=True, write_through=through
        )


def leave_streams() -> None:
    """Write what the streams still hold.

    What cannot be written is given up here: at its end Python would try once more, and tell of it
    with a traceback and an exit status of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, (StandardOutput, StandardError)) and not stream.closed:
            try:
                io.TextIOWrapper.flush(stream)
            except OSError:
                _give_up(stream)


def _fill_gaps() -> None:
    """Let no file be opened under the number of a standard stream that was closed.

    Whatever is written to that stream later, by whichever library, would go into the file; and a
    worker would take the pipe to its parent for its own standard stream.
    """
    if sys.platform == "win32":
        return  # numbers that were never opened are not given to files there
    for number in range(3):  # standard input, output and error
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is taken, which is this one.
            os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)


def _below(stream: io.TextIOWrapper | None) -> tuple[BinaryIO, bool, bool]:
    """Return what a stream writes to, and whether it does so by lines, or at once."""
    if stream is None:
        return cast("BinaryIO", _Closed()), False, True
    lines, through = stream.line_buffering, stream.write_through
    return cast("BinaryIO", stream.detach()), lines, through


def _give_up(stream: io.TextIOWrapper) -> None:
    """Close the file below a stream; closed through the stream, it would be written once more."""
    below = stream.buffer
    if isinstance(below, io.BufferedWriter):
        below.raw.close()
