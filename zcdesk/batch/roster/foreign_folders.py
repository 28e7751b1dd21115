"""Folders that the roster gives to one person and whose names say that they are another's.

Found before the run: after it all pages in such a folder are a stranger's, and its owner has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PureWindowsPath

from zcdesk.applicant import Applicant
from zcdesk.findings import Finding, error
from zcdesk.han import HAN
from zcdesk.names.spellings import folded
from zcdesk.sorting.person_names import SHORT_NAME

_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_ALONE = rf"(?<![{HAN}])%s(?=$|[^{HAN}]|的|材料|资料|扫描|证件|证书|文件|档案|申报)"


def foreign_folders(
    rows: Sequence[tuple[int, Applicant, str]],
) -> Iterator[tuple[int, Finding]]:
    """Yield both rows where the folder of one carries the other's name or ID number, and what is
    wrong with each.

    Args:
        rows: Number of the row, whose it is, and its folder as written; "" for none.
    """
    for row, applicant, folder in rows:
        name = PureWindowsPath(folder).name
        if not name or _carries(name, applicant):
            continue
        others = [
            (len(folded(somebody.name)), -other, other)
            for other, somebody, _ in rows
            if other != row and _carries(name, somebody)
        ]
        if others:  # 张伟 is in 张伟国: the longest name that fits is meant
            owner = max(others)[2]
            yield row, error("roster.folder_of_another", owner=owner)
            yield owner, error("roster.folder_taken", row=row)


def _carries(folder: str, applicant: Applicant) -> bool:
    numbers = map(str.upper, _NUMBER.findall(folder))
    if applicant.id_number and applicant.id_number.upper() in numbers:
        return True
    plain = folded(folder)
    return any(_stands(word, folder, plain) for word in applicant.names)


def _stands(word: str, folder: str, plain: str) -> bool:
    name = folded(word)
    if len(name) < SHORT_NAME or name not in plain:
        return False
    return len(name) > SHORT_NAME or re.search(_ALONE % re.escape(word), folder) is not None
