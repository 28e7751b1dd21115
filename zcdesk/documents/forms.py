"""Which form a notice has, and where its file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.loading import user_folder
from zcdesk.notices.profile import Notice, Template
from zcdesk.resources import resource

FORMS = "forms"
_LARGEST = 10_000_000
"""Bytes of a form that a person brought."""


class NoSuchFormError(ZcdeskError):
    """The notice has no form of this name."""

    code = "document.no_such_form"


class MissingFormTextError(ZcdeskError):
    """The notice names the form and its text did not come with it (A-33)."""

    code = "document.text_missing"


class UnreadableFormError(ZcdeskError):
    """The form's file is no Word file that can be filled."""

    code = "document.unreadable"


@dataclass(frozen=True)
class Form:
    """One form of a notice that can be filled.

    Attributes:
        notice: Id of the notice.
        template: Id of the form in the notice.
        title: Its title as printed.
        path: The docx.
        own: The person brought the file herself (缺文本：可以导入官方模板).
        borrowed_from: Id of another notice whose wording it is, or "".
    """

    notice: str
    template: str
    title: str
    path: Path
    own: bool = False
    borrowed_from: str = ""

    def content(self) -> bytes:
        """Return the docx.

        Raises:
            UnreadableFormError: The file is gone or too large.
        """
        try:
            if self.path.stat().st_size > _LARGEST:
                raise UnreadableFormError(file=self.path.name)
            return self.path.read_bytes()
        except OSError as cause:
            raise UnreadableFormError(file=self.path.name) from cause


def own_form(notice_id: str, template: str) -> Path:
    """Return where a person puts an official form whose text the notice lacks."""
    return user_folder() / FORMS / notice_id / f"{template}.docx"


def form_of(notice: Notice, template: str, borrow_from: str = "") -> Form:
    """Return a form of a notice: the person's own file first, then the shipped one.

    Args:
        notice: The notice.
        template: Id of the form, or the word that its title ends with (公示).
        borrow_from: Id of another notice whose wording the person chose to borrow.

    Raises:
        NoSuchFormError: The notice names no such form.
        MissingFormTextError: Its text did not come with the notice, and nobody brought one.
    """
    entry = _entry(notice, template)
    if entry is None:
        known = "、".join(template.id for template in notice.templates)
        raise NoSuchFormError(form=template, known=known)
    template = entry.id
    own = own_form(notice.id, template)
    if own.is_file():
        return Form(notice.id, template, entry.title, own, own=True)
    for source in dict.fromkeys((notice.id, borrow_from)):
        shipped = _shipped(source, template)
        if shipped is not None:
            borrowed = "" if source == notice.id else source
            return Form(notice.id, template, entry.title, shipped, borrowed_from=borrowed)
    raise MissingFormTextError(form=entry.title, file=str(own))


def _entry(notice: Notice, asked: str) -> Template | None:
    """Return the form of this id, or the only one whose title ends in this word."""
    for template in notice.templates:
        if template.id == asked:
            return template
    bare = [
        (re.sub(r"（[^（）]*）$", "", template.title), template) for template in notice.templates
    ]
    named = [template for title, template in bare if asked and title.endswith(asked)]
    return named[0] if len(named) == 1 else None


def _shipped(notice_id: str, template: str) -> Path | None:
    if not notice_id:
        return None
    try:
        return resource(FORMS, notice_id, f"{template}.docx")
    except FileNotFoundError:
        return None
