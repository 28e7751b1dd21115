"""What the commands of ``zcdesk notice`` are asked alike; what belongs together is one value."""

from __future__ import annotations

from dataclasses import dataclass
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
Made = Annotated[Path, typer.Option("--out", "-o", help="写到这个文件。", readable=False)]
Year = Annotated[
    int | None, typer.Option("--year", min=1000, max=9999, help="通知的年度；不给时看题名。")
]
Identifier = Annotated[str | None, typer.Option("--id", help="新通知的编号；不给时按文件名。")]
OLDER = typer.Option("--from", help="照哪一份旧通知：编号或配置文件。")


@dataclass(frozen=True)
class NoticeWish:
    """What comes in beside the text of a notice, and where the profile goes; None where nothing was
    said."""

    out: Out = None
    year: Year = None
    name: Identifier = None
