"""Makes the shipped detectors from their packages' files (a developer's tool; needs ``onnx``).

    python tools/making/slim_models.py FILE.onnx OUT.onnx

Two things slow a model down without changing what it answers:

* Subnormal weights (below 1.2e-38), to which unused weights decay in training: Intel processors
  fall back to microcode for them. A quarter of two layers of the text detector are such weights and
  took two thirds of its time. They become zero, which is far below the last bit of any sum.
* Weights that are declared as inputs of the graph: the runtime must expect others at each run and
  cannot lay them out beforehand. As constants they take a face search from 100 to 47 ms.

The same file gives the same bytes. Copy the hash that is printed into
``resources/models/SOURCES.toml`` and ``docs/dependencies.md``.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from tools.calling import named, run_tool

_CONSTANT_WEIGHTS = 4
"""Version of the format from which on a weight need not be an input, too."""


def slim(model: Any) -> None:
    """Set subnormal weights of a model to zero and make constants of all its weights.

    Args:
        model: An ``onnx.ModelProto``.
    """
    from onnx import numpy_helper

    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and weight.HasField("raw_data"):
            small = np.abs(values) < np.finfo(np.float32).tiny
            weight.raw_data = np.where(small, np.float32(0), values).astype("<f4").tobytes()
    names = {weight.name for weight in model.graph.initializer}
    inputs = [given for given in model.graph.input if given.name not in names]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    model.ir_version = max(model.ir_version, _CONSTANT_WEIGHTS)


def main() -> None:
    """Slim the model named first, write it under the second name and print its hash and size."""
    source, output = named("SOURCE", "OUTPUT")
    import onnx

    model = onnx.load(source)
    slim(model)
    onnx.checker.check_model(model)
    output.write_bytes(model.SerializeToString(deterministic=True))
    print(hashlib.sha256(output.read_bytes()).hexdigest(), output.stat().st_size)


if __name__ == "__main__":
    run_tool(main)
