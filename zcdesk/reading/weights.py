"""Sets a model's subnormal weights to zero before it is loaded.

Training lets unused weights decay towards zero; some end as subnormal numbers (below 1.2e-38), on
which Intel processors fall back to microcode: a quarter of two layers of the text detector did
that, and took two thirds of its time. What such a weight adds to a sum of pixels is far below the
last bit of a float, so the results stay the same. The runtime's own switch for this
(``session.set_denormal_as_zero``) reaches only the thread that makes the first session.

Source:
    onnx.proto3 (ONNX IR 1.x): ModelProto.graph = 7, GraphProto.initializer = 5,
    TensorProto.data_type = 2, TensorProto.raw_data = 9; Protocol Buffers' wire format.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_GRAPH, _INITIALIZER, _DATA_TYPE, _RAW_DATA = 7, 5, 2, 9
_FLOAT = 1  # TensorProto.DataType
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5  # wire types
_SMALLEST_NORMAL = np.finfo(np.float32).tiny
_FEW = 1000  # subnormal weights; a hundred cost nothing that could be measured


def quick_weights(model: Path) -> bytes | None:
    """Return the bytes of an ONNX model without subnormal weights; None: the file is as quick.

    None, too, for a file that is not built as expected: the runtime judges it. (The runtime keeps
    the bytes it is given as long as a session lives, so a file that needs nothing is not read in.)
    """
    data = np.memmap(model, np.uint8, "r").view(np.ndarray)  # read byte by byte 10 times as quick
    try:
        found = {place: int(_subnormal(data, place).sum()) for place in _float_weights(data)}
    except (IndexError, ValueError):
        return None
    if sum(found.values()) < _FEW:
        return None
    cleaned = bytearray(data)
    for start, end in found:
        weights = np.frombuffer(memoryview(cleaned)[start:end], np.float32)
        weights[np.abs(weights) < _SMALLEST_NORMAL] = 0.0
    return bytes(cleaned)


def _subnormal(data: NDArray[np.uint8], place: tuple[int, int]) -> NDArray[np.bool_]:
    weights = np.frombuffer(data[slice(*place)].tobytes(), np.float32)
    found: NDArray[np.bool_] = (weights != 0) & (np.abs(weights) < _SMALLEST_NORMAL)
    return found


def _float_weights(data: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Yield where the raw floats of each weight lie."""
    for number, start, end in _fields(data, 0, len(data)):
        if number != _GRAPH:
            continue
        for inner, first, last in _fields(data, start, end):
            if inner == _INITIALIZER:
                yield from _raw_floats(data, first, last)


def _raw_floats(data: NDArray[np.uint8], start: int, end: int) -> Iterator[tuple[int, int]]:
    raw: tuple[int, int] | None = None
    is_float = False
    for number, first, last in _fields(data, start, end):
        if number == _DATA_TYPE:
            is_float = _varint(data, first)[0] == _FLOAT
        elif number == _RAW_DATA:
            raw = (first, last)
    if is_float and raw is not None:
        yield raw


def _fields(data: NDArray[np.uint8], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number, start and end of each field of a message.

    Raises:
        IndexError: The message ends in the middle of a field.
        ValueError: A field has an unknown wire type.
    """
    while start < end:
        key, start = _varint(data, start)
        wire = key & 7
        if wire == _VARINT:
            stop = _varint(data, start)[1]
        elif wire == _LENGTH:
            length, start = _varint(data, start)
            stop = start + length
        elif wire in (_EIGHT_BYTES, _FOUR_BYTES):
            stop = start + (8 if wire == _EIGHT_BYTES else 4)
        else:
            raise ValueError(wire)
        if stop > end:
            raise IndexError(stop)
        yield key >> 3, start, stop
        start = stop


def _varint(data: NDArray[np.uint8], start: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = int(data[start])
        start += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, start
        shift += 7
