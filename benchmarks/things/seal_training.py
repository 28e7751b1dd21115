"""Trains the network that tells seals from what is taken for seals.

    python -m benchmarks.things.seal_training resources/models/seals.onnx --crops 8200

Needs torch and onnx, developers' tools; a few minutes of one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.things.seal_crops import Looks, drawn_crop
from zcdesk.masking.seals.seal_likeness import SIDE

_WIDTHS = (20, 40, 64)
_BATCH = 64


class Likeness(nn.Module):  # type: ignore[misc]
    """Four steps of convolution, three of them half as fine each; some 70,000 weights."""

    def __init__(self) -> None:
        super().__init__()
        first, second, third = _WIDTHS
        self.layers = nn.Sequential(
            *_step(3, first, 5, 2),
            *_step(first, second, 3, 2),
            *_step(second, third, 3, 2),
            *_step(third, third, 3, 1),
            nn.MaxPool2d(2),
        )
        self.out = nn.Linear(third * 9, len(Looks))

    def forward(self, crop: Tensor) -> Tensor:
        """Return logits, shape (crops, kinds)."""
        return self.out(functional.dropout(self.layers(crop).flatten(1), 0.3, self.training))


def _step(before: int, width: int, reach: int, step: int) -> tuple[nn.Module, ...]:
    convolution = nn.Conv2d(before, width, reach, step, reach // 2)
    return convolution, nn.BatchNorm2d(width), nn.ReLU()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--crops", type=int, default=8200)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--kept", type=Path, help="where the drawn crops are kept for another try")
    given = parser.parse_args()
    crops, kinds = _crops(given.crops, given.kept)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    network = Likeness()
    held = len(crops) // 10
    _learn(network, crops[held:], kinds[held:], given.rounds)
    network.eval()
    with torch.no_grad():
        likely = functional.softmax(network(_tensor(crops[:held])), 1)[:, :2].sum(1).numpy()
    own = kinds[:held] < 2
    for bound in (0.02, 0.05, 0.1, 0.2, 0.5):
        lost, told = int((likely[own] < bound).sum()), int((likely[~own] < bound).sum())
        print(f"{bound}: seals below {lost} of {own.sum()}, others {told} of {(~own).sum()}")
    _write(network, given.out)


def _crops(count: int, kept: Path | None) -> tuple[np.ndarray, np.ndarray]:
    if kept is not None and kept.is_file():
        stored = np.load(kept)
        return stored["crops"], stored["kinds"]
    every = [drawn_crop(Random(seed)) for seed in range(count)]
    crops, kinds = np.stack([crop for crop, _ in every]), np.array([int(kind) for _, kind in every])
    if kept is not None:
        np.savez(kept, crops=crops, kinds=kinds)
    return crops, kinds


def _tensor(crops: np.ndarray) -> Tensor:
    return torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 255


def _learn(network: Likeness, crops: np.ndarray, kinds: np.ndarray, rounds: int) -> None:
    labels, steps = torch.from_numpy(kinds), rounds * (len(crops) // _BATCH)
    choose = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    slower = torch.optim.lr_scheduler.OneCycleLR(choose, 4e-3, total_steps=steps)
    network.train()
    for number in range(rounds):
        order, lost = torch.randperm(len(crops)), 0.0
        for first in range(0, len(crops) - _BATCH + 1, _BATCH):
            some = order[first : first + _BATCH]
            batch = _tensor(crops[some.numpy()])
            if torch.rand(()) < 0.5:
                batch = batch * (0.7 + 0.5 * torch.rand(len(batch), 3, 1, 1))  # lamps of any colour
            loss = functional.cross_entropy(network(batch.clamp(0, 1)), labels[some])
            choose.zero_grad()
            loss.backward()
            choose.step()
            slower.step()
            lost += loss.item()
        print("round", number, round(lost / (len(crops) // _BATCH), 4), flush=True)


def _write(network: Likeness, out: Path) -> None:
    whole = nn.Sequential(network, nn.Softmax(1)).eval()
    example = torch.zeros(1, 3, SIDE, SIDE)
    torch.onnx.export(
        whole, (example,), str(out), input_names=["crop"], output_names=["kinds"], dynamo=False
    )


if __name__ == "__main__":
    main()
