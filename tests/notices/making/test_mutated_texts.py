"""Texts with lines lost, moved, shuffled and broken: a valid profile, no line passed over."""

import random
from collections.abc import Callable

import pytest

from tests.notices.made_notices import ASIDE, notice_of, older, text_of, unasked
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.sentences.clauses import cut

TEXTS = [[*notice_text(load_notice(one))] for one in built_in_ids()]
TEXTS += [text_of(one).splitlines() for one in ASIDE]
BY_DAY, NIGHTLY = 4, 150


def mutated(chance: random.Random) -> list[str]:
    """Return the lines of a notice with some changes."""
    lines = [*chance.choice(TEXTS)]
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(6)
        if change == 0 and len(lines) > 1:
            del lines[at]
        elif change == 1:
            lines.insert(at, chance.choice(chance.choice(TEXTS)))
        elif change == 2:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        elif change == 3:
            lines[at], lines[other] = lines[other], lines[at]
        elif change == 4:
            lines[at] = lines[at].replace("1", str(chance.randint(0, 9999))).replace("、", "，")
        else:
            letters = [*lines[at]]
            chance.shuffle(letters)
            lines[at] = "".join(letters)
    return lines if any(line.strip() for line in lines) else ["一、无"]


def walked(seed: int) -> None:
    chance = random.Random(seed)
    lines = mutated(chance)
    text = "\n".join(lines)
    held = {number for one in cut(lines) for number in range(one.first, one.last + 1)}
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= held
    notice_of(unasked(text, "new-2027", 2027))
    notice_of(read(text, "old-2027", 2027, older(chance.choice(built_in_ids()))))


@pytest.mark.parametrize("seed", range(BY_DAY))
def test_a_mutated_text_gives_a_valid_profile_and_loses_no_line(seed: int) -> None:
    walked(seed)


@pytest.mark.nightly
def test_many_mutated_texts_give_valid_profiles(
    record_property: Callable[[str, object], None],
) -> None:
    for seed in range(BY_DAY, BY_DAY + NIGHTLY):
        walked(seed)
    record_property("figure", f"{NIGHTLY} mutated notices, all made into valid profiles")
