"""The columns of a roster: what must be there, what may be, and what each is called."""

from __future__ import annotations

NAME, EMPLOYER, NOTICE, FOLDER = "姓名", "工作单位", "通知", "材料文件夹"
ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS = "别名", "单位简称", "曾任单位"
ID_NUMBER, CASE = "身份证号", "案卷"

REQUIRED = (NAME, EMPLOYER, NOTICE, FOLDER)
OPTIONAL = (ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS, ID_NUMBER, CASE)
KNOWN = (*REQUIRED, *OPTIONAL)

SEPARATORS = "；;"
"""Between several words in one cell."""
