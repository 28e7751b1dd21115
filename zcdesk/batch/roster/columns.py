"""The columns of a roster: what must be there, what may be, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from zcdesk.documents.fields import form_fields

NAME, EMPLOYER, NOTICE, FOLDER = "姓名", "工作单位", "通知", "材料文件夹"
ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS = "别名", "单位简称", "曾任单位"
ID_NUMBER, BORN, CASE = "身份证号", "出生日期", "案卷"

REQUIRED = (NAME, EMPLOYER, NOTICE, FOLDER)
OPTIONAL = (ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS, ID_NUMBER, BORN, CASE)
KNOWN = (*REQUIRED, *OPTIONAL)

_OTHERWISE = {"身份证号码": ID_NUMBER}
"""Columns that offices call otherwise."""

SEPARATORS = "；;"
"""Between several words in one cell."""

BORN_FACT = "told_born"
"""A case keeps the day of birth under this key: it tells same-named people apart later, too."""

_ONLY_FORMS = "form."


def title_of(written: str) -> str:
    """Return the column that a head names; “姓　名” is spaced for looks only."""
    plain = "".join(written.split())
    return _OTHERWISE.get(plain, plain)


@cache
def of_forms() -> Mapping[str, str]:
    """Return the optional columns that only forms need (系列, 监督电话 …), and the fact of each."""
    return {
        name: field.keys[0]
        for name, field in form_fields().items()
        if field.keys and field.keys[0].startswith(_ONLY_FORMS) and "#" not in field.keys[0]
    }
