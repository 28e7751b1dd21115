"""What tests of reading share."""

import numpy as np
import pytest

from zcdesk.reading import recognising
from zcdesk.reading.lattice import Lattice


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float]]:
    """The width and the columns of a Han character of each run of the recogniser."""
    asked: list[tuple[int, float]] = []
    model = recognising._recognised

    def counted(line: np.ndarray, han_columns: float) -> Lattice:
        asked.append((line.shape[1], han_columns))
        return model(line, han_columns)

    monkeypatch.setattr(recognising, "_recognised", counted)
    return asked
