"""A form goes over what stands there only when it was asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_failing_outputs import FACTS, NOTICE
from zcdesk.cli.app import run


@pytest.mark.parametrize("force", [False, True])
def test_a_form_replaces_what_was_finished_by_hand_only_with_force(
    tmp_path: Path, force: bool
) -> None:
    (tmp_path / "f.yaml").write_text(FACTS, encoding="utf-8")
    case = str(tmp_path / "a.zcase")
    assert run(["case", "new", case, "--notice", NOTICE, "--facts", str(tmp_path / "f.yaml")]) == 0
    out = tmp_path / "公示.docx"
    out.write_bytes(b"finished by hand")
    given = ["document", "posting", "--case", case, "--out", str(out)]
    assert run([*given, *(["--force"] if force else [])]) == 1
    kept = [path.name for path in tmp_path.iterdir() if path.read_bytes() == b"finished by hand"]
    assert kept == ([] if force else ["公示.1.docx"])
    assert out.read_bytes() != b"finished by hand"
