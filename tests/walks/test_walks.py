"""Two people walk from the first start to a correction round, by nothing but the X server's events.

Pictures of every step lie in ``build/walks`` afterwards, which git ignores; the workflow of the
continuous integration may keep them.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.walks.screen import missing
from tests.walks.walkers import PICTURES, Outcome, walk_by_keys, walk_by_mouse

Record = Callable[[str, object], None]

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]


@pytest.mark.parametrize(
    ("name", "walker", "never", "clock"),
    [
        ("mouse", walk_by_mouse, "key", "补正第 1 次 · 时限原文未述"),  # the notice sets no term
        ("keys", walk_by_keys, "click", "补正 1/2 · 还剩"),
    ],
)
def test_a_first_application_is_walked_from_the_first_start_to_a_correction_round(
    name: str,
    walker: Callable[[Path, Path], Outcome],
    never: str,
    clock: str,
    tmp_path: Path,
    record_property: Record,
) -> None:
    outcome = walker(tmp_path / "screen", PICTURES / name)
    assert outcome.exported + outcome.left_out == outcome.scans
    assert outcome.left_out <= 2  # what the second reading is not sure of
    assert outcome.counted[never] == 0
    assert clock in outcome.round
    assert outcome.said == "", outcome.said
    told = f"{outcome.scans} scans, {len(outcome.steps)} steps, {outcome.events} events"
    record_property("figure", f"{name}: {told}, {outcome.seconds:.0f} s")
