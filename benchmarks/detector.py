"""The text detector as it is packaged and as it is loaded: processor time, side by side.

    python benchmarks/detector.py

Prints the median milliseconds of one run on an A4 page at the size at which pages are looked at,
in turn, and whether the answers are the same to the last bit.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import onnxruntime

from zcdesk.reading.detecting import DETECTION_SIDE
from zcdesk.reading.engine import DETECTION, detection_session, shipped_model

ROUNDS = 7


def main() -> None:
    """Run both in turn and print what they took."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    packaged = onnxruntime.InferenceSession(str(shipped_model(DETECTION)), options)
    page = np.random.default_rng(0).random((1, 3, DETECTION_SIDE, 672), np.float32)
    taken: dict[str, list[float]] = {"as packaged": [], "as loaded": []}
    answers = []
    for _ in range(ROUNDS):
        for name, session in (("as packaged", packaged), ("as loaded", detection_session())):
            start = time.process_time()
            answers.append(session.run(None, {"x": page})[0])
            taken[name].append(1000 * (time.process_time() - start))
    for name, times in taken.items():
        print(f"{name}: {statistics.median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})")
    print("answers the same:", all(np.array_equal(answers[0], other) for other in answers))


if __name__ == "__main__":
    main()
