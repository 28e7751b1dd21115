"""``zcdesk demo``: the main job from scans to package on the fictional sample applicant."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import NoticeId, notice_of
from zcdesk.cli.environment import has_display
from zcdesk.cli.output import say, say_findings, say_states, steps, text

if TYPE_CHECKING:  # what reads pictures is loaded by the command itself: --help answers at once
    from zcdesk.cases.case import Case, CasePage
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.package.exporting import PackageDone

PACKAGE = Path("zcdesk-demo")


@answering()
def demo(
    notice: NoticeId = None,
    out: Annotated[Path, typer.Option("--out", help="材料包放在哪里。", readable=False)] = PACKAGE,
    headless: Annotated[
        bool, typer.Option("--headless", help="只在命令行运行，最后不打开窗口。")
    ] = False,
) -> Reply:
    """用虚构的样例走完全程：导入、转正、查找、遮盖、复核、再读一遍、检查、导出。

    例：zcdesk demo --headless --out 样例包
    """
    from zcdesk.export.package.folders import require_replaceable, told_for
    from zcdesk.notices.files.loading import load_notice
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.case.sample import decided, sample_case

    if notice is not None:
        notice_of(notice)
    target = out.absolute()
    with told_for(target):
        require_replaceable(target)  # better now than after a minute of reading
    case = sample_case(notice)
    say(text("demo.begin", count=len(case.pages), title=load_notice(case.notice).title))
    with WorkerPool() as pool:
        case = _examined(pool, case)
        say_states([case.state(page) for page in case.pages])
        case, unforeseen = decided(case, load_notice(case.notice))
        say(text("demo.decided", count=unforeseen))
        case, done = _exported(pool, case, out)
    _tell_package(case, done)
    if not headless and has_display():
        from zcdesk.ui.app.application import open_window

        open_window(case, exported=done.folder)
    return Reply(bool(done.left_out))


def _examined(pool: WorkerPool, case: Case) -> Case:
    from zcdesk.workflow.case.examining import examine
    from zcdesk.workflow.case.session_readings import SessionReadings

    with steps("demo.reading", len(case.pages)) as progress:
        for page in examine(pool, case, SessionReadings()):
            case = case.with_page(page)
            progress.advance(f"{page.file_name} {text(f'page.state.{case.state(page)}')}")
            if page.refused:
                say_findings(page.file_name, page.findings)
    return case


def _exported(pool: WorkerPool, case: Case, out: Path) -> tuple[Case, PackageDone]:
    from zcdesk.cli.packing import packed
    from zcdesk.notices.files.loading import load_notice
    from zcdesk.workflow.package.exporting import export_case

    notice = load_notice(case.notice)
    confirmed = sum(case.is_confirmed(page) for page in case.pages)
    walk = export_case(pool, case, notice, out, datetime.now(UTC))
    doubted, done = packed(walk, confirmed, case.places)
    for step in doubted:
        assert step.page is not None
        case = case.with_page(step.page)
    return case, done


def _tell_package(case: Case, done: PackageDone) -> None:
    from zcdesk.cli.packing import why_left_out

    say(text("demo.done", folder=str(done.folder), count=done.exported))
    for left in done.left_out:
        page: CasePage = case.page(left.number)
        say_findings(page.file_name, page.findings)
        say(why_left_out(left, page.file_name))
    say(text("demo.next", checklist=str(done.checklist)))
