"""From a scan that was really read to its place on a sheet: the seal stands in its cut-out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from tests.sealed_pages import NOTICE, ORGANISATIONS, SLOT, draw_sealed
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.side_by_side.cutting import cut_places
from zcdesk.workflow.side_by_side.doubts import DoubtKind, by_kind, open_doubts


def test_seals_of_a_blurred_scan_stand_in_the_middle_of_their_cut_outs(
    pool: WorkerPool, tmp_path: Path
) -> None:
    draw_sealed(tmp_path / "证明.jpg", ORGANISATIONS[1:3], "read")
    with Image.open(tmp_path / "证明.jpg") as drawn:
        blurred = drawn.filter(ImageFilter.GaussianBlur(2.2))
    blurred.save(tmp_path / "证明.jpg", quality=60, dpi=(100, 100))
    applicant = Applicant("沈知遥", "天山云岭智能装备制造（喀什）有限责任公司")
    case = Case(NOTICE, applicant, frozenset((Target.NAME, Target.EMPLOYER)))
    case = add_scans(case, [tmp_path / "证明.jpg"], SLOT)
    case = case.with_pages(list(examine(pool, case, SessionReadings())))
    seals = by_kind(open_doubts(case))[DoubtKind.SEAL]
    assert len(seals) == 2
    page = seals[0].page
    for cut in cut_places(page, [seal.polygon for seal in seals]):
        height, width = cut.picture.shape[:2]
        red = cut.picture[..., 0].astype(int) - cut.picture[..., 1] > 40
        down, across = (float(np.mean(places)) for places in np.nonzero(red))
        assert abs(across / width - 0.5) < 0.1
        assert abs(down / height - 0.5) < 0.1
