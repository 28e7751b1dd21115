"""A class's results out of files, typed codes and cases; each refusal bears its name."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zcdesk.cases.file.store import open_case
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, load_lesson
from zcdesk.training.lessons.results import ENDING, Result, code_of, codes_in, result_in, result_of
from zcdesk.training.lessons.scoring import score_stored

MOST_FILES = 2000
"""Files that are looked at in a folder: more than any class hands in."""

CASE = ".zcase"


@dataclass(frozen=True)
class Collected:
    """What one file or typed line gave.

    Attributes:
        name: Of the file, or the code as it was typed.
        results: What its codes say.
        refused: Why it, or one of its codes, counts for nothing.
    """

    name: str
    results: tuple[Result, ...] = ()
    refused: tuple[Finding, ...] = ()


def collecting(
    files: Iterable[Path], typed: str = "", language: str = "zh"
) -> Generator[Collected, None, None]:
    """Yield what each file and each typed line gives, in their order.

    Args:
        files: Files of results, lists of codes, cases of lessons, or folders of all these.
        typed: Codes, one a line.
        language: In which a case is scored.
    """
    known = lessons()
    for file in _within(files):
        yield _of_file(file, known, language)
    for line in filter(None, map(str.strip, typed.splitlines())):
        yield _of_codes(line, (line,), known)


def _within(files: Iterable[Path]) -> Iterator[Path]:
    """Yield files as they were given; of folders the results and cases that lie in them."""
    for file in files:
        if file.is_dir():
            inside = sorted(
                each for each in file.rglob("*") if each.suffix.lower() in (ENDING, CASE)
            )
            yield from inside[:MOST_FILES]
        else:
            yield file


def _of_file(file: Path, known: Sequence[Lesson], language: str) -> Collected:
    try:
        if file.suffix.lower() != CASE:
            return _of_codes(file.name, codes_in(file), known)
        with open_case(file, writing=False) as stored:
            found = score_stored(stored, language)
        lesson = load_lesson(found.lesson)
        # Through the code, so that a case and the code of its result are one and the same.
        return _of_codes(file.name, (code_of(result_of(found, lesson), lesson),), known)
    except ZcdeskError as error:
        return Collected(file.name, refused=(error.finding(),))


def _of_codes(name: str, codes: Sequence[str], known: Sequence[Lesson]) -> Collected:
    """Return what codes say; one that was altered takes none of the others with it."""
    results: list[Result] = []
    refused: list[Finding] = []
    for code in codes:
        try:
            results.append(result_in(code, known))
        except ZcdeskError as error:
            refused.append(error.finding())
    return Collected(name, tuple(results), tuple(refused))
