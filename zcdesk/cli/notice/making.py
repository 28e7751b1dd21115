"""``zcdesk notice new`` and ``renew``: this year's notice out of its text, nothing passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Texts = Annotated[
    list[Path],
    typer.Argument(
        help="通知的文件：文本、docx、网页、pdf、doc、扫描件；附件另有文件的一起给；- 为标准输入。",
        readable=False,
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="把配置写到这个文件。", readable=False)
]
Report = Annotated[str | None, typer.Option("--json", help="把结果写进文件；- 为标准输出。")]
Year = Annotated[
    int | None, typer.Option("--year", min=1000, max=9999, help="通知的年度；不给时看题名。")
]
Identifier = Annotated[str | None, typer.Option("--id", help="新通知的编号；不给时按文件名。")]
OLDER = typer.Option("--from", help="照哪一份旧通知：编号或配置文件。")


def new(
    texts: Texts,
    out: Out = None,
    json: Report = None,
    year: Year = None,
    name: Identifier = None,
) -> int:
    """从一份新通知的原文做配置：有把握的成为规则，其余标明没有定。

    例：zcdesk notice new 通知.pdf 附件1.docx --out 我市-2027.yaml
    """
    from zcdesk.cli.notice import making_run  # with all that reads notices: --help answers at once

    return making_run.made(texts, "", making_run.Wish(out, json, year, name))


def renew(
    texts: Texts,
    old: Annotated[str, OLDER],
    out: Out = None,
    json: Report = None,
    year: Year = None,
    name: Identifier = None,
) -> int:
    """把今年的原文和旧通知逐条对照：没变的、改了的、新的、没有了的。

    例：zcdesk notice renew 今年的通知.docx --from 编号 --out 我市-2027.yaml
    """
    from zcdesk.cli.notice import making_run

    return making_run.made(texts, old, making_run.Wish(out, json, year, name))
