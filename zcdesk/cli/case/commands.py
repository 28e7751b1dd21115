"""``zcdesk case``: the walk through one case for scripts, the same as in the window.

What reads pictures is imported inside the commands that need it, so that ``status`` and
``history`` answer at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.exchange.decision_file import DecisionFile, read_decisions
from zcdesk.cases.exchange.facts_file import read_facts
from zcdesk.cases.exchange.naming import slots_called
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case
from zcdesk.cases.profiles import copy_of
from zcdesk.cases.upload_route import Route
from zcdesk.checks.exempt_slots import begun
from zcdesk.cli.answering import Read, Reply, answering
from zcdesk.cli.arguments import notice_of, require_there, taken_words
from zcdesk.cli.case.access import (
    case_to_change,
    case_to_read,
    notice_for,
    password_of,
    refuse_other_ending,
    slot_named,
)
from zcdesk.cli.case.acts import made_commands
from zcdesk.cli.case.doubts import doubts
from zcdesk.cli.case.facts import recorded, show_facts, tell_unused, with_facts
from zcdesk.cli.case.group import group
from zcdesk.cli.case.keeping import history, password, repair_case, undo
from zcdesk.cli.case.rounds import paper, returned, sent
from zcdesk.cli.case.sorting import sort
from zcdesk.cli.case.status import status
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    CaseFilePath,
    language,
    say,
    say_error,
    say_findings,
    text,
    write_json,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_there
from zcdesk.findings import amiss, error
from zcdesk.notices.profile.notice import Notice
from zcdesk.problems import ProblemDocument, problem_of


class UploadRoute(StrEnum):
    """How the pictures leave: covered here, or as they are, to be covered on the platform."""

    COVERED = "covered"
    PLATFORM = "platform"


case = group()
_ROUTES = {
    UploadRoute.COVERED: Route.COVERED,
    UploadRoute.PLATFORM: Route.INSIDE_PLATFORM,
}


@case.command("new")
@answering()
def new(
    path: CaseFilePath,
    notice: Annotated[str, typer.Option("--notice", help="通知编号，见 zcdesk notice list。")],
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            help="基本信息，YAML 或 JSON，可以是 {}：没写的算没有回答；- 为标准输入。",
            readable=False,
        ),
    ] = None,
    old: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="沿用这份旧案卷的姓名、单位、回答和证书；新通知不再收的会标出来。",
            readable=False,
        ),
    ] = None,
) -> Reply:
    """新建一份案卷；基本信息里 applicant 下写姓名和单位，其余为问题的答案。

    最短的一份：{applicant: {name: 张三, employer: 某某有限公司}}；其余一行一个“问题编号: 回答”。
    有哪些问题、可以怎样回答：zcdesk case facts 案卷 --template。

    例：zcdesk case new 我的.zcase --notice 编号 --facts 基本信息.yaml
    """
    if str(path) == STANDARD_OUTPUT:
        raise typer.BadParameter(text("cli.no_dash", option="CASE"))
    refuse_other_ending(path)
    if (facts is None) is (old is None):
        raise typer.BadParameter(text("cli.facts_or_old"))
    asked = notice_of(notice)
    if old is not None:
        return _reused(old, path, asked)
    assert facts is not None
    file = read_facts(facts)
    made = replace(
        begun(asked, taken_words(file.words())),
        facts=file.answers(),
        not_applicable=file.not_applicable(),
        profile=copy_of(asked),
    )
    create_case(path, made).close()
    say(text("cli.case_made", file=path.name, title=asked.title))
    if not (made.applicant.name and made.applicant.employer):
        say_error(text("cli.words_missing"))
    return Reply(tell_unused(asked, file.given_answers(), file.given_not_applicable()))


@case.command("facts")
@answering()
def facts_of(
    path: CaseFilePath,
    facts: Annotated[
        Path | None,
        typer.Argument(
            help="要更改的基本信息，YAML 或 JSON；没写的不变；- 为标准输入。", readable=False
        ),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template",
            help="写出全部问题、可以写的答案和条款，填好后可以直接用；给了文件名时写成新文件。",
        ),
    ] = False,
) -> Reply:
    """列出已有的回答和还没回答的问题；给了文件时按文件更改。

    文件里 applicant 下写 name、employer 等，其余一行一个“问题编号: 回答”；
    没有写、或冒号后面空着的不变，写 "" 收回一个回答；“waived.上传位置: 理由”表示不适用。

    例：zcdesk case facts 我的.zcase 更改.yaml
    """
    if template:
        return _template(path, facts)
    if facts is None:
        with case_to_read(path) as stored:
            show_facts(stored.case, notice_for(stored.case))
        return Reply(ExitStatus.DONE)
    file = read_facts(facts)
    with case_to_change(path) as stored:
        notice, before = notice_for(stored.case), stored.case
        after = with_facts(before, file)
        stored.save(after, ActCode.FACTS)
    unused = tell_unused(notice, file.given_answers(), file.given_not_applicable())
    status = recorded(after != before, unused)
    if status is not ExitStatus.NOT_DONE:
        say(text("cli.facts_changed"))
    return Reply(status)


@case.command("add")
@answering(Opening.TO_CHANGE)
def add(
    stored: CaseFile,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="[SLOT] FILES...",
            help="上传位置的编号或名称（见 zcdesk notice show），然后是扫描件，可以一次给多个，"
            "也可以给文件夹；不写上传位置时按内容归类。",
        ),
    ],
    later: Annotated[bool, typer.Option("--later", help="只导入，以后再识别和查找。")] = False,
    scan_password: Annotated[
        list[str] | None,
        typer.Option("--password", help="打开带密码的 PDF 或压缩包，可多次；每个都会试一试。"),
    ] = None,
    instead_of: Annotated[
        int | None,
        typer.Option("--instead-of", help="换掉第几页（窗口里的页号）；只给扫描件，不写上传位置。"),
    ] = None,
) -> Reply:
    """把扫描件放进案卷并查找要遮盖的内容；原文件不动，案卷里另存一份原样的。

    没有写上传位置的，识别后按内容归类：有把握的放好，其余列出来由人决定（case sort）。

    例：zcdesk case add 我的.zcase diploma 毕业证.jpg
    """
    from zcdesk.cli.case.walk import add_files, replace_by_files

    passwords = scan_password or ()
    if instead_of is not None:
        scans = tuple(map(Path, files))
        return Reply(replace_by_files(stored, instead_of, scans, passwords, later=later))
    slot, given = _slot_and_files(notice_for(stored.case), files)
    require_there(given)
    return Reply(add_files(stored, slot, given, passwords, later=later))


@case.command("decide")
@answering(Opening.TO_CHANGE, data=True)
def decide(
    stored: CaseFile,
    decisions: Annotated[
        DecisionFile,
        Read(Path, read_decisions),
        typer.Argument(help="每页的答复，YAML 或 JSON；- 为标准输入。", readable=False),
    ],
    left: Annotated[
        Path | None,
        typer.Option(
            "--left", help="没有办成的答复另写成这个文件；都办成了就不写。", readable=False
        ),
    ] = None,
) -> Reply:
    """按文件里一个人的答复处理各页；没有答复到的疑问留着。还没有识别的页先识别。

    文件要有 schema: 1。confirm_sure: true 确认程序有把握的各页；pages 下一页一项：
    place（窗口里的页号），或 sha256（扫描件的）和 index（第几页，从 0 起）；
    seen（看过并接受的提醒代号）、places，
    whose（像是别人的材料时：mine 是我的；other 不是我的，移出案卷）。
    places 一处一项：target（遮盖项目）、at（[横, 纵]，页面的百分之几）、do（cover、leave、words）。

    用 case doubts 的编号答复：places 下写“编号: cover（或 leave、words）”，confirm 下列出看过
    并确认的页（窗口里的页号，或 sha256）。这样只确认 confirm 写到的页；
    case doubts --json 写出的文件填好后可以整个交来。
    same_again（编号: cover、leave 或 words）：这一处的答复也用于整份案卷里同样的公章、表格、
    签字，一并决定的每一处都列出来；reopen 下列出要收回答复的编号。

    另外可写：facts、texts（编号: 回答）、not_applicable（上传位置: 理由）、
    waivers（code、reason）、route、slot_routes（covered、platform），以及整份或单页的
    answer（yes、no）、classified（no、cleared），单页的 kind（材料种类）、note（备注）；
    by_hand（要人遮的都遮好了或没有的页，写法同 confirm；pages 的一项里写 true）；
    spellings（编号: yes、no 或改过的写法，编号见 case doubts 的 proposed_spellings）。

    acts 下一项一步，先办：act（做什么）和它要的，如 {act: turn, page: 3, degrees: 90}；
    缺了它要的，会说出缺什么。能做的：remove、move、reorder、shift、merge、turn、frame、level、
    light、split、draw、repeat、reshape、fit、delete、keep-as-is、pledge、take-up-again、limit、handed-in、
    station、tick、remove-return、mended、to-mend、term。

    没有办成的，每一条为什么，--json 写得出来；--left 把它们另存，改好可以再交。

    最短的一份：{"schema": 1, "confirm_sure": true}

    例：zcdesk case decide 我的.zcase 答复.yaml
    """
    from zcdesk.cli.case.deciding import decide_pages

    return decide_pages(stored, decisions, left)


case.command("status")(status)


@case.command("export")
@answering(Opening.FOR_EXPORT, data=True)
def export(
    stored: CaseFile,
    out: Annotated[Path, typer.Option("--out", help="材料包放在哪里。", readable=False)],
    section: Annotated[str | None, typer.Option("--section", help="只导出这个栏目。")] = None,
    slot: Annotated[str | None, typer.Option("--slot", help="只导出这个上传位置。")] = None,
    route: Annotated[
        UploadRoute | None,
        typer.Option(
            "--route", help="covered：在这里盖好；platform：到平台上再盖。不给时按案卷里选的。"
        ),
    ] = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="只导出与上次不同的图片，用于退回后补正。")
    ] = False,
    confirm_truth: Annotated[
        bool,
        typer.Option(
            "--confirm-truth", help="申报人本人已按通知原话确认材料真实；通知要求时才用。"
        ),
    ] = False,
) -> Reply:
    """导出已确认的页：盖实、写成图片、再读一遍；导出了什么记在案卷里。

    还缺材料，或通知要求的本人确认没有给出时，照样导出，结束码为 1。

    例：zcdesk case export 我的.zcase --out 材料包
    """
    from zcdesk.cli.case.exporting import export_pages, pledged
    from zcdesk.export.plan.layout import content_of
    from zcdesk.export.plan.manifest import Content

    if stored.read_only:
        say_error(text("case.export_not_noted"))
    chosen = _ROUTES[route] if route is not None else stored.case.route
    content = Content.CHANGES if changes else content_of(stored.case, chosen)
    notice = notice_for(stored.case)
    if slot is not None:
        slot = slot_named(notice, slot)
    confirmed = confirm_truth or pledged(notice, stored.case)
    if confirmed is None:
        problem = problem_of(error("cli.pledge_open"), language.code)
        return Reply(ExitStatus.NOT_DONE, lambda: ProblemDocument(problem=problem))
    reply = export_pages(stored, notice, out, section, slot, content)
    return replace(reply, status=bool(reply.status or stored.read_only or not confirmed))


_ELSEWHERE: dict[str, Callable[..., int]] = {
    "doubts": doubts, "sort": sort, "history": history, "undo": undo, "repair": repair_case,
    "password": password, "returned": returned, "sent": sent, "paper": paper,
}  # fmt: skip
"""The commands that have modules of their own."""

for _name, _command in {**_ELSEWHERE, **made_commands()}.items():
    case.command(_name)(_command)


def _template(path: Path, out: Path | None) -> Reply:
    """Write the questions of a case to be filled in; a file that is there stays as it is."""
    from zcdesk.cli.case.facts import facts_template

    with case_to_read(path) as stored:
        content = facts_template(stored.case, notice_for(stored.case))
    if out is None:
        write_json(content, STANDARD_OUTPUT)
        return Reply(ExitStatus.DONE)
    if is_there(out):
        raise typer.BadParameter(text("cli.template_exists", file=out.name))
    write_json(content, str(out))
    say(text("cli.written", file=str(out)))
    return Reply(ExitStatus.DONE)


def _slot_and_files(notice: Notice, words: Sequence[str]) -> tuple[str, list[Path]]:
    """Return the slot that the first word names, "" for none, and the files.

    Raises:
        typer.BadParameter: The first word is neither a slot nor a file, or no file follows it.
    """
    if not all(word.strip() for word in words):
        raise typer.BadParameter(text("cli.path_empty"))
    first, *further = words
    if further and slots_called(notice, first):
        return slot_named(notice, first), [Path(word) for word in further]
    if is_there(Path(first)) or Path(first).suffix or len(Path(first).parts) > 1:
        return "", [Path(word) for word in words]
    slot = slot_named(notice, first)
    raise typer.BadParameter(text("cli.files_missing", slot=slot))


def _reused(old: Path, new: Path, notice: Notice) -> Reply:
    from zcdesk.workflow.case.reusing import reuse

    made = reuse(old, new, notice, password_of(old), language.code)
    say(text("cli.case_reused", old=old.name, pages=made.pages))
    say_findings(new.name, made.marks)
    return Reply(bool(amiss(made.marks)))
