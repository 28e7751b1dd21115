"""The slot of the applicant's photo on the command line, for a notice that has photos covered."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.one_photo import APPLICANT, NOTICE, SLOT, inch_photo
from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run


def pages_of(case: Path) -> tuple[CasePage, ...]:
    with open_case(case, writing=False) as stored:
        return stored.case.pages


def codes_in(status: Path, case: Path) -> list[tuple[str, str]]:
    run(["case", "status", str(case), "--json", str(status)])
    told = json.loads(status.read_text(encoding="utf-8"))
    return [(one["code"], one["clause"]) for one in told["findings"]]


def test_a_photo_in_its_own_slot_leaves_as_it_is_and_is_covered_in_any_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    facts, case, out = tmp_path / "facts.yaml", tmp_path / "和田.zcase", tmp_path / "包"
    who = {"name": APPLICANT.name, "employer": APPLICANT.employer}
    facts.write_text(json.dumps({"applicant": who}), encoding="utf-8")
    assert run(["case", "new", str(case), "--notice", NOTICE, "--facts", str(facts)]) == 0
    photo = inch_photo(tmp_path / "照片.png")

    assert run(["case", "add", str(case), SLOT, str(photo)]) == 0
    (own,) = pages_of(case)
    assert own.examined
    assert (own.hits, own.findings) == ((), ())
    assert ("check.photo_kept", "五（一）4") in codes_in(tmp_path / "状态.json", case)

    assert run(["case", "add", str(case), "diploma", str(photo)]) == 1
    _, elsewhere = pages_of(case)
    assert [hit.mask.target for hit in elsewhere.hits] == [Target.PHOTO]

    answers = tmp_path / "答复.json"
    told = {"schema": 1, "confirm_sure": True, "classified": "no", "route": "covered"}
    answers.write_text(json.dumps(told), encoding="utf-8")
    assert run(["case", "decide", str(case), str(answers)]) == 1  # the other page's doubt is open
    export = ["case", "export", str(case), "--out", str(out), "--slot", SLOT, "--confirm-truth"]
    assert run(export) == 0, capfd.readouterr().err
    (picture,) = out.rglob("*.jpg")
    shown, scanned = (
        cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) for path in (picture, photo)
    )
    assert shown is not None
    assert scanned is not None
    assert float(np.abs(shown.astype(int) - scanned).mean()) < 4
