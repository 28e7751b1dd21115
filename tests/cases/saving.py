"""Saves act after act into a case and tells each one that was acknowledged; made to be killed.

Run as a program: ``saving.py CASE [ACTS]``. It imports, edits, undoes, redoes, keeps what was found
and drops the cache, and prints the applicant's name, a number that only grows, after every act
that returned. Opening a case of an earlier schema brings it forward first. The password, if there
is one, stands in the environment as ``SAVING_PASSWORD``.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from zcdesk.applicant import Applicant
from zcdesk.cases.case import CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.rows import inside

MOST_PAGES = 8


def content_of(number: int) -> bytes:
    """Return the bytes of the scan that act ``number`` imports."""
    return number.to_bytes(4, "big") * 12_000


def number_of(name: str) -> int:
    """Return the number in an applicant's name; 0 when it is none of ours."""
    return int(name) if name.isdigit() else 0


def main(path: str, most: int) -> None:
    """Change the case until killed, or ``most`` times."""
    password = os.environ.get("SAVING_PASSWORD")
    with open_case(Path(path), password=password) as stored:
        if stored.read_only:
            raise SystemExit(stored.read_only)
        os.write(1, b"ready\n")
        start = number_of(stored.case.applicant.name)
        for number in range(start + 1, start + 1 + most):
            _act(stored, number)
            os.write(1, f"{number}\n".encode())
            if number % 5 == 0:
                stored.undo()
                stored.redo()
            if number % 9 == 0:
                stored.keep_cached("thumbnail", str(number), content_of(number))
            if number % 27 == 0:
                stored.drop_cache()


def _act(stored: CaseFile, number: int) -> None:
    case = replace(stored.case, applicant=Applicant(str(number), "云岭化工有限公司"))
    if number % 4 == 0:
        sha256, _ = stored.keep_original(content_of(number))
        path = inside(stored.path, sha256, f"{number}.jpg")
        pages = (*case.pages, CasePage(number + 10, "diploma", path))[-MOST_PAGES:]
        stored.save(replace(case, pages=pages, numbered=number + 10), "add")
    else:
        stored.save(replace(case, texts=(("summary", f"{number}" * 400),)), "text")
    if number % 6 == 0 and stored.case.pages:
        first = stored.case.pages[0]
        stored.keep_found(stored.case.with_page(replace(first, index=number)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
