"""``zcdesk notice draft`` and ``finish``: the window's draft of a notice, for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.named_files import write_named
from zcdesk.cli.notice.making import OLDER, Identifier, Report, Texts, Year
from zcdesk.cli.output import say, text

Draft = Annotated[Path, typer.Argument(help="草稿文件（.draft.json）。", readable=False)]
Made = Annotated[Path, typer.Option("--out", "-o", help="写到这个文件。", readable=False)]
Older = Annotated[str, OLDER]


def draft(
    texts: Texts, out: Made, old: Older = "", year: Year = None, name: Identifier = None
) -> int:
    """从通知的原文写出草稿：和窗口里“我的通知”是同一个文件，两边都能接着做。

    例：zcdesk notice draft 通知.docx 附件1.pdf --out 我市-2027.draft.json
    """
    from zcdesk.cli.notice.making_run import Wish, drafted, words_of
    from zcdesk.notices.editing.keeping import draft_text
    from zcdesk.notices.editing.questions import questions, standing
    from zcdesk.workers.pool import WorkerPool  # with the reader: a second to load

    words, stem = words_of(texts), Path(out.name.partition(".")[0])
    with WorkerPool(1) as pool:
        made = drafted(pool, words, old, Wish(stem, None, year, name))
    write_named(out, draft_text(made).encode())  # one that somebody went on with is kept
    now = standing(made)
    say(text("notice.draft_counts", questions=len(questions(made)), urgent=now.urgent,
             policy=now.policy))  # fmt: skip
    return 1


def finish(file: Draft, out: Made, json: Report = None) -> int:
    """从草稿做出配置文件；没有定完的话留在里面，申报人在用到的那一步看到。

    例：zcdesk notice finish 我市-2027.draft.json --out 我市-2027.yaml
    """
    from zcdesk.cli.notice.making_run import Wish, finished
    from zcdesk.notices.editing.keeping import opened
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.tasks.notice_draft import built_beside

    draft = opened(file)
    with WorkerPool(1) as pool:
        built = built_beside(pool, draft)
    return finished(built, Wish(out, json, None, None))
