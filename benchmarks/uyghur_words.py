"""Words of bilingual pages in Uyghur: people, employers and headings, nobody's.

What is called ``ASIDE`` is drawn on measured pages alone, and its labels and headings do not stand
in ``resources/characters/uyghur_labels.txt``, which those of tuning do.
"""

from __future__ import annotations

from random import Random

Spelled = tuple[str, str]
"""A word in Uyghur and in Han letters."""

GIVEN: tuple[Spelled, ...] = (
    ("مەمەت", "买买提"), ("تۇرسۇن", "吐尔逊"), ("ئابدۇراخمان", "阿布都热合曼"),
    ("ئەھمەت", "艾合买提"), ("يۈسۈپ", "玉素甫"), ("ئىمىن", "依明"),
    ("راخمان", "热合曼"), ("مۇختار", "木合塔尔"), ("قۇربان", "库尔班"),
    ("ئابلىز", "阿不力孜"), ("ياسىن", "亚森"), ("نۇرمەمەت", "努尔麦麦提"),
    ("ئەركىن", "艾尔肯"), ("پەرھات", "帕尔哈提"), ("گۈلنار", "古丽娜尔"),
    ("ئايگۈل", "阿依古丽"), ("رازىيە", "热孜亚"), ("دىلنۇر", "迪丽努尔"),
    ("پاتىگۈل", "帕提古丽"), ("مىھرىگۈل", "米日古丽"),
)  # fmt: skip
GIVEN_ASIDE: tuple[Spelled, ...] = (
    ("ئالىم", "阿力木"), ("ئادىل", "阿迪力"), ("ئەكبەر", "艾克拜尔"),
    ("ئەنۋەر", "安外尔"), ("ئىلھام", "伊力哈木"), ("ئىسمايىل", "司马义"),
    ("ئوسمان", "吾斯曼"), ("بەختىيار", "巴哈提亚尔"), ("تاھىر", "塔依尔"),
    ("تۇرغۇن", "吐尔洪"), ("جۈمە", "居马"), ("داۋۇت", "达吾提"),
    ("دىلشات", "迪力夏提"), ("روزى", "肉孜"), ("سادىق", "沙地克"),
    ("سەمەت", "赛买提"), ("سۇلايمان", "苏来曼"), ("شۆھرەت", "肖合来提"),
    ("غەيرەت", "海热提"), ("قادىر", "卡德尔"), ("كېرىم", "克里木"),
    ("كامىل", "卡米力"), ("مۇرات", "木拉提"), ("مەخمۇت", "买合木提"),
    ("نىياز", "尼牙孜"), ("ھۈسەن", "玉山"), ("ياقۇپ", "亚库甫"),
    ("يۇنۇس", "尤努斯"), ("ئامىنە", "阿米娜"), ("رەنا", "热娜"),
    ("زەينەپ", "再娜甫"), ("گۈلباھار", "古丽巴哈尔"), ("نۇرگۈل", "努尔古丽"),
    ("خەدىچە", "海迪且"), ("ئايشەم", "阿依夏木"), ("تۇرسۇنگۈل", "吐尔逊古丽"),
)  # fmt: skip
HAN_SURNAMES: tuple[Spelled, ...] = (
    ("جاڭ", "张"), ("ۋاڭ", "王"), ("لى", "李"), ("ليۇ", "刘"), ("چېن", "陈"), ("ياڭ", "杨"),
    ("جاۋ", "赵"), ("خۇاڭ", "黄"), ("جۇ", "周"), ("ۋۇ", "吴"),
)  # fmt: skip
HAN_GIVEN: tuple[Spelled, ...] = (
    ("ۋېي", "伟"), ("مىڭ", "明"), ("فاڭ", "芳"),
    ("جيەنگو", "建国"), ("جۈن", "军"), ("لى", "丽"),
    ("جىچياڭ", "志强"), ("خەييەن", "海燕"), ("ۋېن", "文"),
)  # fmt: skip

PLACES = ("شىنجاڭ", "ئۈرۈمچى", "قەشقەر", "خوتەن", "ئاقسۇ", "ئالتاي")
PLACES_ASIDE = ("غۇلجا", "تۇرپان", "قۇمۇل", "كورلا", "قاراماي", "چۆچەك", "بۆرتالا")
BRANDS = ("تەڭرىتاغ", "يۇنلىڭ", "ئالتۇن بۇلاق", "تىيەنگوڭ", "ئىستىقبال", "قۇياش")
BRANDS_ASIDE = ("خۇاشىن", "جۇڭخې", "دوستلۇق", "گۈلىستان", "بۈركۈت", "يېڭى دولقۇن")
TRADES = ("سۇ قۇرۇلۇش", "قۇرۇلۇش لايىھەلەش", "يول كۆۋرۈك", "ئېلېكتر ئۈسكۈنىلىرى", "كان سانائىتى")
TRADES_ASIDE = ("دېھقانچىلىق تېخنىكىسى", "كۆمۈر خىمىيە", "دورىگەرلىك", "توقۇمىچىلىق", "ئۇچۇر")
FORMS = ("چەكلىك شىركىتى", "پاي چەكلىك شىركىتى", "گۇرۇھى", "ئىنستىتۇتى")

LABELS: tuple[Spelled, ...] = (
    ("جىنسى", "性　别"), ("مىللىتى", "民　族"), ("ۋەزىپىسى", "职　务"), ("نومۇرى", "编　号"),
    ("تۇغۇلغان ۋاقتى", "出生日期"), ("كەسپىي ئۇنۋانى", "职　称"),
)  # fmt: skip
LABELS_ASIDE: tuple[Spelled, ...] = (
    ("ئىش ستاژى", "工　龄"), ("مەدەنىيەت سەۋىيەسى", "文化程度"), ("ئىزاھات", "备　注"),
    ("سىياسىي قىياپىتى", "政治面貌"), ("يۇرتى", "籍　贯"), ("تېلېفون", "电　话"),
)  # fmt: skip
HEADINGS: tuple[Spelled, ...] = (
    ("كەسپىي ئۇنۋان گۇۋاھنامىسى", "专业技术资格证书"), ("شەرەپ گۇۋاھنامىسى", "荣誉证书"),
    ("خىزمەت كىنىشكىسى", "工作证"), ("كەسپىي تېخنىكا خادىملىرى جەدۋىلى", "专业技术人员名册"),
)  # fmt: skip
HEADINGS_ASIDE: tuple[Spelled, ...] = (
    ("ئىشچى خىزمەتچىلەر تىزىملىكى", "职工花名册"), ("تەقدىرنامە", "奖状"),
    ("ئىشتىراكچىلار تىزىملىكى", "参加人员名单"), ("مائارىپ كۇرسى ئىسپاتى", "培训证明"),
)  # fmt: skip

RUNNING = (
    "بۇ يىل كەسپىي تېخنىكا خادىملىرىنى باھالاش خىزمىتى باشلاندى",
    "خىزمەتتە ئەستايىدىل بولۇپ ئالاھىدە نەتىجە قازاندى",
    "بەلگىلىمىگە ئاساسەن تۆۋەندىكىدەك قارار قىلىندى",
)
RUNNING_ASIDE = (
    "مەزكۇر تۈر بويىچە ئىككى پارچە ماقالە ئېلان قىلىنغان",
    "سۈپەت تەكشۈرۈش گۇرۇپپىسى تاپشۇرۇۋېلىش دوكلاتىنى تاپشۇردى",
    "يېزا ئىگىلىك سۇغىرىش لايىھەسى ۋاقتىدا تاماملاندى",
    "ئوقۇغۇچىلارنىڭ قىزغىن قارشى ئېلىشىغا ئېرىشتى",
)

ENDINGS = ("نىڭ", "نى", "دا", "دىن", "غا")
"""Of a name that is declined: of, to, in, from."""

NAME_ENDINGS = ("باي", "جان", "خان", "ئاي")
"""With one of them a name is another name."""

LETTERS = "ابپتجچخدرزسشغفقكگلمنھوۇۆۈېىيە"


class Words:
    """The words that pages of one half of the seeds are made of."""

    def __init__(self, *, measuring: bool) -> None:
        """Take what is held aside, too, where pages are measured."""
        self.given = GIVEN + GIVEN_ASIDE if measuring else GIVEN
        self.labels = LABELS + LABELS_ASIDE if measuring else LABELS
        self.headings = HEADINGS + HEADINGS_ASIDE if measuring else HEADINGS
        self.running = RUNNING + RUNNING_ASIDE if measuring else RUNNING
        self._places = PLACES + PLACES_ASIDE if measuring else PLACES
        self._brands = BRANDS + BRANDS_ASIDE if measuring else BRANDS
        self._trades = TRADES + TRADES_ASIDE if measuring else TRADES

    def name(self, random: Random) -> Spelled:
        """Return a name of somebody who does not exist."""
        if random.random() < 0.25:
            first, given = random.choice(HAN_SURNAMES), random.choice(HAN_GIVEN)
            return f"{first[0]} {given[0]}", first[1] + given[1]
        own, father = random.sample(self.given, 2)
        return f"{own[0]} {father[0]}", f"{own[1]}·{father[1]}"

    def employer(self, random: Random) -> str:
        """Return an employer that does not exist, in Uyghur."""
        pools = (self._places, self._brands, self._trades, FORMS)
        return " ".join(random.choice(pool) for pool in pools)


def near_name(name: str, random: Random) -> str:
    """Return a name that differs from another one in a letter, or in its ending."""
    if random.random() < 0.4:
        return name + random.choice(NAME_ENDINGS)
    places = [place for place, letter in enumerate(name) if letter in LETTERS]
    place = random.choice(places)
    letters = [letter for letter in LETTERS if letter != name[place]]
    return name[:place] + random.choice(letters) + name[place + 1 :]
