"""Every way in which papers write a name, one row each: what is found, and what is left alone."""

import pytest

from tests.masking.sheet import Box, Sheet
from tools.drawing.fonts import Face
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit

pytestmark = pytest.mark.slow

EMPLOYER = "新疆云岭智能装备制造有限公司"
SUN = Applicant("孙颖倩", EMPLOYER)
ZHANG = Applicant("张伟", EMPLOYER)
MEMET = Applicant("买买提·吐尔逊", "和田云河水利工程有限公司", aliases=("Memet Tursun",))

COVER, DOUBT, LEAVE = "cover", "doubt", "leave"
ROWS: dict[str, tuple[Applicant, dict[str, str]]] = {
    "pinyin of three characters": (
        SUN,
        {
            "Sun, Yingqian": COVER,
            "SUN, YINGQIAN": COVER,
            "Sun Yingqian": COVER,
            "Yingqian Sun": COVER,
            "YINGQIAN SUN": COVER,
            "Ying-Qian Sun": COVER,
            "SUN Ying-qian": COVER,
            "Ying’qian Sun": COVER,
            "SunYingqian": COVER,
            "Sun Ying Qian": COVER,
            "Sun, Y.Q.": DOUBT,
            "Y.-Q. Sun": DOUBT,
            "Sun YQ": DOUBT,
            "Sun Y.": DOUBT,
            "S. Yingqian": DOUBT,
            "Yingqian, Sun": DOUBT,
            "Sun Yingbing Li": "",
            "Suny Days Ahead": "",
        },
    ),
    "pinyin of two characters": (
        ZHANG,
        {
            "Li Wei, Zhang San": "",
            "San Zhang, Wei Li": "",
            "Wang W, Zhang S, Li M": "",
            "Zhang W.M., Li X.": "",
            "M. W. Zhang": "",
            "Zhang Wei-Guo, Li M.": LEAVE,
            "Zhang Weiguo": LEAVE,
            "the zwei weiz Zweig": "",
            "Zhang, Wei; Li, Ming": COVER,
            "ZHANG Wei; LI Ming": COVER,
            "zhangwei@example.com": COVER,
            "Z. Wei, M. Li": DOUBT,
            "ZHANG W.": DOUBT,
            "W. Zhang, M. Li": DOUBT,
            "Li, M., Zhang, W., Wang, F.": DOUBT,
        },
    ),
    "Han characters": (
        ZHANG,
        {
            "申报人：张伟": COVER,
            "申报人：张　　伟": COVER,
            "申报人：張 偉": COVER,
            "推荐对象：張偉同志": COVER,
            "张伟、李明、王芳": COVER,
            "李明、张伟国、王芳": LEAVE,
            "李明、李伟、张玮": LEAVE,
            "张志伟，男，汉族": "",
            "张伟于2023年6月参加培训": COVER,
            "[2] 李明，张伟.桥梁设计[M]": COVER,
            "[3] 张伟·路基监测[J]": COVER,
            "批准：张伟峰　日期：五月六日": LEAVE,
            "复核：张伟明　开票人：李芳": LEAVE,
            "张伟自2019年从事设计工作": COVER,
            "@张伟请尽快上传业绩材料": COVER,
            "张伟意见：同意": COVER,
            "1.张伟业绩材料.pdf": COVER,
            "请张伟阅处": COVER,
        },
    ),
    "a transliterated name": (
        MEMET,
        {
            "姓名：买买提·吐尔逊": COVER,
            "姓名：买买提• 吐尔逊": COVER,
            "●买买提·吐尔逊（和田）": COVER,
            "·吐尔逊等提出。": "",
            "艾力·买买提·吐尔逊": DOUBT,
            "姓名：买买提・吐尔逊": COVER,
            "姓名：买买提‧吐尔逊": COVER,
            "姓名：买买提．吐尔逊": COVER,
            "姓名：买买提.吐尔逊": COVER,
            "姓名：买买提-吐尔逊": COVER,
            "姓名：买买提吐尔逊": COVER,
            "Memet Tursun": COVER,
            "TURSUN Memet": COVER,
            "Memet·Tursun": COVER,
            "Maimaiti Tuerxun": COVER,
            "Tuerxun, Maimaiti": COVER,
            "M. Tursun": DOUBT,
            "由买买提负责此项工作": DOUBT,
            "好的买买提老师请进": COVER,
            "吐尔逊医生今天门诊": DOUBT,
            "今天买买提值班": DOUBT,
            "由买买提江负责此项工作": "",
            "艾力买买提今天值班": "",
            "姓名：买买提": DOUBT,
            "姓名：艾力·买买提": "",
            "姓名：买买提江·吐尔逊": "",
        },
    ),
}
CASES = [
    pytest.param(title, row, expected, id=f"{title}: {row}")
    for title, (_, rows) in ROWS.items()
    for row, expected in rows.items()
]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], tuple[Hit, ...]]:
    """The hits of each row; rows stand far apart so that no word runs from one into the next."""
    table = {}
    for title, (applicant, rows) in ROWS.items():
        sheet = Sheet(1000, 160 + 200 * len(rows))
        tops: dict[str, list[Box]] = {}
        for number, row in enumerate(rows):
            face = (Face.SONG, Face.KAI, Face.HEI)[number % 3]
            tops[row] = sheet.write(row, 90, 80 + 200 * number, face=face)
        hits = sheet.hits(applicant)
        for row, boxes in tops.items():
            low, high = boxes[0][1] - 30, boxes[0][3] + 30
            table[title, row] = tuple(
                hit for hit in hits if low < sum(bounds(hit.mask.polygon)[1::2]) / 2 < high
            )
    return table


@pytest.mark.parametrize(("title", "row", "expected"), CASES)
def test_a_written_form_is_judged_rightly(
    found: dict[tuple[str, str], tuple[Hit, ...]], title: str, row: str, expected: str
) -> None:
    verdicts = {str(hit.verdict) for hit in found[title, row]}
    assert verdicts == ({expected} if expected else set())
