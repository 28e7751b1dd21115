"""The network inside the model for Uyghur, run from its weights."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tests.reading.test_arabic_script import _line
from tests.setup.checkout import ROOT
from zcdesk.reading.arabic.network import BLANK, COLUMN, HEIGHT, SPACE, probabilities, symbols


def test_every_column_of_a_line_has_the_probabilities_of_all_symbols() -> None:
    line = _line("گۈلنار")
    table = probabilities(line)
    width = line.shape[1] * HEIGHT / line.shape[0]
    assert table.shape == (round(width) // COLUMN, len(symbols()))
    assert table.sum(axis=1) == pytest.approx(np.ones(len(table)), abs=1e-4)


def test_the_best_symbols_are_the_printed_letters_from_left_to_right() -> None:
    best = probabilities(_line("گۈلنار ئەھمەت")).argmax(axis=1)
    names = symbols()
    read = [names[one] for one, before in zip(best[1:], best, strict=False) if one != before]
    assert "".join(read)[::-1].strip() == "گۈلنار ئەھمەت"


def test_space_and_blank_are_no_letters_and_the_uyghur_ones_are_all_there() -> None:
    assert (symbols()[SPACE], symbols()[BLANK]) == (" ", "")
    assert set("ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە") <= set(symbols())


def test_a_line_of_paper_alone_is_blank_all_along() -> None:
    best = probabilities(np.full((48, 300), 240, np.uint8)).argmax(axis=1)
    assert not any(symbols()[one].isalpha() for one in best if symbols()[one] > "~")


def test_one_thread_multiplies_matrices_in_the_program_and_its_workers() -> None:
    code = "import zcdesk, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    plain = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**plain, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == "1"
