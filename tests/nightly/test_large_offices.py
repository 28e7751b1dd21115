"""80 people with 40 pages each, in parts that go on: all rows end, nothing twice, growth is linear.

Each part has more rows than the one before and goes on with ``--resume``, as a roster does into
which people are added; the second part is stopped by Ctrl-C once and started again. A smaller
office: ``ZCDESK_OFFICE=8x5``, people and pages.
"""

import json
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil
import pytest
from PIL import Image

from tests.batch.desk import pages_in
from tests.batch.drawn import NOTICE, write_roster
from tests.drawn_text import Sheet, typed
from tests.program import Program, waited_for
from tools.drawing.people import Person, colleague_of, invent_person
from zcdesk.names.spellings import folded

PEOPLE, PAGES = map(int, os.environ.get("ZCDESK_OFFICE", "80x40").split("x"))
PARTS = 4
GROWTH = 1.3
"""What the last part may take more a page than the first one, in processor time, and hold more."""

UNDER_WAY = 6
"""Pages that two workers and those who wait for them have in hand at one time."""

LINES = (
    "经三轮改进，清扫效率提高", "在低温润滑研究项目中成绩显著", "完成全部培训课程",
    "参加了试验台的设计", "论文发表于专业期刊", "年度考核为合格", "担任项目组成员",
    "提出合理化建议三条", "通过了专家鉴定", "编写了操作规程", "解决了机组的振动问题",
    "指导青年技术人员",
)  # fmt: skip
SMALL = Sheet(left=60, top=50, step=52, room=5)
HEAD = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号"]

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform != "linux", reason="processor time and memory by /proc"),
]


@dataclass(frozen=True)
class Part:
    """What one part took."""

    people: int  # rows of the roster
    pages: int  # pages that were read in it
    seconds: float  # processor time of the program and its workers
    own: float  # highest PSS in MiB: of the program alone, and with its workers
    tree: float


def test_a_large_office_is_done_in_parts_and_its_growth_is_linear(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    people = draw_people(tmp_path / "材料")
    size = PEOPLE // PARTS
    parts = []
    done: dict[str, list[tuple[object, ...]]] = {}
    for number in range(1, PARTS + 1):
        last = PEOPLE if number == PARTS else number * size
        part = _done(tmp_path, people[:last], people_before=(number - 1) * size, stop=number == 2)
        parts.append(part)
        print(part, flush=True)
        lying = pages_in(tmp_path / "结果")
        assert lying.items() >= done.items(), "a page of an earlier part became another"
        assert len(lying) == last
        done = lying
    again = _done(tmp_path, people, people_before=PEOPLE, stop=False)
    assert pages_in(tmp_path / "结果") == done
    first, final = parts[0], parts[-1]
    told = f"{PEOPLE} people, {PEOPLE * PAGES} pages in {PARTS} parts"
    for name, value in (
        ("processor time a page", final.seconds / final.pages / (first.seconds / first.pages)),
        ("memory of the program", final.own / first.own),
        ("memory with its workers", final.tree / first.tree),
    ):
        told += f"; {name}: last part {value:.2f} times the first"
        assert value <= GROWTH, (name, parts)
    told += f"; {first.seconds / first.pages:.2f} s a page, {final.tree:.0f} MiB at most"
    told += f"; once more with nothing to do: {again.seconds / PEOPLE:.2f} s a person"
    record_property("figure", told)


def draw_people(scans: Path) -> list[Person]:
    """Draw everybody's pages; return people none of whose names stands in another's."""
    chance = Random(34_080)
    employer = invent_person(chance).employer
    found: dict[str, Person] = {}
    while len(found) < PEOPLE:
        person = colleague_of(employer, chance)
        plain = folded(person.name)
        if not any(plain in known or known in plain for known in found):
            found[plain] = person
    for row, person in enumerate(found.values(), start=2):
        folder = scans / f"{row:04d}"
        folder.mkdir(parents=True)
        for number in range(1, PAGES + 1):
            told = f"姓名：{person.name}", *chance.sample(LINES, 3), f"第{number}号"
            picture = typed(*told, em=26, width=827, sheet=SMALL)
            Image.fromarray(picture).save(folder / f"{number:03d}.jpg", quality=88, dpi=(100, 100))
    return list(found.values())


def _done(folder: Path, people: list[Person], *, people_before: int, stop: bool) -> Part:
    """Run a part to its end, once interrupted if it is to be, and check that every row ended."""
    rows = [
        [person.name, person.employer.name, NOTICE, f"{row:04d}", person.id_number]
        for row, person in enumerate(people, start=2)
    ]
    write_roster(folder / "花名册.xlsx", rows, HEAD)
    program = Program(folder)
    given = ["batch", "花名册.xlsx", "--scans", "材料", "--out", "结果", "--resume",
             "--workers", "2", "--json", "结果.json"]  # fmt: skip
    before, read = _processor(), 0
    with _watched() as peaks:
        if stop:
            process = program.start(*given)
            peaks.watch(process.pid)
            begun = folder / "结果" / people[people_before + 1].name / "person.zcase"
            assert waited_for(begun.is_file, process), process.communicate()
            os.killpg(process.pid, signal.SIGINT)
            _, complained = process.communicate(timeout=300)
            assert process.returncode == 130, complained
            assert "--resume" in complained
            read += _pages_read(complained)
        process = program.start(*given)
        peaks.watch(process.pid)
        _, complained = process.communicate()
        read += _pages_read(complained)
    assert process.returncode == 1, complained  # nobody's material is complete
    data = json.loads((folder / "结果.json").read_bytes())
    assert [one["row"] for one in data["people"]] == list(range(2, len(people) + 2))
    for one in data["people"]:
        assert sum(one["pages"].values()) == PAGES, one
        assert one["pages"]["refused"] == 0, one
        assert not one["problem"], one
    wanted = (len(people) - people_before) * PAGES
    # What was kept when the part was stopped may not have been told any more.
    assert wanted - (UNDER_WAY if stop else 0) <= read <= wanted, "a page was read twice"
    return Part(len(people), wanted, _processor() - before, peaks.own / 2**20, peaks.tree / 2**20)


def _pages_read(complained: str) -> int:
    return sum(line.startswith("处理 ") for line in complained.splitlines())


def _processor() -> float:
    """Return the processor time of all programs that have ended, and of those that they ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Peaks:
    """The highest memory (PSS, bytes) of a program, alone and with all below it."""

    def __init__(self) -> None:
        self.own = self.tree = 0
        self._pid = 0
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._look, name="peaks")
        self._thread.start()

    def watch(self, pid: int) -> None:
        """Look at this program from now on."""
        self._pid = pid

    def close(self) -> None:
        """Look no more."""
        self._ending.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ending.wait(1.0):
            try:
                below = psutil.Process(self._pid).children(recursive=True) if self._pid else []
            except psutil.Error:
                continue
            own = _pss(self._pid)
            self.own = max(self.own, own)
            self.tree = max(self.tree, own + sum(_pss(one.pid) for one in below))


@contextmanager
def _watched() -> Iterator[Peaks]:
    peaks = Peaks()
    try:
        yield peaks
    finally:
        peaks.close()


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
