"""NumPy's OpenBLAS gives OpenCV what OpenCV's own gives (packaging/linux/narrow_openblas.c)."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tools import slimming

SOURCE = slimming.HERE / "packaging" / "linux" / "narrow_openblas.c"
PACKAGES = Path(np.__file__).resolve().parents[1]
OWN = sorted((PACKAGES / "opencv_python_headless.libs").glob("libopenblasp-*"))
WORKERS = sorted((PACKAGES / "numpy.libs").glob("libscipy_openblas64_*"))

CALLS = """
import pickle, sys
import cv2
import numpy as np

cv2.setNumThreads(1)
chance = np.random.default_rng(20261124)
ours, others = [], []
for kind in (np.float32, np.float64):
    for size in (3, 6, 8, 33, 101):
        square = chance.standard_normal((size, size)).astype(kind)
        even = (square @ square.T + size * np.eye(size)).astype(kind)
        tall = chance.standard_normal((size + 40, size)).astype(kind)
        right, longer = (chance.standard_normal((n, 2)).astype(kind) for n in (size, size + 40))
        for way in (cv2.DECOMP_LU, cv2.DECOMP_SVD, cv2.DECOMP_QR):
            others.append(cv2.solve(square, right, flags=way)[1])
        others.append(cv2.solve(even, right, flags=cv2.DECOMP_CHOLESKY)[1])
        others.append(cv2.solve(tall, longer, flags=cv2.DECOMP_QR)[1])
        widths, left, turned = cv2.SVDecomp(tall)
        others += [widths, (left * widths.T) @ turned]
        others += [cv2.invert(square)[1], cv2.invert(even, flags=cv2.DECOMP_CHOLESKY)[1]]
        others.append(cv2.gemm(tall, tall, 1, None, 0, flags=cv2.GEMM_1_T))
        others.append(np.sort(cv2.eigenNonSymmetric(even)[0].ravel()))
for _ring in range(60):
    turns = chance.uniform(0, 2 * np.pi, int(chance.integers(6, 300)))
    ring = np.stack([300 + 120 * np.cos(turns), 300 + 90 * np.sin(turns)], 1)
    ring = (ring + chance.normal(0, 1.5, ring.shape)).astype(np.float32)
    for fit in (cv2.fitEllipse, cv2.fitEllipseDirect):
        middle, axes, angle = fit(ring)
        ours.append(np.array([*middle, *axes, angle]))
    moved = (1.01 * ring + 5 + chance.normal(0, 0.7, ring.shape)).astype(np.float32)
    cv2.setRNGSeed(1)
    ours += cv2.estimateAffinePartial2D(ring, moved)
    ours.append(cv2.getPerspectiveTransform(ring[:4], moved[:4]))
    ours.append(cv2.invert(chance.standard_normal((3, 3)))[1])
maps = [line.rstrip("\\n") for line in open("/proc/self/maps") if "openblas" in line]
places = {line.split(maxsplit=5)[5] for line in maps}
sys.stdout.buffer.write(pickle.dumps((ours, others, places)))
"""
"""What the program calls, and everything of which OpenCV asks an OpenBLAS."""

pytestmark = pytest.mark.skipif(
    not (sys.platform == "linux" and OWN and WORKERS) or slimming.missing_tool() is not None,
    reason="of the folder for Linux; needs gcc and wheels with an OpenBLAS each",
)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bridge") / OWN[0].name
    slimming.compile_bridge(SOURCE, place, WORKERS[0], "..")
    return place


def _answers(**variables: str) -> tuple[list[np.ndarray], list[np.ndarray], set[str]]:
    run = subprocess.run(
        [sys.executable, "-c", CALLS],
        env={**os.environ, **variables},
        capture_output=True,
        check=True,
    )
    ours, others, places = pickle.loads(run.stdout)
    return ours, others, places


@pytest.mark.slow
def test_it_gives_the_answers_of_the_library_whose_place_it_takes(bridge: Path) -> None:
    """Often the very same; two versions may choose other kernels for one processor."""
    ours, others, places = _answers()
    ours_again, others_again, there = _answers(
        LD_PRELOAD=str(bridge), LD_LIBRARY_PATH=str(WORKERS[0].parent)
    )
    assert str(OWN[0]) in places
    assert str(bridge) in there
    assert str(OWN[0]) not in there, "it stands in the place of the other, which is not loaded"
    for before, after in zip(ours, ours_again, strict=True):
        np.testing.assert_allclose(before, after, rtol=1e-5, atol=1e-5)
    for before, after in zip(others, others_again, strict=True):
        largest = float(np.abs(before).max())
        exact = 1e-3 if before.dtype == np.float32 else 1e-9
        np.testing.assert_allclose(before, after, rtol=0, atol=exact * largest)


def test_it_has_everything_that_opencv_asks_for(bridge: Path) -> None:
    asked = slimming.undefined(Path(cv2.__file__).parent / "cv2.abi3.so")
    assert {name.partition("@")[0] for name in asked} & slimming.defined(
        OWN[0]
    ) <= slimming.defined(bridge)
