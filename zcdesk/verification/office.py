"""Searches files that are no pictures: web pages, tables, documents, archives, plain texts."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from zcdesk.applicant import Applicant, Target, Word
from zcdesk.findings import Finding, error, warning
from zcdesk.spellings import words as words_of
from zcdesk.verification.identity import words_in_bytes, words_in_text
from zcdesk.verification.picture import verify_picture

_TAGS = re.compile(r"<[^>]{0,4000}>")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n")
_MOST_MEMBERS = 2000
_MOST_PICTURES = 20
_MOST_BYTES = 64_000_000  # of one member, and of a text file
_MOST_IN_ALL = 256_000_000
_SEALED = {
    b"%PDF-": "PDF",
    b"\xd0\xcf\x11\xe0": "DOC/XLS",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZ",
}


def text_findings(
    data: bytes, file: str, applicant: Applicant, targets: frozenset[Target]
) -> tuple[Finding, ...]:
    """Return where the applicant's words stand in a file that is not a picture.

    Args:
        data: The whole file.
        file: Its name for the sentences.
        applicant: Whose words are searched, all of them whatever the targets.
        targets: What pictures inside the file must not show.
    """
    every = words_of(applicant)
    if data.startswith(b"PK\x03\x04"):
        return tuple(_of_archive(data, file, every, applicant, targets))
    found = list(_told(_words(data[:_MOST_BYTES], every), file))
    kind = next((name for start, name in _SEALED.items() if start in data[:1024]), "")
    if kind or len(data) > _MOST_BYTES:
        found.append(warning("verify.not_checked", file=file, kind=kind or "…"))
    return tuple(found)


def _words(data: bytes, every: Sequence[Word]) -> list[Word]:
    """Return the words in a text; tags and entities may stand between its letters."""
    found = dict.fromkeys(words_in_bytes(data, every))
    if b"<" in data:
        text = html.unescape(_TAGS.sub("", data.decode("utf-8", errors="replace")))
        found.update(dict.fromkeys(words_in_text(text, every)))
    return list(found)


def _told(stand: Sequence[Word], file: str) -> Iterator[Finding]:
    for word in stand:
        yield error("verify.word_in_text", file=file, word=word.label)


def _of_archive(
    data: bytes,
    file: str,
    every: Sequence[Word],
    applicant: Applicant,
    targets: frozenset[Target],
) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _told(words_in_bytes(archive.comment, every), file)
            yield from _of_members(archive, file, every, applicant, targets)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error, EOFError):
        yield warning("verify.not_checked", file=file, kind="ZIP")
    except NotImplementedError:
        yield warning("verify.not_checked", file=file, kind="ZIP")


def _of_members(
    archive: zipfile.ZipFile,
    file: str,
    every: Sequence[Word],
    applicant: Applicant,
    targets: frozenset[Target],
) -> Iterator[Finding]:
    members = archive.infolist()
    total = pictures = 0
    for member in members[:_MOST_MEMBERS]:
        yield from _told(words_in_text(member.filename, every), file)
        yield from _told(words_in_bytes(member.comment + member.extra, every), file)
        total += member.file_size
        if member.file_size > _MOST_BYTES or total > _MOST_IN_ALL:
            yield warning("verify.not_checked", file=file, kind="ZIP")
            return
        content = archive.read(member)
        if content.startswith(_PICTURES):
            pictures += 1
            if pictures <= _MOST_PICTURES:
                yield from verify_picture(content, file, applicant, targets).findings
        elif content.startswith(b"PK\x03\x04"):
            yield warning("verify.not_checked", file=file, kind="ZIP")
        else:
            yield from _told(_words(content, every), file)
    if len(members) > _MOST_MEMBERS or pictures > _MOST_PICTURES:
        yield warning("verify.not_checked", file=file, kind="ZIP")
