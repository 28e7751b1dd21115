"""What a dark seal hides of a word: when the rest tells it surely, when it is asked about."""

from __future__ import annotations

import pytest

from tests.masking.test_looks import STEP, look
from zcdesk.applicant import Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.across_seals import judge_across_seals
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.keywords import keyword
from zcdesk.masking.seal_inks import Colour
from zcdesk.masking.seals import Seal, Shape


def judged(employer: str, shown: str, hidden: range, plain: int | None) -> tuple[Hit, ...]:
    """Judge a line below a dark seal; of its letters in ``hidden`` one may be read plainly."""
    line = look(shown, [0.3 if n in hidden and n != plain else 0.99 for n in range(len(shown))])
    left = 100 + 8 * (STEP * hidden.start + 1)
    right = 100 + 8 * (STEP * hidden.stop + 1)
    half = (right - left) / 2
    place = box(left, 120 - half, right, 120 + half)
    seal = Seal((left + half, 120), (half, half), 0.0, Colour.DARK, Shape.RING, place, 1.0)
    own = keyword(Word(WordKind.EMPLOYER, 1, employer))
    return judge_across_seals([line], [seal], [own], [])


@pytest.mark.parametrize(
    ("shown", "hidden", "plain", "verdict"),
    [
        ("昆源新二三开发股份有限公司", range(3, 5), None, Verdict.COVER),
        ("昆源新二三开发股份有限公司", range(3, 5), 4, Verdict.DOUBT),  # another letter's
        ("二三新能源开发股份有限公司", range(2), None, Verdict.DOUBT),  # the brand
        ("昆源新能源开发股份有限二三", range(11, 13), None, Verdict.DOUBT),  # its end
        ("昆源新二三四五股份有限公司", range(3, 7), None, Verdict.COVER),
        ("昆源二三四五六股份有限公司", range(2, 7), None, Verdict.DOUBT),  # too many
    ],
)
def test_a_long_word_between_whose_ends_a_seal_hides_a_little_needs_no_question(
    shown: str, hidden: range, plain: int | None, verdict: Verdict
) -> None:
    (hit,) = judged("昆源新能源开发股份有限公司", shown, hidden, plain)
    assert hit.verdict is verdict
    assert hit.covers_by_default


@pytest.mark.parametrize(("plain", "found"), [(None, 1), (5, 0), (7, 0)])
def test_the_place_alone_is_no_own_word_where_another_one_goes_on(
    plain: int | None, found: int
) -> None:
    hits = judged("克拉玛依疆岭矿业", "克拉玛依股份有限", range(4, 8), plain)
    assert len(hits) == found
