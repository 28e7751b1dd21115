"""``zcdesk document``: fills an official form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import notice_of, write_named
from zcdesk.cli.output import say, say_findings, text
from zcdesk.findings import Severity

if TYPE_CHECKING:
    from zcdesk.cases.case import Case


@answering()
def document(
    kind: Annotated[
        str,
        typer.Argument(help="哪份表样：公示、公示结果、推荐意见 …，或编号 posting …"),
    ],
    case: Annotated[
        list[Path],
        typer.Option(
            "--case",
            help="案卷文件；推荐报告写几个人时可多次，第一份是首段写的人。",
            readable=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="写到哪个文件：.docx 或 .pdf。", readable=False)
    ],
    borrow: Annotated[
        str, typer.Option("--borrow", help="本通知缺文本时，借用哪份通知的措辞（会注明）。")
    ] = "",
    force: Annotated[
        bool,
        typer.Option("--force", help="盖掉那里原有的文件；不加就把它另起名字留着。"),
    ] = False,
) -> Reply:
    """按通知的表样填写一份文书；不知道的留出空白，签字、盖章和意见栏不填。

    例：zcdesk document posting --case 我的.zcase --out 公示.docx
    """
    # Loaded here, so that --help answers at once.
    from zcdesk.cli.case.access import case_to_read, notice_for
    from zcdesk.documents.making import make_form

    if borrow:
        notice_of(borrow)
    people: list[Case] = []
    for path in case:
        with case_to_read(path) as stored:
            people.append(stored.case)
    if len({person.notice for person in people}) > 1:
        raise typer.BadParameter(text("cli.document_notices"))
    made = make_form(notice_for(people[0]), kind, people, borrow)
    content = made.pdf if out.suffix.lower() == ".pdf" else made.docx
    write_named(out, content, over=lambda there, new: force)
    say_findings("", made.findings)
    say(text("cli.document_made", form=made.form.title, file=str(out)))
    serious = any(finding.severity is Severity.ERROR for finding in made.findings)
    return Reply(bool(serious or made.missing))
