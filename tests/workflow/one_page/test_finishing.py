"""Pages of a case and pages without one are finished by the same function."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.drawn_text import typed
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.verification.picture import Status, verify_file, verify_pixels
from zcdesk.workflow.one_page import finishing
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.finishing import PagePart, PictureJob
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.jobs import make_picture

SOUGHT = Sought(Applicant("张伟", "新疆云岭智能装备制造有限公司"), frozenset({Target.NAME}))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "毕业证.png"
    Image.fromarray(typed("姓名：张伟，性别：男", "第一条 为规范工作，制定本办法。")).save(path)
    return path


def redacted(scan: Path) -> Redacted:
    return redact_page(ScanPlace(str(scan)), 0, SOUGHT, str(scan.with_name("a.jpg")), True)


@pytest.mark.slow
def test_a_page_of_a_case_and_one_without_become_the_same_bytes(scan: Path) -> None:
    alone = redacted(scan)
    assert len(alone.covers) == 1
    output = scan.with_name("001.jpg")
    part = PagePart(alone.page, alone.covers)
    made = make_picture(PictureJob((part,), (1, 1), True, FileLimit(""), SOUGHT, str(output)))
    assert output.read_bytes() == scan.with_name("a.jpg").read_bytes()
    assert made == alone.finished
    assert made.verified.status is Status.CLEAN


@pytest.mark.slow
def test_what_the_disk_spoils_is_told_of_a_page_without_a_case_too(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(path: Path, content: bytes) -> None:
        with Image.open(io.BytesIO(content)) as picture:
            picture.paste((255, 0, 255), (0, 0, 80, 80))
            picture.save(path, quality=90, dpi=(300, 300))

    monkeypatch.setattr(finishing, "write_atomically", spoil)
    told = redacted(scan).finished.verified
    assert (told.status, [one.code for one in told.findings]) == (Status.LEAK, ["verify.damaged"])


def test_pixels_are_judged_as_the_same_pixels_in_a_file() -> None:
    picture = typed("姓名：张伟，性别：男", "第一条 为规范工作，制定本办法。")
    stream = io.BytesIO()
    Image.fromarray(np.asarray(picture)).save(stream, "PNG")
    targets = frozenset({Target.NAME})
    as_file = verify_file(stream.getvalue(), "001.png", SOUGHT.applicant, targets)
    as_pixels = verify_pixels(picture, SOUGHT.applicant, targets)
    assert as_pixels.finds == as_file.finds
    told = [one for one in as_file.findings if one.code != "verify.not_jpeg"]
    assert list(as_pixels.findings) == told
    assert as_pixels.status is Status.LEAK
