"""``zcdesk train``: lessons for a training session, made, scored and summed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import same_first_line, write_named
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    language,
    say,
    say_error,
    say_findings,
    steps,
    text,
    write_json,
)
from zcdesk.cli.shipped_lists import has_own, shipped
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.resources import guide
from zcdesk.training.lessons.limits import LARGEST_NUMBER, MOST_SEATS

if TYPE_CHECKING:  # lessons, scoring and drawing are loaded by the commands that need them
    from zcdesk.cases.file.case_file import CaseFile
    from zcdesk.plain_data import DataDocument
    from zcdesk.training.lessons.scoring import Score

TABLE, PAGE = "class.xlsx", "class.html"

train = typer.Typer(help="训练课：按课程和编号做案卷，评分，汇总全班。", no_args_is_help=True)


@train.command("guide")
@answering()
def show_guide() -> Reply:
    """怎样写一课：各项的写法、样例和检查。

    例：zcdesk train guide > 写法.md
    """
    write_json(guide("lessons"), STANDARD_OUTPUT)
    return Reply(ExitStatus.DONE)


@train.command("list")
@answering(data=True)
def list_lessons() -> Reply:
    """列出所有课程：编号、名称、难度、页数、藏着几处、多少分钟。

    例：zcdesk train list
    """
    rows, broken = [*shipped("lesson")], []
    if has_own("lessons"):
        from zcdesk.training.lessons.loading import lesson_row, own_lessons

        own = own_lessons()
        lessons = (each.lesson for each in own if each.lesson is not None)
        rows += [
            lesson_row(lesson) for lesson in sorted(lessons, key=lambda each: (each.order, each.id))
        ]
        broken = [each for each in own if each.lesson is None]
    for each in broken:
        say_error(text("train.own_broken", file=each.path.name, count=len(each.faults)))
    return Reply(bool(broken), partial(_listed, rows), partial(_tell_lessons, rows))


def _listed(rows: Sequence[Mapping[str, Any]]) -> DataDocument:
    from zcdesk.training.lessons.loading import LessonList

    return LessonList.model_validate({"schema": 1, "lessons": rows})


def _tell_lessons(rows: Sequence[Mapping[str, Any]]) -> None:
    """Say what the list says of each lesson."""
    for row in rows:
        level = text(f"train.level.{row['level']}")
        words = {name: row[name][language.code] for name in ("title", "goal")}
        say(text("train.listed", **{**row, **words, "level": level}))


@train.command("add")
@answering()
def add(
    file: Annotated[Path, typer.Argument(help="课程文件（.yaml）。", readable=False)],
) -> Reply:
    """检查一份课程文件，没有错误就收下，以后就在列表里。

    例：zcdesk train add 我们的课.yaml
    """
    from zcdesk.training.lessons.loading import take_lesson

    say(take_lesson(file).title.in_language(language.code))
    return Reply(ExitStatus.DONE)


@train.command("new")
@answering()
def new(
    lesson: Annotated[str, typer.Argument(help="课程编号，见 zcdesk train list。")],
    number: Annotated[
        int,
        typer.Option(
            "--number",
            min=1,
            max=LARGEST_NUMBER,
            help="1 到 999999；同一个数在每台电脑上做出同样的案卷。",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="案卷放在哪个文件夹。", readable=False)],
) -> Reply:
    """按课程和编号做一份练习案卷；人物、单位和证书都是虚构的。

    例：zcdesk train new first-walk --number 2718 --out 练习
    """
    from zcdesk.training.lessons.loading import load_lesson
    from zcdesk.training.lessons.making import PageReady, make_lesson

    chosen = load_lesson(lesson)
    make_folder(out)
    path = out / f"{chosen.id}-{number}.zcase"
    walk = make_lesson(chosen, number, path)
    with steps("train.drawing", chosen.page_count) as progress, closing(walk):
        for step in walk:
            if isinstance(step, PageReady):
                progress.advance("")
    say(
        text(
            "train.made",
            file=path.name,
            title=chosen.title.in_language(language.code),
            number=number,
            pages=chosen.page_count,
            things=len(chosen.traps),
            minutes=chosen.minutes,
        )
    )
    return Reply(ExitStatus.DONE)


@train.command("score")
@answering(Opening.TO_READ, data=True)
def score(
    stored: CaseFile,
    seat: Annotated[
        int, typer.Option("--seat", min=0, max=MOST_SEATS, help="座位号，写进成绩码。")
    ] = 0,
    result: Annotated[
        Path | None, typer.Option("--result", help="把成绩另存成一个小文件。", readable=False)
    ] = None,
) -> Reply:
    """给一份练习案卷评分：找到、漏掉、多盖、误确认、用时，逐条写明应该怎样做和依据。

    例：zcdesk train score first-walk-2718.zcase --seat 7 --result 7.zcresult
    """
    from zcdesk.training.lessons.loading import load_lesson
    from zcdesk.training.lessons.results import code_of, file_of, result_of
    from zcdesk.training.lessons.scoring import ScoredLesson, score_stored

    scored = score_stored(stored, language.code)
    lesson = load_lesson(scored.lesson)
    code = code_of(result_of(scored, lesson, seat), lesson)
    if result is not None:
        write_named(result, file_of(code), same_first_line)
    return Reply(
        bool(scored.mistakes),
        partial(ScoredLesson.of, scored, code=code, schema_number=1),
        partial(_tell_score, scored, code, seat),
    )


def _tell_score(scored: Score, code: str, seat: int) -> None:
    from zcdesk.training.lessons.scoring import told

    say(told(scored, language.code))
    for mistake in scored.mistakes:
        clause = mistake.clause or mistake.rule
        line = "train.mistake_by" if clause else "train.mistake"
        say(text(line, what=mistake.what, act=mistake.act, clause=clause))
    say(text("train.code", letters=code))
    if not seat:
        say(text("train.no_seat"))


@train.command("class")
@answering()
def whole_class(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="成绩文件、成绩码、写着成绩码的文字、score --json 的文件、案卷，或它们的文件夹。",
            readable=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="表放在哪个文件夹。", readable=False)],
) -> Reply:
    """汇总全班：每人一行，再逐页列出最多人漏掉的；写成 xlsx 和网页。

    例：zcdesk train class 成绩文件夹 --out 汇总
    """
    from zcdesk.training.lessons.class_table import class_of, seats_told, to_html, to_xlsx
    from zcdesk.training.lessons.loading import lessons
    from zcdesk.training.lessons.results import collecting, is_code

    typed = [str(file) for file in files if is_code(str(file)) and not file.exists()]
    paths = [file for file in files if str(file) not in typed]
    collected = list(collecting(paths, "\n".join(typed), language.code))
    for given in collected:
        say_findings(given.name, given.refused)
    results = [result for given in collected for result in given.results]
    if not results:
        say_error(text("train.nothing"))
        return Reply(ExitStatus.NOT_DONE)
    groups = class_of(results, lessons(), language.code)
    make_folder(out)
    write_atomically(out / TABLE, to_xlsx(groups, language.code))
    write_atomically(out / PAGE, to_html(groups, language.code).encode())
    people = sum(len(group.results) for group in groups)
    twice, seats = len(results) - people, [*seats_told(groups, language.code)]
    if twice:
        say_error(text("train.class_twice", count=twice))
    for line in seats:
        say_error(line)
    say(text("train.class_done", people=people, table=TABLE, page=PAGE))
    return Reply(bool(twice or seats or any(given.refused for given in collected)))
