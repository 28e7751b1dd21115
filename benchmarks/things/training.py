"""Trains the network on what was seen of drawn pages; the same seeds give the same weights."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.things.features import kept
from benchmarks.things.kinds import KINDS
from benchmarks.things.network import Answering, Head

_PAGES = 4
"""In one step."""

_RATE, _DECAY = 5e-3, 1e-4
MISSED = 3.0
"""Weight of a place that is missed against one that is false, while rare kinds are learnt."""

_SMOOTH = 1.0  # of the overlap's share

_GREY, _OF_COLOUR = 0.3, (0, 1, 2, 3, 4, 5, 9)
"""Share of the pages that are shown as grey copies, and the maps of colour that such have not."""

INPUTS = ("fine", "middle", "coarse", "colours")
OUTPUT = "kinds"

Page = tuple[tuple[Tensor, Tensor, Tensor, Tensor], Tensor]


def load(path: Path) -> Page:
    """Return the maps of a page and where each kind is, shape (1, kinds, rows, columns)."""
    found = kept(path)
    maps = [torch.from_numpy(each.astype(np.float32))[None] for each in found.maps]
    colours = torch.from_numpy(found.colours.astype(np.float32))[None]
    bits = np.stack([(found.label >> place) & 1 for place in range(len(KINDS))])
    return (maps[0], maps[1], maps[2], colours), torch.from_numpy(bits.astype(np.float32))[None]


def train(
    pages: Sequence[Path],
    rounds: int,
    seed: int,
    start: Head | None = None,
    missed: float = MISSED,
) -> Head:
    """Return a trained head.

    Args:
        pages: What was seen, as :func:`benchmarks.things.features.keep` wrote it.
        rounds: How often each page is shown.
        seed: Of the first weights and of the order of the pages.
        start: Weights to go on from.
        missed: Weight of a place that is missed against one that is false.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    order, chance = sorted(pages), random.Random(seed)
    head = Head() if start is None else start
    head.train()
    optimizer = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=_DECAY)
    steps = rounds * max(1, len(order) // _PAGES)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps + 1)
    for number in range(rounds):
        chance.shuffle(order)
        lost, count = 0.0, 0
        for first in range(0, len(order) - _PAGES + 1, _PAGES):
            optimizer.zero_grad()
            for path in order[first : first + _PAGES]:
                maps, truth = load(path)
                if chance.random() < _GREY:
                    maps[3][:, _OF_COLOUR] = 0
                loss = _loss(head(*maps), truth, missed) / _PAGES
                loss.backward()
                lost, count = lost + float(loss.detach()), count + 1
            optimizer.step()
            rate.step()
        print(f"round {number + 1}: {_PAGES * lost / max(1, count):.4f}", flush=True)
    head.eval()
    return head


def _loss(answer: Tensor, truth: Tensor, missed: float) -> Tensor:
    """Return cross entropy of each place and overlap of each kind that the page bears."""
    weight = 1 + (missed - 1) * truth
    entropy = functional.binary_cross_entropy_with_logits(answer, truth, weight)
    likely = torch.sigmoid(answer)
    shared = 2 * (likely * truth).sum((2, 3)) + _SMOOTH
    overlap = shared / ((likely + truth).sum((2, 3)) + _SMOOTH)
    there = truth.sum((2, 3)) > 0
    total = 4 * entropy
    if bool(there.any()):
        total = total + 0.5 * (1 - overlap[there]).mean()
    return total


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
