"""The columns of a roster: what must be there, what may be, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from zcdesk.documents.fields import form_fields

NAME, EMPLOYER, NOTICE, FOLDER = "姓名", "工作单位", "通知", "材料文件夹"
ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS = "别名", "单位简称", "曾任单位"
ID_NUMBER, CASE = "身份证号", "案卷"

REQUIRED = (NAME, EMPLOYER, NOTICE, FOLDER)
OPTIONAL = (ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS, ID_NUMBER, CASE)
KNOWN = (*REQUIRED, *OPTIONAL)

SEPARATORS = "；;"
"""Between several words in one cell."""

_ONLY_FORMS = "form."


@cache
def of_forms() -> Mapping[str, str]:
    """Return the optional columns that only forms need (系列, 监督电话 …), and the fact of each."""
    return {
        name: field.keys[0]
        for name, field in form_fields().items()
        if field.keys and field.keys[0].startswith(_ONLY_FORMS) and "#" not in field.keys[0]
    }
