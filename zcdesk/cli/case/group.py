"""The commands of ``zcdesk case`` by name, as its overview lists them; none of them is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from zcdesk.cli.environment import PASSWORD_VARIABLE, environment

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        help=f"密码写在这个文件的第一行；不给时用环境变量 {PASSWORD_VARIABLE}，或在终端里问。",
        readable=False,
    ),
]


def group() -> typer.Typer:
    """Return ``zcdesk case`` without a command."""
    made = typer.Typer(help="一份申报：案卷是一个文件，每一步都立即存盘。", no_args_is_help=True)
    made.callback()(options)
    return made


def options(password_file: PasswordFile = None) -> None:
    """一份申报：案卷是一个文件，每一步都立即存盘。"""
    environment.password_file = password_file


SUMMARIES: Mapping[str, str] = MappingProxyType({
    "new": "新建一份案卷；基本信息里 applicant 下写姓名和单位，其余为问题的答案。",
    "facts": "列出已有的回答和还没回答的问题；给了文件时按文件更改。",
    "add": "把扫描件放进案卷并查找要遮盖的内容；原文件不动，案卷里另存一份原样的。",
    "decide": "按文件里一个人的答复处理各页；没有答复到的疑问留着。还没有识别的页先识别。",
    "status": "按通知看这份案卷：每个上传位置还缺什么、轮到谁、截止时间，以及通知里与您有关的话。",
    "export": "导出已确认的页：盖实、写成图片、再读一遍；导出了什么记在案卷里。",
    "doubts": "列出还没有确认的页和每一处疑问；--json 写出的文件填好后可以直接交给 case decide。",
    "sort": "把还没有归类的页按内容放到上传位置：有把握的放好，其余列出来由人决定。",
    "history": "列出可以撤销的每一步。",
    "undo":
        "撤销最近一步，和窗口里的 Ctrl+Z 一样；再用一次就再退一步，哪些步能撤销见 case history。",
    "repair": "检查整个案卷；有损坏时把还能读出的存成新案卷，原来的不动。",
    "password": "给案卷加密码、改密码或去掉密码；密码忘了谁也打不开。",
    "returned": "登记一次退回：列出要改的每一条归到哪个上传位置，开始倒计时。",
    "sent": "交送记录：什么时候导出、提交了哪些文件，各自的校验码。",
    "paper":
        "纸质材料：封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF（未遮盖）。",
    "remove": "把几页移出案卷；放入的文件还在案卷里，可以撤销。",
    "merge": "正反面分开扫的，合在一起：前一半是正面，后一半是反面，一页一页插到正面后面。",
    "turn": "转动一页，然后重新读一遍。",
    "limit": "平台不收时，登记它的限制；再导出时只有这些图片重做。一个限制也不给，就是取消。",
    "handed-in": "登记最近一次导出的材料已在平台提交。",
})  # fmt: skip
"""What each says of itself (a test holds the two together)."""


def overview() -> typer.Typer:
    """Return ``zcdesk case`` with what its overview says of its commands."""
    made = group()
    for name, summary in SUMMARIES.items():
        made.command(name, help=summary)(_announced)
    return made


def _announced() -> None:
    """Stand in the overview for a command that was not called."""
