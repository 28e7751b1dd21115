"""Portraits and faces on pages: found in every colour and on black copies; print is none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks import figures
from benchmarks.makers.figures import GROUNDS, HEADS, Figure, drawn
from benchmarks.portraits import photos_on
from benchmarks.real_paper.ornaments import hologram
from tests.masking.seals.sealed_pages import black
from tests.masking.seals.sealed_pages import grey as grey_copy
from tests.masking.sheet import Sheet
from tests.pages.drawn import document
from tools.drawing import seals as drawn_seals
from tools.drawing.damage import damage
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.ornaments import paste_photo, portrait, wave_border
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import invent_person
from zcdesk.applicant import Target
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon, bounds, box, contains
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.masking.portraits import face_detection, portrait_verdicts
from zcdesk.masking.portraits import portrait_verdicts as judging
from zcdesk.masking.portraits.face_detection import FoundFace, find_faces
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.picture import Picture
from zcdesk.reading import engine
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, PhotoPlace
from zcdesk.reading.page_reading import read_evened, read_line

PLACE = (900, 420, 1090, 686)
"""Left, top, right, bottom of the photo on :func:`page`: 24 × 34 mm at 200 dpi."""
AREA = box(*PLACE)


def page(figure: Figure, tint: tuple[int, int, int] = (255, 255, 255), seed: int = 1) -> Paper:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    paper.pen.rectangle((240, 330, 1180, 900), fill=tint)
    left, top, right, bottom = PLACE
    photo = drawn(figure, right - left, bottom - top, Random(seed))
    paper.image.paste(Image.fromarray(photo), (left, top))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 1300, 1200, Style(size=13))
    return paper


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("clothes", "ground"),
    [("white", (245, 245, 245)), ("blue", (120, 170, 220)), ("striped", (90, 110, 140))],
)
def test_a_photo_is_proposed_whatever_is_worn_before_whatever_ground(
    head: str, clothes: str, ground: tuple[int, int, int]
) -> None:
    picture = pixels(page(Figure(head, clothes, ground)))
    hits = judging.judge_portraits(picture, (), (), photos_on(picture))
    assert any(hit.covers_by_default and share(hit.mask.polygon, AREA) > 0.85 for hit in hits)


@pytest.mark.slow
def test_the_reason_names_what_was_seen() -> None:
    picture = pixels(page(Figure("short", "white", (245, 245, 245))))
    for photos, seen in (((), "maybe_face"), (photos_on(picture), "portrait")):
        (hit,) = judging.judge_portraits(picture, (), (), photos)
        assert hit.reason.code == f"hit.{seen}"


@pytest.mark.slow
@pytest.mark.parametrize("tint", [(150, 30, 36), (40, 60, 120), (200, 220, 235)])
@pytest.mark.parametrize("head", ["short", "long", "scarf"])
def test_on_a_coloured_booklet_it_is_covered_whole(tint: tuple[int, int, int], head: str) -> None:
    picture = pixels(page(Figure(head, "grey", (230, 236, 242)), tint))
    hits = judging.judge_portraits(picture, (), (), photos_on(picture))
    (hit,) = (hit for hit in hits if share(hit.mask.polygon, AREA) > 0.5)
    assert hit.verdict is Verdict.COVER
    assert share(hit.mask.polygon, AREA) > 0.93
    left, top, right, bottom = bounds(hit.mask.polygon)
    assert (right - left) * (bottom - top) < 1.6 * 190 * 266


@pytest.mark.parametrize("ground", GROUNDS[:5])
def test_the_edges_of_a_photo_are_seen_on_a_darker_sheet(ground: tuple[int, int, int]) -> None:
    picture = pixels(page(Figure("long", "suit", ground), (150, 150, 100)))
    around = judging.photo_around(picture, FoundFace(960, 500, 1030, 600, 0.9))
    assert around.seen == 4
    assert np.allclose(bounds(around.polygon), PLACE, atol=14)


@pytest.mark.parametrize("farther", [0, 24])
def test_edges_that_lie_farther_off_than_usual_are_seen_as_well(farther: int) -> None:
    sheet = np.full((1200, 1200, 3), 250, np.uint8)
    left, right = 600 - 150 - farther, 600 + 150 + farther
    sheet[400:800, left:right] = 120
    around = judging.photo_around(sheet, FoundFace(550, 500, 650, 640, 0.9))
    first, _, last, _ = bounds(around.polygon)
    assert (first, last) == pytest.approx((left, right), abs=12)


def test_without_edges_the_usual_photo_is_taken_and_ends_with_the_page() -> None:
    blank = np.full((2339, 1654, 3), 255, np.uint8)
    around = judging.photo_around(blank, FoundFace(960, 500, 1030, 600, 0.9))
    assert around.seen == 0
    left, top, right, bottom = bounds(around.polygon)
    assert left < 925 < 1065 < right
    assert top < 440 < 680 < bottom
    around = judging.photo_around(blank[:900, :700], FoundFace(0, 0, 80, 100, 0.9))
    left, top, right, bottom = bounds(around.polygon)
    assert (left, top) == (0, 0)
    assert 80 < right <= 700
    assert 100 < bottom <= 900


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["roster_table", "posting", "award_certificate", "journal_cover", "dense_text"]
)
@pytest.mark.parametrize("condition", ["scan", "fax"])
def test_letters_cells_and_seals_are_no_faces(kind: str, condition: str) -> None:
    random = Random(f"{kind} {condition}")
    picture = damage(document(kind, random, 200), (condition,), random).picture
    assert all(face.score < judging.ALONE for face in find_faces(picture))


def test_the_largest_score_of_a_place_counts() -> None:
    found = find_faces(pixels(page(Figure("short", "suit", (67, 142, 219)))))
    assert [face for face in found if face.score >= 0.3] == [found[0]]
    assert PLACE[0] < found[0].middle[0] < PLACE[2]
    assert PLACE[1] < found[0].middle[1] < PLACE[3]


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*parts: str) -> Path:
        raise FileNotFoundError(parts)

    monkeypatch.setattr(engine, "resource", gone)
    engine.shipped_model.cache_clear()
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$"):
        find_faces(np.full((300, 200, 3), 255, np.uint8))


BLACK = (0, 0, 0)


def bust(*, eyes: bool = True, aside: int = 0, ring: bool = False, scale: float = 1.0) -> Picture:
    """Return a white page of 1240 × 1754 px with a bust around (900, 540), 300 px wide."""
    sheet = np.full((1754, 1240, 3), 255, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(900 + x * scale), round(540 + y * scale)

    def size(length: float) -> int:
        return max(1, round(length * scale))

    cv2.ellipse(sheet, at(0, -110), (size(72), size(90)), 0, 180, 360, BLACK, -1)
    if eyes:
        for side in (-28, 28):
            cv2.circle(sheet, at(side, -62), size(9), BLACK, -1)
        cv2.line(sheet, at(-18, -2), at(18, -2), BLACK, size(6))
    corners = [
        at(-150 + aside, 210),
        at(-110 + aside, 80),
        at(110 + aside, 80),
        at(150 + aside, 210),
    ]
    cv2.fillPoly(sheet, [np.array(corners, np.int32)], BLACK)
    collar = [at(-28 + aside, 78), at(28 + aside, 78), at(aside, 130)]
    cv2.fillPoly(sheet, [np.array(collar, np.int32)], (255, 255, 255))
    if ring:
        cv2.circle(sheet, at(-60, 400), size(200), BLACK, size(9))
    return np.asarray(sheet, np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("ring", [False, True])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6])
def test_hair_and_shoulders_apart_are_proposed_as_one_portrait(ring: bool, scale: float) -> None:
    picture = bust(ring=ring, scale=scale)
    hits = judging.judge_portraits(picture, (), (), photos_on(picture))
    (hit,) = (hit for hit in hits if contains(hit.mask.polygon, (900, 540)))
    assert hit.covers_by_default
    left, top, right, bottom = bounds(hit.mask.polygon)
    # A photo has 5 % more beside shoulders of 300 px, whose ends may be lost as strokes are.
    assert left <= 900 - 164 * scale
    assert right >= 900 + 164 * scale
    assert top <= 540 - 230 * scale
    assert bottom >= 540 + 205 * scale


@pytest.mark.slow
@pytest.mark.parametrize("drawn", [bust(eyes=False), bust(aside=80), bust(scale=0.29)])
def test_bars_and_small_figures_are_never_covered_without_asking(drawn: Picture) -> None:
    assert judging.judge_portraits(drawn, (), ()) == ()
    hits = judging.judge_portraits(drawn, (), (), photos_on(drawn))
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)


ROW, NAMES = 83, ("蒋森航", "邓松海", "康霞月")


LEFT, TOP = 360, 740
FACE = (LEFT - 4.0, TOP - 10.0, LEFT + 104.0, TOP + 3 * ROW - 30.0)


def cells() -> tuple[Picture, tuple[Line, ...]]:
    """Return three cells with names, and how they are read."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    places = []
    for row, name in enumerate(NAMES):
        y = TOP + row * ROW
        paper.pen.rectangle((250, y - 24, 580, y + ROW - 24), outline=(0, 0, 0))
        paper.line(name, LEFT, y, Style(size=12))
        places.append(box(LEFT - 8, y - 6, LEFT + 108, y + 42))
    picture = np.array(paper.image, np.uint8)
    return picture, tuple(read_line(evened(picture), place) for place in places)


def with_photo(picture: Picture) -> Picture:
    """Return the page with a photo below the names."""
    photo = drawn(Figure("short", "white", (245, 245, 245)), 4 * ROW, 5 * ROW, Random(1))
    pasted = picture.copy()
    place = pasted[TOP - ROW : TOP + 4 * ROW, LEFT - ROW : LEFT + 3 * ROW]
    np.minimum(place, photo, out=place)
    return pasted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "score", "read", "asked"),
    [
        (False, 0.35, True, False),
        (False, 0.35, False, True),
        (False, 0.55, True, True),
        (True, 0.35, True, True),
    ],
)
def test_names_in_cells_that_look_a_little_like_a_face_are_not_asked_about(
    figure: bool, score: float, read: bool, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, lines = cells()
    assert [line.lattice.text for line in lines] == list(NAMES)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (FoundFace(*FACE, score),))
    shown = with_photo(picture) if figure else picture
    hits = judging.judge_portraits(shown, lines if read else (), ())
    assert bool(hits) == asked


def short_rows() -> Sheet:
    """Return a page with a few short rows and a longer one among them, which are its shoulders."""
    sheet = Sheet(1300, 1833)
    for row in range(5):
        text = "合同价款为人民币伍拾万元整，分三次支付。"
        if row == 3:
            text = "乙方指派罗成为项目负责人，未经甲方同意不得更换；罗成民为联系人。"
        sheet.write(f"第{row + 1}条　{text}", 200, 420 + row * 37.5, 25)
    return sheet


@pytest.mark.slow
@pytest.mark.parametrize(
    ("read", "top", "asked"), [(True, 380, False), (False, 380, True), (True, 60, True)]
)
def test_a_few_short_rows_that_look_like_a_figure_are_not_asked_about(
    read: bool, top: int, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caption below a figure does not make it print."""
    picture = short_rows().picture
    lines = read_evened(evened(picture)).lines if read else ()
    face = FoundFace(400, (top + 580) / 2 - 30, 440, (top + 580) / 2 + 20, 0.1)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    maybe = PhotoPlace(box(200, top, 700, 580 if top > 200 else 480), 0.5)
    hits = judging.judge_portraits(picture, lines, (), (maybe,))
    assert [hit.reason.code for hit in hits] == ["hit.maybe_portrait"] * asked


@pytest.mark.parametrize(("ink", "asked"), [((30, 70, 190), False), ((90, 80, 75), True)])
def test_an_offices_sign_in_a_strong_colour_is_no_face(
    monkeypatch: pytest.MonkeyPatch, ink: tuple[int, int, int], asked: bool
) -> None:
    sheet = Sheet(1200, 1600)
    for middle in (440, 500):
        sheet.pen.ellipse((middle - 20, 330, middle + 20, 420), fill=ink)
    face = FoundFace(400, 300, 540, 460, 0.35)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    assert bool(judging.judge_portraits(sheet.picture, (), ())) is asked


WITH_PHOTO = ("id_card", "diploma", "degree_certificate", "title_certificate", "education_check")


def drawn_page(kind: str, seed: int = 1, dpi: int = 200) -> DrawnPage:
    return document(kind, Random(f"{kind} {seed}"), dpi)


def sheet() -> Paper:
    return Paper(Lexicon(invent_person(Random(4)), ()))


def judged_page(picture: Picture, seals: Sequence[Seal] = ()) -> tuple[Hit, ...]:
    """Return what becomes of a page's portraits, with those that the detector's look shows."""
    return judging.judge_portraits(picture, (), seals, photos_on(picture))


def share(cover: Polygon, place: Polygon) -> float:
    """Return how much of the upright box around ``place`` lies under ``cover``."""
    left, top, right, bottom = bounds(cover)
    left2, top2, right2, bottom2 = bounds(place)
    across = min(right, right2) - max(left, left2)
    down = min(bottom, bottom2) - max(top, top2)
    return max(0.0, across) * max(0.0, down) / ((right2 - left2) * (bottom2 - top2))


@pytest.mark.nightly
@pytest.mark.parametrize("kind", WITH_PHOTO)
@pytest.mark.parametrize("conditions", [(), ("scan",), ("grey",), ("phone",), ("faint",)])
def test_the_photo_of_a_document_lies_under_a_proposed_cover(
    kind: str, conditions: tuple[str, ...]
) -> None:
    page = damage(drawn_page(kind), conditions, Random(kind)) if conditions else drawn_page(kind)
    (photo,) = page.having(Role.PHOTO)
    (hit,) = judged_page(page.picture, find_seals(page.picture))
    assert hit.covers_by_default
    assert conditions or (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.portrait")
    assert (hit.mask.target, hit.mask.origin) == (Target.PHOTO, Origin.PHOTO)
    assert share(hit.mask.polygon, photo.characters[0]) > 0.93


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("least", [0.7, 0.8])
def test_the_shade_of_a_fold_through_a_photo_hides_it_not(seed: int, least: float) -> None:
    page = drawn_page("id_card", seed, 150)
    (photo,) = page.having(Role.PHOTO)
    left, _, right, _ = bounds(photo.characters[0])
    fold = round(left + 0.65 * (right - left))
    shade = np.ones(page.picture.shape[1])
    shade[fold : fold + 120] = np.linspace(least, 1.0, 120)
    picture = (page.picture * shade[None, :, None]).astype(np.uint8)
    (hit,) = judged_page(picture)
    assert share(hit.mask.polygon, photo.characters[0]) > 0.8


@pytest.mark.slow
@pytest.mark.parametrize(
    "condition",
    [*(pytest.param(one, marks=pytest.mark.nightly) for one in ("clean", "scan")), "grey"],
)
def test_a_picture_that_is_a_one_inch_photo_holds_none(condition: str) -> None:
    for seed in range(1, 5):
        page = damage(drawn_page("inch_photo", seed), (condition,), Random(seed))
        (hit,) = judged_page(page.picture)
        assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.whole_portrait")
        assert not hit.covers_by_default


@pytest.mark.slow
@pytest.mark.parametrize("colour", [RED, (20, 90, 170), (120, 120, 120)])
def test_logos_and_maps_are_no_portraits(colour: tuple[int, int, int]) -> None:
    paper = sheet()
    for left, side in ((300, 180), (700, 230)):
        paper.pen.rectangle((left, 600, left + side, 600 + side * 1.2), fill=colour)
        disc = (left + side * 0.2, 600 + side * 0.2, left + side * 0.8, 600 + side * 0.8)
        paper.pen.ellipse(disc, fill="white")
    paper.pen.rectangle((300, 1200, 650, 1640), fill=(226, 236, 220), outline=(60, 60, 60))
    paper.pen.ellipse((360, 1300, 520, 1480), fill=(206, 220, 170))
    paper.pen.polygon([(320, 1500), (600, 1420), (630, 1620)], fill=(190, 214, 230))
    assert judged_page(pixels(paper)) == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_photo_in_a_cell_is_found_whatever_its_ground(seed: int) -> None:
    paper = sheet()
    paper.frame(1150, 400, 1460, 800, 0.9)
    paste_photo(paper, 1154, 404, Random(seed))
    (hit,) = judged_page(pixels(paper))
    assert hit.verdict is Verdict.COVER
    assert share(hit.mask.polygon, paper.marks[-1].characters[0]) > 0.93


@pytest.mark.nightly
@pytest.mark.parametrize(
    "kind",
    ["roster_table", "journal_cover", "award_certificate", "posting", "training_certificate",
     "uyghur_notice", "vertical_certificate", "dense_text"],
)  # fmt: skip
@pytest.mark.parametrize("condition", ["scan", "grey"])
def test_letters_seals_tables_and_codes_are_no_portraits(kind: str, condition: str) -> None:
    assert judged_page(damage(drawn_page(kind), (condition,), Random(kind)).picture) == ()


MAYBE = PhotoPlace(box(700, 700, 920, 1010), 0.5)
"""What may be a portrait, or may not."""

FAINT = face_detection.FoundFace(770, 780, 850, 880, 0.1)


@pytest.mark.parametrize(
    ("probability", "faces", "hits"), [(0.5, (), 0), (0.5, (FAINT,), 1), (0.95, (), 1)]
)
def test_what_is_in_doubt_counts_where_a_face_is_seen_in_it_however_faint(
    probability: float,
    faces: tuple[face_detection.FoundFace, ...],
    hits: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda picture: faces)
    photos = (PhotoPlace(MAYBE.polygon, probability),)
    fax = pixels(sheet())
    toned = fax.copy()
    toned[1800:2200] = 128
    found = judging.judge_portraits(toned, (), (), photos)
    assert [hit.verdict is Verdict.COVER for hit in found] == [probability > 0.9] * hits
    assert len(judging.judge_portraits(fax, (), (), photos)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4, 10])
def test_a_round_holographic_label_is_no_head_alone(seed: int) -> None:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=100)
    hologram(paper, 300, 400, 26, Random(seed))
    assert judged_page(pixels(paper)) == ()


@pytest.mark.slow
def test_frames_letterheads_bars_and_discs_are_no_portraits() -> None:
    paper = sheet()
    wave_border(paper, 9, RED, Random(3))
    paper.centred("天岭地区行政公署文件", paper.mm(18), Style(Face.HEAVY, 34, RED))
    paper.pen.rectangle((200, 500, 1450, 640), fill=(40, 90, 170))
    for number, tall in enumerate((120, 300, 210, 360)):
        left = 300 + 90 * number
        paper.pen.rectangle((left, 1200 - tall, left + 60, 1200), fill=(70, 120, 190))
    paper.pen.ellipse((900, 800, 1250, 1150), fill=(220, 120, 50))
    paper.frame(300, 1500, 520, 1800)
    assert judged_page(pixels(paper)) == ()


@pytest.mark.slow
def test_a_picture_in_a_portraits_format_without_a_head_is_never_covered_by_itself() -> None:
    paper = sheet()
    grain = np.random.default_rng(2)
    picture = pixels(paper)
    patch = grain.integers(40, 220, (30, 21, 1)).repeat(12, 0).repeat(12, 1)
    picture[900:1260, 500:752] = patch
    hits = judged_page(picture)
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)


@pytest.mark.parametrize("looks", [judging.is_portrait, find_faces])
def test_a_picture_of_another_shape_is_refused(looks: Callable[[Picture], object]) -> None:
    with pytest.raises(ValueError, match="not an RGB picture"):
        looks(np.zeros((40, 40), np.uint8))


@pytest.mark.slow
def test_a_photo_on_a_white_ground_is_found_below_a_grey_seal() -> None:
    paper = sheet()
    paste_photo(paper, 400, 500, Random(0), 45)
    left, top, right, bottom = bounds(paper.marks[-1].characters[0])
    seal = drawn_seals.DrawnSeal("昆河地区人力资源和社会保障厅")
    middle = (left + (right - left) * 0.75, top + (bottom - top) * 0.75)
    drawn_seals.stamp(paper, seal, middle, Random(1), (90, 90, 90))
    hits = judged_page(pixels(paper))
    assert any(share(hit.mask.polygon, box(left, top, right, bottom)) > 0.93 for hit in hits)
    assert all(hit.covers_by_default for hit in hits)


@pytest.mark.slow
@pytest.mark.parametrize("tint", [240, 215, 185])
@pytest.mark.parametrize("gender", ["女", "男"])
@pytest.mark.parametrize("grey", [False, True])
def test_a_photo_on_white_is_found_on_a_darker_card(tint: int, gender: str, grey: bool) -> None:
    paper = sheet()
    paper.pen.rectangle((365, 430, 1040, 858), fill=(tint - 16, tint - 5, tint))
    face = portrait(163, 228, gender, (240, 240, 240), Random(3))
    paper.image.paste(Image.fromarray(face), (838, 495))
    picture = pixels(paper)
    (hit,) = judged_page(grey_copy(picture) if grey else picture)
    assert hit.covers_by_default
    assert share(hit.mask.polygon, box(838, 495, 1001, 723)) > 0.85


@pytest.mark.slow
@pytest.mark.parametrize("ground", [(245, 245, 245), (40, 110, 200), (196, 32, 40)])
def test_a_photo_on_a_copy_in_black_and_white_is_proposed(ground: tuple[int, int, int]) -> None:
    paper = sheet()
    face = portrait(295, 413, "女", ground, Random(3))
    paper.image.paste(Image.fromarray(face), (1100, 300))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 900, 1200, Style(size=13))
    (hit,) = judged_page(black(pixels(paper)))
    assert hit.covers_by_default
    # On a white ground only the bust is left of it.
    assert share(hit.mask.polygon, box(1150, 380, 1345, 700)) > 0.95


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [41_034, 41_139])
def test_a_portrait_with_too_little_of_a_face_is_covered(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kept pages that the rules missed."""
    page = figures.page_of(seed)[0]
    assert figures.judged(page)[0] != "missed"
    monkeypatch.setattr(figures, "photos_on", lambda picture: ())
    assert figures.judged(page)[0] == "missed"


@pytest.mark.nightly
def test_a_shaded_page_of_text_is_no_portrait() -> None:
    paper = sheet()
    for row in range(12):
        paper.paragraph(
            "经研究决定，现将有关事项通知如下。" * 4, 200, 250 + 130 * row, 1200, Style()
        )
    across = np.abs(np.linspace(-1, 1, paper.width))[None, :, None]
    down = np.linspace(0, 1, paper.height)[:, None, None]
    shade = 0.62 + 0.3 * np.clip(across - down * 0.3, 0, 1)
    picture = (pixels(paper) * shade).astype(np.uint8)
    assert not judging.is_portrait(picture)
    assert judged_page(picture) == ()
