"""Text documents (Word, WPS) become PDF pages where LibreOffice is installed.

LibreOffice is another program: it runs beside this one, with a profile of its own that runs no
macro and follows no link, on a copy with a neutral name in a temporary folder that is removed
afterwards. It is to fetch nothing: links to pictures elsewhere are taken out before, its profile
forbids them, and where Linux allows it, it runs without a network at all.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from zcdesk.disk.archives import BROKEN_MEMBER
from zcdesk.disk.files import new_file
from zcdesk.errors import ScanError
from zcdesk.pages.opening.refusals import refusing
from zcdesk.system.processes import end_family, find_program, started_alone

CONVERTING_SECONDS = 90.0
"""LibreOffice's first start takes up to 20 s on an old computer; 40 pages take some 10 s."""

_FOLDER = "zcdesk-word-"
_LEFT_OVER_SECONDS = 3600.0
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR",
              "COMSPEC", "PATHEXT", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMDATA")  # fmt: skip
"""Variables that LibreOffice gets: those without which a program does not start."""

_FOLDERS = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
"""Variables of folders in which a program may leave something: all lead to the one that goes."""

_EXTERNAL = re.compile(rb"<Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_FETCHING_FIELD = re.compile(rb"INCLUDE(?=PICTURE|TEXT)")
_OF_THE_RUN = tuple(
    map(
        re.compile,
        (
            rb"(/(?:Creation|Mod)Date ?\(D:)([0-9Z+'-]{14,})",
            rb"(/ID ?\[)([0-9A-Fa-f<>\s]{68,80})",
            rb"(/DocChecksum ?/)([0-9A-Fa-f]{32})",
            rb"(<xmp:(?:Create|Modify|Metadata)Date>)([0-9TZ:.+-]{10,})",
            rb"(\buuid:)([0-9A-Fa-f-]{36})",
        ),
    )
)
"""What a PDF says of the moment at which it was made."""

_MAX_PARTS = 500_000_000
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)
"""Section, name and value: no macro runs, nothing is fetched, links are never updated."""


def office_program() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return find_program("soffice", "libreoffice", places=_PLACES)


def without_links(content: bytes) -> bytes:
    """Return a document without links to pictures, templates and objects elsewhere.

    Links that are only text to click on stay. An old document in one block has none of the parts
    that this looks at and is returned as it is.

    Raises:
        ScanError: It is damaged, or unpacks to more than a document can have.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    try:
        return _without_links(content)
    except BROKEN_MEMBER as cause:
        raise ScanError("scan.word_failed") from cause


def _without_links(content: bytes) -> bytes:
    plain = io.BytesIO()
    parts: dict[str, bytes] = {}  # of two parts of one name the last counts
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(plain, "w") as target:
        if sum(part.file_size for part in source.infolist()) > _MAX_PARTS:
            raise ScanError("scan.word_failed")
        for part in source.infolist():
            data = source.read(part)
            if part.filename.endswith(".rels"):
                data = _EXTERNAL.sub(_kept_link, data)
            elif part.filename.endswith(".xml"):
                # A picture pasted from a web page is a field that is fetched anew; its copy stays.
                data = _FETCHING_FIELD.sub(b"XNCLUDE", data)
            parts[part.filename] = data
        for name, data in parts.items():
            if name:
                target.writestr(name, data)
    return plain.getvalue()


def _kept_link(found: re.Match[bytes]) -> bytes:
    return found[0] if b"/hyperlink" in found[0] else b""


def pdf_of(content: bytes, name: str, program: str, seconds: float = CONVERTING_SECONDS) -> bytes:
    """Return the pages of a document as a PDF.

    Args:
        content: From :func:`without_links`.
        name: The document's name: its ending is used, and it is in the refusal.
        program: From :func:`office_program`.
        seconds: Longest time.

    Raises:
        ScanError: LibreOffice did not make a PDF of it.
    """
    _remove_left_overs()
    with refusing(name), tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        home = Path(folder)
        document = home / f"document{Path(name).suffix.lower() or '.docx'}"
        with new_file(document) as stream:
            stream.write(content)
        settings = home / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        _run(
            [
                *_without_network(),
                program,
                f"-env:UserInstallation={(home / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(home),
                str(document),
            ],
            home,
            seconds,
        )
        pages = document.with_suffix(".pdf")
        if not pages.is_file():
            raise ScanError("scan.word_failed")
        return same_each_time(pages.read_bytes())


def same_each_time(content: bytes) -> bytes:
    """Return a fresh PDF with its moment of making blanked, every byte in its place.

    A case knows a file by its bytes: a document that is there as before is to be the same file.
    """
    for pattern in _OF_THE_RUN:
        content = pattern.sub(_without_moment, content)
    return content


def _without_moment(found: re.Match[bytes]) -> bytes:
    return found[1] + re.sub(rb"[0-9A-Fa-f]", b"0", found[2])


def _without_network() -> tuple[str, ...]:
    """Return the words before a command that cut it off from the network, () where that is
    impossible."""
    program, nothing = find_program("unshare"), find_program("true")
    if sys.platform != "linux" or program is None or nothing is None:
        return ()
    before = (program, "--map-root-user", "--net")
    tried = subprocess.run([*before, nothing], capture_output=True, check=False)
    return before if tried.returncode == 0 else ()


def _profile() -> str:
    """Return the settings in LibreOffice's own format."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{section}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for section, name, value in _SETTINGS
    )
    registry = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {registry}>{items}</oor:items>'


def _run(command: list[str], home: Path, seconds: float) -> None:
    """Run to the end or to the time limit; the program's children end with it."""
    with subprocess.Popen(
        command,
        cwd=home,
        env=_variables(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **started_alone(),  # type: ignore[call-overload]
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired as cause:
            raise ScanError("scan.word_failed") from cause
        finally:
            end_family(running)


def _variables(home: Path) -> dict[str, str]:
    """Return the environment of the other program: paths, our language, its own folder.

    Nothing else of this process's environment is its business, a password least of all.
    """
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    own = dict.fromkeys(_FOLDERS, str(home))
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | own | nowhere


def _remove_left_overs() -> None:
    """Remove the folders of conversions that were killed: they hold a person's document."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_OVER_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
