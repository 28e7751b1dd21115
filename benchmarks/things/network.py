"""The network: a head of some 40,000 weights over maps that the text detector has made already.

It needs torch, which is a developer's tool and never a dependency of the program.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.things.kinds import KINDS, Kind

_OF_MAPS, _OF_COLOURS, _INSIDE = 40, 16, 48
_INNER = 96
_COLOURS = 10

_RARE = -4.0
"""Logit with which training begins: one place of fifty belongs to a thing."""

_HALVES, _QUARTERS = 1, 2
"""Blocks at half and at a quarter of the maps' size; the last see half a page."""


class Head(nn.Module):  # type: ignore[misc]
    """Tells for each place how likely it belongs to each kind, as logits.

    The maps are narrowed by themselves before the coarse ones are widened: that order gives the
    same sums and takes a fraction of the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.ModuleList([nn.Conv2d(_INNER, _OF_MAPS, 1) for _ in range(3)])
        self.colours = nn.Conv2d(_COLOURS, _OF_COLOURS, 3, padding=1)
        self.mix = nn.Conv2d(3 * _OF_MAPS + _OF_COLOURS, _INSIDE, 1)
        self.finest = _block()
        self.halves = nn.ModuleList([_block() for _ in range(_HALVES)])
        self.quarters = nn.ModuleList([_block() for _ in range(_QUARTERS)])
        self.out = nn.Conv2d(_INSIDE, len(KINDS), 1)
        nn.init.constant_(self.out.bias, _RARE)

    def forward(self, fine: Tensor, middle: Tensor, coarse: Tensor, colours: Tensor) -> Tensor:
        """Return logits, shape (pages, kinds, rows, columns)."""
        first, second, third = self.narrow
        maps = (first(fine), _widened(second(middle), 2), _widened(third(coarse), 4))
        inside = functional.relu(self.mix(torch.cat([*maps, self.colours(colours)], 1)))
        half = functional.avg_pool2d(inside, 2)
        for block in self.halves:
            half = half + block(half)
        quarter = functional.avg_pool2d(half, 2)
        for block in self.quarters:
            quarter = quarter + block(quarter)
        inside = inside + _widened(half + _widened(quarter, 2), 2)
        return self.out(inside + self.finest(inside))


def _widened(maps: Tensor, factor: float) -> Tensor:
    return functional.interpolate(maps, scale_factor=factor, mode="bilinear", align_corners=False)


def _block() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(_INSIDE, _INSIDE, 5, padding=2, groups=_INSIDE, bias=False),
        nn.BatchNorm2d(_INSIDE),
        nn.ReLU(),
        nn.Conv2d(_INSIDE, _INSIDE, 1, bias=False),
        nn.BatchNorm2d(_INSIDE),
        nn.ReLU(),
    )


class Answering(nn.Module):  # type: ignore[misc]
    """The head as the program runs it: probabilities of the one kind that it asks for."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, fine: Tensor, middle: Tensor, coarse: Tensor, colours: Tensor) -> Tensor:
        """Return probabilities, shape (1, 1, rows, columns)."""
        answer = self.head(fine, middle, coarse, colours)
        return torch.sigmoid(answer[:, KINDS.index(Kind.PORTRAIT), None])
