"""The intake of words: what is looked for is what was meant, or it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, WordKind
from zcdesk.names.spellings import folded
from zcdesk.names.typed_parts import without_invisible
from zcdesk.names.typed_words import same_words, take_word, take_words

SLOW = [HealthCheck.too_slow]
"""A busy computer draws slowly; what is drawn is always the same."""

BY_DAY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
AT_NIGHT = settings(BY_DAY, max_examples=5000, derandomize=False)

EMPLOYER = "新疆天山桥梁工程有限公司"

NAMES = [
    "赵启明",
    "钱小文",
    "孙一白",
    "周文海",
    "王志同",
    "李胜男",
    "马力女",
    "欧阳喆",
    "司马青山",
    "欧阳婉儿",
    "王𠮷",
    "李彣",
    "高原",
    "曾文海",
    "章平",
    "古丽米热·阿不都",
    "买买提·吐尔逊",
    "艾克然·苏莱曼",
    "阿卜杜拉·买买提江",
    "木合塔尔·吐尔逊",
    "巴合提",
    "阿依古丽",
    "ئەكرەم سۇلايمان",
    "گۈلمىرە ئابدۇ",
    "Zhao Qi-ming",
    "O'Neil Smith",
]
STATION = "于田县农业技术推广站"
EMPLOYERS = [
    EMPLOYER,
    "新疆天山（集团）有限公司",
    "中国石油天然气股份有限公司（塔里木油田）",
    "某公司（普通合伙）",
    "乌鲁木齐市第一中学（高中部）",
    "昆仑（新疆）建设有限公司",
    "新疆生产建设兵团第七师130团医院",
    "第一三〇团医院",
    "143团",
    "新疆大学",
    "哈密市第三中学",
    STATION,
    "沙湾市自然资源局地籍测绘中心",
    "X射线研究所",
    "Tianshan Bridge Co., Ltd.",
    "شىنجاڭ تىيانشان كۆۋرۈك",
]

HIDDEN = [*"\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u200e\u200f\u202a\u202c\u202d\u2067\u2069"]
HIDDEN += [*"\ufe00\ufe0f\U000e0100\U000e01ef\u115f\u3164\u180e\U000e0020"]
BLANKS = [*" \t\n\r\u00a0\u2003\u2009\u202f\u205f\u3000"]
DOTS = [*"·•・‧．●∙⋅･。｡、﹑﹒.．˙․⸱ꞏ-‐‑‒–—―−﹣－﹘ㆍー"]

Decoration = Callable[[str], str]
Check = Callable[..., None]


def around(before: str, after: str) -> Decoration:
    return lambda word: f"{before}{word}{after}"


_BRACKETS = ["（%s）", "(%s)", "［%s］", "[%s]", "【%s】", "〔%s〕", "（%s", " （ %s ） "]
_REMARKS = [
    "女",
    "男",
    "退休",
    "已婚",
    "汉族",
    "维吾尔族",
    "高级工程师",
    "签名",
    "盖章",
    "2023年",
    "3",
    "本科",
]
IN_BRACKETS = [around("", bracket % remark) for bracket in _BRACKETS for remark in _REMARKS]
QUOTED = [
    around(*pair) for pair in ("“”", "《》", '""', "「」", "''", "〈〉", "【】", "()", "（）", "**")
]
FIGURES = [around("", end) for end in ("1", "01", " 2", "①", "Ⅱ", "-3", "#4", "（5）", "１２")]
FIGURES += [around(start, "") for start in ("1.", "2、", "（3）", "④", "05 ", "6) ")]
MARKS = [
    around("", end)
    for end in ("，", "。", "；", "、", "：", "!", "～", "😀", "✔", "…", "&nbsp;", "<br>")
]
COMMON = [*IN_BRACKETS, *QUOTED, *FIGURES, *MARKS]
NAME_LABELS = [
    around(label + mark, "")
    for label in (
        "姓名",
        "姓 名",
        "申报人",
        "申请人",
        "申报人姓名",
        "名字",
        "Name",
        "本人",
        "持证人",
    )
    for mark in ("：", ":", " : ", "＝", "﹕")
]
EMPLOYER_LABELS = [
    around(label + mark, "")
    for label in (
        "单位",
        "工作单位",
        "单 位",
        "用人单位",
        "单位名称",
        "现工作单位",
        "Employer",
        "全称",
    )
    for mark in ("：", ":", " : ", "=")
]
BEHIND_NAMES = [
    around("", end)
    for end in (
        "同志",
        "先生",
        "女士",
        "老师",
        " 同志",
        "教授",
        "，男",
        ",女",
        " 女",
        "-女",
        "/男",
        "；女",
        "、女",
        "，高级工程师",
        "/Zhao Qiming",
        " Zhao Qiming",
        "(Zhao Qiming)",
        "（曾用名：赵小明）",
        " 曾用名 赵小明",
        "A",
        " 性别：女",
        "，新疆天山桥梁工程有限公司",
        " 650102198805120018",
        "/钱文海",
        "、孙文海",
        " 等3人",
        "（等）",
    )
]
BEHIND_EMPLOYERS = [
    around("", end)
    for end in (
        "/设计室",
        "，另一家",
        " 设计室",
        "设计室",
        "；财务部",
        "-人事科",
        "、昆仑建设有限公司",
        "/ Design Dept.",
        "（盖章）",
        "盖章",
        "公章",
        "（公章",
        "（原新疆昆仑建筑公司）",
        "（以下简称“天山桥梁”）",
        "(Xinjiang Tianshan Bridge Co.)",
        " 91650100MA12345678",
        "，工程师",
        "（人事科）",
        "|赵启明",
        "（必填）",
    )
]
HIDING = [lambda word, mark=mark: word[:1] + mark + word[2:] for mark in "*?？×□■○_#"]


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


@pytest.mark.slow
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
    ("kind", "typed"),
    [
        *((WordKind.NAME, typed) for typed in (
            "赵先生", "欧阳老师", "赵总工", "赵氏", "主任", "签名",
            "佚名", "赵⋯明", "赵∗明", "赵（?）明",
            "赵()明", "赵～明", "赵◌明", "不知道",
        )),
        *((WordKind.EMPLOYER, typed) for typed in (
            "待业", "工作单位：待业", "灵活就业人员", "个体户", "无工作单位",
            "某公司", "有限公司", "公司名称：", "甲方",
            "新疆…有限公司", "新疆...有限公司", "同上公司", f"{EMPLOYER}和新疆昆仑建设有限公司",
            f"{EMPLOYER} 新疆昆仑建设有限公司",
        )),
    ],
)  # fmt: skip
def test_what_names_nobody_or_has_a_hole_is_refused(kind: WordKind, typed: str) -> None:
    assert take_word(kind, typed).refusal is not None


@pytest.mark.parametrize(
    "typed",
    [
        *(f"{label}：{EMPLOYER}" for label in (
            "单位盖章", "盖章", "甲方", "用人单位（甲方）", "投保单位",
            "派遣单位", "购买方", "曾任单位", "申请单位",
        )),
        *(EMPLOYER + behind for behind in (
            "职工", "员工", "工程师", "副总经理", "赵启明", "合同专用章", "设计一室", "印", "等",
        )),
        f"05 05 {EMPLOYER}",
    ],
)  # fmt: skip
def test_a_label_before_an_employer_and_people_behind_it_do_not_hide_it(typed: str) -> None:
    taken = take_word(WordKind.EMPLOYER, typed)
    assert EMPLOYER in taken.texts
    assert taken.cut
    assert not any("甲方" in text for text in taken.texts), "a word of every contract"


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        (WordKind.NAME, "'Zhao Qi-ming' 女", "Zhao Qi-ming"),
        (WordKind.EMPLOYER, f"{EMPLOYER}盖章盖章、昆仑建设有限公司", ""),
        (WordKind.EMPLOYER, f"【单位：{EMPLOYER}】/设计室", EMPLOYER),
        (WordKind.EMPLOYER, f"{EMPLOYER}设计室设计室", EMPLOYER),
        (WordKind.EMPLOYER, "Tianshan Bridge Co., Ltd.!/设计室", "Tianshan Bridge Co., Ltd."),
        *((WordKind.EMPLOYER, STATION + behind, STATION) for behind in (
            "1/设计室", "12；财务部", "1 设计室", "-3-人事科", "1人事科", "Ⅱ|赵启明", "1（女）1",
        )),
        (WordKind.EMPLOYER, "143团1（女）1", "143团"),
    ],
)  # fmt: skip
def test_what_is_said_twice_or_wrapped_does_not_hide_a_word(
    kind: WordKind, typed: str, word: str
) -> None:
    taken = take_word(kind, typed)
    assert (taken.refusal is not None) if not word else word in taken.texts


@pytest.mark.parametrize("behind", ["总工程师", "正高级工程师", "高工", "董事长", "等", "收", "工"])
def test_a_title_or_a_letter_behind_a_name_does_not_hide_it(behind: str) -> None:
    assert take_word(WordKind.NAME, "赵启明" + behind).texts[0] == "赵启明"


@pytest.mark.parametrize("name", NAMES)
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
    [
        *((WordKind.NAME, typed, ["赵启明"]) for typed in (
            "我叫赵启明", "我是赵启明", "本人叫赵启明", "我的名字是赵启明", "姓名是赵启明",
        )),
        *((WordKind.NAME, typed, ["赵启明", "赵其明", "赵奇明"]) for typed in (
            "赵启明（曾用名：赵其明、赵奇明）", "赵启明（曾用名赵其明/赵奇明）",
            "赵启明(赵其明，赵奇明)", "赵启明 曾用名：赵其明；赵奇明",
        )),
        (WordKind.NAME, "古丽米热·艾合买提（古丽米热 艾海提）", ["古丽米热·艾合买提"]),
        *((WordKind.EMPLOYER, EMPLOYER + behind, [EMPLOYER, "新疆昆仑建设有限公司"]) for behind in (
            "（派遣单位：新疆昆仑建设有限公司）", "（用工单位：新疆昆仑建设有限公司）",
            "(更名前：新疆昆仑建设有限公司)", "（已更名为新疆昆仑建设有限公司）",
        )),
        (WordKind.EMPLOYER, f"{EMPLOYER}（曾用名：新疆昆仑厂、新疆七一厂）",
         [EMPLOYER, "新疆昆仑厂", "新疆七一厂"]),
    ],
)  # fmt: skip
def test_each_other_word_in_brackets_is_a_word_of_its_own(
    kind: WordKind, typed: str, texts: list[str]
) -> None:
    taken = take_word(kind, typed)
    assert (list(taken.texts), taken.cut) == (texts, True)


@pytest.mark.parametrize(
    ("kind", "typed", "refusal"),
    [
        *((WordKind.NAME, f"赵启明{word}赵其明", "word.two_names") for word in (
            *"和与及或即", " 或 ", " 和 ",
        )),
        *((WordKind.EMPLOYER, f"{EMPLOYER}{word}新疆昆仑建设有限公司", "word.two_employers")
          for word in ("更名为", "现更名为", "派遣至", "派驻")),
    ],
)  # fmt: skip
def test_two_words_that_are_joined_by_a_word_are_two(
    kind: WordKind, typed: str, refusal: str
) -> None:
    assert take_word(kind, typed).refusal == refusal


@pytest.mark.parametrize(
    "name", ["王和平", "李及第", "张与同", "周或然", "和珅", "赵 和 平", "阿不都和热合曼"]
)
def test_a_joining_word_in_a_name_is_a_letter_of_it(name: str) -> None:
    assert take_word(WordKind.NAME, name).texts == (name,)


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("康映雪.docx", ("康映雪",)),
        ("映雪 康", ("康映雪", "映雪康")),
        ("赵启 明", ("赵启 明",)),
        ("第一作者康映雪", ("康映雪",)),
        ("通讯作者：康映雪", ("康映雪",)),
        ("姓康名映雪", ("康映雪",)),
        ("姓：欧阳，名：喆", ("欧阳喆",)),
    ],
)
def test_labels_and_file_endings_are_no_part_of_a_name_and_its_order_is_no_other_one(
    typed: str, texts: tuple[str, ...]
) -> None:
    assert take_word(WordKind.NAME, typed).texts == texts
