"""A docx without traces of who wrote it, when and where."""

from __future__ import annotations

import io
import re
import zipfile

from zcdesk.disk.archives import packed

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)
_EMPTIED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP}
_DROPPED = re.compile(
    r"docProps/(custom\.xml|thumbnail\..*)|customXml/.*|word/(people|comments\w*|vbaProject)\..*"
)
_RSID = re.compile(rb'\s(?:w:rsid\w*|w14:paraId|w14:textId)="[^"]*"')
_RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsid\b[^>]*/>", re.DOTALL)
_RELATION = re.compile(rb"<Relationship\b[^>]*?/>")
_OVERRIDE = re.compile(rb"<Override\b[^>]*?/>")
_TARGET = re.compile(rb'(?:Target|PartName)="([^"]*)"')


def without_traces(content: bytes) -> bytes:
    """Return a docx without author, company, times, revision marks, comments and thumbnail.

    The same content gives the same bytes.

    Raises:
        zipfile.BadZipFile: It is no docx.

    Source:
        Known leaks of docx files: core.xml, rsid, comments, custom properties.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    kept = [(name, _clean(name, value)) for name, value in members if not _DROPPED.fullmatch(name)]
    return packed(kept)


def _clean(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub(_unless_dropped, content)
    if name.endswith(".rels"):
        return _RELATION.sub(_unless_dropped, content)
    if name.startswith("word/") and name.endswith(".xml"):
        return _RSIDS.sub(b"", _RSID.sub(b"", content))
    return content


def _unless_dropped(found: re.Match[bytes]) -> bytes:
    """Drop what points to a member that was dropped."""
    target = _TARGET.search(found.group())
    path = target.group(1).decode("utf-8", "replace").lstrip("/") if target else ""
    dropped = any(_DROPPED.fullmatch(one) for one in (path, f"word/{path}", path.lstrip("./")))
    return b"" if dropped else found.group()
