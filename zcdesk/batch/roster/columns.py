"""The columns of a roster: what must be there, what may be, and what each is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from zcdesk.checks.forms.fields import form_fields
from zcdesk.han import HAN
from zcdesk.names.spellings import folded, simplified
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.resources import table

NAME, EMPLOYER, NOTICE, FOLDER = "姓名", "工作单位", "通知", "材料文件夹"
ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS = "别名", "单位简称", "曾任单位"
SCRIPT_NAMES, SCRIPT_EMPLOYERS = "维吾尔文姓名", "维吾尔文单位"
ID_NUMBER, BORN, WORK_NUMBER, CASE = "身份证号", "出生日期", "工号", "案卷"

REQUIRED = (NAME, EMPLOYER, NOTICE)
OPTIONAL = (
    FOLDER, ALIASES, EMPLOYER_ALIASES, FORMER_EMPLOYERS, SCRIPT_NAMES, SCRIPT_EMPLOYERS,
    ID_NUMBER, BORN, WORK_NUMBER, CASE,
)  # fmt: skip
KNOWN = (*REQUIRED, *OPTIONAL)

_OTHERWISE: Mapping[str, str] = table("roster", "columns.toml")

SEPARATORS = "；;"
"""Between several words in one cell."""

BORN_FACT, WORK_NUMBER_FACT = "told_born", "told_work_number"
"""A case keeps day of birth and work number under these keys: they tell same-named people apart
later, too."""

AS_IT_IS = "就是这样"
NUMBER_KIND = re.compile(
    rf"[\s(（\[【]+[^\s()（）\[\]【】]*(?:{AS_IT_IS}|护照|通行证|居留|居住证|军官|士兵|旧证|旧号|老号|15\s*位"
    r"|passport|permit|as it is)[^()（）\[\]【】]*[)）\]】]?$",
    re.IGNORECASE,
)
"""Behind a number: it is none of eighteen places, and of which kind, or a person compared it."""

_TWO_TONGUES = re.compile(
    rf"(?P<han>[{HAN}][^A-Za-z]*?)[/|(]*[A-Za-z][A-Za-z./'_-]*\)?"
    rf"|[A-Za-z][A-Za-z./'_-]*?[/|(]*(?P<behind>[{HAN}][^A-Za-z]*?)\)?"
)
"""A head in Chinese and in English: “姓名/Name”, “Name（姓名）”."""

_ONLY_FORMS = "form."
_REMARK = re.compile(r"(?:[(\[【][^()\[\]【】]*[)\]】]|[*:])$|^(?:\*|\d+[.、])")
"""What a head carries behind its name: a star, a colon, “（必填）”; and the number before it."""


def titles_of(head: Sequence[str]) -> list[str]:
    """Return the columns that the cells of a head name, in its own words where it is none of ours.

    “姓　名” is spaced for looks only; a question of a notice stands for its id. A name that offices
    use otherwise counts where the column itself is not there.
    """
    titles = [_title_of(written) for written in head]
    return [
        meant if (meant := _OTHERWISE.get(title, "")) and meant not in titles else title
        for title in titles
    ]


def without_spaces(text: str) -> str:
    """Return a text in plain characters, without spaces and marks that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] not in "ZC")


def _title_of(written: str) -> str:
    plain = without_spaces(written)
    question = _questions().get(_asked(written))
    if question is not None:
        return question
    bare = plain
    while (shorter := _REMARK.sub("", bare)) != bare and shorter:
        bare = shorter
    both = _TWO_TONGUES.fullmatch(bare)
    han = (both["han"] or both["behind"]) if both else ""
    spoken = bare.lower().replace("_", "").replace("-", "")
    likely = (bare, han, simplified(bare), simplified(han), spoken)
    return next((title for title in likely if title in _titles()), plain)


@cache
def _titles() -> frozenset[str]:
    return frozenset((*KNOWN, *_OTHERWISE, *of_forms(), *_questions().values()))


@cache
def _questions() -> Mapping[str, str]:
    """Return the id of every question of a notice by its words, as they are compared."""
    return {
        _asked(fact.question): fact.id for name in notice_ids() for fact in load_notice(name).facts
    }


def _asked(words: str) -> str:
    return folded(words).rstrip("?*:")


def fact_ids() -> frozenset[str]:
    """Return the ids of the questions of all notices; each may be a column."""
    return frozenset(_questions().values()) | frozenset(
        fact.id for name in notice_ids() for fact in load_notice(name).facts
    )


def used() -> frozenset[str]:
    """Return every column that is of use in some roster."""
    return fact_ids() | of_forms().keys() | frozenset(KNOWN)


@cache
def of_forms() -> Mapping[str, str]:
    """Return the optional columns that only forms need (系列, 监督电话 …), and the fact of each."""
    return {
        name: field.keys[0]
        for name, field in form_fields().items()
        if field.keys and field.keys[0].startswith(_ONLY_FORMS) and "#" not in field.keys[0]
    }


def question_of(column: str) -> str:
    """Return the id of a notice's question that a column of the forms may answer, too, or "".

    系列 on a form is ``form.series``; a notice may ask for its ``series``.
    """
    return of_forms().get(column, "").removeprefix(_ONLY_FORMS)
