"""``zcdesk case``: the walk through one case for scripts, the same as in the window.

What reads pictures is imported inside the commands that need it, so that ``status`` and
``history`` answer at once.
"""

from __future__ import annotations

import json as text_of
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.case import Case
from zcdesk.cases.decision_file import read_decisions
from zcdesk.cases.facts_file import read_facts
from zcdesk.cases.faults import ReadOnlyCaseError
from zcdesk.cases.repairing import damage, repair
from zcdesk.cases.store import CaseFile, create_case, open_case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.reporting import status_document
from zcdesk.checks.states import UNFINISHED, Evaluation
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    language,
    say,
    say_error,
    say_findings,
    text,
    write_json,
)
from zcdesk.findings import Severity
from zcdesk.notices.comparing import profile_copy
from zcdesk.notices.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.notice import Notice
from zcdesk.notices.timing import BEIJING
from zcdesk.wording import codes

case = typer.Typer(help="一份申报：案卷是一个文件，每一步都立即存盘。", no_args_is_help=True)

CaseFilePath = Annotated[Path, typer.Argument(metavar="CASE", help="案卷文件（.zcase）。")]


class Route(StrEnum):
    """How the pictures leave: covered here, or as they are, to be covered on the platform."""

    COVERED = "covered"
    PLATFORM = "platform"


@case.command("new")
def new(
    path: CaseFilePath,
    notice: Annotated[str, typer.Option("--notice", help="通知编号，见 zcdesk notice list。")],
    facts: Annotated[
        Path, typer.Option("--facts", help="基本信息，YAML 或 JSON，可以是 {}：没写的算没有回答。")
    ],
) -> int:
    """新建一份案卷；基本信息里 applicant 下写姓名和单位，其余为问题的答案。

    例：zcdesk case new 我的.zcase --notice 编号 --facts 基本信息.yaml
    """
    asked = _notice(notice)
    told = read_facts(facts)
    targets = frozenset(asked.masking.targets) if asked.masking is not None else frozenset()
    begun = Case(
        asked.id,
        told.words(),
        targets,
        facts=told.answers(),
        not_applicable=told.not_applicable(),
        profile=profile_copy(asked, notice_text(asked)),
    )
    created = create_case(path, begun)
    created.close()
    from zcdesk.documents.fields import fact_keys

    say(text("cli.case_made", file=path.name, title=asked.title))
    known = {fact.id for fact in asked.facts} | fact_keys()
    unknown = [key for key, _ in told.answers() if key not in known]
    if unknown:
        say_error(text("cli.facts_unknown", names="、".join(unknown)))
    return 1 if unknown else 0


@case.command("add")
def add(
    path: CaseFilePath,
    slot: Annotated[str, typer.Argument(help="上传位置编号，见 zcdesk notice show。")],
    files: Annotated[list[Path], typer.Argument(help="扫描件，可以一次给多个，也可以给文件夹。")],
    later: Annotated[bool, typer.Option("--later", help="只导入，以后再识别和查找。")] = False,
) -> int:
    """把扫描件放进案卷并查找要遮盖的内容；原文件不动，案卷里另存一份原样的。

    例：zcdesk case add 我的.zcase 上传位置 毕业证.jpg
    """
    from zcdesk.cli.case_walk import add_files

    with _to_write(path) as stored:
        notice = _notice(stored.case.notice)
        known = [each.id for section in notice.sections for each in section.slots]
        if slot not in known:
            told = text("cli.unknown_slot", slot=slot, known="、".join(known))
            raise typer.BadParameter(told)
        return add_files(stored, slot, files, later=later)


@case.command("decide")
def decide(
    path: CaseFilePath,
    decisions: Annotated[Path, typer.Argument(help="每页的答复，YAML 或 JSON。")],
) -> int:
    """按文件里一个人的答复处理各页；没有答复到的疑问留着。还没有识别的页先识别。

    例：zcdesk case decide 我的.zcase 答复.yaml
    """
    from zcdesk.cli.case_walk import decide_pages

    answers = read_decisions(decisions)
    with _to_write(path) as stored:
        return decide_pages(stored, answers)


@case.command("status")
def status(
    path: CaseFilePath,
    json: Annotated[
        str | None, typer.Option("--json", help="把结果写进文件；- 为标准输出。")
    ] = None,
) -> int:
    """按通知看这份案卷：每个上传位置还缺什么、轮到谁、截止时间。

    例：zcdesk case status 我的.zcase --json 状态.json
    """
    with open_case(path, writing=False) as stored:
        now = stored.case
    evaluation = evaluate(_notice(now.notice), now, datetime.now(UTC))
    if json is not None:
        document = status_document(evaluation, language.code)
        write_json(text_of.dumps(document, ensure_ascii=False, indent=1) + "\n", json)
    if json != STANDARD_OUTPUT:
        _tell(evaluation)
    return 1 if _needs_attention(evaluation) else 0


@case.command("export")
def export(
    path: CaseFilePath,
    out: Annotated[Path, typer.Option("--out", help="材料包放在哪里。")],
    section: Annotated[str | None, typer.Option("--section", help="只导出这个栏目。")] = None,
    slot: Annotated[str | None, typer.Option("--slot", help="只导出这个上传位置。")] = None,
    route: Annotated[
        Route, typer.Option("--route", help="covered：在这里盖好；platform：到平台上再盖。")
    ] = Route.COVERED,
) -> int:
    """导出已确认的页：盖实、写成图片、再读一遍。

    例：zcdesk case export 我的.zcase --out 材料包
    """
    if route is Route.PLATFORM:
        raise typer.BadParameter(text("cli.route_platform"))
    from zcdesk.cli.case_walk import export_pages

    with open_case(path) as stored:
        notice = _notice(stored.case.notice)
        return export_pages(stored, notice, out, section, slot)


@case.command("history")
def history(path: CaseFilePath) -> int:
    """列出可以撤销的每一步。

    例：zcdesk case history 我的.zcase
    """
    with open_case(path, writing=False) as stored:
        for act in stored.acts():
            mark = text("cli.act_undone") if act.undone else ""
            moment = f"{datetime.fromisoformat(act.moment).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
            say(f"{act.number}  {moment}  {_named(act.what)}  {mark}".rstrip())
    return 0


@case.command("repair")
def repair_case(
    path: CaseFilePath,
    out: Annotated[
        Path | None, typer.Option("--out", help="救回的内容存成哪个新案卷；不给时放在旁边。")
    ] = None,
) -> int:
    """检查整个案卷；有损坏时把还能读出的存成新案卷，原来的不动。

    例：zcdesk case repair 我的.zcase
    """
    found = damage(path)
    if not found:
        say(text("cli.case_whole", file=path.name))
        return 0
    say_findings(path.name, found)
    rescued = repair(path, out or path.with_name(f"{path.stem}-repaired{path.suffix}"))
    say_findings(rescued.path.name, rescued.lost)
    say(text("cli.case_rescued", file=str(rescued.path)))
    return 1


def _named(act: str) -> str:
    """Return the name of an act; one of another version shows its code."""
    return text(f"act.{act}") if f"act.{act}" in codes() else act


def _to_write(path: Path) -> CaseFile:
    """Open a case that is going to change.

    Raises:
        ReadOnlyCaseError: It can only be read; the reason was told.
    """
    stored = open_case(path)
    if stored.read_only:
        say_error(text(stored.read_only))
        stored.close()
        raise ReadOnlyCaseError(file=path.name)
    return stored


def _notice(notice_id: str) -> Notice:
    if notice_id not in notice_ids():
        known = "、".join(notice_ids())
        raise typer.BadParameter(text("cli.unknown_notice", notice=notice_id, known=known))
    return load_notice(notice_id)


def _needs_attention(evaluation: Evaluation) -> bool:
    open_slots = any(
        slot.state in UNFINISHED for section in evaluation.sections for slot in section.slots
    )
    return open_slots or any(one.severity is not Severity.INFO for one in evaluation.findings)


def _tell(evaluation: Evaluation) -> None:
    for section in evaluation.sections:
        say(f"{section.title}  {text(f'case.slot.{section.state}')}")
        for slot in section.slots:
            say(f"  {slot.id}  {slot.title}  {text(f'case.slot.{slot.state}')}")
    for deadline in evaluation.deadlines:
        say(f"{deadline.what}  {deadline.at.isoformat()}")
    for finding in evaluation.findings:
        if finding.severity is not Severity.INFO:
            told = finding.wording(language.code)
            say_error(f"{told.message} {told.remedy}".rstrip())
