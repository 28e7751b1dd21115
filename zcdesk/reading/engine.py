"""The recognition models: where they are and how they are loaded, once per process."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zcdesk.errors import ZcdeskError

if TYPE_CHECKING:  # loaded with the first model: whoever only knows the letters needs none
    import onnxruntime

from zcdesk.resources import resource

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"

INNER = ("Add.181", "Add.179", "Add.159")
"""Sums within the text detector, at an eighth, a sixteenth and a thirty-second of its copy's sides,
which it answers besides; asking for them changes no bit of the rest and takes no time."""

_GRAPH, _OUTPUT, _NAME, _BYTES = 7, 12, 1, 2
"""Numbers of fields in ONNX's ModelProto, GraphProto and ValueInfoProto; wire type of bytes."""


@cache
def session(model: Path, inner: tuple[str, ...] = ()) -> onnxruntime.InferenceSession:
    """Load a model for one thread of this process; the same model is loaded once.

    A file of the format is a message of protocol buffers, and such messages are joined by writing
    one behind the other: so ``inner`` names are answered as well, without another file.

    Pages run in parallel in several processes; a second thread inside one session doubles the
    processor time (it spins) without gain. The memory arena is off because line widths vary and
    the arena would keep the largest of them for ever. The order of the steps is the one that lets
    intermediate results go sooner: the detector's second look peaks 40 MB lower, with the same
    results to the bit.

    Raises:
        MissingModelError: The file is not there; the program never fetches one.
    """
    if not model.is_file():
        raise ZcdeskError("program.model_missing", file=model.name)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.execution_order = onnxruntime.ExecutionOrder.PRIORITY_BASED
    options.log_severity_level = 3
    given: str | bytes = str(model)
    if inner:
        outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in inner)
        given = model.read_bytes() + _field(_GRAPH, outputs)
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | _BYTES, len(content)]) + content


@cache
def shipped_model(name: str) -> Path:
    """Return the path of a model in ``resources/models`` after comparing it with its source note.

    The hash tells a file that was cut while copying, or damaged on a stick, before it makes wrong
    readings; whoever can write there could write the note as well. It takes some 30 ms a process.

    Raises:
        MissingModelError: The file or its note is not there; the program never fetches one.
        AlteredModelError: The content is another than that of the note.
    """
    try:
        path = resource("models", name)
        notes = tomllib.loads(resource("models", "SOURCES.toml").read_text(encoding="utf-8"))
        expected = notes[name]["sha256"]
    except (FileNotFoundError, KeyError) as cause:
        raise ZcdeskError("program.model_missing", file=name) from cause
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != expected:
            raise ZcdeskError("program.model_altered", file=name)
    return path


def shipped_session(name: str) -> onnxruntime.InferenceSession:
    """Load a model of ``resources/models``; errors as in ``shipped_model``."""
    return session(shipped_model(name))


def detection_session() -> onnxruntime.InferenceSession:
    """Return the text detector (PP-OCRv6 small); it answers :data:`INNER` as well."""
    return session(shipped_model(DETECTION), INNER)


def recognition_session() -> onnxruntime.InferenceSession:
    """Return the line recogniser (PP-OCRv6 small)."""
    return shipped_session(RECOGNITION)
