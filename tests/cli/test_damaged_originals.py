"""A scan that is damaged inside the case: what is told helps, tried as it is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.case.test_commands import made as made
from tests.cli.case.test_commands import scan as scan
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.cli.app import run
from zcdesk.wording import sentence

DAMAGE = {
    "zeros": "UPDATE chunks SET content = zeroblob(length(content))",
    "cut": "UPDATE chunks SET content = substr(content, 1, 99)",
    "no content": "DELETE FROM chunks",
    "gone": "DELETE FROM originals",
}


def damage(case: Path, kind: str) -> None:
    """Damage the one scan inside a case."""
    with closing(sqlite3.connect(case)) as connection, connection:
        connection.execute(DAMAGE[kind])


@pytest.mark.slow
def test_a_page_whose_scan_is_damaged_leaves_once_its_scan_was_imported_again(
    made: Path, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions, out = made.with_name("d.json"), made.with_name("out")
    decisions.write_text('{"schema": 1, "confirm_sure": true}', encoding="utf-8")
    assert run(["case", "add", str(made), "diploma", str(scan)]) == 0
    assert run(["case", "decide", str(made), str(decisions)]) == 0
    damage(made, "zeros")
    export = ["case", "export", str(made), "--out", str(out), "--slot", "diploma"]
    capsys.readouterr()
    assert run([*export, "--confirm-truth"]) == 7
    told = capsys.readouterr().err
    assert sentence("export.originals_lost", pages="1").remedy in told
    assert sentence("export.nothing").remedy not in told
    assert not out.exists()
    assert run(["case", "add", str(made), "diploma", str(scan)]) == 0
    told = capsys.readouterr().err
    mended = sentence("case.original_mended", file=scan.name, page=1).message
    assert told.endswith(f"{mended} [case.original_mended]\n")
    assert run([*export, "--confirm-truth"]) == 0
    assert len(list(out.rglob("*.jpg"))) == 1


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_scan_that_is_imported_again_mends_its_damaged_copy(
    kind: str, made: Path, scan: Path
) -> None:
    with open_case(made) as stored:
        sha256, new = stored.keep_original(scan.read_bytes())
        assert new
        assert stored.keep_original(scan.read_bytes()) == (sha256, False)
    damage(made, kind)
    with open_case(made) as stored:
        assert stored.keep_original(scan.read_bytes()) == (sha256, True)
        assert stored.original(sha256) == scan.read_bytes()
        assert stored.keep_original(scan.read_bytes()) == (sha256, False)
    assert run(["case", "repair", str(made)]) == 0
