"""The network inside Tesseract's model for Uyghur, run without Tesseract.

``uig.traineddata`` holds the weights of a small network: a convolution, a summary of each column
from top to bottom, and three passes along the line (long short-term memory: Hochreiter and
Schmidhuber 1997). Tesseract itself hands on letters alone, after a search for lines that finds none
in one short word, and takes .2 to .4 s a line. Run here on a straightened line the same weights
take .02 s and give what a search for known words needs: the probability of every letter in every
column. The format is that of Tesseract 4 and 5 (``src/lstm`` of its source, Apache-2.0).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture
from zcdesk.reading.engine import shipped_model

MODEL = "uig.traineddata"
"""Name of the model's file in ``resources/models``."""

SPACE, BLANK = 0, 2
"""Symbols between words, and between letters."""

COLUMN = 3
"""Pixels of a line of ``HEIGHT`` for each column of the table."""

HEIGHT = 48
"""Height in pixels of a line as the network takes it."""

Table = NDArray[np.float32]
"""Shape (columns, symbols) or that of layers inside the network."""

_WEIGHTS, _SYMBOLS = 17, 21  # parts of the file
_ARRAY_MODE = 0x85  # whole numbers with a scale for each row
_MOST_STATE = 100.0  # as Tesseract clips it, to end what runs away
_DARK, _LIGHT = 25, 75  # percentiles of the dips and peaks along the middle row: black and white


@dataclass(frozen=True)
class _Memory:
    """A pass of long short-term memory; the rows are input, gates for input, forgetting, output."""

    inputs: Table
    states: Table
    bias: Table

    def run(self, values: Table) -> Table:
        """Return its output for each step. ``values``: shape (steps, lines, inputs)."""
        steps, lines, inputs = values.shape
        size = len(self.states)
        given = (values.reshape(steps * lines, inputs) @ self.inputs + self.bias).reshape(
            steps, lines, 4 * size
        )
        output = np.zeros((steps, lines, size), np.float32)
        before, state = np.zeros((2, lines, size), np.float32)
        for step in range(steps):
            sums = given[step] + before @ self.states
            gates = 1.0 / (1.0 + np.exp(-sums[:, size:]))
            state = state * gates[:, size : 2 * size] + np.tanh(sums[:, :size]) * gates[:, :size]
            state = np.clip(state, -_MOST_STATE, _MOST_STATE)
            before = np.tanh(state) * gates[:, 2 * size :]
            output[step] = before
        return output


@dataclass(frozen=True)
class _Network:
    convolution: Table
    down: _Memory
    along: tuple[_Memory, _Memory, _Memory]
    output: Table


class _Weights:
    """The part of the file that holds the network, layer behind layer."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def _next(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{form}", self._data, self._place)
        self._place += struct.calcsize(f"<{form}")
        return values

    def _text(self) -> str:
        (length,) = self._next("I")
        self._place += length
        return self._data[self._place - length : self._place].decode()

    def _matrix(self) -> Table:
        mode, rows, columns, _ = self._next("Biib")
        if mode != _ARRAY_MODE:
            raise ValueError(f"weights in another form: {mode}")
        values = np.frombuffer(self._data, np.int8, rows * columns, self._place)
        self._place += rows * columns
        (count,) = self._next("I")
        scales = np.frombuffer(self._data, "<f8", count, self._place)[:rows]
        self._place += 8 * count
        return np.asarray(values.reshape(rows, columns) * scales[:, None], np.float32)

    def layers(self) -> list[Any]:
        """Return the weights of this layer and those within it, in their order."""
        self._next("b")
        kind = self._text()
        _, _, _, inputs, outputs, _ = self._next("bbiiii")
        self._text()
        if kind in {"Series", "XYTranspose", "RTLReversed"}:
            (count,) = self._next("I")
            layers = [layer for _ in range(count) for layer in self.layers()]
            (rates,) = self._next("I")
            self._place += 4 * rates
            return layers
        if kind in {"Input", "Convolve", "Maxpool"}:
            self._next("iiiii" if kind == "Input" else "ii")
            return []
        if kind not in {"LSTM", "SummLSTM"}:
            return [self._matrix()]
        self._next("i")
        gates = np.concatenate([self._matrix() for _ in range(4)])
        states = np.ascontiguousarray(gates[:, inputs : inputs + outputs].T)
        return [_Memory(np.ascontiguousarray(gates[:, :inputs].T), states, gates[:, -1])]


@cache
def _part(number: int) -> bytes:
    data = shipped_model(MODEL).read_bytes()
    (count,) = struct.unpack_from("<i", data)
    starts = struct.unpack_from(f"<{count}q", data, 4)
    later = [start for start in starts if start > starts[number]]
    return data[starts[number] : min(later, default=len(data))]


@cache
def _network() -> _Network:
    convolution, down, first, second, third, output = _Weights(_part(_WEIGHTS)).layers()
    return _Network(convolution, down, (first, second, third), output)


@cache
def symbols() -> tuple[str, ...]:
    """Return the network's symbols in the order of its output.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    lines = _part(_SYMBOLS).decode().splitlines()[1:]
    symbols_read = [line.split(" ")[0] for line in lines if line]
    return tuple(
        {SPACE: " ", BLANK: ""}.get(place, text) for place, text in enumerate(symbols_read)
    )


def probabilities(line: GreyPicture) -> Table:
    """Return the probability of each symbol in each column of a straightened line.

    Args:
        line: Dark letters on a light ground, of any height.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    network = _network()
    values = _summed(_evened(line), network)[:, None]
    first, second, third = network.along
    values = third.run(second.run(first.run(values)[::-1])[::-1])[:, 0]
    sums = values @ network.output[:, :-1].T + network.output[:, -1]
    shares = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float32)


def _evened(line: GreyPicture) -> Table:
    """Return the line at the network's height, from -1 for black to 1 for paper."""
    width = max(3 * COLUMN, round(line.shape[1] * HEIGHT / line.shape[0]))
    way = cv2.INTER_AREA if line.shape[0] > HEIGHT else cv2.INTER_CUBIC
    scaled = np.asarray(cv2.resize(line, (width, HEIGHT), interpolation=way), np.float32)
    before, here, behind = (scaled[HEIGHT // 2][k : width - 2 + k] for k in range(3))
    dips = here[((here < before) & (here <= behind)) | ((here <= before) & (here < behind))]
    peaks = here[((here > before) & (here >= behind)) | ((here >= before) & (here > behind))]
    black = float(np.percentile(dips, _DARK)) if len(dips) else 0.0
    white = float(np.percentile(peaks, _LIGHT)) if len(peaks) else 255.0
    contrast = (white - black) / 2 if white > black else 1.0
    return np.asarray(np.clip((scaled - black) / contrast - 1.0, -1.0, 1.0), np.float32)


def _summed(line: Table, network: _Network) -> Table:
    """Return what the network sees of each column, shape (columns, features)."""
    height, width = line.shape
    wide = np.pad(line, 1)
    near = [wide[y : y + height, x : x + width] for x in range(3) for y in range(3)]
    weights = network.convolution
    seen = np.tanh(np.stack(near, axis=-1) @ weights[:, :-1].T + weights[:, -1])
    rows, columns = height // COLUMN, width // COLUMN
    cells = seen[:, : columns * COLUMN].reshape(rows, COLUMN, columns, COLUMN, len(weights))
    return np.asarray(network.down.run(cells.max(axis=(1, 3)))[-1], np.float32)
