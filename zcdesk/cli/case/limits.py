"""``zcdesk case limit``: what the platform takes, entered where it hurts."""

from __future__ import annotations

from typing import Annotated

import typer

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.noting import limit_files
from zcdesk.cases.records import KILOBYTE, Arrangement, FileLimit
from zcdesk.cli.case.access import case_to_change, notice_for
from zcdesk.cli.case.slots import slot_named
from zcdesk.cli.output import (
    CaseFilePath,
    say,
    text,
)


def limit(
    path: CaseFilePath,
    slot: Annotated[
        str, typer.Option("--slot", help="上传位置的编号或名称；不给时对没有单独限制的全部位置。")
    ] = "",
    kilobytes: Annotated[
        int | None, typer.Option("--kb", min=1, help="一张图片最多多少 KB。")
    ] = None,
    pixels: Annotated[
        int | None, typer.Option("--pixels", min=1, help="一张图片长边最多多少像素。")
    ] = None,
    pictures: Annotated[
        int | None, typer.Option("--pictures", min=1, help="这个位置最多几张图片。")
    ] = None,
    join: Annotated[bool, typer.Option("--join", help="几页拼成一张长图。")] = False,
    split: Annotated[bool, typer.Option("--split", help="一页太大时分成几张。")] = False,
) -> int:
    """平台不收时，登记它的限制；再导出时只有这些图片重做。一个限制也不给，就是取消。

    例：zcdesk case limit 我的.zcase --slot diploma --kb 500 --split
    """
    if join and split:
        raise typer.BadParameter(text("cli.join_or_split"))
    how = Arrangement.JOINED if join else Arrangement.SPLIT if split else Arrangement.ONE_EACH
    most = kilobytes * KILOBYTE if kilobytes else None
    with case_to_change(path) as stored:
        if slot:
            slot = slot_named(notice_for(stored.case), slot)
        entered = FileLimit(slot, most, pixels, pictures, how)
        stored.save(limit_files(stored.case, entered), ActCode.LIMIT)
    say(text("cli.limit_removed" if entered == FileLimit(slot) else "cli.limit_entered"))
    return 0
