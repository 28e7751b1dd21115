"""The slides: each leads the open lesson to a page of its own and says three lines about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Target
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.papers import how_to_begin
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences

_OWN = (Target.NAME, Target.EMPLOYER)
Point = Callable[[Room], QWidget | None]


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes:
        title: What it is about.
        words: What is to be seen, in one or two sentences.
        show: Leads the case there.
        point: What gets a frame; None for nothing.
    """

    title: str
    words: str
    show: Callable[[Room], None]
    point: Point = lambda room: None


def slides(lesson: Lesson, number: int) -> tuple[Slide, ...]:
    """Return all slides of a lesson; at the end stands what everybody chooses and types."""
    return (*_filling(), *_reviewing(), *_handing_in(lesson, number))


def _filling() -> tuple[Slide, ...]:
    say = QCoreApplication.translate
    return (
        Slide(
            say("slides", "一份申报，七步"),
            say(
                "slides",
                "上面一行就是从填写到上传之后的七步，哪一步都可以点。这份案卷是练习，"
                "人物和材料都是虚构的。",
            ),
            partial(_go, "sections"),
            lambda room: room.pages.line_of(room.workspace),
        ),
        Slide(
            say("slides", "照通知的栏目放材料"),
            say(
                "slides",
                "左边是这份通知的栏目，右边写着要什么、已有几页、还缺什么，依据是原文哪一条。",
            ),
            partial(_go, "sections"),
            lambda room: room.workspace.list,
        ),
        Slide(
            say("slides", "通知问的，如实答"),
            say("slides", "要哪些材料由这些回答决定。回车只往下走，从不替人回答。"),
            partial(_go, "interview"),
        ),
    )


def _reviewing() -> tuple[Slide, ...]:
    say = QCoreApplication.translate
    return (
        Slide(
            say("slides", "复核：看每一处"),
            say(
                "slides",
                "中间是图，右边是找到的每一处和理由。E 盖上，R 不盖，F 到下一步；"
                "盖的是本人的姓名和单位，别人的留着。",
            ),
            lambda room: _review(room, _OWN),
            lambda room: room.review.decisions.hits,
        ),
        Slide(
            say("slides", "公章和签字要人来定"),
            say("slides", "通知没有说的，程序不替人定：看清是哪一家、哪个人的，再按 E 或 R。"),
            lambda room: _review(room, (Target.SEAL, Target.SIGNATURE)),
            lambda room: room.review.decisions.primary,
        ),
        Slide(
            say("slides", "没有框，不等于没有字"),
            say(
                "slides",
                "程序会漏。整页读一遍：页眉页脚、正文中间、签字栏、章下面。漏掉的，双击那个词，"
                "或按 Q 画一个框。",
            ),
            lambda room: _review(room, _OWN),
            lambda room: room.review.canvas,
        ),
        Slide(
            say("slides", "遮盖一览"),
            say("slides", "按 G 把所有遮住的、没遮的摆在一起看；3 是姓名、单位、签字旁没有盖的。"),
            partial(_go, "gallery"),
        ),
    )


def _handing_in(lesson: Lesson, number: int) -> tuple[Slide, ...]:
    say = QCoreApplication.translate
    language = preferences().settings.language
    title = lesson.title.in_language(language)
    return (
        Slide(
            say("slides", "最后检查"),
            say("slides", "缺什么、哪里不合通知，逐条写明依据；点一条就到那里。"),
            partial(_go, "check"),
        ),
        Slide(
            say("slides", "被退回也有钟"),
            say("slides", "退回的话一条一条记下，改好一条勾一条；时限从退回那一刻算起。"),
            partial(_go, "after"),
        ),
        Slide(
            say("slides", "轮到您：{title} · 编号 {n}").format(title=title, n=number),
            how_to_begin(lesson, number, language)
            + say("slides", "F2 提示，F4 看做得怎样，做完把成绩文件或成绩码交给讲师。"),
            partial(_go, "sections"),
        ),
    )


def _go(name: str, room: Room) -> None:
    room.router.go(At(name))


def _review(room: Room, targets: tuple[Target, ...]) -> None:
    """Show a place in doubt: one about these targets where there is one, else any."""
    session = room.session
    doubts = [
        (number, index, session.case.page(number).hits[index].mask.target in targets)
        for number in session.overview.doubtful
        for index in session.case.page(number).open_doubts()
    ]
    if not doubts:
        _go("review", room)
        return
    number, index, _ = next((each for each in doubts if each[2]), doubts[0])
    room.router.go(At("review", number, index))
