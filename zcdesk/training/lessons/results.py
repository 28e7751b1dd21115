"""Results of lessons as codes of at most 40 signs, and a class's results gathered from them.

The code holds the lesson, the number, a seat (never a name), what was settled, and a mark over all
of it. A slip of the finger or a changed score is noticed. Whoever reads this source can make a
mark, too: a code shows that somebody did a lesson, it is no certificate of an examination.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zcdesk.cases.file.store import open_case
from zcdesk.disk.files import bounded
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.printable import shortened
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import MOST_TRAPS
from zcdesk.training.lessons.loading import lessons, load_lesson
from zcdesk.training.lessons.scoring import Score, score_stored

ENDING, DATA = ".zcresult", ".json"
"""Of a file that holds one result, and of a score as data."""

LARGEST_FILE = 100_000
"""Bytes; a list of a thousand codes has a tenth of it."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to be mistaken
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DATA = re.compile(r'\A\s*\{.*"code"\s*:\s*"([^"]+)".*\}\s*\Z', re.DOTALL)
"""A score as ``train score --json`` writes it, and the code in it."""
_VERSION = 2
_GROUP = 7
_MARK = 32
_PERSON = 8
_SLIP = 2
"""Signs that somebody may leave out or type twice; what is longer or shorter is no code."""

_SEAT = re.compile(r"\s*(?:第|座[位号]|seat)*\s*(\d{1,3})\s*[号座位]*\s*[:：、.]\s*", re.IGNORECASE)
"""Whose seat a trainer wrote before a code; it counts where the code names none."""

_KEY = b"zcdesk lesson result"
_FIELDS = {
    "version": 4,
    "lesson": 24,
    "number": 20,
    "seat": 8,
    "person": _PERSON,
    "settled": MOST_TRAPS,
    "opened": 4,
    "over_covered": 6,
    "wrong": 5,
    "unconfirmed": 6,
    "minutes": 9,
    "hints": 6,
    "looks": 4,
    "score": 7,
}
_BITS = sum(_FIELDS.values()) + _MARK
_LENGTH = -(-_BITS // 5)


@dataclass(frozen=True)
class Result:
    """What a code says.

    Attributes:
        lesson: Id of the lesson.
        number: Its number.
        seat: Number of the seat, 0 where none was given.
        settled: Ids of the hidden things that were settled.
        opened: Own words that were opened.
        over_covered: Covers too much.
        wrong: Pages wrongly confirmed or removed.
        minutes: How long it took.
        hints: How many hints were shown.
        score: 0–100.
        unconfirmed: Pages never confirmed.
        looks: How often the score was looked at.
        person: Eight bits of the moment at which the work began: two people with one result and
            no seat are two.
    """

    lesson: str
    number: int
    seat: int
    settled: frozenset[str]
    opened: int
    over_covered: int
    wrong: int
    minutes: int
    hints: int
    score: int
    unconfirmed: int = 0
    looks: int = 0
    person: int = 0

    @property
    def found(self) -> int:
        """How many hidden things were settled."""
        return len(self.settled)

    def missed(self, lesson: Lesson) -> int:
        """Return how many were not, and how many own words were opened."""
        return len(lesson.traps) - len(self.settled) + self.opened


def result_of(score: Score, lesson: Lesson, seat: int = 0) -> Result:
    """Return what a code says of a score.

    Args:
        score: The result of a case.
        lesson: Its lesson.
        seat: Number of the seat, 1–255, or 0.
    """
    opened = score.missed - (len(lesson.traps) - score.found)
    return Result(
        lesson.id,
        score.number,
        seat,
        frozenset(score.settled),
        opened,
        score.over_covered,
        score.wrong,
        -(-score.seconds // 60),
        score.hints,
        score.score,
        score.unconfirmed,
        score.looks,
        hashlib.sha256(score.began.encode()).digest()[0] if score.began else 0,
    )


def code_of(result: Result, lesson: Lesson) -> str:
    """Return a result as a code: 35 letters and digits in groups, 39 signs.

    What is larger than a code can tell (sixty covers too much) is reported as the most that it can.
    """
    values = vars(result) | {
        "version": _VERSION,
        "lesson": _edition(lesson),
        "settled": sum(1 << (int(thing) - 1) for thing in result.settled),
    }
    body = 0
    for name, bits in _FIELDS.items():
        body = body << bits | min(values[name], (1 << bits) - 1)
    whole = body << _MARK | _mark(body)
    letters = "".join(_LETTERS[whole >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def result_in(code: str, lessons: Iterable[Lesson]) -> Result:
    """Return what a code says; small letters, blanks and O for 0 are taken as they are meant.

    Args:
        code: As typed.
        lessons: The lessons that are here.

    Raises:
        ResultError: It is no code, was typed wrongly, or was altered.
        StrangeResultError: Its lesson is not here, or is another edition.
    """
    seat = _SEAT.match(code)
    letters = _letters(code)
    if len(letters) != _LENGTH or any(letter not in _LETTERS for letter in letters):
        raise ZcdeskError("lesson.result_altered", found=_shown(code))
    whole = 0
    for letter in letters:
        whole = whole << 5 | _LETTERS.index(letter)
    body, mark = whole >> _MARK, whole & (1 << _MARK) - 1
    if not hmac.compare_digest(str(mark), str(_mark(body))):
        raise ZcdeskError("lesson.result_altered", found=_shown(code))
    values: dict[str, int] = {}
    for name, bits in reversed(_FIELDS.items()):
        values[name], body = body & (1 << bits) - 1, body >> bits
    lesson = next((each for each in lessons if _edition(each) == values["lesson"]), None)
    if lesson is None or values["version"] != _VERSION:
        raise ZcdeskError("lesson.result_strange", found=_shown(code))
    settled = {
        str(place) for place in range(1, MOST_TRAPS + 1) if values["settled"] >> place - 1 & 1
    }
    told: dict[str, Any] = values | {
        "lesson": lesson.id,
        "seat": values["seat"] or int(seat[1] if seat else 0),
        "settled": frozenset(settled),
    }
    del told["version"]
    return Result(**told)


def _letters(code: str) -> str:
    """Return the letters of a code, without whose seat was written before it."""
    return re.sub(r"[\s-]", "", _SEAT.sub("", code)).upper().translate(_TAKEN_FOR)


def is_code(text: str) -> bool:
    """Tell whether a text is meant as a code, well typed or not: as long, of the same letters."""
    letters = _letters(text)
    return abs(len(letters) - _LENGTH) <= _SLIP and not set(letters) - set(_LETTERS)


def codes_in(path: Path) -> tuple[str, ...]:
    """Return the codes in a file: one result, a score as JSON, or a list with one in each line.

    Raises:
        ResultError: It is no such file.
    """
    try:
        content = bounded(path, LARGEST_FILE)
        if len(content) > LARGEST_FILE:
            raise ZcdeskError("lesson.result_altered", found=path.name)
        lines = _DATA.sub(r"\1", content.decode("utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise ZcdeskError("lesson.result_altered", found=path.name) from cause
    codes = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not codes:
        raise ZcdeskError("lesson.result_altered", found=path.name)
    return codes


def file_of(code: str) -> bytes:
    """Return the content of a file that holds one result."""
    return f"# zcdesk train\n{code}\n".encode()


def _edition(lesson: Lesson) -> int:
    """Return 24 bits that tell a lesson, as it is written, from every other."""
    content = lesson.model_dump_json(exclude={"title", "goal", "order"}).encode()
    return int.from_bytes(hashlib.sha256(content).digest()[:3], "big")


def _mark(body: int) -> int:
    digest = hmac.digest(_KEY, body.to_bytes(_BITS // 8 + 1, "big"), "sha256")
    return int.from_bytes(digest[: _MARK // 8], "big")


def _shown(code: str) -> str:
    return shortened(code, 48)


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
        files: Files of results, scores as JSON, lists of codes, cases of lessons, or folders of
            all these.
        typed: Codes, one a line.
        language: In which a case is scored.
    """
    known = lessons()
    for file in _within(files):
        yield _of_file(file, known, language)
    for line in filter(None, map(str.strip, typed.splitlines())):
        yield _of_codes(line, (line,), known)


def _within(files: Iterable[Path]) -> Iterator[Path]:
    """Yield files as they were given; of folders the results and cases that are in them."""
    for file in files:
        if file.is_dir():
            inside = sorted(
                each for each in file.rglob("*") if each.suffix.lower() in (ENDING, DATA, CASE)
            )
            yield from inside[:MOST_FILES]
        else:
            yield file


def _of_file(file: Path, known: Sequence[Lesson], language: str) -> Collected:
    try:
        if file.suffix.lower() != CASE:
            return _of_codes(file.name, codes_in(file), known)
        with open_case(file, writing=False) as stored:
            score = score_stored(stored, language)
        lesson = load_lesson(score.lesson)
        # Through the code, so that a case and the code of its result are one and the same.
        return _of_codes(file.name, (code_of(result_of(score, lesson), lesson),), known)
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
