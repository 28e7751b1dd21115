"""What may be shown before others of words that an office wrote: no name and no ID number in it.

A terminal is recorded, and data goes to other programs. Folders and case files are mostly named
after their people; such a name is shown as 赵**.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_han, surname_length
from zcdesk.resources import table

_LONGEST_NAME = 3
"""Letters of a Han name with a surname of one letter, nearly always."""
_LONGEST_HEADING = 20
_NUMBER = re.compile(r"[0-9０-９](?:[\s-]?[0-9０-９]){5,}[\s-]?[xXＸ]?")
"""Six digits and more: an ID number, a telephone, the end of either."""
_SHOWN_DIGITS = 2
_DOTTED = re.compile(rf"[一-鿿]+(?:\s*[{MIDDLE_DOTS}]\s*[一-鿿]+)+")
_HAN = re.compile(r"[一-鿿](?:\s*[一-鿿])*")
_OF_PAPERS = re.compile(r"的?(?:材料|资料|扫描件?|证件|证书|文件夹?|档案|申报|案卷)+(?:的.*)?$")
"""What offices write behind the name of a person on her folder."""
_HEADS = re.compile(
    r"(?:号|码|时间|日期|级别|职称|情况|备注|年限|院校|学校|电话|方式|邮箱|单位|部门|名称|方向|成果|业绩"
    r"|计划|资格|分数|成绩|人数|金额|关系|状态|结果|意见|理由|原因|程度|水平|专业|学历|学位|职务|岗位|民族"
    r"|性别|籍贯|面貌|地址|住址|说明|情形|要求|内容|项目|附件|来源|途径|年龄|类|型|级|率|量|费|期|否|人|机|价|牌|域|历|聘|项|度|舍|体|派"
    r"|爱好|公示|班组|颜色|万元|别处|后补|后续|单独|全体|公共)$"
)
"""How names of columns end, and words that begin with a letter that is a surname, too."""
_ORGANISATION = re.compile(r"公司|集团|学院|大学|中学|小学|医院|研究[院所]|[局厅厂]$|中心$|委员会$")
_UNFIT = re.compile(rf"[@/\\{MIDDLE_DOTS}؀-ۿݐ-ݿ]|[A-Z][a-z]+ ?[A-Z]")


def is_like_a_name(text: str) -> bool:
    """Tell whether a text may be a person's name: a surname with a letter or two behind it."""
    plain = folded(text)
    if _DOTTED.search(text):
        return True
    extra = surname_length(plain) - 1
    if len(plain) > _LONGEST_NAME - 1 and set(plain).issubset(_letters("transliterated")):
        return True
    return (
        is_han(plain)
        and 2 <= len(plain) <= _LONGEST_NAME + extra
        and (plain[0] in _letters("surnames") or extra > 0)
        and plain not in table("characters", "names.toml")["common"]
        and not _HEADS.search(plain)
    )


def is_heading(text: str) -> bool:
    """Tell whether a cell of a head is the name of a column, and surely nothing about anybody."""
    return (
        0 < len(text) <= _LONGEST_HEADING
        and not is_like_a_name(text)
        and not any(found.search(text) for found in (_NUMBER, _UNFIT))
        and not (_ORGANISATION.search(text) and not _HEADS.search(text))
    )


def without_names(text: str, names: Iterable[str] = ()) -> str:
    """Return a text in which of every name only the first letter is left, of numbers the last two.

    Args:
        text: The name of a folder or a file.
        names: Names that are known; others are found by how they are built.
    """
    for name in sorted({folded(name) for name in names} - {""}, key=len, reverse=True):
        first, *rest = map(re.escape, name)
        spaced = "".join(rf"[\s{MIDDLE_DOTS}]*{letter}" for letter in rest)
        text = re.sub(f"({first}){spaced}", r"\1" + "*" * len(rest), text, flags=re.IGNORECASE)
    text = _NUMBER.sub(lambda found: "*" * 4 + found[0][-_SHOWN_DIGITS:], text)
    text = _DOTTED.sub(lambda found: found[0][0] + "**", text)
    return _HAN.sub(lambda found: _masked(found[0]), text)


def _masked(letters: str) -> str:
    name = _OF_PAPERS.sub("", letters)
    hidden = name[0] + "*" * (len(name) - 1) if is_like_a_name(name) else name
    return hidden + letters[len(name) :]


def _letters(kind: str) -> str:
    return str(table("characters", "names.toml")[kind])
