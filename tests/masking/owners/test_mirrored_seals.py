"""Seals on a sheet's other side that show through thin paper."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.seals.sealed_pages import OWN, TARGETS, hits, pixels, sealed, sheet
from zcdesk.applicant import Applicant, Target
from zcdesk.masking.hits import Verdict
from zcdesk.masking.owners import seal_verdicts
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.lattice import Lattice


def shining_through(name: str) -> Picture:
    back = sealed(name)[:, ::-1]
    shining = 255 - (255 - back.astype(np.float32)) * 0.2
    through = np.minimum(pixels(sheet()), cv2.GaussianBlur(shining, (0, 0), 1.2))
    return through.astype(np.uint8)


@pytest.mark.slow
def test_the_own_seal_that_shows_through_thin_paper_is_found() -> None:
    picture = shining_through(OWN)
    assert [hit.reason.code for hit in hits(picture)] == ["hit.own_seal"]
    assert [hit.verdict for hit in hits(picture, TARGETS | {Target.SEAL})] == [Verdict.COVER]


@pytest.mark.slow
def test_letters_that_are_the_same_in_a_mirror_do_not_make_a_seal_unreadable() -> None:
    picture = shining_through("昆山中工业职业技术学院")
    sought = keywords(words(Applicant(name="李文强", employer="中山木业工程学会总院")))
    assert judge_seals(picture, find_seals(picture), sought, TARGETS) == ()


@pytest.mark.slow
def test_the_own_seal_is_known_though_from_behind_it_seems_to_say_something_else() -> None:
    employer = "衡霖（五家渠）电力设备有限公司"
    picture = shining_through(employer)
    sought = keywords(words(Applicant(name="李文强", employer=employer)))
    assert [hit.reason.code for hit in judge_seals(picture, find_seals(picture), sought, TARGETS)]


@pytest.mark.parametrize(
    ("text", "probabilities", "verdicts"),
    [
        ("乌鲁木齐恒野建没工程有限公司", [1.0] * 7 + [0.4] + [1.0] * 6, [Verdict.COVER]),
        ("朔北科技情报检索", [0.5, 0.6, 0.7, 0.92, 0.92, 0.6, 0.92, 0.4], []),
        ("科技情报检索", [0.7, 0.92, 0.92, 0.4, 0.7, 0.4], [Verdict.DOUBT]),
    ],
)
def test_what_the_mirror_shows_of_a_dim_seal_is_enough_to_tell_whose_it_is(
    monkeypatch: pytest.MonkeyPatch, text: str, probabilities: list[float], verdicts: list[Verdict]
) -> None:
    def read(picture: Picture, seal: Seal) -> Iterator[Lattice]:
        for _ in range(2):
            yield look(text, probabilities).lattice

    def unread(picture: Picture, seal: Seal) -> Iterator[Lattice]:
        yield look("大", [0.3]).lattice

    monkeypatch.setattr(seal_verdicts, "mirrored_readings", read)
    monkeypatch.setattr(seal_verdicts, "readings", unread)
    monkeypatch.setattr(seal_verdicts, "inward_readings", unread)
    found = hits(shining_through(OWN), TARGETS | {Target.SEAL})
    assert [hit.verdict for hit in found] == verdicts
