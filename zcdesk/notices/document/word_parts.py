"""The parts of a Word document.

Nothing in it is trusted: sizes are bounded before anything is unpacked, and a document type
declaration (the way to entity bombs) is refused.

Source:
    ECMA-376, part 2 (packages).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree

LARGEST_PART = 8_000_000
"""Bytes of one part, unpacked; the longest of the five shipped notices has 0.2 million."""

NOTHING = etree.Element("nothing")
"""Stands for a part or an entry that is not there: nothing lies in it."""

_SHOWS = ("{*}t", "{*}txbxContent", "{*}textpath", "{*}blip", "{*}imagedata")
"""Elements of which something is seen."""

OFF = ("0", "false", "off")
"""What a switch says that is not on."""


class NoWordError(Exception):
    """It is no Word document, or a broken one."""


class LargeWordError(Exception):
    """A part unpacks to more than any notice has."""


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its space; "" for remarks."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of an element by its local name; "" where there is none."""
    if element is None:
        return ""
    values = (value for key, value in element.attrib.items() if etree.QName(key).localname == name)
    return str(next(values, ""))


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return what lies in an element by this way of names, the first; None without."""
    return None if element is None else element.find("{*}" + "/{*}".join(names))


def said_of(elements: Iterable[etree._Element | None], *names: str) -> str:
    """Return what the first of them that has a property, by its way of names, says of it."""
    return next(filter(None, (value_of(child(one, *names)) for one in elements)), "")


def is_on(elements: Iterable[etree._Element | None], name: str) -> bool:
    """Tell whether the first of them that names a switch has it on."""
    switches = (value_of(node) for one in elements if (node := child(one, name)) is not None)
    return next(switches, "off") not in OFF


class WordParts:
    """The main part of a document and what it is related to.

    Raises:
        NoWordError: It is none, or broken.
        LargeWordError: A part of it is too large.
        KeyError: It has no part with a text: another kind of packed file.
        BadZipFile: As the other errors of :mod:`zipfile`.
    """

    def __init__(self, content: bytes) -> None:
        packed = zipfile.ZipFile(io.BytesIO(content))
        self.names = frozenset(packed.namelist())
        self._read = partial(_unpacked, packed)
        main = [name for _, kind, name in self._relations("") if kind == "officeDocument"]
        self._main = (*main, "word/document.xml")[0]
        self.root = self.xml(self._main)
        self.by_id = {key: target for key, _, target in self._relations(self._main)}

    def xml(self, name: str) -> etree._Element:
        """Return a part as a tree, with one of several ways to say a thing: the first that shows
        anything."""
        part = _xml(self._read(name))
        for ways in [*part.iter("{*}AlternateContent")]:
            ways[:] = [way for way in ways if next(way.iter(*_SHOWS), None) is not None][:1]
        return part

    def bytes_of(self, name: str) -> bytes:
        """Return a part as it is."""
        return self._read(name)

    def related(self, kind: str) -> Iterator[etree._Element]:
        """Yield the parts of a kind that the main part is related to."""
        for _, own, name in self._relations(self._main):
            if own == kind and name in self.names:
                yield self.xml(name)

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        for relation in self.xml(path) if path in self.names else ():
            target = posixpath.normpath(posixpath.join("/", folder, value_of(relation, "Target")))
            if value_of(relation, "TargetMode") != "External":
                kind = value_of(relation, "Type").rpartition("/")[2]
                yield value_of(relation, "Id"), kind, target.lstrip("/")


def _unpacked(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise LargeWordError
    return content


def _xml(content: bytes) -> etree._Element:
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    plain = content.decode("utf-16", "replace").encode() if utf16 else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or (b"\x00" in content and not utf16):
        raise NoWordError
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=utf16)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NoWordError from error
