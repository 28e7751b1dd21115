"""Commands as a script types them, in a folder of their own, and what they said."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run

NOTICE = "region-senior-2024"
EMPLOYER = "新疆云岭智能装备制造有限公司"
WHO = f"--name 张伟 --employer {EMPLOYER}"
FACTS = f"""
applicant:
  name: 张伟
  employer: {EMPLOYER}
series: senior_engineer
published_papers: yes
"""


class Said(NamedTuple):
    """What a command wrote."""

    out: str
    err: str


class Shell:
    """Runs commands in a folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, line: str | list[str], *status: int) -> Said:
        """Run a command that ends with one of these statuses, 0 where none is told."""
        self._capsys.readouterr()
        ended = run(line.split(" ") if isinstance(line, str) else line)
        said = Said(*self._capsys.readouterr())
        assert ended in (status or (0,)), said.err
        return said

    def data(self, line: str, *status: int) -> Any:
        """Run a command that prints data; return them."""
        return json.loads(self(f"{line} --json -", *status).out)

    def write(self, name: str, content: object) -> Path:
        """Write a file: a text, or data."""
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / name).write_text(text, "utf-8")
        return self.folder / name

    def new(self, facts: str = FACTS, *status: int, notice: str = NOTICE) -> Said:
        """Begin ``a.zcase``."""
        self.write("facts.yaml", facts)
        return self(f"case new a.zcase --notice {notice} --facts facts.yaml", *status)

    def case(self, name: str = "a.zcase") -> Case:
        """What a case holds."""
        with open_case(self.folder / name, writing=False) as stored:
            return stored.case


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Runs commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)
