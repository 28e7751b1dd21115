"""Codes that say her name or employer are covered whatever the targets; others are nobody's."""

from random import Random

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from benchmarks.codes import covered
from benchmarks.named_codes import WANTED, drawn, judged
from tests.masking.sheet import Sheet
from tests.verification.drawing import codes, verify
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.geometry import Polygon, box
from zcdesk.masking.codes.qr_and_bar_codes import judge_codes
from zcdesk.masking.codes.words_in_codes import word_said
from zcdesk.masking.hits import Verdict
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.codes import DecodedCode, codes_from_near, decoded_codes, printed_codes
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.verification.marks.codes import named_codes_left
from zcdesk.verification.picture import Status

ME = Applicant("赵启明", "新疆天山桥梁工程有限公司", id_number="650102198801011239")
UYGHUR = Applicant("古丽米热·阿不都", "墨玉县第三中学", aliases=("گۈلمىرە ئابدۇ",))


def page(
    content: str | bytes,
    kind: str = "QRCode",
    *,
    turn: float = 0.0,
    ink: tuple[int, int, int] = (0, 0, 0),
    ground: tuple[int, int, int] = (255, 255, 255),
    scale: int = 4,
) -> tuple[Picture, Polygon]:
    """Draw a page with one code, and tell where it is."""
    made = zxingcpp.create_barcode(content, zxingcpp.barcode_format_from_str(kind))
    grey = np.asarray(zxingcpp.write_barcode_to_image(made, scale=scale, add_quiet_zones=True))
    share = grey.astype(np.float32)[..., None] / 255
    coloured = np.asarray(share * ground + (1 - share) * ink, np.uint8)
    pasted = Image.fromarray(coloured).rotate(
        turn, expand=True, fillcolor=ground, resample=Image.Resampling.BICUBIC
    )
    sheet = Image.new("RGB", (1000, 1000), (255, 255, 255))
    sheet.paste(pasted, (150, 300))
    dark = np.nonzero(np.abs(np.asarray(pasted, np.int16) - ground).max(axis=2) > 60)
    place = box(150 + dark[1].min(), 300 + dark[0].min(), 150 + dark[1].max(), 300 + dark[0].max())
    return np.array(sheet), place


def left(picture: Picture, who: Applicant) -> list[str]:
    """Return the words that verification reads in codes."""
    return [word.label for word, _ in named_codes_left(decoded_codes(picture), words(who))]


SAYS_ME = [
    ("赵启明", "QRCode", {}),
    ("赵启明", "DataMatrix", {"turn": 33}),
    ("姓名：趙啓明".encode("gb18030"), "QRCode", {"ink": (255, 255, 255), "ground": (0, 0, 0)}),
    ("https://x.cn/v?n=%25E8%25B5%25B5%25E5%2590%25AF%25E6%2598%258E", "Aztec", {"turn": 90}),
    ("Qiming Zhao", "Code128", {}),
    ("ZHAO-QIMING", "Code39", {"turn": 180, "scale": 2}),
    ("zhaoqiming88", "Code93", {"ink": (255, 255, 255), "ground": (20, 20, 20), "scale": 2}),
    ("Zhao Qiming", "PDF417", {"ink": (255, 255, 255), "ground": (20, 20, 20)}),
    ("qiming.zhao@x.cn", "QRCode", {"ink": (200, 30, 30), "ground": (40, 120, 40)}),
    ("天山桥梁工程", "QRCode", {"ink": (200, 160, 0)}),
    ("http://www.xinjiangtianshanqiaolianggongchengyouxiangongsi.com", "QRCode", {"turn": 12}),
    ("650102198801011239", "ITF", {}),
    ("6501 0219 8801 0112 39", "QRCode", {}),
    ("zhaoqiming", "MicroQRCode", {}),
]


@pytest.mark.parametrize(("content", "kind", "look"), SAYS_ME)
def test_a_code_that_says_a_word_is_covered_and_told_when_left(
    content: str | bytes, kind: str, look: dict[str, object]
) -> None:
    picture, place = page(content, kind, **look)  # type: ignore[arg-type]
    targets = frozenset({Target.NAME, Target.EMPLOYER, Target.ID_NUMBER})
    (hit,) = judge_codes(picture, (), targets, words(ME))
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.named_code")
    assert hit.mask.target in targets
    assert hit.mask.matched.partition(":")[0] in ("name", "employer", "id-number")
    assert covered(place, [hit]) > 0.98
    assert left(picture, ME)


@pytest.mark.parametrize("content", ["گۈلمىرە ئابدۇ", "Gulimire Abudu", "古丽米热•阿不都"])
def test_names_of_every_script_are_read_in_codes(content: str) -> None:
    (hit,) = judge_codes(page(content)[0], (), WANTED, words(UYGHUR))
    assert hit.verdict is Verdict.COVER


def test_a_form_that_others_share_is_asked_about() -> None:
    (hit,) = judge_codes(page("证书 古丽米热")[0], (), WANTED, words(UYGHUR))
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.maybe_named_code")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("https://www.example.cn/bg.do?vcode=A3F9XQ27LMPD8K4E&srcid=bgcx", "QRCode"),
        ("钱小文", "DataMatrix"),
        ("和硕县第三中学", "QRCode"),
        ("650102197701011234", "ITF"),
        ("A3F9XQ27LMPD", "Code128"),
    ],
)
@pytest.mark.parametrize("who", [ME, UYGHUR])
def test_a_code_that_says_nothing_of_her_is_left(content: str, kind: str, who: Applicant) -> None:
    targets = frozenset({Target.NAME, Target.EMPLOYER, Target.ID_NUMBER})
    picture, _ = page(content, kind)
    assert judge_codes(picture, (), targets, words(who)) == ()
    assert not left(picture, who)


@pytest.mark.slow
@pytest.mark.parametrize("ink", [(0, 0, 0), (200, 20, 20), (20, 40, 170)])
def test_a_code_is_no_seal(ink: tuple[int, int, int]) -> None:
    picture, _ = page("https://www.example.cn/bg.do?vcode=A3F9XQ27LMPD8K4E", ink=ink, scale=6)
    grey = evened(picture)
    assert propose(picture, grey, read_evened(grey), words(ME), WANTED) == ()


def test_a_torn_code_is_asked_about_where_a_word_may_be_in_it() -> None:
    picture, (start, *_) = page(
        "https://www.example.cn/bg.do?n=%E8%B5%B5%E5%90%AF%E6%98%8E", scale=6
    )
    left, top = (round(value) for value in start)
    cv2.rectangle(picture, (left + 70, top + 70), (left + 150, top + 150), (255, 255, 255), -1)
    (hit,) = judge_codes(picture, (), WANTED, words(ME))
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_code")
    assert judge_codes(picture, (), frozenset({Target.PHOTO}), words(ME)) == ()


@pytest.mark.nightly
def test_a_code_left_on_a_finished_page_is_a_leak() -> None:
    found = verify(page("https://x.cn/?n=%E8%B5%B5%E5%90%AF%E6%98%8E")[0], ME)
    assert found.status is Status.LEAK
    assert codes(found) == {"verify.named_code"}


def test_codes_of_one_page_are_judged_each_for_itself() -> None:
    picture, _ = page("赵启明")
    other, _ = page("钱小文")
    both = np.concatenate([picture, other], axis=0)
    (hit,) = judge_codes(both, (), WANTED, words(ME))
    assert hit.mask.polygon[0][1] < 1000


@pytest.mark.slow
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("seed", Random(5).sample(range(1000, 9000), 6))
def test_pages_of_the_benchmark_are_judged_rightly(seed: int, own: bool) -> None:
    assert judged(drawn(seed, own)) == ({"sure"} if own else {"silent", "missed"})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("http://a.cn/?name=%E8%B5%B5%E5%90%AF%E6%98%8E&id=3", ["name:1"]),
        ("/scan/%D5%D4%C6%F4%C3%F7.pdf", ["name:1"]),
        ("http://a.cn/?name=%E9%92%B1%E5%B0%8F%E6%96%87&id=3", []),
    ],
)
def test_letters_packed_in_a_printed_address_are_opened(row: str, said: list[str]) -> None:
    sheet = Sheet(1200, 200)
    sheet.write(row, 60, 80, 28)
    reading = read_evened(evened(sheet.picture))
    hits = sheet.hits_of(reading, ME)
    assert [hit.mask.matched for hit in hits if hit.verdict is Verdict.COVER] == said
    left_open = named_codes_left([*printed_codes(reading.lines)], words(ME))
    assert [word.label for word, _ in left_open] == said


def test_a_pale_soft_code_that_has_few_edges_is_read_from_near() -> None:
    content = "https://www.example.cn/ebl?main=2088522476537311,310000103169450"
    sharp, place = page(content, ink=(120,) * 3, ground=(210,) * 3, scale=2)
    picture = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 0.9), np.uint8)
    assert not decoded_codes(picture)
    assert [code.text for code in codes_from_near(picture, place)] == [content]


def test_one_letter_of_a_number_that_is_opened_is_no_name() -> None:
    content = "https://wap.example.cn/opusInfo.html?certNo=566911695579807744"
    _, place = page(content)
    masked = Word(WordKind.ALIAS, 115, "杨**", sure=False)
    code = DecodedCode("QRCode", content, place, content.encode())
    assert word_said(code, [masked]) is None
    assert not list(named_codes_left([code], [masked]))
