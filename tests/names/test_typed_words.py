"""The intake of words: what is looked for is what was meant, or it is refused."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tables import rows_beside
from zcdesk.applicant import Applicant, WordKind
from zcdesk.names.spellings import folded
from zcdesk.names.typed_parts import without_invisible
from zcdesk.names.typed_words import same_words, take_word, take_words

SLOW = [HealthCheck.too_slow]
"""A busy computer draws slowly; what is drawn is always the same."""

BY_DAY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
AT_NIGHT = settings(BY_DAY, max_examples=5000, derandomize=False)

ROWS, KINDS = rows_beside(__file__), ("name", "employer")
MARKS, EMPLOYERS = ROWS["marks"], ROWS["words"]["employer"]
EMPLOYER, NAMES = EMPLOYERS[0], ROWS["words"]["name"]

HIDDEN = [*"\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u200e\u200f\u202a\u202c\u202d\u2067\u2069"]
HIDDEN += [*"\ufe00\ufe0f\U000e0100\U000e01ef\u115f\u3164\u180e\U000e0020"]
BLANKS = [*" \t\n\r\u00a0\u2003\u2009\u202f\u205f\u3000"]
DOTS = [*"·•・‧．●∙⋅･。｡、﹑﹒.．˙․⸱ꞏ-‐‑‒–—―−﹣－﹘ㆍー"]

Decoration = Callable[[str], str]
Check = Callable[..., None]


def around(before: str, after: str) -> Decoration:
    return lambda word: f"{before}{word}{after}"


def behind(table: str) -> list[Decoration]:
    return [around("", end) for end in MARKS[table]]


def labelled(kind: str) -> list[Decoration]:
    labels, colons = MARKS[f"{kind}_labels"], MARKS[f"{kind}_colons"]
    return [around(label + mark, "") for label in labels for mark in colons]


COMMON = [
    *(around("", one % remark) for one in MARKS["brackets"] for remark in MARKS["remarks"]),
    *(around(*pair) for pair in MARKS["quotes"]),
    *(around(start, "") for start in MARKS["before"]),
    *behind("behind"),
]
NAME_LABELS, BEHIND_NAMES = labelled("name"), behind("behind_names")
EMPLOYER_LABELS, BEHIND_EMPLOYERS = labelled("employer"), behind("behind_employers")


def strewn(marks: list[str]) -> st.SearchStrategy[Decoration]:
    """Put marks before, into and behind a word."""

    def put(places: list[tuple[float, str]]) -> Decoration:
        def decorate(word: str) -> str:
            for place, mark in places:
                at = round(place * len(word))
                word = word[:at] + mark + word[at:]
            return word

        return decorate

    place = st.tuples(st.floats(0, 1), st.sampled_from(marks))
    return st.lists(place, min_size=1, max_size=4).map(put)


def dotted(dot: str) -> Decoration:
    return lambda word: word.replace("·", dot)


def decorations(own: list[Decoration]) -> st.SearchStrategy[list[Decoration]]:
    one = st.one_of(
        st.sampled_from(own),
        st.sampled_from(COMMON),
        st.sampled_from([dotted(dot) for dot in DOTS]),
        strewn(HIDDEN),
        st.sampled_from([around(blank, blank) for blank in BLANKS]),
    )
    return st.lists(one, min_size=1, max_size=3)


def is_not_silent(kind: WordKind, true: str, typed: str) -> bool:
    """Tell whether the true word is among those that are looked for, or it is refused."""
    taken = take_word(kind, typed)
    return taken.refusal is not None or folded(true) in map(folded, taken.texts)


def looked_for(name: str, decorated: list[Decoration]) -> None:
    typed = put_on(name, decorated)
    seen = without_invisible(typed)
    # A second name in the same letters, and a letter behind one, nobody can tell apart.
    if not name.isascii() or not ("Zhao Qiming" in seen or "A" in seen[len(name) :]):
        assert is_not_silent(WordKind.NAME, name, typed), (typed, take_word(WordKind.NAME, typed))


def employer_looked_for(employer: str, decorated: list[Decoration]) -> None:
    typed = put_on(employer, decorated)
    taken = take_word(WordKind.EMPLOYER, typed)
    assert is_not_silent(WordKind.EMPLOYER, employer, typed), (typed, taken)


def stays(name: str, decorated: list[Decoration]) -> None:
    typed = put_on(name, decorated)
    once = take_words(Applicant(typed, EMPLOYER, (typed,), (EMPLOYER + "（盖章）",)))
    if not once.refused:
        assert same_words(take_words(once.applicant).applicant, once.applicant)
        assert not take_words(once.applicant).refused


def put_on(word: str, decorated: list[Decoration]) -> str:
    for decorate in decorated:
        word = decorate(word)
    return word


DECORATED_NAMES = given(st.sampled_from(NAMES), decorations([*NAME_LABELS, *BEHIND_NAMES]))
DECORATED_EMPLOYERS = given(
    st.sampled_from(EMPLOYERS), decorations([*EMPLOYER_LABELS, *BEHIND_EMPLOYERS])
)


@BY_DAY
@DECORATED_NAMES
def test_however_a_name_is_decorated_it_is_looked_for_or_refused(
    name: str, decorated: list[Decoration]
) -> None:
    looked_for(name, decorated)


@BY_DAY
@DECORATED_EMPLOYERS
def test_however_an_employer_is_decorated_it_is_looked_for_or_refused(
    employer: str, decorated: list[Decoration]
) -> None:
    employer_looked_for(employer, decorated)


@pytest.mark.nightly
@BY_DAY
@DECORATED_NAMES
def test_what_was_taken_once_stays_when_it_is_taken_again(
    name: str, decorated: list[Decoration]
) -> None:
    stays(name, decorated)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("drawn", "holds"),
    [
        (DECORATED_NAMES, looked_for),
        (DECORATED_EMPLOYERS, employer_looked_for),
        (DECORATED_NAMES, stays),
    ],
)
def test_thousands_of_decorations_end_as_the_few_of_a_day(
    drawn: Callable[[Check], Check], holds: Check
) -> None:
    AT_NIGHT(drawn(holds))()


@pytest.mark.slow
def test_each_decoration_by_itself_is_looked_through_or_refused() -> None:
    for decoration in [*NAME_LABELS, *BEHIND_NAMES, *COMMON]:
        looked_for("欧阳婉儿", [decoration])
    for decoration in [*NAME_LABELS[::5], *BEHIND_NAMES, *COMMON[::9]]:
        stays("欧阳婉儿", [decoration])
    for decoration in [*EMPLOYER_LABELS, *BEHIND_EMPLOYERS, *COMMON]:
        employer_looked_for(EMPLOYER, [decoration])


@settings(deadline=None, suppress_health_check=SLOW)
@given(st.text(max_size=30), st.sampled_from([*WordKind]))
def test_whatever_is_typed_gives_words_or_a_reason(text: str, kind: WordKind) -> None:
    taken = take_word(kind, text)
    assert bool(taken.texts) != bool(taken.refusal) or not text.strip() or not taken.texts
    assert all(word.strip() for word in taken.texts)


@pytest.mark.parametrize(
    ("kind", "typed"), [(kind, typed) for kind in KINDS for typed in ROWS["refused"][kind]]
)
def test_what_names_nobody_or_has_a_hole_is_refused(kind: str, typed: str) -> None:
    assert take_word(WordKind(kind), typed).refusal is not None


SEEN = ROWS["employer_is_seen"]


@pytest.mark.parametrize(
    "typed",
    [
        *(f"{label}：{EMPLOYER}" for label in SEEN["behind"]),
        *(EMPLOYER + one for one in SEEN["before"]),
        f"05 05 {EMPLOYER}",
    ],
)
def test_a_label_before_an_employer_and_people_behind_it_do_not_hide_it(typed: str) -> None:
    taken = take_word(WordKind.EMPLOYER, typed)
    assert EMPLOYER in taken.texts
    assert taken.cut
    assert not any("甲方" in text for text in taken.texts), "a word of every contract"


@pytest.mark.parametrize(
    ("word", "typed"),
    [(word, one) for word, typed in ROWS["seen_through"].items() for one in typed],
)
def test_what_is_said_twice_or_wrapped_does_not_hide_an_employer(word: str, typed: str) -> None:
    assert word in take_word(WordKind.EMPLOYER, typed).texts


@pytest.mark.parametrize("name", [*NAMES, *ROWS["words"]["with_a_joining_word"]])
def test_a_name_as_it_stands_is_not_touched(name: str) -> None:
    taken = take_word(WordKind.NAME, name)
    assert (taken.texts, taken.cut, taken.changed) == ((name,), False, False)


@pytest.mark.parametrize("employer", EMPLOYERS)
def test_an_employer_as_it_stands_is_never_less(employer: str) -> None:
    taken = take_word(WordKind.EMPLOYER, employer)
    assert taken.texts[0] == employer
    assert taken.cut is (len(taken.texts) > 1)


@pytest.mark.parametrize(
    ("kind", "typed", "texts"),
    [(kind, *row) for kind in KINDS for row in ROWS["texts"][kind].items()],
)
def test_labels_and_titles_are_no_part_of_a_word_and_another_in_brackets_is_a_word_of_its_own(
    kind: str, typed: str, texts: tuple[str, ...]
) -> None:
    taken = take_word(WordKind(kind), typed)
    assert (taken.texts, taken.cut) == (texts, True)


@pytest.mark.parametrize(
    ("kind", "one", "joining", "other"),
    [
        *(("name", "赵启明", joining, "赵其明") for joining in (*"和与及或即", " 或 ", " 和 ")),
        *(
            ("employer", EMPLOYER, joining, "新疆昆仑建设有限公司")
            for joining in ("更名为", "现更名为", "派遣至", "派驻")
        ),
    ],
)
def test_two_words_that_are_joined_by_a_word_are_two(
    kind: str, one: str, joining: str, other: str
) -> None:
    assert take_word(WordKind(kind), one + joining + other).refusal == f"word.two_{kind}s"
