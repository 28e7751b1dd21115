"""How a tool is called: what it writes is written or compared, and what it cannot do is a sentence.

A traceback is for what nobody expected.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import SubprocessError

from zcdesk.errors import ZcdeskError
from zcdesk.wording import sentence


class ToolError(LookupError):
    """Something that a tool needs is not there, or not as it should be; the text says what."""


def run_tool(main: Callable[..., int | None], *given: object) -> None:
    """Run a tool with what it is given and end with its status."""
    try:
        sys.exit(main(*given))
    except ZcdeskError as error:
        sys.exit(sentence(error.code, "en", **error.details).message)
    except (ToolError, OSError, ModuleNotFoundError, SubprocessError) as error:
        sys.exit(str(error))


def named(*what: str) -> list[Path]:
    """Return the files that the caller named, as many as are asked for.

    Raises:
        ToolError: There are fewer or more.
    """
    given = sys.argv[1:]
    if len(given) != len(what):
        raise ToolError(f"to be named: {' '.join(what)}")
    return [Path(one) for one in given]


def comparing() -> bool:
    """Tell whether the caller wants nothing written; anything else that is named is refused."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    return bool(parser.parse_args().check)


def write_or_compare(made: Mapping[Path, str]) -> int:
    """Write what a tool makes, or with ``--check`` only tell which is not as it would be written.

    Returns:
        1 where something is not, and was not to be written.
    """
    checking, differing = comparing(), False
    for path, text in made.items():
        if not path.exists() or path.read_text("utf-8") != text:
            differing = True
            print(f"{'differs' if checking else 'wrote'}  {path}")
            if not checking:
                path.write_text(text, "utf-8", newline="\n")
    return int(checking and differing)
