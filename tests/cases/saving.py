"""Saves act after act into a case and tells each one that was acknowledged; made to be killed.

Run as a program: ``saving.py CASE``. Prints the applicant's name after every save, undo or
original that returned.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from zcdesk.applicant import Applicant
from zcdesk.cases.store import open_case


def main(path: str) -> None:
    """Change the case until killed."""
    with open_case(Path(path)) as stored:
        if stored.read_only:
            raise SystemExit(stored.read_only)
        os.write(1, b"ready\n")
        start = int(stored.case.applicant.name or 0)
        for number in range(start + 1, start + 100_000):
            if number % 7 == 0:
                stored.keep_original(number.to_bytes(4, "big") * 50_000)
            applicant = Applicant(str(number), "云岭化工有限公司")
            stored.save(replace(stored.case, applicant=applicant), "rename")
            os.write(1, f"{number}\n".encode())
            if number % 5 == 0:
                stored.undo()
                stored.redo()


if __name__ == "__main__":
    main(sys.argv[1])
