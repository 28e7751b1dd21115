"""The last search of a finished package: no word of the applicant where none may be.

Pictures were read one by one already; here every name and every other byte is looked at: manifest,
checklist, guide, metadata. Forms and texts for the person's own use must carry her words and are
named by whoever put them there.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pymupdf

from zcdesk.applicant import Applicant, Word
from zcdesk.export.package.folders import PackageError, files_below, name_below
from zcdesk.export.plan.manifest import OWN_USE
from zcdesk.names.search_words import words
from zcdesk.notices.files.loading import notice_text
from zcdesk.notices.profile.notice import Notice
from zcdesk.resources import resource
from zcdesk.verification.words.identity import words_in_bytes, words_in_picture_data, words_in_text

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n")
_ARCHIVE = b"PK\x03\x04"
_PDF = b"%PDF-"
_TAG = re.compile(r"<[^>]{0,4000}>")


def require_neutral(
    folder: Path, applicant: Applicant, notice: Notice, carry: Collection[str] = ()
) -> None:
    """Search everything that a finished package holds for the applicant's words.

    A word that the notice or our own sentences print (an employer that is one of its offices, a
    person named 正中) is no leak in files for the person's own use, which quote both; among the
    pictures nothing is excused.

    Args:
        folder: The package.
        applicant: Whose words are searched.
        notice: What the checklist quotes.
        carry: Files, below the package, that must carry the words (forms).

    Raises:
        PersonalWordError: A word was found; the sentence names the file, never the word.
        OSError: The disk refuses.
    """
    try:
        every = words(applicant)
    except ValueError:
        return  # no words are known: a notice that asks for no covering
    names = ("export.toml", "told.toml")
    ours = "\n".join(resource("wording", "zh", name).read_text(encoding="utf-8") for name in names)
    text = "\n".join(notice_text(notice))
    printed = words_in_text(f"{notice.model_dump_json()}\n{ours}\n{text}", every)
    quoting = [word for word in every if word not in printed]
    for path in files_below(folder):
        name = name_below(folder, path)
        own = name.startswith(f"{OWN_USE}/")
        sought: Sequence[Word] = quoting if own or "/" not in name else every
        in_name = words_in_text(name, quoting)
        if in_name or (name not in carry and words_in_file(path.read_bytes(), sought)):
            raise PackageError("export.personal_word", file="***" if in_name else name)


def words_in_file(content: bytes, sought: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words inside a file of a package, whatever its kind."""
    if content.startswith(_PICTURES):
        return words_in_picture_data(content, sought)
    found: dict[Word, None] = {}
    for part in _parts(content):
        found.update(dict.fromkeys(words_in_bytes(part, sought)))
        if b"<" in part:
            text = html.unescape(_TAG.sub("", part.decode("utf-8", errors="replace")))
            found.update(dict.fromkeys(words_in_text(text, sought)))
    return tuple(found)


def _parts(content: bytes) -> Iterator[bytes]:
    """Yield what a file holds in the clear: members of an archive, text and metadata of a PDF."""
    if content.startswith(_ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            for member in archive.infolist():
                yield member.filename.encode() + member.comment + member.extra
                yield archive.read(member)
    elif content.startswith(_PDF):
        with pymupdf.open(stream=content) as paper:
            yield repr(paper.metadata).encode()
            yield paper.get_xml_metadata().encode()
            for page in paper:
                yield page.get_text().encode()
    else:
        yield _without_pictures(content)


def _without_pictures(content: bytes) -> bytes:
    """Leave out data URIs: they are thumbnails of pictures that were read."""
    before, *pictures = content.split(b"data:image/jpeg;base64,")
    return b"".join((before, *(part.partition(b'"')[2] for part in pictures)))
