"""``zcdesk redact``: covers the applicant's words in loose scans."""

from __future__ import annotations

from typing import Annotated

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import AskedWords, Files, Passwords
from zcdesk.workflow.one_page.sought import Sought


@answering()
def redact(
    files: Files,
    asked: AskedWords,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            help="放结果的文件夹，没有时会新建；要有人复核的页，文件名以 .review.jpg 结尾。",
        ),
    ],
    report: Annotated[
        str | None, typer.Option("--report", help="报告文件；不给时写到结果文件夹；- 为标准输出。")
    ] = None,
    straighten: Annotated[
        bool, typer.Option("--straighten/--no-straighten", help="转正；不转时像素位置与原图一致。")
    ] = True,
    password: Passwords = None,
    force: Annotated[
        bool, typer.Option("--force", help="结果文件夹里上一次的页和报告换成这一次的。")
    ] = False,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="接着上一次做：结果相同的页留着，不再有的页和旧报告去掉。"),
    ] = False,
) -> Reply:
    """在扫描件里找出并盖掉申报人自己的姓名和工作单位，每页写一张 JPG。

    例：zcdesk redact 毕业证.jpg 合同.jpg --name 张三 --employer 某某有限公司 --out 遮好的
    """
    sought = Sought(asked.applicant(), asked.targets())
    from zcdesk.cli import redact_run  # with all that reads pictures: --help answers at once

    ways = redact_run.Ways(straighten, tuple(password or ()), force=force, resume=resume)
    return Reply(redact_run.run(files, asked, sought, out, report, ways))
