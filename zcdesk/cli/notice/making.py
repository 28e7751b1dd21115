"""``zcdesk notice new``, ``renew``, ``draft`` and ``finish``: this year's notice out of its text,
nothing passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.arguments import write_named
from zcdesk.cli.output import say, text

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

    return making_run.made(texts, "", making_run.NoticeWish(out, json, year, name))


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

    return making_run.made(texts, old, making_run.NoticeWish(out, json, year, name))


Draft = Annotated[Path, typer.Argument(help="草稿文件（.draft.json）。", readable=False)]
Made = Annotated[Path, typer.Option("--out", "-o", help="写到这个文件。", readable=False)]


def draft(
    texts: Texts,
    out: Made,
    old: Annotated[str, OLDER] = "",
    year: Year = None,
    name: Identifier = None,
) -> int:
    """从通知的原文写出草稿：和窗口里“我的通知”是同一个文件，两边都能接着做。

    例：zcdesk notice draft 通知.docx 附件1.pdf --out 我市-2027.draft.json
    """
    from zcdesk.cli.notice.making_run import NoticeWish, drafted, words_of
    from zcdesk.notices.editing.keeping import draft_text
    from zcdesk.notices.editing.questions import questions, standing
    from zcdesk.workers.pool import WorkerPool  # with the reader: a second to load

    words, stem = words_of(texts), Path(out.name.partition(".")[0])
    with WorkerPool(1) as pool:
        made = drafted(pool, words, old, NoticeWish(stem, None, year, name))
    write_named(out, draft_text(made).encode())  # one that somebody went on with is kept
    now = standing(made)
    say(text("notice.draft_counts", questions=len(questions(made)), urgent=now.urgent,
             policy=now.policy))  # fmt: skip
    return 1


def finish(file: Draft, out: Made, json: Report = None) -> int:
    """从草稿做出配置文件；没有定完的话留在里面，申报人在用到的那一步看到。

    例：zcdesk notice finish 我市-2027.draft.json --out 我市-2027.yaml
    """
    from zcdesk.cli.notice.making_run import NoticeWish, finished
    from zcdesk.notices.editing.keeping import opened
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.tasks.notice_draft import built_beside

    draft = opened(file)
    with WorkerPool(1) as pool:
        built = built_beside(pool, draft)
    return finished(built, NoticeWish(out, json, None, None))
