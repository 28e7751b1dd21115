"""The two walkers and their scans: she with the mouse in Hotan, he with the keys for the region."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image

from tests.walks.screen import ROOT, KeyWalk, MouseWalk, Screen, Walk
from tools.drawing.damage import lowered_to
from tools.drawing.documents import draw_page
from tools.drawing.people import Person, invent_colleagues, invent_person

DPI = 150


@dataclass(frozen=True)
class Batch:
    """What one walker brings: the seed of her person, and the kinds of her pages in order.

    Attributes:
        foreign: Place in ``kinds`` of a page that a colleague's scan slipped in between, or -1.
    """

    seed: str
    kinds: tuple[tuple[str, dict[str, str]], ...]
    foreign: int = -1

    @property
    def person(self) -> Person:
        """Who brings them; she does not exist."""
        return invent_person(Random(self.seed))

    def draw(self, folder: Path) -> list[Path]:
        """Write every scan; the names are those that a scanner gives."""
        folder.mkdir(parents=True)
        person = self.person
        colleagues = invent_colleagues(person, Random(self.seed))
        paths = []
        for place, (kind, facts) in enumerate(self.kinds):
            random = Random(f"{self.seed}/{place}")
            whose = colleagues[-1] if place == self.foreign else person
            page = lowered_to(draw_page(kind, whose, colleagues, random, 200, facts), DPI)
            paths.append(folder / f"scan{place + 1:04d}.jpg")
            Image.fromarray(page.picture).save(paths[-1], quality=88, dpi=(DPI, DPI))
        return paths


def _training(course: str, *years: int) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(
        ("training_certificate", {"year": str(year), "course": course, "uyghur": "no"})
        for year in years
    )


HOTAN = Batch(
    "walk with the mouse",
    (
        ("id_card", {}), ("diploma", {"year": "2012"}), ("degree_certificate", {"year": "2012"}),
        ("education_check", {}), *_training("专业科目", 2021, 2022, 2023, 2024),
        *_training("公需科目", 2022, 2023, 2024), ("award_certificate", {"form": "person"}),
        ("vertical_certificate", {}), ("paper_front", {}), ("report_page", {}),
        ("appraisal_form", {"year": "2023"}), ("posting", {"year": "2025"}), ("posting_result", {}),
        ("recommendation", {}), ("pledge", {}),
    ),
    foreign=11,
)  # fmt: skip

REGION = Batch(
    "walk with the keys",
    (
        ("diploma", {"year": "2007"}), ("degree_certificate", {"year": "2007"}),
        ("education_check", {}), ("title_certificate", {}), ("appraisal_form", {"year": "2019"}),
        ("appraisal_form", {"year": "2020"}), ("appraisal_form", {"year": "2021"}),
        ("appraisal_form", {"year": "2022"}), ("appraisal_form", {"year": "2023"}),
        *_training("专业科目", 2022, 2023), ("award_certificate", {"form": "person"}),
        ("paper_front", {}), ("journal_cover", {}), ("report_cover", {}), ("report_page", {}),
        ("posting", {"year": "2024"}), ("recommendation", {}),
    ),
)  # fmt: skip


PICTURES = ROOT / "build" / "walks"
RETURNED = "学历证书不清楚，请重新上传。"
FOLDER = "scans"
PRIVATE = "在和田地区（含兵团第十四师）注册的民营企业"
"""Her employer, as the notice's question words it."""


@dataclass(frozen=True)
class Outcome:
    """What came of a walk.

    Attributes:
        scans: Files that the walker brought.
        exported: Pages in the package.
        left_out: Pages that the package tells as left out.
        round: What the path says of the correction round at the end.
        steps: What was done, in order; each has its picture.
        counted: Clicks, presses, notches of the wheel, typed letters.
        seconds: From the start of the program to the round.
        said: What the program wrote to its terminal.
    """

    scans: int
    exported: int
    left_out: int
    round: str
    steps: tuple[str, ...]
    counted: Mapping[str, int]
    seconds: float
    said: str

    @property
    def events(self) -> int:
        """Clicks, presses and notches; typed letters apart."""
        return sum(number for kind, number in self.counted.items() if kind != "letter")


def walk_by_mouse(folder: Path, pictures: Path) -> Outcome:
    """Apply in Hotan; the folder of scans is chosen in the program's own dialog."""
    with _screen(folder) as screen:
        scans = HOTAN.draw(screen.home / FOLDER)
        screen.start()
        walk = MouseWalk(screen, pictures)
        walk.step("first start")
        walk.go("往年通知")
        walk.go("和田地区民营企业")
        walk.step("notice")
        walk.go("新建这份申报")
        walk.fill("姓名", HOTAN.person.name)
        walk.fill("工作单位", HOTAN.person.employer.name)
        walk.step("who")
        walk.go("选文件夹")
        walk.go_row(FOLDER, "TreeView")
        walk.step("folder")
        walk.go("选择")
        walk.go("开始")
        walk.wait(lambda: walk.page == "Workspace")
        walk.step("taking in")
        walk.go_row("提问", "SectionList")
        _answer_by_mouse(walk, {"评审（初、中级）", "中级", "县（市）", PRIVATE})
        walk.go("放材料")  # the sheet of pages takes the place of the list
        walk.go_row("上传方式", "SectionList")
        walk.step("route asked")
        walk.go("上传在这里遮好的图片")
        walk.go("就这样")
        walk.step("route")
        walk.go_row("未归类", "SectionList")
        _all_read(walk)
        walk.step("read")
        walk.go("照建议归类")
        walk.step("sorted")
        walk.go("复核，")
        walk.wait(lambda: walk.page == "ReviewPage")
        walk.step("review")
        walk.go("确认没有疑问")
        walk.step("all sure")
        walk.go("就这样确认")
        walk.step("all sure agreed")
        for _page in range(3 * len(scans)):
            way = _primary(walk)
            if way.startswith("最后检查"):
                break
            if walk.find("不是我的，移走"):
                walk.go("这是我的")
            elif way.startswith("请决定"):
                walk.go("盖上，E")
            elif way.startswith("请选这一页是否涉密"):
                walk.go("都不涉密")
            else:
                walk.go(way)
            walk.step(way[:10])
        walk.go("最后检查")
        walk.step("check")
        walk.go("先导出")
        walk.step("export")
        walk.go(f"导出 {len(scans)} 页")
        walk.wait(lambda: walk.find("打开上传助手"))
        walk.step("exported")
        walk.go("上传之后")
        walk.step("afterwards")
        walk.go("已在平台提交")
        walk.step("handed in")
        walk.fill("退回的意见", RETURNED)
        walk.step("returned")
        walk.go("登记退回")
        walk.step("round")
        return _outcome(walk, len(scans))


def walk_by_keys(folder: Path, pictures: Path) -> Outcome:
    """Apply for the region; the folder of scans is typed into the program's own dialog."""
    with _screen(folder) as screen:
        scans = REGION.draw(screen.home / FOLDER)
        screen.start()
        walk = KeyWalk(screen, pictures)
        walk.step("first start")
        walk.go("往年通知")
        walk.take("2024年度自治区正高级")
        walk.hand.press("Return")
        walk.wait(lambda: walk.page == "IdentityPage")
        walk.step("notice")
        walk.write(REGION.person.name)
        walk.fill("工作单位", REGION.person.employer.name)
        walk.step("who")
        walk.go("选文件夹")
        walk.wait(lambda: walk.look()["front"])
        walk.hand.type(str(screen.home / FOLDER))
        walk.step("folder")
        walk.hand.press("Return")
        walk.wait(lambda: not walk.look()["front"])
        walk.go("开始", "Return")
        walk.wait(lambda: walk.page == "Workspace")
        walk.step("taking in")
        walk.hand.press("alt+1")
        walk.step("questions")
        _answer_by_keys(walk)
        _open_row(walk, "上传方式")
        walk.step("route asked")
        walk.hand.press("1")
        walk.step("route chosen")
        walk.hand.press("Return")
        walk.wait(lambda: walk.page == "Workspace")
        walk.step("route")
        _open_row(walk, "未归类")
        _all_read(walk)
        walk.step("read")
        walk.hand.press("F3")
        walk.step("sorted")
        _sort_the_rest(walk)
        walk.hand.press("alt+4")
        walk.wait(lambda: walk.page in ("ReviewPage", "OrganisationsPage"))
        walk.step("review")
        if walk.find("确认没有疑问") is not None:
            walk.hand.press("ctrl+Return")
            walk.step("all sure")
            walk.hand.press("space")
            walk.step("all sure agreed")
        for _page in range(5 * len(scans)):
            way = _primary(walk)
            if way.startswith("最后检查"):
                break
            key = "f"
            if walk.find("不是我的，移走"):
                key = "i"
            elif way.startswith("请决定"):
                key = "e"
            elif way.startswith("请选这一页点"):
                key = "2"
            walk.hand.press(key)
            walk.step(f"{key} {way[:8]}")
            if way.startswith("去看未决定"):
                walk.hand.press("e")
                walk.step("e")
        walk.hand.press("f")
        walk.wait(lambda: walk.page == "CheckPage")
        walk.step("check")
        walk.go("先导出")
        walk.wait(lambda: walk.find("换一个位置") is not None)
        walk.step("export")
        walk.hand.press("space")
        walk.wait(lambda: walk.find("打开上传助手"))
        walk.step("exported")
        walk.hand.press("alt+7")
        walk.step("afterwards")
        walk.go("已在平台提交")
        walk.step("handed in")
        for station in ("“单位审核”已完成", "“主管单位审核”已完成"):
            walk.go(station)  # only what the committee sends back has a term
            walk.step("station")
        walk.fill("退回的意见", RETURNED)
        walk.step("returned")
        walk.go("登记退回")
        walk.step("round")
        return _outcome(walk, len(scans))


# --- What the parts of both walks need -------------------------------------------------------


@contextmanager
def _screen(folder: Path) -> Iterator[Screen]:
    screen = Screen(folder)
    try:
        yield screen
    finally:
        screen.close()


def _outcome(walk: Walk, scans: int) -> Outcome:
    """Read what came of it: the package from the disk, the round from the screen."""
    screen = walk.screen
    seconds = time.monotonic() - screen.began
    named = (one["name"] for one in walk.look()["things"])
    chips = [name for name in named if name.startswith("补正") and " · " in name]
    (manifest,) = screen.home.rglob("manifest.json")
    told = json.loads(manifest.read_text(encoding="utf-8"))
    return Outcome(
        scans, len({page["page"] for page in told["pages"]}), len(told["left_out"]),
        chips[0] if chips else "", tuple(walk.steps), Counter(walk.hand.counted), seconds,
        screen.said(),
    )  # fmt: skip


def _primary(walk: Walk) -> str:
    """Return what the filled button of the review says, once the picture is there."""
    time.sleep(0.4)
    large = [
        one for one in walk.look()["things"]
        if one["kind"][0] == "Button" and one["place"][3] >= 38 and one["seen"][2]
    ]  # fmt: skip
    assert large
    return str(large[0]["words"])


def _all_read(walk: Walk) -> None:
    """Wait until no page is read any more."""

    def read() -> bool:
        seen = walk.look()
        told = [one["name"] for one in (*seen["rows"], *seen["things"])]
        return not any("正在" in one or "等候" in one for one in told)

    walk.wait(read)


def _cards(walk: Walk) -> list[str]:
    """Return the answers to the question on screen, from above."""
    found = [one for one in walk.look()["things"] if one["kind"][0] == "RadioCard"]
    return [one["name"] for one in sorted(found, key=lambda one: one["place"][1])]


def _answer_by_mouse(walk: MouseWalk, wanted: set[str]) -> None:
    """Give the answers that are wanted; other questions stay open, and lines are not hers."""
    while walk.page == "InterviewPage" and not walk.find("回到栏目，Enter"):
        for card in _cards(walk):
            if card.split("，")[0] in wanted:
                walk.go(card)
        walk.step("questions answered")
        walk.go("，Enter")
    walk.step("answers")
    walk.go("回到栏目")  # from all answers, or from the way of upload, which follows


def _answer_by_keys(walk: KeyWalk) -> None:
    """Give every question its first answer, and tick the first line of each list."""
    while walk.page == "InterviewPage" and not walk.find("回到栏目，Enter"):
        for _card in _cards(walk):
            if walk.find("先留着") is None:
                break
            walk.hand.press("1")
        walk.step("questions answered")
        walk.hand.press("Return")
    walk.step("answers")
    walk.hand.press("Return")


def _open_row(walk: KeyWalk, words: str) -> None:
    """Go to the list at the left with F6, to a row with the arrows, and enter it."""
    for _press in range(8):
        if walk.look()["focus"].get("kind", [""])[0] == "SectionList":
            break
        walk.hand.press("F6")
    walk.hand.press("Home")
    for _press in range(30):
        row = walk.row(words, "SectionList")
        assert row is not None
        if row["current"]:
            break
        walk.hand.press("Down")
    walk.hand.press("Return")


def _sort_the_rest(walk: KeyWalk) -> None:
    """Give pages without a proposal the first place that the picker offers."""
    for _page in range(20):
        if not _workspace_primary(walk).startswith("给第"):
            return
        walk.hand.press("F3")
        walk.step("place asked")
        walk.hand.press("Down")
        walk.hand.press("Return")
        walk.step("place")


def _workspace_primary(walk: Walk) -> str:
    """Return what the filled button of the sections says."""
    names = [one["words"] for one in walk.look()["things"] if one["name"].endswith("，F3")]
    return str(next(iter(names), ""))
