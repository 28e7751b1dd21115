"""What a person names to be written takes the place of nothing but an earlier one of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

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


TEXT = "关于开展2026年职称评审工作的通知\n一、申报时间为2026年5月1日至5月31日。\n"
WRITING = (
    ("notice new notice.txt --out {}", "new.yaml"),
    ("notice draft notice.txt --out {}", "a.draft.json"),
    ("case sent a.zcase --out {}", "sent.pdf"),
    ("case paper a.zcase --out {}", "paper.pdf"),
    ("train score text-fields-7.zcase --result {}", "7.zcresult"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "name"), WRITING)
def test_a_slip_in_the_name_of_what_is_written_costs_nothing(
    typed: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(FACTS, encoding="utf-8")
    Path("notice.txt").write_text(TEXT, encoding="utf-8")
    Image.new("RGB", (30, 40), "white").save("毕业证.jpg")
    run(["case", "new", "a.zcase", "--notice", NOTICE, "--facts", "f.yaml"])
    if "train" in typed:
        assert run(["train", "new", "text-fields", "--number", "7", "--out", "."]) == 0
    there = {Path(one): Path(one).read_bytes() for one in ("f.yaml", "毕业证.jpg")}
    for path, before in there.items():
        run(typed.format(path).split())
        kept = path.with_name(f"{path.stem}.1{path.suffix}")
        assert before in (path.read_bytes(), kept.read_bytes() if kept.exists() else b""), path
    for _ in range(2):  # the same once more leaves no copies where nobody wrote into it
        run(typed.format(name).split())
    assert Path(name).exists()
    assert len(list(tmp_path.glob(f"{Path(name).stem}*"))) == 1
