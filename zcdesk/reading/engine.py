"""The recognition models: where they lie and how they are loaded, once per process."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import onnxruntime

from zcdesk.errors import MissingModelError
from zcdesk.reading.weights import quick_weights

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"


@cache
def session(model: Path) -> onnxruntime.InferenceSession:
    """Load a model for one thread of this process; the same model is loaded once.

    Pages run in parallel in several processes; a second thread inside one session doubles the
    processor time (it spins) without gain. The memory arena is off because line widths vary and
    the arena would keep the largest of them for ever. The order of the steps is the one that lets
    intermediate results go sooner: the detector's second look peaks 40 MB lower, with the same
    results to the bit.

    Raises:
        MissingModelError: The file is not there; the program never fetches one.
    """
    if not model.is_file():
        raise MissingModelError(file=model.name)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.execution_order = onnxruntime.ExecutionOrder.PRIORITY_BASED
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        quick_weights(model) or str(model), options, providers=["CPUExecutionProvider"]
    )


@cache
def packaged_model(name: str) -> Path:
    """Return the path of a PP-OCR model inside the rapidocr package.

    The package is looked up, never imported: its import brings a downloader along.

    Raises:
        MissingModelError: The package or the file is not installed.
    """
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise MissingModelError(file=name)
    return Path(found.origin).parent / "models" / name


def detection_session() -> onnxruntime.InferenceSession:
    """Return the text detector (PP-OCRv6 small)."""
    return session(packaged_model(DETECTION))


def recognition_session() -> onnxruntime.InferenceSession:
    """Return the line recogniser (PP-OCRv6 small)."""
    return session(packaged_model(RECOGNITION))
