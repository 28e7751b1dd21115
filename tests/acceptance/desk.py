"""A desk at which the acceptance checks are tried: cases are made once, commands are typed."""

import contextlib
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.acceptance import looks
from tests.acceptance.checklist import Check, MadeCase, Step, made_cases
from tests.acceptance.drawing import SAMPLE, draw
from tests.acceptance.reading_out import bare, words_of

ROOT = Path(__file__).resolve().parents[2]
APPLICANT = {"name": "张伟", "employer": "新疆云岭智能装备制造有限公司"}
OWN_FOLDER = "XDG_DATA_HOME"
PACKAGE = "包"
PACKED = f"case export {{case}} --out {{folder}}/{PACKAGE} --confirm-truth"
"""The export that many checks look at."""
ALONE = ("unshare", "--map-root-user", "--net")
OTHER = "case_of_"
READ = (".html", ".xlsx", ".docx", ".pdf", ".txt", ".json", ".yaml")
PASSING = re.compile(r"[0-9a-f]{32,}|(?<=hours_left\": )[-\d.]+|20\d\d-\d\d-\d\dT[\d:.+]+")
"""Hashes and moments of a run."""
_OTHERS = re.compile(rf"{{{OTHER}(\w+)}}")


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str


Typing = Callable[[Sequence[str], Path], Said]
"""Runs one command of zcdesk; the second is the folder for the user's own files."""


def in_this_process(arguments: Sequence[str], own: Path) -> Said:
    """Run a command by the program's own entry, for a day's run of the tests."""
    from zcdesk.cli.app import run

    out, err = io.StringIO(), io.StringIO()
    before = os.environ.get(OWN_FOLDER)
    os.environ[OWN_FOLDER] = str(own)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(list(arguments))
    finally:
        if before is None:
            del os.environ[OWN_FOLDER]
        else:
            os.environ[OWN_FOLDER] = before
    return Said(status, out.getvalue(), err.getvalue())


def as_a_program(arguments: Sequence[str], own: Path, before: Sequence[str] = ()) -> Said:
    """Start the program, as a user does; ``before`` is what stands before it on the line."""
    variables = {**os.environ, OWN_FOLDER: str(own), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*before, sys.executable, "-m", "zcdesk", *arguments], capture_output=True, text=True,
        encoding="utf-8", env=variables, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


@dataclass
class Desk:
    """Where checks are tried.

    Attributes:
        folder: For the cases and for what the checks write.
        type: How a command is run.
        tests_too: Whether the tests are run that steps name for what only the window shows.
    """

    folder: Path
    type: Typing
    tests_too: bool = True
    heard: str = ""
    _made: dict[str, Path] = field(default_factory=dict)
    _packed: dict[str, Said] = field(default_factory=dict)

    def faults(self, check: Check) -> list[list[str]]:
        """Try a check; return for each step what did not hold, [] where all did."""
        place, self.heard = self.folder / f"{check.number:03d}", ""
        place.mkdir()
        return [list(self._faults(step, place)) for step in check.step]

    def said(self, check: Check) -> str:
        """Return all that was said and written for a check that was tried, without what is another
        each time."""
        files = [one for one in sorted((self.folder / f"{check.number:03d}").rglob("*"))
                 if one.suffix in READ and "own" not in one.parts]  # fmt: skip
        words = self.heard + "".join(f"# {one.name}\n{words_of(one)}\n" for one in files)
        return PASSING.sub("…", words.replace(str(self.folder), "…").replace(str(ROOT), "…"))

    def _faults(self, step: Step, place: Path) -> Iterator[str]:
        if step.test:
            if self.tests_too:
                yield from _tested(step.test)
            return
        self._lay_out(step, place)
        case = self._copied(step.case, place) if step.case else place
        names = {"folder": place, "file": place / "told.json", "repository": ROOT, "case": case}
        others = {
            f"{OTHER}{name}": self._copied(name, place) for name in _OTHERS.findall(step.typed)
        }
        arguments = [one.format(**names, **others) for one in shlex.split(step.typed)]
        said = self._said(step, arguments, case, place) if arguments else Said(0, "", "")
        (place / "said.txt").write_text(f"{said.out}\n{said.err}", encoding="utf-8")
        self.heard += f"$ {step.typed}\n{said.out}\n{said.err}\n"
        if step.ends is not None and said.status != step.ends:
            yield f"ends with {said.status}: {said.err[-300:]}"
        told = f"{said.out}\n{said.err}"
        if step.reads:
            told = "\n".join(map(words_of, sorted(place.glob(step.reads))))
        yield from (f"not there: {one}" for one in step.says if bare(one) not in bare(told))
        yield from (f"there: {one}" for one in step.never if bare(one) in bare(told))
        if step.slots:
            yield from _other_states(said.out, step.slots)
        yield from (f"no file {one}" for one in step.there if not any(place.glob(one)))
        yield from (f"file {one}" for one in step.gone if any(place.glob(one)))
        for name in step.looks:
            yield from looks.LOOKS[name](looks.Seen(place, case, said.out, said.err))

    def _said(self, step: Step, arguments: Sequence[str], case: Path, place: Path) -> Said:
        """Run a command; a package of a case that nobody touched since is written once for all."""
        own = place / "own"
        if step.alone:
            return as_a_program(arguments, own, ALONE)
        if step.run != PACKED or case.read_bytes() != self._made[step.case].read_bytes():
            return self.type(arguments, own)
        if step.case not in self._packed:
            said = self.type(arguments, own)
            kept = self.folder / "packages" / step.case
            kept.mkdir(parents=True)
            if (place / PACKAGE).exists():  # nothing may leave
                shutil.copytree(place / PACKAGE, kept / PACKAGE)
            shutil.copyfile(case, kept / case.name)
            self._packed[step.case] = said
        else:
            kept = self.folder / "packages" / step.case
            if (kept / PACKAGE).exists():
                shutil.copytree(kept / PACKAGE, place / PACKAGE)
            shutil.copyfile(kept / case.name, case)
        return self._packed[step.case]

    def _lay_out(self, step: Step, place: Path) -> None:
        """Write the files of a step."""
        if step.told:
            scans = self.folder / "cases" / step.case
            _write_json(place / "told.json", _with_hashes(step.told, scans))
        for name, content in step.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str):
                (place / name).write_text(content, encoding="utf-8")
            else:
                draw(place / name, content)
        for name, source in step.copied.items():
            text = (ROOT / source).read_text(encoding="utf-8")
            for old, new in step.changed.items():
                text = text.replace(old, new)
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")

    def _copied(self, name: str, place: Path) -> Path:
        """Return a check's own copy of a case."""
        copy = place / f"{name}.zcase"
        if not copy.exists():
            if name not in self._made:
                self._made[name] = self._make(name)
            shutil.copyfile(self._made[name], copy)
        return copy

    def _make(self, name: str) -> Path:
        """Make a case by the commands that a user types.

        Raises:
            RuntimeError: A command did not do it.
        """
        wanted, place = made_cases()[name], self.folder / "cases" / name
        place.mkdir(parents=True)
        case, own = place / f"{name}.zcase", place / "own"
        _write_json(place / "facts.json", {"applicant": _applicant(wanted), **wanted.facts})
        new = ["new", str(case), "--notice", wanted.notice, "--facts", str(place / "facts.json")]
        self._must(new, own)
        for slot, pages in wanted.pages.items():
            files = [place / f"{slot}-{number}.png" for number in range(len(pages))]
            for file, lines in zip(files, pages, strict=True):
                draw(file, lines)
            self._must(["add", str(case), slot, *map(str, files), "--later"], own)
        for slot, names in wanted.sample.items():
            files = [place / name for name in names]
            for file in files:
                shutil.copyfile(SAMPLE / file.name, file)
            self._must(["add", str(case), slot, *map(str, files), "--later"], own)
        if wanted.sample:
            self._must(["decide", str(case), str(SAMPLE / "decisions.yaml")], own)
        if wanted.decide:
            _write_json(place / "decide.json", {"schema": 1, **wanted.decide})
            self._must(["decide", str(case), str(place / "decide.json")], own)
        return case

    def _must(self, arguments: Sequence[str], own: Path) -> None:
        said = self.type(["case", *arguments], own)
        if said.status not in (0, 1):
            raise RuntimeError(f"{arguments}: {said.err}")


def _applicant(wanted: MadeCase) -> object:
    if not wanted.sample:
        return APPLICANT
    return yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))["applicant"]


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _with_hashes(told: Any, scans: Path) -> Any:
    """Return what is told with the hash of a scan for ``@`` and its name."""
    if isinstance(told, dict):
        return {key: _with_hashes(one, scans) for key, one in told.items()}
    if isinstance(told, list):
        return [_with_hashes(one, scans) for one in told]
    if isinstance(told, str) and told.startswith("@"):
        return hashlib.sha256((scans / told[1:]).read_bytes()).hexdigest()
    return told


def _other_states(status: str, wanted: dict[str, str]) -> Iterator[str]:
    found = {
        slot["id"]: slot["state"]
        for section in json.loads(status)["sections"]
        for slot in section["slots"]
    }
    for slot, state in wanted.items():
        if found.get(slot) != state:
            yield f"{slot} is {found.get(slot)} and not {state}"


def _tested(test: str) -> Iterator[str]:
    """Run a test of the window."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-m", "nightly or not nightly", test],
        cwd=ROOT, capture_output=True, encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False,
    )  # fmt: skip
    if done.returncode:
        yield f"{test}: {done.stdout[-300:]}"
