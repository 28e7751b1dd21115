"""The table of numbers finds each number and what is said of it, and nothing else."""

from tools.thresholds import of_package, thresholds

MODULE = '''
_NARROW = 3.5
_MOST = 8  # rings that are read

# px of the longer side
_SIDE = 500

BOUND: float = -14.0
"""Above this price a word is another one:
of 136 names two came out so (benchmarks/masking)."""

_NAMES = ("a", "b")
_FLAG = True
'''


def test_a_number_is_told_with_the_comment_or_the_string_beside_it() -> None:
    found = [(number.name, number.value, number.reason) for number in thresholds(MODULE, "made.py")]
    assert found == [
        ("_NARROW", "3.5", ""),
        ("_MOST", "8", "rings that are read"),
        ("_SIDE", "500", "px of the longer side"),
        ("BOUND", "-14.0", "Above this price a word is another one: "
         "of 136 names two came out so (benchmarks/masking)."),
    ]  # fmt: skip


def test_a_measured_number_names_its_measurement() -> None:
    assert [number.name for number in thresholds(MODULE, "made.py") if number.is_measured] == [
        "BOUND"
    ]


def test_the_numbers_of_the_program_are_found() -> None:
    assert {number.module for number in of_package("reading")} > {"reading/lattice.py"}
