"""Trains the network on what was seen of drawn pages; the same seeds give the same weights."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from benchmarks.things.features import kept
from benchmarks.things.kinds import Kind, Shares, label_map
from benchmarks.things.network import Answering, Head

_WINDOWS = 8
"""In one step; sums over so many tell apart what is rare and what is not there at all."""

_SIDE = 80
"""Places of a window's sides: a page is 120 long, and each of its windows is another example."""

_FINENESS = (1, 2, 4, 1)
"""Places of the finest maps that a place of each of the inputs takes, across and down."""

_RATE, _DECAY = 5e-3, 1e-4
_SMOOTH = 1.0  # of the overlap's share
_OF_PLACES, _OF_OVERLAP, _OF_HARD = 4.0, 0.5, 0.1  # weights of the three losses
_HARD = 32  # places of a kind and window where nothing of it is, and which are likeliest

_GAIN = 0.1  # deviation of a map's gain, in logarithms, from window to window
_GREY, _OF_COLOUR = 0.3, (0, 1, 2, 3, 4, 5, 9)
"""Share of the windows that are shown as grey copies, and the maps of colour that such have not."""

INPUTS = ("fine", "middle", "coarse", "colours")
OUTPUT = str(Kind.PORTRAIT)

Maps = tuple[Tensor, Tensor, Tensor, Tensor]
_Window = tuple[list[NDArray[np.float32]], NDArray[np.float32]]


def load(path: Path) -> Maps:
    """Return the maps of a whole page, for the head."""
    found = kept(path)
    fine, middle, coarse, colours = (
        torch.from_numpy(each.astype(np.float32))[None] for each in (*found.maps, found.colours)
    )
    return fine, middle, coarse, colours


def train(pages: Sequence[Path], rounds: int, seed: int) -> Head:
    """Return a trained head.

    In the first half of the rounds each page is shown once a round; from then on a page is chosen
    the likelier, the more was wrong when it was last shown.

    Args:
        pages: What was seen, as :func:`benchmarks.things.features.keep` wrote it.
        rounds: How many times as many windows as pages are shown.
        seed: Of the first weights, the windows and their order.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    every, chance = sorted(pages), random.Random(seed)
    head = Head()
    head.train().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=_DECAY)
    steps = rounds * math.ceil(len(every) / _WINDOWS)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1)
    labels: dict[Path, Shares] = {}
    wrong: dict[Path, float] = {}
    for number in range(rounds):
        order = chance.sample(every, len(every))
        if number >= rounds / 2:
            order = chance.choices(every, [wrong.get(path, 1.0) for path in every], k=len(every))
        lost = []
        for first in range(0, len(order), _WINDOWS):
            shown = order[first : first + _WINDOWS]
            maps, truth = _batch([_window(path, labels, chance) for path in shown])
            optimizer.zero_grad()
            losses, overlap = _losses(head(*maps), truth)
            (losses.mean() + overlap).backward()
            optimizer.step()
            rate.step()
            wrong |= zip(shown, losses.tolist(), strict=True)
            lost.append((float(losses.detach().mean()), float(overlap.detach())))
        told = (f"{value:.4f}" for value in np.mean(lost, axis=0))
        print(f"round {number + 1}: places {', overlap '.join(told)}", flush=True)
    head.eval()
    return head


def _window(path: Path, labels: dict[Path, Shares], chance: random.Random) -> _Window:
    """Return a window of a page and how much of its places each kind takes."""
    found = kept(path)
    if path not in labels:
        labels[path] = label_map(found.things(), found.size)
    top, left = (_begin(length, chance) for length in found.size[::-1])
    noise = np.random.default_rng(chance.getrandbits(32))
    every = zip((*found.maps, found.colours), _FINENESS, strict=True)
    cut = [_cut(maps, top, left, share) for maps, share in every]
    for maps in cut[:3]:
        maps *= np.exp(noise.normal(0, _GAIN, (len(maps), 1, 1))).astype(np.float32)
    if chance.random() < _GREY:
        cut[3][list(_OF_COLOUR)] = 0
    return cut, _cut(labels[path], top, left, 1) / np.float32(255)


def _begin(length: int, chance: random.Random) -> int:
    step = max(_FINENESS)
    return step * chance.randrange(max(0, length - _SIDE) // step + 1)


def _cut(maps: NDArray[np.generic], top: int, left: int, share: int) -> NDArray[np.float32]:
    """Return the window of maps that are ``share`` times as coarse as the finest; beyond the page
    there is nothing."""
    side, top, left = _SIDE // share, top // share, left // share
    window = np.zeros((len(maps), side, side), np.float32)
    part = maps[:, top : top + side, left : left + side]
    window[:, : part.shape[1], : part.shape[2]] = part
    return window


def _batch(windows: Sequence[_Window]) -> tuple[Maps, Tensor]:
    maps, truths = zip(*windows, strict=True)
    fine, middle, coarse, colours = (
        torch.from_numpy(np.stack(each)).to(memory_format=torch.channels_last)
        for each in zip(*maps, strict=True)
    )
    return (fine, middle, coarse, colours), torch.from_numpy(np.stack(truths))


def _losses(answer: Tensor, truth: Tensor) -> tuple[Tensor, Tensor]:
    """Return the error of each window's places, and what the kinds' overlaps lack.

    All places count alike; the overlap makes that rare kinds are learnt all the same, and places
    that are likeliest though nothing is there count once more.
    """
    entropy = functional.binary_cross_entropy_with_logits(answer, truth, reduction="none")
    empty = (entropy * (truth == 0)).flatten(2)
    hard = empty.topk(_HARD, dim=2).values.mean((1, 2))
    losses = _OF_PLACES * entropy.mean((1, 2, 3)) + _OF_HARD * hard
    likely = torch.sigmoid(answer)
    shared = 2 * (likely * truth).sum((0, 2, 3)) + _SMOOTH
    overlap = shared / ((likely**2 + truth**2).sum((0, 2, 3)) + _SMOOTH)
    there = truth.sum((0, 2, 3)) > 0
    lacking = (1 - overlap)[there].mean() if bool(there.any()) else overlap.sum() * 0
    return losses, _OF_OVERLAP * lacking


def export(head: Head, path: Path) -> None:
    """Write the head as an ONNX file for pages of any size."""
    rows, columns = 120, 84
    sizes = ((rows, columns), (rows // 2, columns // 2), (rows // 4, columns // 4))
    maps = [torch.zeros(1, 96, *size) for size in sizes]
    example = (*maps, torch.zeros(1, 10, rows, columns))
    free = {name: {2: f"{name}_rows", 3: f"{name}_columns"} for name in (*INPUTS, OUTPUT)}
    torch.onnx.export(
        Answering(head).eval(), example, str(path), input_names=[*INPUTS], output_names=[OUTPUT],
        dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip
